//! Twins of what is no list of models under a term: collections and leaderboards.

use std::fmt::Write;

use rayon::prelude::*;

use crate::catalog::{Collection, Target};
use crate::site::RenderError;
use crate::site::leaderboards::SECTION;
use crate::site::path::root_of;
use crate::site::shared::Shared;

use super::{leaderboard, leaderboards, twin, twin_of_term};

/// Leaderboards in the twin of their index.
const MOST_BOARDS: usize = 1_000;

/// Lines of one board.
const MOST_ROWS: usize = 100;

/// Boards of one twin.
const MOST_OF_GROUP: usize = 60;

/// Writes all of them.
pub(super) fn write(shared: &Shared<'_>) -> Result<(), RenderError> {
    let collections = &shared.catalog.collections;
    if !collections.is_empty() {
        let mut text = "# Collections\n\n".to_owned();
        for (at, collection) in collections.iter().enumerate() {
            let place = format!("../{}", twin::path(folder(&shared.paths.collection_page(at))));
            let words = if collection.description.is_empty() {
                String::new()
            } else {
                format!(": {}", twin::plain(&collection.description))
            };
            let _ = writeln!(text, "- {}{words}", twin::link(&collection.title, &place));
            let path = twin::path(folder(&shared.paths.collection_page(at)));
            shared.put(&path, one_collection(shared, collection, &root_of(&path)).as_bytes())?;
        }
        shared.put(&twin::path("collections"), text.as_bytes())?;
    }
    let groups = &shared.leaderboards.boards.groups;
    if groups.is_empty() {
        return Ok(());
    }
    let mut text = "# Leaderboards\n".to_owned();
    for (at, group) in groups.iter().enumerate().take(MOST_BOARDS) {
        if at == 0 || groups[at - 1].task != group.task {
            let task = leaderboards::task_name(shared, &group.task).label;
            let _ = write!(text, "\n## {}\n\n", twin::plain(&task));
        }
        let dataset = leaderboard::dataset(shared, at).text;
        let place = format!("../{}", twin::path(shared.leaderboards.folder(at)));
        let _ = writeln!(text, "- {} ({} models)", twin::link(&dataset, &place), group.models);
    }
    if groups.len() > MOST_BOARDS {
        let _ = writeln!(
            text,
            "\nAnd {} more: [as JSON](../api/v1/leaderboards.json).",
            groups.len() - MOST_BOARDS
        );
    }
    shared.put(&twin::path(SECTION), text.as_bytes())?;
    (0..groups.len()).into_par_iter().try_for_each(|group| {
        let path = twin::path(shared.leaderboards.folder(group));
        shared.put(&path, one_group(shared, group, &root_of(&path)).as_bytes())
    })
}

fn folder(page: &str) -> &str {
    page.strip_suffix("/index.html").unwrap_or(page)
}

fn one_collection(shared: &Shared<'_>, collection: &Collection, root: &str) -> String {
    let mut text = format!("# {}\n\n", twin::plain(&collection.title));
    if !collection.description.is_empty() {
        let _ = write!(text, "> {}\n\n", twin::plain(&collection.description));
    }
    text.push_str("## In this collection\n\n");
    for item in &collection.items {
        let line = match &item.target {
            Target::Model(reference) => match reference.model {
                Some(model) => {
                    let place = twin::path(shared.paths.model(model as usize));
                    twin::link(&reference.id, &format!("{root}{place}"))
                }
                None => twin::plain(&reference.id),
            },
            Target::Dataset(id) => format!("dataset {}", twin::plain(id)),
            Target::Page { url, title } => match title {
                Some(title) => format!("{}, {}", twin::plain(title), twin::plain(url)),
                None => twin::plain(url),
            },
        };
        let note = item.note.as_deref().map(|note| format!(": {}", twin::plain(note))).unwrap_or_default();
        let _ = writeln!(text, "- {line}{note}");
    }
    text + &twin_of_term::card(&collection.body)
}

fn one_group(shared: &Shared<'_>, group: usize, root: &str) -> String {
    let of = &shared.leaderboards.boards.groups[group];
    let task = leaderboards::task_name(shared, &of.task).label;
    let dataset = leaderboard::dataset(shared, group).text;
    let mut text = format!("# {} on {}\n\n", twin::plain(&task), twin::plain(&dataset));
    let _ = writeln!(text, "Values stand as the cards give them. [All results as JSON](index.json).");
    for at in of.boards.clone().take(MOST_OF_GROUP) {
        let board = &shared.leaderboards.boards.list[at];
        let metric = super::metric::view(shared.config, &board.metric);
        let setting = leaderboard::setting(board);
        let about: Vec<&str> =
            [setting.as_str(), metric.direction].into_iter().filter(|part| !part.is_empty()).collect();
        let _ = write!(text, "\n## {}\n\n", twin::plain(&metric.name));
        if !about.is_empty() {
            let _ = write!(text, "{}\n\n", twin::plain(&about.join(" · ")));
        }
        text.push_str("| Rank | Model | Value | Reported |\n|---|---|---|---|\n");
        for result in board.results.iter().take(MOST_ROWS) {
            let row = leaderboard::row(shared, board, result);
            let place = format!("{root}{}", twin::path(shared.paths.model(result.model as usize)));
            let model = twin::link(&row.model.label, &place);
            let values = [row.rank.as_str(), &model, &twin::plain(&row.value), row.status];
            let _ = writeln!(text, "| {} |", values.join(" | "));
        }
    }
    text
}
