//! How large things may be.

use serde::{Deserialize, Serialize};

use crate::yaml;

/// How large things may be. Each can be set under `limits` in `hub.yaml`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Limits {
    /// Bytes of one card.
    pub card_bytes: u64,
    /// Bytes of one card's front matter. The largest seen in 31,932 public cards has 504,316.
    pub front_matter_bytes: u64,
    /// How deep the front matter's lists and maps may nest.
    pub yaml_depth: usize,
    /// How deep Markdown and HTML may nest.
    pub markdown_depth: usize,
    /// Links and pictures of one card.
    pub links: usize,
    /// Bytes of one card's HTML.
    pub output_bytes: usize,
    /// How deep folders may nest below the models folder.
    pub folder_depth: usize,
    /// Tags of one card.
    pub tags: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            card_bytes: 2 << 20,
            front_matter_bytes: 1 << 20,
            yaml_depth: 32,
            markdown_depth: 256,
            links: 2_000,
            output_bytes: 8 << 20,
            folder_depth: 32,
            tags: 1_000,
        }
    }
}

impl Limits {
    /// The budget of one card's YAML.
    pub fn yaml(&self) -> yaml::Limits {
        yaml::Limits { depth: self.yaml_depth, ..yaml::Limits::default() }
    }
}
