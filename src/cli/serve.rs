//! `cardex serve`: a preview of the site that follows every change of the hub.

mod edition;
mod follow;
mod hub;
mod sort;

use std::io::Write;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime};

use anyhow::{Context, Result};
use clap::Args;

use crate::output::Interrupt;
use crate::report::printable;
use crate::serve::{Server, Watch};

use super::{Outcome, UsageError};
use follow::Follower;
use hub::Hub;
use sort::Work;

/// The port where none is given.
const PORT: u16 = 4000;

#[derive(Debug, Args)]
pub(super) struct ServeArguments {
    /// The hub's folder
    #[arg(default_value = ".")]
    hub: PathBuf,
    /// The port, 4000 or the next one that is free if not given
    #[arg(short, long, value_name = "N")]
    port: Option<u16>,
    /// The name or number to listen at; any other than this machine's own lets others see the hub
    #[arg(long, value_name = "HOST", default_value = "127.0.0.1")]
    host: String,
    /// Open the first page in the browser
    #[arg(long)]
    open: bool,
    /// Where the hub keeps its cards, such as models=model_cards
    #[arg(long, value_name = "KEY=FOLDER,...")]
    paths: Option<String>,
}

pub(super) fn run(arguments: &ServeArguments) -> Result<Outcome> {
    let start = Instant::now();
    let interrupt = Interrupt::on_signals().context("cannot watch for signals")?;
    let server = Server::bind(&arguments.host, arguments.port.unwrap_or(PORT), arguments.port.is_none());
    let server = server.map_err(|error| {
        let port = arguments.port.unwrap_or(PORT);
        UsageError(format!("cannot listen at {}, port {port}: {error}", arguments.host))
    })?;
    if !is_loopback(&arguments.host) {
        say(&format!(
            "warning: everyone who reaches {} can read this hub; leave out --host to keep it to this machine",
            arguments.host
        ))?;
    }
    let begun = SystemTime::now();
    let mut hub = Hub::read(&arguments.hub, arguments.paths.as_deref())?;
    let follower = Arc::new(Follower::new(hub.state())?);
    let (url, models) = (server.url(), follower.models());
    server.start(Arc::clone(&follower) as Arc<dyn crate::serve::Site>).context("cannot start a thread")?;
    tell(&format!("{url} has {}, after {} ms", counted(models, "model"), start.elapsed().as_millis()))?;
    tell("Ctrl-C ends it.")?;
    if arguments.open {
        open(&url);
    }
    // Only now, since the first page does not need it, and reading a large hub would flood the watch with events.
    let mut watch = Watch::over(&hub.folders()).context("cannot watch the hub")?;
    if watch.is_polling() {
        say("note: the system does not tell of changes here; files are looked through every two seconds")?;
    }
    let mut work = hub.changed_since(begun);
    // From here on changes are to be found that the watch did not tell of.
    let (mut since, mut last) = (begun, SystemTime::now());
    while interrupt.signal().is_none() {
        let start = Instant::now();
        let line = follower.follow(&mut hub, std::mem::take(&mut work));
        match watch.add(&hub.folders()) {
            // What was written into a new folder before it was watched.
            Ok(true) => work = Work { look: true, ..hub.changed_since(since) },
            Ok(false) => {}
            Err(error) => say(&format!("warning: {}", printable(&error.to_string())))?,
        }
        if let Some(line) = line {
            tell(&printable(&format!("{line}, {} ms", start.elapsed().as_millis())))?;
        }
        if !work.is_nothing() {
            continue;
        }
        if let Some(changed) = watch.next(Duration::from_millis(100)) {
            since = std::mem::replace(&mut last, SystemTime::now());
            work = hub.touched(&changed, since);
        }
    }
    tell("Stopped.")?;
    // The process ends here, and its threads with it.
    std::mem::forget((follower, hub));
    Ok(Outcome::Clean)
}

fn is_loopback(host: &str) -> bool {
    let bare = host.trim_matches(['[', ']']);
    bare.eq_ignore_ascii_case("localhost")
        || bare.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback())
}

/// Such as `1 model`, `38 models`.
fn counted(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

/// Opens an address in the browser of the desktop. Where there is none, the address stands on the terminal.
fn open(url: &str) {
    let program = match std::env::consts::OS {
        "macos" => "open",
        "windows" => "explorer",
        _ => "xdg-open",
    };
    let mut command = std::process::Command::new(program);
    command.arg(url).stdin(std::process::Stdio::null()).stdout(std::process::Stdio::null());
    if let Ok(mut child) = command.stderr(std::process::Stdio::null()).spawn() {
        // Nobody waits for a browser; the thread ends with it.
        let _ = std::thread::Builder::new().spawn(move || child.wait());
    }
}

fn tell(line: &str) -> Result<()> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{line}").and_then(|()| out.flush()).context("cannot write")
}

fn say(line: &str) -> Result<()> {
    writeln!(std::io::stderr().lock(), "{line}").context("cannot write")
}
