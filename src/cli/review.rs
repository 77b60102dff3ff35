//! `cardex review`: what a change does to the catalog, and whether the hub's gates let it pass.

use std::io::Write;
use std::path::PathBuf;

use anyhow::{Context, Result};
use clap::{Args, ValueEnum};

use crate::diagnostic::{Diagnostic, Level};
use crate::review::compare;
use crate::review::gates::{Asked, Verdict, Waive, judge};
use crate::review::report::{self, About, Report};

use super::check::{self, today};
use super::new_findings::findings;
use super::sides::{self, Range};
use super::{Outcome, outputs};

#[derive(Debug, Args)]
pub(super) struct ReviewArguments {
    /// What is compared: BASE...HEAD with where the two part, BASE..HEAD with BASE itself, BASE alone with the working tree;
    /// without it the working tree with where it left the main branch
    #[arg(value_name = "BASE...HEAD", default_value = "", hide_default_value = true)]
    range: String,
    /// The hub's folder
    #[arg(default_value = ".")]
    hub: PathBuf,
    /// Where the hub keeps its cards, such as models=model_cards
    #[arg(long, value_name = "KEY=FOLDER,...")]
    paths: Option<String>,
    /// A report, such as markdown=review.md; `-` is standard output. May be given several times
    #[arg(short, long = "output", value_name = "FORMAT=FILE", value_parser = output)]
    outputs: Vec<(Format, String)>,
    /// Who wrote the change, by the name that the code host knows
    #[arg(long, value_name = "NAME")]
    author: Option<String>,
    /// The labels of the change on the code host
    #[arg(long, value_name = "LABEL,...", value_delimiter = ',')]
    labels: Vec<String>,
    /// A gate that does not count, for one model or for none in particular, such as CR201:acme/x. May be given several times
    #[arg(long = "waive", value_name = "CODE:MODEL", value_parser = Waive::parse)]
    waivers: Vec<Waive>,
    /// Where the site with the change can be seen, for a link in the reports
    #[arg(long, value_name = "URL", value_parser = web)]
    preview_url: Option<String>,
    /// Where the whole report can be seen, for a link in a comment
    #[arg(long, value_name = "URL", value_parser = web)]
    report_url: Option<String>,
    /// Exit with 0 whatever the gates say
    #[arg(long)]
    exit_zero: bool,
}

/// The forms of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people at a terminal
    Terminal,
    /// One comment for a code host
    Markdown,
    /// One page that needs no other file
    Html,
    /// For programs
    Json,
}

fn output(text: &str) -> Result<(Format, String), String> {
    outputs::parse(text, "markdown=review.md")
}

fn web(text: &str) -> Result<String, String> {
    let is_web = text.starts_with("https://") || text.starts_with("http://");
    let is_plain = text.chars().all(|c| c.is_ascii_graphic() && !"<>\"'`()|\\".contains(c));
    if is_web && is_plain && text.len() <= 2000 {
        return Ok(text.to_owned());
    }
    Err("give an address that begins with https:// and has no blanks, brackets or quotes in it".to_owned())
}

pub(super) fn run(arguments: &ReviewArguments) -> Result<Outcome> {
    let sides = sides::read(&arguments.hub, &Range::parse(&arguments.range), arguments.paths.as_deref())?;
    let today = today()?;
    let compared = compare(sides.base.side(), sides.head.side(), &sides.files);
    let findings = findings(&sides, &compared, today);
    let errors = findings.new.iter().map(|found| &found.finding);
    let new_errors: Vec<Diagnostic> =
        errors.filter(|finding| finding.level == Level::Error).cloned().collect();
    let labels: Vec<String> = arguments
        .labels
        .iter()
        .map(|label| label.trim().to_owned())
        .filter(|label| !label.is_empty())
        .collect();
    let asked = Asked {
        author: arguments.author.as_deref(),
        labels: &labels,
        waivers: &arguments.waivers,
        today,
        new_errors: &new_errors,
    };
    let judgement = judge(&compared, &asked);
    let about = About {
        base: sides.base_name.clone(),
        head: sides.head_name.clone(),
        base_commit: sides.base_commit.clone(),
        head_commit: sides.head_commit.clone(),
        preview_url: arguments.preview_url.clone(),
        report_url: arguments.report_url.clone(),
        rule_name: |code| check::about(code).name,
    };
    let report = Report { compared: &compared, judgement: &judgement, findings: &findings, about: &about };
    let standard = [(Format::Terminal, "-".to_owned())];
    let outputs = if arguments.outputs.is_empty() { &standard[..] } else { &arguments.outputs };
    for (format, file) in outputs {
        write(&report, *format, file)?;
    }
    let failed = judgement.verdict != Verdict::Pass && !arguments.exit_zero;
    // The process ends here: giving back the memory of every card one by one would only take time.
    drop(compared);
    std::mem::forget(sides);
    Ok(if failed { Outcome::Findings } else { Outcome::Clean })
}

fn write(report: &Report<'_>, format: Format, file: &str) -> Result<()> {
    let text = match format {
        Format::Terminal => report::terminal(report),
        Format::Markdown => report::markdown(report),
        Format::Html => report::html(report).context("cannot make the page")?,
        Format::Json => report::json(report),
    };
    if file == "-" {
        std::io::stdout().lock().write_all(text.as_bytes()).context("cannot write the report")
    } else {
        std::fs::write(file, text).with_context(|| format!("cannot write the report to {file}"))
    }
}
