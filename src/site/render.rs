//! The whole site, page by page, in parallel.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use crate::catalog::{Catalog, Health, completeness, derived_datasets};
use crate::config::Config;
use crate::diagnostic::Diagnostic;
use crate::search;

use super::budget::Budget;
use super::leaderboards::Standings;
use super::links::Links;
use super::shared::{Shared, site_view};
use super::templates::{TemplateError, Templates};
use super::theme::Theme;
use super::{Files, Paths, Preview, Repository, Sink, data, pages};

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
    (templates, theme): (&mut Templates, &Theme),
    io: (&dyn Files, &dyn Sink),
    findings: &[Diagnostic],
    preview: Option<&Preview>,
    progress: Progress<'_>,
) -> Result<Rendered, RenderError> {
    let (files, sink) = io;
    let repository = repository(config);
    let (shared, mut diagnostics) =
        share(catalog, config, (templates, theme), (files, sink), (repository.as_ref(), preview), None)?;
    let (mut count, found) = everything(&shared, theme, progress)?;
    diagnostics.extend(found);
    let all: Vec<Diagnostic> = findings.iter().chain(&diagnostics).cloned().collect();
    pages::about::write(&shared, &all)?;
    pages::misc::write(&shared)?;
    count += 2 + pages::preview::write(&shared)?;

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

/// Where the hub's files can be seen on the web.
pub(super) fn repository(config: &Config) -> Option<Repository> {
    config.site.repository.as_deref().map(|url| Repository::new(url, &config.site.default_branch))
}

/// What all pages are made from, and what there is to say about addresses. `standings` are those of the same results, where they are
/// known.
pub(super) fn share<'a>(
    catalog: &'a Catalog,
    config: &'a Config,
    (templates, theme): (&'a mut Templates, &Theme),
    (files, sink): (&'a dyn Files, &'a dyn Sink),
    (repository, preview): (Option<&'a Repository>, Option<&'a Preview>),
    standings: Option<Standings>,
) -> Result<(Shared<'a>, Vec<Diagnostic>), RenderError> {
    let ((paths, diagnostics, links), leaderboards) = rayon::join(
        || {
            let (paths, diagnostics) = Paths::assign(catalog);
            let paths = Arc::new(paths);
            let links = Links::new(catalog, Arc::clone(&paths), files, repository);
            (paths, diagnostics, links)
        },
        || standings.unwrap_or_else(|| Standings::of(catalog, config)).0,
    );
    let site = site_view(catalog, config, repository, (theme.paths(), &leaderboards), preview);
    templates.set_site(&site)?;
    let shared = Shared {
        catalog,
        config,
        paths,
        links,
        templates,
        repository,
        site,
        neighbourhood: OnceLock::new(),
        related: OnceLock::new(),
        offspring: OnceLock::new(),
        derived_datasets: derived_datasets(catalog),
        changes: OnceLock::new(),
        leaderboards,
        items: catalog.models.iter().map(|_| OnceLock::new()).collect(),
        found: catalog.models.par_iter().map(|model| completeness(model)).collect(),
        preview,
        sink,
        budget: Budget::default(),
    };
    Ok((shared, diagnostics))
}

/// Every file but the page about the catalog, those beside the pages, and copies; says how many pages, and what there is to
/// say about them.
pub(super) fn everything(
    shared: &Shared<'_>,
    theme: &Theme,
    progress: Progress<'_>,
) -> Result<(usize, Vec<Diagnostic>), RenderError> {
    shared.prepare()?;
    for (path, bytes) in theme.assets() {
        shared.put(path, bytes)?;
    }
    let (batches, mut diagnostics) = models(shared, progress)?;
    let (versions, found) = versions(shared)?;
    diagnostics.extend(found);
    // Much of the index comes about one thing after the other, and leaves a core to the pages.
    let (indexed, listed) = rayon::join(|| data::write(shared, batches), || lists(shared));
    indexed?;
    let (listed, found) = listed?;
    diagnostics.extend(found);
    diagnostics.extend(shared.budget.findings(&theme.assets()));
    Ok((shared.catalog.models.len() + versions + listed, diagnostics))
}

/// What the browser searches and filters, alone.
pub(super) fn search(shared: &Shared<'_>) -> Result<Vec<Diagnostic>, RenderError> {
    shared.prepare()?;
    let (batches, found) = models(shared, &|| {})?;
    data::write(shared, batches)?;
    Ok(found)
}

/// Everything that lists models, and counts them; says how many pages, and what there is to say about texts in them.
fn lists(shared: &Shared<'_>) -> Result<(usize, Vec<Diagnostic>), RenderError> {
    let mut count = pages::models::write(shared)?;
    let (terms, mut diagnostics) = pages::terms::write(shared)?;
    count += terms + pages::changelog::write(shared)? + pages::leaderboards::write(shared)?;
    count += pages::families::write(shared)?;
    let (collections, found) = pages::collections::write(shared)?;
    count += collections;
    diagnostics.extend(found);
    pages::home::write(shared)?;
    pages::compare::write(shared)?;
    pages::statistics::write(shared)?;
    count += 3;
    let health = Health::of(&shared.found);
    count += pages::health::write(shared, &health)? + pages::register::write(shared)?;
    pages::machine::write(shared, &health)?;
    pages::twin::write(shared)?;
    Ok((count, diagnostics))
}

/// Pages about versions; says how many, and what there is to say about their texts.
fn versions(shared: &Shared<'_>) -> Result<(usize, Vec<Diagnostic>), RenderError> {
    let models = 0..shared.catalog.models.len();
    let written: Vec<(usize, Vec<Diagnostic>)> =
        models.into_par_iter().map(|model| pages::version::write(shared, model)).collect::<Result<_, _>>()?;
    let (counts, findings): (Vec<usize>, Vec<_>) = written.into_iter().unzip();
    Ok((counts.iter().sum(), findings.concat()))
}

/// Pages of models, and what the index needs of them: the texts of a batch are dropped as soon as it is read.
fn models(
    shared: &Shared<'_>,
    progress: Progress<'_>,
) -> Result<(Vec<data::Indexed>, Vec<Diagnostic>), RenderError> {
    let indexer = search::Indexer::default();
    let starts: Vec<usize> = (0..shared.catalog.models.len()).step_by(search::DOCUMENTS_PER_BATCH).collect();
    let written: Vec<(data::Indexed, Vec<Diagnostic>)> = starts
        .into_par_iter()
        .map(|start| {
            let end = (start + search::DOCUMENTS_PER_BATCH).min(shared.catalog.models.len());
            let made: Result<Vec<_>, RenderError> = (start..end)
                .into_par_iter()
                .map(|model| {
                    let made = pages::model::write(shared, model)?;
                    pages::machine::write_model(shared, model)?;
                    progress();
                    Ok(made)
                })
                .collect();
            let (documents, findings): (Vec<search::Document>, Vec<Vec<Diagnostic>>) =
                made?.into_iter().unzip();
            let indexed = data::Indexed::of(shared, &indexer, start, &documents)?;
            Ok((indexed, findings.concat()))
        })
        .collect::<Result<_, RenderError>>()?;
    let (indexed, findings): (Vec<_>, Vec<_>) = written.into_iter().unzip();
    Ok((indexed, findings.concat()))
}
