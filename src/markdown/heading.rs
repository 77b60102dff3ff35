//! The levels of a card's headings, and the list of them.

use super::escape::squash;

/// A heading of a card, for a contents list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// The level on the page, 3 to 6.
    pub level: u8,
    /// The text, without markup.
    pub text: String,
    /// The id, unique in the card, without `#`.
    pub id: String,
}

/// The headings so far.
pub(super) struct Headings {
    title: String,
    /// The card's levels of the headings that the next one may stand under.
    open: Vec<u8>,
    found: Vec<Heading>,
    seen: bool,
}

/// The page's own headings are `h1`, its title, and the `h2` that the card stands under.
const PAGE_LEVELS: usize = 2;

impl Headings {
    /// No headings yet, on a page of a title.
    pub(super) fn new(title: &str) -> Self {
        Self { title: squash(title), open: Vec::new(), found: Vec::new(), seen: false }
    }

    /// Whether a heading repeats the page's title: the first one, of the first level, with the same words.
    pub(super) fn is_title(&mut self, level: u8, text: &str) -> bool {
        let first = !std::mem::replace(&mut self.seen, true);
        first && level == 1 && !self.title.is_empty() && text.to_lowercase() == self.title.to_lowercase()
    }

    /// Adds a heading by its level in the card; answers with its level on the page, which is the number of headings
    /// that it stands under, so that no level is ever skipped.
    pub(super) fn add(&mut self, level: u8, text: String, id: &str) -> u8 {
        while self.open.last().is_some_and(|&above| above >= level) {
            self.open.pop();
        }
        self.open.push(level);
        let level = u8::try_from(PAGE_LEVELS + self.open.len()).unwrap_or(u8::MAX).min(6);
        self.found.push(Heading { level, text, id: id.to_owned() });
        level
    }

    /// The text of the last heading.
    pub(super) fn last(&self) -> Option<&str> {
        self.found.last().map(|heading| heading.text.as_str())
    }

    /// All headings, in their order.
    pub(super) fn into_list(self) -> Vec<Heading> {
        self.found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn levels(card: &[u8]) -> Vec<u8> {
        let mut headings = Headings::new("");
        card.iter().map(|&level| headings.add(level, String::new(), "")).collect()
    }

    #[test]
    fn no_level_is_skipped() {
        assert_eq!(levels(&[1, 2, 3, 2, 1]), [3, 4, 5, 4, 3]);
        assert_eq!(levels(&[2, 3, 1, 4, 4]), [3, 4, 3, 4, 4]);
        assert_eq!(levels(&[6, 1, 6]), [3, 3, 4]);
        assert_eq!(levels(&[1, 2, 3, 4, 5, 6]), [3, 4, 5, 6, 6, 6]);
    }
}
