//! Links and special files: never followed out of the hub, never opened, never a hang.
//!
//! Folders and cards without read permission are readable to root, so that those tests hold for other users only.

use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::os::unix::net::UnixListener;

use cardex::config::{Config, Limits};
use cardex::hub::{ReadError, Snapshot};
use rustix::fs::{CWD, FileType, Mode, mknodat};
use tempfile::tempdir;

use crate::{ids, lines, snapshot, write};

#[test]
fn links_are_followed_to_files_of_the_hub_only() {
    let hub = tempdir().unwrap();
    let root = hub.path();
    write(root, "models/ok/README.md", "card");
    write(root, ".git/config", "secret");
    let cases = [
        ("inside", "../ok/README.md"),
        ("passwd", "/etc/passwd"),
        ("zero", "/dev/zero"),
        ("relative", "../../../../../../../../../../../../etc/passwd"),
        ("git", "../../.git/config"),
        ("dangling", "nope.md"),
        ("self", "README.md"),
        ("folder", "../ok"),
    ];
    for (name, target) in cases {
        std::fs::create_dir(root.join("models").join(name)).unwrap();
        symlink(target, root.join("models").join(name).join("README.md")).unwrap();
    }
    symlink("/etc/passwd", root.join("models/ok/img.png")).unwrap();
    symlink("..", root.join("models/ok/up")).unwrap();
    symlink("/", root.join("models/ok/root")).unwrap();
    let found = snapshot(root);
    assert_eq!(ids(&found), ["inside", "ok"]);
    assert_eq!(found.models[1].files, []);
    let card = found.card("models/inside/README.md", &Limits::default());
    assert_eq!(card.value.unwrap().body, "card");
    assert_eq!(
        lines(&found.diagnostics),
        [
            "CX018 warning models/dangling/README.md: skipped: the link leads nowhere",
            "CX018 warning models/folder/README.md: skipped: links to folders are not followed",
            "CX018 warning models/git/README.md: skipped: the link leads out of the hub",
            "CX018 warning models/ok/img.png: skipped: the link leads out of the hub",
            "CX018 warning models/ok/root: skipped: the link leads out of the hub",
            "CX018 warning models/ok/up: skipped: links to folders are not followed",
            "CX018 warning models/passwd/README.md: skipped: the link leads out of the hub",
            "CX018 warning models/relative/README.md: skipped: the link leads out of the hub",
            "CX018 warning models/self/README.md: skipped: the link cannot be followed: Too many levels of symbolic links (os error 40)",
            "CX018 warning models/zero/README.md: skipped: the link leads out of the hub",
        ]
    );
    for path in [
        "models/passwd/README.md",
        "models/ok/root/etc/passwd",
        "models/git/README.md",
        "../x",
        "/etc/passwd",
        ".git/config",
    ] {
        assert!(matches!(found.read(path, 99), Err(ReadError::Outside { .. })), "{path}");
    }
}

#[test]
fn special_files_are_never_opened() {
    let hub = tempdir().unwrap();
    let root = hub.path();
    write(root, "models/ok/README.md", "card");
    for name in ["fifo", "sock", "empty"] {
        std::fs::create_dir(root.join("models").join(name)).unwrap();
    }
    for fifo in ["models/fifo/README.md", "models/ok/weights.bin"] {
        mknodat(CWD, root.join(fifo), FileType::Fifo, Mode::RUSR, 0).unwrap();
    }
    let _listener = UnixListener::bind(root.join("models/sock/README.md")).unwrap();
    let found = snapshot(root);
    assert_eq!(ids(&found), ["ok"]);
    assert_eq!(
        lines(&found.diagnostics),
        [
            "CX018 warning models/fifo/README.md: skipped: it is a named pipe, not a regular file",
            "CX018 warning models/ok/weights.bin: skipped: it is a named pipe, not a regular file",
            "CX018 warning models/sock/README.md: skipped: it is a socket, not a regular file",
        ]
    );
    let error = found.read("models/fifo/README.md", 99).unwrap_err();
    assert_eq!(error.to_string(), "models/fifo/README.md is a named pipe, not a regular file");
    assert!(found.card("models/sock/README.md", &Limits::default()).value.is_none());
}

#[test]
fn a_card_is_measured_before_it_is_read() {
    let hub = tempdir().unwrap();
    write(hub.path(), "models/hole/README.md", "---\na: 1\n---\n");
    let file =
        std::fs::OpenOptions::new().write(true).open(hub.path().join("models/hole/README.md")).unwrap();
    file.set_len(8 << 30).unwrap();
    let card = snapshot(hub.path()).card("models/hole/README.md", &Limits::default());
    assert_eq!(card.value, None);
    assert_eq!(
        lines(&card.diagnostics),
        ["CX023 error models/hole/README.md: the card has 8589934592 bytes, more than the limit of 2097152"]
    );
}

#[test]
fn names_that_are_not_utf8_are_skipped() {
    let hub = tempdir().unwrap();
    write(hub.path(), "models/ok/README.md", "");
    let name = std::ffi::OsStr::from_bytes(b"bad-\xff-name");
    std::fs::create_dir(hub.path().join("models").join(name)).unwrap();
    std::fs::write(hub.path().join("models").join(name).join("README.md"), "").unwrap();
    let found = snapshot(hub.path());
    assert_eq!(ids(&found), ["ok"]);
    assert_eq!(
        lines(&found.diagnostics),
        ["CX018 warning models/bad-\u{fffd}-name: skipped: the name is not UTF-8"]
    );
}

#[test]
fn what_may_not_be_read_is_told() {
    if rustix::process::geteuid().is_root() {
        return;
    }
    let hub = tempdir().unwrap();
    write(hub.path(), "models/a/README.md", "");
    write(hub.path(), "models/b/x/README.md", "");
    let mode = |path: &str, mode| {
        std::fs::set_permissions(hub.path().join(path), std::fs::Permissions::from_mode(mode)).unwrap();
    };
    mode("models/a/README.md", 0);
    mode("models/b/x", 0);
    let found = snapshot(hub.path());
    let card = found.card("models/a/README.md", &Limits::default());
    mode("models/b/x", 0o700);
    assert_eq!(
        lines(&found.diagnostics),
        ["CX019 warning models/b/x: skipped: cannot be read: Permission denied (os error 13)"]
    );
    assert_eq!(
        lines(&card.diagnostics),
        ["CX019 error models/a/README.md: the card cannot be read: Permission denied (os error 13)"]
    );
}

#[test]
fn the_root_may_be_a_link_and_the_models_folder_may_not_lead_out() {
    let hub = tempdir().unwrap();
    write(hub.path(), "real/models/ok/README.md", "");
    symlink("real", hub.path().join("link")).unwrap();
    let found = snapshot(&hub.path().join("link"));
    assert_eq!(ids(&found), ["ok"]);
    assert_eq!(found.root(), hub.path().join("real").canonicalize().unwrap());
    symlink("/etc", hub.path().join("models")).unwrap();
    let error = Snapshot::of_worktree(hub.path(), &Config::default()).unwrap_err();
    assert!(error.to_string().ends_with("models leads out of the hub"));
}
