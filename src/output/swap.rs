//! The swap: the staging becomes the site in one step, and the old site goes.

use std::collections::BTreeSet;
use std::fs::{self, File, FileTimes};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;

use rayon::prelude::*;

use super::staging::Staging;
use super::{OutputError, durable, leftovers, marker};

/// How a swap ended.
pub(super) enum Swap {
    /// The new site stands; these files of others were moved into it.
    Done(Vec<PathBuf>),
    /// The folder cannot be replaced here; nothing was changed.
    Impossible,
}

/// Completes the staging and swaps it in.
pub(super) fn swap(
    staging: &Staging,
    unchanged: &[String],
    new: &BTreeSet<&str>,
) -> Result<Swap, OutputError> {
    let (root, site) = (&staging.root, &staging.target.path);
    unchanged.par_iter().try_for_each(|path| {
        staging.go_on()?;
        staging.make_room(path)?;
        link_or_copy(&site.join(path), &root.join(path)).map_err(OutputError::io("write", &root.join(path)))
    })?;
    link_foreign_files(staging);
    if staging.durable {
        durable::flush_tree(root);
    }
    staging.go_on()?;
    // The marker comes last: a staging that has one may be, or may hold, a site that somebody put files into.
    let marker = root.join(marker::NAME);
    durable::replace(&marker, &root.join(".cardex-new"), &marker::bytes(new), staging.durable)
        .map_err(OutputError::io("write", &marker))?;
    if let Ok(old) = fs::metadata(site) {
        fs::set_permissions(root, old.permissions()).map_err(OutputError::io("set the mode of", root))?;
    }

    let former = match exchange(root, site) {
        Ok(Exchanged::First) => None,
        Ok(Exchanged::Both) => Some(root.clone()),
        Err(error) if lacks_exchange(&error) => {
            let aside = staging.target.beside(&format!("-{}{}", std::process::id(), leftovers::ASIDE));
            match rename_twice(root, site, &aside) {
                Ok(()) => Some(aside),
                Err(error) if is_fixed(&error) => return Ok(Swap::Impossible),
                Err(error) => return Err(OutputError::io("replace", site)(error)),
            }
        }
        Err(error) if is_fixed(&error) => return Ok(Swap::Impossible),
        Err(error) => return Err(OutputError::io("replace", site)(error)),
    };
    staging.swapped.store(true, Ordering::Relaxed);
    if staging.durable {
        durable::flush_folder(&staging.target.parent);
    }
    former.map_or(Ok(Vec::new()), |former| leftovers::retire(&former, site)).map(Swap::Done)
}

enum Exchanged {
    /// There was no site, or an empty folder.
    First,
    /// The old site is now where the new one was.
    Both,
}

fn exchange(new: &Path, site: &Path) -> io::Result<Exchanged> {
    match fs::symlink_metadata(site) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return fs::rename(new, site).map(|()| Exchanged::First);
        }
        _ => {}
    }
    exchange_folders(new, site).map(|()| Exchanged::Both)
}

#[cfg(any(target_os = "linux", target_vendor = "apple"))]
fn exchange_folders(a: &Path, b: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};

    Ok(renameat_with(CWD, a, CWD, b, RenameFlags::EXCHANGE)?)
}

#[cfg(not(any(target_os = "linux", target_vendor = "apple")))]
fn exchange_folders(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Without the exchange: the old site away, the new one in; if that fails, the old one back.
fn rename_twice(new: &Path, site: &Path, aside: &Path) -> io::Result<()> {
    fs::rename(site, aside)?;
    fs::rename(new, site).inspect_err(|_| {
        // If even this fails, the next build finds the old site aside and puts it back.
        let _ = fs::rename(aside, site);
    })
}

/// The system or the file system does not know the exchange.
fn lacks_exchange(error: &io::Error) -> bool {
    // EINVAL has no kind of its own beside this one.
    matches!(error.kind(), io::ErrorKind::Unsupported | io::ErrorKind::InvalidInput)
}

/// The folder itself cannot be renamed, though files can perhaps be renamed into it: a mount, an image layer, a
/// folder of somebody else's in a shared one.
fn is_fixed(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::CrossesDevices | io::ErrorKind::ResourceBusy | io::ErrorKind::PermissionDenied
    )
}

/// The same file under a second name; where there are no hard links, a copy with the same time.
fn link_or_copy(from: &Path, to: &Path) -> io::Result<()> {
    if fs::hard_link(from, to).is_ok() {
        return Ok(());
    }
    fs::copy(from, to)?;
    let modified = fs::metadata(from)?.modified()?;
    File::options().write(true).open(to)?.set_times(FileTimes::new().set_modified(modified))
}

/// Gives single files of others to the new site before the swap, so that no reader misses a `CNAME` for a moment.
/// What cannot be linked, and folders, are moved after it.
fn link_foreign_files(staging: &Staging) {
    for foreign in staging.old.foreign.values().filter(|foreign| !foreign.is_folder) {
        let to = staging.root.join(&foreign.path);
        if to.parent().is_some_and(Path::is_dir) {
            let _ = fs::hard_link(staging.target.path.join(&foreign.path), to);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder_with(path: &Path, text: &str) {
        fs::create_dir(path).unwrap();
        fs::write(path.join("index.html"), text).unwrap();
    }

    #[test]
    fn two_renames_put_the_new_site_in_and_the_old_one_aside() {
        let dir = tempfile::tempdir().unwrap();
        let (new, site, aside) = (dir.path().join("new"), dir.path().join("site"), dir.path().join("aside"));
        folder_with(&new, "new");
        folder_with(&site, "old");
        rename_twice(&new, &site, &aside).unwrap();
        assert_eq!(fs::read_to_string(site.join("index.html")).unwrap(), "new");
        assert_eq!(fs::read_to_string(aside.join("index.html")).unwrap(), "old");
        assert!(!new.exists());
    }

    #[test]
    fn the_old_site_comes_back_if_the_second_rename_fails() {
        let dir = tempfile::tempdir().unwrap();
        let (site, aside) = (dir.path().join("site"), dir.path().join("aside"));
        folder_with(&site, "old");
        rename_twice(&dir.path().join("missing"), &site, &aside).unwrap_err();
        assert_eq!(fs::read_to_string(site.join("index.html")).unwrap(), "old");
        assert!(!aside.exists());
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_file_that_cannot_be_linked_is_copied_with_its_time() {
        use std::os::unix::fs::MetadataExt;

        let (here, shared) = (tempfile::tempdir().unwrap(), tempfile::tempdir_in("/dev/shm").unwrap());
        if fs::metadata(here.path()).unwrap().dev() == fs::metadata(shared.path()).unwrap().dev() {
            println!("skipped: the temporary folder and /dev/shm are one file system");
            return;
        }
        let (from, to) = (here.path().join("a"), shared.path().join("a"));
        fs::write(&from, "text").unwrap();
        let long_ago = std::time::UNIX_EPOCH + std::time::Duration::from_secs(1_000_000_000);
        File::options().write(true).open(&from).unwrap().set_modified(long_ago).unwrap();
        link_or_copy(&from, &to).unwrap();
        assert_eq!(fs::read_to_string(&to).unwrap(), "text");
        assert_eq!(fs::metadata(&to).unwrap().modified().unwrap(), long_ago);
    }
}
