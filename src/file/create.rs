//! Writes one new file of a hub.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

use super::is_inside;

/// Writes a new file below `root`, which has its links resolved; folders on the way are made. `path` is relative to it, with `/`
/// between its parts.
///
/// # Errors
/// When there is such a file, when a part of the path is a link or leads out of the hub, or when the system refuses.
pub(crate) fn create(root: &Path, path: &str, bytes: &[u8]) -> io::Result<()> {
    let refuse = |what: &str| io::Error::new(io::ErrorKind::InvalidInput, what);
    if !is_inside(path) {
        return Err(refuse("it leads out of the hub"));
    }
    let mut place = root.to_owned();
    let (folders, name) = path.rsplit_once('/').unwrap_or(("", path));
    for part in folders.split('/').filter(|part| !part.is_empty()) {
        place.push(part);
        match fs::symlink_metadata(&place) {
            Ok(found) if found.is_dir() => {}
            Ok(_) => return Err(refuse("it is behind a link or a file")),
            Err(error) if error.kind() == io::ErrorKind::NotFound => fs::create_dir(&place)?,
            Err(error) => return Err(error),
        }
    }
    place.push(name);
    let mut file = File::create_new(&place)?;
    let written = file.write_all(bytes).and_then(|()| file.sync_all());
    if written.is_err() {
        // Half a file helps nobody; the first error is the one to tell.
        let _ = fs::remove_file(&place);
    }
    written
}
