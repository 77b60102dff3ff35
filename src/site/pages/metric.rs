//! Metrics and settings in words.

use crate::catalog::{Meaning, Measure, meaning};
use crate::config::{Better, Config};
use crate::site::view::MetricView;

/// What a card that carries the Hub's token is said to do; nobody here can check it.
pub(super) const CLAIMED: &str = "verification claimed";

/// Digits of a value that are shown as they are.
const MOST_DIGITS: usize = 6;

/// Digits that are left of a longer one.
const SHOWN_DIGITS: f64 = 5.0;

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

/// A value as written, with its unit behind it unless it stands there; long ones are rounded.
pub(super) fn value(text: &str, unit: Option<&str>) -> String {
    let shown = rounded(text);
    match unit {
        Some(unit) if !text.ends_with(unit) => format!("{shown} {unit}"),
        _ => shown,
    }
}

/// A number of more digits than anybody measured, such as `0.5343023846000738`, with five of them; everything else as it is.
/// The files for programs have it whole.
pub(super) fn rounded(text: &str) -> String {
    let plain = text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'-'));
    let significant = text.trim_start_matches(['-', '0', '.']).bytes().filter(u8::is_ascii_digit).count();
    let Some(value) = text.parse::<f64>().ok().filter(|_| plain && significant > MOST_DIGITS) else {
        return text.to_owned();
    };
    let Some((_, decimals)) = text.split_once('.') else { return text.to_owned() };
    // Digits before the point are never dropped, and zeros behind it do not count.
    let magnitude = value.abs().log10().floor();
    let places = (SHOWN_DIGITS - 1.0 - magnitude).clamp(0.0, decimals.len() as f64) as usize;
    format!("{value:.places$}")
}

/// A value without its deviation, and the deviation, both as they are written; the unit stands behind the value.
pub(super) fn split(text: &str, measure: &Measure, unit: Option<&str>) -> (String, String) {
    let cut = ["±", "+/-", "+-"].iter().find_map(|sign| text.split_once(sign));
    match cut.filter(|_| measure.deviation.is_some()) {
        Some((main, deviation)) => (value(main.trim(), unit), format!("± {}", deviation.trim())),
        None => (value(text, unit), String::new()),
    }
}

#[cfg(test)]
mod tests {
    use super::{rounded, value};

    #[test]
    fn only_numbers_of_many_digits_are_rounded() {
        let cases = [
            ("0.5343023846000738", "0.53430"),
            ("36.951816", "36.952"),
            ("-0.000123456789", "-0.00012346"),
            ("123456789.25", "123456789"),
            ("123456789", "123456789"),
            ("0.912345", "0.912345"),
            ("0.9120000", "0.91200"),
            ("20.0 ± 1.2", "20.0 ± 1.2"),
            ("1.23456789e-5", "1.23456789e-5"),
            ("", ""),
        ];
        for (text, expected) in cases {
            assert_eq!(rounded(text), expected);
        }
        assert_eq!(value("14.8000001", Some("%")), "14.800 %");
    }
}
