//! The home page.

use crate::catalog::Kind;
use crate::site::RenderError;
use crate::site::shared::Shared;
use crate::site::view::HomeView;

use super::models::newest_first;
use super::terms::top_terms;
use super::{changelog, collections};

/// Writes the home page.
pub(in crate::site) fn write(shared: &Shared<'_>) -> Result<(), RenderError> {
    let order = newest_first(shared);
    let dates_known = order.first().is_some_and(|&model| shared.catalog.models[model].updated.is_some());
    let view = HomeView {
        tasks: top_terms(shared, Kind::Task, 12),
        libraries: top_terms(shared, Kind::Library, 12),
        orgs: top_terms(shared, Kind::Organisation, 8),
        collections: collections::links(shared).into_iter().take(6).collect(),
        changes: changelog::latest(shared, 6),
        dates_known,
        card_place: format!("{}/<organisation>/<name>/README.md", shared.config.paths.models),
    };
    let mut page = shared.page("home", "", "index.html".to_owned());
    page.title = shared.site.title.clone();
    page.description = if shared.site.description.is_empty() {
        format!("{}: {} models.", shared.site.title, shared.catalog.models.len())
    } else {
        shared.site.description.clone()
    };
    page.breadcrumbs.clear();
    shared.write_list("home.html", &page, ("home", &view), order.into_iter().take(6))
}
