//! What a tree says, without places and quotes: two trees of the same shape mean the same.

use std::collections::BTreeMap;

use crate::diagnostic::{Change, Mark};
use crate::yaml::{Node, Value};

/// What a value says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shape {
    /// YAML's null.
    Null,
    /// A scalar's text.
    Text(String),
    /// A list.
    List(Vec<Shape>),
    /// A map, by the texts of its keys.
    Map(BTreeMap<String, Shape>),
}

impl Shape {
    /// The shape of a tree once some changes are made in it.
    pub fn after(node: &Node, changes: &[&Change]) -> Shape {
        let mut plan = Plan::default();
        for change in changes {
            match change {
                Change::Replace(mark, text) | Change::Write(mark, text) => {
                    plan.texts.insert(*mark, text);
                }
                Change::Rename(mark, key) => {
                    plan.names.insert(*mark, key);
                }
                Change::RemoveItem(mark) => plan.items.push(*mark),
                Change::RemoveEntry(mark) => plan.entries.push(*mark),
                Change::Quote(_) | Change::RemoveRepeated(_) | Change::Text(..) => {}
            }
        }
        plan.shape(node).unwrap_or(Shape::Null)
    }

    /// The shape of a tree.
    pub fn of(node: &Node) -> Shape {
        Shape::after(node, &[])
    }

    /// Whether everything that another map says is said here as well; what is no map has to be the same.
    pub fn holds(&self, other: &Shape) -> bool {
        match (self, other) {
            (Shape::Map(own), Shape::Map(other)) => {
                other.iter().all(|(key, value)| own.get(key).is_some_and(|own| own == value))
            }
            _ => self == other,
        }
    }
}

/// What is changed, by place.
#[derive(Default)]
struct Plan<'a> {
    texts: BTreeMap<Mark, &'a str>,
    names: BTreeMap<Mark, &'a str>,
    items: Vec<Mark>,
    entries: Vec<Mark>,
}

impl Plan<'_> {
    /// The shape of a value; `None` for a list whose items all go.
    fn shape(&self, node: &Node) -> Option<Shape> {
        Some(match &node.value {
            Value::Scalar { text, .. } => match self.texts.get(&node.mark) {
                Some(text) => Shape::Text((*text).to_owned()),
                None if node.is_null() => Shape::Null,
                None => Shape::Text(text.clone()),
            },
            Value::Sequence(items) => {
                let left: Vec<Shape> = items
                    .iter()
                    .filter(|item| !self.items.contains(&item.mark))
                    .filter_map(|item| self.shape(item))
                    .collect();
                if left.is_empty() && !items.is_empty() {
                    return None;
                }
                Shape::List(left)
            }
            Value::Mapping(entries) => {
                let left = entries.iter().filter(|(key, _)| !self.entries.contains(&key.mark));
                let left = left.filter_map(|(key, value)| {
                    let name = match self.names.get(&key.mark) {
                        Some(name) => (*name).to_owned(),
                        None => match &key.value {
                            Value::Scalar { text, .. } => text.clone(),
                            _ => key.to_json_text(),
                        },
                    };
                    Some((name, self.shape(value)?))
                });
                Shape::Map(left.collect())
            }
        })
    }
}
