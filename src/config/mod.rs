//! `hub.yaml`: what a hub says about itself. Every field has a default, so that the file may be missing.

mod check;
mod exports;
mod feeds;
mod licenses;
mod lifecycle;
mod limits;
mod load;
mod online;
mod paths;
mod review;
mod tags;
mod text;

pub use check::{Check, FailOn, Policy, Severity};
pub use exports::{Exports, Form};
pub use feeds::Feed;
pub use licenses::{License, LicensePlace, Licenses};
pub use lifecycle::{Aliases, Stages, Versions};
pub use limits::Limits;
pub use load::ConfigError;
pub use online::Online;
pub use paths::{Paths, PathsError};
pub use review::{Amount, GateCode, GateLevel, Review, Tolerance};
pub use tags::{Tag, Tags};

use std::collections::BTreeMap;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::diagnostic::Parsed;

/// The name of the file, in the hub's root.
pub const FILE: &str = "hub.yaml";

/// What `hub.yaml` says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// The catalog as a site.
    pub site: Site,
    /// Where things lie in the hub.
    pub paths: Paths,
    /// Where stored weights can be fetched by readers.
    pub storage: Vec<Storage>,
    /// Words beyond the built-in ones.
    pub vocabulary: Vocabulary,
    /// Licences beyond the built-in ones.
    pub licenses: Licenses,
    /// How versions are named.
    pub versions: Versions,
    /// The stages of a model's life.
    pub stages: Stages,
    /// Names that move from version to version.
    pub aliases: Aliases,
    /// People and teams by the name that cards use: `"@acme/nlp"`.
    pub owners: BTreeMap<String, Owner>,
    /// How cards are rendered.
    pub markdown: Markdown,
    /// What the search index is also written as.
    pub search: Search,
    /// What is written beside the pages, for machines and auditors.
    pub exports: Exports,
    /// What `cardex check` looks for.
    pub check: Check,
    /// What this hub asks of its models.
    pub policy: Policy,
    /// What `cardex review` asks of a change.
    pub review: Review,
    /// Of what there are feeds, where the site has an address: the hub, organisations and tasks by default.
    pub feeds: Vec<Feed>,
    /// How large things may be.
    pub limits: Limits,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            site: Site::default(),
            paths: Paths::default(),
            storage: Vec::new(),
            vocabulary: Vocabulary::default(),
            licenses: Licenses::default(),
            versions: Versions::default(),
            stages: Stages::default(),
            aliases: Aliases::default(),
            owners: BTreeMap::new(),
            markdown: Markdown::default(),
            search: Search::default(),
            check: Check::default(),
            policy: Policy::default(),
            review: Review::default(),
            feeds: Feed::usual(),
            exports: Exports::default(),
            limits: Limits::default(),
        }
    }
}

/// The catalog as a site.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Site {
    /// The catalog's name; `Model catalog` by default.
    #[serde(deserialize_with = "text::as_written")]
    pub title: String,
    /// One sentence about the catalog.
    #[serde(deserialize_with = "text::as_written_option")]
    pub description: Option<String>,
    /// Where the site will be served: `http` or `https`, ending in `/`.
    #[serde(deserialize_with = "text::base_url")]
    pub base_url: Option<String>,
    /// The web page of the hub's repository, without a `/` at its end: for links to the source.
    #[serde(deserialize_with = "text::web_url")]
    pub repository: Option<String>,
    /// The branch that those links name; `main` by default.
    #[serde(deserialize_with = "text::as_written")]
    pub default_branch: String,
    /// The languages of the catalog's own text, by code.
    #[serde(deserialize_with = "text::list")]
    pub languages: Vec<String>,
}

impl Default for Site {
    fn default() -> Self {
        Self {
            title: "Model catalog".to_owned(),
            description: None,
            base_url: None,
            repository: None,
            default_branch: "main".to_owned(),
            languages: Vec::new(),
        }
    }
}

/// A place where weights are stored, and where readers can fetch them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Storage {
    /// How the cards' addresses begin: `s3://acme-models/`.
    #[serde(deserialize_with = "text::as_written")]
    pub prefix: String,
    /// What takes the prefix's place in download links: `https://weights.acme.example/`.
    #[serde(default, deserialize_with = "text::web_url_as_written")]
    pub public: Option<String>,
}

/// Words beyond the built-in ones.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Vocabulary {
    /// Tasks beyond the Hub's.
    pub tasks: Tasks,
    /// The tags that cards use.
    pub tags: Tags,
    /// Metrics by id.
    pub metrics: BTreeMap<String, Metric>,
    /// What the results of benchmarks mean, in the order of the file.
    pub benchmarks: Vec<Benchmark>,
}

/// What the results of a benchmark mean: a file of results names the dataset and no metric.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Benchmark {
    /// The dataset, as files of results write it: `org/name`.
    #[serde(deserialize_with = "text::as_written")]
    pub dataset: String,
    /// One task of the benchmark; without it, this holds for all that are not named.
    #[serde(default, deserialize_with = "text::as_written_option")]
    pub task_id: Option<String>,
    /// What pages call it.
    #[serde(default, deserialize_with = "text::as_written_option")]
    pub name: Option<String>,
    /// The task that models are asked: `text-generation`.
    #[serde(default, deserialize_with = "text::as_written_option")]
    pub task: Option<String>,
    /// The metric: `accuracy`.
    #[serde(default, deserialize_with = "text::as_written_option")]
    pub metric: Option<String>,
    /// The dataset's configuration.
    #[serde(default, deserialize_with = "text::as_written_option")]
    pub config: Option<String>,
    /// The dataset's split.
    #[serde(default, deserialize_with = "text::as_written_option")]
    pub split: Option<String>,
}

/// Tasks beyond the Hub's.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Tasks {
    /// The tasks, in the order of the file.
    pub add: Vec<Task>,
}

/// A task of this hub.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Task {
    /// What cards write as `pipeline_tag`.
    #[serde(deserialize_with = "text::as_written")]
    pub id: String,
    /// What pages show.
    #[serde(default, deserialize_with = "text::as_written_option")]
    pub title: Option<String>,
    /// The group that it belongs to: `nlp`, `cv`, `audio`, `tabular` …
    #[serde(default, deserialize_with = "text::as_written_option")]
    pub modality: Option<String>,
    /// One sentence about it.
    #[serde(default, deserialize_with = "text::as_written_option")]
    pub description: Option<String>,
    /// Two or three sentences for its page: what it is used for, and how its models are judged.
    #[serde(default, deserialize_with = "text::as_written_option")]
    pub explanation: Option<String>,
}

/// What a metric's numbers mean.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Metric {
    /// What pages call it.
    #[serde(deserialize_with = "text::as_written_option")]
    pub title: Option<String>,
    /// Which way is better; `None` when the hub does not say.
    pub better: Option<Better>,
    /// The unit, shown behind the number.
    #[serde(deserialize_with = "text::as_written_option")]
    pub unit: Option<String>,
}

/// Which way a metric improves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Better {
    /// A larger number is better.
    Higher,
    /// A smaller number is better.
    Lower,
}

/// A person or team that owns models.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Owner {
    /// What pages show.
    #[serde(deserialize_with = "text::as_written_option")]
    pub title: Option<String>,
    /// An e-mail address or a web page.
    #[serde(deserialize_with = "text::as_written_option")]
    pub contact: Option<String>,
}

/// How cards are rendered.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Markdown {
    /// What becomes of pictures on other hosts.
    pub remote_images: RemoteImages,
}

/// What becomes of pictures on other hosts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum RemoteImages {
    /// They become links, so that a reader's visit is not told to other hosts.
    #[default]
    Block,
    /// They are shown.
    Allow,
}

/// What the search index is also written as.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Search {
    /// A standard form for other tools, in one file.
    pub export: Option<Export>,
}

/// A standard form of the search index.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Export {
    /// What elasticlunr.js loads.
    Elasticlunr,
}

impl Config {
    /// Reads `hub.yaml` in the hub's root; a missing file is all defaults, a bad field is a diagnostic and its default.
    ///
    /// # Errors
    /// When the file cannot be read, is too large, or is not a regular file.
    pub fn load(root: &Path) -> Result<Parsed<Config>, ConfigError> {
        load::load(root)
    }

    /// Reads the bytes of a `hub.yaml`.
    pub fn parse(bytes: &[u8]) -> Parsed<Config> {
        load::parse(bytes)
    }

    /// Takes the site's address from the command line.
    ///
    /// # Errors
    /// When it is no http or https address.
    pub fn set_base_url(&mut self, url: &str) -> Result<(), String> {
        text::check_web_url(url)?;
        self.site.base_url = Some(format!("{}/", url.trim_end_matches('/')));
        Ok(())
    }

    /// Takes paths from the command line: `models=model_cards,datasets=data`.
    ///
    /// # Errors
    /// When a name is unknown, a part has no `=`, or a folder would lie outside the hub.
    pub fn set_paths(&mut self, spec: &str) -> Result<(), PathsError> {
        self.paths.set(spec)
    }
}
