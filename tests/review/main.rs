//! Reviews: what differs between two states of a hub, and the reports about it.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test that cannot prepare its hubs has failed"
)]

mod around;
#[cfg(unix)]
mod attack;
mod cards;
mod command;
mod corpus;
#[allow(dead_code, reason = "the histories of other tests need more of it")]
#[path = "../history/git.rs"]
mod git;
mod hostile;
mod mirror;
mod pairs;
mod samples;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use cardex::catalog::{self, Catalog, date};
use cardex::config::Config;
use cardex::hub::Snapshot;
use cardex::hub::history::History;
use cardex::review::gates::{Asked, Judgement, judge};
use cardex::review::report::{About, Findings, Report};
use cardex::review::{Compared, Side, compare};

/// Files of a hub: path and text.
type Files<'a> = [(&'a str, &'a str)];

/// A state of a hub, in a folder of its own.
struct State {
    _folder: tempfile::TempDir,
    files: BTreeMap<String, String>,
    config: Config,
    snapshot: Snapshot,
    catalog: Catalog,
}

impl State {
    fn of(files: &Files<'_>) -> State {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("models")).unwrap();
        for (path, text) in files {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        let config = Config::load(folder.path()).unwrap().value;
        let snapshot = Snapshot::of_worktree(folder.path(), &config).unwrap();
        let catalog = catalog::assemble(&snapshot, &config, &History::none("there is none")).value;
        let files = files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect();
        State { _folder: folder, files, config, snapshot, catalog }
    }

    fn side(&self) -> Side<'_> {
        Side { snapshot: &self.snapshot, config: &self.config, catalog: &self.catalog }
    }
}

fn compared<'a>(base: &'a State, head: &'a State) -> Compared<'a> {
    let paths: BTreeSet<&String> = base.files.keys().chain(head.files.keys()).collect();
    let differ = paths.into_iter().filter(|path| base.files.get(*path) != head.files.get(*path));
    compare(base.side(), head.side(), &differ.cloned().collect())
}

/// The gates' word on a change, on 29 November 2026.
fn judged(compared: &Compared<'_>) -> Judgement {
    let today = date::parse("2026-11-29").unwrap();
    judge(compared, &Asked { author: Some("mira"), labels: &[], waivers: &[], today, new_errors: &[] })
}

/// What a report is made of, without findings of the check.
fn reported<T>(base: &Files<'_>, head: &Files<'_>, write: impl FnOnce(&Report<'_>) -> T) -> T {
    let (base, head) = (State::of(base), State::of(head));
    let compared = compared(&base, &head);
    let about = About {
        base: "main".to_owned(),
        head: Some("work".to_owned()),
        base_commit: "1".repeat(40),
        head_commit: Some("2".repeat(40)),
        preview_url: Some("https://preview.example.org/7/".to_owned()),
        report_url: None,
        rule_name: |_| "a-rule",
    };
    let judgement = judged(&compared);
    write(&Report {
        compared: &compared,
        judgement: &judgement,
        findings: &Findings::default(),
        about: &about,
    })
}
