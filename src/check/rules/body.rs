//! The lines of a card's text, each with what it is: enough of Markdown to tell text from code, and to find headings.

use super::Card;

/// What a line is part of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::check) enum Kind {
    /// Text, a table, a list, a heading: whatever is no code.
    Text,
    /// The line that opens a code block.
    Open,
    /// Code.
    Code,
    /// The line that closes a code block.
    Close,
    /// A comment of HTML.
    Comment,
}

/// A line of a card's text.
#[derive(Debug, Clone, Copy)]
pub(in crate::check) struct Line<'a> {
    /// Its number in the file.
    pub(in crate::check) number: u32,
    /// The line as written.
    pub(super) text: &'a str,
    /// What it is part of.
    pub(in crate::check) kind: Kind,
}

/// The lines of a card's text, read once for all rules.
pub(in crate::check) fn lines<'a, 'card>(card: &'a Card<'card>) -> &'a [Line<'card>] {
    card.body.get_or_init(|| classify(card.lines()))
}

/// The lines of a text that begins at a line of its file.
pub(super) fn of_text(first: u32, text: &str) -> Vec<Line<'_>> {
    classify((first..).zip(lines_of(text)))
}

/// The lines of a text without their ends, as [`str::lines`] has them: every card is read so, and most lines are short.
pub(in crate::check) fn lines_of(text: &str) -> impl Iterator<Item = &str> {
    let mut start = 0;
    let mut ends = memchr::memchr_iter(b'\n', text.as_bytes());
    std::iter::from_fn(move || {
        let end = ends.next().unwrap_or(text.len());
        let line = text.get(start..end)?;
        if start == text.len() {
            return None;
        }
        let has_end = end < text.len();
        start = if has_end { end + 1 } else { end };
        Some(if has_end { line.strip_suffix('\r').unwrap_or(line) } else { line })
    })
}

fn classify<'a>(lines: impl Iterator<Item = (u32, &'a str)>) -> Vec<Line<'a>> {
    let mut reader = Reader::default();
    lines.map(|(number, text)| Line { number, text, kind: reader.take(text) }).collect()
}

#[derive(Default)]
struct Reader {
    /// The character and the length of the fence that is open.
    fence: Option<(u8, usize)>,
    comment: bool,
    /// Whether the line before was empty or indented code.
    may_indent: bool,
    /// Whether indentation belongs to an item of a list.
    in_list: bool,
}

impl Reader {
    fn take(&mut self, line: &str) -> Kind {
        // A code block in a quotation is one all the same.
        let text = line.trim_start_matches([' ', '\t', '>']);
        if let Some((mark, length)) = self.fence {
            let run = text.bytes().take_while(|byte| *byte == mark).count();
            if run >= length && text[run..].trim().is_empty() {
                self.fence = None;
                return Kind::Close;
            }
            return Kind::Code;
        }
        if self.comment {
            self.comment = !line.contains("-->");
            return Kind::Comment;
        }
        if let Some((mark, length)) = fence(text) {
            self.fence = Some((mark, length));
            self.may_indent = false;
            return Kind::Open;
        }
        // Looking for one byte is quick, and few lines have it.
        if memchr::memchr(b'<', line.as_bytes()).is_some()
            && let Some((before, comment)) = line.split_once("<!--")
        {
            self.comment = line.rfind("<!--") > line.rfind("-->");
            let behind = comment.rsplit_once("-->").map_or("", |(_, behind)| behind);
            if before.trim().is_empty() && behind.trim().is_empty() {
                return Kind::Comment;
            }
        }
        if line.trim().is_empty() {
            self.may_indent = true;
            return Kind::Text;
        }
        let indented = line.starts_with("    ") || line.starts_with('\t');
        if indented && self.may_indent && !self.in_list {
            return Kind::Code;
        }
        let item = is_item(text);
        self.in_list = item || (self.in_list && (line.starts_with([' ', '\t']) || !self.may_indent));
        self.may_indent = false;
        Kind::Text
    }
}

/// The character and the length of a fence that a line opens.
fn fence(text: &str) -> Option<(u8, usize)> {
    let mark = *text.as_bytes().first()?;
    if !matches!(mark, b'`' | b'~') {
        return None;
    }
    let length = text.bytes().take_while(|byte| *byte == mark).count();
    // Back-ticks behind back-ticks are code within a line.
    (length >= 3 && (mark == b'~' || !text[length..].contains('`'))).then_some((mark, length))
}

/// Whether a line begins an item of a list.
fn is_item(text: &str) -> bool {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let behind = match digits {
        0 => text.strip_prefix(['-', '*', '+']),
        1..=9 => text[digits..].strip_prefix(['.', ')']),
        _ => None,
    };
    behind.is_some_and(|behind| behind.is_empty() || behind.starts_with([' ', '\t']))
}

/// A heading.
#[derive(Debug, Clone)]
pub(super) struct Heading<'a> {
    /// 1 to 6.
    pub(super) level: u8,
    /// Its line in the file.
    pub(super) number: u32,
    /// Its text, as written.
    pub(super) text: &'a str,
    /// The place of its last line among the lines.
    pub(super) at: usize,
    /// Whether it is written in HTML: such headings are often there for their looks.
    pub(super) html: bool,
}

/// The headings among the lines, in their order: of Markdown, and of HTML at the beginning of a line.
pub(super) fn headings<'a>(lines: &[Line<'a>]) -> Vec<Heading<'a>> {
    let mut found = Vec::new();
    for (at, line) in lines.iter().enumerate().filter(|(_, line)| line.kind == Kind::Text) {
        let text = line.text.trim_end();
        let inner = text.trim_start_matches(' ');
        if text.len() - inner.len() > 3 {
            continue;
        }
        let marked = atx(inner);
        if let Some((level, text)) = marked.or_else(|| html(inner)) {
            found.push(Heading { level, number: line.number, text, at, html: marked.is_none() });
            continue;
        }
        // A paragraph that is underlined.
        let level = match inner.as_bytes().first() {
            Some(b'=') if inner.bytes().all(|byte| byte == b'=') => 1,
            Some(b'-') if inner.len() > 1 && inner.bytes().all(|byte| byte == b'-') => 2,
            _ => continue,
        };
        if let Some(above) = at.checked_sub(1).map(|above| lines[above])
            && above.kind == Kind::Text
            && is_paragraph(above.text)
        {
            found.push(Heading { level, number: above.number, text: above.text.trim(), at, html: false });
        }
    }
    found
}

fn atx(text: &str) -> Option<(u8, &str)> {
    let level = text.bytes().take_while(|byte| *byte == b'#').count();
    let rest = &text[level..];
    if !(1..=6).contains(&level) || !(rest.is_empty() || rest.starts_with([' ', '\t'])) {
        return None;
    }
    Some((level as u8, rest.trim().trim_end_matches('#').trim_end()))
}

fn html(text: &str) -> Option<(u8, &str)> {
    let rest = text.strip_prefix("<h").or_else(|| text.strip_prefix("<H"))?;
    let level = rest.bytes().next().filter(|byte| (b'1'..=b'6').contains(byte))? - b'0';
    let rest = &rest[1..];
    if !rest.starts_with(['>', ' ', '\t']) {
        return None;
    }
    let (_, inner) = rest.split_once('>')?;
    Some((level, inner.split("</").next().unwrap_or_default().trim()))
}

/// Whether a line can be the text of a heading that the next line underlines.
fn is_paragraph(line: &str) -> bool {
    let text = line.trim();
    let deep = line.starts_with("    ") || line.starts_with('\t');
    !text.is_empty() && !deep && atx(text).is_none() && !is_item(text) && !text.starts_with(['>', '|', '<'])
}

/// A line without its code between back-ticks.
pub(super) fn without_code(text: &str) -> String {
    if !text.contains('`') {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    // What stands between an odd and an even back-tick is code; what an unpaired one opens is kept out too.
    for (index, piece) in text.split('`').enumerate() {
        if index % 2 == 0 {
            out.push_str(piece);
            out.push(' ');
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::lines_of;

    #[test]
    fn lines_are_those_of_the_standard_library() {
        for text in ["", "\n", "a", "a\n", "a\r\nb", "a\r", "\r\n\r\n", "a\n\nb\r\r\nc\n"] {
            assert_eq!(lines_of(text).collect::<Vec<_>>(), text.lines().collect::<Vec<_>>(), "{text:?}");
        }
    }
}
