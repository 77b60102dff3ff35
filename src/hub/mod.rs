//! The files of a hub: which folders are models, and what their cards hold, untyped and with places.

mod card;
mod changes;
mod decode;
mod differing;
pub mod front_matter;
mod globs;
pub mod history;
mod models;
mod tree;
mod worktree;

pub use card::CardSource;
pub use changes::{Change, Changes};
pub use differing::differing;
pub use globs::Globs;
pub use history::{AboveHub, CODE_OWNERS, Revision, RevisionError};

pub use crate::file::ReadError;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::config::{Config, Limits};
use crate::diagnostic::{Diagnostic, Parsed};
use crate::file;
use crate::yaml::Node;

/// The files of a hub at one moment. Their bytes are read on demand.
#[derive(Debug, Clone)]
pub struct Snapshot {
    root: PathBuf,
    /// The commit that the files are read from; the folder itself where there is none.
    revision: Option<Arc<Revision>>,
    /// The models, sorted by path.
    pub models: Vec<ModelFolder>,
    /// The data sets, sorted by path.
    pub datasets: Vec<CardFolder>,
    /// The organisations, sorted by path.
    pub orgs: Vec<CardFolder>,
    /// The collections, sorted by id: `<id>.md`, or a folder with a card.
    pub collections: Vec<CardFolder>,
    /// What was skipped or could not be read, sorted.
    pub diagnostics: Vec<Diagnostic>,
    /// By path, what files say that are about to be written.
    put: BTreeMap<String, Vec<u8>>,
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

    /// Walks the files of a hub as they were at a commit; they are read from git's objects.
    ///
    /// # Errors
    /// When the models folder is missing there.
    pub fn of_revision(revision: &Arc<Revision>, config: &Config) -> Result<Snapshot, HubError> {
        tree::walk(revision, config)
    }

    /// A commit at which the hub has no folder of models: before its first card, or after its last.
    pub fn empty(revision: &Arc<Revision>) -> Snapshot {
        Snapshot {
            root: revision.root().to_owned(),
            revision: Some(Arc::clone(revision)),
            models: Vec::new(),
            datasets: Vec::new(),
            orgs: Vec::new(),
            collections: Vec::new(),
            diagnostics: Vec::new(),
            put: BTreeMap::new(),
        }
    }

    /// The commit that the files are read from; none where they lie in a folder.
    pub fn revision(&self) -> Option<&Revision> {
        self.revision.as_deref()
    }

    /// The cards and the files beside them, relative to the hub.
    fn paths(&self) -> Vec<String> {
        let folders = [&self.models, &self.datasets, &self.orgs, &self.collections].into_iter().flatten();
        let paths = folders.flat_map(|folder| {
            let beside = folder.files.iter().map(|file| format!("{}/{}", folder.path, file.path));
            std::iter::once(folder.card.clone()).chain(beside)
        });
        paths.collect()
    }

    /// The hub's folder, with links resolved; of a commit, the folder in the working tree.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Reads a file of the hub whole, up to `limit` bytes. `path` is relative to the hub.
    ///
    /// # Errors
    /// When it is missing, unreadable, larger than `limit`, not a regular file, or leads out of the hub.
    pub fn read(&self, path: &str, limit: u64) -> Result<Vec<u8>, ReadError> {
        match (self.put.get(path), &self.revision) {
            (Some(bytes), _) => Ok(bytes.clone()),
            (None, Some(revision)) => revision.read(path, limit),
            (None, None) => file::read(&self.root, path, limit),
        }
    }

    /// From now on this snapshot has other bytes for a file of the hub; the file itself stays as it is.
    pub fn put(&mut self, path: &str, bytes: Vec<u8>) {
        self.put.insert(path.to_owned(), bytes);
    }

    /// Writes a file that still holds `before`, whole or not at all; its mode stays. `path` is relative to the hub.
    ///
    /// # Errors
    /// When it is no regular file, a link or behind one, holds something else by now, or the system refuses.
    pub fn replace(&self, path: &str, before: &[u8], after: &[u8]) -> std::io::Result<()> {
        file::replace(&self.root, path, before, after)
    }

    /// Writes a new file, with the folders on its way. `path` is relative to the hub.
    ///
    /// # Errors
    /// When there is such a file, a part of the path is a link or leads out of the hub, or the system refuses.
    pub fn create(&self, path: &str, bytes: &[u8]) -> std::io::Result<()> {
        file::create(&self.root, path, bytes)
    }

    /// Whether there is such a file or folder in the hub: no link, nothing hidden. `path` is relative to the hub.
    pub fn exists(&self, path: &str) -> bool {
        let plain = path.split('/').all(|part| !part.is_empty() && !part.starts_with('.'));
        if let Some(revision) = &self.revision {
            return plain && revision.exists(path) && !revision.is_link(path);
        }
        let found = self.root.join(path).symlink_metadata();
        plain && found.is_ok_and(|found| found.is_file() || found.is_dir())
    }

    /// Reads a file that is YAML as a whole, as a tree with places. `None` when nothing of it could be read.
    pub fn yaml(&self, path: &str, limits: &Limits) -> Parsed<Option<Node>> {
        card::load_yaml(self.read(path, limits.front_matter_bytes), path, limits)
    }

    /// Reads a card: front matter as a tree, body as text. `None` when there is nothing to show.
    pub fn card(&self, path: &str, limits: &Limits) -> Parsed<Option<CardSource>> {
        card::load(self.read(path, limits.card_bytes), path, limits)
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
