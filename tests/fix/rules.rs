//! Each rule that is mended: a card with its fault, and the very card that comes of it.

use std::collections::BTreeSet;

use cardex::check::rules;
use rayon::prelude::*;
use serde_json::Value;

use super::{card, check, hub};

/// Of each rule that is mended: its code, a card with the fault (empty for the rule's own example), and the mended card.
const MENDED: [(&str, &str, &str); 25] = [
    ("CX001", "---\nlicense: mit\n...\n# Lamp\n", "---\nlicense: mit\n---\n# Lamp\n"),
    (
        "CX004",
        "---\nlicense: mit # one\ntags:\n- demo\nlicense: \"mit\" # two\n# end\n---\n# Lamp\n",
        "---\nlicense: mit # one\ntags:\n- demo\n# end\n---\n# Lamp\n",
    ),
    (
        "CX005",
        "---\nlicense: mit\ntags:\n\t- demo # why\n\t- other\nrisk:\n\tlevel: low\n---\n# Lamp\n\n\tcode\n",
        "---\nlicense: mit\ntags:\n  - demo # why\n  - other\nrisk:\n  level: low\n---\n# Lamp\n\n\tcode\n",
    ),
    ("CX007", "# Lamp\r\r\n\r\r\nA lamp.\r\r\n", "# Lamp\n\nA lamp.\n"),
    ("CX010", "", "---\ndatasets:\n- acme/rooms\n---\n# Lamp\n"),
    ("CX011", "", "---\nlicense: mit\n---\n# Lamp\n"),
    ("CX012", "", "---\nlanguage: \"no\"\n---\n# Lamp\n"),
    ("CX022", "", "---\nlicense: mit\n---\n# Lamp\n"),
    ("CX105", "", "---\nlicense: mit\ndatasets: [acme/rooms]\n---\n# Lamp\n"),
    ("CX106", "", "---\nlicense: mit\ntitle: Lamp\n---\n# Lamp\n"),
    ("CX107", "", "---\ndate: 2026-11-20\n---\n# Lamp\n"),
    (
        "CX110",
        "",
        "---\nsignature:\n  inputs:\n  - {name: image, dtype: float32, shape: [-1, 3, 224, 224]}\n---\n# Lamp\n",
    ),
    ("CX201", "", "---\npipeline_tag: text-classification\n---\n# Lamp\n"),
    (
        "CX203",
        "---\nlanguage:\n- en\n- jp # Japanese\n- cz\n- cs\n---\n# Lamp\n",
        "---\nlanguage:\n- en\n- ja # Japanese\n- cs\n---\n# Lamp\n",
    ),
    ("CX205", "", "---\ntags: [night-light]\n---\n# Lamp\n"),
    ("CX206", "", "---\ntags: [reviews]\n---\n# Lamp\n"),
    ("CX208", "", "---\npipeline_tag: text-classification\ntags:\n- demo\n---\n# Lamp\n"),
    (
        "CX305",
        "---\nweights:\n- uri: http://huggingface.co/acme/lamp/resolve/1a2b3c4/lamp.onnx\n- uri: http://acme.example/lamp.onnx\n---\n# Lamp\n",
        "---\nweights:\n- uri: https://huggingface.co/acme/lamp/resolve/1a2b3c4/lamp.onnx\n- uri: http://acme.example/lamp.onnx\n---\n# Lamp\n",
    ),
    (
        "CX406",
        "---\nweights:\n- uri: s3://acme/lamp/1.0.0/model.onnx\n  sha256: 'sha256:870E677BD4F0B2B0BB0E2D9EE9F2F8A1F2F5F7A4F3B1D8F59C9A3F5C1E7D2B60'\n---\n# Lamp\n",
        "---\nweights:\n- uri: s3://acme/lamp/1.0.0/model.onnx\n  sha256: '870e677bd4f0b2b0bb0e2d9ee9f2f8a1f2f5f7a4f3b1d8f59c9a3f5c1e7d2b60'\n---\n# Lamp\n",
    ),
    ("CX415", "", "---\nweights:\n- uri: s3://acme/lamp/1.0.0/model.gguf\n  format: gguf\n---\n# Lamp\n"),
    ("CX503", "", "---\nlicense: apache-2.0\n---\n# Lamp\n"),
    (
        "CX701",
        "",
        "---\nmodel-index:\n- name: lamp\n  results:\n  - task: {type: text-classification}\n    dataset: {type: acme/lamps, name: Lamps, split: test}\n    metrics: [{type: accuracy, value: 0.92}]\n---\n# Lamp\n",
    ),
    ("CX802", "", "---\nlicense: mit\nowners: [\"@acme/lights\"]\n---\n# Lamp\n"),
    ("CX807", "", "---\nlicense: mit\nstage: production\n---\n# Lamp\n"),
    ("CX906", "", "---\nlicense: mit\n---\n# Lamp\n\n```python\nimport torch\n```\n"),
];

/// Rules about the shape of the text.
const TEXT: [(&str, &str, &str); 3] = [
    (
        "CX906",
        "# Lamp\n\n  ~~~~ \n  $ pip install lamp\n  ~~~~\n\n```\nfrom lamp import shade\n```\n",
        "# Lamp\n\n  ~~~~bash \n  $ pip install lamp\n  ~~~~\n\n```python\nfrom lamp import shade\n```\n",
    ),
    (
        "CX908",
        "# Lamp\n\n## Usage\n\n#### Indoors\n\n##### At night\n\n   #### Outdoors\n\n## Limits\n\n##### Water\n",
        "# Lamp\n\n## Usage\n\n### Indoors\n\n#### At night\n\n   ### Outdoors\n\n## Limits\n\n### Water\n",
    ),
    (
        "CX913",
        "# Lamp\n\n| Data | Score |\n|---|\n| Letters | 0.9 |\n\nA | B\n:-:|---|---\n1 | 2\n\n| A |\n|:--|--:|\n| 1 |\n",
        "# Lamp\n\n| Data | Score |\n|---|---|\n| Letters | 0.9 |\n\nA | B\n:-:|---\n1 | 2\n\n| A |\n|:--|\n| 1 |\n",
    ),
];

/// Faults of rules that are mended, which are for a person to sort out: nothing of these cards changes.
const LEFT: [(&str, &str); 24] = [
    ("CX004", "---\nlicense: mit\nlicense: apache-2.0\n---\n# Lamp\n"),
    ("CX005", "---\ntags:\n\t- demo\n  - other\n---\n# Lamp\n"),
    ("CX011", "---\nlicense: Apache 2 # cardex: ignore[CX503, CX201] as the vendor writes it\n---\n# Lamp\n"),
    ("CX011", "# Lamp\n\n```\n<!-- cardex-disable-next-line CX906 as an example -->\n```\n"),
    ("CX022", "---\nlicense: &x !licence mit\n---\n# Lamp\n"),
    ("CX105", "---\ndatsets: [a]\ndatases: [b]\n---\n# Lamp\n"),
    ("CX105", "---\nmodel_index: [a]\n---\n# Lamp\n"),
    ("CX105", "---\nautor: me\n---\n# Lamp\n"),
    ("CX106", "---\nlibrary: my own\n---\n# Lamp\n"),
    ("CX106", "---\ntitle: Lamp\npretty_name: Lantern\n---\n# Lamp\n"),
    ("CX107", "---\ndate: 03/04/2026\n---\n# Lamp\n"),
    ("CX110", "---\nsignature:\n  inputs:\n  - {name: a, dtype: bfloat32}\n---\n# Lamp\n"),
    ("CX201", "---\npipeline_tag: text-to-smell\n---\n# Lamp\n"),
    ("CX203", "---\nlanguage: klingonish\n---\n# Lamp\n"),
    ("CX305", "---\nweights:\n- uri: http://acme.example/lamp.onnx\n---\n# Lamp\n"),
    ("CX406", "---\nweights:\n- uri: s3://acme/lamp.onnx\n  sha256: 870e677b\n---\n# Lamp\n"),
    ("CX503", "---\nlicense: apache\n---\n# Lamp\n"),
    ("CX503", "---\nlicense: gpl-4.0\n---\n# Lamp\n"),
    ("CX503", "---\nlicense: [creative commons, public domain]\n---\n# Lamp\n"),
    ("CX807", "---\nstage: live\n---\n# Lamp\n"),
    ("CX906", "# Lamp\n\n```\npip install lamp\n\nimport lamp\n```\n"),
    ("CX906", "# Lamp\n\n```\nimport lamp\n```\n"),
    ("CX908", "# Lamp\n\n#### One\n\n### Two\n"),
    ("CX913", "# Lamp\n\n| A | B |\n|---|\n| 1 |\n"),
];

/// The rules that a case looks for: its own, and those that a suppression of its example is about.
fn selected(code: &str) -> String {
    if code == "CX011" { "CX011,CX2,CX5,CX906".to_owned() } else { code.to_owned() }
}

#[test]
fn each_rule_mends_its_fault_and_nothing_else() {
    let cases: Vec<_> = MENDED.iter().chain(&TEXT).collect();
    let faults: Vec<String> = cases
        .par_iter()
        .flat_map_iter(|(code, bad, mended)| {
            let example = &rules::find(code).unwrap().example;
            let bad = if bad.is_empty() { example.bad } else { bad };
            // The example of this rule imports a module that nobody knows.
            let bad = if *code == "CX906" {
                bad.replace("import lamp\n", "import torch\n")
            } else {
                bad.to_owned()
            };
            let hub = hub(&bad, example.files);
            let mut faults = Vec::new();
            let codes = selected(code);
            for time in ["first", "second"] {
                let output =
                    check(hub.path(), &["--fix", "--exit-zero", "--format", "json", "--select", &codes]);
                let said = String::from_utf8_lossy(&output.stderr).into_owned();
                if output.status.code() != Some(0) || card(hub.path()) != *mended {
                    faults.push(format!("{code}, {time} time:\n{}\n{said}", card(hub.path())));
                }
                let report: Value = serde_json::from_slice(&output.stdout).unwrap();
                if report["summary"]["fixable"] != 0 {
                    faults.push(format!("{code}, {time} time: {report:#}"));
                }
            }
            faults
        })
        .collect();
    assert_eq!(faults, Vec::<String>::new());
    // In a file beside the card: the next test.
    let beside = ["CX710"];
    let tried: BTreeSet<&str> = cases.iter().map(|(code, ..)| *code).chain(beside).collect();
    let fixable: BTreeSet<&str> =
        rules::all().iter().filter(|rule| rule.fixable).map(|rule| rule.code).collect();
    assert_eq!(tried, fixable, "every rule that says so is mended here");
}

#[test]
fn what_is_not_certain_is_left_alone() {
    let faults: Vec<String> = LEFT
        .par_iter()
        .flat_map_iter(|(code, bad)| {
            let hub = hub(bad, &[]);
            let output = check(hub.path(), &["--fix", "--format", "json", "--select", &selected(code)]);
            let report: Value = serde_json::from_slice(&output.stdout).unwrap();
            let found = report["diagnostics"].as_array().unwrap().iter().any(|found| found["code"] == *code);
            let same = card(hub.path()) == *bad;
            (!found || !same).then(|| format!("{code}: found: {found}\n{bad}{}", card(hub.path())))
        })
        .collect();
    assert_eq!(faults, Vec::<String>::new());
}

#[test]
fn files_of_results_are_mended_too() {
    let results = "# measured by hand\n- dataset: {id: a/b, task_id: c} # dev\n  value: 1\n  date: 2026-01-31  # a Saturday";
    let path = "models/acme/lamp/.eval_results/one.yaml";
    let hub = hub("# Lamp\n", &[(path, results)]);
    check(hub.path(), &["--fix", "--select", "CX710"]);
    let mended = std::fs::read_to_string(hub.path().join(path)).unwrap();
    assert_eq!(mended, results.replace("2026-01-31", "\"2026-01-31\""));
}
