//! Ids of a card, and the links to them.
//!
//! Every id begins with `card-`, so that no card can take an id of the page around it.

use std::collections::{BTreeMap, BTreeSet};

use unicode_normalization::char::is_combining_mark;

/// The ids that are given, and the links that wait for one.
#[derive(Default)]
pub(super) struct Anchors {
    taken: BTreeSet<String>,
    /// How often a heading's slug was asked for, so that ten thousand equal headings are not a search each.
    counts: BTreeMap<String, usize>,
    /// What a fragment may say, and the id that it means; an empty id is the top of the page.
    names: BTreeMap<String, String>,
    waiting: Vec<Waiting>,
}

/// A link to a fragment; its `href` is written at the end, when all ids are known.
struct Waiting {
    /// Where in the HTML the attribute is to be written.
    at: usize,
    fragment: String,
    /// Where in the source the link stands.
    offset: usize,
}

impl Anchors {
    /// The id of a heading, by its text and by the id that its own tag gives it.
    pub(super) fn heading(&mut self, text: &str, own: Option<&str>) -> String {
        let slug = slug(text);
        let base = if slug.is_empty() { "section".to_owned() } else { slug };
        let id = self.unique(&base);
        if let Some(own) = own {
            self.names.entry(own.to_owned()).or_insert_with(|| id.clone());
        }
        id
    }

    /// The id of an element that gives itself one; `None` if it is taken.
    pub(super) fn own(&mut self, name: &str) -> Option<String> {
        let slug = slug(name);
        let id = format!("card-{slug}");
        if slug.is_empty() || !self.taken.insert(id.clone()) {
            return None;
        }
        self.names.entry(name.to_owned()).or_insert_with(|| id.clone());
        self.names.entry(slug).or_insert_with(|| id.clone());
        Some(id)
    }

    /// A heading that the page shows itself: links to it lead to the top.
    pub(super) fn top(&mut self, text: &str, own: Option<&str>) {
        for name in [Some(slug(text)), own.map(str::to_owned)].into_iter().flatten() {
            self.names.entry(name).or_default();
        }
    }

    /// Notes a link to a fragment, whose attribute belongs at a place in the HTML.
    pub(super) fn wait(&mut self, at: usize, fragment: String, offset: usize) {
        self.waiting.push(Waiting { at, fragment, offset });
    }

    /// Something was put into the HTML at a place.
    pub(super) fn shift(&mut self, at: usize, by: usize) {
        for waiting in self.waiting.iter_mut().rev().take_while(|waiting| waiting.at >= at) {
            waiting.at += by;
        }
    }

    /// The HTML was cut at a place.
    pub(super) fn forget(&mut self, at: usize) {
        while self.waiting.last().is_some_and(|waiting| waiting.at > at) {
            self.waiting.pop();
        }
    }

    /// Writes the links; answers with those that lead nowhere, and where they stand in the source.
    pub(super) fn resolve(&mut self, html: String) -> (String, Vec<(String, usize)>) {
        let mut dangling = Vec::new();
        if self.waiting.is_empty() {
            return (html, dangling);
        }
        let mut out = String::with_capacity(html.len() + self.waiting.len() * 24);
        let mut done = 0;
        for waiting in std::mem::take(&mut self.waiting) {
            out.push_str(&html[done..waiting.at]);
            done = waiting.at;
            match self.find(&waiting.fragment) {
                Some(id) => {
                    out.push_str(" href=\"#");
                    out.push_str(id);
                    out.push('"');
                }
                None if waiting.fragment.is_empty() || waiting.fragment == "top" => {
                    out.push_str(" href=\"#\"")
                }
                None => dangling.push((waiting.fragment, waiting.offset)),
            }
        }
        out.push_str(&html[done..]);
        (out, dangling)
    }

    fn find(&self, fragment: &str) -> Option<&str> {
        let fragment = fragment.strip_prefix("user-content-").unwrap_or(fragment);
        self.names.get(fragment).or_else(|| self.names.get(&slug(fragment))).map(String::as_str)
    }

    fn unique(&mut self, base: &str) -> String {
        let number = self.counts.entry(base.to_owned()).or_default();
        let mut name = base.to_owned();
        while !self.taken.insert(format!("card-{name}")) {
            *number += 1;
            name = format!("{base}-{number}");
        }
        let id = format!("card-{name}");
        self.names.entry(name).or_insert_with(|| id.clone());
        id
    }
}

/// A heading's text as GitHub makes an anchor of it: lower case, letters, digits, `-` and `_`, spaces as `-`.
pub(super) fn slug(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    for character in text.trim().chars() {
        if character.is_whitespace() {
            slug.push('-');
        } else if character.is_alphanumeric()
            || matches!(character, '-' | '_')
            || is_combining_mark(character)
        {
            slug.extend(character.to_lowercase());
        }
    }
    slug
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs() {
        assert_eq!(slug("Intended uses & limitations"), "intended-uses--limitations");
        assert_eq!(slug("🚀 Quick_start: v1.0"), "-quick_start-v10");
        assert_eq!(slug("使い方 हिन्दी"), "使い方-हिन्दी");
        assert_eq!(slug("\"><img>"), "img");
    }

    #[test]
    fn ids_are_unique() {
        let mut anchors = Anchors::default();
        assert_eq!(anchors.heading("Use", None), "card-use");
        assert_eq!(anchors.heading("Use 1", None), "card-use-1");
        assert_eq!(anchors.heading("Use", None), "card-use-2");
        assert_eq!(anchors.heading("!", None), "card-section");
        assert_eq!(anchors.own("use"), None);
        assert_eq!(anchors.own("Top of it").as_deref(), Some("card-top-of-it"));
    }
}
