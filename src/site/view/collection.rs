//! What the pages of collections show.

use serde::Serialize;

use super::{FactValue, Link, ModelItem};

/// `collections/index.html`.
#[derive(Debug, Clone, Serialize)]
pub struct CollectionsView {
    /// All collections.
    pub collections: Vec<CollectionLink>,
}

/// A collection in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CollectionLink {
    /// Its title.
    pub title: String,
    /// Its description; may be empty.
    pub description: String,
    /// Its page.
    pub path: String,
    /// How many items it has.
    pub count: usize,
}

/// The page of one collection.
#[derive(Debug, Clone, Serialize)]
pub struct CollectionView {
    /// Its title.
    pub title: String,
    /// Its description; may be empty.
    pub description: String,
    /// Who looks after it.
    pub owners: Vec<FactValue>,
    /// What is in it, in order.
    pub items: Vec<CollectionItem>,
    /// Its models side by side; `None` where there are fewer than two.
    pub table: Option<ComparisonView>,
    /// The page that compares its first models.
    pub compare_path: Option<String>,
    /// Its text, sanitised.
    pub card_html: Option<String>,
    /// `ltr` or `rtl`, by its first letter.
    pub card_direction: &'static str,
    /// Its card in the hub, and where that can be edited.
    pub source: FactValue,
}

/// One thing in a collection.
#[derive(Debug, Clone, Serialize)]
pub struct CollectionItem {
    /// `model`, `dataset`, `page`, or `missing` for what is not in the catalog.
    pub kind: &'static str,
    /// The entry of a model in a list; for the other kinds `None`.
    pub model: Option<ModelItem>,
    /// The version that is meant, with its page.
    pub version: Option<Link>,
    /// What the item is called, with where it leads.
    pub link: FactValue,
    /// What it is; may be empty.
    pub description: String,
    /// Why it is in the collection; may be empty.
    pub note: String,
}

/// Models side by side, a row each.
#[derive(Debug, Clone, Serialize)]
pub struct ComparisonView {
    /// Results that several of the models report.
    pub results: Vec<ComparedResult>,
    /// The models.
    pub rows: Vec<ComparisonRow>,
    /// How many models were left out.
    pub left_out: usize,
}

/// A result that several models report, measured alike.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ComparedResult {
    /// The metric.
    pub metric: String,
    /// What it was measured on.
    pub on: String,
    /// `higher is better`, `lower is better`; empty where unknown.
    pub direction: &'static str,
}

/// A model in a comparison.
#[derive(Debug, Clone, Serialize)]
pub struct ComparisonRow {
    /// The model.
    pub model: Link,
    /// Its task.
    pub task: Option<Link>,
    /// Its licences.
    pub license: Option<Link>,
    /// Its number of parameters.
    pub parameters: Option<String>,
    /// The size of its weights.
    pub size: Option<String>,
    /// A value for each of the results; empty where the model does not report it.
    pub values: Vec<ComparedValue>,
}

/// A value in a comparison.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct ComparedValue {
    /// The value as the card writes it, with its unit; empty where it is not reported.
    pub text: String,
    /// Whether no other in the comparison is better; never where the better direction is unknown.
    pub is_best: bool,
}
