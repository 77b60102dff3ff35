//! Collections and leaderboards, as lists.

use std::ops::Range;

use serde::Serialize;

use crate::catalog::{Boards, Catalog, Item, Target};

use super::paged::Paging;

#[derive(Serialize)]
struct Collections<'a> {
    #[serde(flatten)]
    paging: Paging,
    collections: Vec<CollectionEntry<'a>>,
}

#[derive(Serialize)]
struct CollectionEntry<'a> {
    key: &'a str,
    title: &'a str,
    description: &'a str,
    owners: &'a [String],
    card: &'a str,
    path: String,
    items: Vec<ItemEntry<'a>>,
}

#[derive(Serialize)]
struct ItemEntry<'a> {
    kind: &'static str,
    /// The id of a model or dataset, the address of a page.
    id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    version: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'a str>,
}

/// One part of the collections; `page` gives the page of one.
pub fn collections(
    catalog: &Catalog,
    (number, range): (usize, Range<usize>),
    page: &dyn Fn(usize) -> String,
) -> Vec<u8> {
    let entry = |ordinal: usize| {
        let of = &catalog.collections[ordinal];
        CollectionEntry {
            key: &of.key,
            title: &of.title,
            description: &of.description,
            owners: &of.owners,
            card: &of.card_path,
            path: page(ordinal),
            items: of.items.iter().map(item).collect(),
        }
    };
    super::file(&Collections {
        paging: Paging::of("collections", catalog.collections.len(), number),
        collections: range.map(entry).collect(),
    })
}

fn item(item: &Item) -> ItemEntry<'_> {
    let note = item.note.as_deref();
    match &item.target {
        Target::Model(reference) => ItemEntry {
            kind: "model",
            id: reference.model_id(),
            version: reference.version_name(),
            title: None,
            note,
        },
        Target::Dataset(id) => ItemEntry { kind: "dataset", id, version: None, title: None, note },
        Target::Page { url, title } => {
            ItemEntry { kind: "page", id: url, version: None, title: title.as_deref(), note }
        }
    }
}

#[derive(Serialize)]
struct Leaderboards<'a> {
    #[serde(flatten)]
    paging: Paging,
    leaderboards: Vec<GroupEntry<'a>>,
}

#[derive(Serialize)]
struct GroupEntry<'a> {
    task: &'a str,
    dataset: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    dataset_name: Option<&'a str>,
    models: usize,
    boards: usize,
    path: String,
    data: String,
}

/// One part of the leaderboards, by task and dataset; `places` gives the page of one and the file with its results.
pub fn leaderboards(
    boards: &Boards,
    (number, range): (usize, Range<usize>),
    places: &dyn Fn(usize) -> (String, String),
) -> Vec<u8> {
    let entry = |at: usize| {
        let group = &boards.groups[at];
        let (path, data) = places(at);
        GroupEntry {
            task: &group.task,
            dataset: &group.dataset,
            dataset_name: group.name.as_deref(),
            models: group.models,
            boards: group.boards.len(),
            path,
            data,
        }
    };
    super::file(&Leaderboards {
        paging: Paging::of("leaderboards", boards.groups.len(), number),
        leaderboards: range.map(entry).collect(),
    })
}
