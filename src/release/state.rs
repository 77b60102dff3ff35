//! Where a version stands: aliases, stage, approval, deprecation.

use crate::catalog::{LIFECYCLE_FILE, Model, alias_fault};
use crate::config::Config;
use crate::edit;
use crate::hub::Snapshot;

use super::{Draft, Kind, Refusal, Release, map};

/// What is asked of a version that goes on.
#[derive(Debug, Clone, Default)]
pub struct Promote<'a> {
    /// The version: its name, or an alias.
    pub version: Option<&'a str>,
    /// The alias that is to stand for it.
    pub alias: Option<&'a str>,
    /// The stage that it reaches.
    pub stage: Option<&'a str>,
    /// Who let it pass.
    pub approval: Option<Approve<'a>>,
}

/// An approval.
#[derive(Debug, Clone, Default)]
pub struct Approve<'a> {
    /// By whom.
    pub by: &'a str,
    /// The day.
    pub date: Option<&'a str>,
    /// Why.
    pub reason: Option<&'a str>,
    /// Where it was discussed.
    pub url: Option<&'a str>,
}

/// What is asked of a version that is given up.
#[derive(Debug, Clone, Default)]
pub struct Deprecate<'a> {
    /// The version; the current one by default.
    pub version: Option<&'a str>,
    /// Why.
    pub reason: &'a str,
    /// What to use instead.
    pub by: Option<&'a str>,
    /// Since when.
    pub since: Option<&'a str>,
    /// When it goes.
    pub removal: Option<&'a str>,
}

/// Moves an alias to a version, or a version to a stage, or notes that it was approved.
///
/// # Errors
/// When there is no such version, alias or stage, or a file cannot be edited safely.
pub fn promote(
    snapshot: &Snapshot,
    config: &Config,
    model: &Model,
    wanted: &Promote<'_>,
) -> Result<Release, Refusal> {
    let place = place(model, wanted.version)?;
    let version = &model.versions[place];
    let label = version.label.as_str();
    let mut release = Release::default();
    let mut state = State::open(snapshot, config, model, label, version.is_current())?;
    if let Some(alias) = wanted.alias {
        if let Some(fault) = alias_fault(alias) {
            return Err(Refusal::because(format!("the alias `{alias}` {fault}")));
        }
        if version.deprecated.is_some() {
            return Err(Refusal::because(format!(
                "{}@{label} is deprecated, and an alias would recommend it",
                model.id
            )));
        }
        let before = model.find_version(alias).map(|place| model.versions[place].label.as_str());
        match before {
            Some(before) if before == label => {
                release.notes.push(format!("@{alias} already stands for {label}"))
            }
            Some(before) => release.notes.push(format!("@{alias}: {before} → {label}")),
            None => release.notes.push(format!("@{alias}: {label}")),
        }
        if config.aliases.protected.iter().any(|protected| protected == alias) {
            release
                .notes
                .push(format!("@{alias} is protected: its move wants an approval in the pull request"));
        }
        state.file.set(&state.alias(alias), &edit::quoted(label, '"'))?;
    }
    if let Some(stage) = wanted.stage {
        if !config.stages.values.iter().any(|known| known == stage) {
            let known = config.stages.values.join(", ");
            return Err(Refusal::because(format!("the hub has no stage `{stage}`; it knows {known}")));
        }
        if let Some(from) = version.stage.as_deref() {
            if !config.stages.allow(from, stage) {
                let next =
                    config.stages.transitions.get(from).map(|next| next.join(", ")).unwrap_or_default();
                let next = if next.is_empty() { "nothing".to_owned() } else { next };
                return Err(Refusal::because(format!(
                    "{}@{label} is {from}, which may be followed by {next} (stages.transitions in hub.yaml), not by {stage}",
                    model.id
                )));
            }
            release.notes.push(format!("{label}: {from} → {stage}"));
        } else {
            release.notes.push(format!("{label}: {stage}"));
        }
        state.set("stage", &edit::plain_or_quoted(stage, false))?;
    }
    if let Some(approval) = &wanted.approval {
        let allowed = &config.policy.approvers;
        if !allowed.is_empty() && !allowed.iter().any(|approver| approver == approval.by) {
            let allowed = allowed.join(", ");
            return Err(Refusal::because(format!(
                "{} may not approve here; {allowed} may (policy.approvers)",
                approval.by
            )));
        }
        let entries = [
            ("status", Some("approved")),
            ("by", Some(approval.by)),
            ("date", approval.date),
            ("reason", approval.reason),
            ("url", approval.url),
        ];
        state.set("approval", &map(&entries))?;
        release.notes.push(format!("{label}: approved by {}", approval.by));
    }
    release.files.extend(state.file.written());
    Ok(release)
}

/// Notes that a version should not be used any more.
///
/// # Errors
/// When there is no such version, or a file cannot be edited safely.
pub fn deprecate(
    snapshot: &Snapshot,
    config: &Config,
    model: &Model,
    wanted: &Deprecate<'_>,
) -> Result<Release, Refusal> {
    let mut release = Release::default();
    let entries = [
        ("by", wanted.by),
        ("reason", Some(wanted.reason)),
        ("since", wanted.since),
        ("removal", wanted.removal),
    ];
    if model.versions.is_empty() && wanted.version.is_none() {
        let mut card = Draft::open(snapshot, model.card_path.clone(), Kind::Card, config)?;
        card.set(&["deprecated"], &map(&entries))?;
        release.notes.push(format!("{} is deprecated", model.id));
        release.files.extend(card.written());
        return Ok(release);
    }
    let place = place(model, wanted.version)?;
    let version = &model.versions[place];
    if let [alias, ..] = version.aliases.as_slice() {
        return Err(Refusal::because(format!(
            "@{} stands for {}: move it first, with `cardex promote {}@VERSION --alias {}`",
            alias.name, version.label, model.id, alias.name
        )));
    }
    let mut state = State::open(snapshot, config, model, &version.label, version.is_current())?;
    state.set("deprecated", &map(&entries))?;
    release.notes.push(format!("{}@{} is deprecated", model.id, version.label));
    release.files.extend(state.file.written());
    Ok(release)
}

fn place(model: &Model, version: Option<&str>) -> Result<usize, Refusal> {
    let found = match version {
        Some(version) => model.find_version(version),
        None => model.current(),
    };
    found.ok_or_else(|| {
        let known: Vec<&str> = model.versions.iter().map(|version| version.label.as_str()).collect();
        Refusal::because(match version {
            _ if known.is_empty() => {
                format!("{} has no version: `cardex bump {} 1.0.0` gives it one", model.id, model.id)
            }
            Some(version) => format!("{} has no version `{version}`; it has {}", model.id, known.join(", ")),
            None => format!("the card of {} names no version; say which: {}", model.id, known.join(", ")),
        })
    })
}

/// The file that says where a version stands.
struct State<'a> {
    file: Draft<'a>,
    /// The version, for a file that speaks of all of them.
    version: Option<String>,
}

impl<'a> State<'a> {
    /// lifecycle.yaml where the model has that file or several versions; the card of a model with one version.
    fn open(
        snapshot: &Snapshot,
        config: &'a Config,
        model: &Model,
        version: &str,
        current: bool,
    ) -> Result<Self, Refusal> {
        let path = format!("{}/{LIFECYCLE_FILE}", model.folder);
        let in_card = current && model.versions.len() < 2 && !snapshot.exists(&path);
        if in_card {
            let file = Draft::open(snapshot, model.card_path.clone(), Kind::Card, config)?;
            return Ok(Self { file, version: None });
        }
        let file = Draft::open(snapshot, path, Kind::Yaml, config)?;
        Ok(Self { file, version: Some(version.to_owned()) })
    }

    fn set(&mut self, key: &str, value: &str) -> Result<(), Refusal> {
        match &self.version {
            Some(version) => self.file.set(&["versions", version, key], value),
            None => self.file.set(&[key], value),
        }
    }

    fn alias<'b>(&self, alias: &'b str) -> [&'b str; 2] {
        ["aliases", alias]
    }
}
