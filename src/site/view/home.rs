//! The home page and the page about the catalog.

use serde::Serialize;

use super::{ExtraField, TermItem};

/// `index.html`; the latest changed models are added as `items`, each a [`super::ModelItem`].
#[derive(Debug, Clone, Serialize)]
pub struct HomeView {
    /// The commonest tasks.
    pub tasks: Vec<TermItem>,
    /// The commonest libraries.
    pub libraries: Vec<TermItem>,
    /// The organisations with the most models.
    pub orgs: Vec<TermItem>,
    /// Some collections.
    pub collections: Vec<super::CollectionLink>,
    /// The latest changes.
    pub changes: Vec<super::ChangeItem>,
    /// Whether the models are ordered by date.
    pub dates_known: bool,
    /// Where a card goes in this hub, such as `models/<organisation>/<name>/README.md`, for an empty catalog.
    pub card_place: String,
}

/// The commonest terms of one kind.
#[derive(Debug, Clone, Serialize)]
pub struct ShortTerms {
    /// The section, as in [`super::TermsView`].
    pub section: &'static str,
    /// The section's name.
    pub heading: &'static str,
    /// The section's index page.
    pub path: String,
    /// How many terms there are in all.
    pub total: usize,
    /// The commonest.
    pub terms: Vec<TermItem>,
}

/// `about/index.html`.
#[derive(Debug, Clone, Serialize)]
pub struct AboutView {
    /// What the catalog was built from: counts, commit, generator.
    pub facts: Vec<ExtraField>,
    /// What the build has to say about cards that could not be read whole: `path:line:column: message`.
    pub problems: Vec<String>,
    /// How many problems were left out of the list.
    pub problems_left_out: usize,
    /// Why dates are unknown, where they are.
    pub dates_note: Option<String>,
    /// The index of the files for programs.
    pub api_path: String,
}
