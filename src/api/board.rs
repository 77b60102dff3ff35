//! Leaderboards for other programs: all boards of a dataset as JSON, one board as comma-separated values.

use serde::Serialize;

use crate::catalog::{
    Board, BoardResult, Boards, Catalog, Evaluation, Metric, Model, Notation, Origin, meaning,
};
use crate::config::{Better, Config};

use super::to_json;

/// All boards of a group: `{"task", "dataset", "boards": [{"metric", …, "results": [{"rank", "model", "value", …}]}]}`.
///
/// `page` gives a model's page, relative to the site's root.
pub fn leaderboard(
    catalog: &Catalog,
    config: &Config,
    (boards, group): (&Boards, usize),
    page: &dyn Fn(usize) -> String,
) -> Vec<u8> {
    let group = &boards.groups[group];
    let made = boards.list[group.boards.clone()].iter().map(|board| {
        let known = meaning(config, &board.metric);
        BoardEntry {
            metric: MetricEntry {
                kind: &board.metric,
                name: known.title,
                better: match known.better {
                    Some(Better::Higher) => Some("higher"),
                    Some(Better::Lower) => Some("lower"),
                    None => None,
                },
                unit: known.unit,
            },
            config: board.config.as_deref(),
            split: board.split.as_deref(),
            revision: board.revision.as_deref(),
            task_id: board.benchmark_task.as_deref(),
            setting: board.setting.as_deref(),
            scale: board.written.map(|written| match written {
                Notation::Share => "share",
                Notation::Percent => "percent",
            }),
            results: board.results.iter().map(|result| entry(catalog, result, page)).collect(),
        }
    });
    let mut bytes = to_json(&Leaderboard {
        task: &group.task,
        dataset: Dataset { kind: &group.dataset, name: group.name.as_deref() },
        boards: made.collect(),
    });
    bytes.push(b'\n');
    bytes
}

#[derive(Serialize)]
struct Leaderboard<'a> {
    task: &'a str,
    dataset: Dataset<'a>,
    boards: Vec<BoardEntry<'a>>,
}

#[derive(Serialize)]
struct Dataset<'a> {
    #[serde(rename = "type")]
    kind: &'a str,
    name: Option<&'a str>,
}

#[derive(Serialize)]
struct BoardEntry<'a> {
    metric: MetricEntry<'a>,
    config: Option<&'a str>,
    split: Option<&'a str>,
    revision: Option<&'a str>,
    task_id: Option<&'a str>,
    setting: Option<&'a str>,
    scale: Option<&'static str>,
    results: Vec<ResultEntry<'a>>,
}

#[derive(Serialize)]
struct MetricEntry<'a> {
    #[serde(rename = "type")]
    kind: &'a str,
    name: Option<&'a str>,
    better: Option<&'static str>,
    unit: Option<&'a str>,
}

#[derive(Serialize)]
struct ResultEntry<'a> {
    rank: Option<usize>,
    tied: bool,
    model: &'a str,
    page: String,
    value: f64,
    deviation: Option<f64>,
    text: &'a str,
    metric_name: Option<&'a str>,
    claims_verification: bool,
    origin: &'a str,
    source: Option<Source<'a>>,
    reporter: Option<&'a str>,
    date: Option<String>,
    notes: Option<&'a str>,
    parameters: Option<u64>,
    license: Vec<&'a str>,
}

#[derive(Serialize)]
struct Source<'a> {
    name: Option<&'a str>,
    url: Option<&'a str>,
}

/// Where a result is stated: `model-index`, or the file beside the card.
pub(super) fn origin(evaluation: &Evaluation) -> &str {
    match &evaluation.origin {
        Origin::Card => "model-index",
        Origin::File(path) => path,
    }
}

fn stated<'a>(catalog: &'a Catalog, result: &BoardResult) -> (&'a Model, &'a Evaluation, &'a Metric) {
    let model = &catalog.models[result.model as usize];
    let evaluation = &model.card.evaluations[result.evaluation];
    (model, evaluation, &evaluation.metrics[result.metric])
}

fn entry<'a>(catalog: &'a Catalog, result: &BoardResult, page: &dyn Fn(usize) -> String) -> ResultEntry<'a> {
    let (model, evaluation, metric) = stated(catalog, result);
    ResultEntry {
        rank: result.rank,
        tied: result.tied,
        model: model.id.as_str(),
        page: page(result.model as usize),
        value: result.measure.value,
        deviation: result.measure.deviation,
        text: &metric.value,
        metric_name: metric.name.as_deref(),
        claims_verification: metric.verified,
        origin: origin(evaluation),
        source: evaluation
            .source
            .as_ref()
            .map(|(name, url)| Source { name: name.as_deref(), url: url.as_deref() }),
        reporter: evaluation.reporter.as_deref(),
        date: evaluation.date.map(|date| date.to_string()),
        notes: evaluation.notes.as_deref(),
        parameters: model.parameters(),
        license: model.card.license.iter().map(|license| license.value.as_str()).collect(),
    }
}

/// One board as comma-separated values (RFC 4180), with a line of names first.
pub fn board_csv(catalog: &Catalog, board: &Board) -> Vec<u8> {
    let mut csv = String::from(
        "rank,model,value,deviation,text,claims_verification,origin,source,source_url,reporter,date,parameters,license,notes\r\n",
    );
    for result in &board.results {
        let (model, evaluation, metric) = stated(catalog, result);
        let (source, url) =
            evaluation.source.as_ref().map_or((None, None), |(name, url)| (name.as_deref(), url.as_deref()));
        let licenses: Vec<&str> = model.card.license.iter().map(|license| license.value.as_str()).collect();
        let number = |number: Option<String>| number.unwrap_or_default();
        let fields = [
            number(result.rank.map(|rank| rank.to_string())),
            field(model.id.as_str()),
            result.measure.value.to_string(),
            number(result.measure.deviation.map(|deviation| deviation.to_string())),
            field(&metric.value),
            if metric.verified { "yes" } else { "no" }.to_owned(),
            field(origin(evaluation)),
            field(source.unwrap_or_default()),
            field(url.unwrap_or_default()),
            field(evaluation.reporter.as_deref().unwrap_or_default()),
            number(evaluation.date.map(|date| date.to_string())),
            number(model.parameters().map(|parameters| parameters.to_string())),
            field(&licenses.join(" ")),
            field(evaluation.notes.as_deref().unwrap_or_default()),
        ];
        csv.push_str(&fields.join(","));
        csv.push_str("\r\n");
    }
    csv.into_bytes()
}

/// A text as a field. What a spreadsheet would take for a formula gets an apostrophe before it, since cards are not to be
/// trusted; a plain number stays one.
fn field(text: &str) -> String {
    let is_formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']) && text.parse::<f64>().is_err();
    let text = if is_formula { format!("'{text}") } else { text.to_owned() };
    if text.contains([',', '"', '\n', '\r']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
}

#[cfg(test)]
mod tests {
    use super::field;

    #[test]
    fn a_field_is_no_formula_and_keeps_its_quotes() {
        let fields = ["a", "a,b", "say \"x\"", "=1+1", "-0.5", "-x", "@SUM(A1)", ""].map(field);
        assert_eq!(fields, ["a", "\"a,b\"", "\"say \"\"x\"\"\"", "'=1+1", "-0.5", "'-x", "'@SUM(A1)", ""]);
    }
}
