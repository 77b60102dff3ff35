//! The tags of a hub: which there are, and how else people write them.

use serde::{Deserialize, Serialize};

use super::text;

/// The tags of a hub.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Tags {
    /// Whether cards may have no others.
    pub closed: bool,
    /// The tags, in the order of the file.
    pub add: Vec<Tag>,
}

/// A tag of the hub.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tag {
    /// What cards write in `tags`.
    #[serde(deserialize_with = "text::as_written")]
    pub id: String,
    /// What they should not write in its place.
    #[serde(default, deserialize_with = "text::list")]
    pub synonyms: Vec<String>,
}
