//! The template contract: everything that a template may see, as typed structs.
//!
//! Every page gets three values: `site` ([`SiteView`]), `page` ([`PageView`]) and one value of its own, named
//! after the page's kind (`home`, `models`, `model`, `terms`, `term`, `about`; `404.html` has none). `feed.xml` and
//! `sitemap.xml` get `site` and a value of their own (`feed`, `sitemap`).
//!
//! Two rules make templates simple. A field named `path` is relative to the site's root and already
//! percent-encoded: write `href="{{ page.root }}{{ link.path }}"`. A field named `url` leaves the site and has passed
//! the scheme allowlist (http, https, mailto). Only a field whose name ends in `_html` holds markup and is written
//! with `| safe`; everything else is text and is escaped by the engine.

mod feed;
mod home;
mod listing;
mod model;
mod page;

pub use feed::{FeedEntry, FeedView, SitemapEntry, SitemapView};
pub use home::{AboutView, HomeView, ShortTerms};
pub use listing::{ModelItem, ModelsView, PageLink, Pagination, TermGroup, TermItem, TermView, TermsView};
pub use model::{
    Badge, Contents, EvaluationRow, EvaluationView, ExtraField, Fact, FactValue, FileView, FilesView,
    LineageGroup, LineageLink, ModelView, Notice, SignatureView, SnippetView, SourceView, TensorView,
    UseView,
};
pub use page::{Assets, CommitView, Counts, DateView, Link, NavItem, PageView, SiteView};
