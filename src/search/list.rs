//! The documents of one term in one tier, the best first where there are many.

use super::bytes::push_number;

/// The longest list that is kept whole beside its term, and what stays there of a longer one.
const WHOLE: usize = 320;
const HEAD: usize = 256;
/// How many of the next best follow in a file of their own before the rest.
const MORE: usize = 1024;

/// That a term is in a document: in which fields, and what it weighs in each.
#[derive(Clone, Copy)]
pub(super) struct Hit {
    pub(super) document: u32,
    /// What the term is worth here, to choose the best by.
    pub(super) worth: f32,
    /// Bits of fields; a field of five has a code.
    pub(super) mask: u8,
    pub(super) codes: [u8; 5],
}

/// A list in its pieces, each in the order of documents.
pub(super) struct Pieces {
    pub(super) head: Vec<u8>,
    pub(super) tail: Option<Tail>,
}

/// What is not beside the term.
pub(super) struct Tail {
    pub(super) more: Vec<u8>,
    /// The documents of the rest, and what the term weighs in them.
    pub(super) rest: Option<(Vec<u8>, Vec<u8>)>,
}

/// Cuts a list, which comes in the order of documents. `named` says that the fields differ from hit to hit.
pub(super) fn pieces(hits: &mut [Hit], named: bool) -> Pieces {
    if hits.len() <= WHOLE {
        return Pieces { head: piece(hits, named), tail: None };
    }
    let best = |one: &Hit, other: &Hit| {
        other.worth.total_cmp(&one.worth).then_with(|| one.document.cmp(&other.document))
    };
    hits.select_nth_unstable_by(HEAD, best);
    let (head, tail) = hits.split_at_mut(HEAD);
    let rest = if tail.len() > MORE + MORE / 4 {
        tail.select_nth_unstable_by(MORE, best);
        let (_, rest) = tail.split_at_mut(MORE);
        rest.sort_unstable_by_key(|hit| hit.document);
        let mut documents = Vec::new();
        push_documents(&mut documents, rest);
        let mut weights = Vec::new();
        push_weights(&mut weights, rest, named);
        Some((documents, weights))
    } else {
        None
    };
    let more = if rest.is_some() { &mut tail[..MORE] } else { tail };
    for part in [&mut *head, &mut *more] {
        part.sort_unstable_by_key(|hit| hit.document);
    }
    Pieces { head: piece(head, named), tail: Some(Tail { more: piece(more, named), rest }) }
}

fn piece(hits: &[Hit], named: bool) -> Vec<u8> {
    let mut bytes = Vec::new();
    push_documents(&mut bytes, hits);
    push_weights(&mut bytes, hits, named);
    bytes
}

/// Their number, and the steps from one to the next.
fn push_documents(bytes: &mut Vec<u8>, hits: &[Hit]) {
    push_number(bytes, u32::try_from(hits.len()).unwrap_or(u32::MAX));
    let mut before = 0;
    for hit in hits {
        push_number(bytes, hit.document - before);
        before = hit.document;
    }
}

/// Where the fields differ: the mask that all have in common, or zero and a mask each. Then the codes.
fn push_weights(bytes: &mut Vec<u8>, hits: &[Hit], named: bool) {
    let common = hits.first().map_or(0, |hit| hit.mask);
    let alike = !named || hits.iter().all(|hit| hit.mask == common);
    if named {
        if alike {
            bytes.push(common);
        } else {
            bytes.push(0);
            bytes.extend(hits.iter().map(|hit| hit.mask));
        }
    }
    // Most terms are in one field alone, where a hit has one code.
    if alike && matches!(common, 1 | 2 | 4 | 8 | 16) {
        let field = common.trailing_zeros() as usize;
        bytes.extend(hits.iter().map(|hit| hit.codes[field]));
        return;
    }
    for hit in hits {
        bytes.extend((0..5).filter(|field| hit.mask >> field & 1 == 1).map(|field| hit.codes[field]));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hits(count: u32) -> Vec<Hit> {
        (0..count)
            .map(|document| Hit {
                document,
                worth: (document * 7919 % count) as f32,
                mask: 1,
                codes: [document as u8, 0, 0, 0, 0],
            })
            .collect()
    }

    #[test]
    fn a_short_list_stays_whole() {
        let mut list = hits(3);
        list[2].mask = 5;
        let pieces = pieces(&mut list, true);
        assert_eq!(pieces.head, [3, 0, 1, 1, 0, 1, 1, 5, 0, 1, 2, 0]);
        assert!(pieces.tail.is_none());
        assert_eq!(super::pieces(&mut list[..2], true).head, [2, 0, 1, 1, 0, 1]);
        assert_eq!(super::pieces(&mut list[..2], false).head, [2, 0, 1, 0, 1]);
    }

    #[test]
    fn a_long_list_is_cut_into_the_best_the_next_and_the_rest() {
        let pieces = pieces(&mut hits(5000), false);
        let tail = pieces.tail.unwrap();
        let (documents, weights) = tail.rest.unwrap();
        let count = |mut bytes: &[u8]| super::super::bytes::take_number(&mut bytes) as usize;
        assert_eq!(
            [count(&pieces.head), count(&tail.more), count(&documents)],
            [HEAD, MORE, 5000 - HEAD - MORE]
        );
        assert_eq!(weights.len(), 5000 - HEAD - MORE);
        let tail = super::pieces(&mut hits(1000), false).tail.unwrap();
        assert_eq!(count(&tail.more), 1000 - HEAD);
        assert!(tail.rest.is_none());
    }
}
