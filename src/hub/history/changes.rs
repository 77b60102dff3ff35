//! Which folders differ between a commit and each of its parents.

use gix_hash::ObjectId;
use rayon::prelude::*;

use super::Unreadable;
use super::folders::Folders;
use super::objects::{Objects, Reader};
use super::walk::Commits;

/// Fewer commits than this are not worth a thread with a memory of its own.
const MIN_CHUNK: usize = 256;

/// What stands for a folder that is not there.
pub(super) const GONE: ObjectId = ObjectId::null(gix_hash::Kind::Sha1);

/// Bytes that are compared at once.
const BLOCK: usize = 64;

/// What each commit changed.
#[derive(Default)]
pub(super) struct Changes {
    /// For each commit and each of its parents the numbers of the folders that differ, in ascending order. A commit
    /// without parents is compared with nothing: all its folders differ.
    pub(super) folders: Vec<Vec<Vec<usize>>>,
    /// For each commit the trees of the folders that differ from its first parent, in the same order; null where the
    /// folder is gone.
    pub(super) trees: Vec<Vec<ObjectId>>,
}

impl Changes {
    /// The tree of a folder in a commit that changed it against its first parent; `None` where it did not.
    pub(super) fn tree(&self, commit: usize, folder: usize) -> Option<ObjectId> {
        let place = self.folders[commit].first()?.binary_search(&folder).ok()?;
        self.trees[commit].get(place).copied()
    }
}

/// Folders that differ, each with its new tree.
type Changed = Vec<(usize, ObjectId)>;

/// Compares every commit with its parents.
pub(super) fn of_all(commits: &Commits, folders: &Folders, objects: &Objects) -> Result<Changes, Unreadable> {
    let nodes = commits.nodes();
    let chunk = nodes.len().div_ceil(rayon::current_num_threads()).max(MIN_CHUNK);
    // Neighbours share most of their trees, so a thread takes one long stretch of the history.
    let parts: Vec<Result<Vec<Vec<Changed>>, Unreadable>> = nodes
        .par_chunks(chunk)
        .map(|part| {
            let mut reader = objects.reader();
            let of_commit = |node: &super::walk::Node| {
                if node.parents.is_empty() {
                    return Ok(vec![between(folders, Some(node.tree), None, &mut reader)?]);
                }
                let parents = node.parents.iter().map(|&parent| nodes[parent].tree);
                parents.map(|parent| between(folders, Some(node.tree), Some(parent), &mut reader)).collect()
            };
            part.iter().map(of_commit).collect()
        })
        .collect();
    let mut changes = Changes::default();
    for commit in parts.into_iter().collect::<Result<Vec<_>, _>>()?.into_iter().flatten() {
        let trees = commit.first().map(|first| first.iter().map(|(_, tree)| *tree).collect());
        changes.trees.push(trees.unwrap_or_default());
        let numbers = |changed: Changed| changed.into_iter().map(|(folder, _)| folder).collect();
        changes.folders.push(commit.into_iter().map(numbers).collect());
    }
    Ok(changes)
}

fn between(
    folders: &Folders,
    new: Option<ObjectId>,
    old: Option<ObjectId>,
    reader: &mut Reader<'_>,
) -> Result<Changed, Unreadable> {
    let mut changed = Vec::new();
    if new != old {
        changed.extend(folders.number.map(|number| (number, new.unwrap_or(GONE))));
        compare(folders, (new, old), reader, &mut changed)?;
    }
    changed.sort_unstable_by_key(|(folder, _)| *folder);
    changed.dedup_by_key(|(folder, _)| *folder);
    Ok(changed)
}

/// Goes down into those entries that differ and that something was asked about.
fn compare(
    folders: &Folders,
    (new, old): (Option<ObjectId>, Option<ObjectId>),
    reader: &mut Reader<'_>,
    changed: &mut Changed,
) -> Result<(), Unreadable> {
    if folders.children.is_empty() {
        return Ok(());
    }
    let new = new.map(|id| reader.tree(id)).transpose()?;
    let old = old.map(|id| reader.tree(id)).transpose()?;
    let mut below = Vec::new();
    let (new, old) = (new.as_ref().map_or(&[][..], |tree| tree), old.as_ref().map_or(&[][..], |tree| tree));
    each_difference(new, old, &mut |name, new, old| {
        if let Some(folder) = folders.children.get(name) {
            changed
                .extend(folder.number.map(|number| (number, new.and_then(Entry::as_tree).unwrap_or(GONE))));
            if !folder.children.is_empty() {
                below.push((folder, (new.and_then(Entry::as_tree), old.and_then(Entry::as_tree))));
            }
        }
    })
    .ok_or_else(|| Unreadable::because("one of git's trees is damaged"))?;
    for (folder, trees) in below {
        compare(folder, trees, reader, changed)?;
    }
    Ok(())
}

/// What a walk over two trees tells: a name, and the entry of that name in each of them.
type Tell<'t, 'f> = &'f mut dyn FnMut(&'t [u8], Option<Entry<'t>>, Option<Entry<'t>>);

/// Walks two trees side by side without building anything; none if one of them is not a tree.
fn each_difference<'t>(mut new: &'t [u8], mut old: &'t [u8], tell: Tell<'t, '_>) -> Option<()> {
    // Most of two neighbouring trees is the same: what they begin with needs parsing once, what they end with not at all.
    let mut same_start = common_start(new, old);
    let same_end = common_end(new, old);
    loop {
        if new.len() == old.len() && new.len() <= same_end {
            return Some(());
        }
        let (first, rest) = match Entry::split(new) {
            Some((entry, rest)) => (Some(entry), rest),
            None if new.is_empty() => (None, new),
            None => return None,
        };
        if let Some(entry) = first
            && entry.bytes.len() <= same_start
        {
            same_start -= entry.bytes.len();
            old = old.get(entry.bytes.len()..)?;
            new = rest;
            continue;
        }
        same_start = 0;
        let (second, old_rest) = match Entry::split(old) {
            Some((entry, rest)) => (Some(entry), rest),
            None if old.is_empty() => (None, old),
            None => return None,
        };
        match (first, second) {
            (None, None) => return Some(()),
            (Some(a), Some(b)) if a.bytes == b.bytes => (new, old) = (rest, old_rest),
            (Some(a), Some(b)) if a.name == b.name => {
                tell(a.name, Some(a), Some(b));
                (new, old) = (rest, old_rest);
            }
            (Some(a), b) if b.is_none_or(|b| a.sort_key().lt(b.sort_key())) => {
                tell(a.name, Some(a), None);
                new = rest;
            }
            (_, Some(b)) => {
                tell(b.name, None, Some(b));
                old = old_rest;
            }
            (Some(_), None) => return None,
        }
    }
}

/// How many bytes are the same from the start: whole blocks at the speed of memory, then single bytes.
fn common_start(a: &[u8], b: &[u8]) -> usize {
    let blocks = a.chunks_exact(BLOCK).zip(b.chunks_exact(BLOCK)).take_while(|(a, b)| a == b).count() * BLOCK;
    blocks + a[blocks..].iter().zip(&b[blocks..]).take_while(|(a, b)| a == b).count()
}

/// How many bytes are the same from the end.
fn common_end(a: &[u8], b: &[u8]) -> usize {
    let blocks =
        a.rchunks_exact(BLOCK).zip(b.rchunks_exact(BLOCK)).take_while(|(a, b)| a == b).count() * BLOCK;
    let (a, b) = (&a[..a.len() - blocks], &b[..b.len() - blocks]);
    blocks + a.iter().rev().zip(b.iter().rev()).take_while(|(a, b)| a == b).count()
}

/// One entry of a tree: mode, blank, name, NUL, and the object's name in 20 bytes.
#[derive(Clone, Copy)]
pub(super) struct Entry<'t> {
    bytes: &'t [u8],
    pub(super) name: &'t [u8],
    is_tree: bool,
    /// Whether it is a plain file: no link, no submodule.
    pub(super) is_file: bool,
}

impl<'t> Entry<'t> {
    /// The first entry, and what follows it; none where there is none, or the tree is damaged.
    pub(super) fn split(tree: &'t [u8]) -> Option<(Self, &'t [u8])> {
        let blank = tree.iter().position(|&byte| byte == b' ')?;
        let nul = blank + tree[blank..].iter().position(|&byte| byte == 0)?;
        let (bytes, rest) = tree.split_at_checked(nul + 1 + 20)?;
        let is_tree = matches!(&tree[..blank], b"40000" | b"040000");
        let is_file = tree[..blank].starts_with(b"100");
        Some((Self { bytes, name: &tree[blank + 1..nul], is_tree, is_file }, rest))
    }

    /// The object, where it is a folder.
    pub(super) fn as_tree(self) -> Option<ObjectId> {
        self.id().filter(|_| self.is_tree)
    }

    /// The object.
    pub(super) fn id(self) -> Option<ObjectId> {
        ObjectId::try_from(self.bytes.get(self.bytes.len() - 20..)?).ok()
    }

    /// Git sorts a folder as if its name ended in a slash.
    fn sort_key(self) -> impl Iterator<Item = u8> + 't {
        self.name.iter().copied().chain(self.is_tree.then_some(b'/'))
    }
}
