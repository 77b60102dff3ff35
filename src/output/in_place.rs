//! The weaker way: changed files are renamed into a folder that cannot be replaced as a whole.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use super::site_path::{folders_above, key};
use super::staging::Staging;
use super::{OutputError, durable, leftovers, marker};

/// Brings the changed files in, assets before the pages that name them, then removes what is stale.
///
/// Each file is replaced whole. The marker first lists the old files and the new ones, so that a build that dies in
/// between leaves nothing that the next one would not know as ours.
pub(super) fn apply(
    staging: &Staging,
    changed: &[String],
    new: &BTreeSet<&str>,
    stale: &[&str],
) -> Result<(), OutputError> {
    let (root, site) = (&staging.root, staging.target.path.as_path());
    if staging.durable {
        durable::flush_tree(root);
    }
    staging.go_on()?;
    let write_marker = |paths: &BTreeSet<&str>| {
        let place = site.join(marker::NAME);
        durable::replace(&place, &root.join(".cardex-new"), &marker::bytes(paths), staging.durable)
            .map_err(OutputError::io("write", &place))
    };
    let both: BTreeSet<&str> = new.iter().chain(stale).copied().collect();
    write_marker(&both)?;

    let half = |cause| OutputError::HalfWritten { path: site.to_path_buf(), cause: Box::new(cause) };
    let (in_the_way, rest): (Vec<&str>, Vec<&str>) = {
        let claims = staging.claims();
        let new_keys = claims.keys();
        stale.iter().partition(|path| {
            let old = key(path);
            new_keys.contains(old.as_str()) || folders_above(&old).any(|folder| claims.has_file(folder))
        })
    };
    remove_stale(site, &in_the_way).map_err(half)?;
    let (pages, assets): (Vec<&String>, Vec<&String>) =
        changed.iter().partition(|path| path.ends_with(".html"));
    for path in assets.into_iter().chain(pages) {
        bring_in(root, site, path).map_err(half)?;
    }
    remove_stale(site, &rest).map_err(half)?;
    write_marker(new).map_err(half)
}

fn bring_in(root: &Path, site: &Path, path: &str) -> Result<(), OutputError> {
    let place = site.join(path);
    if let Some(folder) = place.parent() {
        fs::create_dir_all(folder).map_err(OutputError::io("create the folder", folder))?;
    }
    fs::rename(root.join(path), &place).map_err(OutputError::io("replace", &place))
}

/// Removes files of ours, and the folders that they leave empty.
fn remove_stale(site: &Path, stale: &[&str]) -> Result<(), OutputError> {
    let mut folders = BTreeSet::new();
    for path in stale {
        leftovers::remove_file(&site.join(path))?;
        folders.extend(folders_above(path));
    }
    for folder in folders.iter().rev() {
        // A folder that is not empty stays: other pages, or files of others, are in it.
        let _ = fs::remove_dir(site.join(folder));
    }
    Ok(())
}
