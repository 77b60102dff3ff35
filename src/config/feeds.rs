//! Of what there are feeds.

use serde::{Deserialize, Serialize};

/// Something that can have a feed of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Feed {
    /// The whole catalog.
    Hub,
    /// Each organisation.
    Orgs,
    /// Each task.
    Tasks,
    /// Each tag.
    Tags,
    /// Each model of which more is known than that it was added.
    Models,
}

impl Feed {
    /// What has feeds where `hub.yaml` does not say: a few files, whatever the number of models.
    pub(super) fn usual() -> Vec<Self> {
        vec![Self::Hub, Self::Orgs, Self::Tasks]
    }
}
