//! What models are listed under: one mechanism for tasks, libraries, licences, tags, languages, datasets and
//! organisations.

// A hash map that is asked by key alone: the order of terms comes from sorting.
use std::collections::HashMap;
use std::sync::Arc;

use rayon::prelude::*;

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
    of_models: [OfModels; 7],
}

/// The terms that each model has of one kind, one model's behind the other's.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct OfModels {
    /// Ordinals in [`Taxonomy::terms`].
    terms: Vec<u32>,
    /// Where the terms of each model end.
    ends: Vec<u32>,
}

impl OfModels {
    fn of(&self, model: usize) -> &[u32] {
        let Some(&end) = self.ends.get(model) else { return &[] };
        let start = model.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.terms[start as usize..end as usize]
    }
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
        self.of_models[kind.index()].of(model)
    }
}

/// What one model states: for each kind its keys with their labels, in the card's order.
pub(crate) type Stated = [Vec<(String, String)>; 7];

/// Collects the terms of all models, which come in the catalog's order. `described` are keys that something is written of, whether or
/// not a model has them: each kind with its keys.
pub(super) fn collect(stated: &[Arc<Stated>], described: &[(Kind, Vec<(String, String)>)]) -> Taxonomies {
    let mut taxonomies = Taxonomies::default();
    let kinds = taxonomies.kinds.par_iter_mut().zip(&mut taxonomies.of_models).zip(Kind::ALL);
    kinds.for_each(|((taxonomy, of_models), kind)| {
        let own = described.iter().filter(|(described, _)| *described == kind);
        let own = own.flat_map(|(_, keys)| keys);
        (*taxonomy, *of_models) = collect_kind(stated.iter().map(|stated| &stated[kind.index()]), own);
    });
    taxonomies
}

fn collect_kind<'a>(
    stated: impl ExactSizeIterator<Item = &'a Vec<(String, String)>>,
    described: impl Iterator<Item = &'a (String, String)>,
) -> (Taxonomy, OfModels) {
    // Asked by key alone: the order comes from sorting.
    let mut places: HashMap<&str, u32> = HashMap::new();
    let mut terms: Vec<(&str, &str, Vec<u32>)> = Vec::new();
    let mut place = |terms: &mut Vec<_>, key: &'a str, label: &'a str| -> usize {
        let next = terms.len() as u32;
        *places.entry(key).or_insert_with(|| {
            terms.push((key, label, Vec::new()));
            next
        }) as usize
    };
    let mut of_models = OfModels { terms: Vec::new(), ends: Vec::with_capacity(stated.len()) };
    let mut not_stated = 0;
    for (ordinal, stated) in stated.enumerate() {
        not_stated += usize::from(stated.is_empty());
        for (key, label) in stated {
            let at = place(&mut terms, key, label);
            let models = &mut terms[at].2;
            if models.last() != Some(&(ordinal as u32)) {
                models.push(ordinal as u32);
                of_models.terms.push(at as u32);
            }
        }
        of_models.ends.push(of_models.terms.len() as u32);
    }
    for (key, label) in described.filter(|(key, _)| !key.is_empty()) {
        place(&mut terms, key, label);
    }
    let mut sorted: Vec<u32> = (0..terms.len() as u32).collect();
    sorted.sort_unstable_by_key(|&at| terms[at as usize].0);
    let mut ranks = vec![0; terms.len()];
    for (rank, &at) in sorted.iter().enumerate() {
        ranks[at as usize] = rank as u32;
    }
    for term in &mut of_models.terms {
        *term = ranks[*term as usize];
    }
    let made = sorted.into_iter().map(|at| {
        let (key, label, models) = &mut terms[at as usize];
        Term { key: (*key).to_owned(), label: (*label).to_owned(), models: std::mem::take(models) }
    });
    (Taxonomy { terms: made.collect(), not_stated }, of_models)
}
