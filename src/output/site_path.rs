//! Which paths a site may have: safe on every file system, in every URL, on every terminal.

use std::path::Path;

use unicode_normalization::UnicodeNormalization;

/// The longest file or folder name, in bytes: below the 255 of common file systems, with room for suffixes.
const LONGEST_SEGMENT: usize = 200;

/// Checks a path relative to the site; the error tells what is wrong, to follow the path in a sentence.
pub(super) fn check(path: &str) -> Result<(), &'static str> {
    if is_plain(path) {
        return Ok(());
    }
    if path.starts_with('/') {
        return Err("is absolute");
    }
    for (depth, segment) in path.split('/').enumerate() {
        check_segment(segment)?;
        // Our own bookkeeping lies there, and a repository must not be written into whatever a card is called.
        let lower = segment.to_ascii_lowercase();
        if lower == ".git" || (depth == 0 && lower.starts_with(".cardex")) {
            return Err("is a name kept for other things");
        }
    }
    Ok(())
}

/// Whether a path has nothing that wants a closer look, as nearly all have: short parts of small letters, digits and
/// inner `.`, `_` and `-` that begin unlike any device.
fn is_plain(path: &str) -> bool {
    path.split('/').all(|segment| {
        let bytes = segment.as_bytes();
        matches!(bytes, [b'a'..=b'z' | b'0'..=b'9', ..])
            && bytes.last().is_some_and(u8::is_ascii_alphanumeric)
            && bytes.len() <= LONGEST_SEGMENT
            && bytes.iter().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'.' | b'_' | b'-'))
            && !(matches!(bytes[0], b'a' | b'c' | b'l' | b'n' | b'p') && is_reserved_on_windows(segment))
    })
}

/// The path as file systems see it that do not tell case or Unicode forms apart.
pub(super) fn key(path: &str) -> String {
    if path.is_ascii() {
        path.to_ascii_lowercase()
    } else {
        path.nfc().collect::<String>().to_lowercase().nfc().collect()
    }
}

/// The folders above a path, the nearest first: `a/b/c` gives `a/b` and `a`.
pub(super) fn folders_above(path: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(parent(path), |folder| parent(folder))
}

/// The folder that a path lies in; none at the top of the site.
pub(super) fn parent(path: &str) -> Option<&str> {
    path.rsplit_once('/').map(|(folder, _)| folder)
}

/// A path for a message: control and bidirectional characters are escaped, so that a name cannot steer a terminal.
pub(super) fn shown(path: &Path) -> String {
    let mut text = String::new();
    for c in path.to_string_lossy().chars() {
        if c.is_control() || is_steering(c) {
            text.extend(c.escape_unicode());
        } else {
            text.push(c);
        }
    }
    text
}

fn check_segment(segment: &str) -> Result<(), &'static str> {
    if segment.is_empty() {
        return Err("has an empty part");
    }
    if segment == "." || segment == ".." {
        return Err("climbs with '.' or '..'");
    }
    if segment.len() > LONGEST_SEGMENT {
        return Err("has a part longer than 200 bytes");
    }
    if segment.ends_with(['.', ' ']) {
        return Err("has a part that ends with a dot or a space");
    }
    if segment.chars().any(|c| c.is_control() || is_steering(c)) {
        return Err("has a control or bidirectional character");
    }
    if segment.contains(['\\', '<', '>', ':', '"', '|', '?', '*']) {
        return Err("has a character that Windows does not allow in names");
    }
    if is_reserved_on_windows(segment) {
        return Err("is a device name on Windows");
    }
    Ok(())
}

/// Windows takes `con`, `con.html` and `con .html` for the device, whatever the case.
fn is_reserved_on_windows(segment: &str) -> bool {
    let stem = segment.split('.').next().unwrap_or(segment).trim_end().to_ascii_uppercase();
    if ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"].contains(&stem.as_str()) {
        return true;
    }
    let digit = stem.strip_prefix("COM").or_else(|| stem.strip_prefix("LPT")).unwrap_or_default();
    let mut chars = digit.chars();
    matches!((chars.next(), chars.next()), (Some('0'..='9' | '¹' | '²' | '³'), None))
}

/// Characters that reorder or break the text around them.
fn is_steering(c: char) -> bool {
    matches!(c, '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
}
