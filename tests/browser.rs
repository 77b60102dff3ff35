//! The built site in real browsers, opened from `file://`: see `tests/browser/`.

#![allow(clippy::unwrap_used, reason = "a test that cannot prepare its hub has failed")]

use std::path::{Path, PathBuf};
use std::process::Command;

/// The test files, one process of node for each; `search.test.mjs` and `common.test.mjs` belong to `tests/search.rs`.
const SUITES: &[&str] = &[
    "accessibility",
    "audit",
    "boards",
    "compare",
    "controls",
    "finding",
    "firefox",
    "html",
    "layout",
    "links",
    "list",
    "pages",
    "palette",
    "plain",
    "polish",
    "serve",
];

/// An address that nothing answers at: the tests answer for it.
const ADDRESS: &str = "https://models.example.org/team/catalog/";

#[test]
fn the_site_works_in_browsers() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser");
    let (chromium, firefox) = match tools(&folder) {
        Ok(browsers) => browsers,
        Err(missing) if std::env::var("CI").is_ok_and(|value| value == "true") => {
            panic!("the browser tests must run where CI is true, and {missing}")
        }
        Err(missing) => {
            println!("SKIP: {missing}");
            return;
        }
    };
    let scratch = tempfile::tempdir().unwrap();
    let hub = Path::new(env!("CARGO_MANIFEST_DIR")).join("example-hub");
    let large_hub = scratch.path().join("large-hub");
    write_large_hub(&large_hub);
    let site = build(&hub, &scratch.path().join("site"), &[]);
    let addressed = build(&hub, &scratch.path().join("addressed"), &["--base-url", ADDRESS]);
    let large = build(&large_hub, &scratch.path().join("large"), &[]);
    let output = Command::new("node")
        .arg("--test")
        // Several browsers at once on few cores make waits run out.
        .arg("--test-concurrency=1")
        .args(SUITES.iter().map(|suite| folder.join(format!("{suite}.test.mjs"))))
        .env("CARDEX_PROGRAM", env!("CARGO_BIN_EXE_cardex"))
        .env("CARDEX_SITE", site)
        .env("CARDEX_ADDRESSED_SITE", addressed)
        .env("CARDEX_LARGE_SITE", large)
        .env("CARDEX_CHROMIUM", chromium)
        .env("CARDEX_FIREFOX", firefox)
        .output()
        .unwrap();
    let report = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{report}{}", String::from_utf8_lossy(&output.stderr));
    // A suite that is not found is no test, and would be no failure either.
    let tests =
        report.lines().find_map(|line| line.rsplit_once("tests ")?.1.parse::<usize>().ok()).unwrap_or(0);
    assert!(tests >= 40, "only {tests} tests ran:\n{report}");
}

/// The paths of Chromium and Firefox, or what is missing.
fn tools(folder: &Path) -> Result<(PathBuf, PathBuf), String> {
    for (program, argument) in [("node", "--version"), ("java", "-version")] {
        if !Command::new(program).arg(argument).output().is_ok_and(|output| output.status.success()) {
            return Err(format!("{program} does not run"));
        }
    }
    if !folder.join("node_modules/playwright-core").is_dir() {
        return Err("tests/browser/node_modules is not there: run `npm ci` in tests/browser".to_owned());
    }
    Ok((
        program("CARDEX_CHROMIUM", &["chromium", "chromium-browser", "google-chrome"])?,
        program("CARDEX_FIREFOX", &["firefox-esr", "firefox"])?,
    ))
}

/// The path of the program that an environment variable names, or else of the first of `names` in PATH.
fn program(variable: &str, names: &[&str]) -> Result<PathBuf, String> {
    if let Some(path) = std::env::var_os(variable) {
        return Ok(PathBuf::from(path));
    }
    let path = std::env::var_os("PATH").unwrap_or_default();
    names
        .iter()
        .flat_map(|name| std::env::split_paths(&path).map(move |folder| folder.join(name)))
        .find(|candidate| candidate.is_file())
        .ok_or_else(|| format!("there is no {} in PATH; {variable} can name one", names.join(" or ")))
}

fn build(hub: &Path, site: &Path, options: &[&str]) -> PathBuf {
    let output = Command::new(env!("CARGO_BIN_EXE_cardex"))
        .args(["build", "--quiet", "--out"])
        .args([site, hub])
        .args(options)
        .output()
        .unwrap();
    assert!(output.status.success(), "{}: {}", hub.display(), String::from_utf8_lossy(&output.stderr));
    site.to_owned()
}

/// A hub with more than one page of models, cards in several languages, and names that a path must escape.
fn write_large_hub(hub: &Path) {
    let write = |id: &str, front_matter: &str, body: &str| {
        let folder = hub.join("models").join(id);
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join("README.md"), format!("---\n{front_matter}\n---\n# {id}\n\n{body}\n"))
            .unwrap();
    };
    for number in 1..=120 {
        write(
            &format!("acme/model-{number:03}"),
            "license: mit\npipeline_tag: text-classification\nlibrary_name: transformers\ntags: [numbered]",
            &format!("The model with number {number}."),
        );
    }
    for (id, description, body) in [
        ("kana/nihongo-asr", "日本語の音声認識モデル", "東京のニュースで学習しました。"),
        ("masr/tarjama", "نموذج ترجمة عربي", "يترجم النصوص العربية."),
        ("berlin/größe-schätzer", "Schätzt die Größe von Äpfeln 🍎", "Geübt an Straßenständen."),
        ("odd/a b#c", "A name with a space and a hash", "Nothing else."),
        ("odd/100%&x", "A name with a percent sign", "Nothing else."),
    ] {
        write(id, &format!("description: {description}\nlicense: mit"), body);
    }
}
