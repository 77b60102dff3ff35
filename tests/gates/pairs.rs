//! For each gate a change that it stops, and one that it lets pass.

use std::collections::BTreeSet;

use cardex::diagnostic::{Diagnostic, Location};
use cardex::review::gates;

use super::{Files, LAMP, Told, judge_told, of, sample, sample_life};

/// A gate, a base, and two changes of it. Files that a change does not name stay; `GONE` takes one away.
pub(super) struct Pair<'a> {
    pub(super) rule: &'a str,
    pub(super) base: &'a Files<'a>,
    pub(super) fails: &'a Files<'a>,
    pub(super) said: &'a [&'a str],
    pub(super) passes: &'a Files<'a>,
}

pub(super) const GONE: &str = "\0";

/// The base with a change laid over it.
fn changed<'a>(base: &Files<'a>, change: &Files<'a>) -> Vec<(&'a str, &'a str)> {
    let kept = base.iter().filter(|(path, _)| !change.iter().any(|(other, _)| other == path));
    kept.chain(change).copied().filter(|(_, text)| *text != GONE).collect()
}

fn pairs() -> Vec<Pair<'static>> {
    [sample::pairs(), sample_life::pairs()].into_iter().flatten().collect()
}

const TOLD: Told<'static> = Told { author: Some("@mira"), labels: &[], waivers: &[], errors: &[] };

#[test]
fn each_gate_stops_what_it_should() {
    let mut wrong = Vec::new();
    for pair in pairs() {
        let found = of(&judge_told(pair.base, &changed(pair.base, pair.fails), &TOLD), pair.rule);
        if found != pair.said {
            wrong.push(format!("{}: {found:#?}", pair.rule));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn each_gate_lets_pass_what_it_should() {
    let mut wrong = Vec::new();
    for pair in pairs() {
        let gate = gates::named(pair.rule).unwrap();
        let found = of(&judge_told(pair.base, &changed(pair.base, pair.passes), &TOLD), pair.rule);
        // Where nothing was renamed there is nothing to say.
        let expected = match pair.passes {
            [] => Vec::new(),
            _ => vec![format!("{} pass {} - -: {}", gate.code, gate.level, gate.passes)],
        };
        if found != expected {
            wrong.push(format!("{}: {found:#?}", pair.rule));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_gate_stops_a_change_of_nothing() {
    for pair in pairs() {
        let judgement = judge_told(pair.base, pair.base, &TOLD);
        assert_eq!(super::open(&judgement), [""; 0], "{}", pair.rule);
        assert_eq!(judgement.verdict, gates::Verdict::Pass);
    }
}

#[test]
fn every_gate_has_a_pair() {
    let mut paired: BTreeSet<&str> = pairs().iter().map(|pair| pair.rule).collect();
    // The check is told of, see below.
    paired.insert("CR601");
    let all: BTreeSet<&str> = gates::gates().iter().map(|gate| gate.code).collect();
    assert_eq!(all.len(), 28);
    assert_eq!(paired, all);
}

#[test]
fn new_errors_of_the_check_stop_a_change_and_warnings_do_not() {
    let base: &Files<'_> = &[(LAMP, "---\nlicense: mit\n---\n# Lamp\n")];
    let error = |path: &str, message: &str| Diagnostic::error("CX301", Location::file(path), message);
    let errors = [error(LAMP, "a link leads nowhere"), error(LAMP, "b"), error("hub.yaml", "c")];
    let warning = [Diagnostic::warning("CX301", Location::file(LAMP), "a link")];
    let told = |errors| Told { errors, ..Told::default() };
    assert_eq!(
        of(&judge_told(base, base, &told(&errors)), "CR601"),
        [
            "CR601 fail block - hub.yaml: CX301: c",
            "CR601 fail block acme/lamp acme/lamp/README.md: 2 new errors, the first of them CX301: a link leads nowhere",
        ]
    );
    assert_eq!(
        of(&judge_told(base, base, &told(&warning)), "CR601"),
        ["CR601 pass block - -: the check finds no new errors"]
    );
}
