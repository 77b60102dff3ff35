//! Everything that happened, one by one, the latest first: what feeds tell.

use std::cmp::Reverse;

use super::{Catalog, date};

/// Something that happened to a model.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct News {
    /// The model, as an ordinal.
    pub model: u32,
    /// When, in seconds since the epoch.
    pub time: i64,
    /// What.
    pub kind: NewsKind,
}

/// What happened; commits are places in [`Catalog::commits`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum NewsKind {
    /// A version came, was promoted or deprecated: a place in the model's events.
    Event(u32),
    /// A commit changed the model.
    Updated(u32),
    /// A commit added the model.
    Added(u32),
    /// The card has a date, and git knows nothing.
    Dated,
}

/// The news of a catalog, the latest first. A commit that did something to versions is not told again as an update, and one that added a
/// model not as anything else.
pub fn news(catalog: &Catalog) -> Vec<News> {
    let mut news = Vec::new();
    for (model, card) in catalog.models.iter().enumerate() {
        let model = model as u32;
        let Some(past) = &card.past else {
            if let Some(day) = card.updated.or(card.created) {
                news.push(News { model, time: date::days(day) * 86_400, kind: NewsKind::Dated });
            }
            continue;
        };
        for (place, event) in past.events.iter().enumerate().filter(|(_, event)| !event.initial) {
            news.push(News { model, time: event.time, kind: NewsKind::Event(place as u32) });
        }
        let first = past.first;
        for &commit in past.recent.iter().filter(|commit| Some(**commit) != first) {
            let made = &catalog.commits[commit as usize];
            if !past.events.iter().any(|event| event.commit == made.id) {
                news.push(News { model, time: made.time, kind: NewsKind::Updated(commit) });
            }
        }
        if let Some(first) = first {
            let time = catalog.commits[first as usize].time;
            news.push(News { model, time, kind: NewsKind::Added(first) });
        }
    }
    news.sort_by_key(|news| (Reverse(news.time), news.model, news.kind));
    news
}
