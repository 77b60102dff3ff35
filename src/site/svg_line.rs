//! A line over versions as inline SVG, in the manner of the bar charts in `svg`: per cent and em, no view box.

use std::fmt::Write;

use super::shared::escape;
use super::svg::{Words, number, open};

/// One point.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Point {
    /// The version, below the point.
    pub(super) label: String,
    /// How high it stands.
    pub(super) value: f64,
    /// The value in words, above the point.
    pub(super) text: String,
}

/// Points that have their words; more would write over one another, so that the first, the last, the highest and the lowest
/// have them alone.
const MOST_WORDS: usize = 8;

/// Characters of a version beyond which neighbours would meet.
const LONGEST_LABEL: usize = 10;

/// Height of the part that is drawn in, in em.
const HEIGHT: f64 = 8.0;

/// Points from left to right, joined by a line. The scale runs from the least to the greatest value, not from 0: what
/// matters is the change, and every value is written out.
pub(super) fn line(words: &Words<'_>, points: &[Point]) -> String {
    let least = points.iter().map(|point| point.value).fold(f64::INFINITY, f64::min);
    let greatest = points.iter().map(|point| point.value).fold(f64::NEG_INFINITY, f64::max);
    let range = greatest - least;
    let wide = 100.0 / points.len().max(1) as f64;
    // From the top, in per cent; equal values run along the middle.
    let height = |value: f64| if range > 0.0 { 100.0 * (greatest - value) / range } else { 50.0 };
    let across = |at: usize| (at as f64 + 0.5) * wide;
    let is_told = |at: usize| {
        let is_first = |value: f64| points.iter().position(|point| point.value == value) == Some(at);
        points.len() <= MOST_WORDS
            || at == 0
            || at + 1 == points.len()
            || is_first(least)
            || is_first(greatest)
    };
    // In a hollow the line would run through words above it.
    let is_hollow = |at: usize| {
        let around = [at.checked_sub(1), Some(at + 1)].into_iter().flatten();
        let mut around = around.filter_map(|at| points.get(at)).map(|point| point.value).peekable();
        around.peek().is_some() && around.all(|value| value > points[at].value)
    };
    let mut svg = open(words, HEIGHT + 6.0);
    let _ =
        write!(svg, "<svg y=\"2em\" width=\"100%\" height=\"{}em\" overflow=\"visible\">", number(HEIGHT));
    for (at, pair) in points.windows(2).enumerate() {
        let [from, to] = pair else { continue };
        // Writing to a string cannot fail.
        let _ = write!(
            svg,
            "<line class=\"line\" x1=\"{}%\" y1=\"{}%\" x2=\"{}%\" y2=\"{}%\"/>",
            number(across(at)),
            number(height(from.value)),
            number(across(at + 1)),
            number(height(to.value)),
        );
    }
    for (at, point) in points.iter().enumerate() {
        let (x, y) = (number(across(at)), number(height(point.value)));
        let _ = write!(svg, "<circle class=\"bar\" cx=\"{x}%\" cy=\"{y}%\" r=\".3em\"/>");
        if is_told(at) {
            let below = if is_hollow(at) { "1.4em" } else { "-.7em" };
            let label = crate::catalog::text::shorten(&point.label, LONGEST_LABEL);
            let _ = write!(
                svg,
                "<text class=\"value\" x=\"{x}%\" y=\"{y}%\" dy=\"{below}\" text-anchor=\"middle\" fill=\"currentColor\">{}</text>\
                 <text x=\"{x}%\" y=\"100%\" dy=\"3em\" text-anchor=\"middle\" fill=\"currentColor\">{}</text>",
                escape(&point.text),
                escape(&label),
            );
        }
    }
    svg.push_str("</svg></svg>");
    svg
}

#[cfg(test)]
mod tests {
    use super::*;

    const WORDS: Words<'static> = Words { slug: "h", title: "T", description: "D" };

    fn points(values: &[f64]) -> Vec<Point> {
        let point = |(at, value): (usize, &f64)| Point {
            label: format!("{at}.0"),
            value: *value,
            text: value.to_string(),
        };
        values.iter().enumerate().map(point).collect()
    }

    #[test]
    fn points_are_joined_and_have_their_values() {
        let hostile = Point { label: "<1>".to_owned(), value: 2.0, text: "2 & more".to_owned() };
        assert_eq!(
            line(&WORDS, &[hostile, points(&[1.0])[0].clone()]),
            "<svg class=\"chart\" width=\"100%\" height=\"14em\" role=\"img\" aria-labelledby=\"h-title h-text\">\
             <title id=\"h-title\">T</title><desc id=\"h-text\">D</desc>\
             <svg y=\"2em\" width=\"100%\" height=\"8em\" overflow=\"visible\">\
             <line class=\"line\" x1=\"25%\" y1=\"0%\" x2=\"75%\" y2=\"100%\"/>\
             <circle class=\"bar\" cx=\"25%\" cy=\"0%\" r=\".3em\"/>\
             <text class=\"value\" x=\"25%\" y=\"0%\" dy=\"-.7em\" text-anchor=\"middle\" fill=\"currentColor\">2 &amp; more</text>\
             <text x=\"25%\" y=\"100%\" dy=\"3em\" text-anchor=\"middle\" fill=\"currentColor\">&lt;1&gt;</text>\
             <circle class=\"bar\" cx=\"75%\" cy=\"100%\" r=\".3em\"/>\
             <text class=\"value\" x=\"75%\" y=\"100%\" dy=\"1.4em\" text-anchor=\"middle\" fill=\"currentColor\">1</text>\
             <text x=\"75%\" y=\"100%\" dy=\"3em\" text-anchor=\"middle\" fill=\"currentColor\">0.0</text></svg></svg>"
        );
    }

    #[test]
    fn many_points_have_few_words_and_equal_ones_no_slope() {
        let many: Vec<f64> = (0..20).map(|at| f64::from((at * 7) % 20)).collect();
        assert_eq!(line(&WORDS, &points(&many)).matches("<text").count(), 2 * 3);
        let level = line(&WORDS, &points(&[3.0, 3.0]));
        assert_eq!((level.matches("cy=\"50%\"").count(), level.contains("NaN")), (2, false));
        assert!(!line(&WORDS, &[]).contains("NaN") && !line(&WORDS, &[]).contains("inf"));
    }
}
