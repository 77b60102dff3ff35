//! Clones that are cut off: an unknown date is better than a wrong one.

use super::git::{Repo, git, read};

const A: &str = "models/acme/a";
const B: &str = "models/acme/b";
const C: &str = "models/acme/c";

/// The last `depth` commits of four: A came first, then B, then A was changed, then C came.
fn clone(depth: u32) -> Option<(Repo, std::path::PathBuf, [String; 4])> {
    let mut repo = Repo::new()?;
    let ids = [repo.card(A, "one"), repo.card(B, "one"), repo.card(A, "two"), repo.card(C, "one")];
    let to = repo.dir.with_file_name("clone");
    let from = format!("file://{}", repo.dir.display());
    git(&repo.dir, 0, &["clone", "--quiet", &format!("--depth={depth}"), &from, &to.to_string_lossy()]);
    Some((repo, to, ids))
}

#[test]
fn at_depth_one_nothing_is_known() {
    let Some((_repo, clone, ids)) = clone(1) else { return };
    let history = read(&clone, &[A, B, C]);
    assert!(history.shallow);
    assert_eq!(history.unavailable, None);
    assert_eq!(history.head.unwrap().id, ids[3]);
    assert!(history.folders.is_empty());
}

#[test]
fn what_lies_within_the_depth_is_known() {
    let Some((_repo, clone, ids)) = clone(3) else { return };
    let history = read(&clone, &[A, B, C]);
    assert!(history.shallow);
    assert_eq!(history.folders.keys().collect::<Vec<_>>(), [A, C]);
    assert_eq!((history.first(A), &history.last(A).unwrap().id), (None, &ids[2]));
    assert_eq!(history.first(C).unwrap().id, ids[3]);
}

#[test]
fn a_clone_of_everything_is_not_shallow() {
    let Some((_repo, clone, _)) = clone(3) else { return };
    git(&clone, 0, &["fetch", "--quiet", "--unshallow"]);
    let history = read(&clone, &[A, B, C]);
    assert!(!history.shallow);
    super::git::assert_as_git_log(&clone, &[A, B, C], &history);
}

#[test]
fn a_clone_without_trees_has_no_dates() {
    let Some(mut repo) = Repo::new() else { return };
    repo.git(&["config", "uploadpack.allowFilter", "true"]);
    repo.card(A, "one");
    repo.card(A, "two");
    let to = repo.dir.with_file_name("clone");
    let from = format!("file://{}", repo.dir.display());
    git(&repo.dir, 0, &["clone", "--quiet", "--filter=tree:0", &from, &to.to_string_lossy()]);
    let history = read(&to, &[A]);
    assert!(history.unavailable.unwrap().ends_with("is missing or damaged"));
    assert!(history.folders.is_empty());
}
