//! From a staging to a site: nothing to do, a swap, or file by file.

use std::collections::BTreeSet;

use serde::Serialize;

use super::staging::Staging;
use super::swap::{self, Swap};
use super::{OutputError, in_place};

/// What a build did to the output folder.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Written {
    /// Files of the site, the marker not counted.
    pub files: u64,
    /// Their bytes.
    pub bytes: u64,
    /// Files that are new or have other bytes than before.
    pub changed: u64,
    /// Files that are as they were, with their inode and time.
    pub unchanged: u64,
    /// Files of ours that were there and are no longer part of the site.
    pub removed: u64,
    /// Files and folders that are not ours and were left in the site, sorted.
    pub kept_foreign: Vec<String>,
}

pub(super) fn commit(staging: &Staging) -> Result<Written, OutputError> {
    let (changed, unchanged, bytes) = staging.tally();
    let paths = staging.claims().paths();
    let new: BTreeSet<&str> = paths.iter().map(String::as_str).collect();
    let mut stale: Vec<&str> =
        staging.old.present.iter().map(String::as_str).filter(|path| !new.contains(path)).collect();
    stale.sort_unstable();
    let mut kept: BTreeSet<String> =
        staging.old.foreign.values().map(|foreign| foreign.path.to_string_lossy().into_owned()).collect();

    let is_listed_so = staging.old.listed.as_ref().is_some_and(|listed| listed.iter().eq(&paths));
    if !(changed.is_empty() && stale.is_empty() && is_listed_so) {
        let swap = if staging.in_place { Swap::Impossible } else { swap::swap(staging, &unchanged, &new)? };
        match swap {
            Swap::Done(moved) => kept.extend(moved.iter().map(|path| path.to_string_lossy().into_owned())),
            Swap::Impossible => in_place::apply(staging, &changed, &new, &stale)?,
        }
    }
    Ok(Written {
        files: paths.len() as u64,
        bytes,
        changed: changed.len() as u64,
        unchanged: unchanged.len() as u64,
        removed: stale.len() as u64,
        kept_foreign: kept.into_iter().collect(),
    })
}
