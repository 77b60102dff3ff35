//! Which files of a hub differ between a commit and another state of it.

use std::collections::BTreeSet;

use rayon::prelude::*;
use sha2::{Digest, Sha256};

use super::{CODE_OWNERS, Revision, Snapshot};
use crate::file::ReadError;
use crate::weights::{self, pointer};

/// Largest file of a working tree whose bytes are compared; of larger ones only the size is.
const LARGEST: u64 = 64 << 20;

/// Files that say something of a hub and lie in none of its folders of cards, with [`CODE_OWNERS`].
const BESIDE: [&str; 3] = ["hub.yaml", ".cardex/waivers.yaml", ".cardex/baseline.json"];

/// The paths of all files that are there in one of the two states alone, or hold something else in the other; relative to the hub.
///
/// Two commits are compared by the names of git's objects, and no file is read. Of a working tree the files of the commit are
/// looked at, those of the models, datasets, organisations and collections, and the few that speak of the hub as a whole; where a
/// lines end with CR LF in one and LF in the other they are the same, as are a file and its Git LFS pointer.
pub fn differing(base: &Revision, head: &Snapshot) -> BTreeSet<String> {
    if let Some(head) = head.revision() {
        return base.differing(head).map(str::to_owned).collect();
    }
    let listed = head.paths();
    let all: BTreeSet<&str> =
        base.files().chain(listed.iter().map(String::as_str)).chain(BESIDE).chain(CODE_OWNERS).collect();
    let all: Vec<&str> = all.into_iter().collect();
    all.into_par_iter().filter(|path| is_other(base, head, path)).map(str::to_owned).collect()
}

/// Whether a file of the working tree is another than the commit's. What leads nowhere, or out of the hub, is nothing.
fn is_other(base: &Revision, head: &Snapshot, path: &str) -> bool {
    match (base.read(path, LARGEST), head.read(path, LARGEST)) {
        (Ok(old), Ok(new)) => {
            old != new
                && !stands_for(&old, new.len() as u64, || weights::checksum(&Sha256::digest(&new)))
                && !same_lines(&old, &new)
        }
        // Of a very large file the pointer is believed when the size is right.
        (Ok(old), Err(ReadError::TooLarge { size, .. })) => {
            pointer::parse(&old).is_none_or(|pointer| pointer.size != size)
        }
        (Err(ReadError::TooLarge { size: one, .. }), Err(ReadError::TooLarge { size: other, .. })) => {
            one != other
        }
        (Err(_), Err(_)) => false,
        _ => true,
    }
}

/// Whether a file is the Git LFS pointer of another.
fn stands_for(file: &[u8], size: u64, sha256: impl FnOnce() -> String) -> bool {
    pointer::parse(file).is_some_and(|pointer| pointer.size == size && pointer.sha256 == sha256())
}

/// Whether two texts differ in how their lines end alone: git may change that on the way to the disk.
fn same_lines(one: &[u8], other: &[u8]) -> bool {
    let lines = |bytes: &[u8]| -> Option<String> {
        let text = std::str::from_utf8(bytes).ok().filter(|text| !text.contains('\0'))?;
        Some(text.replace("\r\n", "\n"))
    };
    let may_be = one.contains(&b'\r') || other.contains(&b'\r');
    may_be && lines(one).zip(lines(other)).is_some_and(|(one, other)| one == other)
}
