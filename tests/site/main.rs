//! The site: every page in memory, made from small hubs.

mod boards;
mod collections;
mod copies;
mod listings;
mod models;
mod names;
mod versions;
mod web;

use std::collections::BTreeMap;
use std::fs;
use std::sync::Mutex;

use cardex::catalog;
use cardex::config::Config;
use cardex::hub::Snapshot;
use cardex::hub::history::History;
use cardex::site::templates::Templates;
use cardex::site::theme::Theme;
use cardex::site::{self, Files, Sink};

/// A rendered site: its files, and the findings as text.
struct Site {
    files: BTreeMap<String, String>,
    findings: Vec<String>,
}

impl Site {
    /// A file's text; a page by its folder.
    fn file(&self, path: &str) -> &str {
        match self.files.get(path) {
            Some(text) => text,
            None => panic!("no {path} in {:#?}", self.files.keys().collect::<Vec<_>>()),
        }
    }

    /// What stands between two marks in a page's HTML, white space folded.
    fn between(&self, path: &str, start: &str, end: &str) -> String {
        let html = self.file(path);
        let from = html.find(start).unwrap_or_else(|| panic!("no {start} in {html}")) + start.len();
        let to = from + html[from..].find(end).unwrap_or_else(|| panic!("no {end} behind {start}"));
        html[from..to].split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

#[derive(Default)]
struct Memory(Mutex<BTreeMap<String, String>>);

impl Sink for Memory {
    fn write(&self, path: &str, bytes: &[u8]) -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
        let text = String::from_utf8_lossy(bytes).into_owned();
        let earlier = self.0.lock().expect("the map").insert(path.to_owned(), text);
        assert!(earlier.is_none(), "{path} is written twice");
        Ok(())
    }
}

struct HubFiles<'a>(&'a Snapshot);

impl Files for HubFiles<'_> {
    fn read(&self, path: &str) -> Option<Vec<u8>> {
        self.0.read(path, 1 << 20).ok()
    }

    fn exists(&self, path: &str) -> bool {
        self.0.exists(path)
    }
}

/// The site of a hub of these files.
fn build(files: &[(&str, &str)]) -> Site {
    let folder = tempfile::tempdir().expect("a temporary folder");
    fs::create_dir(folder.path().join("models")).expect("the models folder");
    for (path, text) in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().expect("a parent")).expect("the file's folder");
        fs::write(path, text).expect("the file");
    }
    let config = Config::load(folder.path()).expect("hub.yaml").value;
    let snapshot = Snapshot::of_worktree(folder.path(), &config).expect("the hub");
    let parsed = catalog::assemble(&snapshot, &config, &History::none("the test has no repository"));
    let (mut templates, theme) = (Templates::builtin().expect("the templates"), Theme::builtin());
    let memory = Memory::default();
    let io = (&HubFiles(&snapshot) as &dyn Files, &memory as &dyn Sink);
    let rendered =
        site::render(&parsed.value, &config, (&mut templates, &theme), io, &parsed.diagnostics, None, &|| {})
            .expect("the site");
    let findings = parsed.diagnostics.iter().chain(&rendered.diagnostics);
    let findings = findings.map(|finding| {
        format!("{}: {}[{}]: {}", finding.location, finding.level, finding.rule, finding.message)
    });
    let site = Site { findings: findings.collect(), files: memory.0.into_inner().expect("the map") };
    let pages = site.files.keys().filter(|path| path.ends_with(".html")).count();
    assert_eq!(rendered.pages, pages, "the number of pages");
    site
}
