//! What the page of a task has beyond those of other terms: an explanation, and the best models where results compare.

use crate::site::shared::Shared;
use crate::site::view::{BoardRow, BoardView, GuideView};
use crate::vocabulary::{task, task_guide};

use super::{leaderboard, metric};

/// Models shown of a board.
const MOST_ROWS: usize = 5;

/// What a task takes, gives and is used for: the hub's words, else ours; `None` for a task that nobody explains.
pub(super) fn guide(shared: &Shared<'_>, key: &str) -> Option<GuideView> {
    let own = shared.config.vocabulary.tasks.add.iter().find(|task| task.id == key);
    let own = own.and_then(|task| task.explanation.clone());
    let known = task_guide::find(key);
    if own.is_none() && known.is_none() {
        return None;
    }
    let metrics =
        task::find(key).map_or(&[][..], |task| task.metrics).iter().map(|id| metric::view(shared.config, id));
    let text = |text: Option<&str>| text.unwrap_or_default().to_owned();
    Some(GuideView {
        input: text(known.map(|guide| guide.input)),
        output: text(known.map(|guide| guide.output)),
        judging: text(known.filter(|_| own.is_none()).map(|guide| guide.judging)),
        uses: own.unwrap_or_else(|| text(known.map(|guide| guide.uses))),
        metrics: metrics.collect(),
    })
}

/// The best models of a task on the data that most models report.
pub(super) fn board(shared: &Shared<'_>, key: &str) -> Option<BoardView> {
    let boards = &shared.leaderboards.boards;
    let at = boards.most_reported(key)?;
    let (board, group) = (&boards.list[at], boards.group_of(at));
    let rows = board.results.iter().take(MOST_ROWS).map(|result| {
        let row = leaderboard::row(shared, board, result);
        BoardRow { rank: row.rank, model: row.model, value: row.value, status: row.status }
    });
    Some(BoardView {
        rows: rows.collect(),
        dataset: leaderboard::dataset(shared, group),
        setting: leaderboard::setting(board),
        metric: metric::view(shared.config, &board.metric),
        count: board.results.len(),
        path: shared.leaderboards.anchor(at),
    })
}
