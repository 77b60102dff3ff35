//! `cardex check --online`: what other hosts say of the addresses in cards.

use anyhow::Result;

use crate::catalog::Catalog;
use crate::config::Config;
use crate::diagnostic::Diagnostic;
use crate::hub::Snapshot;

use super::since::Since;

/// Asks about the addresses of the hub's cards; with `--since`, of those that the change is to answer for.
#[cfg(feature = "online")]
pub(super) fn findings(
    catalog: &Catalog,
    config: &Config,
    snapshot: &Snapshot,
    since: Option<&Since>,
) -> Result<Vec<Diagnostic>> {
    use crate::check::rules::{addresses, online};
    use crate::hub::Changes;
    use crate::online::{Answer, ask};

    use super::since::of_paths;

    let mut addresses = addresses(catalog, config);
    if let Some(since) = since {
        let paths = addresses.iter().map(|address| address.location.path.clone()).collect();
        let changes = of_paths(&Changes::between(&since.base, snapshot), paths);
        addresses.retain(|address| since.reaches(&changes, &address.location));
    }
    let settings = since.map_or_else(|| config.check.online.clone(), before);
    let answers = ask(online::questions(&addresses), &settings);
    let silent = answers.values().filter(|answer| **answer == Answer::NotAsked).count();
    if silent > 0 {
        let text = format!("{silent} of {} addresses were not asked", answers.len());
        tell(&format!("{text}: the hub leaves them out, they stand for examples, or there was no time"));
    }
    Ok(online::judge(&addresses, &answers))
}

/// This program cannot.
#[cfg(not(feature = "online"))]
pub(super) fn findings(_: &Catalog, _: &Config, _: &Snapshot, _: Option<&Since>) -> Result<Vec<Diagnostic>> {
    let text = "this cardex was built without `--online`; `cargo install cardex --features online` builds one with it";
    Err(super::UsageError(text.to_owned()).into())
}

/// How the hub asked other hosts before the change: whoever proposes a change is not to widen that by it.
#[cfg(feature = "online")]
fn before(since: &Since) -> crate::config::Online {
    let bytes = since.base.read(crate::config::FILE, 1 << 20).unwrap_or_default();
    Config::parse(&bytes).value.check.online
}

/// A word beside the report, which may be for programs.
#[cfg(feature = "online")]
#[allow(clippy::print_stderr, reason = "the command line is where notes are printed")]
fn tell(text: &str) {
    eprintln!("note: {text}");
}
