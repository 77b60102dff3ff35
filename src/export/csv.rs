//! Rows of CSV (RFC 4180) that are made as they are read, so that a table of any length needs no more than a row.

use std::io::{self, Read};

/// Characters with which spreadsheets begin a formula; a cell that begins with one gets a `'` before it, which they take for
/// "this is text" (OWASP, CSV injection).
const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// A table: a head, and a row for each of some numbers.
pub(super) struct Rows<F> {
    rest: std::ops::Range<usize>,
    row: F,
    buffer: Vec<u8>,
    read: usize,
}

impl<F: FnMut(usize) -> Vec<String>> Rows<F> {
    /// A table of `count` rows.
    pub(super) fn new(head: &[&str], count: usize, row: F) -> Self {
        let mut buffer = Vec::new();
        write(&mut buffer, head.iter().copied());
        Self { rest: 0..count, row, buffer, read: 0 }
    }
}

impl<F: FnMut(usize) -> Vec<String>> Read for Rows<F> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.read == self.buffer.len() {
            self.buffer.clear();
            self.read = 0;
            // Some rows at once: a reader asks for some kilobytes.
            while self.buffer.len() < into.len() {
                let Some(number) = self.rest.next() else { break };
                write(&mut self.buffer, (self.row)(number).iter().map(String::as_str));
            }
        }
        let count = (self.buffer.len() - self.read).min(into.len());
        into[..count].copy_from_slice(&self.buffer[self.read..self.read + count]);
        self.read += count;
        Ok(count)
    }
}

fn write<'a>(into: &mut Vec<u8>, cells: impl Iterator<Item = &'a str>) {
    for (at, cell) in cells.enumerate() {
        if at > 0 {
            into.push(b',');
        }
        let is_formula = cell.starts_with(FORMULA);
        if is_formula || cell.contains([',', '"', '\n', '\r']) {
            into.push(b'"');
            if is_formula {
                into.push(b'\'');
            }
            into.extend_from_slice(cell.replace('"', "\"\"").as_bytes());
            into.push(b'"');
        } else {
            into.extend_from_slice(cell.as_bytes());
        }
    }
    into.extend_from_slice(b"\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(rows: &[&[&str]]) -> String {
        let row = |number: usize| rows[number].iter().map(|cell| (*cell).to_owned()).collect();
        let mut text = String::new();
        Rows::new(&["a", "b"], rows.len(), row).read_to_string(&mut text).unwrap();
        text
    }

    #[test]
    fn cells_are_quoted_where_they_have_to_be() {
        assert_eq!(
            text(&[&["x", ""], &["a,b", "say \"hi\""], &["two\nlines", "é"]]),
            "a,b\r\nx,\r\n\"a,b\",\"say \"\"hi\"\"\"\r\n\"two\nlines\",é\r\n"
        );
    }

    #[test]
    fn no_cell_is_a_formula() {
        assert_eq!(
            text(&[&["=HYPERLINK(\"x\")", "+1"], &["-2", "@SUM(A1)"], &["\t=1", "a=1"]]),
            "a,b\r\n\"'=HYPERLINK(\"\"x\"\")\",\"'+1\"\r\n\"'-2\",\"'@SUM(A1)\"\r\n\"'\t=1\",a=1\r\n"
        );
    }

    #[test]
    fn a_small_reader_gets_every_byte() {
        let mut rows = Rows::new(&["n"], 1000, |number| vec![number.to_string()]);
        let (mut all, mut piece) = (Vec::new(), [0; 7]);
        loop {
            match rows.read(&mut piece).unwrap() {
                0 => break,
                count => all.extend_from_slice(&piece[..count]),
            }
        }
        let expected: String = (0..1000).map(|number| format!("{number}\r\n")).collect();
        assert_eq!(String::from_utf8(all).unwrap(), format!("n\r\n{expected}"));
    }
}
