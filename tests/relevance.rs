//! What people look for, and what they should find first, on sites that the program builds; and the ranking beside
//! elasticlunr's own. The tests themselves are in `tests/browser`, and run in node.
//!
//! Real cards are not part of this repository: `CARDEX_CORPORA` names a folder that has them, as in `tests/corpora.rs`.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test fails by panicking")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// How many real cards the rankings are compared on.
const SOME: usize = 400;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn the_example_is_found_as_people_look_for_it() {
    let site = tempfile::tempdir().unwrap();
    build(&root().join("example-hub"), site.path());
    node("relevance", site.path(), "relevance.json");
}

#[test]
fn the_ranking_is_elasticlunrs_on_the_example() {
    let scratch = tempfile::tempdir().unwrap();
    let hub = scratch.path().join("hub");
    copy(&root().join("example-hub"), &hub);
    let config = fs::read_to_string(hub.join("hub.yaml")).unwrap();
    fs::write(hub.join("hub.yaml"), format!("{config}\nsearch: {{export: elasticlunr}}\n")).unwrap();
    build(&hub, &scratch.path().join("site"));
    node("ranking", &scratch.path().join("site"), "");
}

#[test]
fn real_cards_are_found_as_people_look_for_them() {
    let Some(hubs) = corpora() else { return };
    let site = tempfile::tempdir().unwrap();
    build(&hubs.join("2023"), site.path());
    node("relevance", site.path(), "relevance-2023.json");
}

#[test]
fn the_ranking_is_elasticlunrs_on_real_cards() {
    let Some(hubs) = corpora() else { return };
    let scratch = tempfile::tempdir().unwrap();
    let (hub, site) = (scratch.path().join("hub"), scratch.path().join("site"));
    let mut folders: Vec<PathBuf> =
        children(&hubs.join("2023/models")).iter().flat_map(|org| children(org)).collect();
    folders.retain(|folder| folder.join("README.md").is_file());
    for folder in folders.iter().step_by(folders.len() / SOME) {
        let id = folder.strip_prefix(hubs.join("2023")).unwrap();
        fs::create_dir_all(hub.join(id)).unwrap();
        fs::copy(folder.join("README.md"), hub.join(id).join("README.md")).unwrap();
    }
    fs::write(hub.join("hub.yaml"), "search: {export: elasticlunr}\n").unwrap();
    build(&hub, &site);
    node("ranking", &site, "");
}

fn corpora() -> Option<PathBuf> {
    let Some(folder) = std::env::var_os("CARDEX_CORPORA") else {
        println!("SKIP: CARDEX_CORPORA names no folder of real cards");
        return None;
    };
    Some(PathBuf::from(folder).join("hubs"))
}

fn children(folder: &Path) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = fs::read_dir(folder)
        .map(|entries| entries.flatten().map(|entry| entry.path()).collect())
        .unwrap_or_default();
    found.sort();
    found
}

fn copy(from: &Path, to: &Path) {
    if from.is_dir() {
        fs::create_dir_all(to).unwrap();
        children(from).iter().for_each(|child| copy(child, &to.join(child.file_name().unwrap())));
    } else {
        fs::copy(from, to).unwrap();
    }
}

/// Findings are not what is asked for here: real cards have some.
fn build(hub: &Path, site: &Path) {
    let output = Command::new(env!("CARGO_BIN_EXE_cardex"))
        .args(["build", "--quiet", "--out"])
        .args([site, hub])
        .output();
    let output = output.unwrap();
    assert!(site.join("search/manifest.js").is_file(), "{}", String::from_utf8_lossy(&output.stderr));
}

fn node(suite: &str, site: &Path, queries: &str) {
    let output = Command::new("node")
        .arg("--test")
        .arg(root().join(format!("tests/browser/{suite}.test.mjs")))
        .env("CARDEX_SITE", site)
        .env("CARDEX_QUERIES", root().join("tests/fixtures/search").join(queries))
        .output();
    match output {
        Ok(output) => {
            let text = String::from_utf8_lossy(&output.stdout);
            assert!(output.status.success(), "{text}");
            text.lines().filter(|line| line.contains("queries over")).for_each(|line| println!("{line}"));
        }
        Err(error) if std::env::var_os("CI").is_none() => println!("SKIP: node does not run here: {error}"),
        Err(error) => panic!("node is needed: {error}"),
    }
}
