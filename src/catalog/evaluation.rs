//! Evaluation results: one type for those of `model-index` in the card and for those of the files in `.eval_results`.

use crate::diagnostic::{Diagnostic, Location, Mark};
use crate::yaml::{Node, Value};

use super::date::Date;
use super::fields::{display, get, get_line, scalar};
use super::measure::{self, Measure};
use super::text::one_line;

/// Results on one dataset under one setting.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Evaluation {
    /// The task's id, such as `text-classification`.
    pub task: Option<String>,
    /// The task's name, where the card gives one.
    pub task_name: Option<String>,
    /// The dataset's id (`type`).
    pub dataset: Option<String>,
    /// The dataset's name.
    pub dataset_name: Option<String>,
    /// The dataset's configuration: `config`, else `args`, where older cards have it.
    pub config: Option<String>,
    /// The dataset's split.
    pub split: Option<String>,
    /// The dataset's revision.
    pub revision: Option<String>,
    /// The measured values.
    pub metrics: Vec<Metric>,
    /// Where the values were published: a name and an address.
    pub source: Option<(Option<String>, Option<String>)>,
    /// What the benchmark calls that which was asked: `task_id` in a file of results.
    pub benchmark_task: Option<String>,
    /// Who reports the values: `source.user`, else `source.org` in a file of results.
    pub reporter: Option<String>,
    /// When it was measured, where a file of results says so.
    pub date: Option<Date>,
    /// How it was measured, where a file of results says so.
    pub notes: Option<String>,
    /// Which file states it.
    pub origin: Origin,
    /// Where in that file it begins.
    pub mark: Option<Mark>,
}

/// Which file states a result.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Origin {
    /// The card itself, in `model-index`.
    #[default]
    Card,
    /// A file beside it, by its path in the model's folder: `.eval_results/gpqa.yaml`.
    File(String),
}

/// One measured value.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Metric {
    /// The metric's id (`type`).
    pub kind: String,
    /// The metric's name, where the card gives one.
    pub name: Option<String>,
    /// The value as written: a number, or text such as `20.0 ± 1.2`, `NaN`.
    pub value: String,
    /// The metric's configuration or arguments, as text.
    pub setting: Option<String>,
    /// Whether the card or the file carries a token by which the Hub vouches for the value. It is a claim: nobody but
    /// the Hub can check it.
    pub verified: bool,
}

impl Metric {
    /// The value as a number, with its deviation; `None` where it is no number.
    pub fn measure(&self) -> Option<Measure> {
        measure::read(&self.value)
    }
}

/// Reads `model-index`; an incomplete entry is kept with a warning.
pub(super) fn read(node: &Node, path: &str, diagnostics: &mut Vec<Diagnostic>) -> Vec<Evaluation> {
    let Value::Sequence(models) = &node.value else {
        let message = "`model-index` should be a list of models with `results`";
        diagnostics.push(Diagnostic::warning("CX703", Location::at(path, node.mark), message));
        return Vec::new();
    };
    let mut evaluations = Vec::new();
    for model in models {
        let Some(results) = get(model, "results") else { continue };
        let Value::Sequence(results) = &results.value else {
            let message = "`results` should be a list";
            diagnostics.push(Diagnostic::warning("CX703", Location::at(path, results.mark), message));
            continue;
        };
        evaluations.extend(results.iter().filter_map(|result| read_result(result, path, diagnostics)));
    }
    evaluations
}

fn read_result(node: &Node, path: &str, diagnostics: &mut Vec<Diagnostic>) -> Option<Evaluation> {
    let mut evaluation = Evaluation { mark: Some(node.mark), ..Evaluation::default() };
    if let Some(task) = get(node, "task") {
        evaluation.task = get_line(task, "type").or_else(|| scalar(task).map(one_line));
        evaluation.task_name = get_line(task, "name");
    }
    if let Some(dataset) = get(node, "dataset") {
        evaluation.dataset = get_line(dataset, "type").or_else(|| scalar(dataset).map(one_line));
        evaluation.dataset_name = get_line(dataset, "name");
        let arguments = || get(dataset, "args").map(|args| one_line(&display(args)));
        evaluation.config =
            get_line(dataset, "config").or_else(arguments).filter(|config| !config.is_empty());
        evaluation.split = get_line(dataset, "split");
        evaluation.revision = get_line(dataset, "revision");
    }
    if let Some(source) = get(node, "source") {
        evaluation.source = Some((get_line(source, "name"), get_line(source, "url")));
    }
    let metrics = get(node, "metrics");
    match metrics.map(|metrics| &metrics.value) {
        Some(Value::Sequence(metrics)) => {
            evaluation.metrics = metrics.iter().filter_map(read_metric).collect();
        }
        Some(Value::Mapping(_)) => evaluation.metrics = metrics.and_then(read_metric).into_iter().collect(),
        _ => {}
    }
    let missing: Vec<&str> = [
        ("task", evaluation.task.is_none()),
        ("dataset", evaluation.dataset.is_none() && evaluation.dataset_name.is_none()),
        ("metrics", evaluation.metrics.is_empty()),
    ]
    .into_iter()
    .filter_map(|(name, missing)| missing.then_some(name))
    .collect();
    if !missing.is_empty() {
        let message = format!("this result of `model-index` has no {}", missing.join(" and no "));
        let diagnostic = Diagnostic::warning("CX703", Location::at(path, node.mark), message);
        diagnostics.push(diagnostic.help("the Hub ignores a whole `model-index` with such an entry"));
    }
    (missing.len() < 3).then_some(evaluation)
}

fn read_metric(node: &Node) -> Option<Metric> {
    let kind = get_line(node, "type").or_else(|| get_line(node, "name"))?;
    let value = get(node, "value").map(display).unwrap_or_default();
    let setting =
        get(node, "config").or_else(|| get(node, "args")).map(display).filter(|text| !text.is_empty());
    Some(Metric {
        name: get_line(node, "name"),
        kind,
        value,
        setting,
        verified: get_line(node, "verifyToken").is_some()
            || get_line(node, "verified").is_some_and(|verified| verified.eq_ignore_ascii_case("true")),
    })
}
