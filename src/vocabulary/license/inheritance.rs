//! Whether the licence of what was made from a model fits that model's own.

use super::{Family, License};

/// What the base asks for and the licence of what was made from it does not, if anything.
pub fn promises_more(own: &License, base: &License) -> Option<&'static str> {
    let free = matches!(own.family, Family::PublicDomain | Family::Permissive);
    if own.key == base.key || !own.known || !base.known {
        return None;
    }
    match base.family {
        Family::NonCommercial if own.commercial_use == Some(true) => Some("which allows no commercial use"),
        Family::ModelSpecific if free || matches!(own.family, Family::WeakCopyleft | Family::Copyleft) => {
            Some("whose terms go on to what is made from it")
        }
        Family::ResponsibleAi if free => Some("whose limits of use go on to what is made from it"),
        Family::Copyleft if free => Some("under which changed versions stay"),
        // Creative Commons, "no derivatives", with or without "non-commercial".
        _ if base.key.contains("-nd-") => Some("which allows no changed versions"),
        _ => None,
    }
}

/// The licence of well-known families of models, by the beginning of the id in lower case. Longer beginnings first.
const KNOWN: [(&str, &str); 34] = [
    ("meta-llama/llama-2", "llama2"),
    ("meta-llama/meta-llama-3.1", "llama3.1"),
    ("meta-llama/meta-llama-3-", "llama3"),
    ("meta-llama/llama-3.1", "llama3.1"),
    ("meta-llama/llama-3.2", "llama3.2"),
    ("meta-llama/llama-3.3", "llama3.3"),
    ("meta-llama/llama-4", "llama4"),
    ("meta-llama/codellama", "llama2"),
    ("codellama/", "llama2"),
    ("unsloth/llama-2", "llama2"),
    ("unsloth/llama-3-", "llama3"),
    ("unsloth/meta-llama-3.1", "llama3.1"),
    ("unsloth/llama-3.1", "llama3.1"),
    ("unsloth/llama-3.2", "llama3.2"),
    ("unsloth/llama-3.3", "llama3.3"),
    ("nousresearch/llama-2", "llama2"),
    ("nousresearch/meta-llama-3.1", "llama3.1"),
    ("nousresearch/meta-llama-3-", "llama3"),
    ("google/gemma-2b", "gemma"),
    ("google/gemma-7b", "gemma"),
    ("google/gemma-1.1", "gemma"),
    ("google/gemma-2-", "gemma"),
    ("google/gemma-3", "gemma"),
    ("google/codegemma", "gemma"),
    ("google/paligemma", "gemma"),
    ("unsloth/gemma-2b", "gemma"),
    ("unsloth/gemma-7b", "gemma"),
    ("unsloth/gemma-2-", "gemma"),
    ("unsloth/gemma-3", "gemma"),
    ("runwayml/stable-diffusion-v1", "creativeml-openrail-m"),
    ("compvis/stable-diffusion-v1", "creativeml-openrail-m"),
    ("stabilityai/stable-diffusion-xl-base-1.0", "openrail++"),
    ("bigscience/bloom", "bigscience-bloom-rail-1.0"),
    ("facebook/nllb-200", "cc-by-nc-4.0"),
];

/// The id of the licence that a well-known model is under, by the model's id.
pub fn known_of(id: &str) -> Option<&'static str> {
    let id: String = id.chars().take(100).flat_map(char::to_lowercase).collect();
    KNOWN.iter().find(|(start, _)| id.starts_with(start)).map(|(_, license)| *license)
}
