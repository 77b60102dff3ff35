//! Models as JSON: the list of all, and a record of each.
//!
//! The fields go straight from the catalog to the text, in the order of these structs; what is not known is left out.

use std::collections::BTreeMap;
use std::ops::Range;

use serde::Serialize;

use crate::catalog::date::Date;
use crate::catalog::{Artifact, Aspect, Catalog, Completeness, Model, Version};

use super::results;

use super::paged::Paging;

/// Where a model stands in the site, relative to its root.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ModelPlace {
    /// Its page.
    pub page: String,
    /// Its record.
    pub record: String,
    /// The pages of its versions, in their order.
    pub versions: Vec<String>,
    /// Its other forms by their names in hub.yaml, where they are written.
    pub exports: Vec<(&'static str, String)>,
}

/// One part of the list of all models: `{"sha", "total", "page", "pages", "next", "models": [...]}`.
pub fn models(
    catalog: &Catalog,
    (number, range): (usize, Range<usize>),
    found: &[Completeness],
    place: &dyn Fn(usize) -> (String, String),
) -> Vec<u8> {
    let summary = |ordinal: usize| {
        let (path, api) = place(ordinal);
        Summary { head: Head::of(&catalog.models[ordinal], found[ordinal]), path, api }
    };
    super::file(&List {
        sha: catalog.head.as_ref().map(|head| head.commit.as_str()),
        paging: Paging::of("models", catalog.models.len(), number),
        models: range.map(summary).collect(),
    })
}

/// The record of one model, as JSON text with a line feed behind it.
pub fn model(catalog: &Catalog, ordinal: usize, found: Completeness, place: &ModelPlace) -> Vec<u8> {
    let model = &catalog.models[ordinal];
    let record = Record {
        head: Head::of(model, found),
        path: &place.page,
        exports: place.exports.iter().map(|(form, path)| (*form, path.as_str())).collect(),
        title: &model.title,
        card: &model.card_path,
        siblings: model.artifacts.iter().map(Sibling::of).collect(),
        weights: model.artifacts.iter().map(Weight::of).collect(),
        results: results::index(model),
        eval_results: results::files(model),
        base_models: model
            .bases
            .iter()
            .map(|base| BaseModel { id: &base.id, local: base.model.is_some() })
            .collect(),
        base_model_relation: model.relation.map(|relation| relation.id()),
        derived: model.derived.iter().map(|&child| catalog.models[child as usize].id.as_str()).collect(),
        new_version: model.successor.as_ref().map(|successor| successor.id.as_str()),
        versions: versions(model, &place.versions),
        aliases: aliases(model),
        used_storage: model.size(),
        parameters: model.parameters(),
        problems: &model.problems,
    };
    let mut text = super::to_json(&record);
    // The front matter is JSON text already: reading it to write it again would cost as much as all the rest.
    text.pop();
    text.extend_from_slice(b",\"cardData\":");
    text.extend_from_slice(model.card.card_data.as_bytes());
    text.extend_from_slice(b"}\n");
    text
}

#[derive(Serialize)]
struct List<'a> {
    sha: Option<&'a str>,
    #[serde(flatten)]
    paging: Paging,
    models: Vec<Summary<'a>>,
}

#[derive(Serialize)]
struct Summary<'a> {
    #[serde(flatten)]
    head: Head<'a>,
    path: String,
    api: String,
}

#[derive(Serialize)]
struct Record<'a> {
    #[serde(flatten)]
    head: Head<'a>,
    path: &'a str,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    exports: BTreeMap<&'static str, &'a str>,
    title: &'a str,
    card: &'a str,
    siblings: Vec<Sibling<'a>>,
    weights: Vec<Weight<'a>>,
    #[serde(rename = "model-index", skip_serializing_if = "Option::is_none")]
    results: Option<[results::Index<'a>; 1]>,
    #[serde(rename = "evalResults", skip_serializing_if = "Vec::is_empty")]
    eval_results: Vec<results::FileEntry<'a>>,
    base_models: Vec<BaseModel<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    base_model_relation: Option<&'a str>,
    derived: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    new_version: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    versions: Vec<VersionEntry<'a>>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    aliases: BTreeMap<&'a str, &'a str>,
    #[serde(rename = "usedStorage", skip_serializing_if = "Option::is_none")]
    used_storage: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    parameters: Option<u64>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    problems: &'a [String],
}

#[derive(Serialize)]
struct Head<'a> {
    id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    author: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sha: Option<&'a str>,
    #[serde(rename = "createdAt", skip_serializing_if = "Option::is_none")]
    created_at: Option<String>,
    #[serde(rename = "lastModified", skip_serializing_if = "Option::is_none")]
    last_modified: Option<String>,
    private: bool,
    gated: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pipeline_tag: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    library_name: Option<&'a str>,
    tags: Vec<String>,
    description: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    version: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    stage: Option<&'a str>,
    deprecated: bool,
    completeness: Complete,
}

impl<'a> Head<'a> {
    fn of(model: &'a Model, found: Completeness) -> Head<'a> {
        let card = &model.card;
        let midnight = |date: Date| format!("{date}T00:00:00.000Z");
        // The Hub lists languages, datasets and licences among the tags, as written but for the licence's case:
        // languages bare, the others prefixed.
        let mut tags: Vec<String> =
            card.tags.iter().chain(&card.language).map(|text| text.value.clone()).collect();
        tags.extend(card.datasets.iter().map(|text| format!("dataset:{}", text.value)));
        tags.extend(card.license.iter().map(|text| format!("license:{}", text.value.to_lowercase())));
        Head {
            id: model.id.as_str(),
            author: model.id.org(),
            sha: model.commit.as_deref(),
            created_at: model.created.map(midnight),
            last_modified: model.updated.map(midnight),
            private: false,
            gated: card.gated.is_some(),
            pipeline_tag: model.task.as_deref(),
            library_name: model.library.as_deref(),
            tags,
            description: &model.description,
            version: card.version.as_ref().map(|version| version.value.as_str()),
            stage: card.stage.as_ref().map(|stage| stage.value.as_str()),
            deprecated: card.deprecated.is_some(),
            completeness: Complete {
                score: found.score(),
                missing: found.missing().map(Aspect::id).collect(),
            },
        }
    }
}

/// One version; weights of an earlier one are those of its file.
#[derive(Serialize)]
struct VersionEntry<'a> {
    version: &'a str,
    current: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    stage: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    approval: Option<&'a str>,
    deprecated: bool,
    aliases: Vec<&'a str>,
    weights: Vec<Weight<'a>>,
    path: &'a str,
    file: &'a str,
}

fn versions<'a>(model: &'a Model, pages: &'a [String]) -> Vec<VersionEntry<'a>> {
    let entry = |(version, path): (&'a Version, &'a String)| VersionEntry {
        version: &version.label,
        current: version.is_current(),
        date: version.date.map(|day| day.to_string()),
        stage: version.stage.as_deref(),
        approval: version.approval.as_ref().map(|approval| approval.status.as_str()),
        deprecated: version.deprecated.is_some(),
        aliases: version.aliases.iter().map(|alias| alias.name.as_str()).collect(),
        weights: version
            .snapshot
            .as_ref()
            .map_or(&model.artifacts, |earlier| &earlier.artifacts)
            .iter()
            .map(Weight::of)
            .collect(),
        path,
        file: &version.path,
    };
    model.versions.iter().zip(pages).map(entry).collect()
}

/// For each alias the version that it stands for.
fn aliases(model: &Model) -> BTreeMap<&str, &str> {
    let versions = model.versions.iter();
    versions
        .flat_map(|version| version.aliases.iter().map(|alias| (alias.name.as_str(), version.label.as_str())))
        .collect()
}

/// How much the card says of what is asked of it, of 100, and what it lacks.
#[derive(Serialize)]
struct Complete {
    score: u8,
    missing: Vec<&'static str>,
}

#[derive(Serialize)]
struct BaseModel<'a> {
    id: &'a str,
    local: bool,
}

#[derive(Serialize)]
struct Sibling<'a> {
    rfilename: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    size: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    lfs: Option<Lfs<'a>>,
}

#[derive(Serialize)]
struct Lfs<'a> {
    sha256: &'a str,
    size: Option<u64>,
}

impl<'a> Sibling<'a> {
    fn of(artifact: &'a Artifact) -> Sibling<'a> {
        let lfs = artifact.sha256.as_ref().map(|sha256| Lfs { sha256, size: artifact.size });
        Sibling { rfilename: &artifact.path, size: artifact.size, lfs }
    }
}

#[derive(Serialize)]
struct Weight<'a> {
    path: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    uri: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    size: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sha256: Option<&'a str>,
    #[serde(skip_serializing_if = "str::is_empty")]
    format: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    dtype: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    params: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    quantization: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    variant: Option<&'a str>,
    role: &'a str,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    lfs: bool,
}

impl<'a> Weight<'a> {
    fn of(artifact: &'a Artifact) -> Weight<'a> {
        Weight {
            path: &artifact.path,
            uri: artifact.uri.as_deref(),
            size: artifact.size,
            sha256: artifact.sha256.as_deref(),
            format: &artifact.format,
            dtype: artifact.dtype.as_deref(),
            params: artifact.parameters,
            quantization: artifact.quantization.as_deref(),
            variant: artifact.variant.as_deref(),
            role: &artifact.role,
            lfs: artifact.lfs,
        }
    }
}
