//! The JSON Schemas say what the readers say: the same keys, and what real hubs hold is valid.

#![allow(clippy::unwrap_used, reason = "a test that cannot prepare its schema has failed")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use cardex::config::Config;
use cardex::schema::{self, Word};
use cardex::yaml::{self, Limits};
use jsonschema::Validator;
use serde_json::{Value, json};

fn rules() -> Vec<Word> {
    cardex::check::rules::all().iter().map(|rule| (rule.code.to_owned(), rule.summary.to_owned())).collect()
}

fn gates() -> Vec<Word> {
    let gates = cardex::review::gates::gates().iter();
    gates.map(|gate| (gate.code.to_owned(), gate.summary.to_owned())).collect()
}

fn example(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("example-hub").join(path)).unwrap()
}

/// A YAML text as the readers see it.
fn read(text: &str) -> Value {
    yaml::parse(text, 1, "test", &Limits::default()).value.map_or_else(|| json!({}), |node| node.to_json())
}

/// The places that a schema finds fault with.
fn faults(validator: &Validator, value: &Value) -> Vec<String> {
    validator.iter_errors(value).map(|error| format!("{}: {error}", error.instance_path())).collect()
}

fn validator(schema: &Value) -> Validator {
    jsonschema::draft7::meta::validate(schema).unwrap();
    jsonschema::draft7::new(schema).unwrap()
}

/// Every map with fixed keys in the hub's schema: the place where it stands, as keys of YAML, and its keys.
fn maps(root: &Value, schema: &Value, place: &[&str], found: &mut Vec<(Vec<String>, BTreeSet<String>)>) {
    if let Some(name) = schema["$ref"].as_str() {
        return maps(root, root.pointer(&name[1..]).unwrap(), place, found);
    }
    if schema["additionalProperties"] == false {
        let keys = schema["properties"].as_object().unwrap().keys().cloned().collect();
        found.push((place.iter().map(|key| (*key).to_owned()).collect(), keys));
        for (key, value) in schema["properties"].as_object().unwrap() {
            maps(root, value, &[place, &[key]].concat(), found);
        }
    } else if schema["additionalProperties"].is_object() {
        maps(root, &schema["additionalProperties"], &[place, &["name"]].concat(), found);
    } else if schema["items"].is_object() {
        maps(root, &schema["items"], &[place, &["[]"]].concat(), found);
    }
}

/// The keys that the reader of hub.yaml knows at a place: it lists them when it meets one that it does not know.
fn known_keys(place: &[String]) -> BTreeSet<String> {
    let mut value = json!({"no-such-key-at-all": null});
    for key in place.iter().rev() {
        value = match key.as_str() {
            // What an entry of a list requires, so that it is not refused for its lack.
            "[]" => {
                let entry = value.as_object_mut().unwrap();
                let required = if place[0] == "storage" { "prefix" } else { "id" };
                entry.entry(required).or_insert_with(|| json!("text"));
                json!([value])
            }
            key => json!({key: value}),
        };
    }
    let parsed = Config::parse(value.to_string().as_bytes());
    let [finding] = parsed.diagnostics.as_slice() else { panic!("{place:?}: {:#?}", parsed.diagnostics) };
    match (&finding.help, finding.message.split_once("expected ")) {
        (Some(help), _) => {
            let (_, keys) = help.split_once("the settings here are: ").unwrap();
            keys.split(", ").map(str::to_owned).collect()
        }
        // An entry of a list is refused as a whole.
        (None, Some((_, keys))) => keys.split('`').skip(1).step_by(2).map(str::to_owned).collect(),
        _ => panic!("{place:?}: {finding:?}"),
    }
}

#[test]
fn the_schema_of_a_hub_has_the_keys_that_are_read_and_no_others() {
    let mut schema = schema::hub(&rules(), &gates());
    // The reader takes `schema: 1` off before it looks at the keys.
    schema["properties"].as_object_mut().unwrap().remove("schema").unwrap();
    let mut found = Vec::new();
    maps(&schema, &schema, &[], &mut found);
    assert_eq!(found.len(), 25, "{found:#?}");
    for (place, keys) in found {
        assert_eq!(keys, known_keys(&place), "the keys of `{}`", place.join("."));
    }
}

#[test]
fn hubs_are_valid_and_mistakes_are_not() {
    let validator = validator(&schema::hub(&rules(), &gates()));
    let fault = |text: &str| faults(&validator, &read(text));
    assert_eq!(fault(&example("hub.yaml")), Vec::<String>::new());
    let documented =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/hub-yaml.md")).unwrap();
    let documented = documented.split("```yaml\n").nth(1).unwrap().split("```").next().unwrap();
    assert_eq!(fault(documented), Vec::<String>::new());
    for good in
        ["", "site: {title: 2026}", "check: {ignore: CX4, severity: {CX9: note}}", "stages: {values: draft}"]
    {
        assert_eq!(fault(good), Vec::<String>::new(), "{good}");
    }
    for bad in [
        "titel: x",
        "site: {titel: x}",
        "review: {gates: {CR201: fatal}}",
        "review: {gates: {CX201: block}}",
        "review: {tolerances: {f1: {max_relative: some}}}",
        "site: {base_url: models.example.org}",
        "storage: [{public: \"https://a.example/\"}]",
        "check: {fail_on: errors}",
        "check: {severity: {CX904: fatal}}",
        "limits: {links: many}",
        "paths: {models: /etc}",
        "vocabulary: {metrics: {wer: {better: less}}}",
        "schema: 2",
    ] {
        assert_eq!(fault(bad).len(), 1, "{bad}: {:?}", fault(bad));
        assert!(!Config::parse(bad.as_bytes()).diagnostics.is_empty(), "the reader takes {bad}");
    }
}

/// The front matter of a card.
fn front(text: &str) -> &str {
    text.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---")).map_or("", |(front, _)| front)
}

#[test]
fn the_cards_of_the_example_are_valid() {
    let config = Config::parse(example("hub.yaml").as_bytes()).value;
    let schema = schema::card(&config);
    let validator = validator(&schema);
    let models = Path::new(env!("CARGO_MANIFEST_DIR")).join("example-hub/models");
    let mut count = 0;
    for entry in walkdir::WalkDir::new(models).into_iter().map(Result::unwrap) {
        if entry.file_name() == "README.md" {
            let text = fs::read_to_string(entry.path()).unwrap();
            let value = read(front(&text));
            assert_eq!(faults(&validator, &value), Vec::<String>::new(), "{}", entry.path().display());
            count += 1;
        }
    }
    assert!(count >= 38, "{count} cards");
    // What a hub adds is offered.
    let offered = |key: &str| schema["properties"][key].to_string();
    assert_eq!(schema["definitions"]["task"]["enum"][0], "arrival-time-estimation");
    assert_eq!(schema["definitions"]["license"]["enum"][0], "lumen-voice-1.0");
    assert!(offered("pipeline_tag").contains("#/definitions/task"));
    assert!(offered("owners").contains("@quill-nlp/core"));
    assert!(offered("stage").contains("production"));
}

#[test]
fn cards_are_read_as_tolerantly_as_by_the_catalog() {
    let validator = validator(&schema::card(&Config::default()));
    let fault = |text: &str| faults(&validator, &read(text)).len();
    for good in [
        "",
        "license: [mit, apache-2.0]",
        "license: my-own-terms",
        "language: no",
        "pipeline_tag: my-task",
        "version: 1.10",
        "co2_eq_emissions: 12.5",
        "co2_eq_emissions: {emissions: 12.5}",
        "owners: '@acme/nlp'",
        "authors: [{name: A, email: a@example.org}, B]",
        "weights: [{uri: model.bin, size: 438 MB, params: 7B, dtype: {F16: 7}}]",
        "weights: {uri: model.bin}",
        "deprecated: true",
        "risk: low",
        "my_own_key: {a: [1]}",
        "model-index: [{name: a, results: [{task: {type: b}, dataset: {type: c, name: d}, metrics: [{type: e, value: 20.0 ± 1.2}]}]}]",
    ] {
        assert_eq!(fault(good), 0, "{good}: {:?}", faults(&validator, &read(good)));
    }
    for bad in [
        "- a list",
        "license: {name: mit}",
        "tags: {a: b}",
        "title: [a, b]",
        "version: latest model",
        "date: yesterday",
        "weights: model.bin",
        "weights: [{size: 3}]",
        "weights: [{uri: a, sha256: abc}]",
        "signature: tensor",
        "model-index: [{results: [{task: {type: b}}]}]",
    ] {
        assert_ne!(fault(bad), 0, "{bad}");
    }
}

#[test]
fn the_schema_of_cards_has_every_key_that_is_read() {
    // What the catalog does not know it shows as additional metadata: nothing that the schema names may end up there.
    let schema = schema::card(&Config::default());
    let keys: Vec<&String> = schema["properties"].as_object().unwrap().keys().collect();
    let card =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/catalog/model_card.rs")).unwrap();
    for key in &keys {
        assert!(card.contains(&format!("\"{key}\"")), "the catalog does not read `{key}`");
    }
    let quoted = regex::Regex::new(r#"(?:Hub|Own)\("([a-z_]+)"\)|fields\.take\("([a-z_-]+)"\)"#).unwrap();
    for found in quoted.captures_iter(&card) {
        let key = found.get(1).or(found.get(2)).unwrap().as_str();
        assert!(keys.iter().any(|known| *known == key), "the schema lacks `{key}`");
    }
}
