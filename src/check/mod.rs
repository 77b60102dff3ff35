//! The linter: what a hub's cards get wrong, by rules that each stand in one place.
//!
//! Many findings come about while the hub is read and its texts are rendered; they have rules here too, with their level, their
//! explanation and an example. The others are looked for here, card by card, and once for the catalog as a whole.

mod baseline;
pub mod mend;
mod rule;
pub mod rules;
mod selection;
mod suppress;

use std::cell::OnceCell;
use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::catalog::date::Date;
use crate::catalog::{Catalog, Written};
use crate::config::Config;
use crate::diagnostic::Diagnostic;
use crate::hub::{Globs, Snapshot};

pub use baseline::Baseline;
pub use rule::{Card, Check, Example, Findings, Hub, Rule};
pub use selection::Selection;
use suppress::Requests;

/// What a check came to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Checked {
    /// The findings, sorted by file and line.
    pub findings: Vec<Diagnostic>,
    /// How many more there were that the hub or a card asks to be left out.
    pub suppressed: usize,
}

/// Checks a hub that was read by [`assemble_written`](crate::catalog::assemble_written). `reading` is what there was to say
/// while it was read and its texts were rendered; `today` decides which suppressions are over.
pub fn check(
    snapshot: &Snapshot,
    config: &Config,
    selection: &Selection,
    written: &Written,
    reading: Vec<Diagnostic>,
    today: Date,
) -> Checked {
    let mut findings = reading;
    let catalog = &written.catalog;
    let hub = Hub { catalog, config };
    let on: Vec<&'static Rule> =
        rules::all().iter().copied().filter(|rule| selection.has(rule.code)).collect();
    for rule in &on {
        if let Check::Hub(look) = rule.check {
            look(&hub, &mut Findings::new(rule, &mut findings));
        }
    }
    let cards: Vec<(Vec<Diagnostic>, Vec<String>, Requests)> = catalog
        .models
        .par_iter()
        .zip(&written.cards)
        .enumerate()
        .map(|(ordinal, (model, source))| {
            if !selection.looks_at(ordinal) {
                return Default::default();
            }
            let (head, front) = (&*source.head, source.front(&config.limits));
            let body = OnceCell::new();
            let card = Card { snapshot, catalog, config, model, ordinal, head, front, today, body };
            let mut found = Vec::new();
            for rule in &on {
                if let Check::Card(look) = rule.check {
                    look(&card, &mut Findings::new(rule, &mut found));
                }
            }
            let is_code = |line| {
                let lines = rules::body::lines(&card);
                lines.iter().any(|known| known.number == line && known.kind == rules::body::Kind::Code)
            };
            let requests = Requests::of(front, (head, &model.body), model.body_line, &is_code);
            // By line: a card may have as many findings as lines. Hardly any asks for something.
            let asked = if requests.is_empty() { None } else { written.text(ordinal) };
            let lines = asked.iter().flat_map(|text| text.lines()).map(str::to_owned).collect();
            (found, lines, requests)
        })
        .collect();
    let mut suppressions: Vec<(&str, Vec<String>, Requests)> = Vec::with_capacity(cards.len());
    for (model, (found, lines, requests)) in catalog.models.iter().zip(cards) {
        findings.extend(found);
        suppressions.push((&model.card_path, lines, requests));
    }
    suppressions.sort_by(|one, other| one.0.cmp(other.0));
    let elsewhere = Elsewhere::new(catalog, selection);
    findings.retain(|finding| !elsewhere.has(&finding.location.path));
    let by_path = ByPath::new(config);
    let mut checked = Checked::default();
    findings.par_sort();
    findings.dedup();
    for finding in findings.into_iter().filter_map(|finding| selection.admit(finding)) {
        let path = finding.location.path.as_str();
        let place = suppressions.binary_search_by(|(card, ..)| (*card).cmp(path)).ok();
        let in_card = place.map(|place| &mut suppressions[place]).is_some_and(|(_, lines, requests)| {
            let line = finding.location.mark.and_then(|mark| lines.get(mark.line as usize - 1));
            requests.covers(&finding, line.map_or("", String::as_str), today)
        });
        if in_card || by_path.covers(&finding) {
            checked.suppressed += 1;
        } else {
            checked.findings.push(finding);
        }
    }
    for (path, _, requests) in &suppressions {
        let about = requests.findings(path, today, selection, config.check.require_reason);
        checked.findings.extend(about.into_iter().filter_map(|finding| selection.admit(finding)));
    }
    checked.findings.sort();
    mend::work_out(&mut checked.findings, snapshot, &config.limits);
    checked
}

/// The folders of models that are not looked at.
struct Elsewhere<'a> {
    /// Whether a model is looked at, by its folder.
    folders: BTreeMap<&'a str, bool>,
}

impl<'a> Elsewhere<'a> {
    fn new(catalog: &'a Catalog, selection: &Selection) -> Self {
        let models = catalog.models.iter().enumerate();
        let folders: BTreeMap<&str, bool> =
            models.map(|(ordinal, model)| (model.folder.as_str(), selection.looks_at(ordinal))).collect();
        let is_all = folders.values().all(|is_looked_at| *is_looked_at);
        Self { folders: if is_all { BTreeMap::new() } else { folders } }
    }

    /// Whether a file belongs to one.
    fn has(&self, path: &str) -> bool {
        if self.folders.is_empty() {
            return false;
        }
        let above = path.match_indices('/').map(|(end, _)| &path[..end]);
        let nearest = above.filter_map(|folder| self.folders.get(folder)).next_back();
        nearest.is_some_and(|is_looked_at| !is_looked_at)
    }
}

/// `check.per_path`.
struct ByPath<'a>(Vec<(Globs, &'a [String])>);

impl<'a> ByPath<'a> {
    fn new(config: &'a Config) -> Self {
        let globs = config.check.per_path.iter();
        Self(globs.map(|(glob, codes)| (Globs::new(std::slice::from_ref(glob)), codes.as_slice())).collect())
    }

    fn covers(&self, finding: &Diagnostic) -> bool {
        self.0.iter().any(|(globs, codes)| {
            codes.iter().any(|code| finding.rule.starts_with(code.as_str()))
                && globs.file(&finding.location.path)
        })
    }
}
