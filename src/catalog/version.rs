//! The versions of a model: what the card says is the current one, `versions/<v>.md` are earlier ones as they were.

use crate::config::Config;
use crate::diagnostic::{Change, Diagnostic, Location, Mark, Spanned};
use crate::hub::{CardFolder, Snapshot};
use crate::vocabulary::suggestion::certain;
use crate::vocabulary::version;
use crate::yaml::Node;

use super::artifact::Artifact;
use super::date::Date;
use super::fields::{entries, scalar};
use super::lifecycle::{self, Lifecycle, State};
use super::model::{Asked, Model, Own};
use super::model_card::{self, Approval, Deprecation, ModelCard};
use super::text::shorten;

/// The folder of earlier versions, in the model's folder.
pub(super) const FOLDER: &str = "versions/";

/// Most earlier versions that are read of one model.
const MOST: usize = 1_000;

/// Keys that speak of the model, whatever its version: an earlier version has them from the card, unless it says otherwise. All other
/// keys speak of one version and are never taken from another: a new licence must not change what was released before.
pub const OF_THE_MODEL: [&str; 19] = [
    "aliases",
    "authors",
    "citation",
    "description",
    "extra_gated_fields",
    "extra_gated_heading",
    "extra_gated_prompt",
    "inference",
    "intended_use",
    "language",
    "library_name",
    "limitations",
    "links",
    "owners",
    "pipeline_tag",
    "risk",
    "tags",
    "thumbnail",
    "title",
];

/// One version of a model.
#[derive(Debug, Clone)]
pub struct Version {
    /// Its name, as written.
    pub label: String,
    /// The file that it is written in, relative to the hub.
    pub path: String,
    /// Where in the file it is named.
    pub mark: Option<Mark>,
    /// The day that the file gives.
    pub date: Option<Date>,
    /// Its stage.
    pub stage: Option<String>,
    /// Who let it pass.
    pub approval: Option<Approval>,
    /// That it should not be used any more.
    pub deprecated: Option<Deprecation>,
    /// The aliases that stand for it now, in the order of the file.
    pub aliases: Vec<Alias>,
    /// What was written of an earlier version; `None` for the current one, whose card is the model's.
    pub snapshot: Option<Box<Earlier>>,
}

/// A name that moves from version to version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alias {
    /// Such as `champion`.
    pub name: String,
    /// Whether hub.yaml lists it as protected.
    pub protected: bool,
}

/// An earlier version as it was.
#[derive(Debug, Clone)]
pub struct Earlier {
    /// Its fields, with those of the model that it does not state itself.
    pub card: ModelCard,
    /// Its weights.
    pub artifacts: Vec<Artifact>,
    /// What is said about it: the text behind the front matter.
    pub body: String,
    /// The line on which the text begins.
    pub body_line: u32,
    /// What is wrong with the file, as text for its page: errors only.
    pub problems: Vec<String>,
}

impl Version {
    /// Whether the card itself is this version.
    pub fn is_current(&self) -> bool {
        self.snapshot.is_none()
    }
}

/// Whether a file of a model's folder says something of its versions, and is no file of the model.
pub(super) fn is_own(path: &str) -> bool {
    path == lifecycle::FILE || earlier(path).is_some()
}

/// The name of the earlier version that a file of a model's folder is of: `versions/2.0.0.md` is of `2.0.0`.
pub(super) fn earlier(path: &str) -> Option<&str> {
    let name = path.strip_prefix(FOLDER)?.strip_suffix(".md")?;
    (!name.contains('/') && !name.is_empty()).then_some(name)
}

/// Reads the earlier versions of a folder, without order. `head` is the front matter of the card.
pub(super) fn load(
    snapshot: &Snapshot,
    folder: &CardFolder,
    head: (Option<&Node>, &ModelCard),
    config: &Config,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Version> {
    let names: Vec<&str> = folder.files.iter().filter_map(|file| earlier(&file.path)).collect();
    if let Some(first) = names.get(MOST) {
        let message = format!("the model has {} earlier versions; {MOST} are read", names.len());
        let location = Location::file(format!("{}/{FOLDER}{first}.md", folder.path));
        diagnostics
            .push(Diagnostic::warning("CX104", location, message).help("move older ones out of the hub"));
    }
    let mut versions: Vec<Version> = Vec::new();
    for name in names.into_iter().take(MOST) {
        let mut found = Vec::new();
        if let Some(version) = read(snapshot, folder, name, head, config, &mut found) {
            let twice = versions.iter().find(|known| known.label == version.label);
            if let Some(known) = twice {
                let message = format!("version {} is also in {}", version.label, known.path);
                found.push(
                    Diagnostic::error("CX113", place(&version), message).help("keep one of the two files"),
                );
            } else {
                versions.push(version);
            }
        }
        diagnostics.extend(found);
    }
    versions
}

fn place(version: &Version) -> Location {
    Location { path: version.path.clone(), mark: version.mark }
}

fn read(
    snapshot: &Snapshot,
    folder: &CardFolder,
    name: &str,
    (head_front, head): (Option<&Node>, &ModelCard),
    config: &Config,
    found: &mut Vec<Diagnostic>,
) -> Option<Version> {
    let path = format!("{}/{FOLDER}{name}.md", folder.path);
    let source = snapshot.card(&path, &config.limits);
    found.extend(source.diagnostics);
    let source = source.value?;
    let mut card = match &source.front {
        Some(front) => {
            let parsed = model_card::read(front, &path, &config.limits, true);
            found.extend(parsed.diagnostics);
            repeated(front, head_front, &path, found);
            parsed.value
        }
        None => ModelCard { card_data: "{}".to_owned(), ..ModelCard::default() },
    };
    let stated = card.version.clone();
    let label = stated.as_ref().map_or_else(|| name.to_owned(), |version| version.value.clone());
    if let Some(stated) = stated.as_ref().filter(|stated| stated.value != name) {
        let message = format!("the file is named {name}.md, but says `version: {}`", stated.value);
        found.push(
            Diagnostic::error("CX111", Location::at(&path, stated.mark), message)
                .help(format!("rename the file to {}.md, or correct the version", stated.value)),
        );
    }
    if let Some(fault) = version::fault(&label) {
        let message = format!("the name of the version {fault}");
        found.push(
            Diagnostic::error("CX108", Location::file(&path), message)
                .help("rename the file, such as 2.1.0.md"),
        );
        return None;
    }
    if let Some(stage) = &card.stage {
        found.extend(unknown_stage(stage, &path, config));
    }
    let artifacts = std::mem::take(&mut card.weights);
    inherit(&mut card, head);
    let problems = super::reading::problems(found);
    Some(Version {
        label,
        mark: stated.map(|version| version.mark),
        date: card.date.as_ref().map(|date| date.value),
        stage: card.stage.as_ref().map(|stage| stage.value.clone()),
        approval: card.approval.clone(),
        deprecated: card.deprecated.clone(),
        aliases: Vec::new(),
        snapshot: Some(Box::new(Earlier {
            card,
            artifacts,
            body: source.body,
            body_line: source.body_line,
            problems,
        })),
        path,
    })
}

/// A key of the model that says the same in an earlier version need not be there.
fn repeated(front: &Node, head: Option<&Node>, path: &str, found: &mut Vec<Diagnostic>) {
    let Some(head) = head else { return };
    for (key, value) in entries(front).unwrap_or_default() {
        let Some(name) = scalar(key).filter(|name| OF_THE_MODEL.contains(name)) else { continue };
        if head.get(name).is_some_and(|said| said.to_json() == value.to_json()) {
            let message = format!("`{name}` is the same as in the card");
            found.push(
                Diagnostic::note("CX112", Location::at(path, key.mark), message)
                    .help("leave it out: an earlier version has it from the card"),
            );
        }
    }
}

/// Takes over what the card says of the model as a whole, where an earlier version does not say it itself.
fn inherit(card: &mut ModelCard, head: &ModelCard) {
    fn list<T: Clone>(own: &mut Vec<T>, model: &[T]) {
        if own.is_empty() {
            own.extend_from_slice(model);
        }
    }
    fn value<T: Clone>(own: &mut Option<T>, model: &Option<T>) {
        if own.is_none() {
            own.clone_from(model);
        }
    }
    list(&mut card.language, &head.language);
    list(&mut card.tags, &head.tags);
    list(&mut card.owners, &head.owners);
    list(&mut card.authors, &head.authors);
    list(&mut card.limitations, &head.limitations);
    list(&mut card.links, &head.links);
    list(&mut card.citation, &head.citation);
    value(&mut card.pipeline_tag, &head.pipeline_tag);
    value(&mut card.library_name, &head.library_name);
    value(&mut card.title, &head.title);
    value(&mut card.description, &head.description);
    value(&mut card.thumbnail, &head.thumbnail);
    value(&mut card.gated, &head.gated);
    value(&mut card.risk, &head.risk);
    if card.intended_use == model_card::IntendedUse::default() {
        card.intended_use.clone_from(&head.intended_use);
    }
}

/// Puts the current version and the earlier ones in order, the newest first, and lays the lifecycle over them.
pub(super) fn arrange(
    mut versions: Vec<Version>,
    lifecycle: Option<&Lifecycle>,
    card: &mut ModelCard,
    card_path: &str,
    config: &Config,
    found: &mut Vec<Diagnostic>,
) -> Vec<Version> {
    if let Some(stated) = &card.version {
        if let Some(twin) = versions.iter().find(|version| version.label == stated.value) {
            let message = format!("the card is version {}, and so is {}", stated.value, twin.path);
            found.push(
                Diagnostic::error("CX113", Location::at(card_path, stated.mark), message)
                    .help("a version is either current or an earlier one: give the card a new version, or remove the file"),
            );
            versions.retain(|version| version.label != stated.value);
        }
        versions.push(Version {
            label: stated.value.clone(),
            path: card_path.to_owned(),
            mark: Some(stated.mark),
            date: card.date.as_ref().map(|date| date.value),
            stage: card.stage.as_ref().map(|stage| stage.value.clone()),
            approval: card.approval.clone(),
            deprecated: card.deprecated.clone(),
            aliases: Vec::new(),
            snapshot: None,
        });
    } else if !versions.is_empty() {
        let message = "the card has earlier versions, but says no `version` itself";
        found.push(
            Diagnostic::warning("CX108", Location::file(card_path), message)
                .help("add the current version to the front matter, such as version: \"2.1.0\""),
        );
    }
    let scheme = config.versions.scheme;
    for version in &versions {
        if let Some(misfit) = scheme.misfit(&version.label) {
            let message = format!("the version `{}` {misfit}", version.label);
            found.push(
                Diagnostic::error("CX108", place(version), message)
                    .help("rename it, or choose another `versions.scheme` in hub.yaml"),
            );
        }
    }
    versions.sort_by(|one, other| version::compare(&other.label, &one.label));
    if let Some(lifecycle) = lifecycle {
        lay_over(&mut versions, lifecycle, config, found);
    }
    if let Some(current) = versions.iter().find(|version| version.is_current()) {
        // Pages and policies ask the card for its state.
        let mark = card.stage.as_ref().or(card.version.as_ref()).map_or(Mark::new(1, 1), |said| said.mark);
        card.stage = current.stage.clone().map(|stage| Spanned::new(stage, mark));
        card.approval.clone_from(&current.approval);
        card.deprecated.clone_from(&current.deprecated);
    }
    give_aliases(&mut versions, lifecycle, card, card_path, config, found);
    versions
}

/// Lays `versions` of lifecycle.yaml over the versions; what it says counts.
fn lay_over(versions: &mut [Version], lifecycle: &Lifecycle, config: &Config, found: &mut Vec<Diagnostic>) {
    for (label, state) in &lifecycle.versions {
        let Some(version) = versions.iter_mut().find(|version| version.label == label.value) else {
            let message = format!("the model has no version `{}`", shorten(&label.value, 40));
            found.push(
                Diagnostic::error("CX815", Location::at(&lifecycle.path, label.mark), message)
                    .help("correct the version, or remove its entry"),
            );
            continue;
        };
        let State { stage, approval, deprecated } = state;
        if let Some(stage) = stage {
            found.extend(unknown_stage(stage, &lifecycle.path, config));
        }
        let both = [
            ("stage", stage.is_some() && version.stage.is_some()),
            ("approval", approval.is_some() && version.approval.is_some()),
            ("deprecated", deprecated.is_some() && version.deprecated.is_some()),
        ];
        for (key, _) in both.iter().filter(|(_, both)| *both) {
            let message = format!("`{key}` of version {} is also in {}", version.label, version.path);
            found.push(
                Diagnostic::error("CX806", Location::at(&lifecycle.path, label.mark), message)
                    .help("say it in lifecycle.yaml alone, which counts"),
            );
        }
        version.stage = stage.as_ref().map(|stage| stage.value.clone()).or(version.stage.take());
        version.approval = approval.clone().or(version.approval.take());
        version.deprecated = deprecated.clone().or(version.deprecated.take());
    }
}

/// A stage that hub.yaml does not list is probably misspelt.
pub(super) fn unknown_stage(stage: &Spanned<String>, path: &str, config: &Config) -> Option<Diagnostic> {
    let known = &config.stages.values;
    let message = format!("the stage `{}` is none of this hub's", shorten(&stage.value, 40));
    let finding = Diagnostic::warning("CX807", Location::at(path, stage.mark), message)
        .help(format!("the hub knows {} (stages.values in hub.yaml)", known.join(", ")));
    let meant = certain(&stage.value, known.iter().map(String::as_str));
    let finding = finding.fix(meant.map(|meant| Change::Replace(stage.mark, meant.to_owned())));
    (!known.contains(&stage.value)).then_some(finding)
}

fn give_aliases(
    versions: &mut [Version],
    lifecycle: Option<&Lifecycle>,
    card: &ModelCard,
    card_path: &str,
    config: &Config,
    found: &mut Vec<Diagnostic>,
) {
    let of_file = lifecycle.map(|lifecycle| (lifecycle.path.as_str(), lifecycle.aliases.as_slice()));
    let of_card = (card_path, card.aliases.as_slice());
    if let Some((path, [(name, _), ..])) = of_file
        && !card.aliases.is_empty()
    {
        let message = format!("`aliases` is also in {card_path}");
        found.push(
            Diagnostic::error("CX806", Location::at(path, name.mark), message)
                .help("say it in lifecycle.yaml alone, which counts"),
        );
    }
    let (path, aliases) = of_file.filter(|(_, aliases)| !aliases.is_empty()).unwrap_or(of_card);
    for (name, target) in aliases {
        let Some(version) = versions.iter_mut().find(|version| version.label == target.value) else {
            let message = format!(
                "the alias `{}` stands for version `{}`, which the model does not have",
                name.value,
                shorten(&target.value, 40)
            );
            found.push(
                Diagnostic::error("CX803", Location::at(path, target.mark), message).help(known(versions)),
            );
            continue;
        };
        if version.deprecated.is_some() {
            let message = format!(
                "the alias `{}` stands for version {}, which is deprecated",
                name.value, version.label
            );
            found.push(
                Diagnostic::error("CX812", Location::at(path, target.mark), message)
                    .help("move the alias to a version that may be used, or remove it"),
            );
        }
        let protected = config.aliases.protected.contains(&name.value);
        version.aliases.push(Alias { name: name.value.clone(), protected });
        if let Some(most) = config.aliases.max_per_version.filter(|most| version.aliases.len() == most + 1) {
            let message = format!("version {} has more than {most} aliases", version.label);
            found.push(
                Diagnostic::warning("CX816", Location::at(path, name.mark), message)
                    .help("remove some; the limit is aliases.max_per_version in hub.yaml"),
            );
        }
    }
}

/// The versions that there are, as help for a name that is none of them.
pub(super) fn known(versions: &[Version]) -> String {
    if versions.is_empty() {
        return "the card has no `version`: give it one".to_owned();
    }
    let labels: Vec<&str> = versions.iter().take(8).map(|version| version.label.as_str()).collect();
    format!("its versions are {}{}", labels.join(", "), if versions.len() > 8 { ", …" } else { "" })
}

impl Model {
    /// The newest version that is neither a prerelease nor deprecated, as a place in [`Model::versions`].
    pub fn latest(&self) -> Option<usize> {
        self.versions
            .iter()
            .position(|version| version.deprecated.is_none() && !version::is_prerelease(&version.label))
    }

    /// The version that is meant by a name of a version, an alias, or `latest`, as a place in [`Model::versions`].
    pub fn find_version(&self, name: &str) -> Option<usize> {
        let named = self.versions.iter().position(|version| version.label == name);
        named
            .or_else(|| {
                let has = |version: &Version| version.aliases.iter().any(|alias| alias.name == name);
                self.versions.iter().position(has)
            })
            .or_else(|| if name == "latest" { self.latest() } else { None })
    }

    /// The card's own version, as a place in [`Model::versions`].
    pub fn current(&self) -> Option<usize> {
        self.versions.iter().position(Version::is_current)
    }

    /// The model as it was in an earlier version: its card, weights and text are that version's. The current version is the model itself.
    pub fn at(&self, version: usize) -> Option<Model> {
        let version = self.versions.get(version)?;
        let earlier = version.snapshot.as_deref()?;
        let mut card = earlier.card.clone();
        let at = version.mark.unwrap_or(Mark::new(1, 1));
        card.version = Some(Spanned::new(version.label.clone(), at));
        card.stage = version.stage.clone().map(|stage| Spanned::new(stage, at));
        card.approval.clone_from(&version.approval);
        card.deprecated.clone_from(&version.deprecated);
        let own = Own {
            id: self.id.clone(),
            folder: self.folder.clone(),
            card_path: version.path.clone(),
            card,
            body: earlier.body.clone(),
            body_line: earlier.body_line,
            title: self.title.clone(),
            description: self.description.clone(),
            task: self.task.clone(),
            library: self.library.clone(),
            artifacts: earlier.artifacts.clone(),
            files: Vec::new(),
            versions: Vec::new(),
            created: version.date,
            updated: version.date,
            commit: None,
            past: None,
            asked: Asked::default(),
        };
        Some(Model::alone(own.into(), earlier.problems.clone()))
    }
}
