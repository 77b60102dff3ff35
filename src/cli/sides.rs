//! From a range of commits to two states of a hub that have been read: what `review` compares.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, Result};

use crate::catalog::{self, Written};
use crate::config::{Config, FILE};
use crate::diagnostic::{Diagnostic, Parsed};
use crate::hub::{HubError, ModelFolder, Revision, Snapshot, differing};
use crate::review::Side;

use super::{UsageError, hub};

/// Largest `hub.yaml`, in bytes.
const LARGEST_SETTINGS: u64 = 1 << 20;

/// What is compared with what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Range {
    /// The name of the base; `None` for the branch that work is merged into.
    base: Option<String>,
    /// The name of the head; `None` for the working tree.
    head: Option<String>,
    /// Whether the base itself is meant, and not where it and the head part.
    is_exact: bool,
}

impl Range {
    /// Understands `BASE...HEAD`, `BASE..HEAD` and `BASE`, of which HEAD may be missing.
    pub(super) fn parse(text: &str) -> Range {
        let name = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        match (text.split_once("..."), text.split_once("..")) {
            (Some((base, head)), _) => Range { base: name(base), head: name(head), is_exact: false },
            (None, Some((base, head))) => Range { base: name(base), head: name(head), is_exact: true },
            (None, None) => Range { base: name(text), head: None, is_exact: false },
        }
    }
}

/// One state of the hub, read.
pub(super) struct State {
    pub(super) snapshot: Snapshot,
    pub(super) config: Config,
    /// What there was to say of `hub.yaml`.
    pub(super) reading: Vec<Diagnostic>,
    pub(super) read: Parsed<Written>,
}

impl State {
    pub(super) fn side(&self) -> Side<'_> {
        Side { snapshot: &self.snapshot, config: &self.config, catalog: &self.read.value.catalog }
    }
}

/// Both states, and what differs.
pub(super) struct Sides {
    pub(super) base: State,
    pub(super) head: State,
    /// The files that differ, relative to the hub.
    pub(super) files: BTreeSet<String>,
    /// The base as it was asked for, and its commit.
    pub(super) base_name: String,
    pub(super) base_commit: String,
    /// The head as it was asked for, and its commit; `None` for the working tree.
    pub(super) head_name: Option<String>,
    pub(super) head_commit: Option<String>,
}

/// Finds the two states, and reads them.
pub(super) fn read(root: &Path, range: &Range, paths: Option<&str>) -> Result<Sides> {
    let base_name = match &range.base {
        Some(name) => name.clone(),
        None => {
            let found = Revision::default_branch(root).context("cannot find what to compare with")?;
            let missing = "this clone has no branch `main` or `master`; name what to compare with, such as `cardex review origin/trunk`";
            found.ok_or_else(|| UsageError(missing.to_owned()))?.to_owned()
        }
    };
    let with = || format!("cannot compare with `{base_name}`");
    let (base, head) = rayon::join(
        || match &range.head {
            _ if range.is_exact => Revision::at(root, &base_name),
            head => Revision::parting(root, &base_name, head.as_deref().unwrap_or("HEAD")),
        },
        || {
            let name = range.head.as_deref()?;
            Some(Revision::at(root, name).map(Arc::new).with_context(|| format!("cannot read `{name}`")))
        },
    );
    let base = Arc::new(base.with_context(with)?);
    let head = head.transpose()?;
    let before = settings(&base, paths)?;
    let after = match &head {
        Some(head) => settings(head, paths)?,
        None => hub::configure(root, paths)?,
    };
    let (old, new) = snapshots((&base, &before.value), (head.as_ref(), &after.value), root)?;
    let files = differing(&base, &new);
    let (one, other) = assemble((&old, &before.value), (&new, &after.value), &files);
    let state = |snapshot, settings: Parsed<Config>, read| State {
        snapshot,
        config: settings.value,
        reading: settings.diagnostics,
        read,
    };
    Ok(Sides {
        base: state(old, before, one),
        head: state(new, after, other),
        files,
        base_name,
        base_commit: base.commit.clone(),
        head_name: range.head.clone(),
        head_commit: head.map(|head| head.commit.clone()),
    })
}

/// What `hub.yaml` says at a commit.
fn settings(revision: &Revision, paths: Option<&str>) -> Result<Parsed<Config>> {
    let mut parsed = match revision.read(FILE, LARGEST_SETTINGS) {
        Ok(bytes) => Config::parse(&bytes),
        Err(error) if revision.exists(FILE) => {
            return Err(error).with_context(|| format!("cannot read {FILE} of commit {}", revision.commit));
        }
        Err(_) => Parsed::new(Config::default(), Vec::new()),
    };
    if let Some(spec) = paths {
        parsed.value.set_paths(spec).map_err(|error| UsageError(error.to_string()))?;
    }
    Ok(parsed)
}

/// The files of both states. One of them may have no model yet, or none any more.
fn snapshots(
    (base, before): (&Arc<Revision>, &Config),
    (head, after): (Option<&Arc<Revision>>, &Config),
    root: &Path,
) -> Result<(Snapshot, Snapshot)> {
    let usage = |error: HubError| UsageError(error.to_string());
    let (old, new) = rayon::join(
        || Snapshot::of_revision(base, before),
        || match head {
            Some(head) => Snapshot::of_revision(head, after),
            None => Snapshot::of_worktree(root, after),
        },
    );
    match (old, new) {
        (Err(HubError::NoModels { .. }), Ok(new)) => Ok((Snapshot::empty(base), new)),
        (Ok(old), Err(HubError::NoModels { .. })) if head.is_some() => {
            let empty = Snapshot::empty(head.unwrap_or(base));
            Ok((old, empty))
        }
        (old, new) => {
            let new = new.map_err(usage)?;
            Ok((old.map_err(usage)?, new))
        }
    }
}

/// Reads the cards of both. What did not change is read once, where both are read by the same settings.
fn assemble(
    base: (&Snapshot, &Config),
    head: (&Snapshot, &Config),
    files: &BTreeSet<String>,
) -> (Parsed<Written>, Parsed<Written>) {
    let above = files.iter().flat_map(|file| file.match_indices('/').map(|(end, _)| &file[..end]));
    let touched: BTreeSet<&str> = above.collect();
    let same_settings = base.1 == head.1;
    let is_same = |folder: &ModelFolder| same_settings && !touched.contains(folder.path.as_str());
    catalog::assemble_two(base, head, &is_same)
}

#[cfg(test)]
mod tests {
    use super::Range;

    #[test]
    fn ranges() {
        let range = |base: Option<&str>, head: Option<&str>, is_exact| Range {
            base: base.map(str::to_owned),
            head: head.map(str::to_owned),
            is_exact,
        };
        assert_eq!(Range::parse("main...work"), range(Some("main"), Some("work"), false));
        assert_eq!(Range::parse("v1.0..v1.1"), range(Some("v1.0"), Some("v1.1"), true));
        assert_eq!(Range::parse("main"), range(Some("main"), None, false));
        assert_eq!(Range::parse("main.."), range(Some("main"), None, true));
        assert_eq!(Range::parse("...HEAD"), range(None, Some("HEAD"), false));
        assert_eq!(Range::parse(""), range(None, None, false));
    }
}
