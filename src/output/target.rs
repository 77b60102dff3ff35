//! The output folder: where it is, and whether a build may have it.

use std::ffi::{OsStr, OsString};
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use super::{OutputError, StageOptions};

/// An output folder that is none of those which a build must never replace.
pub(super) struct Target {
    /// The folder, absolute, without links or `..` in it.
    pub(super) path: PathBuf,
    /// The folder that it lies in.
    pub(super) parent: PathBuf,
    name: OsString,
}

impl Target {
    /// Finds the folder and refuses the dangerous ones. Changes nothing.
    pub(super) fn resolve(dir: &Path, options: &StageOptions) -> Result<Self, OutputError> {
        let given = std::path::absolute(dir).map_err(OutputError::io("find", dir))?;
        // A trailing slash would make the system look through a link.
        let given: PathBuf = given.components().collect();
        let path = match fs::symlink_metadata(&given) {
            Ok(found) if found.is_symlink() => return Err(OutputError::Symlink { path: given }),
            Ok(found) if !found.is_dir() => return Err(OutputError::NotAFolder { path: given }),
            Ok(_) => fs::canonicalize(&given).map_err(OutputError::io("find", &given))?,
            Err(error) if error.kind() == io::ErrorKind::NotFound => resolve_absent(&given)?,
            Err(error) => return Err(OutputError::io("find", &given)(error)),
        };
        if let Some(what) = protected(&path, options) {
            return Err(OutputError::Protected { path, what });
        }
        match (path.parent().map(Path::to_path_buf), path.file_name().map(OsStr::to_os_string)) {
            (Some(parent), Some(name)) => Ok(Self { path, parent, name }),
            _ => Err(OutputError::Protected { path, what: "the root of a file system".to_owned() }),
        }
    }

    /// Refuses a folder that its owner made read-only, though one could rename another into its place.
    pub(super) fn refuse_unwritable(&self) -> Result<(), OutputError> {
        #[cfg(unix)]
        if self.path.is_dir() {
            rustix::fs::access(&self.path, rustix::fs::Access::WRITE_OK)
                .map_err(|error| OutputError::io("write into", &self.path)(error.into()))?;
        }
        Ok(())
    }

    /// The name of one of our own things beside the folder: `.site.cardex` and the suffix.
    pub(super) fn beside(&self, suffix: &str) -> PathBuf {
        let mut name = OsString::from(".");
        name.push(&self.name);
        name.push(".cardex");
        name.push(suffix);
        self.parent.join(name)
    }

    /// Whether the folder cannot be exchanged for another: something is mounted on it, or somebody stands in it.
    pub(super) fn is_fixed(&self) -> bool {
        let here = std::env::current_dir().and_then(fs::canonicalize);
        here.is_ok_and(|here| here.starts_with(&self.path)) || is_mount_point(self)
    }
}

/// The place of a folder that does not exist yet, links above it followed.
fn resolve_absent(given: &Path) -> Result<PathBuf, OutputError> {
    let mut missing = Vec::new();
    let mut above = given;
    loop {
        match (above.components().next_back(), above.parent()) {
            (Some(Component::Normal(name)), Some(parent)) => {
                missing.push(name);
                above = parent;
            }
            _ => return Err(OutputError::io("find", given)(io::ErrorKind::NotFound.into())),
        }
        match fs::canonicalize(above) {
            Ok(mut path) => {
                path.extend(missing.iter().rev());
                return Ok(path);
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(OutputError::io("find", above)(error)),
        }
    }
}

/// What a folder is that no build may replace, marker or not.
fn protected(path: &Path, options: &StageOptions) -> Option<String> {
    if path.parent().is_none() {
        return Some("the root of a file system".to_owned());
    }
    if path.components().any(|part| part.as_os_str().eq_ignore_ascii_case(".git")) {
        return Some("inside a git folder".to_owned());
    }
    let places =
        [(std::env::home_dir(), "your home folder"), (Some(options.hub_root.clone()), "the hub itself")];
    for (place, what) in places {
        let Some(place) = place.and_then(|place| fs::canonicalize(place).ok()) else { continue };
        if place == path {
            return Some(what.to_owned());
        }
        if place.starts_with(path) {
            return Some(format!("above {what}"));
        }
    }
    for source in &options.sources {
        let Ok(source) = fs::canonicalize(source) else { continue };
        if source.starts_with(path) || path.starts_with(&source) {
            let name = source.file_name().unwrap_or_default().to_string_lossy().into_owned();
            return Some(format!("in the way of the hub's own folder {name}, which builds read"));
        }
    }
    None
}

/// Asks the kernel, since a bind mount has the same device number as the folder above it.
#[cfg(target_os = "linux")]
fn is_mount_point(target: &Target) -> bool {
    use rustix::fs::{AtFlags, CWD, StatxAttributes, StatxFlags, statx};

    match statx(CWD, &target.path, AtFlags::SYMLINK_NOFOLLOW, StatxFlags::empty()) {
        Ok(found) if found.stx_attributes_mask.contains(StatxAttributes::MOUNT_ROOT) => {
            found.stx_attributes.contains(StatxAttributes::MOUNT_ROOT)
        }
        _ => has_other_device(target),
    }
}

#[cfg(not(target_os = "linux"))]
fn is_mount_point(target: &Target) -> bool {
    has_other_device(target)
}

#[cfg(unix)]
fn has_other_device(target: &Target) -> bool {
    use std::os::unix::fs::MetadataExt;

    match (fs::metadata(&target.path), fs::metadata(&target.parent)) {
        (Ok(folder), Ok(parent)) => folder.dev() != parent.dev(),
        _ => false,
    }
}

#[cfg(not(unix))]
fn has_other_device(_: &Target) -> bool {
    false
}
