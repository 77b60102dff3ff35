//! A hub and a site in a temporary folder, and eyes to look at them.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use cardex::output::{OutputError, StageOptions, Written, stage};

pub(crate) const MARKER: &str = ".cardex-site.json";

/// A temporary folder with a hub; the site is to go beside it.
pub(crate) struct Sandbox {
    pub(crate) dir: tempfile::TempDir,
    pub(crate) hub: PathBuf,
    pub(crate) site: PathBuf,
}

impl Sandbox {
    pub(crate) fn new() -> Self {
        Self::within(tempfile::tempdir().unwrap())
    }

    /// On a disk that does not make a hundred builds wait for it, where the system has one.
    pub(crate) fn in_memory() -> Self {
        Self::within(tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).unwrap())
    }

    fn within(dir: tempfile::TempDir) -> Self {
        // The system's temporary folder may be behind a link, and errors speak of the real path.
        let root = fs::canonicalize(dir.path()).unwrap();
        let (hub, site) = (root.join("hub"), root.join("site"));
        fs::create_dir_all(hub.join("models/org/name")).unwrap();
        Self { dir, hub, site }
    }

    pub(crate) fn options(&self) -> StageOptions {
        let mut options = StageOptions::new(&self.hub);
        // A sync of the whole file system would make every test wait for every other program.
        options.durable = false;
        options
    }

    /// Builds these pages into the site.
    pub(crate) fn build(&self, pages: &[(&str, &str)]) -> Result<Written, OutputError> {
        self.build_into(&self.site, pages)
    }

    pub(crate) fn build_into(&self, dir: &Path, pages: &[(&str, &str)]) -> Result<Written, OutputError> {
        let staging = stage(dir, &self.options())?;
        for (path, text) in pages {
            staging.write(path, text.as_bytes())?;
        }
        staging.commit()
    }

    /// The names beside the hub and the site: a build must leave none.
    pub(crate) fn beside(&self) -> Vec<String> {
        names(self.dir.path())
    }
}

/// The names in a folder, sorted.
pub(crate) fn names(dir: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(dir).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// All files below a folder with their bytes; a link is its target, a folder that is empty is told with a slash.
pub(crate) fn contents(dir: &Path) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    collect(dir, "", &mut found);
    found
}

fn collect(dir: &Path, relative: &str, found: &mut BTreeMap<String, String>) {
    for name in names(dir) {
        let (place, path) = (dir.join(&name), format!("{relative}{name}"));
        let kind = fs::symlink_metadata(&place).unwrap();
        if kind.is_symlink() {
            found.insert(path, format!("-> {}", fs::read_link(&place).unwrap().display()));
        } else if kind.is_dir() {
            if names(&place).is_empty() {
                found.insert(format!("{path}/"), String::new());
            }
            collect(&place, &format!("{path}/"), found);
        } else {
            found.insert(path, String::from_utf8_lossy(&fs::read(&place).unwrap()).into_owned());
        }
    }
}

/// What a site with these pages has in it, the marker included.
pub(crate) fn site_of(pages: &[(&str, &str)]) -> BTreeMap<String, String> {
    let mut site: BTreeMap<String, String> =
        pages.iter().map(|&(path, text)| (path.to_owned(), text.to_owned())).collect();
    let lines: Vec<String> = site.keys().map(|path| format!("    {path:?}")).collect();
    let files = if lines.is_empty() { "[]".to_owned() } else { format!("[\n{}\n  ]", lines.join(",\n")) };
    site.insert(MARKER.to_owned(), format!("{{\n  \"cardex_site\": 1,\n  \"files\": {files}\n}}\n"));
    site
}

/// What identifies a file: its inode and its time in nanoseconds.
#[cfg(unix)]
pub(crate) fn identity(path: &Path) -> (u64, i64, i64) {
    use std::os::unix::fs::MetadataExt;

    let found = fs::metadata(path).unwrap();
    (found.ino(), found.mtime(), found.mtime_nsec())
}

/// Whether the tests run as root; then rights cannot stop us, and mounts can be made.
#[cfg(unix)]
pub(crate) fn is_root() -> bool {
    rustix::process::geteuid().is_root()
}

/// A mount that goes with the test.
#[cfg(target_os = "linux")]
pub(crate) struct Mount(PathBuf);

#[cfg(target_os = "linux")]
impl Mount {
    /// Mounts, or says that the test is skipped. In CI root must be able to, or the test would never run at all.
    pub(crate) fn new(args: &[&str], at: &Path) -> Option<Self> {
        if !is_root() {
            println!("skipped: only root can mount");
            return None;
        }
        let made = std::process::Command::new("mount").args(args).arg(at).output();
        match made {
            Ok(output) if output.status.success() => Some(Self(at.to_path_buf())),
            failed => {
                assert!(std::env::var("CI").as_deref() != Ok("true"), "root cannot mount: {failed:?}");
                println!("skipped: mounting is not allowed here");
                None
            }
        }
    }
}

#[cfg(target_os = "linux")]
impl Drop for Mount {
    fn drop(&mut self) {
        let _ = std::process::Command::new("umount").arg(&self.0).status();
    }
}
