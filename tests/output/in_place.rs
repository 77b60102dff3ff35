//! Sites in folders that cannot be replaced: mount points and layers of images.
#![cfg(target_os = "linux")]

use std::fs;

use cardex::output::{OutputError, Written, stage};

use crate::support::{MARKER, Mount, Sandbox, contents, identity, site_of};

const PAGES: &[(&str, &str)] = &[
    ("index.html", "1"),
    ("models/a/index.html", "a"),
    ("old/index.html", "old"),
    ("x", "file"),
    ("d/e", "e"),
];
const CHANGED: &[(&str, &str)] =
    &[("index.html", "2"), ("models/a/index.html", "a"), ("x/y", "folder"), ("d", "file"), ("Old.html", "")];

/// A site in a folder that something is mounted on: its own folder, so that its device is that of its parent.
fn mounted() -> Option<(Sandbox, Mount)> {
    let sandbox = Sandbox::new();
    fs::create_dir(&sandbox.site).unwrap();
    let own = sandbox.site.display().to_string();
    let mount = Mount::new(&["--bind", &own], &sandbox.site)?;
    Some((sandbox, mount))
}

#[test]
fn a_mount_point_is_written_in_place() {
    let Some((sandbox, _mount)) = mounted() else { return };
    let folder = identity(&sandbox.site).0;
    let written = sandbox.build(PAGES).unwrap();
    assert_eq!(written, Written { files: 5, bytes: 10, changed: 5, ..Written::default() });
    assert_eq!(contents(&sandbox.site), site_of(PAGES));
    fs::write(sandbox.site.join("CNAME"), "example.org").unwrap();
    fs::write(sandbox.site.join("old/mine"), "mine").unwrap();
    let unchanged = identity(&sandbox.site.join("models/a/index.html"));

    let written = sandbox.build(CHANGED).unwrap();
    let expected = Written {
        files: 5,
        bytes: 12,
        changed: 4,
        unchanged: 1,
        removed: 3,
        kept_foreign: vec!["CNAME".to_owned(), "old/mine".to_owned()],
    };
    assert_eq!(written, expected);
    let mut site = site_of(CHANGED);
    site.insert("CNAME".to_owned(), "example.org".to_owned());
    site.insert("old/mine".to_owned(), "mine".to_owned());
    assert_eq!(contents(&sandbox.site), site);
    assert_eq!(identity(&sandbox.site.join("models/a/index.html")), unchanged);
    assert_eq!(identity(&sandbox.site).0, folder);
    assert_eq!(sandbox.beside(), ["hub", "site"]);
}

#[test]
fn in_place_too_the_files_of_others_are_not_replaced_and_two_builds_do_not_mix() {
    let Some((sandbox, _mount)) = mounted() else { return };
    sandbox.build(PAGES).unwrap();
    fs::write(sandbox.site.join("about.html"), "mine").unwrap();
    let before = contents(&sandbox.site);
    let error = sandbox.build(&[("index.html", "2"), ("about.html", "ours")]).unwrap_err();
    assert!(matches!(error, OutputError::ForeignClash { .. }), "{error}");
    assert_eq!(contents(&sandbox.site), before);
    let staging = stage(&sandbox.site, &sandbox.options()).unwrap();
    assert!(matches!(sandbox.build(PAGES), Err(OutputError::Busy { .. })));
    drop(staging);
    assert_eq!(contents(&sandbox.site), before);
}

#[test]
fn a_killed_build_in_place_is_mended_by_the_next_one() {
    let Some((sandbox, _mount)) = mounted() else { return };
    // As a kill leaves it before there is any marker, and then half way with the marker that lists old and new.
    fs::create_dir_all(sandbox.site.join(".cardex-stage-4194305/models")).unwrap();
    fs::write(sandbox.site.join(".cardex.lock"), "4194305").unwrap();
    sandbox.build(PAGES).unwrap();
    assert_eq!(contents(&sandbox.site), site_of(PAGES));

    let both = site_of(&[PAGES, &[("new.html", "n")]].concat());
    fs::write(sandbox.site.join(MARKER), &both[MARKER]).unwrap();
    fs::write(sandbox.site.join("new.html"), "n").unwrap();
    let written = sandbox.build(PAGES).unwrap();
    assert_eq!((written.changed, written.removed), (0, 1));
    assert_eq!(contents(&sandbox.site), site_of(PAGES));
}

#[test]
fn a_site_in_a_lower_layer_is_written_in_place() {
    let mut sandbox = Sandbox::new();
    let root = sandbox.dir.path().to_path_buf();
    sandbox.site = root.join("lower/site");
    for name in ["lower", "upper", "work", "merged"] {
        fs::create_dir(root.join(name)).unwrap();
    }
    sandbox.build(PAGES).unwrap();
    fs::write(sandbox.site.join("CNAME"), "example.org").unwrap();
    let layers =
        format!("lowerdir={0}/lower,upperdir={0}/upper,workdir={0}/work,redirect_dir=off", root.display());
    let Some(_mount) = Mount::new(&["-t", "overlay", "-o", &layers, "overlay"], &root.join("merged")) else {
        return;
    };
    sandbox.site = root.join("merged/site");
    let written = sandbox.build(CHANGED).unwrap();
    assert_eq!((written.changed, written.unchanged, written.removed), (4, 1, 3));
    let mut site = site_of(CHANGED);
    site.insert("CNAME".to_owned(), "example.org".to_owned());
    assert_eq!(contents(&sandbox.site), site);
    assert_eq!(crate::support::names(&root.join("merged")), ["site"]);
}
