//! Batches read side by side, one term at a time.

use std::cmp::Ordering;
use std::collections::BinaryHeap;
use std::collections::binary_heap::PeekMut;

use super::batch::Batch;
use super::bytes::{take, take_number};
use super::document::{BODY, WIDTH};
use super::lexicon::key;

/// A place in the stream of one batch.
struct Cursor<'a> {
    batch: &'a Batch,
    rest: &'a [u8],
    term: Vec<u8>,
    key: u64,
    entry: &'a [u8],
}

impl<'a> Cursor<'a> {
    /// The first term that is not before `from`.
    fn new(batch: &'a Batch, from: &str) -> Option<Cursor<'a>> {
        let restart = batch.restarts.partition_point(|(term, _)| &**term <= from).saturating_sub(1);
        let (_, start) = batch.restarts.get(restart)?;
        let mut cursor =
            Cursor { batch, rest: &batch.stream[*start as usize..], term: Vec::new(), key: 0, entry: &[] };
        while cursor.advance() {
            if cursor.term.as_slice() >= from.as_bytes() {
                return Some(cursor);
            }
        }
        None
    }

    fn advance(&mut self) -> bool {
        if self.rest.is_empty() {
            return false;
        }
        let shared = take_number(&mut self.rest) as usize;
        let own = take_number(&mut self.rest) as usize;
        self.term.truncate(shared);
        self.term.extend_from_slice(take(&mut self.rest, own));
        let length = take_number(&mut self.rest) as usize;
        self.entry = take(&mut self.rest, length);
        self.key = std::str::from_utf8(&self.term).map_or(0, key);
        true
    }
}

// The heap gives the greatest first, and the least term is wanted, of equal ones the first batch.
impl Ord for Cursor<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        other
            .key
            .cmp(&self.key)
            .then_with(|| other.term.cmp(&self.term))
            .then_with(|| other.batch.first.cmp(&self.batch.first))
    }
}

impl PartialOrd for Cursor<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Cursor<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Cursor<'_> {}

/// One term in one document: the counts in each field, and the lengths of the fields.
pub(super) struct Occurrence<'a> {
    pub(super) document: u32,
    pub(super) counts: [u32; WIDTH],
    pub(super) lengths: &'a [u32; 6],
}

/// The terms of all batches from `from` up to but without `until`, each once, with its occurrences in the order of
/// the documents.
pub(super) fn merge(
    batches: &[Batch],
    (from, until): (&str, Option<&str>),
    mut occurrence: impl FnMut(Occurrence<'_>),
    mut term_ends: impl FnMut(&str),
) {
    let beyond = |cursor: &Cursor<'_>| until.is_some_and(|until| cursor.term.as_slice() >= until.as_bytes());
    let mut heap: BinaryHeap<Cursor<'_>> = batches
        .iter()
        .filter_map(|batch| Cursor::new(batch, from))
        .filter(|cursor| !beyond(cursor))
        .collect();
    let mut term: Vec<u8> = Vec::new();
    while let Some(mut cursor) = heap.peek_mut() {
        if cursor.term != term {
            if !term.is_empty() {
                term_ends(std::str::from_utf8(&term).unwrap_or_default());
            }
            term.clone_from(&cursor.term);
        }
        read_posts(&cursor, &mut occurrence);
        if !cursor.advance() || beyond(&cursor) {
            PeekMut::pop(cursor);
        }
    }
    if !term.is_empty() {
        term_ends(std::str::from_utf8(&term).unwrap_or_default());
    }
}

fn read_posts(cursor: &Cursor<'_>, occurrence: &mut impl FnMut(Occurrence<'_>)) {
    let batch = cursor.batch;
    let mut entry = cursor.entry;
    let mut document = 0;
    while !entry.is_empty() {
        let head = take_number(&mut entry);
        document += head / 3;
        let mut counts = [0; WIDTH];
        match head % 3 {
            0 => counts[BODY] = 1,
            1 => counts[BODY] = take_number(&mut entry),
            _ => {
                let mask = take(&mut entry, 1).first().copied().unwrap_or(0);
                (0..WIDTH).filter(|number| mask >> number & 1 == 1).for_each(|number| {
                    counts[number] = take_number(&mut entry);
                });
            }
        }
        if let Some(lengths) = batch.lengths.get(document as usize) {
            occurrence(Occurrence { document: batch.first + document, counts, lengths });
        }
    }
}
