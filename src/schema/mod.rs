//! JSON Schemas (draft-07, the newest that editors' YAML support takes throughout) of the files that people write.
//!
//! They say what the readers say: unknown keys are allowed in cards and are none in hub.yaml; a text may be written as a number.
//! Words of the vocabularies are suggestions, so that an editor offers them and takes others, too.

mod card;
mod hub;
mod review;

pub use card::card;
pub use hub::hub;

use serde_json::{Map, Value, json};

/// The draft that all of them are written in.
const DRAFT: &str = "http://json-schema.org/draft-07/schema#";

/// A word and what it stands for.
pub type Word = (String, String);

/// Anything that is read as one line of text, as it was written.
fn text(description: &str) -> Value {
    json!({"description": description, "type": ["string", "number", "boolean", "null"]})
}

/// A text, or a list of them.
fn texts(description: &str) -> Value {
    json!({"description": description, "anyOf": [item(), {"type": "array", "items": item()}]})
}

fn item() -> Value {
    json!({"type": ["string", "number", "boolean", "null"]})
}

/// A text that mostly is one of the offered words, but may be another one.
fn suggested(description: &str, offer: &Value) -> Value {
    json!({"description": description, "anyOf": [offer, item()]})
}

/// A text or a list of texts that mostly are some of the offered words.
fn suggested_list(description: &str, offer: &Value) -> Value {
    let one = json!({"anyOf": [offer, item()]});
    json!({"description": description, "anyOf": [offer, item(), {"type": "array", "items": one}]})
}

/// What stands in the document's definitions under this name.
fn defined(name: &str) -> Value {
    json!({"$ref": format!("#/definitions/{name}")})
}

/// Words, each with what it stands for.
fn offer(words: &[Word]) -> Value {
    let (ids, meanings): (Vec<&str>, Vec<&str>) =
        words.iter().map(|(word, meaning)| (word.as_str(), meaning.as_str())).unzip();
    json!({"enum": ids, "enumDescriptions": meanings})
}

/// A map with exactly these keys.
fn closed(description: &str, properties: Value) -> Value {
    json!({"description": description, "type": "object", "additionalProperties": false, "properties": properties})
}

/// A map with these keys and any others.
fn open(description: &str, properties: Value) -> Value {
    json!({"description": description, "type": "object", "properties": properties})
}

/// A map from names to values of this kind.
fn map_of(description: &str, value: Value) -> Value {
    json!({"description": description, "type": "object", "additionalProperties": value})
}

/// A list of values of this kind.
fn list_of(description: &str, value: Value) -> Value {
    json!({"description": description, "type": "array", "items": value})
}

/// Either of two kinds.
fn either(description: &str, kinds: &[Value]) -> Value {
    json!({"description": description, "anyOf": kinds})
}

/// A value whose keys have to be there.
fn requiring(mut schema: Value, keys: &[&str]) -> Value {
    if let Some(schema) = schema.as_object_mut() {
        schema.insert("required".to_owned(), json!(keys));
    }
    schema
}

/// A whole schema. What is used in several places stands in its definitions once.
fn document(title: &str, body: Value, definitions: Value) -> Value {
    let mut schema = Map::new();
    schema.insert("$schema".to_owned(), DRAFT.into());
    schema.insert("title".to_owned(), title.into());
    if let Value::Object(body) = body {
        schema.extend(body);
    }
    schema.insert("definitions".to_owned(), definitions);
    Value::Object(schema)
}
