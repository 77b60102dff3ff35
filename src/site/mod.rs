//! Every page of the catalog, from the catalog through templates.

mod attachment;
mod budget;
mod columns;
mod data;
mod direction;
mod directory;
mod external;
mod item;
mod kept;
mod leaderboards;
mod links;
mod live;
pub mod number;
mod pages;
mod path;
mod preview;
mod render;
mod repository;
mod shared;
mod slug;
mod subject;
mod svg;
mod svg_line;
pub mod templates;
mod texts;
pub mod theme;
pub mod view;

pub use kept::Kept;
pub use leaderboards::Standings;
pub use live::{Live, live};
pub use path::Paths;
pub use preview::{Changed, LineKind, Preview, TextLine};
pub use render::{RenderError, Rendered, render};
pub use repository::Repository;
pub use slug::{file_name, slug, unique};
pub use texts::{findings, findings_of};

/// Reads a file of the hub by its path: the pages' way to pictures beside cards.
pub trait Files: Sync {
    /// The file's bytes; `None` when it cannot be read or is too large.
    fn read(&self, path: &str) -> Option<Vec<u8>>;

    /// Whether the hub has such a file or folder, hidden ones aside.
    fn exists(&self, path: &str) -> bool;
}

/// Takes the files of the site as they are made, from several threads.
pub trait Sink: Sync {
    /// Whether a page has to be made; one that nobody wants need not be rendered. As a rule all have to.
    ///
    /// # Errors
    /// When nothing is wanted any more: it ends the work.
    fn wants(&self, _path: &str) -> Result<bool, Box<dyn std::error::Error + Send + Sync>> {
        Ok(true)
    }

    /// Takes one file, by its path below the site's root.
    ///
    /// # Errors
    /// Whatever keeps the file from being stored.
    fn write(&self, path: &str, bytes: &[u8]) -> Result<(), Box<dyn std::error::Error + Send + Sync>>;

    /// Takes one file that is made while it is read, since it may be too large to be held.
    ///
    /// # Errors
    /// As [`Sink::write`]; also if reading fails.
    fn stream(
        &self,
        path: &str,
        from: &mut dyn std::io::Read,
    ) -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
        let mut bytes = Vec::new();
        from.read_to_end(&mut bytes)?;
        self.write(path, &bytes)
    }
}
