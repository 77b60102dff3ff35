//! The template contract: everything that a template may see, as typed structs.
//!
//! Every page gets three values: `site` ([`SiteView`]), `page` ([`PageView`]) and one value of its own, named
//! after the page's kind (`home`, `models`, `model`, `terms`, `term`, `leaderboards`, `leaderboard`, `statistics`, `changelog`,
//! `register`, `health`, `lacking`, `about`, `changes`, `redirect`, `preview`; `404.html` has none). `feed.xml` and
//! `sitemap.xml` get `site` and a value of their own (`feed`, `sitemap`).
//!
//! Two rules make templates simple. A field named `path` is relative to the site's root and already
//! percent-encoded: write `href="{{ page.root }}{{ link.path }}"`. A field named `url` leaves the site and has passed
//! the scheme allowlist (http, https, mailto). Only a field whose name ends in `_html` holds markup and is written
//! with `| safe`; everything else is text and is escaped by the engine.

mod audit;
mod board;
mod collection;
mod feed;
mod home;
mod lineage;
mod listing;
mod model;
mod page;
mod past;
mod preview;
mod statistics;
mod version;

pub use audit::{
    AspectView, BadgeView, CompletenessView, ExportView, HealthView, LackingView, MissingView, RegisterRow,
    RegisterView, ScoreRow,
};
pub use board::{
    LeaderboardBoard, LeaderboardColumns, LeaderboardGroup, LeaderboardItem, LeaderboardRow, LeaderboardView,
    LeaderboardsView,
};
pub use collection::{
    CollectionItem, CollectionLink, CollectionView, CollectionsView, ComparedResult, ComparedValue,
    ComparisonRow, ComparisonView,
};
pub use feed::{FeedEntry, FeedLink, FeedView, SitemapEntry, SitemapView};
pub use home::{AboutView, HomeView, ShortTerms};
pub use lineage::{FamiliesView, FamilyView, KinItem, LineageGroup, LineageView};
pub use listing::{
    BoardRow, BoardView, CountedLink, DatasetLinks, GuideView, MetricView, ModelItem, ModelsView, PageLink,
    Pagination, RelatedTerms, SplitRow, TermGroup, TermItem, TermView, TermsView,
};
pub use model::{
    Badge, Contents, EvaluationRow, EvaluationView, ExtraField, Fact, FactValue, FileView, FilesView,
    HistoryRow, HistoryView, ModelView, Notice, RelatedModel, SignatureView, SnippetView, SourceView,
    TensorView, UseView,
};
pub use page::{Assets, CommitView, Counts, DateView, Link, NavItem, PageView, SiteView};
pub use past::{PastRow, PastView, PromotionsView};
pub use preview::{BannerView, LineView, MarksView, PreviewRow, PreviewView};
pub use statistics::{
    ChangeItem, ChangeList, ChangelogView, ChartRow, ChartView, PeriodView, StatisticsView,
};
pub use version::{
    AliasView, ChangeRow, ChangesView, RedirectView, ResultRow, VersionRow, VersionsView, WeightRow,
};
