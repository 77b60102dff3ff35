//! Waivers: of the base's file, and of the command line.

use cardex::review::gates::{Status, Verdict, Waive, Waiver};

use super::{LAMP, LANTERN, Told, judge, judge_told, notes, of};
use cardex::catalog::date;

const FILE: &str = ".cardex/waivers.yaml";
const OLD: &str = "---\nversion: \"2.0.0\"\n---\n# Lamp\n";
const NEW: &str = "---\nversion: \"1.0.0\"\n---\n# Lamp\n";

fn entry(model: &str, until: &str) -> String {
    format!(
        "- {{id: w1, rule: CR305, model: {model}, reason: It was never used., approved_by: \"@acme/risk\", until: {until}}}\n"
    )
}

fn with(waivers: &str) -> cardex::review::gates::Judgement {
    judge(&[(FILE, waivers), (LAMP, OLD)], &[(FILE, waivers), (LAMP, NEW)])
}

const FAILS: [&str; 1] =
    ["CR305 fail block acme/lamp acme/lamp/README.md:2:10: 1.0.0 does not come after 2.0.0"];

#[test]
fn a_waiver_in_force_is_seen_and_stops_nothing() {
    for model in ["acme/lamp", "Acme/Lamp", "\"*\""] {
        let judgement = with(&entry(model, "2026-11-29"));
        assert_eq!(judgement.verdict, Verdict::Pass, "{model}");
        assert_eq!(
            of(&judgement, "CR305"),
            ["CR305 waived block acme/lamp acme/lamp/README.md:2:10: 1.0.0 does not come after 2.0.0"]
        );
        let finding = judgement.findings.iter().find(|finding| finding.status == Status::Waived).unwrap();
        assert_eq!(
            finding.waiver,
            Some(Waiver {
                id: Some("w1".to_owned()),
                reason: Some("It was never used.".to_owned()),
                approved_by: Some("@acme/risk".to_owned()),
                until: date::parse("2026-11-29"),
            })
        );
        assert_eq!(notes(&judgement), [""; 0]);
    }
}

#[test]
fn a_waiver_that_is_over_counts_for_nothing_and_is_said() {
    let judgement = with(&entry("acme/lamp", "2026-11-28"));
    assert_eq!(
        (judgement.verdict, of(&judgement, "CR305")),
        (Verdict::Block, FAILS.map(str::to_owned).to_vec())
    );
    assert_eq!(
        notes(&judgement),
        ["CX017 warning .cardex/waivers.yaml:1:3: the waiver `w1` for CR305 was over on 2026-11-28"]
    );
    // Where nobody missed it, it is a remark.
    let unneeded = entry("acme/other", "2026-11-28");
    assert_eq!(
        notes(&with(&unneeded)),
        ["CX017 note .cardex/waivers.yaml:1:3: the waiver `w1` for CR305 was over on 2026-11-28"]
    );
}

#[test]
fn a_waiver_holds_for_its_model_and_its_gate_alone() {
    assert_eq!(of(&with(&entry("acme/lantern", "2027-01-01")), "CR305"), FAILS);
    assert_eq!(of(&with(&entry("acme/lamp", "2027-01-01").replace("CR305", "CR304")), "CR305"), FAILS);
    // Without a model it is for findings about none.
    assert_eq!(
        of(&with(&entry("acme/lamp", "2027-01-01").replace("model: acme/lamp, ", "")), "CR305"),
        FAILS
    );
}

#[test]
fn a_change_cannot_bring_its_own_waiver() {
    let waiver = entry("acme/lamp", "2027-01-01");
    let judgement = judge(&[(LAMP, OLD)], &[(FILE, &waiver), (LAMP, NEW)]);
    assert_eq!(of(&judgement, "CR305"), FAILS);
    assert_eq!(
        of(&judgement, "CR402"),
        ["CR402 needs-approval needs-approval - .cardex/waivers.yaml: .cardex/waivers.yaml is new"]
    );
}

#[test]
fn a_waiver_that_says_too_little_does_not_count() {
    let whole = entry("acme/lamp", "2027-01-01");
    for (from, to, said) in [
        ("reason: It was never used., ", "", "1:3: the waiver does not count: it has no `reason`"),
        (", approved_by: \"@acme/risk\"", "", "1:3: the waiver does not count: it has no `approved_by`"),
        (", until: 2027-01-01", "", "1:3: the waiver does not count: it has no `until`"),
        ("2027-01-01", "soon", "1:105: the waiver does not count: `until` is no day: `soon`"),
        ("CR305", "CR999", "1:18: the waiver does not count: there is no gate `CR999`"),
        ("id: w1", "ident: w1", "1:4: the waiver does not count: `ident` is no key of it"),
    ] {
        let judgement = with(&whole.replace(from, to));
        assert_eq!(of(&judgement, "CR305"), FAILS, "{from}");
        assert_eq!(notes(&judgement), [format!("CX101 warning .cardex/waivers.yaml:{said}")], "{from}");
    }
    for text in ["just text", "waivers: 3", "- 3"] {
        assert_eq!(of(&with(text), "CR305"), FAILS, "{text}");
        assert_eq!(notes(&with(text)).len(), 1, "{text}: {:?}", notes(&with(text)));
    }
    assert_eq!(with(&format!("waivers:\n{whole}")).verdict, Verdict::Pass);
}

#[test]
fn who_may_waive_a_gate_hub_yaml_says() {
    let hub = "review: {approvers: {CR3: [\"@acme/models\"]}}\n";
    let waiver = entry("acme/lamp", "2027-01-01");
    let found = |waiver: &str| {
        let judgement = judge(
            &[("hub.yaml", hub), (FILE, waiver), (LAMP, OLD)],
            &[("hub.yaml", hub), (FILE, waiver), (LAMP, NEW)],
        );
        (judgement.verdict, notes(&judgement))
    };
    assert_eq!(
        found(&waiver),
        (
            Verdict::Block,
            vec!["CX101 warning .cardex/waivers.yaml:1:84: the waiver does not count: @acme/risk may not approve CR305 (review.approvers in hub.yaml)".to_owned()]
        )
    );
    assert_eq!(found(&waiver.replace("@acme/risk", "acme/Models")), (Verdict::Pass, Vec::new()));
}

#[test]
fn waivers_of_the_command_line() {
    let base = [(LAMP, OLD), (LANTERN, OLD)];
    let head = [(LAMP, NEW), (LANTERN, NEW)];
    let told =
        Told { waivers: &["CR305:acme/lamp", "released-snapshot-edited:acme/lamp"], ..Told::default() };
    let judgement = judge_told(&base, &head, &told);
    assert_eq!(
        of(&judgement, "CR305"),
        [
            "CR305 fail block acme/lantern acme/lantern/README.md:2:10: 1.0.0 does not come after 2.0.0",
            "CR305 waived block acme/lamp acme/lamp/README.md:2:10: 1.0.0 does not come after 2.0.0",
        ]
    );
    assert_eq!(
        notes(&judgement),
        ["CX011 warning .cardex/waivers.yaml: the waiver CR303:acme/lamp of the command line waives nothing"]
    );
    let waive =
        |rule: &str, model: Option<&str>| Waive { rule: rule.to_owned(), model: model.map(str::to_owned) };
    assert_eq!(Waive::parse(" cr201 : acme/x "), Ok(waive("CR201", Some("acme/x"))));
    assert_eq!(Waive::parse("CR402"), Ok(waive("CR402", None)));
    assert_eq!(Waive::parse("CR9:a"), Err("there is no gate `CR9`; `cardex rules` lists them".to_owned()));
    assert_eq!(Waive::parse("CR201:"), Err("`CR201:` names no model: write CR201:ORG/NAME".to_owned()));
}
