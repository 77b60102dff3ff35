//! What there is to say about the texts of cards, without a page being made.

use std::sync::Arc;

use rayon::prelude::*;

use crate::catalog::{Catalog, Kind, Profile};
use crate::config::Config;
use crate::diagnostic::Diagnostic;

use super::links::Links;
use super::{Files, Paths, Repository, pages};

/// Reads the texts of all cards as a build does: links that lead nowhere, pictures that are not there, what is left out of them.
pub fn findings(catalog: &Catalog, config: &Config, files: &dyn Files) -> Vec<Diagnostic> {
    findings_of(catalog, config, files, &|_| true)
}

/// Reads as [`findings`] does, of the models' cards only those that are asked for, by their places in the catalog.
pub fn findings_of(
    catalog: &Catalog,
    config: &Config,
    files: &dyn Files,
    is_wanted: &(dyn Fn(usize) -> bool + Sync),
) -> Vec<Diagnostic> {
    let (paths, mut diagnostics) = Paths::assign(catalog);
    let repository =
        config.site.repository.as_deref().map(|url| Repository::new(url, &config.site.default_branch));
    let paths = Arc::new(paths);
    let links = Links::new(catalog, Arc::clone(&paths), files, repository.as_ref());
    let models = catalog.models.par_iter().enumerate().filter(|(ordinal, _)| is_wanted(*ordinal));
    let models = models.flat_map_iter(|(ordinal, model)| {
        pages::card::model(&links, config, model, &paths.model_page(ordinal)).diagnostics
    });
    diagnostics.extend(models.collect::<Vec<_>>());
    let mut profiles = |kind: Kind, profiles: &[Profile]| {
        let terms = &catalog.taxonomies.of(kind).terms;
        for profile in profiles {
            if let Ok(term) = terms.binary_search_by(|term| term.key.as_str().cmp(&profile.key)) {
                let page = paths.term_page(kind, term);
                diagnostics.extend(pages::card::profile(&links, config, profile, &page).diagnostics);
            }
        }
    };
    profiles(Kind::Organisation, &catalog.orgs);
    profiles(Kind::Dataset, &catalog.datasets);
    for (ordinal, collection) in catalog.collections.iter().enumerate() {
        let page = paths.collection_page(ordinal);
        diagnostics.extend(pages::card::collection(&links, config, collection, &page).diagnostics);
    }
    diagnostics
}
