//! The files of a hub: which folders are models, and what their cards hold, untyped and with places.

mod card;
mod decode;
pub mod front_matter;
pub mod history;
mod ignore;
mod models;
mod worktree;

pub use card::CardSource;

pub use crate::file::ReadError;
use std::path::{Path, PathBuf};

use crate::config::{Config, Limits};
use crate::diagnostic::{Diagnostic, Parsed};
use crate::file;

/// The files of a hub at one moment. Their bytes are read on demand.
#[derive(Debug, Clone)]
pub struct Snapshot {
    root: PathBuf,
    /// The models, sorted by path.
    pub models: Vec<ModelFolder>,
    /// The data sets, sorted by path.
    pub datasets: Vec<CardFolder>,
    /// The organisations, sorted by path.
    pub orgs: Vec<CardFolder>,
    /// What was skipped or could not be read, sorted.
    pub diagnostics: Vec<Diagnostic>,
}

/// A folder that holds a card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CardFolder {
    /// The folder, relative to the hub: `models/acme/x`.
    pub path: String,
    /// Its path below the models (data sets, organisations) folder: `acme/x`, `x`, `a/b/c`.
    pub id: String,
    /// The card, relative to the hub: `models/acme/x/README.md`.
    pub card: String,
    /// The other files of the folder and of its subfolders that are not models themselves, sorted by path.
    pub files: Vec<HubFile>,
}

/// A folder that holds a model's card.
pub type ModelFolder = CardFolder;

/// A file beside a card.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct HubFile {
    /// The file, relative to the folder of its card.
    pub path: String,
    /// Its size in bytes.
    pub size: u64,
}

impl Snapshot {
    /// Walks the files of a hub. What cannot be read or is not followed becomes a diagnostic.
    ///
    /// # Errors
    /// When the hub or its models folder is missing or not a folder.
    pub fn of_worktree(root: &Path, config: &Config) -> Result<Snapshot, HubError> {
        worktree::walk(root, config)
    }

    /// The hub's folder, with links resolved.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Reads a file of the hub whole, up to `limit` bytes. `path` is relative to the hub.
    ///
    /// # Errors
    /// When it is missing, unreadable, larger than `limit`, not a regular file, or leads out of the hub.
    pub fn read(&self, path: &str, limit: u64) -> Result<Vec<u8>, ReadError> {
        file::read(&self.root, path, limit)
    }

    /// Whether there is such a file or folder in the hub: no link, nothing hidden. `path` is relative to the hub.
    pub fn exists(&self, path: &str) -> bool {
        let plain = path.split('/').all(|part| !part.is_empty() && !part.starts_with('.'));
        let found = self.root.join(path).symlink_metadata();
        plain && found.is_ok_and(|found| found.is_file() || found.is_dir())
    }

    /// Reads a card: front matter as a tree, body as text. `None` when there is nothing to show.
    pub fn card(&self, path: &str, limits: &Limits) -> Parsed<Option<CardSource>> {
        card::load(&self.root, path, limits)
    }
}

/// Why a hub could not be read at all.
#[derive(Debug, thiserror::Error)]
pub enum HubError {
    /// There is no folder to read.
    #[error("cannot read the hub {}: {source}", path.display())]
    Root {
        /// The folder as it was given.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// The hub's path is not a folder.
    #[error("the hub {} is not a folder", path.display())]
    NotAFolder {
        /// The path as it was given.
        path: PathBuf,
    },
    /// The models folder is missing.
    #[error("no models folder: looked for {}; name another with `--paths models=FOLDER` or `paths.models` in hub.yaml", path.display())]
    NoModels {
        /// The folder that was looked for.
        path: PathBuf,
    },
    /// The models folder is a link that leads out of the hub.
    #[error("the models folder {} leads out of the hub", path.display())]
    Outside {
        /// The folder as it was looked for.
        path: PathBuf,
    },
}
