//! A hub's own templates and theme files.

use std::fs;

use super::{cardex, hub, shown};

const CARD: (&str, &str) = ("models/acme/x/README.md", "# X\n");

#[test]
fn one_block_of_one_template() {
    let own = "{% extends \"builtin/model.html\" %}{% block facts %}<p>Our own facts of {{ model.id }}</p>{% endblock %}";
    let hub = hub(&[CARD, ("templates/model.html", own)]);
    let (code, _, err) = shown(&cardex(hub.path(), &["build"]), hub.path());
    assert_eq!((code, err.as_str()), (0, ""));
    let page = fs::read_to_string(hub.path().join("site/models/acme/x/index.html")).expect("the page");
    assert!(page.contains("<p>Our own facts of acme/x</p>") && page.contains("Model card"), "{page}");
}

#[test]
fn one_file_of_the_theme() {
    let hub = hub(&[CARD, ("theme/style.css", "body { color: rebeccapurple }")]);
    cardex(hub.path(), &["build"]);
    let assets = fs::read_dir(hub.path().join("site/assets")).expect("the assets");
    let style = assets.flatten().find(|entry| entry.file_name().to_string_lossy().starts_with("style."));
    assert_eq!(
        fs::read_to_string(style.expect("the style").path()).expect("its text"),
        "body { color: rebeccapurple }"
    );
}

#[test]
fn a_wrong_template_is_named() {
    let hub = hub(&[CARD, ("templates/model.html", "one\n{{ broken")]);
    let (code, _, err) = shown(&cardex(hub.path(), &["build"]), hub.path());
    assert_eq!(code, 2, "{err}");
    assert!(err.contains("model.html"), "{err}");
    assert!(!hub.path().join("site").exists());
}
