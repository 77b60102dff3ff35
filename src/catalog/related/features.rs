//! What two models can have in common, as numbered features with a weight each.

// Asked by key alone, so that its order never shows.
use std::collections::HashMap;

use rayon::prelude::*;

use crate::catalog::{Catalog, Kind};

use super::words;

/// What kind of thing a feature is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Space {
    /// The model that a chain of base models ends at.
    Family,
    /// One of the catalog's terms.
    Term(Kind),
    /// Task and language together; as a feature of its own it is rarer than either.
    TaskAndLanguage,
    /// Family and task together.
    FamilyAndTask,
    /// A word of the card.
    Word,
}

/// One feature: what it is, and the models that have it.
pub(super) struct Feature {
    pub(super) space: Space,
    /// The term's ordinal in its taxonomy; of no meaning for other kinds.
    pub(super) term: u32,
    /// The word, or the family's id; empty for other kinds.
    pub(super) text: String,
    /// Ordinals of models, ascending.
    pub(super) models: Vec<u32>,
    /// What it counts for when two models share it.
    pub(super) weight: f32,
}

/// All features, and which of them each model has, ascending.
pub(super) struct Features {
    pub(super) all: Vec<Feature>,
    pub(super) of_model: Vec<Vec<u32>>,
    /// How much a model's words are worth each: less where there are many.
    pub(super) word_share: Vec<f32>,
}

/// Languages of a model that says nothing by them: it speaks them all.
const MANY_LANGUAGES: usize = 6;

/// Steps from a model to the base of its base …
const LONGEST_CHAIN: usize = 16;

/// Collects the features of all models; a feature that one model has is dropped, since it relates nothing.
pub(super) fn collect(catalog: &Catalog) -> Features {
    let words: Vec<&[String]> = catalog.models.par_iter().map(words::of).collect();
    let mut table = Table::default();
    for (model, words) in words.into_iter().enumerate() {
        let ordinals = |kind| catalog.taxonomies.term_ordinals(model, kind);
        let family = table.add_family(model, family(catalog, model));
        for kind in Kind::ALL {
            if kind == Kind::Language && ordinals(kind).len() > MANY_LANGUAGES {
                continue;
            }
            for &term in ordinals(kind) {
                if kind != Kind::Tag || !repeats(catalog, model, term) {
                    table.add_key(model, (Space::Term(kind), term, 0));
                }
            }
        }
        for &task in ordinals(Kind::Task) {
            table.add_key(model, (Space::FamilyAndTask, task, family));
            for &language in ordinals(Kind::Language).iter().take(MANY_LANGUAGES) {
                table.add_key(model, (Space::TaskAndLanguage, task, language));
            }
        }
        for word in words {
            table.add_word(model, word);
        }
    }
    table.finish(catalog.models.len())
}

/// Whether a tag only says again what the model's task, library or language is.
fn repeats(catalog: &Catalog, model: usize, tag: u32) -> bool {
    let tag = &catalog.taxonomies.of(Kind::Tag).terms[tag as usize].key;
    [Kind::Task, Kind::Library, Kind::Language]
        .into_iter()
        .flat_map(|kind| catalog.taxonomies.of_model(model, kind))
        .any(|term| term.key.eq_ignore_ascii_case(tag) || term.label.eq_ignore_ascii_case(tag))
}

/// The id of the model at the end of the chain of first bases, in lower case; the model's own where it has none.
fn family(catalog: &Catalog, model: usize) -> String {
    let mut at = model;
    for _ in 0..LONGEST_CHAIN {
        match catalog.models[at].bases.first() {
            Some(base) => match base.model {
                Some(next) if next as usize != at => at = next as usize,
                _ => return base.id.to_lowercase(),
            },
            None => break,
        }
    }
    catalog.models[at].id.as_str().to_lowercase()
}

/// The space, and two numbers by which features of it differ.
type Key = (Space, u32, u32);

#[derive(Default)]
struct Table<'a> {
    features: Vec<Feature>,
    // All three are asked by key alone, so that no order of theirs shows.
    by_number: HashMap<Key, u32>,
    by_word: HashMap<&'a str, u32>,  // No order.
    by_family: HashMap<String, u32>, // No order.
}

impl<'a> Table<'a> {
    fn add_key(&mut self, model: usize, key: Key) {
        let next = self.features.len() as u32;
        let id = *self.by_number.entry(key).or_insert(next);
        self.add(model, id, || (key.0, key.1, String::new()));
    }

    fn add_word(&mut self, model: usize, word: &'a str) {
        let next = self.features.len() as u32;
        let id = *self.by_word.entry(word).or_insert(next);
        self.add(model, id, || (Space::Word, 0, word.to_owned()));
    }

    fn add_family(&mut self, model: usize, family: String) -> u32 {
        let next = self.features.len() as u32;
        let id = *self.by_family.entry(family.clone()).or_insert(next);
        self.add(model, id, || (Space::Family, 0, family));
        id
    }

    fn add(&mut self, model: usize, id: u32, new: impl FnOnce() -> (Space, u32, String)) {
        if id as usize == self.features.len() {
            let (space, term, text) = new();
            self.features.push(Feature { space, term, text, models: Vec::new(), weight: 0.0 });
        }
        let models = &mut self.features[id as usize].models;
        if models.last() != Some(&(model as u32)) {
            models.push(model as u32);
        }
    }

    fn finish(self, models: usize) -> Features {
        let mut all: Vec<Feature> =
            self.features.into_iter().filter(|feature| feature.models.len() > 1).collect();
        let mut of_model = vec![Vec::new(); models];
        let mut words = vec![0u32; models];
        for (id, feature) in all.iter_mut().enumerate() {
            let rarity = rarity(feature.models.len(), models).max(least_rarity(feature.space));
            feature.weight = weight(feature.space) * rarity;
            for &model in &feature.models {
                of_model[model as usize].push(id as u32);
                words[model as usize] += u32::from(feature.space == Space::Word);
            }
        }
        let word_share = words.into_iter().map(|count| 2.0 / (count.max(4) as f32).sqrt()).collect();
        Features { all, of_model, word_share }
    }
}

/// How rare a feature is: 1 for a pair of models, near 0 for a feature of all.
fn rarity(count: usize, models: usize) -> f32 {
    let (count, models) = (count as f32, models.max(3) as f32);
    ((models / count).ln() / (models / 2.0).ln()).clamp(0.05, 1.0)
}

/// What a feature counts for however common it is: in a hub of translators, that two translate still says something.
fn least_rarity(space: Space) -> f32 {
    match space {
        Space::Family | Space::TaskAndLanguage | Space::Term(Kind::Task) => 0.3,
        _ => 0.0,
    }
}

/// What a feature counts for when it is as rare as can be.
fn weight(space: Space) -> f32 {
    match space {
        Space::Family => 2.5,
        Space::Term(Kind::Task) => 2.5,
        Space::TaskAndLanguage => 2.0,
        Space::FamilyAndTask => 0.5,
        Space::Term(Kind::Dataset) => 1.5,
        Space::Term(Kind::Tag) => 0.8,
        Space::Term(Kind::Language) => 0.6,
        Space::Term(Kind::Organisation) => 0.6,
        Space::Term(Kind::Library) => 0.5,
        Space::Term(Kind::License) => 0.05,
        Space::Word => 0.9,
    }
}
