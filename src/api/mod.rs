//! The catalog for machines: `api/models.json`, and one record for each model.
//!
//! Names are those of the Hugging Face Hub's own API wherever it has one, so that programs which read it can read
//! these files too; what it has no name for stands beside it.

mod record;

use serde_json::{Value, json};

use crate::catalog::Catalog;

pub use record::model;

/// The list of all models: `{"models": [...], "total": n}`, each with its page and its record.
///
/// `place` gives a model's page and record, relative to the site's root.
pub fn models(catalog: &Catalog, place: &dyn Fn(usize) -> (String, String)) -> Vec<u8> {
    let models: Vec<Value> = (0..catalog.models.len())
        .map(|ordinal| {
            let (page, record) = place(ordinal);
            record::summary(catalog, ordinal, &page, &record)
        })
        .collect();
    let head = catalog.head.as_ref().map(|head| head.commit.as_str());
    let list = json!({"sha": head, "total": models.len(), "models": models});
    let mut bytes = list.to_string().into_bytes();
    bytes.push(b'\n');
    bytes
}
