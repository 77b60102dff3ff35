//! The built site on the disk: staged beside the old one, compared with it, swapped in whole.
//!
//! ```text
//! stage(dir) -> write(path, bytes)... -> commit() -> Written
//! ```
//!
//! The promise. Until the swap the old site is untouched; a build that fails, is stopped or is killed leaves it
//! whole. The swap is one system call (`renameat2` with `RENAME_EXCHANGE`), so a reader sees the old site or the
//! new one. A file whose bytes did not change keeps its inode and its time: it is hard-linked, so `rsync` and caches
//! stay quiet. Files that are not ours are carried over and never deleted.
//!
//! Two weaker ways, taken only where the first is impossible:
//! - a file system without the exchange: two renames, with a moment between them in which there is no site;
//!   a build killed in that moment is repaired by the next one;
//! - a folder that cannot be renamed (a mount point, a parent we may not write, the current folder): changed files
//!   are renamed into it one by one, HTML last. Each file is whole, the site as a whole is for a moment a mixture.
//!
//! Power cuts. Syncing each of thirty thousand files would take minutes, so the file system is synced once, before the
//! swap, where the system has that call (`syncfs`, Linux). Elsewhere a power cut soon after a build may leave empty
//! pages, and building again mends them.
//!
//! Nothing here depends on time: the same files in, the same folder out.

mod claims;
mod commit;
mod compare;
mod durable;
mod error;
mod in_place;
mod interrupt;
mod leftovers;
mod lock;
mod marker;
mod old_site;
mod site_path;
mod staging;
mod swap;
mod target;

pub use commit::Written;
pub use error::OutputError;
pub use interrupt::Interrupt;
pub use staging::{StageOptions, Staging, stage};
