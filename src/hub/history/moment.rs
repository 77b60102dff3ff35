//! What the branch showed at a moment: the folders with cards of the last commit until then.

use std::collections::HashMap;

use gix_hash::ObjectId;

use crate::hub::models::{Folder, card_folders};
use crate::hub::{Globs, HubFile};

use super::archive::{Archive, Files, Look};
use super::changes::Entry;
use super::objects::Reader;
use super::{Commit, Unreadable};

/// How deep folders may nest.
const DEEPEST: usize = 32;

/// Most folders that are walked.
const MOST_FOLDERS: usize = 1_000_000;

/// The hub at a moment.
#[derive(Debug)]
pub struct Moment {
    /// The last commit that the branch had.
    pub commit: Commit,
    /// The models by id, each with the path of its card in its folder and the files that were asked for; sorted.
    pub models: Vec<(String, String, Files)>,
}

impl Archive {
    /// The oldest commit that the branch led to, and whether a shallow clone is cut off there.
    #[must_use]
    pub fn beginning(&self) -> (Commit, bool) {
        let mut position = 0;
        while let Some(&parent) = self.commits.nodes()[position].parents.first() {
            position = parent;
        }
        (self.commits.describe(position), self.commits.nodes()[position].cut_off)
    }

    /// The models as the branch showed them at a moment, in seconds since the epoch; `None` where its history begins later. `models` is their folder in the
    /// hub. Of each model the files are read that `wanted` wants, as in [`Archive::states`].
    ///
    /// The commit is the one that `git rev-list -1 --first-parent --before` finds.
    ///
    /// # Errors
    /// When an object is missing or damaged, in words for a reader.
    pub fn at(
        &self,
        moment: i64,
        models: &str,
        ignore: &Globs,
        wanted: &(dyn Fn(&str) -> bool + Sync),
    ) -> Result<Option<Moment>, String> {
        let nodes = self.commits.nodes();
        let mut position = 0;
        while nodes[position].time > moment {
            match nodes[position].parents.first() {
                Some(&parent) => position = parent,
                None => return Ok(None),
            }
        }
        let mut reader = self.objects.reader();
        let found = self.models_of(nodes[position].tree, models, ignore, &mut reader);
        let read = |folders: Vec<(String, String, ObjectId)>| {
            let mut look = Look { reader: &mut reader, known: HashMap::new(), wanted };
            folders.into_iter().map(|(id, card, tree)| Ok((id, card, look.files(tree)?))).collect()
        };
        let models = found.and_then(read).map_err(|reason: Unreadable| reason.to_string())?;
        Ok(Some(Moment { commit: self.commits.describe(position), models }))
    }

    /// The models of a tree: id, card, and the folder's tree.
    fn models_of(
        &self,
        top: ObjectId,
        models: &str,
        ignore: &Globs,
        reader: &mut Reader<'_>,
    ) -> Result<Vec<(String, String, ObjectId)>, Unreadable> {
        let below = models.split('/').filter(|name| !matches!(*name, "" | "."));
        let mut tree = top;
        for name in self.prefix.iter().map(Vec::as_slice).chain(below.map(str::as_bytes)) {
            match entry(&reader.tree(tree)?, name).and_then(Entry::as_tree) {
                Some(found) => tree = found,
                None => return Ok(Vec::new()),
            }
        }
        let section = if models == "." { "" } else { models };
        let mut folders = vec![Folder::new(section.to_owned(), 0, None)];
        let mut trees = HashMap::from([(section.to_owned(), tree)]);
        let mut open = vec![(0, 0, tree)];
        while let Some((number, depth, tree)) = open.pop() {
            let bytes = reader.tree(tree)?;
            let mut rest = bytes.as_slice();
            while let Some((entry, next)) = Entry::split(rest) {
                rest = next;
                let Ok(name) = std::str::from_utf8(entry.name) else { continue };
                let path = folders[number].join(name);
                if name.starts_with('.') || ignore.file(&path) {
                    continue;
                }
                if let Some(tree) = entry.as_tree() {
                    if depth < DEEPEST && folders.len() < MOST_FOLDERS && !ignore.folder(&path) {
                        open.push((folders.len(), depth + 1, tree));
                        folders.push(Folder::new(path.clone(), depth + 1, Some(number)));
                        trees.insert(path, tree);
                    }
                } else if name.eq_ignore_ascii_case("README.md") && entry.is_file {
                    folders[number].cards.push(name.to_owned());
                    folders[number].files.push(HubFile { path: name.to_owned(), size: 0 });
                }
            }
        }
        let found = card_folders(folders, &mut Vec::new()).into_iter();
        let mut models: Vec<_> = found
            .filter_map(|folder| {
                let tree = *trees.get(&folder.path)?;
                let card = folder.card.strip_prefix(&folder.path)?.trim_start_matches('/').to_owned();
                Some((folder.id, card, tree))
            })
            .collect();
        models.sort();
        Ok(models)
    }
}

fn entry<'t>(tree: &'t [u8], name: &[u8]) -> Option<Entry<'t>> {
    let mut rest = tree;
    while let Some((entry, next)) = Entry::split(rest) {
        if entry.name == name {
            return Some(entry);
        }
        rest = next;
    }
    None
}
