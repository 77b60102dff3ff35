//! A card's text as HTML, with its links resolved.

use crate::catalog::{Collection, Model, Profile};
use crate::config::{Config, RemoteImages};
use crate::markdown::{self, Rendered};
use crate::site::links::Links;

/// The card of a model, for the page at `page`.
pub(in crate::site) fn model(links: &Links<'_>, config: &Config, model: &Model, page: &str) -> Rendered {
    let place =
        Place { folder: &model.folder, card: &model.card_path, line: model.body_line, title: &model.title };
    render(links, config, &place, &model.body, page)
}

/// What is written of an earlier version of a model, for the page at `page`.
pub(in crate::site) fn version(links: &Links<'_>, config: &Config, version: &Model, page: &str) -> Rendered {
    let folder = version.card_path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let place = Place { folder, card: &version.card_path, line: version.body_line, title: &version.title };
    render(links, config, &place, &version.body, page)
}

/// The card of an organisation or a dataset, for the page at `page`.
pub(in crate::site) fn profile(
    links: &Links<'_>,
    config: &Config,
    profile: &Profile,
    page: &str,
) -> Rendered {
    let title = profile.title.as_deref().unwrap_or(&profile.key);
    let place = Place { folder: &profile.folder, card: &profile.card_path, line: profile.body_line, title };
    render(links, config, &place, &profile.body, page)
}

/// The text of a collection, for the page at `page`.
pub(in crate::site) fn collection(
    links: &Links<'_>,
    config: &Config,
    collection: &Collection,
    page: &str,
) -> Rendered {
    let Collection { folder, card_path, body_line, title, body, .. } = collection;
    render(links, config, &Place { folder, card: card_path, line: *body_line, title }, body, page)
}

struct Place<'a> {
    folder: &'a str,
    card: &'a str,
    line: u32,
    title: &'a str,
}

fn render(links: &Links<'_>, config: &Config, place: &Place<'_>, body: &str, page: &str) -> Rendered {
    let limits = &config.limits;
    let limits = markdown::Limits {
        depth: limits.markdown_depth,
        links: limits.links,
        output_bytes: limits.output_bytes,
    };
    let options = markdown::Options {
        path: place.card,
        first_line: place.line,
        title: place.title,
        resolver: &links.of(place.folder, page),
        colours: true,
        remote_images: match config.markdown.remote_images {
            RemoteImages::Allow => markdown::RemoteImages::Allow,
            RemoteImages::Block => markdown::RemoteImages::Block,
        },
        limits: &limits,
    };
    markdown::render(body, &options)
}
