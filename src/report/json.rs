//! Findings as one JSON object, for programs.

use serde::Serialize;

use crate::diagnostic::{Fix, Level, Mark};

use super::{Report, Shown};

#[derive(Serialize)]
struct Document<'a> {
    schema: u32,
    tool: &'static str,
    version: &'static str,
    summary: Summary,
    diagnostics: Vec<Entry<'a>>,
}

#[derive(Serialize)]
struct Summary {
    errors: usize,
    warnings: usize,
    notes: usize,
    models: usize,
    suppressed: usize,
    in_baseline: usize,
    before: usize,
    elsewhere: usize,
    fixable: usize,
}

/// A finding, as every form in JSON of our own tells it.
#[derive(Serialize)]
pub(super) struct Entry<'a> {
    code: &'a str,
    name: &'a str,
    severity: Level,
    message: &'a str,
    help: Option<&'a str>,
    path: &'a str,
    /// Absent where the finding is about the file as a whole.
    span: Option<Span>,
    model: Option<&'a str>,
    fingerprint: &'a str,
    /// Absent where nothing mends it but a person: `label`, and `edits` with `start`, `end` and `text`.
    fix: Option<&'a Fix>,
}

impl<'a> Entry<'a> {
    pub(super) fn new(shown: &'a Shown<'a>) -> Self {
        Self {
            code: shown.finding.rule,
            name: shown.about.name,
            severity: shown.finding.level,
            message: &shown.finding.message,
            help: shown.finding.help.as_deref(),
            path: &shown.finding.location.path,
            span: shown.finding.location.mark.map(|_| Span { start: shown.start, end: shown.end }),
            model: Some(shown.model.as_str()).filter(|model| !model.is_empty()),
            fingerprint: shown.fingerprint,
            fix: shown.finding.fix.as_deref(),
        }
    }
}

/// Lines and columns from 1, columns in characters; the end is exclusive.
#[derive(Serialize)]
struct Span {
    start: Mark,
    end: Mark,
}

/// The findings as JSON, with a line end.
pub fn json(report: &Report<'_>) -> String {
    let document = Document {
        schema: 1,
        tool: "cardex",
        version: env!("CARGO_PKG_VERSION"),
        summary: Summary {
            errors: report.count(Level::Error),
            warnings: report.count(Level::Warning),
            notes: report.count(Level::Note),
            models: report.cards.len(),
            suppressed: report.left_out.suppressed,
            in_baseline: report.left_out.in_baseline,
            before: report.left_out.before,
            elsewhere: report.left_out.elsewhere,
            fixable: report.fixable(),
        },
        diagnostics: report.shown.iter().map(Entry::new).collect(),
    };
    // Writing to memory cannot fail, and the keys are texts.
    let mut text = serde_json::to_string_pretty(&document).unwrap_or_default();
    text.push('\n');
    text
}
