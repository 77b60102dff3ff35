//! A model as one entry of a list.

use crate::catalog::text::shorten;
use crate::catalog::{Kind, Model, Relation};

use rayon::prelude::*;

use super::number;
use super::shared::{Shared, date_view};
use super::templates::{Prepared, TemplateError};
use super::view::{Badge, ModelItem};

/// Longest description in a list, in characters: two lines.
const LONGEST_DESCRIPTION: usize = 180;

/// The list entries of all models, by ordinal.
pub(super) fn items(shared: &Shared<'_>) -> Result<Vec<Prepared>, TemplateError> {
    let models = shared.catalog.models.par_iter().enumerate();
    models.map(|(ordinal, model)| Prepared::new(&item(shared, ordinal, model))).collect()
}

fn item(shared: &Shared<'_>, ordinal: usize, model: &Model) -> ModelItem {
    let name = model.id.name();
    let mut badges = state_badges(model);
    badges.extend(relation_badge(model));
    ModelItem {
        id: model.id.to_string(),
        org_prefix: model.id.org().map(|org| format!("{org}/")).unwrap_or_default(),
        name: name.to_owned(),
        title: (!same_words(&model.title, name)).then(|| model.title.clone()),
        description: shorten(&model.description, LONGEST_DESCRIPTION),
        path: shared.paths.model_page(ordinal),
        task: shared.term_links(ordinal, Kind::Task).next(),
        library: shared.term_links(ordinal, Kind::Library).next(),
        license: shared.term_links(ordinal, Kind::License).next(),
        badges,
        updated: model.updated.map(date_view),
        size: model.size().map(number::bytes),
        parameters: model.parameters().map(number::count),
    }
}

/// Stage and deprecation.
pub(super) fn state_badges(model: &Model) -> Vec<Badge> {
    let mut badges = Vec::new();
    if model.card.deprecated.is_some() {
        badges.push(Badge { text: "deprecated".to_owned(), tone: "bad" });
    }
    if let Some(stage) = &model.card.stage {
        let tone = match stage.value.to_ascii_lowercase().as_str() {
            "production" => "ok",
            "staging" => "info",
            "archived" => "warn",
            _ => "neutral",
        };
        badges.push(Badge { text: stage.value.clone(), tone });
    }
    badges
}

/// What kind of model it is, when it comes from another one.
pub(super) fn relation_badge(model: &Model) -> Option<Badge> {
    let text = match model.relation? {
        Relation::Finetune => "fine-tune",
        Relation::Adapter => "adapter",
        Relation::Merge => "merge",
        Relation::Quantized => "quantised",
    };
    Some(Badge { text: text.to_owned(), tone: "neutral" })
}

/// Whether a title says no more than the name: `Sentiment EN` and `sentiment-en`.
fn same_words(title: &str, name: &str) -> bool {
    let words = |text: &str| {
        text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>()
    };
    let title = words(title);
    title == words(name) || title.is_empty()
}
