//! Models in the forms of others: bills of material, model cards of other registries, tables, badges.
//!
//! Every form says what the card says and no more: what a card does not state is left out, or given the word that the
//! form has for it. None holds the time of the build: days come from git or from the card, and the numbers that have to be
//! unique follow from the content. `docs/exports.md` tells what becomes of each field.

mod badge;
mod csv;
mod cyclonedx;
mod identity;
mod licence;
mod sagemaker;
mod spdx3;
mod table;

use serde_json::{Map, Value};

use crate::catalog::date::Date;
use crate::catalog::{Catalog, Completeness, Model};

pub use badge::{Badge, Tone, badge};
pub use cyclonedx::cyclonedx;
pub use sagemaker::sagemaker;
pub use spdx3::spdx3;
pub use table::{models, register};

/// What a model is exported from.
#[derive(Clone, Copy)]
pub struct Subject<'a> {
    /// The catalog that it is in.
    pub catalog: &'a Catalog,
    /// Its ordinal.
    pub ordinal: usize,
    /// How complete its card is.
    pub found: Completeness,
    /// Its page on the web, where the site has an address.
    pub page_url: Option<&'a str>,
    /// For each of its artifacts the address where a browser finds it.
    pub urls: &'a [Option<String>],
}

impl<'a> Subject<'a> {
    fn model(&self) -> &'a Model {
        &self.catalog.models[self.ordinal]
    }
}

const GENERATOR: &str = "Cardex";
const GENERATOR_VERSION: &str = env!("CARGO_PKG_VERSION");

/// The address of a card, where it is one of the web that may be followed.
fn web(text: &str) -> Option<String> {
    let text = text.trim();
    let is_web = text.starts_with("https://") || text.starts_with("http://");
    (is_web && !text.contains(char::is_whitespace) && crate::catalog::check_address(text).is_ok())
        .then(|| reference(text))
}

/// An address with what may not stand in one encoded.
fn reference(text: &str) -> String {
    let mut address = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_control()
            || c.is_whitespace()
            || matches!(c, '"' | '<' | '>' | '\\' | '^' | '`' | '{' | '|' | '}')
        {
            let mut bytes = [0; 4];
            for byte in c.encode_utf8(&mut bytes).bytes() {
                address.push_str(&format!("%{byte:02X}"));
            }
        } else {
            address.push(c);
        }
    }
    address
}

/// Midnight of a day, UTC.
fn midnight(day: Date) -> String {
    format!("{day}T00:00:00Z")
}

/// Adds a field unless there is nothing to say.
fn put(fields: &mut Map<String, Value>, key: &str, value: impl Into<Value>) {
    let value = value.into();
    let is_empty = match &value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(items) => items.is_empty(),
        Value::Object(fields) => fields.is_empty(),
        Value::Bool(_) | Value::Number(_) => false,
    };
    if !is_empty {
        fields.insert(key.to_owned(), value);
    }
}

/// JSON text with a line feed behind it.
fn file(fields: Map<String, Value>) -> Vec<u8> {
    let mut text = Value::Object(fields).to_string().into_bytes();
    text.push(b'\n');
    text
}
