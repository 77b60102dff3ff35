//! The build of a card's text: headings, sections, length, and the description above it.

use super::body::{self, Heading, Kind, Line};
use super::policy::{asked, asked_at};
use super::{Card, Check, Example, Findings, Rule};
use crate::catalog::text::{one_line, shorten};
use crate::diagnostic::{Change, Edit, Level, Location, Mark};
use crate::vocabulary::suggestion::suggest;

pub(super) const RULES: &[&Rule] =
    &[&TITLE, &SECTION_MISSING, &DESCRIPTION, &HEADING_SKIP, &EMPTY_SECTION, &BODY_TOO_SHORT];

/// Shorter texts than this tell nothing, in characters.
const SHORTEST_BODY: usize = 200;

/// The beginning of a line of the card.
pub(super) fn at_line(card: &Card<'_>, number: u32) -> Location {
    card.at(Mark::new(number, 1))
}

/// The characters of the text up to [`SHORTEST_BODY`], white space aside; those of scripts that write a word in one or two
/// count for three.
fn length(card: &Card<'_>) -> usize {
    let characters = card.model.body.chars().filter(|c| !c.is_whitespace());
    // A count beyond the limit tells nothing more, and most texts are long.
    characters.take(SHORTEST_BODY).map(|c| if is_wide(c) { 3 } else { 1 }).sum()
}

fn is_wide(c: char) -> bool {
    ('\u{2e80}'..='\u{d7ff}').contains(&c)
}

/// Whether the text has fewer characters than one can tell something in.
pub(super) fn is_short(card: &Card<'_>) -> bool {
    length(card) < SHORTEST_BODY
}

static TITLE: Rule = Rule {
    code: "CX901",
    name: "no-or-several-h1",
    level: Some(Level::Note),
    summary: "The text has no heading of the first level, or several",
    why: "The heading of the first level is the card's title: lists and searches show it, and screen readers begin with it. Without one the \
          model goes by the name of its folder. Use `#` once, and `##` for sections; or give `title` in the front matter.",
    example: Example {
        bad: "---\nlicense: mit\n---\n# Lamp\n\nIt shines.\n\n# Usage\n\nSwitch it on.\n",
        line: Some(8),
        good: "---\nlicense: mit\n---\n# Lamp\n\nIt shines.\n\n## Usage\n\nSwitch it on.\n",
        files: &[],
    },
    fixable: false,
    check: Check::Card(title),
};

fn title(card: &Card<'_>, findings: &mut Findings<'_>) {
    let lines = body::lines(card);
    let headings = body::headings(lines);
    let mut titles = headings.iter().filter(|heading| heading.level == 1);
    let first = titles.next();
    // A picture set as a heading is none to a reader, nor to the page.
    let mut titles = titles.filter(|heading| !heading.text.is_empty() && !heading.text.starts_with("<img"));
    match (first, titles.next()) {
        (Some(_), None) => {}
        (Some(_), Some(second)) => {
            let message = format!(
                "`{}` is a second heading of the first level{}",
                shorten(&one_line(second.text), 60),
                match titles.count() {
                    0 => String::new(),
                    1 => ", and another follows".to_owned(),
                    more => format!(", and {more} more follow"),
                }
            );
            findings.add(
                at_line(card, second.number),
                message,
                "use `#` for the title alone, and `##` for sections",
            );
        }
        (None, _) => {
            if card.model.card.title.is_none() && !is_short(card) {
                findings.add(
                    Location::file(&card.model.card_path),
                    "the text has no heading of the first level, and the front matter no `title`",
                    "begin the text with `# ` and the model's name",
                );
            }
        }
    }
}

static SECTION_MISSING: Rule = Rule {
    code: "CX903",
    name: "required-section-missing",
    level: Some(Level::Error),
    summary: "A section that this hub asks for is missing",
    why: "`policy.sections` in hub.yaml lists the headings that a card needs, for every card under `all` and beyond that by stage. Case and \
          level do not count, nor words behind the heading.",
    example: Example {
        bad: "---\nlicense: mit\n---\n# Lamp\n\n## Usage\n\nSwitch it on.\n",
        line: None,
        good: "---\nlicense: mit\n---\n# Lamp\n\n## Limitations\n\nNot under water.\n",
        files: &[("hub.yaml", "policy:\n  sections:\n    all: [Limitations]\n")],
    },
    fixable: false,
    check: Check::Card(section_missing),
};

fn section_missing(card: &Card<'_>, findings: &mut Findings<'_>) {
    let mut wanted = asked(card, &card.config.policy.sections).peekable();
    if wanted.peek().is_none() {
        return;
    }
    let lines = body::lines(card);
    let there: Vec<String> = body::headings(lines).iter().map(|heading| plain(heading.text)).collect();
    for (list, section) in wanted {
        let name = plain(section);
        let has = there.iter().any(|heading| {
            heading.strip_prefix(&name).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
        });
        if has {
            continue;
        }
        let section = shorten(section, 60);
        let help = match suggest(&name, there.iter().take(1_000).map(String::as_str)) {
            Some(near) => format!("is `{}` meant to be it?", shorten(near, 60)),
            None => format!("add `## {section}`"),
        };
        findings.add(asked_at(card, list), format!("the section `{section}` is missing"), help);
    }
}

/// A heading in lower case, without numbers, pictures and marks around it.
fn plain(heading: &str) -> String {
    let heading = one_line(heading).to_lowercase();
    heading.trim_matches(|c: char| !c.is_alphabetic()).to_owned()
}

static DESCRIPTION: Rule = Rule {
    code: "CX904",
    name: "description-length",
    level: Some(Level::Note),
    summary: "The `description` is too short to say something, or too long for a list",
    why: "Lists, searches and previews of links show the description: between 20 and 300 characters say what the model does and are read. \
          What is longer is cut, and belongs in the text.",
    example: Example {
        bad: "---\nlicense: mit\ndescription: A lamp.\n---\n# Lamp\n",
        line: Some(3),
        good: "---\nlicense: mit\ndescription: A lamp that finds the words of a text that matter.\n---\n# Lamp\n",
        files: &[],
    },
    fixable: false,
    check: Check::Card(description),
};

fn description(card: &Card<'_>, findings: &mut Findings<'_>) {
    let Some(description) = &card.model.card.description else { return };
    let length = description.value.chars().count();
    // Other scripts say in one character what takes four letters.
    let wide = description.value.chars().any(is_wide);
    if length < 20 && !wide {
        let message = format!("`description` has {length} characters");
        findings.add(card.at(description.mark), message, "say in a sentence what the model does");
    } else if length > 300 {
        let message = format!("`description` has {length} characters; lists show 300");
        findings.add(
            card.at(description.mark),
            message,
            "keep one or two sentences, and move the rest into the text",
        );
    }
}

static HEADING_SKIP: Rule = Rule {
    code: "CX908",
    name: "heading-skip",
    level: Some(Level::Note),
    summary: "A heading is more than one level below the one before",
    why: "Screen readers and tables of contents go by the levels: below `##` comes `###`, and a `####` there seems to have lost its parent. The \
          finding names the first such heading of a card.",
    example: Example {
        bad: "---\nlicense: mit\n---\n# Lamp\n\n## Usage\n\n#### Indoors\n\nSwitch it on.\n",
        line: Some(8),
        good: "---\nlicense: mit\n---\n# Lamp\n\n## Usage\n\n### Indoors\n\nSwitch it on.\n",
        files: &[],
    },
    fixable: true,
    check: Check::Card(heading_skip),
};

fn heading_skip(card: &Card<'_>, findings: &mut Findings<'_>) {
    let lines = body::lines(card);
    let headings = body::headings(lines);
    let Some(place) = skip(&headings, |at| headings[at].level) else { return };
    let (above, heading) = (&headings[place - 1], &headings[place]);
    let message = format!(
        "`{}` is of level {} below one of level {}",
        shorten(&one_line(heading.text), 60),
        heading.level,
        above.level
    );
    let help = format!("make it a heading of level {}", above.level + 1);
    findings.add_fix(at_line(card, heading.number), message, help, raised(lines, &headings));
}

/// The first heading that is more than one level below the one before.
fn skip(headings: &[Heading<'_>], level: impl Fn(usize) -> u8) -> Option<usize> {
    (1..headings.len()).find(|at| level(*at) > level(at - 1) + 1 && !headings[*at].html)
}

/// Headings of a card that are raised at most; real cards have a few dozen.
const MOST_RAISED: usize = 500;

/// Takes marks from each heading that skips a level and from those at its side and below it, so that they keep their order, until
/// none skips one. `None` where the first cannot be raised: one of them is written in another way, or stands higher than the
/// first, so that nobody knows what belongs to what.
fn raised(lines: &[Line<'_>], headings: &[Heading<'_>]) -> Option<Change> {
    if headings.len() > MOST_RAISED {
        return None;
    }
    let mut levels: Vec<u8> = headings.iter().map(|heading| heading.level).collect();
    while let Some(place) = skip(headings, |at| levels[at]) {
        let (first, above) = (levels[place], levels[place - 1]);
        let end = place + levels[place..].iter().take_while(|level| **level > above).count();
        let is_firm = |at: usize| levels[at] < first || !is_plain(lines, &headings[at]);
        if (place..end).any(is_firm) {
            break;
        }
        for level in &mut levels[place..end] {
            *level -= first - above - 1;
        }
    }
    let edits: Vec<Edit> = headings
        .iter()
        .zip(&levels)
        .filter(|(heading, level)| **level < heading.level)
        .map(|(heading, level)| {
            let text = lines[heading.at].text;
            let column = u32::try_from(text.len() - text.trim_start_matches(' ').len()).unwrap_or(0) + 1;
            let end = column + u32::from(heading.level - level);
            Edit::remove(Mark::new(heading.number, column), Mark::new(heading.number, end))
        })
        .collect();
    (!edits.is_empty()).then_some(Change::Text("raise the heading and those below it", edits))
}

/// Whether a heading is marked by `#` at its beginning and not at its end, where the marks would have to follow.
fn is_plain(lines: &[Line<'_>], heading: &Heading<'_>) -> bool {
    let text = lines[heading.at].text.trim_start_matches(' ');
    let marked = text.bytes().take_while(|byte| *byte == b'#').count();
    !heading.html && marked == usize::from(heading.level) && !text.trim_end().ends_with('#')
}

static EMPTY_SECTION: Rule = Rule {
    code: "CX909",
    name: "empty-section",
    level: Some(Level::Note),
    summary: "A heading has nothing below it",
    why: "Readers follow the table of contents to a section and find none. Write it, or take the heading out. The finding names the first \
          empty section of a card and counts the others.",
    example: Example {
        bad: "---\nlicense: mit\n---\n# Lamp\n\n## Usage\n\n## Limitations\n\nNot under water.\n",
        line: Some(6),
        good: "---\nlicense: mit\n---\n# Lamp\n\n## Usage\n\nSwitch it on.\n\n## Limitations\n\nNot under water.\n",
        files: &[],
    },
    fixable: false,
    check: Check::Card(empty_section),
};

fn empty_section(card: &Card<'_>, findings: &mut Findings<'_>) {
    let lines = body::lines(card);
    let headings = body::headings(lines);
    let mut empty = headings.iter().enumerate().filter(|(place, heading)| {
        let next = headings.get(place + 1);
        // A title may stand alone, and a heading may hold others.
        heading.level > 1
            && !heading.html
            && next.is_none_or(|next| next.level <= heading.level)
            && is_empty(lines, heading, next)
    });
    let Some((_, first)) = empty.next() else { return };
    let more = empty.count();
    let others = match more {
        0 => String::new(),
        1 => ", nor below another heading".to_owned(),
        _ => format!(", nor below {more} more headings"),
    };
    let message = format!("nothing stands below `{}`{others}", shorten(&one_line(first.text), 60));
    findings.add(at_line(card, first.number), message, "write the section, or take the heading out");
}

/// Whether nothing but comments stands between a heading and the next one.
fn is_empty(lines: &[Line<'_>], heading: &Heading<'_>, next: Option<&Heading<'_>>) -> bool {
    let end = next.map_or(u32::MAX, |next| next.number);
    let between = lines[heading.at + 1..].iter().take_while(|line| line.number < end);
    let mut between = between.filter(|line| line.kind != Kind::Comment && !line.text.trim().is_empty());
    between.next().is_none()
}

static BODY_TOO_SHORT: Rule = Rule {
    code: "CX911",
    name: "body-too-short",
    level: Some(Level::Note),
    summary: "The text has fewer than 200 characters",
    why: "What the model does, what it was trained on and how it is used does not fit in two lines. Without it nobody but its authors can \
          use the model.",
    example: Example {
        bad: "---\nlicense: mit\n---\n# Lamp\n",
        line: None,
        good: "---\nlicense: mit\n---\n# Lamp\n\nThe lamp reads a text and marks the words that matter for a summary of it. It was trained on \
               ten thousand letters that people had marked by hand, and it works for letters in English of at most two pages. Give it a text and \
               it returns the text with its marks.\n",
        files: &[],
    },
    fixable: false,
    check: Check::Card(body_too_short),
};

fn body_too_short(card: &Card<'_>, findings: &mut Findings<'_>) {
    if is_short(card) {
        let message = match length(card) {
            0 => "the card has no text",
            _ => "the card's text says next to nothing",
        };
        findings.add(
            Location::file(&card.model.card_path),
            message,
            "say what the model does, what it was trained on, and how it is used",
        );
    }
}
