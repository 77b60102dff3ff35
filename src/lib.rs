//! Cardex turns a git repository of model cards into a static, searchable model catalog.
//!
//! The way of the data, one way only:
//!
//! ```text
//! files -> hub (Snapshot) -> catalog (Catalog + diagnostics) -> site (pages) -> output (a folder, swapped in whole)
//! ```
//!
//! `docs/ARCHITECTURE.md` tells the rooms and their rules.

pub mod api;
pub mod catalog;
pub mod check;
pub mod cli;
pub mod config;
pub mod diagnostic;
pub mod edit;
pub mod export;
pub mod facets;
mod file;
pub mod hub;
pub mod markdown;
pub mod online;
pub mod output;
pub mod release;
pub mod report;
pub mod review;
pub mod scaffold;
pub mod schema;
pub mod search;
#[cfg(feature = "serve")]
pub mod serve;
pub mod site;
pub mod vocabulary;
pub mod weights;
pub mod yaml;
