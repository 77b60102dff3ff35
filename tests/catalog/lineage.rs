//! Which model comes from which.

use cardex::catalog::Relation;

use super::{assemble, findings};

fn based(on: &str) -> String {
    format!("---\nbase_model: {on}\n---\n")
}

#[test]
fn bases_are_resolved_and_turned_round() {
    let parsed = assemble(&[
        ("models/acme/base/README.md", ""),
        ("models/acme/tuned/README.md", &based("Acme/Base")),
        ("models/acme/merged/README.md", &based("[acme/base, acme/tuned, other/x]")),
        ("models/acme/lora/README.md", "---\nbase_model: acme/base\nlibrary_name: peft\n---\n"),
        (
            "models/acme/small/README.md",
            "---\nbase_model: acme/base@2.0\nbase_model_relation: quantized\n---\n",
        ),
    ]);
    assert_eq!(findings(&parsed), Vec::<String>::new());
    let models = &parsed.value.models;
    let ids: Vec<&str> = models.iter().map(|model| model.id.name()).collect();
    assert_eq!(ids, ["base", "lora", "merged", "small", "tuned"]);
    assert_eq!(models[0].derived, [1, 2, 3, 4]);
    let relations: Vec<Option<Relation>> = models.iter().map(|model| model.relation).collect();
    let expected = [
        None,
        Some(Relation::Adapter),
        Some(Relation::Merge),
        Some(Relation::Quantized),
        Some(Relation::Finetune),
    ];
    assert_eq!(relations, expected);
    let bases: Vec<Option<u32>> = models[2].bases.iter().map(|base| base.model).collect();
    assert_eq!(bases, [Some(0), Some(4), None]);
}

#[test]
fn a_circle_is_named_once() {
    let parsed = assemble(&[
        ("models/acme/a/README.md", &based("acme/b")),
        ("models/acme/b/README.md", &based("acme/c")),
        ("models/acme/c/README.md", &based("acme/a")),
        ("models/acme/self/README.md", &based("acme/self")),
    ]);
    assert_eq!(
        findings(&parsed),
        [
            "acme/a:2:13: error[CX602]: `base_model` goes in a circle: acme/a → acme/b → acme/c → acme/a",
            "acme/self:2:13: error[CX605]: `base_model` of acme/self is the model itself",
        ]
    );
}

#[test]
fn a_long_chain_needs_no_deep_stack() {
    let cards: Vec<(String, String)> = (0..3_000)
        .map(|n| (format!("models/acme/m{n:05}/README.md"), based(&format!("acme/m{:05}", n + 1))))
        .collect();
    let files: Vec<(&str, &str)> = cards.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let parsed = assemble(&files);
    // The last one names a model that is not there.
    assert_eq!(
        findings(&parsed),
        ["acme/m02999:2:13: warning[CX601]: the catalog has no model `acme/m03000`"]
    );
}

#[test]
fn successors_and_unknown_relations() {
    let parsed = assemble(&[
        ("models/acme/old/README.md", "---\nnew_version: acme/new\n---\n"),
        ("models/acme/older/README.md", "---\ndeprecated: {by: acme/old, reason: Slow.}\n---\n"),
        (
            "models/acme/new/README.md",
            "---\nnew_version: acme/new\nbase_model: acme/old\nbase_model_relation: cousin\n---\n",
        ),
    ]);
    assert_eq!(
        findings(&parsed),
        [
            "acme/new:4:22: warning[CX104]: `base_model_relation` is `cousin`, not one of finetune, adapter, merge, quantized"
        ]
    );
    let successors: Vec<Option<u32>> = parsed
        .value
        .models
        .iter()
        .map(|model| model.successor.as_ref().and_then(|successor| successor.model))
        .collect();
    assert_eq!(successors, [None, Some(0), Some(1)]);
    assert_eq!(parsed.value.models[0].relation, Some(Relation::Finetune));
}
