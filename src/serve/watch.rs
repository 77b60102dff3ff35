//! Tells which files changed: the door to the watcher of files.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode};
use notify::{Config, Event, EventKind, PollWatcher, RecommendedWatcher, RecursiveMode, Watcher};

/// An editor writes a file in several steps: so long nothing may happen until a change counts as done.
const QUIET: Duration = Duration::from_millis(20);
/// A change that never ends is looked at after this time.
const LONGEST: Duration = Duration::from_millis(300);
/// How often folders are looked through where the system does not tell of changes.
const POLL: Duration = Duration::from_secs(2);

/// Files cannot be watched.
#[derive(Debug, thiserror::Error)]
#[error("cannot watch {}: {source}", path.display())]
pub struct WatchError {
    path: PathBuf,
    source: notify::Error,
}

/// A watch over folders.
pub struct Watch {
    watcher: Box<dyn Watcher + Send>,
    watched: BTreeSet<PathBuf>,
    events: Receiver<notify::Result<Event>>,
    is_polling: bool,
}

/// What changed.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Changed {
    /// The files and folders.
    pub paths: BTreeSet<PathBuf>,
    /// Whether changes were missed, so that anything may have changed.
    pub missed: bool,
}

impl Watch {
    /// Watches folders, each with all below it or (`false`) by itself; what is not there is left out. Where the system tells
    /// of no changes, or not of so many folders, they are looked through every two seconds.
    ///
    /// # Errors
    /// When neither can be done.
    pub fn over(folders: &[(PathBuf, bool)]) -> Result<Watch, WatchError> {
        let (sender, events) = channel();
        let refused = |source| WatchError { path: PathBuf::new(), source };
        if let Ok(watcher) = RecommendedWatcher::new(sender.clone(), Config::default()) {
            let mut watch =
                Watch { watcher: Box::new(watcher), watched: BTreeSet::new(), events, is_polling: false };
            match watch.add(folders) {
                Ok(_) => return Ok(watch),
                Err(_) => drop(watch),
            }
        }
        let (sender, events) = channel();
        let config = Config::default().with_poll_interval(POLL).with_compare_contents(false);
        let watcher = PollWatcher::new(sender, config).map_err(refused)?;
        let mut watch =
            Watch { watcher: Box::new(watcher), watched: BTreeSet::new(), events, is_polling: true };
        watch.add(folders)?;
        Ok(watch)
    }

    /// Whether folders are looked through every two seconds.
    pub fn is_polling(&self) -> bool {
        self.is_polling
    }

    /// Watches more folders, as [`Watch::over`] does; says whether one is new, in which something may have changed before.
    ///
    /// # Errors
    /// When one cannot be watched.
    pub fn add(&mut self, folders: &[(PathBuf, bool)]) -> Result<bool, WatchError> {
        let mut is_new = false;
        for (folder, below) in folders {
            if !folder.is_dir() || !self.watched.insert(folder.clone()) {
                continue;
            }
            let mode = if *below { RecursiveMode::Recursive } else { RecursiveMode::NonRecursive };
            if let Err(source) = self.watcher.watch(folder, mode) {
                self.watched.remove(folder);
                return Err(WatchError { path: folder.clone(), source });
            }
            is_new = true;
        }
        Ok(is_new)
    }

    /// Waits for a change to be done, at most so long; `None` where nothing changed.
    pub fn next(&mut self, most: Duration) -> Option<Changed> {
        let mut changed = Changed::default();
        let start = Instant::now();
        while changed.is_nothing() {
            let left = most.checked_sub(start.elapsed())?;
            match self.events.recv_timeout(left) {
                Ok(event) => changed.note(event),
                Err(RecvTimeoutError::Timeout) => return None,
                Err(RecvTimeoutError::Disconnected) => {
                    std::thread::sleep(left);
                    return None;
                }
            }
        }
        let start = Instant::now();
        while start.elapsed() < LONGEST {
            match self.events.recv_timeout(QUIET) {
                Ok(event) => changed.note(event),
                Err(_) => break,
            }
        }
        // A folder that went is no longer watched; should it come back, it is to be watched again.
        self.watched.retain(|folder| folder.is_dir());
        Some(changed)
    }
}

impl Changed {
    fn is_nothing(&self) -> bool {
        self.paths.is_empty() && !self.missed
    }

    fn note(&mut self, event: notify::Result<Event>) {
        let Ok(event) = event else {
            self.missed = true;
            return;
        };
        self.missed |= event.need_rescan();
        // That we read a file ourselves is no change.
        let is_read =
            matches!(event.kind, EventKind::Access(kind) if kind != AccessKind::Close(AccessMode::Write));
        if !is_read {
            self.paths.extend(event.paths);
        }
    }

    /// The paths below a folder, relative to it, with `/` between their parts; those that are no UTF-8 left out.
    pub fn below<'a>(&'a self, folder: &'a Path) -> impl Iterator<Item = String> + 'a {
        self.paths.iter().filter_map(move |path| {
            let parts: Option<Vec<&str>> =
                path.strip_prefix(folder).ok()?.iter().map(|part| part.to_str()).collect();
            Some(parts?.join("/"))
        })
    }
}
