//! SageMaker model cards: the shape that the service's schema asks for, written down here from its documentation.

use serde_json::{Value, json as value};

use super::{EXAMPLE, json, one};

/// The parts of the schema that a card of ours can touch: names, lengths, numbers of entries.
fn schema() -> Value {
    let text = |most: u32| value!({"type": "string", "maxLength": most});
    let object = |properties: Value| value!({"type": "object", "additionalProperties": false, "properties": properties});
    let named = |most: u32| value!({"type": "string", "minLength": 1, "maxLength": most});
    let metric = value!({
        "type": "object", "additionalProperties": false, "required": ["name", "type", "value"],
        "properties": {"name": named(255), "type": {"enum": ["number", "string", "boolean"]}, "value": {"anyOf": [{"type": "number"}, text(63), {"type": "boolean"}]}},
    });
    let evaluation = value!({
        "type": "object", "additionalProperties": false, "required": ["name"],
        "properties": {
            "name": named(63),
            "datasets": {"type": "array", "maxItems": 10, "items": text(1024)},
            "metadata": {"type": "object", "additionalProperties": text(1024)},
            "metric_groups": {"type": "array", "items": {"type": "object", "required": ["name", "metric_data"], "properties": {"name": named(63), "metric_data": {"type": "array", "items": metric}}}},
        },
    });
    let content = object(value!({
        "model_overview": object(value!({
            "model_name": text(1024), "model_description": text(1024), "model_version": {"type": "integer", "minimum": 1},
            "problem_type": text(1024), "algorithm_type": text(1024), "model_creator": text(1024), "model_owner": text(1024),
            "model_artifact": {"type": "array", "maxItems": 15, "items": text(1024)},
        })),
        "intended_uses": object(value!({
            "purpose_of_model": text(2048), "intended_uses": text(2048), "factors_affecting_model_efficiency": text(2048),
            "risk_rating": {"enum": ["High", "Medium", "Low", "Unknown"]}, "explanations_for_risk_rating": text(2048),
        })),
        "evaluation_details": {"type": "array", "items": evaluation},
        "additional_information": object(value!({
            "ethical_considerations": text(2048), "caveats_and_recommendations": text(2048),
            "custom_details": {"type": "object", "additionalProperties": text(1024)},
        })),
    }));
    value!({
        "type": "object", "additionalProperties": false, "required": ["ModelCardName", "ModelCardStatus", "Content"],
        "properties": {
            "ModelCardName": {"type": "string", "maxLength": 63, "pattern": "^[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}$"},
            "ModelCardStatus": {"enum": ["Draft", "PendingReview", "Approved", "Archived"]},
            "Content": content,
        },
    })
}

fn check(text: &str) -> Value {
    let card = json(text);
    let validator = jsonschema::validator_for(&schema()).unwrap();
    let breaches: Vec<String> =
        validator.iter_errors(&card).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert!(breaches.is_empty(), "{breaches:#?}");
    assert!(card["Content"].to_string().chars().count() <= 100_000);
    card
}

#[test]
fn cards_have_the_shape_of_the_service() {
    let mut count = 0;
    for (_, text) in EXAMPLE.iter().filter(|(path, _)| path.ends_with(".sagemaker.json")) {
        check(text);
        count += 1;
    }
    assert_eq!(count, 38);
}

#[test]
fn long_cards_are_cut_to_what_the_service_takes() {
    let long = "word ".repeat(2_000);
    let weights: String = (0..40).map(|n| format!("- {{uri: s3://b/{n}.bin}}\n")).collect();
    let results: String = (0..2_000)
        .map(|n| format!("  - {{task: {{type: t}}, dataset: {{type: d{n}, name: D}}, metrics: [{{type: m, value: 1 ± 2}}]}}\n"))
        .collect();
    let card = format!(
        "---\nowners: [{long:?}]\ndescription: {long:?}\nlimitations: [{long:?}]\nintended_use: [{long:?}]\nrisk: {{level: Severe, rationale: {long:?}}}\nweights:\n{weights}model-index:\n- results:\n{results}---\n"
    );
    let card = check(&one(&card)["models/acme/x/x.sagemaker.json"]);
    assert_eq!(card["Content"]["intended_uses"]["risk_rating"], "Unknown");
    assert_eq!(card["Content"]["model_overview"]["model_artifact"].as_array().unwrap().len(), 15);
}

#[test]
fn status_and_version_are_the_cards() {
    let card = |front: &str| check(&one(&format!("---\n{front}\n---\n"))["models/acme/x/x.sagemaker.json"]);
    let status = |front: &str| card(front)["ModelCardStatus"].clone();
    assert_eq!(status("approval: {status: approved}"), "Approved");
    assert_eq!(status("approval: {status: pending-review}"), "PendingReview");
    assert_eq!(status("approval: {status: approved}\ndeprecated: true"), "Archived");
    assert_eq!(status("license: mit"), "Draft");
    assert_eq!(card("version: 3")["Content"]["model_overview"]["model_version"], 3);
    let other = card("version: \"2.1.0\"");
    assert_eq!(other["Content"]["additional_information"]["custom_details"]["version"], "2.1.0");
    assert_eq!(other["Content"]["model_overview"].get("model_version"), None);
    assert_eq!(card("version: 3")["ModelCardName"], "acme-x");
}
