//! The whole site, page by page, in parallel.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::api;
use crate::catalog::Catalog;
use crate::config::Config;
use crate::diagnostic::Diagnostic;
use crate::search;

use super::links::Links;
use super::shared::{Shared, site_view};
use super::templates::{TemplateError, Templates};
use super::theme::Theme;
use super::{Files, Paths, Repository, Sink, item, pages};

/// What was made.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rendered {
    /// HTML pages.
    pub pages: usize,
    /// What there is to say about cards' texts, links and addresses; sorted.
    pub diagnostics: Vec<Diagnostic>,
}

/// Why a site could not be made; content is never the reason.
#[derive(Debug, thiserror::Error)]
pub enum RenderError {
    /// A template is wrong.
    #[error(transparent)]
    Template(#[from] TemplateError),
    /// A file could not be stored.
    #[error("{path}: {source}")]
    Write {
        /// The file, below the site's root.
        path: String,
        /// What keeps it from being stored.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
}

/// Called after each model's page, from any thread.
pub(crate) type Progress<'a> = &'a (dyn Fn() + Sync);

/// Makes every file of the site and hands each to `sink`.
///
/// # Errors
/// [`RenderError`] when a template is wrong or `sink` fails; never because of a card.
pub fn render(
    catalog: &Catalog,
    config: &Config,
    look: (&mut Templates, &Theme),
    io: (&dyn Files, &dyn Sink),
    findings: &[Diagnostic],
    progress: Progress<'_>,
) -> Result<Rendered, RenderError> {
    let (templates, theme) = look;
    let (files, sink) = io;
    let (paths, mut diagnostics) = Paths::assign(catalog);
    let repository =
        config.site.repository.as_deref().map(|url| Repository::new(url, &config.site.default_branch));
    let repository = repository.as_ref();
    let links = Links::new(catalog, &paths, files, repository);
    let parts: Vec<std::ops::Range<usize>> = part_ranges(catalog.models.len());
    let mut assets = theme.paths();
    let names: Vec<String> = (0..parts.len()).map(|part| format!("search/part-{part}.js")).collect();
    assets.search_manifest = "search/manifest.js".to_owned();
    let site = site_view(catalog, config, repository, assets);
    templates.set_site(&site)?;
    let templates: &Templates = templates;
    let mut shared =
        Shared { catalog, config, paths, links, templates, repository, site, items: Vec::new(), sink };
    shared.items = item::items(&shared)?;
    let shared = shared;

    for (path, bytes) in theme.assets() {
        shared.put(path, bytes)?;
    }
    // Pages and the search index in one pass: a part's documents are dropped as soon as the part is written.
    let written: Vec<Vec<Diagnostic>> = parts
        .par_iter()
        .enumerate()
        .map(|(part, range)| {
            let made: Result<Vec<_>, RenderError> = range
                .clone()
                .into_par_iter()
                .map(|model| {
                    let made = pages::model::write(&shared, model);
                    progress();
                    made
                })
                .collect();
            let (documents, findings): (Vec<search::Document>, Vec<Vec<Diagnostic>>) =
                made?.into_iter().unzip();
            shared.put(&names[part], &search::part(part, &documents))?;
            Ok(findings.concat())
        })
        .collect::<Result<_, RenderError>>()?;
    diagnostics.extend(written.into_iter().flatten());
    let manifest: Vec<search::PartName> = names
        .iter()
        .zip(&parts)
        .map(|(url, range)| search::PartName { url: url.clone(), documents: range.len() })
        .collect();
    shared.put("search/manifest.js", &search::manifest(&manifest))?;

    let mut count = catalog.models.len();
    count += pages::models::write(&shared)?;
    let (terms, found) = pages::terms::write(&shared)?;
    count += terms;
    diagnostics.extend(found);
    pages::home::write(&shared)?;
    let all: Vec<Diagnostic> = findings.iter().chain(&diagnostics).cloned().collect();
    pages::about::write(&shared, &all)?;
    pages::misc::write(&shared)?;
    count += 3;
    (0..catalog.models.len()).into_par_iter().try_for_each(|model| {
        let record = api::model(catalog, model, &shared.paths.model_page(model));
        shared.put(&shared.paths.model_api(model), &record)
    })?;
    let place = |model| (shared.paths.model_page(model), shared.paths.model_api(model));
    shared.put("api/models.json", &api::models(catalog, &place))?;

    let copies: BTreeMap<String, String> = shared.links.into_copies();
    copies.par_iter().try_for_each(|(site, hub)| match files.read(hub) {
        Some(bytes) => {
            sink.write(site, &bytes).map_err(|source| RenderError::Write { path: site.clone(), source })
        }
        None => Ok(()),
    })?;
    diagnostics.sort();
    diagnostics.dedup();
    Ok(Rendered { pages: count, diagnostics })
}

fn part_ranges(models: usize) -> Vec<std::ops::Range<usize>> {
    (0..models)
        .step_by(search::DOCUMENTS_PER_PART)
        .map(|start| start..(start + search::DOCUMENTS_PER_PART).min(models))
        .collect()
}
