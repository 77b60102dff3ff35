//! What would change in a file, as a unified diff that `git apply` and `patch` take.

use similar::{ChangeTag, TextDiff};

/// The difference of a file's two texts, with three lines around each change; empty where there is none. `path` is relative to
/// the hub, with `/` between its parts.
pub fn diff(path: &str, before: &str, after: &str) -> String {
    // Lines end at LF alone, as they do for the programs that take this: a CR is part of its line.
    let lines = |text| -> Vec<&str> { str::split_inclusive(text, '\n').collect() };
    let (old, new) = (lines(before), lines(after));
    let diff = TextDiff::configure().newline_terminated(true).diff_slices(&old, &new);
    diff.unified_diff().context_radius(3).header(&format!("a/{path}"), &format!("b/{path}")).to_string()
}

/// What became of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// It is in both texts.
    Same,
    /// It is in the second one only.
    Added,
    /// It is in the first one only.
    Removed,
    /// Lines that are in both are left out here.
    Gap,
}

/// The lines of two texts around what differs, without their ends, three lines before and after each change; empty where nothing does.
pub fn changed_lines<'a>(before: &'a str, after: &'a str) -> Vec<(Step, &'a str)> {
    let (old, new): (Vec<&str>, Vec<&str>) = (before.lines().collect(), after.lines().collect());
    let diff = TextDiff::configure().diff_slices(&old, &new);
    let mut lines = Vec::new();
    let (mut end, mut is_first) = (0, true);
    for group in diff.grouped_ops(3) {
        let start = group.first().map_or(0, |first| first.new_range().start);
        if !is_first || start > end {
            lines.push((Step::Gap, ""));
        }
        is_first = false;
        for change in group.iter().flat_map(|step| diff.iter_changes(step)) {
            let step = match change.tag() {
                ChangeTag::Equal => Step::Same,
                ChangeTag::Insert => Step::Added,
                ChangeTag::Delete => Step::Removed,
            };
            lines.push((step, change.value()));
        }
        end = group.last().map_or(end, |last| last.new_range().end);
    }
    if !is_first && end < new.len() {
        lines.push((Step::Gap, ""));
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::{Step, changed_lines};

    #[test]
    fn what_did_not_change_is_left_out() {
        let before = (1..=20).map(|line| format!("{line}\n")).collect::<String>();
        let after = before.replace("\n2\n", "\ntwo\n").replace("\n19\n", "\n19\r\nmore\n");
        let told: Vec<String> = changed_lines(&before, &after)
            .into_iter()
            .map(|(step, line)| {
                let mark = match step {
                    Step::Same => ' ',
                    Step::Added => '+',
                    Step::Removed => '-',
                    Step::Gap => '~',
                };
                format!("{mark}{line}")
            })
            .collect();
        assert_eq!(told.join(" "), " 1 -2 +two  3  4  5 ~  17  18  19 +more  20");
        assert_eq!(changed_lines("a\n", "a\n"), []);
        assert_eq!(changed_lines("", "a"), [(Step::Added, "a")]);
    }
}
