//! Repositories that are damaged, foreign or out to run something.

use std::fs;
use std::path::{Path, PathBuf};

use super::git::{Repo, git, read};

const A: &str = "models/acme/a";

#[cfg(unix)]
#[test]
fn programs_named_in_the_configuration_do_not_run() {
    use std::os::unix::fs::PermissionsExt;
    let Some(mut repo) = Repo::new() else { return };
    let id = repo.card(A, "one");
    let canary = repo.dir.with_file_name("canary");
    let script = repo.dir.join(".git/run.sh");
    fs::write(&script, format!("#!/bin/sh\necho ran >> '{}'\n", canary.display())).unwrap();
    fs::set_permissions(&script, fs::Permissions::from_mode(0o755)).unwrap();
    let run = script.display();
    let config = format!(
        "[core]\n\tfsmonitor = {run}\n\tsshCommand = {run}\n\tpager = {run}\n\talternateRefsCommand = {run}\n\
         \tgitProxy = {run}\n[diff \"x\"]\n\ttextconv = {run}\n\tcommand = {run}\n[filter \"x\"]\n\tprocess = {run}\n\
         \tclean = {run}\n\tsmudge = {run}\n[include]\n\tpath = {run}\n[credential]\n\thelper = !{run}\n"
    );
    fs::write(repo.dir.join(".git/config"), config).unwrap();
    fs::write(repo.dir.join(".gitattributes"), "* diff=x filter=x\n").unwrap();
    assert_eq!(read(&repo.dir, &[A]).last(A).unwrap().id, id);
    assert!(!canary.exists());
}

#[test]
fn a_repository_of_another_hash_is_named() {
    let Some(mut repo) = Repo::with(&["--object-format=sha256"]) else { return };
    repo.card(A, "one");
    let expected = "the git repository uses the object format \"sha256\", not sha1";
    assert_eq!(read(&repo.dir, &[A]).unavailable.as_deref(), Some(expected));
}

#[test]
fn references_in_a_table_are_named() {
    let Some(repo) = Repo::new() else { return };
    repo.git(&["config", "core.repositoryFormatVersion", "1"]);
    fs::write(repo.dir.join(".git/config"), "[extensions] refStorage = reftable\n").unwrap();
    let expected = "the git repository keeps its references as \"reftable\", not as files";
    assert_eq!(read(&repo.dir, &[A]).unavailable.as_deref(), Some(expected));
}

#[test]
fn a_head_that_leads_nowhere() {
    let Some(mut repo) = Repo::new() else { return };
    repo.card(A, "one");
    let head = repo.dir.join(".git/HEAD");
    for (text, reason) in [
        ("ref: refs/heads/loop\n", "git's HEAD refers to itself"),
        ("ref: refs/heads/gone\n", "the git repository has no commits yet"),
        ("1234567890123456789012345678901234567890\n", "is missing or damaged"),
    ] {
        fs::write(repo.dir.join(".git/refs/heads/loop"), "ref: refs/heads/loop\n").unwrap();
        fs::write(&head, text).unwrap();
        let unavailable = read(&repo.dir, &[A]).unavailable.unwrap();
        assert!(unavailable.ends_with(reason), "{unavailable}");
    }
    fs::write(&head, "ref: ../../../../etc/passwd\n").unwrap();
    assert!(read(&repo.dir, &[A]).unavailable.is_some());
}

#[test]
fn a_damaged_object_costs_all_dates_and_nothing_else() {
    let Some(mut repo) = Repo::new() else { return };
    repo.card(A, "one");
    let head = repo.card(A, "two");
    let tree = repo.git(&["rev-parse", "HEAD~1:models"]);
    let path = repo.dir.join(".git/objects").join(&tree[..2]).join(&tree[2..]);
    replace(&path, b"not zlib");
    let history = read(&repo.dir, &[A]);
    assert_eq!(history.unavailable, Some(format!("git's tree {tree} is missing or damaged")));
    assert_eq!(history.head.unwrap().id, head);
    assert!(history.folders.is_empty());
}

#[test]
fn a_damaged_pack_never_panics() {
    let Some(mut repo) = Repo::new() else { return };
    for round in 0..12 {
        repo.card(&format!("models/acme/m{}", round % 5), &format!("{round} and some more text"));
    }
    repo.git(&["gc", "--quiet", "--prune=now"]);
    let folders = ["models/acme/m0", "models/acme/m4"];
    let sound = repo.read(&folders);
    for path in pack_files(&repo.dir) {
        let original = fs::read(&path).unwrap();
        for position in (0..original.len()).step_by(original.len() / 150 + 1) {
            let mut damaged = original.clone();
            damaged[position] ^= 0xff;
            replace(&path, &damaged);
            let history = read(&repo.dir, &folders);
            assert!(history.unavailable.is_none() || history.folders.is_empty());
            replace(&path, &original[..position]);
            assert!(read(&repo.dir, &folders).folders.len() <= 2);
        }
        replace(&path, &original);
    }
    assert_eq!(repo.read(&folders), sound);
}

/// Git writes its objects read-only.
fn replace(path: &Path, bytes: &[u8]) {
    fs::remove_file(path).unwrap();
    fs::write(path, bytes).unwrap();
}

fn pack_files(dir: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(dir.join(".git/objects/pack")).unwrap();
    let paths = entries.map(|entry| entry.unwrap().path());
    paths.filter(|path| path.extension().is_some_and(|end| end == "idx" || end == "pack")).collect()
}

/// Git itself refuses such a repository, because its configuration could run programs. Ours cannot.
#[cfg(unix)]
#[test]
fn a_repository_of_somebody_else_can_be_read() {
    let Some(mut repo) = Repo::new() else { return };
    let id = repo.card(A, "one");
    if chown(&repo.dir) {
        assert_eq!(read(&repo.dir, &[A]).last(A).unwrap().id, id);
    } else {
        println!("SKIP: only the superuser can give files away");
    }
}

#[cfg(unix)]
fn chown(dir: &Path) -> bool {
    let output = std::process::Command::new("chown").args(["-R", "12345"]).arg(dir).output();
    output.is_ok_and(|output| output.status.success())
}

#[test]
fn git_itself_is_not_needed_in_the_repository() {
    let Some(mut repo) = Repo::new() else { return };
    repo.card(A, "one");
    // Whatever an interrupted git leaves behind does not stand in the way of reading.
    for path in ["index.lock", "HEAD.lock", "packed-refs.lock", "objects/pack/tmp_pack_x"] {
        fs::write(repo.dir.join(".git").join(path), "").unwrap();
    }
    assert_eq!(read(&repo.dir, &[A]).folders.len(), 1);
    fs::remove_file(repo.dir.join(".git/index.lock")).unwrap();
    git(&repo.dir, 0, &["fsck"]);
}
