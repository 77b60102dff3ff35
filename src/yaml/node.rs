//! A YAML value with the place where it stands.

use std::borrow::Cow;

use serde::{Serialize, Serializer};
use serde_json::Number;

use crate::diagnostic::Mark;

/// A YAML value with the place where it stands in its file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// Where the value begins, in the file (not in the front matter).
    pub mark: Mark,
    /// What it is.
    pub value: Value,
}

/// What a YAML value is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// A scalar, as written: `no` stays `no` and `1.10` stays `1.10`. Null is a plain scalar too, see [`Node::is_null`].
    Scalar {
        /// The text, with quotes and escapes resolved.
        text: String,
        /// Whether it was written without quotes, so that `true` may mean a truth and `1` a number.
        plain: bool,
    },
    /// A list.
    Sequence(Vec<Node>),
    /// A map in the order of the file; keys that are scalars are unique.
    Mapping(Vec<(Node, Node)>),
}

impl Node {
    /// Whether this is YAML's null: an unquoted nothing, `~`, `null`, `Null` or `NULL`.
    pub fn is_null(&self) -> bool {
        matches!(&self.value, Value::Scalar { text, plain: true } if matches!(text.as_str(), "" | "~" | "null" | "Null" | "NULL"))
    }

    /// The scalar's text; `None` for null, lists and maps.
    pub fn as_text(&self) -> Option<&str> {
        match &self.value {
            Value::Scalar { text, .. } if !self.is_null() => Some(text),
            _ => None,
        }
    }

    /// The items of a list.
    pub fn as_sequence(&self) -> Option<&[Node]> {
        match &self.value {
            Value::Sequence(items) => Some(items),
            _ => None,
        }
    }

    /// The entries of a map, in the order of the file.
    pub fn as_mapping(&self) -> Option<&[(Node, Node)]> {
        match &self.value {
            Value::Mapping(entries) => Some(entries),
            _ => None,
        }
    }

    /// The value that a map holds under a key.
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.as_mapping()?.iter().find(|(k, _)| k.scalar() == Some(key)).map(|(_, value)| value)
    }

    /// What the value is, for messages: `a list`, `a map`, `text`, `nothing`.
    pub fn kind(&self) -> &'static str {
        match &self.value {
            Value::Sequence(_) => "a list",
            Value::Mapping(_) => "a map",
            Value::Scalar { .. } if self.is_null() => "nothing",
            Value::Scalar { .. } => "text",
        }
    }

    /// The value as JSON.
    ///
    /// A plain scalar becomes a number only where JSON would write it back the same (`1.10` does not), a truth value
    /// only for `true` and `false`, null for null; everything else is text, `NaN` and `.inf` too.
    pub fn to_json(&self) -> serde_json::Value {
        match &self.value {
            Value::Sequence(items) => items.iter().map(Node::to_json).collect(),
            Value::Mapping(entries) => serde_json::Value::Object(
                entries.iter().map(|(key, value)| (key.key_text().into_owned(), value.to_json())).collect(),
            ),
            Value::Scalar { .. } if self.is_null() => serde_json::Value::Null,
            Value::Scalar { text, plain: true } => match text.as_str() {
                "true" => true.into(),
                "false" => false.into(),
                _ => number(text).map_or_else(|| text.as_str().into(), serde_json::Value::Number),
            },
            Value::Scalar { text, plain: false } => text.as_str().into(),
        }
    }

    /// [`Node::to_json`] as text, without the tree in between.
    pub fn to_json_text(&self) -> String {
        // Writing to memory cannot fail, and the keys are texts.
        serde_json::to_string(&Json(self)).unwrap_or_default()
    }

    /// The text of a scalar, null included: what a key is called.
    pub(super) fn scalar(&self) -> Option<&str> {
        match &self.value {
            Value::Scalar { text, .. } => Some(text),
            _ => None,
        }
    }

    /// A key's text; a list or map as a key is written as JSON.
    fn key_text(&self) -> Cow<'_, str> {
        self.scalar().map_or_else(|| self.to_json().to_string().into(), Cow::Borrowed)
    }
}

/// A node as JSON: see [`Node::to_json`].
struct Json<'a>(&'a Node);

impl Serialize for Json<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.0.value {
            Value::Sequence(items) => serializer.collect_seq(items.iter().map(Json)),
            Value::Mapping(entries) => {
                serializer.collect_map(entries.iter().map(|(key, value)| (key.key_text(), Json(value))))
            }
            Value::Scalar { text, plain: false } => serializer.serialize_str(text),
            Value::Scalar { text, plain: true } if is_text(text) => serializer.serialize_str(text),
            Value::Scalar { .. } => self.0.to_json().serialize(serializer),
        }
    }
}

/// Whether a plain scalar can only be text: neither null nor a truth value nor a number begins as it does.
fn is_text(text: &str) -> bool {
    !matches!(text.as_bytes().first(), None | Some(b'~' | b'n' | b'N' | b't' | b'f' | b'-' | b'0'..=b'9'))
}

/// The number that a text is, if JSON writes that number back as the same text.
fn number(text: &str) -> Option<Number> {
    let number: Number = serde_json::from_str(text).ok()?;
    (number.to_string() == text).then_some(number)
}
