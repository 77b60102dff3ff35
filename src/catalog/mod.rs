//! The catalog: every model of the hub, typed, with all that they refer to resolved.

pub mod date;

mod address;
mod artifact;
mod assemble;
mod evaluation;
mod fields;
mod lfs;
mod lineage;
mod model;
mod model_card;
mod model_id;
mod profile;
mod secret;
mod taxonomy;
pub mod text;

pub use address::{Address, Refusal, Scheme, check as check_address};
pub use artifact::Artifact;
pub use assemble::assemble;
pub use evaluation::{Evaluation, Metric};
pub use lineage::{Reference, Relation};
pub use model::Model;
pub use model_card::{Approval, Deprecation, IntendedUse, ModelCard, Party, Risk, Tensor};
pub use model_id::ModelId;
pub use profile::Profile;
pub use taxonomy::{Kind, Taxonomies, Taxonomy, Term};

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
    /// The commit that the hub stands at.
    pub head: Option<Head>,
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
