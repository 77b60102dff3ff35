//! What is served after a change is what a build of the changed hub writes.

use std::fs;

use crate::client::{Events, Served, assert_as_built, small_hub, write};

#[test]
fn every_edit_of_a_card_reaches_the_pages() {
    let hub = small_hub();
    let root = hub.path();
    let served = Served::start(root, &[]);
    served.settle();
    served.get("/models/");

    // Changed.
    write(
        root,
        &[("models/acme/one/README.md", "---\nlicense: apache-2.0\n---\n# One\n\nIn other words.\n")],
    );
    assert!(served.line().starts_with("models/acme/one/README.md changed: 1 card read, 2 models, "));
    served.wait_for("/models/acme/one/", "In other words.", true);
    assert_as_built(&served, root);

    // Added.
    write(root, &[("models/acme/three/README.md", "---\nbase_model: acme/two\n---\n# Three\n")]);
    served.wait_for("/models/", "acme/three", true);
    served.wait_for("/models/acme/three/", "<h1", true);
    assert_as_built(&served, root);

    // A picture beside a card.
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\"><circle r=\"4\"/></svg>";
    write(root, &[("models/acme/three/b.svg", svg)]);
    write(root, &[("models/acme/three/README.md", "# Three\n\n![b](b.svg)\n")]);
    served.wait_for("/models/acme/three/", "files/b.svg", true);
    served.wait_for("/models/acme/three/files/b.svg", "circle", true);
    write(root, &[("models/acme/three/b.svg", &svg.replace("circle", "ellips"))]);
    served.wait_for("/models/acme/three/files/b.svg", "ellips", true);
    assert_as_built(&served, root);

    // Renamed, as an editor does it with a file and as a person does it with a folder.
    write(root, &[("models/acme/two/new.tmp", "---\nversion: 2.0.1\n---\n# Two again\n")]);
    fs::rename(root.join("models/acme/two/new.tmp"), root.join("models/acme/two/README.md")).unwrap();
    served.wait_for("/models/acme/two/", "Two again", true);
    fs::rename(root.join("models/acme/three"), root.join("models/acme/four")).unwrap();
    served.wait_for("/models/", "acme/four", true);
    served.wait_for("/models/", "acme/three", false);
    assert_eq!(served.get("/models/acme/three/").status, 404);
    assert_as_built(&served, root);

    // Removed.
    fs::remove_dir_all(root.join("models/acme/one")).unwrap();
    served.wait_for("/models/", "acme/one", false);
    assert_eq!(served.get("/models/acme/one/").status, 404);
    assert_as_built(&served, root);

    // Cards of organisations and collections.
    write(root, &[("orgs/acme/README.md", "---\ntitle: Acme and sons\n---\nMakers of little.\n")]);
    served.wait_for("/orgs/acme/", "Makers of little.", true);
    write(root, &[("collections/worst.md", "---\ntitle: Worst\nitems: [acme/four]\n---\nThe worst.\n")]);
    served.wait_for("/collections/", "Worst", true);
    assert_as_built(&served, root);
}

#[test]
fn a_broken_hub_yaml_leaves_the_last_good_site_until_it_is_mended() {
    let hub = small_hub();
    let root = hub.path();
    let served = Served::start(root, &[]);
    served.settle();
    let before = served.get("/").body;
    write(root, &[("hub.yaml", "site: {title: [\n")]);
    let line = served.line();
    assert!(line.starts_with("hub.yaml changed, and the site stays as it was: hub.yaml:"), "{line}");
    assert_eq!(served.get("/").body, before);
    let findings: serde_json::Value = serde_json::from_slice(&served.get("/-/findings/").body).unwrap();
    let said = findings["broken"][0]["message"].as_str().unwrap();
    assert!(said.starts_with("hub.yaml:"), "{said}");
    write(root, &[("hub.yaml", "site: {title: Mended}\n")]);
    let line = served.line();
    assert!(line.starts_with("hub.yaml changed: 2 cards read, 2 models, "), "{line}");
    let findings: serde_json::Value = serde_json::from_slice(&served.get("/-/findings/").body).unwrap();
    assert_eq!(findings["broken"], serde_json::json!([]));
    served.wait_for("/", "<title>Mended</title>", true);
    assert_as_built(&served, root);
}

#[test]
fn templates_and_theme_of_the_hub_are_followed() {
    let hub = small_hub();
    let root = hub.path();
    let served = Served::start(root, &[]);
    served.settle();
    write(
        root,
        &[(
            "templates/home.html",
            "{% extends \"builtin/home.html\" %}{% block main %}Our own{% endblock %}",
        )],
    );
    served.wait_for("/", "Our own", true);
    // One that does not parse.
    write(root, &[("templates/home.html", "{% extends \"builtin/home.html\" %}{% block main %}{{ ")]);
    loop {
        let line = served.line();
        if line.starts_with("templates or theme changed, and the site stays as it was: ") {
            break;
        }
    }
    assert!(served.get("/").text().contains("Our own"));
    // One that parses, and asks for what is not there.
    let odd = "{% extends \"builtin/home.html\" %}{% block main %}{{ home.nothing.at.all }}{% endblock %}";
    write(root, &[("templates/home.html", odd)]);
    while !served.line().starts_with("templates or theme changed: ") {}
    let page = served.get("/");
    assert_eq!(page.status, 200);
    assert!(page.text().contains("Our own"));
    let findings: serde_json::Value = serde_json::from_slice(&served.get("/-/findings/").body).unwrap();
    let said = findings["broken"][0]["message"].as_str().unwrap();
    assert!(said.contains("nothing"), "{said}");
    fs::remove_dir_all(root.join("templates")).unwrap();
    served.wait_for("/", "Our own", false);
    write(root, &[("theme/custom.css", ".brand { color: red }\n")]);
    served.wait_for("/", "assets/custom.", true);
    assert_as_built(&served, root);
}

#[test]
fn browsers_are_told_of_a_change_and_of_what_is_said() {
    let hub = small_hub();
    let root = hub.path();
    let served = Served::start(root, &[]);
    let mut events = Events::of(&served);
    assert_eq!(events.next(), (1, 0));
    assert!(served.get("/").text().contains("data-state=\"1\""));
    write(root, &[("models/acme/one/README.md", "---\nlicense: [\n---\n# One\n\nBroken <b>card</b>.\n")]);
    let (state, notice) = events.next();
    assert!(state > 1 && notice > 0, "{state} {notice}");
    let findings: serde_json::Value =
        serde_json::from_slice(&served.get("/-/findings/models/acme/one/").body).unwrap();
    assert_eq!(findings["card"], "models/acme/one/README.md");
    assert_eq!(findings["here"][0]["level"], "error");
    assert!(findings["here"][0]["place"].as_str().unwrap().starts_with("models/acme/one/README.md:"));
    let elsewhere: serde_json::Value =
        serde_json::from_slice(&served.get("/-/findings/models/acme/two/").body).unwrap();
    assert_eq!(elsewhere["others"][0]["level"], "error");
    // The pages stay, what is said changes.
    fs::write(root.join("hub.yaml"), "site: [").unwrap();
    let mut told = events.next();
    while told.0 == state && told.1 == notice {
        told = events.next();
    }
    assert!(told.1 > notice, "{told:?}");
}
