//! `cardex check --since`: what a change is to answer for, on small repositories.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test that cannot prepare its hub has failed")]

#[allow(dead_code, reason = "the histories of other tests need more of it")]
#[path = "history/git.rs"]
mod git;

use std::fs;
use std::path::Path;
use std::process::Command;

use git::{Repo, git};

const LAMP: &str = "models/acme/lamp/README.md";
const SHADE: &str = "models/acme/shade/README.md";

/// Exit code, the findings as `path:line:column: level[code]`, and what stands on standard error.
fn check(hub: &Path, arguments: &[&str]) -> (i32, Vec<String>, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_cardex"))
        .args(["check", "--format", "concise"])
        .args(arguments)
        .arg(hub)
        .output()
        .unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let lines = text.lines().map(|line| line.split("] ").next().unwrap().to_owned() + "]").collect();
    (output.status.code().unwrap(), lines, String::from_utf8(output.stderr).unwrap())
}

fn since(repo: &Repo, filter: &str) -> Vec<String> {
    check(&repo.dir, &["--since", "main", "--filter", filter]).1
}

/// A card with an unknown licence at line 2 and one with nothing wrong, on `main`; a branch `work` is checked out.
fn repo() -> Option<Repo> {
    let mut repo = Repo::new()?;
    repo.write("hub.yaml", "check:\n  select: [CX502, CX503, CX301]\n");
    repo.write(LAMP, "---\nlicense: Apache 2\n---\n# Lamp\n\nA lamp.\n\nIt is lit.\n\nAnd it\nis large\nand old\nand red.\n");
    repo.write(SHADE, "---\nlicense: mit\n---\n# Shade\n\n[The lamp](../lamp/README.md)\n");
    repo.commit();
    repo.git(&["checkout", "--quiet", "-b", "work"]);
    Some(repo)
}

#[test]
fn each_filter_shows_its_share() {
    let Some(repo) = repo() else { return };
    let text = fs::read_to_string(repo.dir.join(LAMP)).unwrap();
    repo.write(LAMP, &format!("{text}\n[more](more.md)\n"));
    let old = format!("{LAMP}:2:10: warning[CX503]");
    let new = format!("{LAMP}:15:1: warning[CX301]");
    assert_eq!(since(&repo, "added"), std::slice::from_ref(&new));
    assert_eq!(since(&repo, "context"), std::slice::from_ref(&new));
    assert_eq!(since(&repo, "new"), std::slice::from_ref(&new));
    assert_eq!(since(&repo, "file"), [old.clone(), new.clone()]);
    assert_eq!(since(&repo, "all"), [old.clone(), new.clone()]);
    // A change within three lines of the old finding, and not on its line.
    repo.write(LAMP, &text.replace("A lamp.", "A green lamp."));
    assert_eq!(since(&repo, "added"), [] as [String; 0]);
    assert_eq!(since(&repo, "context"), [] as [String; 0]);
    repo.write(LAMP, &text.replace("# Lamp", "# Lamps"));
    assert_eq!(since(&repo, "context"), std::slice::from_ref(&old));
    assert_eq!(since(&repo, "new"), [] as [String; 0]);
    // Lines that move and that are rewritten.
    repo.write(LAMP, &text.replace("---\nlicense", "---\ntags: [demo]\nlicense"));
    assert_eq!(since(&repo, "new"), [] as [String; 0]);
    repo.write(LAMP, &text.replace("Apache 2", "Apache two"));
    assert_eq!(since(&repo, "new").len(), 1);
    assert_eq!(since(&repo, "added").len(), 1);
}

#[test]
fn exit_code_and_summary_are_those_of_the_change() {
    let Some(repo) = repo() else { return };
    let arguments = ["--since", "main", "--fail-on", "warning"];
    assert_eq!(check(&repo.dir, &arguments).0, 0);
    assert_eq!(check(&repo.dir, &["--fail-on", "warning"]).0, 1);
    let output = Command::new(env!("CARGO_BIN_EXE_cardex"))
        .args(["check", "--since", "main"])
        .arg(&repo.dir)
        .output()
        .unwrap();
    assert_eq!(
        String::from_utf8(output.stdout).unwrap(),
        "0 errors, 0 warnings, 0 notes in 0 of 2 models (1 there before)\n"
    );
}

#[test]
fn a_card_that_is_gone_shows_where_it_is_missed() {
    let Some(repo) = repo() else { return };
    fs::remove_dir_all(repo.dir.join("models/acme/lamp")).unwrap();
    let missed = format!("{SHADE}:6:1: warning[CX301]");
    assert_eq!(since(&repo, "new"), [missed]);
    assert_eq!(since(&repo, "file"), [] as [String; 0]);
}

#[test]
fn a_card_that_is_moved_is_the_same_card() {
    let Some(repo) = repo() else { return };
    fs::rename(repo.dir.join("models/acme/lamp"), repo.dir.join("models/acme/lantern")).unwrap();
    repo.write(SHADE, "# Shade\n");
    let moved = "models/acme/lantern/README.md:2:10: warning[CX503]".to_owned();
    let bare = format!("{SHADE}:1:1: warning[CX502]");
    let found = since(&repo, "new");
    assert!(found.iter().all(|finding| finding.starts_with(SHADE)), "{found:?}, not {bare}");
    assert!(!since(&repo, "added").contains(&moved));
    assert!(since(&repo, "file").contains(&moved));
    assert!(since(&repo, "all").contains(&moved));
}

#[test]
fn a_new_card_is_all_new() {
    let Some(repo) = repo() else { return };
    repo.write("models/acme/bulb/README.md", "---\nlicense: Apache 2\n---\n# Bulb\n");
    let new = ["models/acme/bulb/README.md:2:10: warning[CX503]"];
    for filter in ["added", "context", "file", "new"] {
        assert_eq!(since(&repo, filter), new, "{filter}");
    }
}

#[test]
fn only_what_the_branch_did_counts() {
    let Some(mut repo) = repo() else { return };
    repo.write(SHADE, "---\nlicense: Apache 3\n---\n# Shade\n");
    repo.commit();
    // Meanwhile somebody mends the lamp on `main`.
    repo.git(&["checkout", "--quiet", "main"]);
    repo.write(LAMP, "---\nlicense: mit\n---\n# Lamp\n");
    repo.commit();
    repo.git(&["checkout", "--quiet", "work"]);
    let found = [format!("{SHADE}:2:10: warning[CX503]")];
    assert_eq!(since(&repo, "new"), found);
    assert_eq!(since(&repo, "file"), found);
    let shown = |name: &str| check(&repo.dir, &["--since", name, "--filter", "file"]).1;
    assert_eq!(shown("main...work"), found);
    assert_eq!(shown("main..."), found);
    // Against `main` itself the lamp differs, too.
    assert_eq!(shown("main..").len(), 2);
}

#[test]
fn a_hub_may_lie_below_the_top_of_its_repository() {
    let Some(mut repo) = Repo::new() else { return };
    repo.write("other/README.md", "# Not a card\n");
    repo.write("hub/hub.yaml", "check:\n  select: [CX503]\n");
    repo.write(&format!("hub/{LAMP}"), "---\nlicense: mit\n---\n# Lamp\n");
    repo.commit();
    repo.write(&format!("hub/{LAMP}"), "---\nlicense: Apache 2\n---\n# Lamp\n");
    let hub = repo.dir.join("hub");
    assert_eq!(check(&hub, &["--since", "HEAD"]).1, [format!("{LAMP}:2:10: warning[CX503]")]);
    // Code hosts want paths from the top.
    let output = Command::new(env!("CARGO_BIN_EXE_cardex"))
        .args(["check", "--since", "HEAD", "-o", "github=-"])
        .arg(&hub)
        .output()
        .unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.starts_with(&format!("::warning file=hub/{LAMP},line=2,")), "{text}");
}

#[test]
fn revisions_have_many_names() {
    let Some(mut repo) = repo() else { return };
    let first = repo.git(&["rev-parse", "HEAD"]);
    repo.git(&["tag", "--annotate", "--message=one", "v1"]);
    repo.write(LAMP, "---\nlicense: mit\n---\n# Lamp\n");
    repo.commit();
    repo.write(SHADE, "---\nlicense: Apache 3\n---\n# Shade\n");
    repo.commit();
    repo.git(&["pack-refs", "--all"]);
    let short = &first[..10];
    for name in [
        "main",
        "v1",
        "v1^{commit}",
        "v1^{}",
        first.as_str(),
        short,
        "HEAD~2",
        "HEAD^^",
        "@~1^",
        "refs/heads/main",
    ] {
        let (code, found, error) = check(&repo.dir, &["--since", name]);
        assert_eq!(
            (code, found, error.as_str()),
            (0, vec![format!("{SHADE}:2:10: warning[CX503]")], ""),
            "{name}"
        );
    }
    repo.git(&["gc", "--quiet"]);
    assert_eq!(check(&repo.dir, &["--since", short]).1.len(), 1);
}

#[test]
fn what_cannot_be_compared_says_how_to() {
    let Some(mut repo) = repo() else { return };
    let error = |hub: &Path, name: &str| {
        let (code, found, error) = check(hub, &["--since", name]);
        assert_eq!((code, found), (3, Vec::new()), "{name}: {error}");
        error.trim_end().to_owned()
    };
    assert_eq!(
        error(&repo.dir, "release"),
        "error: cannot compare with `release`: there is no branch, tag or commit `release` in this clone; fetch it with `git fetch origin`, and write a branch of a remote as `origin/main`"
    );
    assert!(error(&repo.dir, "HEAD@{1}").contains("is not understood: write a branch, a tag or a commit"));
    assert!(error(&repo.dir, "main..work").contains("is not understood"));
    assert!(error(&repo.dir, "HEAD~9").contains("no branch, tag or commit `HEAD~9`"));
    assert!(error(&repo.dir, "../../etc/passwd").contains("cannot compare"));
    repo.git(&["checkout", "--quiet", "--orphan", "apart"]);
    repo.commit();
    assert!(
        error(&repo.dir, "main").ends_with("have no commit in common; `main..` compares with `main` itself")
    );
    assert_eq!(check(&repo.dir, &["--since", "main.."]).0, 0);
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir_all(folder.path().join("models")).unwrap();
    assert!(error(folder.path(), "main").ends_with("there is no git repository around the hub"));
    assert_eq!(check(&repo.dir, &["--filter", "file"]).0, 2);
}

#[test]
fn a_shallow_clone_says_what_it_lacks() {
    let Some(mut repo) = repo() else { return };
    repo.write(SHADE, "# Shade\n");
    repo.commit();
    repo.git(&["checkout", "--quiet", "main"]);
    repo.write(LAMP, "# Lamp\n");
    repo.commit();
    let from = format!("file://{}", repo.dir.display());
    let to = repo.dir.with_file_name("clone");
    let place = to.to_string_lossy().into_owned();
    git(&repo.dir, 0, &["clone", "--quiet", "--depth=1", "--branch=work", &from, &place]);
    let (code, _, error) = check(&to, &["--since", "main"]);
    assert_eq!(code, 3);
    assert!(error.contains("it is a shallow clone: fetch the history with `git fetch --unshallow`, in CI with `fetch-depth: 0`"), "{error}");
    git(&to, 0, &["fetch", "--quiet", "--depth=1", "origin", "main:refs/remotes/origin/main"]);
    let (code, _, error) = check(&to, &["--since", "origin/main"]);
    assert_eq!(code, 3);
    assert!(
        error.contains("this clone is cut off before `origin/main` and `HEAD` meet; it is a shallow clone"),
        "{error}"
    );
    assert_eq!(check(&to, &["--since", "origin/main.."]).2, "");
    let partial = repo.dir.with_file_name("partial");
    repo.git(&["config", "uploadpack.allowFilter", "true"]);
    git(
        &repo.dir,
        0,
        &["clone", "--quiet", "--filter=blob:none", "--branch=work", &from, &partial.to_string_lossy()],
    );
    let (code, _, error) = check(&partial, &["--since", "origin/main.."]);
    assert_eq!(code, 3);
    assert!(
        error.contains("which was made with `--filter`; `git fetch --refetch --no-filter` brings them"),
        "{error}"
    );
}

#[test]
fn nothing_of_a_hostile_repository_runs() {
    let Some(repo) = repo() else { return };
    let trap = repo.dir.with_file_name("trap");
    let command = format!("touch {}", trap.display());
    for key in [
        "core.fsmonitor",
        "core.sshCommand",
        "diff.external",
        "filter.lfs.smudge",
        "filter.lfs.process",
        "core.pager",
    ] {
        repo.git(&["config", key, &command]);
    }
    fs::write(repo.dir.join(".gitattributes"), "* filter=lfs diff=lfs\n").unwrap();
    assert_eq!(check(&repo.dir, &["--since", "main"]).0, 0);
    assert!(!trap.exists());
}

#[test]
fn merge_bases_are_those_of_git() {
    let Some(mut repo) = repo() else { return };
    // Two branches that merge one another, and a third.
    for (branch, from) in [("a", "main"), ("b", "main"), ("c", "main")] {
        repo.git(&["checkout", "--quiet", "-b", branch, from]);
        repo.write(branch, branch);
        repo.commit();
    }
    repo.git(&["checkout", "--quiet", "a"]);
    repo.merge(&["b"]);
    repo.git(&["checkout", "--quiet", "c"]);
    repo.merge(&["a"]);
    repo.git(&["checkout", "--quiet", "b"]);
    repo.merge(&["c~1"]);
    repo.write("b", "more");
    repo.commit();
    for one in ["main", "a", "b", "c", "a~1", "c^2"] {
        for other in ["a", "b", "c", "work"] {
            let expected = repo.git(&["merge-base", "--all", one, other]);
            let found = cardex::hub::Revision::before(&repo.dir, &format!("{one}...{other}")).unwrap();
            assert!(
                expected.lines().any(|id| id == found.commit),
                "{one} {other}: {} {expected}",
                found.commit
            );
        }
    }
}

#[test]
fn a_snapshot_of_a_commit_is_that_of_its_checkout() {
    use cardex::config::Config;
    use cardex::hub::{Revision, Snapshot};
    let Some(mut repo) = repo() else { return };
    repo.write("models/acme/lamp/weights/a.bin", "0123456789");
    repo.write("models/acme/lamp/.eval_results/r.yaml", "a: 1");
    repo.write("models/acme/lamp/docs/README.md", "# Not a model");
    repo.write("models/acme/.hidden/README.md", "# Hidden");
    repo.write("models/a/b/c/d/e/f/g/h/i/j/k/l/m/n/README.md", "# Deep");
    repo.write("models/zebra/README.md", "# At the top");
    repo.write("models/acme/readme-dir/README.md/file", "a folder");
    repo.write("models/acme/two/readme.md", "# small");
    repo.write("datasets/acme/d/README.md", "# D");
    repo.write("orgs/acme/README.md", "# Acme");
    repo.write("elsewhere.txt", "elsewhere");
    #[cfg(unix)]
    {
        use std::os::unix::fs::symlink;
        symlink("a.bin", repo.dir.join("models/acme/lamp/weights/b.bin")).unwrap();
        symlink("nowhere", repo.dir.join("models/acme/lamp/weights/c.bin")).unwrap();
    }
    repo.commit();
    let config = Config::default();
    let folder = Snapshot::of_worktree(&repo.dir, &config).unwrap();
    let revision = std::sync::Arc::new(Revision::at(&repo.dir, "HEAD").unwrap());
    let commit = Snapshot::of_revision(&revision, &config).unwrap();
    assert_eq!(commit.models, folder.models);
    assert_eq!(commit.datasets, folder.datasets);
    assert_eq!(commit.orgs, folder.orgs);
    assert_eq!(commit.diagnostics, folder.diagnostics);
    for path in [LAMP, "models/acme/lamp/weights/a.bin", "models/acme/lamp/weights/b.bin"] {
        assert_eq!(commit.read(path, 1000).unwrap(), folder.read(path, 1000).unwrap(), "{path}");
        assert_eq!(commit.exists(path), folder.exists(path), "{path}");
    }
    assert!(commit.read(LAMP, 10).is_err() && commit.read("models/acme/lamp", 10).is_err());
    assert!(commit.read("../outside", 10).is_err() && commit.read("nothing", 10).is_err());
}
