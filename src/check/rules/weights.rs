//! Weights: what a card says of each file, and whether that suffices to fetch it and to know it again.

use super::{Card, Check, Example, Findings, Rule};
use crate::catalog::Artifact;
use crate::catalog::text::shorten;
use crate::diagnostic::{Change, Level};
use crate::vocabulary::format;
use crate::yaml::Node;

pub(super) const RULES: &[&Rule] = &[
    &MISSING,
    &SCHEME,
    &SHA256_MISSING,
    &SHA256_MALFORMED,
    &SIZE_MISSING,
    &WEAK_CHECKSUM,
    &SHA256_MISMATCH,
    &PICKLE,
    &EXTENSION,
    &SIZE_OVER_LIMIT,
];

/// The entries of `weights`, each with its text in the front matter.
pub(super) fn entries<'a>(card: &'a Card<'_>) -> Vec<(&'a Artifact, &'a Node)> {
    let Some(weights) = card.get("weights") else { return Vec::new() };
    let items = weights.as_sequence().unwrap_or(std::slice::from_ref(weights));
    let mut items = items.iter();
    // Both are in the order of the card; an entry that could not be read has no artifact.
    card.model
        .artifacts
        .iter()
        .filter_map(|artifact| {
            let mark = artifact.location.mark?;
            items.by_ref().find(|item| item.mark == mark).map(|item| (artifact, item))
        })
        .collect()
}

/// The entries of `weights` that are weights, and no tokenizer, configuration or text.
fn weights<'a>(card: &'a Card<'_>) -> impl Iterator<Item = (&'a Artifact, &'a Node)> {
    entries(card).into_iter().filter(|(artifact, _)| artifact.role == "weights")
}

/// A file's name, fit for a message.
pub(super) fn name(artifact: &Artifact) -> String {
    shorten(&artifact.path, 80)
}

static MISSING: Rule = Rule {
    code: "CX401",
    name: "weights-missing",
    level: Some(Level::Warning),
    summary: "A file that `weights` names is not in the model's folder",
    why: "The page offers the file for download, and the download fails. Add the file or its Git LFS pointer, or give the address under \
          which it is stored: `uri: s3://bucket/model.safetensors`.",
    example: Example {
        bad: "---\nlicense: mit\nweights:\n- uri: model.safetensors\n---\n# Lamp\n",
        line: Some(4),
        good: "---\nlicense: mit\nweights:\n- uri: https://weights.example/lamp/1.0.0/model.safetensors\n---\n# Lamp\n",
        files: &[],
    },
    fixable: false,
    check: Check::Reading,
};

static SCHEME: Rule = Rule {
    code: "CX402",
    name: "uri-scheme",
    level: Some(Level::Error),
    summary: "An address of `weights` cannot be used",
    why: "Weights are fetched by `https`, `s3`, `gs`, `az`, `hf` or `oci`, or lie beside the card. An address with another scheme, without a \
          host, or that leads into the reader's own network is dropped from the catalog.",
    example: Example {
        bad: "---\nlicense: mit\nweights:\n- uri: ftp://files.example/model.onnx\n---\n# Lamp\n",
        line: Some(4),
        good: "---\nlicense: mit\nweights:\n- uri: https://files.example/lamp/1.0.0/model.onnx\n---\n# Lamp\n",
        files: &[],
    },
    fixable: false,
    check: Check::Reading,
};

static SHA256_MISSING: Rule = Rule {
    code: "CX405",
    name: "sha256-missing",
    level: Some(Level::Warning),
    summary: "An entry of `weights` has no checksum",
    why: "Without `sha256` nobody notices when the file behind an address is replaced, by accident or on purpose, and no reader can tell \
          whether a download is whole. Print it with `sha256sum FILE`.",
    example: Example {
        bad: "---\nweights:\n- uri: s3://acme/lamp/1.0.0/model.onnx\n  size: 4 MB\n---\n# Lamp\n",
        line: Some(3),
        good: "---\nweights:\n- uri: s3://acme/lamp/1.0.0/model.onnx\n  size: 4 MB\n  \
               sha256: 870e677bd4f0b2b0bb0e2d9ee9f2f8a1f2f5f7a4f3b1d8f59c9a3f5c1e7d2b60\n---\n# Lamp\n",
        files: &[],
    },
    fixable: false,
    check: Check::Card(sha256_missing),
};

fn sha256_missing(card: &Card<'_>, findings: &mut Findings<'_>) {
    for (artifact, node) in weights(card) {
        // A weak checksum and a malformed one have rules of their own; a digest in the address is a checksum.
        let stated = ["sha256", "md5", "sha1"].iter().any(|key| filled(node, key));
        let digest = artifact.uri.as_deref().is_some_and(|uri| uri.contains("@sha256:"));
        if artifact.sha256.is_none() && !stated && !digest {
            findings.add(
                artifact.location.clone(),
                format!("`{}` has no `sha256`", name(artifact)),
                "print it with `sha256sum FILE` and add it to the entry",
            );
        }
    }
}

fn filled(node: &Node, key: &str) -> bool {
    node.get(key).is_some_and(|value| !value.is_null())
}

static SHA256_MALFORMED: Rule = Rule {
    code: "CX406",
    name: "sha256-malformed",
    level: Some(Level::Error),
    summary: "A `sha256` is not 64 hexadecimal digits",
    why: "A checksum that was cut short or belongs to another algorithm matches no file, so every verification fails. Print it with \
          `sha256sum FILE` and copy all of it. `--fix` takes away the `sha256:` in front of one, and nothing else.",
    example: Example {
        bad: "---\nweights:\n- uri: s3://acme/lamp/1.0.0/model.onnx\n  sha256: 870e677b\n---\n# Lamp\n",
        line: Some(4),
        good: "---\nweights:\n- uri: s3://acme/lamp/1.0.0/model.onnx\n  \
               sha256: 870e677bd4f0b2b0bb0e2d9ee9f2f8a1f2f5f7a4f3b1d8f59c9a3f5c1e7d2b60\n---\n# Lamp\n",
        files: &[],
    },
    fixable: true,
    check: Check::Reading,
};

static SIZE_MISSING: Rule = Rule {
    code: "CX407",
    name: "size-missing",
    level: Some(Level::Warning),
    summary: "An entry of `weights` has no size",
    why: "Readers choose by size: whether the file fits their disk, their memory, their patience. Write `size` in bytes, or as `438 MB`.",
    example: Example {
        bad: "---\nweights:\n- uri: s3://acme/lamp/1.0.0/model.onnx\n---\n# Lamp\n",
        line: Some(3),
        good: "---\nweights:\n- uri: s3://acme/lamp/1.0.0/model.onnx\n  size: 4194304\n---\n# Lamp\n",
        files: &[],
    },
    fixable: false,
    check: Check::Card(size_missing),
};

fn size_missing(card: &Card<'_>, findings: &mut Findings<'_>) {
    for (artifact, node) in weights(card) {
        if artifact.size.is_none() && !filled(node, "size") {
            findings.add(
                artifact.location.clone(),
                format!("`{}` has no `size`", name(artifact)),
                "add `size:` in bytes, or as `438 MB`",
            );
        }
    }
}

static WEAK_CHECKSUM: Rule = Rule {
    code: "CX408",
    name: "weak-checksum",
    level: Some(Level::Warning),
    summary: "The only checksum of a file is MD5 or SHA-1",
    why: "Files with the same MD5 or SHA-1 can be made on purpose, so these checksums show a broken download and nothing else. Add `sha256`.",
    example: Example {
        bad: "---\nweights:\n- uri: s3://acme/lamp/1.0.0/model.onnx\n  md5: 9e107d9d372bb6826bd81d3542a419d6\n---\n# Lamp\n",
        line: Some(4),
        good: "---\nweights:\n- uri: s3://acme/lamp/1.0.0/model.onnx\n  md5: 9e107d9d372bb6826bd81d3542a419d6\n  \
               sha256: 870e677bd4f0b2b0bb0e2d9ee9f2f8a1f2f5f7a4f3b1d8f59c9a3f5c1e7d2b60\n---\n# Lamp\n",
        files: &[],
    },
    fixable: false,
    check: Check::Card(weak_checksum),
};

fn weak_checksum(card: &Card<'_>, findings: &mut Findings<'_>) {
    for (artifact, node) in entries(card) {
        if artifact.sha256.is_some() || filled(node, "sha256") {
            continue;
        }
        let weak = ["md5", "sha1"].into_iter().find_map(|key| Some((key, node.get(key)?)));
        if let Some((key, value)) = weak.filter(|(_, value)| !value.is_null()) {
            let message = format!("`{}` is known by its `{key}` alone", name(artifact));
            findings.add(card.at(value.mark), message, "add `sha256:`, as `sha256sum FILE` prints it");
        }
    }
}

static SHA256_MISMATCH: Rule = Rule {
    code: "CX411",
    name: "sha256-mismatch",
    level: Some(Level::Error),
    summary: "The card and the Git LFS pointer speak of different files",
    why: "The pointer beside the card says which file is stored; the card says another checksum or another size. One of them is out of date. \
          Leave `sha256` and `size` out of the card: the pointer has both.",
    example: Example {
        bad: "---\nweights:\n- uri: model.onnx\n  size: 17\n---\n# Lamp\n",
        line: Some(3),
        good: "---\nweights:\n- uri: model.onnx\n---\n# Lamp\n",
        files: &[(
            "models/acme/lamp/model.onnx",
            "version https://git-lfs.github.com/spec/v1\n\
             oid sha256:870e677bd4f0b2b0bb0e2d9ee9f2f8a1f2f5f7a4f3b1d8f59c9a3f5c1e7d2b60\nsize 4194304\n",
        )],
    },
    fixable: false,
    check: Check::Reading,
};

static PICKLE: Rule = Rule {
    code: "CX414",
    name: "pickle-format",
    level: Some(Level::Warning),
    summary: "Loading the weights can run code that the file brings along",
    why: "Files of PyTorch and of Python's pickle are programs: whoever loads one runs what its author put in. Offer safetensors, ONNX or \
          GGUF. A hub that lists the format in `policy.deny_formats` makes this an error; `pickle` stands there for all formats of this kind.",
    example: Example {
        bad: "---\nweights:\n- uri: s3://acme/lamp/1.0.0/model.pt\n---\n# Lamp\n",
        line: Some(3),
        good: "---\nweights:\n- uri: s3://acme/lamp/1.0.0/model.safetensors\n---\n# Lamp\n",
        files: &[],
    },
    fixable: false,
    check: Check::Card(pickle),
};

fn pickle(card: &Card<'_>, findings: &mut Findings<'_>) {
    let denied = &card.config.policy.deny_formats;
    for artifact in card.model.artifacts.iter().filter(|artifact| artifact.role == "weights") {
        let known = format::find(&artifact.format);
        let is_pickle = known.is_some_and(|format| format.unsafe_pickle);
        let is_denied = denied.iter().any(|denied| {
            let id = known.map_or(artifact.format.as_str(), |format| format.id);
            format::find(denied).map_or(denied.as_str(), |format| format.id).eq_ignore_ascii_case(id)
                || (is_pickle && denied.eq_ignore_ascii_case("pickle"))
        });
        let title = known.map_or_else(|| shorten(&artifact.format, 40), |format| format.title.to_owned());
        if is_denied {
            let message = format!("`{}` is in a format that this hub denies: {title}", name(artifact));
            let help = if is_pickle {
                "convert it to safetensors, ONNX or GGUF (policy.deny_formats in hub.yaml)"
            } else {
                "convert it to another format (policy.deny_formats in hub.yaml)"
            };
            findings.add_as(Level::Error, artifact.location.clone(), message, help);
        } else if is_pickle {
            let message = format!("loading `{}` can run code: its format is {title}", name(artifact));
            findings.add(artifact.location.clone(), message, "offer safetensors, ONNX or GGUF as well");
        }
    }
}

static EXTENSION: Rule = Rule {
    code: "CX415",
    name: "format-extension-mismatch",
    level: Some(Level::Warning),
    summary: "The `format` and the name of a file speak of different formats",
    why: "The page says how to load the file by its format, and the loader goes by the name. Correct the one that is wrong, or leave \
          `format` out where the name tells it.",
    example: Example {
        bad: "---\nweights:\n- uri: s3://acme/lamp/1.0.0/model.gguf\n  format: onnx\n---\n# Lamp\n",
        line: Some(4),
        good: "---\nweights:\n- uri: s3://acme/lamp/1.0.0/model.gguf\n  format: gguf\n---\n# Lamp\n",
        files: &[],
    },
    fixable: true,
    check: Check::Card(extension),
};

fn extension(card: &Card<'_>, findings: &mut Findings<'_>) {
    for (artifact, node) in entries(card) {
        let Some(value) = node.get("format") else { continue };
        let Some(stated) = value.as_text().and_then(format::find) else { continue };
        let Some(named) = format::from_file_name(&artifact.path) else { continue };
        // `.bin` says nothing, and the formats of PyTorch share their endings.
        let vague = artifact.path.to_ascii_lowercase().ends_with(".bin")
            || (stated.unsafe_pickle && named.unsafe_pickle)
            || stated.id == "other";
        if stated.id != named.id && !vague {
            let message =
                format!("`format` says {}, the name `{}` says {}", stated.title, name(artifact), named.title);
            let help = format!("write `format: {}`, or correct the name of the file", named.id);
            // The loader goes by the name of the file, which is what is stored.
            let change = Change::Replace(value.mark, named.id.to_owned());
            findings.add_fix(card.at(value.mark), message, help, Some(change));
        }
    }
}

static SIZE_OVER_LIMIT: Rule = Rule {
    code: "CX417",
    name: "size-over-limit",
    level: Some(Level::Warning),
    summary: "A weight file is larger than this hub allows",
    why: "The hub's `policy.max_weight_size` says how many bytes a file may have. Split the weights into shards, offer a quantised variant, \
          or have the limit raised.",
    example: Example {
        bad: "---\nweights:\n- uri: s3://acme/lamp/1.0.0/model.onnx\n  size: 2 GB\n---\n# Lamp\n",
        line: Some(3),
        good: "---\nweights:\n- uri: s3://acme/lamp/1.0.0/model.onnx\n  size: 800 MB\n---\n# Lamp\n",
        files: &[("hub.yaml", "policy:\n  max_weight_size: 1000000000\n")],
    },
    fixable: false,
    check: Check::Card(size_over_limit),
};

fn size_over_limit(card: &Card<'_>, findings: &mut Findings<'_>) {
    let Some(limit) = card.config.policy.max_weight_size else { return };
    for artifact in &card.model.artifacts {
        if let Some(size) = artifact.size.filter(|size| *size > limit) {
            let message = format!("`{}` has {size} bytes; the hub allows {limit}", name(artifact));
            let help = "split it, quantise it, or raise policy.max_weight_size in hub.yaml";
            findings.add(artifact.location.clone(), message, help);
        }
    }
}
