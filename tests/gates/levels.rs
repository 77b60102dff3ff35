//! How much a finding counts, as the base's hub.yaml says.

use cardex::review::gates::Verdict;

use super::{LAMP, judge, notes, of, open};

const APACHE: &str = "---\nlicense: apache-2.0\n---\n# Lamp\n";
const MIT: &str = "---\nlicense: mit\n---\n# Lamp\n";

#[test]
fn the_longest_code_that_fits_counts() {
    let with = |hub: &str| {
        let judgement = judge(&[("hub.yaml", hub), (LAMP, APACHE)], &[("hub.yaml", hub), (LAMP, MIT)]);
        (judgement.verdict, of(&judgement, "CR101"))
    };
    let found = |status: &str, level: &str| {
        vec![format!("CR101 {status} {level} acme/lamp acme/lamp/README.md:2:10: apache-2.0 → mit")]
    };
    assert_eq!(with(""), (Verdict::NeedsApproval, found("needs-approval", "needs-approval")));
    assert_eq!(with("review: {gates: {CR1: block}}"), (Verdict::Block, found("fail", "block")));
    assert_eq!(with("review: {gates: {CR1: block, CR101: warn}}"), (Verdict::Pass, found("fail", "warn")));
    assert_eq!(with("review: {gates: {CR: inform}}"), (Verdict::Pass, found("fail", "inform")));
    assert_eq!(with("review: {gates: {CR101: off}}"), (Verdict::Pass, Vec::new()));
}

#[test]
fn a_finding_that_counts_less_than_its_gate_is_not_made_graver_by_it() {
    let hub = "licenses: {review: [gpl-3.0], allow: [mit]}\nreview: {gates: {CR103: warn}}\n";
    let head = [("hub.yaml", hub), (LAMP, "---\nlicense: gpl-3.0\n---\n# Lamp\n")];
    assert_eq!(
        of(&judge(&[("hub.yaml", hub)], &head), "CR103"),
        ["CR103 fail warn acme/lamp acme/lamp/README.md:2:10: `gpl-3.0` is in `licenses.review`"]
    );
}

#[test]
fn a_change_cannot_relax_the_rules_that_it_is_held_against() {
    let base_hub = "licenses: {deny: [cc-by-nc-4.0]}\nvocabulary: {metrics: {score: {better: higher}}}\naliases: {protected: [champion]}\n";
    let head_hub = "review: {gates: {CR: off}, max_growth: 900%}\nvocabulary: {metrics: {score: {better: lower}}}\nlicenses: {add: [{id: cc-by-nc-4.0, family: permissive}]}\n";
    let card = |license: &str, version: &str, score: &str| {
        format!(
            "---\nlicense: {license}\nversion: \"{version}\"\naliases: {{champion: \"{version}\"}}\nmodel-index:\n- results:\n  - dataset: {{type: a, name: A}}\n    task: {{type: text-classification}}\n    metrics: [{{type: score, value: {score}}}]\n---\n# Lamp\n"
        )
    };
    let (old, new) = (card("mit", "1.0.0", "0.9"), card("cc-by-nc-4.0", "1.1.0", "0.8"));
    let judgement = judge(&[("hub.yaml", base_hub), (LAMP, &old)], &[("hub.yaml", head_hub), (LAMP, &new)]);
    assert_eq!(judgement.verdict, Verdict::Block);
    assert_eq!(
        open(&judgement),
        [
            "CR102 fail block acme/lamp acme/lamp/README.md:2:10: mit → cc-by-nc-4.0: loses commercial use",
            "CR103 fail block acme/lamp acme/lamp/README.md:2:10: `cc-by-nc-4.0` is in `licenses.deny`",
            "CR101 needs-approval needs-approval acme/lamp acme/lamp/README.md:2:10: mit → cc-by-nc-4.0",
            "CR401 needs-approval needs-approval acme/lamp acme/lamp/README.md:4:11: @champion stands for 1.1.0 and stood for 1.0.0",
            "CR402 needs-approval needs-approval - hub.yaml:1:18: hub.yaml changes `review.gates.CR`, `review.max_growth`, `licenses.add`, `licenses.deny`, `aliases.protected`, `vocabulary.metrics.score`",
            "CR201 fail warn acme/lamp acme/lamp/README.md:7:5: score (text-classification, a) 0.9 → 0.8 (−11.11 %)",
        ]
    );
}

#[test]
fn what_hub_yaml_names_that_there_is_not_is_said() {
    let hub = "review:\n  gates: {CR999: block, CR9: warn}\n  approvers: {CR7: [\"@a\"]}\n  labels: {ok: [CR8, \"@a\"]}\n";
    let base = [("hub.yaml", hub), (LAMP, MIT)];
    assert_eq!(
        notes(&judge(&base, &base)),
        [
            "CX114 warning hub.yaml:2:11: no gate has the code `CR999`",
            "CX114 warning hub.yaml:2:25: no gate has the code `CR9`",
            "CX114 warning hub.yaml:3:15: no gate has the code `CR7`",
            "CX114 warning hub.yaml:4:12: no gate has the code `CR8`",
        ]
    );
}

#[test]
fn how_long_a_model_has_to_be_deprecated_the_base_says() {
    let card =
        "---\ndeprecated: {reason: It flickers., since: 2026-11-20, removal: 2026-12-24}\n---\n# Lamp\n";
    let of_days =
        |hub: &str, card: &str| of(&judge(&[("hub.yaml", hub), (LAMP, card)], &[("hub.yaml", hub)]), "CR501");
    let short = "review: {removal_days: 7}\n";
    assert_eq!(
        of_days(short, card),
        ["CR501 fail block acme/lamp acme/lamp/README.md: the model was promised until 2026-12-24"]
    );
    let passed = ["CR501 pass block - -: models that go were deprecated for long enough"];
    assert_eq!(of_days(short, &card.replace(", removal: 2026-12-24", "")), passed);
    let undated = "---\ndeprecated: It flickers.\n---\n# Lamp\n";
    assert_eq!(
        of_days(short, undated),
        [
            "CR501 fail block acme/lamp acme/lamp/README.md: the model is deprecated, and its card does not say since when"
        ]
    );
    assert_eq!(of_days("review: {removal_days: 0}\n", undated), passed);
    assert_eq!(
        of_days("review: {removal_days: 0}\n", MIT),
        [
            "CR501 fail block acme/lamp acme/lamp/README.md: the model is removed, and was not deprecated before"
        ]
    );
}
