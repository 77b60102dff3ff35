//! Paging of long lists.

use crate::site::path::list_page;
use crate::site::view::{PageLink, Pagination};

/// Models on one page of a list.
pub(in crate::site) const PAGE_SIZE: usize = 50;

/// How many pages a list of `total` entries has, at least one.
pub(in crate::site) fn pages(total: usize, size: usize) -> usize {
    total.div_ceil(size).max(1)
}

/// The place of page `number`, from 1, in the list below `folder`.
pub(in crate::site) fn pagination(folder: &str, total: usize, size: usize, number: usize) -> Pagination {
    let pages = pages(total, size);
    let path = |number: usize| list_page(folder, number);
    let mut links = Vec::new();
    let mut last = 0;
    for page in 1..=pages {
        let near = page.abs_diff(number) <= 2 || page == 1 || page == pages;
        if !near {
            continue;
        }
        match page - last {
            1 => {}
            // A gap of one page is shown as the page.
            2 => links.push(PageLink { number: page - 1, path: path(page - 1), current: false }),
            _ => links.push(PageLink { number: 0, path: String::new(), current: false }),
        }
        links.push(PageLink { number: page, path: path(page), current: page == number });
        last = page;
    }
    Pagination {
        total,
        first: if total == 0 { 0 } else { (number - 1) * size + 1 },
        last: (number * size).min(total),
        number,
        pages,
        previous_path: (number > 1).then(|| path(number - 1)),
        next_path: (number < pages).then(|| path(number + 1)),
        links,
    }
}
