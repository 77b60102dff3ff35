//! Every pair of hubs: the reports in full, and the JSON against its schema.

use cardex::review::report::{SCHEMA, html, json, markdown, terminal};

use super::reported;
use super::samples::SAMPLES;

/// Without the program's version.
fn plain(text: &str) -> String {
    text.replace(concat!("cardex ", env!("CARGO_PKG_VERSION")), "cardex VERSION")
}

#[test]
fn each_pair_in_full() {
    for (name, base, head) in SAMPLES {
        let text = reported(base, head, |report| format!("{}\n{}", terminal(report), markdown(report)));
        insta::assert_snapshot!(format!("pair__{name}"), plain(&text));
    }
}

#[test]
fn a_page_and_the_json_in_full() {
    let (_, base, head) = SAMPLES.iter().find(|(name, ..)| *name == "alias_and_stage_moved").unwrap();
    let page = reported(base, head, |report| html(report).unwrap());
    insta::assert_snapshot!("page", plain(&page));
    let text = reported(base, head, json);
    insta::assert_snapshot!(
        "json",
        text.replace(concat!("\"", env!("CARGO_PKG_VERSION"), "\""), "\"VERSION\"")
    );
}

#[test]
fn every_json_follows_the_schema() {
    let schema = serde_json::from_str(SCHEMA).unwrap();
    let validator = jsonschema::draft202012::new(&schema).unwrap();
    for (name, base, head) in SAMPLES {
        let text = reported(base, head, json);
        let value = serde_json::from_str(&text).unwrap();
        let breaches: Vec<String> = validator
            .iter_errors(&value)
            .map(|error| format!("{}: {error}", error.instance_path()))
            .collect();
        assert!(breaches.is_empty(), "{name}: {breaches:#?}");
    }
    let breach = serde_json::json!({"schema": 2});
    assert!(!validator.is_valid(&breach));
}
