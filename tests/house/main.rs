//! The rules of `docs/ARCHITECTURE.md`, held against the source as text: each test lists every line that breaks one.

#![allow(clippy::unwrap_used, reason = "a file that cannot be read fails the test")]

mod source;

use std::fs;
use std::path::{Path, PathBuf};

use source::{code, macros, paths};

/// The rooms from the ground up. A room may use those of the layers below it, and no other.
const LAYERS: &[&[&str]] = &[
    &["diagnostic", "file"],
    &["vocabulary", "weights", "yaml"],
    &["config", "edit"],
    &["hub", "markdown", "online", "schema"],
    &["catalog"],
    &["search", "facets", "api", "export", "release"],
    &["site"],
    &["check", "output", "report", "review", "scaffold", "serve"],
    &["cli"],
];

/// Rooms that stand high and still see next to nothing: they could serve another program.
const APART: &[(&str, &[&str])] = &[
    ("vocabulary", &[]),
    ("weights", &[]),
    ("search", &[]),
    ("facets", &[]),
    ("online", &["config"]),
    ("output", &["diagnostic"]),
    ("serve", &[]),
    ("report", &["diagnostic"]),
];

/// Rooms of pure functions: the same input gives the same output, on every machine and at any time.
const PURE: &[&str] = &[
    "diagnostic",
    "vocabulary",
    "weights",
    "yaml",
    "edit",
    "markdown",
    "catalog",
    "search",
    "facets",
    "api",
    "export",
    "release",
    "site",
    "report",
    "review",
    "scaffold",
    "schema",
];

/// What pure rooms do not touch: files, network, processes, environment, clock.
const IMPURE: &[&str] = &[
    "std::fs",
    "std::net",
    "std::os",
    "std::process",
    "std::env",
    "std::time",
    "std::thread",
    "std::path",
    "File",
    "OpenOptions",
    "SystemTime",
    "Instant",
    "jiff::tz::TimeZone::system",
];

/// What is pure in these modules all the same: addresses are numbers until somebody connects to them.
const PURE_NAMES: &[&str] = &["std::net::IpAddr", "std::net::Ipv4Addr", "std::net::Ipv6Addr"];

/// Each foreign engine has one door: a library can be changed where it is used, and nowhere else.
const DOORS: &[(&str, &[&str])] = &[
    ("ammonia", &["src/markdown/"]),
    ("annotate_snippets", &["src/report/snippet.rs"]),
    ("anyhow", &["src/cli/"]),
    ("clap", &["src/cli/"]),
    ("clap_complete", &["src/cli/shell.rs"]),
    ("clap_mangen", &["src/cli/shell.rs"]),
    ("elasticlunr", &["src/search/"]),
    ("flate2", &["src/site/budget.rs"]),
    ("gix_discover", &["src/hub/history/"]),
    ("gix_hash", &["src/hub/history/"]),
    ("gix_object", &["src/hub/history/"]),
    ("gix_odb", &["src/hub/history/"]),
    ("gix_ref", &["src/hub/history/"]),
    ("gix_zlib", &["src/hub/history/"]),
    ("globset", &["src/config/text.rs", "src/hub/"]),
    ("indicatif", &["src/cli/"]),
    ("isolang", &["src/vocabulary/language/"]),
    ("jiff", &["src/catalog/date.rs"]),
    ("hashbrown", &["src/search/lexicon.rs"]),
    ("httparse", &["src/serve/request.rs"]),
    ("mimalloc", &["src/main.rs"]),
    ("minifier", &["src/site/theme.rs"]),
    ("notify", &["src/serve/watch.rs"]),
    ("pulldown_cmark", &["src/markdown/"]),
    ("rust_embed", &["src/site/templates.rs", "src/site/theme.rs"]),
    ("rustix", &["src/file.rs", "src/file/", "src/output/"]),
    ("saphyr_parser", &["src/yaml/"]),
    ("rustls", &["src/online/"]),
    ("rustls_native_certs", &["src/online/"]),
    ("serde_yaml", &["src/config/"]),
    ("signal_hook", &["src/output/"]),
    ("similar", &["src/hub/changes.rs", "src/report/diff.rs"]),
    ("semver", &["src/vocabulary/version.rs"]),
    ("spdx", &["src/vocabulary/license/"]),
    ("syntect", &["src/markdown/"]),
    ("tera", &["src/site/templates.rs"]),
    ("ureq", &["src/online/"]),
    ("walkdir", &["src/hub/", "src/cli/overrides.rs"]),
];

/// Libraries that are no engines: they extend the language, and any room may use them.
const COMMON: &[&str] =
    &["memchr", "rayon", "serde", "serde_json", "sha2", "thiserror", "unicode_normalization"];

/// Rooms whose order of work is the order of bytes in the site.
const ORDERED: &[&str] = &["catalog", "search", "facets", "api", "export", "site"];

/// Files of these rooms whose hash maps are only asked by key and never walked: their order cannot show.
const ASKED_BY_KEY: &[&str] = &["src/catalog/fields.rs", "src/search/lexicon.rs"];

/// Lines of the longest file.
const LONGEST_FILE: usize = 500;

/// Files that are a table and no code: one sample after another, of which nothing is gained by cutting.
const TABLES: &[&str] = &["tests/templates/sample.rs"];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The files below a folder of the project with one of these endings, sorted: path from the root, and text.
fn files(folder: &str, endings: &[&str]) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        let entries = fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
        for entry in entries {
            let path: PathBuf = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            if path.is_dir() && name != "node_modules" {
                folders.push(path);
            } else if endings.iter().any(|ending| name.ends_with(ending)) {
                let place = path.strip_prefix(root()).unwrap().to_string_lossy().replace('\\', "/");
                found.push((place, fs::read_to_string(&path).unwrap()));
            }
        }
    }
    found.sort();
    assert!(!found.is_empty(), "no {endings:?} below {folder}");
    found
}

fn rust() -> Vec<(String, String)> {
    files("src", &[".rs"])
}

/// The names of a file's module, from the crate's root: `["site", "pages", "model"]` for `src/site/pages/model.rs`.
fn module(path: &str) -> Vec<&str> {
    let path = path.strip_prefix("src/").unwrap_or(path);
    let path = path.strip_suffix(".rs").unwrap_or(path);
    let path = path.strip_suffix("/mod").unwrap_or(path);
    path.split('/').filter(|name| !matches!(*name, "lib" | "main")).collect()
}

fn layer(room: &str) -> Option<usize> {
    LAYERS.iter().position(|rooms| rooms.contains(&room))
}

/// The room that a path of the code leads into, if it leaves its own: `crate::room` or as many `super` as it takes.
fn room_of<'a>(module: &[&str], segments: &'a [String]) -> Option<&'a str> {
    let climbs = segments.iter().take_while(|name| *name == "super").count();
    match segments.first().map(String::as_str) {
        Some("crate" | "cardex") => segments.get(1).map(String::as_str),
        Some("super") if climbs >= module.len() => segments.get(climbs).map(String::as_str),
        _ => None,
    }
}

fn expect_none(violations: Vec<String>, rule: &str) {
    assert!(violations.is_empty(), "{rule}:\n  {}\n", violations.join("\n  "));
}

#[test]
fn every_room_has_a_layer() {
    let mut violations = Vec::new();
    for (path, _) in rust() {
        if module(&path).first().is_some_and(|room| layer(room).is_none()) {
            violations.push(format!("{path}:1: its room is not in LAYERS of this test"));
        }
    }
    expect_none(violations, "every room has a layer");
}

#[test]
fn a_room_uses_only_what_lies_below() {
    let mut violations = Vec::new();
    for (path, text) in rust() {
        let module = module(&path);
        let Some(here) = module.first() else { continue };
        for found in paths(&code(&text)) {
            let Some(there) = room_of(&module, &found.segments) else { continue };
            if there == *here {
                continue;
            }
            let apart = APART.iter().find(|(room, _)| room == here);
            let allowed = match apart {
                Some((_, rooms)) => rooms.contains(&there),
                None => layer(there) < layer(here) && layer(there).is_some(),
            };
            if !allowed {
                violations.push(format!("{path}:{}: {here} uses {}", found.line, found.text()));
            }
        }
    }
    expect_none(violations, "a room uses the layers below it alone");
}

#[test]
fn pure_rooms_touch_nothing_outside() {
    let mut violations = Vec::new();
    for (path, text) in rust() {
        if !module(&path).first().is_some_and(|room| PURE.contains(room)) {
            continue;
        }
        for found in paths(&code(&text)) {
            let name = found.text();
            let is = |prefix: &&str| name == **prefix || name.starts_with(&format!("{prefix}::"));
            let reads_clock = found.segments.last().is_some_and(|last| last == "now");
            if (IMPURE.iter().any(is) || reads_clock) && !PURE_NAMES.iter().any(is) {
                violations.push(format!("{path}:{}: {name}", found.line));
            }
        }
        for (line, name) in macros(&code(&text)) {
            if name == "option_env" {
                violations.push(format!("{path}:{line}: option_env!"));
            }
        }
    }
    expect_none(violations, "pure rooms know no files, network, processes, environment or clock");
}

#[test]
fn each_engine_has_one_door() {
    let mut violations = Vec::new();
    for (path, text) in rust() {
        for found in paths(&code(&text)) {
            let Some((engine, doors)) = DOORS.iter().find(|(engine, _)| *engine == found.segments[0]) else {
                continue;
            };
            // `src/hub/history/` stands for `src/hub/history.rs` as well.
            let is_door = |door: &&str| {
                path.starts_with(*door)
                    || door.strip_suffix('/').is_some_and(|door| path == format!("{door}.rs"))
            };
            if !doors.iter().any(is_door) {
                violations.push(format!("{path}:{}: {} belongs in {}", found.line, engine, doors.join(", ")));
            }
        }
    }
    expect_none(violations, "each engine is used behind its door alone");
}

#[test]
fn every_dependency_has_a_place() {
    let manifest = fs::read_to_string(root().join("Cargo.toml")).unwrap();
    let mut violations = Vec::new();
    let mut in_dependencies = false;
    for (number, line) in manifest.lines().enumerate() {
        if line.starts_with('[') {
            in_dependencies = line.ends_with("dependencies]") && !line.contains("dev-");
            continue;
        }
        let Some((name, _)) = line.split_once('=').filter(|_| in_dependencies && !line.starts_with('#'))
        else {
            continue;
        };
        // The library of the package `elasticlunr-rs` is called `elasticlunr`.
        let name = name.trim().replace('-', "_");
        let name = name.strip_suffix("_rs").unwrap_or(&name);
        if !COMMON.contains(&name) && !DOORS.iter().any(|(engine, _)| *engine == name) {
            violations.push(format!(
                "Cargo.toml:{}: {name} is neither in DOORS nor in COMMON of this test",
                number + 1
            ));
        }
    }
    expect_none(violations, "every dependency is behind a door, or common");
}

#[test]
fn only_the_command_line_and_reports_print() {
    let mut violations = Vec::new();
    for (path, text) in rust() {
        if path.starts_with("src/cli/") || path.starts_with("src/report/") {
            continue;
        }
        let code = code(&text);
        for (line, name) in macros(&code) {
            if ["print", "println", "eprint", "eprintln", "dbg"].contains(&name.as_str()) {
                violations.push(format!("{path}:{line}: {name}!"));
            }
        }
        for found in paths(&code) {
            if ["std::io::stdout", "std::io::stderr"].contains(&found.text().as_str()) {
                violations.push(format!("{path}:{}: {}", found.line, found.text()));
            }
        }
    }
    expect_none(violations, "nothing prints but cli and report");
}

#[test]
fn no_order_comes_from_a_hash() {
    let mut violations = Vec::new();
    for (path, text) in rust() {
        let is_ordered = module(&path).first().is_some_and(|room| ORDERED.contains(room));
        if !is_ordered || ASKED_BY_KEY.contains(&path.as_str()) {
            continue;
        }
        let lines: Vec<&str> = text.lines().collect();
        for (index, line) in code(&text).lines().enumerate() {
            // A comment on the line, or on the line above, says why the order never shows.
            let says_why = [index.checked_sub(1), Some(index)].into_iter().flatten().any(|index| {
                lines[index].split_once("//").is_some_and(|(_, comment)| comment.contains("order"))
            });
            if (line.contains("HashMap") || line.contains("HashSet")) && !says_why {
                violations.push(format!("{path}:{}: {}", index + 1, line.trim()));
            }
        }
    }
    expect_none(violations, "a hash map where the site is made says in a comment why its order never shows");
}

#[test]
fn every_file_says_what_it_is_and_is_short() {
    let mut violations = Vec::new();
    for (path, text) in rust().into_iter().chain(files("tests", &[".rs"])) {
        if !text.starts_with("//! ") {
            violations.push(format!("{path}:1: no `//!` line at the head"));
        }
        let lines = text.lines().count();
        if lines > LONGEST_FILE && !TABLES.contains(&path.as_str()) {
            violations.push(format!("{path}:{lines}: longer than {LONGEST_FILE} lines"));
        }
    }
    expect_none(violations, "a file begins with what it is, and is short");
}

/// A template without its comments; every line stays where it was.
fn without_template_comments(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, comment)) = rest.split_once("{#") {
        let (comment, after) = comment.split_once("#}").expect("a comment ends");
        out.push_str(before);
        out.extend(comment.chars().filter(|c| *c == '\n'));
        rest = after;
    }
    out + rest
}

fn line_of(text: &str, offset: usize) -> usize {
    text[..offset].matches('\n').count() + 1
}

#[test]
fn templates_trust_only_html_fields() {
    let mut violations = Vec::new();
    for (path, text) in files("templates", &[".html", ".xml"]) {
        let text = without_template_comments(&text);
        for (open, _) in text.match_indices("{{").chain(text.match_indices("{%")) {
            let close = text[open..].find("}}").into_iter().chain(text[open..].find("%}")).min();
            let expression = &text[open + 2..open + close.expect("an expression ends")];
            let mut filters = expression.trim_matches(['-', ' ']).split('|').map(str::trim);
            let name = filters.next().unwrap_or_default();
            let last = name.rsplit(['.', ' ']).next().unwrap_or_default();
            if filters.any(|filter| filter == "safe") && !last.ends_with("_html") {
                violations.push(format!("{path}:{}: `{name} | safe`", line_of(&text, open)));
            }
        }
        if text.contains("autoescape") {
            violations.push(format!("{path}:1: switches escaping"));
        }
    }
    expect_none(violations, "only a field that ends in `_html` is markup");
}

#[test]
fn templates_run_under_the_security_policy_and_from_any_folder() {
    let mut violations = Vec::new();
    for (path, text) in files("templates", &[".html"]) {
        let text = without_template_comments(&text);
        for (open, _) in text.match_indices('<') {
            let rest = &text[open + 1..];
            if !rest.starts_with(|c: char| c.is_ascii_alphabetic()) {
                continue;
            }
            let tag = &rest[..end_of_tag(rest)];
            let has = |text: &str| tag.contains(text);
            let handler = tag.split_whitespace().skip(1).any(|word| {
                word.split_once('=').is_some_and(|(name, _)| {
                    name.len() > 2 && name.starts_with("on") && name.chars().all(|c| c.is_ascii_alphabetic())
                })
            });
            let inline = tag.starts_with("script") && !has(" src=") && !has("type=\"application/ld+json\"");
            let problems = [
                // The page of a review stands alone: its policy names its style by checksum.
                (tag.starts_with("style") && path != "templates/review.html", "a style element"),
                (has(" style="), "a style attribute"),
                (inline, "a script in the page"),
                (handler, "an event handler"),
                (
                    ["href", "src", "action"].iter().any(|name| has(&format!(" {name}=\"/"))),
                    "an address from the host's root",
                ),
                (
                    ["href", "src", "action"].iter().any(|name| has(&format!(" {name}=\"http"))),
                    "another host",
                ),
                (has("type=\"module\""), "a module, which does not load from file://"),
            ];
            for (_, problem) in problems.iter().filter(|(is, _)| *is) {
                violations.push(format!("{path}:{}: {problem}: <{tag}>", line_of(&text, open)));
            }
        }
    }
    expect_none(violations, "templates hold no inline code or style, and no address that fails from file://");
}

/// The length of a tag up to its `>`, which may stand behind expressions and quotes.
fn end_of_tag(text: &str) -> usize {
    let mut inside = None;
    for (at, c) in text.char_indices() {
        match (inside, c) {
            (None, '>') => return at,
            (None, '"') => inside = Some('"'),
            (None, '{') => inside = Some('}'),
            (Some(end), c) if c == end => inside = None,
            _ => {}
        }
    }
    text.len()
}
