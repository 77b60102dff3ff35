//! `cardex build`.

use std::fs;

use super::{cardex, hub, shown};

const GOOD: (&str, &str) = ("models/acme/good/README.md", "---\nlicense: mit\n---\n# Good\n");
const BAD: (&str, &str) = ("models/acme/bad/README.md", "---\nlicense: mit\nversion: latest\n---\n# Bad\n");

#[test]
fn a_clean_hub() {
    let hub = hub(&[GOOD]);
    let (code, out, err) = shown(&cardex(hub.path(), &["build"]), hub.path());
    assert_eq!((code, err.as_str()), (0, ""));
    let mut lines = out.lines();
    let summary = lines.next().expect("a summary");
    assert!(summary.starts_with("1 model, 33 pages, "), "{summary}");
    assert!(summary.ends_with(" MB, 0 errors, 0 warnings, [TIME]"), "{summary}");
    assert_eq!(lines.next(), Some("Open file://[HUB]/site/index.html"));
    assert!(hub.path().join("site/models/acme/good/index.html").is_file());
    // Again: nothing changes.
    let (_, out, _) = shown(&cardex(hub.path(), &["build"]), hub.path());
    assert!(out.contains(", 0 of "), "{out}");
}

#[test]
fn an_error_has_a_place_and_a_remedy_and_the_good_cards_are_built() {
    let hub = hub(&[GOOD, BAD]);
    let (code, out, err) = shown(&cardex(hub.path(), &["build", ".", "--out", "public"]), hub.path());
    assert_eq!(code, 1);
    assert_eq!(
        err,
        "models/acme/bad/README.md:3:10: error[CX108]: `version` is `latest`, which is computed and cannot be set\n    help: give a version such as \"2.1.0\", quoted\n"
    );
    assert!(out.starts_with("2 models, "), "{out}");
    for model in ["good", "bad"] {
        assert!(hub.path().join(format!("public/models/acme/{model}/index.html")).is_file(), "{model}");
    }
}

#[test]
fn strict_writes_nothing_when_there_is_an_error() {
    let hub = hub(&[GOOD, BAD]);
    let (code, out, err) = shown(&cardex(hub.path(), &["build", "--strict"]), hub.path());
    assert_eq!((code, out.as_str()), (1, ""));
    assert!(err.ends_with("1 error, nothing written (--strict)\n"), "{err}");
    assert!(!hub.path().join("site").exists());
}

#[test]
fn strict_knows_errors_that_only_rendering_finds() {
    let deep = format!("{}x", ">".repeat(300));
    let hub = hub(&[("models/acme/deep/README.md", &deep)]);
    let (code, _, err) = shown(&cardex(hub.path(), &["build", "--strict"]), hub.path());
    assert_eq!(code, 1);
    assert!(err.contains("error[CX321]"), "{err}");
    assert!(!hub.path().join("site").exists());
}

#[test]
fn quiet_prints_errors_alone() {
    let warned = ("models/acme/w/README.md", "---\ntags: [a, null]\n---\n");
    let hub = hub(&[GOOD, warned]);
    let (code, out, err) = shown(&cardex(hub.path(), &["build", "--quiet"]), hub.path());
    assert_eq!((code, out.as_str(), err.as_str()), (0, "", ""));
    let (_, _, err) = shown(&cardex(hub.path(), &["build"]), hub.path());
    assert!(err.contains("warning[CX010]"), "{err}");
}

#[test]
fn many_warnings_are_cut_unless_all_are_asked_for() {
    let card = format!("---\ntags: [{}]\n---\n", vec!["null"; 30].join(", "));
    let hub = hub(&[("models/acme/w/README.md", &card)]);
    let (_, _, err) = shown(&cardex(hub.path(), &["build"]), hub.path());
    assert_eq!(err.matches("warning[").count(), 20);
    assert!(err.ends_with("… and 10 more warnings (--verbose shows all)\n"), "{err}");
    let (_, _, err) = shown(&cardex(hub.path(), &["build", "--verbose"]), hub.path());
    assert_eq!(err.matches("warning[").count(), 30);
}

#[test]
fn cards_in_another_folder() {
    let hub = hub(&[("model_cards/acme/x/README.md", "# X\n")]);
    let (code, _, err) = shown(&cardex(hub.path(), &["build"]), hub.path());
    assert_eq!(code, 2);
    assert_eq!(
        err,
        "error: no models folder: looked for ./models; name another with `--paths models=FOLDER` or `paths.models` in hub.yaml\n"
    );
    let (code, out, err) =
        shown(&cardex(hub.path(), &["build", "--paths", "models=model_cards"]), hub.path());
    assert_eq!((code, err.as_str()), (0, ""), "{out}");
    assert!(hub.path().join("site/models/acme/x/index.html").is_file());
}

#[test]
fn usage_errors_exit_with_2() {
    let hub = hub(&[GOOD]);
    for (arguments, says) in [
        (vec!["build", "nowhere"], "nowhere"),
        (vec!["build", "--paths", "modles=x"], "modles"),
        (vec!["build", "--base-url", "ftp://x"], "ftp://x"),
        (vec!["build", "--no-such-option"], "--no-such-option"),
        (vec!["build", "--jobs", "0"], "--jobs"),
    ] {
        let (code, out, err) = shown(&cardex(hub.path(), &arguments), hub.path());
        assert_eq!((code, out.as_str()), (2, ""), "{arguments:?}: {err}");
        assert!(err.contains(says), "{arguments:?}: {err}");
    }
    assert!(!hub.path().join("site").exists());
}

#[test]
fn a_foreign_folder_is_refused() {
    let hub = hub(&[GOOD, ("site/diary.txt", "mine")]);
    let (code, _, err) = shown(&cardex(hub.path(), &["build"]), hub.path());
    assert_eq!(code, 2, "{err}");
    assert!(err.contains("is not empty and not a Cardex site"), "{err}");
    assert_eq!(fs::read_to_string(hub.path().join("site/diary.txt")).expect("the file"), "mine");
}

#[test]
fn a_base_url_brings_feed_and_sitemap() {
    let hub = hub(&[GOOD]);
    cardex(hub.path(), &["build", "--base-url", "https://m.example/x"]);
    let sitemap = fs::read_to_string(hub.path().join("site/sitemap.xml")).expect("a sitemap");
    assert!(sitemap.contains("<loc>https://m.example/x/models/acme/good/</loc>"), "{sitemap}");
}

#[test]
fn threads_and_the_current_folder_change_no_byte() {
    let hub = hub(&[GOOD, BAD]);
    cardex(hub.path(), &["build", "--out", "a", "--jobs", "1"]);
    let parent = hub.path().join("models");
    cardex(&parent, &["build", "..", "--out", "../b", "--jobs", "4"]);
    let files = |folder: &str| {
        let folder = hub.path().join(folder);
        let entries = walkdir::WalkDir::new(&folder).sort_by_file_name().into_iter().flatten();
        let files = entries.filter(|entry| entry.file_type().is_file());
        let read = |entry: walkdir::DirEntry| {
            let path = entry.path().strip_prefix(&folder).expect("below").to_owned();
            (path, fs::read(entry.path()).expect("the file"))
        };
        files.map(read).collect::<Vec<_>>()
    };
    let (a, b) = (files("a"), files("b"));
    assert!(a.len() > 20);
    assert!(a == b, "the sites differ");
}
