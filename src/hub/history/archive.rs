//! What the files of a folder said, commit by commit.
//!
//! The states are those that the branch showed: from commit to first parent. What a merge brought in is a single step
//! there, and its own commits stand beside it, so that one can tell who made a change and when it came to be in force.

use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

use gix_hash::ObjectId;

use super::changes::{Changes, Entry, GONE};
use super::objects::Objects;
use super::objects::Reader;
use super::walk::Commits;
use super::{Commit, Unreadable};

/// Newest states of a folder that are looked into.
const MOST_STATES: usize = 200;

/// Commits of a merge that are looked into.
const MOST_MERGED: usize = 50;

/// Files of one state that are read, beyond which a folder is no model's.
const MOST_FILES: usize = 1_000;

/// The history of a hub, to look into.
pub struct Archive {
    pub(super) objects: Objects,
    /// The way from the top of the working tree down to the hub.
    pub(super) prefix: Vec<Vec<u8>>,
    pub(super) commits: Commits,
    pub(super) changes: Changes,
    /// For each folder the commits that changed what the branch shows, the newest first, as positions in `commits`.
    pub(super) shown: Vec<Vec<u32>>,
    /// The folders' numbers.
    pub(super) numbers: BTreeMap<String, usize>,
}

/// Reads objects for one thread, and remembers the recent ones.
pub struct Lens<'a>(Reader<'a>);

/// Files by their path in the folder.
pub type Files = BTreeMap<String, Rc<Vec<u8>>>;

/// What a folder held from a commit on.
#[derive(Debug, Clone)]
pub struct State {
    /// The commit, as it is in the history.
    pub commit: Commit,
    /// The files that were asked for; `None` where the folder was not there.
    pub files: Option<Files>,
    /// Where the commit is a merge: the states of what it brought in, the newest first.
    pub merged: Vec<State>,
}

/// The states of a folder.
#[derive(Debug, Clone, Default)]
pub struct States {
    /// The oldest first.
    pub list: Vec<State>,
    /// Whether the first one is how the folder began; otherwise it was so before, nobody knows since when.
    pub complete: bool,
}

/// For each folder the commits that changed what the branch shows.
pub(super) fn shown(commits: &Commits, changes: &Changes, folders: usize) -> Vec<Vec<u32>> {
    let mut shown = vec![Vec::new(); folders];
    let mut next = (!commits.nodes().is_empty()).then_some(0);
    while let Some(commit) = next {
        for &folder in changes.folders[commit].first().into_iter().flatten() {
            shown[folder].push(commit as u32);
        }
        next = commits.nodes()[commit].parents.first().copied();
    }
    shown
}

impl Archive {
    /// What [`Archive::states`] reads with: a memory of its own, for one thread. Folders that are read with the same one share much.
    #[must_use]
    pub fn lens(&self) -> Lens<'_> {
        Lens(self.objects.reader())
    }

    /// The states of a folder, with those files that `wanted` wants: `README.md`; `versions/` for a folder in it, and then
    /// `versions/2.0.0.md`. What cannot be read is not there.
    #[must_use]
    pub fn states(&self, lens: &mut Lens<'_>, folder: &str, wanted: &dyn Fn(&str) -> bool) -> States {
        let Some(&number) = self.numbers.get(folder) else { return States::default() };
        let shown = &self.shown[number];
        let mut look = Look { reader: &mut lens.0, known: HashMap::new(), wanted };
        let newest = &shown[..shown.len().min(MOST_STATES)];
        let mut states =
            States { list: Vec::with_capacity(newest.len()), complete: shown.len() <= MOST_STATES };
        for &position in newest.iter().rev() {
            let position = position as usize;
            states.complete &= !self.commits.nodes()[position].cut_off;
            let mut state = self.state(number, position, &mut look);
            if let Some(&side) = self.commits.nodes()[position].parents.get(1) {
                state.merged = self.merged(number, side, &mut look);
            }
            states.list.push(state);
        }
        states
    }

    fn state(&self, folder: usize, position: usize, look: &mut Look<'_, '_>) -> State {
        let tree = self.changes.tree(position, folder).filter(|tree| *tree != GONE);
        let files = tree.and_then(|tree| look.files(tree).ok());
        State { commit: self.commits.describe(position), files, merged: Vec::new() }
    }

    /// What the other side of a merge did to a folder, until it meets what the branch showed before.
    fn merged(&self, folder: usize, side: usize, look: &mut Look<'_, '_>) -> Vec<State> {
        let mut states = Vec::new();
        let mut next = Some(side);
        let mut steps = 0;
        while let Some(position) = next.filter(|_| states.len() < MOST_MERGED && steps < 20 * MOST_MERGED) {
            if self.shown[folder].binary_search(&(position as u32)).is_ok() {
                break;
            }
            if self.changes.tree(position, folder).is_some() {
                states.push(self.state(folder, position, look));
            }
            next = self.commits.nodes()[position].parents.first().copied();
            steps += 1;
        }
        states
    }
}

/// A look into trees, which remembers the files that it has read.
pub(super) struct Look<'l, 'a> {
    pub(super) reader: &'l mut Reader<'a>,
    pub(super) known: HashMap<ObjectId, Rc<Vec<u8>>>,
    pub(super) wanted: &'l dyn Fn(&str) -> bool,
}

impl Look<'_, '_> {
    /// The wanted files of a folder and of its wanted subfolders.
    pub(super) fn files(&mut self, tree: ObjectId) -> Result<Files, Unreadable> {
        let mut files = Files::new();
        self.collect(tree, "", &mut files)?;
        Ok(files)
    }

    fn collect(&mut self, tree: ObjectId, above: &str, files: &mut Files) -> Result<(), Unreadable> {
        let bytes = self.reader.tree(tree)?;
        let mut rest = bytes.as_slice();
        while let Some((entry, next)) = Entry::split(rest) {
            rest = next;
            let (Ok(name), Some(id)) = (std::str::from_utf8(entry.name), entry.id()) else { continue };
            let path = format!("{above}{name}");
            if let Some(folder) = entry.as_tree().filter(|_| above.is_empty()) {
                let path = format!("{path}/");
                if (self.wanted)(&path) {
                    self.collect(folder, &path, files)?;
                }
            } else if entry.is_file && (self.wanted)(&path) && files.len() < MOST_FILES {
                if !self.known.contains_key(&id) {
                    let bytes = self.reader.blob(id)?;
                    self.known.insert(id, bytes);
                }
                files.extend(self.known.get(&id).map(|bytes| (path, Rc::clone(bytes))));
            }
        }
        Ok(())
    }
}
