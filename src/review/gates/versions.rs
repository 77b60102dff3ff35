//! Versions: whether what was released stays, and versions follow one another.

use serde_json::{Map, Value};

use crate::catalog::text::shorten;
use crate::catalog::{Earlier, Model, ModelCard, OF_THE_MODEL, Version};
use crate::config::GateLevel;
use crate::diagnostic::{Location, Spanned};
use crate::review::Change;
use crate::vocabulary::version;

use super::gate::{Case, Example, Found, Gate, Look};

pub(super) static GATES: &[&Gate] = &[&EDITED, &OTHER, &NOT_INCREASING];

/// Keys that say where a version stands, or what the check leaves out: they may change after the release.
const STATE: [&str; 5] = ["aliases", "approval", "cardex_ignore", "deprecated", "stage"];

static EDITED: Gate = Gate {
    code: "CR303",
    name: "released-snapshot-edited",
    level: GateLevel::Block,
    summary: "The file of an earlier version says something else than it did, or is gone",
    why: "`versions/<v>.md` is what was released. Whoever runs that version relies on its licence, its results and its weights. Its stage, \
          its approval and its deprecation may change; blanks, comments and the order of keys do not count.",
    next: "put the file back as it was; write what is new into the card",
    passes: "files of earlier versions say what they said",
    example: Example {
        fails: "versions/1.0.0.md: license: apache-2.0   →   license: mit",
        passes: "versions/1.0.0.md: deprecated: {reason: It flickers.}   # added",
    },
    look: Look::Model(edited),
};

/// An earlier version of a model, and what its file says.
fn earlier<'a>(model: &'a Model, label: &str) -> Option<(&'a Version, &'a Earlier)> {
    let version = model.versions.iter().find(|version| version.label == label)?;
    Some((version, version.snapshot.as_deref()?))
}

/// What a card says, without the keys that may change.
fn said(card: &ModelCard) -> Map<String, Value> {
    let mut keys = match serde_json::from_str(&card.card_data) {
        Ok(Value::Object(keys)) => keys,
        _ => Map::new(),
    };
    keys.retain(|key, value| !STATE.contains(&key.as_str()) && !value.is_null());
    keys
}

/// The keys in which two cards differ, as a list for a sentence.
fn differing(one: &Map<String, Value>, other: &Map<String, Value>) -> Vec<String> {
    let mut keys: Vec<&String> = one.keys().chain(other.keys()).collect();
    keys.sort();
    keys.dedup();
    keys.into_iter()
        .filter(|key| one.get(*key) != other.get(*key))
        .map(|key| format!("`{}`", shorten(key, 40)))
        .collect()
}

/// The names of a few keys.
fn list(mut keys: Vec<String>) -> String {
    let more = keys.len().saturating_sub(5);
    keys.truncate(5);
    let keys = keys.join(", ");
    if more > 0 { format!("{keys} and {more} more") } else { keys }
}

fn edited(case: &Case<'_>, change: &Change, found: &mut Found) {
    let Some((before, after)) = case.both(change) else { return };
    let versions = &change.version;
    for label in &versions.edited {
        let Some(((_, old), (version, new))) = earlier(before, label).zip(earlier(after, label)) else {
            continue;
        };
        found.look();
        let mut keys = differing(&said(&old.card), &said(&new.card));
        if old.body.trim() != new.body.trim() {
            keys.push("the text".to_owned());
        }
        if !keys.is_empty() {
            let message = format!(
                "the file of version {} is not as it was released: {}",
                shorten(label, 40),
                list(keys)
            );
            found.add(change, Location::file(&version.path), message);
        }
    }
    for label in &versions.dropped {
        let Some((version, _)) = earlier(before, label) else { continue };
        found.look();
        let message =
            format!("the file of version {} is gone, or cannot be read any more", shorten(label, 40));
        found
            .add(change, Location::file(&version.path), message)
            .next("put the file back; deprecate the version where it should not be used");
    }
}

static OTHER: Gate = Gate {
    code: "CR304",
    name: "snapshot-does-not-match-base",
    level: GateLevel::Block,
    summary: "The file of a version that was released says something else than the card did",
    why: "With a new version the card's old state becomes `versions/<v>.md`. Were it changed on the way, a release could be rewritten while \
          everybody looks at the new one. `cardex bump` writes the file from the card as it is in the base.",
    next: "let `cardex bump` write the file, from the state of the base",
    passes: "files of new earlier versions say what the card said",
    example: Example {
        fails: "README.md, version 1.0.0: license: apache-2.0   →   versions/1.0.0.md: license: mit",
        passes: "README.md, version 1.0.0: license: apache-2.0   →   versions/1.0.0.md: license: apache-2.0",
    },
    look: Look::Model(other),
};

fn other(case: &Case<'_>, change: &Change, found: &mut Found) {
    let Some((before, after)) = case.both(change) else { return };
    for label in &change.version.frozen {
        let Some((version, new)) = earlier(after, label) else { continue };
        found.look();
        let location = Location::file(&version.path);
        let named = shorten(label, 40);
        let released = before.card.version.as_ref().map(|version| version.value.as_str());
        if released.is_some_and(|released| released != label) {
            let message = format!(
                "version {named} was never the current one: in the base that is {}",
                shorten(released.unwrap_or_default(), 40)
            );
            found.add(change, location, message).next(
                "leave the file out, or bring in earlier versions in a change of their own, with a waiver",
            );
            continue;
        }
        let (mut old, mut new) = (said(&before.card), said(&new.card));
        // A card that named no version becomes the one that its file names.
        old.retain(|key, _| key != "version");
        new.retain(|key, _| key != "version");
        // What speaks of the model may be left to the card.
        old.retain(|key, _| !OF_THE_MODEL.contains(&key.as_str()) || new.contains_key(key));
        let keys = differing(&old, &new);
        if !keys.is_empty() {
            let message =
                format!("the file of version {named} differs from the card of the base: {}", list(keys));
            found.add(change, location, message);
        }
    }
}

static NOT_INCREASING: Gate = Gate {
    code: "CR305",
    name: "version-not-increasing",
    level: GateLevel::Block,
    summary: "The new version does not come after the one before, or was released already",
    why: "Readers and programs take the highest version for the newest. A number that goes back, or that stood for something else before, \
          leads them to the wrong model. `versions.scheme` of the base says how versions are ordered. Where an alias should go back, move \
          the alias.",
    next: "choose a version that comes after all that were released",
    passes: "versions increase",
    example: Example {
        fails: "version: \"2.1.0\"   →   version: \"2.0.9\"",
        passes: "version: \"2.1.0\"   →   version: \"2.1.1\"",
    },
    look: Look::Model(not_increasing),
};

fn not_increasing(case: &Case<'_>, change: &Change, found: &mut Found) {
    let Some((before, after)) = case.both(change) else { return };
    let Some(old) = &change.version.before else { return };
    if change.version.after.as_ref() == Some(old) {
        return;
    }
    found.look();
    let at = |stated: &Spanned<String>| Location::at(&after.card_path, stated.mark);
    let location = after.card.version.as_ref().map_or_else(|| Location::file(&after.card_path), at);
    let was = shorten(old, 40);
    let Some(new) = &change.version.after else {
        found.add(change, location, format!("the card was version {was} and names none any more"));
        return;
    };
    let now = shorten(new, 40);
    let misfit = case.rules().versions.scheme.misfit(new);
    if before.versions.iter().any(|version| version.label == *new) {
        found.add(change, location, format!("version {now} was released before {was}"));
    } else if let Some(misfit) = misfit {
        found.add(change, location, format!("the version {now} {misfit}"));
    } else if let Some(higher) =
        before.versions.iter().find(|known| version::compare(new, &known.label).is_le())
    {
        let message = format!("{now} does not come after {}", shorten(&higher.label, 40));
        found.add(change, location, message);
    } else if version::compare(new, old).is_le() {
        found.add(change, location, format!("{now} does not come after {was}"));
    }
}
