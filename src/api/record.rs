//! One model as JSON.

use serde_json::{Map, Value, json};

use crate::catalog::{Artifact, Catalog, Evaluation, Kind, Model};

/// What the list of all models says of one.
pub(super) fn summary(catalog: &Catalog, ordinal: usize, page: &str, record: &str) -> Value {
    let model = &catalog.models[ordinal];
    let mut summary = head(catalog, ordinal, model);
    summary.insert("path".to_owned(), json!(page));
    summary.insert("api".to_owned(), json!(record));
    Value::Object(summary)
}

/// The record of one model, as JSON text with a line feed behind it.
///
/// `page` is the model's page, relative to the site's root.
pub fn model(catalog: &Catalog, ordinal: usize, page: &str) -> Vec<u8> {
    let model = &catalog.models[ordinal];
    let mut record = head(catalog, ordinal, model);
    let mut put = |key: &str, value: Value| {
        if !value.is_null() {
            record.insert(key.to_owned(), value);
        }
    };
    put("path", json!(page));
    put("title", json!(model.title));
    put("card", json!(model.card_path));
    put("siblings", model.artifacts.iter().map(sibling).collect());
    put("weights", model.artifacts.iter().map(weight).collect());
    put("model-index", results(model));
    put(
        "base_models",
        model.bases.iter().map(|base| json!({"id": base.id, "local": base.model.is_some()})).collect(),
    );
    put("base_model_relation", json!(model.relation.map(|relation| relation.id())));
    put(
        "derived",
        model.derived.iter().map(|&child| json!(catalog.models[child as usize].id.as_str())).collect(),
    );
    put("new_version", json!(model.successor.as_ref().map(|successor| &successor.id)));
    put("usedStorage", json!(model.size()));
    put("parameters", json!(model.parameters()));
    if !model.problems.is_empty() {
        put("problems", json!(model.problems));
    }
    // The front matter is JSON text already: reading it to write it again would cost as much as all the rest.
    let mut text = Value::Object(record).to_string();
    text.pop();
    text.push_str(",\"cardData\":");
    text.push_str(&model.card.card_data);
    text.push_str("}\n");
    text.into_bytes()
}

fn head(catalog: &Catalog, ordinal: usize, model: &Model) -> Map<String, Value> {
    let mut head = Map::new();
    let mut put = |key: &str, value: Value| {
        if !value.is_null() {
            head.insert(key.to_owned(), value);
        }
    };
    let keys = |kind| catalog.taxonomies.of_model(ordinal, kind).map(|term| term.key.clone());
    put("id", json!(model.id.as_str()));
    put("author", json!(model.id.org()));
    put("sha", json!(model.commit));
    put("createdAt", json!(model.created.map(|date| format!("{date}T00:00:00.000Z"))));
    put("lastModified", json!(model.updated.map(|date| format!("{date}T00:00:00.000Z"))));
    put("private", json!(false));
    put("gated", json!(model.card.gated.is_some()));
    put("pipeline_tag", json!(model.task));
    put("library_name", json!(model.library));
    // The Hub lists languages, datasets and licences among the tags, each under a prefix; languages bare.
    let prefixed = |prefix: &'static str, kind| keys(kind).map(move |key| format!("{prefix}{key}"));
    let tags: Vec<String> = keys(Kind::Tag)
        .chain(keys(Kind::Language))
        .chain(prefixed("dataset:", Kind::Dataset))
        .chain(prefixed("license:", Kind::License))
        .collect();
    put("tags", json!(tags));
    put("description", json!(model.description));
    put("version", json!(model.card.version.as_ref().map(|version| &version.value)));
    put("stage", json!(model.card.stage.as_ref().map(|stage| &stage.value)));
    put("deprecated", json!(model.card.deprecated.is_some()));
    head
}

fn sibling(artifact: &Artifact) -> Value {
    let lfs = artifact.sha256.as_ref().map(|sha256| json!({"sha256": sha256, "size": artifact.size}));
    without_nulls(json!({"rfilename": artifact.path, "size": artifact.size, "lfs": lfs}))
}

fn weight(artifact: &Artifact) -> Value {
    without_nulls(json!({
        "path": artifact.path,
        "uri": artifact.uri,
        "size": artifact.size,
        "sha256": artifact.sha256,
        "format": Some(&artifact.format).filter(|format| !format.is_empty()),
        "dtype": artifact.dtype,
        "params": artifact.parameters,
        "quantization": artifact.quantization,
        "variant": artifact.variant,
        "role": artifact.role,
        "lfs": artifact.lfs.then_some(true),
    }))
}

fn results(model: &Model) -> Value {
    if model.card.evaluations.is_empty() {
        return Value::Null;
    }
    let results: Vec<Value> = model.card.evaluations.iter().map(result).collect();
    json!([{"name": model.id.name(), "results": results}])
}

fn result(evaluation: &Evaluation) -> Value {
    let metrics: Vec<Value> = evaluation
        .metrics
        .iter()
        .map(|metric| without_nulls(json!({"type": metric.kind, "name": metric.name, "value": number(&metric.value), "config": metric.setting})))
        .collect();
    let source =
        evaluation.source.as_ref().map(|(name, url)| without_nulls(json!({"name": name, "url": url})));
    without_nulls(json!({
        "task": without_nulls(json!({"type": evaluation.task, "name": evaluation.task_name})),
        "dataset": without_nulls(json!({
            "type": evaluation.dataset,
            "name": evaluation.dataset_name,
            "config": evaluation.config,
            "split": evaluation.split,
            "revision": evaluation.revision,
        })),
        "metrics": metrics,
        "source": source,
    }))
}

/// A number when the text is one that JSON can hold as written; else the text.
fn number(text: &str) -> Value {
    serde_json::from_str::<serde_json::Number>(text)
        .ok()
        .filter(|number| number.to_string() == text)
        .map_or_else(|| json!(text), Value::Number)
}

fn without_nulls(value: Value) -> Value {
    match value {
        Value::Object(map) => Value::Object(map.into_iter().filter(|(_, value)| !value.is_null()).collect()),
        value => value,
    }
}
