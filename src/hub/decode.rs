//! From the bytes of a card to its text.

use crate::diagnostic::{Change, Diagnostic, Edit, Location, Mark, Parsed};

/// How a file begins that stands for a file in Git LFS.
const LFS: &[u8] = b"version https://git-lfs.github.com/spec/";

/// The text of a card, without byte order mark; NUL characters may stand in it. `None` when the bytes are no text.
pub(super) fn decode(bytes: &[u8], path: &str) -> Parsed<Option<String>> {
    let whole = |message: &str, help: &str| {
        let finding = Diagnostic::error("CX006", Location::file(path), message).help(help);
        Parsed::new(None, vec![finding])
    };
    if bytes.starts_with(LFS) {
        return whole(
            "the card is a git-lfs pointer: its text is not in this checkout",
            "run `git lfs pull`, and keep cards out of Git LFS",
        );
    }
    if let [0xff, 0xfe, rest @ ..] = bytes {
        return utf16(rest, u16::from_le_bytes, path);
    }
    if let [0xfe, 0xff, rest @ ..] = bytes {
        return utf16(rest, u16::from_be_bytes, path);
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let nuls = if bytes.contains(&0) { bytes.iter().filter(|byte| **byte == 0).count() } else { 0 };
    let valid = std::str::from_utf8(bytes);
    // Text has a NUL by accident; a binary file has many, or other bytes that no text has.
    if nuls > 0 && (valid.is_err() || nuls > 16 + bytes.len() / 64) {
        return whole(
            "not text: the card holds binary data, or text in UTF-16 without a byte order mark",
            "save the card as UTF-8",
        );
    }
    let mut diagnostics = Vec::new();
    let text = match valid {
        Ok(text) => text.to_owned(),
        Err(error) => {
            let offset = error.valid_up_to();
            let before = String::from_utf8_lossy(&bytes[..offset]);
            let line = before.matches('\n').count() + 1;
            let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
            let mark = Mark::new(clamp(line), clamp(column));
            let message = format!(
                "not UTF-8: byte {offset} is 0x{:02x}; the card looks like Latin-1 or Windows-1252, and unreadable bytes are shown as \u{fffd}",
                bytes[offset]
            );
            diagnostics.push(
                Diagnostic::error("CX006", Location::at(path, mark), message).help("save the card as UTF-8"),
            );
            String::from_utf8_lossy(bytes).into_owned()
        }
    };
    // Hardly any card has a carriage return, and looking for one byte is quick.
    if text.as_bytes().contains(&b'\r') && text.contains("\r\r\n") {
        diagnostics.push(
            Diagnostic::warning(
                "CX007",
                Location::file(path),
                "lines end in CR CR LF; each is read as one line end",
            )
            .help("save the card with LF line ends")
            .fix(single_ends(&text)),
        );
        return Parsed::new(Some(text.replace("\r\r\n", "\r\n")), diagnostics);
    }
    Parsed::new(Some(text), diagnostics)
}

/// A single line end for each CR CR LF: the one that the other lines have.
fn single_ends(text: &str) -> Change {
    let whole = text.replace("\r\r\n", "");
    let end = if whole.contains("\r\n") { "\r\n" } else { "\n" };
    let mut edits = Vec::new();
    for (line, text) in (1..).zip(text.split('\n')) {
        if let Some(text) = text.strip_suffix("\r\r") {
            let start = Mark::new(line, clamp(text.chars().count() + 1));
            edits.push(Edit { start, end: Mark::new(line + 1, 1), text: end.to_owned() });
        }
    }
    Change::Text("end the lines once", edits)
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16, path: &str) -> Parsed<Option<String>> {
    let units = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
    let text = char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect();
    let finding = Diagnostic::warning(
        "CX006",
        Location::file(path),
        "not UTF-8: the card is UTF-16, and is read as such",
    )
    .help("save the card as UTF-8");
    Parsed::new(Some(text), vec![finding])
}

fn clamp(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
