//! A hub that is a folder of a repository: CODEOWNERS at the top of it.

use std::fs;

use serde_json::Value;

use super::command::review;
use super::git::Repo;

const LAMP: &str = "tools/hub/models/acme/lamp/README.md";
const CARD: &str = "---\nlicense: mit\n---\n# Lamp\n";

/// Who is asked for the approval of a changed licence, which files have code owners, and what was said about it.
fn asked(repo: &Repo) -> (Vec<String>, Vec<String>, Vec<String>) {
    let (_, text, error) = review(&repo.dir, &["main", "tools/hub", "-o", "json=-"]);
    let value: Value = serde_json::from_str(&text).unwrap_or_else(|_| panic!("{error}"));
    let texts = |value: &Value| -> Vec<String> {
        value.as_array().unwrap().iter().map(|text| text.as_str().unwrap().to_owned()).collect()
    };
    let approvals = value["approvals"].as_array().unwrap();
    let of = |basis: &'static str| approvals.iter().filter(move |one| one["basis"] == basis);
    let owners = of("code-owners")
        .map(|one| format!("{}: {}", texts(&one["approvers"]).join(" "), texts(&one["about"]).join(" ")));
    (of("gate").flat_map(|one| texts(&one["approvers"])).collect(), owners.collect(), texts(&value["notes"]))
}

/// A repository with a hub in `tools/hub`, and these files; its lamp gets another licence in the working tree.
fn relicensed(files: &[(&str, &str)]) -> Option<Repo> {
    let mut repo = Repo::new()?;
    for (path, text) in files {
        repo.write(path, text);
    }
    repo.write(LAMP, CARD);
    repo.commit();
    repo.write(LAMP, &CARD.replace("mit", "gpl-3.0"));
    Some(repo)
}

fn one(name: &str) -> Vec<String> {
    vec![name.to_owned()]
}

const OWNED: &str = "models/acme/lamp/README.md";

#[test]
fn the_file_at_the_top_counts_with_the_way_to_the_hub() {
    let text =
        "* @acme/all\n/models/ @acme/wrong\n/tools/hub/models/ @acme/models\n/tools/other/ @acme/other\n";
    let Some(repo) = relicensed(&[(".github/CODEOWNERS", text), ("CODEOWNERS", "* @acme/second\n")]) else {
        return;
    };
    let owned = format!("@acme/models: {OWNED}");
    assert_eq!(asked(&repo), (one("@acme/models"), one(&owned), vec![]));
    // What the change makes of it does not count.
    repo.write(".github/CODEOWNERS", "* @mira\n");
    assert_eq!(asked(&repo), (one("@acme/models"), one(&owned), vec![]));
}

#[test]
fn a_file_of_the_hub_counts_before_it() {
    let files = [("CODEOWNERS", "* @acme/all\n"), ("tools/hub/CODEOWNERS", "/models/ @acme/hub\n")];
    let Some(repo) = relicensed(&files) else { return };
    assert_eq!(asked(&repo), (one("@acme/hub"), one(&format!("@acme/hub: {OWNED}")), vec![]));
}

#[test]
fn other_files_above_the_hub_do_not_count() {
    let files = [("tools/CODEOWNERS", "* @acme/tools\n"), ("other/docs/CODEOWNERS", "* @acme/other\n")];
    let Some(repo) = relicensed(&files) else { return };
    assert_eq!(asked(&repo), (vec![], vec![], vec![]));
}

#[test]
fn what_cannot_be_read_is_told() {
    let huge = "# x\n".repeat(300_000);
    let Some(repo) = relicensed(&[("CODEOWNERS", &huge)]) else { return };
    let note = "../../CODEOWNERS: CODEOWNERS cannot be read, so nobody counts as the owner of a file";
    assert_eq!(asked(&repo), (vec![], vec![], one(note)));
    let Some(repo) = relicensed(&[("docs/CODEOWNERS", "* @acme/all\n!x @acme/x\n")]) else { return };
    let note = "../../docs/CODEOWNERS:2:1: the pattern `!x` is not understood";
    assert_eq!(asked(&repo), (one("@acme/all"), one(&format!("@acme/all: {OWNED}")), one(note)));
}

#[cfg(unix)]
#[test]
fn a_link_is_no_such_file() {
    let Some(mut repo) = Repo::new() else { return };
    repo.write("who", "* @acme/linked\n");
    fs::create_dir(repo.dir.join(".github")).unwrap();
    std::os::unix::fs::symlink("../who", repo.dir.join(".github/CODEOWNERS")).unwrap();
    repo.write("docs/CODEOWNERS", "* @acme/docs\n");
    repo.write(LAMP, CARD);
    repo.commit();
    repo.write(LAMP, &CARD.replace("mit", "gpl-3.0"));
    assert_eq!(asked(&repo).0, one("@acme/docs"));
}
