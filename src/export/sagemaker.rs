//! An Amazon SageMaker model card: the content of `create_model_card`, with the name and status that go beside it.

use serde_json::{Map, Value, json};

use crate::catalog::text::shorten;
use crate::catalog::{Evaluation, Kind, Model};

use super::{Subject, file, put, reference};

/// Characters of one text, a longer one, and a name: the form refuses more.
const TEXT: usize = 1_024;
const LONG_TEXT: usize = 2_048;
const NAME: usize = 63;

/// Characters of all evaluation, so that the whole card stays below the 100,000 that the form takes.
const MOST_EVALUATION: usize = 60_000;

/// Artifacts and datasets that the form takes.
const MOST_ARTIFACTS: usize = 15;
const MOST_DATASETS: usize = 10;

/// The card of one model, as JSON text: `ModelCardName`, `ModelCardStatus`, and `Content` as an object. The API takes the
/// content as text.
pub fn sagemaker(subject: Subject<'_>) -> Vec<u8> {
    let model = subject.model();
    let mut card = Map::new();
    put(&mut card, "ModelCardName", name(model.id.as_str()));
    put(&mut card, "ModelCardStatus", status(model));
    card.insert("Content".to_owned(), Value::Object(content(subject)));
    file(card)
}

/// Letters and digits, parts of them joined by one `-`: what the form takes for a name.
fn name(id: &str) -> String {
    let mut name = String::new();
    for c in id.chars() {
        if c.is_ascii_alphanumeric() {
            name.push(c);
        } else if !name.is_empty() && !name.ends_with('-') {
            name.push('-');
        }
        if name.len() >= NAME {
            break;
        }
    }
    let name = name.trim_end_matches('-');
    if name.is_empty() { "model".to_owned() } else { name.to_owned() }
}

fn status(model: &Model) -> &'static str {
    let is = |text: Option<&str>, word: &str| text.is_some_and(|text| text.eq_ignore_ascii_case(word));
    let stage = model.card.stage.as_ref().map(|stage| stage.value.as_str());
    let approval = model.card.approval.as_ref().map(|approval| approval.status.as_str());
    if is(stage, "archived") || model.card.deprecated.is_some() {
        "Archived"
    } else if is(approval, "approved") {
        "Approved"
    } else if is(approval, "pending-review") {
        "PendingReview"
    } else {
        "Draft"
    }
}

fn content(subject: Subject<'_>) -> Map<String, Value> {
    let model = subject.model();
    let card = &model.card;
    let text = |text: &str| shorten(text, TEXT);
    let long = |texts: Vec<String>| shorten(&texts.join("\n"), LONG_TEXT);
    let names = |parties: &[crate::catalog::Party]| {
        text(&parties.iter().map(|party| party.name.as_str()).collect::<Vec<_>>().join(", "))
    };
    let mut overview = Map::new();
    put(&mut overview, "model_name", text(model.id.as_str()));
    put(&mut overview, "model_description", text(&model.description));
    // The form knows whole numbers alone; any other version stands among the details.
    let version = card.version.as_ref().map(|version| version.value.as_str());
    put(&mut overview, "model_version", version.and_then(|version| version.parse::<u32>().ok()));
    put(&mut overview, "problem_type", text(model.task.as_deref().unwrap_or_default()));
    put(&mut overview, "algorithm_type", text(card.architecture.as_ref().map_or("", |name| &name.value)));
    put(&mut overview, "model_creator", names(&card.authors));
    put(&mut overview, "model_owner", names(&card.owners));
    let stored = model.artifacts.iter().filter_map(|artifact| artifact.uri.as_deref()).map(reference);
    put(
        &mut overview,
        "model_artifact",
        stored.filter(|uri| uri.len() <= TEXT).take(MOST_ARTIFACTS).collect::<Vec<_>>(),
    );

    let mut uses = Map::new();
    put(&mut uses, "purpose_of_model", shorten(&model.description, LONG_TEXT));
    let beyond = card.intended_use.out_of_scope.iter().map(|text| format!("Not meant for: {text}"));
    put(&mut uses, "intended_uses", long(card.intended_use.uses.iter().cloned().chain(beyond).collect()));
    put(&mut uses, "factors_affecting_model_efficiency", long(card.limitations.clone()));
    let level = card.risk.as_ref().map(|risk| risk.level.trim().to_ascii_lowercase()).unwrap_or_default();
    let rating = match level.as_str() {
        "high" => "High",
        "medium" => "Medium",
        "low" => "Low",
        _ => "Unknown",
    };
    put(&mut uses, "risk_rating", rating);
    let why = card.risk.as_ref().and_then(|risk| risk.rationale.clone());
    put(&mut uses, "explanations_for_risk_rating", long(why.into_iter().collect()));

    let mut more = Map::new();
    let mitigations = card.risk.as_ref().map(|risk| risk.mitigations.clone()).unwrap_or_default();
    put(&mut more, "ethical_considerations", long(mitigations));
    put(&mut more, "custom_details", details(subject, version));

    let mut content = Map::new();
    put(&mut content, "model_overview", overview);
    put(&mut content, "intended_uses", uses);
    put(&mut content, "evaluation_details", evaluations(model));
    put(&mut content, "additional_information", more);
    content
}

/// What the form has no place for.
fn details(subject: Subject<'_>, version: Option<&str>) -> Map<String, Value> {
    let model = subject.model();
    let card = &model.card;
    let joined = |kind| {
        let terms = subject.catalog.taxonomies.of_model(subject.ordinal, kind);
        let keys: Vec<&str> = terms.map(|term| term.key.as_str()).collect();
        (!keys.is_empty()).then(|| keys.join(", "))
    };
    let bases: Vec<&str> = model.bases.iter().map(|base| base.id.as_str()).collect();
    let checksums = model
        .artifacts
        .iter()
        .filter_map(|artifact| artifact.sha256.as_ref().map(|digits| format!("{} {digits}", artifact.path)));
    let checksums: Vec<String> = checksums.take(MOST_ARTIFACTS).collect();
    let all = [
        ("version", version.map(str::to_owned)),
        ("licence", joined(Kind::License)),
        ("library", joined(Kind::Library)),
        ("languages", joined(Kind::Language)),
        ("training data", joined(Kind::Dataset)),
        ("base model", (!bases.is_empty()).then(|| bases.join(", "))),
        ("stage", card.stage.as_ref().map(|stage| stage.value.clone())),
        ("sha256", (!checksums.is_empty()).then(|| checksums.join("\n"))),
        ("commit", model.commit.clone()),
        ("page", subject.page_url.map(str::to_owned)),
    ];
    let stated = |(key, value): (&str, Option<String>)| Some((key.to_owned(), shorten(&value?, TEXT).into()));
    all.into_iter().filter_map(stated).collect()
}

fn evaluations(model: &Model) -> Vec<Value> {
    let mut room = MOST_EVALUATION;
    let mut entries = Vec::new();
    for evaluation in &model.card.evaluations {
        let entry = entry(evaluation);
        let length = entry.to_string().len();
        if length > room {
            break;
        }
        room -= length;
        entries.push(entry);
    }
    entries
}

fn entry(evaluation: &Evaluation) -> Value {
    let task = evaluation.task_name.as_ref().or(evaluation.task.as_ref());
    let dataset = evaluation.dataset_name.as_ref().or(evaluation.dataset.as_ref());
    let words: Vec<&str> = task.into_iter().chain(dataset).map(String::as_str).collect();
    let name = if words.is_empty() { "Evaluation".to_owned() } else { words.join(" on ") };
    let mut fields = Map::new();
    put(&mut fields, "name", shorten(&name, NAME));
    let datasets = evaluation.dataset.as_ref().or(evaluation.dataset_name.as_ref());
    put(
        &mut fields,
        "datasets",
        datasets.map(|name| shorten(name, TEXT)).into_iter().take(MOST_DATASETS).collect::<Vec<_>>(),
    );
    let setting =
        [("config", &evaluation.config), ("split", &evaluation.split), ("revision", &evaluation.revision)];
    let setting = setting
        .into_iter()
        .filter_map(|(key, value)| Some((key.to_owned(), Value::String(shorten(value.as_ref()?, TEXT)))));
    put(&mut fields, "metadata", setting.collect::<Map<_, _>>());
    let metrics: Vec<Value> = evaluation
        .metrics
        .iter()
        .filter(|metric| !metric.kind.is_empty())
        .map(|metric| {
            let name = shorten(metric.name.as_ref().unwrap_or(&metric.kind), 255);
            match metric.value.trim().parse::<f64>().ok().filter(|value| value.is_finite()) {
                Some(value) => json!({"name": name, "type": "number", "value": value}),
                None => json!({"name": name, "type": "string", "value": shorten(&metric.value, NAME)}),
            }
        })
        .collect();
    if !metrics.is_empty() {
        put(&mut fields, "metric_groups", vec![json!({"name": "metrics", "metric_data": metrics})]);
    }
    Value::Object(fields)
}
