//! What every page shows: the site, and the page's own head.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{BannerView, FeedLink};

/// The catalog as a whole; the same on every page.
#[derive(Debug, Clone, Serialize)]
pub struct SiteView {
    /// The catalog's name.
    pub title: String,
    /// One sentence about the catalog; may be empty.
    pub description: String,
    /// The language of the interface, for `<html lang>`.
    pub language: String,
    /// Where the hub's repository can be browsed.
    pub repository_url: Option<String>,
    /// Name and version of the generator, such as `Cardex 0.1.0`.
    pub generator: String,
    /// The commit that the catalog was built from.
    pub commit: Option<CommitView>,
    /// How many of each kind there are.
    pub counts: Counts,
    /// The main navigation, in order.
    pub nav: Vec<NavItem>,
    /// The theme's files, under their fingerprinted names.
    pub assets: Assets,
    /// Whether a feed is written (only where `base_url` is set).
    pub has_feed: bool,
    /// Prefix of the site's keys in the browser's local storage, such as `cardex:team`; a key is it, a colon and a name.
    pub storage_key: String,
    /// Whether cards may show pictures of other hosts: widens `img-src` of the pages' security policy.
    pub img_src_remote: bool,
    /// In a preview of a change: what every page says of it.
    pub preview: Option<BannerView>,
}

/// How many entries the catalog has of each kind.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs, reason = "each name says it")]
pub struct Counts {
    pub models: usize,
    pub orgs: usize,
    pub tasks: usize,
    pub libraries: usize,
    pub licenses: usize,
    pub tags: usize,
    pub languages: usize,
    pub datasets: usize,
    pub collections: usize,
}

/// One entry of the main navigation.
#[derive(Debug, Clone, Serialize)]
pub struct NavItem {
    /// The section's kind: `models`, `tasks`, `libraries`, `licenses`, `languages`, `datasets`, `tags`, `orgs`,
    /// `changelog`, `collections`, `lineage`, `statistics`, `register`, `health`, `about`; equal to [`PageView::section`] on the
    /// section's pages.
    pub section: &'static str,
    /// Its name.
    pub label: &'static str,
    /// Its index page.
    pub path: String,
    /// Whether it belongs in the first row of the header; the others may stand in a menu.
    pub primary: bool,
}

/// Paths of the theme's files; a file that the theme does not have is empty.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Assets {
    /// The stylesheet.
    pub css: String,
    /// A user's own `theme/custom.css`, which comes after it; empty without one.
    pub custom_css: String,
    /// On the list of models and the page that compares them, behind `css`.
    pub list_css: String,
    /// On the register and the pages about the catalog's health, behind `css`.
    pub audit_css: String,
    /// The style of a preview, which every page of one adds to `css`.
    pub preview_css: String,
    /// On pages of leaderboards, behind `css`.
    pub boards_css: String,
    /// On pages about lineage, collections, datasets and organisations, behind `css`.
    pub pages_css: String,
    /// Small and blocking: sets the colour scheme before the first paint.
    pub theme_js: String,
    /// Deferred: theme switch, menus, shortcuts, the shortlist.
    pub app_js: String,
    /// On pages with a card: copy buttons, snippet tabs.
    pub card_js: String,
    /// Loaded on first use: how a text is copied.
    pub copying_js: String,
    /// Deferred, but on the list of models: the search box.
    pub search_js: String,
    /// Loaded by `search_js` on first use: how a query is read and answered.
    pub search_query_js: String,
    /// Loaded by `search_query_js`: the dictionary.
    pub search_index_js: String,
    /// Loaded by `search_query_js`: how a text is read.
    pub search_words_js: String,
    /// Loaded by `search_query_js` on first use: slips of the finger.
    pub search_slips_js: String,
    /// Loaded by `search_index_js` on first use: the models of common words beyond the best.
    pub search_rest_js: String,
    /// Loaded by `search_query_js` on first use: phrases, and pieces of texts.
    pub search_texts_js: String,
    /// Loaded by `search_query_js`: stop words and stems of English, from elasticlunr.
    pub search_stemmer_js: String,
    /// Loaded on first use: filters and their counts.
    pub facets_js: String,
    /// Loaded on first use: filters that are typed into the search box.
    pub facets_meant_js: String,
    /// On the list of models: filters, order, views.
    pub list_js: String,
    /// Loaded on first use: the list of models as a table.
    pub list_table_js: String,
    /// Loaded on first use: the command palette.
    pub palette_js: String,
    /// On the page that compares models.
    pub compare_js: String,
    /// On pages of leaderboards: order by a column.
    pub boards_js: String,
    /// The icon of the site, SVG.
    pub favicon: String,
    /// The icon of the site, 32 pixels, PNG.
    pub favicon_png: String,
    /// Every file of the theme by its name, for templates that add a file: `{{ site.assets.files["logo.svg"] }}`.
    pub files: BTreeMap<String, String>,
}

/// The page at hand.
#[derive(Debug, Clone, Serialize)]
pub struct PageView {
    /// `home`, `models`, `model`, `terms`, `term`, `leaderboards`, `leaderboard`, `collections`, `collection`, `lineage`,
    /// `statistics`, `changelog`, `register`, `health`, `lacking`, `about` or `not-found`.
    pub kind: &'static str,
    /// The navigation section it belongs to; empty on the home page and on `404.html`.
    pub section: &'static str,
    /// For `<title>`, without the site's name.
    pub title: String,
    /// For `<meta name=description>`; one line.
    pub description: String,
    /// The way to the site's root from this page: `""`, `"../"`, `"../../"` …; on `404.html`, which a host serves
    /// under any address, the whole address of the site (`base_url`, with a slash at its end), or empty where it is
    /// not known: the page is plain text then.
    pub root: String,
    /// The page's own path.
    pub path: String,
    /// The page's address on the web, where `base_url` is set.
    pub canonical_url: Option<String>,
    /// The address of a picture for link previews, where `base_url` is set.
    pub image_url: Option<String>,
    /// From the home page down to the parent of this page.
    pub breadcrumbs: Vec<Link>,
    /// The feeds of what this page is about, beside those of the catalog.
    pub feed: Option<FeedLink>,
    /// Structured data for search engines: JSON text, safe inside a `<script type="application/ld+json">`.
    pub jsonld_html: Option<String>,
    /// The page's twin in Markdown, where it has one.
    pub markdown_path: Option<String>,
}

/// A link inside the site.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Link {
    /// What it says.
    pub label: String,
    /// Where it leads.
    pub path: String,
}

/// A day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DateView {
    /// For `<time datetime>`: `2026-11-20`.
    pub iso: String,
    /// For people: `20 November 2026`.
    pub text: String,
}

/// A commit of the hub's repository.
#[derive(Debug, Clone, Serialize)]
pub struct CommitView {
    /// 40 hexadecimal digits.
    pub id: String,
    /// The first ten of them.
    pub short: String,
    /// When it was made.
    pub date: Option<DateView>,
    /// Where it can be browsed.
    pub url: Option<String>,
}
