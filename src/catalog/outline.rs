//! Which sections a card's text has filled in: templates leave headings behind that have nothing below them.

/// Sections that say something.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Sections {
    /// What the model is for.
    pub(super) uses: bool,
    /// What it cannot do, and whom it may harm.
    pub(super) limits: bool,
}

const USES: [&str; 4] = ["intended use", "use case", "direct use", "intended application"];
const LIMITS: [&str; 5] = ["limitation", "bias", "risk", "out-of-scope", "ethical"];

/// Looks for the two in a text of Markdown.
pub(super) fn sections(text: &str) -> Sections {
    let mut found = Sections::default();
    let mut here = Sections::default();
    let mut depth = 0;
    let mut fence = "";
    let mut comment = false;
    for line in text.lines() {
        let line = line.trim();
        if !fence.is_empty() {
            if line.starts_with(fence) {
                fence = "";
            }
            continue;
        }
        if comment || line.starts_with("<!--") {
            comment = !line.contains("-->");
            continue;
        }
        if line.starts_with("```") || line.starts_with("~~~") {
            fence = &line[..3];
        }
        if let Some(level) = level(line) {
            // A heading below one of ours belongs to it: `Uses`, then `Direct use`.
            let new = topic(line[level..].trim());
            if level <= depth || new != Sections::default() {
                here = new;
                depth = level;
            }
        } else if here != Sections::default() && says_something(line) {
            found = Sections { uses: found.uses || here.uses, limits: found.limits || here.limits };
            if found.uses && found.limits {
                break;
            }
        }
    }
    found
}

/// The level of a heading.
fn level(line: &str) -> Option<usize> {
    let level = line.bytes().take_while(|byte| *byte == b'#').count();
    (1..=6).contains(&level).then_some(level).filter(|level| line[*level..].starts_with([' ', '\t']))
}

fn topic(heading: &str) -> Sections {
    let heading = heading.to_lowercase();
    Sections {
        uses: heading.trim_matches(|c: char| !c.is_alphanumeric()) == "uses"
            || USES.iter().any(|words| heading.contains(words)),
        limits: LIMITS.iter().any(|words| heading.contains(words)),
    }
}

/// Whether a line is more than what a template put there.
fn says_something(line: &str) -> bool {
    line.chars().any(char::is_alphanumeric)
        && !line.to_ascii_lowercase().contains("more information needed")
        && !line.eq_ignore_ascii_case("todo")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> (bool, bool) {
        let Sections { uses, limits } = sections(text);
        (uses, limits)
    }

    #[test]
    fn an_empty_template_says_nothing() {
        let text = "# Model\n\n## Uses\n\n<!-- Address\nquestions -->\n\n### Direct Use\n\n[More Information Needed]\n\n## Bias, Risks, and Limitations\n\n[More Information Needed]\n";
        assert_eq!(found(text), (false, false));
    }

    #[test]
    fn a_text_below_a_heading_of_the_section_counts() {
        assert_eq!(found("## Uses\n\n### For whom\n\nEverybody.\n\n## Other\n\nText.\n"), (true, false));
        assert_eq!(found("## Intended uses & limitations\nRouting.\n"), (true, true));
        assert_eq!(found("## Limitations\n## Training\nText.\n"), (false, false));
    }

    #[test]
    fn code_is_no_heading_and_prose_no_section() {
        assert_eq!(found("```sh\n# Limitations\n```\nText about limitations.\n"), (false, false));
        assert_eq!(found("#Uses\nText\n"), (false, false));
    }
}
