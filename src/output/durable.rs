//! Bytes that outlive a power cut.

use std::fs::File;
use std::io;
use std::path::Path;

/// Brings everything below a folder to the disk: one `syncfs` for the whole file system, where the system has it.
///
/// It is no error if the file system cannot: the site is right, only a power cut within seconds could still harm it.
pub(super) fn flush_tree(folder: &Path) {
    #[cfg(target_os = "linux")]
    if let Ok(folder) = File::open(folder) {
        let _ = rustix::fs::syncfs(&folder);
    }
    #[cfg(not(target_os = "linux"))]
    let _ = folder;
}

/// Brings a swap to the disk before the old files go.
pub(super) fn flush_folder(folder: &Path) {
    // Windows cannot open a folder as a file; there the journal of the file system has to do.
    if let Ok(folder) = File::open(folder) {
        let _ = folder.sync_all();
    }
}

/// Writes a small file whole: a reader sees the old bytes or the new.
pub(super) fn replace(file: &Path, through: &Path, bytes: &[u8], durable: bool) -> io::Result<()> {
    let mut new = File::create(through)?;
    io::Write::write_all(&mut new, bytes)?;
    if durable {
        new.sync_all()?;
    }
    drop(new);
    std::fs::rename(through, file)
}
