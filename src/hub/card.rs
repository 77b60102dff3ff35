//! A card as the hub holds it: front matter as a tree, body as text.

use super::decode::decode;
use super::front_matter::{self, Problem};
use crate::config::Limits;
use crate::diagnostic::{Change, Diagnostic, Edit, Location, Mark, Parsed};
use crate::file::ReadError;
use crate::yaml::{self, Node};

/// A card's parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CardSource {
    /// The text of the file before the body: the front matter between its `---`, as written.
    pub head: String,
    /// The front matter, always a map; `None` when there is none or it is not a map.
    pub front: Option<Node>,
    /// The Markdown after the front matter, valid text without NUL.
    pub body: String,
    /// The line of the file on which the body begins, from 1.
    pub body_line: u32,
}

impl CardSource {
    /// Takes a card apart. `path` is what the findings name; `None` when the bytes are no text.
    ///
    /// This is what [`Snapshot::card`](super::Snapshot::card) does once it has read the file.
    pub fn parse(bytes: &[u8], path: &str, limits: &Limits) -> Parsed<Option<CardSource>> {
        let Parsed { value: text, mut diagnostics } = decode(bytes, path);
        let Some(text) = text else { return Parsed::new(None, diagnostics) };
        let split = front_matter::split(&text);
        diagnostics.extend(split.problem.map(|problem| tell(problem, &text, path)));
        let front = split.front.and_then(|front| {
            let parsed = read_front(front, split.front_line, path, limits);
            diagnostics.extend(parsed.diagnostics);
            parsed.value
        });
        if let Some(offset) = split.body.find('\0') {
            let line = split.body_line + front_matter::line_at(split.body, offset) - 1;
            let column = split.body[..offset].rsplit(['\n', '\r']).next().unwrap_or_default().chars().count();
            let mark = Mark::new(line, u32::try_from(column + 1).unwrap_or(u32::MAX));
            diagnostics.push(
                Diagnostic::warning(
                    "CX006",
                    Location::at(path, mark),
                    "a NUL character stands in the text; it is shown as \u{fffd}",
                )
                .help("remove the character"),
            );
        }
        let head = text[..text.len() - split.body.len()].to_owned();
        let body = split.body.replace('\0', "\u{fffd}");
        Parsed::new(Some(CardSource { head, front, body, body_line: split.body_line }), diagnostics)
    }
}

pub(super) fn load(
    read: Result<Vec<u8>, ReadError>,
    path: &str,
    limits: &Limits,
) -> Parsed<Option<CardSource>> {
    match read {
        Ok(bytes) => CardSource::parse(&bytes, path, limits),
        Err(error) => Parsed::new(None, vec![unread(&error, path)]),
    }
}

/// A YAML file, under the limits of a card's front matter.
pub(super) fn load_yaml(
    read: Result<Vec<u8>, ReadError>,
    path: &str,
    limits: &Limits,
) -> Parsed<Option<Node>> {
    let bytes = match read {
        Ok(bytes) => bytes,
        Err(ReadError::TooLarge { size, limit, .. }) => {
            let message =
                format!("the file has {size} bytes, more than the limit of {limit}; it is not read");
            let finding = Diagnostic::error("CX009", Location::file(path), message)
                .help("shorten it, or raise `limits.front_matter_bytes` in hub.yaml");
            return Parsed::new(None, vec![finding]);
        }
        Err(error) => return Parsed::new(None, vec![unread(&error, path)]),
    };
    let Parsed { value: text, mut diagnostics } = decode(&bytes, path);
    let Some(text) = text else { return Parsed::new(None, diagnostics) };
    let parsed = yaml::parse(&text, 1, path, &limits.yaml());
    diagnostics.extend(parsed.diagnostics);
    Parsed::new(parsed.value, diagnostics)
}

fn unread(error: &ReadError, path: &str) -> Diagnostic {
    let at = Location::file(path);
    match error {
        ReadError::Io { source, .. } => {
            Diagnostic::error("CX019", at, format!("the card cannot be read: {source}"))
        }
        ReadError::TooLarge { size, limit, .. } => Diagnostic::error(
            "CX023",
            at,
            format!("the card has {size} bytes, more than the limit of {limit}"),
        )
        .help("shorten the card, or raise `limits.card_bytes` in hub.yaml"),
        ReadError::NotAFile { kind, .. } => {
            Diagnostic::warning("CX018", at, format!("skipped: it is {kind}, not a regular file"))
        }
        ReadError::Outside { .. } => {
            Diagnostic::warning("CX018", at, "skipped: the link leads out of the hub")
        }
    }
}

fn read_front(front: &str, line: u32, path: &str, limits: &Limits) -> Parsed<Option<Node>> {
    let at = Location::at(path, Mark::new(line, 1));
    if front.len() as u64 > limits.front_matter_bytes {
        let message = format!(
            "the front matter has {} bytes, more than the limit of {}; it is not read",
            front.len(),
            limits.front_matter_bytes
        );
        let finding = Diagnostic::error("CX009", at, message)
            .help("shorten it, or raise `limits.front_matter_bytes` in hub.yaml");
        return Parsed::new(None, vec![finding]);
    }
    let mut parsed = yaml::parse(front, line, path, &limits.yaml());
    if let Some(node) = parsed.value.take_if(|node| node.as_mapping().is_none())
        && !node.is_null()
    {
        let message = format!("the front matter is {}, not `key: value` lines; it is not read", node.kind());
        let finding = Diagnostic::error("CX003", Location::at(path, node.mark), message)
            .help("begin with `license: …`, or remove the two `---` lines");
        parsed.diagnostics.push(finding);
    }
    parsed
}

fn tell(problem: Problem, text: &str, path: &str) -> Diagnostic {
    let spaces = text.len() - text.trim_start().len();
    let at = Location::at(path, Mark::new(front_matter::line_at(text, spaces), 1));
    let (message, help) = match problem {
        Problem::Unclosed => (
            "the front matter is not closed; the whole card is read as text",
            "add a line `---` after its last key",
        ),
        Problem::ClosedByDots => (
            "the front matter is closed by `...`; the whole card is read as text",
            "write `---` in place of `...`",
        ),
        Problem::CarriageReturns => (
            "the lines end in lone carriage returns, so that nothing closes the front matter; the whole card is read as text",
            "save the file with LF or CRLF line ends",
        ),
        Problem::Fence => (
            "this line does not open front matter; the whole card is read as text",
            "write exactly `---` above and below the `key: value` lines",
        ),
        Problem::Json => (
            "front matter in JSON is not read; the whole card is read as text",
            "write it as YAML between two `---` lines",
        ),
        Problem::Empty => {
            return Diagnostic::warning(
                "CX001",
                at,
                "two `---` lines with nothing between them are no front matter; they are read as text",
            )
            .help("remove them, or write `key: value` lines between them");
        }
    };
    let closing = (problem == Problem::ClosedByDots).then(|| dashes_for_dots(text)).flatten();
    Diagnostic::error("CX001", at, message).help(help).fix(closing)
}

/// `---` for the first `...` that stands alone on a line.
fn dashes_for_dots(text: &str) -> Option<Change> {
    let (line, _) = (1..).zip(text.lines()).find(|(_, line)| line.trim_end() == "...")?;
    let edit = Edit { start: Mark::new(line, 1), end: Mark::new(line, 4), text: "---".to_owned() };
    Some(Change::Text("close the front matter with `---`", vec![edit]))
}
