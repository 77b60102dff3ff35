//! Pages about versions: each earlier version, what each changed, and addresses that lead on: of aliases, and of the current version.

use crate::catalog::{Kind, Model, ResultChange, WeightChange, difference};
use crate::diagnostic::Diagnostic;
use crate::site::RenderError;
use crate::site::number;
use crate::site::shared::{Shared, canonical, date_view};
use crate::site::subject::Subject;
use crate::site::view::{
    ChangeRow, ChangesView, FactValue, Link, Notice, PageView, RedirectView, ResultRow, WeightRow,
};
use crate::vocabulary::{metric, task};

use super::{card, files, model};

/// Writes them for one model; says how many pages, and what there is to say about the texts.
pub(in crate::site) fn write(
    shared: &Shared<'_>,
    ordinal: usize,
) -> Result<(usize, Vec<Diagnostic>), RenderError> {
    let mut diagnostics = Vec::new();
    if !shared.paths.has_versions(ordinal) {
        return Ok((0, diagnostics));
    }
    let current = &shared.catalog.models[ordinal];
    let mut pages = 0;
    let state = |place: usize| match current.at(place) {
        Some(earlier) => std::borrow::Cow::Owned(earlier),
        None => std::borrow::Cow::Borrowed(current),
    };
    for (place, version) in current.versions.iter().enumerate() {
        let state_here = state(place);
        if version.is_current() {
            let target = FactValue {
                text: format!("{} {}", current.id, version.label),
                path: Some(shared.paths.model_page(ordinal)),
                ..FactValue::default()
            };
            redirect(shared, ordinal, &version.label, shared.paths.version_page(ordinal, place), target)?;
        } else {
            diagnostics.extend(earlier(shared, ordinal, place, &state_here)?);
        }
        pages += 1;
        if place + 1 < current.versions.len() {
            changes(shared, ordinal, place, (&state(place + 1), &state_here))?;
            pages += 1;
        }
        for alias in &version.aliases {
            let path = if version.is_current() {
                shared.paths.model_page(ordinal)
            } else {
                shared.paths.version_page(ordinal, place)
            };
            let text = format!("{} {}", current.id, version.label);
            let target = FactValue { text, path: Some(path), ..FactValue::default() };
            redirect(shared, ordinal, &alias.name, shared.paths.alias_page(ordinal, &alias.name), target)?;
            pages += 1;
        }
    }
    Ok((pages, diagnostics))
}

/// The head of a page below a model's.
fn head(shared: &Shared<'_>, ordinal: usize, kind: &'static str, path: String) -> PageView {
    let model = &shared.catalog.models[ordinal];
    let mut page = shared.page(kind, "models", path);
    page.breadcrumbs.push(Link { label: "Models".to_owned(), path: "models/index.html".to_owned() });
    page.breadcrumbs.extend(shared.term_links(ordinal, Kind::Organisation));
    page.breadcrumbs.push(Link { label: model.id.name().to_owned(), path: shared.paths.model_page(ordinal) });
    page
}

fn earlier(
    shared: &Shared<'_>,
    ordinal: usize,
    place: usize,
    state: &Model,
) -> Result<Vec<Diagnostic>, RenderError> {
    let current = &shared.catalog.models[ordinal];
    let label = &current.versions[place].label;
    let path = shared.paths.version_page(ordinal, place);
    let rendered = card::version(&shared.links, shared.config, state, &path);
    let diagnostics = rendered.diagnostics.clone();
    let mut page = head(shared, ordinal, "model", path);
    page.title = format!("{} {label}", current.id);
    page.description = format!("Version {label} of {}, as it was.", current.id);
    // Search engines are to find the model, not one page for each of its versions.
    let base = shared.public_base();
    page.canonical_url = base.map(|base| canonical(base, &shared.paths.model_page(ordinal)));
    let thumbnail = model::thumbnail(shared, state);
    let subject = Subject { ordinal, model: state, version: Some(place) };
    let mut view = model::view(shared, &subject, rendered, thumbnail);
    let newest = current.current().map(|place| current.versions[place].label.as_str());
    let text = match newest {
        Some(newest) => format!("This is version {label}. The current version is {newest}:"),
        None => format!("This is version {label}, an earlier one. See the model as it is now:"),
    };
    view.notices.insert(
        0,
        Notice {
            tone: "warn",
            heading: "Earlier version".to_owned(),
            text,
            link: Some(Link { label: current.id.to_string(), path: shared.paths.model_page(ordinal) }),
        },
    );
    shared.write("model.html", &page, "model", &view)?;
    Ok(diagnostics)
}

fn redirect(
    shared: &Shared<'_>,
    ordinal: usize,
    name: &str,
    path: String,
    target: FactValue,
) -> Result<(), RenderError> {
    let mut page = head(shared, ordinal, "redirect", path);
    page.title = format!("{}@{name}", shared.catalog.models[ordinal].id);
    page.description = format!("Leads to {}.", target.text);
    let base = shared.public_base();
    page.canonical_url = base.zip(target.path.as_deref()).map(|(base, path)| canonical(base, path));
    let view = RedirectView { name: page.title.clone(), target };
    shared.write("redirect.html", &page, "redirect", &view)
}

fn changes(
    shared: &Shared<'_>,
    ordinal: usize,
    place: usize,
    (before, after): (&Model, &Model),
) -> Result<(), RenderError> {
    let current = &shared.catalog.models[ordinal];
    let versions = &current.versions;
    let Some(path) = shared.paths.changes_page(ordinal, place) else { return Ok(()) };
    let link = |place: usize| Link {
        label: versions[place].label.clone(),
        path: shared.paths.version_page(ordinal, place),
    };
    let mut page = head(shared, ordinal, "changes", path);
    page.title = format!("{}: {} to {}", current.id, versions[place + 1].label, versions[place].label);
    page.description = format!(
        "What changed in {} from {} to {}.",
        current.id,
        versions[place + 1].label,
        versions[place].label
    );
    let difference = difference::difference(before, after, shared.config);
    let step = |place: usize| {
        let (after, before) = (versions.get(place)?, versions.get(place + 1)?);
        let label = format!("{} to {}", before.label, after.label);
        Some(Link { label, path: shared.paths.changes_page(ordinal, place)? })
    };
    let view = ChangesView {
        id: current.id.to_string(),
        model: Link { label: current.id.to_string(), path: shared.paths.model_page(ordinal) },
        before: link(place + 1),
        after: link(place),
        before_date: versions[place + 1].date.map(date_view),
        after_date: versions[place].date.map(date_view),
        fields: difference
            .fields
            .into_iter()
            .map(|change| ChangeRow {
                key: change.key,
                before: change.before.map(in_lines).unwrap_or_default(),
                after: change.after.map(in_lines).unwrap_or_default(),
            })
            .collect(),
        results: difference.results.into_iter().map(result_row).collect(),
        weights: difference.weights.iter().map(weight_row).collect(),
        older: step(place + 1),
        newer: place.checked_sub(1).and_then(step),
    };
    shared.write("changes.html", &page, "changes", &view)
}

/// A value of many entries, each on a line of its own, so that the eye finds the one that differs.
fn in_lines(text: String) -> String {
    if text.matches("; ").count() > 1 { text.replace("; ", "\n") } else { text }
}

pub(super) fn result_row(change: ResultChange) -> ResultRow {
    let identity = &change.identity;
    let known = metric::find(&identity.metric).map(|known| known.title.to_owned());
    let name = change.name.clone().or(known).unwrap_or_else(|| identity.metric.clone());
    let task = identity.task.as_deref().map(|id| task::find(id).map_or(id, |task| task.title).to_owned());
    let named = |label: &str, value: &Option<String>| value.as_ref().map(|value| format!("{label} {value}"));
    let on = [
        task,
        identity.dataset.clone(),
        named("config", &identity.config),
        named("split", &identity.split),
        named("revision", &identity.revision),
        identity.setting.clone(),
    ];
    let (before, after) = (change.before.as_deref(), change.after.as_deref());
    let [shown_before, shown_after] = [before, after].map(|text| text.map(super::metric::rounded));
    ResultRow {
        metric: name,
        on: on.into_iter().flatten().collect::<Vec<_>>().join(" · "),
        delta: change
            .delta
            .map(|delta| number::signed(delta, &[shown_before.as_deref(), shown_after.as_deref()]))
            .unwrap_or_default(),
        verdict: match (before, after, change.better) {
            (None, ..) => "new",
            (_, None, _) => "removed",
            (.., Some(true)) => "better",
            (.., Some(false)) => "worse",
            _ => "",
        },
        before: shown_before.unwrap_or_default(),
        after: shown_after.unwrap_or_default(),
    }
}

pub(super) fn weight_row(change: &WeightChange) -> WeightRow {
    let side = |artifact: Option<&crate::catalog::Artifact>| -> Vec<(&'static str, String)> {
        let Some(artifact) = artifact else { return Vec::new() };
        let parts = [
            (
                "Size",
                artifact
                    .size
                    .map(|size| format!("{} ({} bytes)", number::bytes(size), number::grouped(size))),
            ),
            ("SHA-256", artifact.sha256.clone()),
            ("Address", artifact.uri.clone()),
            ("Format", Some(files::format_title(artifact).to_owned()).filter(|format| !format.is_empty())),
            ("Parameters", artifact.parameters.map(number::count)),
            ("Types", artifact.dtype.clone()),
        ];
        parts.into_iter().filter_map(|(label, value)| Some((label, value?))).collect()
    };
    let (before, after) = (side(change.before.as_ref()), side(change.after.as_ref()));
    let find = |side: &[(&str, String)], label: &str| {
        side.iter().find(|(known, _)| *known == label).map(|(_, value)| value.clone()).unwrap_or_default()
    };
    let labels = ["Size", "SHA-256", "Address", "Format", "Parameters", "Types"];
    let rows = labels.into_iter().map(|label| ChangeRow {
        key: label.to_owned(),
        before: find(&before, label),
        after: find(&after, label),
    });
    WeightRow {
        path: change.path.clone(),
        verdict: match (&change.before, &change.after) {
            (None, _) => "new",
            (_, None) => "removed",
            _ if change.is_other_content() => "content changed",
            _ => "other details",
        },
        rows: rows.filter(|row| row.before != row.after).collect(),
    }
}
