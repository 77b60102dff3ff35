//! The test binary started again as another process that builds, so that it can be killed, locked out or be nobody.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use cardex::output::{Interrupt, OutputError, StageOptions, stage};

use crate::support::Sandbox;

const TASK: &str = "CARDEX_OUTPUT_TEST_CHILD";

/// A command that builds this generation of the site; `slow` waits between pages.
pub(crate) fn build(binary: &Path, sandbox: &Sandbox, generation: usize, slow: bool) -> Command {
    let mut command = Command::new(binary);
    command
        .args(["child::builds_when_it_is_told_to", "--exact", "--nocapture"])
        .env(TASK, format!("{}\n{}\n{generation}\n{slow}", sandbox.site.display(), sandbox.hub.display()));
    command
}

/// A site of 90 pages, two thirds of which differ from one generation to the next, some by their path.
pub(crate) fn pages(generation: usize) -> Vec<(String, String)> {
    (0..90)
        .map(|n| match n % 3 {
            0 => (format!("models/org{}/m{n}/index.html", n % 7), format!("page {n}")),
            1 => (format!("models/org{}/m{n}/index.html", n % 7), format!("page {n} of {generation}")),
            _ => (format!("tags/t{n}-{}/index.html", generation % 2), format!("tag {n}")),
        })
        .collect()
}

#[test]
fn builds_when_it_is_told_to() {
    let Ok(task) = std::env::var(TASK) else { return };
    let [site, hub, generation, slow] = *task.split('\n').collect::<Vec<_>>() else { panic!("{task}") };
    let mut options = StageOptions::new(hub);
    options.durable = false;
    options.interrupt = Interrupt::on_signals().unwrap();
    let result = stage(Path::new(site), &options).and_then(|staging| {
        for (path, text) in pages(generation.parse().unwrap()) {
            staging.write(&path, text.as_bytes())?;
            if slow == "true" {
                std::thread::sleep(Duration::from_millis(20));
            }
        }
        staging.commit()
    });
    let code = match result {
        Ok(_) => 0,
        Err(error) => {
            eprintln!("error: {error}");
            match error {
                OutputError::Interrupted { signal, .. } => 128 + signal,
                _ => 3,
            }
        }
    };
    std::process::exit(code);
}

/// A copy of this binary that every user can run.
pub(crate) fn binary_for_everybody(sandbox: &Sandbox) -> std::path::PathBuf {
    let copy = sandbox.dir.path().join("binary");
    fs::copy(std::env::current_exe().unwrap(), &copy).unwrap();
    copy
}
