//! The command line: what is printed, what is written, and the exit code.

mod build;
mod check;
mod faults;
#[allow(
    dead_code,
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "the histories of other tests need more of it"
)]
#[path = "../history/git.rs"]
mod git;
mod history;
mod hooks;
mod init;
mod new;
mod overrides;
mod preview;
mod shell;

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

/// A hub of these files in a folder of its own.
fn hub(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (path, text) in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().expect("a parent")).expect("the file's folder");
        fs::write(path, text).expect("the file");
    }
    folder
}

/// Runs `cardex` in a folder, with an environment that has nothing of the user's.
fn cardex(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cardex"));
    command.current_dir(folder).args(arguments).env_clear().env("NO_COLOR", "1");
    command.output().expect("the program starts")
}

/// Exit code, standard output without the seconds and the address, standard error.
fn shown(output: &Output, folder: &Path) -> (i32, String, String) {
    let text = |bytes: &[u8]| {
        let root = folder.canonicalize().expect("the folder").display().to_string();
        String::from_utf8_lossy(bytes).replace(&root, "[HUB]")
    };
    let out = text(&output.stdout);
    let out: Vec<String> = out
        .lines()
        .map(|line| match line.rsplit_once(", ") {
            Some((head, time)) if time.ends_with(" s") => format!("{head}, [TIME]"),
            _ => line.to_owned(),
        })
        .collect();
    (output.status.code().unwrap_or(-1), out.join("\n"), text(&output.stderr))
}
