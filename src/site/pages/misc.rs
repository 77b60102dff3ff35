//! Files beside the pages: 404, feeds, sitemap, robots.

use crate::catalog::Kind;
use crate::site::RenderError;
use crate::site::shared::{Shared, canonical};
use crate::site::view::{SitemapEntry, SitemapView};

use super::{feeds, leaderboards};

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
    if shared.preview.is_some() {
        return shared.put("robots.txt", b"User-agent: *\nDisallow: /\n");
    }
    let Some(base) = base else {
        return shared.put("robots.txt", b"User-agent: *\nAllow: /\n");
    };
    feeds::write(shared, &base)?;
    sitemap(shared, &base)?;
    shared.put("robots.txt", format!("User-agent: *\nAllow: /\nSitemap: {base}sitemap.xml\n").as_bytes())
}

fn sitemap(shared: &Shared<'_>, base: &str) -> Result<(), RenderError> {
    let fixed = [
        "index.html",
        "models/index.html",
        "lineage/index.html",
        "changelog/index.html",
        "statistics/index.html",
        "register/index.html",
        "health/index.html",
        "about/index.html",
    ];
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
    let boards = leaderboards::addresses(shared)
        .map(|path| SitemapEntry { url: canonical(base, &path), updated: None });
    let collections = 0..shared.catalog.collections.len();
    let index = (!collections.is_empty()).then(|| "collections/index.html".to_owned());
    let collections = index
        .into_iter()
        .chain(collections.map(|collection| shared.paths.collection_page(collection)))
        .map(|path| SitemapEntry { url: canonical(base, &path), updated: None });
    let entries = fixed.into_iter().chain(collections).chain(models).chain(terms).chain(boards);
    let entries = entries.take(SITEMAP_ENTRIES).collect();
    let xml = shared.templates.render_file("sitemap.xml", "sitemap", &SitemapView { entries })?;
    shared.put("sitemap.xml", xml.as_bytes())
}
