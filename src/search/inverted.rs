//! Writes one field's inverted index in the engine's own form, straight from sorted postings.
//!
//! The engine keeps a tree with a sorted map at every letter and an owned key for every posting: some 150 MB
//! for a thousand cards, and most of the time of a build. The form is the same here, tested against the
//! engine's `InvertedIndex`, but nothing is held besides the postings.

use super::lexicon::Term;

/// That a term occurs in a document so many times.
pub(super) struct Posting {
    pub(super) term: Term,
    pub(super) document: u32,
    pub(super) count: u32,
}

/// For each term its place in alphabetical order.
pub(super) fn ranks(terms: &[Box<str>]) -> Vec<u32> {
    let mut order: Vec<Term> = (0..).take(terms.len()).collect();
    order.sort_unstable_by(|&one, &other| terms[one as usize].cmp(&terms[other as usize]));
    let mut ranks = vec![0; terms.len()];
    for (rank, term) in (0..).zip(order) {
        ranks[term as usize] = rank;
    }
    ranks
}

/// Appends the index of `postings` to a script, inside a string in single quotes. Terms hold letters, digits,
/// marks and signs alone, so that nothing in them needs escaping.
pub(super) fn push_inverted(
    script: &mut Vec<u8>,
    mut postings: Vec<Posting>,
    terms: &[Box<str>],
    ranks: &[u32],
    weights: &mut Weights,
) {
    postings.sort_unstable_by_key(|posting| (ranks[posting.term as usize], posting.document));
    script.extend_from_slice(br#"{"root":{"docs":{},"df":0"#);
    let mut open = "";
    for group in postings.chunk_by(|one, other| one.term == other.term) {
        let term: &str = &terms[group[0].term as usize];
        let shared = shared_prefix(open, term);
        close(script, open[shared..].chars().count());
        let mut letters = term[shared..].chars().peekable();
        while let Some(letter) = letters.next() {
            script.extend_from_slice(b",\"");
            script.extend_from_slice(letter.encode_utf8(&mut [0; 4]).as_bytes());
            script.extend_from_slice(br#"":{"docs":{"#);
            if letters.peek().is_some() {
                script.extend_from_slice(br#"},"df":0"#);
            }
        }
        for (at, posting) in group.iter().enumerate() {
            script.extend_from_slice(if at == 0 { b"\"" } else { b",\"" });
            push_number(script, posting.document);
            script.extend_from_slice(br#"":{"tf":"#);
            script.extend_from_slice(weights.of(posting.count).as_bytes());
            script.push(b'}');
        }
        script.extend_from_slice(br#"},"df":"#);
        push_number(script, u32::try_from(group.len()).unwrap_or(u32::MAX));
        open = term;
    }
    // The letters still open, the root and the object around it.
    close(script, open.chars().count() + 2);
}

fn close(script: &mut Vec<u8>, count: usize) {
    script.resize(script.len() + count, b'}');
}

/// The length in bytes of the beginning that both have in common, whole characters only.
fn shared_prefix(one: &str, other: &str) -> usize {
    one.char_indices()
        .zip(other.chars())
        .find(|((_, a), b)| a != b)
        .map_or_else(|| one.len().min(other.len()), |((at, _), _)| at)
}

fn push_number(script: &mut Vec<u8>, number: u32) {
    let mut digits = [0; 10];
    let mut start = digits.len();
    let mut rest = number;
    loop {
        start -= 1;
        digits[start] = b'0' + (rest % 10) as u8;
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    script.extend_from_slice(&digits[start..]);
}

/// The engine's weight of a term that occurs so many times in a document, the root of the count, in three
/// decimals: enough to rank by.
#[derive(Default)]
pub(super) struct Weights {
    texts: Vec<String>,
    rare: String,
}

impl Weights {
    fn of(&mut self, count: u32) -> &str {
        let at = count as usize;
        if at >= 256 {
            self.rare = Self::text(count);
            return &self.rare;
        }
        while self.texts.len() <= at {
            self.texts.push(Self::text(u32::try_from(self.texts.len()).unwrap_or(count)));
        }
        &self.texts[at]
    }

    fn text(count: u32) -> String {
        ((f64::from(count).sqrt() * 1000.0).round() / 1000.0).to_string()
    }
}

#[cfg(test)]
mod tests {
    use elasticlunr::inverted_index::InvertedIndex;

    use super::*;

    #[test]
    fn the_form_is_the_engines_own() {
        let terms: Vec<Box<str>> =
            ["bert", "b", "berlin", "é音", "音", "음성", "z9", "bertbase", "é", "u1f917"]
                .map(Into::into)
                .into();
        let mut postings = Vec::new();
        let mut expected = InvertedIndex::new();
        for (term, text) in (0..).zip(&terms) {
            for document in [120, 3, 0] {
                if (document + term) % 5 == 4 {
                    continue;
                }
                let count = term * 100 + document + 1;
                postings.push(Posting { term, document, count });
                let weight = (f64::from(count).sqrt() * 1000.0).round() / 1000.0;
                expected.add_token(&document.to_string(), text, weight);
            }
        }
        let mut script = Vec::new();
        push_inverted(&mut script, postings, &terms, &ranks(&terms), &mut Weights::default());
        assert_eq!(serde_json::from_slice::<InvertedIndex>(&script).unwrap(), expected);
    }

    #[test]
    fn an_empty_field_has_an_empty_root() {
        let mut script = Vec::new();
        push_inverted(&mut script, Vec::new(), &[], &[], &mut Weights::default());
        assert_eq!(script, br#"{"root":{"docs":{},"df":0}}"#);
    }
}
