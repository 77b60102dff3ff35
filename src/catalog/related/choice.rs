//! Which of the candidates are shown: no copies of one another, and not one organisation alone.

use crate::catalog::{Catalog, Model};

use super::MOST_RELATED;

/// Models of one organisation shown as long as there are others.
const MOST_OF_ONE_ORGANISATION: usize = 3;

/// Variants and copies of the model itself (another size, another format, the same card) that are shown.
const MOST_VARIANTS: usize = 2;

/// Parts at the end of a name that tell a size, a number of bits, a format or a version apart, and no other model.
static VARIANTS: &[&str] = &[
    "adapter",
    "awq",
    "base",
    "big",
    "bnb",
    "cased",
    "distilled",
    "fp16",
    "fp32",
    "fp8",
    "ft",
    "ggml",
    "gguf",
    "giant",
    "gptq",
    "huge",
    "int4",
    "int8",
    "large",
    "lora",
    "medium",
    "mini",
    "mlx",
    "nano",
    "onnx",
    "openvino",
    "quantised",
    "quantized",
    "safetensors",
    "small",
    "tiny",
    "uncased",
    "xl",
    "xs",
    "xxl",
];

/// By what copies and variants of a model are known.
pub(super) struct Mark {
    /// Organisation and name without what tells variants apart.
    stem: String,
    /// What the card says, in short; empty where it says too little to tell a copy.
    text: String,
}

/// The marks of all models.
pub(super) fn marks(catalog: &Catalog) -> Vec<Mark> {
    catalog.models.iter().map(mark).collect()
}

fn mark(model: &Model) -> Mark {
    let text = match model.description.chars().count() {
        0..20 => String::new(),
        _ => model.description.to_lowercase(),
    };
    Mark { stem: format!("{}/{}", model.id.org().unwrap_or_default(), stem(model.id.name())), text }
}

/// A name without its last parts where they are sizes, bits, formats or versions.
fn stem(name: &str) -> String {
    let lower = name.to_lowercase();
    let mut stem = lower.as_str();
    while let Some(at) = stem.rfind(['-', '_', '.', ' ']) {
        let part = &stem[at + 1..];
        let number = part.trim_start_matches(['v', 'q', 'r']).trim_end_matches(['m', 'b', 'k', 'g']);
        let numbered = number.chars().all(|c| c.is_ascii_digit());
        if at == 0 || !(numbered || VARIANTS.binary_search(&part).is_ok()) {
            break;
        }
        stem = &stem[..at];
    }
    stem.to_owned()
}

/// The candidates to show, the nearest first.
pub(super) fn choose(catalog: &Catalog, marks: &[Mark], model: usize, candidates: &[(u32, f32)]) -> Vec<u32> {
    let mut chosen: Vec<u32> = Vec::new();
    // The second time round, one organisation may fill what is left.
    for most in [MOST_OF_ONE_ORGANISATION, MOST_RELATED] {
        for &(other, _) in candidates {
            if chosen.len() == MOST_RELATED {
                break;
            }
            if chosen.contains(&other) || is_shown_anyway(catalog, model, other as usize) {
                continue;
            }
            let mark = &marks[other as usize];
            let is_like = |of: usize| {
                marks[of].stem == mark.stem || (!mark.text.is_empty() && marks[of].text == mark.text)
            };
            let most_like = if is_like(model) { MOST_VARIANTS } else { 1 };
            let like = chosen.iter().filter(|&&one| is_like(one as usize)).count();
            let org = catalog.models[other as usize].id.org();
            let of_org = chosen.iter().filter(|&&one| catalog.models[one as usize].id.org() == org).count();
            if like < most_like && of_org < most {
                chosen.push(other);
            }
        }
    }
    let own_text = &marks[model].text;
    let is_copy = |other: &u32| !own_text.is_empty() && marks[*other as usize].text == *own_text;
    if chosen.iter().all(is_copy) {
        return Vec::new();
    }
    let place = |other: &u32| candidates.iter().position(|(candidate, _)| candidate == other);
    chosen.sort_by_key(place);
    chosen
}

/// Whether the model's page shows the other one under its lineage, or as its successor.
fn is_shown_anyway(catalog: &Catalog, model: usize, other: usize) -> bool {
    let names = |one: usize, two: u32| {
        let one = &catalog.models[one];
        let successor = one.successor.as_ref().and_then(|successor| successor.model);
        one.bases.iter().filter_map(|base| base.model).chain(successor).any(|named| named == two)
    };
    names(model, other as u32) || names(other, model as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variants_have_one_stem() {
        assert!(VARIANTS.is_sorted());
        for name in ["breeze", "breeze-2", "breeze-large", "Breeze_v2.1-int8", "breeze-7b", "breeze-q4-gguf"]
        {
            assert_eq!(stem(name), "breeze", "{name}");
        }
        assert_eq!(stem("breeze-de"), "breeze-de");
        assert_eq!(stem("7b"), "7b");
        assert_eq!(stem("-7b"), "-7b");
    }
}
