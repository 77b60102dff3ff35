//! What a gate is: one place that holds its code, its name, its level, why it is there, an example of it, and what it looks for.

use crate::catalog::{LIFECYCLE_FILE, Model};
use crate::config::{Config, GateLevel};
use crate::diagnostic::{Location, Mark};
use crate::review::{Change, Compared, Side};
use crate::yaml::Node;

use super::Asked;

/// One gate.
#[derive(Debug)]
pub struct Gate {
    /// `CR` and three digits; never used again for something else.
    pub code: &'static str,
    /// The name for people, in lower case with hyphens.
    pub name: &'static str,
    /// How much a finding counts unless hub.yaml says otherwise.
    pub level: GateLevel,
    /// What a finding says, in one sentence.
    pub summary: &'static str,
    /// Why it matters, in a few sentences of Markdown.
    pub why: &'static str,
    /// What to do about a finding, unless the finding knows better.
    pub next: &'static str,
    /// What is said where it looked at something and found nothing.
    pub passes: &'static str,
    /// A change that it stops, and one that it lets pass.
    pub example: Example,
    /// How it looks.
    pub look: Look,
}

/// What a change does that a gate stops, and what it lets pass: in words, or as lines of files.
#[derive(Debug)]
pub struct Example {
    /// What it stops.
    pub fails: &'static str,
    /// What it lets pass.
    pub passes: &'static str,
}

/// How a gate looks.
#[derive(Debug, Clone, Copy)]
pub enum Look {
    /// At each model that differs.
    Model(fn(&Case<'_>, &Change, &mut Found)),
    /// At the change as a whole.
    Hub(fn(&Case<'_>, &mut Found)),
}

/// What is judged.
pub struct Case<'a> {
    /// The two states.
    pub compared: &'a Compared<'a>,
    /// What the surroundings say.
    pub asked: &'a Asked<'a>,
}

impl<'a> Case<'a> {
    /// The rules that the change is held against: those of the base.
    pub fn rules(&self) -> &'a Config {
        self.compared.base.config
    }

    /// The model before and after, where it was there before and still is.
    pub fn both(&self, change: &Change) -> Option<(&'a Model, &'a Model)> {
        self.compared.before(change).zip(self.compared.after(change))
    }

    /// The place of a key of a model's card after the change; the card as a whole where it has no such key.
    pub fn in_card(&self, model: &Model, keys: &[&str]) -> Location {
        place(&self.compared.head, &model.card_path, keys)
    }

    /// The place where a model's file says where its versions stand: lifecycle.yaml where the model has one that names the key, else the card.
    pub fn in_lifecycle(&self, model: &Model, in_file: &[&str], in_card: &[&str]) -> Location {
        let path = format!("{}/{LIFECYCLE_FILE}", model.folder);
        let head = &self.compared.head;
        if head.snapshot.exists(&path) {
            let found = place(head, &path, in_file);
            if found.mark.is_some() {
                return found;
            }
        }
        self.in_card(model, in_card)
    }
}

/// The place of a key in a file, as far down as the file has the keys; the file as a whole where it has none of them.
pub(super) fn place(side: &Side<'_>, path: &str, keys: &[&str]) -> Location {
    let limits = &side.config.limits;
    let tree = match path.ends_with(".yaml") {
        true => side.snapshot.yaml(path, limits).value,
        false => side.snapshot.card(path, limits).value.and_then(|card| card.front),
    };
    match tree.and_then(|tree| mark_of(&tree, keys)) {
        Some(mark) => Location::at(path, mark),
        None => Location::file(path),
    }
}

/// The place of a key within the maps of others, or of the last of them that is there.
fn mark_of(tree: &Node, keys: &[&str]) -> Option<Mark> {
    let mut node = tree;
    let mut mark = None;
    for key in keys {
        let Some((name, value)) =
            node.as_mapping().unwrap_or_default().iter().find(|(name, _)| name.as_text() == Some(*key))
        else {
            break;
        };
        mark = Some(name.mark);
        node = value;
    }
    mark
}

/// What a gate has to say about one thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// The model.
    pub model: Option<String>,
    /// Where it is.
    pub location: Option<Location>,
    /// What is the matter.
    pub message: String,
    /// What to do; the gate's own words where there are none.
    pub next: Option<String>,
    /// The most that it counts: a finding may be less grave than the gate's others.
    pub at_most: GateLevel,
}

/// Takes what one gate finds.
#[derive(Debug, Default)]
pub struct Found {
    /// What it has to say.
    pub said: Vec<Said>,
    /// How many things there were to look at.
    pub looked: usize,
}

impl Found {
    /// There is something to look at; without this a gate that says nothing is not told of.
    pub fn look(&mut self) {
        self.looked += 1;
    }

    /// A finding about a model.
    pub fn add(
        &mut self,
        change: &Change,
        location: impl Into<Option<Location>>,
        message: impl Into<String>,
    ) -> &mut Said {
        self.say(Some(change.id.clone()), location.into(), message.into())
    }

    /// A finding about a model, or about none.
    pub fn say(&mut self, model: Option<String>, location: Option<Location>, message: String) -> &mut Said {
        let at = self.said.len();
        self.said.push(Said { model, location, message, next: None, at_most: GateLevel::Block });
        &mut self.said[at]
    }
}

impl Said {
    /// What to do about this one.
    pub fn next(&mut self, next: impl Into<String>) -> &mut Self {
        self.next = Some(next.into());
        self
    }

    /// That it counts this much at most.
    pub fn at_most(&mut self, level: GateLevel) -> &mut Self {
        self.at_most = level;
        self
    }
}
