//! When each model folder was first and last changed, read from git's own files.
//!
//! Nothing is executed and no configuration is obeyed: a hostile repository can at worst be unreadable. The work is in
//! three steps: `walk` lists the commits newest first, `changes` compares the trees of each commit and its parents
//! on all cores, and `follow` decides, as `git log -- <folder>` does, which of these differences each folder sees.

mod changes;
mod delta;
mod folders;
mod follow;
mod objects;
mod repository;
mod walk;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::path::Path;

use folders::Folders;
use repository::Repository;

/// Reads the history of `folders`, paths below the hub's `root` written with `/` (`models/acme/small`).
///
/// It never fails: where there is no git repository, or one that cannot be read, the result has no dates and says why.
/// The repository may begin above the hub. A folder that no commit touched, or of which a shallow clone does not
/// hold a single change, has no entry.
#[must_use]
pub fn read(root: &Path, folders: &BTreeSet<String>) -> History {
    let repository = match Repository::discover(root) {
        Ok(repository) => repository,
        Err(reason) => return History::none(reason.to_string()),
    };
    let mut history = History {
        head: None,
        branch: repository.branch.clone(),
        shallow: !repository.shallow.is_empty(),
        folders: BTreeMap::new(),
        unavailable: None,
    };
    if let Err(reason) = fill(&mut history, &repository, folders) {
        history.folders.clear();
        history.unavailable = Some(reason.to_string());
    }
    history
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
}

/// The commits that touched one folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FolderHistory {
    /// The oldest one; unknown when the folder already existed where a shallow clone is cut off.
    pub first: Option<Commit>,
    /// The newest one.
    pub last: Commit,
    /// How many there are; in a shallow clone, how many of them it holds.
    pub commits: u32,
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
    /// The author's name, without the address.
    pub author: String,
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

fn fill(history: &mut History, repository: &Repository, asked: &BTreeSet<String>) -> Result<(), Unreadable> {
    let commits = walk::commits(repository)?;
    history.head = Some(commits.describe(0));
    let folders = Folders::new(&repository.prefix, asked);
    let changes = changes::of_all(&commits, &folders, &repository.objects)?;
    let traces = follow::each_folder(&commits, &changes, asked.len());
    for (folder, trace) in asked.iter().zip(traces) {
        let Some(last) = trace.last else { continue };
        let first = trace.first.filter(|_| !trace.cut_off).map(|index| commits.describe(index));
        history.folders.insert(
            folder.clone(),
            FolderHistory { first, last: commits.describe(last), commits: trace.commits },
        );
    }
    Ok(())
}
