//! Which model comes from which.

use cardex::catalog::{self, Relation};

use super::{assemble, findings};

fn based(on: &str) -> String {
    format!("---\nbase_model: {on}\n---\n")
}

#[test]
fn bases_are_resolved_and_turned_round() {
    let parsed = assemble(&[
        ("models/acme/base/README.md", "---\nversion: \"2.0\"\n---\n"),
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

fn ids(kin: &[catalog::Kin]) -> Vec<String> {
    let id = |kin: &catalog::Kin| {
        let below = ids(&kin.kin);
        let more = if kin.left_out > 0 { format!(" +{}", kin.left_out) } else { String::new() };
        let again = if kin.is_repeated { " again" } else { "" };
        let below = if below.is_empty() { String::new() } else { format!(" ({})", below.join(", ")) };
        format!("{}{again}{below}{more}", kin.reference.id)
    };
    kin.iter().map(id).collect()
}

#[test]
fn trees_reach_up_and_down_and_count_every_model_once() {
    let parsed = assemble(&[
        ("models/a/base/README.md", &based("far/root")),
        ("models/a/lora/README.md", "---\nbase_model: a/base\nlibrary_name: peft\n---\n"),
        ("models/a/tuned/README.md", &based("a/base")),
        ("models/a/merged/README.md", &based("[a/tuned, a/lora]")),
        ("models/a/small/README.md", "---\nbase_model: a/merged\nbase_model_relation: quantized\n---\n"),
    ]);
    let catalog = &parsed.value;
    let offspring = catalog::offspring(catalog);
    let names: Vec<&str> = catalog.models.iter().map(|model| model.id.name()).collect();
    assert_eq!(names, ["base", "lora", "merged", "small", "tuned"]);
    // Fine-tunes, adapters, merges, quantised: the merge comes from both and counts once.
    assert_eq!((offspring[0].direct, offspring[0].all), ([1, 1, 0, 0], [1, 1, 1, 1]));
    assert_eq!((offspring[2].direct, offspring[2].all), ([0, 0, 0, 1], [0, 0, 0, 1]));
    assert!(!offspring[0].at_least);
    let (up, left_out) = catalog::ancestors(catalog, 3, 8, 24);
    assert_eq!(
        (ids(&up), left_out),
        (vec!["a/merged (a/tuned (a/base (far/root)), a/lora (a/base again))".to_owned()], 0)
    );
    let (up, _) = catalog::ancestors(catalog, 3, 2, 24);
    assert_eq!(ids(&up), ["a/merged (a/tuned +1, a/lora +1)"]);
    let (down, left_out) = catalog::descendants(catalog, &offspring, &catalog.models[0].derived, &[1, 9]);
    assert_eq!((ids(&down), left_out), (vec!["a/lora (a/merged +1)".to_owned()], 1));
    let families = catalog::families(catalog, &offspring);
    let families: Vec<(&str, u32)> =
        families.iter().map(|family| (family.root.id.as_str(), family.offspring.total())).collect();
    assert_eq!(families, [("far/root", 5)]);
}

#[test]
fn trees_of_a_circle_end() {
    let parsed = assemble(&[
        ("models/a/a/README.md", &based("a/b")),
        ("models/a/b/README.md", &based("a/a")),
        ("models/a/c/README.md", &based("[a/a, a/c]")),
    ]);
    let catalog = &parsed.value;
    let offspring = catalog::offspring(catalog);
    assert_eq!(offspring.iter().map(catalog::Offspring::total).collect::<Vec<_>>(), [2, 2, 0]);
    assert_eq!(ids(&catalog::ancestors(catalog, 0, 8, 24).0), ["a/b (a/a again)"]);
    let (down, _) = catalog::descendants(catalog, &offspring, &catalog.models[0].derived, &[9, 9, 9]);
    assert_eq!(ids(&down), ["a/b (a/a (a/b again, a/c again))", "a/c"]);
}

#[test]
fn ten_thousand_children_cost_little() {
    let cards: Vec<(String, String)> = (0..10_000)
        .map(|n| {
            (format!("models/acme/m{n:05}/README.md"), based(if n == 0 { "far/x" } else { "acme/m00000" }))
        })
        .collect();
    let files: Vec<(&str, &str)> = cards.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let catalog = assemble(&files).value;
    let started = std::time::Instant::now();
    let offspring = catalog::offspring(&catalog);
    assert_eq!((offspring[0].direct_total(), offspring[0].total()), (9_999, 9_999));
    for model in 0..10_000 {
        let (kin, left_out) =
            catalog::descendants(&catalog, &offspring, &catalog.models[model].derived, &[7, 3]);
        let (up, _) = catalog::ancestors(&catalog, model, 8, 24);
        assert!(kin.len() + up.len() <= 8 && (model > 0 || left_out == 9_992));
    }
    assert_eq!(catalog::families(&catalog, &offspring)[0].offspring.total(), 10_000);
    assert!(started.elapsed().as_secs() < 5, "{:?}", started.elapsed());
}

#[test]
fn ways_to_a_newer_model_are_followed_to_the_end() {
    let parsed = assemble(&[
        ("models/a/a/README.md", "---\nnew_version: a/b\n---\n"),
        ("models/a/b/README.md", "---\ndeprecated: {by: a/c}\n---\n"),
        ("models/a/c/README.md", ""),
        ("models/a/d/README.md", "---\nnew_version: far/x\n---\n"),
        ("models/a/e/README.md", "---\nnew_version: a/f\n---\n"),
        ("models/a/f/README.md", "---\ndeprecated: {by: a/e}\n---\n"),
        ("models/a/g/README.md", "---\nnew_version: a/h\n---\n"),
        ("models/a/h/README.md", "---\ndeprecated: true\n---\n"),
    ]);
    let way = |model: usize| {
        let found = catalog::succession(&parsed.value, model)?;
        Some((found.steps.into_iter().map(|step| step.id).collect::<Vec<_>>().join(" "), found.end))
    };
    assert_eq!(way(0), Some(("a/b a/c".to_owned(), catalog::End::Reached)));
    assert_eq!(way(2), None);
    assert_eq!(way(3), Some(("far/x".to_owned(), catalog::End::Outside)));
    assert_eq!(way(4), Some(("a/f".to_owned(), catalog::End::Circle)));
    assert_eq!(way(6), Some(("a/h".to_owned(), catalog::End::GivenUp)));
    assert_eq!(findings(&parsed), ["a/e:2:14: error[CX602]: newer models go in a circle: a/e → a/f → a/e"]);
}

#[test]
fn terms_of_an_ancestor_are_inherited() {
    let with = |license: &str, base: &str| format!("---\nlicense: {license}\nbase_model: {base}\n---\n");
    let parsed = assemble(&[
        ("models/a/a/README.md", &with("llama3.1", "meta-llama/Llama-3.1-8B")),
        ("models/a/b/README.md", "---\nbase_model: a/a\n---\n"),
        ("models/a/c/README.md", &with("mit", "a/b")),
        ("models/a/d/README.md", &with("[mit, llama3.1]", "a/b")),
        ("models/a/e/README.md", "---\nlicense: cc-by-nc-4.0\n---\n"),
        ("models/a/f/README.md", "---\nlicense: cc-by-nc-4.0\nbase_model: a/e\nlibrary_name: peft\n---\n"),
        ("models/a/g/README.md", &with("apache-2.0", "a/f")),
        ("models/a/h/README.md", &with("mit", "a/i")),
        ("models/a/i/README.md", "---\nlicense: cc-by-nd-4.0\n---\n"),
    ]);
    let found = |model: usize| {
        let found = catalog::inherited(&parsed.value, model)?;
        Some(format!(
            "{} {} via {:?} {}",
            found.terms.key, found.ancestor.id, found.through, found.by_adapter
        ))
    };
    assert_eq!([found(0), found(1), found(3)], [None, None, None]);
    assert_eq!(found(2).as_deref(), Some("llama3.1 a/a via [\"a/b\"] false"));
    assert_eq!(found(6).as_deref(), Some("cc-by-nc-4.0 a/f via [] false"));
    assert_eq!(found(7).as_deref(), Some("cc-by-nd-4.0 a/i via [] false"));
}
