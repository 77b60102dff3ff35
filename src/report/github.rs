//! Workflow commands, which GitHub turns into annotations of a pull request.

use crate::diagnostic::Level;

use super::{Report, Shown};

/// Annotations of one kind that GitHub shows for a step, and one fewer for the word about the others.
const MOST_OF_A_KIND: usize = 9;

/// The first findings of each level, those on changed lines before the others, and a line about those that are left out.
pub fn github(report: &Report<'_>) -> String {
    let mut text = String::new();
    for (level, command) in [(Level::Error, "error"), (Level::Warning, "warning"), (Level::Note, "notice")] {
        let mut shown: Vec<&Shown<'_>> =
            report.shown.iter().filter(|shown| shown.finding.level == level).collect();
        shown.sort_by_key(|shown| !shown.is_on_change);
        for shown in shown.iter().take(MOST_OF_A_KIND) {
            text.push_str(&annotation(report, command, shown));
        }
        let more = shown.len().saturating_sub(MOST_OF_A_KIND);
        if more > 0 {
            text.push_str(&format!("::{command} title=cardex::…and {more} more of this kind; the summary and the other reports have them all\n"));
        }
    }
    text
}

fn annotation(report: &Report<'_>, command: &str, shown: &Shown<'_>) -> String {
    let finding = shown.finding;
    let mut message = finding.message.clone();
    if let Some(help) = &finding.help {
        message.push_str("\nhelp: ");
        message.push_str(help);
    }
    let title = format!("{} {}", finding.rule, shown.about.name);
    format!(
        "::{command} file={},line={},endLine={},col={},endColumn={},title={}::{}\n",
        property(&report.repository_path(&finding.location.path)),
        shown.start.line,
        shown.end.line,
        shown.start.column,
        shown.end.column,
        property(&title),
        data(&message)
    )
}

/// Text behind the `::`.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The value of a property, which ends at a comma or a colon.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
