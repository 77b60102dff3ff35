//! Weights: whether what was released stays what it was.

use crate::catalog::text::shorten;
use crate::catalog::{Artifact, WeightChange};
use crate::config::GateLevel;
use crate::review::Change;

use super::gate::{Case, Example, Found, Gate, Look};

pub(super) static GATES: &[&Gate] = &[&UNVERSIONED, &NO_BUMP, &GREW, &REMOVED];

static UNVERSIONED: Gate = Gate {
    code: "CR301",
    name: "weights-changed-unversioned",
    level: GateLevel::Warn,
    summary: "The weights are others, and the card names no version",
    why: "Who loaded the model last week has another model than who loads it today, and nothing tells them apart. Give the card a `version`, \
          and it is clear which one is meant.",
    next: "give the card a version: `cardex bump ORG/NAME 1.0.0`",
    passes: "weights that changed have a version",
    example: Example {
        fails: "weights: [{uri: s3://acme/lamp/model.safetensors, sha256: 11…}]   →   sha256: 22…   # no `version`",
        passes: "the same with version: \"1.0.0\"   →   version: \"1.1.0\"",
    },
    look: Look::Model(unversioned),
};

/// What became of the bytes of weights, in words for each file; empty where they are the same as far as anybody knows.
fn other_bytes(change: &Change) -> Vec<(String, Option<&Artifact>)> {
    let mut changed = Vec::new();
    for weight in &change.weights {
        let (Some(before), Some(after)) = (&weight.before, &weight.after) else { continue };
        let name = shorten(&weight.path, 80);
        let said = match (&before.sha256, &after.sha256) {
            (Some(old), Some(new)) if old == new => continue,
            (Some(old), Some(new)) => format!("{name}: sha256 {} → {}", short(old), short(new)),
            _ if before.size.is_some() && after.size.is_some() && before.size != after.size => {
                format!("{name}: {} → {} bytes", number(before.size), number(after.size))
            }
            _ if before.uri != after.uri => {
                format!("{name}: stored at another address, without a checksum to compare")
            }
            _ => continue,
        };
        changed.push((said, Some(after)));
    }
    // A file under a new name, with other bytes, takes the place of one that is gone.
    let gone: Vec<&Artifact> = gone(change).collect();
    let new = change
        .weights
        .iter()
        .filter(|weight| weight.before.is_none())
        .filter_map(|weight| weight.after.as_ref());
    for came in new.filter(|_| !gone.is_empty()) {
        let said = format!("{} takes the place of {}", shorten(&came.path, 80), shorten(&gone[0].path, 80));
        let moved = came.sha256.is_some()
            && change.weights.iter().any(|weight| {
                weight.after.is_none()
                    && weight.before.as_ref().is_some_and(|before| before.sha256 == came.sha256)
            });
        if !moved {
            changed.push((said, Some(came)));
        }
    }
    changed
}

/// The files that are gone, but for those whose bytes are still there under another name.
fn gone(change: &Change) -> impl Iterator<Item = &Artifact> {
    let is_there = |sha256: &Option<String>| {
        let mut now = change.weights.iter().filter_map(|weight| weight.after.as_ref());
        sha256.is_some() && now.any(|artifact| artifact.sha256 == *sha256)
    };
    let gone = change.weights.iter().filter(|weight: &&WeightChange| weight.after.is_none());
    gone.filter_map(|weight| weight.before.as_ref()).filter(move |artifact| !is_there(&artifact.sha256))
}

fn short(sha256: &str) -> String {
    format!("{}…", sha256.chars().take(8).collect::<String>())
}

fn number(size: Option<u64>) -> String {
    size.map_or_else(|| "?".to_owned(), |size| size.to_string())
}

/// All changes of bytes in one sentence, a few by name.
fn told(changed: &[(String, Option<&Artifact>)]) -> String {
    let named: Vec<&str> = changed.iter().take(3).map(|(said, _)| said.as_str()).collect();
    match changed.len() {
        0..=3 => named.join("; "),
        many => format!("{}; and {} more", named.join("; "), many - 3),
    }
}

fn unversioned(case: &Case<'_>, change: &Change, found: &mut Found) {
    let changed = other_bytes(change);
    if changed.is_empty() || case.both(change).is_none() {
        return;
    }
    found.look();
    if change.version.after.is_none() && change.version.before.is_none() {
        let location = changed[0].1.map(|artifact| artifact.location.clone());
        found.add(change, location, told(&changed));
    }
}

static NO_BUMP: Gate = Gate {
    code: "CR302",
    name: "weights-changed-without-bump",
    level: GateLevel::Block,
    summary: "The weights of a version are others, and the version is the same",
    why: "A version is its weights. Where they change under it, a download that was checked yesterday fails its checksum today, and nobody can \
          go back to what was measured. A file that only moved, with the same SHA-256, is the same file.",
    next: "give the card a new version (`cardex bump`), or put the weights back",
    passes: "the version was raised with the weights",
    example: Example {
        fails: "version: \"2.0.0\", sha256: 11…   →   version: \"2.0.0\", sha256: 22…",
        passes: "version: \"2.0.0\", sha256: 11…   →   version: \"2.1.0\", sha256: 22…",
    },
    look: Look::Model(no_bump),
};

fn no_bump(case: &Case<'_>, change: &Change, found: &mut Found) {
    let changed = other_bytes(change);
    let Some(version) = change.version.before.as_ref().filter(|_| !changed.is_empty()) else { return };
    if case.both(change).is_none() {
        return;
    }
    found.look();
    if change.version.after.as_ref() == Some(version) {
        let location = changed[0].1.map(|artifact| artifact.location.clone());
        let message = format!("version {} has other weights: {}", shorten(version, 40), told(&changed));
        found.add(change, location, message);
    }
}

static GREW: Gate = Gate {
    code: "CR307",
    name: "size-grew",
    level: GateLevel::Inform,
    summary: "All weights together are larger than `review.max_growth` lets pass",
    why: "Larger weights take longer to load and may no longer fit where the model runs. `review.max_growth` is a share of what they were, \
          20 % by default.",
    next: "make sure that it still fits where it runs",
    passes: "weights are not much larger than they were",
    example: Example {
        fails: "size: 1000000   →   size: 1300000",
        passes: "size: 1000000   →   size: 1100000",
    },
    look: Look::Model(grew),
};

fn grew(case: &Case<'_>, change: &Change, found: &mut Found) {
    let Some((before, after)) = case.both(change).filter(|_| !change.weights.is_empty()) else { return };
    let Some((old, new)) = before.size().zip(after.size()).filter(|(old, _)| *old > 0) else { return };
    found.look();
    let growth = new as f64 / old as f64 - 1.0;
    if growth > case.rules().review.max_growth.value() + 1e-9 {
        let location = after.artifacts.first().map(|artifact| artifact.location.clone());
        let message = format!("the weights grew from {old} to {new} bytes (+{:.0} %)", growth * 100.0);
        found.add(change, location, message);
    }
}

static REMOVED: Gate = Gate {
    code: "CR308",
    name: "weights-removed",
    level: GateLevel::Warn,
    summary: "A file of weights, or a variant, is not offered any more",
    why: "Somebody loads exactly this file: the quantised one on a small device, the shard of a large model. A file that is still there under \
          another name, with the same SHA-256, is not gone.",
    next: "offer it again, or say in the text what to use in its place",
    passes: "all files of weights are still there",
    example: Example {
        fails: "model.safetensors, model.q8_0.gguf   →   model.safetensors",
        passes: "model.safetensors   →   model.safetensors, model.q8_0.gguf",
    },
    look: Look::Model(removed),
};

fn removed(case: &Case<'_>, change: &Change, found: &mut Found) {
    let Some((before, after)) = case.both(change) else { return };
    if change.weights.is_empty() || before.artifacts.is_empty() {
        return;
    }
    found.look();
    for artifact in gone(change) {
        let variant = artifact
            .variant
            .as_ref()
            .filter(|variant| !after.artifacts.iter().any(|other| other.variant.as_ref() == Some(variant)));
        let which = variant.map(|variant| format!(", and with it the variant {}", shorten(variant, 40)));
        let message = format!("{} is gone{}", shorten(&artifact.path, 80), which.unwrap_or_default());
        found.add(change, case.in_card(after, &["weights"]), message);
    }
}
