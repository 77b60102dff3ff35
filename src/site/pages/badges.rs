//! The badges of a model, and how they are put into a README elsewhere.

use crate::config::Form;
use crate::export::{Badge, Tone, badge};
use crate::site::RenderError;
use crate::site::number;
use crate::site::shared::{Shared, canonical};
use crate::site::view::BadgeView;

use super::machine::licence_label;

/// A badge that every model has.
pub(super) struct BadgeKind {
    name: &'static str,
    label: &'static str,
    /// Where it stands, for the index of the files for programs.
    pub(super) place: &'static str,
}

/// All of them. One that a card says nothing for says so, so that its address holds.
pub(super) const KINDS: [BadgeKind; 4] = [
    BadgeKind { name: "version", label: "version", place: "{folder}/badge/version.svg" },
    BadgeKind { name: "license", label: "licence", place: "{folder}/badge/license.svg" },
    BadgeKind { name: "parameters", label: "parameters", place: "{folder}/badge/parameters.svg" },
    BadgeKind { name: "completeness", label: "card", place: "{folder}/badge/completeness.svg" },
];

fn path(shared: &Shared<'_>, ordinal: usize, name: &str) -> String {
    format!("{}/badge/{name}.svg", shared.paths.model(ordinal))
}

/// Writes the badges of a model.
pub(super) fn write(shared: &Shared<'_>, ordinal: usize) -> Result<(), RenderError> {
    for kind in KINDS {
        let (value, tone) = value(shared, ordinal, kind.name);
        let badge = badge(&Badge { label: kind.label, value: &value, tone });
        shared.put(&path(shared, ordinal, kind.name), &badge)?;
    }
    Ok(())
}

fn value(shared: &Shared<'_>, ordinal: usize, name: &str) -> (String, Tone) {
    let model = &shared.catalog.models[ordinal];
    let card = &model.card;
    let stated = match name {
        "version" => {
            let version =
                card.version.as_ref().map(|version| format!("v{}", version.value.trim_start_matches('v')));
            let stage = card.stage.as_ref().map(|stage| stage.value.clone());
            let parts: Vec<String> = match card.deprecated {
                Some(_) => version.into_iter().chain(["deprecated".to_owned()]).collect(),
                None => version.into_iter().chain(stage.clone()).collect(),
            };
            let tone = match stage.as_deref() {
                _ if card.deprecated.is_some() => Tone::Bad,
                Some("production") => Tone::Good,
                Some("archived") => Tone::Warn,
                _ => Tone::Plain,
            };
            (!parts.is_empty()).then(|| (parts.join(" · "), tone))
        }
        "license" => licence_label(shared, ordinal, model).map(|label| (label, Tone::Plain)),
        "parameters" => model.parameters().map(|count| (number::count(count), Tone::Plain)),
        _ => {
            let score = shared.found[ordinal].score();
            let tone = if score >= 80 { Tone::Good } else { Tone::Warn };
            Some((format!("{score} % complete"), tone))
        }
    };
    stated.unwrap_or_else(|| ("not stated".to_owned(), Tone::Unknown))
}

/// The badges of a model for its page; the Markdown needs the site's address, since it stands elsewhere.
pub(super) fn view(shared: &Shared<'_>, ordinal: usize) -> Option<BadgeView> {
    let base = shared.config.site.base_url.as_deref().filter(|_| shared.config.exports.has(Form::Badges))?;
    let page = canonical(base, &shared.paths.model_page(ordinal));
    let lines = KINDS.map(|kind| {
        let picture = format!("{base}{}", path(shared, ordinal, kind.name));
        format!("[![{}]({picture})]({page})", kind.label)
    });
    Some(BadgeView {
        paths: KINDS.map(|kind| path(shared, ordinal, kind.name)).to_vec(),
        markdown: lines.join("\n"),
    })
}
