//! What the cards of organisations and datasets add to the pages of their terms.

use crate::catalog::{Kind, Profile};
use crate::site::shared::Shared;
use crate::site::view::{DatasetLinks, Fact, FactValue, ModelItem, SplitRow};
use crate::site::{external, item, links, number};
use crate::vocabulary::{language, license, task};

use super::{facts, terms};

/// Models that an organisation puts first, at most.
const MOST_FEATURED: usize = 12;

/// Datasets that are named on either side, at most.
const MOST_DATASETS: usize = 50;

/// The facts of a profile; none where there is no profile.
pub(super) fn facts(shared: &Shared<'_>, kind: Kind, key: &str) -> Vec<Fact> {
    let Some(profile) = terms::profile(shared.catalog, kind, key) else { return Vec::new() };
    let text = |text: &String| FactValue { text: text.clone(), ..FactValue::default() };
    let homepage = profile.homepage.iter();
    let contact = profile.contact.iter();
    let licenses = profile.license.iter().map(|id| {
        let license = license::resolve(id);
        term(shared, Kind::License, &license.key, license.name)
    });
    let languages = profile.language.iter().map(|code| {
        let language = language::resolve(code);
        term(shared, Kind::Language, &language.key, language.name)
    });
    let tasks = profile.task_categories.iter().map(|id| {
        let title = task::find(id).map_or_else(|| id.clone(), |task| task.title.to_owned());
        term(shared, Kind::Task, id, title)
    });
    let rows = [
        ("Home page", homepage.map(|to| FactValue { url: external::url(to), ..text(to) }).collect()),
        ("Contact", contact.map(|to| FactValue { url: external::contact(to), ..text(to) }).collect()),
        ("Owners", profile.owners.iter().map(|owner| facts::owner_named(shared, owner)).collect()),
        ("Licence", licenses.collect()),
        ("Language", languages.collect()),
        ("Tasks", tasks.collect::<Vec<_>>()),
        ("Size", profile.size_categories.iter().map(|size| text(&size_words(size))).collect()),
        ("Annotated by", profile.creators.iter().map(text).collect()),
        ("Configurations", profile.configs.iter().take(MOST_DATASETS).map(text).collect()),
        ("Links", profile.links.iter().map(|(name, to)| link(shared, profile, name, to)).collect()),
        ("Croissant", profile.croissant.iter().map(|to| link(shared, profile, to, to)).collect()),
    ];
    let stated = rows.into_iter().filter(|(_, values)| !values.is_empty());
    stated.map(|(label, values)| Fact::new(label, values)).collect()
}

/// A size category of the Hub in words: `1K<n<10K` is 1,000 to 10,000 examples. Anything else stays as it is.
fn size_words(category: &str) -> String {
    let amount = |text: &str| {
        let (digits, thousands) = match text.trim().strip_suffix(['K', 'M', 'B', 'T']) {
            Some(digits) => (digits, "KMBT".find(text.trim().chars().last()?)? as u32 + 1),
            None => (text.trim(), 0),
        };
        Some(number::grouped(digits.parse::<u64>().ok()?.checked_mul(1000_u64.checked_pow(thousands)?)?))
    };
    let words = match category.split('<').collect::<Vec<_>>()[..] {
        [from, "n", to] => amount(from).zip(amount(to)).map(|(from, to)| format!("{from} to {to} examples")),
        ["n", to] => amount(to).map(|to| format!("fewer than {to} examples")),
        [category] => {
            let more = category.strip_prefix("n>").and_then(amount);
            more.map(|more| format!("more than {more} examples"))
        }
        _ => None,
    };
    words.unwrap_or_else(|| category.to_owned())
}

/// A term by its key, with its page where it has one.
fn term(shared: &Shared<'_>, kind: Kind, key: &str, text: String) -> FactValue {
    let terms = &shared.catalog.taxonomies.of(kind).terms;
    let place = terms.binary_search_by(|term| term.key.as_str().cmp(key)).ok();
    FactValue { text, path: place.map(|place| shared.paths.term_page(kind, place)), ..FactValue::default() }
}

/// An address, or a file beside the card: a copy of it where it is published, else its place in the repository.
fn link(shared: &Shared<'_>, profile: &Profile, name: &str, to: &str) -> FactValue {
    let plain = FactValue { text: name.to_owned(), ..FactValue::default() };
    if let Some(url) = external::url(to) {
        return FactValue { url: Some(url), ..plain };
    }
    let Some(file) = links::normalise(&profile.folder, to) else { return plain };
    let is_own = file.strip_prefix(profile.folder.as_str()).and_then(|rest| rest.strip_prefix('/'));
    if !is_own.is_some_and(|own| profile.files.iter().any(|(path, _)| path == own)) {
        return plain;
    }
    match shared.links.copy(&file, false) {
        Ok(path) => FactValue { path: Some(path), ..plain },
        Err(_) => FactValue { url: shared.repository.map(|repository| repository.view(&file)), ..plain },
    }
}

/// The models that an organisation puts first.
pub(super) fn featured(shared: &Shared<'_>, kind: Kind, key: &str) -> Vec<ModelItem> {
    if kind != Kind::Organisation {
        return Vec::new();
    }
    let profile = terms::profile(shared.catalog, kind, key);
    let models = profile.iter().flat_map(|profile| &profile.featured).filter_map(|named| named.model);
    let view = |model: u32| item::item(shared, model as usize, &shared.catalog.models[model as usize]);
    models.take(MOST_FEATURED).map(view).collect()
}

/// The parts of a dataset.
pub(super) fn splits(shared: &Shared<'_>, kind: Kind, key: &str) -> Vec<SplitRow> {
    let profile = terms::profile(shared.catalog, kind, key);
    let splits = profile.iter().flat_map(|profile| &profile.splits);
    let row = |split: &crate::catalog::Split| SplitRow {
        config: split.config.clone(),
        name: split.name.clone(),
        examples: split.examples.map(number::grouped),
        size: split.bytes.map(number::bytes),
    };
    splits.map(row).collect()
}

/// The datasets that a dataset was made from, and those that were made from it.
pub(super) fn datasets(shared: &Shared<'_>, kind: Kind, key: &str) -> Vec<DatasetLinks> {
    if kind != Kind::Dataset {
        return Vec::new();
    }
    let catalog = shared.catalog;
    let named = |id: &str| {
        let value = term(shared, Kind::Dataset, id, id.to_owned());
        let title = terms::profile(catalog, kind, id).and_then(|profile| profile.title.clone());
        let hint = title.is_some().then(|| id.to_owned());
        FactValue { text: title.unwrap_or_else(|| id.to_owned()), hint, ..value }
    };
    let own = terms::profile(catalog, kind, key);
    let sources = own.iter().flat_map(|profile| &profile.sources).filter(|source| *source != key);
    let sources = sources.take(MOST_DATASETS).map(|source| named(source)).collect();
    let derived = shared.derived_datasets.get(key).map(Vec::as_slice).unwrap_or_default();
    let derived = derived.iter().take(MOST_DATASETS).map(|&place| named(&catalog.datasets[place].key));
    let groups = [("Made from", sources), ("Source of", derived.collect::<Vec<_>>())];
    let groups = groups.into_iter().filter(|(_, values): &(_, Vec<FactValue>)| !values.is_empty());
    groups.map(|(heading, values)| DatasetLinks { heading, values }).collect()
}

#[cfg(test)]
mod tests {
    use super::size_words;

    #[test]
    fn size_categories_are_told_in_words() {
        let cases = [
            ("1K<n<10K", "1,000 to 10,000 examples"),
            ("100M<n<1B", "100,000,000 to 1,000,000,000 examples"),
            ("n<1K", "fewer than 1,000 examples"),
            ("n>1T", "more than 1,000,000,000,000 examples"),
            ("10K<n<many", "10K<n<many"),
            ("unknown", "unknown"),
            ("99999999999999999T<n<1K", "99999999999999999T<n<1K"),
            ("", ""),
        ];
        for (category, expected) in cases {
            assert_eq!(size_words(category), expected);
        }
    }
}
