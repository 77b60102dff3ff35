//! Where front matter ends and the body begins: the Hub's own rule.

/// A card cut in two.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Split<'a> {
    /// The YAML between the `---`, if there is any front matter.
    pub front: Option<&'a str>,
    /// The line on which the YAML begins, from 1.
    pub front_line: u32,
    /// The Markdown after it; the whole text when there is no front matter.
    pub body: &'a str,
    /// The line on which the body begins, from 1.
    pub body_line: u32,
    /// What looks like front matter and is none.
    pub problem: Option<Problem>,
}

/// Something that looks like front matter, and is none by the Hub's rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Problem {
    /// `---` opens and nothing closes it.
    Unclosed,
    /// `...` stands where `---` would have to close it.
    ClosedByDots,
    /// `---` follows on `---` at once, without even an empty line, and nothing else closes it.
    Empty,
    /// The lines end in a lone carriage return.
    CarriageReturns,
    /// The first line is a longer or decorated fence around lines of `key: value`: `----`, `--- ---`.
    Fence,
    /// The card begins with a JSON object.
    Json,
}

/// Cuts a card in two by `^(\s*---(?:\r\n|\r|\n))([\S\s]*?)((?:\r\n|\r|\n)---[ \t]*(\r\n|\n|$))`, in linear time.
///
/// `\s` is what JavaScript takes for it, so that a byte order mark is a blank.
pub fn split(text: &str) -> Split<'_> {
    let start = text.trim_start_matches(is_space);
    let start_at = text.len() - start.len();
    let whole = |problem| Split { front: None, front_line: 1, body: text, body_line: 1, problem };
    let Some(rest) = start.strip_prefix("---") else {
        return whole(other_form(start));
    };
    let rest_at = start_at + 3;
    // After `---` the regex would rather have `\r\n`, and takes the `\r` alone when nothing closes the block otherwise.
    let breaks: &[usize] = match rest.as_bytes() {
        [b'\r', b'\n', ..] => &[2, 1],
        [b'\r' | b'\n', ..] => &[1],
        _ => return whole(other_form(start)),
    };
    for length in breaks {
        let front_at = rest_at + length;
        if let Some(close) = closing(&text[front_at..]) {
            let (front, body_at) = (&text[front_at..front_at + close.front], front_at + close.end);
            return Split {
                front: Some(front),
                front_line: line_at(text, front_at),
                body: &text[body_at..],
                body_line: line_at(text, body_at),
                problem: None,
            };
        }
    }
    whole(unclosed(&rest[breaks[0]..]))
}

/// Where a block ends: the length of its YAML, and of all up to the body.
struct Closing {
    front: usize,
    end: usize,
}

fn closing(text: &str) -> Option<Closing> {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(found) = text[at..].find("---") {
        let dashes = at + found;
        let mut end = dashes + 3;
        while matches!(bytes.get(end), Some(b' ' | b'\t')) {
            end += 1;
        }
        let end = match &bytes[end..] {
            [] => Some(end),
            [b'\n', ..] => Some(end + 1),
            [b'\r', b'\n', ..] => Some(end + 2),
            _ => None,
        };
        let front = match &bytes[..dashes] {
            [.., b'\r', b'\n'] => Some(dashes - 2),
            [.., b'\r' | b'\n'] => Some(dashes - 1),
            _ => None,
        };
        if let (Some(front), Some(end)) = (front, end) {
            return Some(Closing { front, end });
        }
        at = dashes + 1;
    }
    None
}

/// Why an opened block has no end; `None` when it is a thematic break above ordinary text.
fn unclosed(block: &str) -> Option<Problem> {
    if is_fence(block.lines().next().unwrap_or_default()) {
        return Some(Problem::Empty);
    }
    if block.contains('\r') && !block.contains('\n') {
        return block.split('\r').any(is_fence).then_some(Problem::CarriageReturns);
    }
    let mut lines = block.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#'));
    if !lines.next().is_some_and(is_entry) {
        return None;
    }
    Some(if lines.any(|line| line.trim_end() == "...") { Problem::ClosedByDots } else { Problem::Unclosed })
}

fn is_fence(line: &str) -> bool {
    line.trim_end_matches([' ', '\t', '\r']) == "---"
}

/// What a card that does not open with `---` and a line break may have meant.
fn other_form(start: &str) -> Option<Problem> {
    let mut lines = start.lines();
    let first = lines.next().unwrap_or_default().trim_end();
    let second = lines.find(|line| !line.trim().is_empty()).unwrap_or_default();
    // Two dashes, or a dash that a word processor made of three hyphens.
    if first.starts_with("---") || matches!(first, "--" | "\u{2013}" | "\u{2014}" | "\u{2014}-") {
        // A thematic break is Markdown of its own right; only one above a `key: value` line was meant as a fence.
        return is_entry(second).then_some(Problem::Fence);
    }
    let json = first.starts_with('{') && (first.contains('"') || second.trim_start().starts_with('"'));
    json.then_some(Problem::Json)
}

/// Whether a line reads `key: value`.
fn is_entry(line: &str) -> bool {
    line.split_once(':').is_some_and(|(key, value)| {
        !key.is_empty()
            && key.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.'))
            && (value.is_empty() || value.starts_with([' ', '\t']))
    })
}

/// What `\s` is to JavaScript.
fn is_space(c: char) -> bool {
    c == '\u{feff}' || (c.is_whitespace() && c != '\u{85}')
}

/// The line of a byte offset, from 1; `\r\n`, `\n` and a lone `\r` each end one.
pub(super) fn line_at(text: &str, offset: usize) -> u32 {
    let bytes = text.as_bytes();
    let before = &bytes[..offset];
    // So few bytes at a time that their count fits a byte, and the compiler counts many at once.
    let feeds_of = |bytes: &[u8]| bytes.iter().fold(0u8, |count, &byte| count + u8::from(byte == b'\n'));
    let feeds: usize = before.chunks(255).map(|bytes| usize::from(feeds_of(bytes))).sum();
    let lone = |&at: &usize| bytes[at] == b'\r' && bytes.get(at + 1) != Some(&b'\n');
    let returns = if before.contains(&b'\r') { (0..offset).filter(lone).count() } else { 0 };
    u32::try_from(feeds + returns).map_or(u32::MAX, |lines| lines.saturating_add(1))
}
