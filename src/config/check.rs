//! What `cardex check` looks for in this hub.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Online, text};

/// Which rules count, how grave they are, and when a check fails. A code may be cut short: `CX4` stands for all of `CX4xx`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Check {
    /// The rules that are on; all that are on by themselves when empty.
    #[serde(deserialize_with = "text::list")]
    pub select: Vec<String>,
    /// Rules that are on beside those.
    #[serde(deserialize_with = "text::list")]
    pub extend_select: Vec<String>,
    /// Rules that are off.
    #[serde(deserialize_with = "text::list")]
    pub ignore: Vec<String>,
    /// How grave the findings of a rule are.
    pub severity: BTreeMap<String, Severity>,
    /// Rules that are off in some files, by glob: `"models/legacy/**": [CX801]`.
    pub per_path: BTreeMap<String, Vec<String>>,
    /// The file of findings that are known and left out, relative to the hub.
    #[serde(deserialize_with = "text::as_written_option")]
    pub baseline: Option<String>,
    /// What makes the check fail; errors by default.
    pub fail_on: FailOn,
    /// More warnings than this make the check fail.
    pub max_warnings: Option<usize>,
    /// Whether a suppression has to say why; it has by default.
    pub require_reason: bool,
    /// How `--online` asks other hosts.
    pub online: Online,
}

impl Default for Check {
    fn default() -> Self {
        Self {
            select: Vec::new(),
            extend_select: Vec::new(),
            ignore: Vec::new(),
            severity: BTreeMap::new(),
            per_path: BTreeMap::new(),
            baseline: None,
            fail_on: FailOn::default(),
            max_warnings: None,
            require_reason: true,
            online: Online::default(),
        }
    }
}

/// How grave the findings of a rule are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// They make a check fail.
    Error,
    /// Somebody should look at them.
    Warning,
    /// They are worth knowing.
    Note,
    /// There are none: the rule is off.
    Off,
}

/// What makes a check fail.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FailOn {
    /// Errors.
    #[default]
    Error,
    /// Errors and warnings.
    Warning,
    /// Nothing.
    Never,
}

/// What a hub asks of its models, beyond what every hub asks.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Policy {
    /// Fields that a card needs, by stage; `all` for every card: `production: [owners, license, weights]`.
    pub required: BTreeMap<String, Vec<String>>,
    /// Headings that a card needs, by stage or for `all`.
    pub sections: BTreeMap<String, Vec<String>>,
    /// Who may approve models; anybody when empty.
    #[serde(deserialize_with = "text::list")]
    pub approvers: Vec<String>,
    /// Stages that a model reaches with an approval alone.
    #[serde(deserialize_with = "text::list")]
    pub approval: Vec<String>,
    /// Formats that no model may have, such as `pickle`.
    #[serde(deserialize_with = "text::list")]
    pub deny_formats: Vec<String>,
    /// The largest weight file, in bytes.
    pub max_weight_size: Option<u64>,
}
