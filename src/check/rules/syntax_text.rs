//! What YAML, git or a merge made of what the author wrote.

use super::body::{self, Line};
use super::{Card, Check, Example, Findings, Rule};
use crate::catalog::text::shorten;
use crate::diagnostic::{Change, Level, Location, Mark};
use crate::hub::Globs;
use crate::yaml::{Node, Value};

pub(super) const RULES: &[&Rule] = &[&AMBIGUOUS, &CONFLICT, &BINARY];

static AMBIGUOUS: Rule = Rule {
    code: "CX012",
    name: "ambiguous-scalar",
    level: Some(Level::Warning),
    summary: "A text without quotes is read as something else by some programs",
    why: "Many readers of YAML take `no` for false, `1.10` for 1.1, `1234e56` for a number and `2024-01-31` for a date. Cardex keeps the \
          text as it is written, but the Hub's own library and whatever reads the card after it do not. Put the text in quotes.",
    example: Example {
        bad: "---\nlanguage: no\n---\n# Lamp\n",
        line: Some(2),
        good: "---\nlanguage: \"no\"\n---\n# Lamp\n",
        files: &[],
    },
    fixable: true,
    check: Check::Card(ambiguous),
};

/// Keys whose values are texts.
const TEXTS: [&str; 16] = [
    "architecture",
    "base_model",
    "datasets",
    "description",
    "language",
    "library_name",
    "license",
    "license_name",
    "metrics",
    "new_version",
    "pipeline_tag",
    "pretty_name",
    "stage",
    "tags",
    "title",
    "version",
];

fn ambiguous(card: &Card<'_>, findings: &mut Findings<'_>) {
    let Some(entries) = card.front.and_then(Node::as_mapping) else { return };
    for (key, value) in entries {
        let Some(key) = key.as_text() else { continue };
        if key == "source" {
            for (part, value) in value.as_mapping().unwrap_or_default() {
                if let Some(part @ ("revision" | "run_id")) = part.as_text() {
                    read_as(card, &format!("source.{part}"), value, findings);
                }
            }
        } else if TEXTS.contains(&key) {
            for item in value.as_sequence().unwrap_or(std::slice::from_ref(value)) {
                read_as(card, key, item, findings);
            }
        }
    }
}

fn read_as(card: &Card<'_>, key: &str, value: &Node, findings: &mut Findings<'_>) {
    if let Value::Scalar { text, plain: true } = &value.value
        && let Some(kind) = other_kind(text)
        // Of these two keys such a value is no value at all, which CX201 and CX203 say.
        && !(matches!(key, "language" | "pipeline_tag") && is_truth(text))
    {
        let message =
            format!("`{key}` has `{}` without quotes, which many programs read as {kind}", shorten(text, 60));
        let help = format!("write it in quotes: \"{}\"", shorten(text, 60));
        findings.add_fix(card.at(value.mark), message, help, Some(Change::Quote(value.mark)));
    }
}

/// Whether every reader of YAML takes a plain scalar for a truth value.
fn is_truth(text: &str) -> bool {
    text.eq_ignore_ascii_case("true") || text.eq_ignore_ascii_case("false")
}

/// What a plain scalar is to YAML 1.1 or 1.2, where its text does not come back.
fn other_kind(text: &str) -> Option<&'static str> {
    if text.len() > 80 || !text.is_ascii() {
        return None;
    }
    if ["yes", "no", "on", "off", "true", "false"].iter().any(|word| text.eq_ignore_ascii_case(word)) {
        return Some("true or false");
    }
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let date: Vec<&str> = text.split(['T', 't', ' ']).next().unwrap_or_default().split('-').collect();
    if let [year, month, day] = date[..]
        && year.len() == 4
        && (1..=2).contains(&month.len())
        && (1..=2).contains(&day.len())
        && [year, month, day].into_iter().all(digits)
    {
        return Some("a date");
    }
    let number = text.strip_prefix(['-', '+']).unwrap_or(text);
    if !number.starts_with(|c: char| c.is_ascii_digit() || c == '.') {
        return None;
    }
    if digits(number) {
        let changes =
            text.starts_with('+') || (number.len() > 1 && number.starts_with('0')) || number.len() > 15;
        return changes.then_some("a number, and write otherwise");
    }
    let parts = number.split(':').collect::<Vec<_>>();
    if parts.len() > 1 && parts.iter().all(|part| digits(part)) {
        return Some("a number to the base of 60");
    }
    if let Some((whole, fraction)) = number.split_once('.')
        && (whole.is_empty() || digits(whole))
        && digits(fraction)
    {
        let changes =
            whole.is_empty() || fraction.ends_with('0') || text.starts_with('+') || number.len() > 16;
        return changes.then_some("a number, and write without its last zeros or rounded");
    }
    let exponent = number.split_once(['e', 'E']).filter(|(mantissa, exponent)| {
        mantissa.bytes().any(|byte| byte.is_ascii_digit())
            && mantissa.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
            && mantissa.matches('.').count() <= 1
            && digits(exponent.strip_prefix(['-', '+']).unwrap_or(exponent))
    });
    exponent.map(|_| "a number with an exponent")
}

static CONFLICT: Rule = Rule {
    code: "CX015",
    name: "merge-conflict-marker",
    level: Some(Level::Warning),
    summary: "A merge conflict was left in the card",
    why: "git writes lines of `<<<<<<<`, `=======` and `>>>>>>>` around what two people changed at once. Readers of the page see both \
          versions and the lines between them. Keep the text that is right and remove the three lines.",
    example: Example {
        bad: "# Lamp\n\n<<<<<<< HEAD\nA lamp.\n=======\nA bright lamp.\n>>>>>>> bright\n",
        line: Some(3),
        good: "# Lamp\n\nA bright lamp.\n",
        files: &[],
    },
    fixable: false,
    check: Check::Card(conflict),
};

fn conflict(card: &Card<'_>, findings: &mut Findings<'_>) {
    let mut parted = false;
    for &Line { number: line, text, .. } in body::lines(card) {
        let opens = text.strip_prefix("<<<<<<< ").is_some_and(|name| !name.starts_with(['<', ' ']));
        let closes = text.strip_prefix(">>>>>>> ").is_some_and(|name| parted || is_commit(name));
        if opens || closes {
            let message = format!("`{}` is what git leaves of a merge conflict", shorten(text, 60));
            let help =
                "keep the text that is right, and remove the lines of `<<<<<<<`, `=======` and `>>>>>>>`";
            findings.add(card.at(Mark::new(line, 1)), message, help);
            return;
        }
        parted |= text.trim_end() == "=======";
    }
}

fn is_commit(name: &str) -> bool {
    let word = name.split_whitespace().next().unwrap_or_default();
    matches!(word, "HEAD" | "main" | "master" | "theirs")
        || (word.len() >= 7 && word.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

static BINARY: Rule = Rule {
    code: "CX016",
    name: "large-binary-in-git",
    level: Some(Level::Warning),
    summary: "A file of more than 25 MB is not in Git LFS",
    why: "git keeps every version of every file for ever, and everybody who clones the hub fetches them all. Keep weights in a store and \
          name their address in `weights`, or put the file into Git LFS with `git lfs track`. Files that a `.gitattributes` of the hub or \
          of the model's folder gives to LFS are not spoken of.",
    example: Example { bad: "", line: None, good: "", files: &[] },
    fixable: false,
    check: Check::Card(binary),
};

/// Largest file that git may hold, in bytes.
const LARGEST: u64 = 25_000_000;

fn binary(card: &Card<'_>, findings: &mut Findings<'_>) {
    let model = card.model;
    let mut large = model.files.iter().filter(|(_, size)| *size > LARGEST).peekable();
    if large.peek().is_none() {
        return;
    }
    let attributes = |folder: &str| {
        let bytes = card.snapshot.read(&format!("{folder}.gitattributes"), 1 << 20).unwrap_or_default();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let given = text.lines().filter(|line| line.contains("filter=lfs"));
        let globs = given.filter_map(|line| line.split_whitespace().next()).map(|glob| {
            let glob = glob.trim_matches('"');
            if glob.contains('/') { glob.trim_start_matches('/').to_owned() } else { format!("**/{glob}") }
        });
        Globs::new(&globs.collect::<Vec<_>>())
    };
    let (hub, own) = (attributes(""), attributes(&format!("{}/", model.folder)));
    for (path, size) in large {
        let whole = format!("{}/{path}", model.folder);
        if !hub.file(&whole) && !own.file(path) {
            let message =
                format!("`{}` has {} MB and is not in Git LFS", shorten(path, 80), size / 1_000_000);
            let help =
                "keep it in a store and name it in `weights`, or give it to Git LFS with `git lfs track`";
            findings.add(Location::file(whole), message, help);
        }
    }
}
