//! Where every page stands: permalinks, unique without regard to case.

use std::collections::BTreeMap;

use crate::catalog::{Catalog, Kind};
use crate::diagnostic::{Diagnostic, Location};

use super::slug::{slug, unique};

/// The folder of every model and term, relative to the site's root.
#[derive(Debug, Clone)]
pub struct Paths {
    models: Vec<String>,
    terms: [Vec<String>; 7],
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
        let models = distinct(&ids, |id| join(id, slug), |id| join(id, unique));
        for (first, others) in shared(&ids, |id| join(id, slug)) {
            for other in others {
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
        let models = models.into_iter().map(|path| format!("models/{path}")).collect();
        let terms = Kind::ALL.map(|kind| {
            let keys: Vec<&str> =
                catalog.taxonomies.of(kind).terms.iter().map(|term| term.key.as_str()).collect();
            let slugs = distinct(&keys, slug, unique);
            slugs.into_iter().map(|slug| format!("{}/{slug}", section(kind))).collect()
        });
        (Self { models, terms }, diagnostics)
    }

    /// A model's folder, without a slash at the end.
    pub fn model(&self, model: usize) -> &str {
        &self.models[model]
    }

    /// A model's page.
    pub fn model_page(&self, model: usize) -> String {
        format!("{}/index.html", self.models[model])
    }

    /// A model's record for machines.
    pub fn model_api(&self, model: usize) -> String {
        format!("api/{}.json", self.models[model])
    }

    /// The folder of a term, by its ordinal.
    pub fn term(&self, kind: Kind, term: usize) -> &str {
        &self.terms[kind as usize][term]
    }

    /// The first page of a term, by its ordinal.
    pub fn term_page(&self, kind: Kind, term: usize) -> String {
        format!("{}/index.html", self.term(kind, term))
    }
}

/// The Nth page of a paged list, from 1.
pub(super) fn list_page(folder: &str, number: usize) -> String {
    if number == 1 { format!("{folder}/index.html") } else { format!("{folder}/page/{number}/index.html") }
}

/// The way from a page to the site's root.
pub(super) fn root_of(path: &str) -> String {
    "../".repeat(path.matches('/').count())
}

fn distinct(texts: &[&str], plain: impl Fn(&str) -> String, apart: impl Fn(&str) -> String) -> Vec<String> {
    let mut slugs: Vec<String> = texts.iter().map(|text| plain(text)).collect();
    for (first, others) in shared(texts, &plain) {
        for index in std::iter::once(first).chain(others) {
            slugs[index] = apart(texts[index]);
        }
    }
    slugs
}

/// Groups of texts that share a slug: the first, and the others.
fn shared(texts: &[&str], plain: impl Fn(&str) -> String) -> Vec<(usize, Vec<usize>)> {
    let mut groups: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (index, text) in texts.iter().enumerate() {
        groups.entry(plain(text)).or_default().push(index);
    }
    groups
        .into_values()
        .filter(|group| group.len() > 1)
        .map(|group| (group[0], group[1..].to_vec()))
        .collect()
}
