//! Where every page stands: permalinks, unique without regard to case.

// A hash map that is asked by key alone: no order comes from it.
use std::collections::{BTreeMap, HashMap};

use rayon::prelude::*;

use crate::catalog::{Catalog, Kind, Model};
use crate::diagnostic::{Diagnostic, Location};

use super::slug::{slug, unique};

/// The folder of every model and term, relative to the site's root.
#[derive(Debug, Clone)]
pub struct Paths {
    models: Vec<String>,
    /// Versions of models that have pages for them, by ordinal: folders below the model's.
    versions: BTreeMap<usize, Vec<String>>,
    terms: [Vec<String>; 7],
    collections: Vec<String>,
}

/// What a kind of term is called in addresses.
pub(super) fn section(kind: Kind) -> &'static str {
    match kind {
        Kind::Task => "tasks",
        Kind::Library => "libraries",
        Kind::License => "licenses",
        Kind::Language => "languages",
        Kind::Dataset => "datasets",
        Kind::Tag => "tags",
        Kind::Organisation => "orgs",
    }
}

impl Paths {
    /// Gives every model and every term its folder; says where two models would share one.
    pub fn assign(catalog: &Catalog) -> (Self, Vec<Diagnostic>) {
        let mut diagnostics = Vec::new();
        let join = |id: &str, one: fn(&str) -> String| id.split('/').map(one).collect::<Vec<_>>().join("/");
        let ids: Vec<&str> = catalog.models.iter().map(|model| model.id.as_str()).collect();
        let mut models: Vec<String> = ids.par_iter().map(|id| join(id, slug)).collect();
        for group in told_apart(&mut models, |model| join(ids[model], unique)) {
            let first = group[0];
            for &other in &group[1..] {
                let [kept, moved] = [first, other].map(|model: usize| &catalog.models[model]);
                let message = format!(
                    "the models `{}` ({}) and `{}` ({}) differ only in case or punctuation",
                    kept.id, kept.card_path, moved.id, moved.card_path
                );
                diagnostics.push(
                    Diagnostic::error("CX014", Location::file(&moved.card_path), message)
                        .help("rename one: on many systems and hosts they would be one folder; both pages are written, under different addresses"),
                );
            }
        }
        let models = models.into_iter().map(|path| ["models/", &path].concat()).collect();
        let terms = Kind::ALL.map(|kind| {
            let keys: Vec<&str> =
                catalog.taxonomies.of(kind).terms.iter().map(|term| term.key.as_str()).collect();
            let slugs = distinct(&keys);
            slugs.into_iter().map(|slug| format!("{}/{slug}", section(kind))).collect()
        });
        let several = catalog.models.iter().enumerate().filter(|(_, model)| has_version_pages(model));
        let versions = several.map(|(ordinal, model)| {
            let labels: Vec<&str> = model.versions.iter().map(|version| version.label.as_str()).collect();
            (ordinal, distinct(&labels).into_iter().map(|slug| format!("v/{slug}")).collect())
        });
        let keys: Vec<&str> = catalog.collections.iter().map(|collection| collection.key.as_str()).collect();
        let slugs = distinct(&keys);
        let collections = slugs.into_iter().map(|slug| format!("collections/{slug}")).collect();
        (Self { models, versions: versions.collect(), terms, collections }, diagnostics)
    }

    /// A model's folder, without a slash at the end.
    pub fn model(&self, model: usize) -> &str {
        &self.models[model]
    }

    /// A model's page.
    pub fn model_page(&self, model: usize) -> String {
        index(&self.models[model])
    }

    /// Whether versions of a model have pages of their own.
    pub fn has_versions(&self, model: usize) -> bool {
        self.versions.contains_key(&model)
    }

    /// The page of a version, by its place in the model's versions; the model's own where versions have no pages.
    pub fn version_page(&self, model: usize, version: usize) -> String {
        match self.version_folder(model, version) {
            Some(folder) => index(&folder),
            None => self.model_page(model),
        }
    }

    /// The page that tells what a version changed.
    pub fn changes_page(&self, model: usize, version: usize) -> Option<String> {
        Some(format!("{}/changes/index.html", self.version_folder(model, version)?))
    }

    /// The page of an alias, which leads on to the version that it stands for.
    pub fn alias_page(&self, model: usize, alias: &str) -> String {
        format!("{}/@{alias}/index.html", self.models[model])
    }

    fn version_folder(&self, model: usize, version: usize) -> Option<String> {
        Some(format!("{}/{}", self.models[model], self.versions.get(&model)?.get(version)?))
    }

    /// A model's record for machines.
    pub fn model_api(&self, model: usize) -> String {
        format!("{}/{}.json", crate::api::FOLDER, self.models[model])
    }

    /// A file beside a model's page, named after the model: `models/acme/x/x.cdx.json` for the ending `cdx.json`.
    pub fn model_file(&self, model: usize, ending: &str) -> String {
        let folder = &self.models[model];
        let name = folder.rsplit('/').next().unwrap_or(folder);
        [folder, "/", name, ".", ending].concat()
    }

    /// The page of a collection, by its ordinal.
    pub fn collection_page(&self, collection: usize) -> String {
        index(&self.collections[collection])
    }

    /// The folder of a term, by its ordinal.
    pub fn term(&self, kind: Kind, term: usize) -> &str {
        &self.terms[kind as usize][term]
    }

    /// The first page of a term, by its ordinal.
    pub fn term_page(&self, kind: Kind, term: usize) -> String {
        index(self.term(kind, term))
    }
}

/// Whether versions of a model have pages: there are several, or names lead to them.
fn has_version_pages(model: &Model) -> bool {
    model.versions.len() > 1
        || model.versions.iter().any(|version| !version.is_current() || !version.aliases.is_empty())
}

/// Asked for some dozens of times a model, so that formatting would show.
fn index(folder: &str) -> String {
    [folder, "/index.html"].concat()
}

/// The Nth page of a paged list, from 1.
pub(super) fn list_page(folder: &str, number: usize) -> String {
    if number == 1 { format!("{folder}/index.html") } else { format!("{folder}/page/{number}/index.html") }
}

/// The way from a page to the site's root.
pub(super) fn root_of(path: &str) -> String {
    "../".repeat(path.matches('/').count())
}

/// A slug for each text, and another one for each of those that would share one.
pub(super) fn distinct(texts: &[&str]) -> Vec<String> {
    let mut slugs: Vec<String> = texts.iter().map(|text| slug(text)).collect();
    told_apart(&mut slugs, |text| unique(texts[text]));
    slugs
}

/// Gives each of those that share a slug the one that it has `apart`; the groups of them, sorted by what they shared.
fn told_apart(slugs: &mut [String], apart: impl Fn(usize) -> String) -> Vec<Vec<usize>> {
    // Asked by key alone: the groups, of which there are few, are put in order.
    let mut first: HashMap<&str, usize> = HashMap::with_capacity(slugs.len());
    let mut groups: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, slug) in slugs.iter().enumerate() {
        let known = *first.entry(slug).or_insert(at);
        if known != at {
            groups.entry(slug).or_insert_with(|| vec![known]).push(at);
        }
    }
    let groups: Vec<Vec<usize>> = groups.into_values().collect();
    for &at in groups.iter().flatten() {
        slugs[at] = apart(at);
    }
    groups
}
