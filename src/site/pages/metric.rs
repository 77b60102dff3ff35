//! Metrics and settings in words.

use crate::catalog::{Meaning, Measure, meaning};
use crate::config::{Better, Config};
use crate::site::view::MetricView;

/// What a card that carries the Hub's token is said to do; nobody here can check it.
pub(super) const CLAIMED: &str = "verification claimed";

/// What is said of every other value.
pub(super) const SELF_REPORTED: &str = "self-reported";

/// A metric by its name, with its direction where that is known.
pub(super) fn view(config: &Config, kind: &str) -> MetricView {
    let known = meaning(config, kind);
    MetricView { name: title(&known).to_owned(), direction: direction(known.better) }
}

/// What a metric is called.
pub(super) fn title<'a>(known: &Meaning<'a>) -> &'a str {
    // What a file of results measures has no name of its own.
    known.title.unwrap_or(if known.id == "score" { "Score" } else { known.id })
}

/// `higher is better`, `lower is better`; empty where nobody knows.
pub(super) fn direction(better: Option<Better>) -> &'static str {
    match better {
        Some(Better::Higher) => "higher is better",
        Some(Better::Lower) => "lower is better",
        None => "",
    }
}

/// Whether a value claims verification, in words.
pub(super) fn status(claims: bool) -> &'static str {
    if claims { CLAIMED } else { SELF_REPORTED }
}

/// What a result was measured on and how, in one line: `config en · split test`.
pub(super) fn setting(parts: &[(&str, Option<&str>)]) -> String {
    let stated = parts.iter().filter_map(|(name, value)| {
        let value = crate::catalog::text::one_line((*value)?);
        Some(if name.is_empty() { value } else { format!("{name} {value}") })
    });
    stated.collect::<Vec<_>>().join(" · ")
}

/// A value as written, with its unit behind it unless it stands there.
pub(super) fn value(text: &str, unit: Option<&str>) -> String {
    match unit {
        Some(unit) if !text.ends_with(unit) => format!("{text} {unit}"),
        _ => text.to_owned(),
    }
}

/// A value without its deviation, and the deviation, both as they are written; the unit stands behind the value.
pub(super) fn split(text: &str, measure: &Measure, unit: Option<&str>) -> (String, String) {
    let cut = ["±", "+/-", "+-"].iter().find_map(|sign| text.split_once(sign));
    match cut.filter(|_| measure.deviation.is_some()) {
        Some((main, deviation)) => (value(main.trim(), unit), format!("± {}", deviation.trim())),
        None => (value(text, unit), String::new()),
    }
}
