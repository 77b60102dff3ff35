//! Mends findings: works out their fixes in the texts that they are about, makes them, and makes sure of what came of it.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::config::Limits;
use crate::diagnostic::{Change, Diagnostic, Level, Parsed};
use crate::edit::{self, Shape, Sheet};
use crate::hub::{CardSource, Snapshot};
use crate::yaml;

/// How often a hub is checked anew at most while it is mended: one fix can make room for another.
pub const MOST_PASSES: usize = 40;

/// Works out the edits of all fixes; a finding whose fix cannot be made for certain loses it.
pub(super) fn work_out(findings: &mut [Diagnostic], snapshot: &Snapshot, limits: &Limits) {
    let mut by_path: BTreeMap<String, Vec<&mut Diagnostic>> = BTreeMap::new();
    for finding in findings.iter_mut().filter(|finding| finding.fix.is_some()) {
        by_path.entry(finding.location.path.clone()).or_default().push(finding);
    }
    by_path.into_par_iter().for_each(|(path, findings)| {
        let text = text(snapshot, &path, limits);
        let source = text.as_ref().map(|text| read(text, &path, limits).value);
        let front = source.as_ref().and_then(|source| source.as_ref()?.front.as_ref());
        let sheet = text.as_ref().map(|text| Sheet::new(text, front));
        for finding in findings {
            finding.fix = finding.fix.take().and_then(|mut fix| {
                fix.edits = sheet.as_ref()?.edits(&fix.change)?;
                Some(fix)
            });
        }
    });
}

/// Takes a text apart that a fix is about: a card, or a file of YAML beside one, which is all front matter.
fn read(text: &str, path: &str, limits: &Limits) -> Parsed<Option<CardSource>> {
    if !path.ends_with(".yaml") && !path.ends_with(".yml") {
        return CardSource::parse(text.as_bytes(), path, limits);
    }
    let Parsed { value, diagnostics } = yaml::parse(text, 1, path, &limits.yaml());
    let source = CardSource { head: String::new(), front: value, body: String::new(), body_line: 1 };
    Parsed::new(Some(source), diagnostics)
}

/// The text of a card, if it is one that places can be counted in: UTF-8, and no line that ends in CR alone, which some of its
/// readers take for the end of a line and others do not.
fn text(snapshot: &Snapshot, path: &str, limits: &Limits) -> Option<String> {
    let text = String::from_utf8(snapshot.read(path, limits.card_bytes).ok()?).ok()?;
    let lone = |rest: &str| !rest.starts_with('\n') && !rest.starts_with("\r\n");
    let has_lone = text.match_indices('\r').any(|(at, _)| lone(&text[at + 1..]));
    (!has_lone).then_some(text)
}

/// A finding as one pass knows it again after another: its rule and its message, which names what it is about.
type Known = (&'static str, String);

/// Mends a hub's cards pass by pass. It writes nothing: what a card says now is what the snapshot says.
#[derive(Debug, Default)]
pub struct Mending {
    /// What the cards said before, as far as they are changed.
    before: BTreeMap<String, String>,
    /// What was mended, by card: how often of each rule.
    mended: BTreeMap<String, BTreeMap<&'static str, usize>>,
    /// What the last pass did, until it is known what came of it.
    tried: BTreeMap<String, Attempt>,
    /// What was tried and did no good.
    refused: BTreeSet<(String, Known)>,
    /// The cards in which one fix is made at a time, since several at once did no good.
    careful: BTreeSet<String>,
}

/// Fixes of one card, made together.
#[derive(Debug)]
struct Attempt {
    before: String,
    fixes: Vec<Known>,
    /// How often each of these findings was there.
    counts: BTreeMap<Known, usize>,
    faults: Faults,
}

impl Mending {
    /// Takes the findings of the hub as it is now, and mends what can be mended. Gives whether the hub has to be checked anew; the
    /// pass that is the last one takes back what nobody could make sure of.
    pub fn pass(
        &mut self,
        findings: &[Diagnostic],
        snapshot: &mut Snapshot,
        limits: &Limits,
        last: bool,
    ) -> bool {
        let mut of_card: BTreeMap<&str, Vec<&Diagnostic>> = BTreeMap::new();
        for finding in findings {
            of_card.entry(&finding.location.path).or_default().push(finding);
        }
        let taken_back = self.judge(&of_card, snapshot);
        let mut changed = !taken_back.is_empty();
        if last {
            return changed;
        }
        // What was found in a text that was taken back has its places in that text: such a card waits for the next pass.
        let work: Vec<(&str, &[&Diagnostic])> = of_card
            .iter()
            .filter(|(path, _)| !taken_back.contains(**path))
            .map(|(path, found)| (*path, found.as_slice()))
            .collect();
        let attempts: Vec<(String, Attempt, String, Vec<Known>)> = work
            .into_par_iter()
            .filter_map(|(path, found)| self.attempt(path, found, snapshot, limits))
            .collect();
        for (path, attempt, text, refused) in attempts {
            self.refused.extend(refused.into_iter().map(|known| (path.clone(), known)));
            if attempt.fixes.is_empty() {
                continue;
            }
            self.before.entry(path.clone()).or_insert_with(|| attempt.before.clone());
            snapshot.put(&path, text.into_bytes());
            self.tried.insert(path, attempt);
            changed = true;
        }
        changed
    }

    /// The cards that are changed: path, text before, and how often which rule was mended.
    pub fn changed(&self) -> impl Iterator<Item = (&str, &str, &BTreeMap<&'static str, usize>)> {
        self.mended
            .iter()
            .filter_map(|(path, rules)| Some((path.as_str(), self.before.get(path)?.as_str(), rules)))
    }

    /// Takes the fixes from findings that were tried and taken back, so that nobody is promised what does not hold.
    pub fn keep_promises(&self, findings: &mut [Diagnostic]) {
        for finding in findings.iter_mut().filter(|finding| finding.fix.is_some()) {
            if self.refused.contains(&(finding.location.path.clone(), known(finding))) {
                finding.fix = None;
            }
        }
    }

    /// The fixes that were tried and taken back: path, rule, message of the finding.
    pub fn refused(&self) -> impl Iterator<Item = (&str, &'static str, &str)> {
        self.refused.iter().map(|(path, (rule, message))| (path.as_str(), *rule, message.as_str()))
    }

    /// Looks whether the findings are gone that the last pass was about, and takes back what did no good: gives the paths of it.
    fn judge(&mut self, now: &BTreeMap<&str, Vec<&Diagnostic>>, snapshot: &mut Snapshot) -> BTreeSet<String> {
        let mut taken_back = BTreeSet::new();
        for (path, attempt) in std::mem::take(&mut self.tried) {
            let left = now.get(path.as_str()).map(Vec::as_slice).unwrap_or_default();
            let counts = counts(left);
            let mut tries: BTreeMap<&Known, usize> = BTreeMap::new();
            for known in &attempt.fixes {
                *tries.entry(known).or_default() += 1;
            }
            let stays = |known: &&Known| {
                let before = attempt.counts.get(*known).copied().unwrap_or_default();
                counts.get(*known).copied().unwrap_or_default() + tries[*known] > before
            };
            let no_good: Vec<Known> = tries.keys().copied().filter(stays).cloned().collect();
            if no_good.is_empty() && !attempt.faults.grew(Faults::of(left)) {
                // What did no good before may do some in another text.
                self.refused.retain(|(other, _)| *other != path);
                let mended = self.mended.entry(path).or_default();
                for (rule, _) in attempt.fixes {
                    *mended.entry(rule).or_default() += 1;
                }
                continue;
            }
            let alone = attempt.fixes.len() == 1;
            let blamed = if no_good.is_empty() && alone { attempt.fixes } else { no_good };
            self.refused.extend(blamed.into_iter().map(|known| (path.clone(), known)));
            if !alone {
                self.careful.insert(path.clone());
            }
            snapshot.put(&path, attempt.before.into_bytes());
            taken_back.insert(path);
        }
        taken_back
    }

    /// The fixes of a card that can be made at once: what was done, the text after it, and what cannot be done.
    fn attempt(
        &self,
        path: &str,
        found: &[&Diagnostic],
        snapshot: &Snapshot,
        limits: &Limits,
    ) -> Option<(String, Attempt, String, Vec<Known>)> {
        let is_open = |known: &Known| !self.refused.contains(&(path.to_owned(), known.clone()));
        let mut open: Vec<(Known, &[crate::diagnostic::Edit], &Change)> = found
            .iter()
            .filter_map(|finding| Some((known(finding), finding.fix.as_ref()?)))
            .filter(|(known, _)| is_open(known))
            .map(|(known, fix)| (known, fix.edits.as_slice(), &fix.change))
            .collect();
        if open.is_empty() {
            return None;
        }
        let before = text(snapshot, path, limits)?;
        let card = Card { text: &before, path, limits };
        let mut refused = Vec::new();
        open.retain(|(known, edits, change)| {
            let good = card.after(&[edits], &[change]).is_some();
            if !good {
                refused.push(known.clone());
            }
            good
        });
        if self.careful.contains(path) {
            open.truncate(1);
        }
        let groups: Vec<&[_]> = open.iter().map(|(_, edits, _)| *edits).collect();
        let made = edit::apply(&before, &groups).made;
        let mut done: Vec<_> =
            open.into_iter().zip(made).filter(|(_, made)| *made).map(|(fix, _)| fix).collect();
        let after = |done: &[(Known, &[_], &Change)]| {
            let edits: Vec<&[_]> = done.iter().map(|(_, edits, _)| *edits).collect();
            let changes: Vec<&Change> = done.iter().map(|(.., change)| *change).collect();
            card.after(&edits, &changes)
        };
        let text = after(&done).or_else(|| {
            // Each is good by itself, and together they are not: one now, the others in the passes that follow.
            done.truncate(1);
            after(&done)
        });
        let text = text.unwrap_or_else(|| before.clone());
        let fixes = done.into_iter().map(|(known, ..)| known).collect();
        let attempt =
            Attempt { fixes, counts: counts(found), faults: Faults::of(found), before: before.clone() };
        Some((path.to_owned(), attempt, text, refused))
    }
}

/// A card that is about to be changed.
struct Card<'a> {
    text: &'a str,
    path: &'a str,
    limits: &'a Limits,
}

impl Card<'_> {
    /// The text after some edits, if it says what it should then: its front matter is read without a fault that was not there before, and
    /// says the same but for the changes; its Markdown is the same where they are about the front matter.
    fn after(&self, edits: &[&[crate::diagnostic::Edit]], changes: &[&Change]) -> Option<String> {
        let applied = edit::apply(self.text, edits);
        if applied.made.iter().any(|made| !made) {
            return None;
        }
        let read = |text: &str| read(text, self.path, self.limits);
        let (before, after) = (read(self.text), read(&applied.text));
        let was_read =
            before.diagnostics.iter().all(|finding| !matches!(finding.rule, "CX001" | "CX002" | "CX005"));
        // What could not be read before may have faults of its own, as long as it can be read.
        let faults = |found: &[Diagnostic]| {
            found.iter().filter(|finding| was_read || finding.level == Level::Error).count()
        };
        if faults(&after.diagnostics) > faults(&before.diagnostics) {
            return None;
        }
        let (before, after) = (before.value?, after.value?);
        let says = match (&before.front, &after.front) {
            (Some(before), Some(after)) if was_read => Shape::of(after) == Shape::after(before, changes),
            (Some(before), Some(after)) => Shape::of(after).holds(&Shape::after(before, changes)),
            (None, None) => true,
            (None, Some(_)) => !was_read,
            (Some(_), None) => false,
        };
        let in_front = changes.iter().all(|change| !matches!(change, Change::Text(..)));
        (says && (!in_front || before.body == after.body)).then_some(applied.text)
    }
}

fn known(finding: &Diagnostic) -> Known {
    (finding.rule, finding.message.clone())
}

fn counts(findings: &[&Diagnostic]) -> BTreeMap<Known, usize> {
    let mut counts = BTreeMap::new();
    for finding in findings {
        *counts.entry(known(finding)).or_default() += 1;
    }
    counts
}

/// What a wrong fix would bring about: front matter that cannot be read, and values that are not what their keys ask for.
#[derive(Debug, Clone, Copy)]
struct Faults {
    unread: usize,
    types: usize,
}

impl Faults {
    fn of(findings: &[&Diagnostic]) -> Self {
        let count = |codes: &[&str]| findings.iter().filter(|finding| codes.contains(&finding.rule)).count();
        Self { unread: count(&["CX001", "CX002", "CX003", "CX005"]), types: count(&["CX101", "CX104"]) }
    }

    /// Whether there are more now than before. What could not be read before shows its values only now.
    fn grew(self, now: Self) -> bool {
        now.unread > self.unread || (self.unread == 0 && now.types > self.types)
    }
}
