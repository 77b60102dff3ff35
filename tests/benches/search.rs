//! `cargo bench --bench search -- SITE`: what the search index of a built site costs, without the rest of a build.
//!
//! The models' texts are read back from the site, so that bodies are as long as they are there. Prints processor
//! seconds and memory for reading the models into batches, and for writing the index of the batches.

#![allow(clippy::print_stdout, reason = "a benchmark's table is its result")]

use std::fs;
use std::path::{Path, PathBuf};

use cardex::search::{Batch, DOCUMENTS_PER_BATCH, Document, Indexer, TEXTS_PER_FILE, index};
use serde_json::Value;

fn main() {
    let Some(site) = std::env::args().skip(1).find(|argument| !argument.starts_with("--")).map(PathBuf::from)
    else {
        println!("run by `cargo bench --bench search -- SITE`");
        return;
    };
    let indexer = Indexer::default();
    let mut batches: Vec<Batch> = Vec::new();
    let (mut reading, mut first) = (0.0, 0);
    loop {
        let documents: Vec<Document> =
            (first..first + DOCUMENTS_PER_BATCH).map_while(|ordinal| document(&site, ordinal)).collect();
        if documents.is_empty() {
            break;
        }
        let start = processor();
        batches.push(indexer.batch(first, &documents));
        reading += processor() - start;
        first += DOCUMENTS_PER_BATCH;
    }
    let held = memory("VmRSS");
    drop(indexer);
    let start = processor();
    let (mut files, mut bytes) = (0, 0);
    let written = index(&batches, &mut |_, script| {
        files += 1;
        bytes += script.len();
        Ok::<(), std::convert::Infallible>(())
    });
    println!("read     {reading:.2} s CPU, {held:.0} MB held");
    println!("write    {:.2} s CPU, {:.0} MB at most", processor() - start, memory("VmHWM"));
    println!(
        "{} families, {files} files, {:.1} MB",
        written.map_or(0, |families| families.len()),
        bytes as f64 / 1e6
    );
}

/// A model as the site's own data has it: id and title from its record, the rest from its text.
fn document(site: &Path, ordinal: usize) -> Option<Document> {
    let row = |family: &str, size: usize| {
        let number = ordinal / size;
        let script = fs::read_to_string(site.join(format!("search/{family}/{number}.js"))).ok()?;
        let start = script.find("','")? + 3;
        let json = script[start..].strip_suffix("');\n")?.replace("\\'", "'").replace("\\\\", "\\");
        serde_json::from_str::<Value>(&json).ok()?.get(ordinal % size).cloned()
    };
    let text = |value: &Value, at: usize| value[at].as_str().unwrap_or_default().to_owned();
    let (record, texts) = (row("records", cardex::search::RECORDS_PER_CHUNK)?, row("text", TEXTS_PER_FILE)?);
    Some(Document {
        id: text(&record, 0),
        title: text(&record, 1),
        description: text(&record, 2),
        tags: text(&texts, 0).split(" · ").map(str::to_owned).collect(),
        body: text(&texts, 1),
        ..Document::default()
    })
}

/// Seconds of processor time so far, of all threads; nought where the system does not tell.
fn processor() -> f64 {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields: Vec<&str> = stat.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
    let ticks = |at: usize| fields.get(at).and_then(|field| field.parse::<f64>().ok()).unwrap_or_default();
    (ticks(11) + ticks(12)) / 100.0
}

/// A line of the process's status, in megabytes.
fn memory(line: &str) -> f64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|found| found.starts_with(line)).unwrap_or_default();
    let kilobytes: f64 =
        line.split_whitespace().nth(1).and_then(|number| number.parse().ok()).unwrap_or_default();
    kilobytes / 1e3
}
