//! The versions of a model: as a table on its pages, and what changed between two of them.

use serde::Serialize;

use super::{Badge, DateView, FactValue, Link};

/// The versions of a model, the newest first.
#[derive(Debug, Clone, Serialize)]
pub struct VersionsView {
    /// What the page at hand shows, such as `2.1.0`; empty where the card names no version.
    pub here: String,
    /// Whether that is the current version.
    pub here_is_current: bool,
    /// The versions.
    pub rows: Vec<VersionRow>,
    /// Versions that are not in the table.
    pub left_out: usize,
    /// The metric that the column of results shows; empty where no version has a result.
    pub metric: String,
    /// The dataset that it was measured on.
    pub metric_on: String,
    /// The way to the version before this one and the one after it.
    pub older: Option<Link>,
    /// The way to the version after this one.
    pub newer: Option<Link>,
}

/// One version.
#[derive(Debug, Clone, Serialize)]
pub struct VersionRow {
    /// Its name.
    pub label: String,
    /// Its page.
    pub path: String,
    /// Whether it is the page at hand.
    pub here: bool,
    /// Whether it is what the card describes.
    pub current: bool,
    /// Stage and deprecation.
    pub badges: Vec<Badge>,
    /// The aliases that stand for it.
    pub aliases: Vec<AliasView>,
    /// The day that it says.
    pub date: Option<DateView>,
    /// The size of its weights.
    pub size: Option<String>,
    /// The result that the column shows, as written.
    pub value: Option<String>,
    /// How it differs from the version before it, such as `+0.008`.
    pub delta: Option<String>,
    /// `better` or `worse`; empty where equal or unknown.
    pub verdict: &'static str,
    /// The page that tells what it changed.
    pub changes_path: Option<String>,
}

/// An alias.
#[derive(Debug, Clone, Serialize)]
pub struct AliasView {
    /// Its name.
    pub name: String,
    /// Whether a move of it has to be approved.
    pub protected: bool,
    /// The page that leads to the version that it stands for.
    pub path: String,
}

/// `models/<org>/<name>/v/<version>/changes/index.html`.
#[derive(Debug, Clone, Serialize)]
pub struct ChangesView {
    /// `org/name`.
    pub id: String,
    /// The model's page.
    pub model: Link,
    /// The older version.
    pub before: Link,
    /// The newer version.
    pub after: Link,
    /// The days that they say.
    pub before_date: Option<DateView>,
    /// The day of the newer one.
    pub after_date: Option<DateView>,
    /// Keys of the front matter.
    pub fields: Vec<ChangeRow>,
    /// Results.
    pub results: Vec<ResultRow>,
    /// Files of weights.
    pub weights: Vec<WeightRow>,
    /// The same for the version before, and the one after.
    pub older: Option<Link>,
    /// The changes of the version after.
    pub newer: Option<Link>,
}

/// A value before and after.
#[derive(Debug, Clone, Serialize)]
pub struct ChangeRow {
    /// The key.
    pub key: String,
    /// Before; empty where it was not stated.
    pub before: String,
    /// After; empty where it is not stated any more.
    pub after: String,
}

/// A result before and after.
#[derive(Debug, Clone, Serialize)]
pub struct ResultRow {
    /// What was measured: the metric.
    pub metric: String,
    /// On what: task, dataset, setting.
    pub on: String,
    /// Before; empty where there was none.
    pub before: String,
    /// After; empty where there is none.
    pub after: String,
    /// The difference, such as `+0.008`; empty where they are no numbers.
    pub delta: String,
    /// `better`, `worse`, `new`, `removed`, or empty.
    pub verdict: &'static str,
}

/// A file before and after.
#[derive(Debug, Clone, Serialize)]
pub struct WeightRow {
    /// The file.
    pub path: String,
    /// `new`, `removed`, `content changed`, `details changed`.
    pub verdict: &'static str,
    /// What is to be said of both: size, SHA-256, address, format, parameters.
    pub rows: Vec<ChangeRow>,
}

/// A page that leads on to another one.
#[derive(Debug, Clone, Serialize)]
pub struct RedirectView {
    /// What the address stands for, such as `acme/lamp@champion`.
    pub name: String,
    /// What it stands for now.
    pub target: FactValue,
}
