//! The hub as it was last read, so that only what changed is read again.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use anyhow::{Result, bail};
use sha2::{Digest, Sha256};

use crate::catalog::{Catalog, Own, Readings, same_results};
use crate::config::{Config, FILE};
use crate::diagnostic::{Diagnostic, Level};
use crate::hub::Snapshot;
use crate::hub::history::{self, Archive, History};
use crate::serve::Changed;
use crate::site::Standings;
use crate::site::templates::Templates;
use crate::site::theme::Theme;

use super::super::build::look;
use super::super::hub::configure;
use super::super::overrides;
use super::sort::{Work, sort};
use crate::cli::UsageError;

/// What all pages of a moment are made from.
pub(super) struct State {
    pub(super) catalog: Catalog,
    pub(super) standings: Standings,
    pub(super) config: Config,
    pub(super) templates: Templates,
    pub(super) theme: Arc<Theme>,
    pub(super) snapshot: Arc<Snapshot>,
    /// What there is to say about the hub's files.
    pub(super) findings: Vec<Diagnostic>,
}

/// The hub as it was last read.
pub(super) struct Hub {
    given: PathBuf,
    paths: Option<String>,
    config: Config,
    /// What there is to say about `hub.yaml`.
    findings: Vec<Diagnostic>,
    templates: Templates,
    theme: Arc<Theme>,
    snapshot: Arc<Snapshot>,
    past: Past,
    readings: Readings,
    /// The leaderboards as they were last made, and of which models.
    standings: Option<(Vec<Arc<Own>>, Standings)>,
    /// Digests of cards that changed lately: what is written is often told of twice.
    seen: BTreeMap<String, [u8; 32]>,
}

/// What git knows, of which folders.
struct Past {
    history: History,
    archive: Option<Archive>,
    folders: BTreeSet<String>,
}

impl Past {
    fn read(snapshot: &Snapshot) -> Past {
        let folders: BTreeSet<String> = snapshot.models.iter().map(|folder| folder.path.clone()).collect();
        let (history, archive) = history::open(snapshot.root(), &folders);
        Past { history, archive, folders }
    }
}

impl Hub {
    /// Reads all of it.
    pub(super) fn read(given: &Path, paths: Option<&str>) -> Result<Hub> {
        let parsed = configure(given, paths)?;
        let config = parsed.value;
        let (found, look) = rayon::join(
            || {
                let snapshot = walk(given, &config)?;
                let past = Past::read(&snapshot);
                Ok::<_, anyhow::Error>((snapshot, past))
            },
            || look(given),
        );
        let ((snapshot, past), (templates, theme)) = (found?, look?);
        let mut hub = Hub {
            given: given.to_owned(),
            paths: paths.map(str::to_owned),
            config,
            findings: parsed.diagnostics,
            templates,
            theme: Arc::new(theme),
            snapshot: Arc::new(snapshot),
            past,
            readings: Readings::default(),
            standings: None,
            seen: BTreeMap::new(),
        };
        hub.read_cards(&BTreeSet::new());
        Ok(hub)
    }

    /// What has to be done after a change. Where the watch missed something, all that changed since `last` counts.
    pub(super) fn touched(&mut self, changed: &Changed, last: SystemTime) -> Work {
        let root = self.snapshot.root();
        // The repository may begin above the hub.
        let git = changed.paths.iter().filter(|path| !path.starts_with(root)).filter_map(|path| {
            let path = path.to_str()?.replace('\\', "/");
            Some(format!(".git/{}", path.rsplit_once("/.git/")?.1))
        });
        let mut work = sort(changed.below(root).chain(git), &self.config, &self.snapshot);
        work.config = work.config && self.says_something_else(FILE);
        if changed.missed {
            work.join(Work { look: true, history: true, ..self.changed_since(last) });
        }
        work
    }

    /// What has to be done for files that were written after a moment, by the time that the system notes at each.
    pub(super) fn changed_since(&self, moment: SystemTime) -> Work {
        // The system's time of files goes in steps of some milliseconds.
        let moment = moment - Duration::from_millis(10);
        let snapshot = &self.snapshot;
        let is_new = |path: &str| {
            let written = snapshot.root().join(path).metadata().and_then(|metadata| metadata.modified());
            written.is_ok_and(|written| written >= moment)
        };
        let folders = [&snapshot.models, &snapshot.datasets, &snapshot.orgs, &snapshot.collections];
        let files = folders.into_iter().flatten().flat_map(|folder| {
            let beside = folder.files.iter().map(|file| format!("{}/{}", folder.path, file.path));
            std::iter::once(folder.card.clone()).chain(beside)
        });
        let cards = files.filter(|path| is_new(path)).collect();
        let look = overrides::changed_since(snapshot.root(), moment);
        Work { config: is_new(FILE), look, walk: true, cards, ..Work::default() }
    }

    /// Does again what is to be done; says how many cards were read, or nothing where all is as it was.
    ///
    /// # Errors
    /// Where `hub.yaml` or a template is wrong, or the models are gone: then the hub is as before.
    pub(super) fn renew(&mut self, work: &Work) -> Result<Option<usize>> {
        if work.config {
            return self.renew_all(work);
        }
        if work.look {
            let (templates, theme) = look(&self.given)?;
            (self.templates, self.theme) = (templates, Arc::new(theme));
        }
        let before = if work.walk {
            let snapshot = walk(&self.given, &self.config)?;
            Some(std::mem::replace(&mut self.snapshot, Arc::new(snapshot)))
        } else {
            None
        };
        let is_new = |folder: &crate::hub::ModelFolder| !self.past.folders.contains(&folder.path);
        if work.history || before.is_some() && self.snapshot.models.iter().any(is_new) {
            let past = Past::read(&self.snapshot);
            if past.history != self.past.history {
                self.readings = Readings::default();
            }
            self.past = past;
        }
        let mut changed = work.cards.clone();
        changed.retain(|path| self.says_something_else(path));
        let read = self.read_cards(&changed);
        let is_same = before.is_none_or(|before| same(&before, &self.snapshot));
        let is_known = changed.iter().any(|path| self.shows(path));
        Ok((read > 0 || work.look || !is_same || is_known).then_some(read))
    }

    /// With another configuration everything is read again, and only then takes the place of what was.
    fn renew_all(&mut self, work: &Work) -> Result<Option<usize>> {
        let parsed = configure(&self.given, self.paths.as_deref())?;
        if let Some(error) = parsed.diagnostics.iter().find(|finding| finding.level == Level::Error) {
            let place = &error.location;
            let help = error.help.as_deref().map(|help| format!("; {help}")).unwrap_or_default();
            bail!("{place}: {}{help}", error.message);
        }
        let snapshot = walk(&self.given, &parsed.value)?;
        if work.look {
            let (templates, theme) = look(&self.given)?;
            (self.templates, self.theme) = (templates, Arc::new(theme));
        }
        self.past = Past::read(&snapshot);
        (self.config, self.findings, self.snapshot) = (parsed.value, parsed.diagnostics, Arc::new(snapshot));
        self.readings = Readings::default();
        self.standings = None;
        Ok(Some(self.read_cards(&BTreeSet::new())))
    }

    /// Whether a file has other bytes than when it last changed; what cannot be read has.
    fn says_something_else(&mut self, path: &str) -> bool {
        let Ok(bytes) = self.snapshot.read(path, self.config.limits.card_bytes) else {
            self.seen.remove(path);
            return true;
        };
        let digest: [u8; 32] = Sha256::digest(&bytes).into();
        self.seen.insert(path.to_owned(), digest) != Some(digest)
    }

    /// Whether a path is a card, or a file beside one.
    fn shows(&self, path: &str) -> bool {
        let snapshot = &self.snapshot;
        let folders = [&snapshot.datasets, &snapshot.orgs, &snapshot.collections].into_iter().flatten();
        folders.chain(&snapshot.models).any(|folder| {
            let below = path.strip_prefix(folder.path.as_str()).and_then(|rest| rest.strip_prefix('/'));
            folder.card == path
                || below.is_some_and(|below| folder.files.iter().any(|file| file.path == below))
        })
    }

    fn read_cards(&mut self, changed: &BTreeSet<String>) -> usize {
        let is_changed = |folder: &crate::hub::ModelFolder| {
            let below = |path: &String| {
                path.strip_prefix(folder.path.as_str()).is_some_and(|rest| rest.starts_with('/'))
            };
            changed.iter().any(below)
        };
        let Past { history, archive, .. } = &self.past;
        let read = self.readings.read(&self.snapshot, (&self.config, history), is_changed);
        if let Some(archive) = archive {
            let states = |lens: &mut history::Lens<'_>, folder: &str, wanted: &dyn Fn(&str) -> bool| {
                archive.states(lens, folder, wanted)
            };
            self.readings.tell(&self.config, || archive.lens(), states);
        }
        read
    }

    /// What pages are made from.
    pub(super) fn state(&mut self) -> State {
        let parsed = self.readings.assemble(&self.snapshot, &self.config, &self.past.history);
        let mut findings = self.findings.clone();
        findings.extend(parsed.diagnostics);
        let catalog = parsed.value;
        let known = self.standings.take().filter(|(models, _)| same_results(models, &catalog.models));
        let standings = known.map_or_else(|| Standings::of(&catalog, &self.config), |(_, known)| known);
        let models = catalog.models.iter().map(|model| Arc::clone(&model.own)).collect();
        self.standings = Some((models, standings.clone()));
        State {
            catalog,
            standings,
            config: self.config.clone(),
            templates: self.templates.again(),
            theme: Arc::clone(&self.theme),
            snapshot: Arc::clone(&self.snapshot),
            findings,
        }
    }

    /// What has to be watched.
    pub(super) fn folders(&self) -> Vec<(PathBuf, bool)> {
        watched(self.snapshot.root(), &self.config)
    }
}

fn watched(root: &Path, config: &Config) -> Vec<(PathBuf, bool)> {
    let paths = &config.paths;
    let sections = [&paths.models, &paths.datasets, &paths.orgs, &paths.collections].map(String::as_str);
    let own = sections.into_iter().chain(["templates", "theme"]);
    let mut folders: Vec<(PathBuf, bool)> = vec![(root.to_owned(), sections.contains(&"."))];
    folders.extend(own.filter(|path| *path != ".").map(|path| (root.join(path), true)));
    // A commit is noted there, and so is another branch.
    let git = root.ancestors().map(|folder| folder.join(".git")).find(|folder| folder.is_dir());
    folders.extend(git.into_iter().flat_map(|git| [(git.join("logs"), false), (git, false)]));
    folders
}

fn walk(given: &Path, config: &Config) -> Result<Snapshot> {
    Ok(Snapshot::of_worktree(given, config).map_err(|error| UsageError(error.to_string()))?)
}

/// Whether two walks found the same.
fn same(one: &Snapshot, other: &Snapshot) -> bool {
    one.models == other.models
        && one.datasets == other.datasets
        && one.orgs == other.orgs
        && one.collections == other.collections
        && one.diagnostics == other.diagnostics
}
