//! Lines and columns of a text as places in its bytes, and back.

use std::ops::Range;

use crate::diagnostic::Mark;

/// Where the lines of a text are. A byte order mark is no part of the first one; CR, LF and CRLF end a line, and CR CR LF ends
/// one too, as the readers of cards have it.
#[derive(Debug)]
pub(super) struct Places<'a> {
    text: &'a str,
    lines: Vec<Line>,
}

/// A line, in bytes of the text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line {
    /// Where it begins.
    pub(super) start: usize,
    /// Where its line end begins.
    pub(super) end: usize,
    /// Where the next line begins.
    pub(super) next: usize,
}

impl<'a> Places<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let bytes = text.as_bytes();
        let mut start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        let mut lines = Vec::new();
        let mut at = start;
        while at < bytes.len() {
            let length = match &bytes[at..] {
                [b'\n', ..] => 1,
                [b'\r', b'\r', b'\n', ..] => 3,
                [b'\r', b'\n', ..] => 2,
                [b'\r', ..] => 1,
                _ => {
                    at += 1;
                    continue;
                }
            };
            lines.push(Line { start, end: at, next: at + length });
            at += length;
            start = at;
        }
        lines.push(Line { start, end: at, next: at });
        Self { text, lines }
    }

    pub(super) fn text(&self) -> &'a str {
        self.text
    }

    /// The number of lines; the empty one behind the last line end counts.
    pub(super) fn count(&self) -> usize {
        self.lines.len()
    }

    /// A line by its place, from 0.
    pub(super) fn line(&self, index: usize) -> Option<Line> {
        self.lines.get(index).copied()
    }

    /// The text of a line, without its end.
    pub(super) fn of(&self, line: Line) -> &'a str {
        &self.text[line.start..line.end]
    }

    /// The byte at which a mark stands; the place behind the last character of a line has a mark too.
    pub(super) fn offset(&self, mark: Mark) -> Option<usize> {
        let line = self.line(index(mark))?;
        let mut columns = self.of(line).char_indices().map(|(at, _)| at).chain([line.end - line.start]);
        columns.nth((mark.column as usize).checked_sub(1)?).map(|at| line.start + at)
    }

    /// The mark of a byte. Inside a line end it is the end of that line.
    pub(super) fn mark(&self, offset: usize) -> Mark {
        let index = self.lines.partition_point(|line| line.next <= offset).min(self.lines.len() - 1);
        let line = self.lines[index];
        let within = &self.text[line.start..offset.clamp(line.start, line.end)];
        Mark::new(clamp(index + 1), clamp(within.chars().count() + 1))
    }

    /// The bytes from one mark to another.
    pub(super) fn range(&self, start: Mark, end: Mark) -> Option<Range<usize>> {
        let range = self.offset(start)?..self.offset(end)?;
        (range.start <= range.end).then_some(range)
    }
}

/// The place of a mark's line, from 0.
pub(super) fn index(mark: Mark) -> usize {
    (mark.line as usize).wrapping_sub(1)
}

fn clamp(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
