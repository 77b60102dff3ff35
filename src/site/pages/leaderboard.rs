//! The page of one task and dataset: its boards as tables, and the same for other programs.

use crate::api;
use crate::catalog::{Board, BoardResult, Kind, Notation, Origin, meaning};
use crate::site::RenderError;
use crate::site::leaderboards::SECTION;
use crate::site::number::{count, grouped};
use crate::site::shared::{Shared, date_view};
use crate::site::view::{
    FactValue, LeaderboardBoard, LeaderboardColumns, LeaderboardRow, LeaderboardView, Link,
};

use super::leaderboards::{TaskName, task_name};
use super::{evaluation, metric, terms, twin};

/// Lines that the page shows of one board.
const MOST_ROWS: usize = 200;

/// Lines that a page shows of all its boards; beyond, each board has its first lines.
const MOST_ROWS_IN_ALL: usize = 2_000;

/// Lines that every board has in any case.
const LEAST_ROWS: usize = 10;

/// Boards on a page.
const MOST_BOARDS: usize = 60;

/// Writes the page of a group, its record, and a table for each board; says how many pages.
pub(super) fn write(shared: &Shared<'_>, group: usize) -> Result<usize, RenderError> {
    let leaderboards = &shared.leaderboards;
    let of = &leaderboards.boards.groups[group];
    let dataset = dataset(shared, group);
    let task = task_name(shared, &of.task);
    let path = leaderboards.page(group);
    let json_path = leaderboards.json(group);
    let mut page = shared.page("leaderboard", SECTION, path);
    page.markdown_path = twin::of(shared, leaderboards.folder(group));
    page.title = format!("{} · {} leaderboard", dataset.text, task.label);
    page.description = format!(
        "{}: results of {} models on {}, compared where they were measured alike.",
        task.label,
        grouped(of.models as u64),
        dataset.text
    );
    page.breadcrumbs.push(Link { label: "Leaderboards".to_owned(), path: format!("{SECTION}/index.html") });
    page.breadcrumbs.push(Link { label: task.label.clone(), path: task.boards.clone() });
    let mut left = MOST_ROWS_IN_ALL;
    let boards: Vec<LeaderboardBoard> = of
        .boards
        .clone()
        .take(MOST_BOARDS)
        .map(|board| {
            let made = view(shared, board, left.clamp(LEAST_ROWS, MOST_ROWS));
            left = left.saturating_sub(made.rows.len());
            made
        })
        .collect();
    let TaskName { label, boards: path, page: task_page } = task;
    let view = LeaderboardView {
        has_claims: boards.iter().any(|board| board.rows.iter().any(|row| row.claims)),
        left_out: of.boards.len() - boards.len(),
        task: Link { label, path },
        task_page,
        dataset,
        models: of.models,
        boards,
        alone: of.alone,
        json_path,
    };
    shared.write("leaderboard.html", &page, "leaderboard", &view)?;
    let page_of = |model: usize| shared.paths.model_page(model);
    let record = api::leaderboard(shared.catalog, shared.config, (&leaderboards.boards, group), &page_of);
    shared.put(&view.json_path, &record)?;
    for board in of.boards.clone() {
        let table = api::board_csv(shared.catalog, &leaderboards.boards.list[board]);
        shared.put(&leaderboards.csv(board), &table)?;
    }
    Ok(1)
}

/// What a group's dataset is called, with its page where it has one.
pub(super) fn dataset(shared: &Shared<'_>, group: usize) -> FactValue {
    let group = &shared.leaderboards.boards.groups[group];
    let list = &shared.catalog.taxonomies.of(Kind::Dataset).terms;
    let term = list.binary_search_by(|term| term.key.as_str().cmp(&group.dataset)).ok();
    let titled = terms::profile(shared.catalog, Kind::Dataset, &group.dataset)
        .and_then(|profile| profile.title.clone());
    let text = titled.or_else(|| group.name.clone()).unwrap_or_else(|| group.dataset.clone());
    FactValue {
        hint: (text != group.dataset).then(|| group.dataset.clone()),
        text,
        path: term.map(|term| shared.paths.term_page(Kind::Dataset, term)),
        url: None,
    }
}

/// What tells a board apart from others of its dataset, beside its metric.
pub(super) fn setting(board: &Board) -> String {
    metric::setting(&[
        ("task", board.benchmark_task.as_deref()),
        ("config", board.config.as_deref()),
        ("split", board.split.as_deref()),
        ("revision", board.revision.as_deref()),
        ("", board.setting.as_deref()),
    ])
}

fn view(shared: &Shared<'_>, at: usize, most: usize) -> LeaderboardBoard {
    let board = &shared.leaderboards.boards.list[at];
    let rows: Vec<LeaderboardRow> =
        board.results.iter().take(most).map(|result| row(shared, board, result)).collect();
    let some = |holds: fn(&LeaderboardRow) -> bool| rows.iter().any(holds);
    LeaderboardBoard {
        slug: format!("board-{}", shared.leaderboards.name(at)),
        metric: super::metric::view(shared.config, &board.metric),
        setting: setting(board),
        scale: match board.written {
            Some(Notation::Share) => "written from 0 to 1".to_owned(),
            Some(Notation::Percent) => "written from 0 to 100".to_owned(),
            None => String::new(),
        },
        count: board.results.len(),
        elsewhere: board.elsewhere,
        left_out: board.results.len() - rows.len(),
        columns: LeaderboardColumns {
            deviation: some(|row| !row.deviation.is_empty()),
            source: some(|row| row.source.is_some() || !row.reporter.is_empty()),
            date: some(|row| row.date.is_some()),
            parameters: some(|row| row.parameters.is_some()),
            license: some(|row| row.license.is_some()),
        },
        rows,
        csv_path: shared.leaderboards.csv(at),
    }
}

/// One line of a board.
pub(super) fn row(shared: &Shared<'_>, board: &Board, result: &BoardResult) -> LeaderboardRow {
    let ordinal = result.model as usize;
    let model = &shared.catalog.models[ordinal];
    let evaluation = &model.card.evaluations[result.evaluation];
    let value = &evaluation.metrics[result.metric];
    let known = meaning(shared.config, &board.metric);
    let (text, deviation) = metric::split(&value.value, &result.measure, known.unit);
    let title = metric::title(&known);
    let is_usual =
        |name: &&String| !name.eq_ignore_ascii_case(title) && meaning(shared.config, name).id != known.id;
    let parameters = model.parameters();
    LeaderboardRow {
        rank: result
            .rank
            .map(|rank| format!("{rank}{}", if result.tied { "=" } else { "" }))
            .unwrap_or_default(),
        model: Link { label: model.id.to_string(), path: shared.paths.model_page(ordinal) },
        named: value.name.as_ref().filter(is_usual).cloned().unwrap_or_default(),
        value: text,
        number: result.measure.value.to_string(),
        deviation,
        status: metric::status(value.verified),
        claims: value.verified,
        others: result.others,
        source: evaluation::source(evaluation),
        reporter: evaluation.reporter.clone().unwrap_or_default(),
        date: evaluation.date.map(date_view),
        notes: match (&evaluation.notes, &evaluation.origin) {
            (Some(notes), Origin::File(_)) => notes.clone(),
            _ => String::new(),
        },
        parameters: parameters.map(count),
        parameters_number: parameters,
        license: shared.term_links(ordinal, Kind::License).next(),
    }
}
