//! Reads a YAML text; what is wrong with one line costs that line's entry, not the whole text.

use std::borrow::Cow;
use std::collections::BTreeSet;

use saphyr_parser::{Event, Parser, ScanError};

use super::build::{Builder, Refused};
use super::quoted::{self, Source};
use super::{Limits, Node, Value, syntax, tabs};
use crate::diagnostic::{Change, Diagnostic, Level, Location, Mark, Parsed};

/// Reads the first document of `text`, whose first line is line `first_line` of the file `path`.
///
/// `None` when the text holds no document, or nothing of it could be saved. After a syntax error the value holds the
/// outermost map's entries that can be read without the bad ones, in the order of the file.
pub fn parse(text: &str, first_line: u32, path: &str, limits: &Limits) -> Parsed<Option<Node>> {
    let (text, nul) = without_nul(text, first_line, path);
    let mut source = Source::new(text, first_line);
    let mut tabbed = None;
    let result = loop {
        match read(&source, path, limits) {
            Err(broken) if quoted::is_cause(broken.error.info()) => {
                if !source.indent_quoted(broken.error.marker().index()) {
                    break Err(broken);
                }
            }
            Err(broken) if quoted::is_tab(broken.error.info()) => {
                let marker = broken.error.marker();
                let mark = source.mark(marker);
                if !source.indent_tabbed(marker.line()) {
                    break Err(broken);
                }
                tabbed.get_or_insert(mark);
            }
            result => break result,
        }
    };
    let mut parsed = match result {
        Ok(parsed) => parsed,
        Err(Broken { error, complete, mut diagnostics }) => {
            let at = Location::at(path, source.mark(error.marker()));
            let mut finding = syntax::explain(error.info(), limits, at);
            if finding.rule == "CX005" {
                finding = finding.fix(with_spaces(&source, first_line, path, limits));
            }
            diagnostics.push(finding);
            Parsed::new(salvage(&source, path, limits).or(complete), diagnostics)
        }
    };
    parsed.diagnostics.extend(nul);
    parsed.diagnostics.extend(tabbed.map(|mark| syntax::tabs_in_brackets(Location::at(path, mark))));
    parsed
}

/// Spaces for tabs, if the text can be read with them.
fn with_spaces(source: &Source<'_>, first_line: u32, path: &str, limits: &Limits) -> Option<Change> {
    let change = tabs::to_spaces(&outermost_entries(source.text()), first_line)?;
    let spaced = Source::new(tabs::replaced(source.text()), first_line);
    read(&spaced, path, limits).is_ok().then_some(change)
}

/// A text that ends in a syntax error.
struct Broken {
    error: ScanError,
    complete: Option<Node>,
    diagnostics: Vec<Diagnostic>,
}

fn read(source: &Source<'_>, path: &str, limits: &Limits) -> Result<Parsed<Option<Node>>, Broken> {
    let mut parser = Parser::new_from_str(source.text());
    let mut builder = Builder::new(path, limits);
    let mut ended = false;
    while let Some(event) = parser.next_event() {
        match event {
            Err(error) if ended => {
                // The first document is whole; what follows it is no part of the front matter in any case.
                let mark = source.mark(error.marker());
                builder.diagnostics.push(syntax::explain(error.info(), limits, Location::at(path, mark)));
                break;
            }
            Err(error) => {
                let complete = builder.complete_part();
                return Err(Broken { error, complete, diagnostics: builder.diagnostics });
            }
            Ok((Event::DocumentStart(_), span)) if ended => {
                let at = Location::at(path, source.mark(&span.start));
                let second = Diagnostic::error(
                    "CX002",
                    at,
                    "a second YAML document begins here; only the first is read",
                )
                .help("keep all keys in one document, without `---` or `...` between them");
                builder.diagnostics.push(second);
                break;
            }
            Ok((Event::DocumentEnd, _)) => ended = true,
            Ok((event, span)) => {
                if let Err(Refused) = builder.event(event, source.mark(&span.start)) {
                    let complete = builder.complete_part();
                    return Ok(Parsed::new(complete, builder.diagnostics));
                }
            }
        }
    }
    Ok(Parsed::new(builder.root, builder.diagnostics))
}

/// Reads the entries of the outermost map one by one, and leaves out those that cannot be read.
///
/// Aliases to another entry's anchor are lost with it. Linear: every line belongs to one entry.
fn salvage(source: &Source<'_>, path: &str, limits: &Limits) -> Option<Node> {
    let mut seen = BTreeSet::new();
    let mut saved: Vec<(Node, Node)> = Vec::new();
    let mut mark = None;
    for (line, entry) in outermost_entries(source.text()) {
        let Ok(Parsed { value: Some(node), diagnostics }) = read(&source.part(entry, line), path, limits)
        else {
            continue;
        };
        let Value::Mapping(entries) = node.value else { continue };
        if diagnostics.iter().any(|finding| finding.level == Level::Error) {
            continue;
        }
        mark.get_or_insert(node.mark);
        for (key, value) in entries {
            if key.scalar().is_some_and(|text| seen.insert(text.to_owned())) {
                saved.push((key, value));
            }
        }
    }
    mark.map(|mark| Node { mark, value: Value::Mapping(saved) })
}

/// Cuts a text before each line that begins with a letter, digit, `_` or quote: where an entry of the outermost map can begin.
fn outermost_entries(text: &str) -> Vec<(usize, &str)> {
    let mut entries = Vec::new();
    let (mut start, mut start_line, mut offset) = (0, 0, 0);
    for (number, line) in (0..).zip(text.split_inclusive('\n')) {
        if offset > 0 && line.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | '"' | '\'')) {
            entries.push((start_line, &text[start..offset]));
            (start, start_line) = (offset, number);
        }
        offset += line.len();
    }
    entries.push((start_line, &text[start..]));
    entries
}

/// The parser takes NUL for the end of its text, so that it may not see one.
fn without_nul<'t>(text: &'t str, first_line: u32, path: &str) -> (Cow<'t, str>, Option<Diagnostic>) {
    let Some(offset) = text.find('\0') else { return (Cow::Borrowed(text), None) };
    let before = &text[..offset];
    let line = before.matches('\n').count();
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    let at = Location::at(path, Mark::new(first_line + clamp(line), clamp(column)));
    let finding =
        Diagnostic::error("CX006", at, "a NUL character stands in the YAML; it is read as \u{fffd}")
            .help("remove the character");
    (Cow::Owned(text.replace('\0', "\u{fffd}")), Some(finding))
}

fn clamp(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
