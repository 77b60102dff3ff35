//! A model as one entry of a list.

use crate::catalog::text::shorten;
use crate::catalog::{Kind, Model, Relation};

use super::number;
use super::shared::{Shared, date_view};
use super::view::{Badge, ModelItem};

/// Longest description in a list, in characters: two lines.
const LONGEST_DESCRIPTION: usize = 180;

/// One list entry.
pub(super) fn item(shared: &Shared<'_>, ordinal: usize, model: &Model) -> ModelItem {
    let name = model.id.name();
    let mut badges = state_badges(model);
    badges.extend(relation_badge(model));
    ModelItem {
        id: model.id.to_string(),
        org_prefix: model.id.org().map(|org| format!("{org}/")).unwrap_or_default(),
        name: name.to_owned(),
        title: own_title(model).map(str::to_owned),
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
    badges.extend(model.card.stage.as_ref().map(|stage| stage_badge(&stage.value)));
    badges
}

/// A stage.
pub(super) fn stage_badge(stage: &str) -> Badge {
    let tone = match stage.to_ascii_lowercase().as_str() {
        "production" => "ok",
        "staging" => "info",
        "archived" => "warn",
        _ => "neutral",
    };
    Badge { text: stage.to_owned(), tone }
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

/// The title of a model, where it says more than the name.
pub(super) fn own_title(model: &Model) -> Option<&str> {
    (!same_words(&model.title, model.id.name())).then_some(model.title.as_str())
}

/// Whether a title says no more than the name: `Sentiment EN` and `sentiment-en`.
fn same_words(title: &str, name: &str) -> bool {
    fn letters(text: &str) -> impl Iterator<Item = char> {
        text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase)
    }
    letters(title).eq(letters(name)) || letters(title).next().is_none()
}
