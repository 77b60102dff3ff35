//! Findings for people, each with the line that it is about.

use annotate_snippets::{AnnotationKind, Group, Level as Title, Renderer, Snippet};

use crate::diagnostic::Level;

use super::{Report, Shown, printable};

/// Longest line that is shown, in characters.
const LONGEST_LINE: usize = 160;

/// The findings, and a line that counts them. `colour` for a terminal that shows it.
pub fn snippets(report: &Report<'_>, colour: bool) -> String {
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    let mut text = String::new();
    for shown in &report.shown {
        text.push_str(&one(shown, &renderer));
        text.push_str("\n\n");
    }
    text.push_str(&report.summary());
    text.push('\n');
    text
}

fn one(shown: &Shown<'_>, renderer: &Renderer) -> String {
    let finding = shown.finding;
    let title = match finding.level {
        Level::Error => Title::ERROR,
        Level::Warning => Title::WARNING,
        Level::Note => Title::NOTE,
    };
    let message = printable(&finding.message.replace('\n', " "));
    let help = finding.help.as_deref().map(|help| printable(&help.replace('\n', " ")));
    let path = printable(&finding.location.path);
    let mut group = Group::with_title(title.primary_title(message.as_str()).id(finding.rule));
    // A tab is one column in the place that is named and would be several in what is drawn.
    let line = shown.line.map(|line| printable(&line.replace('\t', " ")));
    let line = line.filter(|line| line.chars().count() <= LONGEST_LINE && !line.is_empty());
    let byte = |line: &str, column: u32| {
        line.char_indices().nth(column as usize - 1).map_or(line.len(), |(at, _)| at)
    };
    match &line {
        Some(line) => {
            let start = byte(line, shown.start.column);
            let end = byte(line, shown.end.column).max(start);
            let snippet = Snippet::source(line.as_str())
                .path(path.as_str())
                .line_start(shown.start.line as usize)
                .annotation(AnnotationKind::Primary.span(start..end));
            group = group.element(snippet);
        }
        None => {
            let mut origin = annotate_snippets::Origin::path(path.as_str());
            if let Some(mark) = finding.location.mark {
                origin = origin.line(mark.line as usize).char_column(mark.column as usize);
            }
            group = group.element(origin);
        }
    }
    if let Some(help) = &help {
        group = group.element(Title::HELP.message(help.as_str()));
    }
    renderer.render(&[group]).to_string()
}
