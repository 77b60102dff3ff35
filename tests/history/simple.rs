//! One line of commits.

use cardex::hub::history::{Commit, FolderHistory};

use super::git::{Repo, START, git, read};

const A: &str = "models/acme/a";
const B: &str = "models/acme/b";

#[test]
fn first_and_last_commit_of_each_folder() {
    let Some(mut repo) = Repo::new() else { return };
    let first = repo.card(A, "one");
    repo.card(B, "other");
    let last = repo.card(A, "two");
    let head = repo.card("docs", "not asked for");

    let history = repo.read(&[A, B, "models/acme/never"]);
    let commit = |id: &str, minute: i64| Commit {
        id: id.into(),
        time: START + 60 * minute,
        author: "Ada Lovelace".into(),
        subject: "change".into(),
    };
    assert_eq!(history.head, Some(commit(&head, 4)));
    assert_eq!(history.branch.as_deref(), Some("main"));
    assert!(!history.shallow);
    let expected = FolderHistory {
        first: Some(2),
        last: 0,
        commits: 2,
        recent: vec![0, 2],
        authors: vec![("Ada Lovelace".into(), 2)],
    };
    assert_eq!(history.commits.len(), 3, "the commit that changed no folder is not kept");
    assert_eq!((&history.commits[2], &history.commits[0]), (&commit(&first, 1), &commit(&last, 3)));
    assert_eq!(history.folders[A], expected);
    assert_eq!(history.folders.keys().collect::<Vec<_>>(), [A, B]);
}

#[test]
fn a_rename_is_a_new_folder() {
    let Some(mut repo) = Repo::new() else { return };
    repo.card(A, "the same text in both");
    repo.git(&["mv", A, B]);
    let renamed = repo.commit();
    let history = repo.read(&[A, B]);
    assert_eq!(history.first(B).unwrap().id, renamed);
    assert_eq!(history.last(A).unwrap().id, renamed);
}

#[test]
fn a_folder_that_went_and_came_back_began_when_it_first_came() {
    let Some(mut repo) = Repo::new() else { return };
    let first = repo.card(A, "one");
    repo.git(&["rm", "--quiet", "-r", A]);
    repo.commit();
    let last = repo.card(A, "one");
    let history = repo.read(&[A]);
    assert_eq!((&history.first(A).unwrap().id, &history.last(A).unwrap().id), (&first, &last));
    assert_eq!(history.folders[A].commits, 3);
}

#[test]
fn folders_in_folders_and_files_that_become_folders() {
    let Some(mut repo) = Repo::new() else { return };
    repo.write("models/acme/a.b/README.md", "sorts before the folder a");
    repo.write("models/acme/a", "a file");
    repo.commit();
    repo.git(&["rm", "--quiet", A]);
    repo.card(A, "a folder");
    repo.card("models/acme/a/v2", "below it");
    repo.write("models/acme/a0/README.md", "sorts after it");
    repo.commit();
    repo.read(&["models", "models/acme", A, "models/acme/a.b", "models/acme/a0", "models/acme/a/v2"]);
}

#[test]
fn a_detached_head_has_no_branch() {
    let Some(mut repo) = Repo::new() else { return };
    let first = repo.card(A, "one");
    repo.card(A, "two");
    repo.git(&["checkout", "--quiet", "--detach", "HEAD~1"]);
    let history = repo.read(&[A]);
    assert_eq!(history.branch, None);
    assert_eq!(history.head.unwrap().id, first);
}

#[test]
fn packs_of_deltas_and_packed_references() {
    let Some(mut repo) = Repo::new() else { return };
    let folders: Vec<_> = (0..60).map(|index| format!("models/acme/model-{index}")).collect();
    let all: Vec<_> = folders.iter().map(String::as_str).collect();
    for folder in &all {
        repo.write(&format!("{folder}/README.md"), folder);
    }
    repo.commit();
    for round in 0..20 {
        repo.card(all[round * 7 % 60], &format!("change {round}"));
    }
    let loose = repo.read(&all);
    repo.git(&["gc", "--quiet", "--prune=now"]);
    assert!(!repo.dir.join(".git/refs/heads/main").exists());
    let chains = git(&repo.dir, 0, &["verify-pack", "--stat-only", &pack(&repo)]);
    assert!(chains.contains("chain length = 2"), "{chains}");
    assert_eq!(repo.read(&all), loose);
}

fn pack(repo: &Repo) -> String {
    let entries = std::fs::read_dir(repo.dir.join(".git/objects/pack")).unwrap();
    let mut paths = entries.map(|entry| entry.unwrap().path());
    paths
        .find(|path| path.extension().is_some_and(|end| end == "idx"))
        .unwrap()
        .to_string_lossy()
        .into_owned()
}

#[test]
fn replaced_objects_are_read_in_their_place() {
    let Some(mut repo) = Repo::new() else { return };
    repo.card(A, "one");
    let second = repo.card(A, "two");
    repo.card(B, "other");
    repo.git(&["replace", "--graft", &second]);
    assert_eq!(repo.read(&[A]).folders[A].commits, 1);
}

#[test]
fn an_empty_repository_says_so() {
    let Some(repo) = Repo::new() else { return };
    let history = read(&repo.dir, &[A]);
    assert_eq!(history.unavailable.as_deref(), Some("the git repository has no commits yet"));
    assert_eq!(history.head, None);
}

#[test]
fn names_are_read_as_they_were_written() {
    let Some(mut repo) = Repo::new() else { return };
    repo.card("models/größe/模型 1", "one");
    repo.git(&[
        "commit",
        "--quiet",
        "--amend",
        "--message=again",
        "--author=Grace Ä. Hopper <g@example.org>",
    ]);
    let history = repo.read(&["models/größe/模型 1"]);
    assert_eq!(&*history.head.unwrap().author, "Grace Ä. Hopper");
}

#[test]
fn names_are_those_of_the_mailmap() {
    let Some(mut repo) = Repo::new() else { return };
    repo.card(A, "one");
    repo.write(".mailmap", "Augusta Ada King <ada@example.org>\n");
    repo.card(A, "two");
    let history = repo.read(&[A]);
    assert_eq!(history.folders[A].authors, [("Augusta Ada King".into(), 2)]);
}

#[test]
fn a_subject_is_the_first_paragraph_on_one_line() {
    let Some(mut repo) = Repo::new() else { return };
    repo.card(A, "one");
    repo.git(&["commit", "--quiet", "--amend", "--message=card: two\nlines\n\nand a body"]);
    assert_eq!(repo.read(&[A]).head.unwrap().subject, "card: two lines");
}
