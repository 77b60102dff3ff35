//! From a snapshot of the hub to the catalog.

use rayon::prelude::*;

use crate::config::Config;
use crate::diagnostic::{Diagnostic, Level, Location, Parsed, Spanned};
use crate::hub::history::{Commit, History};
use crate::hub::{CardFolder, CardSource, ModelFolder, Snapshot};
use crate::markdown;
use crate::vocabulary::{language, library, license, task};

use super::collection::{self, Collection, Shelves};
use super::lifecycle;
use super::lineage::{self, Resolver};
use super::model_card::{self, ModelCard};
use super::profile::{self, Profile};
use super::related::Words;
use super::taxonomy::{self, Kind, Stated};
use super::text::{one_line, shorten};
use super::written::{Written, WrittenCard};
use super::{Catalog, Head, Model, ModelId, date, eval_results, lfs, past, version};

/// Longest description that a page shows, in characters.
const LONGEST_DESCRIPTION: usize = 300;

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
    let read: Vec<Parsed<(Model, WrittenCard)>> = snapshot
        .models
        .par_iter()
        .map(|folder| read_model(snapshot, folder, &Asked { config, history, keep }))
        .collect();
    put_together(snapshot, config, history, read)
}

/// Resolves what the cards of a hub refer to, once each of its models was read.
pub(super) fn put_together(
    snapshot: &Snapshot,
    config: &Config,
    history: &History,
    read: Vec<Parsed<(Model, WrittenCard)>>,
) -> Parsed<Written> {
    let mut diagnostics = snapshot.diagnostics.clone();
    let mut models = Vec::with_capacity(read.len());
    for parsed in read {
        diagnostics.extend(parsed.diagnostics);
        models.push(parsed.value);
    }
    models.sort_by(|(a, _), (b, _)| a.id.cmp(&b.id));
    let (mut models, cards): (Vec<Model>, Vec<WrittenCard>) = models.into_iter().unzip();
    link(&mut models, &mut diagnostics);
    for model in &models {
        check_references(model, &models, &mut diagnostics);
    }
    let resolver = Resolver::new(&models);
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
    let taxonomies =
        taxonomy::collect(models.par_iter().map(|model| stated(model, config)).collect(), &described);
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

/// What a model is read with.
pub(super) struct Asked<'a> {
    pub(super) config: &'a Config,
    pub(super) history: &'a History,
    /// Whether the front matter is kept as written, in place of its record as JSON.
    pub(super) keep: bool,
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

/// Reads a model by itself: its card, and the files of its folder.
pub(super) fn read_model(
    snapshot: &Snapshot,
    folder: &ModelFolder,
    asked: &Asked<'_>,
) -> Parsed<(Model, WrittenCard)> {
    let Asked { config, history, keep } = *asked;
    let source = snapshot.card(&folder.card, &config.limits);
    let mut diagnostics = source.diagnostics;
    let empty = || CardSource { head: String::new(), front: None, body: String::new(), body_line: 1 };
    let CardSource { head, front, body, body_line } = source.value.unwrap_or_else(empty);
    let mut card = match &front {
        Some(front) => {
            let parsed = model_card::read(front, &folder.card, &config.limits, !keep);
            diagnostics.extend(parsed.diagnostics);
            parsed.value
        }
        None => ModelCard { card_data: "{}".to_owned(), ..ModelCard::default() },
    };
    if let Some(stage) = &card.stage {
        diagnostics.extend(version::unknown_stage(stage, &folder.card, config));
    }
    let earlier = version::load(snapshot, folder, (front.as_ref(), &card), config, &mut diagnostics);
    let lifecycle = lifecycle::load(snapshot, folder, config, &mut diagnostics);
    let versions =
        version::arrange(earlier, lifecycle.as_ref(), &mut card, &folder.card, config, &mut diagnostics);
    // What is wrong in another file is no fault of the card: its page does not show it.
    let mut beside = Vec::new();
    card.evaluations.extend(eval_results::read(snapshot, folder, config, &mut beside));
    let mut artifacts = std::mem::take(&mut card.weights);
    lfs::join(&mut artifacts, lfs::pointers(snapshot, folder), &folder.path, &mut diagnostics);
    check_relative_files(&artifacts, folder, &mut diagnostics);
    let id = ModelId::new(folder.id.as_str());
    let outline = markdown::outline(&body);
    let name = one_line(id.name());
    let title = card.title.as_ref().map(|title| title.value.clone());
    let title = title
        .or(outline.title.map(|title| one_line(&title)).filter(|title| !title.is_empty()))
        .unwrap_or(name);
    let description = card.description.as_ref().map(|description| description.value.clone());
    let description =
        description.or(outline.description).map(|text| shorten(&one_line(&text), LONGEST_DESCRIPTION));
    let stated = card.date.as_ref().map(|date| date.value);
    let (first, last) = (history.first(&folder.path), history.last(&folder.path));
    let day = |commit: Option<&Commit>| commit.and_then(|commit| date::of_seconds(commit.time));
    let model = Model {
        folder: folder.path.clone(),
        card_path: folder.card.clone(),
        title: shorten(&title, LONGEST_DESCRIPTION),
        description: description.unwrap_or_default(),
        task: task_of(&card),
        library: library_of(&card),
        files: folder
            .files
            .iter()
            .filter(|file| !version::is_own(&file.path) && !eval_results::is_results(&file.path))
            .map(|file| (file.path.clone(), file.size))
            .collect(),
        artifacts,
        relation: None,
        bases: Vec::new(),
        derived: Vec::new(),
        successor: None,
        collections: Vec::new(),
        versions,
        created: day(first).or(stated),
        updated: day(last).or(stated),
        commit: last.map(|last| last.id.clone()),
        past: past::of(history, &folder.path),
        problems: problems(&diagnostics),
        body,
        body_line,
        card,
        id,
        words: Words::default(),
    };
    diagnostics.append(&mut beside);
    let written = if keep { WrittenCard { head, front } } else { WrittenCard::default() };
    Parsed::new((model, written), diagnostics)
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

/// Errors of a card, worded for its page.
pub(super) fn problems(diagnostics: &[Diagnostic]) -> Vec<String> {
    let errors = diagnostics.iter().filter(|diagnostic| diagnostic.level == Level::Error);
    errors
        .map(|error| match error.location.mark {
            Some(mark) => format!("Line {}: {}", mark.line, error.message),
            None => error.message.clone(),
        })
        .collect()
}

/// A file of the card's own folder that is not there cannot be downloaded.
fn check_relative_files(
    artifacts: &[super::Artifact],
    folder: &ModelFolder,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let relative = artifacts.iter().filter(|artifact| artifact.scheme == super::Scheme::Relative);
    for artifact in relative {
        let Some(uri) = &artifact.uri else { continue };
        if !folder.files.iter().any(|file| file.path == *uri) {
            let message = format!("`uri` names the file `{uri}`, which is not in the model's folder");
            diagnostics.push(
                Diagnostic::warning("CX401", artifact.location.clone(), message)
                    .help("add the file (or its Git LFS pointer), or give an address with a scheme"),
            );
        }
    }
}

fn task_of(card: &ModelCard) -> Option<String> {
    match &card.pipeline_tag {
        Some(stated) => Some(
            task::normalise(&stated.value).map_or_else(|| stated.value.clone(), |task| task.id.to_owned()),
        ),
        None => card.tags.iter().find_map(|tag| task::find(&tag.value)).map(|task| task.id.to_owned()),
    }
}

fn library_of(card: &ModelCard) -> Option<String> {
    match &card.library_name {
        Some(stated) => Some(
            library::find(&stated.value)
                .map_or_else(|| stated.value.clone(), |library| library.id.to_owned()),
        ),
        None => {
            card.tags.iter().find_map(|tag| library::find(&tag.value)).map(|library| library.id.to_owned())
        }
    }
}

/// Resolves base models and successors, and turns the relation round.
fn link(models: &mut [Model], diagnostics: &mut Vec<Diagnostic>) {
    let resolved: Vec<_> = {
        let resolver = Resolver::new(models);
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
pub(crate) fn stated(model: &Model, config: &Config) -> Stated {
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
