//! A finding with a name that it keeps: what reports, baselines and comparisons of two states know it by.

use std::collections::BTreeMap;

use rayon::prelude::*;
use sha2::{Digest, Sha256};

use super::Diagnostic;

/// A finding of a check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The finding.
    pub finding: Diagnostic,
    /// 32 hexadecimal digits: the same for the same finding while lines are added or taken away above it, and another one for
    /// each finding of a hub.
    pub fingerprint: String,
    /// Whether it stands on a line that was changed; false where nothing is compared.
    pub is_on_change: bool,
}

impl Found {
    /// Names all findings of a hub, which have to be sorted: of several that are alike, each is named by its turn. `texts` has
    /// the text of every file with findings, by path.
    ///
    /// The name is made of the rule, the path, and the text of the line (of the message, where the finding has no line), in
    /// which the number of blanks does not count, and in messages no number at all.
    pub fn name_all(findings: Vec<Diagnostic>, texts: &BTreeMap<String, String>) -> Vec<Found> {
        // The findings of a file stand together, and those of one file tell nothing of another's.
        let files: Vec<&[Diagnostic]> =
            findings.chunk_by(|one, next| one.location.path == next.location.path).collect();
        let names: Vec<Vec<String>> = files.into_par_iter().map(|findings| names(findings, texts)).collect();
        let named = findings.into_iter().zip(names.into_iter().flatten());
        named.map(|(finding, fingerprint)| Found { finding, fingerprint, is_on_change: false }).collect()
    }
}

/// The names of the findings of one file.
fn names(findings: &[Diagnostic], texts: &BTreeMap<String, String>) -> Vec<String> {
    let path = findings.first().map_or("", |finding| finding.location.path.as_str());
    let lines: Vec<&str> = texts.get(path).map(|text| text.lines().collect()).unwrap_or_default();
    let mut times: BTreeMap<(&str, String), usize> = BTreeMap::new();
    let name = |finding: &Diagnostic| {
        let line =
            finding.location.mark.and_then(|mark| lines.get((mark.line as usize).checked_sub(1)?).copied());
        let text = line.map_or_else(|| without_numbers(&finding.message), single_blanks);
        let nth = times.entry((finding.rule, text.clone())).or_default();
        *nth += 1;
        let digest = Sha256::digest([finding.rule, path, &text, &nth.to_string()].join("\0"));
        let digit = |value: u8| char::from(b"0123456789abcdef"[usize::from(value & 15)]);
        digest.iter().take(16).flat_map(|byte| [digit(byte >> 4), digit(*byte)]).collect()
    };
    findings.iter().map(name).collect()
}

fn single_blanks(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// `the card has 812 bytes` is the same finding when it has 813.
fn without_numbers(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in single_blanks(text).chars() {
        if !c.is_ascii_digit() {
            plain.push(c);
        } else if !plain.ends_with('0') {
            plain.push('0');
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::{Found, without_numbers};
    use crate::diagnostic::{Diagnostic, Location, Mark};
    use std::collections::BTreeMap;

    fn fingerprints(text: &str, lines: &[u32]) -> Vec<String> {
        let texts = BTreeMap::from([("a".to_owned(), text.to_owned())]);
        let found =
            lines.iter().map(|&line| Diagnostic::error("CX001", Location::at("a", Mark::new(line, 1)), "no"));
        Found::name_all(found.collect(), &texts).into_iter().map(|found| found.fingerprint).collect()
    }

    #[test]
    fn a_name_outlives_lines_that_are_added_above_it_and_blanks_in_it() {
        let before = fingerprints("x: 1\ny: 2\nx: 1\n", &[1, 3]);
        assert_ne!(before[0], before[1]);
        assert_eq!(before, fingerprints("\n\n  x:  1\ny: 2\nnew\nx: 1 \n", &[3, 6]));
        assert_ne!(before, fingerprints("x: 2\ny: 2\nx: 1\n", &[1, 3]));
    }

    #[test]
    fn numbers_of_a_message_do_not_name_it() {
        assert_eq!(
            without_numbers("the card has 812 bytes, more than 10"),
            "the card has 0 bytes, more than 0"
        );
        assert_eq!(without_numbers("version 1.20.3"), "version 0.0.0");
    }
}
