//! `cardex init`: what it writes builds and passes the check, and it never writes over anything.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use regex::Regex;
use serde_json::Value;

use super::{cardex, hub};

/// Exit code and everything that was printed.
fn run(folder: &Path, arguments: &[&str]) -> (i32, String) {
    let output = cardex(folder, arguments);
    let text = [output.stdout, output.stderr].concat();
    (output.status.code().expect("an exit code"), String::from_utf8(text).expect("UTF-8"))
}

/// All files below a folder, by path.
fn files(folder: &Path) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for entry in walkdir::WalkDir::new(folder) {
        let entry = entry.expect("an entry");
        if entry.file_type().is_file() {
            let path = entry.path().strip_prefix(folder).expect("below").display().to_string();
            found.insert(path, fs::read_to_string(entry.path()).expect("a text"));
        }
    }
    found
}

#[test]
fn a_new_hub_builds_and_passes_the_check() {
    let folder = hub(&[]);
    let (code, printed) =
        run(folder.path(), &["init", "hub", "--title", "Acme: \"all\" models", "--org", "acme"]);
    insta::assert_snapshot!(printed, @r"
    wrote  .cardex/card.schema.json
    wrote  .cardex/hub.schema.json
    wrote  .editorconfig
    wrote  .gitattributes
    wrote  .github/workflows/catalog-comment.yml
    wrote  .github/workflows/catalog.yml
    wrote  .gitignore
    wrote  .gitlab-ci.yml
    wrote  .gitlab/review-note.sh
    wrote  .pre-commit-config.yaml
    wrote  .vscode/extensions.json
    wrote  .vscode/settings.json
    wrote  .vscode/tasks.json
    wrote  CODEOWNERS
    wrote  README.md
    wrote  hub.yaml
    wrote  models/acme/example/README.md
    wrote  models/acme/example/model.json
    wrote  orgs/acme/README.md

    Next:
      cd hub
      cardex build               # then open site/index.html
      cardex new acme/my-model   # a card for a model of yours
    ");
    assert_eq!(code, 0);
    let hub = folder.path().join("hub");
    let before = files(&hub);
    for (path, text) in &before {
        assert!(!text.contains("@@"), "{path} has a place that was not filled");
        assert!(text.ends_with('\n') && !text.contains('\r'), "{path}");
    }
    let (code, report) = run(&hub, &["check", "--format", "json", "--fail-on", "warning"]);
    let report: Value = serde_json::from_str(&report).expect("a report");
    assert_eq!((code, &report["diagnostics"]), (0, &Value::Array(Vec::new())));
    let (code, printed) = run(&hub, &["build", "--strict"]);
    assert_eq!(code, 0, "{printed}");
    assert!(
        fs::read_to_string(hub.join("site/index.html"))
            .expect("a page")
            .contains("Acme: &quot;all&quot; models")
    );
}

#[test]
fn every_variant_passes_the_check() {
    for (ci, present, absent) in [
        ("github", ".github/CODEOWNERS", ".gitlab-ci.yml"),
        ("gitlab", ".gitlab/CODEOWNERS", ".github/workflows/catalog.yml"),
        ("none", "CODEOWNERS", ".gitlab-ci.yml"),
    ] {
        let folder = hub(&[]);
        let repository = ["--repository", "https://git.acme.example/ml/hub.git/"];
        let (code, printed) = run(folder.path(), &[&["init", "--ci", ci], &repository[..]].concat());
        assert_eq!(code, 0, "{printed}");
        let written = files(folder.path());
        assert!(written.contains_key(present) && !written.contains_key(absent), "{ci}: {:?}", written.keys());
        assert!(
            written["hub.yaml"].contains("\n  repository: https://git.acme.example/ml/hub\n"),
            "{}",
            written["hub.yaml"]
        );
        let (code, printed) = run(folder.path(), &["check", "-o", "concise=-", "--fail-on", "warning"]);
        assert_eq!((code, printed.as_str()), (0, ""));
    }
}

#[test]
fn the_host_decides_for_which_service_files_are_written() {
    for (url, github, gitlab) in [
        ("https://github.com/acme/models", true, false),
        ("https://gitlab.acme.example/ml/models", false, true),
        ("https://git.acme.example/ml/models", true, true),
    ] {
        let folder = hub(&[]);
        assert_eq!(run(folder.path(), &["init", "--repository", url]).0, 0);
        let there = |path: &str| folder.path().join(path).exists();
        assert_eq!(
            (there(".github/workflows/catalog.yml"), there(".gitlab-ci.yml")),
            (github, gitlab),
            "{url}"
        );
    }
}

#[test]
fn nothing_is_written_over() {
    let folder = hub(&[("hub.yaml", "site: {title: Mine}\n"), ("README.md", "Mine\n")]);
    let (code, printed) = run(folder.path(), &["init"]);
    assert_eq!(code, 0);
    assert!(printed.contains("kept   README.md, which is there\n"), "{printed}");
    let before = files(folder.path());
    assert_eq!(
        (before["hub.yaml"].as_str(), before["README.md"].as_str()),
        ("site: {title: Mine}\n", "Mine\n")
    );
    // A second run changes nothing, and brings no example back that was deleted.
    fs::remove_dir_all(folder.path().join("models/my-org/example")).expect("deleted");
    let (_, printed) = run(folder.path(), &["init"]);
    assert!(printed.starts_with("There are models already: no example is written.\n"), "{printed}");
    assert!(!printed.contains("wrote"), "{printed}");
}

#[cfg(unix)]
#[test]
fn a_link_is_not_followed() {
    let folder = hub(&[]);
    let outside = hub(&[]);
    std::os::unix::fs::symlink(outside.path().join("victim"), folder.path().join("hub.yaml"))
        .expect("a link");
    assert_eq!(run(folder.path(), &["init"]).0, 0);
    assert!(!outside.path().join("victim").exists());
}

#[test]
fn wrong_options_write_nothing() {
    for (arguments, message) in [
        (
            ["--org", "Acme Research"],
            "--org Acme Research: an organisation is small letters, digits and `-`, such as acme-research",
        ),
        (
            ["--org", "../up"],
            "--org ../up: an organisation is small letters, digits and `-`, such as acme-research",
        ),
        (["--title", "two\nlines"], "--title wants one line of text"),
        (
            ["--repository", "git@acme.example:hub"],
            "--repository: `git@acme.example:hub` does not begin with https:// or http://",
        ),
    ] {
        let folder = hub(&[]);
        let (code, printed) = run(folder.path(), &[&["init"], &arguments[..]].concat());
        assert_eq!((code, printed), (2, format!("error: {message}\n")));
        assert!(files(folder.path()).is_empty());
    }
}

#[test]
fn the_editor_finds_the_places_of_findings() {
    let folder = hub(&[("models/acme/lamp/README.md", "---\nlicense: mitt\ntags: [a\n---\n")]);
    run(folder.path(), &["init"]);
    let text = fs::read_to_string(folder.path().join(".vscode/tasks.json")).expect("the tasks");
    let tasks: Value = serde_json::from_str(&text).expect("JSON");
    let task = &tasks["tasks"][0];
    let matcher = &task["problemMatcher"]["pattern"];
    let pattern = Regex::new(matcher["regexp"].as_str().expect("a pattern")).expect("a pattern");
    let arguments: Vec<&str> =
        task["args"].as_array().expect("arguments").iter().filter_map(Value::as_str).collect();
    let (code, printed) = run(folder.path(), &arguments);
    assert_eq!(code, 0);
    assert!(printed.lines().count() > 1, "{printed}");
    for line in printed.lines() {
        let found = pattern.captures(line).unwrap_or_else(|| panic!("not found in: {line}"));
        assert_eq!(&found[1], "models/acme/lamp/README.md", "{line}");
    }
}
