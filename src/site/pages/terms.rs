//! Tasks, libraries, licences, languages, datasets, tags, organisations: the index of each kind, and a paged list of
//! models for each term.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::catalog::{Catalog, Kind, Profile};
use crate::diagnostic::Diagnostic;
use crate::site::path::{list_page, section};
use crate::site::shared::Shared;
use crate::site::view::{Fact, FactValue, Link, TermGroup, TermItem, TermView, TermsView};
use crate::site::{RenderError, external};
use crate::vocabulary::{language, library, license, task};

use super::card;
use super::models::newest_first;
use super::pagination::{PAGE_SIZE, pages, pagination};

/// Terms on one page of an index.
const TERMS_PAGE_SIZE: usize = 500;

/// Related terms shown at most.
const MOST_RELATED: usize = 8;

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

fn noun(kind: Kind) -> &'static str {
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
    let mut rank = vec![0; shared.catalog.models.len()];
    for (place, model) in newest_first(shared).into_iter().enumerate() {
        rank[model] = place;
    }
    let mut count = 0;
    let mut diagnostics = Vec::new();
    for kind in Kind::ALL {
        count += write_index(shared, kind)?;
        let terms = shared.catalog.taxonomies.of(kind).terms.len();
        let written: Vec<(usize, Vec<Diagnostic>)> = (0..terms)
            .into_par_iter()
            .map(|term| write_term(shared, kind, term, &rank))
            .collect::<Result<_, RenderError>>()?;
        for (pages, found) in written {
            count += pages;
            diagnostics.extend(found);
        }
    }
    Ok((count, diagnostics))
}

/// The commonest terms of a kind.
pub(in crate::site) fn top_terms(shared: &Shared<'_>, kind: Kind, most: usize) -> Vec<TermItem> {
    let terms = &shared.catalog.taxonomies.of(kind).terms;
    let mut order: Vec<usize> = (0..terms.len()).collect();
    order.sort_by(|&a, &b| terms[b].models.len().cmp(&terms[a].models.len()).then(a.cmp(&b)));
    order.truncate(most);
    order.into_iter().map(|term| item(shared, kind, term)).collect()
}

fn item(shared: &Shared<'_>, kind: Kind, ordinal: usize) -> TermItem {
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
fn label(catalog: &Catalog, kind: Kind, ordinal: usize) -> String {
    let term = &catalog.taxonomies.of(kind).terms[ordinal];
    let titled = profile(catalog, kind, &term.key).and_then(|profile| profile.title.clone());
    titled.unwrap_or_else(|| term.label.clone())
}

fn profile<'a>(catalog: &'a Catalog, kind: Kind, key: &str) -> Option<&'a Profile> {
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

fn description(shared: &Shared<'_>, kind: Kind, key: &str) -> String {
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
fn group(shared: &Shared<'_>, kind: Kind, key: &str) -> String {
    match kind {
        Kind::Task => {
            let own = shared.config.vocabulary.tasks.add.iter().find(|task| task.id == key);
            own.and_then(|task| task.modality.clone())
                .map(|modality| title_case(&modality))
                .or_else(|| task::find(key).map(|task| task.modality.title().to_owned()))
                .unwrap_or_else(|| "Other".to_owned())
        }
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

fn title_case(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

fn write_index(shared: &Shared<'_>, kind: Kind) -> Result<usize, RenderError> {
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
        if number > 1 {
            page.breadcrumbs.push(Link { label: heading(kind).to_owned(), path: list_page(folder, 1) });
        }
        shared.write("terms.html", &page, "terms", &view)
    })?;
    Ok(count)
}

fn write_term(
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
    let related = related(shared, kind, ordinal);
    let facts = facts(shared, kind, &term.key);
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
        page.breadcrumbs.push(Link { label: heading(kind).to_owned(), path: list_page(section(kind), 1) });
        let card = match profile(shared.catalog, kind, &term.key).filter(|_| number == 1) {
            Some(profile) => {
                let rendered = card::profile(shared, profile, &page.path);
                diagnostics.extend(rendered.diagnostics);
                Some(rendered.html).filter(|html| !html.is_empty())
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
            card_html: card,
            related: related.clone(),
            pagination: pagination(folder, models.len(), PAGE_SIZE, number),
        };
        let listed = models[start..].iter().take(PAGE_SIZE).copied();
        shared.write_list("term.html", &page, ("term", &view), listed)?;
    }
    Ok((count, diagnostics))
}

fn facts(shared: &Shared<'_>, kind: Kind, key: &str) -> Vec<Fact> {
    let mut facts = Vec::new();
    let mut fact = |label, text: String, url: Option<String>| {
        facts.push(Fact { label, values: vec![FactValue { text, url, ..FactValue::default() }] });
    };
    match kind {
        Kind::License => {
            let own = shared.config.licenses.add.iter().find(|license| license.id.eq_ignore_ascii_case(key));
            if let Some(own) = own {
                if let Some(family) = &own.family {
                    fact("Family", title_case(family), None);
                }
                if let Some(url) = own.url.as_deref().and_then(external::url) {
                    fact("Text", url.clone(), Some(url));
                }
            } else {
                let license = license::resolve(key);
                fact("Family", license.family.title().to_owned(), None);
                if let Some(spdx) = license.spdx {
                    fact("SPDX identifier", spdx, None);
                }
                if let Some(url) = license.url {
                    fact("Text", url.clone(), Some(url));
                }
            }
        }
        Kind::Library => {
            if let Some(library) = library::find(key) {
                fact("Home page", library.homepage.to_owned(), Some(library.homepage.to_owned()));
            }
        }
        Kind::Language => fact("Code", language::resolve(key).key, None),
        _ => {}
    }
    if let Some(profile) = profile(shared.catalog, kind, key) {
        if let Some(homepage) = &profile.homepage {
            fact("Home page", homepage.clone(), external::url(homepage));
        }
        if let Some(contact) = &profile.contact {
            fact("Contact", contact.clone(), external::contact(contact));
        }
        if !profile.license.is_empty() {
            fact("Licence", profile.license.join(", "), None);
        }
        if !profile.language.is_empty() {
            let names: Vec<String> =
                profile.language.iter().map(|code| language::resolve(code).name).collect();
            fact("Language", names.join(", "), None);
        }
        if !profile.size_categories.is_empty() {
            fact("Size", profile.size_categories.join(", "), None);
        }
    }
    facts
}

/// Terms that go with a term most often: tasks of a library, libraries of a task, tags of a tag …
fn related(shared: &Shared<'_>, kind: Kind, ordinal: usize) -> Vec<Link> {
    let other = match kind {
        Kind::Task => Kind::Library,
        Kind::Tag => Kind::Tag,
        _ => Kind::Task,
    };
    let taxonomies = &shared.catalog.taxonomies;
    let mut counts: BTreeMap<u32, usize> = BTreeMap::new();
    for &model in &taxonomies.of(kind).terms[ordinal].models {
        for &term in taxonomies.term_ordinals(model as usize, other) {
            if other != kind || term as usize != ordinal {
                *counts.entry(term).or_default() += 1;
            }
        }
    }
    let mut terms: Vec<(u32, usize)> = counts.into_iter().collect();
    terms.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    let mut links: Vec<Link> = Vec::new();
    if kind == Kind::Task
        && let Some(task) = task::find(&taxonomies.of(kind).terms[ordinal].key)
    {
        let terms = &taxonomies.of(Kind::Task).terms;
        let known = task
            .related
            .iter()
            .filter_map(|id| terms.binary_search_by(|term| term.key.as_str().cmp(id)).ok());
        links.extend(known.map(|term| shared.term_link(Kind::Task, term)));
    }
    links.extend(terms.into_iter().map(|(term, _)| shared.term_link(other, term as usize)));
    links.truncate(MOST_RELATED);
    links
}
