//! `cardex bump`, `promote` and `deprecate`: a model's versions move on.

use std::path::{Path, PathBuf};
use std::time::SystemTime;

use anyhow::{Context, Result};
use clap::Args;

use crate::catalog::{Model, date};
use crate::config::Config;
use crate::hub::Snapshot;
use crate::release::{self, Approve, Bump, Deprecate, Promote, Refusal, Release};

use super::hub;
use super::{Outcome, UsageError};

/// Where the hub is, and whether anything is written.
#[derive(Debug, Args)]
struct Place {
    /// The hub's folder
    #[arg(long, value_name = "FOLDER", default_value = ".")]
    hub: PathBuf,
    /// Where the hub keeps its cards, such as models=model_cards
    #[arg(long, value_name = "KEY=FOLDER,...")]
    paths: Option<String>,
    /// Say what would be written, and write nothing
    #[arg(long)]
    dry_run: bool,
}

#[derive(Debug, Args)]
pub(super) struct BumpArguments {
    /// The model: org/name
    model: String,
    /// The new version
    version: String,
    /// What the file of the old version says about it
    #[arg(long, value_name = "TEXT")]
    notes: Option<String>,
    /// The day of the new version, such as 2026-11-20; today by default
    #[arg(long, value_name = "DATE")]
    date: Option<String>,
    #[command(flatten)]
    place: Place,
}

#[derive(Debug, Args)]
pub(super) struct PromoteArguments {
    /// The model and the version: org/name@2.1.0; without a version the current one
    model: String,
    /// The alias that is to stand for the version, such as champion
    #[arg(long, value_name = "NAME")]
    alias: Option<String>,
    /// The stage that the version reaches, such as production
    #[arg(long, value_name = "STAGE")]
    stage: Option<String>,
    /// Who approved the version
    #[arg(long, value_name = "NAME")]
    approved_by: Option<String>,
    /// Why it was approved
    #[arg(long, value_name = "TEXT", requires = "approved_by")]
    reason: Option<String>,
    /// Where the approval was discussed
    #[arg(long, value_name = "URL", requires = "approved_by")]
    url: Option<String>,
    /// The day of the approval; today by default
    #[arg(long, value_name = "DATE", requires = "approved_by")]
    date: Option<String>,
    #[command(flatten)]
    place: Place,
}

#[derive(Debug, Args)]
pub(super) struct DeprecateArguments {
    /// The model and the version: org/name@2.1.0; without a version the current one
    model: String,
    /// Why it should not be used any more
    #[arg(long, value_name = "TEXT")]
    reason: String,
    /// What to use instead: org/name, or org/name@2.1.0
    #[arg(long, value_name = "MODEL")]
    by: Option<String>,
    /// Since when; today by default
    #[arg(long, value_name = "DATE")]
    since: Option<String>,
    /// When it will be removed
    #[arg(long, value_name = "DATE")]
    removal: Option<String>,
    #[command(flatten)]
    place: Place,
}

pub(super) fn bump(arguments: &BumpArguments) -> Result<Outcome> {
    let date = day(arguments.date.as_deref())?;
    let date = date::parse(&date).context("the clock is wrong")?;
    let wanted = Bump { version: &arguments.version, notes: arguments.notes.as_deref(), date };
    change(&arguments.place, &arguments.model, |snapshot, config, model, _| {
        release::bump(snapshot, config, model, &wanted)
    })
}

pub(super) fn promote(arguments: &PromoteArguments) -> Result<Outcome> {
    if arguments.alias.is_none() && arguments.stage.is_none() && arguments.approved_by.is_none() {
        return Err(UsageError("say what is to change: --alias, --stage or --approved-by".to_owned()).into());
    }
    let date = day(arguments.date.as_deref())?;
    let approval = arguments.approved_by.as_deref().map(|by| Approve {
        by,
        date: Some(&date),
        reason: arguments.reason.as_deref(),
        url: arguments.url.as_deref(),
    });
    change(&arguments.place, &arguments.model, |snapshot, config, model, version| {
        let wanted = Promote {
            version,
            alias: arguments.alias.as_deref(),
            stage: arguments.stage.as_deref(),
            approval: approval.clone(),
        };
        release::promote(snapshot, config, model, &wanted)
    })
}

pub(super) fn deprecate(arguments: &DeprecateArguments) -> Result<Outcome> {
    let since = day(arguments.since.as_deref())?;
    let removal = arguments.removal.as_deref().map(|date| day(Some(date))).transpose()?;
    change(&arguments.place, &arguments.model, |snapshot, config, model, version| {
        let wanted = Deprecate {
            version,
            reason: &arguments.reason,
            by: arguments.by.as_deref(),
            since: Some(&since),
            removal: removal.as_deref(),
        };
        release::deprecate(snapshot, config, model, &wanted)
    })
}

/// A day as given, or today.
fn day(given: Option<&str>) -> Result<String> {
    match given {
        Some(text) => match date::parse(text) {
            Some(date) => Ok(date.to_string()),
            None => Err(UsageError(format!("`{text}` is no date: write it as 2026-11-20")).into()),
        },
        None => {
            let seconds =
                SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).map_or(0, |since| since.as_secs());
            let today = date::of_seconds(i64::try_from(seconds).unwrap_or(i64::MAX));
            Ok(today.context("the clock is wrong")?.to_string())
        }
    }
}

/// How a model changes: the version is what stands behind the `@`.
type Change<'a> = &'a dyn Fn(&Snapshot, &Config, &Model, Option<&str>) -> Result<Release, Refusal>;

fn change(
    place: &Place,
    named: &str,
    how: impl Fn(&Snapshot, &Config, &Model, Option<&str>) -> Result<Release, Refusal>,
) -> Result<Outcome> {
    run(place, named, &how)
}

#[allow(clippy::print_stdout, reason = "what was done is the command's answer")]
fn run(place: &Place, named: &str, how: Change<'_>) -> Result<Outcome> {
    let config = hub::configure(&place.hub, place.paths.as_deref())?.value;
    let (snapshot, read) = hub::read(Path::new(&place.hub), &config, false)?;
    let (id, version) = named.split_once('@').map_or((named, None), |(id, version)| (id, Some(version)));
    let models = &read.value.models;
    let Some(model) = models.iter().find(|model| model.id.as_str() == id) else {
        let known = models.iter().map(|model| model.id.as_str());
        let meant = crate::vocabulary::suggestion::suggest(id, known);
        let help = meant.map(|meant| format!("; did you mean {meant}?")).unwrap_or_default();
        return Err(UsageError(format!("the hub has no model `{id}`{help}")).into());
    };
    let release =
        how(&snapshot, &config, model, version).map_err(|refusal| UsageError(refusal.to_string()))?;
    for file in &release.files {
        if !place.dry_run {
            let written = match &file.before {
                Some(before) => snapshot.replace(&file.path, before.as_bytes(), file.after.as_bytes()),
                None => snapshot.create(&file.path, file.after.as_bytes()),
            };
            written.with_context(|| format!("cannot write {}", file.path))?;
        }
        let done = match (place.dry_run, file.before.is_some()) {
            (true, true) => "would change",
            (true, false) => "would write",
            (false, true) => "changed",
            (false, false) => "wrote",
        };
        println!("{done} {}", crate::report::printable(&file.path));
    }
    for note in &release.notes {
        println!("{}", crate::report::printable(note));
    }
    Ok(Outcome::Clean)
}
