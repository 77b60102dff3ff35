//! `cardex new`: the card of a new model, from flags, from local weight files, and from questions on a terminal.

use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use clap::Args;

use crate::catalog::check_address;
use crate::config::Config;
use crate::report::printable;
use crate::scaffold::{self, NewCard, Weights};
use crate::vocabulary::suggestion::suggest;
use crate::vocabulary::{language, library, license, task};

use super::questions::{self, Known};
use super::{Outcome, UsageError, hub, init, weigh};

#[derive(Debug, Args)]
pub(super) struct NewArguments {
    /// The model's id: organisation and name, such as acme/ticket-router
    #[arg(value_name = "ORG/NAME")]
    id: String,
    /// The hub's folder
    #[arg(long, value_name = "FOLDER", default_value = ".")]
    hub: PathBuf,
    /// The task, such as text-classification
    #[arg(long, value_name = "TASK")]
    task: Option<String>,
    /// The library that loads the model, such as transformers
    #[arg(long, value_name = "LIBRARY")]
    library: Option<String>,
    /// The licence, such as apache-2.0; may be given several times
    #[arg(long, value_name = "LICENCE")]
    license: Vec<String>,
    /// A language by its code, such as en; may be given several times
    #[arg(long, value_name = "CODE", value_delimiter = ',')]
    language: Vec<String>,
    /// A model that this one was made from; may be given several times
    #[arg(long, value_name = "ORG/NAME")]
    base_model: Vec<String>,
    /// Who answers for the model, such as @acme/nlp; may be given several times
    #[arg(long, value_name = "NAME")]
    owner: Vec<String>,
    /// The name to show
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,
    /// One sentence about the model
    #[arg(long, value_name = "TEXT")]
    description: Option<String>,
    /// Weight files on this machine; otherwise those that lie in the model's folder
    #[arg(long, value_name = "FILE", num_args = 1..)]
    weights: Vec<PathBuf>,
    /// Where the weights are stored for readers, such as s3://bucket/model/; for files outside of the model's folder
    #[arg(long, value_name = "PREFIX")]
    uri: Option<String>,
    /// Ask nothing, even on a terminal
    #[arg(long)]
    no_input: bool,
}

pub(super) fn run(arguments: &NewArguments) -> Result<Outcome> {
    let config = hub::configure(&arguments.hub, None)?.value;
    check_id(&arguments.id)?;
    let below = format!("{}/{}", config.paths.models, arguments.id);
    let folder = arguments.hub.join(&below);
    let card = folder.join("README.md");
    let place = printable(&card.display().to_string());
    if card.exists() {
        return Err(UsageError(format!("{place} is there already; nothing was written")).into());
    }
    let mut new = NewCard {
        id: arguments.id.clone(),
        title: line("--title", arguments.title.as_deref())?,
        description: line("--description", arguments.description.as_deref())?,
        task: arguments.task.as_deref().map(|task| known_task(task, &config)).transpose()?,
        library: line("--library", arguments.library.as_deref())?.map(|name| spelt(&name)),
        license: lines("--license", &arguments.license)?.iter().map(|id| known_license(id)).collect(),
        languages: lines("--language", &arguments.language)?
            .iter()
            .map(|code| language::resolve(code).key)
            .collect(),
        base_models: lines("--base-model", &arguments.base_model)?,
        owners: lines("--owner", &arguments.owner)?,
        weights: Vec::new(),
    };
    new.weights = weights(arguments, &folder)?;
    if !arguments.no_input && io::stdin().is_terminal() && io::stdout().is_terminal() {
        questions::fill(&mut new, &Known::of(&config), io::stdin().lock(), io::stdout().lock())?;
    }
    for notice in notices(&new, &config) {
        say(&format!("note: {}", printable(&notice)));
    }
    if !init::create(&card, &scaffold::card(&new))? {
        return Err(UsageError(format!("{place} is there already; nothing was written")).into());
    }
    let files = match new.weights.len() {
        0 => String::new(),
        1 => ", with one weight file".to_owned(),
        count => format!(", with {count} weight files"),
    };
    let text = format!(
        "wrote {place}{files}\nLines that begin with `#` and comments say what is missing; `cardex check` does, too.\n"
    );
    io::stdout().lock().write_all(text.as_bytes()).context("cannot write")?;
    Ok(Outcome::Clean)
}

/// Refuses ids that are no folders on every system, or no ids on the Hub.
fn check_id(id: &str) -> Result<()> {
    let part = |part: &str| {
        part.starts_with(|c: char| c.is_ascii_alphanumeric())
            && part.chars().all(|c| c.is_ascii_alphanumeric() || "-_.".contains(c))
            && !part.ends_with('.')
            && !part.contains("..")
            && part.len() <= 96
    };
    let parts: Vec<&str> = id.split('/').collect();
    if parts.len() == 2 && parts.iter().all(|name| part(name)) {
        return Ok(());
    }
    let message =
        format!("`{id}` is no id of a model: write an organisation and a name, such as acme/ticket-router");
    Err(UsageError(message).into())
}

/// One line of text from a flag.
fn line(flag: &str, text: Option<&str>) -> Result<Option<String>> {
    let Some(text) = text.map(str::trim).filter(|text| !text.is_empty()) else { return Ok(None) };
    if text.chars().any(char::is_control) {
        return Err(UsageError(format!("{flag} wants one line of text")).into());
    }
    Ok(Some(text.to_owned()))
}

fn lines(flag: &str, texts: &[String]) -> Result<Vec<String>> {
    let mut found: Vec<String> = Vec::new();
    for text in texts {
        if let Some(text) = line(flag, Some(text))?
            && !found.contains(&text)
        {
            found.push(text);
        }
    }
    Ok(found)
}

/// A task by its id, of the Hub's list or of this hub's; a wrong one would put the model where nobody looks for it.
fn known_task(text: &str, config: &Config) -> Result<String> {
    let own = &config.vocabulary.tasks.add;
    if let Some(own) = own.iter().find(|task| task.id == text) {
        return Ok(own.id.clone());
    }
    if let Some(task) = task::normalise(text) {
        return Ok(task.id.to_owned());
    }
    let ids = task::all().iter().map(|task| task.id).chain(own.iter().map(|task| task.id.as_str()));
    let meant = suggest(text, ids).map(|meant| format!(" Did you mean {meant}?")).unwrap_or_default();
    let help = "a task of your own is added in hub.yaml, under vocabulary.tasks.add";
    Err(UsageError(format!("--task: no list of tasks has `{text}`.{meant} ({help})")).into())
}

/// A library as the list spells it.
pub(super) fn spelt(name: &str) -> String {
    library::find(name).map_or_else(|| name.to_owned(), |library| library.id.to_owned())
}

/// A licence as the Hub spells it, where the Hub has it.
pub(super) fn known_license(text: &str) -> String {
    let resolved = license::resolve(text);
    if resolved.known && license::find(&resolved.key).is_some() { resolved.key } else { text.to_owned() }
}

fn weights(arguments: &NewArguments, folder: &Path) -> Result<Vec<Weights>> {
    let given = !arguments.weights.is_empty();
    let files = match (given, folder.is_dir()) {
        (true, _) => arguments.weights.clone(),
        (false, true) => weigh::find(folder)?,
        (false, false) => Vec::new(),
    };
    let inside = folder.canonicalize().ok();
    let mut found: Vec<Weights> = Vec::with_capacity(files.len());
    for file in &files {
        let name = printable(&file.display().to_string());
        let full = file.canonicalize().with_context(|| format!("cannot read {name}"))?;
        let below = inside.as_deref().and_then(|folder| full.strip_prefix(folder).ok());
        let below = below.map(|path| path.to_string_lossy().replace('\\', "/"));
        let uri = match (&arguments.uri, &below) {
            (Some(prefix), below) => {
                let last =
                    || file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
                format!("{}/{}", prefix.trim_end_matches('/'), below.clone().unwrap_or_else(last))
            }
            (None, Some(below)) => below.clone(),
            (None, None) => {
                let message = format!(
                    "{name} does not lie in the model's folder: say with --uri where readers find it, such as --uri s3://bucket/{}/",
                    arguments.id
                );
                return Err(UsageError(message).into());
            }
        };
        check_address(&uri).map_err(|(_, problem)| UsageError(format!("{name}: {problem}")))?;
        if found.iter().any(|weights| weights.uri == uri) {
            return Err(UsageError(format!("{name}: another file has the same address, {uri}")).into());
        }
        let mut notice = |text: String| say(&format!("note: {text}"));
        found.push(weigh::weigh(file, uri, &mut notice)?);
    }
    Ok(found)
}

/// What the author should know of answers that no list has.
fn notices(new: &NewCard, config: &Config) -> Vec<String> {
    let mut notices = Vec::new();
    let own = |id: &str| config.licenses.add.iter().any(|license| license.id.eq_ignore_ascii_case(id));
    for id in new.license.iter().filter(|id| !own(id)) {
        let resolved = license::resolve(id);
        if !resolved.known {
            let meant =
                resolved.suggestion.map(|meant| format!("; did you mean {meant}?")).unwrap_or_default();
            notices.push(format!("no list has the licence `{id}`{meant}"));
        }
    }
    for code in new.languages.iter().filter(|code| !language::resolve(code).known) {
        notices.push(format!("`{code}` is no language"));
    }
    if let Some(name) = new.library.as_deref().filter(|name| library::find(name).is_none()) {
        notices.push(format!("no list of libraries has `{name}`"));
    }
    for owner in
        new.owners.iter().filter(|owner| !config.owners.is_empty() && !config.owners.contains_key(*owner))
    {
        notices.push(format!("hub.yaml lists no owner `{owner}`: add it under `owners`"));
    }
    notices
}

#[allow(clippy::print_stderr, reason = "the command line is where notes are printed")]
fn say(text: &str) {
    eprintln!("{text}");
}
