//! Which models stand near a model: by what they do, what they are made from, and the words of their cards.
//!
//! Never all pairs: candidates come from inverted lists that are short, and from the neighbourhood of the model in those
//! that are long, so that the work grows with the number of models and not with its square.

mod choice;
mod features;
mod words;

use std::cmp::Ordering;

use rayon::prelude::*;

use super::{Catalog, Kind};
use features::{Features, Space};

/// Models shown beside a model.
const MOST_RELATED: usize = 6;

/// A list with more models than this is not gone through.
const LONGEST_LIST: usize = 64;

/// How many neighbours in a longer list are looked at.
const NEIGHBOURS: usize = 24;

/// Candidates that are compared in full.
const CANDIDATES: usize = 32;

/// What two models must have in common at least, as a score.
const LEAST_SCORE: f32 = 1.0;

/// A model that stands near another one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Related {
    /// Its ordinal.
    pub model: u32,
    /// What the two have in common, the weightiest first; at least one.
    pub reasons: Vec<Reason>,
}

/// What two models have in common.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// Both come from this model, directly or by others.
    Family(String),
    /// The same task, in the same language where one is given: ordinals of terms.
    Task(u32, Option<u32>),
    /// The same dataset, library, language or organisation: the kind, and the ordinal of the term.
    Term(Kind, u32),
    /// The same tags: ordinals of terms.
    Tags(Vec<u32>),
    /// Words that both cards use.
    Words(Vec<String>),
}

/// For each model the models that stand near it, the nearest first; never itself, its bases, what was derived from it, or
/// its successor, which its page shows anyway.
pub fn related(catalog: &Catalog) -> Vec<Vec<Related>> {
    Neighbourhood::new(catalog).all(catalog)
}

/// What all models have in common, from which those near one are found.
pub struct Neighbourhood {
    features: Features,
    marks: Vec<choice::Mark>,
}

/// Room for counting: a score for each model, and which of them were touched.
type Scratch = (Vec<f32>, Vec<u32>);

impl Neighbourhood {
    /// Collects what the models of a catalog have in common.
    pub fn new(catalog: &Catalog) -> Neighbourhood {
        let (features, marks) = rayon::join(|| features::collect(catalog), || choice::marks(catalog));
        Neighbourhood { features, marks }
    }

    /// The models near one of the same catalog, as [`related`] gives them.
    pub fn of(&self, catalog: &Catalog, model: usize) -> Vec<Related> {
        self.near(catalog, &mut scratch(catalog), model)
    }

    /// The models near each.
    pub fn all(&self, catalog: &Catalog) -> Vec<Vec<Related>> {
        let models = (0..catalog.models.len()).into_par_iter();
        models.map_init(|| scratch(catalog), |scratch, model| self.near(catalog, scratch, model)).collect()
    }

    fn near(&self, catalog: &Catalog, (scores, touched): &mut Scratch, model: usize) -> Vec<Related> {
        let candidates = candidates(&self.features, model, scores, touched);
        choice::choose(catalog, &self.marks, model, &candidates)
            .into_iter()
            .map(|other| Related { model: other, reasons: reasons(&self.features, model, other as usize) })
            .filter(|related| !related.reasons.is_empty())
            .collect()
    }
}

fn scratch(catalog: &Catalog) -> Scratch {
    (vec![0.0; catalog.models.len()], Vec::new())
}

/// The models that share most with a model, with their scores, the nearest first.
fn candidates(
    features: &Features,
    model: usize,
    scores: &mut [f32],
    touched: &mut Vec<u32>,
) -> Vec<(u32, f32)> {
    let own = &features.of_model[model];
    let mut count = |other: u32, weight: f32| {
        let score = &mut scores[other as usize];
        if *score == 0.0 {
            touched.push(other);
        }
        *score += weight;
    };
    for &id in own {
        let feature = &features.all[id as usize];
        if feature.models.len() <= LONGEST_LIST {
            feature.models.iter().for_each(|&other| count(other, feature.weight));
        } else if !matches!(feature.space, Space::Word | Space::Term(Kind::Tag | Kind::License)) {
            neighbours(&feature.models, model).for_each(|other| count(other, feature.weight));
        }
    }
    let mut found: Vec<(u32, f32)> = Vec::with_capacity(touched.len());
    for &other in touched.iter() {
        found.push((other, scores[other as usize]));
        scores[other as usize] = 0.0;
    }
    touched.clear();
    found.retain(|&(other, _)| other as usize != model);
    let nearest =
        |a: &(u32, f32), b: &(u32, f32)| b.1.partial_cmp(&a.1).unwrap_or(Ordering::Equal).then(a.0.cmp(&b.0));
    if found.len() > CANDIDATES {
        found.select_nth_unstable_by(CANDIDATES, nearest);
        found.truncate(CANDIDATES);
    }
    for (other, score) in &mut found {
        *score = similarity(features, model, *other as usize);
    }
    found.retain(|(_, score)| *score >= LEAST_SCORE);
    found.sort_unstable_by(nearest);
    found
}

/// The models beside a model in a long list, in a circle.
fn neighbours(models: &[u32], model: usize) -> impl Iterator<Item = u32> {
    let at = models.partition_point(|&other| (other as usize) < model);
    let start = at + models.len() - NEIGHBOURS / 2;
    (start..start + NEIGHBOURS).map(|place| models[place % models.len()])
}

/// The ids of the features that two models share, ascending.
fn shared<'a>(features: &'a Features, one: usize, other: usize) -> impl Iterator<Item = u32> + 'a {
    let (one, other) = (&features.of_model[one], &features.of_model[other]);
    let mut at = 0;
    one.iter().copied().filter(move |id| {
        while other.get(at).is_some_and(|other| other < id) {
            at += 1;
        }
        other.get(at) == Some(id)
    })
}

/// What two models share; words and tags count less in cards that have many.
fn similarity(features: &Features, one: usize, other: usize) -> f32 {
    let (mut facts, mut words, mut tags) = (0.0, 0.0, 0.0);
    let mut same_task = false;
    for id in shared(features, one, other) {
        let feature = &features.all[id as usize];
        match feature.space {
            Space::Word => words += feature.weight,
            Space::Term(Kind::Tag) => tags += feature.weight,
            space => {
                same_task |= space == Space::Term(Kind::Task);
                facts += feature.weight;
            }
        }
    }
    let share = features.word_share[one].min(features.word_share[other]);
    let score = facts + words * share + tags.min(2.0);
    if same_task { score } else { score * 0.6 }
}

/// The weightiest of what two models share, in a form that a page can word.
fn reasons(features: &Features, one: usize, other: usize) -> Vec<Reason> {
    let mut family = None;
    let (mut task, mut language) = (None, None);
    let (mut tags, mut words, mut terms) = (Vec::new(), Vec::new(), Vec::new());
    for id in shared(features, one, other) {
        let feature = &features.all[id as usize];
        match feature.space {
            Space::Family => family = Some(feature.text.as_str()),
            Space::Term(Kind::Task) => task = task.or(Some(feature.term)),
            Space::Term(Kind::Language) => {
                terms.push((feature.weight, Kind::Language, feature.term));
                if language.is_none_or(|(weight, _)| feature.weight > weight) {
                    language = Some((feature.weight, feature.term));
                }
            }
            Space::Term(Kind::Tag) => tags.push((feature.weight, feature.term)),
            Space::Term(Kind::License) | Space::TaskAndLanguage | Space::FamilyAndTask => {}
            Space::Term(kind) => terms.push((feature.weight, kind, feature.term)),
            Space::Word => words.push((feature.weight, feature.text.as_str())),
        }
    }
    let mut reasons = Vec::new();
    reasons.extend(family.map(|family| Reason::Family(family.to_owned())));
    let spoken = language.filter(|(weight, _)| *weight > 0.1).map(|(_, term)| term);
    reasons.extend(task.map(|task| Reason::Task(task, spoken)));
    terms.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)).then(a.2.cmp(&b.2)));
    reasons.extend(
        terms
            .iter()
            .find(|(_, kind, _)| *kind == Kind::Dataset)
            .map(|(_, kind, term)| Reason::Term(*kind, *term)),
    );
    words.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
    tags.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    words.retain(|(weight, _)| *weight > 0.45);
    tags.retain(|(weight, _)| *weight > 0.2);
    if !tags.is_empty() {
        reasons.push(Reason::Tags(tags.iter().take(3).map(|(_, term)| *term).collect()));
    }
    if !words.is_empty() {
        reasons.push(Reason::Words(words.into_iter().take(3).map(|(_, word)| word.to_owned()).collect()));
    }
    // The language stands beside the task already.
    let said = |kind: Kind| kind == Kind::Dataset || (kind == Kind::Language && task.is_some());
    let rest = terms.into_iter().find(|(_, kind, _)| !said(*kind));
    reasons.extend(rest.map(|(_, kind, term)| Reason::Term(kind, term)));
    reasons.truncate(2);
    reasons
}
