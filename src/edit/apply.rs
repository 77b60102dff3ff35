//! Makes edits of a text.

use std::ops::Range;

use super::places::Places;
use crate::diagnostic::Edit;

/// A text after its edits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Applied {
    /// The text.
    pub text: String,
    /// For each group of edits whether it was made.
    pub made: Vec<bool>,
}

/// Makes groups of edits, each of them whole or not at all: a group that touches what an earlier one changes, or names a place
/// that is not in the text, is left out.
pub fn apply(text: &str, groups: &[impl AsRef<[Edit]>]) -> Applied {
    let places = Places::new(text);
    let mut taken: Vec<(Range<usize>, &str)> = Vec::new();
    let mut made = Vec::with_capacity(groups.len());
    for group in groups {
        let group = group.as_ref();
        let ranges: Option<Vec<_>> = group
            .iter()
            .map(|edit| Some((places.range(edit.start, edit.end)?, edit.text.as_str())))
            .collect();
        let free = ranges.filter(|ranges| {
            let clear = |(range, _): &(Range<usize>, &str), others: &[(Range<usize>, &str)]| {
                !others.iter().any(|(other, _)| meet(range, other))
            };
            ranges.iter().enumerate().all(|(at, one)| clear(one, &taken) && clear(one, &ranges[..at]))
        });
        made.push(free.is_some());
        taken.extend(free.into_iter().flatten());
    }
    taken.sort_by_key(|(range, _)| (range.start, range.end));
    let mut out = String::with_capacity(text.len() + 64);
    let mut at = 0;
    for (range, put) in taken {
        out.push_str(&text[at..range.start]);
        out.push_str(put);
        at = range.end;
    }
    out.push_str(&text[at..]);
    Applied { text: out, made }
}

/// Whether two edits have a byte in common, or begin at the same place, so that their order would count.
fn meet(one: &Range<usize>, other: &Range<usize>) -> bool {
    (one.start < other.end && other.start < one.end) || one.start == other.start
}
