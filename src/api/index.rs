//! Where everything is: the file to begin with.

use std::collections::BTreeMap;

use serde::Serialize;

use super::paged::part_path;

/// `api/v1/index.json`: paths are relative to the site's root.
#[derive(Debug, Serialize)]
pub struct Index<'a> {
    /// The version of these files.
    pub version: u8,
    /// What wrote them.
    pub generator: &'a str,
    /// The catalog's name.
    pub title: &'a str,
    /// The commit that the catalog was built from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sha: Option<&'a str>,
    /// How many models there are.
    pub total: usize,
    /// The first part of each list.
    pub lists: BTreeMap<&'a str, String>,
    /// How complete the cards are.
    pub health: String,
    /// What else is written, by the names of `exports` in hub.yaml: the path, with `{folder}` for the folder of a model.
    pub exports: BTreeMap<&'a str, Vec<&'static str>>,
    /// By file, the JSON Schema that it follows.
    pub schemas: BTreeMap<&'a str, String>,
}

/// The file's path and bytes.
pub fn index(index: &Index<'_>) -> (String, Vec<u8>) {
    (part_path("index", 1), super::file(index))
}
