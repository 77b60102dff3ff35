//! Whose approval a change needs, and which labels there are.

use cardex::review::gates::{Basis, Judgement, Needed, Verdict};

use super::{Files, LAMP, Told, judge_told, of};

const OLD: &str = "---\nlicense: apache-2.0\nowners: [\"@acme/nlp\"]\n---\n# Lamp\n";
const NEW: &str = "---\nlicense: mit\nowners: [\"@acme/nlp\"]\n---\n# Lamp\n";

/// Another licence, in a hub with these files beside the card.
fn relicensed(files: &Files<'_>, told: &Told<'_>) -> Judgement {
    let with = |card| [files, &[(LAMP, card)]].concat();
    judge_told(&with(OLD), &with(NEW), told)
}

fn needed(judgement: &Judgement) -> Vec<String> {
    let line = |needed: &Needed| {
        let basis = match needed.basis {
            Basis::Gate => "gate",
            Basis::Owners => "owners",
            Basis::CodeOwners => "code",
        };
        let given = needed.given.as_deref().map(|label| format!(" ({label})")).unwrap_or_default();
        format!("{basis} {}: {}{given}", needed.approvers.join(" "), needed.about.join(", "))
    };
    judgement.approvals.iter().map(line).collect()
}

const LEGAL: &str = "review:\n  approvers: {CR1: [\"@acme/legal\", \"@jon\"]}\n  labels: {\"approved:legal\": [\"@Acme/Legal\"], \"approved:jon\": [\"@jon\"], \"ok\": [CR2]}\n";

#[test]
fn those_whom_hub_yaml_names_for_the_gate_approve() {
    let judgement = relicensed(&[("hub.yaml", LEGAL)], &Told::default());
    assert_eq!(judgement.verdict, Verdict::NeedsApproval);
    assert_eq!(
        needed(&judgement),
        ["gate @acme/legal @jon: CR101 licence-changed", "owners @acme/nlp: acme/lamp"]
    );
    assert_eq!(judgement.labels, ["licence", "model:updated", "needs-jon", "needs-legal"]);
}

#[test]
fn a_label_of_the_change_says_that_somebody_approved() {
    let with = |labels: &[&str], author: Option<&str>| {
        let judgement = relicensed(&[("hub.yaml", LEGAL)], &Told { labels, author, ..Told::default() });
        (judgement.verdict, needed(&judgement), judgement.labels)
    };
    let (verdict, approvals, labels) = with(&["bug", "approved:legal"], None);
    assert_eq!(verdict, Verdict::Pass);
    assert_eq!(
        approvals,
        ["gate @acme/legal @jon: CR101 licence-changed (approved:legal)", "owners @acme/nlp: acme/lamp"]
    );
    assert_eq!(labels, ["licence", "model:updated"]);
    // For other gates, or unknown to the hub.
    assert_eq!(with(&["ok"], None).0, Verdict::NeedsApproval);
    assert_eq!(with(&["approved", "approved:Legal"], None).0, Verdict::NeedsApproval);
    // The author approves nothing, and is asked nothing.
    let (verdict, approvals, _) = with(&["approved:jon"], Some("jon"));
    assert_eq!(verdict, Verdict::NeedsApproval);
    assert_eq!(approvals, ["gate @acme/legal: CR101 licence-changed", "owners @acme/nlp: acme/lamp"]);
}

#[test]
fn labels_that_would_approve_are_told_and_never_suggested() {
    let labels = |judgement: &Judgement| -> Vec<Vec<String>> {
        judgement.approvals.iter().map(|needed| needed.labels.clone()).collect()
    };
    let asked = relicensed(&[("hub.yaml", LEGAL)], &Told::default());
    assert_eq!(labels(&asked), [&["approved:jon", "approved:legal"][..], &[]]);
    let by_jon = relicensed(&[("hub.yaml", LEGAL)], &Told { author: Some("jon"), ..Told::default() });
    assert_eq!(labels(&by_jon), [&["approved:legal"][..], &[]]);
    let given = relicensed(&[("hub.yaml", LEGAL)], &Told { labels: &["approved:legal"], ..Told::default() });
    assert_eq!(labels(&given), [&[] as &[&str], &[]]);
    // Those that it has are not suggested, in whatever case; nor is one that would approve, whatever its name.
    let told = Told { labels: &["Licence", " model:updated "], ..Told::default() };
    assert_eq!(relicensed(&[("hub.yaml", LEGAL)], &told).labels, ["needs-jon", "needs-legal"]);
    let trap = "review: {approvers: {CR1: [\"@acme/legal\"]}, labels: {needs-legal: [CR1]}}\n";
    let trapped = relicensed(&[("hub.yaml", trap)], &Told::default());
    assert_eq!(trapped.labels, ["licence", "model:updated"]);
    assert_eq!(labels(&trapped)[0], ["needs-legal"]);
    // A licence that changed is told where its gates are off, too.
    let off = "review: {gates: {CR1: off}}\n";
    assert_eq!(relicensed(&[("hub.yaml", off)], &Told::default()).labels, ["licence", "model:updated"]);
}

#[test]
fn an_author_who_alone_may_approve_cannot_approve_by_a_label() {
    let hub = "review: {approvers: {CR1: [\"@jon\"]}, labels: {\"approved:jon\": [\"@jon\"]}}\n";
    let with = |author| {
        let told = Told { labels: &["approved:jon"], author, ..Told::default() };
        relicensed(&[("hub.yaml", hub)], &told).verdict
    };
    assert_eq!([with(Some("Jon")), with(Some("@mira"))], [Verdict::NeedsApproval, Verdict::Pass]);
}

#[test]
fn a_label_can_stand_for_gates() {
    let hub = "review: {labels: {rules-ok: [CR101]}}\n";
    let judgement = relicensed(&[("hub.yaml", hub)], &Told { labels: &["rules-ok"], ..Told::default() });
    assert_eq!(judgement.verdict, Verdict::Pass);
    assert_eq!(
        of(&judgement, "CR101"),
        ["CR101 pass needs-approval acme/lamp acme/lamp/README.md:2:10: apache-2.0 → mit"]
    );
}

#[test]
fn without_words_of_the_hub_code_owners_approve_and_then_the_owners_of_the_model() {
    let bare = relicensed(&[], &Told::default());
    assert_eq!(needed(&bare), ["gate @acme/nlp: CR101 licence-changed", "owners @acme/nlp: acme/lamp"]);
    let code = "* @acme/all\n/models/acme/ @acme/models\n";
    let judgement =
        relicensed(&[("CODEOWNERS", "* @wrong\n"), (".github/CODEOWNERS", code)], &Told::default());
    assert_eq!(
        needed(&judgement),
        [
            "gate @acme/models: CR101 licence-changed",
            "owners @acme/nlp: acme/lamp",
            "code @acme/models: models/acme/lamp/README.md",
        ]
    );
}

#[test]
fn code_owners_of_the_base_count() {
    let judgement = judge_told(
        &[("CODEOWNERS", "/hub.yaml @acme/lead\n"), ("hub.yaml", "")],
        &[("CODEOWNERS", "* @mira\n"), ("hub.yaml", "check: {ignore: [CX4]}\n")],
        &Told::default(),
    );
    assert_eq!(
        needed(&judgement),
        ["gate : CR402 policy-changed", "gate @acme/lead: CR402 policy-changed", "code @acme/lead: hub.yaml"]
    );
    assert_eq!(judgement.labels, ["needs-approval", "needs-lead", "policy"]);
}

#[test]
fn who_approves_models_approves_moves_of_aliases() {
    let hub = "aliases: {protected: [champion]}\npolicy: {approvers: [\"@acme/risk\"]}\n";
    let card = |alias: &str| format!("---\nversion: \"1.0.0\"\naliases: {{{alias}}}\n---\n# Lamp\n");
    let (old, new) = (card("a: \"1.0.0\""), card("a: \"1.0.0\", champion: \"1.0.0\""));
    let judgement =
        judge_told(&[("hub.yaml", hub), (LAMP, &old)], &[("hub.yaml", hub), (LAMP, &new)], &Told::default());
    assert_eq!(needed(&judgement), ["gate @acme/risk: CR401 protected-alias-moved"]);
    assert_eq!(judgement.labels, ["lifecycle", "model:updated", "needs-risk"]);
}
