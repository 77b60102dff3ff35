//! The versions of a model as a table, and the aliases that lead to them.

use crate::catalog::{Identity, Model, Version, difference};
use crate::site::number;
use crate::site::shared::{Shared, date_view};
use crate::site::subject::Subject;
use crate::site::view::{AliasView, Badge, Link, VersionRow, VersionsView};
use crate::vocabulary::metric;

/// Rows shown at most; older versions are reached from version to version.
const MOST_ROWS: usize = 50;

/// The aliases that stand for the version at hand.
pub(super) fn alias_badges(shared: &Shared<'_>, subject: &Subject<'_>) -> Vec<Badge> {
    let model = &shared.catalog.models[subject.ordinal];
    let Some(version) = here(model, subject) else { return Vec::new() };
    let aliases = model.versions[version].aliases.iter();
    aliases.map(|alias| Badge { text: format!("@{}", alias.name), tone: "info" }).collect()
}

/// The place of the version that a page shows.
fn here(model: &Model, subject: &Subject<'_>) -> Option<usize> {
    subject.version.or_else(|| model.current())
}

/// The table; `None` where there is one version at most.
pub(super) fn view(shared: &Shared<'_>, subject: &Subject<'_>) -> Option<VersionsView> {
    let model = &shared.catalog.models[subject.ordinal];
    if !shared.paths.has_versions(subject.ordinal) {
        return None;
    }
    let here = here(model, subject);
    let key = key_result(model);
    let rows = model.versions.iter().enumerate().take(MOST_ROWS);
    let link = |version: usize| Link {
        label: model.versions[version].label.clone(),
        path: shared.paths.version_page(subject.ordinal, version),
    };
    Some(VersionsView {
        here: here.map(|version| model.versions[version].label.clone()).unwrap_or_default(),
        here_is_current: subject.version.is_none(),
        rows: rows
            .map(|(place, version)| {
                let row = row(shared, subject.ordinal, place, version, key.as_ref());
                VersionRow { here: Some(place) == here, ..row }
            })
            .collect(),
        left_out: model.versions.len().saturating_sub(MOST_ROWS),
        metric: key.as_ref().map(title).unwrap_or_default(),
        metric_on: key.as_ref().and_then(|key| key.dataset.clone()).unwrap_or_default(),
        older: here.filter(|here| here + 1 < model.versions.len()).map(|here| link(here + 1)),
        newer: here.filter(|here| *here > 0).map(|here| link(here - 1)),
    })
}

fn row(
    shared: &Shared<'_>,
    ordinal: usize,
    place: usize,
    version: &Version,
    key: Option<&Identity>,
) -> VersionRow {
    let model = &shared.catalog.models[ordinal];
    let mut badges = Vec::new();
    if version.deprecated.is_some() {
        badges.push(Badge { text: "deprecated".to_owned(), tone: "bad" });
    }
    badges.extend(version.stage.as_deref().map(crate::site::item::stage_badge));
    let alias = |alias: &crate::catalog::Alias| AliasView {
        name: alias.name.clone(),
        protected: alias.protected,
        path: shared.paths.alias_page(ordinal, &alias.name),
    };
    let at = |place: usize| model.versions.get(place).and_then(|version| value(model, version, key?));
    let (text, before) = (at(place), at(place + 1));
    let (delta, verdict) = match (&text, &before, key) {
        (Some(text), Some(before), Some(key)) => difference::step(shared.config, &key.metric, before, text),
        _ => (None, None),
    };
    let size = match &version.snapshot {
        Some(earlier) => crate::catalog::size_of(&earlier.artifacts),
        None => model.size(),
    };
    VersionRow {
        label: version.label.clone(),
        path: shared.paths.version_page(ordinal, place),
        here: false,
        current: version.is_current(),
        badges,
        aliases: version.aliases.iter().map(alias).collect(),
        date: version.date.map(date_view),
        size: size.map(number::bytes),
        delta: delta.map(|delta| number::signed(delta, &[before.as_deref(), text.as_deref()])),
        verdict: match verdict {
            Some(true) => "better",
            Some(false) => "worse",
            None => "",
        },
        value: text,
        changes_path: (place + 1 < model.versions.len())
            .then(|| shared.paths.changes_page(ordinal, place))
            .flatten(),
    }
}

/// The result that most tells the versions apart: the first that the newest version with a result gives, and an older one has too;
/// else the first of all.
fn key_result(model: &Model) -> Option<Identity> {
    let each = |version: &Version| -> Vec<Identity> {
        let evaluations = evaluations(model, version).iter();
        let all = evaluations.flat_map(|evaluation| {
            evaluation.metrics.iter().map(move |metric| Identity::of(evaluation, metric))
        });
        all.collect()
    };
    let mut versions = model.versions.iter().map(each).filter(|results| !results.is_empty());
    let newest = versions.next()?;
    let older: Vec<Identity> = versions.flatten().collect();
    newest.iter().find(|identity| older.contains(identity)).or(newest.first()).cloned()
}

fn evaluations<'a>(model: &'a Model, version: &'a Version) -> &'a [crate::catalog::Evaluation] {
    version.snapshot.as_ref().map_or(&model.card.evaluations, |earlier| &earlier.card.evaluations)
}

fn value(model: &Model, version: &Version, key: &Identity) -> Option<String> {
    evaluations(model, version).iter().find_map(|evaluation| {
        let metric = evaluation.metrics.iter().find(|metric| Identity::of(evaluation, metric) == *key)?;
        Some(super::metric::rounded(&metric.value))
    })
}

/// A metric's name for people.
fn title(identity: &Identity) -> String {
    metric::find(&identity.metric).map_or(identity.metric.as_str(), |known| known.title).to_owned()
}
