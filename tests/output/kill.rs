//! Builds that are killed or stopped: the old site or the new one, never a mixture, and nothing left behind.
#![cfg(unix)]

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::process::ExitStatusExt;
use std::process::Stdio;
use std::time::{Duration, Instant};

use cardex::output::stage;
use rustix::process::{Pid, Signal, kill_process};

use crate::child;
use crate::support::{MARKER, Sandbox, contents, site_of};

fn site_of_generation(generation: usize) -> BTreeMap<String, String> {
    let pages = child::pages(generation);
    let pages: Vec<(&str, &str)> = pages.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    site_of(&pages)
}

fn build(sandbox: &Sandbox, generation: usize) {
    let pages = child::pages(generation);
    let pages: Vec<(&str, &str)> = pages.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    sandbox.build(&pages).unwrap();
}

/// Takes the files of others out of what was found; they must be in the site, or wait in a leftover for the next build.
fn without_foreign(mut site: BTreeMap<String, String>) -> BTreeMap<String, String> {
    site.retain(|path, _| path != "CNAME" && !path.starts_with(".git/"));
    site
}

#[test]
fn a_killed_build_leaves_the_old_site_or_the_new_one() {
    let sandbox = Sandbox::in_memory();
    let binary = std::env::current_exe().unwrap();
    build(&sandbox, 0);
    fs::write(sandbox.site.join("CNAME"), "example.org").unwrap();
    fs::create_dir(sandbox.site.join(".git")).unwrap();
    fs::write(sandbox.site.join(".git/HEAD"), "ref").unwrap();

    let (mut old, mut new, mut left) = (0, 0, 0);
    let mut generation = 0;
    // How long a build lives, learned from those that ended before their kill: other programs share the processor.
    let mut whole = Duration::from_millis(200);
    for point in 0..50_u32 {
        let start = Instant::now();
        let mut process = child::build(&binary, &sandbox, generation + 1, false)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        while start.elapsed() < whole * point / 50 {
            std::thread::sleep(Duration::from_micros(200));
            if process.try_wait().unwrap().is_some() {
                whole = start.elapsed();
            }
        }
        process.kill().unwrap();
        process.wait().unwrap();
        left += usize::from(sandbox.beside().len() > 2);
        let site = without_foreign(contents(&sandbox.site));
        if site == site_of_generation(generation) {
            old += 1;
        } else {
            assert_eq!(site, site_of_generation(generation + 1), "killed at point {point}");
            new += 1;
        }
        generation += 2;
        build(&sandbox, generation);
        assert_eq!(without_foreign(contents(&sandbox.site)), site_of_generation(generation));
        assert_eq!(fs::read_to_string(sandbox.site.join("CNAME")).unwrap(), "example.org");
        assert_eq!(fs::read_to_string(sandbox.site.join(".git/HEAD")).unwrap(), "ref");
        assert_eq!(sandbox.beside(), ["hub", "site"]);
    }
    println!("50 kills in a build of {whole:?}: {old} old sites, {new} new ones, {left} leftovers");
    assert!(old > 0, "no kill came before the swap");
    assert!(left > 0, "no kill came between the staging and its end");
}

#[test]
fn a_signal_stops_the_build_and_leaves_no_trace() {
    for (signal, code) in [(Signal::INT, 130), (Signal::TERM, 143)] {
        let sandbox = Sandbox::new();
        build(&sandbox, 0);
        let mut process = child::build(&std::env::current_exe().unwrap(), &sandbox, 1, true)
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let stage = format!(".site.cardex-{}", process.id());
        let deadline = Instant::now() + Duration::from_secs(20);
        while !sandbox.dir.path().join(&stage).join("models").exists() {
            assert!(Instant::now() < deadline, "the build did not begin");
            std::thread::sleep(Duration::from_millis(2));
        }
        kill_process(Pid::from_child(&process), signal).unwrap();
        let status = process.wait().unwrap();
        assert_eq!((status.code(), status.signal()), (Some(code), None));
        let error = std::io::read_to_string(process.stderr.take().unwrap()).unwrap();
        assert!(error.starts_with(&format!("error: stopped by signal {}; ", code - 128)), "{error}");
        assert_eq!(contents(&sandbox.site), site_of_generation(0));
        assert_eq!(sandbox.beside(), ["hub", "site"]);
    }
}

#[test]
fn a_half_built_staging_goes() {
    let sandbox = Sandbox::new();
    build(&sandbox, 0);
    let stale = sandbox.dir.path().join(".site.cardex-4194305");
    fs::create_dir_all(stale.join("models")).unwrap();
    fs::write(stale.join("models/index.html"), "half").unwrap();
    build(&sandbox, 1);
    assert_eq!(contents(&sandbox.site), site_of_generation(1));
    assert_eq!(sandbox.beside(), ["hub", "site"]);
}

#[test]
fn folders_that_only_look_like_ours_stay() {
    let sandbox = Sandbox::new();
    for name in
        [".site.cardex-notes", ".site.cardex-", ".site.cardex-1-new", ".other.cardex-1", ".site.cardex-1a"]
    {
        fs::create_dir(sandbox.dir.path().join(name)).unwrap();
    }
    build(&sandbox, 0);
    assert_eq!(
        sandbox.beside(),
        [
            ".other.cardex-1",
            ".site.cardex-",
            ".site.cardex-1-new",
            ".site.cardex-1a",
            ".site.cardex-notes",
            "hub",
            "site"
        ]
    );
}

#[test]
fn an_old_site_that_a_killed_build_left_gives_back_the_files_of_others() {
    let sandbox = Sandbox::new();
    build(&sandbox, 0);
    // As a kill right after the swap leaves it: the old site, whole, where the staging was.
    let left = sandbox.dir.path().join(".site.cardex-4194305");
    fs::rename(&sandbox.site, &left).unwrap();
    fs::create_dir(left.join(".git")).unwrap();
    fs::write(left.join(".git/HEAD"), "ref").unwrap();
    let other = Sandbox::new();
    build(&other, 1);
    fs::rename(&other.site, &sandbox.site).unwrap();
    fs::write(sandbox.site.join("CNAME"), "example.org").unwrap();
    fs::hard_link(sandbox.site.join("CNAME"), left.join("CNAME")).unwrap();

    build(&sandbox, 2);
    let mut expected = site_of_generation(2);
    expected.insert(".git/HEAD".to_owned(), "ref".to_owned());
    expected.insert("CNAME".to_owned(), "example.org".to_owned());
    assert_eq!(contents(&sandbox.site), expected);
    assert_eq!(sandbox.beside(), ["hub", "site"]);
}

#[test]
fn a_leftover_whose_files_have_no_place_is_kept_and_named() {
    let sandbox = Sandbox::new();
    build(&sandbox, 0);
    let left = sandbox.dir.path().join(".site.cardex-4194305");
    fs::create_dir(&left).unwrap();
    fs::copy(sandbox.site.join(MARKER), left.join(MARKER)).unwrap();
    fs::write(left.join("CNAME"), "one").unwrap();
    fs::write(sandbox.site.join("CNAME"), "two").unwrap();
    let error = sandbox.build(&[("index.html", "")]).unwrap_err().to_string();
    assert!(error.contains(".site.cardex-4194305") && error.contains("CNAME"), "{error}");
    assert_eq!(fs::read_to_string(left.join("CNAME")).unwrap(), "one");
    assert_eq!(fs::read_to_string(sandbox.site.join("CNAME")).unwrap(), "two");
}

#[test]
fn a_site_that_was_renamed_away_comes_back() {
    let sandbox = Sandbox::new();
    build(&sandbox, 0);
    fs::write(sandbox.site.join("CNAME"), "example.org").unwrap();
    // As a kill between two renames leaves it: no site, the old one aside, the new one ready.
    fs::rename(&sandbox.site, sandbox.dir.path().join(".site.cardex-4194305-old")).unwrap();
    let other = Sandbox::new();
    build(&other, 1);
    fs::rename(&other.site, sandbox.dir.path().join(".site.cardex-4194305")).unwrap();
    drop(stage(&sandbox.site, &sandbox.options()).unwrap());
    assert_eq!(without_foreign(contents(&sandbox.site)), site_of_generation(0));
    build(&sandbox, 1);
    assert_eq!(without_foreign(contents(&sandbox.site)), site_of_generation(1));
    assert_eq!(fs::read_to_string(sandbox.site.join("CNAME")).unwrap(), "example.org");
    assert_eq!(sandbox.beside(), ["hub", "site"]);
}
