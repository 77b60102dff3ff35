//! Leaderboards: which results of several models may stand beside one another, and in which order.
//!
//! Results share a board when all that decides on a value is the same: task, dataset, configuration, split, revision,
//! the benchmark's own task, metric, and the metric's setting. Whatever differs is another board. The name that a card
//! gives a metric decides nothing, since everybody words it in another way.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;

use crate::config::{Better, Config};
use crate::vocabulary::task;

use super::eval_results::unexplained_task;
use super::meaning::{Meaning, meaning};
use super::measure::Measure;
use super::ranking::{self, Part};
use super::{Catalog, Evaluation, Model, Own};

/// All boards of a catalog.
#[derive(Debug, Clone, Default)]
pub struct Boards {
    /// The boards: those of one task and dataset side by side, the one with the most models first.
    pub list: Vec<Board>,
    /// What the boards are about, sorted by task and dataset; none without a board.
    pub groups: Vec<Group>,
    /// For each model, by ordinal, where its results stand.
    places: Vec<Vec<Place>>,
}

/// The boards of one task and dataset.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// The task's id; [`OTHER`] where neither result nor model states one.
    pub task: String,
    /// The dataset's id, or its name where a card gives no id.
    pub dataset: String,
    /// What most cards call the dataset.
    pub name: Option<String>,
    /// Its boards in [`Boards::list`].
    pub boards: Range<usize>,
    /// Models on any of them.
    pub models: usize,
    /// Measurements that one model alone reports; they have no board.
    pub alone: usize,
}

/// Results that were measured on the same data in the same way, the best first.
#[derive(Debug, Clone, PartialEq)]
pub struct Board {
    /// The dataset's configuration.
    pub config: Option<String>,
    /// The dataset's split.
    pub split: Option<String>,
    /// The dataset's revision.
    pub revision: Option<String>,
    /// What the benchmark calls that which was asked.
    pub benchmark_task: Option<String>,
    /// The metric's id.
    pub metric: String,
    /// How the metric was computed, as the cards write it.
    pub setting: Option<String>,
    /// Which way is better; where nobody knows, nothing is ranked, and the greatest value comes first.
    pub better: Option<Better>,
    /// How its values are written, where other models write the same metric in another way.
    pub written: Option<Notation>,
    /// Models that report the same measurement on the other scale, and so are not on this board.
    pub elsewhere: usize,
    /// One result for each model; two at least.
    pub results: Vec<BoardResult>,
}

/// How a share is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Notation {
    /// From 0 to 1.
    Share,
    /// From 0 to 100.
    Percent,
}

/// One model on a board: the result that claims verification before others, then the better one.
#[derive(Debug, Clone, PartialEq)]
pub struct BoardResult {
    /// The model, as an ordinal.
    pub model: u32,
    /// From 1; equal values have one rank. `None` where nobody knows which way is better.
    pub rank: Option<usize>,
    /// Whether another model has the same rank.
    pub tied: bool,
    /// The value as a number.
    pub measure: Measure,
    /// The result, among [`super::ModelCard::evaluations`].
    pub evaluation: usize,
    /// The value, among [`Evaluation::metrics`].
    pub metric: usize,
    /// How many other results of the model belong here as well.
    pub others: usize,
}

/// Where one result of a model stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The result, among [`super::ModelCard::evaluations`].
    pub evaluation: usize,
    /// The value, among [`Evaluation::metrics`].
    pub metric: usize,
    /// The board, in [`Boards::list`].
    pub board: usize,
    /// The line of the board, in [`Board::results`].
    pub line: usize,
}

/// Stands for a task that nobody states.
pub const OTHER: &str = "other";

/// All that must be equal, in the order by which groups and boards are sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Key<'a> {
    task: &'a str,
    dataset: &'a str,
    config: Option<&'a str>,
    split: Option<&'a str>,
    revision: Option<&'a str>,
    benchmark_task: Option<&'a str>,
    metric: &'a str,
    setting: Option<&'a str>,
}

/// One value that can be compared.
pub(super) struct Row {
    pub(super) model: u32,
    pub(super) measure: Measure,
    pub(super) verified: bool,
    pub(super) evaluation: usize,
    pub(super) metric: usize,
}

/// Makes all boards: one pass over the results and one sort.
pub fn boards(catalog: &Catalog, config: &Config) -> Boards {
    let models = catalog.models.par_iter().enumerate();
    let mut rows: Vec<(Key<'_>, Row)> =
        models.flat_map_iter(|(ordinal, model)| rows(config, ordinal as u32, model)).collect();
    // Stable, so that the results of a key stay in the order of the catalog.
    rows.par_sort_by(|a, b| a.0.cmp(&b.0));
    let groups: Vec<&[(Key<'_>, Row)]> =
        rows.chunk_by(|a, b| (a.0.task, a.0.dataset) == (b.0.task, b.0.dataset)).collect();
    let made: Vec<Option<(Group, Vec<Board>)>> =
        groups.into_par_iter().map(|group| of_group(catalog, config, group)).collect();
    let mut boards = Boards { places: vec![Vec::new(); catalog.models.len()], ..Boards::default() };
    for (group, made) in made.into_iter().flatten() {
        boards.add(group, made);
    }
    for places in &mut boards.places {
        places.sort_unstable();
    }
    boards
}

/// Whether the models of a catalog say of their results what others said, one by one: then their boards are the same, as long as
/// `hub.yaml` is.
pub fn same_results(before: &[Arc<Own>], models: &[Model]) -> bool {
    let same = |(one, other): (&Arc<Own>, &Model)| {
        let other = &other.own;
        Arc::ptr_eq(one, other)
            || one.id == other.id && one.task == other.task && one.card.evaluations == other.card.evaluations
    };
    before.len() == models.len() && before.iter().zip(models).all(same)
}

/// The results of a model that can be compared with others'.
fn rows<'a>(config: &'a Config, ordinal: u32, model: &'a Model) -> Vec<(Key<'a>, Row)> {
    let mut rows = Vec::new();
    for (at, evaluation) in model.card.evaluations.iter().enumerate() {
        let Some(dataset) = dataset(evaluation) else { continue };
        let task = task_of(evaluation, model);
        let asked = unexplained_task(config, evaluation);
        for (place, metric) in evaluation.metrics.iter().enumerate() {
            let Some(measure) = metric.measure() else { continue };
            let key = Key {
                task,
                dataset,
                config: evaluation.config.as_deref(),
                split: evaluation.split.as_deref(),
                revision: evaluation.revision.as_deref(),
                benchmark_task: asked,
                metric: meaning(config, &metric.kind).id,
                setting: metric.setting.as_deref(),
            };
            let row =
                Row { model: ordinal, measure, verified: metric.verified, evaluation: at, metric: place };
            rows.push((key, row));
        }
    }
    rows
}

/// The boards of a task and dataset, if it has any; where they stand among all is not known yet.
fn of_group(catalog: &Catalog, config: &Config, rows: &[(Key<'_>, Row)]) -> Option<(Group, Vec<Board>)> {
    // Most data are reported by one model alone.
    let (first, last) = rows.first().zip(rows.last())?;
    let mut alone = 0;
    let mut made: Vec<Board> = Vec::new();
    for same in rows.chunk_by(|a, b| a.0 == b.0) {
        let found = of_key(config, same);
        alone += usize::from(found.is_empty());
        made.extend(found);
    }
    if made.is_empty() {
        return None;
    }
    let usual = task::find(last.0.task).map_or(&[][..], |task| task.metrics);
    let place = |board: &Board| usual.iter().position(|usual| *usual == board.metric).unwrap_or(usual.len());
    // Stable: of two alike the first by key comes first.
    made.sort_by_key(|board| (std::cmp::Reverse(board.results.len()), board.better.is_none(), place(board)));
    let mut models: Vec<u32> =
        made.iter().flat_map(|board| &board.results).map(|result| result.model).collect();
    models.sort_unstable();
    models.dedup();
    let group = Group {
        task: first.0.task.to_owned(),
        dataset: first.0.dataset.to_owned(),
        name: name(catalog, rows),
        boards: 0..made.len(),
        models: models.len(),
        alone,
    };
    Some((group, made))
}

impl Boards {
    /// Adds the boards of a task and dataset behind those that are there.
    fn add(&mut self, mut group: Group, mut made: Vec<Board>) {
        let start = self.list.len();
        for (at, board) in made.iter().enumerate() {
            for (line, result) in board.results.iter().enumerate() {
                self.places[result.model as usize].push(Place {
                    evaluation: result.evaluation,
                    metric: result.metric,
                    board: start + at,
                    line,
                });
            }
        }
        self.list.append(&mut made);
        group.boards = start..self.list.len();
        self.groups.push(group);
    }

    /// Where the results of a model stand, in the card's order.
    pub fn of_model(&self, model: usize) -> &[Place] {
        self.places.get(model).map_or(&[], Vec::as_slice)
    }

    /// The group that a board belongs to, by the board's place in [`Boards::list`].
    pub fn group_of(&self, board: usize) -> usize {
        self.groups.partition_point(|group| group.boards.end <= board)
    }

    /// The groups of a task, as places in [`Boards::groups`].
    pub fn of_task(&self, task: &str) -> Range<usize> {
        let start = self.groups.partition_point(|group| group.task.as_str() < task);
        let count = self.groups[start..].partition_point(|group| group.task == task);
        start..start + count
    }

    /// The ranked board of a task with the most models, among boards with as many the one whose metric the task is usually
    /// judged by.
    pub fn most_reported(&self, task: &str) -> Option<usize> {
        let usual = task::find(task).map_or(&[][..], |task| task.metrics);
        let boards = self.of_task(task).flat_map(|group| self.groups[group].boards.clone());
        boards.filter(|&board| self.list[board].better.is_some()).min_by_key(|&board| {
            let of = &self.list[board];
            let place = usual.iter().position(|usual| *usual == of.metric).unwrap_or(usual.len());
            (std::cmp::Reverse(of.results.len()), place, board)
        })
    }
}

/// What a result was asked for: its own task, else the model's.
fn task_of<'a>(evaluation: &'a Evaluation, model: &'a Model) -> &'a str {
    let stated = evaluation.task.as_deref().or(model.task.as_deref()).unwrap_or(OTHER);
    task::normalise(stated).map_or(stated, |known| known.id)
}

fn dataset(evaluation: &Evaluation) -> Option<&str> {
    evaluation.dataset.as_deref().or(evaluation.dataset_name.as_deref())
}

/// What more than half of the results that name the dataset call it; cards name parts of a dataset as if they were it.
fn name(catalog: &Catalog, rows: &[(Key<'_>, Row)]) -> Option<String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for (_, row) in rows {
        let evaluation = &catalog.models[row.model as usize].card.evaluations[row.evaluation];
        if let Some(name) = evaluation.dataset_name.as_deref() {
            *counts.entry(name).or_default() += 1;
        }
    }
    let all: usize = counts.values().sum();
    counts.into_iter().find(|(_, count)| count * 2 > all).map(|(name, _)| name.to_owned())
}

/// The board of a key; two where values are written on two scales, none where no two models can be compared.
fn of_key(config: &Config, rows: &[(Key<'_>, Row)]) -> Vec<Board> {
    let Some((key, first)) = rows.first().map(|(key, row)| (key, row.model)) else { return Vec::new() };
    if rows.iter().all(|(_, row)| row.model == first) {
        return Vec::new();
    }
    let known = meaning(config, key.metric);
    let parts = ranking::parts(&known, rows.iter().map(|(_, row)| row));
    let counts: Vec<usize> = parts.iter().map(|part| part.results.len()).collect();
    let all: usize = counts.iter().sum();
    let text = |text: Option<&str>| text.map(str::to_owned);
    parts
        .into_iter()
        .filter(|part| part.results.len() > 1)
        .map(|Part { written, results }| Board {
            config: text(key.config),
            split: text(key.split),
            revision: text(key.revision),
            benchmark_task: text(key.benchmark_task),
            metric: key.metric.to_owned(),
            setting: text(key.setting),
            better: known.better,
            written,
            elsewhere: all - results.len(),
            results,
        })
        .collect()
}

/// Which of two values comes first on a board.
pub(super) fn order(known: &Meaning<'_>, a: f64, b: f64) -> Ordering {
    // No value is NaN, and the two zeros are one value.
    let ascending = a.partial_cmp(&b).unwrap_or(Ordering::Equal);
    if known.better == Some(Better::Lower) { ascending } else { ascending.reverse() }
}
