//! Who writes what: one writer for each path of the site.

use std::collections::HashSet;
use std::collections::hash_map::{Entry, HashMap};

use super::OutputError;
use super::site_path::{folders_above, key};

/// The paths written so far. Only asked by key, so the order of the maps never shows.
#[derive(Default)]
pub(super) struct Claims {
    by_key: HashMap<String, String>,
    folders: HashMap<String, String>,
}

impl Claims {
    /// Takes a path, unless it, or one that a file system may take for it, is taken already.
    pub(super) fn claim(&mut self, path: &str) -> Result<(), OutputError> {
        let wanted = key(path);
        let clash = |other: &String| OutputError::Clash { path: path.to_owned(), other: other.clone() };
        if let Some(other) = self.folders.get(&wanted) {
            return Err(clash(other));
        }
        for folder in folders_above(&wanted) {
            // What is a folder is no file: nothing above it needs a look either.
            if self.folders.contains_key(folder) {
                break;
            }
            if let Some(other) = self.by_key.get(folder) {
                return Err(clash(other));
            }
            self.folders.insert(folder.to_owned(), path.to_owned());
        }
        match self.by_key.entry(wanted) {
            Entry::Occupied(other) => Err(clash(other.get())),
            Entry::Vacant(free) => {
                free.insert(path.to_owned());
                Ok(())
            }
        }
    }

    /// All paths, sorted.
    pub(super) fn paths(&self) -> Vec<String> {
        let mut paths: Vec<String> = self.by_key.values().cloned().collect();
        paths.sort_unstable();
        paths
    }

    /// The keys of all files and folders.
    pub(super) fn keys(&self) -> HashSet<&str> {
        self.by_key.keys().chain(self.folders.keys()).map(String::as_str).collect()
    }

    /// Whether a file with this key was written.
    pub(super) fn has_file(&self, key: &str) -> bool {
        self.by_key.contains_key(key)
    }
}
