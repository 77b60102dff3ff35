//! Badges: a label and a value as a small SVG, for READMEs elsewhere.

use std::fmt::Write;

use crate::catalog::text::shorten;

/// What a badge says.
pub struct Badge<'a> {
    /// On the left.
    pub label: &'a str,
    /// On the right.
    pub value: &'a str,
    /// How it is meant.
    pub tone: Tone,
}

/// How a badge is meant: never the only carrier of the meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// As it should be.
    Good,
    /// To be looked at.
    Warn,
    /// Wrong.
    Bad,
    /// No judgement.
    Plain,
    /// Nothing is known.
    Unknown,
}

impl Tone {
    /// A ground on which white letters have a contrast of at least 4.5.
    fn ground(self) -> &'static str {
        match self {
            Tone::Good => "#1a7f37",
            Tone::Warn => "#8a5a00",
            Tone::Bad => "#b3261e",
            Tone::Plain => "#1f5fa8",
            Tone::Unknown => "#6b6b6b",
        }
    }
}

/// Longest text on either side, in characters.
const LONGEST: usize = 60;

/// Space beside each text, in pixels.
const PADDING: f64 = 6.0;

/// The size of the letters, in pixels.
const SIZE: f64 = 11.0;

/// How wide Verdana draws the characters from the space to the tilde, in thousandths of the size: its published advance
/// widths. What is drawn in another font is stretched to the same width.
const WIDTHS: [u16; 95] = [
    352, 394, 459, 818, 636, 1076, 727, 269, 454, 454, 636, 818, 364, 454, 364, 454, 636, 636, 636, 636, 636,
    636, 636, 636, 636, 636, 454, 454, 818, 818, 818, 545, 1000, 684, 686, 698, 771, 632, 575, 775, 751, 421,
    455, 693, 557, 843, 748, 787, 603, 787, 695, 684, 616, 732, 684, 989, 685, 615, 685, 454, 454, 454, 818,
    636, 636, 601, 623, 521, 623, 596, 352, 623, 633, 274, 344, 592, 274, 973, 633, 607, 623, 623, 427, 521,
    394, 633, 592, 818, 592, 592, 525, 635, 454, 635, 818,
];

/// The width of a text, in pixels.
fn width(text: &str) -> f64 {
    let wide = |c: char| match (c as usize).checked_sub(usize::from(b' ')).and_then(|at| WIDTHS.get(at)) {
        Some(width) => f64::from(*width),
        // Ideographs, kana, hangul and emoji fill a square; other letters are about as wide as ours.
        None if c >= '\u{1100}' => 1000.0,
        None => 650.0,
    };
    text.chars().map(wide).sum::<f64>() * SIZE / 1000.0
}

/// The badge as SVG. It asks for no font and no file.
pub fn badge(badge: &Badge<'_>) -> Vec<u8> {
    let [label, value] = [badge.label, badge.value].map(|text| shorten(text, LONGEST));
    let [left, right] = [&label, &value].map(|text| width(text).round());
    let middle = left + 2.0 * PADDING;
    let all = middle + right + 2.0 * PADDING;
    let [label, value] = [escape(&label), escape(&value)];
    let mut svg = String::with_capacity(1024);
    // Writing to a string cannot fail.
    let _ = writeln!(
        svg,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{all}\" height=\"20\" role=\"img\" aria-label=\"{label}: {value}\">\
         <title>{label}: {value}</title>\
         <clipPath id=\"r\"><rect width=\"{all}\" height=\"20\" rx=\"3\"/></clipPath>\
         <g clip-path=\"url(#r)\"><rect width=\"{middle}\" height=\"20\" fill=\"#444\"/>\
         <rect x=\"{middle}\" width=\"{}\" height=\"20\" fill=\"{}\"/></g>\
         <g fill=\"#fff\" font-family=\"Verdana,Geneva,DejaVu Sans,sans-serif\" font-size=\"{SIZE}\">\
         <text x=\"{PADDING}\" y=\"14\" textLength=\"{left}\">{label}</text>\
         <text x=\"{}\" y=\"14\" textLength=\"{right}\">{value}</text></g></svg>",
        all - middle,
        badge.tone.ground(),
        middle + PADDING,
    );
    svg.into_bytes()
}

fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            // XML has no place for these.
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => escaped.push(' '),
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_badge_is_as_wide_as_its_words() {
        assert_eq!(width("license").round(), 38.0);
        assert_eq!(width("模型"), 22.0);
        let svg =
            String::from_utf8(badge(&Badge { label: "licence", value: "MIT", tone: Tone::Plain })).unwrap();
        assert!(
            svg.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"83\" height=\"20\""),
            "{svg}"
        );
    }

    #[test]
    fn words_are_only_ever_words() {
        let value = "</text><script>alert('x')</script>\u{1}";
        let svg = String::from_utf8(badge(&Badge { label: "\"&", value, tone: Tone::Bad })).unwrap();
        assert!(!svg.contains("<script") && !svg.contains('\u{1}'), "{svg}");
        assert!(
            svg.contains("aria-label=\"&quot;&amp;: &lt;/text&gt;&lt;script&gt;alert(&#39;x&#39;)"),
            "{svg}"
        );
    }
}
