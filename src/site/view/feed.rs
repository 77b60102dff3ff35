//! Files for other programs that go through a template: feeds and the sitemap.
//!
//! Both are written only where `base_url` is set, and every address in them is whole.

use serde::Serialize;

/// A feed: of the catalog, an organisation, a task, a tag or a model.
#[derive(Debug, Clone, Serialize)]
pub struct FeedView {
    /// The feed's permanent id, an address.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// Where the feed itself is.
    pub self_url: String,
    /// The page that it is of.
    pub site_url: String,
    /// RFC 3339; the latest of the entries.
    pub updated: String,
    /// The newest first.
    pub entries: Vec<FeedEntry>,
}

/// Something that happened to a model.
#[derive(Debug, Clone, Serialize)]
pub struct FeedEntry {
    /// A permanent id, an address: the model's, and what happened in which commit.
    pub id: String,
    /// What happened.
    pub title: String,
    /// The model's page.
    pub url: String,
    /// RFC 3339.
    pub updated: String,
    /// RFC 3339.
    pub published: Option<String>,
    /// Who did it, else the organisation, else the catalog's title: Atom wants an author.
    pub author: String,
    /// The task and the library, as text.
    pub categories: Vec<String>,
    /// The model's description, or the first line of the commit; may be empty.
    pub summary: String,
}

/// The feeds that a page names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FeedLink {
    /// What they are called.
    pub title: String,
    /// The Atom feed.
    pub atom_path: String,
    /// The JSON feed.
    pub json_path: String,
}

/// `sitemap.xml`.
#[derive(Debug, Clone, Serialize)]
pub struct SitemapView {
    /// Every page; at most 50,000, the format's limit.
    pub entries: Vec<SitemapEntry>,
}

/// One page of the sitemap.
#[derive(Debug, Clone, Serialize)]
pub struct SitemapEntry {
    /// The page's address.
    pub url: String,
    /// `2026-11-20`.
    pub updated: Option<String>,
}
