//! The terms of one part, each with a number, and the way from a word to its term.

use std::collections::HashMap;

use elasticlunr::Pipeline;
use elasticlunr::lang::{English, Language};

/// The number of a term in one [`Lexicon`].
pub(super) type Term = u32;

/// Interns terms. Reading a word anew costs one look-up: stop words and stems are worked out once a part.
pub(super) struct Lexicon {
    english: Pipeline,
    terms: Vec<Box<str>>,
    numbers: HashMap<Box<str>, Entry>,
}

#[derive(Clone, Copy)]
struct Entry {
    /// The word as it stands, once something has asked for it.
    own: Option<Term>,
    /// Its stem; `None` for a stop word.
    stem: Option<Option<Term>>,
}

impl Lexicon {
    pub(super) fn new() -> Self {
        Self { english: English::new().make_pipeline(), terms: Vec::new(), numbers: HashMap::new() }
    }

    /// The term that is `token` itself.
    pub(super) fn exact(&mut self, token: &str) -> Term {
        if let Some(Entry { own: Some(term), .. }) = self.numbers.get(token) {
            return *term;
        }
        let term = Term::try_from(self.terms.len()).unwrap_or(Term::MAX);
        self.terms.push(token.into());
        match self.numbers.get_mut(token) {
            Some(entry) => entry.own = Some(term),
            None => {
                self.numbers.insert(token.into(), Entry { own: Some(term), stem: None });
            }
        }
        term
    }

    /// The term of the stem of `word`, or `None` for a stop word.
    pub(super) fn stem(&mut self, word: &str) -> Option<Term> {
        if let Some(Entry { stem: Some(stem), .. }) = self.numbers.get(word) {
            return *stem;
        }
        let stem = self.analyse(word).map(|stem| self.exact(&stem));
        match self.numbers.get_mut(word) {
            Some(entry) => entry.stem = Some(stem),
            None => {
                self.numbers.insert(word.into(), Entry { own: None, stem: Some(stem) });
            }
        }
        stem
    }

    /// The terms in the order of their numbers.
    pub(super) fn into_terms(self) -> Vec<Box<str>> {
        self.terms
    }

    /// The engine's stop words and stemmer, for words of `a` to `z` alone: names such as `gpt2s` are left be.
    /// Its trimmer is not needed, and would take the letters of other alphabets off.
    fn analyse(&self, word: &str) -> Option<String> {
        let word = word.to_owned();
        if !word.bytes().all(|byte| byte.is_ascii_lowercase()) {
            return Some(word);
        }
        self.english
            .queue
            .iter()
            .filter(|function| function.name() != "trimmer")
            .try_fold(word, |word, function| function.filter(word))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;

    /// `tests/browser/search.test.mjs` holds the browser's stemmer and stop words to the same table.
    #[test]
    fn words_come_to_the_stems_of_the_table() {
        let table: Value =
            serde_json::from_str(include_str!("../../tests/fixtures/search/tokens.json")).unwrap();
        let words = table["words"].as_array().unwrap();
        assert!(words.len() > 40);
        let lexicon = Lexicon::new();
        for row in words {
            let word = row[0].as_str().unwrap();
            assert_eq!(lexicon.analyse(word).as_deref(), row[1].as_str(), "{word}");
        }
    }

    #[test]
    fn a_word_and_its_stem_are_terms_of_their_own() {
        let mut lexicon = Lexicon::new();
        assert_eq!(
            [lexicon.stem("models"), lexicon.stem("model"), lexicon.stem("the")],
            [Some(0), Some(0), None]
        );
        assert_eq!([lexicon.exact("models"), lexicon.exact("model"), lexicon.exact("the")], [1, 0, 2]);
        assert_eq!([lexicon.stem("models"), lexicon.stem("the")], [Some(0), None]);
        assert_eq!(lexicon.into_terms(), ["model".into(), "models".into(), "the".into()]);
    }
}
