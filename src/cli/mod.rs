//! The command line: arguments to validated options, one file for each command.

mod build;
mod check;
mod hub;
mod init;
mod log;
mod mend;
mod new;
mod new_findings;
mod online;
mod outputs;
mod overrides;
mod preview;
mod progress;
mod prompt;
mod questions;
mod release;
mod review;
mod rules;
mod schemas;
#[cfg(feature = "serve")]
mod serve;
mod shell;
mod sides;
mod since;
mod weigh;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Publish a git repository of model cards as a static, searchable model catalog.
#[derive(Debug, Parser)]
#[command(name = "cardex", version, about, max_term_width = 100)]
pub struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Begin a hub: configuration, an example card, files for code hosts and editors
    Init(init::InitArguments),
    /// Write the card of a new model
    New(Box<new::NewArguments>),
    /// Build the catalog's site from a hub
    Build(build::BuildArguments),
    /// Show the site in a browser while its cards are written
    #[cfg(feature = "serve")]
    Serve(serve::ServeArguments),
    /// Look for mistakes in a hub's cards
    Check(check::CheckArguments),
    /// Tell what a change does to the catalog, and whether the hub's gates let it pass
    Review(review::ReviewArguments),
    /// Tell what git knows of a model: its commits, versions and promotions
    Log(log::LogArguments),
    /// Tell what each alias and stage pointed to at the end of a day
    Asof(log::AsofArguments),
    /// Write down the current version of a model as an earlier one, and give its card a new version
    Bump(release::BumpArguments),
    /// Move an alias to a version, or a version to a stage
    Promote(release::PromoteArguments),
    /// Note that a version should not be used any more
    Deprecate(release::DeprecateArguments),
    /// Explain a rule of the check
    Rule(rules::RuleArguments),
    /// List the rules of the check
    Rules(rules::RulesArguments),
    /// Print the JSON Schema of cards, of hub.yaml or of a review
    Schema(schemas::SchemaArguments),
    /// Print what a shell needs to complete the command line
    Completions(shell::CompletionsArguments),
    /// Write manual pages
    Man(shell::ManArguments),
}

/// What a command came to; its number is the process's exit code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Nothing to complain about.
    Clean = 0,
    /// Something in the hub is wrong; what could be done was done.
    Findings = 1,
    /// The command line or hub.yaml is wrong; nothing was done.
    Usage = 2,
    /// A file could not be read or written; the old site is as it was.
    Failure = 3,
}

/// An error of the command line or of hub.yaml.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
struct UsageError(String);

/// A signal that stopped the command.
#[derive(Debug, thiserror::Error)]
#[error("stopped by a signal; the old site is as it was")]
struct Stopped(i32);

/// Runs the command that the process was started with.
pub fn run() -> ExitCode {
    let arguments = Arguments::parse();
    let result = match &arguments.command {
        Command::Init(arguments) => init::run(arguments),
        Command::New(arguments) => new::run(arguments),
        Command::Build(arguments) => build::run(arguments),
        #[cfg(feature = "serve")]
        Command::Serve(arguments) => serve::run(arguments),
        Command::Check(arguments) => check::run(arguments),
        Command::Review(arguments) => review::run(arguments),
        Command::Log(arguments) => log::log(arguments),
        Command::Asof(arguments) => log::asof(arguments),
        Command::Bump(arguments) => release::bump(arguments),
        Command::Promote(arguments) => release::promote(arguments),
        Command::Deprecate(arguments) => release::deprecate(arguments),
        Command::Rule(arguments) => rules::explain(arguments),
        Command::Rules(arguments) => rules::list(arguments),
        Command::Schema(arguments) => schemas::run(arguments),
        Command::Completions(arguments) => shell::completions(arguments),
        Command::Man(arguments) => shell::man(arguments),
    };
    match result {
        Ok(outcome) => ExitCode::from(outcome as u8),
        Err(error) => fail(&error),
    }
}

/// Prints an error with its causes, and finds the exit code for it.
#[allow(clippy::print_stderr, reason = "the command line is where errors are printed")]
fn fail(error: &anyhow::Error) -> ExitCode {
    let broken_pipe = error.chain().any(|cause| {
        cause.downcast_ref::<std::io::Error>().is_some_and(|io| io.kind() == std::io::ErrorKind::BrokenPipe)
    });
    if broken_pipe {
        // The reader of our output left: that is its right.
        return ExitCode::SUCCESS;
    }
    if let Some(stopped) = error.downcast_ref::<Stopped>() {
        eprintln!("{stopped}");
        return ExitCode::from(128_u8.saturating_add(u8::try_from(stopped.0).unwrap_or(0)));
    }
    let text = error.chain().map(ToString::to_string).collect::<Vec<_>>();
    let mut shown: Vec<&str> = Vec::new();
    for cause in &text {
        // Errors that carry their cause in their own text would say it twice.
        if !shown.iter().any(|said| said.contains(cause.as_str())) {
            shown.push(cause);
        }
    }
    eprintln!("error: {}", crate::report::printable(&shown.join(": ")));
    let usage = error.downcast_ref::<UsageError>().is_some();
    ExitCode::from(if usage { Outcome::Usage as u8 } else { Outcome::Failure as u8 })
}
