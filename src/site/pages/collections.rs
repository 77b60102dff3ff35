//! Collections: their index, and a page for each with its models side by side.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::catalog::text::shorten;
use crate::catalog::{Collection, Kind, Target};
use crate::diagnostic::Diagnostic;
use crate::site::direction::direction;
use crate::site::shared::Shared;
use crate::site::view::{
    CollectionItem, CollectionLink, CollectionView, CollectionsView, ComparedResult, ComparedValue,
    ComparisonRow, ComparisonView, FactValue, Link,
};
use crate::site::{RenderError, external, item, number};

use super::compare::{self, Outcome};
use super::{card, facts, twin};

/// Models that are put side by side.
const MOST_ROWS: usize = 20;

/// Results that they are compared by.
const MOST_RESULTS: usize = 4;

/// Models that the page for comparing takes.
const MOST_COMPARED: usize = 4;

/// Longest description of a dataset in a list, in characters.
const LONGEST_DESCRIPTION: usize = 180;

/// All collections as links, in order.
pub(in crate::site) fn links(shared: &Shared<'_>) -> Vec<CollectionLink> {
    (0..shared.catalog.collections.len()).map(|ordinal| link(shared, ordinal)).collect()
}

fn link(shared: &Shared<'_>, ordinal: usize) -> CollectionLink {
    let collection = &shared.catalog.collections[ordinal];
    CollectionLink {
        title: collection.title.clone(),
        description: collection.description.clone(),
        path: shared.paths.collection_page(ordinal),
        count: collection.items.len(),
    }
}

/// The collections that a model is in.
pub(super) fn of_model(shared: &Shared<'_>, model: usize) -> Vec<Link> {
    let collections = shared.catalog.models[model].collections.iter().map(|&collection| collection as usize);
    let link = |collection: usize| Link {
        label: shared.catalog.collections[collection].title.clone(),
        path: shared.paths.collection_page(collection),
    };
    collections.map(link).collect()
}

/// Writes the index, where there is something to list, and all pages; says how many, and what there is to say about their texts.
pub(in crate::site) fn write(shared: &Shared<'_>) -> Result<(usize, Vec<Diagnostic>), RenderError> {
    let collections = &shared.catalog.collections;
    if collections.is_empty() {
        return Ok((0, Vec::new()));
    }
    let mut page = shared.page("collections", "collections", "collections/index.html".to_owned());
    page.title = "Collections".to_owned();
    page.description = format!("Models of {} that belong together.", shared.site.title);
    page.markdown_path = twin::of(shared, "collections");
    let view = CollectionsView { collections: links(shared) };
    shared.write("collections.html", &page, "collections", &view)?;
    let found: Vec<Vec<Diagnostic>> = (0..collections.len())
        .into_par_iter()
        .map(|ordinal| write_one(shared, ordinal))
        .collect::<Result<_, RenderError>>()?;
    Ok((collections.len() + 1, found.concat()))
}

fn write_one(shared: &Shared<'_>, ordinal: usize) -> Result<Vec<Diagnostic>, RenderError> {
    let collection = &shared.catalog.collections[ordinal];
    let mut page = shared.page("collection", "collections", shared.paths.collection_page(ordinal));
    page.title = format!("{} · Collections", collection.title);
    page.description = if collection.description.is_empty() {
        format!("A collection of {}.", shared.site.title)
    } else {
        collection.description.clone()
    };
    page.breadcrumbs
        .push(Link { label: "Collections".to_owned(), path: "collections/index.html".to_owned() });
    page.markdown_path = twin::of(shared, page.path.trim_end_matches("/index.html"));
    let rendered = card::collection(&shared.links, shared.config, collection, &page.path);
    let models: Vec<usize> = collection.models().into_iter().map(|model| model as usize).collect();
    let source = FactValue {
        text: collection.card_path.clone(),
        url: shared.repository.map(|repository| repository.edit(&collection.card_path)),
        ..FactValue::default()
    };
    let view = CollectionView {
        title: collection.title.clone(),
        description: collection.description.clone(),
        owners: collection.owners.iter().map(|owner| facts::owner_named(shared, owner)).collect(),
        items: entries(shared, collection),
        table: (models.len() > 1).then(|| table(shared, &models)),
        compare_path: (models.len() > 1).then(|| compare_path(shared, &models)),
        card_direction: direction(&rendered.text),
        card_html: Some(rendered.html).filter(|html| !html.is_empty()),
        source,
    };
    shared.write("collection.html", &page, "collection", &view)?;
    Ok(rendered.diagnostics)
}

fn compare_path(shared: &Shared<'_>, models: &[usize]) -> String {
    let ids = models.iter().take(MOST_COMPARED).map(|&model| &shared.catalog.models[model].id);
    let asked: Vec<String> =
        ids.map(|id| format!("m={}", crate::site::repository::encode(id.as_str()))).collect();
    format!("compare/index.html?{}", asked.join("&"))
}

fn entries(shared: &Shared<'_>, collection: &Collection) -> Vec<CollectionItem> {
    let entry = |listed: &crate::catalog::Item| {
        let mut entry = CollectionItem {
            kind: "missing",
            model: None,
            version: None,
            link: FactValue::default(),
            description: String::new(),
            note: listed.note.clone().unwrap_or_default(),
        };
        match &listed.target {
            Target::Model(reference) => {
                entry.link.text.clone_from(&reference.id);
                if let Some(model) = reference.model.map(|model| model as usize) {
                    entry.kind = "model";
                    entry.model = Some(item::item(shared, model, &shared.catalog.models[model]));
                    entry.link.path = super::lineage::path(shared, reference);
                    let version = reference.version.zip(reference.version_name());
                    entry.version = version.map(|(version, name)| Link {
                        label: format!("@{name}"),
                        path: shared.paths.version_page(model, version as usize),
                    });
                }
            }
            Target::Dataset(id) => {
                let terms = &shared.catalog.taxonomies.of(Kind::Dataset).terms;
                entry.link.text.clone_from(id);
                if let Ok(term) = terms.binary_search_by(|term| term.key.as_str().cmp(id)) {
                    entry.kind = "dataset";
                    entry.link.text = super::terms::label(shared.catalog, Kind::Dataset, term);
                    entry.link.path = Some(shared.paths.term_page(Kind::Dataset, term));
                    entry.link.hint = (entry.link.text != *id).then(|| id.clone());
                    let text = super::terms::description(shared, Kind::Dataset, id);
                    entry.description = shorten(&text, LONGEST_DESCRIPTION);
                }
            }
            Target::Page { url, title } => {
                entry.kind = "page";
                entry.link.text = title.clone().unwrap_or_else(|| url.clone());
                entry.link.url = external::url(url);
            }
        }
        entry
    };
    collection.items.iter().map(entry).collect()
}

/// Models side by side, with the results that most of them report, measured alike.
fn table(shared: &Shared<'_>, models: &[usize]) -> ComparisonView {
    let shown = &models[..models.len().min(MOST_ROWS)];
    let outcomes: Vec<BTreeMap<String, Outcome>> = shown
        .iter()
        .map(|&model| {
            let mut own = BTreeMap::new();
            for outcome in compare::outcomes(shared, &shared.catalog.models[model]) {
                own.entry(outcome.key.clone()).or_insert(outcome);
            }
            own
        })
        .collect();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for key in outcomes.iter().flat_map(BTreeMap::keys) {
        *counts.entry(key).or_default() += 1;
    }
    let mut keys: Vec<(&str, usize)> = counts.into_iter().filter(|(_, count)| *count > 1).collect();
    keys.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    keys.truncate(MOST_RESULTS);
    let first = |key: &str| outcomes.iter().find_map(|own| own.get(key));
    let results = keys.iter().filter_map(|(key, _)| first(key)).map(|outcome| ComparedResult {
        metric: outcome.metric.clone(),
        on: outcome.on.clone(),
        direction: outcome.direction,
    });
    let bests: Vec<Option<f64>> = keys.iter().map(|(key, _)| best(&outcomes, key)).collect();
    let row = |(&model, own): (&usize, &BTreeMap<String, Outcome>)| ComparisonRow {
        model: Link {
            label: shared.catalog.models[model].id.to_string(),
            path: shared.paths.model_page(model),
        },
        task: shared.term_links(model, Kind::Task).next(),
        license: shared.term_links(model, Kind::License).next(),
        parameters: shared.catalog.models[model].parameters().map(number::count),
        size: shared.catalog.models[model].size().map(number::bytes),
        values: keys
            .iter()
            .zip(&bests)
            .map(|((key, _), best)| {
                own.get(*key).map_or_else(ComparedValue::default, |outcome| ComparedValue {
                    text: outcome.value.clone(),
                    is_best: best.is_some() && outcome.number == *best,
                })
            })
            .collect(),
    };
    ComparisonView {
        results: results.collect(),
        rows: shown.iter().zip(&outcomes).map(row).collect(),
        left_out: models.len() - shown.len(),
    }
}

/// The best value of a result; `None` where the better direction is unknown, a value is no number, or scales are mixed.
fn best(outcomes: &[BTreeMap<String, Outcome>], key: &str) -> Option<f64> {
    let found: Vec<&Outcome> = outcomes.iter().filter_map(|own| own.get(key)).collect();
    let numbers: Vec<f64> = found.iter().map(|outcome| outcome.number).collect::<Option<_>>()?;
    let outcome = found.first()?;
    let mixed = numbers.iter().any(|number| *number > 1.0) && numbers.iter().any(|number| *number <= 1.0);
    if outcome.share && mixed {
        return None;
    }
    match outcome.direction {
        "higher is better" => numbers.into_iter().reduce(f64::max),
        "lower is better" => numbers.into_iter().reduce(f64::min),
        _ => None,
    }
}
