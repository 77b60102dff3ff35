//! What git tells of each model folder: when it was changed, by whom, and what its files said before; from git's own files.
//!
//! Nothing is executed and no configuration is obeyed: a hostile repository can at worst be unreadable. The work is in
//! three steps: `walk` lists the commits newest first, `changes` compares the trees of each commit and its parents
//! on all cores, and `follow` decides, as `git log -- <folder>` does, which of these differences each folder sees.

mod above;
mod archive;
mod changes;
mod delta;
mod folders;
mod follow;
mod mailmap;
mod merge_base;
mod moment;
mod name;
mod objects;
mod repository;
mod revision;
mod walk;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::path::Path;
use std::sync::Arc;

use folders::Folders;
use repository::Repository;

pub use above::{AboveHub, CODE_OWNERS};
pub use archive::{Archive, Files, Lens, State, States};
pub use moment::Moment;
pub use revision::{Revision, RevisionError};

/// The way from the top of the git working tree around a folder down to it, with `/` between its parts; empty for the top
/// itself, none outside of git.
#[must_use]
pub fn way_down(folder: &Path) -> Option<String> {
    repository::way_down(folder)
}

/// Reads the history of `folders`, paths below the hub's `root` written with `/` (`models/acme/small`).
///
/// It never fails: where there is no git repository, or one that cannot be read, the result has no dates and says why.
/// The repository may begin above the hub. A folder that no commit touched, or of which a shallow clone does not
/// hold a single change, has no entry.
#[must_use]
pub fn read(root: &Path, folders: &BTreeSet<String>) -> History {
    open(root, folders).0
}

/// Reads the history as [`read`] does, and keeps what is needed to look into earlier states of the folders; nothing is
/// kept where there is no history.
#[must_use]
pub fn open(root: &Path, folders: &BTreeSet<String>) -> (History, Option<Archive>) {
    let repository = match Repository::discover(root) {
        Ok(repository) => repository,
        Err(reason) => return (History::none(reason.to_string()), None),
    };
    let mut history = History {
        branch: repository.branch.clone(),
        shallow: !repository.shallow.is_empty(),
        ..History::default()
    };
    match fill(&mut history, repository, folders) {
        Ok(archive) => (history, Some(archive)),
        Err(reason) => {
            history.folders.clear();
            history.commits.clear();
            history.unavailable = Some(reason.to_string());
            (history, None)
        }
    }
}

/// What git knows about a hub.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct History {
    /// The commit that is checked out.
    pub head: Option<Commit>,
    /// The branch that is checked out, without `refs/heads/`; none when HEAD is detached.
    pub branch: Option<String>,
    /// Whether the clone is cut off at some depth: what lies beyond is unknown.
    pub shallow: bool,
    /// The commits that changed one of the folders, the newest first; everything else names them by their place here.
    pub commits: Vec<Commit>,
    /// The folders that have a history, by the path they were asked for.
    pub folders: BTreeMap<String, FolderHistory>,
    /// Why there are no dates, in a few words for a reader.
    pub unavailable: Option<String>,
}

impl History {
    /// No history, and why.
    #[must_use]
    pub fn none(reason: impl Into<String>) -> Self {
        Self { unavailable: Some(reason.into()), ..Self::default() }
    }

    /// The oldest commit of a folder, where it is known.
    #[must_use]
    pub fn first(&self, folder: &str) -> Option<&Commit> {
        self.commits.get(self.folders.get(folder)?.first? as usize)
    }

    /// The newest commit of a folder.
    #[must_use]
    pub fn last(&self, folder: &str) -> Option<&Commit> {
        self.commits.get(self.folders.get(folder)?.last as usize)
    }
}

/// The commits that touched one folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FolderHistory {
    /// The oldest one; unknown when the folder already existed where a shallow clone is cut off.
    pub first: Option<u32>,
    /// The newest one.
    pub last: u32,
    /// How many there are; in a shallow clone, how many of them it holds.
    pub commits: u32,
    /// The newest hundred of them, the newest first.
    pub recent: Vec<u32>,
    /// Who made them, and how many each: the most first, then by name.
    pub authors: Vec<(Arc<str>, u32)>,
}

/// One commit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Commit {
    /// The commit's name, 40 hexadecimal digits.
    pub id: String,
    /// The committer's date in seconds since 1970-01-01 UTC: when the change entered this history, and never earlier
    /// than the commits before it, while an author's date survives rebases and cherry-picks from anywhere.
    /// Zero when the commit has no date that can be read, as git has it.
    pub time: i64,
    /// The author's name, without the address, as `.mailmap` has it.
    pub author: Arc<str>,
    /// The first paragraph of the message, on one line; at most some 300 bytes. Whatever somebody wrote.
    pub subject: String,
}

/// Why a history cannot be read.
#[derive(Debug)]
struct Unreadable(String);

impl Unreadable {
    fn because(what: impl fmt::Display) -> Self {
        Self(what.to_string())
    }
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn fill(
    history: &mut History,
    repository: Repository,
    asked: &BTreeSet<String>,
) -> Result<Archive, Unreadable> {
    let commits = walk::commits(&repository)?;
    history.head = Some(commits.describe(0));
    let folders = Folders::new(&repository.prefix, asked);
    let changes = changes::of_all(&commits, &folders, &repository.objects)?;
    let mut traces = follow::each_folder(&commits, &changes, asked.len());
    let shown = archive::shown(&commits, &changes, asked.len());
    // A repository may hold a hundred times the commits that concern the hub.
    let mut places = vec![u32::MAX; commits.nodes().len()];
    let touched =
        traces.iter().flat_map(|trace| trace.recent.iter().copied().chain(trace.first.map(|at| at as u32)));
    for commit in touched.chain(shown.iter().flatten().copied()) {
        places[commit as usize] = 0;
    }
    for (position, place) in places.iter_mut().enumerate().filter(|(_, place)| **place == 0) {
        *place = history.commits.len() as u32;
        history.commits.push(commits.describe(position));
    }
    for (folder, trace) in asked.iter().zip(&mut traces) {
        let Some(last) = trace.last else { continue };
        let mut authors: Vec<_> =
            trace.authors.iter().map(|&(author, count)| (commits.author(author), count)).collect();
        authors.sort_by(|(one, ones), (other, others)| others.cmp(ones).then_with(|| one.cmp(other)));
        let recent = std::mem::take(&mut trace.recent);
        let found = FolderHistory {
            first: trace.first.filter(|_| !trace.cut_off).map(|first| places[first]),
            last: places[last],
            commits: trace.commits,
            recent: recent.into_iter().map(|commit| places[commit as usize]).collect(),
            authors,
        };
        history.folders.insert(folder.clone(), found);
    }
    let numbers = asked.iter().enumerate().map(|(number, folder)| (folder.clone(), number)).collect();
    let Repository { objects, prefix, .. } = repository;
    Ok(Archive { objects, prefix, commits, changes, shown, numbers })
}
