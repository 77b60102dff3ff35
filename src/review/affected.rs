//! Which cards a change can make say something else: those that changed, and those that refer to them.

use std::collections::BTreeSet;

use rayon::prelude::*;

use crate::catalog::{Catalog, Model};

use super::{Change, Compared};

/// The models of the base and of the head that a change can have a say in, as places in their catalogs: those that changed, those
/// that name one of them as their base or successor, those whose text may link to one, and those of a dataset or an organisation whose
/// card changed. `None` where the hub's settings differ, which all cards depend on.
pub fn affected(compared: &Compared<'_>) -> Option<(BTreeSet<usize>, BTreeSet<usize>)> {
    if compared.other_files.iter().any(|file| file == crate::config::FILE) {
        return None;
    }
    let names = Names::of(compared);
    let of = |catalog: &Catalog, place: fn(&Change) -> Option<u32>| -> BTreeSet<usize> {
        let changed: BTreeSet<u32> = compared.changes.iter().filter_map(place).collect();
        let models = catalog.models.par_iter().enumerate();
        let is_affected = |(at, model): &(usize, &Model)| {
            let is_changed = |place: &u32| changed.contains(place);
            u32::try_from(*at).is_ok_and(|at| is_changed(&at)) || names.are_in(model, &is_changed)
        };
        models.filter(is_affected).map(|(at, _)| at).collect::<Vec<_>>().into_iter().collect()
    };
    Some((
        of(compared.base.catalog, |change| change.before),
        of(compared.head.catalog, |change| change.after),
    ))
}

/// What others may know the changed cards by.
struct Names<'a> {
    /// Ids, before and after, in lower case.
    ids: BTreeSet<String>,
    /// The last folders of models, datasets and organisations, as a link to them has to hold.
    folders: BTreeSet<&'a str>,
    /// Datasets and organisations.
    datasets: BTreeSet<&'a str>,
    orgs: BTreeSet<&'a str>,
}

impl<'a> Names<'a> {
    fn of(compared: &'a Compared<'_>) -> Names<'a> {
        let both = [compared.base, compared.head];
        let models =
            || compared.changes.iter().flat_map(|change| [compared.before(change), compared.after(change)]);
        let last = |path: &'a str| path.rsplit('/').next().unwrap_or_default();
        let is_changed = |folder: &str| {
            let inside = format!("{folder}/");
            compared.other_files.iter().any(|file| file.starts_with(&inside))
        };
        let mut names = Names {
            ids: models().flatten().map(|model| model.id.as_str().to_lowercase()).collect(),
            folders: models().flatten().map(|model| last(&model.folder)).collect(),
            datasets: BTreeSet::new(),
            orgs: BTreeSet::new(),
        };
        for side in both {
            for folder in side.snapshot.datasets.iter().filter(|folder| is_changed(&folder.path)) {
                names.datasets.insert(&folder.id);
                names.folders.insert(last(&folder.path));
            }
            for folder in side.snapshot.orgs.iter().filter(|folder| is_changed(&folder.path)) {
                names.orgs.insert(&folder.id);
                names.folders.insert(last(&folder.path));
            }
        }
        names
    }

    /// Whether a model refers to one of them.
    fn are_in(&self, model: &Model, is_changed: &dyn Fn(&u32) -> bool) -> bool {
        let references = model.bases.iter().chain(&model.successor);
        let refers = references.into_iter().any(|reference| {
            reference.model.as_ref().is_some_and(is_changed)
                || self.ids.contains(&reference.model_id().to_lowercase())
        });
        let dataset =
            model.card.datasets.iter().any(|dataset| self.datasets.contains(dataset.value.as_str()));
        refers
            || dataset
            || model.id.org().is_some_and(|org| self.orgs.contains(org))
            || leaves_its_folder(&model.body) && self.folders.iter().any(|folder| model.body.contains(folder))
    }
}

/// Whether a text may hold a link to another card of the hub: hardly any does.
fn leaves_its_folder(body: &str) -> bool {
    ["../", "](/", "=\"/", "]: /", "](</"].iter().any(|way| body.contains(way))
}
