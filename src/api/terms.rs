//! What models are listed under.

use std::ops::Range;

use serde::Serialize;

use crate::catalog::{Catalog, Kind};

use super::paged::Paging;

#[derive(Serialize)]
struct List<'a> {
    #[serde(flatten)]
    paging: Paging,
    /// How many models state nothing of this kind.
    not_stated: usize,
    terms: Vec<Entry<'a>>,
}

#[derive(Serialize)]
struct Entry<'a> {
    key: &'a str,
    label: &'a str,
    count: usize,
    path: String,
}

/// One part of the terms of a kind. `list` is what the kind is called in addresses; `page` gives the page of a term.
pub fn terms(
    catalog: &Catalog,
    (kind, list): (Kind, &str),
    (number, range): (usize, Range<usize>),
    page: &dyn Fn(usize) -> String,
) -> Vec<u8> {
    let taxonomy = catalog.taxonomies.of(kind);
    let entry = |ordinal: usize| {
        let term = &taxonomy.terms[ordinal];
        Entry { key: &term.key, label: &term.label, count: term.models.len(), path: page(ordinal) }
    };
    super::file(&List {
        paging: Paging::of(list, taxonomy.terms.len(), number),
        not_stated: taxonomy.not_stated,
        terms: range.map(entry).collect(),
    })
}
