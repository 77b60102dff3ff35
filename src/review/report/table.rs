//! Tables and sections of Markdown that end before they become too long.

use super::escape::{escape, units};

/// A table; cells are given as Markdown.
pub(super) struct Table {
    text: String,
    room: usize,
    left_out: usize,
}

impl Table {
    /// A table with these headings and lines below them (`|---|--:|`), and room for so many units of UTF-16.
    pub(super) fn new(head: &str, rule: &str, room: usize) -> Self {
        let text = format!("{head}\n{rule}\n");
        Self { room: room.saturating_sub(units(&text)), text, left_out: 0 }
    }

    /// Adds a row, where there is room.
    pub(super) fn row(&mut self, cells: &[String]) {
        let row = format!("| {} |\n", cells.join(" | "));
        match self.room.checked_sub(units(&row)).filter(|_| self.left_out == 0) {
            Some(room) => {
                self.room = room;
                self.text.push_str(&row);
            }
            None => self.left_out += 1,
        }
    }

    /// The table; what was left out is said below it.
    pub(super) fn finish(mut self) -> String {
        if self.left_out > 0 {
            self.text.push_str(&format!("\n… and {} more.\n", self.left_out));
        }
        self.text
    }
}

/// Cells of text.
pub(super) fn cells<const N: usize>(texts: [&str; N]) -> Vec<String> {
    texts.into_iter().map(escape).collect()
}
