//! The index of all leaderboards, and that of each task.

use rayon::prelude::*;

use crate::catalog::{Kind, OTHER};
use crate::site::leaderboards::{SECTION, TaskBoards};
use crate::site::number::grouped;
use crate::site::path::list_page;
use crate::site::shared::Shared;
use crate::site::view::{CountedLink, LeaderboardGroup, LeaderboardItem, LeaderboardsView, Link};
use crate::site::{RenderError, slug};
use crate::vocabulary::task;

use super::pagination::{pages, pagination};
use super::{leaderboard, metric, twin};

/// Datasets of a task that the index of all shows.
const SHORT: usize = 8;

/// Datasets on one page of a task.
const PAGE_SIZE: usize = 200;

/// Datasets that the page of a term names.
const MOST_LINKS: usize = 12;

/// What a task is called, and where it stands.
pub(super) struct TaskName {
    pub(super) label: String,
    /// The page of its leaderboards.
    pub(super) boards: String,
    /// The page of the task itself, where models are listed under it.
    pub(super) page: Option<String>,
}

/// Writes all pages of leaderboards; says how many. Without a board there are none.
pub(in crate::site) fn write(shared: &Shared<'_>) -> Result<usize, RenderError> {
    let leaderboards = &shared.leaderboards;
    if leaderboards.is_empty() {
        return Ok(0);
    }
    let mut order: Vec<&TaskBoards> = leaderboards.tasks.iter().collect();
    order.sort_by_key(|task| (task.task == OTHER, std::cmp::Reverse(models(shared, task))));
    let view = LeaderboardsView {
        heading: "Leaderboards".to_owned(),
        task: None,
        groups: order.iter().map(|task| group(shared, task, 0, SHORT)).collect(),
        pagination: None,
    };
    let mut page = shared.page("leaderboards", SECTION, format!("{SECTION}/index.html"));
    page.title = "Leaderboards".to_owned();
    page.description = "Results of models side by side, where they were measured alike.".to_owned();
    page.markdown_path = twin::of(shared, SECTION);
    shared.write("leaderboards.html", &page, "leaderboards", &view)?;
    let of_tasks: usize = leaderboards
        .tasks
        .par_iter()
        .map(|task| write_task(shared, task))
        .sum::<Result<usize, RenderError>>()?;
    let groups: usize = (0..leaderboards.boards.groups.len())
        .into_par_iter()
        .map(|group| leaderboard::write(shared, group))
        .sum::<Result<usize, RenderError>>()?;
    Ok(1 + of_tasks + groups)
}

fn write_task(shared: &Shared<'_>, task: &TaskBoards) -> Result<usize, RenderError> {
    let name = task_name(shared, &task.task);
    let total = task.groups.len();
    let count = pages(total, PAGE_SIZE);
    for number in 1..=count {
        let view = LeaderboardsView {
            heading: name.label.clone(),
            task: name.page.clone().map(|path| Link { label: name.label.clone(), path }),
            groups: vec![group(shared, task, (number - 1) * PAGE_SIZE, PAGE_SIZE)],
            pagination: Some(pagination(&task.folder, total, PAGE_SIZE, number)),
        };
        let mut page = shared.page("leaderboards", SECTION, list_page(&task.folder, number));
        page.title = format!("{} · Leaderboards", name.label);
        if number > 1 {
            page.title = format!("{}, page {number}", page.title);
        }
        page.description = format!("{}: leaderboards on {} datasets.", name.label, grouped(total as u64));
        page.breadcrumbs
            .push(Link { label: "Leaderboards".to_owned(), path: format!("{SECTION}/index.html") });
        shared.write("leaderboards.html", &page, "leaderboards", &view)?;
    }
    Ok(count)
}

/// The groups of a task, the one with the most models first.
fn ordered(shared: &Shared<'_>, task: &TaskBoards) -> Vec<usize> {
    let groups = &shared.leaderboards.boards.groups;
    let mut order: Vec<usize> = task.groups.clone().collect();
    order.sort_by_key(|&group| std::cmp::Reverse(groups[group].models));
    order
}

/// Models on the boards of a task; one on several datasets counts for each.
fn models(shared: &Shared<'_>, task: &TaskBoards) -> usize {
    shared.leaderboards.boards.groups[task.groups.clone()].iter().map(|group| group.models).sum()
}

fn group(shared: &Shared<'_>, task: &TaskBoards, start: usize, most: usize) -> LeaderboardGroup {
    let order = ordered(shared, task);
    let name = task_name(shared, &task.task);
    let shown = order.get(start..).unwrap_or_default();
    LeaderboardGroup {
        slug: format!("task-{}", slug(&task.task)),
        heading: Link { label: name.label, path: name.boards },
        datasets: shown.iter().take(most).map(|&group| item(shared, group)).collect(),
        left_out: shown.len().saturating_sub(most),
    }
}

fn item(shared: &Shared<'_>, at: usize) -> LeaderboardItem {
    let group = &shared.leaderboards.boards.groups[at];
    let board = &shared.leaderboards.boards.list[group.boards.start];
    let dataset = leaderboard::dataset(shared, at);
    let first = board.results.first().map(|result| leaderboard::row(shared, board, result));
    let first = first.filter(|row| !row.rank.is_empty());
    let tied = board.results.iter().take_while(|result| result.rank == Some(1)).count();
    LeaderboardItem {
        key: dataset.hint,
        label: dataset.text,
        path: shared.leaderboards.page(at),
        models: group.models,
        boards: group.boards.len(),
        metric: metric::view(shared.config, &board.metric),
        setting: leaderboard::setting(board),
        value: first.as_ref().map(|row| row.value.clone()).unwrap_or_default(),
        ties: tied.saturating_sub(1),
        first: first.map(|row| row.model),
    }
}

/// What a task is called, by its id.
pub(super) fn task_name(shared: &Shared<'_>, id: &str) -> TaskName {
    let list = &shared.catalog.taxonomies.of(Kind::Task).terms;
    let term = list.binary_search_by(|term| term.key.as_str().cmp(id)).ok();
    let own = shared.config.vocabulary.tasks.add.iter().find(|task| task.id == id);
    let label = term
        .map(|term| list[term].label.clone())
        .or_else(|| own.and_then(|own| own.title.clone()))
        .or_else(|| task::find(id).map(|task| task.title.to_owned()))
        .unwrap_or_else(|| if id == OTHER { "Task not stated".to_owned() } else { id.to_owned() });
    let boards = &shared.leaderboards.tasks;
    let at = boards.binary_search_by(|task| task.task.as_str().cmp(id)).ok();
    TaskName {
        label,
        boards: at.map(|at| format!("{}/index.html", boards[at].folder)).unwrap_or_default(),
        page: term.map(|term| shared.paths.term_page(Kind::Task, term)),
    }
}

/// The pages of leaderboards about a task or a dataset, and the page that has all of a task.
pub(super) fn links(shared: &Shared<'_>, kind: Kind, key: &str) -> (Vec<CountedLink>, Option<CountedLink>) {
    let leaderboards = &shared.leaderboards;
    let groups = &leaderboards.boards.groups;
    let link = |group: usize, label: String| CountedLink {
        label,
        path: leaderboards.page(group),
        count: Some(groups[group].models),
    };
    match kind {
        Kind::Task => {
            let found = leaderboards.tasks.binary_search_by(|task| task.task.as_str().cmp(key));
            let Some(task) = found.ok().map(|at| &leaderboards.tasks[at]) else { return (Vec::new(), None) };
            let order = ordered(shared, task);
            let links = order.iter().take(MOST_LINKS);
            let links = links.map(|&group| link(group, leaderboard::dataset(shared, group).text)).collect();
            let all = (order.len() > MOST_LINKS).then(|| CountedLink {
                label: format!("All {} datasets", grouped(order.len() as u64)),
                path: format!("{}/index.html", task.folder),
                count: None,
            });
            (links, all)
        }
        Kind::Dataset => {
            let of = leaderboards.of_dataset(key).iter();
            (of.map(|&group| link(group, task_name(shared, &groups[group].task).label)).collect(), None)
        }
        _ => (Vec::new(), None),
    }
}

/// The pages with the most models: label, path and number of models.
pub(in crate::site) fn largest(shared: &Shared<'_>, most: usize) -> Vec<(String, String, usize)> {
    let groups = &shared.leaderboards.boards.groups;
    let mut order: Vec<usize> = (0..groups.len()).collect();
    order.sort_by_key(|&group| std::cmp::Reverse(groups[group].models));
    order.truncate(most);
    let place = |group: usize| {
        let task = task_name(shared, &groups[group].task).label;
        let label = format!("{} · {task}", leaderboard::dataset(shared, group).text);
        (label, shared.leaderboards.page(group), groups[group].models)
    };
    order.into_iter().map(place).collect()
}

/// The paths of all pages, for the site map.
pub(super) fn addresses<'a>(shared: &'a Shared<'_>) -> impl Iterator<Item = String> + 'a {
    let leaderboards = &shared.leaderboards;
    let index = (!leaderboards.is_empty()).then(|| format!("{SECTION}/index.html"));
    let tasks = leaderboards.tasks.iter().map(|task| format!("{}/index.html", task.folder));
    let groups = (0..leaderboards.boards.groups.len()).map(|group| leaderboards.page(group));
    index.into_iter().chain(tasks).chain(groups)
}
