//! What people read in a terminal.

use std::collections::BTreeMap;

use cardex::diagnostic::{Change, Diagnostic, Edit, Fix, Found, Location, Mark};
use cardex::report::{About, Report, Summary, human, printable, rdjson};

#[test]
fn findings_with_places_and_remedies() {
    let findings = [
        Diagnostic::error("CX104", Location::at("models/a/README.md", Mark::new(4, 10)), "`size` is odd")
            .help("write 438 MB"),
        Diagnostic::note("CX307", Location::file("models/a/README.md"), "not shown"),
        Diagnostic::warning("CX010", Location::file("models/b/README.md"), "an empty item"),
        Diagnostic::warning("CX010", Location::file("models/c/README.md"), "an empty item"),
    ];
    assert_eq!(
        human(&findings, 1),
        "models/a/README.md:4:10: error[CX104]: `size` is odd\n    help: write 438 MB\nmodels/b/README.md: warning[CX010]: an empty item\n… and 1 more warning (--verbose shows all)\n"
    );
    assert_eq!(human(&[], 20), "");
}

#[test]
fn nothing_steers_the_terminal() {
    assert_eq!(printable("a\u{1b}[31mb\r\u{202e}c\u{7}"), "a\\u{1b}[31mb\\u{d}\\u{202e}c\\u{7}");
    assert_eq!(printable("日本語 – 🤗\nnext"), "日本語 – 🤗\nnext");
}

#[test]
fn the_summary_is_one_line() {
    let summary = Summary {
        models: 1,
        pages: 14,
        files: 30,
        changed: 2,
        bytes: 1_250_000,
        errors: 0,
        warnings: 1,
        seconds: 0.123,
    };
    assert_eq!(
        summary.to_string(),
        "1 model, 14 pages, 2 of 30 files changed, 1.2 MB, 0 errors, 1 warning, 0.12 s"
    );
}

#[test]
fn reviewdog_is_offered_a_fix_of_one_edit() {
    let at = |column| Mark::new(1, column);
    let edit = |start, end| Edit { start: at(start), end: at(end), text: "mit".to_owned() };
    let fix = |edits| Fix { label: String::new(), change: Change::Text("", Vec::new()), edits };
    let mut one = Diagnostic::warning("CX503", Location::at("a", at(4)), "odd");
    one.fix = Some(Box::new(fix(vec![edit(4, 7)])));
    let mut two = one.clone();
    two.fix = Some(Box::new(fix(vec![edit(4, 7), edit(8, 9)])));
    let texts = BTreeMap::from([("a".to_owned(), "ö: Mit\n".to_owned())]);
    let found = Found::name_all(vec![one, two], &texts);
    let about = |_: &str| About { name: "odd", summary: "", why: "", level: None };
    let json = rdjson(&Report::new(&found, &texts, &about, &BTreeMap::new()));
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    let range = serde_json::json!({"start": {"line": 1, "column": 5}, "end": {"line": 1, "column": 8}});
    assert_eq!(json["diagnostics"][0]["suggestions"], serde_json::json!([{"range": range, "text": "mit"}]));
    assert!(json["diagnostics"][1].get("suggestions").is_none());
}
