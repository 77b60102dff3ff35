//! Which version stood where, as the files of a model's folder said it at some moment.

use std::collections::BTreeMap;
use std::rc::Rc;

use crate::config::Config;
use crate::hub::front_matter;
use crate::hub::history::Files;
use crate::yaml::{self, Node};

use super::fields::scalar;
use super::lifecycle::{self, Lifecycle};
use super::model_card::Approval;
use super::text::one_line;
use super::{model_card, version};

/// The keys of a card that say where a version stands.
const KEYS: [&str; 5] = ["version", "stage", "approval", "deprecated", "aliases"];

/// What stood where.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Standing {
    /// The version of the card itself.
    pub current: Option<String>,
    /// The versions and their places, by name; a model without versions has one without a name.
    pub versions: BTreeMap<String, Place>,
    /// Names, and the version that each stood for.
    pub aliases: BTreeMap<String, String>,
}

/// Where a version stands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Place {
    /// Its stage.
    pub stage: Option<String>,
    /// What was decided on it: status, by whom, when; not why, since rewording a reason decides nothing anew.
    pub approval: Option<Approval>,
    /// Whether it should not be used any more.
    pub deprecated: bool,
}

/// Whether a file of a model's folder says something of this; in the form that the history asks.
pub(super) fn is_told(card: &str, path: &str) -> bool {
    path == card || path == lifecycle::FILE || path == version::FOLDER || version::earlier(path).is_some()
}

/// Whether a file may say something of this, whatever the card is called; in the form that the history asks.
pub fn needs(path: &str) -> bool {
    path.eq_ignore_ascii_case("README.md") || is_told("README.md", path)
}

/// What the files of a model's folder say; `card` is the card's name in it.
pub fn read(card: &str, files: &Files, config: &Config) -> Standing {
    Reader::new(card, config).read(files, &Standing::default())
}

impl Standing {
    /// Whether there is a version, an alias, a stage, an approval or a deprecation at all.
    pub fn says_something(&self) -> bool {
        let tells = |(label, place): (&String, &Place)| {
            !label.is_empty() || place.stage.is_some() || place.approval.is_some() || place.deprecated
        };
        !self.aliases.is_empty() || self.versions.iter().any(tells)
    }
}

/// Reads states one after the other, each file's bytes once.
pub(super) struct Reader<'a> {
    card: &'a str,
    config: &'a Config,
    cards: BTreeMap<*const Vec<u8>, Option<Said>>,
    lifecycles: BTreeMap<*const Vec<u8>, Option<Lifecycle>>,
}

/// What one card says.
#[derive(Debug, Clone, Default)]
struct Said {
    version: Option<String>,
    place: Place,
    aliases: BTreeMap<String, String>,
}

impl<'a> Reader<'a> {
    /// `card` is the card's name in its folder.
    pub(super) fn new(card: &'a str, config: &'a Config) -> Self {
        Self { card, config, cards: BTreeMap::new(), lifecycles: BTreeMap::new() }
    }

    /// What the files say. A file that cannot be understood says nothing new: `before` is what was said until then.
    pub(super) fn read(&mut self, files: &Files, before: &Standing) -> Standing {
        let mut standing = Standing::default();
        let mut aliases = BTreeMap::new();
        for (path, bytes) in files {
            let named = version::earlier(path);
            if path != self.card && named.is_none() {
                continue;
            }
            let config = self.config;
            let said = self.cards.entry(Rc::as_ptr(bytes)).or_insert_with(|| said(bytes, config));
            match (said, named) {
                (Some(said), named) => {
                    let label = said.version.clone().or(named.map(str::to_owned));
                    if path == self.card {
                        standing.current.clone_from(&label);
                        aliases.clone_from(&said.aliases);
                    }
                    standing.versions.insert(label.unwrap_or_default(), said.place.clone());
                }
                (None, None) => {
                    standing.current.clone_from(&before.current);
                    aliases.clone_from(&before.aliases);
                    let label = before.current.clone().unwrap_or_default();
                    let place = before.versions.get(&label).cloned().unwrap_or_default();
                    standing.versions.insert(label, place);
                }
                (None, Some(label)) => {
                    let place = before.versions.get(label).cloned().unwrap_or_default();
                    standing.versions.insert(label.to_owned(), place);
                }
            }
        }
        if standing.versions.len() > 1 {
            standing.versions.remove("");
        }
        standing.aliases = aliases;
        if let Some(bytes) = files.get(lifecycle::FILE) {
            let config = self.config;
            let parsed = self.lifecycles.entry(Rc::as_ptr(bytes)).or_insert_with(|| parse(bytes, config));
            match parsed {
                Some(lifecycle) => lay_over(&mut standing, lifecycle),
                None => {
                    standing.aliases.clone_from(&before.aliases);
                    for (label, place) in &mut standing.versions {
                        if let Some(known) = before.versions.get(label) {
                            place.clone_from(known);
                        }
                    }
                }
            }
        }
        standing
    }
}

fn parse(bytes: &[u8], config: &Config) -> Option<Lifecycle> {
    let mut found = Vec::new();
    let lifecycle = lifecycle::parse(bytes, String::new(), config, &mut found);
    // What is no YAML at all, in part or whole, may have lost anything.
    (!found.iter().any(|finding| finding.rule.starts_with("CX0"))).then_some(lifecycle)
}

fn lay_over(standing: &mut Standing, lifecycle: &Lifecycle) {
    if !lifecycle.aliases.is_empty() {
        let pairs = lifecycle.aliases.iter();
        standing.aliases = pairs.map(|(name, version)| (name.value.clone(), version.value.clone())).collect();
    }
    for (label, state) in &lifecycle.versions {
        let Some(place) = standing.versions.get_mut(&label.value) else { continue };
        if let Some(stage) = &state.stage {
            place.stage = Some(stage.value.clone());
        }
        if let Some(approval) = &state.approval {
            place.approval = Some(decision(approval.clone()));
        }
        place.deprecated |= state.deprecated.is_some();
    }
}

/// An approval without its reason and address.
fn decision(approval: Approval) -> Approval {
    Approval { reason: None, url: None, ..approval }
}

/// What a card says; `None` where its front matter cannot be understood.
fn said(bytes: &[u8], config: &Config) -> Option<Said> {
    if bytes.len() as u64 > config.limits.card_bytes {
        return None;
    }
    let text = String::from_utf8_lossy(bytes);
    let Some(front) = front_matter::split(&text).front else { return Some(Said::default()) };
    let blocks = blocks(front);
    if blocks.is_empty() {
        return Some(Said::default());
    }
    let parsed = yaml::parse(&blocks, 1, "", &config.limits.yaml());
    let root = parsed.value.filter(|_| parsed.diagnostics.is_empty())?;
    let line = |key| root.get(key).and_then(scalar).map(one_line).filter(|text| !text.is_empty());
    let aliases = root.get("aliases").filter(|node: &&Node| !node.is_null());
    let aliases = aliases.map(|node| lifecycle::aliases(node, "", &mut Vec::new())).unwrap_or_default();
    Some(Said {
        version: line("version"),
        place: Place {
            stage: line("stage"),
            approval: root.get("approval").and_then(model_card::approval).map(decision),
            deprecated: root.get("deprecated").and_then(model_card::deprecation).is_some(),
        },
        aliases: aliases.into_iter().map(|(name, version)| (name.value, version.value)).collect(),
    })
}

/// The entries of the front matter that matter here, as they are written. To read a whole card for each commit would take ten times as long.
fn blocks(front: &str) -> String {
    let mut blocks = String::new();
    let mut is_wanted = false;
    for line in front.split_inclusive('\n') {
        let begins_entry =
            line.starts_with(|first: char| !first.is_whitespace() && !matches!(first, '#' | '-' | '}' | ']'));
        if begins_entry {
            let key = line.split(':').next().unwrap_or_default().trim_end().trim_matches(['"', '\'']);
            is_wanted = KEYS.contains(&key);
        }
        if is_wanted {
            blocks.push_str(line);
        }
    }
    blocks
}

#[cfg(test)]
mod tests {
    use super::blocks;

    #[test]
    fn only_the_entries_that_matter_are_read() {
        let front = "license: mit\nversion: \"2.0\"\ntags:\n- version: 3\n  stage: x\n\"stage\" : staging\naliases:\n  # for the service\n  champion: \"2.0\"\n\nversions: no\n";
        let wanted =
            "version: \"2.0\"\n\"stage\" : staging\naliases:\n  # for the service\n  champion: \"2.0\"\n\n";
        assert_eq!(blocks(front), wanted);
    }
}
