//! `cardex build --preview BASE`: what a change does to the catalog, as the site's marks.

use std::path::Path;

use anyhow::Result;

use crate::catalog::{Difference, FieldChange, without_secrets};
use crate::hub::Snapshot;
use crate::report::{self, Step};
use crate::review::{Change, Compared, approvals, compare, deprecated_versions};
use crate::site::{Changed, LineKind, Preview, TextLine};

use super::sides::{self, Range};

/// Lines that the page of a model shows of a change in its card, at most.
const MOST_LINES: usize = 2_000;

/// Compares the working tree with a commit.
pub(super) fn read(hub: &Path, base: &str, paths: Option<&str>) -> Result<Preview> {
    let sides = sides::read(hub, &Range::parse(base), paths)?;
    let compared = compare(sides.base.side(), sides.head.side(), &sides.files);
    let mut preview = Preview {
        base: format!("{} ({})", sides.base_name, sides.base_commit.get(..10).unwrap_or(&sides.base_commit)),
        files: compared.other_files.clone(),
        ..Preview::default()
    };
    for change in &compared.changes {
        match change.after {
            Some(ordinal) => _ = preview.models.insert(ordinal as usize, changed(&compared, change)),
            None => preview.removed.push(change.id.clone()),
        }
    }
    drop(compared);
    // Giving back the memory of every card one by one would only take time.
    std::mem::forget(sides);
    Ok(preview)
}

fn changed(compared: &Compared<'_>, change: &Change) -> Changed {
    let (before, after) = (compared.before(change), compared.after(change));
    let old_id = before.filter(|model| model.id.as_str() != change.id).map(|model| model.id.to_string());
    let text = |snapshot: &Snapshot, model: Option<&crate::catalog::Model>, limit: u64| {
        let bytes = model.and_then(|model| snapshot.read(&model.card_path, limit).ok()).unwrap_or_default();
        without_secrets(&String::from_utf8_lossy(&bytes)).into_owned()
    };
    let (base, head) = (compared.base, compared.head);
    let old = text(base.snapshot, before, base.config.limits.card_bytes);
    let new = text(head.snapshot, after, head.config.limits.card_bytes);
    Changed {
        actions: change.actions.iter().map(|action| action.word()).collect(),
        old_id,
        version: (change.version.before.clone(), change.version.after.clone()),
        difference: Difference {
            fields: change.fields.clone(),
            results: change.results.clone(),
            weights: change.weights.clone(),
        },
        state: state(compared, change),
        text: if before.is_some() { lines(&old, &new) } else { Vec::new() },
    }
}

/// Stages, approvals, aliases and deprecations, each as a row.
fn state(compared: &Compared<'_>, change: &Change) -> Vec<FieldChange> {
    let (before, after) = (compared.before(change), compared.after(change));
    let of = |what: &str, version: &Option<String>| match version {
        Some(version) => format!("{what} of {version}"),
        None => what.to_owned(),
    };
    let row = |key: String, before: &Option<String>, after: &Option<String>| FieldChange {
        key,
        before: before.clone(),
        after: after.clone(),
    };
    let stages = change.stages.iter().map(|step| row(of("stage", &step.version), &step.from, &step.to));
    let aliases = change.aliases.iter().map(|step| row(format!("@{}", step.name), &step.from, &step.to));
    let approved = approvals(before, after);
    let approved = approved.iter().map(|step| row(of("approval", &step.version), &step.from, &step.to));
    let deprecated = deprecated_versions(before, after);
    let deprecated = deprecated
        .into_iter()
        .map(|version| row(of("deprecated", &Some(version)), &None, &Some("yes".to_owned())));
    stages.chain(aliases).chain(approved).chain(deprecated).collect()
}

fn lines(before: &str, after: &str) -> Vec<TextLine> {
    let changed = report::changed_lines(before, after);
    let is_cut = changed.len() > MOST_LINES;
    let line = |(step, text): (Step, &str)| TextLine {
        kind: match step {
            Step::Same => LineKind::Same,
            Step::Added => LineKind::Added,
            Step::Removed => LineKind::Removed,
            Step::Gap => LineKind::Gap,
        },
        text: text.to_owned(),
    };
    let gap = is_cut.then(|| TextLine { kind: LineKind::Gap, text: String::new() });
    changed.into_iter().take(MOST_LINES).map(line).chain(gap).collect()
}
