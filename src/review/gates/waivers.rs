//! Waivers: findings that somebody decided beforehand do not count, for one model, with a reason and until a day.

use std::io::ErrorKind;

use crate::catalog::date::{self, Date};
use crate::catalog::text::{one_line, shorten};
use crate::diagnostic::{Diagnostic, Location, Mark};
use crate::hub::ReadError;
use crate::review::Side;
use crate::yaml::Node;

use super::gate::Case;
use super::lifecycle::plain;
use super::{Finding, Waive, Waiver, all};

/// The file of waivers, relative to the hub. The folder is hidden: this file is read by its name alone.
pub(super) const FILE: &str = ".cardex/waivers.yaml";

/// The waivers that a change is judged with.
pub(super) struct Waivers<'a> {
    entries: Vec<Entry>,
    given: &'a [Waive],
    /// Which of those of the command line were needed.
    used: Vec<bool>,
    today: Date,
    pub(super) notes: Vec<Diagnostic>,
}

/// An entry of the file.
struct Entry {
    rule: String,
    /// The model's id; `*` for all, `None` for findings about no model.
    model: Option<String>,
    waiver: Waiver,
    at: Location,
    /// Whether somebody was told that it is over.
    is_told: bool,
}

impl<'a> Waivers<'a> {
    /// Those of the base and of the command line.
    pub(super) fn read(case: &Case<'a>) -> Self {
        let mut waivers = Self {
            entries: Vec::new(),
            given: case.asked.waivers,
            used: vec![false; case.asked.waivers.len()],
            today: case.asked.today,
            notes: Vec::new(),
        };
        waivers.file(&case.compared.base, case);
        waivers
    }

    fn file(&mut self, base: &Side<'_>, case: &Case<'_>) {
        let limits = &base.config.limits;
        match base.snapshot.read(FILE, limits.front_matter_bytes) {
            Err(ReadError::Io { source, .. }) if source.kind() == ErrorKind::NotFound => return,
            Err(error) => {
                self.notes.push(Diagnostic::error(
                    "CX019",
                    Location::file(FILE),
                    format!("{error}; no waiver counts"),
                ));
                return;
            }
            Ok(_) => {}
        }
        let parsed = base.snapshot.yaml(FILE, limits);
        self.notes.extend(parsed.diagnostics);
        let Some(root) = parsed.value.filter(|root| !root.is_null()) else { return };
        let list = root.as_sequence().or_else(|| root.get("waivers")?.as_sequence());
        let Some(items) = list else {
            self.refuse(
                root.mark,
                "the file should be a list of waivers",
                "write `- {id: …, rule: CR201, model: org/name, …}`",
            );
            return;
        };
        for item in items {
            match entry(item, case) {
                Ok(entry) => self.entries.push(entry),
                Err((mark, message, help)) => self.refuse(mark, &message, help),
            }
        }
    }

    fn refuse(&mut self, mark: Mark, message: &str, help: &str) {
        let at = Location::at(FILE, mark);
        self.notes.push(Diagnostic::warning("CX101", at, message).help(help));
    }

    /// The waiver that a finding falls under.
    pub(super) fn of(&mut self, finding: &Finding) -> Option<Waiver> {
        let fits = |rule: &str, model: Option<&str>| {
            let same = match (model, finding.model.as_deref()) {
                (Some("*"), _) | (None, None) => true,
                (Some(one), Some(other)) => one.eq_ignore_ascii_case(other),
                _ => false,
            };
            same && (rule.eq_ignore_ascii_case(finding.rule) || rule.eq_ignore_ascii_case(finding.name))
        };
        let mut over: Vec<usize> = Vec::new();
        for (at, entry) in self.entries.iter().enumerate() {
            if fits(&entry.rule, entry.model.as_deref()) {
                if entry.waiver.until.is_some_and(|until| self.today <= until) {
                    return Some(entry.waiver.clone());
                }
                over.push(at);
            }
        }
        for (at, waive) in self.given.iter().enumerate() {
            if fits(&waive.rule, waive.model.as_deref()) {
                self.used[at] = true;
                return Some(Waiver { id: None, reason: None, approved_by: None, until: None });
            }
        }
        for at in over {
            self.tell_over(at, true);
        }
        None
    }

    fn tell_over(&mut self, at: usize, was_needed: bool) {
        let entry = &mut self.entries[at];
        let Some(until) = entry.waiver.until.filter(|_| !entry.is_told) else { return };
        entry.is_told = true;
        let name = entry.waiver.id.as_deref().map(|id| format!(" `{}`", shorten(id, 60))).unwrap_or_default();
        let message = format!("the waiver{name} for {} was over on {until}", entry.rule);
        let note = match was_needed {
            true => Diagnostic::warning("CX017", entry.at.clone(), message),
            false => Diagnostic::note("CX017", entry.at.clone(), message),
        };
        self.notes.push(note.help("remove it, or have it decided anew with a later day"));
    }

    /// What there is to say once all findings were looked at.
    pub(super) fn into_notes(mut self) -> Vec<Diagnostic> {
        for at in 0..self.entries.len() {
            if self.entries[at].waiver.until.is_some_and(|until| self.today > until) {
                self.tell_over(at, false);
            }
        }
        for (waive, _) in self.given.iter().zip(&self.used).filter(|(_, used)| !**used) {
            let model = waive.model.as_deref().map(|model| format!(":{}", shorten(&one_line(model), 100)));
            let rule = shorten(&one_line(&waive.rule), 40);
            let message =
                format!("the waiver {rule}{} of the command line waives nothing", model.unwrap_or_default());
            self.notes.push(Diagnostic::warning("CX011", Location::file(FILE), message).help("remove it"));
        }
        self.notes
    }
}

impl Waive {
    /// Reads `CR201:acme/sentiment-en`; `CR402` alone for what is about no model.
    ///
    /// # Errors
    /// Says what is wrong with it.
    pub fn parse(text: &str) -> Result<Waive, String> {
        let (rule, model) = match text.split_once(':') {
            Some((rule, model)) => (rule.trim(), Some(model.trim())),
            None => (text.trim(), None),
        };
        let rule = all::named(rule).ok_or_else(|| {
            format!("there is no gate `{}`; `cardex rules` lists them", shorten(&one_line(rule), 40))
        })?;
        if model == Some("") {
            return Err(format!(
                "`{}` names no model: write {}:ORG/NAME",
                shorten(&one_line(text), 60),
                rule.code
            ));
        }
        Ok(Waive { rule: rule.code.to_owned(), model: model.map(str::to_owned) })
    }
}

/// What is wrong with an entry, and what to do.
type Fault = (Mark, String, &'static str);

const SHAPE: &str =
    "write `- {id: 1, rule: CR201, model: org/name, reason: …, approved_by: \"@name\", until: 2026-12-31}`";

fn entry(item: &Node, case: &Case<'_>) -> Result<Entry, Fault> {
    let Some(pairs) = item.as_mapping() else {
        return Err((item.mark, format!("a waiver should be a map, not {}", item.kind()), SHAPE));
    };
    let text =
        |key: &str| item.get(key).and_then(Node::as_text).map(one_line).filter(|text| !text.is_empty());
    let mark = |key: &str| {
        pairs.iter().find(|(name, _)| name.as_text() == Some(key)).map_or(item.mark, |(_, value)| value.mark)
    };
    let needs = |key: &str| {
        text(key).ok_or_else(|| (mark(key), format!("the waiver does not count: it has no `{key}`"), SHAPE))
    };
    let rule = needs("rule")?;
    let gate = all::named(&rule).ok_or_else(|| {
        let message = format!("the waiver does not count: there is no gate `{}`", shorten(&rule, 40));
        (mark("rule"), message, "`cardex rules` lists the gates")
    })?;
    let reason = needs("reason")?;
    let approved_by = needs("approved_by")?;
    let until = needs("until")?;
    let until = date::parse(&until).ok_or_else(|| {
        let message = format!("the waiver does not count: `until` is no day: `{}`", shorten(&until, 40));
        (mark("until"), message, "write the last day on which it holds, such as 2026-12-31")
    })?;
    let may = case.rules().review.approvers(gate.code).unwrap_or_default();
    if !may.is_empty() && !may.iter().any(|name| plain(name) == plain(&approved_by)) {
        let message = format!(
            "the waiver does not count: {} may not approve {} (review.approvers in hub.yaml)",
            shorten(&approved_by, 60),
            gate.code
        );
        return Err((mark("approved_by"), message, "have it decided by one of review.approvers"));
    }
    let known = ["id", "rule", "model", "reason", "approved_by", "until"];
    if let Some((key, _)) =
        pairs.iter().find(|(key, _)| key.as_text().is_none_or(|key| !known.contains(&key)))
    {
        let name = shorten(&one_line(key.as_text().unwrap_or("?")), 40);
        let message = format!("the waiver does not count: `{name}` is no key of it");
        return Err((key.mark, message, "the keys are id, rule, model, reason, approved_by and until"));
    }
    Ok(Entry {
        rule: gate.code.to_owned(),
        model: text("model"),
        waiver: Waiver {
            id: text("id"),
            reason: Some(reason),
            approved_by: Some(approved_by),
            until: Some(until),
        },
        at: Location::at(FILE, item.mark),
        is_told: false,
    })
}
