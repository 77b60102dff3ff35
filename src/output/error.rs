//! What can go wrong between the pages and the disk.

use std::io;
use std::path::{Path, PathBuf};

use super::site_path::shown;

/// Why a site was not written. Unless the message says otherwise, the old site is as it was.
#[derive(Debug, thiserror::Error)]
pub enum OutputError {
    /// The output folder holds files, and no marker says that Cardex wrote them.
    #[error(
        "{} is not empty and not a Cardex site{}; nothing was changed; use an empty folder, or empty this one yourself",
        shown(path), if *git { " (it holds a git repository)" } else { "" }
    )]
    NotASite {
        /// The output folder.
        path: PathBuf,
        /// Whether a `.git` folder lies in it.
        git: bool,
    },
    /// The marker is there and cannot be believed.
    #[error(
        "{} {reason}; nothing was changed; build into an empty folder, or empty this one yourself",
        shown(path)
    )]
    BadMarker {
        /// The marker file.
        path: PathBuf,
        /// What is wrong with it, to follow the path in a sentence.
        reason: String,
    },
    /// The output folder is one that a build must never replace.
    #[error("{} is {what}; nothing was changed; choose another output folder", shown(path))]
    Protected {
        /// The output folder.
        path: PathBuf,
        /// What the folder is.
        what: String,
    },
    /// The output folder is a symbolic link.
    #[error("{} is a symbolic link; nothing was changed; name the folder that it points to", shown(path))]
    Symlink {
        /// The link.
        path: PathBuf,
    },
    /// The output folder is something else than a folder.
    #[error("{} is not a folder; nothing was changed; choose another output folder", shown(path))]
    NotAFolder {
        /// The file.
        path: PathBuf,
    },
    /// Another build is writing into the same folder.
    #[error(
        "another build is writing {}{}; wait for it to end and build again",
        shown(path), pid.map(|pid| format!(" (process {pid})")).unwrap_or_default()
    )]
    Busy {
        /// The output folder.
        path: PathBuf,
        /// The process that holds the lock, if its number could be read.
        pid: Option<u32>,
    },
    /// A file that Cardex did not write stands where a page has to go.
    #[error(
        "{} is not a file that Cardex wrote, and this build needs its place; move it away or rename it",
        shown(path)
    )]
    ForeignClash {
        /// The foreign file or folder.
        path: PathBuf,
    },
    /// Some part of the program asked for a file name that is not safe on every system.
    #[error(
        "the output path {path:?} {reason}; rename the card, tag or file that it comes from, or report this as a bug"
    )]
    UnsafePath {
        /// The path, relative to the site.
        path: String,
        /// What is wrong with it, to follow the path in a sentence.
        reason: &'static str,
    },
    /// Two writers of one path, or of two that are one where case does not count.
    #[error("two pages want one place in the site: {path:?} and {other:?}; rename the source of one of them")]
    Clash {
        /// The path that came second, relative to the site.
        path: String,
        /// The path that came first.
        other: String,
    },
    /// The operating system said no.
    #[error("cannot {doing} {}: {source}{}", shown(path), remedy(source))]
    Io {
        /// What was tried: `write`, `create the folder`.
        doing: &'static str,
        /// The file or folder.
        path: PathBuf,
        /// The system's own reason.
        source: io::Error,
    },
    /// The user or the system asked us to stop.
    #[error("stopped by signal {signal}; {} is as it was", shown(path))]
    Interrupted {
        /// The output folder.
        path: PathBuf,
        /// The signal's number; the exit code is 128 more.
        signal: i32,
    },
    /// A write failed earlier and the site was committed all the same.
    #[error(
        "{path:?} could not be written, so the site was not swapped in; solve the error reported before and build again"
    )]
    Unfinished {
        /// The path that failed, relative to the site.
        path: String,
    },
    /// The folder had to be written in place, and that stopped half way.
    #[error(
        "{} is partly written: {cause}; solve that and build again, no file of another's was touched",
        shown(path)
    )]
    HalfWritten {
        /// The output folder.
        path: PathBuf,
        /// What stopped it.
        cause: Box<OutputError>,
    },
    /// An earlier site could not be tidied away because files that are not ours are in it.
    #[error(
        "{} keeps files that Cardex did not write ({reason}); move them where you want them and delete that folder; the site itself is whole",
        shown(path)
    )]
    Leftover {
        /// The folder that was left.
        path: PathBuf,
        /// The first of these files, and why it could not be moved into the site.
        reason: String,
    },
}

impl OutputError {
    pub(super) fn io(doing: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        move |source| Self::Io { doing, path: path.to_path_buf(), source }
    }
}

fn remedy(source: &io::Error) -> &'static str {
    match source.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
            "; free some space (a build needs room for the changed pages beside the old site)"
        }
        io::ErrorKind::ReadOnlyFilesystem => "; choose an output folder on a file system that can be written",
        io::ErrorKind::PermissionDenied => {
            "; give yourself the right to write there, or choose another output folder"
        }
        io::ErrorKind::NotADirectory => "; a part of that path is a file, choose another output folder",
        _ => "; see to the cause and build again",
    }
}
