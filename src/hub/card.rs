//! A card as the hub holds it: front matter as a tree, body as text.

use std::path::Path;

use crate::config::Limits;
use crate::diagnostic::Parsed;
use crate::yaml::Node;

/// A card's parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CardSource {
    /// The front matter, always a map; `None` when there is none or it is not a map.
    pub front: Option<Node>,
    /// The Markdown after the front matter, valid text without NUL.
    pub body: String,
    /// The line of the file on which the body begins, from 1.
    pub body_line: u32,
}

pub(super) fn load(_root: &Path, _path: &str, _limits: &Limits) -> Parsed<Option<CardSource>> {
    Parsed::new(None, Vec::new())
}
