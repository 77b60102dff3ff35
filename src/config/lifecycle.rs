//! The life of a model: how its versions are named, which stages there are, which aliases are guarded.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::vocabulary::version::Scheme;

use super::text;

/// How versions are named.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Versions {
    /// `semver`, `integer`, `calver` or `any`.
    pub scheme: Scheme,
}

/// The stages of a model's life.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Stages {
    /// What cards may write as `stage`, in order.
    #[serde(deserialize_with = "text::list")]
    pub values: Vec<String>,
    /// Which stages may follow a stage: `staging: [production, archived]`. A stage that is not named may be followed by any.
    pub transitions: BTreeMap<String, Vec<String>>,
}

impl Default for Stages {
    fn default() -> Self {
        Self {
            values: ["development", "staging", "production", "archived"].map(str::to_owned).to_vec(),
            transitions: BTreeMap::new(),
        }
    }
}

impl Stages {
    /// Whether a version may go from one stage to another; one that stays where it is always may.
    pub fn allow(&self, from: &str, to: &str) -> bool {
        from == to || self.transitions.get(from).is_none_or(|next| next.iter().any(|stage| stage == to))
    }
}

/// Names that move from version to version, such as `champion`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Aliases {
    /// Those that somebody has to approve a move of; pages show them with a lock.
    #[serde(deserialize_with = "text::list")]
    pub protected: Vec<String>,
    /// How many aliases one version may have; any number by default.
    pub max_per_version: Option<usize>,
}
