//! Leaderboards: results of several models that were measured alike.

use serde::Serialize;

use super::{DateView, FactValue, Link, MetricView, Pagination};

/// `leaderboards/index.html` and `leaderboards/<task>/index.html`.
#[derive(Debug, Clone, Serialize)]
pub struct LeaderboardsView {
    /// The page's heading.
    pub heading: String,
    /// The task's own page, on the page of a task that has one.
    pub task: Option<Link>,
    /// The boards by task; on the page of a task that task alone.
    pub groups: Vec<LeaderboardGroup>,
    /// Where the page of a task stands among its siblings.
    pub pagination: Option<Pagination>,
}

/// The boards of one task.
#[derive(Debug, Clone, Serialize)]
pub struct LeaderboardGroup {
    /// Unique in the page; fit for an element id.
    pub slug: String,
    /// The task, with the page of its leaderboards.
    pub heading: Link,
    /// One line for each dataset, the one with the most models first.
    pub datasets: Vec<LeaderboardItem>,
    /// Datasets that the page of the task has beyond these.
    pub left_out: usize,
}

/// The boards of one dataset, in a line.
#[derive(Debug, Clone, Serialize)]
pub struct LeaderboardItem {
    /// The dataset's name.
    pub label: String,
    /// As it is written in cards, where that differs from the label.
    pub key: Option<String>,
    /// The page of its boards.
    pub path: String,
    /// Models on any of its boards.
    pub models: usize,
    /// How many boards it has.
    pub boards: usize,
    /// The metric of the first board.
    pub metric: MetricView,
    /// What else tells the first board apart; may be empty.
    pub setting: String,
    /// The first of the first board; `None` where nothing is ranked.
    pub first: Option<Link>,
    /// How many share the first place with it.
    pub ties: usize,
    /// Its value, with its unit.
    pub value: String,
}

/// `leaderboards/<task>/<dataset>/index.html`.
#[derive(Debug, Clone, Serialize)]
pub struct LeaderboardView {
    /// The task, with the page of its leaderboards.
    pub task: Link,
    /// The task's own page, where models are listed under it.
    pub task_page: Option<String>,
    /// The dataset, with its page where it has one.
    pub dataset: FactValue,
    /// Models on any of the boards.
    pub models: usize,
    /// The boards, the one with the most models first.
    pub boards: Vec<LeaderboardBoard>,
    /// Boards that the page does not show.
    pub left_out: usize,
    /// Measurements that one model alone reports.
    pub alone: usize,
    /// Whether a line of the page claims verification.
    pub has_claims: bool,
    /// All boards for machines.
    pub json_path: String,
}

/// Results of one metric under one setting.
#[derive(Debug, Clone, Serialize)]
pub struct LeaderboardBoard {
    /// Unique in the page; fit for an element id.
    pub slug: String,
    /// The metric; without a direction nothing is ranked.
    pub metric: MetricView,
    /// Configuration, split, revision and whatever else must be equal; may be empty.
    pub setting: String,
    /// How the values are written, where other models write them otherwise; may be empty.
    pub scale: String,
    /// How many models are on the board.
    pub count: usize,
    /// How many are on none, or on another one, since they write their values otherwise.
    pub elsewhere: usize,
    /// The lines, the best first.
    pub rows: Vec<LeaderboardRow>,
    /// Lines that the page does not show.
    pub left_out: usize,
    /// Which columns hold anything.
    pub columns: LeaderboardColumns,
    /// The whole board as comma-separated values.
    pub csv_path: String,
}

/// Which columns of a board hold anything.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct LeaderboardColumns {
    /// Some line has a deviation.
    pub deviation: bool,
    /// Some line has a source or a reporter.
    pub source: bool,
    /// Some line has a date.
    pub date: bool,
    /// Some model states its parameters.
    pub parameters: bool,
    /// Some model states its licence.
    pub license: bool,
}

/// One model on a board.
#[derive(Debug, Clone, Serialize)]
pub struct LeaderboardRow {
    /// From 1, with `=` behind it where several share it; empty where nothing is ranked.
    pub rank: String,
    /// The model.
    pub model: Link,
    /// What the card calls the metric, where that says something else; may be empty.
    pub named: String,
    /// The value, with its unit.
    pub value: String,
    /// The value for sorting.
    pub number: String,
    /// What stands behind `±`; may be empty.
    pub deviation: String,
    /// `self-reported` or `verification claimed`.
    pub status: &'static str,
    /// Whether it is the latter.
    pub claims: bool,
    /// Other results of the model under the same setting.
    pub others: usize,
    /// Where the value was published.
    pub source: Option<FactValue>,
    /// Who reports it; may be empty.
    pub reporter: String,
    /// When it was measured.
    pub date: Option<DateView>,
    /// How it was measured; may be empty.
    pub notes: String,
    /// The model's number of parameters, such as `109 M`.
    pub parameters: Option<String>,
    /// The same for sorting.
    pub parameters_number: Option<u64>,
    /// The model's first licence.
    pub license: Option<Link>,
}
