//! The findings made while a card is rendered, each with its place in the file.

use std::cell::OnceCell;

use crate::diagnostic::{Diagnostic, Location, Mark};

/// Findings about one card.
pub(super) struct Notes<'a> {
    path: &'a str,
    first_line: u32,
    source: &'a str,
    /// Where the lines begin; most cards never need to know.
    lines: OnceCell<Vec<usize>>,
    found: Vec<Diagnostic>,
}

impl<'a> Notes<'a> {
    /// No findings about a card whose body begins at a line of its file.
    pub(super) fn new(path: &'a str, first_line: u32, source: &'a str) -> Self {
        Self { path, first_line, source, lines: OnceCell::new(), found: Vec::new() }
    }

    /// Adds an error about the place at a byte of the body.
    pub(super) fn error(&mut self, rule: &'static str, offset: usize, message: String, help: &str) {
        let location = self.location(offset);
        self.found.push(Diagnostic::error(rule, location, message).help(help));
    }

    /// Adds a warning about the place at a byte of the body.
    pub(super) fn warning(&mut self, rule: &'static str, offset: usize, message: String, help: &str) {
        let location = self.location(offset);
        self.found.push(Diagnostic::warning(rule, location, message).help(help));
    }

    /// Adds a note about the place at a byte of the body.
    pub(super) fn note(&mut self, rule: &'static str, offset: usize, message: String, help: &str) {
        let location = self.location(offset);
        self.found.push(Diagnostic::note(rule, location, message).help(help));
    }

    /// The findings, in the order of their places.
    pub(super) fn into_sorted(mut self) -> Vec<Diagnostic> {
        self.found.sort();
        self.found
    }

    fn location(&self, offset: usize) -> Location {
        let lines = self.lines.get_or_init(|| {
            let ends = self.source.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
            std::iter::once(0).chain(ends.map(|(at, _)| at + 1)).collect()
        });
        let index = lines.partition_point(|&start| start <= offset).saturating_sub(1);
        let line = self.source.get(lines[index]..offset).unwrap_or_default();
        let column = u32::try_from(line.chars().count()).unwrap_or(u32::MAX).saturating_add(1);
        let number = self.first_line.saturating_add(u32::try_from(index).unwrap_or(u32::MAX));
        Location::at(self.path, Mark::new(number, column))
    }
}
