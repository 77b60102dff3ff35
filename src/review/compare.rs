//! From two states of a hub, and the files that differ between them, to what happened to each model.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::catalog::{Model, completeness, difference};
use crate::hub::ModelFolder;

use super::{Action, Change, Compared, Impact, Side, VersionChange, prose, rename, standing};

/// What the models of one state have to do with the files that differ: by id, the model's place in the catalog and those of its files.
type Touched<'a> = BTreeMap<&'a str, (u32, BTreeSet<&'a str>)>;

/// Compares two states. `files` are all that differ, relative to the hub: models that have none among them are not looked at.
pub fn compare<'a>(base: Side<'a>, head: Side<'a>, files: &BTreeSet<String>) -> Compared<'a> {
    let mut owned = BTreeSet::new();
    let before = touched(base, files, &mut owned);
    let after = touched(head, files, &mut owned);
    let other_files = files.iter().filter(|file| !owned.contains(file.as_str())).cloned().collect();
    let mut ids: BTreeSet<&str> = before.keys().chain(after.keys()).copied().collect();
    // Other settings find other models in the same files.
    ids.extend(in_one_alone(base, head));
    let (mut gone, mut new, mut kept) = (Vec::new(), Vec::new(), Vec::new());
    for id in ids {
        // A model that has no file among those that differ in one state may be there all the same.
        let place = |touched: &Touched<'_>, side: Side<'_>| {
            touched.get(id).map(|(place, _)| *place).or_else(|| find(side, id))
        };
        match (place(&before, base), place(&after, head)) {
            (Some(one), None) => gone.push(one),
            (None, Some(other)) => new.push(other),
            (Some(one), Some(other)) => kept.push((one, other)),
            (None, None) => {}
        }
    }
    let renamed = rename::pairs((base, &gone), (head, &new));
    let is_taken = |place: &u32, of: fn(&(u32, u32)) -> u32| renamed.iter().any(|pair| of(pair) == *place);
    gone.retain(|place| !is_taken(place, |pair| pair.0));
    new.retain(|place| !is_taken(place, |pair| pair.1));
    let pairs = renamed.iter().chain(&kept).map(|(one, other)| (Some(*one), Some(*other)));
    let gone = gone.into_iter().map(|place| (Some(place), None));
    let new = new.into_iter().map(|place| (None, Some(place)));
    let all: Vec<(Option<u32>, Option<u32>)> = pairs.chain(gone).chain(new).collect();
    let compared = Compared { base, head, changes: Vec::new(), other_files };
    let mut changes: Vec<Change> =
        all.into_par_iter().map(|pair| change(&compared, pair, (&before, &after))).collect();
    changes.sort_by(|one, other| one.id.cmp(&other.id));
    Compared { changes, ..compared }
}

/// The models that only one of the two states has.
fn in_one_alone<'a>(base: Side<'a>, head: Side<'a>) -> Vec<&'a str> {
    let lacks = |side: Side<'a>, model: &&'a Model| find(side, model.id.as_str()).is_none();
    let gone = base.catalog.models.iter().filter(|model| lacks(head, model));
    let new = head.catalog.models.iter().filter(|model| lacks(base, model));
    gone.chain(new).map(|model| model.id.as_str()).collect()
}

fn find(side: Side<'_>, id: &str) -> Option<u32> {
    let found = side.catalog.models.binary_search_by(|model| model.id.as_str().cmp(id)).ok()?;
    u32::try_from(found).ok()
}

/// The models that files belong to; the files that belong to one go into `owned`.
fn touched<'a>(side: Side<'a>, files: &'a BTreeSet<String>, owned: &mut BTreeSet<&'a str>) -> Touched<'a> {
    let mut touched = Touched::new();
    for file in files {
        let Some(folder) = owner(side, file) else { continue };
        let Some(place) = find(side, &folder.id) else { continue };
        owned.insert(file);
        touched.entry(&*folder.id).or_insert_with(|| (place, BTreeSet::new())).1.insert(file);
    }
    touched
}

/// The model's folder that a file belongs to.
fn owner<'a>(side: Side<'a>, file: &str) -> Option<&'a ModelFolder> {
    let folders = &side.snapshot.models;
    let mut end = file.len();
    while let Some(slash) = file[..end].rfind('/') {
        if let Ok(found) = folders.binary_search_by(|folder| folder.path.as_str().cmp(&file[..slash])) {
            let folder = &folders[found];
            let beside = &file[slash + 1..];
            let has =
                |beside: &str| folder.files.binary_search_by(|one| one.path.as_str().cmp(beside)).is_ok();
            return (folder.card == file || has(beside)).then_some(folder);
        }
        end = slash;
    }
    None
}

fn change(
    compared: &Compared<'_>,
    (before, after): (Option<u32>, Option<u32>),
    touched: (&Touched<'_>, &Touched<'_>),
) -> Change {
    let mut change = Change { before, after, ..Change::default() };
    let (one, other) = (compared.before(&change), compared.after(&change));
    let Some(model) = other.or(one) else { return change };
    change.id = model.id.as_str().to_owned();
    change.files = files(compared, (one, other), touched);
    change.version = versions(one, other, &change.files);
    change.aliases = standing::aliases(one, other);
    change.stages = standing::stages(one, other);
    change.impact = impact(if other.is_some() { compared.head } else { compared.base }, model);
    change.score = (one.map(score), other.map(score));
    change.prose = prose::compare(text(one), text(other));
    match (one, other) {
        (Some(one), Some(other)) => {
            let found = difference::edited(one, other, compared.head.config);
            (change.fields, change.results, change.weights) = (found.fields, found.results, found.weights);
            change.deprecated = other.card.deprecated.clone().filter(|_| one.card.deprecated.is_none());
            change.actions = actions(&change, one.id != other.id);
        }
        (None, _) => change.actions.push(Action::Added),
        (_, None) => change.actions.push(Action::Removed),
    }
    change
}

fn score(model: &Model) -> u8 {
    completeness(model).score()
}

fn text(model: Option<&Model>) -> &str {
    model.map_or("", |model| &model.body)
}

/// What happened to a model that is there before and after.
fn actions(change: &Change, is_renamed: bool) -> Vec<Action> {
    let mut actions = Vec::new();
    if is_renamed {
        actions.push(Action::Renamed);
    }
    if change.deprecated.is_some() {
        actions.push(Action::Deprecated);
    }
    let more = change.fields.iter().any(|field| change.deprecated.is_none() || field.key != "deprecated")
        || !change.results.is_empty()
        || !change.weights.is_empty()
        || !change.aliases.is_empty()
        || !change.stages.is_empty()
        || !change.prose.sections.is_empty()
        || change.version.is_some();
    // A file that says nothing of what is compared differs all the same.
    if more || actions.is_empty() {
        actions.push(Action::Updated);
    }
    actions
}

/// The files of a model that differ, by their paths after; of a model that came to another folder those that hold something else.
fn files(
    compared: &Compared<'_>,
    (one, other): (Option<&Model>, Option<&Model>),
    (before, after): (&Touched<'_>, &Touched<'_>),
) -> Vec<String> {
    let of = |touched: &Touched<'_>, model: Option<&Model>| -> BTreeSet<String> {
        let found = model.and_then(|model| touched.get(model.id.as_str()));
        found.map(|(_, files)| files.iter().map(|file| (*file).to_owned()).collect()).unwrap_or_default()
    };
    let (mut old, mut new) = (of(before, one), of(after, other));
    if let (Some(one), Some(other)) = (one, other)
        && one.folder != other.folder
    {
        let limit = compared.head.config.limits.card_bytes;
        let moved = |path: &str, from: &Model, to: &Model| {
            path.strip_prefix(&from.folder).map(|rest| format!("{}{rest}", to.folder))
        };
        let is_other = |path: &String| {
            let was = moved(path, other, one).and_then(|was| compared.base.snapshot.read(&was, limit).ok());
            was.is_none() || was != compared.head.snapshot.read(path, limit).ok()
        };
        old = old.iter().filter_map(|path| moved(path, one, other)).collect();
        new.append(&mut old);
        return new.into_iter().filter(is_other).collect();
    }
    old.append(&mut new);
    old.into_iter().collect()
}

/// The current version, and which earlier ones came, went or were edited.
fn versions(one: Option<&Model>, other: Option<&Model>, files: &[String]) -> VersionChange {
    let current = |model: Option<&Model>| Some(model?.card.version.as_ref()?.value.clone());
    let earlier = |model: Option<&Model>| -> BTreeMap<String, String> {
        let versions = model.map(|model| model.versions.as_slice()).unwrap_or_default();
        let earlier = versions.iter().filter(|version| !version.is_current());
        earlier.map(|version| (version.label.clone(), version.path.clone())).collect()
    };
    let (old, new) = (earlier(one), earlier(other));
    let only = |some: &BTreeMap<String, String>, others: &BTreeMap<String, String>| {
        some.keys().filter(|label| !others.contains_key(*label)).cloned().collect()
    };
    let is_edited = |(label, path): (&String, &String)| old.contains_key(label) && files.contains(path);
    VersionChange {
        before: current(one),
        after: current(other),
        frozen: only(&new, &old),
        edited: new.iter().filter(|entry| is_edited(*entry)).map(|(label, _)| label.clone()).collect(),
        dropped: only(&old, &new),
    }
}

/// Who refers to a model in a state.
fn impact(side: Side<'_>, model: &Model) -> Impact {
    let catalog = side.catalog;
    let derived = model.derived.iter().map(|&place| catalog.models[place as usize].id.as_str().to_owned());
    let collections = model.collections.iter().map(|&place| catalog.collections[place as usize].key.clone());
    let (mut derived, mut collections): (Vec<_>, Vec<_>) = (derived.collect(), collections.collect());
    derived.sort();
    collections.sort();
    Impact { derived, collections }
}
