//! Old sites and half-built ones: taken away without losing a file that is not ours.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::OutputError;
use super::marker;
use super::old_site::{Entry, Foreign, INNER_STAGE, walk};
use super::site_path::shown;
use super::target::Target;

/// The end of the name of an old site that was renamed away, where the file system cannot exchange folders.
pub(super) const ASIDE: &str = "-old";

/// Puts a site back that killed builds left beside its place, if its place is empty now.
///
/// That happens in the moment between two renames, where folders cannot be exchanged. The old site is preferred; any
/// other folder with a marker is a whole site as well. The caller holds the lock.
pub(super) fn put_back(target: &Target) -> Result<(), OutputError> {
    if target.path.exists() {
        return Ok(());
    }
    let mut left = left_beside(target)?;
    left.sort_by_key(|path| !is_aside(path));
    for former in left {
        if marker::read(&former)?.is_some() {
            return fs::rename(&former, &target.path)
                .map_err(OutputError::io("put back the old site", &target.path));
        }
    }
    Ok(())
}

/// Takes away what killed builds left beside the folder, and tells whether files of others came back into it.
/// The caller holds the lock, so whatever is there is dead.
pub(super) fn sweep(target: &Target) -> Result<bool, OutputError> {
    let mut has_moved = false;
    for former in left_beside(target)? {
        has_moved |= !retire(&former, &target.path)?.is_empty();
    }
    Ok(has_moved)
}

/// Takes away what killed builds left in a folder that is written in place: nothing of others is ever put there.
pub(super) fn sweep_inner(folder: &Path) -> Result<(), OutputError> {
    for entry in fs::read_dir(folder).map_err(OutputError::io("read the folder", folder))?.flatten() {
        let is_stage =
            entry.file_name().to_str().and_then(|name| name.strip_prefix(INNER_STAGE)).is_some_and(is_number);
        if is_stage && entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            fs::remove_dir_all(entry.path()).map_err(OutputError::io("remove", &entry.path()))?;
        }
    }
    Ok(())
}

/// Deletes our files of a former site; what is not ours goes into the site that stands now.
///
/// A staging without a marker never was a site, so nobody can have put anything into it: it goes as a whole.
/// The marker goes last, so that this can be killed and done again.
pub(super) fn retire(former: &Path, site: &Path) -> Result<Vec<PathBuf>, OutputError> {
    let Some(listed) = marker::read(former)? else {
        fs::remove_dir_all(former).map_err(OutputError::io("remove", former))?;
        return Ok(Vec::new());
    };
    let (mut files, mut folders, mut foreign) = (Vec::new(), Vec::new(), Vec::new());
    walk(former, &listed, &mut |entry| match entry {
        Entry::Ours(path) => files.push(path),
        Entry::Folder(path) => folders.push(path),
        Entry::Foreign(found) => foreign.push(found),
    })?;
    let mut moved = Vec::new();
    for Foreign { path, .. } in foreign {
        rescue(&former.join(&path), &site.join(&path)).map_err(|reason| OutputError::Leftover {
            path: former.to_path_buf(),
            reason: format!("{}: {reason}", shown(&path)),
        })?;
        moved.push(path);
    }
    files.par_iter().try_for_each(|path| remove_file(&former.join(path)))?;
    for path in folders {
        fs::remove_dir(former.join(&path)).map_err(OutputError::io("remove", &former.join(&path)))?;
    }
    remove_file(&former.join(marker::NAME))?;
    fs::remove_dir(former).map_err(OutputError::io("remove", former))?;
    Ok(moved)
}

/// Removes a file that may be gone already.
pub(super) fn remove_file(path: &Path) -> Result<(), OutputError> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(OutputError::io("remove", path)(error)),
        _ => Ok(()),
    }
}

/// Moves somebody's file or folder to where it was in the site, without ever replacing anything there.
fn rescue(from: &Path, to: &Path) -> Result<(), String> {
    let text = |error: io::Error| error.to_string();
    let here = fs::symlink_metadata(from).map_err(text)?;
    match fs::symlink_metadata(to) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            if let Some(parent) = to.parent() {
                fs::create_dir_all(parent).map_err(text)?;
            }
            fs::rename(from, to).map_err(text)
        }
        Err(error) => Err(text(error)),
        Ok(there) if is_same(&here, &there) => fs::remove_file(from).map_err(text),
        Ok(there) if here.is_dir() && there.is_dir() => {
            for entry in fs::read_dir(from).map_err(text)? {
                let entry = entry.map_err(text)?;
                rescue(&entry.path(), &to.join(entry.file_name()))?;
            }
            fs::remove_dir(from).map_err(text)
        }
        Ok(_) => Err("something else is in its place".to_owned()),
    }
}

/// Whether two names are hard links to one file.
#[cfg(unix)]
fn is_same(a: &fs::Metadata, b: &fs::Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;

    !a.is_dir() && (a.dev(), a.ino()) == (b.dev(), b.ino())
}

/// Without inode numbers, two files of one length and time that we linked ourselves a moment ago.
#[cfg(not(unix))]
fn is_same(a: &fs::Metadata, b: &fs::Metadata) -> bool {
    a.is_file() && b.is_file() && a.len() == b.len() && a.modified().ok() == b.modified().ok()
}

/// Folders beside the target with the names that stagings of this target have.
fn left_beside(target: &Target) -> Result<Vec<PathBuf>, OutputError> {
    let head = target.beside("-");
    let head = head.file_name().unwrap_or_default().as_encoded_bytes();
    let entries = fs::read_dir(&target.parent).map_err(OutputError::io("read the folder", &target.parent))?;
    let mut left: Vec<PathBuf> = entries
        .flatten()
        .filter(|entry| {
            let name = entry.file_name();
            let tail = name.as_encoded_bytes().strip_prefix(head).and_then(|tail| str::from_utf8(tail).ok());
            tail.is_some_and(|tail| is_number(tail.strip_suffix(ASIDE).unwrap_or(tail)))
        })
        .filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir()))
        .map(|entry| entry.path())
        .collect();
    left.sort();
    Ok(left)
}

fn is_aside(path: &Path) -> bool {
    path.as_os_str().as_encoded_bytes().ends_with(ASIDE.as_bytes())
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}
