//! The index of all batches, written range by range: few things are held beside the batches.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;

use rayon::prelude::*;
use serde_json::{Value, json};

use super::batch::{Aliases, Batch, RESTART};
use super::begin::Beginnings;
use super::bytes::{push_base64, push_number};
use super::cursor::merge;
use super::document::{BODY, FIELDS, NAME, WHOLE, WIDTH};
use super::family::Family;
use super::gaps::push_gaps;
use super::impact::{Book, Weights};
use super::list::{Hit, Pieces, pieces};
use super::manifest::Families;
use super::near;
use super::script::{push_json, push_text};
use super::shard::{Files, Shard, Shards};

/// Terms of all batches in one range, roughly; the ranges are the same for any number of threads.
const RANGE: usize = 64 * RESTART;

/// Ranges that are held at a time.
const GROUP: usize = 16;

/// Takes a file: its path in the site and its bytes.
pub type Put<'a, E> = &'a mut dyn FnMut(&str, &[u8]) -> Result<(), E>;

/// Writes the index of all documents, whose batches come in order; says what the manifest has to say of it.
///
/// # Errors
/// The first one that `put` gives.
pub fn index<E>(batches: &[Batch], put: Put<'_, E>) -> Result<Families, E> {
    let books = books(batches);
    let aliases = aliases(batches);
    let bounds = bounds(batches);
    let ranges: Vec<(&str, Option<&str>)> =
        (0..bounds.len()).map(|at| (bounds[at], bounds.get(at + 1).copied())).collect();
    let models = batches.iter().map(|batch| batch.lengths.len()).sum::<usize>();
    let mut words = Family::new("words");
    let mut tails = [Family::new("more"), Family::new("rest"), Family::new("last")];
    let mut firsts = String::new();
    let mut begin = Beginnings::default();
    for group in ranges.chunks(GROUP) {
        let made: Vec<Range> =
            group.par_iter().map(|&range| Range::of(batches, range, &books, models, &aliases)).collect();
        for range in made {
            let bases = [0, 1, 2].map(|at: usize| tails[at].count());
            for shard in &range.shards {
                if words.count() > 0 {
                    firsts.push(' ');
                    firsts.push_str(&shard.first);
                }
                words.put_json(|script| push_shard(script, shard, bases), put)?;
            }
            for (family, files) in tails.iter_mut().zip(&range.tails) {
                for file in &files.files {
                    family.put_json(|script| push_strings(script, file), put)?;
                }
            }
            begin.join(range.begin);
        }
    }
    let mut families = Families::new();
    let first = (words.count() > 0).then_some(firsts);
    families.insert(words.name, json!({"first": first, "version": words.version()}));
    for family in tails {
        families.insert(family.name, json!({"version": family.version()}));
    }
    families.insert("begin", begin.write(put)?);
    families.insert("near", near::write(batches, put)?);
    let boosts = FIELDS.map(|field| field.boost);
    let books: Vec<Value> = books.iter().map(Book::to_json).collect();
    families.insert("terms", json!({"boosts": boosts, "books": books}));
    Ok(families)
}

fn books(batches: &[Batch]) -> [Book; 6] {
    std::array::from_fn(|field| {
        let mut all = Weights::default();
        batches.iter().for_each(|batch| all.join(&batch.weights[field]));
        Book::new(&all)
    })
}

fn aliases(batches: &[Batch]) -> Aliases {
    let mut all = Aliases::new();
    for (word, stems) in batches.iter().flat_map(|batch| &batch.aliases) {
        all.entry(word.clone()).or_default().extend(stems.iter().cloned());
    }
    all
}

/// Where the ranges start.
fn bounds(batches: &[Batch]) -> Vec<&str> {
    let mut restarts: Vec<&str> =
        batches.iter().flat_map(|batch| &batch.restarts).map(|(term, _)| &**term).collect();
    restarts.sort_unstable();
    let mut bounds: Vec<&str> = restarts.into_iter().step_by(RANGE / RESTART).collect();
    if let Some(first) = bounds.first_mut() {
        *first = "";
    }
    bounds.dedup();
    bounds
}

/// A shard as it is written: the numbers of the first files of its tails, its terms, its bytes, its aliases. The bytes are
/// most of it, and their base64 has nothing to escape.
pub(super) fn push_shard(script: &mut Vec<u8>, shard: &Shard, bases: [usize; 3]) {
    let stems = |stems: &BTreeSet<Box<str>>| stems.iter().map(|stem| &**stem).collect::<Vec<_>>().join(" ");
    let aliases: BTreeMap<&str, String> =
        shard.aliases.iter().map(|(word, all)| (&**word, stems(all))).collect();
    script.push(b'[');
    push_json(script, &bases);
    script.push(b',');
    push_text(script, &shard.terms);
    script.extend_from_slice(b",\"");
    push_base64(script, &shard.bytes);
    script.extend_from_slice(b"\",");
    push_json(script, &aliases);
    script.push(b']');
}

/// Strings of bytes as they are written, one after the other.
fn push_strings(script: &mut Vec<u8>, strings: &[Vec<u8>]) {
    script.push(b'[');
    for (at, bytes) in strings.iter().enumerate() {
        script.extend_from_slice(if at == 0 { b"\"" } else { b",\"" });
        push_base64(script, bytes);
        script.push(b'"');
    }
    script.push(b']');
}

/// The index of one range of terms.
struct Range {
    shards: Vec<Shard>,
    tails: [Files; 3],
    begin: Beginnings,
}

impl Range {
    fn of(
        batches: &[Batch],
        range: (&str, Option<&str>),
        books: &[Book; 6],
        models: usize,
        aliases: &Aliases,
    ) -> Range {
        let mut shards = Shards::new(range.0);
        let mut tails = [Files::new(), Files::new(), Files::new()];
        let mut begin = Beginnings::default();
        let hits: std::cell::RefCell<[Vec<Hit>; 2]> = std::cell::RefCell::default();
        let any = std::cell::Cell::new(0);
        merge(
            batches,
            range,
            |occurrence| {
                let mut hits = hits.borrow_mut();
                any.set(any.get() + 1);
                let document = occurrence.document;
                let counts = &occurrence.counts;
                if counts[BODY] > 0 {
                    let code = books[BODY].code(counts[BODY], occurrence.lengths[BODY]);
                    hits[1].push(Hit {
                        document,
                        worth: f32::from(code),
                        mask: 1,
                        codes: [code, 0, 0, 0, 0],
                    });
                }
                // Most terms are in the text alone.
                let mut beside = *counts;
                beside[BODY] = 0;
                if beside == [0; WIDTH] {
                    return;
                }
                let mut hit = Hit { document, worth: 0.0, mask: 0, codes: [0; 5] };
                for field in (0..BODY).filter(|&field| counts[field] > 0) {
                    hit.mask |= 1 << field;
                    hit.codes[field] = books[field].code(counts[field], occurrence.lengths[field]);
                }
                hit.mask |= u8::from(counts[NAME] > 0) << 5 | u8::from(counts[WHOLE] > 0) << 6;
                hits[0].push(hit);
            },
            |term| {
                let mut hits = hits.borrow_mut();
                if hits.iter().all(Vec::is_empty) {
                    return;
                }
                shards.push(term, &entry(&mut hits, (books, models, any.get()), &mut tails));
                if !hits[0].is_empty() {
                    begin.add(term, &hits[0]);
                }
                hits.iter_mut().for_each(Vec::clear);
                any.set(0);
            },
        );
        let within: Aliases = aliases
            .range::<str, _>((Bound::Included(range.0), Bound::Unbounded))
            .take_while(|(word, _)| range.1.is_none_or(|until| &***word < until))
            .map(|(word, stems)| (word.clone(), stems.clone()))
            .collect();
        Range { shards: shards.finish(&within), tails, begin }
    }
}

/// A term's entry in a shard, from its hits in either tier.
fn entry(
    hits: &mut [Vec<Hit>; 2],
    (books, models, any): (&[Book; 6], usize, usize),
    tails: &mut [Files; 3],
) -> Vec<u8> {
    let [names, body] = hits;
    let frequencies = weigh(names, books, models);
    let tiers = u32::from(!names.is_empty()) | u32::from(!body.is_empty()) << 1;
    let mut entry = Vec::new();
    push_number(&mut entry, number(if names.is_empty() { body.len() } else { names.len() }) << 2 | tiers);
    if tiers == 3 {
        push_number(&mut entry, number(body.len()));
    }
    let several = names.len() > 1;
    let [names, body] = [pieces(names, true), pieces(body, false)];
    let rest = either(&names.rest, &body.rest);
    if !rest.is_empty() {
        push_number(&mut entry, number(any));
        let mut bytes = Vec::new();
        push_number(&mut bytes, number(rest.len()));
        push_gaps(&mut bytes, rest.iter().copied());
        tails[1].push(bytes, &mut entry);
    }
    // The codes of the body's list are as many as its hits, so that what follows it can be found.
    push_pieces(&mut entry, body, &rest, tails);
    if several {
        entry.push((0..5).fold(0, |mask, field| mask | u8::from(frequencies[field] > 0) << field));
        for frequency in frequencies.into_iter().filter(|&frequency| frequency > 0) {
            push_number(&mut entry, number(frequency));
        }
    }
    push_pieces(&mut entry, names, &rest, tails);
    entry
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// What a term is worth in each of its hits in the first tier; returns how many have it in each field.
fn weigh(hits: &mut [Hit], books: &[Book; 6], models: usize) -> [usize; 5] {
    let mut frequencies = [0; 5];
    for hit in &*hits {
        (0..5).for_each(|field| frequencies[field] += usize::from(hit.mask >> field & 1));
    }
    for hit in hits {
        let worth = |field: usize| {
            let rarity = 1.0 + (models as f32 / (frequencies[field] + 1) as f32).ln();
            FIELDS[field].boost * rarity * books[field].weight(hit.codes[field])
        };
        hit.worth = (0..5).filter(|field| hit.mask >> field & 1 == 1).map(worth).sum();
    }
    frequencies
}

/// All that are in one list or the other, in order.
fn either(one: &[u32], other: &[u32]) -> Vec<u32> {
    let mut all = [one, other].concat();
    if !one.is_empty() && !other.is_empty() {
        all.sort_unstable();
        all.dedup();
    }
    all
}

/// Appends one tier's part of an entry; `rest` are the models of the rests of both.
fn push_pieces(entry: &mut Vec<u8>, pieces: Pieces, rest: &[u32], tails: &mut [Files; 3]) {
    if let Some(more) = pieces.more {
        tails[0].push(more, entry);
    }
    if !pieces.rest.is_empty() {
        // Which of them the tier has, by their places.
        let mut places = Vec::new();
        if pieces.rest.len() < rest.len() {
            let mut own = pieces.rest.iter().peekable();
            push_gaps(
                &mut places,
                (0..)
                    .zip(rest)
                    .filter_map(|(place, document)| own.next_if(|next| *next == document).map(|_| place)),
            );
        }
        let mut bytes = Vec::with_capacity(places.len() + pieces.weights.len() + 4);
        push_number(&mut bytes, number(places.len()));
        bytes.extend_from_slice(&places);
        bytes.extend_from_slice(&pieces.weights);
        tails[2].push(bytes, entry);
    }
    entry.extend_from_slice(&pieces.head);
}
