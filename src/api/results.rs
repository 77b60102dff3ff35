//! Results of evaluations in a model's record: `model-index` in the Hub's form, with what files of results add to it.

use serde::Serialize;
use serde_json::Number;

use crate::catalog::{Evaluation, Metric, Model, Origin};

/// One entry of `model-index`.
#[derive(Serialize)]
pub(super) struct Index<'a> {
    name: &'a str,
    results: Vec<ResultEntry<'a>>,
}

#[derive(Serialize)]
struct ResultEntry<'a> {
    task: Named<'a>,
    dataset: Dataset<'a>,
    metrics: Vec<MetricEntry<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<Source<'a>>,
}

#[derive(Serialize)]
struct Named<'a> {
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    kind: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'a str>,
}

#[derive(Serialize)]
struct Dataset<'a> {
    #[serde(flatten)]
    named: Named<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    config: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    split: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    revision: Option<&'a str>,
}

#[derive(Serialize)]
struct Source<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    user: Option<&'a str>,
}

#[derive(Serialize)]
struct MetricEntry<'a> {
    #[serde(rename = "type")]
    kind: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'a str>,
    value: Figure<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    config: Option<&'a str>,
    /// The card carries a token of the Hub's, which nobody else can check.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    claims_verification: bool,
}

/// A result of a file beside the card, as the Hub writes it there.
#[derive(Serialize)]
pub(super) struct FileEntry<'a> {
    dataset: Benchmark<'a>,
    value: Figure<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<Source<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    notes: Option<&'a str>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    claims_verification: bool,
    /// What the hub takes the value for.
    metric: &'a str,
    /// The file, below the model's folder, and the line.
    filename: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<u32>,
}

#[derive(Serialize)]
struct Benchmark<'a> {
    id: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    task_id: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    config: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    split: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    revision: Option<&'a str>,
}

/// A number where the text is one that JSON can hold as written; else the text.
#[derive(Serialize)]
#[serde(untagged)]
enum Figure<'a> {
    Number(Number),
    Text(&'a str),
}

impl Figure<'_> {
    fn of(text: &str) -> Figure<'_> {
        match serde_json::from_str::<Number>(text) {
            Ok(number) if number.to_string() == text => Figure::Number(number),
            _ => Figure::Text(text),
        }
    }
}

/// The results of the card itself.
pub(super) fn index(model: &Model) -> Option<[Index<'_>; 1]> {
    let own = model.card.evaluations.iter().filter(|evaluation| evaluation.origin == Origin::Card);
    let results: Vec<ResultEntry<'_>> = own.map(entry).collect();
    (!results.is_empty()).then(|| [Index { name: model.id.name(), results }])
}

/// The results of the files beside the card.
pub(super) fn files(model: &Model) -> Vec<FileEntry<'_>> {
    model.card.evaluations.iter().filter_map(file_entry).collect()
}

fn file_entry(evaluation: &Evaluation) -> Option<FileEntry<'_>> {
    let Evaluation { origin: Origin::File(filename), metrics, .. } = evaluation else { return None };
    let metric = metrics.first()?;
    Some(FileEntry {
        dataset: Benchmark {
            id: evaluation.dataset.as_deref(),
            task_id: evaluation.benchmark_task.as_deref(),
            config: evaluation.config.as_deref(),
            split: evaluation.split.as_deref(),
            revision: evaluation.revision.as_deref(),
        },
        value: Figure::of(&metric.value),
        date: evaluation.date.map(|date| date.to_string()),
        source: source(evaluation),
        notes: evaluation.notes.as_deref(),
        claims_verification: metric.verified,
        metric: &metric.kind,
        filename,
        line: evaluation.mark.map(|mark| mark.line),
    })
}

fn entry(evaluation: &Evaluation) -> ResultEntry<'_> {
    ResultEntry {
        task: Named { kind: evaluation.task.as_deref(), name: evaluation.task_name.as_deref() },
        dataset: Dataset {
            named: Named { kind: evaluation.dataset.as_deref(), name: evaluation.dataset_name.as_deref() },
            config: evaluation.config.as_deref(),
            split: evaluation.split.as_deref(),
            revision: evaluation.revision.as_deref(),
        },
        metrics: evaluation.metrics.iter().map(metric).collect(),
        source: source(evaluation),
    }
}

fn source(evaluation: &Evaluation) -> Option<Source<'_>> {
    let (name, url) = evaluation.source.as_ref()?;
    Some(Source { name: name.as_deref(), url: url.as_deref(), user: evaluation.reporter.as_deref() })
}

fn metric(metric: &Metric) -> MetricEntry<'_> {
    MetricEntry {
        kind: &metric.kind,
        name: metric.name.as_deref(),
        value: Figure::of(&metric.value),
        config: metric.setting.as_deref(),
        claims_verification: metric.verified,
    }
}
