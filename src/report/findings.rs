//! The findings of a check, with all that the forms of a report show of them.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::diagnostic::{Diagnostic, Found, Level, Mark};

/// What a report says of a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct About {
    /// Its name, in lower case with hyphens.
    pub name: &'static str,
    /// What its findings say, in one sentence.
    pub summary: &'static str,
    /// Why it is there, as Markdown.
    pub why: &'static str,
    /// How grave its findings are by themselves; `None` for a rule that is off by itself.
    pub level: Option<Level>,
}

/// A finding as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown<'a> {
    /// The finding.
    pub finding: &'a Diagnostic,
    /// Its rule.
    pub about: About,
    /// The text of its line, where it has a line.
    pub line: Option<&'a str>,
    /// Where it begins; the start of the file where it is about the file as a whole.
    pub start: Mark,
    /// Where it ends, exclusive: behind the word or value that stands at `start`.
    pub end: Mark,
    /// The model that it is about, `org/name`; empty where it is about none.
    pub model: String,
    /// 32 hexadecimal digits: the same for the same finding while lines are added or taken away above it.
    pub fingerprint: &'a str,
    /// Whether it stands on a line that was changed.
    pub is_on_change: bool,
}

/// How many findings are not shown, and why.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct LeftOut {
    /// The hub or a card asks for it.
    pub suppressed: usize,
    /// They are in the baseline.
    pub in_baseline: usize,
    /// They were there before the change that is looked at.
    pub before: usize,
    /// They stand where the change that is looked at does not reach.
    pub elsewhere: usize,
}

/// The findings of a check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report<'a> {
    /// By file and line.
    pub shown: Vec<Shown<'a>>,
    /// The cards of the models that were looked at, sorted.
    pub cards: Vec<String>,
    /// What is not shown.
    pub left_out: LeftOut,
    /// Whether findings that were there before are left out.
    pub is_of_new: bool,
    /// The way from the top of the git repository down to the hub, with a `/` at its end; empty where they are the same.
    pub top: String,
    /// By path, the text of the files that have findings.
    texts: &'a BTreeMap<String, String>,
    /// By path, their lines.
    lines: BTreeMap<&'a str, Vec<&'a str>>,
}

impl<'a> Report<'a> {
    /// Puts findings together with the texts of their files. `models` gives the model of each card's file.
    pub fn new(
        found: &'a [Found],
        texts: &'a BTreeMap<String, String>,
        about: &(dyn Fn(&str) -> About + Sync),
        models: &BTreeMap<&str, &str>,
    ) -> Report<'a> {
        let lines: BTreeMap<&str, Vec<&str>> =
            texts.par_iter().map(|(path, text)| (path.as_str(), text.lines().collect())).collect();
        // The findings of a file stand together.
        let files: Vec<&[Found]> =
            found.chunk_by(|one, next| one.finding.location.path == next.finding.location.path).collect();
        let shown = files.into_par_iter().flat_map_iter(|found| {
            let path = found.first().map_or("", |found| found.finding.location.path.as_str());
            let lines = lines.get(path).map(Vec::as_slice).unwrap_or_default();
            let model = models.get(path).copied().unwrap_or_default();
            let show = |Found { finding, fingerprint, is_on_change }: &'a Found| {
                let mark = finding.location.mark;
                let start = mark.unwrap_or(Mark { line: 1, column: 1 });
                let line = mark.and_then(|mark| lines.get((mark.line as usize).checked_sub(1)?).copied());
                Shown {
                    finding,
                    about: about(finding.rule),
                    line,
                    start,
                    end: Mark { column: end(line.unwrap_or_default(), start.column), ..start },
                    model: model.to_owned(),
                    fingerprint,
                    is_on_change: *is_on_change,
                }
            };
            found.iter().map(show).collect::<Vec<_>>()
        });
        let shown = shown.collect();
        Report {
            shown,
            cards: models.keys().map(|path| (*path).to_owned()).collect(),
            left_out: LeftOut::default(),
            is_of_new: false,
            top: String::new(),
            texts,
            lines,
        }
    }

    /// How many findings there are of a level.
    pub fn count(&self, level: Level) -> usize {
        self.shown.iter().filter(|shown| shown.finding.level == level).count()
    }

    /// How many findings `cardex check --fix` can mend.
    pub fn fixable(&self) -> usize {
        self.shown.iter().filter(|shown| shown.finding.fix.is_some()).count()
    }

    /// The text of a file that has findings.
    pub fn text(&self, path: &str) -> Option<&'a str> {
        self.texts.get(path).map(String::as_str)
    }

    /// A line of a file that has findings, from 1.
    pub fn line(&self, path: &str, number: u32) -> Option<&'a str> {
        self.lines.get(path)?.get((number as usize).checked_sub(1)?).copied()
    }

    /// A path of the hub as code hosts know it: from the top of the repository.
    pub fn repository_path(&self, path: &str) -> String {
        format!("{}{path}", self.top)
    }

    /// `3 errors, 5 warnings, 0 notes in 4 of 120 models`, and on a second line how many of them can be mended.
    pub fn summary(&self) -> String {
        let mut with: Vec<&str> = self.shown.iter().map(|shown| shown.model.as_str()).collect();
        with.retain(|model| !model.is_empty());
        with.sort_unstable();
        with.dedup();
        let counted =
            |count: usize, noun: &str| format!("{count} {noun}{}", if count == 1 { "" } else { "s" });
        let mut text = format!(
            "{}, {}, {} in {} of {}",
            counted(self.count(Level::Error), "error"),
            counted(self.count(Level::Warning), "warning"),
            counted(self.count(Level::Note), "note"),
            with.len(),
            counted(self.cards.len(), "model"),
        );
        let LeftOut { suppressed, in_baseline, before, elsewhere } = self.left_out;
        let reasons = [
            (suppressed, "suppressed"),
            (in_baseline, "in the baseline"),
            (before, "there before"),
            (elsewhere, "elsewhere"),
        ];
        let reasons: Vec<String> = reasons
            .iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, reason)| format!("{count} {reason}"))
            .collect();
        if !reasons.is_empty() {
            text.push_str(&format!(" ({})", reasons.join(", ")));
        }
        let fixable = self.fixable();
        if fixable > 0 {
            let all = counted(self.shown.len(), "finding");
            text.push_str(&format!("\n{fixable} of {all} can be mended with `cardex check --fix`"));
        }
        text
    }
}

/// The column behind the value at `column`: behind its closing quote, at the end of an entry of `[…]` or `{…}`, else before a
/// comment or at the end of the line.
fn end(line: &str, column: u32) -> u32 {
    let before = column as usize - 1;
    let in_list = line.chars().take(before).any(|c| "[{".contains(c));
    let rest: Vec<char> = line.chars().skip(before).collect();
    let length = match rest.first() {
        Some(&quote @ ('"' | '\'')) => {
            rest.iter().skip(1).position(|&c| c == quote).map_or(rest.len(), |at| at + 2)
        }
        _ if in_list => rest.iter().position(|&c| ",]}".contains(c)).unwrap_or(rest.len()),
        _ => rest.windows(2).position(|pair| pair == [' ', '#']).unwrap_or(rest.len()),
    };
    let blanks = rest[..length].iter().rev().take_while(|c| c.is_whitespace()).count();
    column + u32::try_from((length - blanks).max(1)).unwrap_or(1)
}
