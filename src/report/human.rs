//! Findings as text for people.

use crate::diagnostic::{Diagnostic, Level};

/// Findings as text, sorted as given, at most `most` of each level below error; errors are never left out.
///
/// ```text
/// models/acme/x/README.md:4:10: error[CX104]: `size` should be a number of bytes
///     help: write it as 438 MB
/// ```
pub fn human(diagnostics: &[Diagnostic], most: usize) -> String {
    let mut text = String::new();
    let mut shown = 0;
    let mut left_out = 0;
    for finding in diagnostics {
        if finding.level == Level::Note {
            continue;
        }
        if finding.level == Level::Warning {
            if shown == most {
                left_out += 1;
                continue;
            }
            shown += 1;
        }
        let Diagnostic { location, rule, level, message, help, .. } = finding;
        text.push_str(&format!(
            "{}: {level}[{rule}]: {}\n",
            printable(&location.to_string()),
            printable(message)
        ));
        if let Some(help) = help {
            text.push_str(&format!("    help: {}\n", printable(help)));
        }
    }
    if left_out > 0 {
        let warnings = if left_out == 1 { "warning" } else { "warnings" };
        text.push_str(&format!("… and {left_out} more {warnings} (--verbose shows all)\n"));
    }
    text
}

/// A text that cannot steer a terminal: control characters and direction overrides are shown as escapes.
pub fn printable(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        let steers = (c.is_control() && c != '\n')
            || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        if steers {
            shown.extend(c.escape_unicode());
        } else {
            shown.push(c);
        }
    }
    shown
}
