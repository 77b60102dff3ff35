//! Files beside the pages: 404, feed, sitemap, robots.

use serde::Serialize;

use crate::site::RenderError;
use crate::site::shared::{Shared, canonical};

use super::models::newest_first;

/// Entries of the feed.
const FEED_ENTRIES: usize = 50;

/// Addresses in one sitemap, as the protocol limits them.
const SITEMAP_ENTRIES: usize = 50_000;

#[derive(Serialize)]
struct FeedView {
    url: String,
    feed_url: String,
    updated: String,
    entries: Vec<FeedEntry>,
}

#[derive(Serialize)]
struct FeedEntry {
    url: String,
    title: String,
    updated: String,
    summary: String,
    author: String,
}

#[derive(Serialize)]
struct SitemapView {
    entries: Vec<SitemapEntry>,
}

#[derive(Serialize)]
struct SitemapEntry {
    url: String,
    updated: Option<String>,
}

/// Writes the files; those that need absolute addresses only where the site has a `base_url`.
pub(in crate::site) fn write(shared: &Shared<'_>) -> Result<(), RenderError> {
    let mut page = shared.page("not-found", "", "404.html".to_owned());
    page.title = "Page not found".to_owned();
    page.description = "There is no page at this address.".to_owned();
    page.breadcrumbs.clear();
    // A host serves this page at any depth, so that only absolute addresses work.
    let base = shared.config.site.base_url.clone();
    page.canonical_url = None;
    page.root = base.clone().unwrap_or_default();
    shared.write("404.html", &page, "not_found", &base)?;
    let Some(base) = base else {
        return shared.put("robots.txt", b"User-agent: *\nAllow: /\n");
    };
    feed(shared, &base)?;
    sitemap(shared, &base)?;
    shared.put("robots.txt", format!("User-agent: *\nAllow: /\nSitemap: {base}sitemap.xml\n").as_bytes())
}

fn feed(shared: &Shared<'_>, base: &str) -> Result<(), RenderError> {
    let models = &shared.catalog.models;
    let dated = newest_first(shared).into_iter().filter(|&model| models[model].updated.is_some());
    let moment = |date: crate::catalog::date::Date| format!("{date}T00:00:00Z");
    let entries: Vec<FeedEntry> = dated
        .take(FEED_ENTRIES)
        .map(|ordinal| {
            let model = &models[ordinal];
            FeedEntry {
                url: canonical(base, &shared.paths.model_page(ordinal)),
                title: format!("{} · {}", model.id, model.title),
                updated: model.updated.map(moment).unwrap_or_default(),
                summary: model.description.clone(),
                author: model.id.org().unwrap_or(&shared.site.title).to_owned(),
            }
        })
        .collect();
    let view = FeedView {
        url: base.to_owned(),
        feed_url: format!("{base}feed.xml"),
        // A feed must say when it changed; an empty one never did.
        updated: entries.first().map_or_else(|| "1970-01-01T00:00:00Z".to_owned(), |entry| entry.updated.clone()),
        entries,
    };
    let page = shared.page("feed", "", "feed.xml".to_owned());
    shared.write("feed.xml", &page, "feed", &view)
}

fn sitemap(shared: &Shared<'_>, base: &str) -> Result<(), RenderError> {
    let fixed = ["index.html", "models/index.html", "about/index.html"];
    let fixed = fixed.map(|path| SitemapEntry { url: canonical(base, path), updated: None });
    let models = shared.catalog.models.iter().enumerate().map(|(ordinal, model)| SitemapEntry {
        url: canonical(base, &shared.paths.model_page(ordinal)),
        updated: model.updated.map(|date| date.to_string()),
    });
    let terms = crate::catalog::Kind::ALL.into_iter().flat_map(|kind| {
        (0..shared.catalog.taxonomies.of(kind).terms.len()).map(move |term| SitemapEntry {
            url: canonical(base, &shared.paths.term_page(kind, term)),
            updated: None,
        })
    });
    let entries = fixed.into_iter().chain(models).chain(terms).take(SITEMAP_ENTRIES).collect();
    let page = shared.page("sitemap", "", "sitemap.xml".to_owned());
    shared.write("sitemap.xml", &page, "sitemap", &SitemapView { entries })
}
