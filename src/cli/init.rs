//! `cardex init`: the files of a new hub.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use clap::{Args, ValueEnum};

use crate::config::Config;
use crate::report::printable;
use crate::scaffold::{self, HubOptions, NewFile};
use crate::schema;

use super::{Outcome, UsageError, schemas};

#[derive(Debug, Args)]
pub(super) struct InitArguments {
    /// The hub's folder, which is made if it is not there; files that lie in it stay as they are
    #[arg(default_value = ".")]
    folder: PathBuf,
    /// The catalog's title
    #[arg(long, value_name = "TEXT", default_value = "Model catalog")]
    title: String,
    /// The organisation of the first models: small letters, digits and `-`
    #[arg(long, value_name = "NAME", default_value = "my-org")]
    org: String,
    /// The hub's page on a code host, such as https://github.com/acme/models
    #[arg(long, value_name = "URL")]
    repository: Option<String>,
    /// Files for continuous integration; by default those of the repository's host, or both
    #[arg(long, value_enum, value_name = "HOST")]
    ci: Option<Ci>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Ci {
    /// GitHub Actions and Pages
    Github,
    /// GitLab CI and Pages
    Gitlab,
    /// Both
    Both,
    /// None
    None,
}

pub(super) fn run(arguments: &InitArguments) -> Result<Outcome> {
    let options = options(arguments)?;
    let mut files = scaffold::hub(&options);
    let schema =
        |path: &str, value: serde_json::Value| NewFile { path: path.to_owned(), text: schemas::text(&value) };
    files.push(schema(".cardex/card.schema.json", schemas::card()));
    files.push(schema(".cardex/hub.schema.json", schema::hub(&schemas::rules(), &schemas::gates())));
    files.sort_by(|a, b| a.path.cmp(&b.path));
    let mut report = String::new();
    if has_models(&arguments.folder) {
        files.retain(|file| !file.path.starts_with("models/") && !file.path.starts_with("orgs/"));
        report.push_str("There are models already: no example is written.\n");
    }
    let mut kept = 0;
    for file in &files {
        if create(&arguments.folder.join(&file.path), &file.text)? {
            report.push_str(&format!("wrote  {}\n", file.path));
        } else {
            report.push_str(&format!("kept   {}, which is there\n", file.path));
            kept += 1;
        }
    }
    if kept < files.len() {
        report.push_str(&next_steps(&arguments.folder, &options.org));
    }
    io::stdout().lock().write_all(report.as_bytes()).context("cannot write")?;
    Ok(Outcome::Clean)
}

fn options(arguments: &InitArguments) -> Result<HubOptions> {
    let title = arguments.title.trim();
    if title.is_empty() || title.chars().any(char::is_control) {
        return Err(UsageError("--title wants one line of text".to_owned()).into());
    }
    let org = arguments.org.as_str();
    let is_word = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if !org.starts_with(|c: char| c.is_ascii_alphanumeric()) || !org.chars().all(is_word) || org.len() > 64 {
        let message =
            format!("--org {org}: an organisation is small letters, digits and `-`, such as acme-research");
        return Err(UsageError(message).into());
    }
    let repository = arguments.repository.as_deref().map(repository).transpose()?;
    let host =
        repository.as_deref().and_then(|url| url.split("://").nth(1)).and_then(|rest| rest.split('/').next());
    let ci = match (arguments.ci, host) {
        (Some(Ci::Github), _) => scaffold::Ci::Github,
        (Some(Ci::Gitlab), _) => scaffold::Ci::Gitlab,
        (Some(Ci::Both), _) => scaffold::Ci::Both,
        (Some(Ci::None), _) => scaffold::Ci::None,
        (None, Some(host)) if host == "github.com" || host.starts_with("github.") => scaffold::Ci::Github,
        (None, Some(host)) if host.contains("gitlab") => scaffold::Ci::Gitlab,
        (None, _) => scaffold::Ci::Both,
    };
    Ok(HubOptions { title: title.to_owned(), org: org.to_owned(), repository, ci })
}

/// Whether the folder is a hub by now: an example would only be in the way.
fn has_models(folder: &Path) -> bool {
    fs::read_dir(folder.join("models")).is_ok_and(|mut entries| entries.next().is_some())
}

/// The address as `hub.yaml` takes it.
fn repository(url: &str) -> Result<String> {
    let url = url.trim().trim_end_matches('/');
    let url = url.strip_suffix(".git").unwrap_or(url);
    let mut trial = Config::default();
    trial.set_base_url(url).map_err(|problem| UsageError(format!("--repository: {problem}")))?;
    Ok(url.to_owned())
}

/// Writes a file that is not there yet; `false` when something of this name is there.
pub(super) fn create(path: &Path, text: &str) -> Result<bool> {
    let name = || printable(&path.display().to_string());
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).with_context(|| format!("cannot make the folder of {}", name()))?;
    }
    match OpenOptions::new().write(true).create_new(true).open(path) {
        Ok(mut file) => {
            file.write_all(text.as_bytes()).with_context(|| format!("cannot write {}", name()))?;
            Ok(true)
        }
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(false),
        Err(error) => Err(error).with_context(|| format!("cannot write {}", name())),
    }
}

fn next_steps(folder: &Path, org: &str) -> String {
    let go = if folder == Path::new(".") {
        String::new()
    } else {
        format!("  cd {}\n", printable(&folder.display().to_string()))
    };
    format!(
        "\nNext:\n{go}  cardex build               # then open site/index.html\n  cardex new {org}/my-model   # a card for a model of yours\n"
    )
}
