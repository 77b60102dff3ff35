//! What became of a model's versions: new ones, moves of aliases and stages, approvals, deprecations; who did it, and when.

use std::sync::Arc;

use rayon::prelude::*;

use crate::config::Config;
use crate::hub::history::{Commit, State, States};

use super::date::{self, Date};
use super::model_card::Approval;
use super::standing::{Reader, Standing, is_told};
use super::text::one_line;
use super::{Catalog, Own};

/// Something that happened to a version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// What happened.
    pub what: What,
    /// When the branch showed it, in seconds since the epoch: where a merge brought it in, that is the merge's date.
    pub time: i64,
    /// The same as a day in UTC.
    pub date: Option<Date>,
    /// The commit that made the change, 40 hexadecimal digits; where a merge brought it in, the one on its side.
    pub commit: String,
    /// Who wrote that commit.
    pub author: Arc<str>,
    /// Whether it came with the model itself, and changed nothing that was there before.
    pub initial: bool,
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// A version that was not there before.
    Version(String),
    /// An alias came to stand for another version, began to stand for one, or went.
    Alias {
        /// Such as `champion`.
        name: String,
        /// The version before.
        from: Option<String>,
        /// The version after.
        to: Option<String>,
    },
    /// A version came to another stage.
    Stage {
        /// The version; `None` where the model has none.
        version: Option<String>,
        /// The stage before.
        from: Option<String>,
        /// The stage after.
        to: Option<String>,
    },
    /// A version was deprecated, or is so no more.
    Deprecated {
        /// The version; `None` where the model has none.
        version: Option<String>,
        /// Whether it is deprecated now.
        now: bool,
    },
    /// What was decided on a version: an approval was asked for, given, refused or taken back.
    Approval {
        /// The version; `None` where the model has none.
        version: Option<String>,
        /// What is decided now; `None` where nothing is any more.
        now: Option<Approval>,
    },
}

impl What {
    /// In words: `@champion 3.2.0 → 4.0.0`.
    pub fn describe(&self) -> String {
        let of = |version: &Option<String>| {
            version.as_ref().map(|version| format!("{version} ")).unwrap_or_default()
        };
        let step = |from: &Option<String>, to: &Option<String>| match (from, to) {
            (Some(from), Some(to)) => format!("{from} → {to}"),
            (None, Some(to)) => format!("→ {to}"),
            (Some(from), None) => format!("{from} → none"),
            (None, None) => String::new(),
        };
        match self {
            Self::Version(label) => format!("version {label}"),
            Self::Alias { name, from, to } => format!("@{name} {}", step(from, to)),
            Self::Stage { version, from, to } => format!("{}stage {}", of(version), step(from, to)),
            Self::Deprecated { version, now: true } => format!("{}deprecated", of(version)),
            Self::Deprecated { version, now: false } => format!("{}no longer deprecated", of(version)),
            Self::Approval { version, now: Some(approval) } => {
                format!("{}{}", of(version), approval.describe())
            }
            Self::Approval { version, now: None } => format!("{}approval taken back", of(version)),
        }
    }

    /// Whether it moved an alias or a stage.
    pub fn is_promotion(&self) -> bool {
        matches!(self, Self::Alias { .. } | Self::Stage { .. })
    }

    /// Whether a state has what this event brought.
    fn holds(&self, standing: &Standing) -> bool {
        let place = |version: &Option<String>| standing.versions.get(version.as_deref().unwrap_or_default());
        match self {
            Self::Version(label) => standing.versions.contains_key(label),
            Self::Alias { name, to, .. } => standing.aliases.get(name) == to.as_ref(),
            Self::Stage { version, to, .. } => {
                place(version).and_then(|place| place.stage.as_ref()) == to.as_ref()
            }
            Self::Deprecated { version, now } => place(version).is_some_and(|place| place.deprecated == *now),
            Self::Approval { version, now } => place(version).is_some_and(|place| place.approval == *now),
        }
    }
}

/// Works out the events of all models that have versions, a stage, aliases, an approval or a deprecation.
///
/// `states` gives the states of a folder with the files that it is asked for; it works with what `lens` makes once for many folders.
pub fn tell<L>(
    catalog: &mut Catalog,
    config: &Config,
    lens: impl Fn() -> L + Send + Sync,
    states: impl Fn(&mut L, &str, &dyn Fn(&str) -> bool) -> States + Send + Sync,
) {
    tell_models(catalog.models.iter_mut().map(|model| &mut model.own), config, lens, states);
}

/// As [`tell`], for some models.
pub(super) fn tell_models<'a, L>(
    models: impl Iterator<Item = &'a mut Arc<Own>>,
    config: &Config,
    lens: impl Fn() -> L + Send + Sync,
    states: impl Fn(&mut L, &str, &dyn Fn(&str) -> bool) -> States + Send + Sync,
) {
    let watched: Vec<&mut Arc<Own>> = models.filter(|own| is_watched(own)).collect();
    watched.into_par_iter().with_min_len(64).for_each_init(lens, |lens, own| {
        // Nobody shares what was just read.
        let model = Arc::make_mut(own);
        let card = model.card_path.rsplit('/').next().unwrap_or_default();
        let states = states(lens, &model.folder, &|path| is_told(card, path));
        let events = events(&states, card, config);
        if let Some(past) = &mut model.past {
            past.events = events;
            let first = states.list.first().filter(|_| !states.complete);
            past.events_since = first.and_then(|state| date::of_seconds(state.commit.time));
        }
    });
}

fn is_watched(model: &Own) -> bool {
    let card = &model.card;
    !model.versions.is_empty()
        || card.stage.is_some()
        || card.approval.is_some()
        || card.deprecated.is_some()
        || !card.aliases.is_empty()
}

/// The events between the states of a folder.
fn events(states: &States, card: &str, config: &Config) -> Vec<Event> {
    let mut reader = Reader::new(card, config);
    let mut events = Vec::new();
    let mut before: Option<Standing> = None;
    for (step, state) in states.list.iter().enumerate() {
        // A folder that went and came back began anew.
        let Some(files) = &state.files else {
            before = None;
            continue;
        };
        let nothing = Standing::default();
        let after = reader.read(files, before.as_ref().unwrap_or(&nothing));
        // How the first known state came about is not known where the history is cut off.
        if step > 0 || states.complete {
            let found = difference(before.as_ref(), &after);
            if !found.is_empty() {
                let merged: Vec<(&State, Option<Standing>)> = state
                    .merged
                    .iter()
                    .map(|side| (side, side.files.as_ref().map(|files| reader.read(files, &after))))
                    .collect();
                let initial = before.is_none();
                events.extend(found.into_iter().map(|what| event(what, state, &merged, initial)));
            }
        }
        before = Some(after);
    }
    events
}

/// Of the commits that a merge brought in, the newest ones that all have the change: the oldest of them made it.
fn event(what: What, state: &State, merged: &[(&State, Option<Standing>)], initial: bool) -> Event {
    let has = |(_, standing): &&(&State, Option<Standing>)| {
        standing.as_ref().is_some_and(|standing| what.holds(standing))
    };
    let maker: &Commit = merged.iter().take_while(has).last().map_or(&state.commit, |(side, _)| &side.commit);
    Event {
        time: state.commit.time,
        date: date::of_seconds(state.commit.time),
        commit: maker.id.clone(),
        author: one_line(&maker.author).into(),
        initial,
        what,
    }
}

fn difference(before: Option<&Standing>, after: &Standing) -> Vec<What> {
    let nothing = Standing::default();
    let is_first = before.is_none();
    let before = before.unwrap_or(&nothing);
    let name = |label: &String| Some(label.clone()).filter(|label| !label.is_empty());
    let mut found = Vec::new();
    for label in after.versions.keys() {
        if !is_first && !label.is_empty() && !before.versions.contains_key(label) {
            found.push(What::Version(label.clone()));
        }
    }
    for (label, place) in &after.versions {
        let from = before.versions.get(label).and_then(|place| place.stage.clone());
        if from != place.stage {
            found.push(What::Stage { version: name(label), from, to: place.stage.clone() });
        }
    }
    for alias in
        before.aliases.keys().chain(after.aliases.keys().filter(|name| !before.aliases.contains_key(*name)))
    {
        let (from, to) = (before.aliases.get(alias), after.aliases.get(alias));
        if from != to {
            found.push(What::Alias { name: alias.clone(), from: from.cloned(), to: to.cloned() });
        }
    }
    for (label, place) in &after.versions {
        if before.versions.get(label).is_some_and(|place| place.deprecated) != place.deprecated {
            found.push(What::Deprecated { version: name(label), now: place.deprecated });
        }
    }
    for (label, place) in &after.versions {
        if before.versions.get(label).and_then(|place| place.approval.as_ref()) != place.approval.as_ref() {
            found.push(What::Approval { version: name(label), now: place.approval.clone() });
        }
    }
    found
}
