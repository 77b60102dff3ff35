//! A review the other way round says the opposite, and one of a hub against itself says nothing.

use std::collections::BTreeSet;

use cardex::review::{Action, Change, Compared, compare};
use proptest::prelude::*;

use super::samples::SAMPLES;
use super::{State, compared};

/// A card out of few words, so that cards are often alike.
fn card() -> impl Strategy<Value = String> {
    (0..4_usize, 0..3_usize, 0..3_usize, 0..3_usize, 0..4_usize).prop_map(|(licence, version, score, sha, text)| {
        let licence = ["mit", "gpl-3.0", "cc-by-nc-4.0", "x"][licence];
        let text = ["", "# A\n\nOne two.\n", "# A\n\nTwo one three.\n\n## B\n\nFour.\n", "words\n# B\n"][text];
        let weights = match sha {
            0 => String::new(),
            sha => format!("weights: [{{uri: s3://b/w.bin, size: {sha}0, sha256: {}}}]\n", sha.to_string().repeat(64)),
        };
        let deprecated = if score == 2 { "deprecated: {reason: Old.}\nstage: archived\n" } else { "" };
        format!(
            "---\nlicense: {licence}\nversion: \"1.{version}.0\"\naliases: {{champion: \"1.{version}.0\"}}\n{weights}{deprecated}model-index:\n- name: m\n  results:\n  - task: {{type: t}}\n    dataset: {{type: d, name: D}}\n    metrics: [{{type: f1, value: 0.{score}}}]\n---\n{text}"
        )
    })
}

/// A hub of up to four models.
fn hub() -> impl Strategy<Value = Vec<(String, String)>> {
    let ids = ["a/one", "a/two", "b/one", "b/three"];
    prop::collection::vec(prop::option::of(card()), ids.len()).prop_map(move |cards| {
        let cards =
            ids.iter().zip(cards).filter_map(|(id, card)| Some((format!("models/{id}/README.md"), card?)));
        cards.collect()
    })
}

fn state(files: &[(String, String)]) -> State {
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    State::of(&files)
}

type Pair = (Option<String>, Option<String>);

fn ids(compared: &Compared<'_>, change: &Change) -> Pair {
    let id = |model: Option<&cardex::catalog::Model>| model.map(|model| model.id.as_str().to_owned());
    (id(compared.before(change)), id(compared.after(change)))
}

/// Everything of a change that has a direction, turned round or not.
fn told(compared: &Compared<'_>, turned: bool) -> Vec<String> {
    fn pair<T>(turned: bool, before: T, after: T) -> (T, T) {
        if turned { (after, before) } else { (before, after) }
    }
    let mut told: Vec<String> = Vec::new();
    for change in &compared.changes {
        let (before, after) = ids(compared, change);
        let fields: Vec<_> = change
            .fields
            .iter()
            .map(|field| (&field.key, pair(turned, &field.before, &field.after)))
            .collect();
        let sign = if turned { -1.0 } else { 1.0 };
        let results: Vec<_> = change
            .results
            .iter()
            .map(|result| {
                let better = result.better.map(|better| better != turned);
                (
                    &result.identity,
                    pair(turned, &result.before, &result.after),
                    result.delta.map(|d| d * sign),
                    better,
                )
            })
            .collect();
        let size = |file: &Option<cardex::catalog::Artifact>| {
            file.as_ref().map(|file| (file.size, file.sha256.clone()))
        };
        let weights: Vec<_> = change
            .weights
            .iter()
            .map(|file| (&file.path, pair(turned, size(&file.before), size(&file.after))))
            .collect();
        let aliases: Vec<_> =
            change.aliases.iter().map(|alias| (&alias.name, pair(turned, &alias.from, &alias.to))).collect();
        let stages: Vec<_> = change
            .stages
            .iter()
            .map(|stage| (&stage.version, pair(turned, &stage.from, &stage.to)))
            .collect();
        let prose = pair(turned, change.prose.added, change.prose.removed);
        let sections: BTreeSet<_> = change.prose.sections.iter().collect();
        let score = pair(turned, change.score.0, change.score.1);
        let version = pair(turned, &change.version.before, &change.version.after);
        told.push(format!(
            "{:?} {fields:?} {results:?} {weights:?} {aliases:?} {stages:?} {prose:?} {sections:?} {score:?} {version:?}",
            pair(turned, before, after)
        ));
    }
    told.sort();
    told
}

fn check_mirror(base: &State, head: &State) {
    let (there, back) = (compared(base, head), compared(head, base));
    assert_eq!(told(&there, false), told(&back, true));
    for change in &there.changes {
        let is = |action| change.actions.contains(&action);
        assert!(!change.actions.is_empty() && change.actions.is_sorted(), "{:?}", change.actions);
        assert_eq!(is(Action::Added), change.before.is_none());
        assert_eq!(is(Action::Removed), change.after.is_none());
    }
    assert_eq!(there.other_files, back.other_files);
    // Of a hub against itself there is nothing to tell, whatever files are said to differ.
    assert!(compared(base, base).changes.is_empty());
    let all = base.files.keys().cloned().collect();
    for change in compare(base.side(), base.side(), &all).changes {
        assert_eq!(change.actions, [Action::Updated], "a file that is said to differ, and nothing else");
        assert!(change.fields.is_empty() && change.results.is_empty() && change.weights.is_empty());
        assert!(change.prose.sections.is_empty() && change.version.before == change.version.after);
        assert!(change.version.frozen.is_empty() && change.version.dropped.is_empty());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_other_way_round_is_the_opposite(base in hub(), head in hub()) {
        check_mirror(&state(&base), &state(&head));
    }
}

#[test]
fn every_sample_the_other_way_round() {
    for (_, base, head) in SAMPLES {
        check_mirror(&State::of(base), &State::of(head));
    }
}
