//! The paged list of all models.

use rayon::prelude::*;

use crate::catalog::Kind;
use crate::site::RenderError;
use crate::site::path::{list_page, section};
use crate::site::shared::Shared;
use crate::site::view::{Link, ModelsView, ShortTerms};

use super::pagination::{PAGE_SIZE, pages, pagination};
use super::terms::{heading, top_terms};
use super::twin;

/// Writes every page of the list; says how many.
pub(in crate::site) fn write(shared: &Shared<'_>) -> Result<usize, RenderError> {
    let order = newest_first(shared);
    let count = pages(order.len(), PAGE_SIZE);
    let browse = browse(shared);
    (1..=count).into_par_iter().try_for_each(|number| {
        let start = (number - 1) * PAGE_SIZE;
        let models = order.get(start..).unwrap_or_default().iter().take(PAGE_SIZE).copied();
        let view = ModelsView {
            pagination: pagination("models", order.len(), PAGE_SIZE, number),
            browse: browse.clone(),
        };
        let mut page = shared.page("models", "models", list_page("models", number));
        page.title = if number == 1 { "Models".to_owned() } else { format!("Models, page {number}") };
        page.description = format!("All {} models of {}.", order.len(), shared.site.title);
        page.markdown_path = twin::of(shared, "models").filter(|_| number == 1);
        if number > 1 {
            page.breadcrumbs.push(Link { label: "Models".to_owned(), path: list_page("models", 1) });
        }
        shared.write_list("models.html", &page, ("models", &view), models)
    })?;
    Ok(count)
}

/// The models, last changed first, of one day the later released first; those without a date behind, by name.
pub(in crate::site) fn newest_first(shared: &Shared<'_>) -> Vec<usize> {
    let models = &shared.catalog.models;
    let mut order: Vec<usize> = (0..models.len()).collect();
    let released = |model: usize| models[model].card.date.as_ref().map(|date| date.value);
    order.sort_by(|&a, &b| {
        models[b].updated.cmp(&models[a].updated).then(released(b).cmp(&released(a))).then(a.cmp(&b))
    });
    order
}

fn browse(shared: &Shared<'_>) -> Vec<ShortTerms> {
    [Kind::Task, Kind::Library, Kind::License, Kind::Organisation]
        .into_iter()
        .filter(|&kind| !shared.catalog.taxonomies.of(kind).terms.is_empty())
        .map(|kind| ShortTerms {
            section: section(kind),
            heading: heading(kind),
            path: format!("{}/index.html", section(kind)),
            total: shared.catalog.taxonomies.of(kind).terms.len(),
            terms: top_terms(shared, kind, 8),
        })
        .collect()
}
