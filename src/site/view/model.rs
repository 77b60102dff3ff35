//! The page of one model.

use serde::Serialize;

use super::{
    BadgeView, CommitView, CompletenessView, DateView, ExportView, Link, MarksView, PastView, PromotionsView,
    VersionsView,
};

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
    /// In a preview of a change: what it changes here.
    pub marks: Option<MarksView>,
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
    /// What the text is: `Model card`, or `Release notes` on the page of an earlier version.
    pub card_heading: &'static str,
    /// The card's body, sanitised HTML whose headings begin at h3; empty when the card has no body.
    pub card_html: String,
    /// The card's language for `<div lang>`, when it is not the site's.
    pub card_language: Option<String>,
    /// `ltr` or `rtl`, by the card's first letter.
    pub card_direction: &'static str,
    /// Evaluation results, a table for each task, dataset and setting.
    pub evaluations: Vec<EvaluationView>,
    /// Whether one of them claims verification.
    pub has_claims: bool,
    /// How metrics changed from version to version; those that two versions or more report.
    pub histories: Vec<HistoryView>,
    /// The weights and other files.
    pub files: FilesView,
    /// Where the model comes from, and what was made of it; `None` where it stands alone.
    pub lineage: Option<super::LineageView>,
    /// The collections that it is in.
    pub collections: Vec<super::Link>,
    /// The versions of the model; `None` where there is one at most.
    pub versions: Option<VersionsView>,
    /// What became of the versions; `None` where nothing is known of it.
    pub promotions: Option<PromotionsView>,
    /// The newest commits; `None` where git knows nothing, and on pages of earlier versions.
    pub changes: Option<PastView>,
    /// Models that stand near this one, the nearest first.
    pub related: Vec<RelatedModel>,
    /// BibTeX or plain citations.
    pub citations: Vec<String>,
    /// Front matter that Cardex has no place for, as written.
    pub additional: Vec<ExtraField>,
    /// Where this page comes from.
    pub source: SourceView,
    /// How complete the card is, and what it lacks; `None` for an earlier version.
    pub completeness: Option<CompletenessView>,
    /// The same facts for machines, the record in JSON first; none for an earlier version.
    pub exports: Vec<ExportView>,
    /// Badges, where they are written and the site has an address.
    pub badge_pictures: Option<BadgeView>,
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
    /// In a preview of a change: what stood here before, where that differs.
    pub was: Option<String>,
}

impl Fact {
    /// A fact as it is.
    pub fn new(label: &'static str, values: Vec<FactValue>) -> Self {
        Self { label, values, was: None }
    }
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
    /// `verification claimed` (the card carries the Hub's token, which nobody here can check) or `self-reported`.
    pub status: &'static str,
    /// Whether it is the former.
    pub claims: bool,
    /// Where the value was published.
    pub source: Option<FactValue>,
    /// Who reports it; may be empty.
    pub reporter: String,
    /// When it was measured.
    pub date: Option<DateView>,
    /// How it was measured; may be empty.
    pub notes: String,
    /// The file beside the card that states it; empty for the card itself.
    pub file: String,
    /// Where it stands among others: `3rd of 12`, with the way to the leaderboard.
    pub board: Option<Link>,
    /// In a preview of a change: the value before, where it differs; may be empty.
    pub was: String,
    /// In a preview: by how much, such as `+0.008`; may be empty.
    pub delta: String,
    /// In a preview: `better`, `worse`, `new`, or empty.
    pub verdict: &'static str,
}

/// One metric over the versions of a model.
#[derive(Debug, Clone, Serialize)]
pub struct HistoryView {
    /// The metric's name.
    pub metric: String,
    /// Dataset and setting; may be empty.
    pub on: String,
    /// `higher is better`, `lower is better`; empty where unknown.
    pub direction: &'static str,
    /// The chart: an `svg` element with a title and a description.
    pub chart_html: String,
    /// The same numbers, the oldest version first.
    pub rows: Vec<HistoryRow>,
}

/// One version's value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct HistoryRow {
    /// The version.
    pub version: String,
    /// Its date.
    pub date: Option<DateView>,
    /// The value, with its unit.
    pub value: String,
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

/// A model that stands near another one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RelatedModel {
    /// `org/name`.
    pub id: String,
    /// The part before the slash, with the slash; empty for a model without an organisation.
    pub org_prefix: String,
    /// The part after the slash.
    pub name: String,
    /// The model's page.
    pub path: String,
    /// One line about it; may be empty.
    pub description: String,
    /// Why it is shown, in words: `same base model`, `also Japanese speech recognition`.
    pub reasons: Vec<String>,
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
