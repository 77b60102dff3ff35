//! Where leaderboards stand: the folder of each task and dataset, and the place of each board in its page.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use crate::catalog::{Board, Boards, Catalog, boards};
use crate::config::Config;

use super::path::distinct;
use super::slug::slug;

/// The folder of all leaderboards.
pub(super) const SECTION: &str = "leaderboards";

/// The boards with their addresses.
#[derive(Debug, Default)]
pub(super) struct Leaderboards {
    pub(super) boards: Boards,
    /// The tasks that have boards, sorted by id.
    pub(super) tasks: Vec<TaskBoards>,
    /// The folder of each group.
    folders: Vec<String>,
    /// The name of each board, unique in its group; fit for a file and, behind `board-`, for an element id.
    names: Vec<String>,
    /// The groups about each dataset.
    by_dataset: BTreeMap<String, Vec<usize>>,
}

/// The leaderboards of a catalog, to be used again for another one with [the same results](crate::catalog::same_results).
#[derive(Debug, Clone)]
pub struct Standings(pub(super) Arc<Leaderboards>);

impl Standings {
    /// Makes all leaderboards.
    pub fn of(catalog: &Catalog, config: &Config) -> Self {
        Self(Arc::new(Leaderboards::new(boards(catalog, config))))
    }
}

/// The boards of one task.
#[derive(Debug)]
pub(super) struct TaskBoards {
    /// Its id.
    pub(super) task: String,
    /// Its folder.
    pub(super) folder: String,
    /// Its groups.
    pub(super) groups: Range<usize>,
}

impl Leaderboards {
    pub(super) fn new(boards: Boards) -> Self {
        let mut tasks = Vec::new();
        let mut folders = Vec::with_capacity(boards.groups.len());
        let mut start = 0;
        for groups in boards.groups.chunk_by(|a, b| a.task == b.task) {
            tasks.push((groups[0].task.as_str(), start..start + groups.len()));
            start += groups.len();
        }
        let ids: Vec<&str> = tasks.iter().map(|(task, _)| *task).collect();
        let slugs = distinct(&ids);
        let tasks: Vec<TaskBoards> = tasks
            .iter()
            .zip(slugs)
            .map(|((task, groups), name)| {
                let folder = format!("{SECTION}/{name}");
                let datasets: Vec<&str> =
                    boards.groups[groups.clone()].iter().map(|group| group.dataset.as_str()).collect();
                folders.extend(distinct(&datasets).into_iter().map(|name| format!("{folder}/{name}")));
                TaskBoards { task: (*task).to_owned(), folder, groups: groups.clone() }
            })
            .collect();
        let mut by_dataset: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (at, group) in boards.groups.iter().enumerate() {
            by_dataset.entry(group.dataset.clone()).or_default().push(at);
        }
        let names =
            boards.groups.iter().flat_map(|group| names(&boards.list[group.boards.clone()])).collect();
        Self { boards, tasks, folders, names, by_dataset }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.boards.groups.is_empty()
    }

    /// The folder of a group.
    pub(super) fn folder(&self, group: usize) -> &str {
        &self.folders[group]
    }

    /// The page of a group.
    pub(super) fn page(&self, group: usize) -> String {
        format!("{}/index.html", self.folders[group])
    }

    /// The results of a group for other programs.
    pub(super) fn json(&self, group: usize) -> String {
        format!("{}/index.json", self.folders[group])
    }

    /// A board's name within its group.
    pub(super) fn name(&self, board: usize) -> &str {
        &self.names[board]
    }

    /// A board's place in its page.
    pub(super) fn anchor(&self, board: usize) -> String {
        format!("{}#board-{}", self.page(self.boards.group_of(board)), self.names[board])
    }

    /// A board as a table for other programs.
    pub(super) fn csv(&self, board: usize) -> String {
        format!("{}/{}.csv", self.folders[self.boards.group_of(board)], self.names[board])
    }

    /// The groups about a dataset.
    pub(super) fn of_dataset(&self, dataset: &str) -> &[usize] {
        self.by_dataset.get(dataset).map_or(&[], Vec::as_slice)
    }
}

/// A name for each board: its metric, configuration and split, with a number behind those that share it.
fn names(boards: &[Board]) -> Vec<String> {
    let mut taken = BTreeSet::new();
    let plain = |board: &Board| {
        let parts =
            [Some(&board.metric), board.benchmark_task.as_ref(), board.config.as_ref(), board.split.as_ref()];
        slug(&parts.into_iter().flatten().map(String::as_str).collect::<Vec<_>>().join("-"))
    };
    boards
        .iter()
        .map(|board| {
            let plain = plain(board);
            let mut name = plain.clone();
            let mut number = 2;
            while !taken.insert(name.clone()) {
                name = format!("{plain}-{number}");
                number += 1;
            }
            name
        })
        .collect()
}
