//! From the command line to a hub that has been read: what `build` and `check` do alike.

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::Result;

use crate::catalog::{self, Catalog, Written};
use crate::config::Config;
use crate::diagnostic::{Diagnostic, Parsed};
use crate::hub::Snapshot;
use crate::hub::history::{self, History};
use crate::site::Files;

use super::UsageError;

/// Largest file beside a card that is copied into the site, in bytes.
const LARGEST_ATTACHMENT: u64 = 32 * 1024 * 1024;

/// Reads `hub.yaml`; `paths` is where the command line says that cards lie.
pub(super) fn configure(hub: &Path, paths: Option<&str>) -> Result<Parsed<Config>> {
    let usage = |error: &dyn std::fmt::Display| UsageError(error.to_string());
    let mut parsed = Config::load(hub).map_err(|error| usage(&error))?;
    if let Some(spec) = paths {
        parsed.value.set_paths(spec).map_err(|error| usage(&error))?;
    }
    Ok(parsed)
}

/// Walks the hub's files and reads the cards for a check, without the dates that git knows.
pub(super) fn read_written(hub: &Path, config: &Config) -> Result<(Snapshot, Parsed<Written>)> {
    let snapshot = walk(hub, config)?;
    let parsed = catalog::assemble_written(&snapshot, config, &History::default());
    Ok((snapshot, parsed))
}

fn walk(hub: &Path, config: &Config) -> Result<Snapshot> {
    Ok(Snapshot::of_worktree(hub, config).map_err(|error| UsageError(error.to_string()))?)
}

/// Walks the hub's files and reads the cards; `with_history` for the dates that git knows.
pub(super) fn read(hub: &Path, config: &Config, with_history: bool) -> Result<(Snapshot, Parsed<Catalog>)> {
    let snapshot = walk(hub, config)?;
    let (history, archive) = if with_history {
        let folders: BTreeSet<String> = snapshot.models.iter().map(|folder| folder.path.clone()).collect();
        history::open(snapshot.root(), &folders)
    } else {
        (History::default(), None)
    };
    let mut parsed = catalog::assemble(&snapshot, config, &history);
    if let Some(archive) = archive {
        let states = |lens: &mut history::Lens<'_>, folder: &str, wanted: &dyn Fn(&str) -> bool| {
            archive.states(lens, folder, wanted)
        };
        catalog::tell(&mut parsed.value, config, || archive.lens(), states);
    }
    Ok((snapshot, parsed))
}

/// The files beside cards.
pub(super) struct HubFiles<'a>(pub(super) &'a Snapshot);

impl Files for HubFiles<'_> {
    fn read(&self, path: &str) -> Option<Vec<u8>> {
        self.0.read(path, LARGEST_ATTACHMENT).ok()
    }

    fn exists(&self, path: &str) -> bool {
        self.0.exists(path)
    }
}

/// How many findings there are of a level.
pub(super) fn count(findings: &[Diagnostic], level: crate::diagnostic::Level) -> usize {
    findings.iter().filter(|finding| finding.level == level).count()
}
