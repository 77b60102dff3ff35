//! Replaces one file of a hub by a new text, whole or not at all.

use std::fs::File;
use std::io::{self, Read, Write};
use std::path::Path;

use super::is_inside;

/// Writes `after` to a regular file that still holds `before`: into a new file beside it that takes its name once it is complete.
/// Its mode stays. `root` has its links resolved; `path` is relative to it, with `/` between its parts.
///
/// # Errors
/// When a part of the path is a link or leads out of the hub, when the file holds something else by now, or when the system
/// refuses. The file is as it was then.
pub(crate) fn replace(root: &Path, path: &str, before: &[u8], after: &[u8]) -> io::Result<()> {
    if !is_inside(path) {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "it leads out of the hub"));
    }
    in_folder(root, Path::new(path), before, after)
}

/// Whether a file holds these bytes and no others.
fn holds(file: &mut File, before: &[u8]) -> io::Result<()> {
    let mut now = Vec::with_capacity(before.len());
    file.take(before.len() as u64 + 1).read_to_end(&mut now)?;
    if now == before { Ok(()) } else { Err(io::Error::other("somebody has changed it in the meantime")) }
}

fn fill(mut file: File, after: &[u8]) -> io::Result<()> {
    file.write_all(after)?;
    file.sync_all()
}

/// The name of the new file until it is complete. It is hidden, so that no walk of the hub takes it for a part of a card.
fn temporary(name: &str) -> String {
    format!(".{name}.cardex-{}", std::process::id())
}

/// Folder by folder, and through no link.
#[cfg(unix)]
fn in_folder(root: &Path, path: &Path, before: &[u8], after: &[u8]) -> io::Result<()> {
    use rustix::fs::{AtFlags, CWD, Mode, OFlags, fchmod, fstat, openat, renameat, unlinkat};
    use rustix::io::Errno;

    let refused = |error: Errno| match error {
        Errno::LOOP | Errno::NOTDIR => io::Error::other("it is a link, or lies behind one"),
        error => error.into(),
    };
    let folder_flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC;
    let mut folder = openat(CWD, root, folder_flags, Mode::empty()).map_err(refused)?;
    for part in path.parent().into_iter().flat_map(Path::components) {
        folder = openat(&folder, part.as_os_str(), folder_flags | OFlags::NOFOLLOW, Mode::empty())
            .map_err(refused)?;
    }
    let name = path.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
    let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC;
    let mut old = File::from(openat(&folder, &*name, flags, Mode::empty()).map_err(refused)?);
    if !old.metadata()?.is_file() {
        return Err(io::Error::other("it is no regular file"));
    }
    holds(&mut old, before)?;
    let mode = Mode::from_raw_mode(fstat(&old)?.st_mode);
    let new = temporary(&name);
    let flags = OFlags::WRONLY | OFlags::CREATE | OFlags::EXCL | OFlags::NOFOLLOW | OFlags::CLOEXEC;
    let file = openat(&folder, &*new, flags, Mode::RUSR | Mode::WUSR).map_err(refused)?;
    let written = fchmod(&file, mode)
        .map_err(io::Error::from)
        .and_then(|()| fill(File::from(file), after))
        .and_then(|()| renameat(&folder, &*new, &folder, &*name).map_err(io::Error::from));
    if written.is_err() {
        // What is left of it is of no use; the first error is the one to tell.
        let _ = unlinkat(&folder, &*new, AtFlags::empty());
    }
    written
}

/// Folder by folder, and through no link.
#[cfg(not(unix))]
fn in_folder(root: &Path, path: &Path, before: &[u8], after: &[u8]) -> io::Result<()> {
    let path = root.join(path);
    for part in path.ancestors().take_while(|part| *part != root) {
        if std::fs::symlink_metadata(part)?.file_type().is_symlink() {
            return Err(io::Error::other("it is a link, or lies behind one"));
        }
    }
    holds(&mut File::open(&path)?, before)?;
    let name = path.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
    let new = path.with_file_name(temporary(&name));
    let written =
        File::create_new(&new).and_then(|file| fill(file, after)).and_then(|()| std::fs::rename(&new, &path));
    if written.is_err() {
        // What is left of it is of no use; the first error is the one to tell.
        let _ = std::fs::remove_file(&new);
    }
    written
}
