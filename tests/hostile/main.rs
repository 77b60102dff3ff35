//! A hub of attacks, built by the program: every case has one decided outcome, and the site as a whole is harmless.

mod cases;
mod page;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::Command;

use cases::{Case, Outcome};

#[test]
fn every_case_has_its_outcome_and_the_site_is_harmless() {
    let hub = tempfile::tempdir().expect("a temporary folder");
    fs::write(hub.path().join("hub.yaml"), "site: {title: Hostile, base_url: 'https://m.example/'}\n")
        .expect("hub.yaml");
    let cases = cases::all();
    assert!(cases.len() >= 150, "{} cases", cases.len());
    for case in &cases {
        write(hub.path(), case);
    }
    let output = Command::new(env!("CARGO_BIN_EXE_cardex"))
        .args(["build", "--verbose", "--out", "site"])
        .current_dir(hub.path())
        .output()
        .expect("the program starts");
    let log = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(1), "{log}");
    let site = hub.path().join("site");
    let errors = errors(&log);
    let list = fs::read_to_string(site.join("api/v1/models.json")).expect("the list");
    let list: serde_json::Value = serde_json::from_str(&list).expect("JSON");
    let pages: BTreeMap<&str, &str> = list["models"]
        .as_array()
        .expect("models")
        .iter()
        .map(|model| (model["id"].as_str().expect("an id"), model["path"].as_str().expect("a path")))
        .collect();
    let mut wrong = Vec::new();
    for case in &cases {
        let none = BTreeSet::new();
        let found = errors.get(&format!("models/{}/README.md", case.id)).unwrap_or(&none);
        let expected: BTreeSet<String> = match case.outcome {
            Outcome::Renders => BTreeSet::new(),
            Outcome::Errors(rules) => rules.iter().map(|rule| (*rule).to_owned()).collect(),
        };
        if *found != expected {
            wrong.push(format!("{}: expected {expected:?}, found {found:?}", case.id));
        }
        match pages.get(case.id.as_str()) {
            Some(page) if site.join(page).is_file() => {}
            page => wrong.push(format!("{}: no page ({page:?})", case.id)),
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    harmless(&site, &log);
}

fn write(hub: &Path, case: &Case) {
    let folder = hub.join("models").join(&case.id);
    fs::create_dir_all(&folder).expect("the folder");
    fs::write(folder.join("README.md"), &case.card).expect("the card");
}

/// The error codes of each file.
fn errors(log: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut errors: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for line in log.lines() {
        let Some((place, rest)) = line.split_once(": error[") else { continue };
        // The place may end in line and column, and shows control characters as escapes.
        let path = place.split(".md").next().unwrap_or(place).to_owned() + ".md";
        let rule = rest.split(']').next().unwrap_or_default().to_owned();
        errors.entry(path).or_default().insert(rule);
    }
    errors
}

/// What holds for the site whatever the cards say.
fn harmless(site: &Path, log: &str) {
    let mut wrong = Vec::new();
    let mut names = BTreeSet::new();
    let mut files = Vec::new();
    for entry in walkdir::WalkDir::new(site).sort_by_file_name() {
        let entry = entry.expect("the site");
        let path = entry.path().strip_prefix(site).expect("below").to_str().expect("UTF-8").to_owned();
        if !names.insert(path.to_lowercase()) {
            wrong.push(format!("{path}: clashes without regard to case"));
        }
        if path.split('/').any(|part| {
            part.len() > 200 || !part.bytes().all(|b| b.is_ascii_alphanumeric() || b"._-".contains(&b))
        }) {
            wrong.push(format!("{path}: not a safe name"));
        }
        if entry.file_type().is_file() {
            files.push(path);
        }
    }
    for path in &files {
        let bytes = fs::read(site.join(path)).expect("the file");
        let text = String::from_utf8_lossy(&bytes);
        for secret in ["HUSH_PASSWORD", "HUSH_SIGNATURE", "root:x:0:0"] {
            if text.contains(secret) {
                wrong.push(format!("{path}: {secret}"));
            }
        }
        if path.ends_with(".json") && serde_json::from_str::<serde_json::Value>(&text).is_err() {
            wrong.push(format!("{path}: not JSON"));
        }
        if path.ends_with(".html") {
            wrong.extend(page::violations(site, path, &text));
        }
        if path.starts_with("search/") && (text.contains("</script") || text.contains('\u{2028}')) {
            wrong.push(format!("{path}: would end its script"));
        }
    }
    for secret in ["HUSH_PASSWORD", "HUSH_SIGNATURE", "\u{1b}"] {
        if log.contains(secret) {
            wrong.push(format!("the log holds {secret:?}"));
        }
    }
    assert!(files.iter().any(|path| path == "index.html"));
    assert!(wrong.is_empty(), "{wrong:#?}");
}
