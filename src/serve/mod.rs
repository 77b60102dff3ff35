//! The server of a preview: answers a browser on this machine, tells it when to load a page again, and watches files.
//!
//! It knows nothing of models. What stands at a path is asked of a [`Site`]; a path is never looked up on the disk.

mod bell;
mod headers;
mod host;
mod inject;
mod request;
mod respond;
mod server;
mod target;
mod watch;

use std::sync::Arc;

pub use bell::{Bell, Moment};
pub use server::Server;
pub use watch::{Changed, Watch, WatchError};

/// What the server answers from.
pub trait Site: Send + Sync {
    /// What stands at a path below the site's root, such as `models/acme/x/index.html`.
    fn file(&self, path: &str) -> Answer;

    /// What the browser shows over a page: JSON, for the page at a path.
    fn findings(&self, page: &str) -> Vec<u8>;

    /// What rings when pages changed.
    fn bell(&self) -> &Bell;
}

/// An answer of a [`Site`].
#[derive(Debug, Clone)]
pub enum Answer {
    /// The file, and the number of the state that it comes from.
    File(Arc<[u8]>, u64),
    /// There is no such file; the page that says so, if there is one.
    Missing(Option<Arc<[u8]>>, u64),
    /// The page could not be made, and why.
    Failed(String, u64),
}
