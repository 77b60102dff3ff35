//! A card as the hub holds it: front matter as a tree, body as text.

use std::path::Path;

use crate::config::Limits;
use crate::diagnostic::{Diagnostic, Location, Mark, Parsed};
use crate::yaml::{self, Node, Value};

use super::front_matter::{self, Problem};
use super::read;

/// A card's parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CardSource {
    /// The front matter, always a map; `None` when there is none or it is not a map.
    pub front: Option<Node>,
    /// The Markdown after the front matter, valid text without NUL.
    pub body: String,
    /// The line of the file on which the body begins, from 1.
    pub body_line: u32,
}

/// Reads a card; whatever is wrong with it, what can be shown of it is kept.
pub(super) fn load(root: &Path, path: &str, limits: &Limits) -> Parsed<Option<CardSource>> {
    let bytes = match read::read(root, path, limits.card_bytes) {
        Ok(bytes) => bytes,
        Err(error) => return Parsed::new(None, vec![unreadable(path, &error)]),
    };
    let mut diagnostics = Vec::new();
    let text = decode(bytes, path, &mut diagnostics);
    let source = text.map(|text| take_apart(&text, path, limits, &mut diagnostics));
    Parsed::new(source, diagnostics)
}

fn unreadable(path: &str, error: &super::ReadError) -> Diagnostic {
    use super::ReadError;
    let message = match error {
        ReadError::Io { source, .. } => format!("the card cannot be read: {source}"),
        ReadError::TooLarge { size, limit, .. } => {
            format!("the card has {size} bytes; the limit is {limit} (limits.card_bytes)")
        }
        ReadError::NotAFile { kind, .. } => format!("the card is {kind}, not a regular file"),
        ReadError::Outside { .. } => "the card is a link out of the hub".to_owned(),
    };
    Diagnostic::error("CX006", Location::file(path), message).help("the model is listed without a card")
}

/// The text of a card, which should be UTF-8; `None` when its bytes are no text.
fn decode(mut bytes: Vec<u8>, path: &str, diagnostics: &mut Vec<Diagnostic>) -> Option<String> {
    let file = || Location::file(path);
    if bytes.starts_with(b"version https://git-lfs.github.com/spec/") {
        let message = "the card is a Git LFS pointer, not text";
        diagnostics.push(
            Diagnostic::error("CX006", file(), message)
                .help("run `git lfs pull`, and keep README.md out of Git LFS in .gitattributes"),
        );
        return None;
    }
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        let little = bytes[0] == 0xff;
        let units = bytes[2..].chunks_exact(2).map(|pair| {
            if little {
                u16::from_le_bytes([pair[0], pair[1]])
            } else {
                u16::from_be_bytes([pair[0], pair[1]])
            }
        });
        let text: String = char::decode_utf16(units).map(|c| c.unwrap_or('\u{fffd}')).collect();
        diagnostics.push(
            Diagnostic::error("CX006", file(), "the card is UTF-16, not UTF-8")
                .help("save it as UTF-8; it is shown as decoded"),
        );
        return Some(text.replace('\0', "\u{fffd}"));
    }
    // A text has a stray NUL at most; a binary file has many.
    let nuls = bytes.iter().filter(|byte| **byte == 0).count();
    if nuls > 8 && nuls * 100 > bytes.len() {
        let message = format!("the card is binary: {nuls} of its {} bytes are NUL", bytes.len());
        diagnostics
            .push(Diagnostic::error("CX006", file(), message).help("a card is Markdown text in UTF-8"));
        return None;
    }
    if let Some(at) = bytes.iter().position(|byte| *byte == 0) {
        let message = "the card holds NUL characters, which are shown as \u{fffd}";
        diagnostics.push(
            Diagnostic::error("CX006", Location::at(path, mark_of(&bytes, at)), message)
                .help("remove them; programs that read the card may stop at the first"),
        );
    }
    if bytes.starts_with(b"\xef\xbb\xbf") {
        bytes.drain(..3);
    }
    let text = match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            let mark = mark_of(error.as_bytes(), at);
            let message = format!("the card is not UTF-8: byte {at} begins no character");
            diagnostics.push(
                Diagnostic::error("CX006", Location::at(path, mark), message)
                    .help("save it as UTF-8; what is no text is shown as \u{fffd}"),
            );
            String::from_utf8_lossy(error.as_bytes()).into_owned()
        }
    };
    Some(if text.contains('\0') { text.replace('\0', "\u{fffd}") } else { text })
}

fn mark_of(bytes: &[u8], at: usize) -> Mark {
    let before = &bytes[..at];
    let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
    let start = before.iter().rposition(|byte| *byte == b'\n').map_or(0, |newline| newline + 1);
    let column = String::from_utf8_lossy(&before[start..]).chars().count() + 1;
    Mark::new(u32::try_from(line).unwrap_or(u32::MAX), u32::try_from(column).unwrap_or(u32::MAX))
}

fn take_apart(text: &str, path: &str, limits: &Limits, diagnostics: &mut Vec<Diagnostic>) -> CardSource {
    let split = front_matter::split(text);
    if let Some(problem) = split.problem {
        diagnostics.push(misformed(problem, path));
    }
    let mut source = CardSource { front: None, body: split.body.to_owned(), body_line: split.body_line };
    let Some(front) = split.front else { return source };
    if front.len() as u64 > limits.front_matter_bytes {
        let message = format!(
            "the front matter has {} bytes; the limit is {} (limits.front_matter_bytes)",
            front.len(),
            limits.front_matter_bytes
        );
        let location = Location::at(path, Mark::new(split.front_line, 1));
        diagnostics.push(
            Diagnostic::error("CX009", location, message).help(
                "the card is shown without it; move large lists elsewhere or raise the limit in hub.yaml",
            ),
        );
        return source;
    }
    let parsed = yaml::parse(front, split.front_line, path, &limits.yaml());
    diagnostics.extend(parsed.diagnostics);
    match parsed.value {
        Some(node) if matches!(node.value, Value::Mapping(_)) => source.front = Some(node),
        Some(node) if !node.is_null() => {
            let message = format!("the front matter is {}, not a mapping of keys to values", node.kind());
            diagnostics.push(
                Diagnostic::error("CX003", Location::at(path, node.mark), message)
                    .help("write `key: value` lines between the two `---`"),
            );
        }
        _ => {}
    }
    source
}

fn misformed(problem: Problem, path: &str) -> Diagnostic {
    let (message, help) = match problem {
        Problem::Unclosed => {
            ("the front matter that `---` opens is never closed", "add a line `---` behind its last key")
        }
        Problem::ClosedByDots => {
            ("the front matter ends in `...`; the Hub knows only `---`", "write `---` instead of `...`")
        }
        Problem::Empty => {
            ("`---` follows on `---`: there is no front matter between them", "add keys, or remove both")
        }
        Problem::CarriageReturns => (
            "the lines end in lone carriage returns, which close no front matter",
            "save the file with line feeds",
        ),
        Problem::Fence => {
            ("the first line is not `---`, so that there is no front matter", "write exactly three hyphens")
        }
        Problem::Json => {
            ("the card begins with JSON, which is no front matter", "write YAML between two `---` lines")
        }
    };
    Diagnostic::error("CX001", Location::at(path, Mark::new(1, 1)), message).help(help)
}
