//! The reports of `cardex check`, form by form, on a hub with a finding of each kind.

#![allow(clippy::unwrap_used, reason = "a test that cannot prepare its hub has failed")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

/// An error, a warning at a value, a warning about a whole file, and a name that every form has to escape.
fn hub() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "models/acme/lamp/README.md", "---\nlicense: mit\n# Lamp\n");
    write(folder.path(), "models/acme/shade/README.md", "---\nlicense: Apache <2>\n---\n# Shade\n");
    write(folder.path(), "models/acme/a b,c:d/README.md", "---\ntags: [demo]\n---\n# Odd\n");
    write(folder.path(), "hub.yaml", "check:\n  select: [CX001, CX502, CX503]\n");
    folder
}

fn write(hub: &Path, path: &str, text: &str) {
    let place = hub.join(path);
    fs::create_dir_all(place.parent().unwrap()).unwrap();
    fs::write(place, text).unwrap();
}

fn check(hub: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_cardex")).arg("check").arg(hub).args(arguments).output().unwrap()
}

fn report(format: &str) -> String {
    let hub = hub();
    let output = check(hub.path(), &["--format", format]);
    assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap().replace(env!("CARGO_PKG_VERSION"), "VERSION")
}

#[test]
fn for_people() {
    insta::assert_snapshot!(report("human"));
}

#[test]
fn a_line_each() {
    insta::assert_snapshot!(report("concise"));
}

#[test]
fn for_programs() {
    insta::assert_snapshot!(report("json"));
}

#[test]
fn as_sarif() {
    insta::assert_snapshot!(report("sarif"));
}

#[test]
fn as_annotations_of_github() {
    insta::assert_snapshot!(report("github"));
}

#[test]
fn as_code_quality_of_gitlab() {
    insta::assert_snapshot!(report("gitlab"));
}

#[test]
fn as_junit() {
    insta::assert_snapshot!(report("junit"));
}

#[test]
fn as_json_by_the_line() {
    insta::assert_snapshot!(report("ndjson"));
}

#[test]
fn for_reviewdog() {
    insta::assert_snapshot!(report("rdjson"));
}

#[test]
fn as_a_table() {
    insta::assert_snapshot!(report("markdown"));
}

#[test]
fn columns_for_reviewdog_count_bytes() {
    let hub = hub();
    write(hub.path(), "hub.yaml", "check: {select: [CX503]}\n");
    write(
        hub.path(),
        "models/acme/shade/README.md",
        "---\n{\"größe\": 1, license: \"Apache ö\"}\n---\n# Shade\n",
    );
    let found: Value = serde_json::from_slice(&check(hub.path(), &["--format", "rdjson"]).stdout).unwrap();
    let range = &found["diagnostics"][0]["location"]["range"];
    assert_eq!(
        (&range["start"]["column"], &range["end"]["column"]),
        (&Value::from(25), &Value::from(36)),
        "{found}"
    );
}

#[test]
fn a_summary_is_added_to_what_others_wrote_and_stays_small() {
    let hub = hub();
    let file = hub.path().join("summary.md");
    fs::write(&file, "Built.\n").unwrap();
    let argument = format!("summary={}", file.display());
    check(hub.path(), &["-o", &argument]);
    let text = fs::read_to_string(&file).unwrap();
    assert!(text.starts_with("Built.\n### cardex check: 1 error, 3 warnings, "), "{text}");
    write(hub.path(), "hub.yaml", "check:\n  select: [CX001, CX301, CX502, CX503]\n");
    let card = "---\nlicense: mit\n---\n# M\n".to_owned() + &"\n[a](nowhere.md)\n".repeat(150);
    for number in 0..40 {
        write(hub.path(), &format!("models/many/{}{number}/README.md", "m".repeat(150)), &card);
    }
    check(hub.path(), &["-o", &argument]);
    let text = fs::read_to_string(&file).unwrap();
    assert!(text.len() <= 1_000_000 && text.len() > 990_000, "{}", text.len());
    let last = text.lines().last().unwrap();
    assert!(
        last.starts_with("… and ") && last.ends_with(" more; the other reports have them all."),
        "{last}"
    );
    check(hub.path(), &["-o", &argument]);
    assert!(fs::read_to_string(&file).unwrap().len() <= 1_000_000);
    let comment = check(hub.path(), &["--format", "markdown"]).stdout;
    assert!(comment.len() <= 60_000 && comment.len() > 59_000, "{}", comment.len());
}

#[test]
fn text_of_cards_is_no_markup_in_a_table() {
    let hub = hub();
    write(hub.path(), "hub.yaml", "check: {select: [CX503]}\n");
    let licence = "![x](http://e.example/p.png) @acme <b>|`a` #1 **b**";
    write(hub.path(), "models/acme/shade/README.md", &format!("---\nlicense: \"{licence}\"\n---\n# S\n"));
    let text = String::from_utf8(check(hub.path(), &["--format", "markdown"]).stdout).unwrap();
    let row = text.lines().find(|line| line.contains("CX503")).unwrap();
    let expected =
        r"\!\[x\]\(http:<!-- -->//e.example/p.png\) @<!-- -->acme &lt;b&gt;\|\`a\` #<!-- -->1 \*\*b\*\*";
    assert!(row.contains(expected), "{row}");
    assert_eq!(row.replace(r"\|", "").matches('|').count(), 5, "{row}");
}

#[test]
fn several_reports_at_once() {
    let hub = hub();
    let file = hub.path().join("report.json");
    let argument = format!("json={}", file.display());
    let output = check(hub.path(), &["-o", &argument, "-o", "concise=-"]);
    assert_eq!(String::from_utf8_lossy(&output.stdout).lines().count(), 4);
    let written: Value = serde_json::from_str(&fs::read_to_string(file).unwrap()).unwrap();
    assert_eq!(written["summary"]["errors"], 1);
    let refused = check(hub.path(), &["-o", "concise"]);
    assert_eq!(refused.status.code(), Some(2));
}

#[test]
fn exit_codes() {
    let hub = hub();
    let code = |arguments: &[&str]| check(hub.path(), arguments).status.code();
    assert_eq!(code(&[]), Some(1));
    assert_eq!(code(&["--exit-zero"]), Some(0));
    assert_eq!(code(&["--ignore", "CX001"]), Some(0));
    assert_eq!(code(&["--ignore", "CX001", "--fail-on", "warning"]), Some(1));
    assert_eq!(code(&["--fail-on", "never"]), Some(0));
    assert_eq!(code(&["--select", "CX999"]), Some(2));
    assert_eq!(check(&hub.path().join("nowhere"), &[]).status.code(), Some(2));
}

#[test]
fn an_annotation_is_a_digest() {
    let hub = hub();
    for number in 0..30 {
        write(hub.path(), &format!("models/many/m{number}/README.md"), "---\ntags: [x]\n---\n# M\n");
    }
    let text = String::from_utf8(check(hub.path(), &["--format", "github"]).stdout).unwrap();
    assert_eq!(text.lines().filter(|line| line.starts_with("::warning ")).count(), 10);
    assert_eq!(
        text.lines().last(),
        Some(
            "::warning title=cardex::…and 24 more of this kind; the summary and the other reports have them all"
        )
    );
}

#[test]
fn a_log_keeps_the_gravest_of_too_many() {
    let hub = hub();
    for number in 0..5_100 {
        write(hub.path(), &format!("models/many/m{number}/README.md"), "---\ntags: [x]\n---\n# M\n");
    }
    let output = check(hub.path(), &["--format", "sarif"]);
    let log: Value = serde_json::from_slice(&output.stdout).unwrap();
    let results = log["runs"][0]["results"].as_array().unwrap();
    assert_eq!(results.len(), 5_000);
    assert_eq!(results[0]["level"], "error");
    let note = &log["runs"][0]["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"];
    assert!(note.as_str().unwrap().starts_with("104 more findings"), "{note}");
}
