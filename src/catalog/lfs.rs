//! Git LFS pointer files: a file in git that stands for a large one elsewhere.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Location};
use crate::hub::{ModelFolder, Snapshot};
use crate::vocabulary::format;
use crate::weights::pointer::{self, LARGEST};

use super::address::Scheme;
use super::artifact::Artifact;

/// The folder's pointers by path: checksum and size in bytes.
pub(super) fn pointers(snapshot: &Snapshot, folder: &ModelFolder) -> BTreeMap<String, (String, u64)> {
    let small = folder.files.iter().filter(|file| (100..=LARGEST).contains(&file.size));
    small
        .filter_map(|file| {
            let bytes = snapshot.read(&format!("{}/{}", folder.path, file.path), LARGEST).ok()?;
            let pointer = pointer::parse(&bytes)?;
            Some((file.path.clone(), (pointer.sha256, pointer.size)))
        })
        .collect()
}

/// Joins the card's weights with the folder's pointers: a pointer completes the entry that names it, and becomes an
/// entry of its own where none does.
pub(super) fn join(
    weights: &mut Vec<Artifact>,
    mut pointers: BTreeMap<String, (String, u64)>,
    folder: &str,
    diagnostics: &mut Vec<Diagnostic>,
) {
    for artifact in weights.iter_mut().filter(|artifact| artifact.scheme == Scheme::Relative) {
        let Some((sha256, size)) = artifact.uri.as_deref().and_then(|uri| pointers.remove(uri)) else {
            continue;
        };
        artifact.lfs = true;
        if artifact.sha256.as_ref().is_some_and(|stated| *stated != sha256) {
            let message = format!("`sha256` differs from the Git LFS pointer {}", artifact.path);
            diagnostics.push(
                Diagnostic::error("CX411", artifact.location.clone(), message)
                    .help("the card and the pointer must name the same file"),
            );
        }
        if artifact.size.is_some_and(|stated| stated != size) {
            let message =
                format!("`size` differs from the Git LFS pointer {}, which says {size} bytes", artifact.path);
            diagnostics.push(
                Diagnostic::error("CX411", artifact.location.clone(), message)
                    .help("the card and the pointer must name the same file"),
            );
        }
        artifact.sha256.get_or_insert(sha256);
        artifact.size.get_or_insert(size);
    }
    for (path, (sha256, size)) in pointers {
        let format = format::from_file_name(&path).map_or(String::new(), |format| format.id.to_owned());
        let role = if format.is_empty() { "file" } else { "weights" };
        weights.push(Artifact {
            location: Location::file(format!("{folder}/{path}")),
            uri: Some(path.clone()),
            path,
            scheme: Scheme::Relative,
            lfs: true,
            size: Some(size),
            sha256: Some(sha256),
            format,
            dtype: None,
            parameters: None,
            quantization: None,
            variant: None,
            role: role.to_owned(),
        });
    }
}
