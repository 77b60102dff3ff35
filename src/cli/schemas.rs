//! `cardex schema`: what editors and other programs know of cards and of hub.yaml.

use std::io::Write;
use std::path::PathBuf;

use anyhow::{Context, Result};
use clap::{Args, ValueEnum};

use crate::check::rules as all_rules;
use crate::config::Config;
use crate::review::gates;
use crate::review::report;
use crate::schema::{self, Word};

use super::{Outcome, hub};

#[derive(Debug, Args)]
pub(super) struct SchemaArguments {
    /// The file that the schema is for
    #[arg(value_enum)]
    of: Kind,
    /// The hub whose tasks, licences, stages and owners a card's schema offers
    #[arg(long, value_name = "FOLDER", default_value = ".")]
    hub: PathBuf,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Kind {
    /// The front matter of a model card
    Card,
    /// hub.yaml
    Hub,
    /// What `cardex review -o json=FILE` writes
    Review,
}

pub(super) fn run(arguments: &SchemaArguments) -> Result<Outcome> {
    let text = match arguments.of {
        Kind::Card => text(&schema::card(&hub::configure(&arguments.hub, None)?.value)),
        Kind::Hub => text(&schema::hub(&rules(), &gates())),
        Kind::Review => report::SCHEMA.to_owned(),
    };
    std::io::stdout().lock().write_all(text.as_bytes()).context("cannot write")?;
    Ok(Outcome::Clean)
}

/// The schema of cards without words of a hub.
pub(super) fn card() -> serde_json::Value {
    schema::card(&Config::default())
}

/// The rules of the check, as words to choose from.
pub(super) fn rules() -> Vec<Word> {
    all_rules::all().iter().map(|rule| (rule.code.to_owned(), rule.summary.to_owned())).collect()
}

/// The gates of the review, as words to choose from.
pub(super) fn gates() -> Vec<Word> {
    gates::gates().iter().map(|gate| (gate.code.to_owned(), gate.summary.to_owned())).collect()
}

/// A schema as the text of a file.
pub(super) fn text(schema: &serde_json::Value) -> String {
    format!("{schema:#}\n")
}
