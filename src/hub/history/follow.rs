//! Which commits count for a folder: what `git log -- <folder>` shows.
//!
//! At a merge, git asks whether the folder is the same as in one of the parents. If so, the merge did not touch it and
//! only that parent's side is followed; what the other side did to the folder was thrown away. If not, the merge
//! counts, and all sides are followed. All folders are followed at once, each commit being visited once.

use super::changes::Changes;
use super::walk::Commits;

/// Newest commits of a folder that are kept one by one.
const RECENT: usize = 100;

/// What was found for one folder, as positions in the list of commits.
#[derive(Debug, Clone, Default)]
pub(super) struct Trace {
    /// The newest commit that touched it.
    pub(super) last: Option<usize>,
    /// The oldest one.
    pub(super) first: Option<usize>,
    /// How many there are.
    pub(super) commits: u32,
    /// The newest ones, the newest first.
    pub(super) recent: Vec<u32>,
    /// How many each author made, by the author's place.
    pub(super) authors: Vec<(u32, u32)>,
    /// Whether the folder was there already where a shallow clone is cut off, so that there may be more.
    pub(super) cut_off: bool,
}

impl Trace {
    fn touch(&mut self, commit: usize, author: u32) {
        self.last.get_or_insert(commit);
        self.first = Some(commit);
        self.commits += 1;
        if self.recent.len() < RECENT {
            self.recent.push(commit as u32);
        }
        match self.authors.binary_search_by_key(&author, |(author, _)| *author) {
            Ok(place) => self.authors[place].1 += 1,
            Err(place) => self.authors.insert(place, (author, 1)),
        }
    }
}

/// Follows the folders 0 to `folders` through all commits.
pub(super) fn each_folder(commits: &Commits, changes: &Changes, folders: usize) -> Vec<Trace> {
    let nodes = commits.nodes();
    let mut traces = vec![Trace::default(); folders];
    let mut followed: Vec<Option<Set>> = nodes.iter().map(|_| None).collect();
    if let Some(head) = followed.first_mut() {
        *head = Some(Set::full(folders));
    }
    for (commit, (node, changes)) in nodes.iter().zip(&changes.folders).enumerate() {
        // Nobody follows a side whose every folder was decided on the other side.
        let Some(mut here) = followed[commit].take() else { continue };
        let (Some((&first_parent, other_parents)), Some((changes, other_changes))) =
            (node.parents.split_first(), changes.split_first())
        else {
            for &folder in changes.iter().flatten().filter(|&&folder| here.has(folder)) {
                match node.cut_off {
                    true => traces[folder].cut_off = true,
                    false => traces[folder].touch(commit, node.author),
                }
            }
            continue;
        };
        for &folder in changes {
            if !here.has(folder) {
                continue;
            }
            let same = other_changes.iter().position(|changes| changes.binary_search(&folder).is_err());
            let sides = match same {
                Some(side) => {
                    here.remove(folder);
                    &other_parents[side..=side]
                }
                None => {
                    traces[folder].touch(commit, node.author);
                    other_parents
                }
            };
            for &side in sides {
                followed[side].get_or_insert_with(|| Set::empty(folders)).add(folder);
            }
        }
        match &mut followed[first_parent] {
            Some(there) => there.add_all(&here),
            nobody => *nobody = Some(here),
        }
    }
    traces
}

/// A set of folders.
struct Set(Vec<u64>);

impl Set {
    fn empty(folders: usize) -> Self {
        Self(vec![0; folders.div_ceil(64)])
    }

    /// Beyond the last folder there are some bits too many, which nobody asks for.
    fn full(folders: usize) -> Self {
        Self(vec![u64::MAX; folders.div_ceil(64)])
    }

    fn has(&self, folder: usize) -> bool {
        self.0[folder / 64] >> (folder % 64) & 1 == 1
    }

    fn add(&mut self, folder: usize) {
        self.0[folder / 64] |= 1 << (folder % 64);
    }

    fn remove(&mut self, folder: usize) {
        self.0[folder / 64] &= !(1 << (folder % 64));
    }

    fn add_all(&mut self, other: &Self) {
        self.0.iter_mut().zip(&other.0).for_each(|(word, other)| *word |= other);
    }
}
