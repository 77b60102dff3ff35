//! From the files of one model to what its card says by itself; and two states of a hub, of which what is the same is read once.

use std::sync::Arc;

use rayon::prelude::*;

use crate::config::Config;
use crate::diagnostic::{Diagnostic, Level, Parsed};
use crate::hub::history::{Commit, History};
use crate::hub::{CardSource, ModelFolder, Snapshot};
use crate::markdown;
use crate::vocabulary::{library, task};

use super::assemble::{LONGEST_DESCRIPTION, assemble_read, stated};
use super::lifecycle;
use super::model_card::{self, ModelCard};
use super::taxonomy::Stated;
use super::text::{one_line, shorten};
use super::written::{Written, WrittenCard};
use super::{ModelId, Own, date, eval_results, lfs, past, version};

/// Reads two states of a hub whose cards are nearly all the same: what did not change is read once.
///
/// `is_same` says of a folder of the base whether all its files are in the head with the same content; both have to be read by the same
/// settings then. The front matter of every card is kept as written, and of those that are not the same its tree and its record as JSON as
/// well.
pub fn assemble_two(
    base: (&Snapshot, &Config),
    head: (&Snapshot, &Config),
    is_same: &(dyn Fn(&ModelFolder) -> bool + Sync),
) -> (Parsed<Written>, Parsed<Written>) {
    let history = &History::default();
    let read = |snapshot: &Snapshot, config, folder: &ModelFolder, differs| {
        let keep = if differs { Keep::Tree } else { Keep::Text };
        Reading::of(snapshot, folder, &Asked { config, history, keep, with_record: differs })
    };
    let same: Vec<&str> =
        base.0.models.iter().filter(|folder| is_same(folder)).map(|folder| folder.path.as_str()).collect();
    let is_shared = |folder: &ModelFolder| same.binary_search(&folder.path.as_str()).is_ok();
    let after: Vec<Reading> =
        head.0.models.par_iter().map(|folder| read(head.0, head.1, folder, !is_shared(folder))).collect();
    let shared = |folder: &ModelFolder| {
        let found = head.0.models.binary_search_by(|other| other.path.cmp(&folder.path)).ok()?;
        after.get(found).filter(|_| is_shared(folder)).cloned()
    };
    let before = base.0.models.par_iter();
    let before: Vec<Reading> =
        before.map(|folder| shared(folder).unwrap_or_else(|| read(base.0, base.1, folder, true))).collect();
    rayon::join(
        || assemble_read(base.0, base.1, history, before),
        || assemble_read(head.0, head.1, history, after),
    )
}

/// What a model's card says by itself, before it is known what other models there are.
#[derive(Debug, Clone)]
pub(super) struct Reading {
    pub(super) own: Arc<Own>,
    /// What is wrong with the card, for its page.
    pub(super) problems: Vec<String>,
    /// What it is listed under.
    pub(super) stated: Arc<Stated>,
    pub(super) written: WrittenCard,
    pub(super) findings: Vec<Diagnostic>,
}

/// What is kept of the front matter as it was written.
#[derive(Debug, Clone, Copy)]
pub(super) enum Keep {
    Nothing,
    Text,
    Tree,
}

/// What a model is read with.
pub(super) struct Asked<'a> {
    pub(super) config: &'a Config,
    pub(super) history: &'a History,
    pub(super) keep: Keep,
    /// Whether the record of it as JSON is made.
    pub(super) with_record: bool,
}

impl Reading {
    /// Reads the card of a folder, and what lies beside it.
    pub(super) fn of(snapshot: &Snapshot, folder: &ModelFolder, asked: &Asked<'_>) -> Reading {
        let Asked { config, history, keep, with_record } = *asked;
        let source = snapshot.card(&folder.card, &config.limits);
        let mut diagnostics = source.diagnostics;
        let empty = || CardSource { head: String::new(), front: None, body: String::new(), body_line: 1 };
        let CardSource { head, front, body, body_line } = source.value.unwrap_or_else(empty);
        let mut card = match &front {
            Some(front) => {
                let parsed = model_card::read(front, &folder.card, &config.limits, with_record);
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
        let mut versions =
            version::arrange(earlier, lifecycle.as_ref(), &mut card, &folder.card, config, &mut diagnostics);
        // What is wrong in another file is no fault of the card: its page does not show it.
        let mut beside = Vec::new();
        eval_results::load(snapshot, folder, config, &mut card, &mut versions, &mut beside);
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
        let dated = card.date.as_ref().map(|date| date.value);
        let (first, last) = (history.first(&folder.path), history.last(&folder.path));
        let day = |commit: Option<&Commit>| commit.and_then(|commit| date::of_seconds(commit.time));
        let own = Own {
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
            versions,
            created: day(first).or(dated),
            updated: day(last).or(dated),
            commit: last.map(|last| last.id.clone()),
            past: past::of(history, &folder.path),
            body,
            body_line,
            card,
            id,
            asked: Default::default(),
        };
        let problems = problems(&diagnostics);
        diagnostics.append(&mut beside);
        let written = match keep {
            Keep::Nothing => WrittenCard::default(),
            Keep::Text => WrittenCard::text_alone(head),
            Keep::Tree => WrittenCard::new(head, front),
        };
        let stated = stated(&own, config).into();
        Reading { own: own.into(), problems, stated, written, findings: diagnostics }
    }
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
