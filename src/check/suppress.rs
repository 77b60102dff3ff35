//! Findings that a card asks to be left out, and why: `cardex_ignore` in the front matter, comments in both parts.

use crate::catalog::date::{self, Date};
use crate::diagnostic::{Change, Diagnostic, Edit, Fix, Level, Location, Mark};
use crate::yaml::Node;

use super::Selection;

/// One request.
#[derive(Debug)]
struct Request {
    /// The code of a rule, or the beginning of several.
    code: String,
    /// Words of the message or the line that it is about; empty for all.
    words: String,
    lines: std::ops::RangeInclusive<u32>,
    mark: Mark,
    reason: String,
    until: Option<Result<Date, String>>,
    used: bool,
    /// How it is taken out, with all others of its comment; `None` where that has a second part elsewhere.
    removal: Option<Change>,
}

/// What one card asks for.
#[derive(Debug, Default)]
pub(super) struct Requests {
    list: Vec<Request>,
}

impl Requests {
    /// Reads the requests of a card: its front matter as a tree, and the text before and of its body, which begins on line
    /// `body_line`; `is_code` tells its lines of code, whose comments may be there to be read.
    pub(super) fn of(
        front: Option<&Node>,
        (head, body): (&str, &str),
        body_line: u32,
        is_code: &dyn Fn(u32) -> bool,
    ) -> Requests {
        let mut list = Vec::new();
        let stated = front.and_then(|front| front.get("cardex_ignore"));
        for entry in stated.and_then(Node::as_sequence).unwrap_or_default() {
            let field = |key: &str| entry.get(key).and_then(Node::as_text).unwrap_or_default().to_owned();
            list.push(Request {
                code: entry.as_text().map_or_else(|| field("rule"), str::to_owned),
                words: field("match"),
                lines: 0..=u32::MAX,
                mark: entry.mark,
                reason: field("reason"),
                until: entry
                    .get("until")
                    .and_then(Node::as_text)
                    .map(|text| date::parse(text).ok_or_else(|| text.to_owned())),
                used: false,
                removal: Some(Change::RemoveItem(entry.mark)),
            });
        }
        if head.contains("cardex") || body.contains("cardex") {
            let text = format!("{head}{body}");
            // What is left of CR CR LF is no part of a line.
            let lines = text.lines().map(|line| line.trim_end_matches('\r'));
            let lines: Vec<&str> = lines.collect();
            comments(&lines, &mut list);
            for request in &mut list {
                let line = request.mark.line;
                let in_front = line < body_line;
                let is_yaml = lines.get(line as usize - 1).is_some_and(|line| line.contains(IN_YAML));
                if request.removal.is_some() && (in_front != is_yaml || (!in_front && is_code(line))) {
                    request.removal =
                        request.removal.take().filter(|change| matches!(change, Change::RemoveItem(_)));
                }
            }
        }
        Requests { list }
    }

    /// Whether the card asks for nothing.
    pub(super) fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Whether a finding is to be left out. `line` is the text of its line.
    pub(super) fn covers(&mut self, finding: &Diagnostic, line: &str, today: Date) -> bool {
        let at = finding.location.mark.map_or(0, |mark| mark.line);
        let mut covered = false;
        for request in &mut self.list {
            let is_over = matches!(&request.until, Some(Ok(until)) if *until < today);
            let fits = !request.code.is_empty()
                && finding.rule.starts_with(&request.code)
                && (request.lines.contains(&at) || *request.lines.start() == 0)
                && (request.words.is_empty()
                    || finding.message.contains(&request.words)
                    || line.contains(&request.words));
            if fits {
                request.used = true;
                covered |= !is_over;
            }
        }
        covered
    }

    /// What there is to say about the requests themselves.
    pub(super) fn findings(
        &self,
        path: &str,
        today: Date,
        selection: &Selection,
        needs_reason: bool,
    ) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        for request in &self.list {
            let mut say = |rule, message: String, help: &str, change: Option<Change>| {
                found.push(Diagnostic {
                    location: Location::at(path, request.mark),
                    rule,
                    level: Level::Warning,
                    message,
                    help: Some(help.to_owned()),
                    fix: change.map(|change| Box::new(Fix::new(change))),
                });
            };
            let code = &request.code;
            match &request.until {
                Some(Ok(until)) if *until < today => say(
                    "CX017",
                    format!("the suppression of {code} ended on {until}"),
                    "mend what it was about, or give a new date",
                    None,
                ),
                Some(Err(text)) => {
                    say("CX017", format!("`until` is no date: `{text}`"), "write it as 2026-11-20", None);
                }
                // What nobody looked for is not found, either.
                _ if !request.used && selection.would_find(code) => {
                    let together = self.list.iter().filter(|other| other.removal == request.removal);
                    let idle = |other: &Request| !other.used && selection.has_all(&other.code);
                    let change = request.removal.clone().filter(|_| together.clone().all(idle));
                    let message = format!("the suppression of {code} finds nothing to leave out");
                    say("CX011", message, "remove it", change);
                }
                _ => {}
            }
            if needs_reason && request.reason.is_empty() {
                say(
                    "CX024",
                    format!("the suppression of {code} gives no reason"),
                    "say why behind the code; `check.require_reason: false` in hub.yaml does without",
                    None,
                );
            }
        }
        found
    }
}

/// How a comment of the front matter begins.
const IN_YAML: &str = "# cardex: ignore[";

/// `# cardex: ignore[CX012] reason` on a line of the front matter or the line above it; `<!-- cardex-disable-next-line CX907 reason -->`,
/// `-disable-line`, `-disable-file`, and `-disable` up to `-enable`, in the text.
fn comments(lines: &[&str], list: &mut Vec<Request>) {
    let mut open: Vec<usize> = Vec::new();
    let number = |at: usize| u32::try_from(at + 1).unwrap_or(u32::MAX);
    for (at, line) in lines.iter().enumerate() {
        if let Some((before, rest)) = line.split_once(IN_YAML)
            && let Some((codes, reason)) = rest.split_once(']')
        {
            let own = if before.trim().is_empty() { number(at + 1) } else { number(at) };
            for code in codes.split(',').map(str::trim) {
                let mut request = request(code, reason, own..=own, number(at), before.chars().count());
                request.removal = Some(without(lines, at, before, ""));
                list.push(request);
            }
        }
        let Some((before, rest)) = line.split_once("<!-- cardex-") else { continue };
        let Some((command, behind)) = rest.split_once("-->") else { continue };
        let (verb, rest) = command.trim().split_once(' ').unwrap_or((command.trim(), ""));
        let (codes, reason) = rest.trim().split_once(' ').unwrap_or((rest.trim(), ""));
        let reach = match verb {
            "disable-next-line" => number(at + 1)..=number(at + 1),
            "disable-line" => number(at)..=number(at),
            "disable-file" => 0..=u32::MAX,
            "disable" => number(at)..=u32::MAX,
            "enable" => {
                open.retain(|&place| {
                    let request = &mut list[place];
                    let ends = codes.is_empty() || codes.split(',').any(|code| code.trim() == request.code);
                    if ends {
                        request.lines = *request.lines.start()..=number(at);
                    }
                    !ends
                });
                continue;
            }
            _ => continue,
        };
        for code in codes.split(',').map(str::trim).filter(|code| !code.is_empty()) {
            if verb == "disable" {
                open.push(list.len());
            }
            let mut request = request(code, reason, reach.clone(), number(at), before.chars().count());
            // What is opened here is perhaps closed elsewhere.
            request.removal = (verb != "disable").then(|| without(lines, at, before, behind));
            list.push(request);
        }
    }
}

/// A line without the comment between two of its parts; without the line where nothing else stands there. An empty line stays
/// where two paragraphs would become one.
fn without(lines: &[&str], at: usize, before: &str, behind: &str) -> Change {
    let number = |at: usize| u32::try_from(at + 1).unwrap_or(u32::MAX);
    let length = |text: &str| text.chars().count();
    let mark = |column: usize| Mark::new(number(at), number(column));
    let blank = |line: Option<&&str>| line.is_none_or(|line| line.trim().is_empty());
    let (line, kept) = (lines[at], before.trim_end());
    let edit = if kept.is_empty() && behind.trim().is_empty() {
        let parts = line.contains("<!--") && !blank(at.checked_sub(1).and_then(|above| lines.get(above)));
        if (parts && !blank(lines.get(at + 1))) || at + 1 == lines.len() {
            Edit::remove(mark(0), mark(length(line)))
        } else {
            Edit::remove(mark(0), Mark::new(number(at + 1), 1))
        }
    } else if behind.trim().is_empty() {
        Edit::remove(mark(length(kept)), mark(length(line)))
    } else {
        let end = length(line) - length(behind.trim_start());
        let start = if kept.is_empty() || behind.starts_with(' ') { length(kept) } else { length(before) };
        let end = if kept.is_empty() { end } else { length(line) - length(behind) };
        Edit::remove(mark(start), mark(end))
    };
    Change::Text("remove the comment", vec![edit])
}

fn request(
    code: &str,
    reason: &str,
    lines: std::ops::RangeInclusive<u32>,
    line: u32,
    column: usize,
) -> Request {
    // `until 2027-01-01` may stand anywhere in the reason.
    let until = reason.split_once("until ").and_then(|(_, rest)| rest.split_whitespace().next());
    Request {
        code: code.to_owned(),
        words: String::new(),
        lines,
        mark: Mark::new(line, u32::try_from(column + 1).unwrap_or(1)),
        reason: reason.trim().to_owned(),
        until: until
            .map(|text| date::parse(text.trim_end_matches(['.', ',', ')'])).ok_or_else(|| text.to_owned())),
        used: false,
        removal: None,
    }
}
