//! Where weights are stored: whether the place is this hub's, lasting, complete and open to readers.

use std::collections::{BTreeMap, BTreeSet};

use super::weights::{entries, name};
use super::{Card, Check, Example, Findings, Hub, Rule};
use crate::catalog::text::shorten;
use crate::catalog::{Artifact, Scheme};
use crate::diagnostic::{Level, Location};

pub(super) const RULES: &[&Rule] = &[&OUTSIDE, &MUTABLE, &SHARDS, &DUPLICATE, &NOT_ON_THE_WEB];

static OUTSIDE: Rule = Rule {
    code: "CX403",
    name: "uri-outside-storage",
    level: Some(Level::Warning),
    summary: "A file is stored outside of the places that hub.yaml lists",
    why: "The hub's `storage` says where weights lie, who can read them and how they are kept. A file elsewhere has no link for download and \
          may vanish without anybody of the hub knowing. Move it, or add the place to `storage`.",
    example: Example {
        bad: "---\nweights:\n- uri: s3://private/lamp/1.0.0/model.onnx\n---\n# Lamp\n",
        line: Some(3),
        good: "---\nweights:\n- uri: s3://acme-models/lamp/1.0.0/model.onnx\n---\n# Lamp\n",
        files: &[(
            "hub.yaml",
            "storage:\n- prefix: s3://acme-models/\n  public: https://weights.acme.example/\n",
        )],
    },
    fixable: false,
    check: Check::Card(outside),
};

fn outside(card: &Card<'_>, findings: &mut Findings<'_>) {
    let storage = &card.config.storage;
    if storage.is_empty() {
        return;
    }
    for (artifact, uri) in stored(card) {
        if !storage.iter().any(|place| uri.starts_with(&place.prefix)) {
            let message = format!("`{}` lies outside of this hub's storage", shorten(uri, 120));
            let places: Vec<&str> = storage.iter().take(5).map(|place| place.prefix.as_str()).collect();
            let help =
                format!("move it below {}, or add its place to `storage` in hub.yaml", places.join(", "));
            findings.add(artifact.location.clone(), message, help);
        }
    }
}

/// The files that lie elsewhere, with their address.
fn stored<'a>(card: &'a Card<'_>) -> impl Iterator<Item = (&'a Artifact, &'a str)> {
    let artifacts = card.model.artifacts.iter().filter(|artifact| artifact.scheme != Scheme::Relative);
    artifacts.filter_map(|artifact| Some((artifact, artifact.uri.as_deref()?)))
}

static MUTABLE: Rule = Rule {
    code: "CX404",
    name: "uri-mutable",
    level: Some(Level::Warning),
    summary: "An address stands for whatever lies there today",
    why: "A branch such as `main`, a name such as `latest` or an address of the Hub without a revision leads to other weights tomorrow: what \
          was measured is then not what is downloaded. Name a commit, a version or a digest.",
    example: Example {
        bad: "---\nweights:\n- uri: https://huggingface.co/acme/lamp/resolve/main/model.onnx\n---\n# Lamp\n",
        line: Some(3),
        good: "---\nweights:\n- uri: https://huggingface.co/acme/lamp/resolve/9f8e7d6/model.onnx\n---\n# Lamp\n",
        files: &[],
    },
    fixable: false,
    check: Check::Card(mutable),
};

fn mutable(card: &Card<'_>, findings: &mut Findings<'_>) {
    for (artifact, uri) in stored(card) {
        if let Some((why, help)) = moves(uri, artifact.scheme) {
            findings.add(artifact.location.clone(), format!("`{}` {why}", shorten(uri, 120)), help);
        }
    }
}

/// Why an address may lead elsewhere tomorrow, and what to write instead.
fn moves(uri: &str, scheme: Scheme) -> Option<(&'static str, &'static str)> {
    let rest = uri.split_once("://").map_or(uri, |(_, rest)| rest);
    let path = rest.split(['?', '#']).next().unwrap_or_default();
    let segments: Vec<&str> = path.split('/').collect();
    match scheme {
        Scheme::Oci => {
            let last = segments.last()?;
            let pinned = path.contains("@sha256:");
            let tag = last.split_once(':').map(|(_, tag)| tag);
            return (!pinned && matches!(tag, None | Some("latest")))
                .then_some(("names no tag, or `latest`", "name a digest: `@sha256:…`"));
        }
        Scheme::Hf => {
            let revision = segments.iter().find_map(|segment| segment.split_once('@')).map(|(_, rev)| rev);
            return matches!(revision, None | Some("main" | "master"))
                .then_some(("names no revision", "write the commit: `hf://org/name@COMMIT/file`"));
        }
        _ => {}
    }
    let branch = segments.windows(2).any(|pair| {
        matches!(pair[0], "resolve" | "blob" | "raw" | "tree")
            && matches!(pair[1], "main" | "master" | "HEAD")
    });
    if branch {
        return Some(("follows a branch", "name the commit in place of the branch"));
    }
    let latest = segments.iter().any(|segment| segment.eq_ignore_ascii_case("latest"));
    latest.then_some(("names `latest`, not a version", "name the version or the commit"))
}

static SHARDS: Rule = Rule {
    code: "CX413",
    name: "shard-set-incomplete",
    level: Some(Level::Error),
    summary: "Some shards of a split weight file are missing",
    why: "`model-00001-of-00003.safetensors` is a third of a file: the model loads with all three or not at all. List every shard, under the \
          same `variant`. Where the shards are Git LFS pointers that the card does not name, this is a warning.",
    example: Example {
        bad: "---\nweights:\n- uri: s3://acme/lamp/1/model-00001-of-00002.safetensors\n---\n# Lamp\n",
        line: Some(3),
        good: "---\nweights:\n- uri: s3://acme/lamp/1/model-00001-of-00002.safetensors\n\
               - uri: s3://acme/lamp/1/model-00002-of-00002.safetensors\n---\n# Lamp\n",
        files: &[],
    },
    fixable: false,
    check: Check::Card(shards),
};

/// `model-00002-of-00003.safetensors`: what stands before, the number, how many there are, what stands behind.
fn shard(path: &str) -> Option<(&str, u32, u32, &str)> {
    let (head, tail) = path.rsplit_once("-of-")?;
    let digits = tail.bytes().take_while(u8::is_ascii_digit).count();
    let (total, end) = tail.split_at(digits);
    let (stem, number) = head.rsplit_once('-')?;
    let is_number = |text: &str| (4..=6).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    if !is_number(number) || !is_number(total) || !end.starts_with('.') {
        return None;
    }
    Some((stem, number.parse().ok()?, total.parse().ok()?, end))
}

fn shards(card: &Card<'_>, findings: &mut Findings<'_>) {
    type Key<'a> = (Option<&'a str>, &'a str, u32, &'a str);
    let mut sets: BTreeMap<Key<'_>, (BTreeSet<u32>, &Artifact)> = BTreeMap::new();
    for artifact in &card.model.artifacts {
        if let Some((stem, number, total, end)) = shard(&artifact.path) {
            let key = (artifact.variant.as_deref(), stem, total, end);
            sets.entry(key).or_insert_with(|| (BTreeSet::new(), artifact)).0.insert(number);
        }
    }
    for ((_, stem, total, end), (numbers, first)) in sets {
        if total == 0 {
            continue;
        }
        let there = numbers.range(1..=total).count() as u32;
        let missing = total.saturating_sub(there);
        // As many numbers as there are shards, and one more, hold at least one that is missing.
        let Some(number) = (1..=total).find(|number| !numbers.contains(number)) else { continue };
        let width = 5;
        let message = format!(
            "{missing} of {total} shards are missing, such as `{}-{number:0width$}-of-{total:0width$}{}`",
            shorten(stem, 60),
            shorten(end, 20)
        );
        let level = if first.location.mark.is_some() { Level::Error } else { Level::Warning };
        findings.add_as(level, first.location.clone(), message, "list every shard under the same `variant`");
    }
}

static DUPLICATE: Rule = Rule {
    code: "CX416",
    name: "duplicate-artifact",
    level: Some(Level::Note),
    summary: "Another model of the hub has the same weight file",
    why: "Two models with the same `sha256` are one model under two names, or one of the checksums was copied by mistake. Remove one of the \
          models, or correct the checksum.",
    example: Example {
        bad: "---\nweights:\n- uri: s3://acme/lamp/1.0.0/model.onnx\n  \
              sha256: 870e677bd4f0b2b0bb0e2d9ee9f2f8a1f2f5f7a4f3b1d8f59c9a3f5c1e7d2b60\n---\n# Lamp\n",
        line: Some(3),
        good: "---\nweights:\n- uri: s3://acme/lamp/1.0.0/model.onnx\n  \
               sha256: 1f0a99ce2b0bb0e2d9ee9f2f8a1f2f5f7a4f3b1d8f59c9a3f5c1e7d2b60870e6\n---\n# Lamp\n",
        files: &[(
            "models/acme/candle/README.md",
            "---\nweights:\n- uri: s3://acme/candle/1.0.0/model.onnx\n  \
             sha256: 870e677bd4f0b2b0bb0e2d9ee9f2f8a1f2f5f7a4f3b1d8f59c9a3f5c1e7d2b60\n---\n# Candle\n",
        )],
    },
    fixable: false,
    check: Check::Hub(duplicate),
};

fn duplicate(hub: &Hub<'_>, findings: &mut Findings<'_>) {
    let mut known: BTreeMap<&str, usize> = BTreeMap::new();
    for (ordinal, model) in hub.catalog.models.iter().enumerate() {
        for artifact in model.artifacts.iter().filter(|artifact| artifact.role == "weights") {
            let Some(sha256) = artifact.sha256.as_deref() else { continue };
            let first = *known.entry(sha256).or_insert(ordinal);
            if first != ordinal {
                let other = &hub.catalog.models[first];
                let location = artifact.location.clone();
                let message = format!(
                    "`{}` is the same file as one of {}",
                    name(artifact),
                    shorten(other.id.as_str(), 120)
                );
                findings.add(location, message, "remove one of the two models, or correct the checksum");
            }
        }
    }
}

static NOT_ON_THE_WEB: Rule = Rule {
    code: "CX418",
    name: "not-downloadable-from-web",
    level: Some(Level::Note),
    summary: "Readers cannot download the file with a browser",
    why: "The address is of a store that browsers do not speak, so the page shows a command and no link. Where the store can also be reached \
          by https, say so in hub.yaml: `storage: [{prefix: \"s3://bucket/\", public: \"https://host/\"}]`.",
    example: Example {
        bad: "---\nweights:\n- uri: gs://acme/lamp/1.0.0/model.onnx\n---\n# Lamp\n",
        line: Some(3),
        good: "---\nweights:\n- uri: s3://acme/lamp/1.0.0/model.onnx\n---\n# Lamp\n",
        files: &[("hub.yaml", "storage:\n- prefix: s3://acme/\n  public: https://weights.acme.example/\n")],
    },
    fixable: false,
    check: Check::Card(not_on_the_web),
};

fn not_on_the_web(card: &Card<'_>, findings: &mut Findings<'_>) {
    let mut closed = entries(card).into_iter().filter_map(|(artifact, _)| {
        let uri = artifact.uri.as_deref()?;
        let open =
            card.config.storage.iter().any(|place| place.public.is_some() && uri.starts_with(&place.prefix));
        (matches!(artifact.scheme, Scheme::S3 | Scheme::Gs | Scheme::Az) && !open).then_some((artifact, uri))
    });
    // One finding for the card: its files mostly lie in one place.
    let Some((artifact, uri)) = closed.next() else { return };
    let more = closed.count();
    let others = if more == 0 { String::new() } else { format!(" (and {more} more)") };
    let message = format!("`{}`{others} has no address for browsers", shorten(uri, 120));
    let location: Location = artifact.location.clone();
    findings.add(location, message, "add `public:` to its place in `storage` of hub.yaml");
}
