//! The documents of one term in one tier, the best first where there are many.

use super::bytes::push_number;

/// The longest list that is kept whole beside its term, and what stays there of a longer one.
const WHOLE: usize = 320;
const HEAD: usize = 256;
/// How many of the next best follow in a file of their own before the rest, and how many at the most where there is none.
const MORE: usize = 1024;
const MOST: usize = MORE + MORE / 4;

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

/// A list in its pieces, each in the order of documents. How many hits each has follows from the number of all.
#[derive(Default)]
pub(super) struct Pieces {
    pub(super) head: Vec<u8>,
    /// The next best.
    pub(super) more: Option<Vec<u8>>,
    /// The documents of the rest, and what the term weighs in them.
    pub(super) rest: Vec<u32>,
    pub(super) weights: Vec<u8>,
}

/// Cuts a list, which comes in the order of documents. `named` says that the fields differ from hit to hit.
pub(super) fn pieces(hits: &mut [Hit], named: bool) -> Pieces {
    let mut pieces = Pieces::default();
    if hits.len() <= WHOLE {
        pieces.head = piece(hits, named);
        return pieces;
    }
    let best = |one: &Hit, other: &Hit| {
        other.worth.total_cmp(&one.worth).then_with(|| one.document.cmp(&other.document))
    };
    hits.select_nth_unstable_by(HEAD, best);
    let (head, mut more) = hits.split_at_mut(HEAD);
    if more.len() > MOST {
        more.select_nth_unstable_by(MORE, best);
        let (next, rest) = more.split_at_mut(MORE);
        rest.sort_unstable_by_key(|hit| hit.document);
        pieces.rest = rest.iter().map(|hit| hit.document).collect();
        push_weights(&mut pieces.weights, rest, named);
        more = next;
    }
    for part in [&mut *head, &mut *more] {
        part.sort_unstable_by_key(|hit| hit.document);
    }
    pieces.head = piece(head, named);
    pieces.more = Some(piece(more, named));
    pieces
}

fn piece(hits: &[Hit], named: bool) -> Vec<u8> {
    let mut bytes = Vec::new();
    // The steps from one to the next.
    let mut before = 0;
    for hit in hits {
        push_number(&mut bytes, hit.document - before);
        before = hit.document;
    }
    push_weights(&mut bytes, hits, named);
    bytes
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
        assert_eq!(pieces.head, [0, 1, 1, 0, 1, 1, 5, 0, 1, 2, 0]);
        assert!(pieces.more.is_none() && pieces.rest.is_empty());
        assert_eq!(super::pieces(&mut list[..2], true).head, [0, 1, 1, 0, 1]);
        assert_eq!(super::pieces(&mut list[..2], false).head, [0, 1, 0, 1]);
    }

    #[test]
    fn a_long_list_is_cut_into_the_best_the_next_and_the_rest() {
        let list = pieces(&mut hits(5000), false);
        assert_eq!([list.rest.len(), list.weights.len()], [5000 - HEAD - MORE; 2]);
        assert!(list.rest.is_sorted());
        // The steps are small, so that each hit has two bytes.
        assert_eq!([list.head.len(), list.more.unwrap().len()], [2 * HEAD, 2 * MORE]);
        let list = pieces(&mut hits(1000), false);
        assert_eq!(list.more.unwrap().len(), 2 * (1000 - HEAD));
        assert!(list.rest.is_empty());
        assert!(pieces(&mut hits(1536), false).rest.is_empty());
        assert_eq!(pieces(&mut hits(1537), false).rest.len(), 1537 - HEAD - MORE);
    }
}
