//! Reads the keys of a mapping, one by one, and knows which were left over.

use crate::diagnostic::{Change, Diagnostic, Location, Mark, Spanned};
use crate::yaml::{Node, Value};

use super::text::one_line;

/// Whose key it is: it decides how grave a wrong type is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Key {
    /// The Hub's own: an unmodified card must not fail, so a wrong type is a warning.
    HuggingFace(&'static str),
    /// One of our additions: a wrong type is an error.
    Cardex(&'static str),
}

impl Key {
    fn name(self) -> &'static str {
        match self {
            Key::HuggingFace(name) | Key::Cardex(name) => name,
        }
    }
}

/// A mapping being read.
pub(super) struct Fields<'a> {
    path: &'a str,
    entries: &'a [(Node, Node)],
    taken: Vec<bool>,
    diagnostics: &'a mut Vec<Diagnostic>,
}

impl<'a> Fields<'a> {
    pub(super) fn new(
        path: &'a str,
        entries: &'a [(Node, Node)],
        diagnostics: &'a mut Vec<Diagnostic>,
    ) -> Self {
        Self { path, entries, taken: vec![false; entries.len()], diagnostics }
    }

    pub(super) fn path(&self) -> &'a str {
        self.path
    }

    pub(super) fn diagnostics(&mut self) -> &mut Vec<Diagnostic> {
        self.diagnostics
    }

    /// The value of a key, unless it is null; the key counts as read. The last of several wins, as on the Hub.
    pub(super) fn take(&mut self, key: &str) -> Option<&'a Node> {
        let mut found = None;
        for (index, (name, value)) in self.entries.iter().enumerate() {
            if matches!(&name.value, Value::Scalar { text, .. } if text == key) {
                self.taken[index] = true;
                found = Some(value);
            }
        }
        found.filter(|value| !value.is_null())
    }

    /// One line of text, as written.
    pub(super) fn line(&mut self, key: Key) -> Option<Spanned<String>> {
        let node = self.take(key.name())?;
        match scalar(node) {
            Some(text) => Some(Spanned::new(one_line(text), node.mark)).filter(|line| !line.value.is_empty()),
            None => {
                // A list of one is what people mean by it.
                if let Value::Sequence(items) = &node.value
                    && let [only] = items.as_slice()
                    && let Some(text) = scalar(only)
                {
                    return Some(Spanned::new(one_line(text), only.mark));
                }
                self.wrong_type(key, node.mark, "text");
                None
            }
        }
    }

    /// A text or a list of texts; null items are dropped with a warning, repeated ones silently.
    pub(super) fn list(&mut self, key: Key) -> Vec<Spanned<String>> {
        let Some(node) = self.take(key.name()) else { return Vec::new() };
        let items = match &node.value {
            Value::Sequence(items) => items.as_slice(),
            Value::Scalar { .. } => std::slice::from_ref(node),
            Value::Mapping(_) => {
                let mark = node.mark;
                let name = key.name();
                self.say_error(
                    "CX101",
                    mark,
                    format!("`{name}` is a mapping, but should be a text or a list of texts"),
                    format!("write `{name}: value` or `{name}: [one, two]`"),
                );
                return Vec::new();
            }
        };
        let mut list: Vec<Spanned<String>> = Vec::with_capacity(items.len());
        let mut seen = std::collections::HashSet::with_capacity(items.len());
        for item in items {
            if item.is_null() {
                if items.len() > 1 || matches!(node.value, Value::Sequence(_)) {
                    let message = format!("`{}` has an empty item, which is left out", key.name());
                    self.diagnostics.push(
                        Diagnostic::warning("CX010", Location::at(self.path, item.mark), message)
                            .help("remove the item, or quote it if the text `null` is meant")
                            .fix(Change::RemoveItem(item.mark)),
                    );
                }
                continue;
            }
            match scalar(item) {
                Some(text) => {
                    let line = one_line(text);
                    if !line.is_empty() && seen.insert(line.clone()) {
                        list.push(Spanned::new(line, item.mark));
                    }
                }
                None => match named(item) {
                    Some(line) => {
                        if seen.insert(line.clone()) {
                            list.push(Spanned::new(line, item.mark));
                        }
                    }
                    None => self.wrong_type(key, item.mark, "a list of texts"),
                },
            }
        }
        list
    }

    /// Says that a value has another type than its key asks for.
    pub(super) fn wrong_type(&mut self, key: Key, mark: Mark, wanted: &str) {
        let message = format!("`{}` should be {wanted}", key.name());
        let location = Location::at(self.path, mark);
        self.diagnostics.push(match key {
            Key::HuggingFace(_) => Diagnostic::warning("CX101", location, message),
            Key::Cardex(_) => Diagnostic::error("CX101", location, message),
        });
    }

    pub(super) fn say_error(&mut self, rule: &'static str, mark: Mark, message: String, help: String) {
        self.diagnostics.push(Diagnostic::error(rule, Location::at(self.path, mark), message).help(help));
    }

    pub(super) fn warn(&mut self, rule: &'static str, mark: Mark, message: String, help: String) {
        self.diagnostics.push(Diagnostic::warning(rule, Location::at(self.path, mark), message).help(help));
    }

    /// The entries that nobody asked for, in the card's order.
    pub(super) fn rest(&self) -> impl Iterator<Item = &'a (Node, Node)> {
        self.entries.iter().zip(&self.taken).filter(|(_, taken)| !**taken).map(|(entry, _)| entry)
    }
}

/// The text of a scalar that is not null.
pub(super) fn scalar(node: &Node) -> Option<&str> {
    match &node.value {
        Value::Scalar { text, .. } if !node.is_null() => Some(text),
        _ => None,
    }
}

/// The entries of a mapping.
pub(super) fn entries(node: &Node) -> Option<&[(Node, Node)]> {
    match &node.value {
        Value::Mapping(entries) => Some(entries),
        _ => None,
    }
}

/// The value of a key in a mapping.
pub(super) fn get<'a>(node: &'a Node, key: &str) -> Option<&'a Node> {
    let found = entries(node)?.iter().rev().find(|(name, _)| scalar(name) == Some(key));
    found.map(|(_, value)| value).filter(|value| !value.is_null())
}

/// One line of text under a key of a mapping.
pub(super) fn get_line(node: &Node, key: &str) -> Option<String> {
    get(node, key).and_then(scalar).map(one_line).filter(|line| !line.is_empty())
}

/// A text or a list of texts under a key, as lines.
pub(super) fn get_lines(node: &Node, key: &str) -> Vec<String> {
    get(node, key).map(lines_of).unwrap_or_default()
}

/// A text, or the texts of a list.
pub(super) fn lines_of(node: &Node) -> Vec<String> {
    match &node.value {
        Value::Sequence(items) => {
            items.iter().filter_map(scalar).map(one_line).filter(|l| !l.is_empty()).collect()
        }
        _ => scalar(node).map(one_line).filter(|line| !line.is_empty()).into_iter().collect(),
    }
}

/// What a mapping in a list of names is called: its `name` or `type`, or its only key.
fn named(node: &Node) -> Option<String> {
    if let Some(name) = get_line(node, "name").or_else(|| get_line(node, "type")) {
        return Some(name);
    }
    match entries(node)? {
        [(key, _)] => scalar(key).map(one_line).filter(|line| !line.is_empty()),
        _ => None,
    }
}

/// A node as text for people: scalars as written, lists by commas, mappings as indented lines.
pub(super) fn display(node: &Node) -> String {
    let mut text = String::new();
    write_node(&mut text, node, 0);
    super::text::lines(&text)
}

/// Longest display text of one field, in bytes: a page shows it, the machine-readable card holds all of it.
const LONGEST_DISPLAY: usize = 4_000;

fn write_node(out: &mut String, node: &Node, depth: usize) {
    if out.len() > LONGEST_DISPLAY {
        if !out.ends_with('…') {
            out.push('…');
        }
        return;
    }
    match &node.value {
        Value::Scalar { text, .. } => out.push_str(text),
        Value::Sequence(items) if items.iter().all(|item| matches!(item.value, Value::Scalar { .. })) => {
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    out.push_str(", ");
                }
                write_node(out, item, depth);
            }
        }
        Value::Sequence(items) => {
            for item in items {
                new_line(out, depth);
                out.push_str("- ");
                write_node(out, item, depth + 1);
            }
        }
        Value::Mapping(entries) => {
            for (index, (key, value)) in entries.iter().enumerate() {
                if index > 0 || !out.ends_with("- ") {
                    new_line(out, depth);
                }
                write_node(out, key, depth);
                out.push_str(": ");
                write_node(out, value, depth + 1);
            }
        }
    }
}

fn new_line(out: &mut String, depth: usize) {
    if !out.is_empty() {
        out.push('\n');
    }
    for _ in 0..depth {
        out.push_str("  ");
    }
}
