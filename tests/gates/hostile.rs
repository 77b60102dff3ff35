//! Changes by people who mean harm: the gates hold, and what they say is plain text.

use std::fs;

use cardex::review::gates::Verdict;

use super::{LAMP, State, Told, judge, judge_states, judge_told, notes, of, open};

#[test]
fn words_of_cards_stay_on_one_line_and_short() {
    let evil = "x\\u202e\\u0007\\r\\n## Approved\\n<!-- cardex:review -->\\e[31m@everyone ![](https://evil.example/a.png)";
    let long = "y".repeat(5_000);
    let card = |value: &str, version: &str, n: u32| {
        format!(
            "---\nlicense: \"{value}\"\nlicense_name: \"{value}\"\nversion: \"{version}\"\nowners: [\"{value}{n}\"]\nrisk: {{level: {}}}\nstage: \"{value}{n}\"\n\
             approval: {{status: approved, by: \"{value}{n}\"}}\nsignature: {{inputs: [{{name: \"{value}{n}\", type: \"{value}\"}}]}}\n\
             weights:\n- {{uri: \"s3://a/{n}.bin\", size: {n}0, variant: \"{value}\"}}\nmodel-index:\n- results:\n  - task: {{type: \"{value}\"}}\n    dataset: {{type: \"{value}\", name: \"{value}\"}}\n    metrics: [{{type: \"{value}{n}\", value: \"{value}\"}}, {{type: f1, value: \"0.{n}\"}}]\n---\n# Lamp\n",
            ["low", "high"][n as usize % 2]
        )
    };
    let hub = "aliases: {protected: [champion]}\npolicy: {approval: [production]}\nlicenses: {allow: [mit]}\nstages: {transitions: {a: [b]}}\n";
    for value in [evil, &long] {
        let (old, new) = (card(value, "1.0.0", 2), card(&format!("other {value}"), "1.0.0", 1));
        let judgement = judge_told(
            &[("hub.yaml", hub), (LAMP, &old)],
            &[("hub.yaml", hub), (LAMP, &new)],
            &Told { author: Some("x"), ..Told::default() },
        );
        assert_eq!(judgement.verdict, Verdict::Block);
        assert!(open(&judgement).len() >= 8, "{:#?}", open(&judgement));
        let approvers = judgement.approvals.iter().flat_map(|needed| &needed.approvers);
        let texts = judgement.findings.iter().flat_map(|finding| [&finding.message, &finding.next]);
        for text in texts.chain(approvers).chain(&judgement.labels) {
            let is_plain = !text.chars().any(|c| c.is_control() || matches!(c, '\u{202a}'..='\u{202e}'));
            assert!(is_plain && text.chars().count() <= 1_001, "{text:?}");
        }
    }
}

#[test]
fn other_bytes_under_a_new_name_are_other_bytes() {
    let card = |weights: &str| format!("---\nversion: \"1.0.0\"\nweights:\n{weights}\n---\n# Lamp\n");
    let sha = |digit: &str| digit.repeat(64);
    let entry =
        |name: &str, digit: &str| format!("- {{uri: s3://a/{name}, size: 9, sha256: \"{}\"}}", sha(digit));
    let of_bump = |old: &str, new: &str| {
        let found = of(&judge(&[(LAMP, &card(old))], &[(LAMP, &card(new))]), "CR302");
        found
            .into_iter()
            .map(|line| line.split(": ").skip(1).collect::<Vec<_>>().join(": "))
            .collect::<Vec<_>>()
    };
    assert_eq!(
        of_bump(&entry("m.bin", "1"), &entry("n.bin", "2")),
        ["version 1.0.0 has other weights: n.bin takes the place of m.bin"]
    );
    // Moved, or one more variant.
    assert_eq!(of_bump(&entry("m.bin", "1"), &entry("n.bin", "1")), [""; 0]);
    let two = [entry("m.bin", "1"), entry("m.gguf", "2")].join("\n");
    assert_eq!(of_bump(&entry("m.bin", "1"), &two), [""; 0]);
    // Without a checksum the address is all that is known.
    let bare = |address: &str| format!("- {{uri: {address}, size: 9}}");
    assert_eq!(
        of_bump(&bare("s3://a/m.bin"), &bare("s3://b/m.bin")),
        ["version 1.0.0 has other weights: m.bin: stored at another address, without a checksum to compare"]
    );
}

#[test]
fn a_release_cannot_be_rewritten_on_the_way() {
    const LAST: &str = "models/acme/lamp/versions/1.0.0.md";
    let base = [(LAMP, "---\nversion: \"1.0.0\"\nlicense: mit\ntags: [a]\n---\n# Lamp\n")];
    let head = |path: &str, file: &str| {
        let card = "---\nversion: \"1.1.0\"\nlicense: mit\ntags: [b]\n---\n# Lamp\n";
        let found = judge(&base, &[(LAMP, card), (path, file)]);
        [of(&found, "CR303"), of(&found, "CR304")].concat()
    };
    let passes = ["CR304 pass block - -: files of new earlier versions say what the card said"];
    assert_eq!(head(LAST, "---\nversion: \"1.0.0\"\nlicense: mit\n---\nFirst.\n"), passes);
    // What the model says is its own, or what it was.
    assert_eq!(head(LAST, "---\nversion: \"1.0.0\"\nlicense: mit\ntags: [a]\n---\n"), passes);
    assert_eq!(
        head(LAST, "---\nversion: \"1.0.0\"\nlicense: mit\ntags: [c]\n---\n"),
        [
            "CR304 fail block acme/lamp acme/lamp/versions/1.0.0.md: the file of version 1.0.0 differs from the card of the base: `tags`"
        ]
    );
    assert_eq!(
        head("models/acme/lamp/versions/0.9.0.md", "---\nlicense: mit\n---\n"),
        [
            "CR304 fail block acme/lamp acme/lamp/versions/0.9.0.md: version 0.9.0 was never the current one: in the base that is 1.0.0"
        ]
    );
    // An earlier file under another number is gone.
    let old = [base[0], ("models/acme/lamp/versions/0.9.0.md", "---\nlicense: mit\n---\nEarly.\n")];
    let new = [
        base[0],
        ("models/acme/lamp/versions/0.9.0.md", "---\nversion: \"0.9.1\"\nlicense: mit\n---\nEarly.\n"),
    ];
    assert_eq!(
        of(&judge(&old, &new), "CR303"),
        [
            "CR303 fail block acme/lamp acme/lamp/versions/0.9.0.md: the file of version 0.9.0 is gone, or cannot be read any more"
        ]
    );
}

#[test]
fn an_approval_does_not_go_over_to_another_version() {
    let hub = "policy: {approval: [production], approvers: [\"@acme/risk\"]}\n";
    let card = |version: &str| {
        format!(
            "---\nversion: \"{version}\"\nstage: production\napproval: {{status: approved, by: \"@acme/risk\", date: 2026-01-31}}\n---\n# Lamp\n"
        )
    };
    assert_eq!(
        of(
            &judge(
                &[("hub.yaml", hub), (LAMP, &card("1.0.0"))],
                &[("hub.yaml", hub), (LAMP, &card("1.1.0"))]
            ),
            "CR405"
        ),
        [
            "CR405 fail block acme/lamp acme/lamp/README.md:3:1: 1.1.0: the stage production needs an approval, and has the one that another version was given"
        ]
    );
}

#[cfg(unix)]
#[test]
fn waivers_behind_a_link_out_of_the_hub_do_not_count() {
    let outside = tempfile::tempdir().unwrap();
    let waivers = outside.path().join("waivers.yaml");
    fs::write(&waivers, "- {rule: CR305, model: \"*\", reason: a, approved_by: b, until: 2999-01-01}\n")
        .unwrap();
    let (base, head) = (
        State::of(&[(LAMP, "---\nversion: \"2.0.0\"\n---\n")]),
        State::of(&[(LAMP, "---\nversion: \"1.0.0\"\n---\n")]),
    );
    fs::create_dir(base.root().join(".cardex")).unwrap();
    std::os::unix::fs::symlink(&waivers, base.root().join(".cardex/waivers.yaml")).unwrap();
    let judgement = judge_states(&base, &head, &Told::default());
    assert_eq!(judgement.verdict, Verdict::Block);
    assert_eq!(
        notes(&judgement),
        ["CX019 error .cardex/waivers.yaml: .cardex/waivers.yaml leads out of the hub; no waiver counts"]
    );
}

#[test]
fn a_stage_cannot_be_slipped_by_giving_it_up() {
    let hub = "stages: {transitions: {staging: [production], production: [archived]}}\n";
    let card = |stage: &str| format!("---\nversion: \"1.0.0\"\n{stage}\n---\n# Lamp\n");
    let found = |from: &str, to: &str| {
        let (old, new) = (card(from), card(to));
        of(&judge(&[("hub.yaml", hub), (LAMP, &old)], &[("hub.yaml", hub), (LAMP, &new)]), "CR403")
    };
    assert_eq!(
        found("stage: production", "license: mit"),
        ["CR403 fail block acme/lamp acme/lamp/README.md: 1.0.0: production → no stage"]
    );
    assert_eq!(
        found("stage: development", "stage: production"),
        ["CR403 pass block - -: stages follow one another as `stages.transitions` says"]
    );
}

#[test]
fn a_loss_cannot_hide_behind_another_scale() {
    let card = |metric: &str, value: &str, version: &str| {
        format!(
            "---\nversion: \"{version}\"\nmodel-index:\n- results:\n  - task: {{type: text-classification}}\n    dataset: {{type: a, name: A}}\n    metrics: [{{type: {metric}, value: {value}}}]\n---\n# Lamp\n"
        )
    };
    let found = |metric: &str, before: &str, after: &str| {
        let judgement =
            judge(&[(LAMP, &card(metric, before, "1.0.0"))], &[(LAMP, &card(metric, after, "1.1.0"))]);
        let found = of(&judgement, "CR201");
        found[0].rsplit_once("a) ").map(|(_, said)| said.to_owned())
    };
    let said = |text: &str| Some(text.to_owned());
    assert_eq!(found("accuracy", "0.92", "91.08"), said("0.92 → 91.08 (−1 %)"));
    assert_eq!(found("accuracy", "92%", "0.9108"), said("92% → 0.9108 (−1 %)"));
    assert_eq!(found("accuracy", "92", "91.08"), said("92 → 91.08 (−1 %)"));
    assert_eq!(found("wer", "0.5", "1.5"), said("0.5 → 1.5 (+200 %)"));
    assert_eq!(found("wer", "10%", "0.11"), said("10% → 0.11 (+10 %)"));
    assert_eq!(found("accuracy", "0.92", "92.5"), None);
    assert_eq!(found("accuracy", "0.92", "n/a"), None);
}

#[test]
fn an_alias_that_moves_is_held_against_what_it_stood_for() {
    let results = |version: &str, value: &str, more: &str| {
        format!(
            "---\nversion: \"{version}\"\nmodel-index:\n- results:\n  - task: {{type: text-classification}}\n    dataset: {{type: a, name: A}}\n    metrics: [{{type: f1, value: {value}}}]\n{more}---\n# Lamp\n"
        )
    };
    let hub = "aliases: {protected: [champion]}\n";
    let (first, second) = (results("1.0.0", "0.95", ""), results("1.1.0", "0.85", ""));
    let card = results("2.0.0", "0.9", "");
    let files = |aliases| {
        [
            ("hub.yaml", hub),
            (LAMP, &card),
            ("models/acme/lamp/versions/1.0.0.md", &first),
            ("models/acme/lamp/versions/1.1.0.md", &second),
            ("models/acme/lamp/lifecycle.yaml", aliases),
        ]
    };
    assert_eq!(
        of(
            &judge(
                &files("aliases: {champion: \"1.0.0\", challenger: \"1.0.0\"}\n"),
                &files("aliases: {champion: \"2.0.0\", challenger: \"1.1.0\"}\n")
            ),
            "CR201"
        ),
        [
            "CR201 fail warn acme/lamp acme/lamp/README.md:5:5: @champion, 1.0.0 → 2.0.0: f1 (text-classification, a) 0.95 → 0.9 (−5.26 %)"
        ]
    );
}
