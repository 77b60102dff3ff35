//! Where the hub and its repository lie.

use std::fs;

use super::git::{Repo, assert_as_git_log, git, read};

const A: &str = "models/acme/a";

#[test]
fn a_hub_in_a_subfolder() {
    let Some(mut repo) = Repo::new() else { return };
    repo.card("teams/ml/models/acme/a", "one");
    repo.card("models/acme/a", "a folder of the same name that is not the hub's");
    let hub = repo.dir.join("teams/ml");
    let history = read(&hub, &[A]);
    assert_as_git_log(&hub, &[A], &history);
    assert_eq!(history.folders[A].commits, 1);
}

#[cfg(unix)]
#[test]
fn a_hub_behind_a_link_is_where_it_really_is() {
    let Some(mut repo) = Repo::new() else { return };
    let id = repo.card("hub/models/acme/a", "one");
    let link = repo.dir.with_file_name("link");
    std::os::unix::fs::symlink(repo.dir.join("hub"), &link).unwrap();
    assert_eq!(read(&link, &[A]).last(A).unwrap().id, id);
}

#[test]
fn a_linked_worktree_has_its_own_head() {
    let Some(mut repo) = Repo::new() else { return };
    let first = repo.card(A, "one");
    repo.card(A, "two");
    let linked = repo.dir.with_file_name("linked");
    repo.git(&["worktree", "add", "--quiet", "-b", "other", &linked.to_string_lossy(), "HEAD~1"]);
    let history = read(&linked, &[A]);
    assert_as_git_log(&linked, &[A], &history);
    assert_eq!(history.branch.as_deref(), Some("other"));
    assert_eq!(history.last(A).unwrap().id, first);
}

#[test]
fn objects_borrowed_from_another_repository() {
    let Some(mut repo) = Repo::new() else { return };
    repo.card(A, "one");
    let clone = repo.dir.with_file_name("clone");
    git(
        &repo.dir,
        0,
        &["clone", "--quiet", "--shared", &repo.dir.to_string_lossy(), &clone.to_string_lossy()],
    );
    assert_as_git_log(&clone, &[A], &read(&clone, &[A]));
}

#[test]
fn without_a_repository_there_are_no_dates() {
    let temp = tempfile::tempdir().unwrap();
    let history = read(temp.path(), &[A]);
    assert_eq!(history.unavailable.as_deref(), Some("there is no git repository around the hub"));
    let missing = read(&temp.path().join("missing"), &[A]);
    assert!(missing.unavailable.unwrap().starts_with("the hub cannot be opened"));
}

#[test]
fn a_bare_repository_is_nobodys_hub() {
    let Some(mut repo) = Repo::new() else { return };
    repo.card(A, "one");
    let bare = repo.dir.with_file_name("bare.git");
    git(&repo.dir, 0, &["clone", "--quiet", "--bare", ".", &bare.to_string_lossy()]);
    assert_eq!(read(&bare, &[A]).unavailable.as_deref(), Some("there is no git repository around the hub"));
}

#[test]
fn an_ignored_hub_of_a_foreign_repository_has_no_dates() {
    let Some(mut repo) = Repo::new() else { return };
    repo.write(".gitignore", "/hub/\n");
    repo.card(A, "one");
    fs::create_dir_all(repo.dir.join("hub/models/acme/a")).unwrap();
    let history = read(&repo.dir.join("hub"), &[A]);
    assert!(history.folders.is_empty());
    assert_eq!(history.unavailable, None);
}

#[test]
fn a_repository_within_the_hub_is_not_looked_at() {
    let Some(mut repo) = Repo::new() else { return };
    repo.card(A, "one");
    let nested = repo.dir.join(A);
    git(&nested, 9, &["init", "--quiet"]);
    git(&nested, 9, &["commit", "--quiet", "--allow-empty", "--message=nested"]);
    let history = repo.read(&[A]);
    assert_eq!(history.folders[A].commits, 1);
}

#[test]
fn a_submodule_changes_when_it_is_moved_on() {
    let Some(mut repo) = Repo::new() else { return };
    let id = repo.card(A, "one");
    repo.git(&["update-index", "--add", "--cacheinfo", &format!("160000,{id},models/acme/sub")]);
    repo.git(&["commit", "--quiet", "--message=submodule"]);
    assert_eq!(repo.read(&["models/acme/sub"]).folders["models/acme/sub"].commits, 1);
}
