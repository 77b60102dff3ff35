//! `cardex check --since REF`: of all findings those that a change is to answer for.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, Result};
use clap::ValueEnum;
use rayon::prelude::*;

use crate::diagnostic::{Found, Location};
use crate::hub::{Change, Changes, Revision, Snapshot};

/// Lines around a change that belong to it with `--filter context`.
const CONTEXT: u32 = 3;

/// Which findings are shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Filter {
    /// Those that were not there before, wherever they stand
    #[default]
    New,
    /// Those on lines that were added or rewritten
    Added,
    /// Those at most three lines away from a change
    Context,
    /// Those in files that were changed
    File,
    /// All; those on changed lines come first where a report has room for some only
    All,
}

/// What the hub is compared with.
pub(super) struct Since {
    /// The hub as it was.
    pub(super) base: Arc<Revision>,
    filter: Filter,
}

impl Since {
    /// Opens the revision that a name means.
    pub(super) fn open(hub: &Path, name: &str, filter: Filter) -> Result<Since> {
        let base = Revision::before(hub, name).with_context(|| format!("cannot compare with `{name}`"))?;
        Ok(Since { base: Arc::new(base), filter })
    }

    /// Whether findings are left out because they were there before.
    pub(super) fn is_of_new(&self) -> bool {
        self.filter == Filter::New
    }

    /// Whether something at a place belongs to what is shown, as far as the place tells.
    pub(super) fn reaches(&self, changes: &BTreeMap<String, Change>, location: &Location) -> bool {
        let change = changes.get(&location.path).unwrap_or(&Change::None);
        match self.filter {
            Filter::New | Filter::Added => near(change, location, 0),
            Filter::Context => near(change, location, CONTEXT),
            Filter::File => change.is_some(),
            Filter::All => true,
        }
    }

    /// The findings to show, those on changed lines marked, and how many others there are. `before` finds the fingerprints of
    /// the hub as it was; it is asked only where they are needed.
    pub(super) fn keep(
        &self,
        found: Vec<Found>,
        snapshot: &Snapshot,
        before: impl FnOnce(&Changes<'_>) -> BTreeSet<String>,
    ) -> (Vec<Found>, usize) {
        let changes = Changes::between(&self.base, snapshot);
        let known = if self.is_of_new() { before(&changes) } else { BTreeSet::new() };
        let paths: BTreeSet<String> = found.iter().map(|found| found.finding.location.path.clone()).collect();
        let changed = of_paths(&changes, paths);
        let all = found.len();
        let kept: Vec<Found> = found
            .into_iter()
            .filter_map(|mut found| {
                let location = &found.finding.location;
                let is_shown = match self.filter {
                    Filter::New => !known.contains(&found.fingerprint),
                    _ => self.reaches(&changed, location),
                };
                found.is_on_change = near(&changed[&location.path], location, 0);
                is_shown.then_some(found)
            })
            .collect();
        let elsewhere = all - kept.len();
        (kept, elsewhere)
    }
}

/// How the files of these paths differ.
pub(super) fn of_paths(changes: &Changes<'_>, paths: BTreeSet<String>) -> BTreeMap<String, Change> {
    let of_path = |path: String| {
        let change = changes.of(&path);
        (path, change)
    };
    paths.into_par_iter().map(of_path).collect()
}

/// Whether a place is at most `context` lines away from a change. A finding without a line is about its file, or about the hub as
/// far as that file says.
fn near(change: &Change, location: &Location, context: u32) -> bool {
    match location.mark {
        Some(mark) => change.touches(mark.line, context),
        None => change.is_some(),
    }
}
