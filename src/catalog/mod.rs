//! The catalog: every model of the hub, typed, with all that they refer to resolved.

pub mod date;

mod address;
mod artifact;
mod assemble;
mod board;
mod changes;
mod collection;
mod completeness;
pub mod difference;
mod eval_results;
mod evaluation;
mod event;
mod fields;
mod health;
mod inheritance;
mod kinship;
mod lfs;
mod lifecycle;
mod lineage;
mod meaning;
mod measure;
mod model;
mod model_card;
mod model_id;
mod news;
mod outline;
mod past;
mod profile;
mod ranking;
mod reading;
mod readings;
mod register;
mod related;
mod secret;
mod standing;
mod statistics;
mod succession;
mod taxonomy;
pub mod text;
mod version;
mod written;

pub use address::{Address, Refusal, Scheme, check as check_address};
pub use artifact::Artifact;
pub(crate) use assemble::stated;
pub use assemble::{assemble, assemble_written};
pub use board::{
    Board, BoardResult, Boards, Group as BoardGroup, Notation, OTHER, Place, boards, same_results,
};
pub use changes::{Changes, Period, changes};
pub use collection::{Collection, Item, Target};
pub use completeness::{Aspect, Completeness, completeness};
pub use difference::{Difference, FieldChange, Identity, ResultChange, WeightChange};
pub use eval_results::{is_results, unexplained_task};
pub use evaluation::{Evaluation, Metric, Origin};
pub use event::{Event, What, tell};
pub use health::{Health, Lacking};
pub use inheritance::{Inherited, inherited};
pub use kinship::{Family, Kin, Offspring, ancestors, descendants, families, offspring};
pub use lifecycle::{FILE as LIFECYCLE_FILE, alias_fault};
pub use lineage::{Reference, Relation};
pub use meaning::{Meaning, meaning};
pub use measure::Measure;
pub use model::{Asked, Model, Own, size_of};
pub use model_card::{Approval, Deprecation, IntendedUse, ModelCard, Party, Risk, Tensor};
pub use model_id::ModelId;
pub use news::{News, NewsKind, news};
pub use past::{Commit, Past};
pub use profile::{Profile, Split, derived_datasets};
pub use reading::assemble_two;
pub use readings::Readings;
pub use register::{Audit, audit};
pub use related::{Neighbourhood, Reason, Related, related};
pub use secret::without_secrets;
pub use standing::{Place as StandingPlace, Standing, needs as standing_needs, read as standing};
pub use statistics::{Bucket, Interval, Statistics, statistics};
pub use succession::{End, Succession, succession};
pub use taxonomy::{Kind, Taxonomies, Taxonomy, Term};
pub use version::{Alias, Earlier, OF_THE_MODEL, Version};
pub use written::{Written, WrittenCard};

/// All models of a hub.
#[derive(Debug, Clone, Default)]
pub struct Catalog {
    /// The models, sorted by id; everything else speaks of them by their ordinal.
    pub models: Vec<Model>,
    /// What they are listed under.
    pub taxonomies: Taxonomies,
    /// Profiles of organisations, sorted by key.
    pub orgs: Vec<Profile>,
    /// Cards of datasets, sorted by key.
    pub datasets: Vec<Profile>,
    /// Collections, sorted by key.
    pub collections: Vec<Collection>,
    /// The commit that the hub stands at.
    pub head: Option<Head>,
    /// The commits that changed a model, the newest first.
    pub commits: Vec<Commit>,
    /// Why dates are unknown, where they are.
    pub dates_note: Option<String>,
}

/// The commit that the hub stands at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// 40 hexadecimal digits.
    pub commit: String,
    /// When it was made.
    pub date: Option<date::Date>,
}

impl Catalog {
    /// The profile with a key, among `profiles` sorted by key.
    pub fn profile<'a>(profiles: &'a [Profile], key: &str) -> Option<&'a Profile> {
        profiles.binary_search_by(|profile| profile.key.as_str().cmp(key)).ok().map(|at| &profiles[at])
    }
}
