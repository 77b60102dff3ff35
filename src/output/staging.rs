//! A build under way: pages go into a staging folder, the old site stays as it is.

use std::collections::HashSet;
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError, RwLock};

use super::claims::Claims;
use super::compare::{are_same, has_bytes};
use super::leftovers;
use super::lock::{Lock, LockError};
use super::old_site::{INNER_LOCK, INNER_STAGE, OldSite};
use super::site_path::{self, parent};
use super::target::Target;
use super::{Interrupt, OutputError, Written, commit};

/// What a build must know beside the folder.
#[derive(Debug, Clone)]
pub struct StageOptions {
    /// The hub; neither it nor a folder above it can be the output.
    pub hub_root: PathBuf,
    /// Folders that builds read; the output can be neither above nor below one. At first `<hub_root>/models`.
    pub sources: Vec<PathBuf>,
    /// Asked before each write and before the swap.
    pub interrupt: Interrupt,
    /// Whether the site should outlive a power cut right after the build. A preview does without.
    pub durable: bool,
}

impl StageOptions {
    /// The options of a plain build of this hub.
    #[must_use]
    pub fn new(hub_root: impl Into<PathBuf>) -> Self {
        let hub_root = hub_root.into();
        Self {
            sources: vec![hub_root.join("models")],
            hub_root,
            interrupt: Interrupt::default(),
            durable: true,
        }
    }
}

/// A site being written. Pages may come from many threads, in any order. Dropped without `commit`, it leaves no trace.
pub struct Staging {
    pub(super) target: Target,
    /// The staging folder; it holds the changed files only, until the swap.
    pub(super) root: PathBuf,
    pub(super) in_place: bool,
    pub(super) old: OldSite,
    pub(super) durable: bool,
    /// Set once the folder at `root` is the old site: from then on it must not be removed blindly.
    pub(super) swapped: AtomicBool,
    claims: Mutex<Claims>,
    changed: Mutex<Vec<String>>,
    unchanged: Mutex<Vec<String>>,
    folders: RwLock<HashSet<String>>,
    bytes: AtomicU64,
    failed: Mutex<Option<String>>,
    interrupt: Interrupt,
    _lock: Lock,
}

/// Prepares a build into `dir`: refuses folders that are not ours, takes the lock, clears what killed builds left,
/// and makes the staging folder. The site in `dir` is not changed.
///
/// # Errors
/// If the folder is refused, another build has it, or the system says no.
pub fn stage(dir: &Path, options: &StageOptions) -> Result<Staging, OutputError> {
    let target = Target::resolve(dir, options)?;
    target.refuse_unwritable()?;
    fs::create_dir_all(&target.parent).map_err(OutputError::io("create the folder", &target.parent))?;
    let (lock, in_place) = lock(&target)?;
    if !in_place {
        leftovers::put_back(&target)?;
    }
    let mut old = OldSite::read(&target.path)?;
    if in_place {
        leftovers::sweep_inner(&target.path)?;
    } else if leftovers::sweep(&target)? {
        old = OldSite::read(&target.path)?;
    }
    let number = std::process::id();
    let root = if in_place {
        target.path.join(format!("{INNER_STAGE}{number}"))
    } else {
        target.beside(&format!("-{number}"))
    };
    fs::create_dir(&root).map_err(OutputError::io("create the folder", &root))?;
    Ok(Staging {
        target,
        root,
        in_place,
        old,
        durable: options.durable,
        swapped: AtomicBool::new(false),
        claims: Mutex::default(),
        changed: Mutex::default(),
        unchanged: Mutex::default(),
        folders: RwLock::default(),
        bytes: AtomicU64::new(0),
        failed: Mutex::default(),
        interrupt: options.interrupt.clone(),
        _lock: lock,
    })
}

impl Staging {
    /// Writes one file of the site.
    ///
    /// # Errors
    /// If the path is unsafe or taken, somebody else's file is in its place, the system says no, or we are to stop.
    pub fn write(&self, path: &str, bytes: &[u8]) -> Result<(), OutputError> {
        self.noting_failure(path, || {
            self.claim(path)?;
            self.bytes.fetch_add(bytes.len() as u64, Ordering::Relaxed);
            if self.old.present.contains(path) && has_bytes(&self.target.path.join(path), bytes) {
                held(&self.unchanged).push(path.to_owned());
                return Ok(());
            }
            let place = self.root.join(path);
            let mut file = self.create(path, &place)?;
            file.write_all(bytes).map_err(OutputError::io("write", &place))?;
            held(&self.changed).push(path.to_owned());
            Ok(())
        })
    }

    /// Writes one file of the site from a stream, without holding it in memory.
    ///
    /// # Errors
    /// As `write`; also if the stream fails.
    pub fn copy(&self, path: &str, from: &mut dyn Read) -> Result<(), OutputError> {
        self.noting_failure(path, || {
            self.claim(path)?;
            let place = self.root.join(path);
            let mut file = self.create(path, &place)?;
            let length = io::copy(from, &mut file).map_err(OutputError::io("write", &place))?;
            drop(file);
            self.bytes.fetch_add(length, Ordering::Relaxed);
            if self.old.present.contains(path) && are_same(&self.target.path.join(path), &place) {
                leftovers::remove_file(&place)?;
                held(&self.unchanged).push(path.to_owned());
            } else {
                held(&self.changed).push(path.to_owned());
            }
            Ok(())
        })
    }

    /// Makes the site what was written: the old one is replaced whole, the files of others are kept.
    ///
    /// # Errors
    /// If the system says no or we are to stop; the old site then stands, unless the error says otherwise.
    pub fn commit(self) -> Result<Written, OutputError> {
        if let Some(path) = held(&self.failed).take() {
            return Err(OutputError::Unfinished { path });
        }
        self.go_on()?;
        commit::commit(&self)
    }

    /// The paths written, each list sorted: changed, unchanged; and the bytes of both.
    pub(super) fn tally(&self) -> (Vec<String>, Vec<String>, u64) {
        let (mut changed, mut unchanged) =
            (std::mem::take(&mut *held(&self.changed)), std::mem::take(&mut *held(&self.unchanged)));
        changed.sort_unstable();
        unchanged.sort_unstable();
        (changed, unchanged, self.bytes.load(Ordering::Relaxed))
    }

    pub(super) fn claims(&self) -> MutexGuard<'_, Claims> {
        held(&self.claims)
    }

    /// Refuses to go on once we are to stop.
    pub(super) fn go_on(&self) -> Result<(), OutputError> {
        match self.interrupt.signal() {
            Some(signal) => Err(OutputError::Interrupted { path: self.target.path.clone(), signal }),
            None => Ok(()),
        }
    }

    /// Makes the folders above a path of the site, once for all files in them.
    pub(super) fn make_room(&self, path: &str) -> Result<(), OutputError> {
        let Some(folder) = parent(path) else { return Ok(()) };
        if self.folders.read().unwrap_or_else(PoisonError::into_inner).contains(folder) {
            return Ok(());
        }
        let place = self.root.join(folder);
        match fs::create_dir(&place) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => fs::create_dir_all(&place),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
            made => made,
        }
        .map_err(OutputError::io("create the folder", &place))?;
        self.folders.write().unwrap_or_else(PoisonError::into_inner).insert(folder.to_owned());
        Ok(())
    }

    fn claim(&self, path: &str) -> Result<(), OutputError> {
        self.go_on()?;
        site_path::check(path).map_err(|reason| OutputError::UnsafePath { path: path.to_owned(), reason })?;
        if let Some(path) = self.old.in_the_way_of(path, &self.target.path) {
            return Err(OutputError::ForeignClash { path });
        }
        self.claims().claim(path)
    }

    fn create(&self, path: &str, place: &Path) -> Result<File, OutputError> {
        self.make_room(path)?;
        File::create_new(place).map_err(OutputError::io("create", place))
    }

    /// A failed write may leave half a file, so the site must not be committed even if the caller goes on.
    fn noting_failure(
        &self,
        path: &str,
        write: impl FnOnce() -> Result<(), OutputError>,
    ) -> Result<(), OutputError> {
        write().inspect_err(|_| {
            held(&self.failed).get_or_insert_with(|| path.to_owned());
        })
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        if !self.swapped.load(Ordering::Relaxed) {
            // What cannot be removed now is removed by the next build.
            let _ = fs::remove_dir_all(&self.root);
        }
    }
}

/// The lock, and whether the site has to be written in place. A site that is has its lock inside, where every build
/// of it can see it, wherever it is mounted.
fn lock(target: &Target) -> Result<(Lock, bool), OutputError> {
    let inner = target.path.join(INNER_LOCK);
    let exists = target.path.is_dir();
    if exists && target.is_fixed() {
        return take(target, &inner).map(|lock| (lock, true));
    }
    match take(target, &target.beside(".lock")) {
        Err(OutputError::Io { source, .. }) if exists && is_forbidden(&source) => {
            take(target, &inner).map(|lock| (lock, true))
        }
        lock => lock.map(|lock| (lock, false)),
    }
}

fn take(target: &Target, path: &Path) -> Result<Lock, OutputError> {
    Lock::take(path).map_err(|error| match error {
        LockError::Held(pid) => OutputError::Busy { path: target.path.clone(), pid },
        LockError::Io(source) => OutputError::Io { doing: "lock", path: path.to_path_buf(), source },
    })
}

fn is_forbidden(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem)
}

/// A panic elsewhere leaves these lists whole, so the lock's poison says nothing.
fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
