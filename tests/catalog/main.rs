//! The catalog: what reaches it from cards as people write them.

mod artifacts;
mod boards;
mod cards;
mod changes;
mod collections;
mod indices;
mod lineage;
mod related;
mod versions;

use std::fs;

use cardex::catalog::{self, Catalog};
use cardex::config::Config;
use cardex::diagnostic::Parsed;
use cardex::hub::Snapshot;
use cardex::hub::history::History;

/// A hub of these files, assembled without history.
fn assemble(files: &[(&str, &str)]) -> Parsed<Catalog> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    fs::create_dir(folder.path().join("models")).expect("the models folder");
    for (path, text) in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().expect("a parent")).expect("the file's folder");
        fs::write(path, text).expect("the file");
    }
    let config = Config::load(folder.path()).expect("hub.yaml").value;
    let snapshot = Snapshot::of_worktree(folder.path(), &config).expect("the hub");
    catalog::assemble(&snapshot, &config, &History::none("the test has no repository"))
}

/// A hub of one card, `models/acme/x/README.md`.
fn card(front_matter: &str) -> Parsed<Catalog> {
    assemble(&[("models/acme/x/README.md", &format!("---\n{front_matter}\n---\n# X\n\nA model.\n"))])
}

/// The findings as `path:line:column: level[rule]: message`, the path without `models/` and `/README.md`.
fn findings(parsed: &Parsed<Catalog>) -> Vec<String> {
    let short = |finding: &cardex::diagnostic::Diagnostic| {
        let place = finding.location.to_string().replace("models/", "").replace("/README.md", "");
        format!("{place}: {}[{}]: {}", finding.level, finding.rule, finding.message)
    };
    parsed.diagnostics.iter().map(short).collect()
}
