//! Long lists in parts.

use std::ops::Range;

use serde::Serialize;

/// Entries in one part of a list.
const PART: usize = 1_000;

/// Where a part of a list stands: `api/v1/models.json`, `api/v1/models-2.json` … `number` counts from 1.
pub fn part_path(list: &str, number: usize) -> String {
    let folder = super::FOLDER;
    if number == 1 { format!("{folder}/{list}.json") } else { format!("{folder}/{list}-{number}.json") }
}

/// The parts of a list of `total` entries, at least one: each with its number and the entries that it holds.
pub fn parts(total: usize) -> impl ExactSizeIterator<Item = (usize, Range<usize>)> {
    (0..total.div_ceil(PART).max(1)).map(move |at| (at + 1, at * PART..((at + 1) * PART).min(total)))
}

/// What each part says of the list.
#[derive(Serialize)]
pub(super) struct Paging {
    total: usize,
    page: usize,
    pages: usize,
    /// The next part, relative to the site's root.
    #[serde(skip_serializing_if = "Option::is_none")]
    next: Option<String>,
}

impl Paging {
    pub(super) fn of(list: &str, total: usize, page: usize) -> Paging {
        let pages = parts(total).len();
        Paging { total, page, pages, next: (page < pages).then(|| part_path(list, page + 1)) }
    }
}
