//! Trees of models: what a model comes from, and what was made of it, bounded so that any catalog has pages of a fair size.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::lineage::{Reference, Relation};
use super::{Catalog, Model};

/// Descendants that are looked at one by one where some came from several models and sums would count them twice.
const MOST_VISITS: usize = 2_000;

/// Descendants that wait for it at one time.
const MOST_WAITING: usize = 20_000;

/// How many models were made from one, by [`Relation`] in its order.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Offspring {
    /// From the model itself.
    pub direct: [u32; 4],
    /// From it and from what was made of it, each model once.
    pub all: [u32; 4],
    /// Whether there are more than [`Offspring::all`] says.
    pub at_least: bool,
    /// Whether a descendant came from several models, or there is a circle: sums over this model would not do.
    is_tangled: bool,
}

impl Offspring {
    /// Direct descendants of all relations.
    pub fn direct_total(&self) -> u32 {
        self.direct.iter().sum()
    }

    /// All descendants.
    pub fn total(&self) -> u32 {
        self.all.iter().sum()
    }
}

/// A model in a tree, with those beyond it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kin {
    /// The model, in this catalog or elsewhere.
    pub reference: Reference,
    /// How the younger one of the two came from the older one, where that is known.
    pub relation: Option<Relation>,
    /// The next generation: bases of an ancestor, descendants of a descendant.
    pub kin: Vec<Kin>,
    /// How many of the next generation were left out.
    pub left_out: usize,
    /// Whether the model stands in the tree before, with its kin.
    pub is_repeated: bool,
}

/// A model that comes from no model of the catalog, with how many come from it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Family {
    /// The first ancestor, in this catalog or elsewhere.
    pub root: Reference,
    /// The models that name it as their base, ascending.
    pub children: Vec<u32>,
    /// How many come from it.
    pub offspring: Offspring,
}

fn relation_of(model: &Model) -> Relation {
    model.relation.unwrap_or(Relation::Finetune)
}

/// The bases of a model that are in the catalog, without repetitions and without itself.
fn local_bases(catalog: &Catalog, ordinal: usize) -> BTreeSet<usize> {
    let bases = catalog.models[ordinal].bases.iter().filter_map(|base| base.model);
    bases.map(|base| base as usize).filter(|&base| base != ordinal).collect()
}

/// How many models were made from each, by ordinal.
///
/// Sums, in one pass from the youngest up, so that the time grows with the number of models. Where a merge would be counted twice, a
/// bounded walk counts instead.
pub fn offspring(catalog: &Catalog) -> Vec<Offspring> {
    let models = &catalog.models;
    let bases: Vec<BTreeSet<usize>> = (0..models.len()).map(|model| local_bases(catalog, model)).collect();
    let mut all = vec![Offspring::default(); models.len()];
    let mut waiting: Vec<usize> = models.iter().map(|model| model.derived.len()).collect();
    let mut ready: VecDeque<usize> = (0..models.len()).filter(|&model| waiting[model] == 0).collect();
    let mut done = vec![false; models.len()];
    while let Some(model) = ready.pop_front() {
        done[model] = true;
        all[model] = summed(models, &all, &models[model].derived, |child| bases[child].len() > 1);
        for &base in &bases[model] {
            waiting[base] = waiting[base].saturating_sub(1);
            if waiting[base] == 0 {
                ready.push_back(base);
            }
        }
    }
    for model in 0..models.len() {
        // What was never ready is part of a circle, or an ancestor of one.
        if !done[model] || all[model].is_tangled {
            all[model] = walked(models, &models[model].derived, Some(model));
        }
    }
    all
}

fn summed(
    models: &[Model],
    all: &[Offspring],
    children: &[u32],
    has_several: impl Fn(usize) -> bool,
) -> Offspring {
    let mut sum = Offspring::default();
    for child in children.iter().map(|&child| child as usize) {
        let relation = relation_of(&models[child]) as usize;
        sum.direct[relation] += 1;
        sum.all[relation] += 1;
        for (sum, more) in sum.all.iter_mut().zip(all[child].all) {
            *sum = sum.saturating_add(more);
        }
        sum.is_tangled |= all[child].is_tangled || has_several(child);
    }
    sum
}

/// Counts by going to every descendant, up to a bound.
fn walked(models: &[Model], children: &[u32], from: Option<usize>) -> Offspring {
    let mut found = Offspring { is_tangled: true, ..Offspring::default() };
    let mut seen: BTreeSet<usize> = from.into_iter().collect();
    let mut waiting: VecDeque<usize> = VecDeque::new();
    for child in children.iter().map(|&child| child as usize) {
        found.direct[relation_of(&models[child]) as usize] += 1;
        waiting.push_back(child);
    }
    while let Some(model) = waiting.pop_front() {
        if !seen.insert(model) {
            continue;
        }
        found.all[relation_of(&models[model]) as usize] += 1;
        let next = &models[model].derived;
        if seen.len() > MOST_VISITS || waiting.len() + next.len() > MOST_WAITING {
            found.at_least = true;
            // Children are known in full whatever the bound.
            for (all, direct) in found.all.iter_mut().zip(found.direct) {
                *all = (*all).max(direct);
            }
            break;
        }
        waiting.extend(next.iter().map(|&child| child as usize));
    }
    found
}

/// What a model comes from: its bases, each with its own, up to `depth` generations and `most` models.
pub fn ancestors(catalog: &Catalog, ordinal: usize, depth: usize, mut most: usize) -> (Vec<Kin>, usize) {
    let mut seen = BTreeSet::from([ordinal]);
    bases_of(catalog, ordinal, depth, &mut most, &mut seen)
}

fn bases_of(
    catalog: &Catalog,
    ordinal: usize,
    depth: usize,
    most: &mut usize,
    seen: &mut BTreeSet<usize>,
) -> (Vec<Kin>, usize) {
    let model = &catalog.models[ordinal];
    let bases = model.bases.iter().filter(|base| base.model != Some(ordinal as u32));
    if depth == 0 {
        return (Vec::new(), bases.count());
    }
    let total = bases.clone().count();
    let shown = total.min(*most);
    *most -= shown;
    let mut kin: Vec<Kin> = bases
        .take(shown)
        .map(|base| Kin {
            reference: base.clone(),
            relation: model.relation,
            kin: Vec::new(),
            left_out: 0,
            is_repeated: base.model.is_some_and(|base| !seen.insert(base as usize)),
        })
        .collect();
    for base in kin.iter_mut().filter(|base| !base.is_repeated) {
        if let Some(local) = base.reference.model {
            (base.kin, base.left_out) = bases_of(catalog, local as usize, depth - 1, most, seen);
        }
    }
    (kin, total - shown)
}

/// What was made of some models: `children`, then their descendants; `widths` says how many of each generation are shown below one
/// model. The children that most was made of come first.
pub fn descendants(
    catalog: &Catalog,
    offspring: &[Offspring],
    children: &[u32],
    widths: &[usize],
) -> (Vec<Kin>, usize) {
    let mut order: Vec<u32> = children.to_vec();
    order.sort_by_key(|&child| (std::cmp::Reverse(offspring[child as usize].total()), child));
    let mut seen = BTreeSet::new();
    made_of(catalog, &order, widths, &mut seen)
}

fn made_of(
    catalog: &Catalog,
    children: &[u32],
    widths: &[usize],
    seen: &mut BTreeSet<u32>,
) -> (Vec<Kin>, usize) {
    let Some((&width, deeper)) = widths.split_first() else { return (Vec::new(), children.len()) };
    let mut kin: Vec<Kin> = Vec::new();
    for &child in children.iter().take(width) {
        let model = &catalog.models[child as usize];
        let reference = Reference { id: model.id.to_string(), model: Some(child), version: None };
        let is_repeated = !seen.insert(child);
        let relation = Some(relation_of(model));
        kin.push(Kin { reference, relation, kin: Vec::new(), left_out: 0, is_repeated });
    }
    for one in kin.iter_mut().filter(|one| !one.is_repeated) {
        let Some(model) = one.reference.model else { continue };
        (one.kin, one.left_out) = made_of(catalog, &catalog.models[model as usize].derived, deeper, seen);
    }
    (kin, children.len().saturating_sub(width))
}

/// The families of the catalog: every model that others come from and that comes from none here, and every model elsewhere that a
/// card names as its base. The largest first.
pub fn families(catalog: &Catalog, offspring: &[Offspring]) -> Vec<Family> {
    let models = &catalog.models;
    let mut families: Vec<Family> = Vec::new();
    let mut outside: BTreeMap<String, (Reference, Vec<u32>)> = BTreeMap::new();
    for (ordinal, model) in models.iter().enumerate() {
        if model.bases.is_empty() && !model.derived.is_empty() {
            families.push(Family {
                root: Reference { id: model.id.to_string(), model: Some(ordinal as u32), version: None },
                children: model.derived.clone(),
                offspring: offspring[ordinal],
            });
        }
        for base in model.bases.iter().filter(|base| base.model.is_none()) {
            let id = base.model_id();
            let root = || Reference { id: id.to_owned(), model: None, version: None };
            let children = &mut outside.entry(id.to_lowercase()).or_insert_with(|| (root(), Vec::new())).1;
            if children.last() != Some(&(ordinal as u32)) {
                children.push(ordinal as u32);
            }
        }
    }
    for (root, children) in outside.into_values() {
        let sum = summed(models, offspring, &children, |child| models[child].bases.len() > 1);
        let offspring = if sum.is_tangled { walked(models, &children, None) } else { sum };
        families.push(Family { root, children, offspring });
    }
    families.sort_by(|a, b| {
        b.offspring.total().cmp(&a.offspring.total()).then_with(|| a.root.id.cmp(&b.root.id))
    });
    families
}
