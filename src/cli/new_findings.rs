//! What the check says of a change: findings that it brings, and findings that it takes away.

use std::collections::{BTreeMap, BTreeSet};

use crate::catalog::date::Date;
use crate::check::Selection;
use crate::config::Check;
use crate::diagnostic::{Diagnostic, Found};
use crate::review::report::Findings;
use crate::review::{Compared, affected};

use super::check::{Settings, texts};
use super::sides::{Sides, State};

/// Checks both states, each by its own `hub.yaml`, and of the cards only those that the change can have a say in.
pub(super) fn findings(sides: &Sides, compared: &Compared<'_>, today: Date) -> Findings {
    let affected = affected(compared);
    let check = |state: &State, cards: Option<BTreeSet<usize>>| {
        // Settings that are wrong are told by `cardex check`.
        let selection = Selection::new(&state.config.check).or_else(|_| Selection::new(&Check::default()));
        let Ok(selection) = selection else { return Vec::new() };
        let selection = match cards {
            Some(cards) => selection.of_cards(cards),
            None => selection,
        };
        let settings = Settings { config: &state.config, selection: &selection, today };
        settings.check(&state.snapshot, &state.read, state.reading.clone()).findings
    };
    let (before, after) = affected.unzip();
    let (mut old, new) = rayon::join(|| check(&sides.base, before), || check(&sides.head, after));
    let moved = moved(compared);
    let new_path = |path: &str| new_path(&moved, path);
    // Most findings are in files that do not differ, and need no name to be known as the same.
    let mut changed: BTreeSet<String> =
        sides.files.iter().flat_map(|file| [file.clone(), new_path(file)]).collect();
    let (ones, others): (BTreeSet<&Diagnostic>, BTreeSet<&Diagnostic>) =
        (old.iter().collect(), new.iter().collect());
    changed.extend(ones.symmetric_difference(&others).map(|finding| new_path(&finding.location.path)));
    let mut texts_before = BTreeMap::new();
    let of_changed = |finding: &Diagnostic| changed.contains(&new_path(&finding.location.path));
    old.retain(of_changed);
    for (path, text) in texts(&old, &sides.base.snapshot, &sides.base.read.value) {
        texts_before.insert(new_path(&path), text);
    }
    for finding in &mut old {
        finding.location.path = new_path(&finding.location.path);
    }
    old.sort();
    let new: Vec<Diagnostic> = new.into_iter().filter(of_changed).collect();
    let texts = texts(&new, &sides.head.snapshot, &sides.head.read.value);
    let (old, new) = (Found::name_all(old, &texts_before), Found::name_all(new, &texts));
    let names = |found: &[Found]| -> BTreeSet<String> {
        found.iter().map(|found| found.fingerprint.clone()).collect()
    };
    let (known, left) = (names(&old), names(&new));
    let only = |found: Vec<Found>, others: &BTreeSet<String>| {
        found.into_iter().filter(|found| !others.contains(&found.fingerprint)).collect()
    };
    Findings { new: only(new, &known), fixed: only(old, &left) }
}

/// By its folder before, the folder of each model that came to another one.
fn moved(compared: &Compared<'_>) -> BTreeMap<String, String> {
    let pairs =
        compared.changes.iter().filter_map(|change| compared.before(change).zip(compared.after(change)));
    let moved = pairs.filter(|(before, after)| before.folder != after.folder);
    moved.map(|(before, after)| (before.folder.clone(), after.folder.clone())).collect()
}

/// The path that a file of the base has in the head.
fn new_path(moved: &BTreeMap<String, String>, path: &str) -> String {
    let mut folders = path.match_indices('/').map(|(end, _)| path.split_at(end)).rev();
    let found = folders.find_map(|(folder, rest)| Some((moved.get(folder)?, rest)));
    found.map_or_else(|| path.to_owned(), |(folder, rest)| format!("{folder}{rest}"))
}
