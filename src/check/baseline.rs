//! Findings that a hub knows and has put off: a file of their names, which is to become shorter.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::Selection;
use crate::diagnostic::{Diagnostic, Found, Location, Mark};

/// The findings that are known.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Baseline {
    /// By fingerprint, the code and the line of the file that tells of it.
    entries: BTreeMap<String, (String, u32)>,
}

/// One line of the file. Path and message are for people; the fingerprint counts.
#[derive(Serialize)]
struct Entry<'a> {
    path: &'a str,
    code: &'a str,
    fingerprint: &'a str,
    message: &'a str,
}

#[derive(Deserialize)]
struct Document {
    schema: u32,
    findings: Vec<Known>,
}

#[derive(Deserialize)]
struct Known {
    code: String,
    fingerprint: String,
}

impl Baseline {
    /// The text of a baseline of these findings: one line for each, sorted by file and rule, and nothing that changes when a
    /// finding only moves within its file.
    pub fn text(found: &[Found]) -> String {
        let mut entries: Vec<Entry<'_>> = found
            .iter()
            .map(|found| Entry {
                path: &found.finding.location.path,
                code: found.finding.rule,
                fingerprint: &found.fingerprint,
                message: &found.finding.message,
            })
            .collect();
        entries.sort_by(|a, b| (a.path, a.code, a.fingerprint).cmp(&(b.path, b.code, b.fingerprint)));
        // Writing to memory cannot fail, and the keys are texts.
        let lines: Vec<String> =
            entries.iter().map(|entry| serde_json::to_string(entry).unwrap_or_default()).collect();
        let lines = if lines.is_empty() { String::new() } else { format!("\n{}\n", lines.join(",\n")) };
        format!("{{\"schema\": 1, \"findings\": [{lines}]}}\n")
    }

    /// Reads a baseline.
    ///
    /// # Errors
    /// Says what is wrong with the text.
    pub fn parse(text: &str) -> Result<Baseline, String> {
        let document: Document = serde_json::from_str(text).map_err(|error| error.to_string())?;
        if document.schema != 1 {
            return Err(format!("its schema is {}; this version knows 1", document.schema));
        }
        let lines: BTreeMap<&str, u32> = text
            .lines()
            .zip(1..)
            .filter_map(|(line, number)| {
                let (_, rest) = line.split_once("\"fingerprint\":")?;
                Some((rest.trim_start().strip_prefix('"')?.split('"').next()?, number))
            })
            .collect();
        let entry = |known: Known| {
            let line = lines.get(known.fingerprint.as_str()).copied().unwrap_or(1);
            (known.fingerprint, (known.code, line))
        };
        Ok(Baseline { entries: document.findings.into_iter().map(entry).collect() })
    }

    /// Takes out the findings that are known. Gives those that are not, how many were taken out, and a note about entries of
    /// rules that are on and found nothing any more; `path` is the baseline's file.
    pub fn apply(
        &self,
        found: Vec<Found>,
        selection: &Selection,
        path: &str,
    ) -> (Vec<Found>, usize, Option<Diagnostic>) {
        let there: BTreeSet<&str> = found.iter().map(|found| found.fingerprint.as_str()).collect();
        let mut over: Vec<u32> = self
            .entries
            .iter()
            .filter(|(fingerprint, (code, _))| {
                !there.contains(fingerprint.as_str()) && selection.looks_for(code)
            })
            .map(|(_, (_, line))| *line)
            .collect();
        over.sort_unstable();
        let note = over.first().map(|&line| {
            let message = match over.len() {
                1 => "a finding of the baseline is no longer there".to_owned(),
                number => format!("{number} findings of the baseline are no longer there"),
            };
            Diagnostic::note("CX011", Location::at(path, Mark::new(line, 1)), message)
                .help(format!("take them out: `cardex check --write-baseline {path}` writes it anew"))
        });
        let all = found.len();
        let unknown: Vec<Found> =
            found.into_iter().filter(|found| !self.entries.contains_key(&found.fingerprint)).collect();
        let known = all - unknown.len();
        (unknown, known, note.and_then(|note| selection.admit(note)))
    }
}

#[cfg(test)]
mod tests {
    use super::Baseline;
    use crate::check::Selection;
    use crate::config::Check;
    use crate::diagnostic::{Diagnostic, Found, Location, Mark};
    use std::collections::BTreeMap;

    fn found(cards: &[(&str, u32)]) -> Vec<Found> {
        let texts: BTreeMap<String, String> =
            [("a", "x\ny\nx\n"), ("b", "x\n")].map(|(path, text)| (path.to_owned(), text.to_owned())).into();
        let one = |&(path, line): &(&str, u32)| {
            Diagnostic::warning("CX503", Location::at(path, Mark::new(line, 1)), "it is \"odd\"")
        };
        Found::name_all(cards.iter().map(one).collect(), &texts)
    }

    #[test]
    fn what_is_known_is_taken_out_and_what_is_over_is_told() {
        let text = Baseline::text(&found(&[("a", 1), ("a", 3), ("b", 1)]));
        assert_eq!(text.lines().count(), 5, "{text}");
        let baseline = Baseline::parse(&text).expect("its own text");
        let selection = Selection::new(&Check::default()).expect("no codes");
        let (unknown, known, note) =
            baseline.apply(found(&[("a", 1), ("a", 2), ("a", 3)]), &selection, "base.json");
        assert_eq!(
            unknown.iter().map(|found| found.finding.location.to_string()).collect::<Vec<_>>(),
            ["a:2:1"]
        );
        assert_eq!(known, 2);
        let note = note.expect("one is over");
        assert_eq!(note.location.to_string(), "base.json:4:1");
        assert_eq!(note.message, "a finding of the baseline is no longer there");
        // Nobody looked for them.
        let off =
            Selection::new(&Check { select: vec!["CX4".to_owned()], ..Check::default() }).expect("a code");
        assert_eq!(baseline.apply(Vec::new(), &off, "base.json").2, None);
        assert_eq!(Baseline::text(&[]), "{\"schema\": 1, \"findings\": []}\n");
    }

    #[test]
    fn what_is_no_baseline_is_refused() {
        assert!(Baseline::parse("").is_err());
        let error = Baseline::parse("{\"schema\": 2, \"findings\": []}").expect_err("another schema");
        assert_eq!(error, "its schema is 2; this version knows 1");
    }
}
