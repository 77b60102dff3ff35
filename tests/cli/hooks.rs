//! The hooks for pre-commit: that they run, and for which files.

use std::fs;
use std::path::Path;

use cardex::yaml;
use regex::Regex;
use serde_json::Value;

use super::{cardex, hub};

fn hooks() -> Vec<Value> {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(".pre-commit-hooks.yaml"))
        .expect("the file");
    let parsed = yaml::parse(&text, 1, "hooks", &yaml::Limits::default());
    assert_eq!(parsed.diagnostics, Vec::new());
    let Value::Array(hooks) = parsed.value.expect("a document").to_json() else { panic!("no list of hooks") };
    hooks
}

#[test]
fn a_hook_checks_the_hub_when_a_card_changes() {
    let ids: Vec<Value> = hooks().iter().map(|hook| hook["id"].clone()).collect();
    assert_eq!(ids, ["cardex-check", "cardex-check-system"]);
    for hook in hooks() {
        let keys: Vec<&String> = hook.as_object().expect("a map").keys().collect();
        assert_eq!(
            keys,
            ["id", "name", "description", "entry", "language", "files", "pass_filenames", "require_serial"]
        );
        assert_eq!(hook["pass_filenames"], false, "the hub is checked as a whole");
        let files = Regex::new(hook["files"].as_str().expect("a pattern")).expect("a pattern");
        for (path, runs) in [
            ("hub.yaml", true),
            ("models/acme/lamp/README.md", true),
            ("orgs/acme/README.md", true),
            ("README.md", false),
            ("site/models/acme/lamp/index.html", false),
        ] {
            assert_eq!(files.is_match(path), runs, "{path}");
        }
        let entry: Vec<&str> = hook["entry"].as_str().expect("a command").split(' ').collect();
        assert_eq!(entry[0], "cardex");
        for (card, code) in [("# Lamp\n", 0), ("---\n- a list\n---\n", 1)] {
            let folder = hub(&[("models/acme/lamp/README.md", card)]);
            assert_eq!(cardex(folder.path(), &entry[1..]).status.code(), Some(code), "{card}");
        }
    }
}

#[test]
fn a_new_hub_uses_a_hook_that_there_is() {
    let folder = hub(&[]);
    assert_eq!(cardex(folder.path(), &["init"]).status.code(), Some(0));
    let text = fs::read_to_string(folder.path().join(".pre-commit-config.yaml")).expect("the file");
    let config =
        yaml::parse(&text, 1, "config", &yaml::Limits::default()).value.expect("a document").to_json();
    let used = &config["repos"][0]["hooks"][0]["id"];
    assert!(hooks().iter().any(|hook| hook["id"] == *used), "{used}");
}
