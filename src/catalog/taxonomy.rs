//! What models are listed under: one mechanism for tasks, libraries, licences, tags, languages, datasets and
//! organisations.

use std::collections::BTreeMap;

/// A kind of term.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// `pipeline_tag`.
    Task,
    /// `library_name`.
    Library,
    /// `license`.
    License,
    /// `language`.
    Language,
    /// `datasets`.
    Dataset,
    /// `tags`.
    Tag,
    /// The folder above the model's.
    Organisation,
}

impl Kind {
    /// All kinds, in the order in which the site shows them.
    pub const ALL: [Kind; 7] = [
        Kind::Task,
        Kind::Library,
        Kind::License,
        Kind::Language,
        Kind::Dataset,
        Kind::Tag,
        Kind::Organisation,
    ];

    fn index(self) -> usize {
        self as usize
    }
}

/// One term, with the models listed under it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// What makes it this term: the tag as written, the id of the task, the code of the language …
    pub key: String,
    /// What people call it.
    pub label: String,
    /// The models, as ordinals of the catalog, ascending.
    pub models: Vec<u32>,
}

/// All terms of one kind.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Taxonomy {
    /// Sorted by key.
    pub terms: Vec<Term>,
    /// How many models state nothing of this kind.
    pub not_stated: usize,
}

/// All kinds of terms, and which terms each model has.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Taxonomies {
    kinds: [Taxonomy; 7],
    of_model: Vec<[Vec<u32>; 7]>,
}

impl Taxonomies {
    /// The terms of a kind.
    pub fn of(&self, kind: Kind) -> &Taxonomy {
        &self.kinds[kind.index()]
    }

    /// The terms of a kind that a model has, in the card's order.
    pub fn of_model(&self, model: usize, kind: Kind) -> impl Iterator<Item = &Term> {
        self.term_ordinals(model, kind)
            .iter()
            .map(move |&term| &self.kinds[kind.index()].terms[term as usize])
    }

    /// The same as ordinals in [`Taxonomy::terms`].
    pub fn term_ordinals(&self, model: usize, kind: Kind) -> &[u32] {
        self.of_model.get(model).map_or(&[], |kinds| &kinds[kind.index()])
    }
}

/// What one model states: for each kind its keys with their labels, in the card's order.
pub(crate) type Stated = [Vec<(String, String)>; 7];

/// Collects the terms of all models, which come in the catalog's order. `described` are keys that something is written of, whether or
/// not a model has them: each kind with its keys.
pub(super) fn collect(stated: Vec<Stated>, described: &[(Kind, Vec<(String, String)>)]) -> Taxonomies {
    let mut of_model: Vec<[Vec<u32>; 7]> = (0..stated.len()).map(|_| Default::default()).collect();
    let mut kinds: [Taxonomy; 7] = Default::default();
    for kind in Kind::ALL {
        let index = kind.index();
        let mut terms: BTreeMap<&str, (&str, Vec<u32>)> = BTreeMap::new();
        for (ordinal, stated) in stated.iter().enumerate() {
            for (key, label) in &stated[index] {
                let models = &mut terms.entry(key).or_insert((label, Vec::new())).1;
                if models.last() != Some(&(ordinal as u32)) {
                    models.push(ordinal as u32);
                }
            }
        }
        let own = described.iter().filter(|(described, _)| *described == kind);
        for (key, label) in own.flat_map(|(_, keys)| keys).filter(|(key, _)| !key.is_empty()) {
            terms.entry(key).or_insert((label, Vec::new()));
        }
        let ordinals: BTreeMap<&str, u32> =
            terms.keys().enumerate().map(|(n, key)| (*key, n as u32)).collect();
        for (model, stated) in of_model.iter_mut().zip(&stated) {
            for (key, _) in &stated[index] {
                if let Some(&term) = ordinals.get(key.as_str())
                    && !model[index].contains(&term)
                {
                    model[index].push(term);
                }
            }
        }
        kinds[index] = Taxonomy {
            not_stated: stated.iter().filter(|stated| stated[index].is_empty()).count(),
            terms: terms
                .into_iter()
                .map(|(key, (label, models))| Term { key: key.to_owned(), label: label.to_owned(), models })
                .collect(),
        };
    }
    Taxonomies { kinds, of_model }
}
