//! A preview: the site as a change would make it, with what it changes marked.

use std::collections::BTreeMap;

use crate::catalog::{Difference, FieldChange};

/// What a preview marks.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Preview {
    /// What the site is compared with, such as `main`.
    pub base: String,
    /// The models of the catalog that differ, by ordinal.
    pub models: BTreeMap<usize, Changed>,
    /// Ids of models that are gone, sorted.
    pub removed: Vec<String>,
    /// Files beside the models' folders that differ, sorted.
    pub files: Vec<String>,
}

/// A model that differs.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Changed {
    /// What happened to it, in words: `added`, `updated`.
    pub actions: Vec<&'static str>,
    /// The id before, where it had another one.
    pub old_id: Option<String>,
    /// Its version before and after.
    pub version: (Option<String>, Option<String>),
    /// Fields, results and weights.
    pub difference: Difference,
    /// Stages, aliases and the like.
    pub state: Vec<FieldChange>,
    /// The card before and after, around what differs.
    pub text: Vec<TextLine>,
}

/// A line of a card that is compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextLine {
    /// What became of it.
    pub kind: LineKind,
    /// The line, without its end.
    pub text: String,
}

/// What became of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineKind {
    /// It is in both.
    Same,
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// Lines are left out here.
    Gap,
}

impl Changed {
    /// Whether the model was not there before.
    pub(super) fn is_new(&self) -> bool {
        self.actions.contains(&"added")
    }
}
