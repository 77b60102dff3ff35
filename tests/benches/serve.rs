//! `cargo bench --bench serve`: a preview of a generated hub, as its author meets it.
//!
//! Prints milliseconds: from the start of the program to the first page; from the end of an edit of one card to the event that
//! makes a browser load its page again (median and slowest of several edits), and from there to the page; then what is asked
//! for more rarely. `CARDEX_BENCH_MODELS=1000,5000` names other sizes, `CARDEX_BENCH_RUNS` the number of edits. Fails where
//! 10,000 models or fewer miss the goals: one second, 150 ms.

#![allow(clippy::print_stdout, reason = "a benchmark's table is its result")]

mod generator;

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// Milliseconds to the first page.
const FIRST_PAGE: f64 = 1000.0;
/// Milliseconds from an edit to the event.
const REBUILD: f64 = 150.0;

fn main() {
    // `cargo test --benches` runs benchmarks to see that they work: there is nothing to measure then.
    if !std::env::args().any(|argument| argument == "--bench") {
        println!("run by `cargo bench`");
        return;
    }
    let sizes = std::env::var("CARDEX_BENCH_MODELS").unwrap_or_else(|_| "1000,10000".to_owned());
    let sizes: Vec<usize> = sizes.split(',').filter_map(|size| size.trim().parse().ok()).collect();
    let runs = std::env::var("CARDEX_BENCH_RUNS").ok().and_then(|runs| runs.parse().ok()).unwrap_or(10);
    println!(
        "{:>8} {:>10} {:>10} {:>10} {:>10} {:>10} {:>10} {:>10}",
        "models", "first", "rebuild", "slowest", "its page", "list", "search", "RSS MB"
    );
    let mut missed = false;
    for size in sizes {
        let folder = tempfile::tempdir().expect("a temporary folder");
        generator::write(folder.path(), size).expect("the hub");
        let (first, rebuild) = measure(folder.path(), size, runs);
        missed |= size <= 10_000 && (first > FIRST_PAGE || rebuild > REBUILD);
    }
    assert!(!missed, "the goals are missed: {FIRST_PAGE} ms to the first page, {REBUILD} ms to a rebuild");
}

/// One size: a line of the table, and its first two figures.
fn measure(hub: &Path, size: usize, runs: usize) -> (f64, f64) {
    let card = card(hub);
    let page = format!("/{}/", card.strip_prefix(hub).expect("below").parent().expect("a folder").display());
    let start = Instant::now();
    let served = Served::start(hub);
    served.get("/");
    let first = milliseconds(start);
    let mut events = BufReader::new(served.ask("/-/events"));
    wait(&mut events);
    let text = fs::read_to_string(&card).expect("the card");
    let (mut rebuilds, mut pages) = (Vec::new(), Vec::new());
    for run in 0..runs {
        // The bell rings once for each edit when they do not follow on each other's heels.
        std::thread::sleep(Duration::from_millis(500));
        fs::write(&card, format!("{text}\nEdit {run}.\n")).expect("the edit");
        let start = Instant::now();
        loop {
            wait(&mut events);
            let rebuild = milliseconds(start);
            let start = Instant::now();
            if served.get(&page).contains(&format!("Edit {run}.")) {
                rebuilds.push(rebuild);
                pages.push(milliseconds(start));
                break;
            }
        }
    }
    let timed = |path: &str| {
        let start = Instant::now();
        served.get(path);
        milliseconds(start)
    };
    let (list, search) = (timed("/models/"), timed("/search/manifest.js"));
    rebuilds.sort_by(f64::total_cmp);
    pages.sort_by(f64::total_cmp);
    let rebuild = rebuilds[runs / 2];
    println!(
        "{size:>8} {first:>10.0} {rebuild:>10.0} {:>10.0} {:>10.0} {list:>10.0} {search:>10.0} {:>10.0}",
        rebuilds[runs - 1],
        pages[runs / 2],
        served.peak() as f64 / 1e6
    );
    (first, rebuild)
}

fn milliseconds(start: Instant) -> f64 {
    start.elapsed().as_secs_f64() * 1000.0
}

/// The first card of a hub.
fn card(hub: &Path) -> PathBuf {
    let files = walkdir::WalkDir::new(hub.join("models")).sort_by_file_name().into_iter().flatten();
    files.map(walkdir::DirEntry::into_path).find(|path| path.ends_with("README.md")).expect("a card")
}

fn wait(events: &mut impl BufRead) {
    let mut line = String::new();
    while !line.starts_with("data: ") {
        line.clear();
        assert!(events.read_line(&mut line).expect("an event") > 0, "the server ended the events");
    }
}

struct Served {
    child: Child,
    address: String,
}

impl Served {
    fn start(hub: &Path) -> Served {
        let mut child = Command::new(env!("CARGO_BIN_EXE_cardex"))
            .args(["serve", "--port", "0"])
            .arg(hub)
            .stdout(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let mut line = String::new();
        BufReader::new(child.stdout.as_mut().expect("its output")).read_line(&mut line).expect("a line");
        let address = line.split('/').nth(2).expect("an address").to_owned();
        Served { child, address }
    }

    fn ask(&self, path: &str) -> TcpStream {
        let mut stream = TcpStream::connect(&self.address).expect("a connection");
        stream.write_all(format!("GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n").as_bytes()).expect("sent");
        stream
    }

    fn get(&self, path: &str) -> String {
        let mut answer = Vec::new();
        self.ask(path).read_to_end(&mut answer).expect("an answer");
        let answer = String::from_utf8_lossy(&answer).into_owned();
        assert!(answer.starts_with("HTTP/1.1 200 "), "{path}: {}", answer.lines().next().unwrap_or_default());
        answer
    }

    /// The peak memory, as Linux tells it.
    fn peak(&self) -> u64 {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or_default();
        line.trim().trim_end_matches(" kB").parse::<u64>().unwrap_or(0) * 1024
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
