//! From a snapshot of the hub to the catalog.

use std::sync::Arc;

use rayon::prelude::*;

use crate::config::Config;
use crate::diagnostic::{Diagnostic, Location, Parsed, Spanned};
use crate::hub::history::History;
use crate::hub::{CardFolder, Snapshot};
use crate::vocabulary::{language, library, license, task};

use super::collection::{self, Collection, Shelves};
use super::lineage::{self, Folded, Resolver};
use super::profile::{self, Profile};
use super::reading::{Asked, Keep, Reading};
use super::taxonomy::{self, Kind, Stated};
use super::text::{one_line, shorten};
use super::written::{Written, WrittenCard};
use super::{Catalog, Head, Model, ModelId, Own, date, past, version};

/// Longest description that a page shows, in characters.
pub(super) const LONGEST_DESCRIPTION: usize = 300;

/// Reads every card and resolves what the cards refer to.
///
/// Never fails on bad content: a card that cannot be read whole is in the catalog with what could be read, and the
/// findings, sorted by file and line, say what could not.
pub fn assemble(snapshot: &Snapshot, config: &Config, history: &History) -> Parsed<Catalog> {
    let parsed = assemble_keeping(snapshot, config, history, false);
    Parsed::new(parsed.value.catalog, parsed.diagnostics)
}

/// Reads as [`assemble`] does, and keeps what the front matter of every card looked like; the record of it as JSON, which
/// nobody reads there, is left out.
pub fn assemble_written(snapshot: &Snapshot, config: &Config, history: &History) -> Parsed<Written> {
    assemble_keeping(snapshot, config, history, true)
}

fn assemble_keeping(snapshot: &Snapshot, config: &Config, history: &History, keep: bool) -> Parsed<Written> {
    let (keep, with_record) = if keep { (Keep::Tree, false) } else { (Keep::Nothing, true) };
    let asked = Asked { config, history, keep, with_record };
    let readings = snapshot.models.par_iter().map(|folder| Reading::of(snapshot, folder, &asked)).collect();
    assemble_read(snapshot, config, history, readings)
}

/// Puts together what was read of every model's card, in any order.
pub(super) fn assemble_read(
    snapshot: &Snapshot,
    config: &Config,
    history: &History,
    mut readings: Vec<Reading>,
) -> Parsed<Written> {
    let mut diagnostics = snapshot.diagnostics.clone();
    readings.sort_by(|a, b| a.own.id.cmp(&b.own.id));
    let (mut models, mut cards, mut terms) =
        (Vec::<Model>::new(), Vec::<WrittenCard>::new(), Vec::<Arc<Stated>>::new());
    for reading in readings {
        diagnostics.extend(reading.findings);
        models.push(Model::alone(reading.own, reading.problems));
        cards.push(reading.written);
        terms.push(reading.stated);
    }
    let folded = Folded::new(&models);
    link(&mut models, &folded, &mut diagnostics);
    for model in &models {
        check_references(model, &models, &mut diagnostics);
    }
    let resolver = Resolver { models: &models, folded: &folded };
    let mut profiles = |folders: &[CardFolder]| -> Vec<Profile> {
        let mut profiles: Vec<Profile> = Vec::with_capacity(folders.len());
        for parsed in folders.iter().map(|folder| read_profile(snapshot, folder, config)) {
            diagnostics.extend(parsed.diagnostics);
            let (mut profile, featured) = parsed.value;
            profile::feature(&mut profile, featured, &resolver, &mut diagnostics);
            profiles.push(profile);
        }
        profiles.sort_by(|a, b| a.key.cmp(&b.key));
        profiles
    };
    let orgs = profiles(&snapshot.orgs);
    let datasets = profiles(&snapshot.datasets);
    let keys = |profiles: &'_ [Profile]| -> Vec<(String, String)> {
        profiles.iter().map(|profile| (profile.key.clone(), one_line(&profile.key))).collect()
    };
    let described = [(Kind::Organisation, keys(&orgs)), (Kind::Dataset, keys(&datasets))];
    let taxonomies = taxonomy::collect(&terms, &described);
    drop(terms);
    let shelves = Shelves {
        models: &models,
        resolver: &resolver,
        datasets: &datasets,
        named: taxonomies.of(Kind::Dataset),
    };
    let mut collections = Vec::with_capacity(snapshot.collections.len());
    for folder in &snapshot.collections {
        let parsed = read_collection(snapshot, folder, config, &shelves);
        diagnostics.extend(parsed.diagnostics);
        collections.push(parsed.value);
    }
    for (ordinal, collection) in collections.iter().enumerate() {
        for model in collection.models() {
            models[model as usize].collections.push(ordinal as u32);
        }
    }
    let head =
        history.head.as_ref().map(|head| Head { commit: head.id.clone(), date: date::of_seconds(head.time) });
    diagnostics.sort();
    diagnostics.dedup();
    let (commits, dates_note) = (past::commits(history), dates_note(history));
    let catalog = Catalog { models, taxonomies, orgs, datasets, collections, head, commits, dates_note };
    Parsed::new(Written { catalog, cards }, diagnostics)
}

fn dates_note(history: &History) -> Option<String> {
    if let Some(reason) = &history.unavailable {
        return Some(format!("Dates come from the cards alone: {reason}."));
    }
    history.shallow.then(|| {
        "The repository is a shallow clone: models last changed before its oldest commit have no date of change. \
         Fetch the whole history (git fetch --unshallow) to see it."
            .to_owned()
    })
}

/// Reads the card of an organisation or a dataset; gives the models that it features beside it.
fn read_profile(
    snapshot: &Snapshot,
    folder: &CardFolder,
    config: &Config,
) -> Parsed<(Profile, Vec<Spanned<String>>)> {
    let mut diagnostics = Vec::new();
    let mut featured = Vec::new();
    let mut profile = Profile {
        key: folder.id.clone(),
        folder: folder.path.clone(),
        card_path: folder.card.clone(),
        files: folder.files.iter().map(|file| (file.path.clone(), file.size)).collect(),
        ..Profile::default()
    };
    let source = snapshot.card(&folder.card, &config.limits);
    diagnostics.extend(source.diagnostics);
    if let Some(source) = source.value {
        profile.body = source.body;
        profile.body_line = source.body_line;
        if let Some(front) = &source.front {
            featured = profile::read(&mut profile, front, &mut diagnostics);
        }
    }
    Parsed::new((profile, featured), diagnostics)
}

fn read_collection(
    snapshot: &Snapshot,
    folder: &CardFolder,
    config: &Config,
    shelves: &Shelves<'_>,
) -> Parsed<Collection> {
    let mut diagnostics = Vec::new();
    let mut collection = Collection {
        key: folder.id.clone(),
        folder: folder.path.clone(),
        card_path: folder.card.clone(),
        title: one_line(&folder.id),
        files: folder.files.iter().map(|file| (file.path.clone(), file.size)).collect(),
        ..Collection::default()
    };
    let source = snapshot.card(&folder.card, &config.limits);
    diagnostics.extend(source.diagnostics);
    if let Some(source) = source.value {
        collection.body = source.body;
        collection.body_line = source.body_line;
        if let Some(front) = &source.front {
            let stated = collection::read(&mut collection, front, &mut diagnostics);
            collection::resolve(&mut collection, stated, shelves, &mut diagnostics);
        }
    }
    Parsed::new(collection, diagnostics)
}

/// Resolves base models and successors, and turns the relation round.
fn link(models: &mut [Model], folded: &Folded, diagnostics: &mut Vec<Diagnostic>) {
    let resolved: Vec<_> = {
        let resolver = Resolver { models, folded };
        let resolve = |model: &Model| {
            let mut found = Vec::new();
            let bases =
                model.card.base_model.iter().map(|base| resolver.reference(&base.value)).collect::<Vec<_>>();
            let replaced_by = model.card.deprecated.as_ref().and_then(|deprecated| deprecated.by.as_deref());
            let newer = model.card.new_version.as_ref().map(|newer| newer.value.as_str()).or(replaced_by);
            let successor = newer.map(|id| resolver.reference(id));
            let relation = lineage::relation(model, &mut found);
            (bases, successor, relation, found)
        };
        models.par_iter().map(resolve).collect()
    };
    for (ordinal, (bases, successor, relation, found)) in resolved.into_iter().enumerate() {
        diagnostics.extend(found);
        for base in bases.iter().filter_map(|base| base.model).filter(|&base| base as usize != ordinal) {
            let derived = &mut models[base as usize].derived;
            if derived.last() != Some(&(ordinal as u32)) {
                derived.push(ordinal as u32);
            }
        }
        let model = &mut models[ordinal];
        model.bases = bases;
        model.successor = successor.filter(|successor| successor.model != Some(ordinal as u32));
        model.relation = relation;
    }
    for cycle in lineage::cycles(models).into_iter().chain(lineage::circles(models)) {
        if let Some(model) = models.iter_mut().find(|model| model.card_path == cycle.location.path) {
            model.problems.push(cycle.message.clone());
        }
        diagnostics.push(cycle);
    }
}

/// A base model that names an organisation of this hub, but no model of it, is probably misspelt.
fn check_references(model: &Model, models: &[Model], diagnostics: &mut Vec<Diagnostic>) {
    let named = model.card.base_model.iter().zip(&model.bases);
    let newer = model.card.new_version.iter().zip(&model.successor);
    for (stated, reference) in named.chain(newer) {
        if let Some(ordinal) = reference.model {
            if let Some(name) = reference.version_name().filter(|_| reference.version.is_none()) {
                let named = &models[ordinal as usize];
                let message = format!("{} has no version and no alias `{}`", named.id, shorten(name, 40));
                diagnostics.push(
                    Diagnostic::warning("CX601", Location::at(&model.card_path, stated.mark), message)
                        .help(version::known(&named.versions)),
                );
            }
            continue;
        }
        let org = ModelId::new(reference.id.as_str()).org().map(|org| format!("{org}/"));
        let local = org.as_deref().is_some_and(|org| {
            let at = models.partition_point(|model| model.id.as_str() < org);
            models.get(at).is_some_and(|model| model.id.as_str().starts_with(org))
        });
        let odd = reference.id.contains("..") || reference.id.starts_with('/');
        if local || odd {
            let message = format!("the catalog has no model `{}`", shorten(&reference.id, 120));
            let location = Location::at(&model.card_path, stated.mark);
            diagnostics.push(
                Diagnostic::warning("CX601", location, message)
                    .help("correct the id, or add the model; it is shown as an external model"),
            );
        }
    }
}

/// What a model is listed under, by kind: key and label.
pub(crate) fn stated(model: &Own, config: &Config) -> Stated {
    let card = &model.card;
    let mut stated: Stated = Default::default();
    let mut put = |kind: Kind, key: String, label: String| {
        if !key.is_empty() {
            stated[kind as usize].push((key, label));
        }
    };
    if let Some(id) = &model.task {
        let own = config
            .vocabulary
            .tasks
            .add
            .iter()
            .find(|task| task.id == *id)
            .and_then(|task| task.title.clone());
        let label =
            own.or_else(|| task::find(id).map(|task| task.title.to_owned())).unwrap_or_else(|| id.clone());
        put(Kind::Task, id.clone(), label);
    }
    if let Some(id) = &model.library {
        let label = library::find(id).map_or_else(|| id.clone(), |library| library.title.to_owned());
        put(Kind::Library, id.clone(), label);
    }
    for text in &card.license {
        let own = config.licenses.add.iter().find(|license| license.id.eq_ignore_ascii_case(&text.value));
        match own {
            Some(own) => {
                put(Kind::License, own.id.to_lowercase(), own.name.clone().unwrap_or_else(|| own.id.clone()))
            }
            None => {
                let license = license::resolve(&text.value);
                put(Kind::License, license.key, license.name);
            }
        }
    }
    for text in &card.language {
        let language = language::resolve(&text.value);
        put(Kind::Language, language.key, language.name);
    }
    for text in &card.datasets {
        put(Kind::Dataset, text.value.clone(), text.value.clone());
    }
    for tag in &card.tags {
        put(Kind::Tag, tag.value.clone(), tag.value.clone());
    }
    if let Some(org) = model.id.org() {
        put(Kind::Organisation, org.to_owned(), one_line(org));
    }
    stated
}
