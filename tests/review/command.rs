//! `cardex review` on small repositories: what is compared with what, exit codes, files.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use super::git::Repo;

const LAMP: &str = "models/acme/lamp/README.md";

/// Exit code, standard output and standard error.
pub(super) fn review(hub: &Path, arguments: &[&str]) -> (i32, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_cardex"))
        .arg("review")
        .args(arguments)
        .current_dir(hub)
        .output()
        .unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

/// The ids of the models that differ, each with what happened.
fn changes(hub: &Path, arguments: &[&str]) -> Vec<String> {
    let (_, text, error) = review(hub, &[arguments, &["-o", "json=-"]].concat());
    let value: Value = serde_json::from_str(&text).unwrap_or_else(|_| panic!("{error}"));
    let models = value["models"].as_array().unwrap().iter();
    models
        .map(|model| {
            format!("{} {}", model["action"].to_string().replace('"', ""), model["id"].as_str().unwrap())
        })
        .collect()
}

/// `main` has a lamp and goes on with a shade; `work`, which is checked out, adds a bulb.
fn repo() -> Option<Repo> {
    let mut repo = Repo::new()?;
    repo.card("models/acme/lamp", "---\nlicense: mit\n---\n# Lamp\n");
    repo.git(&["checkout", "--quiet", "-b", "work"]);
    repo.card("models/acme/bulb", "---\nlicense: mit\n---\n# Bulb\n\nA bulb.\n");
    repo.git(&["checkout", "--quiet", "main"]);
    repo.card("models/acme/shade", "---\nlicense: mit\n---\n# Shade\n\nIt hides the light.\n");
    repo.git(&["checkout", "--quiet", "work"]);
    Some(repo)
}

#[test]
fn what_is_compared_with_what() {
    let Some(repo) = repo() else { return };
    let dir = &repo.dir;
    assert_eq!(changes(dir, &["main...work"]), ["[add] acme/bulb"]);
    assert_eq!(changes(dir, &["main..work"]), ["[add] acme/bulb", "[remove] acme/shade"]);
    assert_eq!(changes(dir, &["main...HEAD"]), ["[add] acme/bulb"]);
    assert_eq!(changes(dir, &["work...main"]), ["[add] acme/shade"]);
    assert_eq!(changes(dir, &["main..main"]), [] as [String; 0]);
    // The working tree, with what is not committed and with what git does not know.
    repo.write(LAMP, "---\nlicense: gpl-3.0\n---\n# Lamp\n");
    repo.write("models/acme/torch/README.md", "# Torch\n");
    let all = ["[add] acme/bulb", "[update] acme/lamp", "[add] acme/torch"];
    assert_eq!(changes(dir, &["main"]), all);
    assert_eq!(changes(dir, &["main..."]), all);
    assert_eq!(changes(dir, &[]), all);
    assert_eq!(changes(dir, &["work.."]), all[1..]);
    assert_eq!(changes(dir, &["main...HEAD"]), all[..1]);
}

#[test]
fn line_ends_and_pointers_are_no_change() {
    let Some(mut repo) = Repo::new() else { return };
    let sha = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";
    repo.write(
        "models/acme/lamp/model.bin",
        &format!("version https://git-lfs.github.com/spec/v1\noid sha256:{sha}\nsize 5\n"),
    );
    repo.card("models/acme/lamp", "---\nlicense: mit\n---\n# Lamp\n");
    repo.write(LAMP, "---\r\nlicense: mit\r\n---\r\n# Lamp\r\n");
    repo.write("models/acme/lamp/model.bin", "hello");
    assert_eq!(changes(&repo.dir, &["main"]), [] as [String; 0]);
    repo.write("models/acme/lamp/model.bin", "hallo");
    assert_eq!(changes(&repo.dir, &["main"]), ["[update] acme/lamp"]);
}

#[test]
fn a_first_and_a_last_model() {
    let Some(mut repo) = Repo::new() else { return };
    repo.write("hub.yaml", "site: {title: Light}\n");
    repo.commit();
    repo.card("models/acme/lamp", "# Lamp\n");
    fs::remove_dir_all(repo.dir.join("models")).unwrap();
    repo.commit();
    assert_eq!(changes(&repo.dir, &["HEAD~2..HEAD~1"]), ["[add] acme/lamp"]);
    assert_eq!(changes(&repo.dir, &["HEAD~1..HEAD"]), ["[remove] acme/lamp"]);
}

#[test]
fn findings_that_are_new_and_that_are_fixed() {
    let Some(mut repo) = Repo::new() else { return };
    repo.write("hub.yaml", "check:\n  select: [CX503, CX301]\n");
    repo.write(
        "models/acme/shade/README.md",
        "---\nlicense: mit\n---\n# Shade\n\n[The lamp](../lamp/README.md)\n",
    );
    repo.card("models/acme/lamp", "---\nlicense: Apache 2\n---\n# Lamp\n");
    repo.card("models/acme/old", "---\nlicense: Apache 2\n---\n# Old\n");
    fs::remove_dir_all(repo.dir.join("models/acme/lamp")).unwrap();
    repo.commit();
    let (_, text, _) = review(&repo.dir, &["HEAD~1..HEAD", "-o", "json=-"]);
    let value: Value = serde_json::from_str(&text).unwrap();
    let found = |kind: &str| -> Vec<String> {
        let entries = value["diagnostics"][kind].as_array().unwrap().iter();
        entries
            .map(|entry| {
                format!(
                    "{} {}:{}",
                    entry["code"].as_str().unwrap(),
                    entry["path"].as_str().unwrap(),
                    entry["line"]
                )
            })
            .collect()
    };
    assert_eq!(
        found("new"),
        ["CX301 models/acme/shade/README.md:6"],
        "the card that links to the one that is gone"
    );
    assert_eq!(found("fixed"), ["CX503 models/acme/lamp/README.md:2"]);
}

#[test]
fn reports_go_where_they_are_asked_for() {
    let Some(repo) = repo() else { return };
    let arguments = [
        "main...work",
        "-o",
        "markdown=review.md",
        "-o",
        "html=review.html",
        "-o",
        "json=review.json",
        "--exit-zero",
        "--preview-url",
        "https://preview.example.org/7/",
        "--report-url",
        "https://ci.example.org/1",
    ];
    assert_eq!(review(&repo.dir, &arguments), (0, String::new(), String::new()));
    let read = |file: &str| fs::read_to_string(repo.dir.join(file)).unwrap();
    assert!(
        read("review.md").contains(
            "[preview](https://preview.example.org/7/) — [full report](https://ci.example.org/1)\n"
        )
    );
    assert!(read("review.html").starts_with("<!doctype html>"));
    let value: Value = serde_json::from_str(&read("review.json")).unwrap();
    assert_eq!(value["head"], "work");
    assert_eq!(value["head_commit"], repo.git(&["rev-parse", "work"]));
    assert_eq!(value["merge_base"], repo.git(&["merge-base", "main", "work"]));
    assert_eq!(
        review(&repo.dir, &["main..main"]).1.lines().next().unwrap(),
        "review: nothing changed (pass)"
    );
}

#[test]
fn exit_codes_and_errors() {
    let Some(mut repo) = repo() else { return };
    assert_eq!(review(&repo.dir, &["main..main"]).0, 0);
    // A gate that blocks: a model that is removed without having been deprecated.
    fs::remove_dir_all(repo.dir.join("models/acme/lamp")).unwrap();
    repo.commit();
    assert_eq!(review(&repo.dir, &["main...work"]).0, 1);
    assert_eq!(review(&repo.dir, &["main...work", "--exit-zero"]).0, 0);
    for wrong in
        [&["-o", "markdown"][..], &["--waive", "x"], &["--preview-url", "javascript:1"], &["--paths", "x=y"]]
    {
        assert_eq!(review(&repo.dir, &[&["main...work"], wrong].concat()).0, 2, "{wrong:?}");
    }
    let (code, _, error) = review(&repo.dir, &["nowhere...work"]);
    assert_eq!(code, 3);
    assert_eq!(
        error,
        "error: cannot compare with `nowhere`: there is no branch, tag or commit `nowhere` in this clone; fetch it with `git fetch origin`, and write a branch of a remote as `origin/main`\n"
    );
}

#[test]
fn a_shallow_clone_says_what_to_fetch() {
    let Some(repo) = repo() else { return };
    let temp = tempfile::tempdir().unwrap();
    let clone = temp.path().join("clone");
    let from = format!("file://{}", repo.dir.display());
    repo.git(&["clone", "--quiet", "--depth=1", "--no-single-branch", &from, clone.to_str().unwrap()]);
    let (code, _, error) = review(&clone, &["origin/main...origin/work"]);
    assert_eq!(code, 3);
    assert!(error.contains("this clone is cut off before `origin/main` and `origin/work` meet"), "{error}");
    assert!(error.contains("`git fetch --unshallow`, in CI with `fetch-depth: 0`"), "{error}");
}
