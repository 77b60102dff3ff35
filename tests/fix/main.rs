//! `cardex check --fix`: what each rule mends, exactly; and that it never does anything else.

#![allow(clippy::unwrap_used, reason = "a test that cannot prepare its hub has failed")]

mod command;
mod properties;
mod rules;

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

/// The card of the hubs here.
const CARD: &str = "models/acme/lamp/README.md";

/// A hub of one card and the files beside it.
fn hub(card: impl AsRef<[u8]>, files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in files {
        write(folder.path(), path, text.as_bytes());
    }
    write(folder.path(), CARD, card.as_ref());
    folder
}

fn write(hub: &Path, path: &str, bytes: &[u8]) {
    let place = hub.join(path);
    fs::create_dir_all(place.parent().unwrap()).unwrap();
    fs::write(place, bytes).unwrap();
}

fn card(hub: &Path) -> String {
    fs::read_to_string(hub.join(CARD)).unwrap()
}

fn check(hub: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_cardex")).arg("check").arg(hub).args(arguments).output().unwrap()
}
