//! Tasks, libraries, licences, languages, datasets, tags, organisations: the index of each kind, and a paged list of
//! models for each term.

use rayon::prelude::*;

use crate::catalog::{Catalog, Kind, Profile};
use crate::diagnostic::Diagnostic;
use crate::site::RenderError;
use crate::site::path::{list_page, section};
use crate::site::shared::Shared;
use crate::site::view::{Link, TermGroup, TermItem, TermsView};
use crate::vocabulary::{license, task};

use super::models::newest_first;
use super::pagination::{pages, pagination};
use super::{term, twin};

/// Terms on one page of an index.
const TERMS_PAGE_SIZE: usize = 500;

/// What a kind's index is headed.
pub(in crate::site) fn heading(kind: Kind) -> &'static str {
    match kind {
        Kind::Task => "Tasks",
        Kind::Library => "Libraries",
        Kind::License => "Licences",
        Kind::Language => "Languages",
        Kind::Dataset => "Datasets",
        Kind::Tag => "Tags",
        Kind::Organisation => "Organisations",
    }
}

pub(super) fn noun(kind: Kind) -> &'static str {
    match kind {
        Kind::Task => "Task",
        Kind::Library => "Library",
        Kind::License => "Licence",
        Kind::Language => "Language",
        Kind::Dataset => "Dataset",
        Kind::Tag => "Tag",
        Kind::Organisation => "Organisation",
    }
}

fn introduction(kind: Kind) -> &'static str {
    match kind {
        Kind::Task => "What a model does: the pipeline_tag of its card.",
        Kind::Library => "What loads a model: the library_name of its card.",
        Kind::License => "Under which terms a model may be used, as its card states them.",
        Kind::Language => "The languages that a model was made for.",
        Kind::Dataset => "What models were trained or evaluated on, as their cards state it.",
        Kind::Tag => "Words that authors gave their models.",
        Kind::Organisation => "Who publishes in this catalog.",
    }
}

/// Writes all indices and all terms; says how many pages, and what there is to say about profiles' texts.
pub(in crate::site) fn write(shared: &Shared<'_>) -> Result<(usize, Vec<Diagnostic>), RenderError> {
    let rank = rank(shared);
    let mut count = 0;
    let mut diagnostics = Vec::new();
    for kind in Kind::ALL {
        count += write_index(shared, kind)?;
        let terms = shared.catalog.taxonomies.of(kind).terms.len();
        let written: Vec<(usize, Vec<Diagnostic>)> = (0..terms)
            .into_par_iter()
            .map(|ordinal| term::write(shared, kind, ordinal, &rank))
            .collect::<Result<_, RenderError>>()?;
        for (pages, found) in written {
            count += pages;
            diagnostics.extend(found);
        }
    }
    Ok((count, diagnostics))
}

/// The place of each model among all, the newest first.
pub(in crate::site) fn rank(shared: &Shared<'_>) -> Vec<usize> {
    let mut rank = vec![0; shared.catalog.models.len()];
    for (place, model) in newest_first(shared).into_iter().enumerate() {
        rank[model] = place;
    }
    rank
}

/// The commonest terms of a kind.
pub(in crate::site) fn top_terms(shared: &Shared<'_>, kind: Kind, most: usize) -> Vec<TermItem> {
    let terms = &shared.catalog.taxonomies.of(kind).terms;
    let mut order: Vec<usize> = (0..terms.len()).collect();
    order.sort_by(|&a, &b| terms[b].models.len().cmp(&terms[a].models.len()).then(a.cmp(&b)));
    order.truncate(most);
    order.into_iter().map(|term| item(shared, kind, term)).collect()
}

pub(super) fn item(shared: &Shared<'_>, kind: Kind, ordinal: usize) -> TermItem {
    let term = &shared.catalog.taxonomies.of(kind).terms[ordinal];
    let profile = profile(shared.catalog, kind, &term.key);
    let label = label(shared.catalog, kind, ordinal);
    TermItem {
        key: (label != term.key).then(|| term.key.clone()),
        label,
        path: shared.paths.term_page(kind, ordinal),
        count: term.models.len(),
        description: description(shared, kind, &term.key),
        image_path: profile.and_then(|profile| logo(shared, profile)),
    }
}

/// What a term is called: a profile's title before everything else.
pub(super) fn label(catalog: &Catalog, kind: Kind, ordinal: usize) -> String {
    let term = &catalog.taxonomies.of(kind).terms[ordinal];
    let titled = profile(catalog, kind, &term.key).and_then(|profile| profile.title.clone());
    titled.unwrap_or_else(|| term.label.clone())
}

pub(super) fn profile<'a>(catalog: &'a Catalog, kind: Kind, key: &str) -> Option<&'a Profile> {
    match kind {
        Kind::Organisation => Catalog::profile(&catalog.orgs, key),
        Kind::Dataset => Catalog::profile(&catalog.datasets, key),
        _ => None,
    }
}

fn logo(shared: &Shared<'_>, profile: &Profile) -> Option<String> {
    let path = crate::site::links::normalise(&profile.folder, profile.logo.as_deref()?)?;
    shared.links.copy(&path, true).ok()
}

pub(super) fn description(shared: &Shared<'_>, kind: Kind, key: &str) -> String {
    if let Some(description) =
        profile(shared.catalog, kind, key).and_then(|profile| profile.description.clone())
    {
        return description;
    }
    if kind != Kind::Task {
        return String::new();
    }
    let own = shared.config.vocabulary.tasks.add.iter().find(|task| task.id == key);
    own.and_then(|task| task.description.clone())
        .or_else(|| task::find(key).map(|task| task.explanation.to_owned()))
        .unwrap_or_default()
}

/// The heading under which an index shows a term; empty where the kind is not grouped.
pub(in crate::site) fn group(shared: &Shared<'_>, kind: Kind, key: &str) -> String {
    match kind {
        Kind::Task => modality(shared, key),
        Kind::License => {
            let own = shared.config.licenses.add.iter().find(|license| license.id.eq_ignore_ascii_case(key));
            let family = own.and_then(|own| own.family.as_deref()).map(title_case);
            family.unwrap_or_else(|| license::resolve(key).family.title().to_owned())
        }
        Kind::Tag => {
            let first = key.chars().next().map(|c| c.to_uppercase().collect::<String>()).unwrap_or_default();
            let letter = first.chars().next().is_some_and(char::is_alphabetic);
            if letter { first } else { "0–9 and signs".to_owned() }
        }
        _ => String::new(),
    }
}

/// What a task takes and gives, coarsely: the heading under which it stands.
pub(super) fn modality(shared: &Shared<'_>, key: &str) -> String {
    let own = shared.config.vocabulary.tasks.add.iter().find(|task| task.id == key);
    own.and_then(|task| task.modality.clone())
        .map(|modality| title_case(&modality))
        .or_else(|| task::find(key).map(|task| task.modality.title().to_owned()))
        .unwrap_or_else(|| "Other".to_owned())
}

pub(super) fn title_case(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

/// Writes the index of a kind; says how many pages.
pub(in crate::site) fn write_index(shared: &Shared<'_>, kind: Kind) -> Result<usize, RenderError> {
    let taxonomy = shared.catalog.taxonomies.of(kind);
    let folder = section(kind);
    let mut order: Vec<(String, String, usize)> = (0..taxonomy.terms.len())
        .map(|term| {
            let name = label(shared.catalog, kind, term).to_lowercase();
            (group(shared, kind, &taxonomy.terms[term].key), name, term)
        })
        .collect();
    order.sort();
    let count = pages(order.len(), TERMS_PAGE_SIZE);
    (1..=count).into_par_iter().try_for_each(|number| {
        let start = (number - 1) * TERMS_PAGE_SIZE;
        let mut groups: Vec<TermGroup> = Vec::new();
        for (heading, _, term) in order.get(start..).unwrap_or_default().iter().take(TERMS_PAGE_SIZE) {
            if groups.last().is_none_or(|group| group.heading != *heading) {
                groups.push(TermGroup { heading: heading.clone(), terms: Vec::new() });
            }
            if let Some(group) = groups.last_mut() {
                group.terms.push(item(shared, kind, *term));
            }
        }
        let view = TermsView {
            section: folder,
            heading: heading(kind),
            introduction: introduction(kind),
            count: taxonomy.terms.len(),
            groups,
            pagination: pagination(folder, order.len(), TERMS_PAGE_SIZE, number),
            not_stated: taxonomy.not_stated,
        };
        let mut page = shared.page("terms", folder, list_page(folder, number));
        page.title =
            if number == 1 { heading(kind).to_owned() } else { format!("{}, page {number}", heading(kind)) };
        page.description = introduction(kind).to_owned();
        page.markdown_path = twin::of(shared, folder).filter(|_| number == 1);
        if number > 1 {
            page.breadcrumbs.push(Link { label: heading(kind).to_owned(), path: list_page(folder, 1) });
        }
        shared.write("terms.html", &page, "terms", &view)
    })?;
    Ok(count)
}
