//! Results of evaluations in files of their own, `.eval_results/*.yaml`: whether they have the shape that the Hub asks for.

use super::{Card, Check, Example, Findings, Rule};
use crate::catalog::Origin;
use crate::catalog::text::shorten;
use crate::diagnostic::{Change, Level, Location};
use crate::yaml::{self, Node, Value};

pub(super) const RULES: &[&Rule] = &[&SHAPE, &DATE];

/// Results that are looked at in one file.
const MOST_RESULTS: usize = 2_000;

static SHAPE: Rule = Rule {
    code: "CX708",
    name: "eval-results-schema",
    level: Some(Level::Error),
    summary: "A file of results does not have the shape that the Hub asks for",
    why: "The Hub reads `.eval_results/*.yaml` as a list of results: each has `dataset` with `id` and `task_id`, and `value`; it may have \
          `date`, `notes`, `verifyToken`, and `source` with `url`. A result of another shape is not read, and its number shows nowhere. What is \
          read all the same, but shown without a rank or refused by the Hub, is a warning; so is a key that is probably misspelt.",
    example: Example { bad: "", line: None, good: "", files: &[] },
    fixable: false,
    check: Check::Reading,
};

/// A file of results.
struct File {
    path: String,
    tree: Option<Node>,
}

/// The files of which results were read.
fn files(card: &Card<'_>) -> impl Iterator<Item = File> {
    let mut names: Vec<&str> = Vec::new();
    for evaluation in &card.model.card.evaluations {
        if let Origin::File(name) = &evaluation.origin
            && names.last() != Some(&name.as_str())
        {
            names.push(name);
        }
    }
    names.into_iter().filter_map(|name| {
        let path = format!("{}/{name}", card.model.folder);
        let limits = &card.config.limits;
        let bytes = card.snapshot.read(&path, limits.front_matter_bytes).ok()?;
        let parsed = yaml::parse(&String::from_utf8_lossy(&bytes), 1, &path, &limits.yaml());
        Some(File { path, tree: parsed.value })
    })
}

static DATE: Rule = Rule {
    code: "CX710",
    name: "unquoted-date-in-eval",
    level: Some(Level::Note),
    summary: "The date of a result stands without quotes",
    why: "The Hub asks for text. Without quotes many programs read 2026-11-20 as a date of their own kind, which they write otherwise, and some \
          refuse the file. Write it in quotes.",
    example: Example { bad: "", line: None, good: "", files: &[] },
    fixable: true,
    check: Check::Card(date),
};

fn date(card: &Card<'_>, findings: &mut Findings<'_>) {
    for file in files(card) {
        let results = file.tree.as_ref().and_then(Node::as_sequence).unwrap_or_default();
        for date in results.iter().take(MOST_RESULTS).filter_map(|result| result.get("date")) {
            if let Value::Scalar { text, plain: true } = &date.value
                && crate::catalog::date::parse(text).is_some()
            {
                let message = format!("`date` has `{}` without quotes", shorten(text, 40));
                let help = format!("write it in quotes: \"{}\"", shorten(text, 40));
                let change = Change::Quote(date.mark);
                findings.add_fix(Location::at(&file.path, date.mark), message, help, Some(change));
            }
        }
    }
}
