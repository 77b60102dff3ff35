//! When models changed: the order of a list from the newest to the oldest, and the days.

use serde::Serialize;

use super::digits;

/// The moments at which models changed, newest first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Moments {
    /// The day of the newest moment, counted from 1970-01-01; 0 where no day is known.
    pub newest: i64,
    /// For each moment, how many days it lies before the one ahead of it.
    pub steps: String,
    /// For each model 0 where no day is known, else the place of its moment, from 1; as [`planes`](super::planes).
    pub codes: Vec<String>,
}

/// Makes the column. A model has a day and, for the order among those of one day, a second number; greater is newer.
pub fn moments(of_model: &[Option<(i64, i64)>]) -> Moments {
    let mut distinct: Vec<(i64, i64)> = of_model.iter().flatten().copied().collect();
    distinct.sort_unstable_by(|a, b| b.cmp(a));
    distinct.dedup();
    let newest = distinct.first().map_or(0, |moment| moment.0);
    let mut before = newest;
    let steps = distinct.iter().map(|&(day, _)| {
        let step = before - day;
        before = day;
        u32::try_from(step).unwrap_or_default()
    });
    let steps = digits::numbers(steps);
    let code = |moment: (i64, i64)| distinct.partition_point(|other| *other > moment) as u32 + 1;
    let codes: Vec<u32> = of_model.iter().map(|moment| moment.map_or(0, code)).collect();
    Moments { newest, steps, codes: digits::planes(&codes) }
}
