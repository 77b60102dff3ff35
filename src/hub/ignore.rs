//! What a hub leaves out of its catalog: `paths.ignore`.

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};

/// Globs against paths relative to the hub; `*` stops at `/`, `**` does not.
pub(super) struct Ignore {
    globs: GlobSet,
}

impl Ignore {
    /// Globs that do not parse match nothing: the configuration tells of them.
    pub(super) fn new(globs: &[String]) -> Self {
        let mut set = GlobSetBuilder::new();
        for glob in globs {
            if let Ok(glob) = GlobBuilder::new(glob).literal_separator(true).build() {
                set.add(glob);
            }
        }
        Self { globs: set.build().unwrap_or_else(|_| GlobSet::empty()) }
    }

    /// Whether a folder is left out, with all that it holds.
    pub(super) fn folder(&self, path: &str) -> bool {
        !self.globs.is_empty() && (self.globs.is_match(path) || self.globs.is_match(format!("{path}/")))
    }

    /// Whether a file is left out.
    pub(super) fn file(&self, path: &str) -> bool {
        !self.globs.is_empty() && self.globs.is_match(path)
    }
}
