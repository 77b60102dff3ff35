//! Fields of cards: as written, tolerant, and with a place for every complaint.

use super::{assemble, card, findings};

#[test]
fn scalars_stay_as_written() {
    let parsed =
        card("language: no\nversion: 1.10\ntags: [on, 0777, 12:30:45, 2024-02-30, 1_000]\nlicense: MIT");
    assert_eq!(findings(&parsed), Vec::<String>::new());
    let model = &parsed.value.models[0];
    let tags: Vec<&str> = model.card.tags.iter().map(|tag| tag.value.as_str()).collect();
    assert_eq!(tags, ["on", "0777", "12:30:45", "2024-02-30", "1_000"]);
    assert_eq!(model.card.language[0].value, "no");
    assert_eq!(model.card.version.as_ref().expect("a version").value, "1.10");
    assert_eq!(
        model.card.card_data,
        r#"{"language":"no","version":"1.10","tags":["on","0777","12:30:45","2024-02-30","1_000"],"license":"MIT"}"#
    );
}

#[test]
fn every_field_knows_its_place_in_the_file() {
    let parsed = card("license: mit\ntags:\n- a\n- b");
    let tags = &parsed.value.models[0].card.tags;
    assert_eq!((tags[0].mark.to_string(), tags[1].mark.to_string()), ("4:3".to_owned(), "5:3".to_owned()));
}

#[test]
fn text_or_list_null_items_and_repeated_items() {
    let parsed = card(
        "tags: one\ndatasets: [a, null, a, b]\nlicense:\n- mit\n- apache-2.0\nmetrics:\n- {name: wer, value: 3}\n- f1",
    );
    let model = &parsed.value.models[0];
    let of = |list: &[cardex::diagnostic::Spanned<String>]| {
        list.iter().map(|item| item.value.clone()).collect::<Vec<_>>()
    };
    assert_eq!(of(&model.card.tags), ["one"]);
    assert_eq!(of(&model.card.datasets), ["a", "b"]);
    assert_eq!(of(&model.card.license), ["mit", "apache-2.0"]);
    assert_eq!(of(&model.card.metrics), ["wer", "f1"]);
    assert_eq!(
        findings(&parsed),
        ["acme/x:3:15: warning[CX010]: `datasets` has an empty item, which is left out"]
    );
}

#[test]
fn a_wrong_type_costs_the_field_and_not_the_card() {
    let parsed = card(
        "title: {a: b}\nlicense: {name: mit, url: x}\npipeline_tag: [[a]]\ndescription: Kept.\nweights: s3://b/k",
    );
    assert_eq!(
        findings(&parsed),
        [
            "acme/x:2:8: error[CX101]: `title` should be text",
            "acme/x:3:10: error[CX101]: `license` is a mapping, but should be a text or a list of texts",
            "acme/x:4:15: warning[CX101]: `pipeline_tag` should be text",
            "acme/x:6:10: error[CX101]: `weights` should be a list of entries with `uri`, `size` and `sha256`",
        ]
    );
    let model = &parsed.value.models[0];
    assert_eq!((model.title.as_str(), model.description.as_str()), ("X", "Kept."));
    assert_eq!(model.problems.len(), 3);
}

#[test]
fn title_and_description_come_from_the_text_when_the_card_states_none() {
    let parsed = assemble(&[
        ("models/acme/a/README.md", "# The title\n\nThe first paragraph\nof *two* lines.\n\nMore.\n"),
        ("models/acme/b/README.md", ""),
        ("models/c/README.md", "---\ntitle: ' Two\n  lines\u{202e} '\n---\n"),
    ]);
    let shown =
        |n: usize| (parsed.value.models[n].title.as_str(), parsed.value.models[n].description.as_str());
    assert_eq!(shown(0), ("The title", "The first paragraph of two lines."));
    assert_eq!(shown(1), ("b", ""));
    assert_eq!(shown(2), ("Two lines", ""));
    assert_eq!(parsed.value.models[2].id.org(), None);
}

#[test]
fn dates_and_versions_are_checked() {
    let parsed = card("date: 2024-02-30\nversion: ../../etc");
    assert_eq!(
        findings(&parsed),
        [
            "acme/x:2:7: error[CX107]: `date` is no date: `2024-02-30`",
            "acme/x:3:10: error[CX108]: `version` does not begin with a letter or a digit",
        ]
    );
    let parsed = card("date: 2026-11-20T10:00:00Z\nversion: \"2.1.0-rc.1+cu124\"");
    assert_eq!(findings(&parsed), Vec::<String>::new());
    assert_eq!(parsed.value.models[0].updated.expect("a date").to_string(), "2026-11-20");
    for reserved in ["latest", "index", "1..2", "a/b"] {
        assert_eq!(card(&format!("version: {reserved}")).diagnostics[0].rule, "CX108", "{reserved}");
    }
}

#[test]
fn unknown_keys_are_kept_with_their_values() {
    let parsed = card("mood: fine\nnested:\n  deep: [1, 2]\n  more: {a: b}\nwidget:\n- text: Hi\n1: a");
    let expected =
        [("mood", "fine"), ("nested", "deep: 1, 2\nmore: \n  a: b"), ("widget", "- text: Hi"), ("1", "a")];
    let model = &parsed.value.models[0];
    let kept: Vec<(&str, &str)> =
        model.card.additional.iter().map(|(key, value)| (key.as_str(), value.as_str())).collect();
    assert_eq!(kept, expected);
    assert_eq!(findings(&parsed), Vec::<String>::new());
}

#[test]
fn a_broken_card_hides_no_other_and_keeps_its_text() {
    let parsed = assemble(&[
        ("models/acme/a/README.md", "---\nlicense: mit\ntags: [a\nlanguage: en\n---\nText of a.\n"),
        ("models/acme/b/README.md", "---\nlicense: mit\n# never closed\nText of b.\n"),
        ("models/acme/c/README.md", "---\nlicense: mit\n---\nText of c.\n"),
    ]);
    assert_eq!(parsed.value.models.len(), 3);
    let bodies: Vec<bool> = parsed.value.models.iter().map(|model| model.body.contains("Text of ")).collect();
    assert_eq!(bodies, [true, true, true]);
    let rules: Vec<&str> = parsed.diagnostics.iter().map(|finding| finding.rule).collect();
    assert_eq!(rules, ["CX002", "CX001"]);
    assert_eq!(parsed.value.models[0].card.license[0].value, "mit");
}

#[test]
fn evaluations_are_read_even_when_incomplete() {
    let parsed = card(
        "model-index:\n- name: x\n  results:\n  - task: {type: asr, name: Speech}\n    dataset: {type: d, split: test, config: en}\n    metrics:\n    - {type: wer, value: 20.0 ± 1.2, verifyToken: abc}\n    - {type: cer, value: .nan}\n    source: {name: Paper, url: https://example.org}\n  - metrics: [{type: f1, value: 1.10}]",
    );
    let evaluations = &parsed.value.models[0].card.evaluations;
    assert_eq!(evaluations.len(), 2);
    assert_eq!(evaluations[0].task_name.as_deref(), Some("Speech"));
    assert_eq!(
        (evaluations[0].split.as_deref(), evaluations[0].config.as_deref()),
        (Some("test"), Some("en"))
    );
    let values: Vec<(&str, bool)> =
        evaluations[0].metrics.iter().map(|metric| (metric.value.as_str(), metric.verified)).collect();
    assert_eq!(values, [("20.0 ± 1.2", true), (".nan", false)]);
    assert_eq!(evaluations[1].metrics[0].value, "1.10");
    assert_eq!(
        findings(&parsed),
        ["acme/x:11:5: warning[CX703]: this result of `model-index` has no task and no dataset"]
    );
}

#[test]
fn too_many_tags_are_cut_at_the_limit_of_hub_yaml() {
    let parsed = assemble(&[
        ("hub.yaml", "limits: {tags: 2}"),
        ("models/acme/x/README.md", "---\ntags: [a, b, c]\n---\n"),
    ]);
    assert_eq!(
        findings(&parsed),
        ["acme/x:2:14: warning[CX104]: the card has 3 tags; the limit is 2 (limits.tags)"]
    );
    assert_eq!(parsed.value.models[0].card.tags.len(), 2);
}

#[test]
fn credentials_reach_no_field() {
    let parsed = card(
        "homepage: https://user:HUSH@h.example/\nnote: see (https://h.example/a?sig=HUSH) there\nplain: https://h.example/a?b=c",
    );
    let text = format!("{:?}", parsed.value.models[0]);
    assert!(!text.contains("HUSH"), "{text}");
    assert_eq!(
        parsed.value.models[0].card.additional[0].1,
        "see [address with a credential, left out] there"
    );
    let rules: Vec<&str> = parsed.diagnostics.iter().map(|finding| finding.rule).collect();
    assert_eq!(rules, ["CX311", "CX311"]);
}
