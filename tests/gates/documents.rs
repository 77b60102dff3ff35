//! What is said of the gates: the document, the page of each, the list.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use cardex::review::gates;

const INTRODUCTION: &str = include_str!("introduction.md");

/// `UPDATE_DOCS=1 cargo test --test gates` writes the document anew.
#[test]
fn the_document_of_the_gates_is_that_of_the_program() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/gates.md");
    let text = gates::document(INTRODUCTION);
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::write(&path, &text).unwrap();
    }
    assert!(
        fs::read_to_string(&path).unwrap_or_default() == text,
        "UPDATE_DOCS=1 cargo test --test gates writes it anew"
    );
}

#[test]
fn codes_and_names_are_the_gates_own() {
    let codes: BTreeSet<&str> = gates::gates().iter().map(|gate| gate.code).collect();
    let names: BTreeSet<&str> = gates::gates().iter().map(|gate| gate.name).collect();
    assert_eq!((codes.len(), names.len()), (28, 28));
    for gate in gates::gates() {
        assert!(gates::named(&gate.name.to_uppercase()).is_some_and(|found| found.code == gate.code));
        let sentences = [gate.summary, gate.next, gate.passes];
        assert!(sentences.iter().all(|text| !text.is_empty() && !text.ends_with('.')), "{}", gate.code);
        assert!(gate.why.ends_with('.'), "{}", gate.code);
    }
    assert!(gates::named("CR1").is_none());
}

#[test]
fn a_page_tells_what_the_gate_is_for() {
    assert_eq!(
        gates::page(gates::named("CR307").unwrap()),
        "# CR307: size-grew\n\nAll weights together are larger than `review.max_growth` lets pass. Level: inform\n\n\
         Larger weights take longer to load and may no longer fit where the model runs. `review.max_growth` is a share of what they were, \
         20 % by default.\n\nWhat to do: make sure that it still fits where it runs.\n\nDoes not pass:\n\n```text\nsize: 1000000   →   size: 1300000\n```\n\n\
         Passes:\n\n```text\nsize: 1000000   →   size: 1100000\n```\n"
    );
}

fn cardex(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_cardex")).args(arguments).env_clear().output().unwrap();
    assert!(output.status.success(), "{arguments:?}");
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn the_command_line_explains_and_lists_them() {
    let gate = gates::named("CR201").unwrap();
    assert_eq!(cardex(&["rule", "cr201"]), gates::page(gate));
    assert_eq!(cardex(&["rule", "Metric-Regression"]), gates::page(gate));
    let listed = cardex(&["rules"]);
    let (_, of_gates) = listed.split_once("\nGates of a review:\n\n").unwrap();
    assert_eq!(of_gates.lines().count(), 28);
    assert_eq!(
        of_gates.lines().next().unwrap(),
        "CR101  needs-approval  licence-changed  The licence of a version is another one"
    );
    let record: serde_json::Value = serde_json::from_str(&cardex(&["rules", "--json"])).unwrap();
    assert_eq!(record["gates"].as_array().unwrap().len(), 28);
    assert_eq!(
        record["gates"][0],
        serde_json::json!({
            "code": "CR101", "name": "licence-changed", "level": "needs-approval",
            "summary": "The licence of a version is another one",
            "why": gates::named("CR101").unwrap().why, "next": "have it approved by whoever answers for licences",
            "example": {
                "fails": "license: apache-2.0   →   license: cc-by-nc-4.0",
                "passes": "license: Apache-2.0   →   license: apache-2.0",
            },
        })
    );
    let unknown =
        Command::new(env!("CARGO_BIN_EXE_cardex")).args(["rule", "CR204x"]).env_clear().output().unwrap();
    assert_eq!(unknown.status.code(), Some(2));
    assert_eq!(
        String::from_utf8(unknown.stderr).unwrap(),
        "error: there is no rule `CR204x`. Did you mean CR204? `cardex rules` lists them all\n"
    );
}
