//! Tables of a card's text, held against the results in its front matter.

use super::body::{self, Kind};
use super::content::at_line;
use super::{Card, Check, Example, Findings, Rule};
use crate::catalog::meaning;
use crate::catalog::text::shorten;

pub(super) const RULES: &[&Rule] = &[&TABLE_DISAGREES];

static TABLE_DISAGREES: Rule = Rule {
    code: "CX709",
    name: "body-table-disagrees",
    level: None,
    summary: "A table of the text gives another value than the front matter",
    why: "Leaderboards read `model-index`, people read the table, and after a new evaluation one of them was left as it was. Compared are the \
          rows that name this model (by its id, its name or its title), in columns whose heading is a metric that the front matter has values of, \
          rounded as the table rounds them, as a share or in per cent. A table may also be about data that the front matter does not speak of, \
          so the rule is off.",
    example: Example {
        bad: "---\nlicense: mit\nmodel-index:\n- name: lamp\n  results:\n  - task: {type: text-classification}\n    dataset: {type: letters, name: Letters}\n    \
              metrics: [{type: accuracy, value: 0.913}]\n---\n# Lamp\n\n| Model | Accuracy |\n|---|---|\n| lamp | 0.92 |\n| candle | 0.8 |\n",
        line: Some(14),
        good: "---\nlicense: mit\nmodel-index:\n- name: lamp\n  results:\n  - task: {type: text-classification}\n    dataset: {type: letters, name: Letters}\n    \
               metrics: [{type: accuracy, value: 0.913}]\n---\n# Lamp\n\n| Model | Accuracy |\n|---|---|\n| **lamp** | 91.3 % |\n| candle | 0.8 |\n",
        files: &[],
    },
    fixable: false,
    check: Check::Card(table_disagrees),
};

fn table_disagrees(card: &Card<'_>, findings: &mut Findings<'_>) {
    let model = card.model;
    // The values of each metric that the front matter gives.
    let metrics = model.card.evaluations.iter().flat_map(|evaluation| &evaluation.metrics);
    let values: Vec<(&str, f64)> = metrics
        .filter_map(|metric| Some((meaning(card.config, &metric.kind).id, metric.measure()?.value)))
        .collect();
    if values.is_empty() {
        return;
    }
    let names = [model.id.as_str(), model.id.name(), model.title.as_str()];
    let mut heads: Vec<String> = Vec::new();
    for line in body::lines(card) {
        let is_row = line.kind == Kind::Text && line.text.contains('|');
        if !is_row {
            heads.clear();
            continue;
        }
        let cells = cells(line.text);
        if heads.is_empty() {
            heads = cells;
            continue;
        }
        if !cells.first().is_some_and(|first| names.iter().any(|name| name.eq_ignore_ascii_case(first))) {
            continue;
        }
        for (head, cell) in heads.iter().zip(&cells).skip(1) {
            let head = head.trim_end_matches(['↑', '↓', ' ']);
            let id = meaning(card.config, head).id;
            let stated: Vec<f64> =
                values.iter().filter(|(metric, _)| *metric == id).map(|(_, value)| *value).collect();
            let Some(shown) = Shown::read(cell).filter(|_| !stated.is_empty()) else { continue };
            if !stated.iter().any(|value| shown.is(*value)) {
                let given: Vec<String> = stated.iter().take(3).map(f64::to_string).collect();
                let message = format!(
                    "the table says {} {}, the front matter {}",
                    shorten(head, 40),
                    shorten(cell, 20),
                    given.join(", ")
                );
                findings.add(at_line(card, line.number), message, "correct the one that is out of date");
            }
        }
    }
}

/// The cells of a row, as plain text. A bar within a cell is rare enough to end it.
fn cells(row: &str) -> Vec<String> {
    let row = row.trim();
    let row = row.strip_prefix('|').unwrap_or(row);
    let row = row.strip_suffix('|').unwrap_or(row);
    let plain = |cell: &str| {
        let text = cell.trim().trim_matches(['*', '_', '`', ' ']);
        // A link is known by its words.
        match text.strip_prefix('[').and_then(|rest| rest.split_once("](")) {
            Some((words, _)) => words.trim_matches(['*', '_', '`']).to_owned(),
            None => text.to_owned(),
        }
    };
    row.split('|').map(plain).collect()
}

/// A number in a cell, with the digits behind its point.
struct Shown {
    value: f64,
    places: i32,
}

impl Shown {
    fn read(cell: &str) -> Option<Shown> {
        let text = cell.trim_end_matches(['%', ' ']);
        let places = text.split_once('.').map_or(0, |(_, digits)| digits.len());
        let is_plain = text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'-'));
        let value = text.parse().ok().filter(|_| is_plain && places < 16)?;
        Some(Shown { value, places: places as i32 })
    }

    /// Whether a value is this one, as the table rounds it: as it is, as a share in per cent, or the other way round.
    fn is(&self, value: f64) -> bool {
        let half = 0.5 * 10_f64.powi(-self.places) * 1.000_001;
        [value, value * 100.0, value / 100.0].iter().any(|value| (value - self.value).abs() <= half)
    }
}
