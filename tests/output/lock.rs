//! Two builds into one folder.

use std::fs;

use cardex::output::{OutputError, stage};

use crate::support::{Sandbox, contents, site_of};

const PAGES: &[(&str, &str)] = &[("index.html", "1")];

#[test]
fn the_second_of_two_builds_fails_at_once_and_says_why() {
    let sandbox = Sandbox::new();
    let first = stage(&sandbox.site, &sandbox.options()).unwrap();
    first.write("index.html", b"1").unwrap();
    let second = std::thread::scope(|scope| {
        scope.spawn(|| stage(&sandbox.site, &sandbox.options()).err().unwrap()).join().unwrap()
    });
    assert_eq!(
        second.to_string(),
        format!(
            "another build is writing {} (process {}); wait for it to end and build again",
            sandbox.site.display(),
            std::process::id()
        )
    );
    first.commit().unwrap();
    assert_eq!(contents(&sandbox.site), site_of(PAGES));
    assert_eq!(sandbox.beside(), ["hub", "site"]);
    sandbox.build(PAGES).unwrap();
}

#[cfg(unix)]
#[test]
fn another_process_is_locked_out_as_well() {
    let sandbox = Sandbox::new();
    let staging = stage(&sandbox.site, &sandbox.options()).unwrap();
    let output = crate::child::build(&std::env::current_exe().unwrap(), &sandbox, 0, false).output().unwrap();
    assert_eq!(output.status.code(), Some(3));
    let error = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(error.starts_with("error: another build is writing "), "{error}");
    drop(staging);
    assert_eq!(sandbox.beside(), ["hub"]);
}

#[test]
fn builds_into_other_folders_do_not_wait() {
    let sandbox = Sandbox::new();
    let first = stage(&sandbox.site, &sandbox.options()).unwrap();
    let other = sandbox.dir.path().join("site.cardex-1");
    sandbox.build_into(&other, PAGES).unwrap();
    first.write("index.html", b"1").unwrap();
    first.commit().unwrap();
    assert_eq!(contents(&sandbox.site), contents(&other));
}

#[test]
fn a_lock_file_that_nobody_holds_is_no_lock() {
    let sandbox = Sandbox::new();
    fs::write(sandbox.dir.path().join(".site.cardex.lock"), "4242\n").unwrap();
    sandbox.build(PAGES).unwrap();
    assert_eq!(sandbox.beside(), ["hub", "site"]);
}

#[test]
fn many_builds_at_once_never_mix() {
    let sandbox = Sandbox::new();
    let outcomes: Vec<Result<_, OutputError>> = std::thread::scope(|scope| {
        let sandbox = &sandbox;
        let builds: Vec<_> = (0..16)
            .map(|n| {
                scope.spawn(move || {
                    let text = n.to_string();
                    sandbox.build(&[("a.html", &text), ("b.html", &text), ("c/d.html", &text)])
                })
            })
            .collect();
        builds.into_iter().map(|build| build.join().unwrap()).collect()
    });
    assert!(outcomes.iter().any(Result::is_ok));
    for outcome in outcomes {
        assert!(matches!(outcome, Ok(_) | Err(OutputError::Busy { .. })), "{outcome:?}");
    }
    let site = contents(&sandbox.site);
    assert!(site["a.html"] == site["b.html"] && site["b.html"] == site["c/d.html"], "{site:?}");
    assert_eq!(sandbox.beside(), ["hub", "site"]);
}
