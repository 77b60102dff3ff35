//! The one file that is read above a hub: the repository's CODEOWNERS, as it was at a commit.

use gix_hash::ObjectId;

use super::objects::Reader;
use super::revision::entries;

/// Where forges look for CODEOWNERS, from the top of a repository, and we from the top of a hub; the first that is there counts.
pub const CODE_OWNERS: [&str; 4] =
    [".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS", ".gitlab/CODEOWNERS"];

/// CODEOWNERS of the repository that a hub lies in, in a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AboveHub {
    /// The file, from the top of the repository: one of [`CODE_OWNERS`].
    pub path: &'static str,
    /// The hub's folder, from the top of the repository, with a `/` at its end.
    pub prefix: String,
    /// What it holds; none where it is too large or not in this clone.
    pub bytes: Option<Vec<u8>>,
}

/// Where the file is.
pub(super) struct Place {
    pub(super) path: &'static str,
    pub(super) prefix: String,
    pub(super) id: ObjectId,
}

/// Looks for the file below a commit's tree. Only a regular file counts: a link could lead to anything that is committed.
pub(super) fn find(reader: &mut Reader<'_>, top: ObjectId, hub: &[Vec<u8>]) -> Option<Place> {
    let parts: Option<Vec<&str>> = hub.iter().map(|part| std::str::from_utf8(part).ok()).collect();
    let prefix = format!("{}/", parts.filter(|parts| !parts.is_empty())?.join("/"));
    CODE_OWNERS.into_iter().find_map(|path| {
        let (folder, name) = path.split_once('/').map_or(("", path), |(folder, name)| (folder, name));
        let tree = if folder.is_empty() { top } else { named(reader, top, folder, &[b"40000", b"040000"])? };
        let id = named(reader, tree, name, &[b"100644", b"100755", b"100664"])?;
        Some(Place { path, prefix: prefix.clone(), id })
    })
}

/// The entry of a tree with a name and one of these modes.
fn named(reader: &mut Reader<'_>, tree: ObjectId, name: &str, modes: &[&[u8]]) -> Option<ObjectId> {
    let bytes = reader.tree(tree).ok()?;
    let mut found = entries(&bytes).flatten();
    found.find(|entry| entry.name == name.as_bytes() && modes.contains(&entry.mode)).map(|entry| entry.id)
}
