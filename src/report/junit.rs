//! JUnit's XML, which every CI system shows: a suite for each card, a failed case for each error.

use std::collections::BTreeMap;
use std::fmt::Write;

use crate::diagnostic::Level;

use super::{Report, Shown};

/// The findings as test suites. A card without an error has one case that passes, so that the totals mean models;
/// warnings and notes are the output of their suite.
pub fn junit(report: &Report<'_>) -> String {
    let mut suites: BTreeMap<&str, Vec<&Shown<'_>>> =
        report.cards.iter().map(|path| (path.as_str(), Vec::new())).collect();
    for shown in &report.shown {
        suites.entry(&shown.finding.location.path).or_default().push(shown);
    }
    let mut body = String::new();
    let (mut tests, mut failures) = (0, 0);
    for (path, shown) in &suites {
        let failed = shown.iter().filter(|shown| shown.finding.level == Level::Error).count();
        let cases = failed.max(1);
        tests += cases;
        failures += failed;
        // Writing to a string cannot fail.
        let _ = writeln!(
            body,
            "  <testsuite name=\"{}\" tests=\"{cases}\" failures=\"{failed}\" errors=\"0\" skipped=\"0\" time=\"0\">",
            escape(path)
        );
        body.push_str(&suite(path, shown));
        body.push_str("  </testsuite>\n");
    }
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"cardex check\" tests=\"{tests}\" failures=\"{failures}\" errors=\"0\" time=\"0\">\n{body}</testsuites>\n"
    )
}

fn suite(path: &str, shown: &[&Shown<'_>]) -> String {
    let mut text = String::new();
    let mut output = String::new();
    let mut failed = false;
    for shown in shown {
        let finding = shown.finding;
        let help = finding.help.as_ref().map(|help| format!("\nhelp: {help}")).unwrap_or_default();
        let place = format!("{path}:{}", shown.start);
        if finding.level == Level::Error {
            failed = true;
            let class = if shown.model.is_empty() { path } else { &shown.model };
            let _ = writeln!(
                text,
                "    <testcase classname=\"{}\" name=\"{} {} ({})\" time=\"0\">\n      <failure type=\"{}\" message=\"{}\">{}</failure>\n    </testcase>",
                escape(class),
                finding.rule,
                shown.about.name,
                shown.start,
                finding.level,
                escape(&finding.message),
                escape(&format!("{place}{help}"))
            );
        } else {
            let _ =
                writeln!(output, "{place}: {}[{}] {}{help}", finding.level, finding.rule, finding.message);
        }
    }
    if !failed {
        let _ =
            writeln!(text, "    <testcase classname=\"{}\" name=\"no errors\" time=\"0\"/>", escape(path));
    }
    if !output.is_empty() {
        let _ = writeln!(text, "    <system-out>{}</system-out>", escape(&output));
    }
    text
}

/// Text for XML: escaped, and without the characters that XML cannot hold.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\n' | '\t' => escaped.push(c),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => escaped.push('\u{fffd}'),
            c => escaped.push(c),
        }
    }
    escaped
}
