//! What stands around the models in the twin of a term: what it is, its facts, its leaderboards, and the text of its card.

use std::fmt::Write;

use crate::catalog::{Kind, without_secrets};
use crate::site::path::root_of;
use crate::site::shared::Shared;

use super::{leaderboard, leaderboards, profile, terms, twin};

/// Leaderboards that are named.
const MOST_BOARDS: usize = 100;

/// The head of a term's twin.
pub(super) fn head(shared: &Shared<'_>, kind: Kind, ordinal: usize) -> String {
    let term = &shared.catalog.taxonomies.of(kind).terms[ordinal];
    let path = twin::path(shared.paths.term(kind, ordinal));
    let root = root_of(&path);
    let label = terms::label(shared.catalog, kind, ordinal);
    let mut text = format!("# {}: {}\n\n", terms::noun(kind), twin::plain(&label));
    let bare = text.len();
    let description = terms::description(shared, kind, &term.key);
    if !description.is_empty() {
        let _ = write!(text, "> {}\n\n", twin::plain(&description));
    }
    let facts = profile::facts(shared, kind, &term.key);
    for fact in &facts {
        let values: Vec<String> = fact.values.iter().map(|value| twin::plain(&value.text)).collect();
        let _ = writeln!(text, "- {}: {}", fact.label, values.join(", "));
    }
    text.push_str(if facts.is_empty() { "" } else { "\n" });
    let groups: Vec<usize> = match kind {
        Kind::Task => shared.leaderboards.boards.of_task(&term.key).collect(),
        Kind::Dataset => shared.leaderboards.of_dataset(&term.key).to_vec(),
        _ => Vec::new(),
    };
    if !groups.is_empty() {
        text.push_str("## Leaderboards\n\n");
        for &group in groups.iter().take(MOST_BOARDS) {
            let name = match kind {
                Kind::Task => leaderboard::dataset(shared, group).text,
                _ => leaderboards::task_name(shared, &shared.leaderboards.boards.groups[group].task).label,
            };
            let place = format!("{root}{}", twin::path(shared.leaderboards.folder(group)));
            let _ = writeln!(text, "- {}", twin::link(&name, &place));
        }
        text.push('\n');
    }
    if text.len() > bare {
        text.push_str("## Models\n\n");
    }
    text
}

/// What stands behind the models: the text of the term's card, as it was written.
pub(super) fn foot(shared: &Shared<'_>, kind: Kind, ordinal: usize) -> String {
    let key = &shared.catalog.taxonomies.of(kind).terms[ordinal].key;
    terms::profile(shared.catalog, kind, key).map_or_else(String::new, |profile| card(&profile.body))
}

/// A card's text at the end of a twin; empty where there is none.
pub(super) fn card(body: &str) -> String {
    let body = without_secrets(body.trim());
    if body.is_empty() { String::new() } else { format!("\n---\n\n{body}\n") }
}
