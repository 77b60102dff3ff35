//! The command line: arguments to validated options, one file for each command.

mod build;
mod overrides;
mod progress;

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
    /// Build the catalog's site from a hub
    Build(build::BuildArguments),
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
        Command::Build(arguments) => build::run(arguments),
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
