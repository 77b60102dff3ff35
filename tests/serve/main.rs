//! `cardex serve`: over sockets of this machine, as a browser and as an attacker would use it.

#![cfg(feature = "serve")]
#![allow(clippy::unwrap_used, reason = "a test that cannot prepare its hub has failed")]

#[path = "../hostile/cases.rs"]
#[expect(dead_code, reason = "what must come of each case is held elsewhere")]
mod cases;
mod client;
mod edits;
mod safety;

use std::fs;
use std::path::Path;

use client::{Served, assert_as_built, small_hub};

#[test]
fn every_file_of_the_example_hub_is_what_a_build_writes() {
    let hub = Path::new(env!("CARGO_MANIFEST_DIR")).join("example-hub");
    assert_as_built(&Served::start(&hub, &[]), &hub);
}

#[test]
fn every_file_of_a_hub_with_an_address_and_all_exports_is_what_a_build_writes() {
    let hub = small_hub();
    let served = Served::start(hub.path(), &[]);
    assert!(
        served.first_line.starts_with(&format!("http://127.0.0.1:{}/ has 2 models, after ", served.port))
    );
    assert_as_built(&served, hub.path());
}

#[test]
fn folders_lead_to_their_pages_and_what_is_not_there_to_a_page_that_says_so() {
    let hub = small_hub();
    let served = Served::start(hub.path(), &[]);
    let moved = served.get("/models/acme/one");
    assert_eq!((moved.status, moved.headers["location"].as_str()), (302, "/models/acme/one/"));
    assert_eq!(served.get("/models/acme/one/").body, served.get("/models/acme/one/index.html?a=b").body);
    for path in ["/nothing", "/models/acme/three/", "/search/nothing.js", "/models/acme/one/files/b.svg"] {
        let missing = served.get(path);
        assert_eq!(missing.status, 404, "{path}");
        assert!(missing.text().contains("<title>Page not found · Small</title>"), "{path}");
    }
}

#[test]
fn a_port_that_is_taken_gives_the_next_one_unless_it_was_asked_for() {
    let hub = small_hub();
    let first = Served::start(hub.path(), &[]);
    let taken = first.port.to_string();
    let output = std::process::Command::new(client::program())
        .args(["serve", "--port", &taken])
        .arg(hub.path())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    let error = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(error.starts_with(&format!("error: cannot listen at 127.0.0.1, port {taken}: ")), "{error}");
}

#[test]
fn a_signal_ends_it_cleanly() {
    let hub = small_hub();
    let mut served = Served::start(hub.path(), &[]);
    assert_eq!(served.line(), "Ctrl-C ends it.");
    let kill = std::process::Command::new("kill").args(["-INT", &served.id().to_string()]).status().unwrap();
    assert!(kill.success());
    assert_eq!(served.line(), "Stopped.");
    assert_eq!(served.wait(), Some(0));
}

#[test]
fn a_hub_of_attacks_is_served_as_it_is_built() {
    let hub = tempfile::tempdir().unwrap();
    fs::write(hub.path().join("hub.yaml"), "site: {title: Hostile, base_url: 'https://m.example/'}\n")
        .unwrap();
    for case in cases::all() {
        let folder = hub.path().join("models").join(&case.id);
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join("README.md"), &case.card).unwrap();
    }
    let served = Served::start(hub.path(), &[]);
    assert_as_built(&served, hub.path());
    let findings = served.get("/-/findings/models/index.html");
    let findings: serde_json::Value = serde_json::from_slice(&findings.body).unwrap();
    assert!(findings["counts"]["error"].as_u64().unwrap() > 20, "{findings}");
}
