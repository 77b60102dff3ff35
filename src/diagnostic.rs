//! What Cardex has to say about a hub: findings with a place, never panics.

mod fix;
mod found;

use std::fmt;

use serde::Serialize;

pub use fix::{Change, Edit, Fix};
pub use found::Found;

/// One finding, with the place that it speaks of and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Diagnostic {
    /// Where it is; ordered first so that a sorted list reads file by file.
    pub location: Location,
    /// The rule's stable code, `CX` and three digits.
    pub rule: &'static str,
    /// How grave it is.
    pub level: Level,
    /// What is wrong, in one sentence without a final full stop.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
    /// How it can be mended, where that cannot be wrong; last, so that it has no say in the order.
    pub fix: Option<Box<Fix>>,
}

impl Diagnostic {
    /// A finding that makes `build` exit with 1.
    pub fn error(rule: &'static str, location: Location, message: impl Into<String>) -> Self {
        Self { location, rule, level: Level::Error, message: message.into(), help: None, fix: None }
    }

    /// A finding that somebody should look at.
    pub fn warning(rule: &'static str, location: Location, message: impl Into<String>) -> Self {
        Self { location, rule, level: Level::Warning, message: message.into(), help: None, fix: None }
    }

    /// A remark, shown on request only.
    pub fn note(rule: &'static str, location: Location, message: impl Into<String>) -> Self {
        Self { location, rule, level: Level::Note, message: message.into(), help: None, fix: None }
    }

    /// Adds what to do about it.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Adds how it can be mended, if it can.
    #[must_use]
    pub fn fix(mut self, change: impl Into<Option<Change>>) -> Self {
        self.fix = change.into().map(|change| Box::new(Fix::new(change)));
        self
    }
}

/// How grave a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// Something of the hub is wrong, or did not reach the catalog.
    Error,
    /// Everything reached the catalog, but a reader may be misled.
    Warning,
    /// Worth knowing.
    Note,
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Level::Error => "error",
            Level::Warning => "warning",
            Level::Note => "note",
        })
    }
}

/// A place in the hub.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Location {
    /// The file or folder, relative to the hub's root, with `/` between its parts.
    pub path: String,
    /// Where in the file; `None` when the finding is about the file as a whole.
    pub mark: Option<Mark>,
}

impl Location {
    /// A file or folder as a whole.
    pub fn file(path: impl Into<String>) -> Self {
        Self { path: path.into(), mark: None }
    }

    /// A place inside a file.
    pub fn at(path: impl Into<String>, mark: Mark) -> Self {
        Self { path: path.into(), mark: Some(mark) }
    }
}

impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.mark {
            Some(mark) => write!(f, "{}:{mark}", self.path),
            None => f.write_str(&self.path),
        }
    }
}

/// A line and a column, both from 1; the column counts characters, as editors do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Mark {
    /// The line, from 1, in the file (not in the front matter).
    pub line: u32,
    /// The column, from 1, in characters.
    pub column: u32,
}

impl Mark {
    /// A mark at a line and a column, both from 1.
    pub fn new(line: u32, column: u32) -> Self {
        Self { line, column }
    }
}

impl fmt::Display for Mark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.line, self.column)
    }
}

/// A value together with the place it was read from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spanned<T> {
    /// What was read.
    pub value: T,
    /// Where it stands in its file.
    pub mark: Mark,
}

impl<T> Spanned<T> {
    /// A value with its place.
    pub fn new(value: T, mark: Mark) -> Self {
        Self { value, mark }
    }
}

/// What could be read, and what is to be said about it: loading never fails on bad content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parsed<T> {
    /// What could be read.
    pub value: T,
    /// What is to be said about it.
    pub diagnostics: Vec<Diagnostic>,
}

impl<T> Parsed<T> {
    /// A value and the findings made while reading it.
    pub fn new(value: T, diagnostics: Vec<Diagnostic>) -> Self {
        Self { value, diagnostics }
    }
}
