//! Texts as scalars of YAML: plain where every reader takes them for the same text, else in quotes.

/// A text as a scalar: plain where that is safe, else in quotes. `flow` for a place within `[ ]` or `{ }`.
pub fn plain_or_quoted(text: &str, flow: bool) -> String {
    if is_plain(text, flow) { text.to_owned() } else { quoted(text, '"') }
}

/// A text in quotes: in `quote`, which is `'` or `"`, if that can hold it, else in `"`.
pub fn quoted(text: &str, quote: char) -> String {
    let simple = !text.contains(|c: char| c.is_control() || c == '\\' || c == '\u{feff}');
    if simple && (quote == '\'' || text.contains('"') && !text.contains('\'')) {
        return format!("'{}'", text.replace('\'', "''"));
    }
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            c if c.is_control() || matches!(c, '\u{feff}' | '\u{2028}' | '\u{2029}') => {
                out.push_str(&format!("\\u{:04x}", u32::from(c)));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// Whether every reader of YAML takes a text without quotes for just this text.
fn is_plain(text: &str, flow: bool) -> bool {
    const WORDS: [&str; 8] = ["true", "false", "yes", "no", "on", "off", "null", "y"];
    let Some(first) = text.chars().next() else { return false };
    let special = ":#,[]{}&*!|>'\"%@`";
    let ends = text.trim() != text || text.ends_with(':');
    let inner = text.contains(": ")
        || text.contains(" #")
        || text.contains(|c: char| c.is_control() || matches!(c, '\u{feff}' | '\u{2028}' | '\u{2029}'));
    let marks = (first == '-' || first == '?' || first == '=' || first == '<')
        && !text[1..].starts_with(char::is_alphanumeric)
        || text.starts_with("---")
        || special.contains(first);
    let in_flow = flow && text.contains([',', '[', ']', '{', '}', ':']);
    let word = WORDS.iter().any(|word| text.eq_ignore_ascii_case(word))
        || text == "~"
        || text.eq_ignore_ascii_case("n");
    !(ends || inner || marks || in_flow || word || is_other(text))
}

/// Whether a text may be read as a number, a date or a time. A version of three parts is none of them, nor is a number that
/// comes back as it was written.
fn is_other(text: &str) -> bool {
    let number = text.trim_start_matches(['-', '+', '.']);
    if !number.starts_with(|c: char| c.is_ascii_digit()) {
        return text.starts_with(['.', '+']);
    }
    let digits = number.bytes().all(|byte| byte.is_ascii_digit());
    if digits {
        return text.starts_with(['+', '.'])
            || (number.len() > 1 && number.starts_with('0'))
            || number.len() > 15;
    }
    // Numbers with a fraction, an exponent, another base or underlines; dates, times and numbers to the base of 60.
    let numeric = number.bytes().all(|byte| byte.is_ascii_hexdigit() || b"._:+-xXoTZ ".contains(&byte));
    let dots = number.matches('.').count();
    numeric && !(dots >= 2 && number.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.'))
}
