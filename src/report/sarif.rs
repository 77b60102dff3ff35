//! SARIF 2.1.0, the form that code hosts and editors take findings in.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::diagnostic::{Edit, Level};

use super::{About, Report, Shown};

/// Results that are shown at most: a code host shows no more of a run.
const MOST_RESULTS: usize = 5_000;

/// The findings as a SARIF log of one run, the gravest first where there are too many.
pub fn sarif(report: &Report<'_>) -> String {
    let mut shown: Vec<&Shown<'_>> = report.shown.iter().collect();
    let left_out = shown.len().saturating_sub(MOST_RESULTS);
    if left_out > 0 {
        shown.sort_by_key(|shown| (shown.finding.level, !shown.is_on_change));
        shown.truncate(MOST_RESULTS);
    }
    let rules: BTreeMap<&str, &About> =
        shown.iter().map(|shown| (shown.finding.rule, &shown.about)).collect();
    let places: BTreeMap<&str, usize> = rules.keys().copied().zip(0..).collect();
    let mut run = json!({
        "tool": {"driver": {
            "name": "cardex",
            "semanticVersion": env!("CARGO_PKG_VERSION"),
            "rules": rules.iter().map(|(code, about)| rule(code, about)).collect::<Vec<_>>(),
        }},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {"SRCROOT": {"description": {"text": "The top of the repository"}}},
        "results": shown.iter().map(|shown| result(report, shown, places[shown.finding.rule])).collect::<Vec<_>>(),
    });
    if left_out > 0 {
        let text = format!(
            "{left_out} more findings are left out, the least grave ones; `--format json` has them all"
        );
        run["invocations"] = json!([{
            "executionSuccessful": true,
            "toolExecutionNotifications": [{"level": "note", "message": {"text": text}}],
        }]);
    }
    let log = json!({
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [run],
    });
    format!("{log:#}\n")
}

fn rule(code: &str, about: &About) -> Value {
    json!({
        "id": code,
        "name": about.name,
        "shortDescription": {"text": about.summary},
        "fullDescription": {"text": about.why},
        "help": {"text": about.why, "markdown": about.why},
        "defaultConfiguration": match about.level {
            Some(level) => json!({"level": level_of(level)}),
            None => json!({"enabled": false}),
        },
    })
}

fn result(report: &Report<'_>, shown: &Shown<'_>, rule: usize) -> Value {
    let finding = shown.finding;
    let mut text = finding.message.clone();
    if let Some(help) = &finding.help {
        text.push_str(". ");
        text.push_str(help);
    }
    let mut physical = json!({"artifactLocation": {"uri": uri(&report.repository_path(&finding.location.path)), "uriBaseId": "SRCROOT"}});
    // Code hosts refuse results without a line; a finding about a whole file stands at its first.
    physical["region"] = json!({
        "startLine": shown.start.line, "startColumn": shown.start.column,
        "endLine": shown.end.line, "endColumn": shown.end.column,
    });
    let mut location = json!({"physicalLocation": physical});
    if !shown.model.is_empty() {
        location["logicalLocations"] = json!([{"fullyQualifiedName": shown.model, "kind": "resource"}]);
    }
    let mut result = json!({
        "ruleId": finding.rule,
        "ruleIndex": rule,
        "level": level_of(finding.level),
        "message": {"text": text},
        "locations": [location],
        "partialFingerprints": {"cardex/v1": shown.fingerprint},
    });
    if report.is_of_new {
        result["baselineState"] = json!("new");
    }
    if let Some(fix) = &finding.fix {
        let replacements: Vec<Value> = fix.edits.iter().map(replacement).collect();
        result["fixes"] = json!([{
            "description": {"text": fix.label},
            "artifactChanges": [{
                "artifactLocation": {"uri": uri(&report.repository_path(&finding.location.path)), "uriBaseId": "SRCROOT"},
                "replacements": replacements,
            }],
        }]);
    }
    result
}

fn replacement(edit: &Edit) -> Value {
    let mut replacement = json!({"deletedRegion": {
        "startLine": edit.start.line, "startColumn": edit.start.column,
        "endLine": edit.end.line, "endColumn": edit.end.column,
    }});
    if !edit.text.is_empty() {
        replacement["insertedContent"] = json!({"text": edit.text});
    }
    replacement
}

fn level_of(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Note => "note",
    }
}

/// A path as a relative reference: everything but letters, digits and `-._~/` percent-encoded.
fn uri(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            uri.push_str(&format!("%{byte:02X}"));
        }
    }
    uri
}
