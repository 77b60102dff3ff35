//! The files of a hub as they were at one commit, read from git's objects: nothing is checked out and nothing is run.

use std::collections::BTreeMap;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use gix_hash::ObjectId;

use super::Unreadable;
use super::above::{self, AboveHub};
use super::merge_base::{Parting, merge_base};
use super::name::resolve;
use super::objects::{Objects, Reader};
use super::repository::Repository;
use super::walk::Header;
use crate::config::FILE;
use crate::file::ReadError;

/// Files of a hub at most: trees that hold one another many times can name more files than there are bytes on the disk.
const MOST_FILES: usize = 2_000_000;
/// Folders inside one another at most.
const DEEPEST: usize = 256;
/// Links from one to the next at most.
const MOST_LINKS: usize = 8;

/// A hub at one commit.
pub struct Revision {
    /// The commit, 40 hexadecimal digits.
    pub commit: String,
    /// The hub's folder in the working tree, with links resolved.
    root: PathBuf,
    objects: Objects,
    /// By path, relative to the hub.
    files: BTreeMap<String, Blob>,
    /// CODEOWNERS of the repository around the hub.
    above: Option<above::Place>,
}

#[derive(Debug, Clone, Copy)]
struct Blob {
    id: ObjectId,
    is_link: bool,
}

/// Why a revision cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum RevisionError {
    /// There is no repository, or one that cannot be read.
    #[error("{0}")]
    Unreadable(String),
    /// Nothing has that name.
    #[error("there is no branch, tag or commit `{name}` in this clone; {}", fetch(*is_shallow))]
    Unknown {
        /// The name as it was given.
        name: String,
        /// Whether the clone is cut off at some depth.
        is_shallow: bool,
    },
    /// Several commits begin with the same digits.
    #[error("more than one commit begins with `{0}`; give more of its digits")]
    Ambiguous(String),
    /// What was written is not understood.
    #[error(
        "`{0}` is not understood: write a branch, a tag or a commit, with `~2` or `^` for those before it, or `A...B`"
    )]
    Syntax(String),
    /// The history that would tell is not in this clone.
    #[error("this clone is cut off before `{one}` and `{other}` meet; {}", fetch(true))]
    CutOff {
        /// One revision.
        one: String,
        /// The other.
        other: String,
    },
    /// The clone has the names of files and not the files.
    #[error(
        "the files of commit {0} are not in this clone, which was made with `--filter`; `git fetch --refetch --no-filter` brings them"
    )]
    Partial(String),
    /// Two histories that have nothing to do with one another.
    #[error("`{one}` and `{other}` have no commit in common; `{one}..` compares with `{one}` itself")]
    Unrelated {
        /// One revision.
        one: String,
        /// The other.
        other: String,
    },
}

impl From<Unreadable> for RevisionError {
    fn from(reason: Unreadable) -> Self {
        Self::Unreadable(reason.to_string())
    }
}

fn fetch(is_shallow: bool) -> &'static str {
    if is_shallow {
        "it is a shallow clone: fetch the history with `git fetch --unshallow`, in CI with `fetch-depth: 0` (GitHub's checkout) or `GIT_DEPTH: 0` (GitLab)"
    } else {
        "fetch it with `git fetch origin`, and write a branch of a remote as `origin/main`"
    }
}

impl Revision {
    /// The hub as it was where the work since `spec` begins.
    ///
    /// - `main`: where `main` and `HEAD` part, as a pull request is compared;
    /// - `A...B`: where `A` and `B` part, either of which may be missing and is `HEAD` then;
    /// - `A..`: `A` itself.
    ///
    /// `root` is the hub's folder. A hub that was not there yet has no files.
    ///
    /// # Errors
    /// When there is no repository that can be read, or no such revision in it.
    pub fn before(root: &Path, spec: &str) -> Result<Revision, RevisionError> {
        let repository = Repository::discover(root)?;
        let or_head = |name: &str| if name.is_empty() { "HEAD".to_owned() } else { name.to_owned() };
        let (one, other) = match spec.split_once("...") {
            Some((one, other)) => (or_head(one), or_head(other)),
            None => match spec.split_once("..") {
                Some((one, "" | "HEAD" | "@")) => {
                    let commit = resolve(&repository, &or_head(one))?;
                    return Self::of(repository, root, commit);
                }
                Some(_) => return Err(RevisionError::Syntax(spec.to_owned())),
                None => (spec.to_owned(), "HEAD".to_owned()),
            },
        };
        let commit = parting(&repository, &one, &other)?;
        Self::of(repository, root, commit)
    }

    /// The commit where two revisions part.
    ///
    /// # Errors
    /// When there is no repository that can be read, no such revision in it, or nothing that both have.
    pub fn parting(root: &Path, one: &str, other: &str) -> Result<Revision, RevisionError> {
        let repository = Repository::discover(root)?;
        let commit = parting(&repository, one, other)?;
        Self::of(repository, root, commit)
    }

    /// The branch that work is merged into, as far as a clone tells: where the remote `origin` points, else `main` or `master` of
    /// that remote or of this clone. None where there is none of these.
    ///
    /// # Errors
    /// When there is no repository that can be read.
    pub fn default_branch(root: &Path) -> Result<Option<&'static str>, RevisionError> {
        let repository = Repository::discover(root)?;
        let usual = ["origin/HEAD", "origin/main", "origin/master", "main", "master"];
        Ok(usual.into_iter().find(|name| resolve(&repository, name).is_ok()))
    }

    /// The hub as it was at a revision itself: a branch, a tag or a commit.
    ///
    /// # Errors
    /// When there is no repository that can be read, or no such revision in it.
    pub fn at(root: &Path, name: &str) -> Result<Revision, RevisionError> {
        let repository = Repository::discover(root)?;
        let commit = resolve(&repository, name)?;
        Self::of(repository, root, commit)
    }

    fn of(repository: Repository, root: &Path, commit: ObjectId) -> Result<Revision, RevisionError> {
        let mut reader = repository.objects.reader();
        let header = Header::parse(&reader.commit(commit)?)
            .ok_or_else(|| Unreadable(format!("git's commit {commit} cannot be understood")))?;
        let mut tree = Some(header.tree);
        for part in &repository.prefix {
            let Some(id) = tree else { break };
            let bytes = reader.tree(id)?;
            tree =
                entries(&bytes).flatten().find(|entry| entry.name == part && entry.is_tree()).map(|e| e.id);
        }
        let mut files = BTreeMap::new();
        if let Some(tree) = tree {
            list(&mut reader, tree, &mut files)?;
        }
        // A card is asked for at any rate; other files may be missing until somebody wants them.
        let is_card = |path: &str| path.ends_with("README.md") || path == FILE;
        if files.iter().any(|(path, blob): (&String, &Blob)| is_card(path) && !reader.has(blob.id)) {
            return Err(RevisionError::Partial(commit.to_string()));
        }
        let above = above::find(&mut reader, header.tree, &repository.prefix);
        drop(reader);
        let root = root.canonicalize().map_err(Unreadable::because)?;
        Ok(Revision { commit: commit.to_string(), root, objects: repository.objects, files, above })
    }

    /// The hub's folder in the working tree, with links resolved.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The files of the hub, links among them, sorted by path; hidden ones too.
    pub fn files(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    /// The files that are in one of two commits of the same repository alone, or hold something else in the other, links followed.
    pub(in crate::hub) fn differing<'a>(&'a self, other: &'a Revision) -> impl Iterator<Item = &'a str> {
        let mut others = other.files.iter().peekable();
        let here = self.files.iter().filter(move |(path, blob)| {
            while others.next_if(|(other, _)| other < path).is_some() {}
            let there = others.next_if(|(other, _)| other == path);
            self.content(path, blob) != there.and_then(|(_, blob)| other.content(path, blob))
        });
        let alone = other
            .files
            .iter()
            .filter(|(path, blob)| !self.files.contains_key(*path) && other.content(path, blob).is_some());
        here.chain(alone).map(|(path, _)| path.as_str())
    }

    /// What stands for the content of a file, of what a link leads to; `None` where it leads nowhere.
    fn content(&self, path: &str, blob: &Blob) -> Option<ObjectId> {
        if !blob.is_link {
            return Some(blob.id);
        }
        self.follow(path, &mut self.objects.reader()).ok().map(|blob| blob.id)
    }

    /// Whether there is such a file or folder.
    pub fn exists(&self, path: &str) -> bool {
        self.files.contains_key(path) || self.is_folder(path)
    }

    /// Whether there is such a folder: one with a file somewhere in it.
    pub fn is_folder(&self, path: &str) -> bool {
        let inside = format!("{path}/");
        self.files.range(inside.clone()..).next().is_some_and(|(file, _)| file.starts_with(&inside))
    }

    /// Whether a file is a link; not whether it leads somewhere.
    pub fn is_link(&self, path: &str) -> bool {
        self.files.get(path).is_some_and(|blob| blob.is_link)
    }

    /// The size of a file in bytes, of what a link leads to; none where there is no such file.
    pub fn size(&self, path: &str) -> Option<u64> {
        let mut reader = self.objects.reader();
        let blob = self.follow(path, &mut reader).ok()?;
        reader.size(blob.id)
    }

    /// Reads a file whole, up to `limit` bytes. `path` is relative to the hub.
    ///
    /// # Errors
    /// When it is missing, larger than `limit`, or a link out of the hub.
    pub fn read(&self, path: &str, limit: u64) -> Result<Vec<u8>, ReadError> {
        let mut reader = self.objects.reader();
        let blob = self.follow(path, &mut reader)?;
        let size = reader.size(blob.id).ok_or_else(|| missing(path, blob.id))?;
        if size > limit {
            return Err(ReadError::TooLarge { path: path.to_owned(), size, limit });
        }
        reader.blob(blob.id).map(|bytes| bytes.to_vec()).map_err(|_| missing(path, blob.id))
    }

    /// CODEOWNERS of the repository, up to `limit` bytes, where the hub is a folder of it: the one file outside of the hub that is read.
    pub fn code_owners_above(&self, limit: u64) -> Option<AboveHub> {
        let above::Place { path, prefix, id } = self.above.as_ref()?;
        let mut reader = self.objects.reader();
        let fits = reader.size(*id).is_some_and(|size| size <= limit);
        let bytes = if fits { reader.blob(*id).ok().map(|bytes| bytes.to_vec()) } else { None };
        Some(AboveHub { path, prefix: prefix.clone(), bytes })
    }

    /// The file that a path means, through links to files of the hub.
    fn follow(&self, path: &str, reader: &mut Reader<'_>) -> Result<Blob, ReadError> {
        let not_found = || ReadError::Io {
            path: path.to_owned(),
            source: io::Error::new(io::ErrorKind::NotFound, format!("not in commit {}", self.commit)),
        };
        let mut place = path.to_owned();
        for _ in 0..MOST_LINKS {
            let blob = *self.files.get(&place).ok_or_else(not_found)?;
            if !blob.is_link {
                return Ok(blob);
            }
            let target = reader.blob(blob.id).map_err(|_| missing(path, blob.id))?;
            let folder = place.rsplit_once('/').map_or("", |(folder, _)| folder);
            place = std::str::from_utf8(&target)
                .ok()
                .and_then(|target| join(folder, target))
                .ok_or_else(|| ReadError::Outside { path: path.to_owned() })?;
        }
        Err(not_found())
    }
}

impl fmt::Debug for Revision {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Revision").field("commit", &self.commit).field("files", &self.files.len()).finish()
    }
}

/// The commit where two revisions part, by their names.
fn parting(repository: &Repository, one: &str, other: &str) -> Result<ObjectId, RevisionError> {
    let named = || (one.to_owned(), other.to_owned());
    match merge_base(repository, resolve(repository, one)?, resolve(repository, other)?)? {
        Parting::At(commit) => Ok(commit),
        Parting::Nowhere => {
            let (one, other) = named();
            Err(RevisionError::Unrelated { one, other })
        }
        Parting::CutOff => {
            let (one, other) = named();
            Err(RevisionError::CutOff { one, other })
        }
    }
}

fn missing(path: &str, id: ObjectId) -> ReadError {
    // A clone with `--filter` has the names of files and not all of the files.
    let reason = format!("git's object {id} is not in this clone, or damaged");
    ReadError::Io { path: path.to_owned(), source: io::Error::other(reason) }
}

/// A link's target as a path of the hub; none when it is absolute or leads out of the hub.
fn join(folder: &str, target: &str) -> Option<String> {
    if target.starts_with('/') {
        return None;
    }
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in target.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

pub(super) struct Entry<'t> {
    pub(super) mode: &'t [u8],
    pub(super) name: &'t [u8],
    pub(super) id: ObjectId,
}

impl Entry<'_> {
    fn is_tree(&self) -> bool {
        matches!(self.mode, b"40000" | b"040000")
    }
}

/// The entries of a tree; the last is an error where the tree is damaged.
pub(super) fn entries(mut tree: &[u8]) -> impl Iterator<Item = Result<Entry<'_>, Unreadable>> {
    std::iter::from_fn(move || {
        if tree.is_empty() {
            return None;
        }
        let entry = split(tree);
        tree = entry.as_ref().map_or(&[], |(_, rest)| rest);
        Some(
            entry.map(|(entry, _)| entry).ok_or_else(|| Unreadable::because("one of git's trees is damaged")),
        )
    })
}

fn split(tree: &[u8]) -> Option<(Entry<'_>, &[u8])> {
    let blank = tree.iter().position(|&byte| byte == b' ')?;
    let nul = blank + tree[blank..].iter().position(|&byte| byte == 0)?;
    let id = ObjectId::try_from(tree.get(nul + 1..nul + 21)?).ok()?;
    Some((Entry { mode: &tree[..blank], name: &tree[blank + 1..nul], id }, &tree[nul + 21..]))
}

/// Lists the files below a tree. Names that no path may have are left out, as are other repositories inside this one.
fn list(
    reader: &mut Reader<'_>,
    top: ObjectId,
    files: &mut BTreeMap<String, Blob>,
) -> Result<(), Unreadable> {
    let mut folders = vec![(String::new(), top, 0)];
    while let Some((path, id, depth)) = folders.pop() {
        let bytes = reader.tree(id)?;
        for entry in entries(&bytes) {
            let entry = entry?;
            let Ok(name) = std::str::from_utf8(entry.name) else { continue };
            if matches!(name, "" | "." | ".." | ".git") || name.contains('/') {
                continue;
            }
            let below = if path.is_empty() { name.to_owned() } else { format!("{path}/{name}") };
            if entry.is_tree() && depth < DEEPEST {
                folders.push((below, entry.id, depth + 1));
            } else if matches!(entry.mode, b"100644" | b"100755" | b"100664" | b"120000") {
                files.insert(below, Blob { id: entry.id, is_link: entry.mode == b"120000" });
            }
            if files.len() + folders.len() > MOST_FILES {
                return Err(Unreadable(format!("the hub has more than {MOST_FILES} files at that commit")));
            }
        }
    }
    Ok(())
}
