//! Results of evaluations: whether a change makes a model worse, or its numbers less true.

use crate::catalog::difference::difference;
use crate::catalog::text::shorten;
use crate::catalog::{Identity, Meaning, Measure, Metric, Model, ResultChange, meaning};
use crate::config::{Better, GateLevel, Tolerance};
use crate::diagnostic::Location;
use crate::review::Change;
use crate::vocabulary::metric::{self, Scale};

use super::gate::{Case, Example, Found, Gate, Look};

pub(super) static GATES: &[&Gate] = &[&REGRESSION, &REMOVED, &EDITED, &CONTEXT];

static REGRESSION: Gate = Gate {
    code: "CR201",
    name: "metric-regression",
    level: GateLevel::Warn,
    summary: "A result is worse than it was, by more than hub.yaml lets pass",
    why: "The new version is measured against the one before, and against the version that a protected alias stood for where the alias \
          moves. Which way is better, the base's `vocabulary.metrics` says, else the built-in list; how much worse a result may become, \
          `review.tolerances`: `{all: {max_relative: 1%}, f1: {max_absolute: 0.005}}`. Without a tolerance, anything worse counts. \
          A metric of which nobody knows which way is better is not judged.",
    next: "improve the model, say in the card why the loss is worth it and ask for a waiver, or raise the tolerance in a change of its own",
    passes: "no result is worse than hub.yaml lets pass",
    example: Example {
        fails: "review: {tolerances: {f1: {max_relative: 1%}}}   # hub.yaml of the base\nf1 0.921   →   f1 0.904",
        passes: "f1 0.921   →   f1 0.919",
    },
    look: Look::Model(regression),
};

/// What was measured, in words: `f1 (text-classification, SST-2, validation)`.
fn called(identity: &Identity) -> String {
    let parts = [&identity.task, &identity.dataset, &identity.config, &identity.split, &identity.revision];
    let parts: Vec<String> = parts.into_iter().flatten().map(|part| shorten(part, 60)).collect();
    let metric = shorten(&identity.metric, 60);
    if parts.is_empty() { metric } else { format!("{metric} ({})", parts.join(", ")) }
}

/// What hub.yaml lets pass of a metric, whichever of its names it goes by there.
fn tolerance(case: &Case<'_>, id: &str) -> Tolerance {
    let review = &case.rules().review;
    let same = |name: &&String| metric::find(name).is_some_and(|known| known.id == id);
    let other = review.tolerances.keys().find(same).map_or(id, String::as_str);
    review.tolerance(&[id, other])
}

/// How a result lost more than it may, in words; `None` where it did not.
fn loss(case: &Case<'_>, identity: &Identity, before: &str, after: &str) -> Option<String> {
    // The head may have turned the metric round.
    let meaning = meaning(case.rules(), &identity.metric);
    let better = meaning.better?;
    let (old, new) = numbers(&meaning, before, after)?;
    let delta = new - old;
    let is_worse = match better {
        Better::Higher => delta < 0.0,
        Better::Lower => delta > 0.0,
    };
    if !is_worse {
        return None;
    }
    let Tolerance { max_absolute, max_relative } = tolerance(case, &identity.metric);
    let amount = delta.abs();
    let share = if old == 0.0 { f64::INFINITY } else { amount / old.abs() };
    // 0.92 - 0.91 is a little more than 0.01 to a computer.
    let beyond = |value: f64, limit: f64| value > limit * (1.0 + 1e-9) + 1e-12;
    let absolute = max_absolute.filter(|limit| beyond(amount, limit.value()));
    let relative = max_relative.filter(|limit| beyond(share, limit.value()));
    let limit = match (absolute, relative) {
        (Some(limit), _) => format!(", more than {} allows", limit.value()),
        (None, Some(limit)) => format!(", more than {} % allows", round(limit.value() * 100.0)),
        (None, None) if max_absolute.is_none() && max_relative.is_none() => String::new(),
        (None, None) => return None,
    };
    let sign = if delta < 0.0 { '−' } else { '+' };
    let share =
        if share.is_finite() { format!("{sign}{} %", round(share * 100.0)) } else { "from 0".to_owned() };
    Some(format!("{} {} → {} ({share}{limit})", called(identity), shorten(before, 40), shorten(after, 40)))
}

/// Two values as numbers on one scale: of a share, one may be written in per cent and the other not.
fn numbers(meaning: &Meaning<'_>, before: &str, after: &str) -> Option<(f64, f64)> {
    let read = |text: &str| Metric { value: text.to_owned(), ..Metric::default() }.measure();
    let (old, new) = (read(before)?, read(after)?);
    let in_percent = |measure: &Measure| {
        // What is better the higher it is has its best at 1.
        measure.percent || (meaning.better == Some(Better::Higher) && measure.value > 1.0)
    };
    let (one, other) = (in_percent(&old), in_percent(&new));
    let is_share = meaning.scale == Some(Scale::Share);
    Some(match (one, other) {
        (true, false) if is_share => (old.value / 100.0, new.value),
        (false, true) if is_share => (old.value, new.value / 100.0),
        _ => (old.value, new.value),
    })
}

/// A number with two digits behind the point at most.
fn round(number: f64) -> String {
    let text = format!("{number:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// Where a model's card speaks of a result.
fn at_result(case: &Case<'_>, model: &Model, identity: &Identity) -> Location {
    let all = model.card.evaluations.iter();
    let mut of = all.filter(|evaluation| {
        evaluation.metrics.iter().any(|metric| Identity::of(evaluation, metric) == *identity)
    });
    let stated = of.next_back();
    match stated.and_then(|evaluation| Some((&evaluation.origin, evaluation.mark?))) {
        Some((crate::catalog::Origin::Card, mark)) => Location::at(&model.card_path, mark),
        Some((crate::catalog::Origin::File(file), mark)) => {
            Location::at(format!("{}/{file}", model.folder), mark)
        }
        None => case.in_card(model, &["model-index"]),
    }
}

fn regression(case: &Case<'_>, change: &Change, found: &mut Found) {
    let Some((before, after)) = case.both(change) else { return };
    let mut judge = |results: &[ResultChange], model: &Model, whose: &str| {
        for result in results {
            let (Some(old), Some(new)) = (&result.before, &result.after) else { continue };
            found.look();
            if let Some(message) = loss(case, &result.identity, old, new) {
                found.add(change, at_result(case, model, &result.identity), format!("{whose}{message}"));
            }
        }
    };
    judge(&change.results, after, "");
    for moved in &change.aliases {
        let (Some(from), Some(to)) = (&moved.from, &moved.to) else { continue };
        let is_protected = case.rules().aliases.protected.contains(&moved.name);
        let is_current =
            change.version.before.as_ref() == Some(from) && change.version.after.as_ref() == Some(to);
        if !is_protected || is_current {
            continue;
        }
        // What the alias stood for is what the base says of it.
        let old = version(before, from);
        let new = version(after, to);
        if let Some((old, new)) = old.zip(new) {
            let results = difference(&old, &new, case.rules()).results;
            judge(&results, &new, &format!("@{}, {} → {}: ", moved.name, shorten(from, 40), shorten(to, 40)));
        }
    }
}

/// A version of a model, as a model.
fn version(model: &Model, label: &str) -> Option<Model> {
    let at = model.versions.iter().position(|version| version.label == label)?;
    if model.versions[at].is_current() { Some(model.clone()) } else { model.at(at) }
}

static REMOVED: Gate = Gate {
    code: "CR202",
    name: "metric-removed",
    level: GateLevel::Warn,
    summary: "A result that was stated is not stated any more",
    why: "Of a number that is gone nobody can say whether it became worse. Measure the new version in the same way, or say in the card why \
          the measurement was given up.",
    next: "measure it again, or say in the text why it is gone",
    passes: "all results are still there",
    example: Example {
        fails: "accuracy 0.91, f1 0.92   →   accuracy 0.93",
        passes: "accuracy 0.91, f1 0.92   →   accuracy 0.93, f1 0.92",
    },
    look: Look::Model(removed),
};

/// Whether two results measure the same on the same data, in another configuration, split or revision.
fn is_kin(one: &Identity, other: &Identity) -> bool {
    one != other
        && one.metric == other.metric
        && one.task == other.task
        && one.dataset == other.dataset
        && one.setting == other.setting
}

/// The result that took the place of one that is gone, measured on other data of the same set.
fn successor<'a>(change: &'a Change, gone: &Identity) -> Option<&'a ResultChange> {
    let mut came = change.results.iter().filter(|result| result.before.is_none());
    came.find(|result| is_kin(&result.identity, gone))
}

/// The results that a change takes away.
fn gone(change: &Change) -> impl Iterator<Item = &ResultChange> {
    change.results.iter().filter(|result| result.after.is_none())
}

fn removed(case: &Case<'_>, change: &Change, found: &mut Found) {
    let Some((before, after)) = case.both(change) else { return };
    if before.card.evaluations.is_empty() || change.results.is_empty() {
        return;
    }
    found.look();
    for result in gone(change).filter(|result| successor(change, &result.identity).is_none()) {
        let value = result.before.as_deref().unwrap_or_default();
        let message = format!("{} {} is gone", called(&result.identity), shorten(value, 40));
        found.add(change, case.in_card(after, &["model-index"]), message);
    }
}

static EDITED: Gate = Gate {
    code: "CR203",
    name: "metric-value-edited-without-bump",
    level: GateLevel::Block,
    summary: "A result of a version has another value, and the version is the same",
    why: "A version is what was measured. Where its numbers change afterwards, two people who cite the same version cite different results. \
          Give what was measured again a new version.",
    next: "give the card a new version (`cardex bump`), or put the value back",
    passes: "values changed with the version",
    example: Example {
        fails: "version: \"2.1.0\", f1 0.904   →   version: \"2.1.0\", f1 0.931",
        passes: "version: \"2.1.0\", f1 0.904   →   version: \"2.2.0\", f1 0.931",
    },
    look: Look::Model(edited),
};

fn edited(case: &Case<'_>, change: &Change, found: &mut Found) {
    let Some((_, after)) = case.both(change) else { return };
    let Some(version) = change.version.before.as_ref() else { return };
    let changed = change.results.iter().filter_map(|result| {
        let (before, after) = result.before.as_deref().zip(result.after.as_deref())?;
        // 0.92 and 0.920 are the same value.
        (result.delta != Some(0.0)).then_some((&result.identity, before, after))
    });
    for (identity, old, new) in changed {
        found.look();
        if change.version.after.as_ref() == Some(version) {
            let message = format!(
                "{} {} → {}, in version {} as before",
                called(identity),
                shorten(old, 40),
                shorten(new, 40),
                shorten(version, 40)
            );
            found.add(change, at_result(case, after, identity), message);
        }
    }
}

static CONTEXT: Gate = Gate {
    code: "CR204",
    name: "eval-context-changed",
    level: GateLevel::Inform,
    summary: "A metric is measured on another configuration, split or revision of its dataset, so that its values do not compare",
    why: "A better number on an easier part of the data is no better model. The report shows no difference between the two; whoever reviews \
          has to judge.",
    next: "measure the old version in the new way as well, or say in the text why the data changed",
    passes: "results are measured on what they were measured on",
    example: Example {
        fails: "f1 0.92 on SST-2, validation   →   f1 0.95 on SST-2, train",
        passes: "f1 0.92 on SST-2, validation   →   f1 0.93 on SST-2, validation",
    },
    look: Look::Model(context),
};

fn context(case: &Case<'_>, change: &Change, found: &mut Found) {
    let Some((_, after)) = case.both(change) else { return };
    if change.results.iter().any(|result| result.before.is_some()) {
        found.look();
    }
    for result in gone(change) {
        if let Some(new) = successor(change, &result.identity) {
            let message = format!("{} became {}", called(&result.identity), called(&new.identity));
            found.add(change, at_result(case, after, &new.identity), message);
        }
    }
}
