//! Finds the repository around a hub and reads the few files of it that matter before the objects do.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use gix_discover::upwards::Options;
use gix_hash::{Kind, ObjectId};
use gix_ref::{Target, file};

use super::Unreadable;
use super::mailmap::Mailmap;
use super::objects::Objects;

/// More links from one reference to the next than any repository has: a longer chain is a loop.
const MAX_SYMBOLIC: usize = 5;

/// A repository with at least one commit, opened for reading.
pub(super) struct Repository {
    /// The commit that HEAD leads to.
    pub(super) head: ObjectId,
    /// The branch that HEAD names, if any.
    pub(super) branch: Option<String>,
    /// The commits at which a shallow clone is cut off.
    pub(super) shallow: HashSet<ObjectId>,
    /// The way from the top of the working tree down to the hub.
    pub(super) prefix: Vec<Vec<u8>>,
    /// Under which names people are counted.
    pub(super) mailmap: Mailmap,
    /// Everything that was ever committed.
    pub(super) objects: Objects,
    /// Branches and tags.
    pub(super) refs: file::Store,
}

impl Repository {
    /// Opens the repository that the folder `root` lies in.
    pub(super) fn discover(root: &Path) -> Result<Self, Unreadable> {
        // Like git, from the real folder upwards: a symlinked hub has the history of where it really is.
        let root = fs::canonicalize(root)
            .map_err(|error| Unreadable(format!("the hub cannot be opened: {error}")))?;
        // Ownership is asked for but never refused: reading files of somebody else executes nothing.
        let options = Options { dot_git_only: true, ..Options::default() };
        let (path, _trust) = gix_discover::upwards_opts(&root, options)
            .map_err(|_| Unreadable::because("there is no git repository around the hub"))?;
        let (git_dir, work_dir) = path.into_repository_and_work_tree_directories();
        let work_dir =
            work_dir.ok_or_else(|| Unreadable::because("the git repository has no working tree"))?;
        let common_dir = common_dir(&git_dir)?;
        refuse_foreign_formats(&common_dir)?;

        let refs = file::Store::for_linked_worktree(git_dir, common_dir.clone(), Kind::Sha1);
        let (head, branch) = resolve_head(&refs)?;
        let objects = Objects::open(&common_dir.join("objects"), replacements(&refs)?)?;
        // Of the working tree nothing is read but this file, and only through the hub's own careful opening.
        let mailmap =
            fs::canonicalize(&work_dir).map(|work_dir| Mailmap::load(&work_dir)).unwrap_or_default();
        let (shallow, prefix) = (shallow(&common_dir)?, prefix(&root, &work_dir)?);
        Ok(Self { head, branch, shallow, prefix, mailmap, objects, refs })
    }
}

/// Linked worktrees keep their HEAD apart and share the rest with the repository named in the file `commondir`.
fn common_dir(git_dir: &Path) -> Result<PathBuf, Unreadable> {
    match fs::read_to_string(git_dir.join("commondir")) {
        Ok(text) => Ok(git_dir.join(text.trim_end_matches(['\n', '\r']))),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(git_dir.to_owned()),
        Err(error) => Err(Unreadable(format!("the git worktree cannot be read: {error}"))),
    }
}

/// Says what the repository is when it is of a kind that would otherwise look empty or corrupt.
///
/// Of the whole configuration only the section `extensions` counts. Git itself reads it without following includes.
fn refuse_foreign_formats(common_dir: &Path) -> Result<(), Unreadable> {
    let Ok(config) = fs::read(common_dir.join("config")) else { return Ok(()) };
    let config = String::from_utf8_lossy(&config).to_ascii_lowercase();
    let mut in_extensions = false;
    for line in config.lines().map(str::trim) {
        // A setting may stand on the line of its section's heading.
        let setting = match line.strip_prefix('[').and_then(|line| line.split_once(']')) {
            Some((section, rest)) => {
                in_extensions = section.trim() == "extensions";
                rest
            }
            None => line,
        };
        let Some((key, value)) = setting.split_once('=') else { continue };
        match (key.trim(), value.trim().trim_matches('"')) {
            ("objectformat", value) if in_extensions && value != "sha1" => {
                return Err(Unreadable(format!(
                    "the git repository uses the object format {value:?}, not sha1"
                )));
            }
            ("refstorage", value) if in_extensions && value != "files" => {
                return Err(Unreadable(format!(
                    "the git repository keeps its references as {value:?}, not as files"
                )));
            }
            _ => {}
        }
    }
    Ok(())
}

/// The way from the top of the working tree around a folder down to it, `/` between its parts; none outside of git.
pub(super) fn way_down(root: &Path) -> Option<String> {
    let root = fs::canonicalize(root).ok()?;
    let options = Options { dot_git_only: true, ..Options::default() };
    let (path, _trust) = gix_discover::upwards_opts(&root, options).ok()?;
    let (_, work_dir) = path.into_repository_and_work_tree_directories();
    let parts = prefix(&root, &work_dir?).ok()?;
    let parts: Vec<_> = parts.iter().map(|part| String::from_utf8_lossy(part)).collect();
    Some(parts.join("/"))
}

fn resolve_head(refs: &file::Store) -> Result<(ObjectId, Option<String>), Unreadable> {
    let unreadable = |error| Unreadable(format!("git's HEAD cannot be read: {error}"));
    let mut target = match refs.try_find("HEAD").map_err(unreadable)? {
        Some(reference) => reference.target,
        None => return Err(Unreadable::because("the git repository has no HEAD")),
    };
    let branch = match &target {
        Target::Symbolic(name) => {
            let name = String::from_utf8_lossy(name.as_bstr()).into_owned();
            name.strip_prefix("refs/heads/").map(str::to_owned)
        }
        Target::Object(_) => None,
    };
    for _ in 0..MAX_SYMBOLIC {
        match target {
            Target::Object(id) => return Ok((id, branch)),
            Target::Symbolic(name) => {
                let found = refs.try_find(name.as_ref()).map_err(unreadable)?;
                target =
                    found.ok_or_else(|| Unreadable::because("the git repository has no commits yet"))?.target;
            }
        }
    }
    Err(Unreadable::because("git's HEAD refers to itself"))
}

impl Repository {
    /// The object that a branch, a tag or another reference leads to, by the name that a person would use; none where there
    /// is no such name.
    pub(super) fn reference(&self, name: &str) -> Option<ObjectId> {
        let mut target = self.refs.try_find(name).ok()??.target;
        for _ in 0..MAX_SYMBOLIC {
            match target {
                Target::Object(id) => return Some(id),
                Target::Symbolic(name) => target = self.refs.try_find(name.as_ref()).ok()??.target,
            }
        }
        None
    }
}

/// Objects that `git replace` has put in the place of others, which git shows everywhere.
fn replacements(refs: &file::Store) -> Result<HashMap<ObjectId, ObjectId>, Unreadable> {
    let prefix = "refs/replace/";
    let unreadable =
        |error: &dyn std::fmt::Display| Unreadable(format!("git's references cannot be read: {error}"));
    let mut replacements = HashMap::new();
    let platform = refs.iter().map_err(|error| unreadable(&error))?;
    let found = platform
        .prefixed(prefix.try_into().map_err(|error| unreadable(&error))?)
        .map_err(|error| unreadable(&error))?;
    for reference in found.flatten() {
        let name = reference.name.as_bstr();
        let replaced = name.strip_prefix(prefix.as_bytes()).and_then(|hex| ObjectId::from_hex(hex).ok());
        if let (Some(replaced), Target::Object(by)) = (replaced, reference.target) {
            replacements.insert(replaced, by);
        }
    }
    Ok(replacements)
}

fn shallow(common_dir: &Path) -> Result<HashSet<ObjectId>, Unreadable> {
    let text = match fs::read_to_string(common_dir.join("shallow")) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(HashSet::new()),
        Err(error) => {
            return Err(Unreadable(format!("git's list of shallow commits cannot be read: {error}")));
        }
    };
    text.lines()
        .map(|line| ObjectId::from_hex(line.trim().as_bytes()))
        .collect::<Result<_, _>>()
        .map_err(|error| Unreadable(format!("git's list of shallow commits cannot be read: {error}")))
}

fn prefix(root: &Path, work_dir: &Path) -> Result<Vec<Vec<u8>>, Unreadable> {
    let outside = || Unreadable::because("the hub lies outside of git's working tree");
    let work_dir = fs::canonicalize(work_dir).map_err(|_| outside())?;
    let below = root.strip_prefix(work_dir).map_err(|_| outside())?;
    Ok(below.components().map(|part| part.as_os_str().as_encoded_bytes().to_vec()).collect())
}
