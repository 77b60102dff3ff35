//! Folders that a build must never take.

use std::fs;
use std::path::Path;

use cardex::output::{OutputError, StageOptions, stage};

use crate::support::{MARKER, Sandbox, contents, names, site_of};

const PAGES: &[(&str, &str)] = &[("index.html", "1")];

fn refusal(dir: &Path, options: &StageOptions) -> OutputError {
    match stage(dir, options) {
        Err(error) => error,
        Ok(_) => panic!("{} was taken", dir.display()),
    }
}

#[test]
fn a_folder_with_files_and_no_marker_is_refused_and_left_alone() {
    let sandbox = Sandbox::new();
    fs::create_dir(&sandbox.site).unwrap();
    fs::write(sandbox.site.join("thesis.tex"), "years of work").unwrap();
    let error = refusal(&sandbox.site, &sandbox.options());
    assert_eq!(
        error.to_string(),
        format!(
            "{} is not empty and not a Cardex site; nothing was changed; use an empty folder, or empty this one yourself",
            sandbox.site.display()
        )
    );
    assert_eq!(names(&sandbox.site), ["thesis.tex"]);
    assert_eq!(sandbox.beside(), ["hub", "site"]);
}

#[test]
fn a_repository_without_a_marker_is_refused() {
    let sandbox = Sandbox::new();
    fs::create_dir_all(sandbox.site.join(".git")).unwrap();
    let error = refusal(&sandbox.site, &sandbox.options());
    assert!(matches!(error, OutputError::NotASite { git: true, .. }), "{error}");
    assert_eq!(names(&sandbox.site), [".git"]);
    let error = refusal(&sandbox.site.join(".git/pages"), &sandbox.options());
    assert!(error.to_string().contains("is inside a git folder"), "{error}");
}

#[test]
fn the_root_the_home_the_hub_and_what_is_above_them_are_refused() {
    let sandbox = Sandbox::new();
    // Users of services have homes that do not exist.
    let home = std::env::home_dir().filter(|home| home.is_dir()).unwrap_or_else(|| "/".into());
    let above = fs::canonicalize(sandbox.dir.path()).unwrap();
    for (dir, what) in [
        (Path::new("/"), "is the root of a file system"),
        (home.as_path(), if home.parent().is_some() { "is your home folder" } else { "is the root" }),
        (&sandbox.hub, "is the hub itself"),
        (&sandbox.hub.join("models/.."), "is the hub itself"),
        (&above, "is above the hub itself"),
        (&sandbox.hub.join("models"), "is in the way of the hub's own folder models"),
        (&sandbox.hub.join("models/org/site"), "is in the way of the hub's own folder models"),
    ] {
        let error = refusal(dir, &sandbox.options());
        assert!(error.to_string().contains(what), "{}: {error}", dir.display());
        assert!(matches!(error, OutputError::Protected { .. }));
    }
    assert_eq!(contents(&sandbox.hub).keys().collect::<Vec<_>>(), ["models/org/name/"]);
}

#[test]
fn a_marker_does_not_make_the_hub_a_site() {
    let sandbox = Sandbox::new();
    fs::write(sandbox.hub.join(MARKER), r#"{"cardex_site": 1, "files": ["models/org/name/README.md"]}"#)
        .unwrap();
    fs::write(sandbox.hub.join("models/org/name/README.md"), "card").unwrap();
    assert!(matches!(refusal(&sandbox.hub, &sandbox.options()), OutputError::Protected { .. }));
    assert!(sandbox.hub.join("models/org/name/README.md").exists());
}

#[test]
fn a_folder_beside_the_models_in_the_hub_is_fine() {
    let sandbox = Sandbox::new();
    let site = sandbox.hub.join("site");
    sandbox.build_into(&site, PAGES).unwrap();
    assert_eq!(contents(&site), site_of(PAGES));
    assert_eq!(names(&sandbox.hub), ["models", "site"]);
}

#[cfg(unix)]
#[test]
fn a_link_or_a_file_is_refused_also_with_a_slash_behind_it() {
    let sandbox = Sandbox::new();
    sandbox.build(PAGES).unwrap();
    let link = sandbox.dir.path().join("link");
    std::os::unix::fs::symlink(&sandbox.site, &link).unwrap();
    assert!(matches!(refusal(&link, &sandbox.options()), OutputError::Symlink { .. }));
    assert!(matches!(refusal(&link.join(""), &sandbox.options()), OutputError::Symlink { .. }));
    let file = sandbox.dir.path().join("file");
    fs::write(&file, "text").unwrap();
    assert!(matches!(refusal(&file, &sandbox.options()), OutputError::NotAFolder { .. }));
    let error = refusal(&file.join("below"), &sandbox.options()).to_string();
    assert!(error.contains("a part of that path is a file"), "{error}");
    assert_eq!(fs::read_to_string(&file).unwrap(), "text");
    assert_eq!(contents(&sandbox.site), site_of(PAGES));
}

#[test]
fn a_marker_that_was_tampered_with_is_refused() {
    for (text, reason) in [
        ("", "is not a marker of Cardex"),
        ("[]", "is not a marker of Cardex"),
        ("{\"files\": []}", "is not a marker of Cardex"),
        ("{\"cardex_site\": 2, \"files\": []}", "has form 2, which this version does not know"),
        ("{\"cardex_site\": 1, \"files\": [\"../precious\"]}", "climbs with '.' or '..'"),
        ("{\"cardex_site\": 1, \"files\": [\"/etc/passwd\"]}", "is absolute"),
        ("{\"cardex_site\": 1, \"files\": [\".git/HEAD\"]}", "is a name kept for other things"),
    ] {
        let sandbox = Sandbox::new();
        sandbox.build(PAGES).unwrap();
        let precious = sandbox.dir.path().join("precious");
        fs::write(&precious, "keep").unwrap();
        fs::write(sandbox.site.join(MARKER), text).unwrap();
        let error = refusal(&sandbox.site, &sandbox.options());
        assert!(matches!(error, OutputError::BadMarker { .. }), "{error}");
        assert!(error.to_string().contains(reason), "{error}");
        assert_eq!(names(&sandbox.site), [MARKER, "index.html"]);
        assert_eq!(fs::read_to_string(&precious).unwrap(), "keep");
        assert_eq!(sandbox.beside(), ["hub", "precious", "site"]);
    }
}
