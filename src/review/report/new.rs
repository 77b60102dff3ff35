//! What a model that came (or went) is, as text.

use crate::catalog::text::shorten;
use crate::catalog::{Model, completeness};
use crate::diagnostic::Spanned;
use crate::site::number;

use super::details::weights;
use super::view::{list, plain};

/// Longest text of a value, in characters.
const LONGEST: usize = 300;

/// In one line: task, library, language, licence, size, owners.
pub(super) fn summary(model: &Model) -> String {
    let card = &model.card;
    let owners: Vec<String> = card.owners.iter().map(|owner| owner.name.clone()).collect();
    let parts = [
        model.task.clone(),
        model.library.clone(),
        words(&card.language, 3),
        Some(words(&card.license, 3).unwrap_or_else(|| "no licence".to_owned())),
        model.size().map(number::bytes),
        card.risk.as_ref().map(|risk| format!("risk {}", risk.level)),
        (!owners.is_empty()).then(|| format!("owner {}", list(&owners, 3))),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().map(|part| plain(&part)).collect();
    parts.join(" · ")
}

/// What the card says, key by key, and what it does not say.
pub(super) fn facts(model: &Model) -> Vec<(String, String)> {
    let card = &model.card;
    let relation = model.relation.map(|relation| format!(" ({})", relation.id())).unwrap_or_default();
    let bases = words(&card.base_model, 5).map(|bases| format!("{bases}{relation}"));
    let metrics: Vec<String> = card
        .evaluations
        .iter()
        .flat_map(|evaluation| {
            let of = [&evaluation.task, &evaluation.dataset, &evaluation.split];
            let of: Vec<&str> = of.into_iter().flatten().map(String::as_str).collect();
            let of = if of.is_empty() { String::new() } else { format!(" ({})", of.join(" · ")) };
            evaluation.metrics.iter().map(move |metric| format!("{} {}{of}", metric.kind, metric.value))
        })
        .collect();
    let files: Vec<String> =
        model.artifacts.iter().map(|file| format!("{}: {}", file.path, weights(file))).collect();
    let owners: Vec<String> = card.owners.iter().map(|owner| owner.name.clone()).collect();
    let found = completeness(model);
    let missing: Vec<String> = found.missing().map(|aspect| aspect.title().to_lowercase()).collect();
    let facts = [
        ("description", Some(model.description.clone()).filter(|text| !text.is_empty())),
        ("license", words(&card.license, 5)),
        ("base_model", bases),
        ("datasets", words(&card.datasets, 8)),
        ("metrics", some(&metrics, 8)),
        ("weights", some(&files, 8)),
        ("owners", some(&owners, 8)),
        ("missing", some(&missing, 14)),
    ];
    let facts = facts.into_iter().filter_map(|(name, text)| Some((name.to_owned(), text?)));
    facts.map(|(name, text)| (name, shorten(&plain(&text), LONGEST))).collect()
}

fn some(items: &[String], most: usize) -> Option<String> {
    (!items.is_empty()).then(|| list(items, most))
}

fn words(items: &[Spanned<String>], most: usize) -> Option<String> {
    let items: Vec<String> = items.iter().map(|item| item.value.clone()).collect();
    some(&items, most)
}
