//! `hub.yaml`: defaults, every field, and what is told about fields that do not fit.

use cardex::config::{Better, Config, ConfigError, RemoteImages};

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
