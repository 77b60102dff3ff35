//! What is new: models added and updated, and what became of versions, by day and by month.

use crate::catalog::{Event, Model, Period, What, date};
use crate::site::RenderError;
use crate::site::item::own_title;
use crate::site::path::list_page;
use crate::site::shared::{Shared, date_view};
use crate::site::view::{ChangeItem, ChangeList, ChangelogView, Link, Pagination, PeriodView};

use super::pagination::pagination;

/// The section's folder.
const FOLDER: &str = "changelog";

/// Models named of one list; the day on which a whole hub was imported would be a page of ten thousand lines.
const MOST_MODELS: usize = 40;

/// Models named on one page, about: a day or month is never cut in two.
const PAGE_MODELS: usize = 100;

/// Writes every page of what is new; says how many.
pub(in crate::site) fn write(shared: &Shared<'_>) -> Result<usize, RenderError> {
    let changes = shared.changes();
    let pages = cut(&changes.periods);
    for (at, range) in pages.iter().enumerate() {
        let number = at + 1;
        let view = ChangelogView {
            periods: changes.periods[range.clone()].iter().map(|period| view(shared, period)).collect(),
            undated: changes.undated,
            dates_note: shared.catalog.dates_note.clone(),
            pagination: Pagination {
                total: changes.periods.len(),
                first: range.start + usize::from(!range.is_empty()),
                last: range.end,
                ..pagination(FOLDER, pages.len(), 1, number)
            },
        };
        let mut page = shared.page("changelog", FOLDER, list_page(FOLDER, number));
        page.title =
            if number == 1 { "What’s new".to_owned() } else { format!("What’s new, page {number}") };
        page.description =
            format!("Models added to and updated in {}, new versions and promotions.", shared.site.title);
        if number > 1 {
            page.breadcrumbs.push(Link { label: "What’s new".to_owned(), path: list_page(FOLDER, 1) });
        }
        shared.write("changelog.html", &page, "changelog", &view)?;
    }
    Ok(pages.len())
}

/// The latest changes, at most one line for each model of a day or month: what became of its versions tells more than that it was
/// updated.
pub(super) fn latest(shared: &Shared<'_>, most: usize) -> Vec<ChangeItem> {
    let lists = shared.changes().periods.iter().flat_map(|period| {
        let mut seen: Vec<u32> = Vec::new();
        let mut lines = Vec::new();
        for &(model, _) in &period.events {
            if lines.len() < most && !seen.contains(&model) {
                seen.push(model);
                lines.extend(main_event(shared, period, model));
            }
        }
        let item = |what| move |&model: &u32| item(shared, model, what);
        let updated = period.updated.iter().filter(move |model| !seen.contains(model));
        lines.into_iter().chain(updated.map(item("Updated"))).chain(period.added.iter().map(item("Added")))
    });
    lists.take(most).collect()
}

/// What became of a model's versions in a period, as one line: the event that people wait for, and how many there are beside it.
fn main_event(shared: &Shared<'_>, period: &Period, model: u32) -> Option<ChangeItem> {
    let past = shared.catalog.models[model as usize].past.as_ref()?;
    let events = period.events.iter().filter(|(of, _)| *of == model);
    let events: Vec<&Event> = events.filter_map(|&(_, event)| past.events.get(event as usize)).collect();
    let rank = |event: &&&Event| match &event.what {
        What::Version(_) => 0,
        What::Alias { .. } => 1,
        What::Deprecated { .. } => 2,
        What::Stage { .. } => 3,
        What::Approval { .. } => 4,
    };
    let main = events.iter().min_by_key(rank)?;
    let mut line = event_item(shared, model, main, "Changed");
    if events.len() > 1 {
        line.text.push_str(&format!(" and {} more", events.len() - 1));
    }
    Some(line)
}

/// Which periods stand on each page: at least one page, and at least one period on each where there are any.
fn cut(periods: &[Period]) -> Vec<std::ops::Range<usize>> {
    let mut pages = Vec::new();
    let (mut start, mut models) = (0, 0);
    for (at, period) in periods.iter().enumerate() {
        let lists = [period.added.len(), period.updated.len(), period.events.len()];
        models += lists.map(|length| length.min(MOST_MODELS)).iter().sum::<usize>();
        if models >= PAGE_MODELS {
            pages.push(start..at + 1);
            (start, models) = (at + 1, 0);
        }
    }
    if start < periods.len() || pages.is_empty() {
        pages.push(start..periods.len());
    }
    pages
}

fn view(shared: &Shared<'_>, period: &Period) -> PeriodView {
    let list = |heading, models: &[u32]| ChangeList {
        heading,
        count: models.len(),
        left_out: models.len().saturating_sub(MOST_MODELS),
        models: models.iter().take(MOST_MODELS).map(|&model| item(shared, model, heading)).collect(),
    };
    let mut lists = vec![list("Added", &period.added), list("Updated", &period.updated)];
    let events = |heading, of: fn(&What) -> bool| {
        let found: Vec<ChangeItem> = period
            .events
            .iter()
            .filter_map(|&(model, event)| {
                let event =
                    shared.catalog.models[model as usize].past.as_ref()?.events.get(event as usize)?;
                of(&event.what).then(|| event_item(shared, model, event, heading))
            })
            .collect();
        let count = found.len();
        let models = found.into_iter().take(MOST_MODELS).collect();
        ChangeList { heading, count, left_out: count.saturating_sub(MOST_MODELS), models }
    };
    lists.push(events("New versions", |what| matches!(what, What::Version(_))));
    lists.push(events("Promotions", What::is_promotion));
    lists.push(events("Approvals", |what| matches!(what, What::Approval { .. })));
    lists.push(events("Deprecations", |what| matches!(what, What::Deprecated { .. })));
    lists.retain(|list| list.count > 0);
    let day = period.start.to_string();
    PeriodView {
        heading: if period.is_month { date::month(period.start) } else { date::long(period.start) },
        iso: if period.is_month { day[..day.len() - 3].to_owned() } else { day },
        lists,
    }
}

fn event_item(shared: &Shared<'_>, model: u32, event: &Event, what: &'static str) -> ChangeItem {
    ChangeItem {
        what,
        id: shared.catalog.models[model as usize].id.to_string(),
        text: event.what.describe(),
        path: shared.paths.model_page(model as usize),
        date: event.date.map(date_view),
    }
}

fn item(shared: &Shared<'_>, ordinal: u32, what: &'static str) -> ChangeItem {
    let model: &Model = &shared.catalog.models[ordinal as usize];
    let title = own_title(model).map(str::to_owned);
    let task =
        || shared.term_links(ordinal as usize, crate::catalog::Kind::Task).next().map(|link| link.label);
    let date = if what == "Added" { model.created } else { model.updated };
    ChangeItem {
        what,
        id: model.id.to_string(),
        text: title.or_else(task).unwrap_or_default(),
        path: shared.paths.model_page(ordinal as usize),
        date: date.map(date_view),
    }
}
