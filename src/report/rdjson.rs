//! The format that reviewdog reads, to comment on the lines of a pull request.

use serde_json::{Value, json};

use crate::diagnostic::{Level, Mark};

use super::{Report, Shown};

/// The findings as one object of the Reviewdog Diagnostic Format.
pub fn rdjson(report: &Report<'_>) -> String {
    let diagnostics: Vec<Value> = report.shown.iter().map(|shown| diagnostic(report, shown)).collect();
    let document = json!({"source": {"name": "cardex"}, "diagnostics": diagnostics});
    format!("{document:#}\n")
}

fn diagnostic(report: &Report<'_>, shown: &Shown<'_>) -> Value {
    let finding = shown.finding;
    let help = finding.help.as_ref().map(|help| format!("\nhelp: {help}")).unwrap_or_default();
    let mut location = json!({"path": report.repository_path(&finding.location.path)});
    // Without a range it is a finding about the file.
    if finding.location.mark.is_some() {
        location["range"] = json!({
            "start": place(shown.line, shown.start),
            "end": place(shown.line, shown.end),
        });
    }
    let mut diagnostic = json!({
        "message": format!("{}{help}", finding.message),
        "location": location,
        "severity": match finding.level {
            Level::Error => "ERROR",
            Level::Warning => "WARNING",
            Level::Note => "INFO",
        },
        "code": {"value": format!("{} {}", finding.rule, shown.about.name)},
    });
    // Several edits belong together, and reviewdog would offer them one by one.
    if let Some([edit]) = finding.fix.as_ref().map(|fix| fix.edits.as_slice()) {
        let at = |mark: Mark| place(report.line(&finding.location.path, mark.line), mark);
        diagnostic["suggestions"] =
            json!([{"range": {"start": at(edit.start), "end": at(edit.end)}, "text": edit.text}]);
    }
    diagnostic
}

/// A place whose column counts bytes of UTF-8, from 1.
fn place(line: Option<&str>, mark: Mark) -> Value {
    json!({"line": mark.line, "column": byte_column(line, mark.column)})
}

fn byte_column(line: Option<&str>, column: u32) -> usize {
    let before = column as usize - 1;
    match line {
        Some(line) => {
            let bytes: usize = line.chars().take(before).map(char::len_utf8).sum();
            // A line may be shorter than its finding says: behind its end every character counts as one.
            1 + bytes + before.saturating_sub(line.chars().count())
        }
        None => column as usize,
    }
}
