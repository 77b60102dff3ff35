//! `cardex log`: what git tells of one model. `cardex asof`: what stood where on a day.

use std::io::Write;
use std::path::PathBuf;

use anyhow::{Context, Result};
use clap::{Args, ValueEnum};
use serde_json::json;

use crate::catalog::{self, Catalog, Model, Past, What, date};
use crate::hub::Globs;
use crate::hub::history;
use crate::report::printable;
use crate::vocabulary::suggestion;

use super::{Outcome, UsageError, hub};

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people
    Human,
    /// For programs
    Json,
}

#[derive(Debug, Args)]
pub(super) struct LogArguments {
    /// The model, such as acme/churn
    #[arg(value_name = "ORG/NAME")]
    model: String,
    /// The hub's folder
    #[arg(default_value = ".")]
    hub: PathBuf,
    /// Where the hub keeps its cards, such as models=model_cards
    #[arg(long, value_name = "KEY=FOLDER,...")]
    paths: Option<String>,
    /// The form of the answer
    #[arg(long, value_enum, value_name = "FORMAT", default_value = "human")]
    format: Format,
}

#[derive(Debug, Args)]
pub(super) struct AsofArguments {
    /// The day, such as 2026-11-20; its end in UTC counts
    #[arg(value_name = "DATE")]
    date: String,
    /// The hub's folder
    #[arg(default_value = ".")]
    hub: PathBuf,
    /// Where the hub keeps its cards, such as models=model_cards
    #[arg(long, value_name = "KEY=FOLDER,...")]
    paths: Option<String>,
    /// The form of the answer
    #[arg(long, value_enum, value_name = "FORMAT", default_value = "human")]
    format: Format,
}

pub(super) fn log(arguments: &LogArguments) -> Result<Outcome> {
    let config = hub::configure(&arguments.hub, arguments.paths.as_deref())?.value;
    let (_, parsed) = hub::read(&arguments.hub, &config, true)?;
    let catalog = parsed.value;
    let find = || catalog.models.iter().find(|model| model.id.as_str() == arguments.model);
    let Some(model) = find() else {
        let known = catalog.models.iter().map(|model| model.id.as_str());
        let meant = suggestion::suggest(&arguments.model, known)
            .map(|meant| format!(". Did you mean {meant}?"))
            .unwrap_or_default();
        return Err(UsageError(format!("the hub has no model `{}`{meant}", arguments.model)).into());
    };
    let Some(past) = &model.past else {
        let reason = catalog.dates_note.as_deref().unwrap_or("No commit has this model yet.");
        return Err(UsageError(format!("nothing is known of {}. {reason}", model.id)).into());
    };
    let text = match arguments.format {
        Format::Json => format!("{:#}\n", log_json(&catalog, model, past)),
        Format::Human => log_text(&catalog, model, past),
    };
    print(&text)
}

fn log_json(catalog: &Catalog, model: &Model, past: &Past) -> serde_json::Value {
    let commits: Vec<_> = past
        .recent
        .iter()
        .map(|&commit| &catalog.commits[commit as usize])
        .map(|commit| {
            json!({
                "commit": commit.id, "time": date::moment(commit.time), "author": &*commit.author,
                "subject": commit.subject,
            })
        })
        .collect();
    let events: Vec<_> = past
        .events
        .iter()
        .map(|event| {
            let mut entry = match &event.what {
                What::Version(version) => json!({"event": "version", "version": version}),
                What::Alias { name, from, to } => {
                    json!({"event": "alias", "alias": name, "from": from, "to": to})
                }
                What::Stage { version, from, to } => {
                    json!({"event": "stage", "version": version, "from": from, "to": to})
                }
                What::Deprecated { version, now } => {
                    json!({"event": "deprecated", "version": version, "deprecated": now})
                }
                What::Approval { version, now } => {
                    json!({"event": "approval", "version": version, "approval": now.as_ref().map(approval_json)})
                }
            };
            entry["time"] = json!(date::moment(event.time));
            entry["author"] = json!(&*event.author);
            entry["commit"] = json!(event.commit);
            entry["initial"] = json!(event.initial);
            entry
        })
        .collect();
    json!({
        "schema": 1, "id": model.id.as_str(), "count": past.count, "complete": past.first.is_some(),
        "authors": past.authors.iter().map(|(name, count)| json!({"name": &**name, "commits": count})).collect::<Vec<_>>(),
        "events_since": past.events_since.map(|day| day.to_string()), "events": events, "commits": commits,
    })
}

fn log_text(catalog: &Catalog, model: &Model, past: &Past) -> String {
    let mut text = format!("{}\n", model.id);
    let day = |day: Option<date::Date>| day.map_or_else(|| "----------".to_owned(), |day| day.to_string());
    let short = |id: &str| id.chars().take(10).collect::<String>();
    if !past.events.is_empty() {
        text.push_str("\nVersions and promotions, the newest first (days in UTC):\n");
        for event in past.events.iter().rev() {
            let by = printable(&event.author);
            let what = printable(&event.what.describe());
            text.push_str(&format!("  {}  {}  {what}  ({by})\n", day(event.date), short(&event.commit)));
        }
    }
    if let Some(since) = past.events_since {
        text.push_str(&format!(
            "  What was promoted up to {since} is not known: the history at hand begins there.\n"
        ));
    }
    text.push_str("\nCommits, the newest first:\n");
    for &commit in &past.recent {
        let commit = &catalog.commits[commit as usize];
        let (subject, author) = (printable(&commit.subject), printable(&commit.author));
        text.push_str(&format!("  {}  {}  {subject}  ({author})\n", day(commit.date), short(&commit.id)));
    }
    let more = (past.count as usize).saturating_sub(past.recent.len());
    if more > 0 {
        text.push_str(&format!("  and {more} older\n"));
    }
    if past.first.is_none() {
        text.push_str("  The repository is a shallow clone: older commits are not known.\n");
    }
    text
}

pub(super) fn asof(arguments: &AsofArguments) -> Result<Outcome> {
    let asked = date::parse(&arguments.date).filter(|_| arguments.date.trim().len() == 10);
    let day =
        asked.ok_or_else(|| UsageError(format!("`{}` is no day; write it as 2026-11-20", arguments.date)))?;
    let config = hub::configure(&arguments.hub, arguments.paths.as_deref())?.value;
    let (history, archive) = history::open(&arguments.hub, &std::collections::BTreeSet::new());
    let Some(archive) = archive else {
        let reason = history.unavailable.unwrap_or_default();
        return Err(UsageError(format!("what was on {day} is not known: {reason}")).into());
    };
    let wanted = |path: &str| catalog::standing_needs(path);
    let ignore = Globs::new(&config.paths.ignore);
    let found = archive
        .at(date::end_of(day), &config.paths.models, &ignore, &wanted)
        .map_err(|reason| anyhow::anyhow!("{reason}"))?;
    let Some(moment) = found else {
        let (first, is_cut) = archive.beginning();
        let began = date::of_seconds(first.time).map(|day| day.to_string()).unwrap_or_default();
        let why = if is_cut {
            format!(
                "the repository is a shallow clone that begins on {began}; fetch the whole history (git fetch --unshallow)"
            )
        } else {
            format!("the repository begins on {began}")
        };
        return Err(UsageError(format!("what was on {day} is not known: {why}")).into());
    };
    let standings: Vec<(&str, catalog::Standing)> = moment
        .models
        .iter()
        .map(|(id, card, files)| (id.as_str(), catalog::standing(card, files, &config)))
        .filter(|(_, standing)| standing.says_something())
        .collect();
    let commit = &moment.commit;
    let text = match arguments.format {
        Format::Json => {
            let models: Vec<_> = standings.iter().map(|(id, standing)| standing_json(id, standing)).collect();
            let commit = json!({"id": commit.id, "time": date::moment(commit.time)});
            format!(
                "{:#}\n",
                json!({"schema": 1, "date": day.to_string(), "zone": "UTC", "commit": commit, "models": models})
            )
        }
        Format::Human => {
            let short: String = commit.id.chars().take(10).collect();
            let at = date::moment(commit.time);
            let mut text = format!("At the end of {day} (UTC) the branch showed {short} of {at}.\n");
            for (id, standing) in &standings {
                text.push_str(&format!("\n{}\n{}", printable(id), standing_text(standing)));
            }
            if standings.is_empty() {
                text.push_str("No model had a version, an alias or a stage then.\n");
            }
            text
        }
    };
    print(&text)
}

fn approval_json(approval: &catalog::Approval) -> serde_json::Value {
    json!({"status": approval.status, "by": approval.by, "date": approval.date})
}

fn standing_json(id: &str, standing: &catalog::Standing) -> serde_json::Value {
    let versions: Vec<_> = standing
        .versions
        .iter()
        .map(|(label, place)| {
            let version = Some(label).filter(|label| !label.is_empty());
            let approval = place.approval.as_ref().map(approval_json);
            json!({"version": version, "stage": place.stage, "approval": approval, "deprecated": place.deprecated})
        })
        .collect();
    json!({"id": id, "current": standing.current, "aliases": standing.aliases, "versions": versions})
}

fn standing_text(standing: &catalog::Standing) -> String {
    let mut text = String::new();
    for (name, version) in &standing.aliases {
        text.push_str(&format!("  @{} → {}\n", printable(name), printable(version)));
    }
    for (label, place) in standing.versions.iter().rev() {
        let label = if label.is_empty() { "the model" } else { label };
        let stage = place.stage.as_deref().unwrap_or("no stage");
        let is_current = standing.current.as_deref() == Some(label);
        text.push_str(&format!(
            "  {}  {}{}{}{}\n",
            printable(label),
            printable(stage),
            place
                .approval
                .as_ref()
                .map_or_else(String::new, |approval| format!(", {}", printable(&approval.describe()))),
            if place.deprecated { ", deprecated" } else { "" },
            if is_current { ", current" } else { "" }
        ));
    }
    text
}

fn print(text: &str) -> Result<Outcome> {
    std::io::stdout().lock().write_all(text.as_bytes()).context("cannot write")?;
    Ok(Outcome::Clean)
}
