//! Evaluation results as tables.

use std::collections::BTreeMap;

use crate::catalog::{Evaluation, Identity, Kind, Metric, Origin, Place, meaning, unexplained_task};
use crate::site::external;
use crate::site::shared::{Shared, date_view};
use crate::site::subject::Subject;
use crate::site::view::{EvaluationRow, EvaluationView, FactValue, Link};
use crate::vocabulary::task;

use super::{metric, preview, terms};

/// One table for each task, dataset and setting.
pub(super) fn views(shared: &Shared<'_>, subject: &Subject<'_>) -> Vec<EvaluationView> {
    let model = subject.model;
    // Earlier versions stand on no board.
    let places = shared.leaderboards.boards.of_model(subject.ordinal);
    let mut places = if subject.version.is_none() { places } else { &[] }.iter().peekable();
    let mut tables: Vec<EvaluationView> = Vec::new();
    let mut place: BTreeMap<(String, String, String), usize> = BTreeMap::new();
    for (at, evaluation) in model.card.evaluations.iter().enumerate() {
        let task = task_name(evaluation);
        let dataset = dataset(shared, evaluation);
        let setting = setting(shared, evaluation);
        let key = (task.clone(), dataset.text.clone(), setting.clone());
        let index = *place.entry(key).or_insert_with(|| {
            let slug = format!("evaluation-{}", tables.len() + 1);
            tables.push(EvaluationView { slug, task, dataset, setting, rows: Vec::new() });
            tables.len() - 1
        });
        tables[index].rows.extend(evaluation.metrics.iter().enumerate().map(|(line, metric)| {
            // The places come in the order of the card.
            let place = places.next_if(|place| (place.evaluation, place.metric) == (at, line));
            let mut row = EvaluationRow {
                board: place.map(|place| standing(shared, place)),
                ..row(shared, evaluation, metric)
            };
            let identity = Identity::of(evaluation, metric);
            preview::mark_result(shared, subject, &identity, metric.name.as_deref(), &mut row);
            row
        }));
    }
    tables.retain(|table| !table.rows.is_empty());
    // Those of one task and dataset stand together, in the order in which the card first names them.
    let mut first: BTreeMap<(String, String), usize> = BTreeMap::new();
    let order = tables
        .iter()
        .enumerate()
        .map(|(at, table)| *first.entry((table.task.clone(), table.dataset.text.clone())).or_insert(at));
    let mut tables: Vec<(usize, EvaluationView)> =
        order.collect::<Vec<_>>().into_iter().zip(tables).collect();
    tables.sort_by_key(|(first, _)| *first);
    tables.into_iter().map(|(_, table)| table).collect()
}

/// Where a result stands: `3rd of 12`, with the way to the board.
fn standing(shared: &Shared<'_>, place: &Place) -> Link {
    let board = &shared.leaderboards.boards.list[place.board];
    let (result, count) = (&board.results[place.line], board.results.len());
    let label = match result.rank {
        Some(rank) => format!("{}{} of {count}", if result.tied { "joint " } else { "" }, ordinal(rank)),
        None => format!("beside {} others", count - 1),
    };
    Link { label, path: shared.leaderboards.anchor(place.board) }
}

/// `1st`, `2nd`, `3rd`, `11th`.
fn ordinal(number: usize) -> String {
    let ending = match (number % 10, number % 100) {
        (1, n) if n != 11 => "st",
        (2, n) if n != 12 => "nd",
        (3, n) if n != 13 => "rd",
        _ => "th",
    };
    format!("{number}{ending}")
}

pub(super) fn task_name(evaluation: &Evaluation) -> String {
    let known = evaluation.task.as_deref().and_then(task::find).map(|task| task.title.to_owned());
    known.or_else(|| evaluation.task_name.clone()).or_else(|| evaluation.task.clone()).unwrap_or_default()
}

pub(super) fn dataset(shared: &Shared<'_>, evaluation: &Evaluation) -> FactValue {
    let id = evaluation.dataset.clone();
    let profile = id.as_deref().and_then(|id| terms::profile(shared.catalog, Kind::Dataset, id));
    let text = profile
        .and_then(|profile| profile.title.clone())
        .or_else(|| evaluation.dataset_name.clone())
        .or_else(|| id.clone())
        .unwrap_or_else(|| "dataset not stated".to_owned());
    let list = &shared.catalog.taxonomies.of(Kind::Dataset).terms;
    let term = id.as_deref().and_then(|id| list.binary_search_by(|term| term.key.as_str().cmp(id)).ok());
    FactValue {
        text,
        path: term.map(|term| shared.paths.term_page(Kind::Dataset, term)),
        url: None,
        hint: id,
    }
}

pub(super) fn setting(shared: &Shared<'_>, evaluation: &Evaluation) -> String {
    metric::setting(&[
        ("task", unexplained_task(shared.config, evaluation)),
        ("config", evaluation.config.as_deref()),
        ("split", evaluation.split.as_deref()),
        ("revision", evaluation.revision.as_deref()),
    ])
}

pub(super) fn row(shared: &Shared<'_>, evaluation: &Evaluation, value: &Metric) -> EvaluationRow {
    let known = meaning(shared.config, &value.kind);
    let name = value.name.as_deref().unwrap_or_else(|| metric::title(&known));
    EvaluationRow {
        metric: match &value.setting {
            Some(setting) => format!("{name} ({})", crate::catalog::text::one_line(setting)),
            None => name.to_owned(),
        },
        value: if value.value.is_empty() {
            "not stated".to_owned()
        } else {
            metric::value(&value.value, known.unit)
        },
        direction: metric::direction(known.better),
        status: metric::status(value.verified),
        claims: value.verified,
        source: source(evaluation),
        reporter: evaluation.reporter.clone().unwrap_or_default(),
        date: evaluation.date.map(date_view),
        notes: evaluation.notes.clone().unwrap_or_default(),
        file: match &evaluation.origin {
            Origin::Card => String::new(),
            Origin::File(path) => path.clone(),
        },
        board: None,
        was: String::new(),
        delta: String::new(),
        verdict: "",
    }
}

/// Where values were published.
pub(super) fn source(evaluation: &Evaluation) -> Option<FactValue> {
    let (name, url) = evaluation.source.as_ref()?;
    let url = url.as_deref().and_then(external::url);
    let text = name.clone().or_else(|| url.clone())?;
    Some(FactValue { text, path: None, url, hint: None })
}
