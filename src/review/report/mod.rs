//! What a review says, in four forms: a comment in Markdown, a page, JSON, and text for a terminal.

mod cards;
mod check;
mod details;
mod escape;
mod html;
mod json;
mod markdown;
mod new;
mod table;
mod terminal;
mod view;

use crate::diagnostic::Found;

use super::Compared;
use super::gates::Judgement;

pub use html::html;
pub use json::{SCHEMA, json};
pub use markdown::markdown;
pub use terminal::terminal;

/// A review, as it is reported.
#[derive(Clone, Copy)]
pub struct Report<'a> {
    /// What differs.
    pub compared: &'a Compared<'a>,
    /// What the gates say of it.
    pub judgement: &'a Judgement,
    /// What the check says of it.
    pub findings: &'a Findings,
    /// What is compared, and where more can be seen.
    pub about: &'a About,
}

/// Findings of the check that a change brings and takes away.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Findings {
    /// Those that were not there before, by file and line.
    pub new: Vec<Found>,
    /// Those that are not there any more.
    pub fixed: Vec<Found>,
}

/// What is compared, and where more can be seen.
#[derive(Debug, Clone)]
pub struct About {
    /// The base as it was asked for: a branch, a tag, a commit.
    pub base: String,
    /// The head as it was asked for; `None` for the working tree.
    pub head: Option<String>,
    /// The commit that the head is compared with, 40 hexadecimal digits.
    pub base_commit: String,
    /// The head's commit; `None` for the working tree.
    pub head_commit: Option<String>,
    /// Where the site with the change can be seen.
    pub preview_url: Option<String>,
    /// Where the whole report can be seen.
    pub report_url: Option<String>,
    /// The name of a rule of the check, by its code.
    pub rule_name: fn(&str) -> &'static str,
}

impl Report<'_> {
    /// Whether there is anything to tell.
    pub fn is_changed(&self) -> bool {
        !self.compared.changes.is_empty() || !self.compared.other_files.is_empty()
    }
}
