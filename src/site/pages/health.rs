//! The health of the catalog: how complete its cards are, and which lack what.

use rayon::prelude::*;

use crate::api;
use crate::catalog::{Aspect, Health};
use crate::config::Form;
use crate::site::RenderError;
use crate::site::number::grouped;
use crate::site::shared::{Shared, escape};
use crate::site::svg;
use crate::site::view::{
    AspectView, CompletenessView, ExportView, ExtraField, HealthView, LackingView, Link, MissingView,
    ScoreRow,
};

use super::statistics::{Entry, chart, share};

/// Models shown of those that lack one thing: the others are in the files for programs.
const MOST_MODELS: usize = 500;

/// Models shown as the least complete.
const LOWEST: usize = 10;

/// Writes the page, and a page for each thing that some models lack; says how many pages.
pub(in crate::site) fn write(shared: &Shared<'_>, health: &Health) -> Result<usize, RenderError> {
    let (lowest_heading, lowest) = lowest(shared);
    let view = HealthView {
        facts: facts(health),
        chart: (health.total > 0).then(|| spread(shared, health)),
        aspects: Aspect::ALL.into_iter().map(|aspect| aspect_view(aspect, health)).collect(),
        lowest: lowest.into_iter().map(|model| row(shared, model)).collect(),
        lowest_heading,
        downloads: downloads(shared, "Health as JSON"),
    };
    let mut page = shared.page("health", "health", "health/index.html".to_owned());
    page.title = "Health".to_owned();
    page.description = format!("How complete the cards of {} are.", shared.site.title);
    shared.write("health.html", &page, "health", &view)?;
    let lacking: Vec<Aspect> =
        Aspect::ALL.into_iter().filter(|aspect| health.aspects[*aspect as usize].lacking > 0).collect();
    lacking.par_iter().try_for_each(|&aspect| write_lacking(shared, aspect, health))?;
    Ok(1 + lacking.len())
}

fn write_lacking(shared: &Shared<'_>, aspect: Aspect, health: &Health) -> Result<(), RenderError> {
    let mut models: Vec<usize> =
        (0..shared.found.len()).filter(|&model| !shared.found[model].has(aspect)).collect();
    models.sort_by_key(|&model| (shared.found[model].score(), model));
    let view = LackingView {
        aspect: aspect_view(aspect, health),
        left_out: models.len().saturating_sub(MOST_MODELS),
        rows: models.iter().take(MOST_MODELS).map(|&model| row(shared, model)).collect(),
        filter_path: filter(aspect).map(|name| format!("models/index.html?{name}=")),
        downloads: downloads(shared, "All models as JSON"),
    };
    let mut page = shared.page("lacking", "health", path(aspect));
    page.title = format!("Missing: {}", aspect.title());
    page.description =
        format!("The models of {} whose cards lack this: {}.", shared.site.title, aspect.title());
    page.breadcrumbs.push(Link { label: "Health".to_owned(), path: "health/index.html".to_owned() });
    shared.write("lacking.html", &page, "lacking", &view)
}

fn path(aspect: Aspect) -> String {
    format!("health/{}/index.html", aspect.id())
}

/// The filter of the list of models that shows what lacks it.
fn filter(aspect: Aspect) -> Option<&'static str> {
    match aspect {
        Aspect::Task => Some("task"),
        Aspect::Library => Some("library"),
        _ => None,
    }
}

fn downloads(shared: &Shared<'_>, label: &'static str) -> Vec<ExportView> {
    let list = if label.starts_with("Health") { "health" } else { "models" };
    let mut downloads = vec![ExportView { label, path: api::part_path(list, 1) }];
    if shared.config.exports.has(Form::Csv) {
        downloads.push(ExportView { label: "All models as CSV", path: "models.csv".to_owned() });
    }
    downloads
}

fn facts(health: &Health) -> Vec<ExtraField> {
    let [.., complete] = health.scores;
    let above: usize = health.scores[8..].iter().sum();
    let all = |count: usize| match health.total {
        0 => "0".to_owned(),
        total => format!("{} ({})", grouped(count as u64), share(count, total)),
    };
    let facts = [
        ("Models", grouped(health.total as u64)),
        ("Mean completeness", format!("{} of 100", health.mean)),
        ("80 and more", all(above)),
        ("Complete", all(complete)),
    ];
    facts.into_iter().map(|(key, value)| ExtraField { key: key.to_owned(), value }).collect()
}

fn spread(shared: &Shared<'_>, health: &Health) -> crate::site::view::ChartView {
    let label =
        |ten: usize| if ten == 10 { "100".to_owned() } else { format!("{}–{}", ten * 10, ten * 10 + 9) };
    let entries: Vec<Entry> =
        health.scores.iter().enumerate().map(|(ten, count)| Entry::plain(label(ten), *count)).collect();
    chart(shared, ("completeness", "Models by completeness"), "Completeness", (svg::columns, &entries))
}

fn aspect_view(aspect: Aspect, health: &Health) -> AspectView {
    let lacking = health.aspects[aspect as usize].lacking;
    AspectView {
        title: aspect.title(),
        advice_html: advice(aspect),
        weight: aspect.weight(),
        lacking: grouped(lacking as u64),
        share: share(lacking, health.total.max(1)),
        path: (lacking > 0).then(|| path(aspect)),
    }
}

/// What a card has to say, with its keys as code. The words are ours.
fn advice(aspect: Aspect) -> String {
    let mut html = String::new();
    for (at, part) in aspect.advice().split('`').enumerate() {
        match at % 2 {
            0 => html.push_str(&escape(part)),
            _ => html.push_str(&format!("<code>{}</code>", escape(part))),
        }
    }
    html
}

/// The least complete models: those in production count most.
fn lowest(shared: &Shared<'_>) -> (&'static str, Vec<usize>) {
    let stage = |model: usize| shared.catalog.models[model].card.stage.as_ref();
    let in_production =
        |model: usize| stage(model).is_some_and(|stage| stage.value.eq_ignore_ascii_case("production"));
    let lacks = |model: &usize| shared.found[*model].score() < 100;
    let all = || (0..shared.found.len()).filter(lacks);
    let mut models: Vec<usize> = all().filter(|&model| in_production(model)).collect();
    let heading = if models.is_empty() { "Least complete" } else { "Least complete in production" };
    if models.is_empty() {
        models = all().collect();
    }
    models.sort_by_key(|&model| (shared.found[model].score(), model));
    models.truncate(LOWEST);
    (heading, models)
}

fn row(shared: &Shared<'_>, ordinal: usize) -> ScoreRow {
    let model = &shared.catalog.models[ordinal];
    let missing: Vec<&str> = shared.found[ordinal].missing().map(Aspect::title).collect();
    ScoreRow {
        model: Link { label: model.id.to_string(), path: shared.paths.model_page(ordinal) },
        owners: owners(shared, model),
        score: shared.found[ordinal].score(),
        missing: missing.join(", "),
    }
}

/// Who answers for a model, by the names that the hub has for them.
pub(super) fn owners(shared: &Shared<'_>, model: &crate::catalog::Model) -> String {
    let name = |owner: &crate::catalog::Party| {
        let known = shared.config.owners.get(&owner.name);
        known.and_then(|known| known.title.clone()).unwrap_or_else(|| owner.name.clone())
    };
    model.card.owners.iter().map(name).collect::<Vec<_>>().join(", ")
}

/// How complete a model's card is, for its page.
pub(super) fn of_model(shared: &Shared<'_>, ordinal: usize) -> CompletenessView {
    let found = shared.found[ordinal];
    let missing = found.missing().map(|aspect| MissingView {
        title: aspect.title(),
        weight: aspect.weight(),
        advice_html: advice(aspect),
    });
    CompletenessView { score: found.score(), missing: missing.collect() }
}
