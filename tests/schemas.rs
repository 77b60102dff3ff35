//! The reports of a large and hostile hub, held against the schemas of their formats. `tests/schemas/README.md` tells where the
//! schemas come from.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test that cannot prepare its hub has failed")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

/// Models without a licence, beside the hostile ones: more findings than a report in SARIF has.
const MANY: usize = 6_000;

fn write(hub: &Path, path: &str, text: &str) {
    let place = hub.join(path);
    fs::create_dir_all(place.parent().unwrap()).unwrap();
    fs::write(place, text).unwrap();
}

/// The reports of the hub in the order of `formats`, and the folder that holds them.
fn reports(models: usize, formats: &[&str]) -> (tempfile::TempDir, Vec<PathBuf>) {
    let folder = tempfile::tempdir().unwrap();
    let hub = folder.path();
    write(hub, "hub.yaml", "check: {extend_select: [CX706], per_path: {\"models/quiet/**\": [CX5]}}\n");
    let hostile = "license: \"]]> </failure> & <b> \\\"q\\\" \\u0001 \\u2028 %0A ::error:: \u{1f4a1} 𐐀\"";
    write(
        hub,
        "models/acme/a b,c:d#e?%41/README.md",
        &format!("---\n{hostile}\ntags: [1, \"\"]\n---\n# Odd\n\n[x](y.md)\n"),
    );
    write(hub, "models/acme/größe-模型/README.md", "---\nlicense: mit\nlicence: mit\n# Unclosed\n");
    write(hub, "models/acme/empty/README.md", "");
    write(hub, "models/quiet/one/README.md", "# One\n");
    for number in 0..models {
        write(hub, &format!("models/many/m{number}/README.md"), "---\ntags: [x]\n---\n# M\n");
    }
    let files: Vec<PathBuf> = formats.iter().map(|format| hub.join(format!("report.{format}"))).collect();
    let outputs = formats
        .iter()
        .zip(&files)
        .flat_map(|(format, file)| ["-o".to_owned(), format!("{format}={}", file.display())]);
    let output =
        Command::new(env!("CARGO_BIN_EXE_cardex")).arg("check").arg(hub).args(outputs).output().unwrap();
    assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stderr));
    (folder, files)
}

/// Whether node and the schemas are there; a machine that runs the tests for others has to have them.
fn has_schemas(folder: &Path) -> bool {
    let missing = if Command::new("node").arg("--version").output().is_err() {
        "there is no node"
    } else if !folder.join("node_modules/ajv").is_dir() {
        "tests/schemas/node_modules is not there: run `npm ci` in tests/schemas"
    } else {
        return true;
    };
    assert!(std::env::var_os("CI").is_none_or(|value| value.is_empty()), "{missing}");
    println!("SKIP: {missing}");
    false
}

/// What the schemas say of these reports, `format=file` each; nothing where they are all right.
fn faults(arguments: &[String]) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/schemas");
    let output =
        Command::new("node").arg("validate.mjs").args(arguments).current_dir(folder).output().unwrap();
    let text = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.success(), text.is_empty(), "{text}");
    text
}

#[test]
fn sarif_and_junit_are_as_their_schemas_want_them() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/schemas");
    if !has_schemas(&folder) {
        return;
    }
    let (_few, few) = reports(2, &["sarif", "junit"]);
    let (_many, many) = reports(MANY, &["sarif", "junit"]);
    let arguments: Vec<String> =
        [("sarif", &few[0]), ("junit", &few[1]), ("sarif", &many[0]), ("junit", &many[1])]
            .map(|(format, file)| format!("{format}={}", file.display()))
            .into();
    assert_eq!(faults(&arguments), "");
    let log: Value = serde_json::from_slice(&fs::read(&many[0]).unwrap()).unwrap();
    assert_eq!(log["runs"][0]["results"].as_array().unwrap().len(), 5_000);
    // The schemas are there and read: what is wrong is refused.
    let wrong = fs::read_to_string(&few[0]).unwrap().replace("\"startLine\": 1", "\"startLine\": 0");
    fs::write(&few[0], wrong).unwrap();
    let wrong = fs::read_to_string(&few[1]).unwrap().replace("<testcase ", "<testcase color=\"red\" ");
    fs::write(&few[1], wrong).unwrap();
    let text = faults(&arguments);
    assert!(text.contains("region.startLine should be >= 1"), "{text}");
    assert!(text.contains("junit: ") && text.contains("The attribute 'color' is not allowed"), "{text}");
}

#[test]
fn every_result_in_sarif_has_what_code_hosts_demand() {
    let (_folder, files) = reports(20, &["sarif"]);
    let log: Value = serde_json::from_slice(&fs::read(&files[0]).unwrap()).unwrap();
    let run = &log["runs"][0];
    let rules: Vec<&str> = run["tool"]["driver"]["rules"]
        .as_array()
        .unwrap()
        .iter()
        .map(|rule| rule["id"].as_str().unwrap())
        .collect();
    let mut fingerprints = BTreeSet::new();
    for result in run["results"].as_array().unwrap() {
        let id = result["ruleId"].as_str().unwrap();
        assert_eq!(rules[usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap()], id);
        let place = &result["locations"][0]["physicalLocation"];
        assert!(place["region"]["startLine"].as_u64().unwrap() >= 1, "{result}");
        let uri = place["artifactLocation"]["uri"].as_str().unwrap();
        assert!(uri.is_ascii() && !uri.contains([' ', '#', '?', ':']), "{uri}");
        assert!(
            fingerprints.insert(result["partialFingerprints"]["cardex/v1"].as_str().unwrap()),
            "{result}"
        );
    }
}

/// GitLab's parser leaves out entries that lack one of these, and shows the first of several with one fingerprint.
#[test]
fn gitlab_is_told_what_it_demands() {
    let (_folder, files) = reports(20, &["gitlab"]);
    let issues: Vec<Value> = serde_json::from_slice(&fs::read(&files[0]).unwrap()).unwrap();
    assert!(issues.len() > 20);
    let mut fingerprints = BTreeSet::new();
    for issue in &issues {
        let text = |value: &Value| value.as_str().filter(|text| !text.is_empty()).map(str::to_owned);
        assert!(text(&issue["description"]).is_some() && text(&issue["check_name"]).is_some(), "{issue}");
        assert!(fingerprints.insert(text(&issue["fingerprint"]).unwrap()), "{issue}");
        let severity = issue["severity"].as_str().unwrap();
        assert!(["info", "minor", "major", "critical", "blocker"].contains(&severity), "{issue}");
        let path = text(&issue["location"]["path"]).unwrap();
        assert!(!path.starts_with("./") && !path.starts_with('/'), "{issue}");
        let lines = &issue["location"]["lines"];
        assert!(
            1 <= lines["begin"].as_u64().unwrap() && lines["begin"].as_u64() <= lines["end"].as_u64(),
            "{issue}"
        );
    }
}

/// The fields of `Diagnostic`, with lines and columns from 1.
#[test]
fn reviewdog_is_told_what_it_demands() {
    let (_folder, files) = reports(2, &["rdjson"]);
    let result: Value = serde_json::from_slice(&fs::read(&files[0]).unwrap()).unwrap();
    assert_eq!(result["source"]["name"], "cardex");
    for diagnostic in result["diagnostics"].as_array().unwrap() {
        assert!(diagnostic["message"].is_string() && diagnostic["code"]["value"].is_string(), "{diagnostic}");
        assert!(
            ["ERROR", "WARNING", "INFO"].contains(&diagnostic["severity"].as_str().unwrap()),
            "{diagnostic}"
        );
        assert!(diagnostic["location"]["path"].is_string(), "{diagnostic}");
        if let Some(range) = diagnostic["location"]["range"].as_object() {
            let at = |end: &str, part: &str| range[end][part].as_u64().unwrap();
            assert!(at("start", "line") >= 1 && at("start", "column") >= 1, "{diagnostic}");
            assert!(
                (at("start", "line"), at("start", "column")) < (at("end", "line"), at("end", "column")),
                "{diagnostic}"
            );
        }
    }
}
