//! A real history: the review of each of 200 commits tells the cards that `git diff` tells.
//!
//! The history is not part of this repository: `CARDEX_CORPORA` names a folder in which `unpack.sh` was run; without it
//! `../shared/corpora/unpack.sh` is tried. `CARDEX_BIN` names a program to use instead of the one under test.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use serde_json::Value;

const COMMITS: usize = 200;

fn history(scratch: &Path) -> Option<PathBuf> {
    let corpora = match std::env::var_os("CARDEX_CORPORA") {
        Some(folder) => PathBuf::from(folder),
        None => {
            let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpora/unpack.sh");
            if !script.is_file() {
                println!("SKIP: no real history here ({} is missing)", script.display());
                return None;
            }
            let folder = scratch.join("corpora");
            let status =
                Command::new(&script).arg(&folder).stdout(std::process::Stdio::null()).status().unwrap();
            assert!(status.success(), "unpack.sh fails");
            folder
        }
    };
    Some(corpora.join("history/model_cards"))
}

fn run(program: &Path, folder: &Path, arguments: &[&str]) -> String {
    let output = Command::new(program)
        .args(arguments)
        .current_dir(folder)
        .env("GIT_CONFIG_COUNT", "1")
        .env("GIT_CONFIG_KEY_0", "safe.directory")
        .env("GIT_CONFIG_VALUE_0", "*")
        .output()
        .unwrap();
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// The cards that git tells of: `A`, `M` or `D`, and the path.
fn told_by_git(folder: &Path, base: &str, head: &str) -> BTreeSet<(char, String)> {
    let arguments =
        ["-c", "core.quotePath=false", "diff", "--name-status", "--no-renames", "--relative", base, head];
    let text = run(Path::new("git"), folder, &arguments);
    let lines = text.lines().filter_map(|line| {
        let (status, path) = line.split_once('\t')?;
        // A card at the top belongs to the hub, not to a model.
        path.ends_with("/README.md").then(|| (status.chars().next().unwrap(), path.to_owned()))
    });
    lines.collect()
}

fn told_by_review(review: &Value) -> BTreeSet<(char, String)> {
    let mut told = BTreeSet::new();
    for model in review["models"].as_array().unwrap() {
        let path = |id: &Value| format!("{}/README.md", id.as_str().unwrap());
        let actions: Vec<&str> =
            model["action"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
        let has = |action: &str| actions.contains(&action);
        if has("add") || has("rename") {
            told.insert(('A', path(&model["id"])));
        }
        if has("remove") || has("rename") {
            told.insert(('D', path(&model["before_id"])));
        }
        let card = path(&model["id"]);
        let is_edited = model["files"].as_array().unwrap().iter().any(|file| *file == *card);
        if is_edited && !has("add") && !has("remove") && !has("rename") {
            told.insert(('M', card));
        }
    }
    told
}

#[test]
fn two_hundred_real_commits_are_told_as_git_tells_them() {
    let scratch = tempfile::tempdir().unwrap();
    let Some(folder) = history(scratch.path()) else {
        assert!(std::env::var_os("CARDEX_CORPORA").is_none());
        return;
    };
    if Command::new("git").arg("--version").output().is_err() {
        println!("SKIP: there is no git program");
        return;
    }
    let program = std::env::var_os("CARDEX_BIN").unwrap_or_else(|| env!("CARGO_BIN_EXE_cardex").into());
    let text = run(
        Path::new("git"),
        &folder,
        &["rev-list", "--first-parent", &format!("--max-count={}", COMMITS + 1), "HEAD"],
    );
    let commits: Vec<&str> = text.lines().collect();
    assert_eq!(commits.len(), COMMITS + 1);
    let mut times: Vec<Duration> = Vec::new();
    let (mut cards, mut renamed) = (0, 0);
    for pair in commits.windows(2) {
        let [head, base] = pair else { unreachable!() };
        let start = Instant::now();
        let arguments =
            ["review", &format!("{base}..{head}"), "--paths", "models=.", "-o", "json=-", "--exit-zero"];
        let text = run(Path::new(&program), &folder, &arguments);
        times.push(start.elapsed());
        let review: Value = serde_json::from_str(&text).unwrap();
        let (told, expected) = (told_by_review(&review), told_by_git(&folder, base, head));
        assert_eq!(told, expected, "{base}..{head}");
        cards += expected.len();
        renamed += review["summary"]["renamed"].as_u64().unwrap();
    }
    times.sort();
    let (median, slowest) = (times[times.len() / 2], times[times.len() - 1]);
    println!("{COMMITS} commits, {cards} cards, {renamed} renamed: median {median:?}, slowest {slowest:?}");
}
