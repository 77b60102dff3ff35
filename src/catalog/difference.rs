//! What changed from one state of a model to another: fields, results, weights.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::config::{Better, Config};
use crate::vocabulary::metric;

use super::meaning::meaning;
use super::measure;
use super::text::one_line;
use super::{Artifact, Evaluation, Metric, Model, version};

/// What changed.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Difference {
    /// Keys of the front matter other than weights and results, by name.
    pub fields: Vec<FieldChange>,
    /// Results, by task, dataset and metric.
    pub results: Vec<ResultChange>,
    /// Files of weights, by path.
    pub weights: Vec<WeightChange>,
}

/// A key whose value changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldChange {
    /// The key.
    pub key: String,
    /// Its value before, on one line; `None` where the card did not have it.
    pub before: Option<String>,
    /// Its value after.
    pub after: Option<String>,
}

/// A result that came, went or changed.
#[derive(Debug, Clone, PartialEq)]
pub struct ResultChange {
    /// What was measured how.
    pub identity: Identity,
    /// What the metric is called, where the card says.
    pub name: Option<String>,
    /// The value before, as written.
    pub before: Option<String>,
    /// The value after, as written.
    pub after: Option<String>,
    /// After minus before, where both are numbers.
    pub delta: Option<f64>,
    /// Whether the later value is the better one; `None` where they are equal, no numbers, or nobody knows which way is better.
    pub better: Option<bool>,
}

/// What makes two results the same measurement: the Hub's rule.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Identity {
    /// The task's id.
    pub task: Option<String>,
    /// The dataset's id, else its name.
    pub dataset: Option<String>,
    /// The dataset's configuration.
    pub config: Option<String>,
    /// The dataset's split.
    pub split: Option<String>,
    /// The dataset's revision.
    pub revision: Option<String>,
    /// The metric's id.
    pub metric: String,
    /// The metric's configuration.
    pub setting: Option<String>,
}

impl Identity {
    /// What a result is a measurement of.
    pub fn of(evaluation: &Evaluation, metric: &Metric) -> Self {
        Self {
            task: evaluation.task.clone(),
            dataset: evaluation.dataset.clone().or_else(|| evaluation.dataset_name.clone()),
            config: evaluation.config.clone(),
            split: evaluation.split.clone(),
            revision: evaluation.revision.clone(),
            metric: metric::find(&metric.kind)
                .map_or_else(|| metric.kind.clone(), |known| known.id.to_owned()),
            setting: metric.setting.clone(),
        }
    }
}

/// A file of weights that came, went or changed.
#[derive(Debug, Clone, PartialEq)]
pub struct WeightChange {
    /// Its path.
    pub path: String,
    /// The file before.
    pub before: Option<Artifact>,
    /// The file after.
    pub after: Option<Artifact>,
}

impl WeightChange {
    /// Whether the bytes are known to be others: checksum, or size where a checksum is missing.
    pub fn is_other_content(&self) -> bool {
        let (Some(before), Some(after)) = (&self.before, &self.after) else { return true };
        match (&before.sha256, &after.sha256) {
            (Some(before), Some(after)) => before != after,
            _ => before.size.is_some() && after.size.is_some() && before.size != after.size,
        }
    }
}

/// Keys that are compared in a way of their own, or say where a version stands and not what it is.
const APART: [&str; 9] = [
    "aliases",
    "approval",
    "cardex_ignore",
    "deprecated",
    "model-index",
    "stage",
    "version",
    "date",
    "weights",
];

/// What changed from one state of a model to another. A key of the model as a whole that an earlier version leaves to the card is no change.
pub fn difference(before: &Model, after: &Model, config: &Config) -> Difference {
    Difference {
        fields: fields(before, after, &APART, true),
        results: results(before, after, config),
        weights: weights(before, after),
    }
}

/// Keys of a card that are told in a way of their own where the card is held against its own earlier text.
const APART_IN_A_CARD: [&str; 5] = ["aliases", "model-index", "stage", "version", "weights"];

/// What somebody changed in a card, from one text of the same file to another: as [`difference`], but a key that is not there any
/// more is gone, and what the card says of where it stands counts.
pub fn edited(before: &Model, after: &Model, config: &Config) -> Difference {
    Difference { fields: fields(before, after, &APART_IN_A_CARD, false), ..difference(before, after, config) }
}

fn fields(before: &Model, after: &Model, apart: &[&str], inherits: bool) -> Vec<FieldChange> {
    let read = |model: &Model| match serde_json::from_str(&model.card.card_data) {
        Ok(Value::Object(map)) => map,
        _ => serde_json::Map::new(),
    };
    let (old, new) = (read(before), read(after));
    let keys: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
    let mut changes = Vec::new();
    for key in keys.into_iter().filter(|key| !apart.contains(&key.as_str())) {
        let (one, other) = (old.get(key), new.get(key));
        let inherited =
            inherits && version::OF_THE_MODEL.contains(&key.as_str()) && (one.is_none() || other.is_none());
        if one != other && !inherited {
            let text = |value: Option<&Value>| value.map(display).filter(|text| !text.is_empty());
            let (before, after) = (text(one), text(other));
            if before != after {
                changes.push(FieldChange { key: one_line(key), before, after });
            }
        }
    }
    changes
}

/// Longest text of a value, in characters.
const LONGEST: usize = 400;

/// A value on one line: items by commas, entries by semicolons.
fn display(value: &Value) -> String {
    fn write(out: &mut String, value: &Value) {
        match value {
            Value::Null => {}
            Value::String(text) => out.push_str(text),
            Value::Array(items) => {
                for (n, item) in items.iter().enumerate() {
                    out.push_str(if n > 0 { ", " } else { "" });
                    write(out, item);
                }
            }
            Value::Object(entries) => {
                for (n, (key, item)) in entries.iter().enumerate() {
                    out.push_str(if n > 0 { "; " } else { "" });
                    out.push_str(key);
                    out.push_str(": ");
                    write(out, item);
                }
            }
            other => out.push_str(&other.to_string()),
        }
    }
    let mut text = String::new();
    write(&mut text, value);
    super::text::shorten(&one_line(&text), LONGEST)
}

fn results(before: &Model, after: &Model, config: &Config) -> Vec<ResultChange> {
    fn read(model: &Model) -> BTreeMap<Identity, &Metric> {
        let all = model.card.evaluations.iter();
        let each =
            all.flat_map(|evaluation| evaluation.metrics.iter().map(move |metric| (evaluation, metric)));
        // Of a result that a card gives twice the last counts.
        each.map(|(evaluation, metric)| (Identity::of(evaluation, metric), metric)).collect()
    }
    let (old, new) = (read(before), read(after));
    let keys: BTreeSet<&Identity> = old.keys().chain(new.keys()).collect();
    let mut changes = Vec::new();
    for identity in keys {
        let (one, other) = (old.get(identity), new.get(identity));
        if one.map(|metric| &metric.value) == other.map(|metric| &metric.value) {
            continue;
        }
        let (delta, better) = match (one, other) {
            (Some(one), Some(other)) => step(config, &identity.metric, &one.value, &other.value),
            _ => (None, None),
        };
        changes.push(ResultChange {
            identity: identity.clone(),
            name: other.or(one).and_then(|metric| metric.name.clone()),
            before: one.map(|metric| metric.value.clone()),
            after: other.map(|metric| metric.value.clone()),
            delta,
            better,
        });
    }
    changes
}

/// How far a value of a metric is from an earlier one, and whether it is the better one.
pub fn step(config: &Config, metric: &str, before: &str, after: &str) -> (Option<f64>, Option<bool>) {
    let number = |text| measure::read(text).map(|measure| measure.value);
    let delta = number(before).zip(number(after)).map(|(before, after)| after - before);
    let better = delta.filter(|delta| *delta != 0.0).and_then(|delta| {
        meaning(config, metric).better.map(|way| match way {
            Better::Higher => delta > 0.0,
            Better::Lower => delta < 0.0,
        })
    });
    (delta, better)
}

fn weights(before: &Model, after: &Model) -> Vec<WeightChange> {
    let read = |model: &Model| -> BTreeMap<String, Artifact> {
        model.artifacts.iter().map(|artifact| (artifact.path.clone(), artifact.clone())).collect()
    };
    let (old, new) = (read(before), read(after));
    let keys: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
    let changed = |one: Option<&Artifact>, other: Option<&Artifact>| match (one, other) {
        (Some(one), Some(other)) => {
            one.sha256 != other.sha256
                || one.size != other.size
                || one.uri != other.uri
                || one.format != other.format
                || one.parameters != other.parameters
                || one.dtype != other.dtype
        }
        _ => true,
    };
    keys.into_iter()
        .map(|path| (path, old.get(path), new.get(path)))
        .filter(|(_, one, other)| changed(*one, *other))
        .map(|(path, one, other)| WeightChange {
            path: path.clone(),
            before: one.cloned(),
            after: other.cloned(),
        })
        .collect()
}
