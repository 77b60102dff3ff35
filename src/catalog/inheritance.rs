//! Terms that a model inherits: an ancestor's licence that asks for more than the model's own.

use std::collections::{BTreeSet, VecDeque};

use crate::vocabulary::license::{self, License};

use super::lineage::{Reference, Relation};
use super::{Catalog, Model};

/// Ancestors that are looked at, so that no web of merges costs more than this.
const MOST_ANCESTORS: usize = 200;

/// An ancestor's licence that the model's own does not fit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inherited {
    /// The ancestor, in this catalog or elsewhere.
    pub ancestor: Reference,
    /// The models between, the model's own base first; empty where the ancestor is the base itself.
    pub through: Vec<String>,
    /// The ancestor's licence.
    pub terms: License,
    /// The model's licence.
    pub own: License,
    /// What the ancestor's licence asks for, to stand behind it: `which allows no commercial use`.
    pub why: &'static str,
    /// Whether an adapter is on the way: it holds nothing of its base, and whether terms reach it is not settled.
    pub by_adapter: bool,
}

/// A step of the search: a model, the bases on the way to it, and whether an adapter was among them.
struct Step {
    model: usize,
    through: Vec<String>,
    by_adapter: bool,
}

/// The nearest ancestor whose licence asks for more than the model's own; `None` where the model states no licence, or all fit.
///
/// Of ancestors outside of the catalog, the licences of some well-known ones are known. Where several licences are stated on one
/// side, one that fits is enough.
pub fn inherited(catalog: &Catalog, ordinal: usize) -> Option<Inherited> {
    let model = catalog.models.get(ordinal)?;
    let own = licenses(model);
    if own.is_empty() || model.bases.is_empty() {
        return None;
    }
    let mut seen = BTreeSet::from([ordinal]);
    let mut waiting = VecDeque::from([Step { model: ordinal, through: Vec::new(), by_adapter: false }]);
    while let Some(step) = waiting.pop_front() {
        let here = &catalog.models[step.model];
        let by_adapter = step.by_adapter || here.relation == Some(Relation::Adapter);
        for base in &here.bases {
            let local = base.model.map(|base| base as usize);
            if local.is_some_and(|local| !seen.insert(local)) {
                continue;
            }
            let terms = match local {
                Some(local) => licenses(&catalog.models[local]),
                None => license::known_of(&base.id).map(license::resolve).into_iter().collect(),
            };
            if let Some((own, terms, why)) = conflict(&own, &terms) {
                let (ancestor, through) = (base.clone(), step.through);
                return Some(Inherited { ancestor, through, terms, own, why, by_adapter });
            }
            if let Some(local) = local.filter(|_| seen.len() < MOST_ANCESTORS) {
                let mut through = step.through.clone();
                through.push(catalog.models[local].id.to_string());
                waiting.push_back(Step { model: local, through, by_adapter });
            }
        }
    }
    None
}

fn licenses(model: &Model) -> Vec<License> {
    model.card.license.iter().map(|stated| license::resolve(&stated.value)).collect()
}

/// The first of the model's licences that promises more than the ancestor's; `None` where some pair of them fits.
fn conflict(own: &[License], terms: &[License]) -> Option<(License, License, &'static str)> {
    let first = terms.first()?;
    let fits = own.iter().any(|own| terms.iter().any(|base| license::promises_more(own, base).is_none()));
    if fits {
        return None;
    }
    own.iter().find_map(|own| license::promises_more(own, first).map(|why| (own.clone(), first.clone(), why)))
}
