//! The pages of one term: what is known of it, what goes with it, and its models.

use crate::catalog::Kind;
use crate::diagnostic::Diagnostic;
use crate::site::direction::direction;
use crate::site::number::{self, grouped};
use crate::site::path::{list_page, section};
use crate::site::shared::{Shared, date_view};
use crate::site::view::{Fact, FactValue, Link, TermView};
use crate::site::{RenderError, external};
use crate::vocabulary::{language, library, license};

use super::pagination::{PAGE_SIZE, pages, pagination};
use super::terms::{self, heading, item, noun, title_case};
use super::{card, feeds, leaderboards, profile, task, together, twin};

/// Writes all pages of a term; says how many, and what there is to say about its profile's text.
pub(in crate::site) fn write(
    shared: &Shared<'_>,
    kind: Kind,
    ordinal: usize,
    rank: &[usize],
) -> Result<(usize, Vec<Diagnostic>), RenderError> {
    let term = &shared.catalog.taxonomies.of(kind).terms[ordinal];
    let folder = shared.paths.term(kind, ordinal);
    let mut models: Vec<usize> = term.models.iter().map(|&model| model as usize).collect();
    models.sort_by_key(|&model| rank[model]);
    let count = pages(models.len(), PAGE_SIZE);
    let item = item(shared, kind, ordinal);
    let related = together::related(shared, kind, ordinal);
    let facts = facts(shared, kind, ordinal);
    let guide = (kind == Kind::Task).then(|| task::guide(shared, &term.key)).flatten();
    let board = if kind == Kind::Task { task::board(shared, &term.key) } else { None };
    let (mut leaderboards, all_leaderboards) = leaderboards::links(shared, kind, &term.key);
    // The one that is shown needs no list beside it.
    if board.is_some() && leaderboards.len() == 1 {
        leaderboards.clear();
    }
    let mut diagnostics = Vec::new();
    for number in 1..=count {
        let mut page = shared.page("term", section(kind), list_page(folder, number));
        page.title = format!("{} · {}", item.label, heading(kind));
        if number > 1 {
            page.title = format!("{}, page {number}", page.title);
        }
        page.description = if item.description.is_empty() {
            format!("{}: {} models in {}.", item.label, models.len(), shared.site.title)
        } else {
            item.description.clone()
        };
        page.feed = feeds::of_term(shared, kind, ordinal);
        page.markdown_path = twin::of(shared, folder).filter(|_| number == 1);
        page.breadcrumbs.push(Link { label: heading(kind).to_owned(), path: list_page(section(kind), 1) });
        let card = match terms::profile(shared.catalog, kind, &term.key).filter(|_| number == 1) {
            Some(profile) => {
                let rendered = card::profile(&shared.links, shared.config, profile, &page.path);
                diagnostics.extend(rendered.diagnostics);
                let direction = direction(&rendered.text);
                Some((rendered.html, direction)).filter(|(html, _)| !html.is_empty())
            }
            None => None,
        };
        let start = (number - 1) * PAGE_SIZE;
        let view = TermView {
            section: section(kind),
            noun: noun(kind),
            label: item.label.clone(),
            key: item.key.clone(),
            description: item.description.clone(),
            facts: facts.clone(),
            image_path: item.image_path.clone(),
            featured: if number == 1 { profile::featured(shared, kind, &term.key) } else { Vec::new() },
            splits: if number == 1 { profile::splits(shared, kind, &term.key) } else { Vec::new() },
            datasets: profile::datasets(shared, kind, &term.key),
            card_direction: card.as_ref().map_or("ltr", |(_, direction)| *direction),
            card_html: card.map(|(html, _)| html),
            guide: guide.clone().filter(|_| number == 1),
            board: board.clone().filter(|_| number == 1),
            leaderboards: if number == 1 { leaderboards.clone() } else { Vec::new() },
            all_leaderboards: all_leaderboards.clone().filter(|_| number == 1),
            related: related.clone(),
            pagination: pagination(folder, models.len(), PAGE_SIZE, number),
        };
        let listed = models[start..].iter().take(PAGE_SIZE).copied();
        shared.write_list("term.html", &page, ("term", &view), listed)?;
    }
    Ok((count, diagnostics))
}

fn facts(shared: &Shared<'_>, kind: Kind, ordinal: usize) -> Vec<Fact> {
    let term = &shared.catalog.taxonomies.of(kind).terms[ordinal];
    let key = term.key.as_str();
    let mut facts = Vec::new();
    let fact = |label, text: String, url: Option<String>| {
        Fact::new(label, vec![FactValue { text, url, ..FactValue::default() }])
    };
    match kind {
        Kind::License => {
            let own = shared.config.licenses.add.iter().find(|license| license.id.eq_ignore_ascii_case(key));
            if let Some(own) = own {
                if let Some(family) = &own.family {
                    facts.push(fact("Family", title_case(family), None));
                }
                if let Some(url) = own.url.as_deref().and_then(external::url) {
                    facts.push(fact("Text", url.clone(), Some(url)));
                }
            } else {
                let license = license::resolve(key);
                facts.push(fact("Family", license.family.title().to_owned(), None));
                if let Some(spdx) = license.spdx {
                    facts.push(fact("SPDX identifier", spdx, None));
                }
                if let Some(url) = license.url {
                    facts.push(fact("Text", url.clone(), Some(url)));
                }
            }
        }
        Kind::Library => {
            if let Some(library) = library::find(key) {
                facts.push(fact("Home page", library.homepage.to_owned(), Some(library.homepage.to_owned())));
            }
        }
        Kind::Language => facts.push(fact("Code", language::resolve(key).key, None)),
        _ => {}
    }
    facts.extend(profile::facts(shared, kind, key));
    if kind == Kind::Organisation {
        let models = || term.models.iter().map(|&model| &shared.catalog.models[model as usize]);
        facts.push(fact("Models", grouped(term.models.len() as u64), None));
        let derived: usize = models().map(|model| model.derived.len()).sum();
        if derived > 0 {
            facts.push(fact("Built upon by", format!("{} models", grouped(derived as u64)), None));
        }
        let parameters = models().filter_map(|model| model.parameters()).fold(0, u64::saturating_add);
        if parameters > 0 {
            facts.push(fact("Parameters in all", number::count(parameters), None));
        }
        let bytes = models().filter_map(|model| model.size()).fold(0, u64::saturating_add);
        if bytes > 0 {
            facts.push(fact("Weights in all", number::bytes(bytes), None));
        }
        if let Some(day) = models().filter_map(|model| model.updated).max() {
            facts.push(fact("Last change", date_view(day).text, None));
        }
    }
    facts
}
