//! The schema of `review` in `hub.yaml`.

use serde_json::{Value, json};

use super::hub::words;
use super::{Word, closed, item, map_of};

/// What `cardex review` asks of a change; `gates` are the codes of the gates and what they find.
pub(super) fn review(gates: &[Word]) -> Value {
    let level = words(
        "How much what the gate finds counts.",
        &[
            ("block", "The change may not go in as it is."),
            ("needs-approval", "Somebody has to approve it."),
            ("warn", "Somebody should look at it."),
            ("inform", "It is worth knowing."),
            ("off", "Nobody looks for it."),
        ],
    );
    let names = json!({"type": "array", "items": item()});
    closed(
        "What `cardex review` asks of a change, as its base says it. A code may be cut short: CR4 is all of CR4xx.",
        json!({
            "gates": by_code("How much what a gate finds counts, by its code.", gates, &level),
            "approvers": by_code("Who may approve what a gate finds, by its code.", gates, &names),
            "labels": map_of(
                "Labels of a change that stand for an approval: who gave it, or the gates that it is for: \"approved:legal\": [\"@acme/legal\"].",
                names,
            ),
            "tolerances": map_of(
                "How much worse a result may become, by metric; `all` for those that are not named.",
                closed("Where both are given, neither may be exceeded.", json!({
                    "max_absolute": amount("In the metric's own unit."),
                    "max_relative": amount("As a share of what it was: 1% or 0.01."),
                })),
            ),
            "removal_days": {
                "description": "How many days a model has to be deprecated before it may be removed; 30 by default.",
                "type": "integer",
                "minimum": 0
            },
            "max_growth": amount("How much larger weights may become, as a share of what they were; 20% by default."),
        }),
    )
}

/// A map by codes of gates, each with what the gate finds.
fn by_code(description: &str, gates: &[Word], value: &Value) -> Value {
    let mut map = map_of(description, value.clone());
    map["propertyNames"] = json!({"pattern": "^CR[0-9]{0,3}$"});
    let described =
        gates.iter().map(|(code, summary)| (code.clone(), json!({"description": summary, "allOf": [value]})));
    map["properties"] = described.collect();
    map
}

/// A number that is not negative, or a share in per cent.
fn amount(description: &str) -> Value {
    json!({
        "description": description,
        "anyOf": [{"type": "number", "minimum": 0}, {"type": "string", "pattern": "^ *[0-9.]+ *%? *$"}],
    })
}
