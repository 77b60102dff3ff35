//! What pages show of trees of models.

use serde::Serialize;

use super::Pagination;

/// Where a model comes from, and what was made of it.
#[derive(Debug, Clone, Serialize)]
pub struct LineageView {
    /// The tree as an SVG, whose links all stand in the lists as well; `None` where it would show one model.
    pub drawing_html: Option<String>,
    /// The lists: what it comes from, what was made of it by relation, what replaces it.
    pub groups: Vec<LineageGroup>,
}

/// Models of one relation, each with those beyond it.
#[derive(Debug, Clone, Serialize)]
pub struct LineageGroup {
    /// Such as `Fine-tuned from` or `Quantised versions`.
    pub heading: String,
    /// How many there are, such as `3` or `3, and 12 with what was made of them`; may be empty.
    pub count: String,
    /// The models as a nested list.
    pub items: Vec<KinItem>,
}

/// One entry of a nested list that is written without recursion: behind an entry, open a list where it `opens` one; else end the entry,
/// and then as many lists, each with the entry that it stands in, as it `closes`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct KinItem {
    /// The model's id; empty for an entry that only tells how many were left out.
    pub id: String,
    /// Its page, when it is in this catalog; external otherwise.
    pub path: Option<String>,
    /// What else is to be said: the relation, `external`, `and 12 more`; may be empty.
    pub note: String,
    /// Whether a list of the next generation follows inside of this entry.
    pub opens: bool,
    /// How many lists end behind this entry.
    pub closes: usize,
}

/// `lineage/index.html`: the families of the catalog.
#[derive(Debug, Clone, Serialize)]
pub struct FamiliesView {
    /// The families of this page, the largest first.
    pub families: Vec<FamilyView>,
    /// Where this page stands.
    pub pagination: Pagination,
}

/// A model that comes from no model of the catalog, and what was made of it.
#[derive(Debug, Clone, Serialize)]
pub struct FamilyView {
    /// The first ancestor.
    pub root: KinItem,
    /// Fit for an element id.
    pub slug: String,
    /// How many models come from it, such as `34 models: 20 fine-tunes, 14 adapters`.
    pub count: String,
    /// The models as a nested list.
    pub items: Vec<KinItem>,
}
