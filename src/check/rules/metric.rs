//! The numbers of an evaluation: whether they are numbers, and ones that the metric can have.

use std::collections::BTreeMap;

use super::evaluation::{metrics, results, text};
use super::{Card, Check, Example, Findings, Rule};
use crate::catalog::text::{one_line, shorten};
use crate::diagnostic::{Change, Level, Mark};
use crate::vocabulary::metric::{self, Direction, Metric, Scale};
use crate::yaml::Node;

pub(super) const RULES: &[&Rule] = &[&NOT_NUMERIC, &OUT_OF_RANGE];

static NOT_NUMERIC: Rule = Rule {
    code: "CX701",
    name: "metric-not-numeric",
    level: Some(Level::Warning),
    summary: "The value of a metric is no number",
    why: "A table sorts by numbers and a chart needs them: a value with a `%`, a word or a list behind it takes part in neither. Write \
          the number alone, `0.92`; a deviation may follow as `0.92 ± 0.01`. `--fix` turns the percentage of a metric between 0 and 1 into its \
          number, unless the card gives the same metric in per cent elsewhere.",
    example: Example {
        bad: "---\nmodel-index:\n- name: lamp\n  results:\n  - task: {type: text-classification}\n    \
              dataset: {type: acme/lamps, name: Lamps, split: test}\n    metrics: [{type: accuracy, value: 92%}]\n---\n# Lamp\n",
        line: Some(7),
        good: "---\nmodel-index:\n- name: lamp\n  results:\n  - task: {type: text-classification}\n    \
               dataset: {type: acme/lamps, name: Lamps, split: test}\n    metrics: [{type: accuracy, value: 0.92}]\n---\n# Lamp\n",
        files: &[],
    },
    fixable: true,
    check: Check::Card(not_numeric),
};

fn not_numeric(card: &Card<'_>, findings: &mut Findings<'_>) {
    for metric in results(card).flat_map(metrics) {
        let kind = text(metric, "type").or(text(metric, "name")).unwrap_or("metric");
        let kind = shorten(&one_line(kind), 60);
        let value = metric.get("value").filter(|value| !value.is_null());
        let (mark, message) = match value {
            None => (metric.mark, format!("`{kind}` has no value")),
            Some(value) => match value.as_text() {
                Some(text) if number(text).is_some() => continue,
                Some(text) => {
                    let text = shorten(&one_line(text), 40);
                    (value.mark, format!("the value of `{kind}` is no number: `{text}`"))
                }
                None => (value.mark, format!("the value of `{kind}` is {}, not a number", value.kind())),
            },
        };
        let percent = value.and_then(Node::as_text).and_then(|text| text.trim().strip_suffix('%'));
        let help = match percent.and_then(|text| text.trim().parse::<f64>().ok()) {
            Some(percent) => format!("write {}", (percent * 100.0).round() / 10_000.0),
            None => "write the number alone, such as 0.92".to_owned(),
        };
        let change =
            percent.and_then(|text| share(text.trim(), card, metric)).map(|share| Change::Write(mark, share));
        findings.add_fix(card.at(mark), message, help, change);
    }
}

/// A percentage as a share, digit by digit: `92.5` as `0.925`. Only where it is clear that the card's values are shares.
fn share(percent: &str, card: &Card<'_>, of: &Node) -> Option<String> {
    let known = metric::find(text(of, "type")?).filter(|known| known.scale == Scale::Share)?;
    let mut others = results(card)
        .flat_map(metrics)
        .filter(|other| text(other, "type").and_then(metric::find) == Some(known));
    if others.any(|other| text(other, "value").and_then(number).is_some_and(|value| value > 1.0)) {
        return None;
    }
    let (whole, fraction) = percent.split_once('.').unwrap_or((percent, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || whole.len() > 3 || fraction.len() > 12 || !digits(whole) || !digits(fraction) {
        return None;
    }
    let padded = format!("{whole:0>3}");
    let (one, hundredths) = padded.split_at(1);
    let fraction = format!("{hundredths}{fraction}");
    Some(format!("{one}.{}", if fraction == "00" { "0" } else { &fraction }))
}

/// The number that a value begins with, where nothing or its deviation follows.
fn number(text: &str) -> Option<f64> {
    let text = text.trim();
    let main =
        ["±", "+/-", "+-"].iter().find_map(|sign| text.split_once(sign)).map_or(text, |(main, _)| main);
    main.trim().parse().ok().filter(|number: &f64| number.is_finite())
}

static OUT_OF_RANGE: Rule = Rule {
    code: "CX702",
    name: "metric-out-of-range",
    level: Some(Level::Warning),
    summary: "The metric cannot have this value, or the card mixes two scales",
    why: "An accuracy lies between 0 and 1, or in percent between 0 and 100. A value beyond is a slip; and where one card writes 0.91 in one \
          place and 87.0 in another, for the same task and metric, no table can compare them.",
    example: Example {
        bad: "---\nmodel-index:\n- name: lamp\n  results:\n  - task: {type: text-classification}\n    \
              dataset: {type: acme/lamps, name: Lamps, split: test}\n    metrics: [{type: accuracy, value: 912}]\n---\n# Lamp\n",
        line: Some(7),
        good: "---\nmodel-index:\n- name: lamp\n  results:\n  - task: {type: text-classification}\n    \
               dataset: {type: acme/lamps, name: Lamps, split: test}\n    metrics: [{type: accuracy, value: 0.912}]\n---\n# Lamp\n",
        files: &[],
    },
    fixable: false,
    check: Check::Card(out_of_range),
};

fn out_of_range(card: &Card<'_>, findings: &mut Findings<'_>) {
    // By task and metric: the first value written as a share, and the first one in percent.
    type Firsts = [Option<(f64, Mark)>; 2];
    let mut scales: BTreeMap<(&str, &str), Firsts> = BTreeMap::new();
    for result in results(card) {
        let task = result.get("task").and_then(|task| text(task, "type")).unwrap_or_default();
        for entry in metrics(result) {
            let Some(known) = text(entry, "type").and_then(metric::find) else { continue };
            let Some(node) = entry.get("value") else { continue };
            let Some(value) = node.as_text().and_then(number) else { continue };
            if let Some(range) = impossible(known, value) {
                let message = format!("{} cannot be {}", known.title, shorten(&value.to_string(), 30));
                findings.add(card.at(node.mark), message, format!("it lies {range}"));
            } else if known.scale == Scale::Share && known.direction == Direction::Higher && value != 0.0 {
                let place = &mut scales.entry((task, known.id)).or_default()[usize::from(value > 1.0)];
                place.get_or_insert((value, node.mark));
            }
        }
    }
    for ((_, id), pair) in scales {
        let [Some((share, _)), Some((percent, mark))] = pair else { continue };
        // Half a per cent is a possible value too, on data that are hard; 0.9 next to 87 is another scale.
        if share < 0.6 || percent < 10.0 {
            continue;
        }
        let message = format!("`{id}` is {share} in one place of the card and {percent} in another");
        findings.add(card.at(mark), message, "write all of them between 0 and 1");
    }
}

/// Where the values of a metric lie, if this one lies outside.
fn impossible(metric: &Metric, value: f64) -> Option<&'static str> {
    match metric.scale {
        // Error rates go beyond 1: more can be wrong than there is.
        Scale::Share if metric.direction == Direction::Lower => (value < 0.0).then_some("at 0 or above"),
        Scale::Share => {
            (!(0.0..=100.0).contains(&value)).then_some("between 0 and 1, or in percent between 0 and 100")
        }
        // R² has no lower end.
        Scale::Correlation if metric.id == "r2" => (value > 100.0).then_some("at 1 or below"),
        Scale::Correlation => (value.abs() > 100.0).then_some("between -1 and 1"),
        Scale::Points if metric.direction == Direction::Higher => {
            (!(0.0..=100.0).contains(&value)).then_some("between 0 and 100")
        }
        _ => None,
    }
}
