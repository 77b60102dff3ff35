//! What a card of a task should say: hints for its author, as comments that no reader sees.

use crate::vocabulary::task::{Modality, Task};

/// A section that models of this task need beside those that all have: heading and hint.
pub(super) fn own_section(task: &Task) -> Option<(&'static str, &'static str)> {
    let is = |ids: &[&str]| ids.contains(&task.id);
    let ends = |end: &str| task.id.ends_with(end);
    if task.modality == Modality::Tabular {
        return Some((
            "Columns",
            "Each column that goes in: name, type, unit, range, what a missing value means. Then the column that comes out.",
        ));
    }
    if ends("classification") || ends("detection") || ends("segmentation") || ends("forecasting") {
        return Some((
            "Labels",
            "The classes in the order of the model's outputs, what each one means, and the threshold that you use.",
        ));
    }
    if is(&["text-generation", "conversational", "any-to-any", "text2text-generation"])
        || ends("-text-to-text")
    {
        return Some((
            "Prompt format",
            "The chat template or the words around the input, the longest context, and settings of sampling that work.",
        ));
    }
    if ends("feature-extraction") || ends("similarity") || ends("retrieval") || ends("ranking") {
        return Some((
            "Vectors and scores",
            "The length of a vector, whether it is normalised, which distance fits, the longest input, and a prefix if one is needed.",
        ));
    }
    if task.modality == Modality::ReinforcementLearning {
        return Some((
            "Environment",
            "The environment and its version, what is observed, which actions there are, and how the reward is made.",
        ));
    }
    if task.modality == Modality::Audio || is(&["audio-text-to-text"]) {
        return Some((
            "Recordings",
            "Sampling rate, channels, the longest piece, and how silence and noise are dealt with.",
        ));
    }
    if ends("to-image") || ends("to-video") || ends("to-3d") || ends("image-generation") {
        return Some((
            "Settings",
            "Sizes, steps, guidance and seeds that work, and the memory that they need.",
        ));
    }
    None
}

/// What tends to go wrong with models of this kind.
pub(super) fn limits(modality: Option<Modality>) -> &'static str {
    match modality {
        Some(Modality::Text) => {
            "Which languages, subjects, lengths and ways of writing it knows badly; what it makes up; whom it treats worse."
        }
        Some(Modality::Vision) => {
            "Which cameras, light, sizes, places and people the data lack, and what it then gets wrong."
        }
        Some(Modality::Audio) => {
            "Which accents, languages, microphones and noise the data lack, and what it then gets wrong."
        }
        Some(Modality::Multimodal) => {
            "Which of its inputs it trusts too much, what it makes up, and what the data lack."
        }
        Some(Modality::Tabular) => {
            "The ranges and the time that the data cover, what happens outside of them, and when to train it anew."
        }
        Some(Modality::ReinforcementLearning) => {
            "How the training differs from the real thing, and what the agent does in situations that it has not met."
        }
        Some(Modality::Other) | None => {
            "What the data lack, what the model then gets wrong, and whom that would harm."
        }
    }
}
