//! A small repository made by the `git` program, untouched by its user's configuration.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use cardex::hub::history::{self, History};
use tempfile::TempDir;

/// The moment of the first commit; each one after it is a minute later.
pub(crate) const START: i64 = 1_700_000_000;

/// A repository in a temporary folder.
pub(crate) struct Repo {
    _temp: TempDir,
    /// The top of the working tree.
    pub(crate) dir: PathBuf,
    commits: i64,
}

impl Repo {
    /// An empty repository, or none where there is no `git`; a machine that runs the tests for others has to have it.
    pub(crate) fn new() -> Option<Self> {
        Self::with(&[])
    }

    pub(crate) fn with(init: &[&str]) -> Option<Self> {
        if Command::new("git").arg("--version").output().is_err() {
            assert!(std::env::var_os("CI").is_none(), "git is needed to test the history");
            println!("SKIP: there is no git program");
            return None;
        }
        let temp = tempfile::tempdir().unwrap();
        let dir = temp.path().join("repo");
        fs::create_dir(&dir).unwrap();
        let repo = Self { _temp: temp, dir, commits: 0 };
        repo.git(&[&["init", "--quiet", "--initial-branch=main"], init].concat());
        Some(repo)
    }

    /// Runs git at the top of the repository and returns what it prints.
    pub(crate) fn git(&self, arguments: &[&str]) -> String {
        git(&self.dir, self.commits, arguments)
    }

    /// Writes `text` to a file.
    pub(crate) fn write(&self, path: &str, text: &str) {
        let path = self.dir.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// Commits everything there is and returns the commit's name.
    pub(crate) fn commit(&mut self) -> String {
        self.commits += 1;
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--allow-empty", "--message=change"]);
        self.git(&["rev-parse", "HEAD"])
    }

    /// Writes one card and commits it.
    pub(crate) fn card(&mut self, folder: &str, text: &str) -> String {
        self.write(&format!("{folder}/README.md"), text);
        self.commit()
    }

    /// Merges `branch` a minute later and returns the merge's name.
    pub(crate) fn merge(&mut self, arguments: &[&str]) -> String {
        self.commits += 1;
        self.git(&[&["merge", "--quiet", "--no-ff", "--message=merge"], arguments].concat());
        self.git(&["rev-parse", "HEAD"])
    }

    /// Reads the history of `folders` and holds it against `git log`.
    pub(crate) fn read(&self, folders: &[&str]) -> History {
        let history = read(&self.dir, folders);
        assert_as_git_log(&self.dir, folders, &history);
        history
    }
}

/// Runs git in `dir` at the minute `minute`.
pub(crate) fn git(dir: &Path, minute: i64, arguments: &[&str]) -> String {
    let date = format!("{} +0200", START + 60 * minute);
    let output = Command::new("git")
        .current_dir(dir)
        .args([
            "-c",
            "user.name=Committer",
            "-c",
            "user.email=committer@example.org",
            "-c",
            "commit.gpgsign=false",
        ])
        .args([
            "-c",
            "protocol.file.allow=always",
            "-c",
            "core.hooksPath=/dev/null",
            "-c",
            "safe.directory=*",
        ])
        .args(arguments)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env("GIT_AUTHOR_NAME", "Ada Lovelace")
        .env("GIT_AUTHOR_EMAIL", "ada@example.org")
        .env("GIT_AUTHOR_DATE", "2001-02-03T04:05:06Z")
        .env("GIT_COMMITTER_DATE", date)
        .env_remove("GIT_DIR")
        .env_remove("GIT_WORK_TREE")
        .env_remove("GIT_INDEX_FILE")
        .output()
        .unwrap();
    assert!(output.status.success(), "git {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap().trim().to_owned()
}

/// Reads a history as the catalog does.
pub(crate) fn read(root: &Path, folders: &[&str]) -> History {
    let folders: BTreeSet<String> = folders.iter().map(|&folder| folder.to_owned()).collect();
    history::read(root, &folders)
}

/// First, last and count of each folder have to be those of `git log -- <folder>`.
pub(crate) fn assert_as_git_log(root: &Path, folders: &[&str], history: &History) {
    assert_eq!(history.unavailable, None);
    for &folder in folders {
        let log = git(root, 0, &["log", "--format=%H %ct %aN|%s", "--", folder]);
        let log: Vec<_> = log.lines().collect();
        let Some(found) = history.folders.get(folder) else {
            assert_eq!(log, Vec::<&str>::new(), "{folder} has no entry");
            continue;
        };
        let shown = |commit: &history::Commit| {
            format!("{} {} {}|{}", commit.id, commit.time, commit.author, commit.subject)
        };
        assert_eq!(history.last(folder).map(shown).as_deref(), log.first().copied(), "last of {folder}");
        assert_eq!(history.first(folder).map(shown).as_deref(), log.last().copied(), "first of {folder}");
        assert_eq!(found.commits as usize, log.len(), "commits of {folder}");
        let mut recent: Vec<_> =
            found.recent.iter().map(|&commit| shown(&history.commits[commit as usize])).collect();
        let mut newest: Vec<_> = log.iter().take(100).map(|&line| line.to_owned()).collect();
        // Commits of parallel branches have no order but their dates.
        if log.len() <= 100 {
            recent.sort();
            newest.sort();
        }
        assert_eq!(recent, newest, "commits of {folder}");
        let mut authors = std::collections::BTreeMap::new();
        for line in &log {
            let author = line.splitn(3, ' ').nth(2).unwrap().split('|').next().unwrap();
            *authors.entry(author.to_owned()).or_insert(0_u32) += 1;
        }
        let counted: std::collections::BTreeMap<String, u32> =
            found.authors.iter().map(|(author, count)| (author.to_string(), *count)).collect();
        assert_eq!(counted, authors, "authors of {folder}");
    }
}
