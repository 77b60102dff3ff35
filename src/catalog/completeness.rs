//! How much a card says of what people, programs and auditors ask of it: a score with its reasons.
//!
//! The weights are ours, and sum up to 100. What decides whether a model may be used, and by whom (licence, owner, use,
//! limits, evaluation), weighs most; what makes it easier to find weighs least. `docs/exports.md` lists them.

use super::model::Own;
use super::outline::{Sections, sections};

/// One thing that a card can say; the heaviest come first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Aspect {
    /// A licence that is more than `unknown`, or `other` without a name.
    License,
    /// What the model is for.
    IntendedUse,
    /// What it cannot do.
    Limitations,
    /// At least one measured value, with its task and dataset.
    Evaluation,
    /// Who answers for the model.
    Owners,
    /// A sentence about the model.
    Description,
    /// What it does.
    Task,
    /// A checksum for every file of the weights.
    Checksums,
    /// Where the weights are.
    Weights,
    /// What loads it.
    Library,
    /// What it was trained on.
    Datasets,
    /// Its version.
    Version,
    /// A text of some length.
    Text,
    /// A size for every file of the weights.
    Sizes,
}

use Aspect::{
    Checksums, Datasets, Description, Evaluation, IntendedUse, Library, License, Limitations, Owners, Sizes,
    Task, Text, Version, Weights,
};

/// The shortest description that says something, in characters.
const SHORTEST_DESCRIPTION: usize = 20;

/// The shortest text that is more than a stub, in bytes.
const SHORTEST_TEXT: usize = 300;

impl Aspect {
    /// All of them, the heaviest first.
    pub const ALL: [Aspect; 14] = [
        License,
        IntendedUse,
        Limitations,
        Evaluation,
        Owners,
        Description,
        Task,
        Checksums,
        Weights,
        Library,
        Datasets,
        Version,
        Text,
        Sizes,
    ];

    /// What it adds to the score.
    pub fn weight(self) -> u8 {
        match self {
            License => 12,
            IntendedUse | Limitations | Evaluation => 10,
            Owners | Description | Task | Checksums => 8,
            Weights => 6,
            Library | Datasets => 5,
            Version => 4,
            Text | Sizes => 3,
        }
    }

    /// Its name for programs and addresses.
    pub fn id(self) -> &'static str {
        match self {
            License => "license",
            Owners => "owners",
            IntendedUse => "intended-use",
            Limitations => "limitations",
            Evaluation => "evaluation",
            Description => "description",
            Task => "task",
            Checksums => "checksums",
            Weights => "weights",
            Library => "library",
            Datasets => "datasets",
            Version => "version",
            Text => "text",
            Sizes => "sizes",
        }
    }

    /// Its name for people.
    pub fn title(self) -> &'static str {
        match self {
            License => "Licence",
            Owners => "Owner",
            IntendedUse => "Intended use",
            Limitations => "Limitations",
            Evaluation => "Evaluation",
            Description => "Description",
            Task => "Task",
            Checksums => "Checksums",
            Weights => "Weights",
            Library => "Library",
            Datasets => "Training data",
            Version => "Version",
            Text => "Text of the card",
            Sizes => "File sizes",
        }
    }

    /// What the card has to say for it.
    pub fn advice(self) -> &'static str {
        match self {
            License => "`license`, and `license_name` beside `license: other`",
            Owners => "`owners`: people or teams who answer for the model",
            IntendedUse => "`intended_use`, or a section “Intended use” with text in it",
            Limitations => "`limitations`, or a section “Limitations” with text in it",
            Evaluation => "`model-index` with at least one value for a task and a dataset",
            Description => "`description`, or a first paragraph that says what the model does",
            Task => "`pipeline_tag`",
            Checksums => "`sha256` for every entry of `weights`",
            Weights => "`weights`: where the files are, or Git LFS pointers beside the card",
            Library => "`library_name`",
            Datasets => "`datasets`: what the model was trained on",
            Version => "`version`, such as \"2.1.0\"",
            Text => "a text of at least 300 characters below the front matter",
            Sizes => "`size` for every entry of `weights`",
        }
    }
}

/// What a card says and what it lacks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Completeness(u16);

impl Completeness {
    /// Whether the card says it.
    pub fn has(self, aspect: Aspect) -> bool {
        self.0 & (1 << aspect as u16) != 0
    }

    /// What it lacks, the heaviest first.
    pub fn missing(self) -> impl Iterator<Item = Aspect> {
        Aspect::ALL.into_iter().filter(move |aspect| !self.has(*aspect))
    }

    /// The weights of all that the card says: 0 to 100.
    pub fn score(self) -> u8 {
        Aspect::ALL.into_iter().filter(|aspect| self.has(*aspect)).map(Aspect::weight).sum()
    }
}

/// What the card of a model says, and what it lacks.
pub fn completeness(model: &Own) -> Completeness {
    *model.asked.completeness.get_or_init(|| of(model))
}

fn of(model: &Own) -> Completeness {
    let card = &model.card;
    let stated = |word: &str| !matches!(word.trim().to_ascii_lowercase().as_str(), "" | "unknown" | "other");
    let named = card.license_name.is_some();
    let mut found = Sections {
        uses: !card.intended_use.uses.is_empty() || !card.intended_use.out_of_scope.is_empty(),
        limits: !card.limitations.is_empty(),
    };
    if !(found.uses && found.limits) {
        let text = sections(&model.body);
        found = Sections { uses: found.uses || text.uses, limits: found.limits || text.limits };
    }
    let measured = card.evaluations.iter().any(|evaluation| {
        evaluation.task.is_some()
            && (evaluation.dataset.is_some() || evaluation.dataset_name.is_some())
            && evaluation.metrics.iter().any(|metric| !metric.value.is_empty())
    });
    let every = |has: fn(&super::Artifact) -> bool| {
        let mut weights = model.artifacts.iter().filter(|artifact| artifact.role == "weights").peekable();
        weights.peek().is_some() && weights.all(has)
    };
    let holds = |aspect| match aspect {
        License => named || card.license.iter().any(|license| stated(&license.value)),
        Owners => !card.owners.is_empty(),
        IntendedUse => found.uses,
        Limitations => found.limits,
        Evaluation => measured,
        Description => model.description.chars().nth(SHORTEST_DESCRIPTION - 1).is_some(),
        Task => model.task.is_some(),
        Checksums => every(|artifact| artifact.sha256.is_some()),
        Weights => !model.artifacts.is_empty(),
        Library => model.library.is_some(),
        Datasets => !card.datasets.is_empty(),
        Version => card.version.is_some(),
        Text => model.body.trim().len() >= SHORTEST_TEXT,
        Sizes => every(|artifact| artifact.size.is_some()),
    };
    let bits = Aspect::ALL.into_iter().filter(|aspect| holds(*aspect));
    Completeness(bits.fold(0, |bits, aspect| bits | 1 << aspect as u16))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_weights_sum_up_to_a_hundred_and_the_heaviest_come_first() {
        assert_eq!(Aspect::ALL.into_iter().map(|aspect| u32::from(aspect.weight())).sum::<u32>(), 100);
        let missing: Vec<u8> = Completeness(0).missing().map(Aspect::weight).collect();
        assert!(missing.is_sorted_by(|a, b| a >= b), "{missing:?}");
        assert_eq!((Completeness(0).score(), Completeness((1 << 14) - 1).score()), (0, 100));
    }
}
