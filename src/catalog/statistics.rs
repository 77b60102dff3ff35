//! The catalog in numbers, beyond the counts of its terms.

use std::collections::BTreeMap;

use super::Catalog;
use super::date::Date;

/// Months told one by one; a longer time is told by years.
const MOST_MONTHS: usize = 36;

/// Years told without a gap; where a card gives a year long past, years without models are left out.
const MOST_YEARS: usize = 40;

/// The catalog in numbers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Statistics {
    /// Models by the time at which they were added, without gaps, the earliest first.
    pub added: Vec<Interval>,
    /// Models without a date.
    pub undated: usize,
    /// Models by their number of parameters, from the smallest to the largest bucket that is used.
    pub parameters: Vec<Bucket>,
    /// Models whose number of parameters is not known.
    pub without_parameters: usize,
    /// Models by the formats of their weights: the format's id; a model counts once for each of its formats.
    pub formats: Vec<(String, usize)>,
    /// Models without weights.
    pub without_weights: usize,
    /// Bytes of all weights whose size is known.
    pub bytes: u64,
    /// Weight files, and how many of them have a SHA-256.
    pub files: (usize, usize),
}

/// A month or a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Interval {
    /// The year.
    pub year: i16,
    /// The month from 1; `None` for a whole year.
    pub month: Option<i8>,
    /// How many models were added then.
    pub count: usize,
}

/// Models with about as many parameters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bucket {
    /// The least number of parameters; 0 for the first bucket.
    pub from: u64,
    /// The number that is too large for it; `None` for the last one.
    pub below: Option<u64>,
    /// How many models.
    pub count: usize,
}

/// Where buckets begin: about three to a power of ten, so that a bar is a factor of three.
const BOUNDS: [u64; 12] = [
    0,
    1_000_000,
    3_000_000,
    10_000_000,
    30_000_000,
    100_000_000,
    300_000_000,
    1_000_000_000,
    3_000_000_000,
    10_000_000_000,
    30_000_000_000,
    100_000_000_000,
];

/// Counts a catalog.
pub fn statistics(catalog: &Catalog) -> Statistics {
    let mut found = Statistics::default();
    let mut dates = Vec::new();
    let mut buckets = [0; BOUNDS.len()];
    let mut formats: BTreeMap<&str, usize> = BTreeMap::new();
    for model in &catalog.models {
        match model.created.or(model.updated) {
            Some(date) => dates.push(date),
            None => found.undated += 1,
        }
        match model.parameters() {
            Some(count) => buckets[BOUNDS.partition_point(|bound| *bound <= count) - 1] += 1,
            None => found.without_parameters += 1,
        }
        let weights = model.artifacts.iter().filter(|artifact| artifact.role == "weights");
        let mut own: Vec<&str> = Vec::new();
        for artifact in weights {
            found.files.0 += 1;
            found.files.1 += usize::from(artifact.sha256.is_some());
            found.bytes = found.bytes.saturating_add(artifact.size.unwrap_or(0));
            if !own.contains(&artifact.format.as_str()) {
                own.push(&artifact.format);
            }
        }
        found.without_weights += usize::from(own.is_empty());
        own.into_iter().for_each(|format| *formats.entry(format).or_default() += 1);
    }
    found.formats = formats.into_iter().map(|(format, count)| (format.to_owned(), count)).collect();
    found.formats.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    found.parameters = used(&buckets);
    found.added = intervals(&dates);
    found
}

/// The buckets from the first to the last that is not empty.
fn used(counts: &[usize; BOUNDS.len()]) -> Vec<Bucket> {
    let first = counts.iter().position(|count| *count > 0).unwrap_or(counts.len());
    let last = counts.iter().rposition(|count| *count > 0).map_or(0, |last| last + 1);
    (first..last)
        .map(|at| Bucket { from: BOUNDS[at], below: BOUNDS.get(at + 1).copied(), count: counts[at] })
        .collect()
}

/// Months where the dates span few of them, else years.
fn intervals(dates: &[Date]) -> Vec<Interval> {
    // Months counted from the year 0, so that neighbours differ by one.
    let number = |date: &Date| i32::from(date.year()) * 12 + i32::from(date.month()) - 1;
    let mut months: BTreeMap<i32, usize> = BTreeMap::new();
    let mut years: BTreeMap<i16, usize> = BTreeMap::new();
    for date in dates {
        *months.entry(number(date)).or_default() += 1;
        *years.entry(date.year()).or_default() += 1;
    }
    let ends = |first: i32, last: i32| usize::try_from(last - first).map_or(usize::MAX, |span| span + 1);
    let (Some((&first, _)), Some((&last, _))) = (months.first_key_value(), months.last_key_value()) else {
        return Vec::new();
    };
    if ends(first, last) <= MOST_MONTHS {
        let interval = |month: i32| Interval {
            year: i16::try_from(month.div_euclid(12)).unwrap_or_default(),
            month: i8::try_from(month.rem_euclid(12) + 1).ok(),
            count: months.get(&month).copied().unwrap_or_default(),
        };
        return (first..=last).map(interval).collect();
    }
    let (first, last) = (first.div_euclid(12), last.div_euclid(12));
    if ends(first, last) > MOST_YEARS {
        return years.into_iter().map(|(year, count)| Interval { year, month: None, count }).collect();
    }
    (first..=last)
        .filter_map(|year| i16::try_from(year).ok())
        .map(|year| Interval { year, month: None, count: years.get(&year).copied().unwrap_or_default() })
        .collect()
}
