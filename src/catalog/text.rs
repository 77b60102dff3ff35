//! Text of cards as it may stand in one line: no control characters, no direction overrides.

/// Longest single-line text that is kept, in characters; real titles and tags stay far below.
pub const LONGEST_LINE: usize = 1_000;

/// Makes one line of a text: every white space a space, none at the ends, control characters and direction overrides
/// dropped, at most [`LONGEST_LINE`] characters. Spaces within stay as they are: two tags may differ in them alone.
///
/// Overrides (U+202A–U+202E, U+2066–U+2069) go because they can make a name read as another one.
pub fn one_line(text: &str) -> String {
    if is_clean(text) {
        return text.to_owned();
    }
    let seen = text.trim().chars().filter(|&c| c.is_whitespace() || !is_unseen(c));
    let mut line = String::with_capacity(text.len().min(4 * LONGEST_LINE));
    for (count, c) in seen.enumerate() {
        if count >= LONGEST_LINE {
            line.push('…');
            break;
        }
        line.push(if c.is_whitespace() { ' ' } else { c });
    }
    line.truncate(line.trim_end().len());
    line
}

/// Keeps the lines of a text, and drops what [`one_line`] drops within them.
pub fn lines(text: &str) -> String {
    let text = text.replace("\r\n", "\n");
    text.chars().filter(|&c| c == '\n' || c == '\t' || !is_unseen(c)).collect::<String>().trim().to_owned()
}

/// Cuts a text at a word's end so that it has at most `longest` characters, an ellipsis included.
pub fn shorten(text: &str, longest: usize) -> String {
    // No text has more characters than bytes.
    let cut = match text.len() <= longest {
        true => None,
        false if text.is_ascii() => Some(longest),
        false => text.char_indices().nth(longest).map(|(cut, _)| cut),
    };
    let Some(cut) = cut else { return text.to_owned() };
    let head = &text[..cut];
    let end = head
        .rfind(char::is_whitespace)
        .filter(|&end| end > cut / 2)
        .unwrap_or_else(|| head.char_indices().next_back().map_or(0, |(last, _)| last));
    format!("{}…", head[..end].trim_end_matches([',', ';', ':', ' ', '.', '–', '-']))
}

fn is_clean(text: &str) -> bool {
    text.len() <= LONGEST_LINE
        && text.bytes().all(|byte| (b' '..0x7f).contains(&byte))
        && !text.starts_with(' ')
        && !text.ends_with(' ')
}

fn is_unseen(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}')
}
