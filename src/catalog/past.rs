//! What git tells of a model's folder: its commits, who made them, and what became of its versions.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::hub::history::History;

use super::date::{self, Date};
use super::event::Event;
use super::text::one_line;

/// A commit that changed some model. Its texts are one line each; anybody may have written them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Commit {
    /// 40 hexadecimal digits.
    pub id: String,
    /// The committer's date in seconds since the epoch.
    pub time: i64,
    /// The same as a day in UTC.
    pub date: Option<Date>,
    /// The author's name.
    pub author: Arc<str>,
    /// The first line of the message; may be empty.
    pub subject: String,
}

/// The past of one model. Commits are places in [`super::Catalog::commits`].
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Past {
    /// The oldest commit; `None` where a shallow clone is cut off before it.
    pub first: Option<u32>,
    /// How many there are, as far as the clone reaches.
    pub count: u32,
    /// The newest hundred, the newest first.
    pub recent: Vec<u32>,
    /// Names, and how many commits each made; the most first.
    pub authors: Vec<(Arc<str>, u32)>,
    /// What became of the model's versions, the oldest first.
    pub events: Vec<Event>,
    /// The first known state, where nobody knows since when it was so: the day of the commit that has it.
    pub events_since: Option<Date>,
}

/// All commits, with texts that may be shown.
pub(super) fn commits(history: &History) -> Vec<Commit> {
    let mut names: BTreeMap<&str, Arc<str>> = BTreeMap::new();
    let mut commits = Vec::with_capacity(history.commits.len());
    for commit in &history.commits {
        let author = names.entry(&commit.author).or_insert_with(|| one_line(&commit.author).into());
        commits.push(Commit {
            id: commit.id.clone(),
            time: commit.time,
            date: date::of_seconds(commit.time),
            author: Arc::clone(author),
            subject: one_line(&commit.subject),
        });
    }
    commits
}

/// The past of a folder, without the events, which need the card.
pub(super) fn of(history: &History, folder: &str) -> Option<Box<Past>> {
    let found = history.folders.get(folder)?;
    let name = |name: &Arc<str>| {
        let clean = one_line(name);
        if *clean == **name { Arc::clone(name) } else { clean.into() }
    };
    let authors = found.authors.iter().filter(|(author, _)| !author.is_empty());
    Some(Box::new(Past {
        first: found.first,
        count: found.commits,
        recent: found.recent.clone(),
        authors: authors.map(|(author, count)| (name(author), *count)).collect(),
        events: Vec::new(),
        events_since: None,
    }))
}
