//! A measured value as a number, from the text that a card gives.

/// A number with what stands around it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Measure {
    /// The number.
    pub value: f64,
    /// What stands behind `±`, where something does.
    pub deviation: Option<f64>,
    /// Whether a `%` stands behind it.
    pub percent: bool,
}

/// The number that a text begins with: `20.0 ± 1.2`, `86.5%`, `0.91 (0.02)`; `NaN`, `about 3` and `1,234` are none.
pub(super) fn read(text: &str) -> Option<Measure> {
    let (value, rest) = number(text.trim())?;
    let (percent, rest) = percent(rest);
    if rest.is_empty() || rest.starts_with('(') {
        return Some(Measure { value, deviation: None, percent });
    }
    let behind = ["±", "+/-", "+-"].iter().find_map(|sign| rest.strip_prefix(sign))?;
    let (deviation, rest) =
        number(behind.trim_start()).map_or((None, ""), |(deviation, rest)| (Some(deviation), rest));
    let (also_percent, _) = self::percent(rest);
    Some(Measure {
        value,
        deviation: deviation.filter(|deviation| *deviation >= 0.0),
        percent: percent || also_percent,
    })
}

/// A finite number and the text behind it, without the blanks between.
fn number(text: &str) -> Option<(f64, &str)> {
    let mut before = ' ';
    let mut is_part = |c: char| {
        // A sign belongs to the number at its beginning, or behind an `e`; elsewhere it begins a deviation.
        let fits = match c {
            '0'..='9' | '.' | 'e' | 'E' => true,
            '-' | '+' => matches!(before, ' ' | 'e' | 'E'),
            _ => false,
        };
        before = c;
        fits
    };
    let end = text.find(|c| !is_part(c)).unwrap_or(text.len());
    let value = text[..end].parse::<f64>().ok().filter(|value| value.is_finite())?;
    Some((value, text[end..].trim_start()))
}

fn percent(text: &str) -> (bool, &str) {
    text.strip_prefix('%').map_or((false, text), |rest| (true, rest.trim_start()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> String {
        read(text).map_or_else(
            || "none".to_owned(),
            |Measure { value, deviation, percent }| {
                let deviation = deviation.map(|deviation| format!(" ± {deviation}")).unwrap_or_default();
                format!("{value}{deviation}{}", if percent { " %" } else { "" })
            },
        )
    }

    #[test]
    fn a_number_is_read_with_what_stands_behind_it() {
        for (text, expected) in [
            ("0.91", "0.91"),
            (" -3 ", "-3"),
            ("1e-3", "0.001"),
            ("20.0 ± 1.2", "20 ± 1.2"),
            ("200.54 +/- 25.15", "200.54 ± 25.15"),
            ("7+-2", "7 ± 2"),
            ("86.51%", "86.51 %"),
            ("86 % ± 2 %", "86 ± 2 %"),
            ("3.62 ± 0.09%", "3.62 ± 0.09 %"),
            ("0.91 (0.02)", "0.91"),
            ("5 ± ?", "5"),
            ("NaN", "none"),
            ("inf", "none"),
            ("1e999", "none"),
            ("1,234", "none"),
            ("about 3", "none"),
            ("0.91/0.92", "none"),
            ("", "none"),
            ("-", "none"),
        ] {
            assert_eq!(told(text), expected, "{text}");
        }
    }
}
