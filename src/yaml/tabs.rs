//! Tabs where YAML wants spaces, and the spaces that they stand for.

use std::borrow::Cow;

use crate::diagnostic::{Change, Edit, Mark};

/// What a tab of indentation becomes.
const WIDTH: &str = "  ";

/// Spaces for all tabs at the beginning of lines, in a text that begins on line `first_line` of its file. `None` where an entry
/// of the outermost map is indented with both, so that nobody can say how wide a tab was meant to be.
pub(super) fn to_spaces(entries: &[(usize, &str)], first_line: u32) -> Option<Change> {
    let mut edits = Vec::new();
    for (line, entry) in entries {
        let indents =
            || entry.lines().map(|line| (indent(line), line)).filter(|(_, line)| !line.trim().is_empty());
        if !indents().any(|(indent, _)| indent.contains('\t')) {
            continue;
        }
        if indents().any(|(indent, _)| indent.contains(' ')) {
            return None;
        }
        for (number, line) in (*line..).zip(entry.lines()) {
            let tabs = indent(line).len();
            if tabs > 0 {
                let number = first_line.saturating_add(u32::try_from(number).ok()?);
                let (start, end) = (Mark::new(number, 1), Mark::new(number, u32::try_from(tabs + 1).ok()?));
                edits.push(Edit { start, end, text: WIDTH.repeat(tabs) });
            }
        }
    }
    (!edits.is_empty()).then_some(Change::Text("indent with spaces", edits))
}

/// The same for a text, for a try whether it can be read then.
pub(super) fn replaced(text: &str) -> Cow<'_, str> {
    let lines = text.split_inclusive('\n').map(|line| {
        let tabs = line.len() - line.trim_start_matches('\t').len();
        [&WIDTH.repeat(tabs), &line[tabs..]].concat()
    });
    Cow::Owned(lines.collect())
}

fn indent(line: &str) -> &str {
    &line[..line.len() - line.trim_start_matches([' ', '\t']).len()]
}
