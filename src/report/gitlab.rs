//! GitLab's code quality report.

use serde_json::{Value, json};

use crate::diagnostic::Level;

use super::{Report, Shown};

/// The findings as GitLab shows them beside a merge request.
pub fn gitlab(report: &Report<'_>) -> String {
    let issues: Vec<Value> = report.shown.iter().map(|shown| issue(report, shown)).collect();
    format!("{:#}\n", Value::Array(issues))
}

fn issue(report: &Report<'_>, shown: &Shown<'_>) -> Value {
    let finding = shown.finding;
    let help = finding.help.as_ref().map(|help| format!(" ({help})")).unwrap_or_default();
    json!({
        "description": format!("{}: {}{help}", finding.rule, finding.message),
        "check_name": shown.about.name,
        "fingerprint": shown.fingerprint,
        "severity": match finding.level {
            Level::Error => "critical",
            Level::Warning => "minor",
            Level::Note => "info",
        },
        "location": {
            "path": report.repository_path(&finding.location.path),
            "lines": {"begin": shown.start.line, "end": shown.end.line},
        },
    })
}
