//! Reads, writes and replaces one file of a hub: a regular file inside the hub, under a limit. Nothing else is ever opened.

mod create;
mod replace;

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

pub(crate) use create::create;
pub(crate) use replace::replace;

/// Why a file of the hub could not be read.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// The system refused.
    #[error("cannot read {path}: {source}")]
    Io {
        /// The file, relative to the hub.
        path: String,
        /// What the system says.
        source: io::Error,
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
    /// A path or link that leads out of the hub or into a `.git`.
    #[error("{path} leads out of the hub")]
    Outside {
        /// The file, relative to the hub.
        path: String,
    },
}

/// Reads a file whole. `root` has its links resolved; `path` is relative to it, with `/` between its parts.
pub(crate) fn read(root: &Path, path: &str, limit: u64) -> Result<Vec<u8>, ReadError> {
    let refuse = |source| ReadError::Io { path: path.to_owned(), source };
    if !is_inside(path) {
        return Err(ReadError::Outside { path: path.to_owned() });
    }
    let file = match open(root, Path::new(path)) {
        Ok(file) => file,
        Err(Closed::Special(kind)) => return Err(ReadError::NotAFile { path: path.to_owned(), kind }),
        Err(Closed::Io(source)) => return Err(refuse(source)),
        Err(Closed::Link) => {
            let target = resolve(root, &root.join(path)).map_err(refuse)?;
            let target = target.ok_or_else(|| ReadError::Outside { path: path.to_owned() })?;
            match open(root, &target) {
                Ok(file) => file,
                Err(Closed::Special(kind)) => {
                    return Err(ReadError::NotAFile { path: path.to_owned(), kind });
                }
                Err(Closed::Io(source)) => return Err(refuse(source)),
                // The link was exchanged between the two looks at it.
                Err(Closed::Link) => return Err(ReadError::Outside { path: path.to_owned() }),
            }
        }
    };
    let size = file.metadata().map_err(refuse)?.len();
    let too_large = |size| ReadError::TooLarge { path: path.to_owned(), size, limit };
    if size > limit {
        return Err(too_large(size));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or(0));
    file.take(limit.saturating_add(1)).read_to_end(&mut bytes).map_err(refuse)?;
    // The file may have grown since it was measured.
    if bytes.len() as u64 > limit {
        return Err(too_large(bytes.len() as u64));
    }
    Ok(bytes)
}

/// Whether a path names something inside the hub by its letters alone.
fn is_inside(path: &str) -> bool {
    let inside = path.split('/').all(|part| !matches!(part, "" | "." | ".." | ".git"));
    inside && !(path.contains(['\0', std::path::MAIN_SEPARATOR]) && std::path::MAIN_SEPARATOR != '/')
}

/// Where a path leads, relative to `root`; `None` when that is not inside it, or inside a `.git`.
pub(crate) fn resolve(root: &Path, path: &Path) -> io::Result<Option<PathBuf>> {
    let target = path.canonicalize()?;
    Ok(target
        .strip_prefix(root)
        .ok()
        .filter(|inside| inside.components().all(|part| part.as_os_str() != ".git"))
        .map(Path::to_owned))
}

/// What something in the file system is that is no regular file.
pub(crate) fn kind_of(kind: std::fs::FileType) -> &'static str {
    if kind.is_dir() {
        return "a folder";
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::FileTypeExt;
        if kind.is_fifo() {
            return "a named pipe";
        }
        if kind.is_socket() {
            return "a socket";
        }
        if kind.is_block_device() || kind.is_char_device() {
            return "a device";
        }
    }
    "neither a file nor a folder"
}

/// Why a path was not opened.
enum Closed {
    Link,
    Special(&'static str),
    Io(io::Error),
}

/// Opens a path below `root` part by part and follows no link, so that nobody can exchange a part underway.
#[cfg(unix)]
fn open(root: &Path, path: &Path) -> Result<File, Closed> {
    use rustix::fs::{AtFlags, CWD, FileType, Mode, OFlags, fstat, openat, statat};
    use rustix::io::Errno;

    let refused = |error: Errno| match error {
        Errno::LOOP => Closed::Link,
        error => Closed::Io(error.into()),
    };
    let kind = |mode| FileType::from_raw_mode(mode);
    let special = |kind: FileType| {
        Closed::Special(match kind {
            FileType::Fifo => "a named pipe",
            FileType::Socket => "a socket",
            FileType::Directory => "a folder",
            FileType::BlockDevice | FileType::CharacterDevice => "a device",
            _ => "neither a file nor a folder",
        })
    };
    let folder_flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC;
    let mut folder = openat(CWD, root, folder_flags, Mode::empty()).map_err(refused)?;
    let mut path = path;
    if let (Some(parent), Some(name)) = (path.parent(), path.file_name())
        && let Some(parent) = beneath(&folder, parent)
    {
        folder = parent;
        path = Path::new(name);
    }
    let mut parts = path.iter().peekable();
    while let Some(part) = parts.next() {
        let stat = statat(&folder, part, AtFlags::SYMLINK_NOFOLLOW).map_err(refused)?;
        match kind(stat.st_mode) {
            FileType::Symlink => return Err(Closed::Link),
            FileType::Directory if parts.peek().is_some() => {
                folder =
                    openat(&folder, part, folder_flags | OFlags::NOFOLLOW, Mode::empty()).map_err(refused)?;
            }
            FileType::RegularFile if parts.peek().is_none() => {
                let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC;
                let file = openat(&folder, part, flags, Mode::empty()).map_err(refused)?;
                let opened = kind(fstat(&file).map_err(refused)?.st_mode);
                return if opened == FileType::RegularFile {
                    Ok(File::from(file))
                } else {
                    Err(special(opened))
                };
            }
            FileType::RegularFile => return Err(refused(Errno::NOTDIR)),
            other => return Err(special(other)),
        }
    }
    Err(special(FileType::Directory))
}

/// Opens a folder below another by one call that follows no link; `None` where that cannot be done, and somebody has to see why.
#[cfg(target_os = "linux")]
fn beneath(folder: &rustix::fd::OwnedFd, path: &Path) -> Option<rustix::fd::OwnedFd> {
    use rustix::fs::{Mode, OFlags, ResolveFlags, openat2};

    let flags = OFlags::PATH | OFlags::DIRECTORY | OFlags::CLOEXEC;
    let resolve = ResolveFlags::BENEATH | ResolveFlags::NO_SYMLINKS | ResolveFlags::NO_MAGICLINKS;
    (!path.as_os_str().is_empty())
        .then(|| openat2(folder, path, flags, Mode::empty(), resolve).ok())
        .flatten()
}

#[cfg(all(unix, not(target_os = "linux")))]
fn beneath(_folder: &rustix::fd::OwnedFd, _path: &Path) -> Option<rustix::fd::OwnedFd> {
    None
}

/// Opens a path below `root` that is a regular file and no link.
#[cfg(not(unix))]
fn open(root: &Path, path: &Path) -> Result<File, Closed> {
    let path = root.join(path);
    for part in path.ancestors().take_while(|part| *part != root) {
        if std::fs::symlink_metadata(part).map_err(Closed::Io)?.file_type().is_symlink() {
            return Err(Closed::Link);
        }
    }
    let kind = std::fs::symlink_metadata(&path).map_err(Closed::Io)?.file_type();
    if !kind.is_file() {
        return Err(Closed::Special(kind_of(kind)));
    }
    File::open(&path).map_err(Closed::Io)
}
