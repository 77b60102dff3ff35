//! Licences: what a change does to what others may do with a model.

use crate::catalog::text::shorten;
use crate::catalog::{Model, ModelCard};
use crate::config::{Config, GateLevel, LicensePlace};
use crate::diagnostic::Location;
use crate::review::Change;
use crate::vocabulary::license::{self, Family};

use super::gate::{Case, Example, Found, Gate, Look};

pub(super) static GATES: &[&Gate] = &[&CHANGED, &STRICTER, &NOT_ALLOWED];

static CHANGED: Gate = Gate {
    code: "CR101",
    name: "licence-changed",
    level: GateLevel::NeedsApproval,
    summary: "The licence of a version is another one",
    why: "Whoever uses a model does so under its licence. Another one is a decision for somebody who may speak for the owners, and it \
          does not hold for what was released before. Two spellings of one licence are the same.",
    next: "have it approved by whoever answers for licences",
    passes: "licences stay as they are",
    example: Example {
        fails: "license: apache-2.0   →   license: cc-by-nc-4.0",
        passes: "license: Apache-2.0   →   license: apache-2.0",
    },
    look: Look::Model(changed),
};

/// The licence of a card in words by which two cards compare: keys of the licences, and name and address of one that has no id.
fn terms(card: &ModelCard) -> (Vec<String>, Option<&str>, Option<&str>) {
    let mut keys: Vec<String> = card.license.iter().map(|stated| key(&stated.value)).collect();
    keys.sort();
    keys.dedup();
    let name = card.license_name.as_ref().map(|name| name.value.as_str());
    (keys, name, card.license_link.as_ref().map(|link| link.value.as_str()))
}

/// One name for all spellings of a licence. An unknown text may have the key of a licence that it only looks like.
fn key(stated: &str) -> String {
    let found = license::resolve(stated);
    if found.known { found.key } else { stated.trim().to_lowercase() }
}

/// A card's licence as messages name it.
fn called(card: &ModelCard) -> String {
    let ids: Vec<String> = card.license.iter().map(|stated| shorten(&stated.value, 60)).collect();
    let ids = if ids.is_empty() { "no licence".to_owned() } else { ids.join(", ") };
    match &card.license_name {
        Some(name) => format!("{} ({})", shorten(&ids, 120), shorten(&name.value, 60)),
        None => shorten(&ids, 120),
    }
}

fn at_licence(case: &Case<'_>, model: &Model) -> Location {
    match model.card.license.first() {
        Some(stated) => Location::at(&model.card_path, stated.mark),
        None => case.in_card(model, &["license_name"]),
    }
}

fn changed(case: &Case<'_>, change: &Change, found: &mut Found) {
    let Some((before, after)) = case.both(change) else { return };
    found.look();
    let mut pair = |before: &Model, after: &Model, whose: &str| {
        let (old, new) = (terms(&before.card), terms(&after.card));
        if old == new {
            return;
        }
        let message = if old.0 == new.0 && old.1 == new.1 {
            format!("{whose}the address of the licence {} is another one", called(&after.card))
        } else {
            format!("{whose}{} → {}", called(&before.card), called(&after.card))
        };
        found.add(change, at_licence(case, after), message);
    };
    pair(before, after, "");
    for label in &change.version.edited {
        if let Some((before, after)) = earlier(before, label).zip(earlier(after, label)) {
            pair(&before, &after, &format!("version {}: ", shorten(label, 40)));
        }
    }
}

/// The model as an earlier version has it.
fn earlier(model: &Model, label: &str) -> Option<Model> {
    model.at(model.versions.iter().position(|version| version.label == label)?)
}

static STRICTER: Gate = Gate {
    code: "CR102",
    name: "licence-more-restrictive",
    level: GateLevel::Block,
    summary: "The new licence allows less: no commercial use, no changed versions, or terms of its own in place of open ones",
    why: "Products are built on a model because its licence allows it. They find out at their next update, or not at all. Publish what \
          has other terms as another model, and leave this one under its own.",
    next: "keep the licence and publish what has other terms as another model, or ask for a waiver",
    passes: "the new licence allows what the old one did",
    example: Example {
        fails: "license: apache-2.0   →   license: cc-by-nc-4.0",
        passes: "license: cc-by-nc-4.0   →   license: apache-2.0",
    },
    look: Look::Model(stricter),
};

/// What a licence takes away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Takes {
    commerce: bool,
    changes: bool,
    /// It has terms that are no open licence's.
    own_terms: bool,
}

/// What the licences of a card take away together, as far as it is known; `None` where the card states none.
fn takes(config: &Config, card: &ModelCard) -> Option<Takes> {
    let each = card.license.iter().map(|stated| {
        let own = config.licenses.add.iter().find(|own| own.id.eq_ignore_ascii_case(stated.value.trim()));
        if let Some(own) = own {
            let open = matches!(own.family.as_deref(), Some("permissive" | "copyleft"));
            return Takes { commerce: false, changes: false, own_terms: !open };
        }
        let known = license::resolve(&stated.value);
        let own_terms = !known.known
            || matches!(
                known.family,
                Family::Other
                    | Family::ResponsibleAi
                    | Family::ModelSpecific
                    | Family::NonCommercial
                    | Family::Unknown
            );
        Takes {
            commerce: known.commercial_use == Some(false) || known.family == Family::NonCommercial,
            changes: known.key.contains("-nd-") || known.key.ends_with("-nd"),
            own_terms,
        }
    });
    each.reduce(|one, other| Takes {
        commerce: one.commerce || other.commerce,
        changes: one.changes || other.changes,
        own_terms: one.own_terms || other.own_terms,
    })
}

fn stricter(case: &Case<'_>, change: &Change, found: &mut Found) {
    let Some((before, after)) = case.both(change) else { return };
    if terms(&before.card) == terms(&after.card) {
        return;
    }
    let Some(old) = takes(case.rules(), &before.card) else { return };
    found.look();
    let Some(new) = takes(case.rules(), &after.card) else {
        let message = format!("{} → no licence: nothing is allowed any more", called(&before.card));
        found.add(change, at_licence(case, after), message);
        return;
    };
    let mut losses = Vec::new();
    if new.commerce && !old.commerce {
        losses.push("loses commercial use");
    }
    if new.changes && !old.changes {
        losses.push("loses changed versions");
    }
    if new.own_terms && !old.own_terms && losses.is_empty() {
        losses.push("has terms of its own in place of open ones");
    }
    if !losses.is_empty() {
        let message = format!("{} → {}: {}", called(&before.card), called(&after.card), losses.join(", "));
        found.add(change, at_licence(case, after), message);
    }
}

static NOT_ALLOWED: Gate = Gate {
    code: "CR103",
    name: "licence-not-in-allow-list",
    level: GateLevel::Block,
    summary: "A model comes with, or changes to, a licence that the hub does not allow",
    why: "`licenses` in hub.yaml says which licences models may have. A licence of `licenses.deny`, or one that is in neither of the other \
          two lists, stops the change; one of `licenses.review` needs an approval. Models that had the licence before are left alone.",
    next: "use a licence that hub.yaml allows, or change `licenses` in a change of its own",
    passes: "hub.yaml allows the licence",
    example: Example {
        fails: "licenses: {deny: [cc-by-nc-4.0]}      # hub.yaml of the base\nlicense: cc-by-nc-4.0                 # a new card",
        passes: "licenses: {deny: [cc-by-nc-4.0]}\nlicense: apache-2.0",
    },
    look: Look::Model(not_allowed),
};

fn not_allowed(case: &Case<'_>, change: &Change, found: &mut Found) {
    let Some(after) = case.compared.after(change) else { return };
    let before = case.compared.before(change);
    if before.is_some_and(|before| terms(&before.card) == terms(&after.card)) {
        return;
    }
    let lists = &case.rules().licenses;
    let name = after.card.license_name.as_ref().map(|name| name.value.as_str());
    for stated in &after.card.license {
        let location = Location::at(&after.card_path, stated.mark);
        let id = shorten(&stated.value, 60);
        match lists.place(&stated.value, name) {
            LicensePlace::Allowed => {}
            LicensePlace::Denied => {
                found.add(change, location, format!("`{id}` is in `licenses.deny`"));
            }
            LicensePlace::Unlisted => {
                found.add(change, location, format!("`{id}` is not in `licenses.allow`"));
            }
            LicensePlace::Review => {
                found
                    .add(change, location, format!("`{id}` is in `licenses.review`"))
                    .next("have it approved by whoever answers for licences")
                    .at_most(GateLevel::NeedsApproval);
            }
        }
    }
    if !after.card.license.is_empty() {
        found.look();
    }
}
