//! Versions, lifecycle, and what changed between two versions.

use cardex::catalog::difference::difference;
use cardex::catalog::{Model, Version};
use cardex::config::Config;

use super::{assemble, findings};

const CARD: &str = "\
---
license: mit
tags: [light]
title: Lamp
version: \"2.0.0\"
model-index:
- name: lamp
  results:
  - task: {type: text-classification}
    dataset: {type: acme/rooms, name: Rooms, split: test}
    metrics: [{type: accuracy, value: 0.921}, {type: f1, value: 0.9}]
weights: [{uri: \"s3://b/2.0.0/lamp.onnx\", size: 20}]
---
# Lamp
";

const EARLIER: &str = "\
---
version: \"1.0.0\"
date: 2026-01-02
license: cc-by-nc-4.0
model-index:
- name: lamp
  results:
  - task: {type: text-classification}
    dataset: {type: acme/rooms, name: Rooms, split: test}
    metrics: [{type: accuracy, value: 0.93}, {type: precision, value: 0.8}]
weights: [{uri: \"s3://b/1.0.0/lamp.onnx\", size: 10}]
---
The first one.
";

const LIFECYCLE: &str = "\
aliases: {champion: \"1.0.0\", challenger: \"2.0.0\"}
versions:
  \"2.0.0\": {stage: staging, approval: {status: pending-review}}
  \"1.0.0\": {stage: production}
";

fn lamp(others: &[(&str, &str)]) -> (Model, Vec<String>) {
    let mut files =
        vec![("models/acme/lamp/README.md", CARD), ("models/acme/lamp/versions/1.0.0.md", EARLIER)];
    files.extend_from_slice(others);
    let parsed = assemble(&files);
    let found = findings(&parsed);
    let model = parsed.value.models.into_iter().find(|model| model.id.as_str() == "acme/lamp");
    (model.expect("the lamp"), found)
}

fn aliases(version: &Version) -> Vec<(&str, bool)> {
    version.aliases.iter().map(|alias| (alias.name.as_str(), alias.protected)).collect()
}

#[test]
fn versions_come_newest_first_with_their_state() {
    let (model, found) = lamp(&[
        ("models/acme/lamp/lifecycle.yaml", LIFECYCLE),
        ("hub.yaml", "aliases: {protected: [champion]}\n"),
    ]);
    assert_eq!(found, Vec::<String>::new());
    let [newest, earlier] = model.versions.as_slice() else { panic!("{:?}", model.versions) };
    assert_eq!((newest.label.as_str(), newest.is_current()), ("2.0.0", true));
    assert_eq!(newest.stage.as_deref(), Some("staging"));
    assert_eq!(model.card.stage.as_ref().map(|stage| stage.value.as_str()), Some("staging"));
    assert_eq!(model.card.approval.as_ref().map(|approval| approval.status.as_str()), Some("pending-review"));
    assert_eq!(aliases(newest), [("challenger", false)]);
    assert_eq!((earlier.label.as_str(), earlier.stage.as_deref()), ("1.0.0", Some("production")));
    assert_eq!(earlier.date.map(|date| date.to_string()).as_deref(), Some("2026-01-02"));
    assert_eq!(aliases(earlier), [("champion", true)]);
    // What lies in the folder for the versions is no file of the model.
    assert_eq!(model.files, Vec::<(String, u64)>::new());
    for (name, place) in [("2.0.0", Some(0)), ("champion", Some(1)), ("latest", Some(0)), ("3.0.0", None)] {
        assert_eq!(model.find_version(name), place, "{name}");
    }
}

#[test]
fn an_earlier_version_has_the_models_words_and_its_own_licence() {
    let (model, _) = lamp(&[]);
    let earlier = model.at(1).expect("the earlier version");
    assert_eq!(earlier.card.tags.iter().map(|tag| tag.value.as_str()).collect::<Vec<_>>(), ["light"]);
    assert_eq!(earlier.card.license.iter().map(|id| id.value.as_str()).collect::<Vec<_>>(), ["cc-by-nc-4.0"]);
    assert_eq!((earlier.body.as_str(), earlier.body_line), ("The first one.\n", 13));
    assert_eq!(earlier.size(), Some(10));
    assert!(model.at(0).is_none(), "the current version is the model itself");
}

#[test]
fn versions_are_named_by_references() {
    let tuned = |base: &str| format!("---\nbase_model: acme/lamp@{base}\n---\n");
    let files = [("champion", tuned("champion")), ("old", tuned("1.0.0")), ("wrong", tuned("9"))];
    let paths: Vec<String> = files.iter().map(|(name, _)| format!("models/acme/{name}/README.md")).collect();
    let mut hub = vec![
        ("models/acme/lamp/README.md", CARD),
        ("models/acme/lamp/versions/1.0.0.md", EARLIER),
        ("models/acme/lamp/lifecycle.yaml", LIFECYCLE),
    ];
    hub.extend(paths.iter().map(String::as_str).zip(files.iter().map(|(_, text)| text.as_str())));
    let parsed = assemble(&hub);
    assert_eq!(
        findings(&parsed),
        ["acme/wrong:2:13: warning[CX601]: acme/lamp has no version and no alias `9`"]
    );
    let versions: Vec<(&str, Option<u32>)> = parsed
        .value
        .models
        .iter()
        .flat_map(|model| model.bases.iter().map(|base| (model.id.name(), base.version)))
        .collect();
    assert_eq!(versions, [("champion", Some(1)), ("old", Some(1)), ("wrong", None)]);
}

#[test]
fn what_contradicts_itself_is_told() {
    let lifecycle = "\
aliases: {champion: \"9.9.9\", V2: \"1.0.0\", best: \"1.0.0\"}
version: 3
versions:
  \"1.0.0\": {stage: production, deprecated: {reason: dim}}
  \"7\": {stage: staging}
";
    let twin = "---\nversion: \"2.0.0\"\n---\n";
    let (model, found) = lamp(&[
        ("models/acme/lamp/lifecycle.yaml", lifecycle),
        ("models/acme/lamp/versions/2.0.0.md", twin),
        ("models/acme/lamp/versions/1.5.md", "---\nversion: \"1.5.0\"\n---\n"),
    ]);
    assert_eq!(
        found,
        [
            "acme/lamp:5:10: error[CX113]: the card is version 2.0.0, and so is models/acme/lamp/versions/2.0.0.md",
            "acme/lamp/lifecycle.yaml:1:21: error[CX803]: the alias `champion` stands for version `9.9.9`, which the model does not have",
            "acme/lamp/lifecycle.yaml:1:30: error[CX804]: the alias `V2` does not begin with a small letter",
            "acme/lamp/lifecycle.yaml:1:49: error[CX812]: the alias `best` stands for version 1.0.0, which is deprecated",
            "acme/lamp/lifecycle.yaml:2:1: warning[CX105]: `version` is no key here",
            "acme/lamp/lifecycle.yaml:5:3: error[CX815]: the model has no version `7`",
            "acme/lamp/versions/1.5.md:2:10: error[CX111]: the file is named 1.5.md, but says `version: 1.5.0`",
        ]
    );
    assert_eq!(
        model.versions.iter().map(|version| version.label.as_str()).collect::<Vec<_>>(),
        ["2.0.0", "1.5.0", "1.0.0"]
    );
    assert_eq!(model.latest(), Some(0));
}

#[test]
fn a_scheme_refuses_other_names() {
    let found = |scheme: &str| lamp(&[("hub.yaml", &format!("versions: {{scheme: {scheme}}}\n"))]).1;
    assert_eq!(found("semver"), Vec::<String>::new());
    assert_eq!(
        found("integer"),
        [
            "acme/lamp:5:10: error[CX108]: the version `2.0.0` is no whole number such as 3",
            "acme/lamp/versions/1.0.0.md:2:10: error[CX108]: the version `1.0.0` is no whole number such as 3",
        ]
    );
}

#[test]
fn a_difference_tells_what_changed_and_what_is_better() {
    let (model, _) = lamp(&[]);
    let earlier = model.at(1).expect("the earlier version");
    let found = difference(&earlier, &model, &Config::default());
    let fields: Vec<_> =
        found.fields.iter().map(|c| (c.key.as_str(), c.before.as_deref(), c.after.as_deref())).collect();
    // Tags and title are the model's: that the earlier version leaves them out is no change.
    assert_eq!(fields, [("license", Some("cc-by-nc-4.0"), Some("mit"))]);
    let results: Vec<_> = found
        .results
        .iter()
        .map(|c| (c.identity.metric.as_str(), c.before.as_deref(), c.after.as_deref(), c.better))
        .collect();
    assert_eq!(
        results,
        [
            ("accuracy", Some("0.93"), Some("0.921"), Some(false)),
            ("f1", None, Some("0.9"), None),
            ("precision", Some("0.8"), None, None),
        ]
    );
    let [weight] = found.weights.as_slice() else { panic!("{:?}", found.weights) };
    assert_eq!((weight.path.as_str(), weight.is_other_content()), ("lamp.onnx", true));
    assert_eq!(difference(&model, &model, &Config::default()), Default::default());
}
