//! What the check says of a change, as text.

use serde::Serialize;

use crate::catalog::text::shorten;
use crate::diagnostic::{Found, Level};

use super::Report;
use super::view::{plain, plural};

/// What the check says.
#[derive(Serialize)]
pub(super) struct CheckView {
    /// Such as `0 errors, 2 warnings are new; 1 finding is fixed`.
    pub(super) result: String,
    pub(super) new: Vec<FindingView>,
    pub(super) fixed: Vec<FindingView>,
}

/// A finding.
#[derive(Serialize)]
pub(super) struct FindingView {
    /// `error`, `warning` or `note`.
    pub(super) level: String,
    /// The file, with line and column.
    pub(super) place: String,
    /// Such as `CX905 no-usage-snippet`.
    pub(super) rule: String,
    pub(super) message: String,
}

pub(super) fn view(report: &Report<'_>) -> CheckView {
    let (new, fixed) = (&report.findings.new, &report.findings.fixed);
    let count = |level| new.iter().filter(|found| found.finding.level == level).count();
    let mut counts: Vec<String> = [(Level::Error, "error"), (Level::Warning, "warning")]
        .map(|(level, word)| format!("{} {}", count(level), plural(count(level), word)))
        .into();
    if count(Level::Note) > 0 {
        counts.push(format!("{} {}", count(Level::Note), plural(count(Level::Note), "note")));
    }
    let mut result = format!("{} new", counts.join(", "));
    if !fixed.is_empty() {
        result.push_str(&format!("; {} {} fixed", fixed.len(), plural(fixed.len(), "finding")));
    }
    let mut new: Vec<&Found> = new.iter().collect();
    new.sort_by_key(|found| found.finding.level);
    let show = |found: &Found| FindingView {
        level: found.finding.level.to_string(),
        place: plain(&found.finding.location.to_string()),
        rule: format!("{} {}", found.finding.rule, (report.about.rule_name)(found.finding.rule)),
        message: shorten(&plain(&found.finding.message), 300),
    };
    CheckView { result, new: new.into_iter().map(show).collect(), fixed: fixed.iter().map(show).collect() }
}
