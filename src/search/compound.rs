//! Reads text as compounds: words, or names of several parts such as `bert-base-uncased`.

use super::character::{Role, fold, role, spell};

/// The longest token, in characters. A deeper index would overflow the stack of the engine that writes it.
pub(super) const LONGEST: usize = 64;

/// Parts that follow one another with nothing but joints between them, each folded and cut at [`LONGEST`].
#[derive(Default)]
pub(super) struct Compound {
    letters: String,
    parts: Vec<Part>,
    length: usize,
    apostrophe: bool,
    point: bool,
}

struct Part {
    start: usize,
    end: usize,
    after_point: bool,
}

impl Compound {
    /// How many parts there are, at least one.
    pub(super) fn len(&self) -> usize {
        self.parts.len()
    }

    /// The part at `index`.
    pub(super) fn part(&self, index: usize) -> &str {
        &self.letters[self.parts[index].start..self.parts[index].end]
    }

    /// Whether a full stop stands among the joints before the part at `index`.
    pub(super) fn after_point(&self, index: usize) -> bool {
        self.parts[index].after_point
    }

    /// The parts from `first` to `last` without their joints, cut at [`LONGEST`].
    pub(super) fn joined(&self, first: usize, last: usize) -> &str {
        // Joints are never written to `letters`: neighbouring parts are already joined there.
        cut(&self.letters[self.parts[first].start..self.parts[last].end])
    }

    fn clear(&mut self) {
        self.letters.clear();
        self.parts.clear();
        self.length = 0;
        self.apostrophe = false;
        self.point = false;
    }

    /// Whether nothing has been read that the next part could belong to.
    fn is_fresh(&self) -> bool {
        self.parts.is_empty() && self.length == 0 && !self.apostrophe && !self.point
    }

    /// Hands over a word in ASCII that nothing joins to another.
    fn word(&mut self, word: &str, has_capitals: bool, piece: &mut impl FnMut(Piece<'_>)) {
        if has_capitals {
            self.letters.push_str(word);
            self.letters.make_ascii_lowercase();
            piece(Piece::Word(&self.letters));
            self.letters.clear();
        } else {
            piece(Piece::Word(word));
        }
    }

    fn push(&mut self, character: char) {
        if self.length == 0 {
            let start = self.letters.len();
            self.parts.push(Part { start, end: start, after_point: self.point });
            self.point = false;
        }
        if self.length < LONGEST {
            self.letters.push(character);
            if let Some(part) = self.parts.last_mut() {
                part.end = self.letters.len();
            }
        }
        self.length += 1;
    }

    /// Letters and digits in ASCII, as [`Compound::push`] takes them one by one.
    fn push_run(&mut self, run: &str) {
        if self.length == 0 {
            let start = self.letters.len();
            self.parts.push(Part { start, end: start, after_point: self.point });
            self.point = false;
        }
        let kept = &run[..run.len().min(LONGEST.saturating_sub(self.length))];
        let from = self.letters.len();
        self.letters.push_str(kept);
        self.letters[from..].make_ascii_lowercase();
        if let Some(part) = self.parts.last_mut() {
            part.end = self.letters.len();
        }
        self.length += run.len();
    }

    /// Ends the part being read. A single letter beside an apostrophe is dropped: it is no word.
    fn end_part(&mut self, before_apostrophe: bool) {
        if self.length == 1
            && (before_apostrophe || self.apostrophe)
            && let Some(part) = self.parts.pop()
        {
            self.letters.truncate(part.start);
        }
        self.length = 0;
        self.apostrophe = before_apostrophe;
    }
}

/// One thing that the reading of a text yields.
pub(super) enum Piece<'a> {
    /// A word alone, as a compound of one part would be; most of a text is that.
    Word(&'a str),
    /// A word or a name.
    Compound(&'a Compound),
    /// A finished token: a pair of characters, the last one of a run of them, or a sign.
    Token(&'a str),
}

/// Reads `text` and hands over its pieces in order. `compound` and `folded` are room to work in.
pub(super) fn read(
    text: &str,
    compound: &mut Compound,
    folded: &mut String,
    piece: &mut impl FnMut(Piece<'_>),
) {
    compound.clear();
    if text.is_ascii() {
        read_ascii(text, compound, piece);
        return;
    }
    // Nothing joins across white space, so only the chunks that need it pay for Unicode.
    for chunk in text.split_ascii_whitespace() {
        if chunk.is_ascii() {
            read_ascii(chunk, compound, piece);
        } else {
            fold(chunk, folded);
            read_folded(folded, compound, piece);
        }
    }
}

/// Reads `text` as [`read`] does, but leaves accents on: the same pieces, as they are spelled. `spelled` is room to work in.
pub(super) fn read_spelled(
    text: &str,
    compound: &mut Compound,
    spelled: &mut String,
    piece: &mut impl FnMut(Piece<'_>),
) {
    compound.clear();
    for chunk in text.split_ascii_whitespace() {
        spell(chunk, spelled);
        read_folded(spelled, compound, piece);
    }
}

/// Letters and digits in ASCII, capitals with a bit of their own; all else is nought.
const KINDS: [u8; 256] = {
    let mut kinds = [0; 256];
    let mut byte = 0;
    while byte < 128 {
        kinds[byte] = match byte as u8 {
            b'a'..=b'z' | b'0'..=b'9' => 1,
            b'A'..=b'Z' => 3,
            _ => 0,
        };
        byte += 1;
    }
    kinds
};

/// The capitals' bit.
const CAPITAL: u8 = 2;

fn read_ascii(text: &str, compound: &mut Compound, piece: &mut impl FnMut(Piece<'_>)) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let (mut length, mut kinds) = (0, 0);
        for &byte in &bytes[at..] {
            let kind = KINDS[usize::from(byte)];
            if kind == 0 {
                break;
            }
            kinds |= kind;
            length += 1;
        }
        if length == 0 {
            step(char::from(byte), compound, piece);
            at += 1;
            continue;
        }
        let end = at + length;
        let stands_alone =
            bytes.get(end).is_none_or(|&next| next == b' ' || role(char::from(next)) == Role::Gap);
        if stands_alone && length <= LONGEST && compound.is_fresh() {
            compound.word(&text[at..end], kinds & CAPITAL != 0, piece);
            // The gap has done its work.
            at = end + 1;
        } else {
            compound.push_run(&text[at..end]);
            at = end;
        }
    }
    flush(compound, piece);
}

fn read_folded(text: &str, compound: &mut Compound, piece: &mut impl FnMut(Piece<'_>)) {
    let mut run: Option<char> = None;
    let mut token = String::new();
    for character in text.chars() {
        let role = role(character);
        if role == Role::Pair {
            flush(compound, piece);
            if let Some(before) = run.replace(character) {
                token.clear();
                token.extend([before, character]);
                piece(Piece::Token(&token));
            }
            continue;
        }
        end_run(&mut run, &mut token, piece);
        if role == Role::Sign {
            flush(compound, piece);
            sign(character, &mut token);
            piece(Piece::Token(&token));
        } else {
            step(character, compound, piece);
        }
    }
    end_run(&mut run, &mut token, piece);
    flush(compound, piece);
}

/// The last character of a run stands alone as well: together with the beginnings of the pairs this makes
/// every single character findable.
fn end_run(run: &mut Option<char>, token: &mut String, piece: &mut impl FnMut(Piece<'_>)) {
    if let Some(last) = run.take() {
        token.clear();
        token.push(last);
        piece(Piece::Token(token));
    }
}

/// Browsers walk the index in UTF-16 units and the engine writes it in characters. Beyond the basic plane
/// the two differ, so such a character goes by its number: `u1f917`.
fn sign(character: char, token: &mut String) {
    token.clear();
    if character < '\u{10000}' {
        token.push(character);
    } else {
        token.push('u');
        token.push_str(&format!("{:x}", u32::from(character)));
    }
}

fn step(character: char, compound: &mut Compound, piece: &mut impl FnMut(Piece<'_>)) {
    match role(character) {
        Role::Word => compound.push(character),
        Role::Joint => {
            compound.end_part(false);
            compound.point |= character == '.';
        }
        Role::Apostrophe => {
            compound.end_part(true);
            let apostrophe = compound.apostrophe;
            emit(compound, piece);
            compound.apostrophe = apostrophe;
        }
        Role::Ignored => {}
        Role::Gap | Role::Pair | Role::Sign => flush(compound, piece),
    }
}

fn flush(compound: &mut Compound, piece: &mut impl FnMut(Piece<'_>)) {
    compound.end_part(false);
    emit(compound, piece);
}

fn emit(compound: &mut Compound, piece: &mut impl FnMut(Piece<'_>)) {
    if !compound.parts.is_empty() {
        piece(Piece::Compound(compound));
    }
    compound.clear();
}

/// At most [`LONGEST`] characters from the start of `token`.
fn cut(token: &str) -> &str {
    if token.len() <= LONGEST {
        return token;
    }
    token.char_indices().nth(LONGEST).map_or(token, |(end, _)| &token[..end])
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;

    fn pieces(text: &str) -> Vec<Vec<String>> {
        let mut all = Vec::new();
        read(text, &mut Compound::default(), &mut String::new(), &mut |piece| match piece {
            Piece::Compound(compound) => {
                all.push((0..compound.len()).map(|index| compound.part(index).to_owned()).collect());
            }
            Piece::Word(token) | Piece::Token(token) => all.push(vec![token.to_owned()]),
        });
        all
    }

    /// `tests/browser/search.test.mjs` holds the browser's half to the same table.
    #[test]
    fn texts_are_read_as_the_table_says() {
        let table: Value =
            serde_json::from_str(include_str!("../../tests/fixtures/search/tokens.json")).unwrap();
        let texts = table["texts"].as_array().unwrap();
        assert!(texts.len() > 40);
        for row in texts {
            let text = row["text"].as_str().unwrap();
            assert_eq!(serde_json::to_value(pieces(text)).unwrap(), row["pieces"], "{text:?}");
        }
    }

    #[test]
    fn a_text_in_ascii_reads_as_it_does_among_others() {
        for text in ["bert-base_v1.5 it's 'x-y' a/b", "-_. a--b '' c.", "\u{0}a\u{1f}b\u{7f}"] {
            let among = pieces(&format!("{text} é"));
            assert_eq!(pieces(text), among[..among.len() - 1]);
            let mut folded: Vec<Vec<String>> = Vec::new();
            read_folded(&text.to_lowercase(), &mut Compound::default(), &mut |piece| {
                if let Piece::Compound(compound) = piece {
                    folded.push((0..compound.len()).map(|index| compound.part(index).to_owned()).collect());
                }
            });
            assert_eq!(pieces(text), folded);
        }
    }
}
