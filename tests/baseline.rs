//! `cardex check --baseline`: findings that are known are left out, and a baseline shrinks.

#![allow(clippy::unwrap_used, reason = "a test that cannot prepare its hub has failed")]

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

const CARD: &str = "---\nlicense: Apache 2\n---\n# Card\n";

fn hub() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "hub.yaml", "check: {select: [CX503, CX011], fail_on: warning}\n");
    write(folder.path(), "models/acme/a/README.md", CARD);
    write(folder.path(), "models/acme/b/README.md", CARD);
    folder
}

fn write(hub: &Path, path: &str, text: &str) {
    let place = hub.join(path);
    fs::create_dir_all(place.parent().unwrap()).unwrap();
    fs::write(place, text).unwrap();
}

/// Exit code, standard output, standard error of a check in the hub's folder.
fn check(hub: &Path, arguments: &[&str]) -> (i32, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_cardex"))
        .current_dir(hub)
        .args(["check", "--format", "concise"])
        .args(arguments)
        .output()
        .unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

#[test]
fn known_findings_are_left_out_and_new_ones_are_not() {
    let hub = hub();
    let path = hub.path();
    assert_eq!(check(path, &[]).0, 1);
    assert_eq!(check(path, &["--write-baseline", "known.json"]), (0, String::new(), String::new()));
    assert_eq!(check(path, &["--baseline", "known.json"]), (0, String::new(), String::new()));
    // Lines that move above it change nothing; a second one is new.
    write(path, "models/acme/a/README.md", &CARD.replace("license", "tags: [a]\nlicense"));
    write(path, "models/acme/c/README.md", CARD);
    let (code, out, _) = check(path, &["--baseline", "known.json"]);
    assert_eq!(
        (code, out.as_str()),
        (1, "models/acme/c/README.md:2:10: warning[CX503] `Apache 2` is no id of a licence\n")
    );
    let json = Command::new(env!("CARGO_BIN_EXE_cardex"))
        .current_dir(path)
        .args(["check", "--baseline", "known.json", "--format", "json"])
        .output()
        .unwrap();
    let json: Value = serde_json::from_slice(&json.stdout).unwrap();
    assert_eq!((&json["summary"]["in_baseline"], &json["summary"]["warnings"]), (&2.into(), &1.into()));
}

#[test]
fn a_baseline_is_written_alike_and_by_the_line() {
    let hub = hub();
    let path = hub.path();
    check(path, &["--write-baseline", "known.json"]);
    let first = fs::read_to_string(path.join("known.json")).unwrap();
    write(path, "models/acme/a/README.md", &CARD.replace("license", "tags: [a]\nlicense"));
    write(path, "models/acme/aa/README.md", CARD);
    check(path, &["--write-baseline", "known.json"]);
    let second = fs::read_to_string(path.join("known.json")).unwrap();
    let added: Vec<&str> =
        second.lines().filter(|line| !first.contains(line.trim_end_matches(','))).collect();
    assert_eq!(added.len(), 1, "{second}");
    assert!(
        added[0].starts_with("{\"path\":\"models/acme/aa/README.md\",\"code\":\"CX503\",\"fingerprint\":\""),
        "{added:?}"
    );
}

#[test]
fn the_hub_can_name_its_baseline_which_is_told_when_it_is_too_long() {
    let hub = hub();
    let path = hub.path();
    write(path, "hub.yaml", "check: {select: [CX503, CX011], fail_on: warning, baseline: known.json}\n");
    let (code, _, error) = check(path, &[]);
    assert_eq!(code, 2);
    assert!(error.starts_with("error: cannot read the baseline known.json: "), "{error}");
    assert!(error.ends_with("`--write-baseline known.json` writes one\n"), "{error}");
    check(path, &["--write-baseline", "known.json"]);
    assert_eq!(check(path, &[]), (0, String::new(), String::new()));
    write(path, "models/acme/b/README.md", &CARD.replace("Apache 2", "apache-2.0"));
    assert_eq!(
        check(path, &[]),
        (
            0,
            "known.json:3:1: note[CX011] a finding of the baseline is no longer there\n".to_owned(),
            String::new()
        )
    );
    // Rules that nobody looked for are not missed.
    assert_eq!(check(path, &["--select", "CX4,CX011"]).1, "");
    write(path, "hub.yaml", "check: {baseline: ../known.json}\n");
    assert_eq!(check(path, &[]).0, 2);
    write(path, "known.json", "[]");
    assert_eq!(check(path, &["--baseline", "known.json"]).0, 2);
}
