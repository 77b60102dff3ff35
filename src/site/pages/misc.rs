//! Files beside the pages: 404, feed, sitemap, robots.

use crate::catalog::Kind;
use crate::site::RenderError;
use crate::site::shared::{Shared, canonical};
use crate::site::view::{FeedEntry, FeedView, SitemapEntry, SitemapView};

use super::models::newest_first;

/// Entries of the feed.
const FEED_ENTRIES: usize = 50;

/// Addresses in one sitemap, as the protocol limits them.
const SITEMAP_ENTRIES: usize = 50_000;

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
            let url = canonical(base, &shared.paths.model_page(ordinal));
            FeedEntry {
                id: url.clone(),
                url,
                published: model.created.map(moment),
                categories: [Kind::Task, Kind::Library]
                    .into_iter()
                    .flat_map(|kind| shared.term_links(ordinal, kind))
                    .map(|link| link.label)
                    .collect(),
                title: format!("{} · {}", model.id, model.title),
                updated: model.updated.map(moment).unwrap_or_default(),
                summary: model.description.clone(),
                author: model.id.org().unwrap_or(&shared.site.title).to_owned(),
            }
        })
        .collect();
    let view = FeedView {
        id: base.to_owned(),
        self_url: format!("{base}feed.xml"),
        site_url: base.to_owned(),
        // A feed must say when it changed; an empty one never did.
        updated: entries
            .first()
            .map_or_else(|| "1970-01-01T00:00:00Z".to_owned(), |entry| entry.updated.clone()),
        entries,
    };
    let xml = shared.templates.render_file("feed.xml", "feed", &view)?;
    shared.put("feed.xml", xml.as_bytes())
}

fn sitemap(shared: &Shared<'_>, base: &str) -> Result<(), RenderError> {
    let fixed = ["index.html", "models/index.html", "about/index.html"];
    let fixed = fixed.map(|path| SitemapEntry { url: canonical(base, path), updated: None });
    let models = shared.catalog.models.iter().enumerate().map(|(ordinal, model)| SitemapEntry {
        url: canonical(base, &shared.paths.model_page(ordinal)),
        updated: model.updated.map(|date| date.to_string()),
    });
    let terms = Kind::ALL.into_iter().flat_map(|kind| {
        (0..shared.catalog.taxonomies.of(kind).terms.len()).map(move |term| SitemapEntry {
            url: canonical(base, &shared.paths.term_page(kind, term)),
            updated: None,
        })
    });
    let entries = fixed.into_iter().chain(models).chain(terms).take(SITEMAP_ENTRIES).collect();
    let xml = shared.templates.render_file("sitemap.xml", "sitemap", &SitemapView { entries })?;
    shared.put("sitemap.xml", xml.as_bytes())
}
