//! The catalog for machines, in JSON: `api/v1/…`.
//!
//! Names are those of the Hugging Face Hub's own API wherever it has one, so that programs which read it can read
//! these files too; what it has no name for stands beside it. `docs/api.md` describes every file, and a JSON Schema of each is
//! published in `api/v1/schema/`. Long lists come in parts, so that no file grows with the catalog without bound.
//!
//! A field may be added to version 1; one that goes, or changes its meaning, makes a version 2.

mod board;
mod index;
mod lists;
mod paged;
mod record;
mod register;
mod results;
mod schema;
mod terms;

use serde::Serialize;

use crate::catalog::Health;

pub use board::{board_csv, leaderboard};
pub use index::{Index, index};
pub use lists::{collections, leaderboards};
pub use paged::{part_path, parts};
pub use record::{ModelPlace, model, models};
pub use register::register;
pub use schema::SCHEMAS;
pub use terms::terms;

/// The folder of this version, relative to the site's root.
pub const FOLDER: &str = "api/v1";

/// The bytes of `api/v1/health.json`.
pub fn health(health: &Health) -> Vec<u8> {
    file(health)
}

/// JSON text. Writing to memory cannot fail, and the values here have strings for keys.
fn to_json(value: &impl Serialize) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(4096);
    if serde_json::to_writer(&mut bytes, value).is_err() {
        bytes.clear();
        bytes.extend_from_slice(b"null");
    }
    bytes
}

/// A file: JSON text with a line feed behind it.
fn file(value: &impl Serialize) -> Vec<u8> {
    let mut bytes = to_json(value);
    bytes.push(b'\n');
    bytes
}
