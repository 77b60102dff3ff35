//! Values as JSON inside a string of a classic script. A browser reads a quoted string and then its JSON two
//! to three times faster than it reads the same value as a literal.

use serde::Serialize;

/// Writes `value` as a JavaScript string literal that holds its JSON. The literal is safe in a script file
/// and between the tags of a page alike.
pub(super) fn push_quoted(script: &mut Vec<u8>, value: &impl Serialize) {
    script.push(b'\'');
    push_json(script, value);
    script.push(b'\'');
}

/// Writes the JSON of `value` as [`push_quoted`] does, for a string that is already open.
pub(super) fn push_json(script: &mut Vec<u8>, value: &impl Serialize) {
    // Writing to memory cannot fail, and the values here are maps with string keys, lists and numbers. JSON comes in
    // many small pieces, and is looked through for special bytes when it is whole.
    let mut json = Vec::with_capacity(8 * 1024);
    match serde_json::to_writer(&mut json, value) {
        Ok(()) => push_escaped(script, &json),
        Err(_) => script.extend_from_slice(b"null"),
    }
}

/// Writes a text as [`push_json`] does: the escapes of JSON and those of the script in one go, for long texts.
pub(super) fn push_text(script: &mut Vec<u8>, text: &str) {
    let bytes = text.as_bytes();
    let is_special = |byte| is_special(byte) | (byte == b'"') | (byte < 0x20);
    script.push(b'"');
    let (mut done, mut from) = (0, 0);
    while let Some(at) = next(bytes, from, is_special) {
        from = at + 1;
        let byte = bytes[at];
        let escaped: &[u8] = match byte {
            b'"' => b"\\\\\"",
            b'\\' => b"\\\\\\\\",
            b'\n' => b"\\\\n",
            b'\r' => b"\\\\r",
            b'\t' => b"\\\\t",
            0x08 => b"\\\\b",
            0x0c => b"\\\\f",
            0..0x20 => {
                script.extend_from_slice(&bytes[done..at]);
                script.extend_from_slice(format!("\\\\u{byte:04x}").as_bytes());
                done = from;
                continue;
            }
            _ => match escape(&bytes[at..]) {
                Some(escaped) => escaped,
                None => continue,
            },
        };
        script.extend_from_slice(&bytes[done..at]);
        script.extend_from_slice(escaped);
        done = at + if byte == 0xe2 { 3 } else { 1 };
        from = done;
    }
    script.extend_from_slice(&bytes[done..]);
    script.push(b'"');
}

/// Whether a byte may have to be escaped; E2 begins U+2028 and U+2029. Without a way out of the middle of it, so that many
/// bytes are asked at a time.
fn is_special(byte: u8) -> bool {
    (byte == b'\'') | (byte == b'\\') | (byte == b'<') | (byte == b'>') | (byte == b'&') | (byte == 0xe2)
}

/// How the special byte that `bytes` begin with is written.
fn escape(bytes: &[u8]) -> Option<&'static [u8]> {
    Some(match bytes {
        [b'\'', ..] => b"\\'",
        [b'\\', ..] => b"\\\\",
        [b'<', ..] => b"\\u003c",
        [b'>', ..] => b"\\u003e",
        [b'&', ..] => b"\\u0026",
        // U+2028 and U+2029, line ends to older readers of JavaScript, are E2 80 A8 and E2 80 A9.
        [0xe2, 0x80, 0xa8, ..] => b"\\u2028",
        [0xe2, 0x80, 0xa9, ..] => b"\\u2029",
        _ => return None,
    })
}

/// The place of the next special byte. Most texts have few: the compiler looks at many bytes at a time.
fn next(bytes: &[u8], from: usize, is_special: impl Fn(u8) -> bool) -> Option<usize> {
    let clean = bytes[from..]
        .chunks_exact(16)
        .take_while(|chunk| !chunk.iter().fold(false, |any, &byte| any | is_special(byte)))
        .count();
    let from = from + clean * 16;
    bytes[from..].iter().position(|&byte| is_special(byte)).map(|at| from + at)
}

/// Writes `json` as the inside of a JavaScript string.
fn push_escaped(script: &mut Vec<u8>, json: &[u8]) {
    script.reserve(json.len() + json.len() / 16);
    let (mut done, mut from) = (0, 0);
    while let Some(at) = next(json, from, is_special) {
        from = at + 1;
        if let Some(escaped) = escape(&json[at..]) {
            script.extend_from_slice(&json[done..at]);
            script.extend_from_slice(escaped);
            done = at + if json[at] == 0xe2 { 3 } else { 1 };
            from = done;
        }
    }
    script.extend_from_slice(&json[done..]);
}

#[cfg(test)]
mod tests {
    use super::{push_quoted, push_text};

    #[test]
    fn nothing_ends_the_string_or_the_script() {
        let mut script = Vec::new();
        push_quoted(&mut script, &["it's \"<\\>\" & \u{2028}\u{2029}\u{2026}\n</script>"]);
        assert_eq!(
            String::from_utf8(script).unwrap(),
            "'[\"it\\'s \\\\\"\\u003c\\\\\\\\\\u003e\\\\\" \\u0026 \\u2028\\u2029\u{2026}\\\\n\\u003c/script\\u003e\"]'"
        );
    }

    #[test]
    fn a_text_is_written_as_its_json_is() {
        let all: String =
            (0..0x100u32).chain([0x2028, 0x2029, 0x2026, 0x2603]).filter_map(char::from_u32).collect();
        for text in [all.as_str(), "", "plain", &"plain ".repeat(20)] {
            let (mut one, mut other) = (Vec::new(), Vec::new());
            push_quoted(&mut one, &text);
            push_text(&mut other, text);
            assert_eq!(one[1..one.len() - 1], other);
        }
    }
}
