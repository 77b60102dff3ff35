//! What is written for programs and auditors: held against schemas, and against what the cards say.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test fails by panicking")]

mod bills;
mod cards;
mod lists;
mod schemas;
mod twins;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{LazyLock, Mutex};

use cardex::catalog;
use cardex::config::Config;
use cardex::hub::Snapshot;
use cardex::hub::history::History;
use cardex::site::templates::Templates;
use cardex::site::theme::Theme;
use cardex::site::{self, Files, Sink};
use serde_json::Value;

/// A site in memory: its files by their paths.
type Site = BTreeMap<String, String>;

/// The example hub as a site, with every form.
static EXAMPLE: LazyLock<Site> = LazyLock::new(|| render(&root().join("example-hub"), None));

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

#[derive(Default)]
struct Memory(Mutex<Site>);

impl Sink for Memory {
    fn write(&self, path: &str, bytes: &[u8]) -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
        let text = String::from_utf8_lossy(bytes).into_owned();
        let earlier = self.0.lock().unwrap().insert(path.to_owned(), text);
        assert!(earlier.is_none(), "{path} is written twice");
        Ok(())
    }
}

struct HubFiles<'a>(&'a Snapshot);

impl Files for HubFiles<'_> {
    fn read(&self, path: &str) -> Option<Vec<u8>> {
        self.0.read(path, 1 << 24).ok()
    }

    fn exists(&self, path: &str) -> bool {
        self.0.exists(path)
    }
}

/// The site of a hub; with another address on the web than its own, if one is given.
fn render(hub: &Path, base_url: Option<&str>) -> Site {
    let mut config = Config::load(hub).unwrap().value;
    if let Some(url) = base_url {
        config.set_base_url(url).unwrap();
    }
    let snapshot = Snapshot::of_worktree(hub, &config).unwrap();
    let parsed = catalog::assemble(&snapshot, &config, &History::none("the test has no repository"));
    let (mut templates, theme) = (Templates::builtin().unwrap(), Theme::builtin());
    let memory = Memory::default();
    let io = (&HubFiles(&snapshot) as &dyn Files, &memory as &dyn Sink);
    site::render(&parsed.value, &config, (&mut templates, &theme), io, &parsed.diagnostics, None, &|| {})
        .unwrap();
    memory.0.into_inner().unwrap()
}

/// A hub of one model, `acme/x`, with every form.
fn one(card: &str) -> Site {
    several(&[("models/acme/x/README.md", card)], Some("https://m.example/"))
}

/// A hub of these files, with every form.
fn several(files: &[(&str, &str)], base_url: Option<&str>) -> Site {
    let folder = tempfile::tempdir().unwrap();
    let all = "exports: [csv, markdown, cyclonedx, spdx, sagemaker, badges]\n";
    for (path, text) in files.iter().copied().chain([("hub.yaml", all)]) {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    render(folder.path(), base_url)
}
