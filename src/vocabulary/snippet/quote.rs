//! Literals: text of an untrusted card, written so that a language reads it as that text and as nothing else.

use std::fmt::Write;

/// A string literal for Python, JavaScript, C# and C++ alike.
pub(super) fn literal(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            // The four languages agree on `\u` and four digits, and write a character beyond them as itself.
            c if is_unseen(c) && u32::from(c) <= 0xFFFF => push_escape(&mut out, c),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// One word of a shell command line, which no option is mistaken for: a word that starts with `-` gets `./`.
pub(super) fn word(text: &str) -> String {
    let text = if text.starts_with('-') { format!("./{text}") } else { text.to_owned() };
    shell(&text)
}

/// One word of a shell command line, as it is: for what follows `--option=`, and for what a URL scheme starts.
pub(super) fn shell(text: &str) -> String {
    let plain = |byte: u8| {
        byte.is_ascii_alphanumeric()
            || matches!(byte, b'.' | b'_' | b'/' | b':' | b'@' | b'%' | b'+' | b'=' | b',' | b'-')
    };
    if !text.is_empty() && text.bytes().all(plain) {
        text.to_owned()
    } else if !text.bytes().all(|byte| matches!(byte, b' '..=b'~')) && text.chars().any(is_unseen) {
        // bash's `$'…'`: a line break inside plain quotes would be safe, but would not look so.
        let mut out = String::from("$'");
        for c in text.chars() {
            match c {
                '\'' => out.push_str("\\'"),
                '\\' => out.push_str("\\\\"),
                '\n' => out.push_str("\\n"),
                '\r' => out.push_str("\\r"),
                '\t' => out.push_str("\\t"),
                c if is_unseen(c) && u32::from(c) <= 0xFFFF => push_escape(&mut out, c),
                c => out.push(c),
            }
        }
        out.push('\'');
        out
    } else {
        format!("'{}'", text.replace('\'', "'\\''"))
    }
}

/// Control characters, and those that turn or hide the text around them.
fn is_unseen(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}')
        || matches!(c, '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}')
}

fn push_escape(out: &mut String, c: char) {
    // Writing to a string cannot fail.
    let _ = write!(out, "\\u{:04x}", u32::from(c));
}
