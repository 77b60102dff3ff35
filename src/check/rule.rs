//! What a rule is: one place that holds its code, its name, its level, why it is there, an example of it, and its check.

use std::cell::OnceCell;

use crate::catalog::date::Date;
use crate::catalog::{Catalog, Model};
use crate::config::Config;
use crate::diagnostic::{Change, Diagnostic, Fix, Level, Location, Mark};
use crate::hub::Snapshot;
use crate::yaml::Node;

use super::rules::body::{Line, lines_of};

/// One rule.
#[derive(Debug)]
pub struct Rule {
    /// `CX` and three digits; never used again for something else.
    pub code: &'static str,
    /// The name for people, in lower case with hyphens.
    pub name: &'static str,
    /// How grave a finding is unless hub.yaml says otherwise; `None` for a rule that a hub has to ask for.
    pub level: Option<Level>,
    /// What a finding says, in one sentence.
    pub summary: &'static str,
    /// Why it matters and what to do, in a few sentences of Markdown.
    pub why: &'static str,
    /// What fails and what passes.
    pub example: Example,
    /// Whether `cardex check --fix` can mend it.
    pub fixable: bool,
    /// How it is found.
    pub check: Check,
}

/// A small hub for the documentation and the test of a rule. Its cards are `models/acme/lamp/README.md`. It is empty where
/// a card in a text file cannot show the fault; such a rule has a test of its own.
#[derive(Debug)]
pub struct Example {
    /// A card with the fault.
    pub bad: &'static str,
    /// The line of the card that the finding names; `None` where it names another file, or the file as a whole.
    pub line: Option<u32>,
    /// The card without it.
    pub good: &'static str,
    /// Other files of the hub, in both cases: path and text.
    pub files: &'static [(&'static str, &'static str)],
}

/// How a rule is found.
#[derive(Debug, Clone, Copy)]
pub enum Check {
    /// While the hub is read or its texts are rendered: the finding comes from there.
    Reading,
    /// While a site is built, of what was written; `cardex check` does not look for it, and its example is empty.
    Building,
    /// By asking other hosts, where `--online` allows it; the example is empty.
    Online,
    /// In one card, with its catalog at hand.
    Card(fn(&Card<'_>, &mut Findings<'_>)),
    /// In the catalog as a whole.
    Hub(fn(&Hub<'_>, &mut Findings<'_>)),
}

/// A card under check.
pub struct Card<'a> {
    /// The files of the hub.
    pub snapshot: &'a Snapshot,
    /// The catalog that it is part of.
    pub catalog: &'a Catalog,
    /// What hub.yaml says.
    pub config: &'a Config,
    /// The model of the card.
    pub model: &'a Model,
    /// Its place in the catalog.
    pub ordinal: usize,
    /// The text of the file before the model's body: the front matter as written, with its comments.
    pub head: &'a str,
    /// The front matter with the place of every value, as written; `None` where there is none.
    pub front: Option<&'a Node>,
    /// The day of the check.
    pub today: Date,
    /// The lines of the text, once a rule has asked for them.
    pub(super) body: OnceCell<Vec<Line<'a>>>,
}

impl<'a> Card<'a> {
    /// The value of a key at the top of the front matter.
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.front?.get(key)
    }

    /// The place of a key at the top of the front matter.
    pub fn key(&self, key: &str) -> Option<Mark> {
        let entries = self.front?.as_mapping()?;
        entries.iter().find(|(name, _)| name.as_text() == Some(key)).map(|(name, _)| name.mark)
    }

    /// A place in the card.
    pub fn at(&self, mark: Mark) -> Location {
        Location::at(&self.model.card_path, mark)
    }

    /// The place of a key, or the card as a whole where the key is missing.
    pub fn at_key(&self, key: &str) -> Location {
        self.key(key).map_or_else(|| Location::file(&self.model.card_path), |mark| self.at(mark))
    }

    /// The lines of the text behind the front matter, each with its number in the file.
    pub fn lines(&self) -> impl Iterator<Item = (u32, &'a str)> + use<'a> {
        (self.model.body_line..).zip(lines_of(&self.model.body))
    }
}

/// A catalog under check.
pub struct Hub<'a> {
    /// The catalog.
    pub catalog: &'a Catalog,
    /// What hub.yaml says.
    pub config: &'a Config,
}

/// Takes the findings of one rule.
pub struct Findings<'a> {
    rule: &'static Rule,
    found: &'a mut Vec<Diagnostic>,
}

impl<'a> Findings<'a> {
    pub(super) fn new(rule: &'static Rule, found: &'a mut Vec<Diagnostic>) -> Self {
        Self { rule, found }
    }

    /// A finding of the rule at its own level.
    pub fn add(&mut self, location: Location, message: impl Into<String>, help: impl Into<String>) {
        self.add_as(self.rule.level.unwrap_or(Level::Note), location, message, help);
    }

    /// A finding of the rule, and what has to change to mend it; `None` where that is for a person to say.
    pub fn add_fix(
        &mut self,
        location: Location,
        message: impl Into<String>,
        help: impl Into<String>,
        change: Option<Change>,
    ) {
        self.add(location, message, help);
        if let Some(added) = self.found.last_mut() {
            added.fix = change.map(|change| Box::new(Fix::new(change)));
        }
    }

    /// A finding that is more or less grave than the rule's others.
    pub fn add_as(
        &mut self,
        level: Level,
        location: Location,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        let (message, help) = (message.into(), Some(help.into()));
        self.found.push(Diagnostic { location, rule: self.rule.code, level, message, help, fix: None });
    }
}
