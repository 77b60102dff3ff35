//! Which tokens of a text go into the index.

use std::collections::BTreeMap;

use super::compound::{Compound, LONGEST, Piece, read, read_spelled};

/// How a field is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reading {
    /// Ids, titles, tags: short, and each part counts. `bert-base-uncased` gives its three parts,
    /// `bertbase`, `baseuncased` and `bertbaseuncased`, so that other separators, or none, find it too.
    Name,
    /// Running text. Left out are single letters and digits, numbers of more than six digits, fractions of
    /// more than two (`0.9173`), and mixed letters and digits of more than 24 characters (checksums, encoded
    /// data). A part of one character is joined to its neighbours: `v1.5` gives `v15`, `u-net` gives `unet`.
    Text,
}

/// One token of a field.
pub(super) enum Token<'a> {
    /// A word, to be stemmed, or left out where it is a stop word.
    Word(&'a str),
    /// Goes into the index as it is.
    Fixed(&'a str),
}

/// Room that is used again from text to text.
#[derive(Default)]
pub(super) struct Reader {
    compound: Compound,
    folded: String,
}

impl Reader {
    /// Hands over the tokens of `text` in order.
    pub(super) fn tokens(&mut self, text: &str, reading: Reading, token: &mut impl FnMut(Token<'_>)) {
        read(text, &mut self.compound, &mut self.folded, &mut |piece| match (piece, reading) {
            (Piece::Token(sign), _) => token(Token::Fixed(sign)),
            (Piece::Word(word), Reading::Name) => token(Token::Word(word)),
            (Piece::Word(word), Reading::Text) => {
                if word.len() > 1 && !is_noise(word, false) {
                    token(Token::Word(word));
                }
            }
            (Piece::Compound(compound), Reading::Name) => name(compound, token),
            (Piece::Compound(compound), Reading::Text) => text_words(compound, token),
        });
    }
}

impl Reader {
    /// The words of `text` that are spelled with accents: folded, and as they are spelled.
    pub(super) fn spellings(&mut self, text: &str, spellings: &mut BTreeMap<Box<str>, Box<str>>) {
        for chunk in text.split_ascii_whitespace().filter(|chunk| !chunk.is_ascii()) {
            let mut words: [Vec<Box<str>>; 2] = Default::default();
            read(chunk, &mut self.compound, &mut self.folded, &mut |piece| words[0].extend(parts(&piece)));
            read_spelled(chunk, &mut self.compound, &mut self.folded, &mut |piece| {
                words[1].extend(parts(&piece));
            });
            let [folded, spelled] = words;
            if folded.len() == spelled.len() {
                spellings
                    .extend(folded.into_iter().zip(spelled).filter(|(folded, spelled)| folded != spelled));
            }
        }
    }

    /// All of a name without what joins its parts, or `None` where it has no letter.
    pub(super) fn whole(&mut self, text: &str) -> Option<String> {
        let mut whole = String::new();
        read(text, &mut self.compound, &mut self.folded, &mut |piece| match piece {
            Piece::Word(text) | Piece::Token(text) => whole.push_str(text),
            Piece::Compound(compound) => whole.push_str(compound.joined(0, compound.len() - 1)),
        });
        if let Some((end, _)) = whole.char_indices().nth(LONGEST) {
            whole.truncate(end);
        }
        (!whole.is_empty()).then_some(whole)
    }
}

fn parts(piece: &Piece<'_>) -> Vec<Box<str>> {
    match piece {
        Piece::Token(_) => Vec::new(),
        Piece::Word(word) => vec![(*word).into()],
        Piece::Compound(compound) => (0..compound.len()).map(|index| compound.part(index).into()).collect(),
    }
}

fn name(compound: &Compound, token: &mut impl FnMut(Token<'_>)) {
    let count = compound.len();
    for index in 0..count {
        token(Token::Word(compound.part(index)));
        if index > 0 {
            token(Token::Fixed(compound.joined(index - 1, index)));
        }
    }
    if count > 2 {
        token(Token::Fixed(compound.joined(0, count - 1)));
    }
}

fn text_words(compound: &Compound, token: &mut impl FnMut(Token<'_>)) {
    for index in 0..compound.len() {
        let part = compound.part(index);
        let before = index.checked_sub(1).map(|before| compound.part(before));
        let fraction = compound.after_point(index) && before.is_some_and(is_number);
        if part.len() > 1 && !is_noise(part, fraction) {
            token(Token::Word(part));
        }
        if before.is_some_and(|before| before.len() == 1 || part.len() == 1) {
            let pair = compound.joined(index - 1, index);
            if !is_number(pair) || pair.len() == 2 {
                token(Token::Fixed(pair));
            }
        }
    }
}

fn is_number(part: &str) -> bool {
    part.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_noise(part: &str, fraction: bool) -> bool {
    if is_number(part) {
        return part.len() > if fraction { 2 } else { 6 };
    }
    part.len() > 24 && part.is_ascii() && part.bytes().any(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens(text: &str, reading: Reading) -> Vec<String> {
        let mut all = Vec::new();
        Reader::default().tokens(text, reading, &mut |token| match token {
            Token::Word(token) | Token::Fixed(token) => all.push(token.to_owned()),
        });
        all
    }

    #[test]
    fn a_name_gives_its_parts_the_pairs_of_them_and_the_whole() {
        assert_eq!(
            tokens("google/bert-base-uncased", Reading::Name),
            ["google", "bert", "base", "bertbase", "uncased", "baseuncased", "bertbaseuncased"]
        );
        assert_eq!(
            tokens("whisper.large_v3", Reading::Name),
            ["whisper", "large", "whisperlarge", "v3", "largev3", "whisperlargev3"]
        );
    }

    #[test]
    fn text_leaves_out_what_nobody_looks_for() {
        assert_eq!(
            tokens("U-Net v1.5 scores 92.31, loss 0.9173 of 123456789 in 2023: a b c", Reading::Text),
            ["net", "unet", "v1", "v15", "scores", "92", "31", "loss", "of", "in", "2023"]
        );
        assert_eq!(tokens("da39a3ee5e6b4b0d3255bfef95601890afd80709 end", Reading::Text), ["end"]);
        assert_eq!(tokens("Llama 3.1 8B", Reading::Text), ["llama", "31", "8b"]);
    }

    #[test]
    fn a_part_is_cut_before_it_is_joined() {
        let long = "a".repeat(100_000);
        assert_eq!(tokens(&long, Reading::Text), ["a".repeat(64)]);
        assert_eq!(
            tokens(&format!("x-{long}"), Reading::Name),
            ["x".to_owned(), "a".repeat(64), format!("x{}", "a".repeat(63))]
        );
        assert_eq!(tokens(&"é".repeat(100_000), Reading::Name), ["e".repeat(64)]);
        assert_eq!(tokens(&"я".repeat(100_000), Reading::Name), ["я".repeat(64)]);
    }
}
