//! Findings as JSON, one on each line, for programs that read line by line.

use super::Report;
use super::json::Entry;

/// The findings, each as in `json` and on a line of its own.
pub fn ndjson(report: &Report<'_>) -> String {
    let mut text = String::new();
    for shown in &report.shown {
        // Writing to memory cannot fail, and the keys are texts.
        text.push_str(&serde_json::to_string(&Entry::new(shown)).unwrap_or_default());
        text.push('\n');
    }
    text
}
