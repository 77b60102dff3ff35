//! What the list of models can be filtered and sorted by, from the same fields that the models' pages show.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::catalog::{Kind, Model, Own, Relation, date};
use crate::facets::{self, Column, Moments, Range, Value};
use crate::vocabulary::{format, library, task};

use super::pages::terms;
use super::shared::Shared;

/// What most filters need, in one file.
#[derive(Debug, Serialize)]
pub(super) struct Main {
    columns: BTreeMap<&'static str, Column>,
    updated: Moments,
    /// By key of a licence: the title of its family, which is a facet of its own.
    families: BTreeMap<String, String>,
    /// By facet: other names, each with the key that it stands for.
    aliases: BTreeMap<&'static str, BTreeMap<&'static str, &'static str>>,
}

/// The orders by amount, in a file of their own.
#[derive(Debug, Serialize)]
pub(super) struct Orders {
    params: Vec<String>,
    size: Vec<String>,
}

/// The columns with few values, and the days of change.
pub(super) fn main(shared: &Shared<'_>) -> Main {
    let mut columns = BTreeMap::from([
        ("task", terms(shared, Kind::Task)),
        ("library", terms(shared, Kind::Library)),
        ("license", terms(shared, Kind::License)),
        ("language", terms(shared, Kind::Language)),
        ("org", terms(shared, Kind::Organisation)),
        ("params", ranges(shared, facets::PARAMETERS, Own::parameters)),
        ("size", ranges(shared, facets::SIZES, Own::size)),
    ]);
    let each = |values: fn(&Model) -> Vec<Value>| {
        facets::collect(&shared.catalog.models.iter().map(values).collect::<Vec<_>>())
    };
    columns.insert("stage", each(|model| model.card.stage.iter().map(|stage| value(&stage.value)).collect()));
    columns.insert("kind", each(|model| vec![kind(model)]));
    columns.insert("format", each(formats));
    let aliases = [("task", task::aliases()), ("library", library::aliases())].map(|(facet, aliases)| {
        let keys = &columns[facet].keys;
        let known = aliases.iter().filter(|(_, key)| keys.iter().any(|own| own == key)).copied();
        (facet, known.collect())
    });
    Main { updated: moments(shared), families: families(shared), aliases: aliases.into(), columns }
}

/// The column of a kind of term. A dataset or organisation that has a card and no model is nothing to filter by.
pub(super) fn terms(shared: &Shared<'_>, kind: Kind) -> Column {
    let taxonomies = &shared.catalog.taxonomies;
    let all = &taxonomies.of(kind).terms;
    let mut places = Vec::with_capacity(all.len());
    let mut values = Vec::with_capacity(all.len());
    for term in all {
        places.push(values.len() as u32);
        if !term.models.is_empty() {
            values.push(Value { key: term.key.clone(), label: term.label.clone() });
        }
    }
    let of_model: Vec<Vec<u32>> = (0..shared.catalog.models.len())
        .map(|model| {
            taxonomies.term_ordinals(model, kind).iter().map(|&term| places[term as usize]).collect()
        })
        .collect();
    facets::column(&values, &of_model, false)
}

/// The orders by number of parameters and by size.
pub(super) fn orders(shared: &Shared<'_>) -> Orders {
    let ranks = |amount: fn(&Own) -> Option<u64>| {
        facets::ranks(&shared.catalog.models.iter().map(|model| amount(model)).collect::<Vec<_>>())
    };
    Orders { params: ranks(Own::parameters), size: ranks(Own::size) }
}

fn value(text: &str) -> Value {
    Value { key: text.to_owned(), label: text.to_owned() }
}

/// The family of each licence, by its key.
fn families(shared: &Shared<'_>) -> BTreeMap<String, String> {
    let terms = &shared.catalog.taxonomies.of(Kind::License).terms;
    terms.iter().map(|term| (term.key.clone(), terms::group(shared, Kind::License, &term.key))).collect()
}

/// The column of an amount: every range is offered, so that they keep their places, unless no model states the amount.
fn ranges(shared: &Shared<'_>, ranges: &[Range], amount: fn(&Own) -> Option<u64>) -> Column {
    let values: Vec<Value> = ranges
        .iter()
        .map(|range| Value { key: range.key.to_owned(), label: range.label.to_owned() })
        .collect();
    let place = |model| amount(model).map(|amount| facets::place(ranges, amount) as u32);
    let of_model: Vec<Vec<u32>> =
        shared.catalog.models.iter().map(|model| place(model).into_iter().collect()).collect();
    let is_stated = of_model.iter().any(|places: &Vec<u32>| !places.is_empty());
    facets::column(if is_stated { &values } else { &[] }, &of_model, true)
}

fn kind(model: &Model) -> Value {
    let (key, label) = match model.relation {
        None => ("base", "Base model"),
        Some(Relation::Finetune) => ("fine-tune", "Fine-tune"),
        Some(Relation::Adapter) => ("adapter", "Adapter"),
        Some(Relation::Quantized) => ("quantised", "Quantised"),
        Some(Relation::Merge) => ("merge", "Merge"),
    };
    Value { key: key.to_owned(), label: label.to_owned() }
}

/// The formats in the table of the model's files.
fn formats(model: &Model) -> Vec<Value> {
    let known = |format: &format::Format| Value { key: format.id.to_owned(), label: format.title.to_owned() };
    let stated = model
        .artifacts
        .iter()
        .map(|artifact| format::find(&artifact.format).map_or_else(|| value(&artifact.format), known));
    let others = model.files.iter().filter_map(|(path, _)| format::from_file_name(path)).map(known);
    stated.chain(others).collect()
}

/// The order of [`newest_first`](super::pages::models::newest_first), and the days.
fn moments(shared: &Shared<'_>) -> Moments {
    let moment = |model: &Model| {
        let released = model.card.date.as_ref().map_or(i64::MIN, |date| date::days(date.value));
        Some((date::days(model.updated?), released))
    };
    facets::moments(&shared.catalog.models.iter().map(moment).collect::<Vec<_>>())
}
