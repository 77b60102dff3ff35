//! The files of a site that were asked for, in memory; all others are dropped as they are made.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use super::Sink;

/// Bytes that are kept at most; what came later is made again when it is asked for.
const MOST: usize = 512 << 20;

/// Files by their path in the site, and which of those that are being made are to be kept.
#[derive(Debug, Default)]
pub struct Kept {
    /// What the paths of wanted files begin with, once for each request that waits.
    wanted: RwLock<Vec<String>>,
    files: Mutex<Files>,
    stopped: AtomicBool,
}

#[derive(Debug, Default)]
struct Files {
    by_path: BTreeMap<String, Arc<[u8]>>,
    /// Bytes of all of them.
    size: usize,
    /// How often they were dropped, since they had grown too many.
    dropped: usize,
}

/// Nobody wants the site any more.
#[derive(Debug, thiserror::Error)]
#[error("the site was replaced while the page was made")]
struct Stopped;

impl Kept {
    /// A file that is there.
    pub fn get(&self, path: &str) -> Option<Arc<[u8]>> {
        self.files.lock().unwrap_or_else(PoisonError::into_inner).by_path.get(path).cloned()
    }

    /// How often all files were dropped: what was whole before is not whole after.
    pub(super) fn dropped(&self) -> usize {
        self.files.lock().unwrap_or_else(PoisonError::into_inner).dropped
    }

    /// From now on all work for these files ends as soon as it can.
    pub fn stop(&self) {
        self.stopped.store(true, Ordering::Relaxed);
    }

    /// Whether [`Kept::stop`] was called.
    pub fn is_stopped(&self) -> bool {
        self.stopped.load(Ordering::Relaxed)
    }

    /// Runs `make`, and keeps what it makes of the files whose paths begin with one of `wanted`.
    pub(super) fn wanting<R>(&self, wanted: &[&str], make: impl FnOnce() -> R) -> R {
        let list = || self.wanted.write().unwrap_or_else(PoisonError::into_inner);
        list().extend(wanted.iter().map(|&path| path.to_owned()));
        let made = make();
        let mut list = list();
        for path in wanted {
            if let Some(at) = list.iter().position(|other| other == path) {
                list.swap_remove(at);
            }
        }
        made
    }
}

impl Sink for Kept {
    fn wants(&self, path: &str) -> Result<bool, Box<dyn std::error::Error + Send + Sync>> {
        if self.is_stopped() {
            return Err(Box::new(Stopped));
        }
        let wanted = self.wanted.read().unwrap_or_else(PoisonError::into_inner);
        Ok(wanted.iter().any(|start| path.starts_with(start.as_str())))
    }

    fn write(&self, path: &str, bytes: &[u8]) -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
        if !self.wants(path)? {
            return Ok(());
        }
        let mut files = self.files.lock().unwrap_or_else(PoisonError::into_inner);
        if files.size > MOST {
            *files = Files { dropped: files.dropped + 1, ..Files::default() };
        }
        if let Some(before) = files.by_path.insert(path.to_owned(), bytes.into()) {
            files.size -= before.len();
        }
        files.size += bytes.len();
        Ok(())
    }
}
