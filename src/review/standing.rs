//! Where the versions of a model stand: aliases, stages, approvals and deprecations that moved.

use std::collections::{BTreeMap, BTreeSet};

use crate::catalog::{Model, Version};

use super::{AliasMove, StageMove};

/// Aliases that stand for another version, by name.
pub(super) fn aliases(before: Option<&Model>, after: Option<&Model>) -> Vec<AliasMove> {
    let moves = moved(&of_aliases(before), &of_aliases(after));
    moves.into_iter().map(|(name, from, to)| AliasMove { name, from, to }).collect()
}

/// Aliases and the versions that they stand for.
fn of_aliases(model: Option<&Model>) -> BTreeMap<String, String> {
    let Some(model) = model else { return BTreeMap::new() };
    let named = |version: &Version| {
        let label = version.label.clone();
        version.aliases.iter().map(move |alias| (alias.name.clone(), label.clone())).collect::<Vec<_>>()
    };
    model.versions.iter().flat_map(named).collect()
}

/// Stages that are others, by version.
pub(super) fn stages(before: Option<&Model>, after: Option<&Model>) -> Vec<StageMove> {
    let alone = |model: &Model| model.card.stage.as_ref().map(|stage| stage.value.clone());
    steps(before, after, |version| version.stage.clone(), alone)
}

/// Approvals whose status is another, by version.
pub fn approvals(before: Option<&Model>, after: Option<&Model>) -> Vec<StageMove> {
    let alone = |model: &Model| model.card.approval.as_ref().map(|approval| approval.status.clone());
    steps(before, after, |version| Some(version.approval.as_ref()?.status.clone()), alone)
}

/// Earlier versions that are deprecated now and were not before.
pub fn deprecated_versions(before: Option<&Model>, after: Option<&Model>) -> Vec<String> {
    let word = || "deprecated".to_owned();
    let steps = steps(before, after, |version| version.deprecated.is_some().then(word), |_| None);
    let current = after.and_then(|model| Some(model.versions[model.current()?].label.as_str()));
    let new = steps.into_iter().filter(|step| step.to.is_some());
    new.filter_map(|step| step.version).filter(|label| Some(label.as_str()) != current).collect()
}

/// What is said of each version, where it is something else; `alone` says it of a model without versions.
fn steps(
    before: Option<&Model>,
    after: Option<&Model>,
    of: impl Fn(&Version) -> Option<String>,
    alone: impl Fn(&Model) -> Option<String>,
) -> Vec<StageMove> {
    let said = |model: Option<&Model>| -> BTreeMap<Option<String>, String> {
        let Some(model) = model else { return BTreeMap::new() };
        if model.versions.is_empty() {
            return alone(model).map(|said| (None, said)).into_iter().collect();
        }
        let said =
            model.versions.iter().filter_map(|version| Some((Some(version.label.clone()), of(version)?)));
        said.collect()
    };
    let moves = moved(&said(before), &said(after));
    moves.into_iter().map(|(version, from, to)| StageMove { version, from, to }).collect()
}

/// What has another value, or none any more.
fn moved<K: Ord + Clone>(
    old: &BTreeMap<K, String>,
    new: &BTreeMap<K, String>,
) -> Vec<(K, Option<String>, Option<String>)> {
    let keys: BTreeSet<&K> = old.keys().chain(new.keys()).collect();
    let step = |key: &K| (key.clone(), old.get(key).cloned(), new.get(key).cloned());
    keys.into_iter().map(step).filter(|(_, from, to)| from != to).collect()
}
