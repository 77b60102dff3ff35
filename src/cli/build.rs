//! `cardex build`: from the hub's folder to the site's folder.

use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, Result};
use clap::Args;

use crate::catalog::Catalog;
use crate::config::Config;
use crate::diagnostic::{Diagnostic, Level};
use crate::hub::Snapshot;
use crate::output::{self, Interrupt, OutputError, StageOptions, Staging};
use crate::report::{self, Summary};
use crate::site::templates::Templates;
use crate::site::theme::Theme;
use crate::site::{self, Files, Preview, Sink};

use super::hub::{self, HubFiles, count};
use super::{Outcome, Stopped, UsageError, overrides, preview, progress};

/// Warnings shown without `--verbose`.
const MOST_WARNINGS: usize = 20;

#[derive(Debug, Args)]
pub(super) struct BuildArguments {
    /// The hub's folder
    #[arg(default_value = ".")]
    hub: PathBuf,
    /// The site's folder, `site` in the hub's folder if not given
    #[arg(short, long, value_name = "FOLDER")]
    out: Option<PathBuf>,
    /// The site's address on the web, for feed, sitemap and canonical links
    #[arg(long, value_name = "URL")]
    base_url: Option<String>,
    /// Where the hub keeps its cards, such as models=model_cards
    #[arg(long, value_name = "KEY=FOLDER,...")]
    paths: Option<String>,
    /// Mark what differs from where the working tree left this branch, tag or commit (from `A` itself with `A..`), on a site that
    /// search engines are told to leave alone
    #[arg(long, value_name = "BASE")]
    preview: Option<String>,
    /// How many threads to use, one for each core if not given
    #[arg(short, long, value_name = "N")]
    jobs: Option<std::num::NonZeroUsize>,
    /// Write nothing if any card has an error
    #[arg(long)]
    strict: bool,
    /// Print errors only
    #[arg(short, long, conflicts_with = "verbose")]
    quiet: bool,
    /// Print every warning
    #[arg(short, long)]
    verbose: bool,
}

pub(super) fn run(arguments: &BuildArguments) -> Result<Outcome> {
    let start = Instant::now();
    if let Some(jobs) = arguments.jobs {
        rayon::ThreadPoolBuilder::new()
            .num_threads(jobs.get())
            .build_global()
            .context("cannot start the threads")?;
    }
    let (config, mut findings) = configure(arguments)?;
    // Parsing templates and making the style small takes one core as long as walking a small hub takes another.
    let (hub, look) = rayon::join(|| hub::read(&arguments.hub, &config, true), || look(&arguments.hub));
    let (snapshot, parsed) = hub?;
    let catalog = parsed.value;
    findings.extend(parsed.diagnostics);
    if arguments.strict && count(&findings, Level::Error) > 0 {
        print_findings(arguments, &findings);
        return Ok(refused(count(&findings, Level::Error)));
    }
    let (mut templates, theme) = look?;
    let preview = arguments.preview.as_deref();
    let preview =
        preview.map(|base| preview::read(&arguments.hub, base, arguments.paths.as_deref())).transpose()?;
    let out = arguments.out.clone().unwrap_or_else(|| snapshot.root().join("site"));
    let interrupt = Interrupt::on_signals().context("cannot watch for signals")?;
    let staging =
        output::stage(&out, &stage_options(&snapshot, &config, &interrupt)).map_err(output_error)?;
    let marked = (&catalog, preview.as_ref());
    let made = render(arguments, marked, &config, (&mut templates, &theme), &snapshot, &staging, &findings);
    let rendered = match (made, interrupt.signal()) {
        (_, Some(signal)) => return Err(Stopped(signal).into()),
        (made, None) => made?,
    };
    findings.extend(rendered.diagnostics);
    findings.sort();
    findings.dedup();
    let errors = count(&findings, Level::Error);
    print_findings(arguments, &findings);
    if arguments.strict && errors > 0 {
        return Ok(refused(errors));
    }
    let written = staging.commit()?;
    for foreign in &written.kept_foreign {
        say(&format!("note: {} is not Cardex's and was kept", report::printable(foreign)));
    }
    let summary = Summary {
        models: catalog.models.len(),
        pages: rendered.pages,
        files: written.files,
        changed: written.changed,
        bytes: written.bytes,
        errors,
        warnings: count(&findings, Level::Warning),
        seconds: start.elapsed().as_secs_f64(),
    };
    if !arguments.quiet {
        print_summary(&summary, &out);
    }
    // The process ends here: giving back the memory of every card one by one would only take time.
    std::mem::forget(catalog);
    Ok(if errors > 0 { Outcome::Findings } else { Outcome::Clean })
}

/// What `--strict` makes of errors.
fn refused(errors: usize) -> Outcome {
    let noun = if errors == 1 { "error" } else { "errors" };
    say(&format!("{errors} {noun}, nothing written (--strict)"));
    Outcome::Findings
}

fn configure(arguments: &BuildArguments) -> Result<(Config, Vec<Diagnostic>)> {
    let parsed = hub::configure(&arguments.hub, arguments.paths.as_deref())?;
    let mut config = parsed.value;
    if let Some(url) = &arguments.base_url {
        config.set_base_url(url).map_err(UsageError)?;
    }
    Ok((config, parsed.diagnostics))
}

/// A folder that a build may not touch is a matter of the command line; everything else is the system's.
fn output_error(error: OutputError) -> anyhow::Error {
    use OutputError as E;
    match error {
        E::NotASite { .. }
        | E::BadMarker { .. }
        | E::Protected { .. }
        | E::Symlink { .. }
        | E::NotAFolder { .. } => UsageError(error.to_string()).into(),
        error => error.into(),
    }
}

/// Templates and theme, with what the hub brings of its own.
pub(super) fn look(hub: &Path) -> Result<(Templates, Theme)> {
    let templates = Templates::with_overrides(&overrides::templates(hub)?);
    let templates = templates.map_err(|error| UsageError(format!("a template of the hub: {error}")))?;
    Ok((templates, Theme::with_overrides(&overrides::theme(hub)?)))
}

fn stage_options(snapshot: &Snapshot, config: &Config, interrupt: &Interrupt) -> StageOptions {
    let root = snapshot.root();
    let paths = [&config.paths.models, &config.paths.datasets, &config.paths.orgs, &config.paths.collections];
    StageOptions {
        sources: paths.iter().filter(|path| path.as_str() != ".").map(|path| root.join(path)).collect(),
        interrupt: interrupt.clone(),
        ..StageOptions::new(root)
    }
}

fn render(
    arguments: &BuildArguments,
    (catalog, preview): (&Catalog, Option<&Preview>),
    config: &Config,
    (templates, theme): (&mut Templates, &Theme),
    snapshot: &Snapshot,
    staging: &Staging,
    findings: &[Diagnostic],
) -> Result<site::Rendered> {
    let bar = progress::bar(catalog.models.len(), arguments.quiet);
    let tick = || bar.inc(1);
    let io = (&HubFiles(snapshot) as &dyn Files, &Staged(staging) as &dyn Sink);
    let rendered = site::render(catalog, config, (templates, theme), io, findings, preview, &tick);
    bar.finish_and_clear();
    Ok(rendered?)
}

struct Staged<'a>(&'a Staging);

impl Sink for Staged<'_> {
    fn write(&self, path: &str, bytes: &[u8]) -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
        Ok(self.0.write(path, bytes)?)
    }

    fn stream(
        &self,
        path: &str,
        from: &mut dyn std::io::Read,
    ) -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
        Ok(self.0.copy(path, from)?)
    }
}

fn print_findings(arguments: &BuildArguments, findings: &[Diagnostic]) {
    let most = if arguments.verbose {
        usize::MAX
    } else if arguments.quiet {
        0
    } else {
        MOST_WARNINGS
    };
    let text = if arguments.quiet {
        let errors: Vec<Diagnostic> =
            findings.iter().filter(|finding| finding.level == Level::Error).cloned().collect();
        report::human(&errors, 0)
    } else {
        report::human(findings, most)
    };
    say(text.trim_end());
}

#[allow(clippy::print_stderr, reason = "the command line is where findings are printed")]
fn say(text: &str) {
    if !text.is_empty() {
        eprintln!("{text}");
    }
}

fn print_summary(summary: &Summary, out: &Path) {
    use std::io::Write;
    let index = out.join("index.html");
    let index = index.canonicalize().unwrap_or(index);
    let mut stdout = std::io::stdout().lock();
    // A reader that has left is no reason to fail: the site is written.
    let _ = writeln!(stdout, "{summary}\nOpen {}", report::printable(&file_url(&index)));
}

/// The `file://` address of a file, which terminals make clickable.
fn file_url(path: &Path) -> String {
    let mut url = "file://".to_owned();
    for byte in path.to_string_lossy().bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' | b':' => {
                url.push(char::from(byte))
            }
            b'\\' => url.push('/'),
            _ => url.push_str(&format!("%{byte:02X}")),
        }
    }
    url
}
