//! The sections of a model's page that come from git.

use crate::catalog::{Catalog, Event, Model, What};
use crate::site::shared::{Shared, commit_view, date_view};
use crate::site::subject::Subject;
use crate::site::view::{FactValue, PastRow, PastView, PromotionsView};

/// Commits shown on a page.
const MOST_COMMITS: usize = 10;

/// Promotions shown on a page.
const MOST_PROMOTIONS: usize = 50;

/// Names shown of those who made the commits.
const MOST_AUTHORS: usize = 5;

/// The newest commits; `None` on pages of earlier versions, and where git knows nothing.
pub(super) fn changes(shared: &Shared<'_>, subject: &Subject<'_>) -> Option<PastView> {
    let past = subject.model.past.as_ref().filter(|_| subject.version.is_none())?;
    let Catalog { commits, .. } = shared.catalog;
    let rows = past.recent.iter().take(MOST_COMMITS).filter_map(|&commit| commits.get(commit as usize));
    let rows: Vec<PastRow> = rows
        .map(|commit| PastRow {
            date: commit.date.map(date_view),
            text: commit.subject.clone(),
            author: commit.author.to_string(),
            commit: commit_view(&commit.id, commit.date, shared.repository),
        })
        .collect();
    let left_out = (past.count as usize).saturating_sub(rows.len());
    Some(PastView {
        left_out,
        more_url: shared.repository.map(|repository| repository.history(&subject.model.folder)),
        note: past
            .first
            .is_none()
            .then(|| "The repository is a shallow clone: older commits are not known.".to_owned()),
        rows,
    })
}

/// Moves of aliases and stages; `None` where none is known.
pub(super) fn promotions(shared: &Shared<'_>, subject: &Subject<'_>) -> Option<PromotionsView> {
    let past = subject.model.past.as_ref().filter(|_| subject.version.is_none())?;
    let told = |event: &&Event| !matches!(event.what, What::Version(_));
    let count = past.events.iter().filter(told).count();
    let rows: Vec<PastRow> = past
        .events
        .iter()
        .rev()
        .filter(told)
        .take(MOST_PROMOTIONS)
        .map(|event| PastRow {
            date: event.date.map(date_view),
            text: event.what.describe(),
            author: event.author.to_string(),
            commit: commit_view(&event.commit, event.date, shared.repository),
        })
        .collect();
    let note = past.events_since.map(|day| {
        format!(
            "What was promoted up to {} is not known: the history that is at hand begins there.",
            date_view(day).text
        )
    });
    let is_shown = !rows.is_empty() || note.is_some() && !subject.model.versions.is_empty();
    is_shown.then_some(PromotionsView { left_out: count.saturating_sub(rows.len()), rows, note })
}

/// Who made the commits, for a card that does not say who made the model.
pub(super) fn maintainers(model: &Model) -> Vec<FactValue> {
    let Some(past) = model.past.as_ref().filter(|_| model.card.authors.is_empty()) else { return Vec::new() };
    let value = |(author, count): &(std::sync::Arc<str>, u32)| FactValue {
        text: author.to_string(),
        hint: Some(format!("{count} {}", if *count == 1 { "commit" } else { "commits" })),
        ..FactValue::default()
    };
    let mut values: Vec<FactValue> = past.authors.iter().take(MOST_AUTHORS).map(value).collect();
    let more = past.authors.len().saturating_sub(MOST_AUTHORS);
    if more > 0 {
        values.push(FactValue { text: format!("and {more} more"), ..FactValue::default() });
    }
    values
}
