//! Evaluation results as tables.

use std::collections::BTreeMap;

use crate::catalog::{Evaluation, Kind, Metric, Model};
use crate::config::Better;
use crate::site::external;
use crate::site::shared::Shared;
use crate::site::view::{EvaluationRow, EvaluationView, FactValue};
use crate::vocabulary::{metric, task};

/// One table for each task, dataset and setting, in the card's order.
pub(super) fn views(shared: &Shared<'_>, model: &Model) -> Vec<EvaluationView> {
    let mut tables: Vec<EvaluationView> = Vec::new();
    let mut place: BTreeMap<(String, String, String), usize> = BTreeMap::new();
    for evaluation in &model.card.evaluations {
        let task = task_name(evaluation);
        let dataset = dataset(shared, evaluation);
        let setting = setting(evaluation);
        let key = (task.clone(), dataset.text.clone(), setting.clone());
        let index = *place.entry(key).or_insert_with(|| {
            let slug = format!("evaluation-{}", tables.len() + 1);
            tables.push(EvaluationView { slug, task, dataset, setting, rows: Vec::new() });
            tables.len() - 1
        });
        tables[index].rows.extend(evaluation.metrics.iter().map(|metric| row(shared, evaluation, metric)));
    }
    tables.retain(|table| !table.rows.is_empty());
    tables
}

fn task_name(evaluation: &Evaluation) -> String {
    let known = evaluation.task.as_deref().and_then(task::find).map(|task| task.title.to_owned());
    known.or_else(|| evaluation.task_name.clone()).or_else(|| evaluation.task.clone()).unwrap_or_default()
}

fn dataset(shared: &Shared<'_>, evaluation: &Evaluation) -> FactValue {
    let id = evaluation.dataset.clone();
    let text = evaluation
        .dataset_name
        .clone()
        .or_else(|| id.clone())
        .unwrap_or_else(|| "dataset not stated".to_owned());
    let terms = &shared.catalog.taxonomies.of(Kind::Dataset).terms;
    let term = id.as_deref().and_then(|id| terms.binary_search_by(|term| term.key.as_str().cmp(id)).ok());
    FactValue {
        text,
        path: term.map(|term| shared.paths.term_page(Kind::Dataset, term)),
        url: None,
        hint: id,
    }
}

fn setting(evaluation: &Evaluation) -> String {
    let parts =
        [("config", &evaluation.config), ("split", &evaluation.split), ("revision", &evaluation.revision)];
    let stated =
        parts.into_iter().filter_map(|(name, value)| value.as_ref().map(|value| format!("{name} {value}")));
    stated.collect::<Vec<_>>().join(" · ")
}

fn row(shared: &Shared<'_>, evaluation: &Evaluation, value: &Metric) -> EvaluationRow {
    let known = metric::find(&value.kind);
    let own = shared.config.vocabulary.metrics.get(&value.kind);
    let name = value.name.clone().or_else(|| known.map(|known| known.title.to_owned()));
    let name = name.unwrap_or_else(|| value.kind.clone());
    let unit = own.and_then(|own| own.unit.as_deref()).map(|unit| format!(" {unit}")).unwrap_or_default();
    let direction = match own.map(|own| own.better) {
        Some(Some(Better::Higher)) => "higher is better",
        Some(Some(Better::Lower)) => "lower is better",
        _ => match known.map(|known| known.direction) {
            Some(metric::Direction::Higher) => "higher is better",
            Some(metric::Direction::Lower) => "lower is better",
            None => "",
        },
    };
    let source = evaluation.source.as_ref().and_then(|(name, url)| {
        let url = url.as_deref().and_then(external::url);
        let text = name.clone().or_else(|| url.clone())?;
        Some(FactValue { text, path: None, url, hint: None })
    });
    EvaluationRow {
        metric: match &value.setting {
            Some(setting) => format!("{name} ({})", crate::catalog::text::one_line(setting)),
            None => name,
        },
        value: if value.value.is_empty() {
            "not stated".to_owned()
        } else {
            format!("{}{unit}", value.value)
        },
        direction,
        status: if value.verified { "marked verified" } else { "self-reported" },
        source,
    }
}
