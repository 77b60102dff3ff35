//! The terms that one thread has met, each with a number, and the way from a word to its term.

use std::hash::BuildHasher;

use hashbrown::{DefaultHashBuilder, HashTable};

use super::stemmer::Stemmer;

/// The number of a word or a term in one [`Lexicon`].
pub(super) type Term = u32;

/// Numbers words. Reading a word anew costs one look-up: stop words and stems are worked out once.
#[derive(Default)]
pub(super) struct Lexicon {
    /// All words, one after the other.
    letters: String,
    /// By number, where a word ends in `letters`.
    ends: Vec<u32>,
    /// By number, what a word's stem is.
    stems: Vec<Stem>,
    places: HashTable<Place>,
    hasher: DefaultHashBuilder,
}

#[derive(Clone, Copy)]
enum Stem {
    /// Nobody has asked yet.
    Unknown,
    /// A stop word has none.
    None,
    Term(Term),
}

/// A word in the table: nearly all are told apart without a look at their letters.
struct Place {
    /// The first sixteen bytes.
    key: [u64; 2],
    length: u32,
    term: Term,
}

/// The first eight bytes of a term as a number that orders like it.
pub(super) fn key(text: &str) -> u64 {
    key_of_bytes(text.as_bytes())
}

fn key_of_bytes(bytes: &[u8]) -> u64 {
    if let Some(first) = bytes.first_chunk() {
        return u64::from_be_bytes(*first);
    }
    // The letters of a short word, as a loop would put them one after the other: from both ends, where they meet twice.
    match (bytes.first_chunk(), bytes.last_chunk(), bytes) {
        (Some(first), Some(last), _) => {
            let last = u64::from(u32::from_be_bytes(*last)) << (8 * (8 - bytes.len()));
            u64::from(u32::from_be_bytes(*first)) << 32 | last
        }
        (_, _, [first, .., last]) => {
            let middle = u64::from(bytes[bytes.len() / 2]) << (56 - 8 * (bytes.len() / 2));
            u64::from(*first) << 56 | middle | u64::from(*last) << (64 - 8 * bytes.len())
        }
        (_, _, [only]) => u64::from(*only) << 56,
        _ => 0,
    }
}

impl Lexicon {
    /// How many words there are; numbers lie below it.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The word with a number.
    pub(super) fn text(&self, term: Term) -> &str {
        text(&self.letters, &self.ends, term)
    }

    /// The given terms in alphabetical order, each once.
    pub(super) fn sorted(&self, terms: impl Iterator<Item = Term>) -> Vec<Term> {
        let mut used = vec![false; self.len()];
        terms.for_each(|term| used[term as usize] = true);
        // Most comparisons are decided by eight letters, which fit a number.
        let mut keyed: Vec<(u64, Term)> =
            (0..).zip(used).filter(|(_, used)| *used).map(|(term, _)| (key(self.text(term)), term)).collect();
        keyed.sort_unstable_by(|one, other| {
            one.0.cmp(&other.0).then_with(|| self.text(one.1).cmp(self.text(other.1)))
        });
        keyed.into_iter().map(|(_, term)| term).collect()
    }

    /// The number of a word or a term.
    pub(super) fn number(&mut self, word: &str) -> Term {
        let Self { letters, ends, stems, places, hasher } = self;
        let key = [key(word), word.as_bytes().get(8..).map_or(0, key_of_bytes)];
        let length = u32::try_from(word.len()).unwrap_or(u32::MAX);
        let hash = hash(hasher, key, word);
        let same = |place: &Place| {
            place.key == key
                && place.length == length
                && (length <= 16 || text(letters, ends, place.term) == word)
        };
        if let Some(place) = places.find(hash, same) {
            return place.term;
        }
        let term = Term::try_from(ends.len()).unwrap_or(Term::MAX);
        letters.push_str(word);
        ends.push(u32::try_from(letters.len()).unwrap_or(u32::MAX));
        stems.push(Stem::Unknown);
        places.insert_unique(hash, Place { key, length, term }, |place| {
            self::hash(hasher, place.key, text(letters, ends, place.term))
        });
        term
    }

    /// The term of the stem of a word, or `None` for a stop word.
    pub(super) fn stem(&mut self, word: Term, english: &Stemmer) -> Option<Term> {
        match self.stems[word as usize] {
            Stem::Term(stem) => Some(stem),
            Stem::None => None,
            Stem::Unknown => {
                let stem = english.stem(self.text(word)).map(|stem| self.number(&stem));
                self.stems[word as usize] = stem.map_or(Stem::None, Stem::Term);
                stem
            }
        }
    }
}

/// Most words are no longer than their key, and hashing a number is quick.
fn hash(hasher: &DefaultHashBuilder, key: [u64; 2], word: &str) -> u64 {
    if word.len() <= 16 {
        hasher.hash_one(u128::from(key[0]) << 64 | u128::from(key[1]))
    } else {
        hasher.hash_one(word.as_bytes())
    }
}

fn text<'a>(letters: &'a str, ends: &[u32], term: Term) -> &'a str {
    let start = term.checked_sub(1).map_or(0, |before| ends[before as usize]);
    &letters[start as usize..ends[term as usize] as usize]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_and_its_stem_have_numbers_of_their_own() {
        let mut lexicon = Lexicon::default();
        let english = Stemmer::english();
        let [models, model, the] = ["models", "model", "the"].map(|word| lexicon.number(word));
        assert_eq!([models, model, the], [0, 1, 2]);
        for _ in 0..2 {
            assert_eq!(
                [models, model, the].map(|word| lexicon.stem(word, &english)),
                [Some(model), Some(model), None]
            );
        }
        assert_eq!(["models", "model", "the"].map(|word| lexicon.number(word)), [0, 1, 2]);
        assert_eq!([0, 1, 2].map(|term| lexicon.text(term)), ["models", "model", "the"]);
    }

    #[test]
    fn words_with_one_beginning_are_told_apart_and_sorted() {
        let mut lexicon = Lexicon::default();
        let words = ["transformers", "transformer", "transfor", "transf", "naïveté", "transform\u{0}"];
        assert_eq!(words.map(|word| lexicon.number(word)), [0, 1, 2, 3, 4, 5]);
        assert_eq!(words.map(|word| lexicon.number(word)), [0, 1, 2, 3, 4, 5]);
        assert_eq!(lexicon.sorted([3, 2, 4, 3, 0, 1].into_iter()), [4, 3, 2, 1, 0]);
    }
}
