//! A change of one model, and the two states of the hub that it lies between.

use crate::catalog::{Catalog, Deprecation, FieldChange, Model, ResultChange, WeightChange};
use crate::config::Config;
use crate::hub::Snapshot;

/// A state of the hub.
#[derive(Clone, Copy)]
pub struct Side<'a> {
    /// Its files.
    pub snapshot: &'a Snapshot,
    /// Its `hub.yaml`.
    pub config: &'a Config,
    /// What follows from them.
    pub catalog: &'a Catalog,
}

/// Two states of a hub, and what lies between them.
pub struct Compared<'a> {
    /// Before. Its `hub.yaml` says which gates there are: a change cannot relax the rules that it is held against.
    pub base: Side<'a>,
    /// After. Its `hub.yaml` says what the cards mean.
    pub head: Side<'a>,
    /// Every model whose files differ, by its id (the one after, where it has one).
    pub changes: Vec<Change>,
    /// Files outside the models' folders that differ, relative to the hub, sorted: `hub.yaml`, CODEOWNERS, waivers, collections,
    /// profiles, datasets.
    pub other_files: Vec<String>,
}

/// What happened to a model. One change may be several of these: renamed and updated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Action {
    /// It was not there.
    Added,
    /// It is not there any more.
    Removed,
    /// It had another id: the same weights, or nearly the same card.
    Renamed,
    /// It is deprecated now and was not before.
    Deprecated,
    /// Something of it is other than it was.
    Updated,
}

impl Action {
    /// In a word, such as `added`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Renamed => "renamed",
            Self::Deprecated => "deprecated",
            Self::Updated => "updated",
        }
    }
}

/// A model that differs.
#[derive(Debug, Clone, Default)]
pub struct Change {
    /// What happened, in the order of [`Action`], never empty.
    pub actions: Vec<Action>,
    /// The id: the one after, where it has one.
    pub id: String,
    /// The model before, as its place in the catalog of the base.
    pub before: Option<u32>,
    /// The model after, as its place in the catalog of the head.
    pub after: Option<u32>,
    /// The files of its folder that differ, relative to the hub (the path after, where there is one), sorted.
    pub files: Vec<String>,
    /// The current version.
    pub version: VersionChange,
    /// Keys of the front matter other than weights and results.
    pub fields: Vec<FieldChange>,
    /// Results of the current version.
    pub results: Vec<ResultChange>,
    /// Weights of the current version.
    pub weights: Vec<WeightChange>,
    /// Aliases that stand for another version, began to stand for one, or went.
    pub aliases: Vec<AliasMove>,
    /// Stages, of any version.
    pub stages: Vec<StageMove>,
    /// Who refers to it, in the state after (before, where it is gone).
    pub impact: Impact,
    /// Text.
    pub prose: Prose,
    /// How complete the card is, of 100, before and after.
    pub score: (Option<u8>, Option<u8>),
    /// The deprecation that is new.
    pub deprecated: Option<Deprecation>,
}

/// The version that the card is, before and after, and the files of earlier versions.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct VersionChange {
    /// Before.
    pub before: Option<String>,
    /// After.
    pub after: Option<String>,
    /// Earlier versions that have a file now and had none.
    pub frozen: Vec<String>,
    /// Earlier versions whose file differs.
    pub edited: Vec<String>,
    /// Earlier versions whose file is gone.
    pub dropped: Vec<String>,
}

/// A name that came to stand for another version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AliasMove {
    /// Such as `champion`.
    pub name: String,
    /// The version before.
    pub from: Option<String>,
    /// The version after.
    pub to: Option<String>,
}

/// A version that came to another stage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StageMove {
    /// The version; `None` where the model has none.
    pub version: Option<String>,
    /// The stage before.
    pub from: Option<String>,
    /// The stage after.
    pub to: Option<String>,
}

/// Who refers to a model.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Impact {
    /// Ids of models that name it as their base, sorted.
    pub derived: Vec<String>,
    /// Keys of collections that list it, sorted.
    pub collections: Vec<String>,
}

/// What became of the card's text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Prose {
    /// Words that came.
    pub added: usize,
    /// Words that went.
    pub removed: usize,
    /// Headings of the sections in which something differs, in the order of the text; empty text stands for what is above the
    /// first heading.
    pub sections: Vec<String>,
}

impl VersionChange {
    /// Whether something of it differs.
    pub fn is_some(&self) -> bool {
        self.before != self.after
            || [&self.frozen, &self.edited, &self.dropped].into_iter().any(|list| !list.is_empty())
    }
}

impl<'a> Compared<'a> {
    /// The model before.
    pub fn before(&self, change: &Change) -> Option<&'a Model> {
        change.before.map(|at| &self.base.catalog.models[at as usize])
    }

    /// The model after.
    pub fn after(&self, change: &Change) -> Option<&'a Model> {
        change.after.map(|at| &self.head.catalog.models[at as usize])
    }
}
