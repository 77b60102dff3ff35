//! What YAML forbids and the Hub's reader takes: quoted texts whose further lines are not indented, and lines of a list in `[ ]`
//! or a map in `{ }` that are indented with tabs.

use std::borrow::Cow;
use std::collections::BTreeMap;

use saphyr_parser::Marker;

use crate::diagnostic::Mark;

/// How many columns a tab becomes: more than the lists and maps around such a line are indented by.
const TAB: usize = 16;

/// How many bytes may be read again for such texts, so that many of them cost no quadratic time.
const MOST_READ_AGAIN: usize = 8 << 20;

/// Whether the parser's message is about a tab.
pub(super) fn is_tab(info: &str) -> bool {
    info.contains("tab")
}

/// Whether the parser's message is about such a text.
pub(super) fn is_cause(info: &str) -> bool {
    info == "invalid indentation in quoted scalar"
}

/// A YAML text, and how its places are counted in the file.
pub(super) struct Source<'t> {
    text: Cow<'t, str>,
    first_line: u32,
    /// For each line (from 1) that was indented, by how many columns.
    indented: BTreeMap<usize, usize>,
    read_again: usize,
}

impl<'t> Source<'t> {
    pub(super) fn new(text: Cow<'t, str>, first_line: u32) -> Self {
        Self { text, first_line, indented: BTreeMap::new(), read_again: 0 }
    }

    /// Some whole lines of this text, after `lines` others.
    pub(super) fn part<'p>(&self, text: &'p str, lines: usize) -> Source<'p> {
        let indented =
            self.indented.range(lines + 1..).map(|(line, columns)| (line - lines, *columns)).collect();
        Source {
            text: Cow::Borrowed(text),
            first_line: self.first_line + clamp(lines),
            indented,
            read_again: 0,
        }
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// A place of this text as a place in the file.
    pub(super) fn mark(&self, marker: &Marker) -> Mark {
        let columns = self.indented.get(&marker.line()).copied().unwrap_or(0);
        let line = self.first_line.saturating_add(clamp(marker.line().saturating_sub(1)));
        Mark::new(line, clamp((marker.col() + 1).saturating_sub(columns).max(1)))
    }

    /// Indents the further lines of the quoted text that begins at a character, which changes nothing of its value:
    /// blanks at the beginning of such lines are no part of it. `false` when it cannot be done.
    pub(super) fn indent_quoted(&mut self, character: usize) -> bool {
        self.read_again += self.text.len();
        if self.read_again > MOST_READ_AGAIN {
            return false;
        }
        let Some((start, quote @ ('"' | '\''))) = self.text.char_indices().nth(character) else {
            return false;
        };
        let Some(length) = closing_quote(&self.text[start + 1..], quote) else { return false };
        let (before, rest) = self.text.split_at(start);
        let (quoted, after) = rest.split_at(length + 1);
        let line_start = before.rfind(['\n', '\r']).map_or(0, |at| at + 1);
        let columns = before[line_start..].chars().count() + 1;
        let first = before.matches('\n').count() + 1;
        let mut text = String::with_capacity(self.text.len() + quoted.len());
        text.push_str(before);
        for (number, line) in quoted.split_inclusive('\n').enumerate() {
            if number > 0 {
                text.extend(std::iter::repeat_n(' ', columns));
                *self.indented.entry(first + number).or_default() += columns;
            }
            text.push_str(line);
        }
        text.push_str(after);
        self.text = Cow::Owned(text);
        true
    }
}

impl Source<'_> {
    /// Puts blanks in the place of the tabs before a line (from 1) and those behind it, as far as they can only be part of a
    /// list in `[ ]` or a map in `{ }`: a line that such a one opens or goes on above, or that closes it. `false` when there is none.
    pub(super) fn indent_tabbed(&mut self, line: usize) -> bool {
        self.read_again += self.text.len();
        if self.read_again > MOST_READ_AGAIN {
            return false;
        }
        let mut text = String::with_capacity(self.text.len() + 64);
        let (mut changed, mut goes_on, mut over) = (false, false, false);
        for (number, piece) in (1..).zip(self.text.split_inclusive('\n')) {
            let content = piece.trim_start_matches([' ', '\t']);
            let blanks = &piece[..piece.len() - content.len()];
            let inside = goes_on || content.starts_with([']', '}']);
            let tabs = blanks.matches('\t').count();
            over |= changed && !inside;
            if tabs > 0 && inside && number >= line && (changed || number == line) && !over {
                text.push_str(&blanks.replace('\t', &" ".repeat(TAB)));
                text.push_str(content);
                *self.indented.entry(number).or_default() += tabs * (TAB - 1);
                changed = true;
            } else {
                text.push_str(piece);
            }
            let end = content.trim_end();
            if !end.is_empty() {
                goes_on = end.ends_with(['[', '{', ',']);
            }
        }
        if changed {
            self.text = Cow::Owned(text);
        }
        changed
    }
}

/// Where the quote closes, in bytes.
fn closing_quote(text: &str, quote: char) -> Option<usize> {
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

fn clamp(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
