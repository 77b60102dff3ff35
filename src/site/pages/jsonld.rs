//! Structured data of a model page: schema.org, and FAIR4ML 0.1 for what is special to models.

use serde_json::{Map, Value, json};

use crate::catalog::{Kind, Model};
use crate::site::external;
use crate::site::shared::{Shared, canonical, script_json};

/// JSON text, safe inside a script element.
pub(super) fn model(shared: &Shared<'_>, ordinal: usize, model: &Model) -> String {
    let mut data = Map::new();
    let mut put = |key: &str, value: Value| {
        let empty = match &value {
            Value::Null => true,
            Value::String(text) => text.is_empty(),
            Value::Array(items) => items.is_empty(),
            _ => false,
        };
        if !empty {
            data.insert(key.to_owned(), value);
        }
    };
    let labels =
        |kind| Value::from(shared.term_links(ordinal, kind).map(|link| link.label).collect::<Vec<_>>());
    put("@context", json!({"@vocab": "https://schema.org/", "fair4ml": "https://w3id.org/fair4ml/"}));
    put("@type", json!(["CreativeWork", "fair4ml:MLModel"]));
    put("name", json!(model.title));
    put("identifier", json!(model.id.as_str()));
    put("description", json!(model.description));
    put("version", json!(model.card.version.as_ref().map(|version| &version.value)));
    let license_url = crate::vocabulary::license::resolve;
    let licences: Vec<String> = model
        .card
        .license
        .iter()
        .map(|stated| license_url(&stated.value).url.unwrap_or_else(|| stated.value.clone()))
        .collect();
    put("license", json!(licences));
    put("keywords", labels(Kind::Tag));
    put(
        "inLanguage",
        json!(model.card.language.iter().map(|language| &language.value).take(100).collect::<Vec<_>>()),
    );
    put("dateModified", json!(model.updated.map(|date| date.to_string())));
    put("dateCreated", json!(model.created.map(|date| date.to_string())));
    let base = shared.config.site.base_url.as_deref();
    put("url", json!(base.map(|base| canonical(base, &shared.paths.model_page(ordinal)))));
    let authors = model.card.authors.iter().map(|author| json!({"@type": "Person", "name": author.name}));
    put("author", Value::from(authors.collect::<Vec<_>>()));
    if let Some(org) = shared.term_links(ordinal, Kind::Organisation).next() {
        put("publisher", json!({"@type": "Organization", "name": org.label}));
    }
    put("fair4ml:mlTask", labels(Kind::Task));
    put("fair4ml:trainedOn", labels(Kind::Dataset));
    let bases: Vec<&str> = model.bases.iter().map(|base| base.id.as_str()).take(100).collect();
    put("fair4ml:fineTunedFrom", json!(bases));
    put("fair4ml:intendedUse", json!(model.card.intended_use.uses));
    put("fair4ml:modelRisksBiasLimitations", json!(model.card.limitations));
    let links: Vec<String> = model.card.links.iter().filter_map(|(_, url)| external::url(url)).collect();
    put("sameAs", json!(links));
    script_json(&Value::Object(data))
}
