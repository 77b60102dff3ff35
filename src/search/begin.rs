//! The best models for the first one, two or three letters of a word: a dictionary holds too many words that begin
//! so for a reader who is still typing.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::batch::Aliases;
use super::bytes::push_number;
use super::family::Family;
use super::index::Put;
use super::list::Hit;
use super::shard::{Shards, base64};

/// Models for a beginning.
const BEST: usize = 64;

/// Models that one word gives to a beginning.
const OF_A_WORD: usize = 16;

/// Words that make a beginning worth an entry; fewer are read from the dictionary.
const FEW: usize = 8;

/// Fields whose words count: id, title and tags.
const NAMED: u8 = 0b111;

#[derive(Default)]
pub(super) struct Beginnings(BTreeMap<Box<str>, Beginning>);

#[derive(Default)]
struct Beginning {
    words: usize,
    /// Models with their worth, in no order.
    found: Vec<(f32, u32)>,
}

impl Beginnings {
    /// Adds a term with its hits, whose worth is known; the best come first.
    pub(super) fn add(&mut self, term: &str, hits: &[Hit]) {
        let letters = term.chars().count();
        let mut best: Vec<(f32, u32)> =
            hits.iter().filter(|hit| hit.mask & NAMED != 0).map(|hit| (hit.worth, hit.document)).collect();
        if best.is_empty() {
            return;
        }
        keep_best(&mut best, OF_A_WORD);
        let ends = term.char_indices().map(|(at, letter)| at + letter.len_utf8()).take(3);
        for (length, end) in (1..).zip(ends) {
            let beginning = match self.0.get_mut(&term[..end]) {
                Some(beginning) => beginning,
                None => self.0.entry(term[..end].into()).or_default(),
            };
            beginning.words += 1;
            // The more of the word is typed, the likelier it is meant.
            let share = length as f32 / letters as f32;
            beginning.found.extend(best.iter().map(|(worth, document)| (worth * share, *document)));
            if beginning.found.len() > 16 * BEST {
                keep_best(&mut beginning.found, BEST);
            }
        }
    }

    /// Takes over what a later range has.
    pub(super) fn join(&mut self, other: Beginnings) {
        for (letters, beginning) in other.0 {
            let own = self.0.entry(letters).or_default();
            own.words += beginning.words;
            own.found.extend(beginning.found);
        }
    }

    /// Writes the family; says what the manifest has to say of it.
    pub(super) fn write<E>(self, put: Put<'_, E>) -> Result<Value, E> {
        let mut family = Family::new("begin");
        let mut shards = Shards::new("");
        for (letters, mut beginning) in self.0 {
            if beginning.words < FEW {
                continue;
            }
            keep_best(&mut beginning.found, BEST);
            let mut entry = Vec::new();
            beginning.found.iter().for_each(|(_, document)| push_number(&mut entry, *document));
            shards.push(&letters, &entry);
        }
        let mut firsts = Vec::new();
        for shard in shards.finish(&Aliases::new()) {
            firsts.push(shard.first.clone());
            family.put(&([0, 0, 0], &shard.terms, base64(&shard.bytes)), put)?;
        }
        let first = (!firsts.is_empty()).then(|| firsts.join(" "));
        Ok(json!({"first": first, "version": family.version()}))
    }
}

/// The greatest worth of each model, the best first.
fn keep_best(found: &mut Vec<(f32, u32)>, count: usize) {
    found.sort_unstable_by(|one, other| one.1.cmp(&other.1).then_with(|| other.0.total_cmp(&one.0)));
    found.dedup_by_key(|(_, document)| *document);
    let best =
        |one: &(f32, u32), other: &(f32, u32)| other.0.total_cmp(&one.0).then_with(|| one.1.cmp(&other.1));
    if found.len() > count {
        found.select_nth_unstable_by(count, best);
        found.truncate(count);
    }
    found.sort_unstable_by(best);
}
