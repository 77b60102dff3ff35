//! Which way a text runs.
//!
//! Browsers can tell by themselves (`dir="auto"`), but Chromium looks again at every node that it adds to such an
//! element: a card with a table of 100,000 rows does not load in minutes. So it is said here once, by the same rule.

/// `rtl` when the first letter of a text is one of a script that is written from right to left, else `ltr`.
pub(super) fn direction(text: &str) -> &'static str {
    match text.chars().find(|c| c.is_alphabetic()) {
        Some(first) if is_rtl(first) => "rtl",
        _ => "ltr",
    }
}

/// Hebrew, Arabic, Syriac, Thaana, NKo and their neighbours, in the basic plane and beyond it.
fn is_rtl(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}' | '\u{10800}'..='\u{10fff}'
        | '\u{1e800}'..='\u{1efff}')
}

#[cfg(test)]
mod tests {
    use super::direction;

    #[test]
    fn the_first_letter_decides() {
        for (text, expected) in [
            ("", "ltr"),
            ("12 – 34", "ltr"),
            ("Grüße", "ltr"),
            ("日本語", "ltr"),
            ("1. نموذج ترجمة (BERT)", "rtl"),
            ("BERT: نموذج ترجمة", "ltr"),
            ("«שלום» world", "rtl"),
            ("\u{10a00} kharoshthi", "rtl"),
        ] {
            assert_eq!(direction(text), expected, "{text:?}");
        }
    }
}
