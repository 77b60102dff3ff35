//! One file for each kind of page.

pub(super) mod about;
pub(super) mod home;
pub(super) mod misc;
pub(super) mod model;
pub(super) mod models;
pub(super) mod pagination;
pub(super) mod terms;

mod card;
mod evaluation;
mod facts;
mod files;
mod jsonld;
mod lineage;
mod snippets;
