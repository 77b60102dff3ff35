//! Models that stand near a model, with the reason in words.

use crate::catalog::text::shorten;
use crate::catalog::{Kind, Reason};
use crate::site::shared::Shared;
use crate::site::view::RelatedModel;

/// Longest description, in characters: two lines of a narrow card.
const LONGEST_DESCRIPTION: usize = 110;

/// The models near one, by its ordinal.
pub(super) fn views(shared: &Shared<'_>, ordinal: usize) -> Vec<RelatedModel> {
    let related = shared.related(ordinal);
    let view = |related: &crate::catalog::Related| {
        let model = &shared.catalog.models[related.model as usize];
        RelatedModel {
            id: model.id.to_string(),
            org_prefix: model.id.org().map(|org| format!("{org}/")).unwrap_or_default(),
            name: model.id.name().to_owned(),
            path: shared.paths.model_page(related.model as usize),
            description: shorten(&model.description, LONGEST_DESCRIPTION),
            reasons: related.reasons.iter().map(|reason| words(shared, reason)).collect(),
        }
    };
    related.iter().map(view).collect()
}

fn words(shared: &Shared<'_>, reason: &Reason) -> String {
    let label = |kind, term: &u32| shared.catalog.taxonomies.of(kind).terms[*term as usize].label.as_str();
    match reason {
        Reason::Family(id) => format!("same base model: {id}"),
        Reason::Task(task, None) => format!("also {}", in_a_sentence(label(Kind::Task, task))),
        Reason::Task(task, Some(language)) => {
            format!("also {} {}", label(Kind::Language, language), in_a_sentence(label(Kind::Task, task)))
        }
        Reason::Term(Kind::Dataset, term) => format!("same dataset: {}", label(Kind::Dataset, term)),
        Reason::Term(Kind::Organisation, term) => format!("also by {}", label(Kind::Organisation, term)),
        Reason::Term(Kind::Language, term) => format!("also {}", label(Kind::Language, term)),
        Reason::Term(kind, term) => format!("also {}", label(*kind, term)),
        Reason::Tags(tags) => {
            let tags: Vec<&str> = tags.iter().map(|tag| label(Kind::Tag, tag)).collect();
            format!("{}: {}", if tags.len() == 1 { "same tag" } else { "same tags" }, tags.join(", "))
        }
        Reason::Words(words) => format!("similar text: {}", words.join(", ")),
    }
}

/// A task's title as it stands within a sentence: `Text-to-3D` is `text-to-3D`, `ASR` stays.
fn in_a_sentence(title: &str) -> String {
    let mut text = String::with_capacity(title.len());
    for word in title.split_inclusive([' ', '-']) {
        let mut rest = word.chars();
        let plain = rest.next().is_some_and(char::is_uppercase) && !rest.any(char::is_uppercase);
        text.push_str(&if plain { word.to_lowercase() } else { word.to_owned() });
    }
    text
}

#[cfg(test)]
mod tests {
    use super::in_a_sentence;

    #[test]
    fn titles_fit_into_sentences() {
        let cases = [
            ("Automatic Speech Recognition", "automatic speech recognition"),
            ("Text-to-3D", "text-to-3D"),
            ("Text2Text Generation", "Text2Text generation"),
            ("ASR", "ASR"),
        ];
        cases.iter().for_each(|(title, text)| assert_eq!(in_a_sentence(title), *text));
    }
}
