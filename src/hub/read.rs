//! Reads one file of the hub: regular files inside the hub only, under a limit.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// Why a file of the hub could not be read.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// The system refused.
    #[error("cannot read {path}: {source}")]
    Io {
        /// The file, relative to the hub.
        path: String,
        /// What the system says.
        source: std::io::Error,
    },
    /// The file is larger than it may be; nothing of it was read.
    #[error("{path} has {size} bytes, more than the limit of {limit}")]
    TooLarge {
        /// The file, relative to the hub.
        path: String,
        /// Its size in bytes.
        size: u64,
        /// How many bytes it may have.
        limit: u64,
    },
    /// A pipe, socket, device or folder.
    #[error("{path} is {kind}, not a regular file")]
    NotAFile {
        /// The file, relative to the hub.
        path: String,
        /// What it is: `a named pipe`, `a socket`, `a device`, `a folder`.
        kind: &'static str,
    },
    /// A link that leads out of the hub or into its `.git`.
    #[error("{path} leads out of the hub")]
    Outside {
        /// The file, relative to the hub.
        path: String,
    },
}

pub(super) fn read(root: &Path, path: &str, limit: u64) -> Result<Vec<u8>, ReadError> {
    let failed = |source| ReadError::Io { path: path.to_owned(), source };
    let file = match open(&root.join(path)) {
        Ok(file) => file,
        Err(error) if is_link(&error) => {
            let target =
                inside(root, &root.join(path)).ok_or_else(|| ReadError::Outside { path: path.to_owned() })?;
            open(&target).map_err(failed)?
        }
        Err(error) => return Err(failed(error)),
    };
    let metadata = file.metadata().map_err(failed)?;
    if !metadata.is_file() {
        return Err(ReadError::NotAFile { path: path.to_owned(), kind: kind(metadata.file_type()) });
    }
    let too_large = |size| ReadError::TooLarge { path: path.to_owned(), size, limit };
    if metadata.len() > limit {
        return Err(too_large(metadata.len()));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(metadata.len()).unwrap_or(0) + 1);
    // The file may grow while it is read.
    file.take(limit + 1).read_to_end(&mut bytes).map_err(failed)?;
    if bytes.len() as u64 > limit { Err(too_large(bytes.len() as u64)) } else { Ok(bytes) }
}

/// The place a link leads to, when that is inside the hub and not in a `.git` folder.
pub(super) fn inside(root: &Path, link: &Path) -> Option<PathBuf> {
    let target = link.canonicalize().ok()?;
    let below = target.strip_prefix(root).ok()?;
    (!below.components().any(|part| part.as_os_str() == ".git")).then_some(target)
}

/// What a thing that is no regular file is called.
pub(super) fn kind(file_type: std::fs::FileType) -> &'static str {
    #[cfg(unix)]
    {
        use std::os::unix::fs::FileTypeExt;
        if file_type.is_fifo() {
            return "a named pipe";
        }
        if file_type.is_socket() {
            return "a socket";
        }
        if file_type.is_char_device() || file_type.is_block_device() {
            return "a device";
        }
    }
    if file_type.is_dir() { "a folder" } else { "a special file" }
}

/// Opens without following a link in the last place and without waiting for the other end of a pipe.
#[cfg(unix)]
fn open(path: &Path) -> io::Result<File> {
    use rustix::fs::{Mode, OFlags};
    let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC;
    Ok(File::from(rustix::fs::open(path, flags, Mode::empty())?))
}

#[cfg(not(unix))]
fn open(path: &Path) -> io::Result<File> {
    if path.symlink_metadata()?.file_type().is_symlink() {
        return Err(io::Error::other("a link"));
    }
    File::open(path)
}

#[cfg(unix)]
fn is_link(error: &io::Error) -> bool {
    error.raw_os_error() == Some(rustix::io::Errno::LOOP.raw_os_error())
}

#[cfg(not(unix))]
fn is_link(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::Other
}
