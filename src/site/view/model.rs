//! The page of one model.

use serde::Serialize;

use super::{CommitView, DateView, Link};

/// `models/<org>/<name>/index.html`.
#[derive(Debug, Clone, Serialize)]
pub struct ModelView {
    /// `org/name`.
    pub id: String,
    /// The organisation's page; `None` for a model without one.
    pub org: Option<Link>,
    /// The part of the id after the organisation.
    pub name: String,
    /// The page's heading: the card's title, else the name.
    pub title: String,
    /// One or two sentences; may be empty.
    pub description: String,
    /// Version, stage, deprecation, kind.
    pub badges: Vec<Badge>,
    /// Task, library and licence in a line under the title.
    pub summary: Vec<Link>,
    /// What a reader must know first: deprecated, newer version, access conditions, problems in the card.
    pub notices: Vec<Notice>,
    /// A picture of the model (`thumbnail`), copied beside the page.
    pub thumbnail_path: Option<String>,
    /// How to load the model, one entry per library.
    pub snippets: Vec<SnippetView>,
    /// How to fetch and verify the weights.
    pub download: Option<SnippetView>,
    /// Facts in order; a fact that the card does not state has no values.
    pub facts: Vec<Fact>,
    /// All tags.
    pub tags: Vec<Link>,
    /// External links of the card (paper, repository, demo …).
    pub links: Vec<FactValue>,
    /// Intended use, limitations and risk from the front matter.
    pub usage: UseView,
    /// Inputs and outputs.
    pub signature: Option<SignatureView>,
    /// Table of contents of the card.
    pub contents: Vec<Contents>,
    /// The card's body, sanitised HTML whose headings begin at h3; empty when the card has no body.
    pub card_html: String,
    /// The card's language for `<div lang>`, when it is not the site's.
    pub card_language: Option<String>,
    /// `rtl` when the card is written from right to left, else `auto`.
    pub card_direction: &'static str,
    /// Evaluation results, a table for each task, dataset and setting.
    pub evaluations: Vec<EvaluationView>,
    /// The weights and other files.
    pub files: FilesView,
    /// Where the model comes from, and what was made of it.
    pub lineage: Vec<LineageGroup>,
    /// BibTeX or plain citations.
    pub citations: Vec<String>,
    /// Front matter that Cardex has no place for, as written.
    pub additional: Vec<ExtraField>,
    /// Where this page comes from.
    pub source: SourceView,
    /// The same facts for machines.
    pub api_path: String,
}

/// A small label.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Badge {
    /// What it says.
    pub text: String,
    /// `neutral`, `info`, `ok`, `warn` or `bad`; never the only carrier of the meaning.
    pub tone: &'static str,
}

/// A banner at the head of the page.
#[derive(Debug, Clone, Serialize)]
pub struct Notice {
    /// `info`, `warn` or `bad`.
    pub tone: &'static str,
    /// A short heading, such as `Deprecated`.
    pub heading: String,
    /// The text.
    pub text: String,
    /// A model to use instead, or the like.
    pub link: Option<Link>,
}

/// A piece of code to copy.
#[derive(Debug, Clone, Serialize)]
pub struct SnippetView {
    /// Unique in the page; fit for an element id.
    pub slug: String,
    /// The tab's name, such as `Transformers`.
    pub label: String,
    /// The language's name, such as `python`.
    pub language: String,
    /// How to install what the code needs.
    pub install: Option<String>,
    /// The code as text, for copying.
    pub code: String,
    /// The code, highlighted.
    pub code_html: String,
}

/// One row of the facts.
#[derive(Debug, Clone, Serialize)]
pub struct Fact {
    /// Its name.
    pub label: &'static str,
    /// Its values; empty means not stated.
    pub values: Vec<FactValue>,
}

/// A value that may be a link; at most one of `path` and `url` is set.
#[derive(Debug, Clone, Default, Serialize)]
pub struct FactValue {
    /// What it says.
    pub text: String,
    /// A page of the catalog.
    pub path: Option<String>,
    /// An address elsewhere.
    pub url: Option<String>,
    /// More about it, such as the exact number.
    pub hint: Option<String>,
}

/// Intended use, limitations and risk.
#[derive(Debug, Clone, Default, Serialize)]
pub struct UseView {
    /// Whether there is anything to show.
    pub stated: bool,
    /// What it is meant for.
    pub uses: Vec<String>,
    /// Whom it is meant for.
    pub users: Vec<String>,
    /// What it is not meant for.
    pub out_of_scope: Vec<String>,
    /// What it cannot do.
    pub limitations: Vec<String>,
    /// The level of risk with its tone.
    pub risk: Option<Badge>,
    /// Why it is at that level.
    pub risk_rationale: Option<String>,
    /// What is done about it.
    pub mitigations: Vec<String>,
}

/// What goes in and what comes out.
#[derive(Debug, Clone, Serialize)]
pub struct SignatureView {
    /// Inputs.
    pub inputs: Vec<TensorView>,
    /// Outputs.
    pub outputs: Vec<TensorView>,
}

/// One input or output.
#[derive(Debug, Clone, Default, Serialize)]
pub struct TensorView {
    /// Its name.
    pub name: String,
    /// `tensor`, `string` …
    pub kind: String,
    /// `float32` …
    pub dtype: String,
    /// Such as `[-1, 3]`; -1 stands for any length.
    pub shape: String,
    /// What it holds.
    pub description: String,
}

/// One heading of the card.
#[derive(Debug, Clone, Serialize)]
pub struct Contents {
    /// 3 to 6, as in the page.
    pub level: u8,
    /// Its text.
    pub text: String,
    /// Its element id.
    pub id: String,
}

/// Results on one dataset under one setting.
#[derive(Debug, Clone, Serialize)]
pub struct EvaluationView {
    /// Unique in the page; fit for an element id.
    pub slug: String,
    /// The task's name.
    pub task: String,
    /// The dataset, with its page.
    pub dataset: FactValue,
    /// Configuration, split and revision, such as `config en · split test`.
    pub setting: String,
    /// One row for each metric.
    pub rows: Vec<EvaluationRow>,
}

/// One measured value.
#[derive(Debug, Clone, Serialize)]
pub struct EvaluationRow {
    /// The metric's name.
    pub metric: String,
    /// The value as written in the card.
    pub value: String,
    /// `higher is better`, `lower is better`; empty where unknown.
    pub direction: &'static str,
    /// `marked verified` (the card carries the Hub's token, which nobody here can check) or `self-reported`.
    pub status: &'static str,
    /// Where the value was published.
    pub source: Option<FactValue>,
}

/// The weights and other files of a model.
#[derive(Debug, Clone, Default, Serialize)]
pub struct FilesView {
    /// One row for each file.
    pub rows: Vec<FileView>,
    /// Sum of the known sizes, such as `1.2 GB`.
    pub total: Option<String>,
    /// The same in bytes, with thousands separated.
    pub total_bytes: Option<String>,
    /// Whether some size is not recorded, so that the total is a lower bound.
    pub total_partial: bool,
    /// A warning about pickle formats.
    pub pickle_warning: bool,
    /// How many files were left out of the table (a model with thousands of files).
    pub left_out: usize,
}

/// One file.
#[derive(Debug, Clone, Serialize)]
pub struct FileView {
    /// Its name.
    pub name: String,
    /// `weights`, `config`, `tokenizer`, `code`, `doc` or `file`.
    pub role: String,
    /// The format's name, such as `safetensors`.
    pub format: String,
    /// Data type, quantisation and variant, joined; may be empty.
    pub detail: String,
    /// Such as `438 MB`.
    pub size: Option<String>,
    /// Exact bytes, with thousands separated.
    pub bytes: Option<String>,
    /// 64 hexadecimal digits.
    pub sha256: Option<String>,
    /// Where it is stored: `S3`, `Google Cloud Storage`, `Azure Blob Storage`, `HTTPS`, `Git LFS`, `In this repository` …
    pub storage: String,
    /// The address as the card gives it, without credentials.
    pub uri: String,
    /// A link that a browser can follow.
    pub url: Option<String>,
    /// A copy beside the page.
    pub path: Option<String>,
}

/// Models of one relation.
#[derive(Debug, Clone, Serialize)]
pub struct LineageGroup {
    /// Such as `Fine-tuned from` or `Quantised versions`.
    pub heading: String,
    /// The models.
    pub models: Vec<LineageLink>,
    /// How many were left out.
    pub left_out: usize,
}

/// One model of the lineage.
#[derive(Debug, Clone, Serialize)]
pub struct LineageLink {
    /// The model's id.
    pub id: String,
    /// Its page, when it is in this catalog; external otherwise.
    pub path: Option<String>,
}

/// A key and a value, as text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ExtraField {
    /// The key.
    pub key: String,
    /// The value; may have several lines.
    pub value: String,
}

/// Where the page comes from.
#[derive(Debug, Clone, Serialize)]
pub struct SourceView {
    /// The card's file in the hub.
    pub card: String,
    /// Where it can be read.
    pub view_url: Option<String>,
    /// Where a change can be suggested.
    pub edit_url: Option<String>,
    /// Where its history can be read.
    pub history_url: Option<String>,
    /// The last commit that changed the model.
    pub commit: Option<CommitView>,
    /// First known date.
    pub created: Option<DateView>,
    /// Last change.
    pub updated: Option<DateView>,
}
