//! The hub: which folders are models, what is skipped and why, and how a card is cut in two.

mod card;
mod front_matter;
#[cfg(unix)]
mod special;
mod walk;

use std::path::Path;

use cardex::config::Config;
use cardex::diagnostic::Diagnostic;
use cardex::hub::Snapshot;

/// Writes a file of a hub, with the folders above it.
fn write(root: &Path, path: &str, bytes: impl AsRef<[u8]>) {
    let path = root.join(path);
    std::fs::create_dir_all(path.parent().expect("a file in a folder")).expect("folders");
    std::fs::write(path, bytes).expect("a file");
}

fn snapshot(root: &Path) -> Snapshot {
    Snapshot::of_worktree(root, &Config::default()).expect("a hub")
}

fn ids(snapshot: &Snapshot) -> Vec<&str> {
    snapshot.models.iter().map(|model| model.id.as_str()).collect()
}

fn lines(findings: &[Diagnostic]) -> Vec<String> {
    findings.iter().map(|f| format!("{} {} {}: {}", f.rule, f.level, f.location, f.message)).collect()
}
