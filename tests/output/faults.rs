//! Full disks and folders that may not be written.
#![cfg(target_os = "linux")]

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;

use cardex::output::OutputError;

use crate::child;
use crate::support::{Mount, Sandbox, contents, is_root, names, site_of};

const PAGES: &[(&str, &str)] = &[("index.html", "1"), ("models/a/index.html", "a")];

#[test]
fn a_full_disk_leaves_the_old_site_and_no_trace() {
    let mut sandbox = Sandbox::new();
    let disk = sandbox.dir.path().join("disk");
    fs::create_dir(&disk).unwrap();
    let Some(_mount) = Mount::new(&["-t", "tmpfs", "-o", "size=1m", "tmpfs"], &disk) else { return };
    sandbox.site = disk.join("site");
    sandbox.build(PAGES).unwrap();
    let big = "x".repeat(700_000);
    let error = sandbox.build(&[("index.html", "2"), ("a.html", &big), ("b.html", &big)]).unwrap_err();
    let OutputError::Io { doing: "write", path, .. } = &error else { panic!("{error}") };
    assert!(path.ends_with("b.html"));
    let text = error.to_string();
    assert!(text.contains("No space left on device") && text.contains("free some space"), "{text}");
    assert_eq!(contents(&sandbox.site), site_of(PAGES));
    assert_eq!(names(&disk), ["site"]);
    // Also where the site is the disk itself and has to be written in place.
    sandbox.site = sandbox.dir.path().join("volume");
    fs::create_dir(&sandbox.site).unwrap();
    let Some(_mount) = Mount::new(&["-t", "tmpfs", "-o", "size=1m", "tmpfs"], &sandbox.site) else { return };
    sandbox.build(PAGES).unwrap();
    sandbox.build(&[("index.html", "2"), ("a.html", &big), ("b.html", &big)]).unwrap_err();
    assert_eq!(contents(&sandbox.site), site_of(PAGES));
}

#[test]
fn a_read_only_disk_is_named() {
    let mut sandbox = Sandbox::new();
    let disk = sandbox.dir.path().join("disk");
    fs::create_dir(&disk).unwrap();
    sandbox.site = disk.join("site");
    sandbox.build(PAGES).unwrap();
    let own = disk.display().to_string();
    let Some(_mount) = Mount::new(&["--bind", "-o", "ro", &own], &disk) else { return };
    let error = sandbox.build(&[("index.html", "2")]).unwrap_err().to_string();
    assert!(error.contains("Read-only file system") && error.contains("choose an output folder"), "{error}");
    assert_eq!(contents(&sandbox.site), site_of(PAGES));
    sandbox.site = disk.join("other");
    let error = sandbox.build(PAGES).unwrap_err().to_string();
    assert!(error.contains(&own) && error.contains("Read-only file system"), "{error}");
    assert_eq!(names(&disk), ["site"]);
}

/// Builds generation 0 as somebody whom rights can stop: as root that is uid 65534.
fn build_as_anybody(sandbox: &Sandbox) -> (Option<i32>, String) {
    let output = if is_root() {
        let binary = child::binary_for_everybody(sandbox);
        let output = child::build(&binary, sandbox, 0, false).uid(65534).gid(65534).current_dir("/").output();
        fs::remove_file(binary).unwrap();
        output
    } else {
        child::build(&std::env::current_exe().unwrap(), sandbox, 0, false).output()
    };
    let output = output.unwrap();
    (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
}

fn set_mode(path: &std::path::Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

#[test]
fn a_folder_without_the_right_to_write_is_named_and_left_alone() {
    let sandbox = Sandbox::new();
    set_mode(sandbox.dir.path(), 0o777);
    sandbox.build(PAGES).unwrap();
    set_mode(&sandbox.site, 0o555);
    let (code, error) = build_as_anybody(&sandbox);
    assert_eq!(code, Some(3), "{error}");
    assert!(
        error.contains("/site: Permission denied") && error.contains("give yourself the right"),
        "{error}"
    );
    assert_eq!(contents(&sandbox.site), site_of(PAGES));
    assert_eq!(sandbox.beside(), ["hub", "site"]);
}

#[test]
fn a_folder_in_a_read_only_parent_is_written_in_place() {
    let sandbox = Sandbox::new();
    fs::create_dir(&sandbox.site).unwrap();
    set_mode(&sandbox.site, 0o777);
    set_mode(sandbox.dir.path(), 0o555);
    let (code, error) = build_as_anybody(&sandbox);
    set_mode(sandbox.dir.path(), 0o755);
    assert_eq!((code, error.as_str()), (Some(0), ""));
    let pages = child::pages(0);
    let pages: Vec<(&str, &str)> = pages.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    assert_eq!(contents(&sandbox.site), site_of(&pages));
    assert_eq!(sandbox.beside(), ["hub", "site"]);
}
