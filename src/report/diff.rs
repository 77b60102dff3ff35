//! What would change in a file, as a unified diff that `git apply` and `patch` take.

use similar::TextDiff;

/// The difference of a file's two texts, with three lines around each change; empty where there is none. `path` is relative to
/// the hub, with `/` between its parts.
pub fn diff(path: &str, before: &str, after: &str) -> String {
    // Lines end at LF alone, as they do for the programs that take this: a CR is part of its line.
    let lines = |text| -> Vec<&str> { str::split_inclusive(text, '\n').collect() };
    let (old, new) = (lines(before), lines(after));
    let diff = TextDiff::configure().newline_terminated(true).diff_slices(&old, &new);
    diff.unified_diff().context_radius(3).header(&format!("a/{path}"), &format!("b/{path}")).to_string()
}
