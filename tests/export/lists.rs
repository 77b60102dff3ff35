//! Tables, register, health, badges: what they say, and that it is the cards'.

use cardex::catalog::Aspect;
use serde_json::json as value;

use super::{EXAMPLE, json, one, several};

const CARD: &str = "---\nlicense: gpl-3.0\nowners: [\"@acme/nlp\"]\nrisk: {level: high, rationale: \"It ranks people.\"}\napproval: {status: approved, by: \"@acme/risk\", date: 2026-09-15}\nintended_use: {uses: [Routing], out_of_scope: [Prices]}\ntitle: \"=cmd|' /C calc'!A0\"\n---\n# X\n";

#[test]
fn a_table_has_a_row_for_each_model_and_no_formula() {
    let site = one(CARD);
    let table = &site["models.csv"];
    let lines: Vec<&str> = table.split("\r\n").collect();
    assert_eq!(lines.len(), 3);
    assert!(lines[0].starts_with("id,organisation,name,title,description,task,"), "{table}");
    assert!(lines[1].starts_with("acme/x,acme,x,\"'=cmd|' /C calc'!A0\","), "{table}");
    assert_eq!(lines[0].matches(',').count(), lines[1].matches(',').count());
    assert_eq!(EXAMPLE["models.csv"].lines().next(), Some(lines[0]));
}

#[test]
fn the_register_says_what_an_auditor_asks() {
    let site = one(CARD);
    let row = json(&site["api/v1/register.json"])["models"][0].clone();
    assert_eq!(
        row,
        value!({
            "id": "acme/x", "risk": "high", "risk_rationale": "It ranks people.", "mitigations": [], "stage": "",
            "approval": "approved", "approved_by": "@acme/risk", "approved_on": "2026-09-15", "owners": ["@acme/nlp"],
            "licenses": ["gpl-3.0"], "license_families": ["Copyleft"], "uses": ["Routing"], "out_of_scope": ["Prices"],
            "sensitive_personal_information": "", "deprecated": false,
            "missing": ["limitations", "evaluation", "checksums"], "path": "models/acme/x/index.html",
        })
    );
    assert!(
        site["register.csv"].contains("acme/x,high,It ranks people.,,,approved,"),
        "{}",
        site["register.csv"]
    );
    let html = &site["register/index.html"];
    assert!(
        html.contains("<span class=\"badge bad\">high</span>")
            && html.contains("approved by @acme/risk on 15 September 2026")
    );
}

#[test]
fn the_highest_risk_comes_first() {
    let card = |level: &str| format!("---\nrisk: {level}\n---\n");
    let (low, high, none) = (card("low"), card("high"), card("unknown"));
    let files = [
        ("models/a/a/README.md", none.as_str()),
        ("models/a/b/README.md", &low),
        ("models/a/c/README.md", &high),
    ];
    let html = &several(&files, None)["register/index.html"];
    let at = |id: &str| html.find(&format!(">{id}</a>")).unwrap();
    assert!(at("a/c") < at("a/b") && at("a/b") < at("a/a"));
    assert!(html.contains("<dt>Risk not stated</dt><dd class=\"figure\">1</dd>"), "{html}");
}

#[test]
fn a_score_has_its_reasons() {
    let site = one(
        "---\nlicense: other\npipeline_tag: fill-mask\n---\n# X\n\nA model that fills gaps in sentences.\n\n## Limitations\n\nIt is small.\n",
    );
    let record = json(&site["api/v1/models/acme/x.json"]);
    // Task 8, description 8, limitations 10.
    assert_eq!(record["completeness"]["score"], 26);
    let missing: Vec<&str> =
        record["completeness"]["missing"].as_array().unwrap().iter().map(|id| id.as_str().unwrap()).collect();
    let has = ["task", "description", "limitations"];
    let expected: Vec<&str> =
        Aspect::ALL.iter().map(|aspect| aspect.id()).filter(|id| !has.contains(id)).collect();
    assert_eq!(missing, expected);
    let html = &site["models/acme/x/index.html"];
    assert!(html.contains("<a href=\"../../../health/index.html\">26 of 100</a>"), "{html}");
    assert!(
        html.contains(
            "<li><strong>Licence</strong> (12): <code>license</code>, and <code>license_name</code>"
        )
    );
    assert!(site["health/license/index.html"].contains(">acme/x</a>"));
    assert!(!site.contains_key("health/task/index.html"), "no model lacks it");
}

#[test]
fn health_counts_what_the_models_lack() {
    let health = json(&EXAMPLE["api/v1/health.json"]);
    let models = json(&EXAMPLE["api/v1/models.json"])["models"].as_array().unwrap().clone();
    assert_eq!(health["total"], 38);
    for aspect in health["aspects"].as_array().unwrap() {
        let lacks = |model: &&serde_json::Value| {
            model["completeness"]["missing"].as_array().unwrap().contains(&aspect["id"])
        };
        assert_eq!(aspect["lacking"], models.iter().filter(lacks).count(), "{aspect}");
    }
    let sum: u64 = health["scores"].as_array().unwrap().iter().map(|count| count.as_u64().unwrap()).sum();
    assert_eq!(sum, 38);
    let mean =
        models.iter().map(|model| model["completeness"]["score"].as_f64().unwrap()).sum::<f64>() / 38.0;
    assert_eq!(health["mean"].as_f64().unwrap(), mean.round());
}

#[test]
fn badges_say_what_the_card_says_or_that_it_says_nothing() {
    let site = one("---\nlicense: mit\nversion: \"2.1.0\"\nstage: production\n---\n");
    let badge = |name: &str| {
        let svg = &site[&format!("models/acme/x/badge/{name}.svg")];
        svg[svg.find("<title>").unwrap() + 7..svg.find("</title>").unwrap()].to_owned()
    };
    assert_eq!(badge("version"), "version: v2.1.0 · production");
    assert_eq!(badge("license"), "licence: MIT License");
    assert_eq!(badge("parameters"), "parameters: not stated");
    assert_eq!(badge("completeness"), "card: 16 % complete");
    let html = &site["models/acme/x/index.html"];
    assert!(html.contains(
        "[![version](https://m.example/models/acme/x/badge/version.svg)](https://m.example/models/acme/x/)"
    ));
}

#[test]
fn an_empty_hub_has_an_empty_register() {
    let site = several(&[("models/.keep", "")], None);
    assert_eq!(site["models.csv"].matches("\r\n").count(), 1);
    assert!(site["register/index.html"].contains("nothing to register"));
    assert!(site["health/index.html"].contains("nothing to count"));
    assert_eq!(json(&site["api/v1/health.json"])["mean"], 0);
}

#[test]
fn a_record_has_its_versions_and_what_their_names_stand_for() {
    let site = several(
        &[
            ("models/acme/x/README.md", "---\nversion: \"2.0.0\"\nweights: [{uri: \"s3://b/2.bin\"}]\n---\n"),
            (
                "models/acme/x/versions/1.0.0.md",
                "---\nversion: \"1.0.0\"\ndate: 2026-01-02\nweights: [{uri: \"s3://b/1.bin\"}]\n---\n",
            ),
            ("models/acme/x/lifecycle.yaml", "aliases: {champion: \"1.0.0\"}\n"),
        ],
        None,
    );
    let record = json(&site["api/v1/models/acme/x.json"]);
    assert_eq!(record["aliases"], value!({"champion": "1.0.0"}));
    assert_eq!(
        record["versions"][1],
        value!({
            "version": "1.0.0", "current": false, "date": "2026-01-02", "deprecated": false, "aliases": ["champion"],
            "weights": [{"path": "1.bin", "uri": "s3://b/1.bin", "format": "pytorch", "role": "weights"}],
            "path": "models/acme/x/v/1.0.0/index.html", "file": "models/acme/x/versions/1.0.0.md",
        })
    );
    assert_eq!(record["versions"][0]["weights"][0]["path"], "2.bin");
    // An earlier version's page speaks of what it was: nothing is judged or written of it anew.
    assert!(!site["models/acme/x/v/1.0.0/index.html"].contains("Completeness of the card"));
}

#[test]
fn harvesters_find_files_and_results_in_the_page() {
    let site = one(
        "---\narchitecture: BERT\nweights: [{uri: \"https://w.example/m.onnx\", size: 3}]\nmodel-index: [{results: [{task: {type: t}, dataset: {type: d, name: D}, metrics: [{type: f1, value: 0.50}]}]}]\n---\n",
    );
    let html = &site["models/acme/x/index.html"];
    let start = html.find("application/ld+json\">").unwrap() + "application/ld+json\">".len();
    let data = json(&html[start..start + html[start..].find("</script>").unwrap()]);
    assert_eq!(data["fair4ml:modelCategory"], "BERT");
    assert_eq!(
        data["fair4ml:hasEvaluation"],
        value!([{"@type": "fair4ml:MLModelEvaluation", "fair4ml:evaluationDataset": "d", "fair4ml:evaluationMetrics": ["f1"], "fair4ml:evaluationResults": ["0.50"]}])
    );
    assert_eq!(
        data["encoding"],
        value!([{"@type": "MediaObject", "name": "m.onnx", "contentUrl": "https://w.example/m.onnx", "contentSize": "3 B"}])
    );
}
