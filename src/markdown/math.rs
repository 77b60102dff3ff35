//! Which of the text between two `$` is mathematics.

use std::ops::Range;

/// Whether an inline formula is one, by what stands in it and around it: prices (`$5 and 10$`), shell variables
/// (`$HOME/bin:$PATH`) and amounts (`US$5-$10`) are not.
pub(super) fn is_math(source: &str, range: &Range<usize>, tex: &str) -> bool {
    let before = source.get(..range.start).and_then(|text| text.chars().next_back());
    let after = source.get(range.end..).and_then(|text| text.chars().next());
    if [before, after].into_iter().flatten().any(char::is_alphanumeric) {
        return false;
    }
    let starts_as_amount = tex.starts_with(|c: char| c.is_ascii_digit());
    let has_tex = tex.contains(['\\', '^', '_', '=', '{', '+', '<', '>', '*', '/']);
    !(starts_as_amount && tex.contains(' ') && !has_tex)
}
