//! What git tells of a model: its commits, and what became of its versions.

use serde::Serialize;

use super::{CommitView, DateView};

/// The newest commits of a model.
#[derive(Debug, Clone, Serialize)]
pub struct PastView {
    /// The newest first.
    pub rows: Vec<PastRow>,
    /// How many older ones there are.
    pub left_out: usize,
    /// Where older ones can be read.
    pub more_url: Option<String>,
    /// What is not known, where the clone is cut off.
    pub note: Option<String>,
}

/// What became of a model's versions.
#[derive(Debug, Clone, Serialize)]
pub struct PromotionsView {
    /// Moves of aliases and stages, and deprecations; the newest first.
    pub rows: Vec<PastRow>,
    /// How many older ones were left out.
    pub left_out: usize,
    /// What is not known, where the clone is cut off.
    pub note: Option<String>,
}

/// Something that was done.
#[derive(Debug, Clone, Serialize)]
pub struct PastRow {
    /// The day, in UTC.
    pub date: Option<DateView>,
    /// The commit's first line, or what was promoted: `@champion 3.2.0 → 4.0.0`. Somebody wrote it.
    pub text: String,
    /// Who did it; a name as git has it.
    pub author: String,
    /// The commit.
    pub commit: CommitView,
}
