//! The texts of the models, for the piece of one that a result shows and for what stands in quotes.

use rayon::prelude::*;

use super::document::Document;
use super::script::push_text;

/// Models of one file: few, since the models of a result lie far apart.
pub const TEXTS_PER_FILE: usize = 4;

/// Characters of a body that are kept.
const LONGEST: usize = 5000;

/// The files with the texts of documents whose ordinals start at `first`, a multiple of [`TEXTS_PER_FILE`]: the path
/// of each and its bytes. A model has two texts: what names it beyond its record, and the beginning of its body.
pub fn texts(first: usize, documents: &[Document]) -> Vec<(String, Vec<u8>)> {
    documents
        .par_chunks(TEXTS_PER_FILE)
        .enumerate()
        .map(|(at, documents)| {
            let number = first / TEXTS_PER_FILE + at;
            let mut script = Vec::with_capacity(16 * 1024);
            script.extend_from_slice(format!("cardex.put('text/{number}','[").as_bytes());
            for (at, document) in documents.iter().enumerate() {
                script.extend_from_slice(if at == 0 { b"[" } else { b",[" });
                push_text(&mut script, &names(document));
                script.push(b',');
                push_text(&mut script, &cut(&document.body));
                script.push(b']');
            }
            script.extend_from_slice(b"]');\n");
            (format!("search/text/{number}.js"), script)
        })
        .collect()
}

/// Description, tags and headings: what the first tier knows.
fn names(document: &Document) -> String {
    let description =
        std::iter::once(&document.description).filter(|text| !document.body.contains(text.as_str()));
    let headings = document.headings.iter().filter(|text| !document.body.contains(text.as_str()));
    let texts: Vec<&str> = description.chain(&document.tags).chain(headings).map(String::as_str).collect();
    texts.join(" \u{b7} ")
}

/// The words of a body with one space between them, up to [`LONGEST`] characters.
fn cut(body: &str) -> String {
    let mut text = String::with_capacity(body.len().min(LONGEST));
    let mut left = LONGEST;
    for line in body.split('\n') {
        if is_squashed(line.as_bytes()) {
            push(&mut text, line, &mut left);
        } else {
            line.split_whitespace().for_each(|word| push(&mut text, word, &mut left));
        }
        if left == 0 {
            break;
        }
    }
    text
}

/// Whether a line is in ASCII, with no white space but one space between two words, as most lines are: it can be taken
/// as if it were one word. Without a way out of the middle of it, so that many bytes are asked at a time.
fn is_squashed(line: &[u8]) -> bool {
    let ([first, rest @ ..], [.., last]) = (line, line) else { return false };
    let plain = line.iter().fold(true, |plain, byte| plain & (*byte >= b' ') & (*byte < 0x7f));
    let double =
        line.iter().zip(rest).fold(false, |any, (one, next)| any | ((*one == b' ') & (*next == b' ')));
    plain && !double && *first != b' ' && *last != b' '
}

/// Appends a word and the space before it, as far as `left` characters go.
fn push(text: &mut String, word: &str, left: &mut usize) {
    if *left == 0 {
        return;
    }
    if !text.is_empty() {
        text.push(' ');
        *left -= 1;
    }
    // A word has no more characters than bytes.
    let fits = word.len() <= *left;
    let end =
        if fits { word.len() } else { word.char_indices().nth(*left).map_or(word.len(), |(end, _)| end) };
    text.push_str(&word[..end]);
    *left -= if word.is_ascii() { end } else { word[..end].chars().count() };
}

#[cfg(test)]
mod tests {
    use super::{LONGEST, cut};

    #[test]
    fn a_body_is_cut_by_characters() {
        assert_eq!(cut(" one\n\ttwo "), "one two");
        assert_eq!(cut("one  two \n three\r\n\n four "), "one two three four");
        assert_eq!(cut("one\u{b}two\u{a0}trois\u{2003}\u{85}é"), "one two trois é");
        let words = "größe ".repeat(LONGEST);
        let whole = words.split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(cut(&words), whole.chars().take(LONGEST).collect::<String>());
        assert_eq!(cut(&"é".repeat(2 * LONGEST)), "é".repeat(LONGEST));
        assert_eq!(cut(&format!("{} b", "a".repeat(LONGEST - 1))), format!("{} ", "a".repeat(LONGEST - 1)));
    }
}
