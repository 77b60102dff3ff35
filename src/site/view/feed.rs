//! Files for other programs that go through a template: the feed and the sitemap.
//!
//! Both are written only where `base_url` is set, and every address in them is whole.

use serde::Serialize;

/// `feed.xml`, an Atom feed.
#[derive(Debug, Clone, Serialize)]
pub struct FeedView {
    /// The feed's permanent id, an address.
    pub id: String,
    /// Where the feed itself is.
    pub self_url: String,
    /// The catalog's home page.
    pub site_url: String,
    /// RFC 3339; the latest of the entries.
    pub updated: String,
    /// The newest first.
    pub entries: Vec<FeedEntry>,
}

/// One changed model.
#[derive(Debug, Clone, Serialize)]
pub struct FeedEntry {
    /// A permanent id, an address.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// The model's page.
    pub url: String,
    /// RFC 3339.
    pub updated: String,
    /// RFC 3339.
    pub published: Option<String>,
    /// The organisation, else the catalog's title: Atom wants an author.
    pub author: String,
    /// The task and the library, as text.
    pub categories: Vec<String>,
    /// The description; may be empty.
    pub summary: String,
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
