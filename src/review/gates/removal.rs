//! Models that go: whether those who use them had time to leave, and what still leads to them.

use std::collections::{BTreeMap, BTreeSet};

use crate::catalog::text::shorten;
use crate::catalog::{Catalog, Reference, Target, date};
use crate::config::GateLevel;
use crate::diagnostic::Location;
use crate::review::{Action, Change};

use super::gate::{Case, Example, Found, Gate, Look};

pub(super) static GATES: &[&Gate] = &[&REMOVED, &REFERENCED, &RENAMED, &BASE_DEPRECATED];

static REMOVED: Gate = Gate {
    code: "CR501",
    name: "model-removed",
    level: GateLevel::Block,
    summary: "A model is removed that was not deprecated for long enough",
    why: "Its page, its addresses and its history go with it. Deprecate it first (`cardex deprecate`), so that whoever uses it is told and has \
          time to leave: `review.removal_days` days, 30 by default, counted from `deprecated.since`, and not before `deprecated.removal`. \
          The base has to say so; what the change itself says does not count.",
    next: "deprecate the model with `since`, and remove it later",
    passes: "models that go were deprecated for long enough",
    example: Example {
        fails: "a card without `deprecated` is deleted",
        passes: "a card with deprecated: {since: 2026-01-01, …} is deleted in March",
    },
    look: Look::Model(removed),
};

fn removed(case: &Case<'_>, change: &Change, found: &mut Found) {
    let (Some(before), None) = (case.compared.before(change), case.compared.after(change)) else { return };
    found.look();
    let today = case.asked.today;
    let days = case.rules().review.removal_days;
    let location = Location::file(&before.card_path);
    let Some(deprecated) = &before.card.deprecated else {
        found.add(change, location, "the model is removed, and was not deprecated before");
        return;
    };
    let removal = deprecated.removal.as_deref().and_then(date::parse);
    if let Some(day) = removal.filter(|day| today < *day) {
        found
            .add(change, location, format!("the model was promised until {day}"))
            .next(format!("remove it on {day} or later"));
        return;
    }
    match deprecated.since.as_deref().and_then(date::parse) {
        None if days == 0 => {}
        None => {
            found.add(change, location, "the model is deprecated, and its card does not say since when");
        }
        Some(since) => {
            let passed = date::days_between(since, today);
            if i64::from(passed) < i64::from(days) {
                let message = format!(
                    "the model is deprecated since {since}, for {passed} days; the hub asks for {days}"
                );
                found.add(change, location, message).next("wait, and remove it then");
            }
        }
    }
}

static REFERENCED: Gate = Gate {
    code: "CR502",
    name: "removed-but-referenced",
    level: GateLevel::Block,
    summary: "A model is gone under its id, and others still name it",
    why: "A base model, a successor or an item of a collection that leads nowhere is a broken link in the record of where a model comes from.",
    next: "let those name another model, or leave it out, in the same change",
    passes: "nothing names a model that is gone",
    example: Example {
        fails: "acme/lamp is deleted; acme/lantern says base_model: acme/lamp",
        passes: "acme/lamp is deleted; nobody names it",
    },
    look: Look::Hub(referenced),
};

/// The ids that are gone, each with the id of the change that took it.
fn gone_ids<'a>(case: &Case<'a>) -> BTreeMap<String, (&'a str, &'a Change)> {
    let mut gone = BTreeMap::new();
    for change in &case.compared.changes {
        let Some(before) = case.compared.before(change) else { continue };
        let id = before.id.as_str();
        if case.compared.after(change).is_none_or(|after| after.id.as_str() != id) && !is_there(case, id) {
            gone.insert(id.to_lowercase(), (id, change));
        }
    }
    gone
}

/// Whether the head has a model of this id.
fn is_there(case: &Case<'_>, id: &str) -> bool {
    case.compared.head.catalog.models.binary_search_by(|model| model.id.as_str().cmp(id)).is_ok()
}

/// All references of a catalog: who names whom, where.
fn references(catalog: &Catalog) -> impl Iterator<Item = (String, &str, &Reference)> {
    let of_models = catalog.models.iter().flat_map(|model| {
        let named = model.bases.iter().chain(&model.successor);
        named.map(move |reference| (model.id.to_string(), model.card_path.as_str(), reference))
    });
    let of_collections = catalog.collections.iter().flat_map(|collection| {
        let models = collection.items.iter().filter_map(|item| match &item.target {
            Target::Model(reference) => Some(reference),
            _ => None,
        });
        models.map(move |reference| {
            let name = format!("the collection {}", shorten(&collection.key, 60));
            (name, collection.card_path.as_str(), reference)
        })
    });
    of_models.chain(of_collections)
}

fn referenced(case: &Case<'_>, found: &mut Found) {
    let gone = gone_ids(case);
    if gone.is_empty() {
        return;
    }
    found.look();
    let mut by: BTreeMap<&str, (BTreeSet<String>, &str)> = BTreeMap::new();
    for (who, path, reference) in references(case.compared.head.catalog) {
        if reference.model.is_none()
            && let Some((id, _)) = gone.get(&reference.model_id().to_lowercase())
        {
            by.entry(id).or_insert_with(|| (BTreeSet::new(), path)).0.insert(who);
        }
    }
    for (id, change) in gone.values() {
        let Some((who, path)) = by.get(id) else { continue };
        let message = format!(
            "{} is gone, and {} still name{} it",
            shorten(id, 100),
            list(who),
            if who.len() == 1 { "s" } else { "" }
        );
        found.add(change, Location::file(*path), message);
    }
}

/// A few names of many.
fn list(names: &BTreeSet<String>) -> String {
    let named: Vec<String> = names.iter().take(5).map(|name| shorten(name, 100)).collect();
    match names.len().saturating_sub(5) {
        0 => named.join(", "),
        more => format!("{} and {more} more", named.join(", ")),
    }
}

static RENAMED: Gate = Gate {
    code: "CR503",
    name: "id-renamed-without-redirect",
    level: GateLevel::Warn,
    summary: "A model has another id, and nothing is left under the old one",
    why: "Links, bookmarks and programs know the model by its old id. A card that stays there, with `new_version` and `deprecated`, leads them \
          on.",
    next: "leave a card under the old id with `new_version: ORG/NEW-NAME` and `deprecated`",
    passes: "a card is left under the old id",
    example: Example {
        fails: "models/acme/lamp/   →   models/acme/lantern/",
        passes: "the same, and models/acme/lamp/README.md says new_version: acme/lantern",
    },
    look: Look::Model(renamed),
};

fn renamed(case: &Case<'_>, change: &Change, found: &mut Found) {
    let Some((before, after)) = case.both(change).filter(|(before, after)| before.id != after.id) else {
        return;
    };
    found.look();
    if !is_there(case, before.id.as_str()) {
        let message =
            format!("{} is now {}", shorten(before.id.as_str(), 100), shorten(after.id.as_str(), 100));
        found.add(change, Location::file(&after.card_path), message);
    }
}

static BASE_DEPRECATED: Gate = Gate {
    code: "CR504",
    name: "base-model-deprecated-by-this-change",
    level: GateLevel::Warn,
    summary: "A model becomes deprecated from which others were made",
    why: "What is wrong with a model is often wrong with what was made from it. Those who own the others have to know.",
    next: "tell the owners of the models that come from it, or deprecate those as well",
    passes: "no other model comes from what becomes deprecated",
    example: Example {
        fails: "acme/lamp: deprecated: {reason: It flickers.}; acme/lantern says base_model: acme/lamp",
        passes: "acme/lamp: deprecated: {…}; nothing was made from it",
    },
    look: Look::Model(base_deprecated),
};

fn base_deprecated(case: &Case<'_>, change: &Change, found: &mut Found) {
    let Some(after) = case.compared.after(change).filter(|_| change.actions.contains(&Action::Deprecated))
    else {
        return;
    };
    found.look();
    let models = &case.compared.head.catalog.models;
    let left =
        after.derived.iter().map(|&at| &models[at as usize]).filter(|model| model.card.deprecated.is_none());
    let children: BTreeSet<String> = left.map(|model| model.id.to_string()).collect();
    if !children.is_empty() {
        let location = case.in_lifecycle(after, &["versions"], &["deprecated"]);
        found.add(
            change,
            location,
            format!("{} come{} from it", list(&children), if children.len() == 1 { "s" } else { "" }),
        );
    }
}
