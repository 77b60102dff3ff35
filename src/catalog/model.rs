//! One model of the catalog.

use std::ops::Deref;
use std::sync::{Arc, OnceLock};

use super::artifact::Artifact;
use super::completeness::Completeness;
use super::date::Date;
use super::lineage::{Reference, Relation};
use super::model_card::ModelCard;
use super::model_id::ModelId;
use super::past::Past;
use super::version::Version;

/// A model: what its own files say, and how it stands among the others.
#[derive(Debug, Clone)]
pub struct Model {
    /// What its own files say. Catalogs of states in which they are the same share it.
    pub own: Arc<Own>,
    /// How the model came from its bases.
    pub relation: Option<Relation>,
    /// The models it came from.
    pub bases: Vec<Reference>,
    /// The models of this catalog that came from it, as ordinals, ascending.
    pub derived: Vec<u32>,
    /// The model that replaces it: `new_version`, else `deprecated.by`.
    pub successor: Option<Reference>,
    /// The collections that it is in, as ordinals, ascending.
    pub collections: Vec<u32>,
    /// What is wrong with the card, as text for its page: errors only.
    pub problems: Vec<String>,
}

/// What the files of a model's folder say, and git of the folder, whatever other models there are.
#[derive(Debug, Clone)]
pub struct Own {
    /// `org/name`.
    pub id: ModelId,
    /// The model's folder, relative to the hub.
    pub folder: String,
    /// The card's file, relative to the hub.
    pub card_path: String,
    /// The front matter.
    pub card: ModelCard,
    /// The card's text behind the front matter.
    pub body: String,
    /// The line of the file on which [`Own::body`] begins.
    pub body_line: u32,
    /// The card's title, else its first heading, else the name.
    pub title: String,
    /// The card's description, else its first paragraph, on one line.
    pub description: String,
    /// The task's id, from `pipeline_tag`, else from a tag that is a task.
    pub task: Option<String>,
    /// The library's id, from `library_name`, else from a tag that is a library.
    pub library: Option<String>,
    /// The weights: those of the card, then Git LFS pointers that the card does not name.
    pub artifacts: Vec<Artifact>,
    /// The other files of the folder: path and size in bytes.
    pub files: Vec<(String, u64)>,
    /// The current version and the earlier ones, the newest first; empty where neither the card nor a file names one.
    pub versions: Vec<Version>,
    /// First known date: of the first commit, else the card's.
    pub created: Option<Date>,
    /// Last change: of the last commit, else the card's date.
    pub updated: Option<Date>,
    /// The last commit that touched the folder: 40 hexadecimal digits.
    pub commit: Option<String>,
    /// What git tells of the folder; `None` where it tells nothing.
    pub past: Option<Box<Past>>,
    /// What follows from the card as it was read, once somebody asked.
    pub asked: Asked,
}

/// What follows from what a model's own files say, worked out once, however many catalogs share them.
#[derive(Debug, Clone, Default)]
pub struct Asked {
    /// The words by which others are found that speak of the same.
    pub(super) words: OnceLock<Vec<String>>,
    /// What the card says and what it lacks.
    pub(super) completeness: OnceLock<Completeness>,
}

/// A model is what its files say, and more.
impl Deref for Model {
    type Target = Own;

    fn deref(&self) -> &Own {
        &self.own
    }
}

impl Model {
    /// A model that stands alone.
    pub(super) fn alone(own: Arc<Own>, problems: Vec<String>) -> Self {
        Self {
            own,
            relation: None,
            bases: Vec::new(),
            derived: Vec::new(),
            successor: None,
            collections: Vec::new(),
            problems,
        }
    }
}

impl Own {
    /// Sum of the known sizes of the artifacts, in bytes; `None` when no size is known.
    pub fn size(&self) -> Option<u64> {
        size_of(&self.artifacts)
    }

    /// Number of parameters, as the card's first variant gives it: the sum over its files.
    pub fn parameters(&self) -> Option<u64> {
        let variant = self.artifacts.iter().find(|artifact| artifact.parameters.is_some())?.variant.clone();
        let files = self.artifacts.iter().filter(|artifact| artifact.variant == variant);
        let sum = files.filter_map(|artifact| artifact.parameters).fold(0, u64::saturating_add);
        Some(sum)
    }
}

/// Sum of the known sizes of artifacts, in bytes; `None` when no size is known.
pub fn size_of(artifacts: &[Artifact]) -> Option<u64> {
    artifacts.iter().filter_map(|artifact| artifact.size).reduce(u64::saturating_add)
}
