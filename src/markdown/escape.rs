//! Text on its way into a page: escaped, and rid of the characters that no page may hold.

use std::borrow::Cow;

/// Appends `text` so that it is literal text, both between tags and inside a double-quoted attribute.
///
/// Control characters, noncharacters and the two bidirectional overrides are left out: the first two are errors
/// in HTML, and the overrides make text read otherwise than it is written.
pub(super) fn escape(out: &mut String, text: &str) {
    let mut kept = 0;
    let mut at = 0;
    let bytes = text.as_bytes();
    while at < bytes.len() {
        // The compiler looks at many bytes at a time.
        at += 16 * bytes[at..].chunks_exact(16).take_while(|chunk| are_plain(chunk)).count();
        let Some(plain) = bytes[at..].iter().position(|&byte| SPECIAL[usize::from(byte)]) else { break };
        at += plain;
        let Some(character) = text.get(at..).and_then(|rest| rest.chars().next()) else { break };
        let end = at + character.len_utf8();
        let instead = match character {
            '&' => "&amp;",
            '<' => "&lt;",
            '>' => "&gt;",
            '"' => "&quot;",
            _ if is_forbidden(character) => "",
            _ => {
                at = end;
                continue;
            }
        };
        out.push_str(&text[kept..at]);
        out.push_str(instead);
        kept = end;
        at = end;
    }
    out.push_str(&text[kept..]);
}

/// Whether all bytes stand for themselves; others may as well.
fn are_plain(bytes: &[u8]) -> bool {
    let is_markup = |byte: u8| (byte == b'&') | (byte == b'<') | (byte == b'>') | (byte == b'"');
    let is_plain = |byte: u8| (b' '..0x7f).contains(&byte) & !is_markup(byte);
    bytes.iter().fold(true, |plain, &byte| plain & is_plain(byte))
}

/// `escape` into a string of its own.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    escape(&mut out, text);
    out
}

/// The source with `\n` line ends and without control characters: neither Markdown nor HTML has a use for them,
/// and a tag must not be hidden from one reader and shown to another by a NUL in its name.
pub(super) fn clean(source: &str) -> Cow<'_, str> {
    let is_clean = |byte: u8| byte >= b' ' && byte != 0x7f || byte == b'\n' || byte == b'\t';
    // Without a way out of the middle of it, the compiler takes many bytes at a time.
    let are_clean = |bytes: &[u8]| bytes.iter().fold(true, |clean, &byte| clean & is_clean(byte));
    if source.as_bytes().chunks(256).all(are_clean) {
        return Cow::Borrowed(source);
    }
    let unix = source.replace("\r\n", "\n").replace('\r', "\n");
    Cow::Owned(unix.chars().filter(|c| !c.is_ascii() || is_clean(*c as u8)).collect())
}

/// The words of a text with single spaces between them.
pub(super) fn squash(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// Whether a character is left out of a page.
pub(super) fn is_forbidden(character: char) -> bool {
    match character {
        '\n' | '\t' => false,
        '\u{202d}' | '\u{202e}' => true,
        '\u{fdd0}'..='\u{fdef}' => true,
        _ => character.is_control() || u32::from(character) & 0xfffe == 0xfffe,
    }
}

/// The bytes that `escape` has to look at: the four of HTML, controls, and the first bytes of characters among
/// which there are forbidden ones.
const SPECIAL: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = match byte as u8 {
            b'\n' | b'\t' => false,
            b'&' | b'<' | b'>' | b'"' | 0x7f | 0xc2 | 0xe2 | 0xef | 0xf0..=0xf4 => true,
            other => other < b' ',
        };
        byte += 1;
    }
    table
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_and_forbidden_characters() {
        assert_eq!(escaped("a<b>&\"c'"), "a&lt;b&gt;&amp;&quot;c'");
        assert_eq!(escaped("a\u{0}b\u{1b}[1mc\u{85}\u{fffe}\u{1fffe}d\u{202e}e"), "ab[1mcde");
        assert_eq!(escaped("é – 漢字 🚀 \u{200d}\u{fffd}"), "é – 漢字 🚀 \u{200d}\u{fffd}");
    }

    #[test]
    fn line_ends() {
        assert_eq!(clean("a\r\nb\rc\0d\u{c}\te"), "a\nb\ncd\te");
        assert!(matches!(clean("plain\n\ttext"), Cow::Borrowed(_)));
    }
}
