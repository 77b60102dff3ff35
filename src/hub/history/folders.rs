//! The folders that were asked for, as a tree to be followed alongside git's trees.

use std::collections::{BTreeMap, BTreeSet};

/// A tree of names; the leaves, and whichever branches were asked for too, carry the number of a folder.
#[derive(Debug, Default)]
pub(super) struct Folders {
    /// The position of this folder among those asked for.
    pub(super) number: Option<usize>,
    /// What is asked for below this folder, by name.
    pub(super) children: BTreeMap<Vec<u8>, Folders>,
}

impl Folders {
    /// Arranges `asked`, which lie below `prefix`, from the top of the repository.
    pub(super) fn new(prefix: &[Vec<u8>], asked: &BTreeSet<String>) -> Self {
        let mut top = Self::default();
        for (number, path) in asked.iter().enumerate() {
            let below = path.split('/').filter(|name| !name.is_empty()).map(str::as_bytes);
            let mut folder = &mut top;
            for name in prefix.iter().map(Vec::as_slice).chain(below) {
                folder = folder.children.entry(name.to_vec()).or_default();
            }
            folder.number = Some(number);
        }
        top
    }
}
