//! The words by which two cards are found to speak of the same: of the name, the title, the description, the headings.

use crate::catalog::Model;

/// Words kept of one model.
const MOST_WORDS: usize = 48;

/// Bytes of a card's text that are looked through for headings.
const MOST_BYTES: usize = 32 * 1024;

/// Longest word, in characters; what is longer is an address or a hash.
const LONGEST_WORD: usize = 24;

/// Words of every other card, which say nothing about what a model does.
#[rustfmt::skip]
static EMPTY: &[&str] = &[
    "about", "above", "after", "all", "also", "among", "and", "any", "are", "base", "based", "been", "before",
    "being", "below", "between", "bias", "both", "but", "can", "card", "cards", "citation", "code", "could",
    "data", "dataset", "datasets", "described", "description", "details", "does", "done", "each", "either",
    "evaluation", "every", "example", "examples", "few", "fine", "finetuned", "first", "following", "for",
    "framework", "frameworks", "from", "given", "had", "has", "have", "here", "how", "huggingface",
    "hyperparameters", "inference", "info", "information", "intended", "into", "its", "just", "large", "last",
    "least", "less", "like", "limitation", "limitations", "load", "made", "make", "many", "may", "metrics",
    "model", "models", "more", "most", "much", "must", "name", "needed", "new", "nor", "not", "note", "now", "off",
    "one", "only", "other", "our", "out", "over", "own", "per", "please", "pretrained", "procedure", "provided",
    "results", "run", "same", "second", "section", "see", "set", "should", "show", "shown", "since", "small",
    "some", "such", "test", "than", "that", "the", "their", "them", "then", "there", "these", "they", "this",
    "three", "through", "trained", "training", "tuned", "two", "under", "unknown", "until", "usage", "use", "used",
    "user", "uses", "using", "validation", "value", "values", "version", "versions", "very", "via", "was", "way",
    "well", "were", "what", "when", "where", "which", "while", "who", "will", "with", "within", "without", "would",
    "you", "your",
];

/// The distinct words of a model, in the order in which they occur: lower case, at least three letters; two
/// neighbouring signs where a script puts no spaces between words.
pub(super) fn of(model: &Model) -> &[String] {
    model.asked.words.get_or_init(|| {
        let mut words = Collected::default();
        words.take(model.id.name());
        words.take(&model.title);
        words.take(&model.description);
        headings(&model.body).for_each(|heading| words.take(heading));
        words.list
    })
}

#[derive(Default)]
struct Collected {
    list: Vec<String>,
    /// Room for the word at hand.
    word: String,
}

impl Collected {
    fn take(&mut self, text: &str) {
        for part in text.split(|c: char| !c.is_alphanumeric()) {
            if self.list.len() >= MOST_WORDS {
                return;
            }
            if part.is_empty() {
                continue;
            }
            if part.is_ascii() {
                self.take_ascii(part);
                continue;
            }
            let word = part.to_lowercase();
            let signs: Vec<char> = word.chars().take(LONGEST_WORD + 1).collect();
            if signs.iter().any(|&c| is_unspaced(c)) {
                signs.windows(2).filter(|pair| pair.iter().all(|&c| is_unspaced(c))).for_each(|pair| {
                    self.add(&pair.iter().collect::<String>());
                });
            } else if (3..=LONGEST_WORD).contains(&signs.len())
                && signs.iter().filter(|c| c.is_alphabetic()).count() >= 2
                && EMPTY.binary_search(&word.as_str()).is_err()
            {
                self.add(&word);
            }
        }
    }

    /// The same for a part whose letters are bytes.
    fn take_ascii(&mut self, part: &str) {
        if (3..=LONGEST_WORD).contains(&part.len())
            && part.bytes().filter(u8::is_ascii_alphabetic).count() >= 2
        {
            let mut word = std::mem::take(&mut self.word);
            word.clear();
            word.push_str(part);
            word.make_ascii_lowercase();
            if EMPTY.binary_search(&word.as_str()).is_err() {
                self.add(&word);
            }
            self.word = word;
        }
    }

    fn add(&mut self, word: &str) {
        // So few words are looked through sooner than a set is kept.
        if self.list.len() < MOST_WORDS && !self.list.iter().any(|own| own == word) {
            self.list.push(word.to_owned());
        }
    }
}

/// The texts of the headings that begin with `#`, those in code left out.
fn headings(body: &str) -> impl Iterator<Item = &str> {
    let mut end = body.len().min(MOST_BYTES);
    while !body.is_char_boundary(end) {
        end -= 1;
    }
    let mut in_code = false;
    body[..end].lines().filter_map(move |line| {
        let line = line.trim_start();
        if line.starts_with("```") || line.starts_with("~~~") {
            in_code = !in_code;
        }
        let text = line.trim_start_matches('#');
        (!in_code && line.starts_with('#') && text.starts_with([' ', '\t'])).then_some(text)
    })
}

/// Whether a sign belongs to a script without spaces between words.
fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{0e00}'..='\u{0e7f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_without_meaning_are_sorted_for_the_search() {
        assert!(EMPTY.is_sorted());
    }

    #[test]
    fn words_come_once_in_lower_case_and_signs_in_pairs() {
        let mut words = Collected::default();
        words.take("The Harbour-Radio model of HARBOUR 14, v2 q4_k_m 日本語 ab");
        assert_eq!(words.list, ["harbour", "radio", "日本", "本語"]);
    }

    #[test]
    fn headings_in_code_are_none() {
        let body = "# One\n```sh\n# no\n```\ntext # no\n## Two #\n#tag\n";
        assert_eq!(headings(body).collect::<Vec<_>>(), [" One", " Two #"]);
    }
}
