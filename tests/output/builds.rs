//! First builds, builds that change something, and builds that change nothing.

use std::fs;

use cardex::output::{Interrupt, OutputError, Written, stage};

use crate::support::{MARKER, Sandbox, contents, site_of};

const FIRST: &[(&str, &str)] = &[
    ("index.html", "<h1>Home</h1>"),
    ("models/org/a/index.html", "A"),
    ("models/org/b/index.html", "B"),
    ("assets/site.css", "body {}"),
];

#[test]
fn a_first_build_makes_the_site_and_nothing_else() {
    let sandbox = Sandbox::new();
    let written = sandbox.build(FIRST).unwrap();
    assert_eq!(written, Written { files: 4, bytes: 22, changed: 4, ..Written::default() });
    assert_eq!(contents(&sandbox.site), site_of(FIRST));
    assert_eq!(sandbox.beside(), ["hub", "site"]);
}

#[test]
fn a_first_build_takes_an_empty_folder_and_makes_missing_ones() {
    let sandbox = Sandbox::new();
    fs::create_dir(&sandbox.site).unwrap();
    sandbox.build(FIRST).unwrap();
    assert_eq!(contents(&sandbox.site), site_of(FIRST));

    let deep = sandbox.dir.path().join("public/a/site");
    sandbox.build_into(&deep, FIRST).unwrap();
    assert_eq!(contents(&deep), site_of(FIRST));
}

#[cfg(unix)]
#[test]
fn unchanged_files_keep_inode_and_time_and_changed_ones_do_not() {
    use crate::support::identity;

    let sandbox = Sandbox::new();
    sandbox.build(FIRST).unwrap();
    let long_ago = std::time::UNIX_EPOCH + std::time::Duration::from_secs(1_000_000_000);
    for (path, _) in FIRST {
        fs::File::options()
            .write(true)
            .open(sandbox.site.join(path))
            .unwrap()
            .set_modified(long_ago)
            .unwrap();
    }
    let before: Vec<_> = FIRST.iter().map(|(path, _)| identity(&sandbox.site.join(path))).collect();

    let second = &[FIRST[0], ("models/org/a/index.html", "a"), FIRST[2], FIRST[3]];
    let written = sandbox.build(second).unwrap();
    assert_eq!(written, Written { files: 4, bytes: 22, changed: 1, unchanged: 3, ..Written::default() });
    assert_eq!(contents(&sandbox.site), site_of(second));
    let after: Vec<_> = FIRST.iter().map(|(path, _)| identity(&sandbox.site.join(path))).collect();
    assert_eq!((after[0], after[2], after[3]), (before[0], before[2], before[3]));
    assert_ne!(after[1].0, before[1].0);
    assert_ne!(after[1].1, before[1].1);
    assert_eq!(sandbox.beside(), ["hub", "site"]);
}

#[cfg(unix)]
#[test]
fn a_build_without_a_change_leaves_the_folder_itself_alone() {
    use crate::support::identity;

    let sandbox = Sandbox::new();
    sandbox.build(FIRST).unwrap();
    let before = identity(&sandbox.site);
    let written = sandbox.build(FIRST).unwrap();
    assert_eq!(written, Written { files: 4, bytes: 22, unchanged: 4, ..Written::default() });
    assert_eq!(identity(&sandbox.site), before);
    assert_eq!(sandbox.beside(), ["hub", "site"]);
}

#[test]
fn pages_of_ours_that_are_no_longer_built_go_with_their_folders() {
    let sandbox = Sandbox::new();
    sandbox.build(FIRST).unwrap();
    let second = &[FIRST[0], FIRST[3]];
    let written = sandbox.build(second).unwrap();
    assert_eq!((written.removed, written.changed, written.unchanged), (2, 0, 2));
    assert_eq!(contents(&sandbox.site), site_of(second));
    assert!(!sandbox.site.join("models").exists());
}

#[test]
fn a_file_may_become_a_folder_and_back() {
    let sandbox = Sandbox::new();
    for pages in [&[("a", "1")], &[("a/b", "2")], &[("a", "3")]] {
        sandbox.build(pages).unwrap();
        assert_eq!(contents(&sandbox.site), site_of(pages));
    }
}

#[test]
fn a_page_that_somebody_deleted_or_changed_is_written_again() {
    let sandbox = Sandbox::new();
    sandbox.build(FIRST).unwrap();
    fs::remove_file(sandbox.site.join("index.html")).unwrap();
    fs::write(sandbox.site.join("assets/site.css"), "BODY {}").unwrap();
    let written = sandbox.build(FIRST).unwrap();
    assert_eq!((written.changed, written.unchanged, written.removed), (2, 2, 0));
    assert_eq!(contents(&sandbox.site), site_of(FIRST));
}

#[cfg(unix)]
#[test]
fn streams_are_compared_as_well() {
    use crate::support::identity;

    let sandbox = Sandbox::new();
    let big = "x".repeat(300_000);
    let build = |text: &str| {
        let staging = stage(&sandbox.site, &sandbox.options()).unwrap();
        staging.copy("assets/big.bin", &mut text.as_bytes()).unwrap();
        staging.write("index.html", b"home").unwrap();
        staging.commit().unwrap()
    };
    assert_eq!(build(&big), Written { files: 2, bytes: 300_004, changed: 2, ..Written::default() });
    let before = identity(&sandbox.site.join("assets/big.bin"));
    assert_eq!(build(&big), Written { files: 2, bytes: 300_004, unchanged: 2, ..Written::default() });
    assert_eq!(identity(&sandbox.site.join("assets/big.bin")), before);
    let other = format!("{}y", &big[1..]);
    assert_eq!(
        build(&other),
        Written { files: 2, bytes: 300_004, changed: 1, unchanged: 1, ..Written::default() }
    );
    assert_eq!(fs::read_to_string(sandbox.site.join("assets/big.bin")).unwrap(), other);
}

#[test]
fn many_threads_in_any_order_give_the_same_bytes() {
    use rayon::prelude::*;

    let sandbox = Sandbox::new();
    let pages: Vec<String> = (0..500).map(|n| format!("models/org{}/m{n}/index.html", n % 7)).collect();
    let other = sandbox.dir.path().join("other");
    let staging = stage(&sandbox.site, &sandbox.options()).unwrap();
    pages.par_iter().for_each(|path| staging.write(path, path.as_bytes()).unwrap());
    staging.commit().unwrap();
    let staging = stage(&other, &sandbox.options()).unwrap();
    pages.iter().rev().for_each(|path| staging.write(path, path.as_bytes()).unwrap());
    staging.commit().unwrap();
    let expected: Vec<(&str, &str)> = pages.iter().map(|path| (path.as_str(), path.as_str())).collect();
    assert_eq!(contents(&sandbox.site), site_of(&expected));
    assert_eq!(contents(&other), contents(&sandbox.site));
}

#[cfg(unix)]
#[test]
fn modes_are_those_of_any_new_file_and_the_folder_keeps_its_own() {
    use std::os::unix::fs::PermissionsExt;

    let sandbox = Sandbox::new();
    let mode = |path: &std::path::Path| fs::metadata(path).unwrap().permissions().mode() & 0o7777;
    fs::write(sandbox.dir.path().join("plain"), "").unwrap();
    fs::create_dir(&sandbox.site).unwrap();
    let (plain, folder) = (mode(&sandbox.dir.path().join("plain")), mode(&sandbox.site));
    fs::set_permissions(&sandbox.site, fs::Permissions::from_mode(0o750)).unwrap();
    sandbox.build(FIRST).unwrap();
    assert_eq!(mode(&sandbox.site), 0o750);
    assert_eq!(mode(&sandbox.site.join("assets")), folder);
    assert_eq!(mode(&sandbox.site.join("index.html")), plain);
    assert_eq!(mode(&sandbox.site.join(MARKER)), plain);
}

#[test]
fn a_build_that_is_dropped_or_stopped_leaves_no_trace() {
    let sandbox = Sandbox::new();
    sandbox.build(FIRST).unwrap();
    let staging = stage(&sandbox.site, &sandbox.options()).unwrap();
    staging.write("index.html", b"new").unwrap();
    drop(staging);
    assert_eq!(contents(&sandbox.site), site_of(FIRST));
    assert_eq!(sandbox.beside(), ["hub", "site"]);

    let mut options = sandbox.options();
    options.interrupt = Interrupt::default();
    let staging = stage(&sandbox.site, &options).unwrap();
    staging.write("index.html", b"new").unwrap();
    options.interrupt.ask(15);
    assert!(matches!(staging.write("a.html", b""), Err(OutputError::Interrupted { signal: 15, .. })));
    assert!(matches!(staging.commit(), Err(OutputError::Unfinished { path }) if path == "a.html"));
    assert_eq!(contents(&sandbox.site), site_of(FIRST));
    assert_eq!(sandbox.beside(), ["hub", "site"]);
}

#[test]
fn a_site_with_a_failed_write_is_not_committed() {
    struct Broken;
    impl std::io::Read for Broken {
        fn read(&mut self, _: &mut [u8]) -> std::io::Result<usize> {
            Err(std::io::Error::other("the source is gone"))
        }
    }

    let sandbox = Sandbox::new();
    sandbox.build(FIRST).unwrap();
    let staging = stage(&sandbox.site, &sandbox.options()).unwrap();
    let error = staging.copy("assets/logo.svg", &mut Broken).unwrap_err().to_string();
    assert!(error.contains("logo.svg") && error.contains("the source is gone"), "{error}");
    assert!(matches!(staging.commit(), Err(OutputError::Unfinished { path }) if path == "assets/logo.svg"));
    assert_eq!(contents(&sandbox.site), site_of(FIRST));
}
