//! What an occurrence weighs, in one byte.
//!
//! elasticlunr weighs a term in a field by the root of its count over the root of the field's length. A field's
//! weights are gathered in a book of at most 256: all of them where there are no more, and steps of equal ratio
//! between the least and the greatest where there are.

use std::collections::BTreeSet;

use serde_json::{Value, json};

/// Entries of a book.
const MOST: usize = 256;

/// The weights that occur in one field of some documents.
#[derive(Clone, Debug, Default)]
pub(super) struct Weights {
    /// Count and length in lowest terms, until there are more than a book has room for.
    ratios: BTreeSet<(u32, u32)>,
    /// Least and greatest quotient of the two.
    range: Option<(f32, f32)>,
    /// The pair added last: a text has most words once, and each pair many times.
    last: (u32, u32),
}

impl Weights {
    pub(super) fn add(&mut self, count: u32, length: u32) {
        let length = length.max(1);
        if std::mem::replace(&mut self.last, (count, length)) == (count, length) {
            return;
        }
        if self.ratios.len() <= MOST {
            let common = greatest_common_divisor(count, length);
            self.ratios.insert((count / common, length / common));
        }
        let ratio = count as f32 / length as f32;
        let (low, high) = self.range.unwrap_or((ratio, ratio));
        self.range = Some((low.min(ratio), high.max(ratio)));
    }

    pub(super) fn join(&mut self, other: &Weights) {
        if self.ratios.len() <= MOST {
            self.ratios.extend(&other.ratios);
        }
        if let Some((low, high)) = other.range {
            let (least, greatest) = self.range.unwrap_or((low, high));
            self.range = Some((least.min(low), greatest.max(high)));
        }
    }
}

fn greatest_common_divisor(one: u32, other: u32) -> u32 {
    if other == 0 { one.max(1) } else { greatest_common_divisor(other, one % other) }
}

/// The weights of a field in ascending order; a code is a position.
pub(super) struct Book {
    /// Quotients of count and length: a weight is the root of one.
    ratios: Vec<f32>,
    /// The exact book, as count and length.
    exact: Option<Vec<(u32, u32)>>,
    /// Codes of the most frequent pairs: counts below eight, and lengths below what is worth a table.
    table: Vec<u8>,
}

const TABLE_LENGTHS: usize = 4096;

impl Book {
    pub(super) fn new(weights: &Weights) -> Book {
        let (low, high) = weights.range.unwrap_or((1.0, 1.0));
        let exact: Option<Vec<(u32, u32)>> = (weights.ratios.len() <= MOST).then(|| {
            let mut pairs: Vec<(u32, u32)> = weights.ratios.iter().copied().collect();
            pairs.sort_unstable_by_key(|&(count, length)| (u64::from(count) << 32) / u64::from(length));
            pairs
        });
        let ratios = match &exact {
            Some(pairs) => pairs.iter().map(|&(count, length)| count as f32 / length as f32).collect(),
            None => {
                let step = (f64::from(high) / f64::from(low)).ln() / (MOST - 1) as f64;
                (0..MOST).map(|code| (f64::from(low) * (step * code as f64).exp()) as f32).collect()
            }
        };
        let mut book = Book { ratios, exact, table: Vec::new() };
        book.table = (0..8 * TABLE_LENGTHS)
            .map(|at| book.nearest((at / TABLE_LENGTHS) as u32, (at % TABLE_LENGTHS) as u32))
            .collect();
        book
    }

    /// The code of the weight that is nearest by ratio.
    pub(super) fn code(&self, count: u32, length: u32) -> u8 {
        if count < 8 && (length as usize) < TABLE_LENGTHS {
            return self.table[count as usize * TABLE_LENGTHS + length as usize];
        }
        self.nearest(count, length)
    }

    fn nearest(&self, count: u32, length: u32) -> u8 {
        let ratio = count as f32 / length.max(1) as f32;
        let above = self.ratios.partition_point(|&entry| entry < ratio);
        let below = above.saturating_sub(1);
        let code = match (self.ratios.get(below), self.ratios.get(above)) {
            (Some(low), Some(high)) if ratio * ratio > low * high => above,
            _ => below.min(self.ratios.len().saturating_sub(1)),
        };
        u8::try_from(code).unwrap_or(u8::MAX)
    }

    /// The weight of a code.
    pub(super) fn weight(&self, code: u8) -> f32 {
        self.ratios.get(usize::from(code)).copied().unwrap_or(0.0).sqrt()
    }

    /// For the manifest: all counts and lengths one after another, or else the least and the greatest quotient.
    pub(super) fn to_json(&self) -> Value {
        match (&self.exact, self.ratios.first(), self.ratios.last()) {
            (Some(pairs), ..) => pairs.iter().flat_map(|&(count, length)| [count, length]).collect(),
            (None, Some(low), Some(high)) => json!({"low": low, "high": high}),
            _ => Value::Null,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_weights_are_kept_as_they_are() {
        let mut weights = Weights::default();
        for (count, length) in [(1, 4), (2, 4), (2, 8), (3, 4), (1, 1)] {
            weights.add(count, length);
        }
        let book = Book::new(&weights);
        assert_eq!(book.to_json(), json!([1, 4, 1, 2, 3, 4, 1, 1]));
        assert_eq!([book.code(2, 8), book.code(2, 4), book.code(3, 4), book.code(9, 9)], [0, 1, 2, 3]);
        assert_eq!(book.weight(book.code(1, 4)), 0.5);
    }

    #[test]
    fn many_weights_are_within_half_a_step() {
        let mut weights = Weights::default();
        for length in 1..2000 {
            weights.add(1, length);
            weights.add(3, length);
        }
        let mut other = Weights::default();
        other.add(9, 3000);
        weights.join(&other);
        let book = Book::new(&weights);
        let step = (3.0f32 * 1999.0).powf(0.5 / 255.0);
        assert!(step < 1.02);
        for (count, length) in [(1, 1), (3, 1), (1, 1999), (3, 777), (9, 3000), (1, 50), (20, 5000)] {
            let exact = (count as f32 / length as f32).sqrt();
            let stored = book.weight(book.code(count, length));
            assert!((stored / exact).max(exact / stored) < step.sqrt() * 1.0001, "{count}/{length}");
        }
    }

    #[test]
    fn a_field_without_a_word_has_an_empty_book() {
        assert_eq!(Book::new(&Weights::default()).to_json(), json!([]));
    }
}
