//! The marker: a file in the site that says "Cardex wrote this", and which files.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::OutputError;
use super::site_path;

/// The marker's name, at the top of the site.
pub(super) const NAME: &str = ".cardex-site.json";

/// The form of the marker that this version writes and reads.
const FORM: u64 = 1;

#[derive(Serialize, Deserialize)]
struct Marker {
    cardex_site: u64,
    files: Vec<String>,
}

/// The marker's bytes for these paths: sorted, one line each, no time, nothing of the machine.
pub(super) fn bytes(paths: &BTreeSet<&str>) -> Vec<u8> {
    let marker = Marker { cardex_site: FORM, files: paths.iter().map(|&path| path.to_owned()).collect() };
    // Strings and one number always have a JSON form; an empty marker would be refused by the next build.
    let mut bytes = serde_json::to_vec_pretty(&marker).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}

/// The paths that a folder's marker lists, or none if there is no marker.
///
/// Every path is checked as if we were to write it: a marker that was tampered with must not make us delete
/// anything outside the site.
pub(super) fn read(folder: &Path) -> Result<Option<BTreeSet<String>>, OutputError> {
    let path = folder.join(NAME);
    let bad = |reason: String| OutputError::BadMarker { path: path.clone(), reason };
    match fs::symlink_metadata(&path) {
        Ok(metadata) if metadata.is_file() => {}
        Ok(_) => return Err(bad("is not a plain file, so this is not a Cardex site".to_owned())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(OutputError::io("read", &path)(error)),
    }
    let text = fs::read(&path).map_err(OutputError::io("read", &path))?;
    let marker: Marker =
        serde_json::from_slice(&text).map_err(|error| bad(format!("is not a marker of Cardex ({error})")))?;
    if marker.cardex_site != FORM {
        return Err(bad(format!(
            "has form {}, which this version does not know ({FORM}): another version wrote it",
            marker.cardex_site
        )));
    }
    for file in &marker.files {
        site_path::check(file).map_err(|reason| bad(format!("lists {file:?}, which {reason}")))?;
    }
    Ok(Some(marker.files.into_iter().collect()))
}
