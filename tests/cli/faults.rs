//! The whole command against what happens to builds: kills, full and read-only disks, foreign folders, no network.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test that cannot prepare its hub has failed")]

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

/// A folder in memory, so that no test waits for a disk that others use.
fn scratch() -> TempDir {
    tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).unwrap()
}

/// Writes one of two states of a hub: 60 models, of which a third differ and a few have another name.
fn write_hub(hub: &Path, state: usize) {
    if hub.exists() {
        fs::remove_dir_all(hub).unwrap();
    }
    for number in 0..60 {
        let name =
            if number % 10 == 0 { format!("model-{number}-{state}") } else { format!("model-{number}") };
        let folder = hub.join("models/acme").join(name);
        fs::create_dir_all(&folder).unwrap();
        let text =
            if number % 3 == 0 { format!("Text of state {state}.") } else { "The same text.".to_owned() };
        let card = format!("---\nlicense: mit\ntags: [t{}]\n---\n# Model {number}\n\n{text}\n", number % 7);
        fs::write(folder.join("README.md"), card).unwrap();
    }
}

fn command(hub: &Path, site: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cardex"));
    command.arg("build").arg(hub).arg("--quiet").arg("--out").arg(site).env_clear();
    command
}

fn build(hub: &Path, site: &Path) {
    let output = command(hub, site).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// Every file below a folder, with its bytes.
fn contents(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in walkdir::WalkDir::new(folder) {
        let entry = entry.unwrap();
        if entry.file_type().is_file() {
            let path = entry.path().strip_prefix(folder).unwrap().to_owned();
            found.insert(path, fs::read(entry.path()).unwrap());
        }
    }
    found
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

fn is_root() -> bool {
    rustix::process::geteuid().is_root()
}

/// Says that a test cannot run here; in CI it must.
fn skip(why: &str) {
    assert!(std::env::var("CI").as_deref() != Ok("true"), "this test must run in CI, and {why}");
    println!("SKIP: {why}");
}

#[test]
fn a_killed_build_leaves_the_old_site_or_the_new_one() {
    let folder = scratch();
    let (hub, site) = (folder.path().join("hub"), folder.path().join("out/site"));
    let states: Vec<BTreeMap<PathBuf, Vec<u8>>> = (0..2)
        .map(|state| {
            write_hub(&hub, state);
            build(&hub, &site);
            contents(&site)
        })
        .collect();
    assert_ne!(states[0], states[1]);

    let (mut old, mut new, mut left) = (0, 0, 0);
    let mut current = 1;
    // How long a build lives, learned from those that ended before their kill: other programs share the processor.
    let mut whole = Duration::from_millis(1000);
    for point in 0..50_u32 {
        let wanted = 1 - current;
        write_hub(&hub, wanted);
        let start = Instant::now();
        let mut process = command(&hub, &site).stderr(Stdio::null()).spawn().unwrap();
        while start.elapsed() < whole * point / 50 {
            std::thread::sleep(Duration::from_micros(300));
            if process.try_wait().unwrap().is_some() {
                whole = start.elapsed();
                break;
            }
        }
        process.kill().unwrap();
        let status = process.wait().unwrap();
        assert!(status.signal() == Some(9) || status.success(), "{status}");
        left += usize::from(names(&folder.path().join("out")) != ["site"]);
        let found = contents(&site);
        if found == states[current] {
            old += 1;
        } else {
            assert!(found == states[wanted], "killed at point {point}: a mix of two sites");
            new += 1;
        }
        build(&hub, &site);
        assert!(contents(&site) == states[wanted], "the build after a kill at point {point}");
        assert_eq!(names(&folder.path().join("out")), ["site"], "leftovers of a kill at point {point}");
        current = wanted;
    }
    println!("50 kills in a build of {whole:?}: {old} old sites, {new} new ones, {left} with leftovers");
    assert!(old > 0, "no kill came before the swap");
}

/// A mount that goes with the test.
struct Mount(PathBuf);

impl Mount {
    fn new(options: &[&str], at: &Path) -> Option<Mount> {
        if !is_root() {
            skip("only root can mount");
            return None;
        }
        if !Command::new("mount").args(options).arg(at).output().is_ok_and(|output| output.status.success()) {
            skip("root cannot mount here");
            return None;
        }
        Some(Mount(at.to_owned()))
    }
}

impl Drop for Mount {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(&self.0).status();
    }
}

/// Builds and must fail: exit code 3 and a message that holds `reason`.
fn fails(hub: &Path, site: &Path, reason: &str) {
    let output = command(hub, site).output().unwrap();
    let text = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(3), "{text}");
    assert!(text.contains(reason), "{text}");
}

#[test]
fn a_full_disk_leaves_the_old_site_whole() {
    let folder = scratch();
    let (hub, disk) = (folder.path().join("hub"), folder.path().join("disk"));
    fs::create_dir(&disk).unwrap();
    let Some(_mount) = Mount::new(&["-t", "tmpfs", "-o", "size=3m", "tmpfs"], &disk) else { return };
    write_hub(&hub, 0);
    let site = disk.join("site");
    build(&hub, &site);
    let before = contents(&site);
    let text = "many words of a long card ".repeat(30_000);
    for number in 0..5 {
        fs::write(hub.join(format!("models/acme/model-{}/README.md", number + 1)), &text).unwrap();
    }
    fails(&hub, &site, "No space left on device");
    assert!(contents(&site) == before);
    assert_eq!(names(&disk), ["site"]);
}

#[test]
fn a_read_only_disk_leaves_the_old_site_whole() {
    let folder = scratch();
    let (hub, disk) = (folder.path().join("hub"), folder.path().join("disk"));
    write_hub(&hub, 0);
    let site = disk.join("site");
    build(&hub, &site);
    let before = contents(&site);
    write_hub(&hub, 1);
    let own = disk.display().to_string();
    let Some(_mount) = Mount::new(&["--bind", "-o", "ro", &own], &disk) else { return };
    fails(&hub, &site, "Read-only file system");
    assert!(contents(&site) == before);
    assert_eq!(names(&disk), ["site"]);
}

#[test]
fn a_folder_of_somebody_else_is_left_alone() {
    let folder = scratch();
    let (hub, site) = (folder.path().join("hub"), folder.path().join("theirs"));
    write_hub(&hub, 0);
    fs::create_dir(&site).unwrap();
    fs::write(site.join("thesis.tex"), "irreplaceable").unwrap();
    let output = command(&hub, &site).output().unwrap();
    assert_eq!(output.status.code(), Some(2), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(names(&site), ["thesis.tex"]);
    assert_eq!(names(folder.path()), ["hub", "theirs"]);
}

#[test]
fn a_build_needs_no_network() {
    let folder = scratch();
    let (hub, site) = (folder.path().join("hub"), folder.path().join("site"));
    write_hub(&hub, 0);
    build(&hub, &site);
    let here = contents(&site);
    if !is_root() {
        return skip("only root can leave the network");
    }
    // An empty network namespace: even its loopback device is down.
    let output = Command::new("unshare")
        .args(["--net", env!("CARGO_BIN_EXE_cardex"), "build", "--quiet", "--out"])
        .args([&folder.path().join("alone"), &hub])
        .env("http_proxy", "http://127.0.0.1:9")
        .output();
    let Ok(output) = output else { return skip("there is no unshare") };
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(contents(&folder.path().join("alone")) == here);
}
