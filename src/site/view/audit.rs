//! The register, and the health of the catalog.

use serde::Serialize;

use super::{Badge, ChartView, ExtraField, Link, Pagination};

/// `register/index.html` and `register/page/N/index.html`.
#[derive(Debug, Clone, Serialize)]
pub struct RegisterView {
    /// How many models there are of each level of risk, and how many lack an approval.
    pub facts: Vec<ExtraField>,
    /// One row for each model, the highest risk first.
    pub rows: Vec<RegisterRow>,
    /// Where this page stands.
    pub pagination: Pagination,
    /// The same for programs and spreadsheets.
    pub downloads: Vec<ExportView>,
}

/// One model of the register; what its card does not state is empty.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RegisterRow {
    /// The model.
    pub model: Link,
    /// Version, stage, deprecated: in a line; may be empty.
    pub state: String,
    /// The level of risk.
    pub risk: Option<Badge>,
    /// Why.
    pub rationale: String,
    /// Approved, by whom and when; may be empty.
    pub approval: String,
    /// Who answers for the model.
    pub owners: String,
    /// The licences.
    pub license: String,
    /// What they ask for.
    pub family: String,
    /// What the model is meant for; may be cut.
    pub uses: String,
    /// What it is not meant for; may be cut.
    pub out_of_scope: String,
    /// What an auditor will miss; in a line.
    pub missing: String,
}

/// `health/index.html`.
#[derive(Debug, Clone, Serialize)]
pub struct HealthView {
    /// The mean, and how many cards are complete.
    pub facts: Vec<ExtraField>,
    /// How the scores are spread; `None` without models.
    pub chart: Option<ChartView>,
    /// What cards can say, the heaviest first.
    pub aspects: Vec<AspectView>,
    /// The least complete models of those that are in production, else of all.
    pub lowest: Vec<ScoreRow>,
    /// What `lowest` is headed.
    pub lowest_heading: &'static str,
    /// The same for programs and spreadsheets.
    pub downloads: Vec<ExportView>,
}

/// One thing that a card can say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AspectView {
    /// Its name.
    pub title: &'static str,
    /// What the card has to say for it; `…` is code.
    pub advice_html: String,
    /// What it adds to a score of 100.
    pub weight: u8,
    /// How many models lack it, with thousands separated.
    pub lacking: String,
    /// Their share, such as `12 %`.
    pub share: String,
    /// The list of these models; `None` where no model lacks it.
    pub path: Option<String>,
}

/// `health/<aspect>/index.html`: the models that lack one thing.
#[derive(Debug, Clone, Serialize)]
pub struct LackingView {
    /// What they lack.
    pub aspect: AspectView,
    /// The models, the least complete first.
    pub rows: Vec<ScoreRow>,
    /// How many were left out.
    pub left_out: usize,
    /// The list of models with the same filter, where it has one. Filters need scripts.
    pub filter_path: Option<String>,
    /// All of them for programs and spreadsheets.
    pub downloads: Vec<ExportView>,
}

/// How complete a model's card is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ScoreRow {
    /// The model.
    pub model: Link,
    /// Who answers for it.
    pub owners: String,
    /// 0 to 100.
    pub score: u8,
    /// What else it lacks, in a line.
    pub missing: String,
}

/// A file for programs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ExportView {
    /// What people call its form.
    pub label: &'static str,
    /// The file.
    pub path: String,
}

/// How complete a card is, on the model's page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CompletenessView {
    /// 0 to 100.
    pub score: u8,
    /// What it lacks, the heaviest first.
    pub missing: Vec<MissingView>,
}

/// One thing that a card lacks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MissingView {
    /// Its name.
    pub title: &'static str,
    /// What it would add to the score.
    pub weight: u8,
    /// What the card has to say for it; `…` is code.
    pub advice_html: String,
}

/// The badges of a model.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BadgeView {
    /// The pictures.
    pub paths: Vec<String>,
    /// Markdown that shows them elsewhere.
    pub markdown: String,
}
