//! Files of one family, cut by size: shards of the dictionary, and strings of bytes.

use std::ops::Bound;

use super::batch::Aliases;
use super::bytes::{push_base64, push_number};

/// Bytes that a shard aims at: compressed it has about as many, since its text shrinks and its base64 does not grow.
const SHARD: usize = 11 * 1024;

/// A range of the dictionary.
#[derive(Default)]
pub(super) struct Shard {
    /// Not before any term of the range, and after all terms of the range before: as short as that can be.
    pub(super) first: String,
    /// The terms, with a space between; each as what it shares with the one before, a digit to the base of 36, and the rest.
    pub(super) terms: String,
    /// For each term the number of bytes, and the bytes.
    pub(super) bytes: Vec<u8>,
    pub(super) aliases: Aliases,
}

/// The shards of the range of terms at hand.
pub(super) struct Shards {
    done: Vec<Shard>,
    open: Shard,
    last: String,
}

impl Shards {
    /// For a range of terms that starts at `from`.
    pub(super) fn new(from: &str) -> Shards {
        Shards {
            done: Vec::new(),
            open: Shard { first: from.to_owned(), ..Shard::default() },
            last: String::new(),
        }
    }

    pub(super) fn push(&mut self, term: &str, entry: &[u8]) {
        if self.open.bytes.len() + self.open.terms.len() / 3 >= SHARD {
            self.close();
        }
        if self.open.terms.is_empty() {
            if !self.done.is_empty() {
                self.open.first = separator(&self.last, term).to_owned();
            }
            self.last.clear();
        } else {
            self.open.terms.push(' ');
        }
        let shared = shared(&self.last, term).min(35);
        self.open.terms.extend(char::from_digit(shared as u32, 36));
        let own = term.char_indices().nth(shared).map_or(term.len(), |(at, _)| at);
        self.open.terms.push_str(&term[own..]);
        push_number(&mut self.open.bytes, u32::try_from(entry.len()).unwrap_or(u32::MAX));
        self.open.bytes.extend_from_slice(entry);
        self.last.clear();
        self.last.push_str(term);
    }

    fn close(&mut self) {
        if !self.open.terms.is_empty() {
            self.done.push(std::mem::take(&mut self.open));
        }
    }

    /// The shards; each takes the aliases of its range, from the first shard on.
    pub(super) fn finish(mut self, aliases: &Aliases) -> Vec<Shard> {
        self.close();
        for at in 0..self.done.len() {
            let until = self.done.get(at + 1).map(|next| next.first.clone());
            let within =
                aliases.range::<str, _>((Bound::Included(self.done[at].first.as_str()), Bound::Unbounded));
            let within = within.take_while(|(word, _)| until.as_deref().is_none_or(|until| &***word < until));
            self.done[at].aliases = within.map(|(word, stems)| (word.clone(), stems.clone())).collect();
        }
        self.done
    }
}

/// Letters that both begin with.
fn shared(one: &str, other: &str) -> usize {
    one.chars().zip(other.chars()).take_while(|(one, other)| one == other).count()
}

/// The shortest beginning of `term` that is after `last`.
fn separator<'a>(last: &str, term: &'a str) -> &'a str {
    let end = term.char_indices().nth(shared(last, term) + 1).map_or(term.len(), |(end, _)| end);
    &term[..end]
}

/// Strings of bytes by the number of their file and their place in it.
pub(super) struct Files {
    pub(super) files: Vec<Vec<Vec<u8>>>,
    open: usize,
}

/// Bytes that a file of strings aims at: it is loaded for one of them, and most have as many by themselves.
const FILE: usize = 5 * 1024;

/// Strings that a new one is compared with.
const LOOK_BACK: usize = 8;

impl Files {
    pub(super) fn new() -> Files {
        Files { files: Vec::new(), open: usize::MAX }
    }

    /// Adds a string, or finds the same one among the last: a word and its stem often stand side by side, in the same
    /// models. Pushes its place to `entry`.
    pub(super) fn push(&mut self, bytes: Vec<u8>, entry: &mut Vec<u8>) {
        let places = |(file, strings): (usize, &'_ Vec<Vec<u8>>)| {
            (0..strings.len()).rev().map(move |slot| [file, slot])
        };
        let mut last = self.files.iter().enumerate().rev().flat_map(places).take(LOOK_BACK);
        if let Some(place) = last.find(|&[file, slot]| self.files[file][slot] == bytes) {
            push_place(entry, place);
            return;
        }
        if self.open.saturating_add(bytes.len()) > FILE {
            self.files.push(Vec::new());
            self.open = 0;
        }
        self.open += bytes.len();
        let file = self.files.len() - 1;
        let slot = self.files[file].len();
        self.files[file].push(bytes);
        push_place(entry, [file, slot]);
    }
}

fn push_place(entry: &mut Vec<u8>, place: [usize; 2]) {
    place.into_iter().for_each(|number| push_number(entry, u32::try_from(number).unwrap_or(u32::MAX)));
}

/// Bytes as a text that JSON can hold.
pub(super) fn base64(bytes: &[u8]) -> String {
    let mut text = Vec::new();
    push_base64(&mut text, bytes);
    String::from_utf8(text).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shard_is_cut_between_terms_and_named_by_as_little_as_it_takes() {
        let mut shards = Shards::new("b");
        shards.push("bert", &[1, 2]);
        shards.push("bert1base", &vec![0; SHARD]);
        shards.push("berta音", &[3]);
        shards.push("berta音声", &[]);
        let aliases = [("a", "w"), ("bb", "x"), ("berta", "y"), ("bertc", "z")]
            .map(|(word, stem)| (word.into(), [stem.into()].into()));
        let done = shards.finish(&aliases.into());
        assert_eq!([done[0].first.as_str(), done[1].first.as_str()], ["b", "berta"]);
        assert_eq!([done[0].terms.as_str(), done[1].terms.as_str()], ["0bert 41base", "0berta音 6声"]);
        assert_eq!(done[1].bytes, [1, 3, 0]);
        assert_eq!([done[0].aliases.len(), done[1].aliases.len()], [1, 2]);
    }

    #[test]
    fn strings_fill_files() {
        let mut files = Files::new();
        let mut entry = Vec::new();
        for length in [FILE, 1, FILE - 1, FILE * 2, 5] {
            files.push(vec![0; length], &mut entry);
        }
        assert_eq!(entry, [0, 0, 1, 0, 1, 1, 2, 0, 3, 0]);
    }

    #[test]
    fn a_string_is_kept_once_where_its_like_is_near() {
        let mut files = Files::new();
        let mut entry = Vec::new();
        for byte in [1, 2, 1, 2, 3] {
            files.push(vec![byte; FILE - 1], &mut entry);
        }
        assert_eq!(entry, [0, 0, 1, 0, 0, 0, 1, 0, 2, 0]);
        assert_eq!(files.files.len(), 3);
    }
}
