//! `cardex check`: looks for mistakes in a hub's cards, and reports them in one or several forms.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use anyhow::{Context, Result};
use clap::{Args, ValueEnum};
use rayon::prelude::*;

use crate::catalog::date::{self, Date};
use crate::catalog::{self, Written};
use crate::check::mend::{MOST_PASSES, Mending};
use crate::check::{self, Baseline, Checked, Selection, rules};
use crate::config::{Config, FILE, FailOn};
use crate::diagnostic::{Diagnostic, Found, Level, Parsed};
use crate::hub::history::{self, History};
use crate::hub::{Changes, Snapshot};
use crate::report::{self, About, LeftOut, Report};
use crate::site;

use super::hub::{self, HubFiles};
use super::since::{Filter, Since};
use super::{Outcome, UsageError, mend, online, outputs};

/// Largest file whose lines are shown, in bytes.
const LARGEST_TEXT: u64 = 16 << 20;
/// Largest summary of a workflow's step, and largest comment, in bytes: what code hosts take, and some room.
const LARGEST_SUMMARY: usize = 1_000_000;
const LARGEST_COMMENT: usize = 60_000;

#[derive(Debug, Args)]
pub(super) struct CheckArguments {
    /// The hub's folder
    #[arg(default_value = ".")]
    hub: PathBuf,
    /// Where the hub keeps its cards, such as models=model_cards
    #[arg(long, value_name = "KEY=FOLDER,...")]
    paths: Option<String>,
    /// A report, such as json=report.json; `-` is standard output. May be given several times
    #[arg(short, long = "output", value_name = "FORMAT=FILE", value_parser = output)]
    outputs: Vec<(Format, String)>,
    /// The form of the report on standard output
    #[arg(long, value_enum, value_name = "FORMAT", conflicts_with = "outputs")]
    format: Option<Format>,
    /// The rules to look for, by code or its beginning; instead of those that hub.yaml selects
    #[arg(long, value_name = "CODE,...", value_delimiter = ',')]
    select: Vec<String>,
    /// Rules to leave out, beside those that hub.yaml ignores
    #[arg(long, value_name = "CODE,...", value_delimiter = ',')]
    ignore: Vec<String>,
    /// Show what a change is to answer for: the hub is compared with where HEAD and this branch, tag or commit part; `A..`
    /// compares with A itself
    #[arg(long, value_name = "REVISION")]
    since: Option<String>,
    /// Which findings `--since` shows
    #[arg(long, value_enum, value_name = "WHICH", default_value_t, requires = "since")]
    filter: Filter,
    /// Leave out the findings that this file knows; instead of the one that hub.yaml names
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,
    /// Write all findings to a file, which `--baseline` or hub.yaml can name from then on
    #[arg(long, value_name = "FILE", conflicts_with = "since")]
    write_baseline: Option<PathBuf>,
    /// Ask other hosts whether links and weights are there
    #[arg(long)]
    online: bool,
    /// What makes the check fail
    #[arg(long, value_enum, value_name = "LEVEL")]
    fail_on: Option<Fail>,
    /// Exit with 0 whatever is found
    #[arg(long)]
    exit_zero: bool,
    /// Mend in the cards what can be mended for certain, and report what is left
    #[arg(long)]
    fix: bool,
    /// Print what --fix would change, as a unified diff, and write no card
    #[arg(long, conflicts_with_all = ["fix", "format", "outputs"])]
    diff: bool,
}

/// The forms of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// With the lines, for people
    Human,
    /// A line for each finding
    Concise,
    /// For programs
    Json,
    /// For programs, a line for each finding
    Ndjson,
    /// SARIF 2.1.0, for code hosts and editors
    Sarif,
    /// Annotations of a GitHub workflow
    Github,
    /// GitLab's code quality report
    Gitlab,
    /// JUnit's XML, for CI systems
    Junit,
    /// For reviewdog
    Rdjson,
    /// A table, for a comment
    Markdown,
    /// The table, added to the end of a file such as $GITHUB_STEP_SUMMARY
    Summary,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Fail {
    Error,
    Warning,
    Never,
}

fn output(text: &str) -> Result<(Format, String), String> {
    outputs::parse(text, "json=report.json")
}

pub(super) fn run(arguments: &CheckArguments) -> Result<Outcome> {
    let Parsed { value: mut config, diagnostics: mut reading } =
        hub::configure(&arguments.hub, arguments.paths.as_deref())?;
    arguments.adjust(&mut config);
    let mut selection = Selection::new(&config.check).map_err(UsageError)?;
    if arguments.online {
        selection = selection.online();
    }
    // Ahead of the work, so that a wrong name is told at once.
    let since = arguments.since.as_deref().map(|name| Since::open(&arguments.hub, name, arguments.filter));
    let since = since.transpose()?;
    let today = today()?;
    let (mut snapshot, mut read) = hub::read_written(&arguments.hub, &config)?;
    let known = known(arguments, &config, &snapshot)?;
    if arguments.online {
        reading.extend(online::findings(&read.value.catalog, &config, &snapshot, since.as_ref())?);
    }
    let settings = Settings { config: &config, selection: &selection, today };
    let mut checked = settings.check(&snapshot, &read, reading.clone());
    if arguments.fix || arguments.diff {
        let mut mending = Mending::default();
        for pass in 1..=MOST_PASSES {
            if !mending.pass(&checked.findings, &mut snapshot, &config.limits, pass == MOST_PASSES) {
                break;
            }
            read = catalog::assemble_written(&snapshot, &config, &History::default());
            checked = settings.check(&snapshot, &read, reading.clone());
        }
        if arguments.diff {
            return mend::show(&mending, &snapshot, arguments.exit_zero);
        }
        mend::write(&mending, &snapshot)?;
        mending.keep_promises(&mut checked.findings);
    }
    let texts = texts(&checked.findings, &snapshot, &read.value);
    let mut found = Found::name_all(checked.findings, &texts);
    let mut left_out = LeftOut { suppressed: checked.suppressed, ..LeftOut::default() };
    let mut over = None;
    if let Some(file) = &arguments.write_baseline {
        std::fs::write(file, Baseline::text(&found))
            .with_context(|| format!("cannot write the baseline to {}", file.display()))?;
        left_out.in_baseline = std::mem::take(&mut found).len();
    } else if let Some((path, baseline)) = &known {
        (found, left_out.in_baseline, over) = baseline.apply(found, &selection, path);
    }
    if let Some(since) = &since {
        let others;
        (found, others) =
            since.keep(found, &snapshot, |changes| before(since, changes, arguments, &settings));
        *if since.is_of_new() { &mut left_out.before } else { &mut left_out.elsewhere } = others;
    }
    found.extend(Found::name_all(over.into_iter().collect(), &texts));
    found.sort_by(|one, other| one.finding.cmp(&other.finding));
    let cards = &read.value.catalog.models;
    let models: BTreeMap<&str, &str> =
        cards.iter().map(|model| (model.card_path.as_str(), model.id.as_str())).collect();
    let mut report = Report::new(&found, &texts, &about, &models);
    report.left_out = left_out;
    report.is_of_new = known.is_some() || since.as_ref().is_some_and(Since::is_of_new);
    report.top = history::way_down(snapshot.root())
        .filter(|way| !way.is_empty())
        .map_or_else(String::new, |way| format!("{way}/"));
    let given = arguments.format.unwrap_or(Format::Human);
    let standard = [(given, "-".to_owned())];
    let outputs = if arguments.outputs.is_empty() { &standard[..] } else { &arguments.outputs };
    for (format, file) in outputs {
        write(&report, *format, file)?;
    }
    let (errors, warnings) = (report.count(Level::Error), report.count(Level::Warning));
    let too_many = config.check.max_warnings.is_some_and(|most| warnings > most);
    let failed = match config.check.fail_on {
        FailOn::Error => errors > 0 || too_many,
        FailOn::Warning => errors + warnings > 0,
        FailOn::Never => false,
    };
    // The process ends here: giving back the memory of every card one by one would only take time.
    std::mem::forget((read.value, snapshot));
    Ok(if failed && !arguments.exit_zero { Outcome::Findings } else { Outcome::Clean })
}

impl CheckArguments {
    /// What the command line says beside hub.yaml, or against it.
    fn adjust(&self, config: &mut Config) {
        if !self.select.is_empty() {
            config.check.select.clone_from(&self.select);
        }
        config.check.ignore.extend(self.ignore.iter().cloned());
        if let Some(fail) = self.fail_on {
            config.check.fail_on = match fail {
                Fail::Error => FailOn::Error,
                Fail::Warning => FailOn::Warning,
                Fail::Never => FailOn::Never,
            };
        }
    }
}

/// The day by the clock, in UTC.
pub(super) fn today() -> Result<Date> {
    let seconds = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).map_or(0, |since| since.as_secs());
    date::of_seconds(i64::try_from(seconds).unwrap_or(i64::MAX)).context("the clock is wrong")
}

/// How a hub is checked.
pub(super) struct Settings<'a> {
    pub(super) config: &'a Config,
    pub(super) selection: &'a Selection,
    pub(super) today: Date,
}

impl Settings<'_> {
    /// Checks one state of the hub. `findings` is what there was to say of hub.yaml.
    pub(super) fn check(
        &self,
        snapshot: &Snapshot,
        read: &Parsed<Written>,
        mut findings: Vec<Diagnostic>,
    ) -> Checked {
        findings.extend(read.diagnostics.iter().cloned());
        let is_wanted = |ordinal| self.selection.looks_at(ordinal);
        findings.extend(site::findings_of(&read.value.catalog, self.config, &HubFiles(snapshot), &is_wanted));
        check::check(snapshot, self.config, self.selection, &read.value, findings, self.today)
    }
}

/// The fingerprints of the findings that the hub had before, by its own hub.yaml, at the paths that its cards have now.
fn before(
    since: &Since,
    changes: &Changes<'_>,
    arguments: &CheckArguments,
    now: &Settings<'_>,
) -> BTreeSet<String> {
    let Parsed { value: mut config, diagnostics: reading } = match since.base.read(FILE, LARGEST_TEXT) {
        Ok(bytes) => Config::parse(&bytes),
        Err(_) => Parsed::new(Config::default(), Vec::new()),
    };
    arguments.adjust(&mut config);
    if let Some(paths) = &arguments.paths {
        // It was understood already.
        let _ = config.set_paths(paths);
    }
    // Settings that were wrong then say nothing of what was found.
    let selection = Selection::new(&config.check).unwrap_or_else(|_| now.selection.clone());
    let Ok(snapshot) = Snapshot::of_revision(&since.base, &config) else { return BTreeSet::new() };
    let read = catalog::assemble_written(&snapshot, &config, &History::default());
    let settings = Settings { config: &config, selection: &selection, today: now.today };
    let mut findings = settings.check(&snapshot, &read, reading).findings;
    let texts = texts(&findings, &snapshot, &read.value);
    let texts = texts.into_iter().map(|(path, text)| (changes.new_path(&path).to_owned(), text)).collect();
    for finding in &mut findings {
        let path = changes.new_path(&finding.location.path).to_owned();
        finding.location.path = path;
    }
    findings.sort();
    Found::name_all(findings, &texts).into_iter().map(|found| found.fingerprint).collect()
}

/// The baseline and the path of its file: the command line's, else the one of hub.yaml, which lies inside the hub.
fn known(
    arguments: &CheckArguments,
    config: &Config,
    snapshot: &Snapshot,
) -> Result<Option<(String, Baseline)>> {
    if arguments.write_baseline.is_some() {
        return Ok(None);
    }
    let (path, bytes) = match (&arguments.baseline, &config.check.baseline) {
        (Some(file), _) => {
            (file.display().to_string(), std::fs::read(file).map_err(|error| error.to_string()))
        }
        (None, Some(path)) => {
            (path.clone(), snapshot.read(path, LARGEST_TEXT).map_err(|error| error.to_string()))
        }
        (None, None) => return Ok(None),
    };
    let baseline = bytes.and_then(|bytes| Baseline::parse(&String::from_utf8_lossy(&bytes)));
    let baseline = baseline.map_err(|error| {
        UsageError(format!("cannot read the baseline {path}: {error}; `--write-baseline {path}` writes one"))
    })?;
    Ok(Some((path, baseline)))
}

/// What reports say of a rule.
pub(super) fn about(code: &str) -> About {
    let unknown = About { name: "unnamed", summary: "", why: "", level: None };
    rules::find(code).map_or(unknown, |rule| About {
        name: rule.name,
        summary: rule.summary,
        why: rule.why,
        level: rule.level,
    })
}

/// The texts of the files that have findings: of cards as they were read, of other files as they lie there now.
pub(super) fn texts(
    findings: &[Diagnostic],
    snapshot: &Snapshot,
    written: &Written,
) -> BTreeMap<String, String> {
    let cards = written.catalog.models.iter().enumerate();
    let cards: HashMap<&str, usize> = cards.map(|(ordinal, model)| (&*model.card_path, ordinal)).collect();
    let placed = findings.iter().filter(|finding| finding.location.mark.is_some());
    let paths: BTreeSet<&str> = placed.map(|finding| finding.location.path.as_str()).collect();
    let read = |path: &str| {
        if let Some(text) = cards.get(path).and_then(|&ordinal| written.text(ordinal)) {
            return Some((path.to_owned(), text));
        }
        let bytes = snapshot.read(path, LARGEST_TEXT).ok()?;
        Some((path.to_owned(), String::from_utf8_lossy(&bytes).into_owned()))
    };
    paths.into_par_iter().filter_map(read).collect()
}

fn write(report: &Report<'_>, format: Format, file: &str) -> Result<()> {
    let colour = file == "-" && std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none();
    let text = match format {
        Format::Human => report::snippets(report, colour),
        Format::Concise => report::concise(report),
        Format::Json => report::json(report),
        Format::Ndjson => report::ndjson(report),
        Format::Sarif => report::sarif(report),
        Format::Github => report::github(report),
        Format::Gitlab => report::gitlab(report),
        Format::Junit => report::junit(report),
        Format::Rdjson => report::rdjson(report),
        Format::Markdown => report::markdown(report, LARGEST_COMMENT),
        Format::Summary => return append(report, file),
    };
    if file == "-" {
        std::io::stdout().lock().write_all(text.as_bytes()).context("cannot write the report")
    } else {
        std::fs::write(file, text).with_context(|| format!("cannot write the report to {file}"))
    }
}

/// Adds a summary to the end of a file that other steps write to as well, and that is not to become too large.
fn append(report: &Report<'_>, file: &str) -> Result<()> {
    let there = if file == "-" { 0 } else { Path::new(file).metadata().map_or(0, |found| found.len()) };
    let most = LARGEST_SUMMARY.saturating_sub(usize::try_from(there).unwrap_or(usize::MAX));
    let text = report::markdown(report, most);
    if text.len() > most {
        return Ok(());
    }
    if file == "-" {
        return std::io::stdout().lock().write_all(text.as_bytes()).context("cannot write the report");
    }
    let opened = std::fs::OpenOptions::new().append(true).create(true).open(file);
    opened
        .and_then(|mut opened| opened.write_all(text.as_bytes()))
        .with_context(|| format!("cannot write the report to {file}"))
}
