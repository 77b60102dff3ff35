//! The gates of a review: each stops what it should and lets pass what it should, by the rules of the base.

#![allow(clippy::unwrap_used, reason = "a test that cannot prepare its hubs has failed")]

mod approvals;
mod documents;
mod hostile;
mod levels;
mod pairs;
mod sample;
mod sample_life;
mod waivers;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use cardex::catalog::{self, Catalog, date};
use cardex::config::Config;
use cardex::diagnostic::Diagnostic;
use cardex::hub::Snapshot;
use cardex::hub::history::History;
use cardex::review::gates::{self, Asked, Finding, Judgement, Waive};
use cardex::review::{Side, compare};

/// Files of a hub: path and text.
type Files<'a> = [(&'a str, &'a str)];

/// A state of a hub, in a folder of its own.
struct State {
    _folder: tempfile::TempDir,
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
        Self::read(folder)
    }

    fn read(folder: tempfile::TempDir) -> State {
        let config = Config::load(folder.path()).unwrap().value;
        let snapshot = Snapshot::of_worktree(folder.path(), &config).unwrap();
        let catalog = catalog::assemble(&snapshot, &config, &History::none("there is none")).value;
        State { _folder: folder, config, snapshot, catalog }
    }

    fn side(&self) -> Side<'_> {
        Side { snapshot: &self.snapshot, config: &self.config, catalog: &self.catalog }
    }

    fn root(&self) -> &Path {
        self._folder.path()
    }
}

/// The files below a folder with their bytes.
fn bytes(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
                found.insert(name, fs::read(&path).unwrap());
            }
        }
    }
    found
}

/// The files that differ.
fn differing(base: &State, head: &State) -> BTreeSet<String> {
    let (old, new) = (bytes(base.root()), bytes(head.root()));
    old.keys().chain(new.keys()).filter(|path| old.get(*path) != new.get(*path)).cloned().collect()
}

/// What a review is told beside the two states.
#[derive(Default)]
struct Told<'a> {
    author: Option<&'a str>,
    labels: &'a [&'a str],
    waivers: &'a [&'a str],
    errors: &'a [Diagnostic],
}

/// Judges a change on 29 November 2026.
fn judge_told(base: &Files<'_>, head: &Files<'_>, told: &Told<'_>) -> Judgement {
    judge_states(&State::of(base), &State::of(head), told)
}

fn judge_states(base: &State, head: &State, told: &Told<'_>) -> Judgement {
    let compared = compare(base.side(), head.side(), &differing(base, head));
    let labels: Vec<String> = told.labels.iter().map(|label| (*label).to_owned()).collect();
    let waivers: Vec<Waive> = told.waivers.iter().map(|waive| Waive::parse(waive).unwrap()).collect();
    let asked = Asked {
        author: told.author,
        labels: &labels,
        waivers: &waivers,
        today: date::parse("2026-11-29").unwrap(),
        new_errors: told.errors,
    };
    gates::judge(&compared, &asked)
}

fn judge(base: &Files<'_>, head: &Files<'_>) -> Judgement {
    judge_told(base, head, &Told::default())
}

/// A finding on one line, the path without `models/`.
fn line(finding: &Finding) -> String {
    let place = finding.location.as_ref().map(|place| place.to_string().replace("models/", ""));
    let model = finding.model.as_deref().unwrap_or("-");
    format!(
        "{} {} {} {model} {}: {}",
        finding.rule,
        finding.status,
        finding.level,
        place.as_deref().unwrap_or("-"),
        finding.message
    )
}

/// What one gate found.
fn of(judgement: &Judgement, rule: &str) -> Vec<String> {
    judgement.findings.iter().filter(|finding| finding.rule == rule).map(line).collect()
}

/// What did not pass.
fn open(judgement: &Judgement) -> Vec<String> {
    let open = judgement.findings.iter().filter(|finding| finding.status != gates::Status::Pass);
    open.map(line).collect()
}

fn notes(judgement: &Judgement) -> Vec<String> {
    let line =
        |note: &Diagnostic| format!("{} {} {}: {}", note.rule, note.level, note.location, note.message);
    judgement.notes.iter().map(line).collect()
}

const LAMP: &str = "models/acme/lamp/README.md";
const FIRST: &str = "models/acme/lamp/versions/1.0.0.md";
const LANTERN: &str = "models/acme/lantern/README.md";
