//! An order of models by an amount, without the amounts.

use super::digits;

/// The rank of each model by its amount, as [`planes`](super::planes): 0 for a model without one, 1 for the least amount, and so on; equal
/// amounts have one rank.
pub fn ranks(amounts: &[Option<u64>]) -> Vec<String> {
    let mut distinct: Vec<u64> = amounts.iter().flatten().copied().collect();
    distinct.sort_unstable();
    distinct.dedup();
    let rank = |amount: u64| distinct.partition_point(|other| *other < amount) as u32 + 1;
    digits::planes(&amounts.iter().map(|amount| amount.map_or(0, rank)).collect::<Vec<_>>())
}
