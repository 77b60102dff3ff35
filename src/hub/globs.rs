//! Files and folders by glob: what hub.yaml means by `paths.ignore` and `check.per_path`.

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};

/// Globs against paths relative to the hub; `*` stops at `/`, `**` does not.
pub struct Globs {
    globs: GlobSet,
}

impl Globs {
    /// Globs that do not parse match nothing: the configuration tells of them.
    pub fn new(globs: &[String]) -> Self {
        let mut set = GlobSetBuilder::new();
        for glob in globs {
            if let Ok(glob) = GlobBuilder::new(glob).literal_separator(true).build() {
                set.add(glob);
            }
        }
        Self { globs: set.build().unwrap_or_else(|_| GlobSet::empty()) }
    }

    /// Whether a folder matches, and so all that it holds.
    pub fn folder(&self, path: &str) -> bool {
        !self.globs.is_empty() && (self.globs.is_match(path) || self.globs.is_match(format!("{path}/")))
    }

    /// Whether a file matches.
    pub fn file(&self, path: &str) -> bool {
        !self.globs.is_empty() && self.globs.is_match(path)
    }
}
