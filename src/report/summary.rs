//! The one line at the end of a build.

use std::fmt;

/// What a build made.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Summary {
    /// Models in the catalog.
    pub models: usize,
    /// HTML pages.
    pub pages: usize,
    /// Files of all kinds.
    pub files: u64,
    /// Files whose bytes differ from the site before, or that are new.
    pub changed: u64,
    /// Bytes of all files.
    pub bytes: u64,
    /// Errors found.
    pub errors: usize,
    /// Warnings found.
    pub warnings: usize,
    /// Wall-clock seconds.
    pub seconds: f64,
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let plural =
            |count: usize, one: &str| if count == 1 { format!("1 {one}") } else { format!("{count} {one}s") };
        write!(
            f,
            "{}, {}, {} of {} files changed, {:.1} MB, {}, {}, {:.2} s",
            plural(self.models, "model"),
            plural(self.pages, "page"),
            self.changed,
            self.files,
            self.bytes as f64 / 1e6,
            plural(self.errors, "error"),
            plural(self.warnings, "warning"),
            self.seconds
        )
    }
}
