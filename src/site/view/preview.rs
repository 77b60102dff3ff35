//! A preview of a change: its banner, its page, and what a model's page marks.

use serde::Serialize;

use super::{ChangeRow, FactValue, Link, ResultRow, WeightRow};

/// What every page of a preview says.
#[derive(Debug, Clone, Serialize)]
pub struct BannerView {
    /// What the site is compared with.
    pub base: String,
    /// How many models are other than there: `3 models differ`.
    pub summary: String,
    /// The page that lists them.
    pub path: &'static str,
}

/// `preview/index.html`.
#[derive(Debug, Clone, Serialize)]
pub struct PreviewView {
    /// What the site is compared with.
    pub base: String,
    /// The models that differ.
    pub models: Vec<PreviewRow>,
    /// Files beside the models' folders that differ.
    pub files: Vec<String>,
}

/// A model that differs.
#[derive(Debug, Clone, Serialize)]
pub struct PreviewRow {
    /// The model; without a link where it is gone.
    pub model: FactValue,
    /// What happened, such as `added`.
    pub actions: Vec<&'static str>,
    /// What differs, in words: `license`, `2 results`, `weights`.
    pub what: Vec<String>,
}

/// What the page of a model marks.
#[derive(Debug, Clone, Serialize)]
pub struct MarksView {
    /// What happened, such as `updated`.
    pub actions: Vec<&'static str>,
    /// The id before, where it was another.
    pub old_id: Option<String>,
    /// The heads of the columns: what stands before, and after.
    pub before: Link,
    /// What stands after.
    pub after: Link,
    /// Results.
    pub results: Vec<ResultRow>,
    /// Files of weights.
    pub weights: Vec<WeightRow>,
    /// Fields of the card, then stages and aliases.
    pub fields: Vec<ChangeRow>,
    /// The card, around what differs.
    pub text: Vec<LineView>,
}

/// A line of a card that is compared.
#[derive(Debug, Clone, Serialize)]
pub struct LineView {
    /// `same`, `added`, `removed`, `gap`.
    pub kind: &'static str,
    /// The line.
    pub text: String,
}
