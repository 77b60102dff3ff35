//! How complete the cards are, in numbers.

use serde::Serialize;

use super::completeness::{Aspect, Completeness};

/// How complete the cards of a catalog are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Health {
    /// Models.
    pub total: usize,
    /// The mean score, rounded; 0 where there is no model.
    pub mean: u8,
    /// How many models have a score of 0 to 9, 10 to 19 … 90 to 99, and 100.
    pub scores: [usize; 11],
    /// For each thing that a card can say, how many lack it; the heaviest first.
    pub aspects: Vec<Lacking>,
}

/// How many models lack one thing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Lacking {
    /// Its id, as in the `missing` of a model.
    pub id: &'static str,
    /// Its name.
    pub title: &'static str,
    /// What it adds to a score.
    pub weight: u8,
    /// How many models lack it.
    pub lacking: usize,
}

impl Health {
    /// Counts.
    pub fn of(found: &[Completeness]) -> Health {
        let mut scores = [0; 11];
        let mut lacking = [0; Aspect::ALL.len()];
        let mut sum = 0;
        for one in found {
            let score = one.score();
            sum += usize::from(score);
            scores[usize::from(score / 10)] += 1;
            for aspect in one.missing() {
                lacking[aspect as usize] += 1;
            }
        }
        let total = found.len();
        // Half a point is rounded up; the mean of scores up to 100 is one, too.
        let mean = (2 * sum + total).checked_div(2 * total).unwrap_or(0);
        let aspects = Aspect::ALL.into_iter().map(|aspect| Lacking {
            id: aspect.id(),
            title: aspect.title(),
            weight: aspect.weight(),
            lacking: lacking[aspect as usize],
        });
        Health { total, mean: u8::try_from(mean).unwrap_or(100), scores, aspects: aspects.collect() }
    }
}
