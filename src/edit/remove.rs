//! Items and entries that go, with their lines or their commas.

use std::ops::Range;

use super::places::{Line, index};
use super::sheet::{Sheet, closing_quote};
use crate::diagnostic::{Edit, Mark};
use crate::yaml::{Node, Value};

/// An item of a list.
struct Item<'a> {
    node: &'a Node,
    /// How many items the list has.
    among: usize,
    /// The key whose value the list is.
    key: Option<Mark>,
}

impl<'a> Sheet<'a> {
    /// Takes out the item of a list that stands at a mark; with the only one its key.
    pub fn remove_item(&self, mark: Mark) -> Option<Vec<Edit>> {
        let item = self.item(mark)?;
        if item.among == 1 {
            return self.remove_entry(item.key?);
        }
        let line = self.places.line(index(mark))?;
        let text = self.places.of(line);
        let before = &self.places.text()[line.start..self.places.offset(mark)?];
        let is_dash = |text: &str| text.trim_start_matches(' ').trim_end() == "-";
        let nothing = matches!(&item.node.value, Value::Scalar { text, plain: true } if text.is_empty());
        if is_dash(before) || (nothing && is_dash(before_comment(text))) {
            let indent = text.len() - text.trim_start_matches(' ').len();
            return self.lines(line, item.node, indent + 1);
        }
        if nothing {
            return None;
        }
        self.item_in_flow(mark, item.node)
    }

    /// Takes out a key with its whole value. The only key of a map stays: what a map without keys means is another matter.
    pub fn remove_entry(&self, key: Mark) -> Option<Vec<Edit>> {
        let (map, value) = self.entry(key)?;
        if map.as_mapping()?.len() < 2 {
            return None;
        }
        let line = self.places.line(index(key))?;
        let before = &self.places.text()[line.start..self.places.offset(key)?];
        if before.bytes().all(|byte| byte == b' ') {
            return self.entry_lines(key).map(|lines| vec![lines]).filter(|_| !self.in_flow(map));
        }
        // Behind the dash of an item the key is the first of its map; the others stand below it.
        if self.in_flow(map) { self.entry_in_flow(key, value) } else { None }
    }

    /// The lines of an entry of a block map, as the edit that takes them out.
    pub(super) fn entry_lines(&self, key: Mark) -> Option<Edit> {
        let (map, value) = self.entry(key)?;
        let line = self.places.line(index(key))?;
        let column = key.column as usize;
        let lines = self.lines(line, value, column).filter(|_| !self.in_flow(map));
        lines.and_then(|mut lines| lines.pop())
    }

    fn in_flow(&self, map: &Node) -> bool {
        self.places.offset(map.mark).is_some_and(|at| self.places.text()[at..].starts_with('{'))
    }

    /// Whole lines: the one at which something begins, and those below that are indented at least so deep as it takes to belong
    /// to it. Blank lines and comments behind it stay.
    fn lines(&self, first: Line, value: &Node, indent: usize) -> Option<Vec<Edit>> {
        let start = self.places.mark(first.start);
        let mut last = index(start);
        // What stands in quotes may go on at any indentation.
        if let Value::Scalar { plain: false, .. } = value.value
            && let Some(at) = self.places.offset(value.mark)
            && let Some(quote) = self.places.text()[at..].chars().next().filter(|c| matches!(c, '"' | '\''))
        {
            let length = closing_quote(&self.places.text()[at + 1..], quote)?;
            last = index(self.places.mark(at + 1 + length));
        }
        let item = self.places.of(first).trim_start_matches(' ').starts_with('-');
        let mut next = last + 1;
        while next < self.places.count() {
            let text = self.places.of(self.places.line(next)?);
            let inner = text.trim_start_matches(' ');
            let depth = text.len() - inner.len();
            let is_list = !item && depth + 1 == indent && (inner == "-" || inner.starts_with("- "));
            if inner.starts_with("---") && depth == 0 {
                break;
            }
            if inner.trim().is_empty() || (inner.starts_with('#') && !self.is_block(value, depth)) {
                next += 1;
                continue;
            }
            if depth < indent && !is_list {
                break;
            }
            last = next;
            next += 1;
        }
        let end = self.places.line(last)?.next;
        Some(vec![self.edit(first.start..end, String::new())])
    }

    /// Whether a value is a text behind `|` or `>` to whose lines this depth belongs.
    fn is_block(&self, value: &Node, depth: usize) -> bool {
        let quoted = self.places.offset(value.mark).map(|at| &self.places.text()[at..]);
        matches!(value.value, Value::Scalar { plain: false, .. })
            && !quoted.is_some_and(|text| text.starts_with(['"', '\'']))
            && depth + 1 >= value.mark.column as usize
    }

    fn item_in_flow(&self, mark: Mark, node: &Node) -> Option<Vec<Edit>> {
        let Value::Scalar { .. } = node.value else { return None };
        let range = self.range(mark, self.scalar(mark)?)?;
        self.with_comma(range)
    }

    fn entry_in_flow(&self, key: Mark, value: &Node) -> Option<Vec<Edit>> {
        let start = self.range(key, self.scalar(key)?)?.start;
        let end = self.range(value.mark, self.scalar(value.mark)?)?.end;
        self.with_comma(start..end)
    }

    /// Something between brackets with the comma behind it, or the one before where it is the last.
    fn with_comma(&self, range: Range<usize>) -> Option<Vec<Edit>> {
        let text = self.places.text();
        let blank = |c: char| c.is_whitespace();
        let behind = text[range.end..].trim_start_matches(blank);
        if let Some(rest) = behind.strip_prefix(',') {
            let comma = text.len() - rest.len();
            // The blanks up to the next item go as well, but not a line end: what follows there stays where it is.
            let next = text.len() - rest.trim_start_matches(' ').len();
            let line = self.places.line(index(self.places.mark(range.start)))?;
            let alone = text[line.start..range.start].trim().is_empty() && next == line.end;
            let ends = text[next..].starts_with(['\n', '\r', '#']);
            let range = match (alone, ends) {
                (true, _) => line.start..line.next,
                (false, true) => range.start..comma,
                (false, false) => range.start..next,
            };
            return Some(vec![self.edit(range, String::new())]);
        }
        let before = text[..range.start].trim_end_matches(blank);
        let start = before.strip_suffix(',')?.trim_end_matches(' ').len();
        Some(vec![self.edit(start..range.end, String::new())])
    }

    fn item(&self, mark: Mark) -> Option<Item<'a>> {
        let root = self.root?;
        let among = |list: &'a Node, key: Option<Mark>| {
            let items = list.as_sequence()?;
            let mut here = items.iter().filter(|item| item.mark == mark);
            let node = here.next().filter(|_| here.next().is_none())?;
            Some(Item { node, among: items.len(), key })
        };
        let in_entry = |node: &'a Node| {
            let entries = node.as_mapping()?;
            entries.iter().find_map(|(key, value)| among(value, Some(key.mark)))
        };
        self.find(root, false, &mut |node, _| in_entry(node))
            .or_else(|| self.find(root, false, &mut |node, _| among(node, None)))
    }
}

/// A line without the comment at its end.
fn before_comment(line: &str) -> &str {
    line.split_once(" #").map_or(line, |(before, _)| before)
}
