//! What a syntax error of the YAML parser means to the author of a card.

use super::Limits;
use crate::diagnostic::{Diagnostic, Location};

/// Words that the parser's message holds, what they mean, and what to do.
const MEANINGS: &[(&str, &str, &str)] = &[
    (
        "mapping values are not allowed",
        "a `: ` stands inside an unquoted value",
        "put the whole value in quotes: `title: \"Name: a subtitle\"`",
    ),
    (
        "unknown anchor",
        "this alias repeats an anchor that is nowhere above it",
        "name the anchor with `&name`, or quote a text that begins with `*`",
    ),
    ("unclosed bracket", "a `[` or `{` is not closed", "close it, or put a text with brackets in quotes"),
    (
        "expected ',' or ']'",
        "the list in `[ ]` is not closed, or a comma is missing",
        "write `[one, two]`, and texts with special characters in quotes",
    ),
    (
        "expected ',' or '}'",
        "the map in `{ }` is not closed, or a comma is missing",
        "write `{name: value, other: value}`, and texts with special characters in quotes",
    ),
    ("unexpected end of stream", "a quoted text is not closed", "close the quote"),
    ("in quoted scalar", "a quoted text is not closed", "close the quote"),
    (
        "simple key expect",
        "this line is neither `key: value` nor part of a value",
        "write `key: value`, or indent the line to continue the value above it",
    ),
    (
        "did not find expected key",
        "this line is not indented like the lines around it",
        "indent all keys of one map alike; put values with quotes inside wholly in quotes",
    ),
    (
        "did not find expected '-'",
        "this line is not indented like the items of the list above it",
        "indent all items of one list alike",
    ),
    (
        "invalid indentation",
        "this line is not indented as its place asks",
        "indent with spaces, all lines of one block alike",
    ),
    (
        "expected node content",
        "a value is missing here",
        "write the value, or put a text that begins with a special character in quotes",
    ),
    (
        "document start",
        "text follows where the YAML has ended",
        "keep front matter to one map of `key: value` lines",
    ),
    (
        "escape",
        "a `\\` in double quotes begins no known escape",
        "write `\\\\` for a backslash, or use single quotes",
    ),
];

/// Tells that lists and maps nest too deep.
pub(super) fn too_deep(limit: usize, at: Location) -> Diagnostic {
    let message = format!("lists and maps nest deeper here than the limit of {limit}");
    Diagnostic::error("CX104", at, message)
        .help("flatten the value, or raise `limits.yaml_depth` in hub.yaml")
}

/// Tells that a list or map in brackets is indented with tabs.
pub(super) fn tabs_in_brackets(at: Location) -> Diagnostic {
    let message =
        "a tab indents this line: the Hub reads it, Python's YAML reader refuses the whole front matter";
    Diagnostic::warning("CX005", at, message).help("indent with spaces only")
}

/// Tells a syntax error in words that help.
pub(super) fn explain(info: &str, limits: &Limits, at: Location) -> Diagnostic {
    if info.contains("recursion limit") {
        return too_deep(limits.depth, at);
    }
    if info.contains("tab") {
        return Diagnostic::error("CX005", at, "a tab stands where YAML wants spaces")
            .help("indent with spaces only");
    }
    if info.starts_with("unexpected character") {
        let character = info.chars().rev().nth(1).unwrap_or(' ');
        return Diagnostic::error("CX002", at, format!("no value can begin with `{character}`"))
            .help("put the value in quotes");
    }
    match MEANINGS.iter().find(|(words, ..)| info.contains(words)) {
        Some((_, meaning, help)) => Diagnostic::error("CX002", at, *meaning).help(*help),
        None => Diagnostic::error("CX002", at, format!("this is not YAML: {info}"))
            .help("put texts with special characters in quotes"),
    }
}
