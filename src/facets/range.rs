//! Ranges of an amount, such as the number of parameters.

/// One range: from its least amount up to the next range's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Range {
    /// What stands in addresses.
    pub key: &'static str,
    /// What people read.
    pub label: &'static str,
    /// The least amount that is in it.
    pub from: u64,
}

const fn range(key: &'static str, label: &'static str, from: u64) -> Range {
    Range { key, label, from }
}

const M: u64 = 1_000_000;
const B: u64 = 1_000 * M;

/// Numbers of parameters, ascending.
pub static PARAMETERS: &[Range] = &[
    range("0-10m", "Under 10 M", 0),
    range("10m-100m", "10 M – 100 M", 10 * M),
    range("100m-500m", "100 M – 500 M", 100 * M),
    range("500m-1b", "500 M – 1 B", 500 * M),
    range("1b-3b", "1 B – 3 B", B),
    range("3b-8b", "3 B – 8 B", 3 * B),
    range("8b-15b", "8 B – 15 B", 8 * B),
    range("15b-40b", "15 B – 40 B", 15 * B),
    range("40b-80b", "40 B – 80 B", 40 * B),
    range("80b-", "80 B and more", 80 * B),
];

/// Sizes in bytes, ascending.
pub static SIZES: &[Range] = &[
    range("0-1mb", "Under 1 MB", 0),
    range("1mb-10mb", "1 MB – 10 MB", M),
    range("10mb-100mb", "10 MB – 100 MB", 10 * M),
    range("100mb-1gb", "100 MB – 1 GB", 100 * M),
    range("1gb-5gb", "1 GB – 5 GB", B),
    range("5gb-20gb", "5 GB – 20 GB", 5 * B),
    range("20gb-100gb", "20 GB – 100 GB", 20 * B),
    range("100gb-", "100 GB and more", 100 * B),
];

/// The place of the range that an amount falls into. `ranges` ascend, and the first one begins at 0.
pub fn place(ranges: &[Range], amount: u64) -> usize {
    ranges.partition_point(|range| range.from <= amount).saturating_sub(1)
}
