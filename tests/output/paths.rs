//! Which paths a page may have.

use cardex::output::{OutputError, stage};

use crate::support::{Sandbox, contents, site_of};

#[test]
fn unsafe_paths_are_refused() {
    let sandbox = Sandbox::new();
    let long = "x".repeat(201);
    let staging = stage(&sandbox.site, &sandbox.options()).unwrap();
    for (path, reason) in [
        ("", "has an empty part"),
        ("/etc/passwd", "is absolute"),
        ("a//b", "has an empty part"),
        ("a/", "has an empty part"),
        ("../a", "climbs with '.' or '..'"),
        ("a/../../b", "climbs with '.' or '..'"),
        ("./a", "climbs with '.' or '..'"),
        ("a\0b", "has a control or bidirectional character"),
        ("a\nb", "has a control or bidirectional character"),
        ("a\u{1b}[31m", "has a control or bidirectional character"),
        ("gpj.\u{202e}exe", "has a control or bidirectional character"),
        ("a\\b", "has a character that Windows does not allow in names"),
        ("a:b", "has a character that Windows does not allow in names"),
        ("a?b", "has a character that Windows does not allow in names"),
        ("CON", "is a device name on Windows"),
        ("models/nul.html", "is a device name on Windows"),
        ("com1/index.html", "is a device name on Windows"),
        ("LPT¹.txt", "is a device name on Windows"),
        ("a./b", "has a part that ends with a dot or a space"),
        ("a /b", "has a part that ends with a dot or a space"),
        (long.as_str(), "has a part longer than 200 bytes"),
        (".cardex-site.json", "is a name kept for other things"),
        (".Cardex.lock", "is a name kept for other things"),
        ("a/.GIT/config", "is a name kept for other things"),
    ] {
        match staging.write(path, b"") {
            Err(OutputError::UnsafePath { path: told, reason: why }) => {
                assert_eq!((&*told, why), (path, reason))
            }
            other => panic!("{path:?}: {other:?}"),
        }
    }
}

#[test]
fn unusual_but_safe_paths_are_written() {
    let sandbox = Sandbox::new();
    let longest = "x".repeat(200);
    let pages = [
        ("console/index.html", "1"),
        ("com10", "2"),
        ("a.b.c", "3"),
        ("modèle/数据.html", "4"),
        ("a b", "5"),
        ("x/.cardex-site.json", "6"),
        (".gitignore", "7"),
        (longest.as_str(), "8"),
    ];
    sandbox.build(&pages).unwrap();
    assert_eq!(contents(&sandbox.site), site_of(&pages));
}

#[test]
fn two_writers_of_one_path_are_told_of_each_other() {
    for (first, second) in [
        ("a.html", "a.html"),
        ("tags/PyTorch.html", "tags/pytorch.html"),
        ("tags/caf\u{e9}.html", "tags/CAFE\u{301}.html"),
        ("a", "A/b"),
        ("A/b", "a"),
        ("x/y/z", "X/Y"),
    ] {
        let sandbox = Sandbox::new();
        let staging = stage(&sandbox.site, &sandbox.options()).unwrap();
        staging.write(first, b"1").unwrap();
        match staging.write(second, b"2") {
            Err(OutputError::Clash { path, other }) => assert_eq!((&*path, &*other), (second, first)),
            other => panic!("{first} {second}: {other:?}"),
        }
        assert!(staging.commit().is_err());
        assert!(!sandbox.site.exists());
    }
}
