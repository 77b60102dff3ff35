//! Which model comes from which.

// A hash map that is asked by key alone: no order comes from it.
use std::collections::HashMap;

use crate::diagnostic::{Diagnostic, Location, Mark};

use super::model::Model;

/// How a model came from its base.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Relation {
    /// Trained further.
    Finetune,
    /// A small set of weights beside the base's.
    Adapter,
    /// Merged out of several.
    Merge,
    /// The same model with fewer bits.
    Quantized,
}

impl Relation {
    /// As the Hub writes it.
    pub fn id(self) -> &'static str {
        match self {
            Relation::Finetune => "finetune",
            Relation::Adapter => "adapter",
            Relation::Merge => "merge",
            Relation::Quantized => "quantized",
        }
    }

    fn from_id(id: &str) -> Option<Self> {
        match id.to_ascii_lowercase().as_str() {
            "finetune" | "fine-tune" | "finetuned" => Some(Relation::Finetune),
            "adapter" => Some(Relation::Adapter),
            "merge" => Some(Relation::Merge),
            "quantized" | "quantised" => Some(Relation::Quantized),
            _ => None,
        }
    }
}

/// A model that another one names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// The id as written.
    pub id: String,
    /// The model, as an ordinal of the catalog; `None` when it is not in this catalog.
    pub model: Option<u32>,
    /// The version that is meant by `@2.1.0` or `@champion`, as a place in the model's versions; `None` where none is named, or the
    /// model has no such version.
    pub version: Option<u32>,
}

impl Reference {
    /// The id without the version.
    pub fn model_id(&self) -> &str {
        self.id.split_once('@').map_or(&self.id, |(id, _)| id)
    }

    /// The version or alias behind the `@`, as written.
    pub fn version_name(&self) -> Option<&str> {
        self.id.split_once('@').map(|(_, version)| version)
    }
}

/// Ids without regard to case, each with its model where just one fits.
// Asked by key alone: no order comes from it.
pub(super) struct Folded(HashMap<String, Option<u32>>);

impl Folded {
    pub(super) fn new(models: &[Model]) -> Self {
        // Asked by key alone: no order comes from it.
        let mut folded = HashMap::with_capacity(models.len());
        for (ordinal, model) in models.iter().enumerate() {
            let entry = folded.entry(model.id.as_str().to_lowercase());
            entry.and_modify(|found| *found = None).or_insert(Some(ordinal as u32));
        }
        Self(folded)
    }
}

/// Finds the models that names mean: exactly, else without regard to case where just one fits.
pub(super) struct Resolver<'a> {
    /// Sorted by id.
    pub(super) models: &'a [Model],
    pub(super) folded: &'a Folded,
}

impl Resolver<'_> {
    fn find(&self, id: &str) -> Option<u32> {
        match self.models.binary_search_by(|model| model.id.as_str().cmp(id)) {
            Ok(ordinal) => Some(ordinal as u32),
            Err(_) => self.folded.0.get(&id.to_lowercase()).copied().flatten(),
        }
    }

    pub(super) fn reference(&self, id: &str) -> Reference {
        let mut reference = Reference { id: id.to_owned(), model: None, version: None };
        reference.model = self.find(reference.model_id());
        if let (Some(model), Some(name)) = (reference.model, reference.version_name()) {
            let version = self.models[model as usize].find_version(name);
            reference.version = version.map(|version| version as u32);
        }
        reference
    }
}

/// How the card says, or lets us infer, that the model came from its bases.
pub(super) fn relation(model: &Model, diagnostics: &mut Vec<Diagnostic>) -> Option<Relation> {
    let card = &model.card;
    if let Some(stated) = &card.base_model_relation {
        match Relation::from_id(&stated.value) {
            Some(relation) => return (!card.base_model.is_empty()).then_some(relation),
            None => {
                let message = format!(
                    "`base_model_relation` is `{}`, not one of finetune, adapter, merge, quantized",
                    super::text::shorten(&stated.value, 40)
                );
                diagnostics.push(Diagnostic::warning(
                    "CX104",
                    Location::at(&model.card_path, stated.mark),
                    message,
                ));
            }
        }
    }
    match card.base_model.len() {
        0 => None,
        1 => {
            let library = card.library_name.as_ref().map(|library| library.value.as_str());
            let adapter = matches!(library, Some("peft" | "adapters" | "adapter-transformers"));
            Some(if adapter { Relation::Adapter } else { Relation::Finetune })
        }
        _ => Some(Relation::Merge),
    }
}

/// Circles of models that replace one another, each named once, at the first model of it.
pub(super) fn circles(models: &[Model]) -> Vec<Diagnostic> {
    let next =
        |at: usize| models[at].successor.as_ref().and_then(|next| next.model).map(|next| next as usize);
    // In which walk a model was first met: a walk that meets itself has found a circle.
    let mut walk_of = vec![usize::MAX; models.len()];
    let mut diagnostics = Vec::new();
    for start in 0..models.len() {
        let mut at = start;
        while walk_of[at] == usize::MAX {
            walk_of[at] = start;
            match next(at) {
                Some(to) if walk_of[to] == start => {
                    let mut members = vec![to];
                    let mut after = next(to);
                    while let Some(member) = after.filter(|&member| member != to) {
                        members.push(member);
                        after = next(member);
                    }
                    diagnostics.push(circle(models, members));
                }
                Some(to) => at = to,
                None => break,
            }
        }
    }
    diagnostics
}

fn circle(models: &[Model], members: Vec<usize>) -> Diagnostic {
    let names = names(models, members);
    let start = &models[names.0];
    let location = match &start.card.new_version {
        Some(newer) => Location::at(&start.card_path, newer.mark),
        None => Location::file(&start.card_path),
    };
    Diagnostic::error("CX602", location, format!("newer models go in a circle: {}", names.1))
        .help("let the newest of them name no other")
}

/// A circle in words, with its smallest model: the words do not depend on where the search began.
fn names(models: &[Model], mut members: Vec<usize>) -> (usize, String) {
    let first = members.iter().enumerate().min_by_key(|(_, model)| **model).map_or(0, |(at, _)| at);
    members.rotate_left(first);
    let mut names: Vec<&str> = members.iter().take(8).map(|&model| models[model].id.as_str()).collect();
    if members.len() > 8 {
        names.push("…");
    }
    names.push(models[members[0]].id.as_str());
    (members[0], names.join(" → "))
}

/// Cycles among base models, each named once, at the first model of it.
pub(super) fn cycles(models: &[Model]) -> Vec<Diagnostic> {
    // Colours of an iterative depth-first search: a chain of 10,000 fine-tunes must not need a deep stack.
    let mut done = vec![false; models.len()];
    let mut on_path = vec![false; models.len()];
    let mut diagnostics = Vec::new();
    for start in 0..models.len() {
        if done[start] {
            continue;
        }
        let mut path: Vec<(usize, usize)> = vec![(start, 0)];
        on_path[start] = true;
        while let Some((model, next)) = path.last_mut() {
            let current = *model;
            let Some(base) = models[current].bases.get(*next) else {
                on_path[current] = false;
                done[current] = true;
                path.pop();
                continue;
            };
            *next += 1;
            let Some(base) = base.model.map(|base| base as usize) else { continue };
            if on_path[base] {
                let from = path.iter().position(|(model, _)| *model == base).unwrap_or(0);
                diagnostics.push(cycle(models, path[from..].iter().map(|(model, _)| *model).collect()));
            } else if !done[base] {
                on_path[base] = true;
                path.push((base, 0));
            }
        }
    }
    diagnostics
}

fn cycle(models: &[Model], members: Vec<usize>) -> Diagnostic {
    let alone = members.len() == 1;
    let (first, names) = names(models, members);
    let start = &models[first];
    let mark = start.card.base_model.first().map_or(Mark::new(1, 1), |base| base.mark);
    if alone {
        let message = format!("`base_model` of {} is the model itself", start.id);
        return Diagnostic::error("CX605", Location::at(&start.card_path, mark), message)
            .help("name the model that this one was made from, or leave the field out");
    }
    let message = format!("`base_model` goes in a circle: {names}");
    Diagnostic::error("CX602", Location::at(&start.card_path, mark), message)
        .help("a model cannot come from itself: correct one of these cards")
}
