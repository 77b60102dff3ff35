//! Bar charts as inline SVG.
//!
//! Lengths are per cent and em, never a view box: a chart fills its place on a phone and on a wall, and its text has the
//! size of the text around it. Colours come from classes of the style sheet (`bar`, `rest`, `axis`) and from the text's own
//! colour; no `style` attribute is needed, so the security policy holds. The numbers stand beside the bars, and the page
//! gives the same ones in a table.

use std::fmt::Write;

use super::number::count;
use super::shared::escape;

/// One bar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Bar {
    /// What it stands for.
    pub(super) label: String,
    /// How long it is.
    pub(super) count: u64,
    /// Whether it stands for what has no name of its own: `other`, `not stated`. It is paler, and its words say so.
    pub(super) is_rest: bool,
}

/// What a reader who does not see the chart is told of it.
pub(super) struct Words<'a> {
    /// Unique in the page; fit for an element id.
    pub(super) slug: &'a str,
    /// What it shows.
    pub(super) title: &'a str,
    /// The chart in a sentence.
    pub(super) description: &'a str,
}

/// Per cent of the width that the longest bar has; its number stands behind it.
const LONGEST_BAR: f64 = 82.0;

/// Height of a horizontal bar with its label and the space below, in em.
const ROW: f64 = 2.75;

/// Characters of a label beyond which it would not fit a phone.
const LONGEST_LABEL: usize = 48;

/// Columns that have their number above them; more would write over one another.
const MOST_NUMBERS: usize = 12;

/// Columns that the width is for at least, so that a single one is no wall.
const LEAST_COLUMNS: usize = 8;

/// Labels under the columns at most.
const MOST_LABELS: usize = 6;

/// Horizontal bars, one under another, each with its label above and its number behind it.
pub(super) fn bars(words: &Words<'_>, bars: &[Bar]) -> String {
    // What has no name can be many times what has: it does not set the scale, and its bar is cut where it would not fit.
    let named = bars.iter().filter(|bar| !bar.is_rest).map(|bar| bar.count).max();
    let longest = named.or(bars.iter().map(|bar| bar.count).max()).unwrap_or(0).max(1);
    let mut svg = open(words, bars.len() as f64 * ROW);
    for (row, bar) in bars.iter().enumerate() {
        let top = row as f64 * ROW;
        // A bar that is cut off shows it by a gap before its end.
        let is_cut = bar.count > longest;
        let width = LONGEST_BAR * bar.count.min(longest) as f64 / longest as f64;
        let solid = if is_cut { width - 6.0 } else { width };
        let label = escape(&crate::catalog::text::shorten(&bar.label, LONGEST_LABEL));
        let class = if bar.is_rest { "rest" } else { "bar" };
        // Writing to a string cannot fail.
        let _ = write!(
            svg,
            "<text y=\"{}em\" fill=\"currentColor\">{label}</text>\
             <rect class=\"{class}\" y=\"{}em\" width=\"{}%\" height=\".75em\" rx=\"2\"/>\
             <text class=\"value\" x=\"{}%\" y=\"{}em\" dx=\".5em\" fill=\"currentColor\">{}</text>",
            number(top + 1.0),
            number(top + 1.4),
            number(solid),
            number(width),
            number(top + 2.1),
            super::number::grouped(bar.count),
        );
        if is_cut {
            let _ = write!(
                svg,
                "<rect class=\"{class}\" x=\"{}%\" y=\"{}em\" width=\"4%\" height=\".75em\" rx=\"2\"/>",
                number(width - 4.0),
                number(top + 1.4),
            );
        }
    }
    svg.push_str("</svg>");
    svg
}

/// Upright columns from left to right, for what has an order: months, sizes.
pub(super) fn columns(words: &Words<'_>, columns: &[Bar]) -> String {
    let longest = columns.iter().map(|bar| bar.count).max().unwrap_or(0).max(1);
    let wide = 100.0 / columns.len().max(LEAST_COLUMNS) as f64;
    let step = columns.len().div_ceil(MOST_LABELS).max(1);
    let tallest = columns.iter().position(|bar| bar.count == longest);
    let mut svg = open(words, 14.0);
    svg.push_str("<svg y=\"1.5em\" width=\"100%\" height=\"11em\" overflow=\"visible\">");
    for (at, bar) in columns.iter().enumerate() {
        let height = 100.0 * bar.count as f64 / longest as f64;
        let class = if bar.is_rest { "rest" } else { "bar" };
        let middle = (at as f64 + 0.5) * wide;
        let _ = write!(
            svg,
            "<rect class=\"{class}\" x=\"{}%\" y=\"{}%\" width=\"{}%\" height=\"{}%\"/>",
            number(at as f64 * wide + wide * 0.1),
            number(100.0 - height),
            number(wide * 0.8),
            number(height),
        );
        if bar.count > 0 && (columns.len() <= MOST_NUMBERS || tallest == Some(at)) {
            let _ = write!(
                svg,
                "<text class=\"value\" x=\"{}%\" y=\"{}%\" dy=\"-.4em\" text-anchor=\"middle\" fill=\"currentColor\">{}</text>",
                number(middle),
                number(100.0 - height),
                count(bar.count),
            );
        }
        if at % step == 0 {
            // The first label would begin before the chart does.
            let (x, anchor) = if at == 0 { (0.0, "start") } else { (middle, "middle") };
            let _ = write!(
                svg,
                "<text x=\"{}%\" y=\"100%\" dy=\"1.3em\" text-anchor=\"{anchor}\" fill=\"currentColor\">{}</text>",
                number(x),
                escape(&bar.label),
            );
        }
    }
    svg.push_str("<line class=\"axis\" y1=\"100%\" x2=\"100%\" y2=\"100%\"/></svg></svg>");
    svg
}

pub(super) fn open(words: &Words<'_>, height: f64) -> String {
    let Words { slug, title, description } = words;
    format!(
        "<svg class=\"chart\" width=\"100%\" height=\"{}em\" role=\"img\" aria-labelledby=\"{slug}-title {slug}-text\">\
         <title id=\"{slug}-title\">{}</title><desc id=\"{slug}-text\">{}</desc>",
        number(height),
        escape(title),
        escape(description),
    )
}

/// A length with at most two decimals, the same on every machine.
pub(super) fn number(value: f64) -> String {
    let text = format!("{value:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    const WORDS: Words<'static> = Words { slug: "c", title: "A & B", description: "Most are <a>." };

    fn bar(label: &str, count: u64) -> Bar {
        Bar { label: label.to_owned(), count, is_rest: label == "Other" }
    }

    #[test]
    fn bars_have_labels_and_numbers() {
        assert_eq!(
            bars(&WORDS, &[bar("<i>\"x", 1500), bar("Other", 0)]),
            "<svg class=\"chart\" width=\"100%\" height=\"5.5em\" role=\"img\" aria-labelledby=\"c-title c-text\">\
             <title id=\"c-title\">A &amp; B</title><desc id=\"c-text\">Most are &lt;a&gt;.</desc>\
             <text y=\"1em\" fill=\"currentColor\">&lt;i&gt;&quot;x</text>\
             <rect class=\"bar\" y=\"1.4em\" width=\"82%\" height=\".75em\" rx=\"2\"/>\
             <text class=\"value\" x=\"82%\" y=\"2.1em\" dx=\".5em\" fill=\"currentColor\">1,500</text>\
             <text y=\"3.75em\" fill=\"currentColor\">Other</text>\
             <rect class=\"rest\" y=\"4.15em\" width=\"0%\" height=\".75em\" rx=\"2\"/>\
             <text class=\"value\" x=\"0%\" y=\"4.85em\" dx=\".5em\" fill=\"currentColor\">0</text></svg>"
        );
    }

    #[test]
    fn what_has_no_name_does_not_set_the_scale() {
        let svg = bars(&WORDS, &[bar("a", 4), bar("b", 2), bar("Other", 400)]);
        let widths: Vec<&str> =
            svg.split("em\" width=\"").skip(1).map(|rest| &rest[..rest.find('%').unwrap()]).collect();
        // The bar that is cut has a gap before its end.
        assert_eq!(widths, ["82", "41", "76", "4"]);
        assert!(svg.contains(">400</text>"));
        assert!(bars(&WORDS, &[bar("Other", 400)]).contains("width=\"82%\""));
    }

    #[test]
    fn many_columns_have_few_labels_and_one_number() {
        let many: Vec<Bar> = (0..30).map(|at| bar(&format!("m{at}"), at)).collect();
        let svg = columns(&WORDS, &many);
        let count = |text: &str| svg.matches(text).count();
        assert_eq!((count("<rect"), count("class=\"value\""), count(">m")), (30, 1, 6));
        assert!(svg.contains(">29</text>") && !svg.contains("NaN"));
    }

    #[test]
    fn nothing_is_a_chart_too() {
        for svg in [bars(&WORDS, &[]), columns(&WORDS, &[]), columns(&WORDS, &[bar("a", 0)])] {
            assert!(svg.starts_with("<svg") && svg.ends_with("</svg>") && !svg.contains("NaN"), "{svg}");
        }
    }
}
