//! The way from a model to the one that replaces it in the end: `new_version` and `deprecated.by`, followed.

use std::collections::BTreeSet;

use super::Catalog;
use super::lineage::Reference;

/// Models that a way is followed over.
const LONGEST: usize = 1_000;

/// Where a way ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// At a model that names no other.
    Reached,
    /// At a model that is deprecated and names no other.
    GivenUp,
    /// At a model outside of the catalog, whose own successor nobody knows here.
    Outside,
    /// Nowhere: the way comes back to a model that it led over.
    Circle,
}

/// The way from a model to the one that replaces it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Succession {
    /// The models of the way in order, without the one that it begins at; never empty.
    pub steps: Vec<Reference>,
    /// How it ends.
    pub end: End,
}

impl Succession {
    /// The model to use; `None` where the way goes in a circle.
    pub fn last(&self) -> Option<&Reference> {
        self.steps.last().filter(|_| self.end != End::Circle)
    }

    /// The models between.
    pub fn through(&self) -> &[Reference] {
        &self.steps[..self.steps.len().saturating_sub(1)]
    }
}

/// Follows a model's successors to the end; `None` where the model has none.
pub fn succession(catalog: &Catalog, ordinal: usize) -> Option<Succession> {
    let mut next = catalog.models.get(ordinal)?.successor.as_ref()?;
    let mut seen = BTreeSet::from([ordinal]);
    let mut steps = Vec::new();
    let end = loop {
        let Some(model) = next.model.map(|model| model as usize) else {
            steps.push(next.clone());
            break End::Outside;
        };
        if !seen.insert(model) {
            break End::Circle;
        }
        steps.push(next.clone());
        let here = &catalog.models[model];
        match &here.successor {
            Some(after) if steps.len() < LONGEST => next = after,
            _ if here.card.deprecated.is_some() => break End::GivenUp,
            _ => break End::Reached,
        }
    };
    Some(Succession { steps, end })
}
