//! A model's versions move on: the files change as little as possible, and nothing is lost.
#![allow(clippy::unwrap_used)] // Helpers of tests, outside of #[test] functions.

use std::fs;
use std::path::Path;

use cardex::catalog::difference::difference;
use cardex::catalog::{self, Catalog, Model, date};
use cardex::config::Config;
use cardex::hub::Snapshot;
use cardex::hub::history::History;
use cardex::release::{Approve, Bump, Deprecate, Promote, Release, Written, bump, deprecate, promote};

const CARD: &str = "\
---
# What the lamp is.
license: mit  # since 2024
tags: [light]
version: \"2.0.0\"  # quoted
stage: production
weights:
- uri: s3://b/2.0.0/lamp.onnx
  # Measured.
  size: 20

# Who made it.
authors: [Ada]
---
# Lamp
";

struct Hub(tempfile::TempDir);

impl Hub {
    fn new(files: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        for (path, text) in files {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        Self(folder)
    }

    fn lamp(files: &[(&str, &str)]) -> Self {
        let mut all = vec![("models/acme/lamp/README.md", CARD)];
        all.extend_from_slice(files);
        Self::new(&all)
    }

    fn read(&self) -> (Snapshot, Config, Catalog, Vec<String>) {
        let config = Config::load(self.0.path()).unwrap().value;
        let snapshot = Snapshot::of_worktree(self.0.path(), &config).unwrap();
        let parsed = catalog::assemble(&snapshot, &config, &History::none("no repository"));
        let found = parsed.diagnostics.iter().map(told).collect();
        (snapshot, config, parsed.value, found)
    }

    /// Does something with the first model, and writes what comes of it.
    fn change<E: std::fmt::Display>(
        &self,
        how: impl Fn(&Snapshot, &Config, &Model) -> Result<Release, E>,
    ) -> Result<Release, String> {
        let (snapshot, config, catalog, _) = self.read();
        let release = how(&snapshot, &config, &catalog.models[0]).map_err(|error| error.to_string())?;
        for file in &release.files {
            put(&snapshot, file);
        }
        Ok(release)
    }

    fn bump(&self, version: &str) -> Result<Release, String> {
        let date = date::parse("2026-11-25").unwrap();
        self.change(|snapshot, config, model| {
            bump(snapshot, config, model, &Bump { version, notes: Some("It was dim."), date })
        })
    }

    fn promote(&self, wanted: &Promote<'_>) -> Result<Release, String> {
        self.change(|snapshot, config, model| promote(snapshot, config, model, wanted))
    }

    fn text(&self, path: &str) -> String {
        fs::read_to_string(self.0.path().join("models/acme/lamp").join(path)).unwrap()
    }
}

fn put(snapshot: &Snapshot, file: &Written) {
    match &file.before {
        Some(before) => snapshot.replace(&file.path, before.as_bytes(), file.after.as_bytes()).unwrap(),
        None => snapshot.create(&file.path, file.after.as_bytes()).unwrap(),
    }
}

fn told(finding: &cardex::diagnostic::Diagnostic) -> String {
    format!("{}: {}[{}]: {}", finding.location, finding.level, finding.rule, finding.message)
}

#[test]
fn a_bump_keeps_what_was_and_changes_three_lines() {
    let hub = Hub::lamp(&[]);
    hub.bump("2.1.0").unwrap();
    let card =
        CARD.replace("version: \"2.0.0\"  # quoted\nstage: production\n", "version: \"2.1.0\"  # quoted\n");
    let card = card.replace("authors: [Ada]\n", "authors: [Ada]\ndate: 2026-11-25\n");
    assert_eq!(hub.text("README.md"), card);
    assert_eq!(
        hub.text("versions/2.0.0.md"),
        "\
---
license: mit  # since 2024
version: \"2.0.0\"  # quoted
weights:
- uri: s3://b/2.0.0/lamp.onnx
  # Measured.
  size: 20
---
It was dim.
"
    );
    assert_eq!(
        hub.text("lifecycle.yaml"),
        "versions:\n  \"2.0.0\":\n    stage: production\n  \"2.1.0\":\n    stage: development\n"
    );
    let (_, _, catalog, found) = hub.read();
    assert_eq!(found, Vec::<String>::new());
    let labels: Vec<&str> = catalog.models[0].versions.iter().map(|version| version.label.as_str()).collect();
    assert_eq!(labels, ["2.1.0", "2.0.0"]);
}

#[test]
fn a_bump_refuses_what_does_not_follow() {
    let hub = Hub::lamp(&[("hub.yaml", "versions: {scheme: semver}\n")]);
    for (version, why) in [
        ("2.0.0", "acme/lamp already has version 2.0.0, in models/acme/lamp/README.md"),
        ("1.9.0", "1.9.0 does not come after 2.0.0, which is the current version of acme/lamp"),
        ("3", "the version `3` is no semantic version such as 2.1.0"),
        ("../3", "the version `../3` does not begin with a letter or a digit"),
    ] {
        assert_eq!(hub.bump(version).unwrap_err(), why);
    }
    assert_eq!(hub.text("README.md"), CARD);
    let flow = Hub::new(&[("models/acme/lamp/README.md", "---\n{version: \"1\", license: mit}\n---\n")]);
    assert!(flow.bump("2").unwrap_err().contains("not written as a key on each line"));
}

#[test]
fn a_first_version_is_only_a_number() {
    let hub = Hub::new(&[("models/acme/lamp/README.md", "---\nlicense: mit\n---\n# Lamp\n")]);
    let release = hub.bump("1.0.0").unwrap();
    assert_eq!(release.files.len(), 1);
    assert_eq!(hub.text("README.md"), "---\nlicense: mit\nversion: \"1.0.0\"\n---\n# Lamp\n");
}

#[test]
fn an_alias_moves_by_one_line() {
    let hub = Hub::lamp(&[("hub.yaml", "aliases: {protected: [champion]}\n")]);
    hub.promote(&Promote { alias: Some("champion"), ..Promote::default() }).unwrap();
    // With one version, and no file for it, the card says it all.
    assert!(hub.text("README.md").contains("authors: [Ada]\naliases:\n  champion: \"2.0.0\"\n---\n"));
    hub.bump("2.1.0").unwrap();
    let before = hub.text("lifecycle.yaml");
    assert!(before.contains("aliases:\n  champion: \"2.0.0\"\n"), "{before}");
    let release = hub
        .promote(&Promote { version: Some("2.1.0"), alias: Some("champion"), ..Promote::default() })
        .unwrap();
    assert_eq!(hub.text("lifecycle.yaml"), before.replace("champion: \"2.0.0\"", "champion: \"2.1.0\""));
    assert_eq!(
        release.notes,
        [
            "@champion: 2.0.0 → 2.1.0",
            "@champion is protected: its move wants an approval in the pull request"
        ]
    );
    let refused = |wanted: Promote<'_>| hub.promote(&wanted).unwrap_err();
    assert_eq!(
        refused(Promote { alias: Some("latest"), ..Promote::default() }),
        "the alias `latest` is computed and cannot be set"
    );
    assert_eq!(
        refused(Promote { version: Some("9"), alias: Some("best"), ..Promote::default() }),
        "acme/lamp has no version `9`; it has 2.1.0, 2.0.0"
    );
}

#[test]
fn a_stage_follows_the_transitions_and_an_approval_the_approvers() {
    let config = "stages: {transitions: {production: [archived]}}\npolicy: {approvers: [\"@acme/risk\"]}\n";
    let hub = Hub::lamp(&[("hub.yaml", config)]);
    let refused = hub.promote(&Promote { stage: Some("staging"), ..Promote::default() }).unwrap_err();
    assert_eq!(
        refused,
        "acme/lamp@2.0.0 is production, which may be followed by archived (stages.transitions in hub.yaml), not by staging"
    );
    hub.promote(&Promote { stage: Some("archived"), ..Promote::default() }).unwrap();
    assert_eq!(hub.text("README.md"), CARD.replace("stage: production", "stage: archived"));
    let by = |by| Promote {
        approval: Some(Approve { by, date: Some("2026-11-25"), ..Approve::default() }),
        ..Promote::default()
    };
    assert_eq!(
        hub.promote(&by("@acme/ada")).unwrap_err(),
        "@acme/ada may not approve here; @acme/risk may (policy.approvers)"
    );
    hub.promote(&by("@acme/risk")).unwrap();
    hub.promote(&by("@acme/risk")).unwrap();
    let text = hub.text("README.md");
    assert_eq!(
        text.matches("approval: {status: approved, by: \"@acme/risk\", date: \"2026-11-25\"}\n").count(),
        1,
        "{text}"
    );
}

#[test]
fn a_deprecation_names_its_reason_and_waits_for_aliases() {
    let hub =
        Hub::lamp(&[("models/acme/lamp/lifecycle.yaml", "aliases: {champion: \"2.0.0\"}  # the best\n")]);
    let give_up = || {
        hub.change(|snapshot, config, model| {
            let wanted =
                Deprecate { reason: "It flickers: often", by: Some("acme/sun"), ..Deprecate::default() };
            deprecate(snapshot, config, model, &wanted)
        })
    };
    assert_eq!(
        give_up().unwrap_err(),
        "@champion stands for 2.0.0: move it first, with `cardex promote acme/lamp@VERSION --alias champion`"
    );
    fs::remove_file(hub.0.path().join("models/acme/lamp/lifecycle.yaml")).unwrap();
    give_up().unwrap();
    assert!(
        hub.text("README.md")
            .contains("authors: [Ada]\ndeprecated: {by: acme/sun, reason: \"It flickers: often\"}\n---\n")
    );
}

#[test]
fn every_version_of_the_example_hub_can_be_written_down() {
    fn copy(from: &Path, to: &Path) {
        fs::create_dir_all(to).unwrap();
        for entry in fs::read_dir(from).unwrap() {
            let entry = entry.unwrap();
            let to = to.join(entry.file_name());
            if entry.file_type().unwrap().is_dir() {
                copy(&entry.path(), &to)
            } else {
                fs::copy(entry.path(), to).map(drop).unwrap()
            }
        }
    }
    let folder = tempfile::tempdir().unwrap();
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("example-hub"), folder.path());
    let hub = Hub(folder);
    let (snapshot, config, before, found) = hub.read();
    let date = date::parse("2026-11-25").unwrap();
    let mut bumped = 0;
    for model in before.models.iter().filter(|model| model.card.version.is_some()) {
        let release =
            bump(&snapshot, &config, model, &Bump { version: "99.0.0", notes: None, date }).unwrap();
        for file in &release.files {
            put(&snapshot, file);
        }
        bumped += 1;
    }
    assert!(bumped > 30, "{bumped}");
    let (_, _, after, now_found) = hub.read();
    assert_eq!(now_found, found);
    for (old, new) in before.models.iter().zip(&after.models).filter(|(old, _)| old.card.version.is_some()) {
        let kept = new.at(1).unwrap();
        assert_eq!(difference(old, &kept, &config), Default::default(), "{}", old.id);
        assert_eq!(kept.card.version.as_ref().map(|v| &v.value), old.card.version.as_ref().map(|v| &v.value));
        let stage = |model: &Model| model.card.stage.as_ref().map(|stage| stage.value.clone());
        assert_eq!(
            (stage(&kept), kept.card.approval.clone()),
            (stage(old), old.card.approval.clone()),
            "{}",
            old.id
        );
    }
}

#[test]
fn results_in_files_stay_with_their_version() {
    let results = "# From the trial.\n- dataset: {id: d/one, task_id: t}  # measured\n  value: 14.8\n- {dataset: {id: d/two}, value: 3}\n\
                   - value: 5\n  version: \"1.0.0\"\n  dataset: {id: d/three}\n";
    let hub = Hub::lamp(&[
        ("models/acme/lamp/.eval_results/trial.yaml", results),
        ("models/acme/lamp/versions/1.0.0.md", "---\nversion: 1.0.0\nlicense: mit\n---\n"),
    ]);
    let date = date::parse("2026-11-25").unwrap();
    let release = hub
        .change(|snapshot, config, model| {
            bump(snapshot, config, model, &Bump { version: "2.1.0", notes: None, date })
        })
        .unwrap();
    assert_eq!(
        hub.text(".eval_results/trial.yaml"),
        "# From the trial.\n- dataset: {id: d/one, task_id: t}  # measured\n  value: 14.8\n  version: \"2.0.0\"\n\
         - {dataset: {id: d/two}, value: 3, version: \"2.0.0\"}\n- value: 5\n  version: \"1.0.0\"\n  dataset: {id: d/three}\n"
    );
    assert!(
        release.notes.contains(&"the results in .eval_results are those of 2.0.0, and say so now".to_owned())
    );
    let (_, _, catalog, _) = hub.read();
    let datasets = |model: &Model| -> Vec<String> {
        model.card.evaluations.iter().map(|one| one.dataset.clone().unwrap()).collect()
    };
    let model = &catalog.models[0];
    assert_eq!(datasets(model), [""; 0]);
    assert_eq!(datasets(&model.at(1).unwrap()), ["d/one", "d/two"]);
    assert_eq!(datasets(&model.at(2).unwrap()), ["d/three"]);
}
