//! Which folders are models, and which files belong to them.

use cardex::config::Config;
use cardex::hub::{HubError, Snapshot};
use tempfile::tempdir;

use crate::{ids, lines, snapshot, write};

#[test]
fn models_lie_at_any_depth_and_documentation_inside_them_is_theirs() {
    let hub = tempdir().unwrap();
    for path in [
        "models/README.md",
        "models/flat/README.md",
        "models/acme/README.md",
        "models/acme/x/README.md",
        "models/acme/x/weights.bin",
        "models/acme/x/docs/README.md",
        "models/acme/x/docs/deep/er.txt",
        "models/acme/x/.gitattributes",
        "models/acme/x/.eval_results/a.yaml",
        "models/a/b/c/README.md",
        "models/a/b/c/d/README.md",
        "models/none/notes.txt",
        "datasets/acme/d/README.md",
        "orgs/acme/README.md",
        "orgs/acme/logo.png",
    ] {
        write(hub.path(), path, "text");
    }
    let found = snapshot(hub.path());
    assert_eq!(ids(&found), ["a/b/c", "acme", "acme/x", "flat"]);
    assert_eq!(lines(&found.diagnostics), [""; 0]);
    let x = &found.models[2];
    assert_eq!((&*x.path, &*x.card), ("models/acme/x", "models/acme/x/README.md"));
    let files: Vec<_> = x.files.iter().map(|file| (&*file.path, file.size)).collect();
    assert_eq!(
        files,
        [(".eval_results/a.yaml", 4), ("docs/README.md", 4), ("docs/deep/er.txt", 4), ("weights.bin", 4)]
    );
    assert_eq!(found.models[0].files[0].path, "d/README.md");
    assert_eq!(found.datasets[0].id, "acme/d");
    assert_eq!((&*found.orgs[0].id, &*found.orgs[0].files[0].path), ("acme", "logo.png"));
    assert_eq!(found.read("models/acme/x/weights.bin", 4).unwrap(), b"text");
}

#[test]
fn paths_and_ignore_are_heeded() {
    let hub = tempdir().unwrap();
    for path in [
        "acme/x/README.md",
        "acme/drafts/y/README.md",
        "data/acme/d/README.md",
        "acme/x/a.tmp",
        "top/README.md",
    ] {
        write(hub.path(), path, "text");
    }
    let mut config = Config::default();
    config.set_paths("models=.,datasets=data").unwrap();
    config.paths.ignore = vec!["**/drafts/**".into(), "**/*.tmp".into(), "top".into()];
    let found = Snapshot::of_worktree(hub.path(), &config).unwrap();
    assert_eq!(ids(&found), ["acme/x"]);
    assert_eq!(found.models[0].path, "acme/x");
    assert_eq!(found.models[0].files, []);
    assert_eq!(found.datasets[0].id, "acme/d");
}

#[test]
fn one_spelling_of_the_card_is_chosen() {
    let hub = tempdir().unwrap();
    write(hub.path(), "models/a/readme.md", "");
    for name in ["README.md", "Readme.md", "readme.md"] {
        write(hub.path(), &format!("models/b/{name}"), "");
    }
    for name in ["readme.md", "Readme.md"] {
        write(hub.path(), &format!("models/c/{name}"), "");
    }
    let found = snapshot(hub.path());
    let cards: Vec<_> = found.models.iter().map(|model| model.card.as_str()).collect();
    assert_eq!(cards, ["models/a/readme.md", "models/b/README.md", "models/c/Readme.md"]);
    assert_eq!(found.models[0].files, []);
    assert_eq!(
        lines(&found.diagnostics),
        [
            "CX020 warning models/b/README.md: `README.md` is the card; beside it lies `Readme.md` and `readme.md`",
            "CX020 warning models/c/Readme.md: `Readme.md` is the card; beside it lies `readme.md`",
        ]
    );
}

#[test]
fn hidden_and_too_deep_folders_are_told() {
    let hub = tempdir().unwrap();
    write(hub.path(), "models/a/.hidden/README.md", "");
    write(hub.path(), "models/a/.git/README.md", "");
    write(hub.path(), "models/a/.cache/other", "");
    write(hub.path(), "models/a/README.md/inside", "");
    write(hub.path(), &format!("models/{}README.md", "d/".repeat(40)), "");
    let found = snapshot(hub.path());
    assert_eq!(ids(&found), [""; 0]);
    assert_eq!(
        lines(&found.diagnostics),
        [
            "CX018 warning models/a/.hidden: skipped: hidden folders are no models".to_owned(),
            "CX018 warning models/a/README.md: skipped: the card is a folder".to_owned(),
            format!("CX021 error models{}: folders nest deeper here than the limit of 32", "/d".repeat(33)),
        ]
    );
}

#[test]
fn a_hub_without_models_is_an_error_that_names_the_remedy() {
    let hub = tempdir().unwrap();
    let walk = |config: &Config| Snapshot::of_worktree(hub.path(), config).unwrap_err();
    let error = walk(&Config::default());
    assert!(matches!(error, HubError::NoModels { .. }));
    assert_eq!(
        error.to_string(),
        format!(
            "no models folder: looked for {}; name another with `--paths models=FOLDER` or `paths.models` in hub.yaml",
            hub.path().join("models").display()
        )
    );
    std::fs::write(hub.path().join("models"), "").unwrap();
    assert!(matches!(walk(&Config::default()), HubError::NotAFolder { .. }));
    std::fs::remove_file(hub.path().join("models")).unwrap();
    std::fs::create_dir(hub.path().join("models")).unwrap();
    assert_eq!(snapshot(hub.path()).models, []);
    let missing = Snapshot::of_worktree(&hub.path().join("none"), &Config::default());
    assert!(matches!(missing, Err(HubError::Root { .. })));
}
