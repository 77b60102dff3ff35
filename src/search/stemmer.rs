//! From a word to the term that all its forms share, in the languages that the engine knows.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use elasticlunr::Pipeline;
use elasticlunr::lang::{self, English, Language};

use super::character::fold;
use super::lexicon::{Lexicon, Term};

/// The engine's stop words and stemmer of one language.
pub(super) struct Stemmer {
    /// Without the trimmer, which is not needed, and would take the letters of other alphabets off.
    pipeline: Pipeline,
    /// Where the stop words stand in it, and where the stemmer: its functions make up their names anew when asked.
    stops: Option<usize>,
    stems: Option<usize>,
}

thread_local! {
    /// By the engine's code. The engine's functions cannot go from thread to thread, and making them costs as much as
    /// stemming a hundred cards.
    static MADE: RefCell<BTreeMap<&'static str, Rc<Stemmer>>> = RefCell::default();
}

impl Stemmer {
    pub(super) fn english() -> Rc<Stemmer> {
        Stemmer::of("en", || English::new().make_pipeline())
    }

    fn of(code: &'static str, make: impl FnOnce() -> Pipeline) -> Rc<Stemmer> {
        MADE.with_borrow_mut(|made| {
            Rc::clone(made.entry(code).or_insert_with(|| Rc::new(Stemmer::new(make()))))
        })
    }

    fn new(mut pipeline: Pipeline) -> Stemmer {
        pipeline.queue.retain(|function| !function.name().starts_with("trimmer"));
        let place = |name| pipeline.queue.iter().position(|function| function.name().starts_with(name));
        Stemmer { stops: place("stopWordFilter"), stems: place("stemmer"), pipeline }
    }

    /// The stem of a folded English word, or `None` for a stop word. Only words of `a` to `z` are stemmed: names such as
    /// `gpt2s` are left be.
    pub(super) fn stem(&self, word: &str) -> Option<String> {
        let word = word.to_owned();
        if !word.bytes().all(|byte| byte.is_ascii_lowercase()) {
            return Some(word);
        }
        self.pipeline.queue.iter().try_fold(word, |word, function| function.filter(word))
    }

    fn is_stop_word(&self, word: &str) -> bool {
        self.stops.is_some_and(|stops| self.pipeline.queue[stops].filter(word.to_owned()).is_none())
    }
}

/// A language other than English that texts are written in.
pub(super) struct Foreign {
    stemmer: Rc<Stemmer>,
    /// Stems by folded word: in one batch the first spelling of a word decides.
    stems: BTreeMap<Box<str>, Box<str>>,
    /// By word the term of its stem, once found.
    terms: Vec<Option<Term>>,
    stops: Stops,
}

/// By word, whether it is a stop word, once asked.
type Stops = Vec<Option<bool>>;

/// By language what is known of the words of one [`Lexicon`].
pub(super) type Known = BTreeMap<&'static str, Stops>;

impl Foreign {
    fn is_stop_word(&mut self, word: Term, lexicon: &Lexicon) -> bool {
        if self.stops.len() < lexicon.len() {
            self.stops.resize(lexicon.len(), None);
        }
        *self.stops[word as usize].get_or_insert_with(|| self.stemmer.is_stop_word(lexicon.text(word)))
    }

    /// The term of a word, where it was kept.
    pub(super) fn term(&self, word: Term) -> Option<Term> {
        self.terms.get(word as usize).copied().flatten()
    }

    /// Keeps the term of a word for the rest of the batch.
    pub(super) fn keep(&mut self, word: Term, term: Term) {
        if self.terms.len() <= word as usize {
            self.terms.resize(word as usize + 1, None);
        }
        self.terms[word as usize] = Some(term);
    }

    /// The folded stem of a word as it is spelled, with its accents. Stop words have one too: the browser does not know them.
    pub(super) fn stem(&mut self, word: &str, spelled: &str) -> &str {
        if !self.stems.contains_key(word) {
            let Stemmer { pipeline, stems, .. } = &*self.stemmer;
            let stem = stems
                .filter(|_| spelled.chars().all(|letter| !letter.is_ascii_digit()))
                .and_then(|stems| pipeline.queue[stems].filter(spelled.to_owned()));
            let mut folded = String::new();
            fold(stem.as_deref().unwrap_or(spelled), &mut folded);
            let stem: &str = if folded.is_empty() { word } else { &folded };
            self.stems.insert(word.into(), stem.into());
        }
        &self.stems[word]
    }
}

/// The languages that a batch has met, by the engine's code.
pub(super) struct Stemmers {
    english: Rc<Stemmer>,
    foreign: BTreeMap<&'static str, Foreign>,
    known: Known,
}

/// The engine's codes of the languages that a card states; the text can be in one of them, or in English.
pub(super) fn codes(stated: &[String]) -> Vec<&'static str> {
    stated.iter().filter_map(|code| engine_code(code)).collect()
}

impl Stemmers {
    /// For one batch; `known` is what an earlier one with the same lexicon has found out.
    pub(super) fn new(known: Known) -> Stemmers {
        Stemmers { english: Stemmer::english(), foreign: BTreeMap::new(), known }
    }

    /// What serves the next batch.
    pub(super) fn into_known(mut self) -> Known {
        self.known.extend(self.foreign.into_iter().map(|(code, foreign)| (code, foreign.stops)));
        self.known
    }

    /// Which of these languages (see [`codes`]) a text is in: the one whose stop words it has most of; `None` for English. The language
    /// that a card states is that of the model's data, and its text is often English all the same.
    pub(super) fn of_text(
        &mut self,
        codes: &[&'static str],
        words: &[Term],
        lexicon: &mut Lexicon,
    ) -> Option<&'static str> {
        let english = words.iter().filter(|&&word| lexicon.stem(word, &self.english).is_none()).count();
        let mut best = (english, None);
        for &code in codes {
            if !self.foreign.contains_key(code) {
                let Some(language) = lang::from_code(code) else { continue };
                let stemmer = Stemmer::of(code, || language.make_pipeline());
                let stops = self.known.remove(code).unwrap_or_default();
                self.foreign
                    .insert(code, Foreign { stemmer, stems: BTreeMap::new(), terms: Vec::new(), stops });
            }
            let Some(foreign) = self.foreign.get_mut(code) else { continue };
            let count = words.iter().filter(|&&word| foreign.is_stop_word(word, lexicon)).count();
            if count > best.0 {
                best = (count, Some(code));
            }
        }
        best.1
    }

    /// English, and the language with the engine's code.
    pub(super) fn with(&mut self, code: Option<&str>) -> (&Stemmer, Option<&mut Foreign>) {
        (&self.english, code.and_then(|code| self.foreign.get_mut(code)))
    }
}

/// The engine's code of a language; Arabic is left out, since there are no stop words to tell it by.
fn engine_code(code: &str) -> Option<&'static str> {
    let primary = code.split(['-', '_']).next().unwrap_or(code).to_ascii_lowercase();
    Some(match primary.as_str() {
        "da" => "da",
        "de" => "de",
        "es" => "es",
        "fi" => "fi",
        "fr" => "fr",
        "hu" => "hu",
        "it" => "it",
        "nl" => "du",
        "no" | "nb" | "nn" => "no",
        "pt" => "pt",
        "ro" => "ro",
        "ru" => "ru",
        "sv" => "sv",
        "tr" => "tr",
        _ => return None,
    })
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
        let english = Stemmer::english();
        for row in words {
            let word = row[0].as_str().unwrap();
            assert_eq!(english.stem(word).as_deref(), row[1].as_str(), "{word}");
        }
    }

    #[test]
    fn a_text_is_in_the_language_whose_small_words_it_has() {
        let mut stemmers = Stemmers::new(Known::new());
        let mut lexicon = Lexicon::default();
        let mut of = |stated: &[&str], text: &str| {
            let stated: Vec<String> = stated.iter().map(|code| (*code).to_owned()).collect();
            let words: Vec<Term> = text.split(' ').map(|word| lexicon.number(word)).collect();
            stemmers.of_text(&codes(&stated), &words, &mut lexicon)
        };
        assert_eq!(of(&["de"], "das modell und die daten sind klein"), Some("de"));
        assert_eq!(of(&["de", "en"], "the model and the data are small"), None);
        assert_eq!(of(&["fr", "de-AT"], "ein modell fur die bank"), Some("de"));
        assert_eq!(of(&["nl"], "het model is voor de bank"), Some("du"));
        assert_eq!(of(&["ja", "xx", ""], "das modell und die daten"), None);
    }

    #[test]
    fn a_stem_is_made_of_the_spelling_and_folded() {
        let mut stemmers = Stemmers::new(Known::new());
        let mut lexicon = Lexicon::default();
        for (code, text) in [("ru", "это и в не на модель"), ("fr", "le et de la modele")] {
            let words: Vec<Term> = text.split(' ').map(|word| lexicon.number(word)).collect();
            assert_eq!(stemmers.of_text(&[code], &words, &mut lexicon), Some(code));
        }
        let russian = stemmers.with(Some("ru")).1.unwrap();
        assert_eq!(russian.stem("русскии", "русский"), "русск");
        assert_eq!(russian.stem("русская", "русская"), "русск");
        let french = stemmers.with(Some("fr")).1.unwrap();
        assert_eq!(
            [
                french.stem("entrainees", "entraînées").to_owned(),
                french.stem("entraine", "entraîné").to_owned()
            ],
            ["entrain", "entrain"]
        );
        assert_eq!(french.stem("gpt2", "gpt2"), "gpt2");
    }
}
