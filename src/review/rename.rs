//! Which model that came is one that went, under another id.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::catalog::Model;

use super::Side;

/// The share of lines that two cards have in common at least when one is the other under another id.
const SIMILAR: f64 = 0.7;
/// A line, name or checksum that leads to more pairs than this is too common to tell anything.
const MOST_PAIRS: usize = 64;
/// Pairs whose texts are compared, at most: the most promising ones.
const MOST_COMPARED: usize = 20_000;

/// Finds pairs of a model that went and one that came: the same weights, else most lines alike. The work is bounded, and going the
/// other way finds the same pairs.
pub(super) fn pairs((base, gone): (Side<'_>, &[u32]), (head, new): (Side<'_>, &[u32])) -> Vec<(u32, u32)> {
    if gone.is_empty() || new.is_empty() {
        return Vec::new();
    }
    let cards = |side: Side<'_>, places: &[u32]| -> Vec<Card> {
        places.par_iter().map(|&place| Card::of(side, place)).collect()
    };
    let (old, young) = (cards(base, gone), cards(head, new));
    let mut promising = promising(&old, &young);
    promising.sort_by_key(|(pair, hints)| (Reverse(*hints), pair.0 + pair.1, pair.0.min(pair.1)));
    promising.truncate(MOST_COMPARED);
    let mut found: Vec<(bool, f64, usize, usize)> = promising
        .into_par_iter()
        .filter_map(|((one, other), _)| {
            let (before, after) = (&old[one], &young[other]);
            let same_weights = before.weights.intersection(&after.weights).next().is_some();
            let alike = before.alike(after);
            (same_weights || alike >= SIMILAR).then_some((same_weights, alike, one, other))
        })
        .collect();
    // The surest first; among equals those with the same name, then by their ids, in whichever direction.
    let rank = |&(same_weights, alike, one, other): &(bool, f64, usize, usize)| {
        let (before, after) = (&old[one], &young[other]);
        let ids = (before.id.clone().min(after.id.clone()), before.id.clone().max(after.id.clone()));
        (Reverse(same_weights), Reverse((alike * 1e6) as u64), before.name() != after.name(), ids)
    };
    found.sort_by_cached_key(rank);
    let (mut from, mut to) = (BTreeSet::new(), BTreeSet::new());
    let mut pairs = Vec::new();
    for (_, _, one, other) in found {
        if !from.contains(&one) && !to.contains(&other) {
            from.insert(one);
            to.insert(other);
            pairs.push((old[one].place, young[other].place));
        }
    }
    pairs
}

/// What a model is recognised by.
struct Card {
    place: u32,
    id: String,
    weights: BTreeSet<String>,
    /// The lines of the card that say something, and how often each is there.
    lines: BTreeMap<String, usize>,
    /// How many there are.
    count: usize,
}

impl Card {
    fn of(side: Side<'_>, place: u32) -> Card {
        let model: &Model = &side.catalog.models[place as usize];
        let bytes = side.snapshot.read(&model.card_path, side.config.limits.card_bytes).unwrap_or_default();
        let text = String::from_utf8_lossy(&bytes);
        let mut lines = BTreeMap::new();
        for line in text.lines().map(str::trim).filter(|line| line.len() > 3) {
            *lines.entry(line.to_owned()).or_default() += 1;
        }
        let weights = model.artifacts.iter().filter(|artifact| artifact.role == "weights");
        Card {
            place,
            id: model.id.as_str().to_owned(),
            weights: weights.filter_map(|artifact| artifact.sha256.clone()).collect(),
            count: lines.values().sum(),
            lines,
        }
    }

    fn name(&self) -> &str {
        self.id.rsplit('/').next().unwrap_or_default()
    }

    /// The share of lines that both have.
    fn alike(&self, other: &Card) -> f64 {
        let (few, many) = if self.lines.len() < other.lines.len() { (self, other) } else { (other, self) };
        let shared = |(line, &n): (&String, &usize)| n.min(many.lines.get(line).copied().unwrap_or(0));
        few.lines.iter().map(shared).sum::<usize>() as f64 / self.count.max(other.count).max(1) as f64
    }

    /// What a card may be found by, with how much it says.
    fn hints(&self) -> impl Iterator<Item = ((u8, &str), usize)> {
        let weights = self.weights.iter().map(|sha256| ((0, sha256.as_str()), 1000));
        let name = std::iter::once(((1, self.name()), 10));
        weights.chain(name).chain(self.lines.keys().map(|line| ((2, line.as_str()), 1)))
    }
}

/// Pairs that have something in common that few others have, and how much it says.
fn promising(old: &[Card], young: &[Card]) -> Vec<((usize, usize), usize)> {
    fn places(cards: &[Card]) -> BTreeMap<(u8, &str), (Vec<usize>, usize)> {
        let mut places: BTreeMap<(u8, &str), (Vec<usize>, usize)> = BTreeMap::new();
        for (at, card) in cards.iter().enumerate() {
            for (hint, worth) in card.hints() {
                places.entry(hint).or_insert_with(|| (Vec::new(), worth)).0.push(at);
            }
        }
        places
    }
    let (before, after) = (places(old), places(young));
    let mut pairs: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for (hint, (ones, worth)) in &before {
        let Some((others, _)) = after.get(hint) else { continue };
        if ones.len() * others.len() > MOST_PAIRS {
            continue;
        }
        for &one in ones {
            for &other in others {
                *pairs.entry((one, other)).or_default() += worth;
            }
        }
    }
    pairs.into_iter().collect()
}
