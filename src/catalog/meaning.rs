//! What a metric means in a hub: the built-in table, with what hub.yaml says over it.

use crate::config::{Better, Config};
use crate::vocabulary::metric::{self, Direction, Scale};

/// A metric, as far as it is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Meaning<'a> {
    /// The key by which results are compared: one for all spellings of a known metric, else as written.
    pub id: &'a str,
    /// The name to show, where somebody gives one.
    pub title: Option<&'a str>,
    /// Which way is better.
    pub better: Option<Better>,
    /// What stands behind the number.
    pub unit: Option<&'a str>,
    /// What a value counts.
    pub scale: Option<Scale>,
}

/// What is known of the metric that a card calls `kind`.
pub fn meaning<'a>(config: &'a Config, kind: &'a str) -> Meaning<'a> {
    let found = metric::look_up(kind);
    let same = found.filter(|(_, is_kin)| !is_kin).map(|(metric, _)| metric);
    // Another measure may still improve in the same way.
    let known = found.map(|(metric, _)| metric).or_else(|| metric::kin(kind));
    let id = same.map_or(kind, |known| known.id);
    let own = &config.vocabulary.metrics;
    let own = own.get(kind).or_else(|| own.get(id));
    let builtin = known.map(|known| match known.direction {
        Direction::Higher => Better::Higher,
        Direction::Lower => Better::Lower,
    });
    Meaning {
        id,
        title: own.and_then(|own| own.title.as_deref()).or(same.map(|known| known.title)),
        better: own.and_then(|own| own.better).or(builtin),
        unit: own.and_then(|own| own.unit.as_deref()),
        scale: known.map(|known| known.scale),
    }
}
