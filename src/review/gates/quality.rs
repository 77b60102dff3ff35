//! The state of the cards: what the check finds that was not there, and how complete they are.

use std::collections::BTreeMap;

use crate::catalog::text::shorten;
use crate::config::GateLevel;
use crate::diagnostic::{Diagnostic, Level};
use crate::review::Change;

use super::gate::{Case, Example, Found, Gate, Look};

pub(super) static GATES: &[&Gate] = &[&NEW_ERRORS, &SCORE];

static NEW_ERRORS: Gate = Gate {
    code: "CR601",
    name: "new-check-errors",
    level: GateLevel::Block,
    summary: "`cardex check` finds errors that it did not find before",
    why: "Whoever has a hub of many cards cannot mend them all at once, but can see to it that there are no more errors than there were. An \
          error in another card counts too, where this change caused it.",
    next: "mend them: `cardex check --since BASE` shows each with its line",
    passes: "the check finds no new errors",
    example: Example {
        fails: "base_model: acme/lmap   # a card that is its own base, or a link that leads nowhere",
        passes: "warnings alone",
    },
    look: Look::Hub(new_errors),
};

fn new_errors(case: &Case<'_>, found: &mut Found) {
    found.look();
    let mut by_path: BTreeMap<&str, Vec<&Diagnostic>> = BTreeMap::new();
    for error in case.asked.new_errors.iter().filter(|error| error.level == Level::Error) {
        by_path.entry(&error.location.path).or_default().push(error);
    }
    for (path, mut errors) in by_path {
        errors.sort();
        let first = errors[0];
        let message = match errors.len() {
            1 => format!("{}: {}", first.rule, first.message),
            many => format!("{many} new errors, the first of them {}: {}", first.rule, first.message),
        };
        let models = &case.compared.head.catalog.models;
        let of = models
            .iter()
            .find(|model| path.strip_prefix(&model.folder).is_some_and(|rest| rest.starts_with('/')));
        found.say(of.map(|model| model.id.to_string()), Some(first.location.clone()), shorten(&message, 300));
    }
}

static SCORE: Gate = Gate {
    code: "CR602",
    name: "quality-score-dropped",
    level: GateLevel::Inform,
    summary: "A card is less complete than it was",
    why: "The page on the catalog's health says what a card lacks. Something that was stated is not stated any more.",
    next: "put back what was taken away, unless it is wrong",
    passes: "no card is less complete than it was",
    example: Example { fails: "completeness 84   →   78", passes: "completeness 78   →   84" },
    look: Look::Model(score),
};

fn score(case: &Case<'_>, change: &Change, found: &mut Found) {
    let (Some((_, after)), (Some(old), Some(new))) = (case.both(change), change.score) else { return };
    found.look();
    if new < old {
        let location = crate::diagnostic::Location::file(&after.card_path);
        found.add(change, location, format!("completeness {old} → {new} of 100"));
    }
}
