//! A CycloneDX 1.6 ML-BOM: the model as a component, its data and what it was made from.

use serde_json::{Map, Value, json};

use crate::catalog::{Artifact, Kind, Model, Party, Tensor};

use super::identity::uuid;
use super::{GENERATOR, GENERATOR_VERSION, Subject, file, licence, midnight, put, reference, web};

/// What the model is called within its bill.
const MODEL: &str = "model";

/// The bill of one model, as JSON text.
pub fn cyclonedx(subject: Subject<'_>) -> Vec<u8> {
    let model = subject.model();
    let datasets: Vec<(String, &str)> = subject
        .catalog
        .taxonomies
        .of_model(subject.ordinal, Kind::Dataset)
        .map(|term| (format!("dataset:{}", term.key), term.key.as_str()))
        .collect();
    let mut metadata = Map::new();
    put(&mut metadata, "timestamp", model.updated.map(midnight));
    let tool = json!({"type": "application", "name": GENERATOR, "version": GENERATOR_VERSION});
    put(&mut metadata, "tools", json!({"components": [tool]}));
    put(&mut metadata, "component", component(subject, &datasets));
    let components: Vec<Value> = datasets
        .iter()
        .map(|(reference, name)| {
            json!({"type": "data", "bom-ref": reference, "name": name, "data": [{"type": "dataset", "name": name}]})
        })
        .collect();
    let references: Vec<&str> = datasets.iter().map(|(reference, _)| reference.as_str()).collect();
    let mut rest = Map::new();
    put(&mut rest, "metadata", metadata);
    put(&mut rest, "components", components);
    put(&mut rest, "dependencies", vec![json!({"ref": MODEL, "dependsOn": references})]);
    let serial = uuid(&[model.id.as_str().as_bytes(), Value::Object(rest.clone()).to_string().as_bytes()]);
    let mut bom = Map::new();
    put(&mut bom, "$schema", "http://cyclonedx.org/schema/bom-1.6.schema.json");
    put(&mut bom, "bomFormat", "CycloneDX");
    put(&mut bom, "specVersion", "1.6");
    put(&mut bom, "serialNumber", format!("urn:uuid:{serial}"));
    put(&mut bom, "version", 1);
    bom.extend(rest);
    file(bom)
}

fn component(subject: Subject<'_>, datasets: &[(String, &str)]) -> Map<String, Value> {
    let model = subject.model();
    let card = &model.card;
    let mut fields = Map::new();
    put(&mut fields, "type", "machine-learning-model");
    put(&mut fields, "bom-ref", MODEL);
    put(&mut fields, "authors", card.authors.iter().filter_map(author).collect::<Vec<_>>());
    put(&mut fields, "publisher", model.id.org());
    put(&mut fields, "group", model.id.org());
    put(&mut fields, "name", model.id.name());
    put(&mut fields, "version", card.version.as_ref().map(|version| version.value.as_str()));
    put(&mut fields, "description", model.description.as_str());
    put(&mut fields, "licenses", licenses(model));
    put(&mut fields, "externalReferences", references(subject));
    let ancestor =
        |base: &crate::catalog::Reference| json!({"type": "machine-learning-model", "name": base.id});
    let ancestors: Vec<Value> = model.bases.iter().map(ancestor).collect();
    if !ancestors.is_empty() {
        put(&mut fields, "pedigree", json!({"ancestors": ancestors}));
    }
    put(&mut fields, "modelCard", model_card(model, datasets));
    put(&mut fields, "properties", properties(subject));
    fields
}

/// An author; one that is no more than an address has that for a name.
fn author(author: &Party) -> Option<Value> {
    let mut fields = Map::new();
    put(&mut fields, "name", author.name.as_str());
    (!fields.is_empty()).then_some(Value::Object(fields))
}

fn licenses(model: &Model) -> Vec<Value> {
    let stated = licence::stated(&model.card);
    if let [one] = stated.as_slice()
        && one.is_expression()
    {
        return vec![json!({"expression": one.spdx, "acknowledgement": "declared"})];
    }
    let entry = |one: licence::Stated| {
        let mut fields = Map::new();
        match one.spdx.clone().filter(|_| !one.is_expression()) {
            Some(id) => put(&mut fields, "id", id),
            None => put(&mut fields, "name", one.name),
        }
        put(&mut fields, "acknowledgement", "declared");
        put(&mut fields, "url", one.url.map(|url| reference(&url)));
        json!({"license": fields})
    };
    stated.into_iter().map(entry).collect()
}

fn references(subject: Subject<'_>) -> Vec<Value> {
    let model = subject.model();
    let page = subject.page_url.map(|url| json!({"type": "model-card", "url": url}));
    let repository = model.card.source.iter().find(|(key, _)| key == "repository");
    let source = repository.and_then(|(_, url)| web(url)).map(|url| json!({"type": "vcs", "url": url}));
    let links = model.card.links.iter().filter_map(|(name, url)| {
        let kind = match name.as_str() {
            "repository" => "vcs",
            "homepage" => "website",
            "paper" | "documentation" | "notebook" => "documentation",
            "card" => "model-card",
            _ => "other",
        };
        web(url).map(|url| json!({"type": kind, "url": url, "comment": name}))
    });
    let files =
        model.artifacts.iter().zip(subject.urls).filter_map(|(file, url)| distribution(file, url.as_deref()));
    page.into_iter().chain(source).chain(links).chain(files).collect()
}

fn distribution(artifact: &Artifact, url: Option<&str>) -> Option<Value> {
    let mut fields = Map::new();
    put(&mut fields, "type", "distribution");
    put(&mut fields, "url", reference(url.or(artifact.uri.as_deref())?));
    let size = artifact.size.map(|size| format!(", {size} bytes")).unwrap_or_default();
    put(&mut fields, "comment", format!("{}{size}", artifact.path));
    let hash = artifact.sha256.as_ref().map(|digits| json!({"alg": "SHA-256", "content": digits}));
    put(&mut fields, "hashes", hash.into_iter().collect::<Vec<_>>());
    Some(Value::Object(fields))
}

fn model_card(model: &Model, datasets: &[(String, &str)]) -> Map<String, Value> {
    let card = &model.card;
    let mut parameters = Map::new();
    put(&mut parameters, "task", model.task.as_deref());
    put(&mut parameters, "modelArchitecture", card.architecture.as_ref().map(|name| name.value.as_str()));
    let data = datasets.iter().map(|(reference, _)| json!({"ref": reference}));
    put(&mut parameters, "datasets", data.collect::<Vec<_>>());
    if let Some((inputs, outputs)) = &card.signature {
        put(&mut parameters, "inputs", inputs.iter().map(format).collect::<Vec<_>>());
        put(&mut parameters, "outputs", outputs.iter().map(format).collect::<Vec<_>>());
    }
    let mut analysis = Map::new();
    put(&mut analysis, "performanceMetrics", performance(model));
    let mut considerations = Map::new();
    put(&mut considerations, "users", card.intended_use.users.clone());
    put(&mut considerations, "useCases", card.intended_use.uses.clone());
    let beyond = card.intended_use.out_of_scope.iter().map(|use_| format!("Not meant for: {use_}"));
    put(
        &mut considerations,
        "technicalLimitations",
        card.limitations.iter().cloned().chain(beyond).collect::<Vec<_>>(),
    );
    if let Some(risk) = card.risk.as_ref().filter(|risk| !risk.level.is_empty()) {
        let mut fields = Map::new();
        let why = risk.rationale.as_ref().map(|why| format!(": {why}")).unwrap_or_default();
        put(&mut fields, "name", format!("Risk level {}{why}", risk.level));
        put(&mut fields, "mitigationStrategy", risk.mitigations.join("; "));
        put(&mut considerations, "ethicalConsiderations", vec![Value::Object(fields)]);
    }
    let mut fields = Map::new();
    put(&mut fields, "modelParameters", parameters);
    put(&mut fields, "quantitativeAnalysis", analysis);
    put(&mut fields, "considerations", considerations);
    fields
}

/// `float32[-1, 24]`, or as much of it as the card states.
fn format(tensor: &Tensor) -> Value {
    let kind = if tensor.dtype.is_empty() { &tensor.kind } else { &tensor.dtype };
    let shape = if tensor.shape.is_empty() { String::new() } else { format!("[{}]", tensor.shape) };
    let name = if tensor.name.is_empty() { String::new() } else { format!("{}: ", tensor.name) };
    json!({"format": format!("{name}{kind}{shape}")})
}

fn performance(model: &Model) -> Vec<Value> {
    let mut metrics = Vec::new();
    for evaluation in &model.card.evaluations {
        let setting = [&evaluation.config, &evaluation.split, &evaluation.revision];
        let dataset = evaluation.dataset.as_ref().or(evaluation.dataset_name.as_ref());
        let slice: Vec<&str> =
            dataset.into_iter().chain(setting.into_iter().flatten()).map(String::as_str).collect();
        for metric in &evaluation.metrics {
            let mut fields = Map::new();
            put(&mut fields, "type", metric.kind.as_str());
            put(&mut fields, "value", metric.value.as_str());
            put(&mut fields, "slice", slice.join(", "));
            metrics.push(Value::Object(fields));
        }
    }
    metrics
}

/// What the form has no place for.
fn properties(subject: Subject<'_>) -> Vec<Value> {
    let model = subject.model();
    let card = &model.card;
    let approval = card.approval.as_ref().filter(|approval| !approval.status.is_empty());
    let all = [
        ("cardex:stage", card.stage.as_ref().map(|stage| stage.value.clone())),
        ("cardex:approval", approval.map(|approval| approval.status.clone())),
        ("cardex:approvedBy", approval.and_then(|approval| approval.by.clone())),
        ("cardex:deprecated", card.deprecated.as_ref().map(|_| "true".to_owned())),
        ("cardex:relation", model.relation.map(|relation| relation.id().to_owned())),
        ("cardex:library", model.library.clone()),
        ("cardex:parameters", model.parameters().map(|count| count.to_string())),
        ("cardex:commit", model.commit.clone()),
        ("cardex:completeness", Some(subject.found.score().to_string())),
    ];
    let owners = card.owners.iter().map(|owner| ("cardex:owner", Some(owner.name.clone())));
    all.into_iter()
        .chain(owners)
        .filter_map(|(name, value)| value.map(|value| json!({"name": name, "value": value})))
        .collect()
}
