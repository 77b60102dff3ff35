//! The order of results that were measured alike.

use std::cmp::Ordering;

use crate::config::Better;
use crate::vocabulary::metric::Scale;

use super::board::{BoardResult, Notation, Row, order};
use super::meaning::Meaning;

/// Results that are written on one scale.
pub(super) struct Part {
    /// The scale, where there is another one.
    pub(super) written: Option<Notation>,
    /// The best first.
    pub(super) results: Vec<BoardResult>,
}

/// Ranks the results of one key. Values that are shares in some cards and per cents in others are ranked apart: what
/// looks like 0.9 per cent may be 90.
pub(super) fn parts<'a>(known: &Meaning<'_>, rows: impl Iterator<Item = &'a Row>) -> Vec<Part> {
    let rows: Vec<&Row> = rows.collect();
    if !is_mixed(known, &rows) {
        return vec![Part { written: None, results: ranked(known, rows) }];
    }
    let (shares, percents): (Vec<&Row>, Vec<&Row>) =
        rows.into_iter().partition(|row| written(known, row) == Notation::Share);
    [(Notation::Share, shares), (Notation::Percent, percents)]
        .map(|(written, rows)| Part { written: Some(written), results: ranked(known, rows) })
        .into()
}

/// Whether some values lie between 0 and 1, and others far beyond.
fn is_mixed(known: &Meaning<'_>, rows: &[&Row]) -> bool {
    // Where the hub states the unit it states the scale.
    let has_two = matches!(known.scale, Some(Scale::Share | Scale::Correlation | Scale::Points));
    if known.unit.is_some() || !has_two {
        return false;
    }
    let value = |row: &&&Row| row.measure.value;
    let share = rows
        .iter()
        .filter(|row| !row.measure.percent)
        .any(|row| (0.0..=1.0).contains(&value(&row)) && value(&row) > 0.0);
    let percent = rows.iter().any(|row| row.measure.percent || value(&row) > 1.5);
    share && percent
}

fn written(known: &Meaning<'_>, row: &Row) -> Notation {
    // More can be wrong than there is, so that an error rate goes a little beyond 1.
    let most = if known.better == Some(Better::Lower) { 1.5 } else { 1.0 };
    if row.measure.percent || row.measure.value > most { Notation::Percent } else { Notation::Share }
}

/// One result for each model, in order. The rows of a model stand together.
fn ranked(known: &Meaning<'_>, rows: Vec<&Row>) -> Vec<BoardResult> {
    let mut results: Vec<BoardResult> = rows
        .chunk_by(|a, b| a.model == b.model)
        .filter_map(|of_model| {
            let better = |a: &&&Row, b: &&&Row| {
                b.verified.cmp(&a.verified).then(match known.better {
                    Some(_) => order(known, a.measure.value, b.measure.value),
                    // Nobody knows which is the better one: the first holds.
                    None => Ordering::Equal,
                })
            };
            let best = of_model.iter().min_by(better)?;
            Some(BoardResult {
                model: best.model,
                rank: None,
                tied: false,
                measure: best.measure,
                evaluation: best.evaluation,
                metric: best.metric,
                others: of_model.len() - 1,
            })
        })
        .collect();
    results.sort_by(|a, b| order(known, a.measure.value, b.measure.value).then(a.model.cmp(&b.model)));
    if known.better.is_none() {
        return results;
    }
    let mut start = 0;
    while start < results.len() {
        let value = results[start].measure.value;
        let equal = results[start..].iter().take_while(|result| result.measure.value == value).count();
        for result in &mut results[start..start + equal] {
            result.rank = Some(start + 1);
            result.tied = equal > 1;
        }
        start += equal;
    }
    results
}
