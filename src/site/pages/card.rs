//! A card's text as HTML, with its links resolved.

use crate::catalog::{Model, Profile};
use crate::config::RemoteImages;
use crate::markdown::{self, Rendered};
use crate::site::shared::Shared;

/// The card of a model, for the page at `page`.
pub(super) fn model(shared: &Shared<'_>, model: &Model, page: &str) -> Rendered {
    let place =
        Place { folder: &model.folder, card: &model.card_path, line: model.body_line, title: &model.title };
    render(shared, &place, &model.body, page)
}

/// The card of an organisation or a dataset, for the page at `page`.
pub(super) fn profile(shared: &Shared<'_>, profile: &Profile, page: &str) -> Rendered {
    let title = profile.title.as_deref().unwrap_or(&profile.key);
    let place = Place { folder: &profile.folder, card: &profile.card_path, line: profile.body_line, title };
    render(shared, &place, &profile.body, page)
}

struct Place<'a> {
    folder: &'a str,
    card: &'a str,
    line: u32,
    title: &'a str,
}

fn render(shared: &Shared<'_>, place: &Place<'_>, body: &str, page: &str) -> Rendered {
    let limits = &shared.config.limits;
    let limits = markdown::Limits {
        depth: limits.markdown_depth,
        links: limits.links,
        output_bytes: limits.output_bytes,
    };
    let options = markdown::Options {
        path: place.card,
        first_line: place.line,
        title: place.title,
        resolver: &shared.links.of(place.folder, page),
        remote_images: match shared.config.markdown.remote_images {
            RemoteImages::Allow => markdown::RemoteImages::Allow,
            RemoteImages::Block => markdown::RemoteImages::Block,
        },
        limits: &limits,
    };
    markdown::render(body, &options)
}
