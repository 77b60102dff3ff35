//! Structured data of a model page: schema.org, and FAIR4ML 0.1 for what is special to models.

use serde::Serialize;

use crate::catalog::date::Date;
use crate::catalog::{Artifact, Evaluation, Kind, Model};
use crate::site::external;
use crate::site::shared::{Shared, canonical, script_json};
use crate::vocabulary::license;

/// What is not stated is left out.
#[derive(Serialize)]
struct Data<'a> {
    #[serde(rename = "@context")]
    context: Context,
    #[serde(rename = "@type")]
    types: [&'static str; 2],
    #[serde(skip_serializing_if = "str::is_empty")]
    name: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    identifier: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    description: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    version: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    license: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    keywords: Vec<&'a str>,
    #[serde(rename = "inLanguage", skip_serializing_if = "Vec::is_empty")]
    in_language: Vec<&'a str>,
    #[serde(rename = "dateModified", skip_serializing_if = "Option::is_none")]
    date_modified: Option<String>,
    #[serde(rename = "dateCreated", skip_serializing_if = "Option::is_none")]
    date_created: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    author: Vec<Named<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher: Option<Named<'a>>,
    #[serde(rename = "fair4ml:mlTask", skip_serializing_if = "Vec::is_empty")]
    task: Vec<&'a str>,
    #[serde(rename = "fair4ml:trainedOn", skip_serializing_if = "Vec::is_empty")]
    trained_on: Vec<&'a str>,
    #[serde(rename = "fair4ml:fineTunedFrom", skip_serializing_if = "Vec::is_empty")]
    fine_tuned_from: Vec<&'a str>,
    #[serde(rename = "fair4ml:modelCategory", skip_serializing_if = "Option::is_none")]
    category: Option<&'a str>,
    #[serde(rename = "fair4ml:evaluatedOn", skip_serializing_if = "Vec::is_empty")]
    evaluated_on: Vec<&'a str>,
    #[serde(rename = "fair4ml:hasEvaluation", skip_serializing_if = "Vec::is_empty")]
    evaluations: Vec<Measured<'a>>,
    #[serde(rename = "fair4ml:hasCO2eEmissions", skip_serializing_if = "Option::is_none")]
    emissions: Option<String>,
    #[serde(rename = "fair4ml:sharedBy", skip_serializing_if = "Option::is_none")]
    shared_by: Option<Named<'a>>,
    #[serde(rename = "fair4ml:intendedUse", skip_serializing_if = "<[_]>::is_empty")]
    intended_use: &'a [String],
    #[serde(rename = "fair4ml:modelRisksBiasLimitations", skip_serializing_if = "<[_]>::is_empty")]
    limitations: &'a [String],
    #[serde(rename = "sameAs", skip_serializing_if = "Vec::is_empty")]
    same_as: Vec<String>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    citation: &'a [String],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    encoding: Vec<Media<'a>>,
}

/// Values for one dataset.
#[derive(Serialize)]
struct Measured<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(rename = "fair4ml:evaluationDataset", skip_serializing_if = "Option::is_none")]
    dataset: Option<&'a str>,
    #[serde(rename = "fair4ml:evaluationMetrics")]
    metrics: Vec<&'a str>,
    /// In the order of the metrics.
    #[serde(rename = "fair4ml:evaluationResults")]
    results: Vec<&'a str>,
}

/// A file of the weights.
#[derive(Serialize)]
struct Media<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    name: &'a str,
    #[serde(rename = "contentUrl")]
    url: &'a str,
    #[serde(rename = "contentSize", skip_serializing_if = "Option::is_none")]
    size: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sha256: Option<&'a str>,
}

/// Entries of one list at most: the record for machines has all.
const MOST: usize = 20;

#[derive(Serialize)]
struct Context {
    #[serde(rename = "@vocab")]
    vocabulary: &'static str,
    fair4ml: &'static str,
}

#[derive(Serialize)]
struct Named<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    name: &'a str,
}

/// JSON text, safe inside a script element.
///
/// `urls` are those of the weights.
pub(super) fn model(shared: &Shared<'_>, ordinal: usize, model: &Model, urls: &[Option<String>]) -> String {
    let card = &model.card;
    let labels = |kind| shared.catalog.taxonomies.of_model(ordinal, kind).map(|term| term.label.as_str());
    let day = |date: Option<Date>| date.map(|date| date.to_string());
    let base = shared.config.site.base_url.as_deref();
    script_json(&Data {
        context: Context { vocabulary: "https://schema.org/", fair4ml: "https://w3id.org/fair4ml/" },
        types: ["CreativeWork", "fair4ml:MLModel"],
        name: &model.title,
        identifier: model.id.as_str(),
        description: &model.description,
        version: card.version.as_ref().map_or("", |version| &version.value),
        license: card
            .license
            .iter()
            .map(|stated| license::resolve(&stated.value).url.unwrap_or_else(|| stated.value.clone()))
            .collect(),
        keywords: labels(Kind::Tag).collect(),
        in_language: card.language.iter().map(|language| language.value.as_str()).take(100).collect(),
        date_modified: day(model.updated),
        date_created: day(model.created),
        url: base
            .map(|base| canonical(base, &shared.paths.model_page(ordinal)))
            .filter(|url| !url.is_empty()),
        author: card.authors.iter().map(|author| Named { kind: "Person", name: &author.name }).collect(),
        publisher: labels(Kind::Organisation).next().map(|name| Named { kind: "Organization", name }),
        task: labels(Kind::Task).collect(),
        trained_on: labels(Kind::Dataset).collect(),
        fine_tuned_from: model.bases.iter().map(|base| base.id.as_str()).take(100).collect(),
        category: card.architecture.as_ref().map(|name| name.value.as_str()),
        evaluated_on: evaluated_on(model),
        evaluations: card.evaluations.iter().take(MOST).map(measured).collect(),
        emissions: card
            .emissions
            .iter()
            .find(|(key, _)| key == "emissions")
            .map(|(_, grams)| format!("{grams} g CO2e")),
        shared_by: labels(Kind::Organisation).next().map(|name| Named { kind: "Organization", name }),
        intended_use: &card.intended_use.uses,
        limitations: &card.limitations,
        same_as: card.links.iter().filter_map(|(_, url)| external::url(url)).collect(),
        citation: &card.citation,
        encoding: model
            .artifacts
            .iter()
            .zip(urls)
            .filter_map(|(artifact, url)| media(artifact, url.as_deref()))
            .take(MOST)
            .collect(),
    })
}

/// The datasets that the card has results for, each once.
fn evaluated_on(model: &Model) -> Vec<&str> {
    let mut datasets: Vec<&str> = Vec::new();
    for evaluation in &model.card.evaluations {
        if let Some(dataset) = evaluation.dataset.as_deref().or(evaluation.dataset_name.as_deref())
            && !datasets.contains(&dataset)
            && datasets.len() < MOST
        {
            datasets.push(dataset);
        }
    }
    datasets
}

fn measured(evaluation: &Evaluation) -> Measured<'_> {
    Measured {
        kind: "fair4ml:MLModelEvaluation",
        dataset: evaluation.dataset.as_deref().or(evaluation.dataset_name.as_deref()),
        metrics: evaluation.metrics.iter().map(|metric| metric.kind.as_str()).collect(),
        results: evaluation.metrics.iter().map(|metric| metric.value.as_str()).collect(),
    }
}

fn media<'a>(artifact: &'a Artifact, url: Option<&'a str>) -> Option<Media<'a>> {
    Some(Media {
        kind: "MediaObject",
        name: &artifact.path,
        url: url?,
        size: artifact.size.map(|size| format!("{size} B")),
        sha256: artifact.sha256.as_deref(),
    })
}
