//! `hub.yaml`: defaults, every field, and what is told about fields that do not fit.

use cardex::config::{Amount, Better, Config, ConfigError, GateLevel, RemoteImages};

fn read(text: &str) -> (Config, Vec<String>) {
    let parsed = Config::parse(text.as_bytes());
    let told = parsed.diagnostics.iter().map(|f| {
        let help = f.help.as_ref().map(|help| format!(" ({help})")).unwrap_or_default();
        format!("{} {} {}: {}{help}", f.rule, f.level, f.location, f.message)
    });
    (parsed.value, told.collect())
}

#[test]
fn a_missing_file_is_all_defaults() {
    let hub = tempfile::tempdir().unwrap();
    let parsed = Config::load(hub.path()).unwrap();
    assert_eq!(parsed.value, Config::default());
    assert_eq!(parsed.diagnostics, []);
    assert_eq!(parsed.value.site.title, "Model catalog");
    assert_eq!(parsed.value.site.default_branch, "main");
    assert_eq!(parsed.value.paths.models, "models");
    assert_eq!(parsed.value.limits.card_bytes, 2 << 20);
    for text in ["", "# nothing yet\n", "---\n", "schema: 1\n"] {
        assert_eq!(read(text), (Config::default(), vec![]), "{text:?}");
    }
}

#[test]
fn every_field_is_read() {
    let (config, told) = read(
        "schema: 1
site:
  title: 1.10
  description: no
  base_url: https://models.acme.example
  repository: https://git.acme.example/ml/hub/
  default_branch: trunk
  languages: [en, no]
paths: {models: ./cards/, datasets: data, orgs: teams/all, ignore: ['**/drafts/**']}
storage:
- {prefix: 's3://acme/', public: 'https://weights.acme.example/'}
vocabulary:
  tasks: {add: [{id: churn, title: Churn, modality: tabular, description: Who leaves}]}
  metrics: {wer: {better: lower, unit: '%'}, f1: {better: higher}}
licenses: {add: [{id: acme-1, name: Acme, url: 'https://acme.example/l', family: internal}]}
stages: {values: [draft, live]}
owners: {'@acme/nlp': {title: NLP, contact: nlp@acme.example}}
markdown: {remote_images: allow}
limits: {card_bytes: 10, front_matter_bytes: 9, yaml_depth: 8, markdown_depth: 7, links: 6, output_bytes: 5, folder_depth: 4, tags: 3}
",
    );
    assert_eq!(told, [""; 0]);
    assert_eq!(config.site.title, "1.10");
    assert_eq!(config.site.description.as_deref(), Some("no"));
    assert_eq!(config.site.base_url.as_deref(), Some("https://models.acme.example/"));
    assert_eq!(config.site.repository.as_deref(), Some("https://git.acme.example/ml/hub"));
    assert_eq!(config.site.languages, ["en", "no"]);
    assert_eq!(
        (&*config.paths.models, &*config.paths.datasets, &*config.paths.orgs),
        ("cards", "data", "teams/all")
    );
    assert_eq!(config.paths.ignore, ["**/drafts/**"]);
    assert_eq!(config.storage[0].prefix, "s3://acme/");
    assert_eq!(config.storage[0].public.as_deref(), Some("https://weights.acme.example/"));
    assert_eq!(config.vocabulary.tasks.add[0].id, "churn");
    assert_eq!(config.vocabulary.metrics["wer"].better, Some(Better::Lower));
    assert_eq!(config.vocabulary.metrics["wer"].unit.as_deref(), Some("%"));
    assert_eq!(config.licenses.add[0].family.as_deref(), Some("internal"));
    assert_eq!(config.stages.values, ["draft", "live"]);
    assert_eq!(config.owners["@acme/nlp"].contact.as_deref(), Some("nlp@acme.example"));
    assert_eq!(config.markdown.remote_images, RemoteImages::Allow);
    assert_eq!((config.limits.card_bytes, config.limits.tags, config.limits.yaml().depth), (10, 3, 8));
}

#[test]
fn a_field_that_does_not_fit_is_told_and_costs_itself_alone() {
    let (config, told) = read(
        "site:\n  titel: A\n  title: [a]\n  base_url: ftp://x\n  default_branch: trunk\nlimits: {links: many, tags: 5}\nstorage:\n- {public: 'https://a.example/'}\n- {prefix: 's3://b/'}\nsites: {}\n",
    );
    assert_eq!(config.site.title, "Model catalog");
    assert_eq!(config.site.default_branch, "trunk");
    assert_eq!((config.limits.links, config.limits.tags), (2_000, 5));
    assert_eq!(config.storage.len(), 1);
    assert_eq!(
        told,
        [
            "CX114 warning hub.yaml:2:3: `site.titel` is not a setting (did you mean `title`?)",
            "CX114 error hub.yaml:3:10: `site.title` is left out: invalid type: sequence, expected text",
            "CX114 error hub.yaml:4:13: `site.base_url` is left out: `ftp://x` does not begin with https:// or http://",
            "CX114 error hub.yaml:6:17: `limits.links` is left out: invalid type: string \"many\", expected usize",
            "CX114 error hub.yaml:8:3: `storage[0]` is left out: missing field `prefix`",
            "CX114 warning hub.yaml:10:1: `sites` is not a setting (did you mean `site`?)",
        ]
    );
}

#[test]
fn what_a_review_asks_of_a_change() {
    let (config, told) = read(
        "review:
  gates: {CR2: block, CR201: off, CR1: needs-approval}
  approvers: {CR101: ['@acme/legal']}
  labels: {'approved:legal': ['@acme/legal', CR1]}
  tolerances: {all: {max_relative: 1%}, f1: {max_absolute: 0.005, max_relative: 2.5 %}}
  removal_days: 90
  max_growth: 0.5
",
    );
    assert_eq!(told, [""; 0]);
    let review = &config.review;
    assert_eq!(
        ["CR201", "CR202", "CR101", "CR301"].map(|code| review.level(code)),
        [Some(GateLevel::Off), Some(GateLevel::Block), Some(GateLevel::NeedsApproval), None]
    );
    assert_eq!(review.approvers("CR101"), Some(&["@acme/legal".to_owned()][..]));
    assert_eq!(review.approvers("CR102"), None);
    assert_eq!(review.labels["approved:legal"], ["@acme/legal", "CR1"]);
    let amounts = |name: &str| {
        let tolerance = review.tolerance(&[name]);
        [tolerance.max_absolute, tolerance.max_relative].map(|amount| amount.map(Amount::value))
    };
    assert_eq!([amounts("f1"), amounts("wer")], [[Some(0.005), Some(0.025)], [None, Some(0.01)]]);
    assert_eq!((review.removal_days, review.max_growth.value()), (90, 0.5));
    assert_eq!(
        (Config::default().review.removal_days, Config::default().review.max_growth.value()),
        (30, 0.2)
    );
}

#[test]
fn what_a_review_cannot_be_asked_is_told_with_its_place() {
    let (config, told) = read(
        "review:
  gates: {CX201: block, CR2010: block, CR201: fatal, CR202: warn}
  tolerances: {f1: {max_relative: some, max: 1}, wer: {max_absolute: -1}}
  removal_days: soon
  max_growth: .inf
  waivers: [a]
",
    );
    assert_eq!(
        told,
        [
            "CX114 error hub.yaml:2:18: `review.gates.CX201` is left out: `CX201` is no code of a gate such as CR201, nor the beginning of one",
            "CX114 error hub.yaml:2:33: `review.gates.CR2010` is left out: `CR2010` is no code of a gate such as CR201, nor the beginning of one",
            "CX114 error hub.yaml:2:47: `review.gates.CR201` is left out: unknown variant `fatal`, expected one of `block`, `needs-approval`, `warn`, `inform`, `off`",
            "CX114 error hub.yaml:3:35: `review.tolerances.f1.max_relative` is left out: `some` is no amount such as 0.01 or 1%",
            "CX114 warning hub.yaml:3:41: `review.tolerances.f1.max` is not a setting (the settings here are: max_absolute, max_relative)",
            "CX114 error hub.yaml:3:70: `review.tolerances.wer.max_absolute` is left out: `-1` is no amount such as 0.01 or 1%",
            "CX114 error hub.yaml:4:17: `review.removal_days` is left out: invalid type: string \"soon\", expected u32",
            "CX114 error hub.yaml:5:15: `review.max_growth` is left out: `.inf` is no amount such as 0.01 or 1%",
            "CX114 warning hub.yaml:6:3: `review.waivers` is not a setting (the settings here are: gates, approvers, labels, tolerances, removal_days, max_growth)",
        ]
    );
    assert_eq!(config.review.level("CR202"), Some(GateLevel::Warn));
}

#[test]
fn nothing_makes_it_panic() {
    for text in [
        "[1, 2]",
        "just text",
        "site: 1",
        "site: [a]",
        "1: 2",
        "? [a]\n: b",
        "site: {? {a: b} : c}",
        "a: \"",
        "\u{0}",
    ] {
        let (config, told) = read(text);
        assert_eq!(config, Config::default(), "{text:?}");
        assert!(!told.is_empty(), "{text:?}");
    }
}

#[test]
fn paths_from_the_command_line() {
    let mut config = Config::default();
    config.set_paths("models=model_cards/, datasets=.").unwrap();
    assert_eq!((&*config.paths.models, &*config.paths.datasets), ("model_cards", "."));
    let mut refused = |spec: &str| config.set_paths(spec).unwrap_err().to_string();
    assert_eq!(refused("cards"), "`cards` is not NAME=FOLDER; write for example `models=model_cards`");
    assert_eq!(
        refused("model=x"),
        "no path is called `model`: the names are models, datasets, orgs, collections"
    );
    assert_eq!(refused("models=../x"), "models=../x: `../x` leads out of the hub");
    assert_eq!(refused("models="), "models=: the folder has no name; write `.` for the hub itself");
    assert_eq!(
        refused("models=/etc"),
        "models=/etc: `/etc` is not a path relative to the hub with `/` between its parts"
    );
}

#[test]
fn a_file_that_cannot_be_read_is_an_error() {
    let hub = tempfile::tempdir().unwrap();
    std::fs::write(hub.path().join("hub.yaml"), "#".repeat((1 << 20) + 1)).unwrap();
    let error = Config::load(hub.path()).unwrap_err();
    assert_eq!(error.to_string(), "hub.yaml has 1048577 bytes, more than the limit of 1048576");
    std::fs::remove_file(hub.path().join("hub.yaml")).unwrap();
    std::fs::create_dir(hub.path().join("hub.yaml")).unwrap();
    let error = Config::load(hub.path()).unwrap_err();
    assert_eq!(error.to_string(), "hub.yaml is a folder, not a regular file");
    assert!(matches!(Config::load(&hub.path().join("none")), Err(ConfigError::Root { .. })));
}
