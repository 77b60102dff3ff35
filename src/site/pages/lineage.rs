//! Where a model comes from, and what was made of it.

use crate::catalog::{self, End, Kin, Model, Offspring, Reference, Relation};
use crate::site::number::grouped;
use crate::site::shared::Shared;
use crate::site::view::{KinItem, LineageGroup, LineageView};

use super::tree::{self, Tree};

/// Generations and models of a list of ancestors.
const ANCESTORS: (usize, usize) = (8, 24);

/// Models of one relation, and models that were made of one of them.
const DESCENDANTS: [usize; 2] = [50, 5];

/// Models of a way to a newer one that are listed.
const MOST_STEPS: usize = 20;

/// Everything about a model's lineage; `None` where it has none.
pub(super) fn view(shared: &Shared<'_>, model: &Model, ordinal: usize, page: &str) -> Option<LineageView> {
    let catalog = shared.catalog;
    let mut groups = Vec::new();
    let (up, left_out) = catalog::ancestors(catalog, ordinal, ANCESTORS.0, ANCESTORS.1);
    if !up.is_empty() {
        let heading = match model.relation {
            Some(Relation::Adapter) => "Adapter for",
            Some(Relation::Merge) => "Merged from",
            Some(Relation::Quantized) => "Quantised from",
            Some(Relation::Finetune) | None => "Fine-tuned from",
        };
        let count =
            if up.len() + left_out > 1 { grouped((up.len() + left_out) as u64) } else { String::new() };
        let items = items(shared, (&up, left_out), |kin| kin.relation != model.relation);
        groups.push(LineageGroup { heading: heading.to_owned(), count, items });
    }
    let offspring = &shared.offspring()[ordinal];
    let mut drawn = Vec::new();
    for relation in [Relation::Finetune, Relation::Adapter, Relation::Merge, Relation::Quantized] {
        let of = |child: &&u32| {
            catalog.models[**child as usize].relation.unwrap_or(Relation::Finetune) == relation
        };
        let children: Vec<u32> = model.derived.iter().filter(of).copied().collect();
        if children.is_empty() {
            continue;
        }
        let heading = match relation {
            Relation::Finetune => "Fine-tunes",
            Relation::Adapter => "Adapters",
            Relation::Merge => "Merges",
            Relation::Quantized => "Quantised versions",
        };
        let (kin, left_out) = catalog::descendants(catalog, shared.offspring(), &children, &DESCENDANTS);
        let items = items(shared, (&kin, left_out), |kin| kin.relation != Some(relation));
        groups.push(LineageGroup { heading: heading.to_owned(), count: count(offspring, relation), items });
        drawn.push(kin);
    }
    // The drawing has room for few: some of each relation come first.
    let most = drawn.iter().map(Vec::len).max().unwrap_or(0);
    let drawn: Vec<Kin> =
        (0..most).flat_map(|at| drawn.iter().filter_map(move |kin| kin.get(at))).cloned().collect();
    let drawing_html = tree::draw(
        shared,
        &Tree {
            id: model.id.as_str(),
            page,
            ancestors: (&up, left_out),
            descendants: &drawn,
            made: (offspring.direct_total() as usize, offspring.total() as usize),
        },
    );
    groups.extend(succession(shared, ordinal));
    (!groups.is_empty()).then_some(LineageView { drawing_html, groups })
}

fn count(offspring: &Offspring, relation: Relation) -> String {
    let (direct, all) = (offspring.direct[relation as usize], offspring.all[relation as usize]);
    let more = if offspring.at_least { "at least " } else { "" };
    if direct == all {
        grouped(direct.into())
    } else {
        format!("{}, {more}{} in all", grouped(direct.into()), grouped(all.into()))
    }
}

/// The models that replace it, one after the other.
fn succession(shared: &Shared<'_>, ordinal: usize) -> Option<LineageGroup> {
    let way = catalog::succession(shared.catalog, ordinal)?;
    let many = way.steps.len();
    let mut items: Vec<KinItem> = way
        .steps
        .iter()
        .take(MOST_STEPS)
        .enumerate()
        .map(|(at, step)| {
            let end = match way.end {
                End::Circle => "which leads back: the way goes in a circle",
                End::GivenUp => "deprecated, and no other is named",
                End::Reached if many > 1 => "the newest",
                End::Reached | End::Outside => "",
            };
            let note = if at + 1 == many { end } else { "itself replaced by the next" };
            KinItem { note: note.to_owned(), ..item(shared, step) }
        })
        .collect();
    if many > MOST_STEPS {
        items.push(more(many - MOST_STEPS));
    }
    Some(LineageGroup { heading: "Replaced by".to_owned(), count: String::new(), items })
}

/// A tree as a nested list; `says` tells of which models the relation is said.
pub(super) fn items(
    shared: &Shared<'_>,
    (kin, left_out): (&[Kin], usize),
    says: impl Fn(&Kin) -> bool + Copy,
) -> Vec<KinItem> {
    let mut items: Vec<KinItem> = Vec::new();
    for one in kin {
        let mut entry = item(shared, &one.reference);
        let relation = if says(one) { tree::relation(one.relation) } else { "" };
        let outside = if entry.path.is_none() { "not in this catalog" } else { "" };
        let again = if one.is_repeated { "see above" } else { "" };
        let notes = [relation, outside, again].into_iter().filter(|note| !note.is_empty());
        entry.note = notes.collect::<Vec<_>>().join(" · ");
        let below = self::items(shared, (&one.kin, one.left_out), says);
        entry.opens = !below.is_empty();
        items.push(entry);
        items.extend(below);
        if one.kin.is_empty() && one.left_out == 0 {
            continue;
        }
        if let Some(last) = items.last_mut() {
            last.closes += 1;
        }
    }
    if left_out > 0 {
        items.push(more(left_out));
    }
    items
}

fn more(count: usize) -> KinItem {
    KinItem { note: format!("and {} more", grouped(count as u64)), ..KinItem::default() }
}

/// A model that a card names, in this catalog or elsewhere.
pub(super) fn item(shared: &Shared<'_>, reference: &Reference) -> KinItem {
    let id = match (reference.model, reference.version) {
        (Some(model), None) => shared.catalog.models[model as usize].id.to_string(),
        _ => reference.id.clone(),
    };
    KinItem { id, path: path(shared, reference), ..KinItem::default() }
}

/// The page of a model that a card names; `None` for one elsewhere.
pub(super) fn path(shared: &Shared<'_>, reference: &Reference) -> Option<String> {
    let model = reference.model? as usize;
    Some(match reference.version {
        Some(version) => shared.paths.version_page(model, version as usize),
        None => shared.paths.model_page(model),
    })
}
