//! What became of a card's text: which sections, and how many words.

use std::collections::BTreeMap;

use super::Prose;

/// A section: its heading, and which of several with that heading it is.
type Name = (String, usize);

/// Compares two texts of Markdown, section by section. Words that only changed places in their section do not count.
pub(super) fn compare(before: &str, after: &str) -> Prose {
    if before == after {
        return Prose::default();
    }
    let (old, new) = (sections(before), sections(after));
    // By name: a card may be nothing but headings.
    let (before, after) = (by_name(&old), by_name(&new));
    let mut prose = Prose::default();
    let gone = old.iter().filter(|(name, _)| !after.contains_key(name));
    let all = new.iter().chain(gone).map(|(name, _)| name);
    for name in all {
        let (one, other) = (before.get(name), after.get(name));
        if one != other {
            let (added, removed) =
                count(one.copied().unwrap_or_default(), other.copied().unwrap_or_default());
            prose.added += added;
            prose.removed += removed;
            prose.sections.push(name.0.clone());
        }
    }
    prose
}

fn by_name(sections: &[(Name, Vec<String>)]) -> BTreeMap<&Name, &[String]> {
    sections.iter().map(|(name, words)| (name, words.as_slice())).collect()
}

/// The sections of a text with their words, the heading's among them, in order.
fn sections(text: &str) -> Vec<(Name, Vec<String>)> {
    let mut found: Vec<(Name, Vec<String>)> = Vec::new();
    let mut times: BTreeMap<String, usize> = BTreeMap::new();
    let mut words: Vec<String> = Vec::new();
    let mut name = (String::new(), 0);
    let mut fence: Option<&str> = None;
    for line in text.lines() {
        let trimmed = line.trim();
        match fence {
            Some(mark) if trimmed.starts_with(mark) => fence = None,
            Some(_) => {}
            None if trimmed.starts_with("```") || trimmed.starts_with("~~~") => fence = Some(&trimmed[..3]),
            None => {
                if let Some(heading) = heading(trimmed) {
                    found.push((name, std::mem::take(&mut words)));
                    let nth = times.entry(heading.to_owned()).or_default();
                    *nth += 1;
                    name = (heading.to_owned(), *nth);
                }
            }
        }
        words.extend(trimmed.split_whitespace().map(str::to_owned));
    }
    found.push((name, words));
    // Above the first heading there is mostly nothing, which is no section.
    found.retain(|(name, words)| !name.0.is_empty() || !words.is_empty());
    found
}

/// The text of a heading.
fn heading(line: &str) -> Option<&str> {
    let level = line.bytes().take_while(|byte| *byte == b'#').count();
    let rest = (1..=6).contains(&level).then(|| &line[level..])?;
    let is_heading = rest.is_empty() || rest.starts_with([' ', '\t']);
    is_heading.then(|| rest.trim().trim_end_matches('#').trim_end())
}

/// How many words came and went.
fn count(before: &[String], after: &[String]) -> (usize, usize) {
    let mut counts: BTreeMap<&str, i64> = BTreeMap::new();
    for word in after {
        *counts.entry(word).or_default() += 1;
    }
    for word in before {
        *counts.entry(word).or_default() -= 1;
    }
    let sum = |sign: i64| counts.values().map(|&n| (n * sign).max(0)).sum::<i64>();
    (usize::try_from(sum(1)).unwrap_or(0), usize::try_from(sum(-1)).unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::compare;
    use crate::review::Prose;

    fn prose(added: usize, removed: usize, sections: &[&str]) -> Prose {
        Prose { added, removed, sections: sections.iter().map(|&section| section.to_owned()).collect() }
    }

    #[test]
    fn words_are_counted_by_section() {
        let before = "Top.\n\n# Lamp\n\nA lamp.\n\n## Limits\n\nIt is hot.\n";
        assert_eq!(compare(before, before), Prose::default());
        assert_eq!(compare(before, &before.replace("hot", "very hot")), prose(1, 0, &["Limits"]));
        assert_eq!(compare(before, &before.replace("Top.", "Up.")), prose(1, 1, &[""]));
        assert_eq!(compare(before, &before.replace("A lamp.", "lamp. A")), prose(0, 0, &["Lamp"]));
        assert_eq!(compare(before, &before.replace("A lamp.\n", "A   lamp.  \n\n")), Prose::default());
        assert_eq!(compare(before, ""), prose(0, 10, &["", "Lamp", "Limits"]));
        assert_eq!(compare("", before), prose(10, 0, &["", "Lamp", "Limits"]));
    }

    #[test]
    fn code_has_no_headings_and_of_two_with_one_name_each_is_its_own() {
        let before = "# A\n```\n# B\n```\n# A\nx\n";
        assert_eq!(compare(before, &before.replace("# B", "# C")), prose(1, 1, &["A"]));
        assert_eq!(compare(before, &before.replace('x', "y z")), prose(2, 1, &["A"]));
        assert_eq!(compare("# A\nx\n# B\ny\n", "# B\ny\n# C\n"), prose(2, 3, &["C", "A"]));
    }
}
