//! Values of our own keys that have a form: ORCID iDs and signatures.

use std::collections::BTreeSet;

use super::{Card, Check, Example, Findings, Rule};
use crate::catalog::text::shorten;
use crate::diagnostic::{Change, Level};
use crate::vocabulary::suggestion::{certain, suggest};
use crate::yaml::Node;

pub(super) const RULES: &[&Rule] = &[&ORCID, &SIGNATURE];

static ORCID: Rule = Rule {
    code: "CX109",
    name: "bad-orcid",
    level: Some(Level::Warning),
    summary: "An ORCID iD is not one",
    why: "The last character of an ORCID iD is computed from the others, so that a slip shows. A wrong one names nobody, or somebody else. \
          Copy it from the person's page at orcid.org.",
    example: Example {
        bad: "---\nauthors:\n- name: Josiah Carberry\n  orcid: 0000-0002-1825-0079\n---\n# Lamp\n",
        line: Some(4),
        good: "---\nauthors:\n- name: Josiah Carberry\n  orcid: 0000-0002-1825-0097\n---\n# Lamp\n",
        files: &[],
    },
    fixable: false,
    check: Check::Card(orcid),
};

fn orcid(card: &Card<'_>, findings: &mut Findings<'_>) {
    for key in ["authors", "owners"] {
        let people = card.get(key).and_then(Node::as_sequence).unwrap_or_default();
        for stated in people.iter().filter_map(|person| person.get("orcid")) {
            if let Some(text) = stated.as_text()
                && !is_orcid(text)
            {
                let message = format!("`{}` is no ORCID iD", shorten(text, 60));
                let help = "copy it from orcid.org: four groups of four digits, the last of which may be X";
                findings.add(card.at(stated.mark), message, help);
            }
        }
    }
}

/// Sixteen digits in four groups, the last by ISO 7064 MOD 11-2; with or without `https://orcid.org/`.
fn is_orcid(text: &str) -> bool {
    let id = ["https://orcid.org/", "http://orcid.org/", "orcid.org/"]
        .iter()
        .find_map(|start| text.trim().strip_prefix(start))
        .unwrap_or(text.trim());
    let groups: Vec<&str> = id.split('-').collect();
    if groups.len() != 4 || groups.iter().any(|group| group.len() != 4) {
        return false;
    }
    let characters: Vec<char> = id.chars().filter(|c| *c != '-').collect();
    let Some((last, first)) = characters.split_last() else { return false };
    let mut sum = 0;
    for c in first {
        let Some(digit) = c.to_digit(10) else { return false };
        sum = (sum + digit) * 2 % 11;
    }
    let expected = (12 - sum % 11) % 11;
    if expected == 10 { *last == 'X' } else { last.to_digit(10) == Some(expected) }
}

static SIGNATURE: Rule = Rule {
    code: "CX110",
    name: "signature-invalid",
    level: Some(Level::Error),
    summary: "The signature has a name twice, an unknown data type or an impossible shape",
    why: "Programs call a model by its signature, and a review compares it with the one before to find what breaks. Names are unique \
          among the inputs and among the outputs, `dtype` is a type such as `float32`, and a dimension is a number, -1 for any, or a name.",
    example: Example {
        bad: "---\nsignature:\n  inputs:\n  - {name: image, dtype: flaot32, shape: [-1, 3, 224, 224]}\n---\n# Lamp\n",
        line: Some(4),
        good: "---\nsignature:\n  inputs:\n  - {name: image, dtype: float32, shape: [-1, 3, 224, 224]}\n---\n# Lamp\n",
        files: &[],
    },
    fixable: true,
    check: Check::Card(signature),
};

/// Data types by the names that NumPy, ONNX, MLflow, safetensors and GGUF give them, in lower case.
#[rustfmt::skip]
const DTYPES: [&str; 66] = [
    "float32", "float16", "float64", "bfloat16", "int64", "int32", "int16", "int8", "int4", "uint8", "uint16", "uint32",
    "uint64", "uint4", "bool", "boolean", "string", "str", "bytes", "binary", "object", "any", "map", "array", "float", "double",
    "half", "long", "int", "integer", "short", "byte", "char", "datetime", "datetime64", "timestamp", "date", "complex64",
    "complex128", "float8", "float8_e4m3", "float8_e4m3fn", "float8_e5m2", "float8_e4m3fnuz", "float8_e5m2fnuz", "float4",
    "f16", "f32", "f64", "bf16", "f8_e4m3", "f8_e5m2", "i8", "i16", "i32", "i64", "u8", "u16", "u32", "u64", "fp16", "fp32",
    "fp64", "fp8", "qint8", "quint8",
];

fn signature(card: &Card<'_>, findings: &mut Findings<'_>) {
    let Some(signature) = card.get("signature") else { return };
    for side in ["inputs", "outputs"] {
        let tensors = signature.get(side).and_then(Node::as_sequence).unwrap_or_default();
        let mut names = BTreeSet::new();
        for tensor in tensors {
            if let Some(name) = tensor.get("name")
                && let Some(text) = name.as_text()
                && !names.insert(text)
            {
                let message = format!("`{}` is there twice among the {side}", shorten(text, 60));
                findings.add(card.at(name.mark), message, "give every tensor a name of its own");
            }
            if let Some(dtype) = tensor.get("dtype")
                && let Some(text) = dtype.as_text()
            {
                check_dtype(card, dtype, text, findings);
            }
            let shape = tensor.get("shape").and_then(Node::as_sequence).unwrap_or_default();
            for dimension in shape {
                let Some(text) = dimension.as_text().filter(|text| !is_dimension(text)) else { continue };
                let message = format!("`{}` is no dimension", shorten(text, 40));
                findings.add(
                    card.at(dimension.mark),
                    message,
                    "write a number, -1 for any, or a name such as `batch`",
                );
            }
        }
    }
}

fn check_dtype(card: &Card<'_>, dtype: &Node, text: &str, findings: &mut Findings<'_>) {
    let name = text.trim().to_ascii_lowercase();
    let name = name.strip_prefix("torch.").or_else(|| name.strip_prefix("np.")).unwrap_or(&name);
    let name = name.strip_prefix("tensor(").and_then(|name| name.strip_suffix(')')).unwrap_or(name);
    if DTYPES.contains(&name) || name.starts_with("datetime64[") {
        return;
    }
    let help = match suggest(name, DTYPES) {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => "write a type such as `float32`, `int64` or `string`".to_owned(),
    };
    let change = certain(text, DTYPES).map(|meant| Change::Replace(dtype.mark, meant.to_owned()));
    findings.add_fix(card.at(dtype.mark), format!("`{}` is no data type", shorten(text, 40)), help, change);
}

/// A whole number from 0, -1, or a name or expression of names.
fn is_dimension(text: &str) -> bool {
    text.strip_prefix('-').is_none_or(|rest| rest == "1") && !text.contains('.')
}
