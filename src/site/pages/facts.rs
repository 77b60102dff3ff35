//! The facts of a model, in order; what the card does not state is shown as not stated.

use crate::catalog::{Kind, Model, ModelCard, Party, meaning};
use crate::site::shared::{Shared, date_view};
use crate::site::subject::Subject;
use crate::site::view::{Fact, FactValue};
use crate::site::{external, number};
use crate::vocabulary::license;

use super::{past, preview};

/// Values shown in one fact.
const MOST_VALUES: usize = 24;

/// All facts.
pub(super) fn facts(shared: &Shared<'_>, subject: &Subject<'_>) -> Vec<Fact> {
    let model = subject.model;
    let card = &model.card;
    let terms = |kind| subject.terms(shared, kind);
    let mut facts = vec![
        Fact::new("Task", inferred(terms(Kind::Task), card.pipeline_tag.is_none())),
        Fact::new("Library", inferred(terms(Kind::Library), card.library_name.is_none())),
        Fact::new("Licence", licences(shared, subject)),
        Fact::new("Parameters", amount(model.parameters(), number::count, "parameters")),
        Fact::new("Size", amount(model.size(), number::bytes, "bytes")),
        Fact::new("Languages", terms(Kind::Language)),
        Fact::new("Datasets", terms(Kind::Dataset)),
        Fact::new("Owners", card.owners.iter().map(|owner| owner_value(shared, owner)).collect()),
        Fact::new("Updated", model.updated.map(|date| text(date_view(date).text)).into_iter().collect()),
    ];
    // These are shown only where the card has them: their absence says nothing.
    let mut optional = |label, values: Vec<FactValue>| {
        if !values.is_empty() {
            facts.push(Fact::new(label, values));
        }
    };
    optional("Version", card.version.iter().map(|version| text(version.value.clone())).collect());
    optional("Released", card.date.iter().map(|date| text(date_view(date.value).text)).collect());
    optional("Architecture", card.architecture.iter().map(|name| text(name.value.clone())).collect());
    optional("Authors", card.authors.iter().map(author_value).collect());
    optional("Maintained by", past::maintainers(model));
    optional("Metrics", card.metrics.iter().map(|metric| text(metric_name(shared, &metric.value))).collect());
    optional("Approval", approval(card));
    optional("CO₂ emissions", emissions(card));
    optional("Trained from", card.source.iter().map(|(key, value)| pair(key, value)).collect());
    optional("Compliance", card.compliance.iter().map(|(key, value)| pair(key, value)).collect());
    for fact in &mut facts {
        let count = fact.values.len();
        if count > MOST_VALUES {
            fact.values.truncate(MOST_VALUES);
            fact.values.push(text(format!("and {} more", count - MOST_VALUES)));
        }
    }
    preview::mark_facts(shared, subject, &mut facts);
    facts
}

/// What people call a metric, by what the card calls it.
fn metric_name(shared: &Shared<'_>, id: &str) -> String {
    meaning(shared.config, id).title.unwrap_or(id).to_owned()
}

/// The card's links that lead somewhere safe.
pub(super) fn links(model: &Model) -> Vec<FactValue> {
    let named = |name: &str| {
        let mut text = name.replace(['_', '-'], " ");
        if let Some(first) = text.get_mut(..1) {
            first.make_ascii_uppercase();
        }
        text
    };
    let safe = model.card.links.iter().filter_map(|(name, url)| Some((named(name), external::url(url)?)));
    safe.map(|(text, url)| FactValue { text, url: Some(url), ..FactValue::default() }).collect()
}

fn text(text: String) -> FactValue {
    FactValue { text, ..FactValue::default() }
}

fn pair(key: &str, value: &str) -> FactValue {
    let shown = if key.is_empty() { value.to_owned() } else { format!("{}: {value}", key.replace('_', " ")) };
    FactValue { text: shown, url: external::url(value), ..FactValue::default() }
}

fn inferred(mut values: Vec<FactValue>, from_tags: bool) -> Vec<FactValue> {
    if from_tags {
        for value in &mut values {
            value.hint = Some("from the card's tags".to_owned());
        }
    }
    values
}

fn amount(amount: Option<u64>, show: fn(u64) -> String, unit: &str) -> Vec<FactValue> {
    let value = |amount| FactValue {
        text: show(amount),
        hint: Some(format!("{} {unit}", number::grouped(amount))),
        ..FactValue::default()
    };
    amount.map(value).into_iter().collect()
}

fn licences(shared: &Shared<'_>, subject: &Subject<'_>) -> Vec<FactValue> {
    let model = subject.model;
    let card = &model.card;
    let mut values = subject.terms(shared, Kind::License);
    for (value, stated) in values.iter_mut().zip(&card.license) {
        value.hint = license::resolve(&stated.value).spdx.map(|spdx| format!("SPDX: {spdx}"));
    }
    let link = card.license_link.as_ref().map(|link| link.value.as_str());
    let file = link.and_then(|link| {
        let path = crate::site::links::normalise(&model.folder, link)?;
        shared
            .repository
            .filter(|_| model.files.iter().any(|(file, _)| format!("{}/{file}", model.folder) == path))
            .map(|repository| repository.view(&path))
    });
    let url = link.and_then(external::url).or(file);
    if let Some(name) = &card.license_name {
        values.push(FactValue { text: name.value.clone(), url, ..FactValue::default() });
    } else if let Some(url) = url {
        values.push(FactValue { text: "Licence text".to_owned(), url: Some(url), ..FactValue::default() });
    }
    values
}

/// Who looks after something, by the name alone.
pub(super) fn owner_named(shared: &Shared<'_>, name: &str) -> FactValue {
    owner_value(shared, &Party { name: name.to_owned(), ..Party::default() })
}

fn owner_value(shared: &Shared<'_>, owner: &Party) -> FactValue {
    let known = shared.config.owners.get(&owner.name);
    let title = known.and_then(|known| known.title.clone());
    let contact = owner.contact.clone().or_else(|| known.and_then(|known| known.contact.clone()));
    FactValue {
        hint: title.is_some().then(|| owner.name.clone()),
        text: title.unwrap_or_else(|| owner.name.clone()),
        url: contact.as_deref().and_then(external::contact),
        path: None,
    }
}

fn author_value(author: &Party) -> FactValue {
    let text = match &author.affiliation {
        Some(affiliation) => format!("{} ({affiliation})", author.name),
        None => author.name.clone(),
    };
    // An author's e-mail address is not published as a link: only pages are.
    FactValue { text, url: author.contact.as_deref().and_then(external::url), ..FactValue::default() }
}

fn approval(card: &ModelCard) -> Vec<FactValue> {
    let Some(approval) = &card.approval else { return Vec::new() };
    let url = approval.url.as_deref().and_then(external::url);
    vec![FactValue { text: approval.describe(), url, path: None, hint: approval.reason.clone() }]
}

fn emissions(card: &ModelCard) -> Vec<FactValue> {
    let unit = |key: &str, value: &str| match key {
        "emissions" => text(format!("{value} g CO₂ eq.")),
        key => text(format!("{}: {value}", key.replace('_', " "))),
    };
    card.emissions.iter().map(|(key, value)| unit(key, value)).collect()
}
