//! The search index: standard elasticlunr indexes, cut into parts that a page loads as classic scripts.
//!
//! One part holds up to [`DOCUMENTS_PER_PART`] documents and is complete in itself, so that a caller can hand
//! over each batch as soon as its pages are rendered, from as many threads as it likes, and keep none of it.
//! Pages opened from `file://` can load nothing but classic scripts: a part is one call of a registering
//! function with two strings of JSON, and so is the manifest that names the parts.
//!
//! `theme/search.js` is the other half: it reads a query by the same rules (`tests/fixtures/search/tokens.json`
//! holds both to them) and loads the parts when a reader first turns to the search box.

mod character;
mod compound;
mod inverted;
mod lexicon;
mod manifest;
mod part;
mod script;
mod token;

pub use manifest::{PartName, manifest};
pub use part::{DOCUMENTS_PER_PART, Document, part};
