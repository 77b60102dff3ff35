//! What is new: which models were added and updated, and what became of their versions, by day, and by month where that is long ago.

use std::collections::BTreeMap;

use super::Catalog;
use super::date::{self, Date};

/// Days before the latest change that are told one by one; what is older is told by month.
const RECENT_DAYS: i32 = 60;

/// All changes with a date.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Changes {
    /// The latest first.
    pub periods: Vec<Period>,
    /// How many models have no date at all.
    pub undated: usize,
}

/// The changes of one day or one month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Period {
    /// The day, or the first day of the month.
    pub start: Date,
    /// Whether it is a month.
    pub is_month: bool,
    /// Models first seen then, as ordinals, the latest first, those of one day by id.
    pub added: Vec<u32>,
    /// Models last changed then, after they had been added on another day; ordered alike.
    pub updated: Vec<u32>,
    /// What became of versions then: models and places in their events, the latest first. What came with a model itself is not here.
    pub events: Vec<(u32, u32)>,
}

/// The changes of a catalog: each model counts once as added and, where it was changed on a later day, once as updated.
pub fn changes(catalog: &Catalog) -> Changes {
    let days = catalog.models.iter().flat_map(|model| [model.created, model.updated]).flatten();
    // A merge brings in what was written days before, and its day is later than every model's last change.
    let events = catalog.models.iter().filter_map(|model| model.past.as_ref()).flat_map(|past| &past.events);
    let days = days.chain(events.filter(|event| !event.initial).filter_map(|event| event.date));
    let Some(latest) = days.max() else {
        return Changes { periods: Vec::new(), undated: catalog.models.len() };
    };
    let mut periods: BTreeMap<(Date, bool), Period> = BTreeMap::new();
    let mut at = |day: Date, model: u32, what: Entry| {
        let is_month = date::days_between(day, latest) > RECENT_DAYS;
        let start = if is_month { day.first_of_month() } else { day };
        let period = periods.entry((start, is_month)).or_insert_with(|| Period {
            start,
            is_month,
            added: Vec::new(),
            updated: Vec::new(),
            events: Vec::new(),
        });
        match what {
            Entry::Added => period.added.push(model),
            Entry::Updated => period.updated.push(model),
            Entry::Event(event) => period.events.push((model, event)),
        }
    };
    let mut undated = 0;
    for (ordinal, model) in catalog.models.iter().enumerate() {
        let ordinal = ordinal as u32;
        let events = model.past.iter().flat_map(|past| &past.events).enumerate();
        for (place, event) in events.filter(|(_, event)| !event.initial) {
            if let Some(day) = event.date {
                at(day, ordinal, Entry::Event(place as u32));
            }
        }
        match (model.created, model.updated) {
            (None, None) => undated += 1,
            (created, updated) => {
                if let Some(day) = created {
                    at(day, ordinal, Entry::Added);
                }
                if let Some(day) = updated.filter(|day| created.is_none_or(|created| created < *day)) {
                    at(day, ordinal, Entry::Updated);
                }
            }
        }
    }
    let mut periods: Vec<Period> = periods.into_values().rev().collect();
    let models = &catalog.models;
    for period in periods.iter_mut().filter(|period| period.is_month) {
        period.added.sort_by_key(|&model| (std::cmp::Reverse(models[model as usize].created), model));
        period.updated.sort_by_key(|&model| (std::cmp::Reverse(models[model as usize].updated), model));
    }
    for period in &mut periods {
        let time = |model: u32, event: u32| {
            models[model as usize].past.as_ref().map_or(0, |past| past.events[event as usize].time)
        };
        period.events.sort_by_key(|&(model, event)| (std::cmp::Reverse(time(model, event)), model, event));
    }
    Changes { periods, undated }
}

enum Entry {
    Added,
    Updated,
    Event(u32),
}
