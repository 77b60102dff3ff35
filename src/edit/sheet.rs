//! A text with its tree: works out how a change is made.

use std::ops::Range;

use super::places::Places;
use super::scalar::{plain_or_quoted, quoted};
use crate::diagnostic::{Change, Edit, Mark};
use crate::yaml::{Node, Value};

/// A text, and the tree of the YAML in it.
#[derive(Debug)]
pub struct Sheet<'a> {
    pub(super) places: Places<'a>,
    pub(super) root: Option<&'a Node>,
}

/// A scalar of the tree.
#[derive(Clone, Copy)]
pub(super) struct Scalar<'a> {
    pub(super) text: &'a str,
    pub(super) plain: bool,
    /// Whether it stands within `[ ]` or `{ }`.
    pub(super) flow: bool,
}

impl<'a> Sheet<'a> {
    /// A text, and the tree that was read from it with the marks of this text: the front matter of a card, or the whole of a
    /// YAML file. `None` where there is none; only edits that are spelt out can be made then.
    pub fn new(text: &'a str, root: Option<&'a Node>) -> Self {
        Self { places: Places::new(text), root }
    }

    /// How a change is made; `None` where that cannot be told for certain.
    pub fn edits(&self, change: &Change) -> Option<Vec<Edit>> {
        match change {
            Change::Replace(mark, text) => self.replace(*mark, text),
            Change::Write(mark, yaml) => self.write(*mark, yaml),
            Change::Quote(mark) => self.quote(*mark),
            Change::Rename(mark, key) => self.rename(*mark, key),
            Change::RemoveItem(mark) => self.remove_item(*mark),
            Change::RemoveEntry(mark) | Change::RemoveRepeated(mark) => self.remove_entry(*mark),
            Change::Text(_, edits) => {
                let there = edits.iter().all(|edit| self.places.range(edit.start, edit.end).is_some());
                there.then(|| edits.clone())
            }
        }
    }

    /// Gives the scalar at a mark another text. Quotes stay as they are; a plain scalar gets some where the text needs them.
    pub fn replace(&self, mark: Mark, text: &str) -> Option<Vec<Edit>> {
        let scalar = self.scalar(mark)?;
        let range = self.range(mark, scalar)?;
        let quote = self.places.text()[range.start..].chars().next().filter(|_| !scalar.plain);
        let written = match quote {
            Some(quote) => quoted(text, quote),
            None => plain_or_quoted(text, scalar.flow),
        };
        Some(vec![self.edit(range, written)])
    }

    /// Writes the scalar at a mark as given, in YAML.
    pub fn write(&self, mark: Mark, yaml: &str) -> Option<Vec<Edit>> {
        let range = self.range(mark, self.scalar(mark)?)?;
        Some(vec![self.edit(range, yaml.to_owned())])
    }

    /// Puts the plain scalar at a mark in quotes.
    pub fn quote(&self, mark: Mark) -> Option<Vec<Edit>> {
        let scalar = self.scalar(mark).filter(|scalar| scalar.plain)?;
        let range = self.range(mark, scalar)?;
        Some(vec![self.edit(range, quoted(scalar.text, '"'))])
    }

    /// Gives the key at a mark another name.
    pub fn rename(&self, mark: Mark, key: &str) -> Option<Vec<Edit>> {
        self.entry(mark)?;
        self.replace(mark, key)
    }

    pub(super) fn edit(&self, range: Range<usize>, text: String) -> Edit {
        Edit { start: self.places.mark(range.start), end: self.places.mark(range.end), text }
    }

    /// The bytes of a scalar that stands on one line and has neither anchor nor tag.
    pub(super) fn range(&self, mark: Mark, scalar: Scalar<'_>) -> Option<Range<usize>> {
        let start = self.places.offset(mark)?;
        let rest = &self.places.text()[start..];
        let length = match rest.chars().next()? {
            quote @ ('"' | '\'') if !scalar.plain => {
                let length = closing_quote(&rest[1..], quote)? + 2;
                if rest[..length].contains(['\n', '\r']) {
                    return None;
                }
                length
            }
            _ if scalar.plain && !scalar.text.is_empty() && rest.starts_with(scalar.text) => {
                let behind = rest[scalar.text.len()..].chars().next();
                if !behind.is_none_or(|c| c.is_whitespace() || c == ':' || (scalar.flow && ",]}".contains(c)))
                {
                    return None;
                }
                scalar.text.len()
            }
            _ => return None,
        };
        Some(start..start + length)
    }

    /// The scalar at a mark, key or value.
    pub(super) fn scalar(&self, mark: Mark) -> Option<Scalar<'a>> {
        self.find(self.root?, false, &mut |node, flow| match &node.value {
            Value::Scalar { text, plain } if node.mark == mark => Some(Scalar { text, plain: *plain, flow }),
            _ => None,
        })
    }

    /// The first thing that `look` finds among the nodes, in the order of the file. It is told whether a node stands in flow.
    pub(super) fn find<T>(
        &self,
        node: &'a Node,
        flow: bool,
        look: &mut dyn FnMut(&'a Node, bool) -> Option<T>,
    ) -> Option<T> {
        if let Some(found) = look(node, flow) {
            return Some(found);
        }
        let inner = flow || self.is_flow(node);
        match &node.value {
            Value::Scalar { .. } => None,
            Value::Sequence(items) => items.iter().find_map(|item| self.find(item, inner, look)),
            Value::Mapping(entries) => entries.iter().find_map(|(key, value)| {
                self.find(key, inner, look).or_else(|| self.find(value, inner, look))
            }),
        }
    }

    /// Whether a list or map is written with brackets; perhaps so where its first item is.
    fn is_flow(&self, node: &Node) -> bool {
        let text = self.places.offset(node.mark).map(|at| &self.places.text()[at..]);
        text.is_some_and(|text| text.starts_with(['[', '{', '&', '!', '*']))
    }

    /// The entry whose key stands at a mark, and the map that it is in.
    pub(super) fn entry(&self, mark: Mark) -> Option<(&'a Node, &'a Node)> {
        self.find(self.root?, false, &mut |node, _| {
            let entries = node.as_mapping()?;
            entries.iter().find(|(key, _)| key.mark == mark).map(|(_, value)| (node, value))
        })
    }
}

/// Where a quote closes, in bytes.
pub(super) fn closing_quote(text: &str, quote: char) -> Option<usize> {
    let mut characters = text.char_indices().peekable();
    while let Some((at, c)) = characters.next() {
        match c {
            '\\' if quote == '"' => {
                characters.next();
            }
            _ if c != quote => {}
            '\'' if characters.peek().is_some_and(|(_, next)| *next == '\'') => {
                characters.next();
            }
            _ => return Some(at),
        }
    }
    None
}
