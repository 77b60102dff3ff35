//! Which rules are on, and how grave they are: the hub's `check` section and what the command line adds to it.

use std::collections::BTreeSet;

use crate::config::{Check, Severity};
use crate::diagnostic::{Diagnostic, Level};

use super::{Rule, rule, rules};

/// The rules with a beginning of their codes that a check looks for.
fn of(beginning: &str) -> impl Iterator<Item = &'static Rule> {
    let found = rules::all().iter().filter(move |rule| rule.code.starts_with(beginning));
    found.copied().filter(|rule| !matches!(rule.check, super::Check::Building))
}

/// The rules that are on.
#[derive(Debug, Clone)]
pub struct Selection {
    check: Check,
    is_online: bool,
    /// The cards that are looked at, as places in the catalog; all where there is none.
    cards: Option<BTreeSet<usize>>,
}

impl Selection {
    /// Takes the settings.
    ///
    /// # Errors
    /// Names the first code that no rule has.
    pub fn new(check: &Check) -> Result<Selection, String> {
        let listed = [&check.select, &check.extend_select, &check.ignore].into_iter().flatten();
        let codes = listed.chain(check.severity.keys()).chain(check.per_path.values().flatten());
        for code in codes {
            if !rules::all().iter().any(|rule| rule.code.starts_with(code.as_str())) || code.len() < 3 {
                return Err(format!("no rule has the code `{code}`; `cardex rules` lists them"));
            }
        }
        Ok(Selection { check: check.clone(), is_online: false, cards: None })
    }

    /// Says that other hosts are asked.
    #[must_use]
    pub fn online(mut self) -> Selection {
        self.is_online = true;
        self
    }

    /// Says that only these cards are looked at, as places in the catalog; those of organisations, datasets and collections are still.
    #[must_use]
    pub fn of_cards(mut self, cards: BTreeSet<usize>) -> Selection {
        self.cards = Some(cards);
        self
    }

    /// Whether the card of a model is looked at.
    pub fn looks_at(&self, ordinal: usize) -> bool {
        self.cards.as_ref().is_none_or(|cards| cards.contains(&ordinal))
    }

    /// Whether a rule's findings are looked for: it is on, and what it needs is there.
    pub fn looks_for(&self, code: &str) -> bool {
        let needs_hosts = rules::find(code).is_some_and(|rule| matches!(rule.check, rule::Check::Online));
        self.has(code) && (self.is_online || !needs_hosts)
    }

    /// Whether one that suppresses a code, or the rules whose codes begin with it, would have found something to suppress: not
    /// if none of them is looked for.
    pub(super) fn would_find(&self, code: &str) -> bool {
        let mut meant = rules::all().iter().filter(|rule| rule.code.starts_with(code)).peekable();
        meant.peek().is_none() || meant.any(|rule| self.looks_for(rule.code))
    }

    /// Whether a rule is on.
    pub fn has(&self, code: &str) -> bool {
        let in_list = |codes: &[String]| codes.iter().any(|prefix| code.starts_with(prefix.as_str()));
        let check = &self.check;
        if in_list(&check.ignore) || self.severity(code) == Some(Severity::Off) {
            return false;
        }
        let by_itself = rules::find(code).is_none_or(|rule| rule.level.is_some());
        let selected = if check.select.is_empty() { by_itself } else { in_list(&check.select) };
        selected
            || in_list(&check.extend_select)
            || (check.select.is_empty() && self.severity(code).is_some())
    }

    /// Whether a rule of this code or beginning of codes is on; where there is no such rule at all as well.
    pub fn has_some(&self, beginning: &str) -> bool {
        let mut rules = of(beginning).peekable();
        rules.peek().is_none() || rules.any(|rule| self.has(rule.code))
    }

    /// Whether all rules of this code or beginning of codes are on that a check looks for, those aside that are off by themselves.
    pub fn has_all(&self, beginning: &str) -> bool {
        of(beginning).all(|rule| self.has(rule.code) || rule.level.is_none())
    }

    /// A finding at the level that the hub gives its rule; `None` where the rule is off.
    pub fn admit(&self, mut finding: Diagnostic) -> Option<Diagnostic> {
        if !self.has(finding.rule) {
            return None;
        }
        match self.severity(finding.rule) {
            Some(Severity::Error) => finding.level = Level::Error,
            Some(Severity::Warning) => finding.level = Level::Warning,
            Some(Severity::Note) => finding.level = Level::Note,
            Some(Severity::Off) | None => {}
        }
        Some(finding)
    }

    /// What the hub says of a rule: the longest code that fits.
    fn severity(&self, code: &str) -> Option<Severity> {
        let said = self.check.severity.iter().filter(|(prefix, _)| code.starts_with(prefix.as_str()));
        said.max_by_key(|(prefix, _)| prefix.len()).map(|(_, severity)| *severity)
    }
}
