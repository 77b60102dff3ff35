//! What a reader's browser has to load, held against a budget: a catalog that has grown slow says so while it is built.
//!
//! Files count as a host sends them, compressed by gzip, but for the style, which counts as it is written. CONTRIBUTING.md
//! has the same figures for people.

use std::collections::BTreeMap;
use std::io::Write;
use std::sync::{Mutex, PoisonError};

use flate2::Compression;
use flate2::write::GzEncoder;

use crate::diagnostic::{Diagnostic, Location};

/// Bytes of the style that every page loads, as written: `style.css` and a hub's `custom.css`.
const STYLE: usize = 30 << 10;
/// Bytes of the scripts that a page loads at first, compressed.
const SCRIPTS_AT_LOAD: usize = 8 << 10;
/// Bytes of our own scripts that a page has loaded after the first use of the search, and the list of its filters as well, compressed.
const SCRIPTS: usize = 20 << 10;
/// Bytes of the first page of the list, compressed.
const LIST: usize = 30 << 10;
/// Bytes of a first answer of the search, compressed: scripts, manifest, one file of the dictionary, the records of the results.
const FIRST_QUERY: usize = 150 << 10;

/// The scripts that every page loads at once.
const SHELL: [&str; 2] = ["app", "theme"];
/// The further scripts that a page loads at once: the search box, and what a card has.
const AT_LOAD: [&str; 2] = ["search", "card"];
/// The scripts that a page loads for the first search.
const SEARCH: [&str; 3] = ["search-query", "search-index", "search-words"];
/// The script of others that it loads with them; it counts with the bytes of a first answer, not with what is ours.
const STEMMER: [&str; 1] = ["vendor/stemmer"];
/// The scripts that the list has instead of the search box, with its filters.
const LIST_SCRIPTS: [&str; 2] = ["facets", "list"];
/// What is said of each.
const HELP: &str = "readers with a slow line wait for it; CONTRIBUTING.md tells what counts";
/// Results that are shown at once, each with a chunk of records of its own.
const RESULTS: usize = 8;

/// The largest file of each kind that has a budget.
#[derive(Default)]
pub(super) struct Budget {
    largest: Mutex<BTreeMap<&'static str, Vec<u8>>>,
}

impl Budget {
    /// Whether a file has a say in the budget.
    pub(super) fn counts(path: &str) -> bool {
        kind(path).is_some()
    }

    /// Takes note of a file that is written.
    pub(super) fn note(&self, path: &str, bytes: &[u8]) {
        let Some(kind) = kind(path) else { return };
        let mut largest = self.largest.lock().unwrap_or_else(PoisonError::into_inner);
        let held = largest.entry(kind).or_default();
        if bytes.len() > held.len() {
            *held = bytes.to_vec();
        }
    }

    /// What is over its budget, once all pages are written. `assets` are the files of the theme.
    pub(super) fn findings(&self, assets: &[(&str, &[u8])]) -> Vec<Diagnostic> {
        let largest = self.largest.lock().unwrap_or_else(PoisonError::into_inner);
        let file = |kind: &str| largest.get(kind).map_or(0, |bytes| compressed(bytes));
        let style =
            ["style", "custom"].iter().filter_map(|name| asset(assets, name, ".css")).map(<[u8]>::len).sum();
        let scripts = |names: &[&str]| {
            names.iter().filter_map(|name| asset(assets, name, ".js")).map(compressed).sum::<usize>()
        };
        let at_load = scripts(&SHELL) + scripts(&AT_LOAD);
        let list = scripts(&SHELL) + scripts(&LIST_SCRIPTS) + scripts(&SEARCH);
        let query = at_load
            + scripts(&SEARCH)
            + scripts(&STEMMER)
            + file("search/manifest.js")
            + file("search/words/")
            + RESULTS * file("search/records/");
        let mut findings = Vec::new();
        let mut hold = |rule, place: &str, what: &str, (bytes, most): (usize, usize)| {
            if bytes > most {
                let message = format!("{what} {} KB; the budget is {} KB", bytes.div_ceil(1024), most / 1024);
                findings.push(Diagnostic::warning(rule, Location::file(place), message).help(HELP));
            }
        };
        hold("CX951", "theme", "the style of every page has", (style, STYLE));
        hold("CX952", "theme", "the scripts of every page have", (at_load, SCRIPTS_AT_LOAD));
        hold("CX952", "theme", "the scripts of a search have", (at_load + scripts(&SEARCH), SCRIPTS));
        hold("CX952", "theme", "the scripts of the list, searched and filtered, have", (list, SCRIPTS));
        hold("CX953", "templates", "the list of models has", (file("models/index.html"), LIST));
        hold("CX954", "models", "a first search loads", (query, FIRST_QUERY));
        findings
    }
}

/// The kind of a file that has a budget: what its path begins with.
fn kind(path: &str) -> Option<&'static str> {
    let kinds = ["search/words/", "search/records/", "search/manifest.js", "models/index.html"];
    kinds.into_iter().find(|kind| path.starts_with(kind))
}

/// A file of the theme, by its name without its fingerprint.
fn asset<'a>(assets: &[(&str, &'a [u8])], name: &str, ending: &str) -> Option<&'a [u8]> {
    let is_it = |path: &str| {
        let stem = path.strip_prefix("assets/").and_then(|path| path.strip_suffix(ending));
        stem.and_then(|stem| stem.rsplit_once('.')).is_some_and(|(stem, _)| stem == name)
    };
    assets.iter().find(|(path, _)| is_it(path)).map(|(_, bytes)| *bytes)
}

/// How many bytes a host sends for a file.
fn compressed(bytes: &[u8]) -> usize {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::new(6));
    // Writing to memory cannot fail.
    match encoder.write_all(bytes).and_then(|()| encoder.finish()) {
        Ok(small) => small.len(),
        Err(_) => bytes.len(),
    }
}
