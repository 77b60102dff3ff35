//! Real cards: every one has a page, and what it states reaches the catalog as the Hub's own record has it.
//!
//! The cards are not part of this repository. The test runs where they are: `CARDEX_CORPORA` names a folder in which
//! `unpack.sh` was run (`hubs/<year>/models/…`, `bulk/…`); without it `../shared/corpora/unpack.sh` is tried.

#![allow(clippy::print_stdout, reason = "the figures are what a reader of the test's output wants")]

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

#[path = "corpora/faults.rs"]
mod faults;

/// One of the hubs: its year, how many cards it has, and how many errors of each rule.
type Hub = (&'static str, usize, &'static [(&'static str, usize)]);

const HUBS: [Hub; 4] = [
    ("2020", 534, &[]),
    ("2022", 11_504, &[("CX001", 22), ("CX002", 3), ("CX003", 3), ("CX006", 4), ("CX101", 1), ("CX311", 1)]),
    ("2023", 17_497, &[("CX001", 5), ("CX101", 1)]),
    ("2024", 2_397, &[]),
];

#[test]
fn every_real_card_has_a_page() {
    let scratch = tempfile::tempdir().expect("a temporary folder");
    let Some(corpora) = corpora(scratch.path()) else { return };
    for (year, cards, errors) in HUBS {
        let hub = corpora.join("hubs").join(year);
        let site = scratch.path().join(format!("site-{year}"));
        let log = build(&hub, &site);
        let models = &listed(&site);
        assert_eq!(models.len(), cards, "{year}");
        for model in models {
            let page = site.join(model["path"].as_str().expect("a path"));
            assert!(page.is_file(), "{year}: {}", page.display());
        }
        let found = rules(&log);
        let expected: BTreeMap<String, usize> =
            errors.iter().map(|(rule, count)| ((*rule).to_owned(), *count)).collect();
        assert_eq!(found, expected, "{year}");
        if year == "2022" {
            oracle(&corpora, &site, models);
        }
        fs::remove_dir_all(&site).expect("the site goes");
    }
}

/// All models of a site's list, from part to part.
fn listed(site: &Path) -> Vec<Value> {
    let mut models = Vec::new();
    let mut next = Some("api/v1/models.json".to_owned());
    while let Some(path) = next {
        let part: Value = read_json(&site.join(path));
        models.extend(part["models"].as_array().expect("models").iter().cloned());
        next = part["next"].as_str().map(str::to_owned);
    }
    models
}

/// Compares with the Hub's own records: what our record lists must be in the Hub's, and the Hub's licences and datasets
/// in ours. Of cards that have no front matter by the Hub's present rule, the Hub of 2022 read some all the same; from
/// these only the first is asked.
fn oracle(corpora: &Path, site: &Path, models: &[Value]) {
    let bulk = walkdir::WalkDir::new(corpora.join("bulk")).into_iter().flatten();
    let file = bulk.into_iter().find(|entry| entry.file_name().to_string_lossy().starts_with("2022-hub-api"));
    let text = fs::read_to_string(file.expect("the Hub's records").path()).expect("their text");
    let hub: BTreeMap<String, HashSet<String>> = text
        .lines()
        .filter_map(|line| serde_json::from_str::<Value>(line).ok())
        .filter_map(|record| Some((record["modelId"].as_str()?.to_owned(), strings(&record["tags"]))))
        .collect();
    let (mut compared, mut equal) = (0, 0);
    let mut differing = BTreeSet::new();
    for model in models {
        let id = model["id"].as_str().expect("an id");
        let Some(theirs) = hub.get(id) else { continue };
        let record = read_json(&site.join(model["api"].as_str().expect("a record")));
        let (ours, stated) = (strings(&record["tags"]), stated(&record["cardData"]));
        compared += 1;
        let prefixed = |tag: &&String| tag.starts_with("license:") || tag.starts_with("dataset:");
        let has_front_matter = record["cardData"].as_object().is_some_and(|data| !data.is_empty());
        let lost = theirs.iter().filter(prefixed).any(|tag| has_front_matter && !ours.contains(tag));
        if !lost && stated.is_subset(&ours) && stated.is_subset(theirs) {
            equal += 1;
        } else {
            differing.insert(id.to_owned());
        }
    }
    let share = 100.0 * f64::from(equal) / f64::from(compared);
    println!(
        "oracle: {equal} of {compared} cards agree with the Hub's record, {share:.3} %; not: {differing:?}"
    );
    assert!(share >= 99.9, "{share:.3} %");
}

/// What a card states as text: a list with an item that is no text, the Hub does not read.
fn stated(card: &Value) -> HashSet<String> {
    let mut stated = HashSet::new();
    for (key, prefix) in [("tags", ""), ("language", ""), ("datasets", "dataset:"), ("license", "license:")] {
        let texts = match &card[key] {
            Value::String(text) => vec![text.clone()],
            Value::Array(items) if items.iter().all(Value::is_string) => {
                strings(&card[key]).into_iter().collect()
            }
            _ => Vec::new(),
        };
        let case = |text: String| if key == "license" { text.to_lowercase() } else { text };
        stated.extend(
            texts.into_iter().filter(|text| !text.is_empty()).map(|text| format!("{prefix}{}", case(text))),
        );
    }
    stated
}

fn corpora(scratch: &Path) -> Option<PathBuf> {
    if let Some(folder) = std::env::var_os("CARDEX_CORPORA") {
        return Some(folder.into());
    }
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpora/unpack.sh");
    if !script.is_file() {
        println!("SKIP: no real cards here ({} is missing)", script.display());
        return None;
    }
    let folder = scratch.join("corpora");
    let status = Command::new(&script)
        .arg(&folder)
        .stdout(std::process::Stdio::null())
        .status()
        .expect("unpack.sh runs");
    assert!(status.success(), "unpack.sh fails");
    Some(folder)
}

/// Builds a hub, all findings printed; gives them.
fn build(hub: &Path, site: &Path) -> String {
    // A release build reads 32,000 cards in seconds, a debug build in minutes.
    let program = std::env::var_os("CARDEX_BIN").unwrap_or_else(|| env!("CARGO_BIN_EXE_cardex").into());
    let output = Command::new(program)
        .arg("build")
        .arg(hub)
        .arg("--verbose")
        .arg("--out")
        .arg(site)
        .output()
        .expect("it starts");
    let log = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(matches!(output.status.code(), Some(0 | 1)), "{:?}: {log}", output.status);
    print!("{}: {}", hub.display(), String::from_utf8_lossy(&output.stdout));
    log
}

/// How many errors there are of each rule.
fn rules(log: &str) -> BTreeMap<String, usize> {
    let mut rules = BTreeMap::new();
    for line in log.lines() {
        if let Some((_, rest)) = line.split_once(": error[")
            && let Some((rule, _)) = rest.split_once(']')
        {
            *rules.entry(rule.to_owned()).or_default() += 1;
        }
    }
    rules
}

fn read_json(path: &Path) -> Value {
    let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn strings(list: &Value) -> HashSet<String> {
    list.as_array().into_iter().flatten().filter_map(|item| item.as_str().map(str::to_owned)).collect()
}
