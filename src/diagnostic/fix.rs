//! How a finding can be mended: what has to change, and the edits of the file that do it.

use serde::Serialize;

use super::Mark;

/// How a finding can be mended, in the file that it is about.
///
/// Whoever finds a fault says what has to change. `edit` works out how, in the text at hand; until then, and where nobody
/// asked for it, there are no edits.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Fix {
    /// What it does, as a command: "write `apache-2.0`".
    pub label: String,
    /// What has to change.
    #[serde(skip)]
    pub change: Change,
    /// How: parts of the file and what stands there afterwards. In the order of the file, none over another.
    pub edits: Vec<Edit>,
}

impl Fix {
    /// A fix whose edits are still to be worked out.
    pub fn new(change: Change) -> Self {
        let label = match &change {
            Change::Replace(_, text) | Change::Write(_, text) => format!("write `{text}`"),
            Change::Quote(_) => "put the text in quotes".to_owned(),
            Change::Rename(_, key) => format!("name the key `{key}`"),
            Change::RemoveItem(_) => "remove the item".to_owned(),
            Change::RemoveEntry(_) => "remove the key and its value".to_owned(),
            Change::RemoveRepeated(_) => "remove the second of the two".to_owned(),
            Change::Text(label, _) => (*label).to_owned(),
        };
        Self { label, change, edits: Vec::new() }
    }
}

/// What has to change. The marks are those of values and keys, as the tree of the front matter has them.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    /// A scalar says another text. Its quotes stay; a plain one gets some where the text needs them.
    Replace(Mark, String),
    /// A scalar is written so, as YAML: a number that stood in quotes loses them.
    Write(Mark, String),
    /// A plain scalar is put in quotes and says the same.
    Quote(Mark),
    /// A key has another name; its value stays.
    Rename(Mark, String),
    /// An item of a list goes; with the last one its list goes, and the key above that.
    RemoveItem(Mark),
    /// A key goes with its whole value.
    RemoveEntry(Mark),
    /// A key that is there twice goes with its whole value; what the map says stays the same.
    RemoveRepeated(Mark),
    /// What else there is, spelt out, and what it does. What the front matter says stays the same, if it could be read at all.
    Text(&'static str, Vec<Edit>),
}

/// A part of a file, and what stands there afterwards.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Edit {
    /// Where the part begins.
    pub start: Mark,
    /// Where it ends, exclusive; the same as `start` where something is put in.
    pub end: Mark,
    /// What takes its place.
    pub text: String,
}

impl Edit {
    /// Something put in, and nothing taken out.
    pub fn insert(at: Mark, text: impl Into<String>) -> Self {
        Self { start: at, end: at, text: text.into() }
    }

    /// Something taken out.
    pub fn remove(start: Mark, end: Mark) -> Self {
        Self { start, end, text: String::new() }
    }
}
