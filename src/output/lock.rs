//! One build at a time into one folder.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

/// A held lock. The file goes when the lock does; one left by a killed build is harmless, the system freed it.
pub(super) struct Lock {
    path: PathBuf,
    _file: File,
}

/// Why there is no lock.
pub(super) enum LockError {
    /// Another build holds it, with its process number if that could be read.
    Held(Option<u32>),
    /// The lock file cannot be had.
    Io(io::Error),
}

impl Lock {
    /// Takes the lock at once or not at all.
    pub(super) fn take(path: &Path) -> Result<Self, LockError> {
        loop {
            let Some(mut file) = open_exclusively(path).map_err(LockError::Io)? else {
                return Err(LockError::Held(holder(path)));
            };
            // The former owner may have unlinked the file between our open and our lock: then ours guards nothing.
            if !is_still_at(&file, path) {
                continue;
            }
            let number = format!("{}\n", std::process::id());
            file.set_len(0).and_then(|()| file.write_all(number.as_bytes())).map_err(LockError::Io)?;
            return Ok(Self { path: path.to_path_buf(), _file: file });
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Unlinked while still held, so that nobody else's lock is ever removed.
        let _ = fs::remove_file(&self.path);
    }
}

fn holder(path: &Path) -> Option<u32> {
    let mut text = String::new();
    File::open(path).ok()?.take(32).read_to_string(&mut text).ok()?;
    text.trim().parse().ok()
}

/// The open file with its lock, or none if somebody else has it.
#[cfg(unix)]
fn open_exclusively(path: &Path) -> io::Result<Option<File>> {
    use std::os::unix::fs::OpenOptionsExt;

    use rustix::fs::{FlockOperation, OFlags, flock};

    // Never through a link: in a shared folder somebody could point it at another file.
    let no_links = i32::try_from(OFlags::NOFOLLOW.bits()).unwrap_or_default();
    let file = File::options()
        .read(true)
        .write(true)
        .create(true)
        .truncate(false)
        .custom_flags(no_links)
        .open(path)?;
    match flock(&file, FlockOperation::NonBlockingLockExclusive) {
        Ok(()) => Ok(Some(file)),
        Err(rustix::io::Errno::WOULDBLOCK) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// The open file, which nobody else can open as long as we have it, or none if somebody has.
#[cfg(windows)]
fn open_exclusively(path: &Path) -> io::Result<Option<File>> {
    use std::os::windows::fs::OpenOptionsExt;

    const SHARING_VIOLATION: i32 = 32;
    match File::options().read(true).write(true).create(true).truncate(false).share_mode(0).open(path) {
        Ok(file) => Ok(Some(file)),
        Err(error) if error.raw_os_error() == Some(SHARING_VIOLATION) => Ok(None),
        Err(error) => Err(error),
    }
}

#[cfg(unix)]
fn is_still_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;

    match (file.metadata(), fs::symlink_metadata(path)) {
        (Ok(ours), Ok(there)) => (ours.dev(), ours.ino()) == (there.dev(), there.ino()),
        _ => false,
    }
}

#[cfg(windows)]
fn is_still_at(_: &File, _: &Path) -> bool {
    true
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

    use super::*;

    #[test]
    fn nobody_holds_the_lock_of_a_file_that_is_gone() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("lock");
        let (inside, taken) = (AtomicBool::new(false), AtomicU32::new(0));
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    for _ in 0..3000 {
                        if let Ok(lock) = Lock::take(&path) {
                            assert!(!inside.swap(true, Ordering::SeqCst), "two at once");
                            std::thread::yield_now();
                            inside.store(false, Ordering::SeqCst);
                            taken.fetch_add(1, Ordering::SeqCst);
                            drop(lock);
                        }
                    }
                });
            }
        });
        assert!(taken.load(Ordering::SeqCst) > 0);
        assert!(!path.exists());
    }
}
