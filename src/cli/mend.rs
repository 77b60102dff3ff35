//! `cardex check --fix` and `--diff`: mended cards are written, or shown.

use std::io::{IsTerminal, Write};

use anyhow::{Context, Result, bail};

use crate::check::mend::Mending;
use crate::hub::Snapshot;
use crate::report;

use super::Outcome;

/// Prints what would change, as a unified diff.
pub(super) fn show(mending: &Mending, snapshot: &Snapshot, exit_zero: bool) -> Result<Outcome> {
    let mut text = String::new();
    for (path, before, _) in mending.changed() {
        text.push_str(&report::diff(path, before, &now(snapshot, path)?));
    }
    tell_refused(mending)?;
    let mut out = std::io::stdout().lock();
    // A program takes the bytes as they are; a terminal must not be steered by them.
    let shown = if out.is_terminal() { report::printable(&text) } else { text.clone() };
    out.write_all(shown.as_bytes()).context("cannot write the diff")?;
    Ok(if text.is_empty() || exit_zero { Outcome::Clean } else { Outcome::Findings })
}

/// Writes the mended cards, each whole or not at all, and tells on standard error what was mended.
pub(super) fn write(mending: &Mending, snapshot: &Snapshot) -> Result<()> {
    let (mut cards, mut findings) = (0, 0);
    let mut failed = Vec::new();
    for (path, before, rules) in mending.changed() {
        let shown = report::printable(path);
        if let Err(error) = snapshot.replace(path, before.as_bytes(), now(snapshot, path)?.as_bytes()) {
            failed.push(format!("cannot write {shown}: {error}"));
            continue;
        }
        let what: Vec<String> = rules
            .iter()
            .map(|(rule, count)| if *count == 1 { (*rule).to_owned() } else { format!("{count} × {rule}") })
            .collect();
        say(&format!("mended {shown}: {}", what.join(", ")))?;
        cards += 1;
        findings += rules.values().sum::<usize>();
    }
    tell_refused(mending)?;
    let plural = |count: usize, noun: &str| format!("{count} {noun}{}", if count == 1 { "" } else { "s" });
    say(&format!("mended {} in {}", plural(findings, "finding"), plural(cards, "card")))?;
    if !failed.is_empty() {
        bail!("{}", failed.join("\n"));
    }
    Ok(())
}

fn now(snapshot: &Snapshot, path: &str) -> Result<String> {
    let bytes = snapshot.read(path, u64::MAX)?;
    String::from_utf8(bytes).with_context(|| format!("{path} is no text"))
}

fn tell_refused(mending: &Mending) -> Result<()> {
    for (path, rule, message) in mending.refused() {
        let line = format!("left as it is, since its fix did not hold: {path}: {rule} {message}");
        say(&report::printable(&line.replace('\n', " ")))?;
    }
    Ok(())
}

fn say(line: &str) -> Result<()> {
    writeln!(std::io::stderr().lock(), "{line}").context("cannot write")
}
