//! Files in the site that Cardex did not write: kept, moved with it, never replaced.

use std::fs;

use cardex::output::OutputError;

use crate::support::{MARKER, Sandbox, contents, site_of};

const PAGES: &[(&str, &str)] = &[("index.html", "1"), ("models/a/index.html", "a")];
const CHANGED: &[(&str, &str)] = &[("index.html", "2"), ("models/b/index.html", "b")];

/// A site with files of others at its top, in a folder of ours and in folders of their own.
fn with_foreign_files() -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.build(PAGES).unwrap();
    fs::write(sandbox.site.join("CNAME"), "models.example.org").unwrap();
    fs::write(sandbox.site.join(".nojekyll"), "").unwrap();
    fs::write(sandbox.site.join("models/a/NOTES.txt"), "mine").unwrap();
    fs::create_dir_all(sandbox.site.join(".git/refs/heads")).unwrap();
    fs::write(sandbox.site.join(".git/HEAD"), "ref: refs/heads/pages").unwrap();
    fs::create_dir_all(sandbox.site.join("downloads/empty")).unwrap();
    fs::write(sandbox.site.join("downloads/a.zip"), "zip").unwrap();
    sandbox
}

const FOREIGN: [(&str, &str); 7] = [
    ("CNAME", "models.example.org"),
    (".nojekyll", ""),
    ("models/a/NOTES.txt", "mine"),
    (".git/refs/heads/", ""),
    (".git/HEAD", "ref: refs/heads/pages"),
    ("downloads/empty/", ""),
    ("downloads/a.zip", "zip"),
];

fn site_with_foreign_files(pages: &[(&str, &str)]) -> std::collections::BTreeMap<String, String> {
    let mut site = site_of(pages);
    site.extend(FOREIGN.map(|(path, text)| (path.to_owned(), text.to_owned())));
    site
}

#[test]
fn foreign_files_and_folders_are_kept_and_named() {
    let sandbox = with_foreign_files();
    let written = sandbox.build(CHANGED).unwrap();
    assert_eq!(contents(&sandbox.site), site_with_foreign_files(CHANGED));
    assert_eq!(written.kept_foreign, [".git", ".nojekyll", "CNAME", "downloads", "models/a/NOTES.txt"]);
    assert_eq!((written.changed, written.removed), (2, 1));
    assert_eq!(sandbox.beside(), ["hub", "site"]);
    // And once more, now that they live in a site that was swapped.
    sandbox.build(PAGES).unwrap();
    assert_eq!(contents(&sandbox.site), site_with_foreign_files(PAGES));
}

#[cfg(unix)]
#[test]
fn foreign_files_are_moved_and_not_copied() {
    use crate::support::identity;

    let sandbox = with_foreign_files();
    let files = ["CNAME", "models/a/NOTES.txt", ".git/HEAD", "downloads/a.zip"];
    let before = files.map(|path| identity(&sandbox.site.join(path)));
    sandbox.build(CHANGED).unwrap();
    assert_eq!(files.map(|path| identity(&sandbox.site.join(path))), before);
}

#[test]
fn a_foreign_file_in_the_place_of_a_page_stops_the_build() {
    for (foreign, page) in [
        ("about.html", "about.html"),
        ("About.HTML", "about.html"),
        ("about", "about/index.html"),
        ("models/a/extra/x", "models/a/extra"),
        ("docs/index.html", "docs/index.html"),
        ("docs/x", "docs/x/y.html"),
    ] {
        let sandbox = Sandbox::new();
        sandbox.build(PAGES).unwrap();
        fs::create_dir_all(sandbox.site.join(foreign).parent().unwrap()).unwrap();
        fs::write(sandbox.site.join(foreign), "mine").unwrap();
        let before = contents(&sandbox.site);
        let error = sandbox.build(&[("index.html", "2"), (page, "ours")]).unwrap_err();
        assert!(
            matches!(&error, OutputError::ForeignClash { path } if path.starts_with(&sandbox.site)),
            "{error}"
        );
        let first = foreign.split('/').next().unwrap();
        assert!(error.to_string().contains(first), "{error}");
        assert_eq!(contents(&sandbox.site), before, "{foreign}");
        assert_eq!(sandbox.beside(), ["hub", "site"]);
    }
}

#[test]
fn we_may_write_into_a_folder_of_others_beside_their_files() {
    let sandbox = with_foreign_files();
    let pages = &[("downloads/index.html", "list")];
    sandbox.build(pages).unwrap();
    assert_eq!(contents(&sandbox.site), site_with_foreign_files(pages));
}

#[test]
fn a_file_that_comes_while_we_build_is_kept() {
    let sandbox = Sandbox::new();
    sandbox.build(PAGES).unwrap();
    let staging = cardex::output::stage(&sandbox.site, &sandbox.options()).unwrap();
    fs::write(sandbox.site.join("robots.txt"), "late").unwrap();
    staging.write("index.html", b"2").unwrap();
    assert_eq!(staging.commit().unwrap().kept_foreign, ["robots.txt"]);
    assert_eq!(fs::read_to_string(sandbox.site.join("robots.txt")).unwrap(), "late");
}

#[test]
fn a_file_that_comes_late_into_the_place_of_a_new_page_is_left_where_it_is_said() {
    let sandbox = Sandbox::new();
    sandbox.build(PAGES).unwrap();
    let staging = cardex::output::stage(&sandbox.site, &sandbox.options()).unwrap();
    staging.write("index.html", b"2").unwrap();
    staging.write("new.html", b"ours").unwrap();
    fs::write(sandbox.site.join("new.html"), "theirs").unwrap();
    let error = staging.commit().unwrap_err();
    let OutputError::Leftover { path, reason } = &error else { panic!("{error}") };
    assert!(reason.starts_with("new.html: "), "{reason}");
    assert_eq!(fs::read_to_string(path.join("new.html")).unwrap(), "theirs");
    assert_eq!(contents(&sandbox.site), site_of(&[("index.html", "2"), ("new.html", "ours")]));
}

#[cfg(unix)]
#[test]
fn links_in_the_site_are_not_followed() {
    use std::os::unix::fs::symlink;

    let sandbox = Sandbox::new();
    sandbox.build(PAGES).unwrap();
    let outside = sandbox.dir.path().join("outside");
    fs::create_dir(&outside).unwrap();
    fs::write(outside.join("index.html"), "a").unwrap();
    fs::write(outside.join("precious"), "keep").unwrap();
    let before = contents(&outside);
    // A folder of ours became a link to a folder that has the same file in it; a page of ours became a link as well.
    fs::remove_dir_all(sandbox.site.join("models/a")).unwrap();
    symlink(&outside, sandbox.site.join("models/a")).unwrap();
    symlink("/etc/hostname", sandbox.site.join("host")).unwrap();
    let error = sandbox.build(PAGES).unwrap_err();
    assert!(matches!(&error, OutputError::ForeignClash { path } if path.ends_with("models/a")), "{error}");
    // A build that no longer needs the place keeps the link and does not delete through it.
    let written = sandbox.build(&[("index.html", "2")]).unwrap();
    assert_eq!(written.kept_foreign, ["host", "models/a"]);
    assert_eq!(written.removed, 0);
    assert_eq!(fs::read_link(sandbox.site.join("models/a")).unwrap(), outside);
    assert_eq!(fs::read_link(sandbox.site.join("host")).unwrap().to_str(), Some("/etc/hostname"));
    assert_eq!(contents(&outside), before);
}

#[test]
fn a_linked_worktree_of_git_is_an_empty_folder() {
    let sandbox = Sandbox::new();
    fs::create_dir(&sandbox.site).unwrap();
    fs::write(sandbox.site.join(".git"), "gitdir: ../hub/.git/worktrees/site").unwrap();
    let written = sandbox.build(PAGES).unwrap();
    assert_eq!(written.kept_foreign, [".git"]);
    let mut expected = site_of(PAGES);
    expected.insert(".git".to_owned(), "gitdir: ../hub/.git/worktrees/site".to_owned());
    assert_eq!(contents(&sandbox.site), expected);
    assert!(expected[MARKER].contains("models/a/index.html"));
}
