//! More than one line of commits: a merge counts only for what it changed itself.

use super::git::Repo;

const A: &str = "models/acme/a";
const B: &str = "models/acme/b";

/// `main` changed A, `side` changed B, both from the same start.
fn forked() -> Option<Repo> {
    let mut repo = Repo::new()?;
    repo.write("models/acme/b/README.md", "b");
    repo.card(A, "a");
    repo.git(&["checkout", "--quiet", "-b", "side"]);
    repo.card(B, "b of side");
    repo.git(&["checkout", "--quiet", "main"]);
    repo.card(A, "a of main");
    Some(repo)
}

#[test]
fn a_clean_merge_touches_nothing() {
    let Some(mut repo) = forked() else { return };
    let side = repo.git(&["rev-parse", "side"]);
    let merge = repo.merge(&["side"]);
    let history = repo.read(&[A, B, "models"]);
    assert_eq!(history.last(B).unwrap().id, side);
    assert_eq!(history.last("models").unwrap().id, merge);
}

#[test]
fn what_the_merge_threw_away_never_was() {
    let Some(mut repo) = forked() else { return };
    repo.merge(&["--strategy=ours", "side"]);
    let history = repo.read(&[A, B]);
    assert_eq!(history.folders[B].commits, 1);
}

#[test]
fn what_the_first_parent_did_in_vain_never_was_either() {
    let Some(mut repo) = forked() else { return };
    let side = repo.git(&["rev-parse", "side"]);
    repo.card(B, "b of main");
    repo.merge(&["--strategy=ours", "side"]);
    repo.git(&["checkout", "--quiet", "side", "--", B]);
    repo.git(&["commit", "--quiet", "--amend", "--no-edit"]);
    let history = repo.read(&[A, B]);
    assert_eq!(history.last(B).unwrap().id, side);
    assert_eq!(history.folders[B].commits, 2);
}

#[test]
fn a_resolved_conflict_is_a_change() {
    let Some(mut repo) = forked() else { return };
    repo.git(&["checkout", "--quiet", "side"]);
    repo.card(A, "a of side");
    repo.git(&["checkout", "--quiet", "main"]);
    repo.merge(&["--strategy=ours", "side"]);
    repo.write("models/acme/a/README.md", "a of both");
    repo.git(&["add", "--all"]);
    repo.git(&["commit", "--quiet", "--amend", "--no-edit"]);
    let merge = repo.git(&["rev-parse", "HEAD"]);
    let history = repo.read(&[A, B]);
    assert_eq!(history.last(A).unwrap().id, merge);
    assert_eq!(history.folders[A].commits, 4);
}

#[test]
fn three_parents_and_two_roots() {
    let Some(mut repo) = forked() else { return };
    repo.git(&["checkout", "--quiet", "-b", "third", "HEAD~1"]);
    repo.card("models/acme/c", "c");
    repo.git(&["checkout", "--quiet", "--orphan", "island"]);
    repo.git(&["rm", "--quiet", "-r", "-f", "."]);
    repo.card("models/island/d", "d");
    repo.git(&["checkout", "--quiet", "main"]);
    repo.merge(&["side", "third"]);
    repo.merge(&["--allow-unrelated-histories", "island"]);
    let history = repo.read(&[A, B, "models/acme/c", "models/island/d", "models"]);
    assert_eq!(history.folders["models/island/d"].commits, 1);
}
