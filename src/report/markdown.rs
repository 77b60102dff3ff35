//! Findings as Markdown: the summary of a workflow's run, a comment, a page of a wiki.

use crate::diagnostic::Level;

use super::{Report, Shown, printable};

/// Room that is kept for the line about what is left out, in bytes.
const LAST_LINE: usize = 120;

/// What nobody sees, and what parts a word all the same.
const BREAK: &str = "<!-- -->";

/// A heading with the counts and a table of the findings, the gravest first, in at most `most` bytes. Text of cards is shown as
/// it is: it makes no links, pictures or markup and calls nobody.
pub fn markdown(report: &Report<'_>, most: usize) -> String {
    let summary = report.summary();
    let (counts, more) = summary.split_once('\n').unwrap_or((&summary, ""));
    let mut text = format!("### cardex check: {}\n", escape(counts));
    if !more.is_empty() {
        text.push_str(&format!("\n{more}\n"));
    }
    let mut shown: Vec<&Shown<'_>> = report.shown.iter().collect();
    shown.sort_by_key(|shown| (shown.finding.level, !shown.is_on_change));
    if !shown.is_empty() {
        text.push_str("\n| | Where | Rule | What |\n|---|---|---|---|\n");
    }
    for (number, shown) in shown.iter().enumerate() {
        let row = row(report, shown);
        if text.len() + row.len() + LAST_LINE > most {
            let left = report.shown.len() - number;
            text.push_str(&format!("\n… and {left} more; the other reports have them all.\n"));
            break;
        }
        text.push_str(&row);
    }
    text
}

fn row(report: &Report<'_>, shown: &Shown<'_>) -> String {
    let finding = shown.finding;
    let sign = match finding.level {
        Level::Error => "❌ error",
        Level::Warning => "⚠️ warning",
        Level::Note => "ℹ️ note",
    };
    let place = match finding.location.mark {
        Some(_) => format!("{}:{}", report.repository_path(&finding.location.path), shown.start),
        None => report.repository_path(&finding.location.path),
    };
    let help = finding.help.as_ref().map(|help| format!("<br>{}", escape(help))).unwrap_or_default();
    format!(
        "| {sign} | {} | {} {} | {}{help} |\n",
        escape(&place),
        finding.rule,
        shown.about.name,
        escape(&finding.message)
    )
}

/// Text that means nothing in Markdown, on one line of a table.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    let text = printable(&text.replace(['\n', '\r'], " "));
    // A comment in the midst of it: no address becomes a link.
    let text = text.replace("://", ":\u{0}//").replace("www.", "www\u{0}.");
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '(' | ')' | '|' | '~' | '!' | '$' => {
                escaped.extend(['\\', c])
            }
            // Nobody is called, and no issue is linked.
            '@' | '#' => {
                escaped.push(c);
                escaped.push_str(BREAK);
            }
            '\0' => escaped.push_str(BREAK),
            c => escaped.push(c),
        }
    }
    escaped
}
