//! The register of risk and compliance.

use std::ops::Range;

use serde::Serialize;

use crate::catalog::{Audit, Catalog};

use super::paged::Paging;

#[derive(Serialize)]
struct List<'a> {
    #[serde(flatten)]
    paging: Paging,
    models: Vec<Entry<'a>>,
}

#[derive(Serialize)]
struct Entry<'a> {
    #[serde(flatten)]
    audit: Audit<'a>,
    path: String,
}

/// One part of the register, in the order of the catalog. `row` gives what it says of a model, and the model's page.
pub fn register<'a>(
    catalog: &Catalog,
    (number, range): (usize, Range<usize>),
    row: &dyn Fn(usize) -> (Audit<'a>, String),
) -> Vec<u8> {
    let entry = |ordinal| {
        let (audit, path) = row(ordinal);
        Entry { audit, path }
    };
    let paging = Paging::of("register", catalog.models.len(), number);
    super::file(&List { paging, models: range.map(entry).collect() })
}
