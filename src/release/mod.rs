//! A model's versions move on: a new version, an alias that moves, a stage that is reached, a version that is given up. Each is a small
//! change of the model's files, and comments in them stay.

mod bump;
mod state;

use std::io::ErrorKind;

use crate::config::Config;
use crate::edit::{self, Sheet};
use crate::file::ReadError;
use crate::hub::{CardSource, Snapshot};
use crate::yaml::{self, Node};

pub use bump::{Bump, bump};
pub use state::{Approve, Deprecate, Promote, deprecate, promote};

/// A file that is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// The file, relative to the hub.
    pub path: String,
    /// Its text before; `None` for a new file.
    pub before: Option<String>,
    /// Its text after.
    pub after: String,
}

/// What is written, and what is left to do by hand.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Release {
    /// The files.
    pub files: Vec<Written>,
    /// What was done and what is still to be done, a sentence each.
    pub notes: Vec<String>,
}

/// Why it cannot be done: what is wrong, and what to do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Refusal(pub String);

impl Refusal {
    fn because(what: impl Into<String>) -> Self {
        Self(what.into())
    }
}

/// What kind of file is edited.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// A card with front matter.
    Card,
    /// YAML from the first line to the last.
    Yaml,
}

/// A file while it is edited.
struct Draft<'a> {
    path: String,
    kind: Kind,
    before: Option<String>,
    text: String,
    config: &'a Config,
}

impl<'a> Draft<'a> {
    /// Reads a file; one that is missing is empty.
    fn open(snapshot: &Snapshot, path: String, kind: Kind, config: &'a Config) -> Result<Self, Refusal> {
        let before =
            match snapshot.read(&path, config.limits.card_bytes) {
                Ok(bytes) => {
                    let text = String::from_utf8(bytes);
                    Some(text.map_err(|_| {
                        Refusal::because(format!("{path} is not UTF-8: save it as UTF-8 first"))
                    })?)
                }
                Err(ReadError::Io { source, .. }) if source.kind() == ErrorKind::NotFound => None,
                Err(error) => return Err(Refusal::because(error.to_string())),
            };
        Ok(Self { text: before.clone().unwrap_or_default(), before, path, kind, config })
    }

    /// The tree of the YAML in the file.
    fn tree(&self) -> Option<Node> {
        let limits = &self.config.limits;
        match self.kind {
            Kind::Card => CardSource::parse(self.text.as_bytes(), &self.path, limits).value?.front,
            Kind::Yaml => {
                yaml::parse(&self.text, 1, &self.path, &limits.yaml()).value.filter(|node| !node.is_null())
            }
        }
    }

    /// Sets a key, or a key within the maps of others, to a value that is given as YAML on one line.
    fn set(&mut self, keys: &[&str], value: &str) -> Result<(), Refusal> {
        let by_hand = || {
            let line = format!("{}: {value}", keys.join(": "));
            Refusal::because(format!(
                "{} is written in a way that cannot be edited safely: put `{line}` in by hand",
                self.path
            ))
        };
        let Some(tree) = self.tree() else {
            if self.kind == Kind::Card || !self.text.trim().is_empty() {
                return Err(by_hand());
            }
            self.text = edit::lines(keys, value) + "\n";
            return Ok(());
        };
        if let Some(edits) = Sheet::new(&self.text, Some(&tree)).set_written(keys, value) {
            self.text = edit::apply(&self.text, &[edits]).text;
            return Ok(());
        }
        // A map or a list makes room for the new value.
        let error = by_hand();
        if !self.remove(keys) {
            return Err(error);
        }
        let tree = self.tree().ok_or_else(|| error.clone())?;
        let edits = Sheet::new(&self.text, Some(&tree)).set_written(keys, value).ok_or(error)?;
        self.text = edit::apply(&self.text, &[edits]).text;
        Ok(())
    }

    /// Sets a key of every map in a list that does not have it; `false` where one of them cannot be edited safely.
    fn set_in_items(&mut self, key: &str, value: &str) -> bool {
        let tree = self.tree();
        let items = tree.as_ref().and_then(Node::as_sequence).unwrap_or_default();
        let without = items.iter().filter(|item| item.as_mapping().is_some() && item.get(key).is_none());
        let edits: Option<Vec<_>> =
            without.map(|item| Sheet::new(&self.text, Some(item)).set_written(&[key], value)).collect();
        let Some(edits) = edits else { return false };
        self.text = edit::apply(&self.text, &edits).text;
        true
    }

    /// Takes a key out with its value; `false` where it is not there or cannot be taken out safely.
    fn remove(&mut self, keys: &[&str]) -> bool {
        let Some(tree) = self.tree() else { return false };
        let Some((last, above)) = keys.split_last() else { return false };
        let map = above.iter().try_fold(&tree, |node, key| node.get(key));
        let entries = map.and_then(Node::as_mapping).unwrap_or_default();
        let Some((key, _)) = entries.iter().find(|(key, _)| key.as_text() == Some(last)) else {
            return false;
        };
        let Some(edits) = Sheet::new(&self.text, Some(&tree)).remove_entry(key.mark) else { return false };
        self.text = edit::apply(&self.text, &[edits]).text;
        true
    }

    /// The file as it is to be written, if it changed.
    fn written(self) -> Option<Written> {
        let changed = self.before.as_deref() != Some(&self.text);
        changed.then_some(Written { path: self.path, before: self.before, after: self.text })
    }
}

/// A map on one line: `{status: approved, by: "@acme/risk"}`.
fn map(entries: &[(&str, Option<&str>)]) -> String {
    let stated = entries.iter().filter_map(|(key, value)| Some((key, (*value)?)));
    let pairs: Vec<String> =
        stated.map(|(key, value)| format!("{key}: {}", edit::plain_or_quoted(value, true))).collect();
    format!("{{{}}}", pairs.join(", "))
}
