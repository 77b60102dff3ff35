//! Where a model comes from, and what was made of it.

use std::collections::BTreeMap;

use crate::catalog::{Model, Reference, Relation};
use crate::site::shared::Shared;
use crate::site::view::{LineageGroup, LineageLink};

/// Models shown in one group.
const MOST_LINKS: usize = 50;

/// Bases first, then what was derived, by relation.
pub(super) fn groups(shared: &Shared<'_>, model: &Model) -> Vec<LineageGroup> {
    let mut groups = Vec::new();
    if !model.bases.is_empty() {
        let heading = match model.relation {
            Some(Relation::Adapter) => "Adapter for",
            Some(Relation::Merge) => "Merged from",
            Some(Relation::Quantized) => "Quantised from",
            Some(Relation::Finetune) | None => "Fine-tuned from",
        };
        groups.push(group(heading, model.bases.iter().map(|base| link(shared, base))));
    }
    let mut derived: BTreeMap<Relation, Vec<u32>> = BTreeMap::new();
    for &child in &model.derived {
        let relation = shared.catalog.models[child as usize].relation.unwrap_or(Relation::Finetune);
        derived.entry(relation).or_default().push(child);
    }
    for (relation, children) in derived {
        let heading = match relation {
            Relation::Finetune => "Fine-tunes",
            Relation::Adapter => "Adapters",
            Relation::Merge => "Merges",
            Relation::Quantized => "Quantised versions",
        };
        groups.push(group(heading, children.into_iter().map(|child| local(shared, child))));
    }
    if let Some(successor) = &model.successor {
        groups.push(group("Replaced by", std::iter::once(link(shared, successor))));
    }
    groups
}

fn group(heading: &str, models: impl Iterator<Item = LineageLink>) -> LineageGroup {
    let mut models: Vec<LineageLink> = models.collect();
    let left_out = models.len().saturating_sub(MOST_LINKS);
    models.truncate(MOST_LINKS);
    LineageGroup { heading: heading.to_owned(), models, left_out }
}

/// A model that a card names, in this catalog or elsewhere.
pub(super) fn link(shared: &Shared<'_>, reference: &Reference) -> LineageLink {
    match reference.model {
        Some(model) => local(shared, model),
        None => LineageLink { id: reference.id.clone(), path: None },
    }
}

fn local(shared: &Shared<'_>, model: u32) -> LineageLink {
    let ordinal = model as usize;
    LineageLink {
        id: shared.catalog.models[ordinal].id.to_string(),
        path: Some(shared.paths.model_page(ordinal)),
    }
}
