//! What stands in the output folder before the build: our files, and those of others.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::OutputError;
use super::marker;
use super::site_path::{folders_above, key};

/// The name of the lock, and the head of the name of the staging, of a site that is written in place.
pub(super) const INNER_LOCK: &str = ".cardex.lock";
pub(super) const INNER_STAGE: &str = ".cardex-stage-";

/// The old site, as it was when the build began.
#[derive(Default)]
pub(super) struct OldSite {
    /// What the marker lists; none if there is no marker yet.
    pub(super) listed: Option<BTreeSet<String>>,
    /// The listed files that are there, as plain files in plain folders: no link was followed to find them.
    pub(super) present: HashSet<String>,
    /// Everything else by its key: files, links, and folders that hold no file of ours, each with its path.
    pub(super) foreign: BTreeMap<String, Foreign>,
}

/// A file or folder in the site that we did not write.
pub(super) struct Foreign {
    /// Relative to the site.
    pub(super) path: PathBuf,
    pub(super) is_folder: bool,
}

impl OldSite {
    /// Reads the folder; an absent one is an empty site.
    pub(super) fn read(folder: &Path) -> Result<Self, OutputError> {
        let mut site = Self::default();
        if !folder.is_dir() {
            return Ok(site);
        }
        site.listed = marker::read(folder)?;
        if site.listed.is_none() {
            refuse_unless_empty(folder)?;
        }
        let listed = site.listed.clone().unwrap_or_default();
        walk(folder, &listed, &mut |entry| match entry {
            Entry::Ours(path) => {
                site.present.insert(path);
            }
            Entry::Folder(_) => {}
            Entry::Foreign(foreign) => {
                site.foreign.insert(key(&foreign.path.to_string_lossy()), foreign);
            }
        })?;
        Ok(site)
    }

    /// The foreign file or folder whose place a new path would take, if there is one.
    pub(super) fn in_the_way_of(&self, path: &str, folder: &Path) -> Option<PathBuf> {
        if self.foreign.is_empty() {
            return None;
        }
        let wanted = key(path);
        if let Some(foreign) = self.foreign.get(&wanted) {
            return Some(folder.join(&foreign.path));
        }
        let below = format!("{wanted}/");
        if let Some((_, foreign)) =
            self.foreign.range(below.clone()..).next().filter(|(k, _)| k.starts_with(&below))
        {
            return Some(folder.join(&foreign.path));
        }
        let above = folders_above(&wanted).find_map(|above| self.foreign.get(above))?;
        if !above.is_folder {
            return Some(folder.join(&above.path));
        }
        // A folder of somebody's that we now write into: their files in it stay, unless one is in the way.
        let mut place = folder.to_path_buf();
        let mut parts = path.split('/').peekable();
        while let Some(part) = parts.next() {
            place.push(part);
            let is_last = parts.peek().is_none();
            match fs::symlink_metadata(&place) {
                Ok(found) if is_last || !found.is_dir() => return Some(place),
                _ => {}
            }
        }
        None
    }
}

/// One thing in a site.
pub(super) enum Entry {
    /// A plain file that the marker lists.
    Ours(String),
    /// A folder that holds, or held, files of ours; told after what is in it.
    Folder(String),
    /// Anything else; a folder is told as one and not entered.
    Foreign(Foreign),
}

/// Tells everything in a site but our own bookkeeping at its top. Follows no links.
pub(super) fn walk(
    folder: &Path,
    listed: &BTreeSet<String>,
    tell: &mut dyn FnMut(Entry),
) -> Result<(), OutputError> {
    let ours = Ours { folders: listed.iter().flat_map(|path| folders_above(path)).collect(), files: listed };
    walk_folder(folder, "", &ours, tell)
}

struct Ours<'a> {
    files: &'a BTreeSet<String>,
    folders: HashSet<&'a str>,
}

fn walk_folder(
    folder: &Path,
    relative: &str,
    ours: &Ours<'_>,
    tell: &mut dyn FnMut(Entry),
) -> Result<(), OutputError> {
    let entries = fs::read_dir(folder).map_err(OutputError::io("read the folder", folder))?;
    for entry in entries {
        let entry = entry.map_err(OutputError::io("read the folder", folder))?;
        let name = entry.file_name();
        let Some(name) = name.to_str() else {
            let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
            tell(Entry::Foreign(Foreign { path: Path::new(relative).join(&name), is_folder }));
            continue;
        };
        if relative.is_empty() && is_bookkeeping(name) {
            continue;
        }
        let path = if relative.is_empty() { name.to_owned() } else { format!("{relative}/{name}") };
        let kind = entry.file_type().map_err(OutputError::io("read", &entry.path()))?;
        if kind.is_file() && ours.files.contains(&path) {
            tell(Entry::Ours(path));
        } else if kind.is_dir() && ours.folders.contains(path.as_str()) {
            walk_folder(&entry.path(), &path, ours, tell)?;
            tell(Entry::Folder(path));
        } else {
            tell(Entry::Foreign(Foreign { path: path.into(), is_folder: kind.is_dir() }));
        }
    }
    Ok(())
}

fn is_bookkeeping(name: &str) -> bool {
    name == marker::NAME || name == INNER_LOCK || name.starts_with(INNER_STAGE)
}

/// A folder without a marker must be empty, but for what systems and git put into empty folders.
fn refuse_unless_empty(folder: &Path) -> Result<(), OutputError> {
    let mut strangers = false;
    let mut git = false;
    let read = |error: io::Error| OutputError::io("read the folder", folder)(error);
    for entry in fs::read_dir(folder).map_err(read)? {
        let entry = entry.map_err(read)?;
        let name = entry.file_name();
        let is_folder = entry.file_type().map_err(read)?.is_dir();
        git |= name == ".git" && is_folder;
        // A `.git` file makes a linked worktree, as one has it for a branch of built pages: that may be built into.
        let harmless = (name == ".git" && !is_folder)
            || name == "lost+found"
            || name == ".DS_Store"
            || name.to_str().is_some_and(is_bookkeeping);
        strangers |= !harmless;
    }
    if strangers { Err(OutputError::NotASite { path: folder.to_path_buf(), git }) } else { Ok(()) }
}
