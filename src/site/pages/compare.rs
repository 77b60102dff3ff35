//! The page that compares models, and what it compares: the facts of the models' own pages, in scripts.

use std::borrow::Cow;

use rayon::prelude::*;
use serde::Serialize;

use crate::catalog::{Evaluation, Kind, Metric, Model, meaning, unexplained_task};
use crate::search;
use crate::site::shared::Shared;
use crate::site::subject::Subject;
use crate::site::{RenderError, item, number};
use crate::vocabulary::metric::Scale;

use super::{evaluation, facts, files};

/// About how many models share a script.
const MODELS_PER_CHUNK: usize = 16;

/// Rows of each group at most: a comparison of hundreds is read by nobody.
const MOST_ROWS: usize = 300;

/// One model as the page compares it.
#[derive(Debug, Serialize)]
struct Compared {
    id: String,
    title: String,
    path: String,
    badges: Vec<(String, String)>,
    /// Label and value; an empty value is not stated.
    facts: Vec<(&'static str, String)>,
    results: Vec<Outcome>,
    files: Vec<(&'static str, String)>,
    tags: Vec<String>,
}

/// One measured value with all that must be equal before it is compared.
#[derive(Debug, Serialize)]
pub(super) struct Outcome {
    /// The same for values that may be compared: task, dataset, configuration, split, revision, metric and its setting.
    pub(super) key: String,
    pub(super) metric: String,
    /// Where it was measured, for people.
    pub(super) on: String,
    pub(super) value: String,
    /// The value where it is a number, without its deviation.
    pub(super) number: Option<f64>,
    /// `higher is better`, `lower is better`; empty where nobody knows.
    pub(super) direction: &'static str,
    /// Whether the value may be written from 0 to 1 and from 0 to 100 alike.
    pub(super) share: bool,
    /// Whether it claims verification.
    #[serde(skip)]
    claims: bool,
}

/// Writes the page.
pub(in crate::site) fn write(shared: &Shared<'_>) -> Result<(), RenderError> {
    let mut page = shared.page("compare", "", "compare/index.html".to_owned());
    page.title = "Compare models".to_owned();
    page.description = "Up to four models of the catalog side by side.".to_owned();
    shared.write("compare.html", &page, "compare", &())
}

/// Writes the models' facts; gives the number of scripts and the digest of each.
///
/// A model's script follows from its id alone, so that a reader needs one script for each model of an address, and
/// a new model changes one script.
pub(in crate::site) fn data(shared: &Shared<'_>) -> Result<(usize, Vec<[u8; 32]>), RenderError> {
    let models = &shared.catalog.models;
    let chunks = models.len().div_ceil(MODELS_PER_CHUNK).next_power_of_two();
    let mut members: Vec<Vec<usize>> = vec![Vec::new(); chunks];
    for (ordinal, model) in models.iter().enumerate() {
        members[hash(model.id.as_str()) as usize % chunks].push(ordinal);
    }
    let digests: Result<Vec<[u8; 32]>, RenderError> = members
        .par_iter()
        .enumerate()
        .map(|(number, members)| {
            let compared: Vec<Compared> =
                members.iter().map(|&model| compared(shared, model, &models[model])).collect();
            let bytes = search::data(&format!("compare/{number}"), &compared);
            shared.put(&format!("search/compare/{number}.js"), &bytes)?;
            Ok(crate::site::data::digest(&bytes))
        })
        .collect();
    Ok((chunks, digests?))
}

/// FNV-1a over UTF-16 units, as `theme/compare.js` computes it.
fn hash(id: &str) -> u32 {
    id.encode_utf16().fold(0x811c_9dc5, |hash, unit| (hash ^ u32::from(unit)).wrapping_mul(0x0100_0193))
}

fn compared(shared: &Shared<'_>, ordinal: usize, model: &Model) -> Compared {
    let mut badges = item::state_badges(model);
    badges.extend(item::relation_badge(model));
    let facts = facts::facts(shared, &Subject::current(shared, ordinal)).into_iter().map(|fact| {
        let values: Vec<String> = fact.values.into_iter().map(|value| value.text).collect();
        (fact.label, values.join(", "))
    });
    let tags = shared.catalog.taxonomies.of_model(ordinal, Kind::Tag);
    Compared {
        id: model.id.to_string(),
        title: item::own_title(model).unwrap_or_default().to_owned(),
        path: shared.paths.model_page(ordinal),
        badges: badges.into_iter().map(|badge| (badge.text, badge.tone.to_owned())).collect(),
        facts: facts.collect(),
        results: outcomes(shared, model),
        files: file_rows(model),
        tags: tags.take(MOST_ROWS).map(|term| term.label.clone()).collect(),
    }
}

/// What a model's card reports. Of several values for the same measure the one that a leaderboard shows comes first: the one that claims
/// verification, else the best.
pub(super) fn outcomes(shared: &Shared<'_>, model: &Model) -> Vec<Outcome> {
    let each = model.card.evaluations.iter();
    let mut outcomes: Vec<Outcome> = each
        .flat_map(|evaluation| evaluation.metrics.iter().map(move |metric| (evaluation, metric)))
        .filter(|(_, metric)| !metric.value.is_empty())
        .take(MOST_ROWS)
        .map(|(on, metric)| outcome(shared, on, metric))
        .collect();
    for at in 0..outcomes.len() {
        let same = (at + 1..outcomes.len()).filter(|&other| outcomes[other].key == outcomes[at].key);
        let preferred = same
            .fold(at, |best, other| if outcomes[other].is_before(&outcomes[best]) { other } else { best });
        outcomes.swap(at, preferred);
    }
    outcomes
}

impl Outcome {
    fn is_before(&self, other: &Outcome) -> bool {
        let is_better = || match (self.number, other.number, self.direction) {
            (Some(one), Some(two), "higher is better") => one > two,
            (Some(one), Some(two), "lower is better") => one < two,
            _ => false,
        };
        if self.claims == other.claims { is_better() } else { self.claims }
    }
}

fn outcome(shared: &Shared<'_>, on: &Evaluation, value: &Metric) -> Outcome {
    let known = meaning(shared.config, &value.kind);
    let row = evaluation::row(shared, on, value);
    let task = evaluation::task_name(on);
    let dataset = evaluation::dataset(shared, on).text;
    // Writing to memory cannot fail.
    let key = serde_json::to_string(&(
        on.task.as_ref().unwrap_or(&task),
        on.dataset.as_ref().unwrap_or(&dataset),
        [on.config.as_deref(), on.split.as_deref(), on.revision.as_deref()],
        unexplained_task(shared.config, on),
        known.id,
        &value.setting,
    ));
    let place: Vec<String> = [task, dataset, evaluation::setting(shared, on)]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect();
    Outcome {
        key: key.unwrap_or_default(),
        // Cards name one metric in many ways.
        metric: match known.title {
            Some(title) if value.setting.is_none() => title.to_owned(),
            _ => row.metric,
        },
        on: place.join(" · "),
        value: row.value,
        number: value.measure().map(|measure| measure.value),
        direction: row.direction,
        claims: value.verified,
        share: known.unit.is_none()
            && matches!(known.scale, Some(Scale::Share | Scale::Correlation | Scale::Points)),
    }
}

fn file_rows(model: &Model) -> Vec<(&'static str, String)> {
    let distinct = |texts: Vec<Cow<'_, str>>| {
        let mut texts: Vec<Cow<'_, str>> = texts.into_iter().filter(|text| !text.is_empty()).collect();
        texts.sort_unstable();
        texts.dedup();
        texts.join(", ")
    };
    let (weights, others) = files::listed(model);
    let formats = weights.iter().map(|weight| files::format_title(weight).into());
    let formats = formats.chain(others.iter().map(|(path, _)| files::format_of_name(path).into()));
    let stored = weights.iter().map(|weight| files::storage(weight).into());
    let stored = stored.chain((!others.is_empty()).then(|| files::IN_REPOSITORY.into()));
    vec![
        ("Total size", model.size().map(number::bytes).unwrap_or_default()),
        ("Files", (weights.len() + others.len()).to_string()),
        ("Formats", distinct(formats.collect())),
        ("Types and variants", distinct(weights.iter().map(|weight| files::detail(weight).into()).collect())),
        ("Stored at", distinct(stored.collect())),
    ]
}
