//! What a card's text still holds from its template or its writing: placeholders, reminders, broken tables and citations.

use super::body::{self, Kind, Line};
use super::content::at_line;
use super::{Card, Check, Example, Findings, Rule};
use crate::catalog::text::{one_line, shorten};
use crate::diagnostic::{Change, Edit, Level, Location, Mark};

pub(super) const RULES: &[&Rule] = &[&PLACEHOLDER, &TODO, &TABLE, &CITATION];

/// The first of several findings of a kind, with the number of the others.
fn first_of<'a>(mut found: impl Iterator<Item = (u32, &'a str)>) -> Option<(u32, &'a str, String)> {
    let (number, text) = found.next()?;
    let more = found.count();
    let others = match more {
        0 => String::new(),
        1 => ", and so was another".to_owned(),
        _ => format!(", and so were {more} more"),
    };
    Some((number, text, others))
}

static PLACEHOLDER: Rule = Rule {
    code: "CX902",
    name: "template-placeholder",
    level: Some(Level::Warning),
    summary: "Words of the template were left where the card's own should stand",
    why: "`[More Information Needed]` tells a reader that somebody meant to say more. Write it, or take the heading out: a short card that is \
          true is better than a long one that is empty. The finding names the first such line and counts the others.",
    example: Example {
        bad: "---\nlicense: mit\n---\n# Lamp\n\n## Training data\n\n[More Information Needed]\n",
        line: Some(8),
        good: "---\nlicense: mit\n---\n# Lamp\n\n## Training data\n\nTen thousand letters.\n",
        files: &[],
    },
    fixable: false,
    check: Check::Card(placeholder),
};

fn placeholder(card: &Card<'_>, findings: &mut Findings<'_>) {
    let lines = body::lines(card);
    let found = lines
        .iter()
        .filter(|line| line.kind == Kind::Text)
        .filter_map(|line| Some((line.number, left_over(line.text)?)));
    if let Some((number, text, more)) = first_of(found) {
        let message = format!("`{}` was left from the template{more}", shorten(&one_line(text), 60));
        findings.add(
            at_line(card, number),
            message,
            "write what should stand there, or take the section out",
        );
    }
}

/// The part of a line that a template left behind.
fn left_over(line: &str) -> Option<&str> {
    const WORDS: [&str; 8] = [
        "[more information needed]",
        "[needs more information]",
        "[optional]:",
        "insert_title_here",
        "insert_model_name",
        "<required",
        "[your model name]",
        "[insert ",
    ];
    const WHOLE: &str = "more information needed";
    let text = line.trim();
    let bytes = text.as_bytes();
    if (WHOLE.len()..WHOLE.len() + 4).contains(&text.len())
        && text.trim_end_matches('.').eq_ignore_ascii_case(WHOLE)
    {
        return Some(text);
    }
    // Every line of every card is asked. Hardly any has one of these, and without a way out of the loop the compiler compares
    // many bytes at once.
    let marks = bytes.iter().fold(0, |seen, byte| seen | u8::from(matches!(byte, b'[' | b'<' | b'_' | b'{')));
    if marks == 0 {
        return None;
    }
    let begins = |at: usize| {
        let is_there = |word: &&&str| {
            bytes.get(at..at + word.len()).is_some_and(|piece| piece.eq_ignore_ascii_case(word.as_bytes()))
        };
        WORDS.iter().find(is_there).and_then(|word| text.get(at..at + word.len()))
    };
    let brackets = text.match_indices('[').chain(text.match_indices('<')).map(|(at, _)| at);
    let inserts = text.match_indices('_').filter_map(|(at, _)| at.checked_sub("insert".len()));
    if let Some(word) = brackets.chain(inserts).find_map(begins) {
        return Some(word);
    }
    // `{{ model_id | default("…") }}` of a template that was never filled in.
    let start = text.find('{').and_then(|first| Some(first + text[first..].find("{{ ")?))?;
    let inner = text[start + 3..].split_once("}}")?.0;
    let name = inner.split('|').next().unwrap_or_default().trim();
    let is_name = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
    (is_name && (name.contains('_') || inner.contains('|')))
        .then(|| &text[start..start + 3 + inner.len() + 2])
}

static TODO: Rule = Rule {
    code: "CX910",
    name: "todo-left",
    level: Some(Level::Note),
    summary: "A reminder of the author was left in the text",
    why: "TODO, FIXME and TBD are notes for oneself. Readers take from them that the card is not done, and cannot tell what of it holds. The \
          finding names the first such line and counts the others.",
    example: Example {
        bad: "---\nlicense: mit\n---\n# Lamp\n\nTODO: describe the training data.\n",
        line: Some(6),
        good: "---\nlicense: mit\n---\n# Lamp\n\nIt was trained on ten thousand letters.\n",
        files: &[],
    },
    fixable: false,
    check: Check::Card(todo),
};

fn todo(card: &Card<'_>, findings: &mut Findings<'_>) {
    if !REMINDERS.iter().any(|word| card.model.body.contains(word)) {
        return;
    }
    let lines = body::lines(card);
    let found = lines
        .iter()
        .filter(|line| line.kind == Kind::Text)
        .filter_map(|line| Some((line.number, reminder(line.text)?)));
    if let Some((number, word, more)) = first_of(found) {
        findings.add(
            at_line(card, number),
            format!("`{word}` was left in the text{more}"),
            "do it, or take the line out",
        );
    }
}

/// What authors write for themselves.
const REMINDERS: [&str; 3] = ["TODO", "FIXME", "TBD"];

/// A reminder in a line of text: at its beginning, or with a colon behind it. Elsewhere it may be a word of another language.
fn reminder(line: &str) -> Option<&'static str> {
    if !REMINDERS.iter().any(|word| line.contains(word)) {
        return None;
    }
    let text = body::without_code(line);
    let is_letter = |c: char| c.is_alphanumeric() || c == '_' || c == '-';
    let first = text.find(char::is_alphanumeric)?;
    let last = text.rfind(char::is_alphanumeric)?;
    REMINDERS.into_iter().find(|word| {
        text.match_indices(word).any(|(at, _)| {
            let (before, behind) = (&text[..at], &text[at + word.len()..]);
            let whole = !before.ends_with(is_letter) && !behind.starts_with(is_letter);
            let alone = at <= first || before.trim_end().ends_with(['|', ':', '(', '[']);
            let ends = at + word.len() > last;
            let colon = behind.trim_start_matches(['*', ' ']).starts_with(':');
            whole && (colon || (alone && (*word != "TODO" || ends)))
        })
    })
}

static TABLE: Rule = Rule {
    code: "CX913",
    name: "table-malformed",
    level: Some(Level::Warning),
    summary: "The rows of a table do not fit its head",
    why: "A table whose line of dashes has another number of columns than its head is shown as text full of bars, and cells beyond the head's \
          are dropped without a word. Give every row as many cells as the head has; write `\\|` for a bar within a cell.",
    example: Example {
        bad: "---\nlicense: mit\n---\n# Lamp\n\n| Data | Score |\n|---|\n| Letters | 0.9 |\n",
        line: Some(7),
        good: "---\nlicense: mit\n---\n# Lamp\n\n| Data | Score |\n|---|---|\n| Letters | 0.9 |\n",
        files: &[],
    },
    fixable: true,
    check: Check::Card(table),
};

fn table(card: &Card<'_>, findings: &mut Findings<'_>) {
    let lines = body::lines(card);
    let is_row = |line: &Line<'_>| line.kind == Kind::Text && line.text.contains('|');
    let mut at = 1;
    while at < lines.len() {
        let (head, dashes) = (&lines[at - 1], &lines[at]);
        at += 1;
        if !is_row(head) || !is_row(dashes) || !is_delimiter(dashes.text) || is_delimiter(head.text) {
            continue;
        }
        let columns = cells(head.text);
        let marked = cells(dashes.text);
        if columns != marked {
            let message = format!("the head of the table has {}, the line below it {marked}", count(columns));
            let rows = lines[at..].iter().take_while(|line| is_row(line)).map(|line| cells(line.text));
            let change = fitted(dashes, marked, columns, rows);
            let help = "give both the same number: the table is shown as text";
            findings.add_fix(at_line(card, dashes.number), message, help, change);
            continue;
        }
        while at < lines.len() && is_row(&lines[at]) {
            let here = cells(lines[at].text);
            // An empty cell at the end loses nothing.
            let full = lines[at].text.trim().trim_end_matches(['|', ' ', '\t']);
            if here > columns && cells(full) > columns {
                let message = format!("this row has {}, the head of the table {columns}", count(here));
                let help = "the cells beyond are dropped; write `\\|` for a bar within a cell";
                findings.add(at_line(card, lines[at].number), message, help);
                while at < lines.len() && is_row(&lines[at]) {
                    at += 1;
                }
                break;
            }
            at += 1;
        }
    }
}

/// The line of dashes with as many cells as the head, where all rows have that number: then it is the line that is wrong.
fn fitted(
    dashes: &Line<'_>,
    marked: usize,
    columns: usize,
    mut rows: impl Iterator<Item = usize> + Clone,
) -> Option<Change> {
    if rows.clone().next().is_none() || rows.any(|row| row != columns) || columns > 100 {
        return None;
    }
    let text = dashes.text.trim_end();
    let column = |byte: usize| u32::try_from(text[..byte].chars().count() + 1).ok();
    let edit = if marked < columns {
        let closed = text.ends_with('|');
        let put = if closed { "---|" } else { "|---" }.repeat(columns - marked);
        Edit::insert(Mark::new(dashes.number, column(text.len())?), put)
    } else {
        let bars: Vec<usize> = text.match_indices('|').map(|(at, _)| at).collect();
        let opened = usize::from(text.trim_start().starts_with('|'));
        let closed = usize::from(text.ends_with('|'));
        // Up to the bar behind the last cell that stays; that bar stays where there was one at the end.
        let last = *bars.get(columns + opened - 1)?;
        Edit::remove(
            Mark::new(dashes.number, column(last + closed)?),
            Mark::new(dashes.number, column(text.len())?),
        )
    };
    Some(Change::Text("fit the line of dashes to the head", vec![edit]))
}

fn count(cells: usize) -> String {
    format!("{cells} {}", if cells == 1 { "cell" } else { "cells" })
}

/// Whether a line is the one of dashes below the head of a table.
fn is_delimiter(line: &str) -> bool {
    let text = line.trim();
    let text = text.strip_prefix('|').unwrap_or(text);
    let text = text.strip_suffix('|').unwrap_or(text);
    text.split('|').all(|cell| {
        let cell = cell.trim();
        let cell = cell.strip_prefix(':').unwrap_or(cell);
        let cell = cell.strip_suffix(':').unwrap_or(cell);
        !cell.is_empty() && cell.bytes().all(|byte| byte == b'-')
    })
}

/// The number of cells of a row.
fn cells(row: &str) -> usize {
    let row = row.trim();
    let row = row.strip_prefix('|').unwrap_or(row);
    let mut bars = 0;
    let mut escaped = false;
    let mut last = false;
    for c in row.chars() {
        last = c == '|' && !escaped;
        bars += usize::from(last);
        escaped = c == '\\' && !escaped;
    }
    bars + 1 - usize::from(last)
}

static CITATION: Rule = Rule {
    code: "CX914",
    name: "citation-invalid",
    level: Some(Level::Note),
    summary: "A citation is not BibTeX that a program could read",
    why: "Readers copy the citation into their bibliography, and there it stops the whole paper from being set. An entry is \
          `@article{key, title = {…}, …}`: with a key, a comma behind it, and as many closing as opening braces.",
    example: Example {
        bad: "---\nlicense: mit\n---\n# Lamp\n\n```bibtex\n@article{lamp2026,\n  title = {A lamp\n}\n```\n",
        line: Some(7),
        good: "---\nlicense: mit\n---\n# Lamp\n\n```bibtex\n@article{lamp2026,\n  title = {A lamp}\n}\n```\n",
        files: &[],
    },
    fixable: false,
    check: Check::Card(citation),
};

fn citation(card: &Card<'_>, findings: &mut Findings<'_>) {
    const HELP: &str = "write `@article{key, title = {…}, year = {…}}`";
    for citation in &card.model.card.citation {
        if let Some(problem) = entry_problem(citation) {
            findings.add(card.at_key("citation"), format!("`citation` {problem}"), HELP);
        }
    }
    let mut block: Option<(u32, String)> = None;
    for &line in body::lines(card) {
        match line.kind {
            Kind::Code => {
                let (_, text) = block.get_or_insert_with(|| (line.number, String::new()));
                text.push_str(line.text);
                text.push('\n');
            }
            // An empty line does not end a block of indented code.
            Kind::Text if line.text.trim().is_empty() => {}
            _ => citation_block(card, block.take(), findings),
        }
    }
    citation_block(card, block, findings);
}

fn citation_block(card: &Card<'_>, block: Option<(u32, String)>, findings: &mut Findings<'_>) {
    let Some((number, text)) = block else { return };
    if let Some(problem) = entry_problem(&text) {
        let location: Location = at_line(card, number);
        findings.add(
            location,
            format!("the citation {problem}"),
            "write `@article{key, title = {…}, year = {…}}`",
        );
    }
}

/// What is wrong with the first entry of BibTeX, if the text begins with one.
fn entry_problem(text: &str) -> Option<&'static str> {
    const KINDS: [&str; 14] = [
        "article",
        "book",
        "booklet",
        "conference",
        "inbook",
        "incollection",
        "inproceedings",
        "manual",
        "mastersthesis",
        "misc",
        "online",
        "phdthesis",
        "software",
        "techreport",
    ];
    let (kind, rest) = text.trim_start().strip_prefix('@')?.split_once('{')?;
    if !KINDS.iter().any(|known| known.eq_ignore_ascii_case(kind.trim())) {
        return None;
    }
    let mut depth = 1_usize;
    let mut escaped = false;
    for c in rest.chars() {
        match c {
            '{' if !escaped => depth += 1,
            '}' if !escaped => depth = depth.saturating_sub(1),
            _ => {}
        }
        escaped = c == '\\' && !escaped;
        if depth == 0 {
            break;
        }
    }
    if depth > 0 {
        return Some("has more opening than closing braces");
    }
    let key = rest.split([',', '}']).next().unwrap_or_default().trim();
    if key.contains('=') || key.is_empty() {
        return Some("has no key before its first field");
    }
    key.contains(char::is_whitespace).then_some("has white space in its key, or no comma behind it")
}
