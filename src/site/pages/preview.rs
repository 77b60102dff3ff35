//! What a preview shows of a change: a page that lists it, and marks on the models' pages.

use crate::catalog::Difference;
use crate::site::RenderError;
use crate::site::preview::{Changed, LineKind, Preview};
use crate::site::shared::Shared;
use crate::site::subject::Subject;
use crate::site::view::{
    BannerView, ChangeRow, EvaluationRow, Fact, FactValue, LineView, Link, MarksView, PreviewRow,
    PreviewView, ResultRow,
};

use super::version::{result_row, weight_row};

/// The page that lists what differs.
pub(in crate::site) const PAGE: &str = "preview/index.html";

/// What every page of a preview says.
pub(in crate::site) fn banner(preview: &Preview) -> BannerView {
    let summary = match preview.models.len() + preview.removed.len() {
        0 => "no model differs".to_owned(),
        1 => "1 model differs".to_owned(),
        count => format!("{count} models differ"),
    };
    BannerView { base: preview.base.clone(), summary, path: PAGE }
}

/// Writes the page that lists what differs; says how many pages that makes.
pub(in crate::site) fn write(shared: &Shared<'_>) -> Result<usize, RenderError> {
    let Some(preview) = shared.preview else { return Ok(0) };
    let mut page = shared.page("preview", "", PAGE.to_owned());
    page.title = "What this change does".to_owned();
    page.description = format!("Models that differ from {}.", preview.base);
    let models = preview.models.iter().map(|(&ordinal, changed)| PreviewRow {
        model: FactValue {
            text: shared.catalog.models[ordinal].id.to_string(),
            path: Some(shared.paths.model_page(ordinal)),
            hint: changed.old_id.as_ref().map(|id| format!("was {id}")),
            ..FactValue::default()
        },
        actions: changed.actions.clone(),
        what: what(changed),
    });
    let removed = preview.removed.iter().map(|id| PreviewRow {
        model: FactValue { text: id.clone(), ..FactValue::default() },
        actions: vec!["removed"],
        what: Vec::new(),
    });
    let view = PreviewView {
        base: preview.base.clone(),
        models: models.chain(removed).collect(),
        files: preview.files.clone(),
    };
    shared.write("preview.html", &page, "preview", &view)?;
    Ok(1)
}

/// What differs, in words.
fn what(changed: &Changed) -> Vec<String> {
    if changed.is_new() {
        return Vec::new();
    }
    let Difference { fields, results, weights } = &changed.difference;
    let mut words: Vec<String> = Vec::new();
    if let (Some(before), Some(after)) = &changed.version
        && before != after
    {
        words.push(format!("version {before} → {after}"));
    }
    words.extend(fields.iter().chain(&changed.state).map(|change| change.key.clone()));
    let mut counted = |count: usize, one: &str, many: &str| match count {
        0 => (),
        1 => words.push(format!("1 {one}")),
        count => words.push(format!("{count} {many}")),
    };
    counted(results.len(), "result", "results");
    counted(weights.len(), "file of weights", "files of weights");
    let is_changed = |kind| matches!(kind, LineKind::Added | LineKind::Removed);
    if words.is_empty() && changed.text.iter().any(|line| is_changed(line.kind)) {
        words.push("text".to_owned());
    }
    words
}

/// What the page of a model marks; only that of its current version does.
pub(super) fn marks(shared: &Shared<'_>, subject: &Subject<'_>) -> Option<MarksView> {
    let changed = changed(shared, subject)?;
    let column = |label: &str| Link { label: label.to_owned(), path: String::new() };
    let row = |change: &crate::catalog::FieldChange| ChangeRow {
        key: change.key.clone(),
        before: change.before.clone().unwrap_or_default(),
        after: change.after.clone().unwrap_or_default(),
    };
    let difference = &changed.difference;
    let is_new = changed.is_new();
    Some(MarksView {
        actions: changed.actions.clone(),
        old_id: changed.old_id.clone(),
        before: column("Before"),
        after: column("After"),
        // Of a new model everything is new: its page says it once.
        results: if is_new {
            Vec::new()
        } else {
            difference.results.iter().cloned().map(result_row).collect()
        },
        weights: if is_new { Vec::new() } else { difference.weights.iter().map(weight_row).collect() },
        fields: if is_new {
            Vec::new()
        } else {
            difference.fields.iter().chain(&changed.state).map(row).collect()
        },
        text: if is_new { Vec::new() } else { changed.text.iter().map(line).collect() },
    })
}

fn changed<'a>(shared: &Shared<'a>, subject: &Subject<'_>) -> Option<&'a Changed> {
    let preview = shared.preview.filter(|_| subject.version.is_none())?;
    preview.models.get(&subject.ordinal)
}

fn line(line: &crate::site::preview::TextLine) -> LineView {
    let kind = match line.kind {
        LineKind::Same => "same",
        LineKind::Added => "added",
        LineKind::Removed => "removed",
        LineKind::Gap => "gap",
    };
    LineView { kind, text: line.text.clone() }
}

/// Facts and the keys that they are made of.
const FACTS: [(&str, &[&str]); 14] = [
    ("Task", &["pipeline_tag"]),
    ("Library", &["library_name"]),
    ("Licence", &["license", "license_name", "license_link"]),
    ("Languages", &["language"]),
    ("Datasets", &["datasets"]),
    ("Owners", &["owners"]),
    ("Architecture", &["architecture"]),
    ("Authors", &["authors"]),
    ("Metrics", &["metrics"]),
    ("Approval", &["approval"]),
    ("CO₂ emissions", &["co2_eq_emissions"]),
    ("Trained from", &["source"]),
    ("Compliance", &["compliance"]),
    ("Version", &["version"]),
];

/// Says beside each fact that differs what it was.
pub(super) fn mark_facts(shared: &Shared<'_>, subject: &Subject<'_>, facts: &mut [Fact]) {
    let Some(changed) = changed(shared, subject).filter(|changed| !changed.is_new()) else { return };
    let changes: Vec<_> = changed.difference.fields.iter().chain(&changed.state).collect();
    for fact in facts {
        let keys = FACTS.iter().find(|(label, _)| *label == fact.label).map_or(&[][..], |(_, keys)| keys);
        let mut was: Vec<&str> = changes
            .iter()
            .filter(|change| keys.contains(&change.key.as_str()))
            .map(|change| change.before.as_deref().unwrap_or("not stated"))
            .collect();
        if fact.label == "Version"
            && let (before, after) = &changed.version
            && before != after
        {
            was.push(before.as_deref().unwrap_or("not stated"));
        }
        if !was.is_empty() {
            fact.was = Some(was.join("; "));
        }
    }
}

/// What stands beside a result that differs.
pub(super) fn mark_result(
    shared: &Shared<'_>,
    subject: &Subject<'_>,
    identity: &crate::catalog::Identity,
    name: Option<&str>,
    row: &mut EvaluationRow,
) {
    let Some(changed) = changed(shared, subject).filter(|changed| !changed.is_new()) else { return };
    let results = &changed.difference.results;
    let found = results
        .iter()
        .find(|change| change.identity == *identity && change.name.as_deref() == name)
        .or_else(|| results.iter().find(|change| change.identity == *identity));
    if let Some(change) = found {
        let ResultRow { before, delta, verdict, .. } = result_row(change.clone());
        row.was = before;
        row.delta = delta;
        row.verdict = verdict;
    }
}
