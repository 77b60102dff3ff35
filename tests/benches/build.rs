//! `cargo bench`: whole builds of generated hubs, as a user runs them.
//!
//! Prints wall-clock and processor seconds, peak memory and the size of the site, the median of several runs, for
//! hubs of 1,000 and 10,000 models, and the ratio between the two: a build should take ten times as long for ten times
//! the models. `CARDEX_BENCH_MODELS=1000,5000` names other sizes, `CARDEX_BENCH_RUNS` the number of runs.

#![allow(clippy::print_stdout, reason = "a benchmark's table is its result")]

mod generator;

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// One build's cost.
#[derive(Clone, Copy)]
struct Cost {
    wall: f64,
    /// User and system time, in seconds; 0 where the system does not tell.
    processor: f64,
    /// Bytes; 0 where the system does not tell.
    memory: u64,
}

fn main() {
    // `cargo test --benches` runs benchmarks to see that they work: there is nothing to measure then.
    if !std::env::args().any(|argument| argument == "--bench") {
        println!("run by `cargo bench`");
        return;
    }
    let sizes = std::env::var("CARDEX_BENCH_MODELS").unwrap_or_else(|_| "1000,10000".to_owned());
    let sizes: Vec<usize> = sizes.split(',').filter_map(|size| size.trim().parse().ok()).collect();
    let runs = std::env::var("CARDEX_BENCH_RUNS").ok().and_then(|runs| runs.parse().ok()).unwrap_or(3);
    println!(
        "{:>8} {:>9} {:>9} {:>9} {:>9} {:>10}",
        "models", "wall s", "CPU s", "RSS MB", "site MB", "again s"
    );
    let mut last: Option<(usize, Cost)> = None;
    for size in sizes {
        let folder = tempfile::tempdir().expect("a temporary folder");
        generator::write(folder.path(), size).expect("the hub");
        let site = folder.path().join("site");
        let fresh = || {
            let _ = fs::remove_dir_all(&site);
            build(folder.path())
        };
        let cost = median((0..runs).map(|_| fresh()).collect());
        let again = median((0..runs).map(|_| build(folder.path())).collect());
        println!(
            "{size:>8} {:>9.2} {:>9.2} {:>9.0} {:>9.1} {:>10.2}",
            cost.wall,
            cost.processor,
            cost.memory as f64 / 1e6,
            bytes_below(&site) as f64 / 1e6,
            again.wall
        );
        if let Some((before, earlier)) = last {
            let times = size as f64 / before as f64;
            println!("{times:.1} times the models: {:.1} times the time", cost.wall / earlier.wall);
        }
        last = Some((size, cost));
    }
}

fn build(hub: &Path) -> Cost {
    let before = children_seconds();
    let start = Instant::now();
    let mut child = Command::new(env!("CARGO_BIN_EXE_cardex"))
        .args(["build", "--quiet"])
        .arg(hub)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .spawn()
        .expect("the program starts");
    let mut memory = 0;
    while child.try_wait().expect("the child").is_none() {
        memory = memory.max(peak(child.id()));
        std::thread::sleep(Duration::from_millis(2));
    }
    Cost { wall: start.elapsed().as_secs_f64(), processor: children_seconds() - before, memory }
}

/// The peak memory of a process so far, as Linux tells it.
fn peak(process: u32) -> u64 {
    let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or_default();
    line.trim().trim_end_matches(" kB").parse::<u64>().unwrap_or(0) * 1024
}

/// Processor time of all ended children, in seconds, as Linux tells it: fields 16 and 17 of `stat`, in ticks of 10 ms.
fn children_seconds() -> f64 {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields = stat.rsplit_once(')').map(|(_, rest)| rest).unwrap_or_default();
    let ticks: f64 =
        fields.split_whitespace().skip(13).take(2).filter_map(|field| field.parse::<f64>().ok()).sum();
    ticks / 100.0
}

fn median(mut costs: Vec<Cost>) -> Cost {
    costs.sort_by(|a, b| a.wall.total_cmp(&b.wall));
    costs[costs.len() / 2]
}

fn bytes_below(folder: &Path) -> u64 {
    let entries = walkdir::WalkDir::new(folder).into_iter().flatten();
    let files = entries.filter(|entry| entry.file_type().is_file());
    files.filter_map(|entry| entry.metadata().ok()).map(|metadata| metadata.len()).sum()
}
