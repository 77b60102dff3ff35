//! An SPDX 3.0.1 document with the AI profile, as JSON-LD.

use serde_json::{Map, Value, json};

use crate::catalog::{Artifact, Kind, Metric, Model};

use super::identity::uuid;
use super::{GENERATOR, GENERATOR_VERSION, Subject, file, licence, midnight, put, reference};

const CONTEXT: &str = "https://spdx.org/rdf/3.0.1/spdx-context.jsonld";

/// The node that says who made the document.
const CREATION: &str = "_:creation";

/// What the form asks for where a card gives no date: no real document is so old.
const NO_DATE: &str = "1970-01-01T00:00:00Z";

/// The elements of a document, with the names that they have in it.
struct Document {
    base: String,
    elements: Vec<Value>,
    names: Vec<String>,
}

impl Document {
    /// The name of an element.
    fn name(&self, part: &str) -> String {
        format!("{}#{part}", self.base)
    }

    /// Adds an element, and gives its name.
    fn add(&mut self, kind: &str, part: &str, fields: Map<String, Value>) -> String {
        let name = self.name(part);
        let mut element = Map::new();
        put(&mut element, "type", kind);
        put(&mut element, "spdxId", name.as_str());
        put(&mut element, "creationInfo", CREATION);
        element.extend(fields);
        self.elements.push(Value::Object(element));
        self.names.push(name.clone());
        name
    }

    fn relate(&mut self, part: &str, (from, kind): (&str, &str), to: Vec<String>) {
        if !to.is_empty() {
            let fields = json!({"from": from, "relationshipType": kind, "to": to});
            self.add("Relationship", part, fields.as_object().cloned().unwrap_or_default());
        }
    }
}

/// The document of one model, as JSON text.
pub fn spdx3(subject: Subject<'_>) -> Vec<u8> {
    let model = subject.model();
    let version = version(model);
    let base = format!("urn:uuid:{}", identity(model));
    let mut document = Document { base, elements: Vec::new(), names: Vec::new() };
    let tool = document.add("SoftwareAgent", "generator", named(&format!("{GENERATOR} {GENERATOR_VERSION}")));
    let supplier =
        document.add("Organization", "supplier", named(model.id.org().unwrap_or(model.id.as_str())));
    let mut package = package(subject, &supplier);
    put(&mut package, "software_packageVersion", version);
    if !package.contains_key("software_downloadLocation") {
        put(&mut package, "software_downloadLocation", document.name("model"));
    }
    let package = document.add("ai_AIPackage", "model", package);
    licences(&mut document, model, &package);
    files(&mut document, subject, &package);
    origins(&mut document, subject, &package);
    let created = model.updated.map_or_else(|| NO_DATE.to_owned(), midnight);
    let info = json!({"type": "CreationInfo", "@id": CREATION, "specVersion": "3.0.1", "created": created, "createdBy": [tool]});
    let mut head = named(model.id.as_str());
    put(&mut head, "profileConformance", json!(["core", "software", "simpleLicensing", "ai"]));
    put(&mut head, "rootElement", json!([package]));
    put(&mut head, "element", document.names.clone());
    document.add("SpdxDocument", "document", head);
    let mut graph = vec![info];
    graph.append(&mut document.elements);
    let mut text = Map::new();
    put(&mut text, "@context", CONTEXT);
    put(&mut text, "@graph", graph);
    file(text)
}

/// One card, one document: a card that changes makes another one.
fn identity(model: &Model) -> String {
    let commit = model.commit.as_deref().unwrap_or_default();
    uuid(&[
        b"spdx",
        model.id.as_str().as_bytes(),
        model.card.card_data.as_bytes(),
        model.body.as_bytes(),
        commit.as_bytes(),
    ])
}

/// The form asks for a version: of a card that states none it is the commit, else this word.
fn version(model: &Model) -> &str {
    let stated = model.card.version.as_ref().map(|version| version.value.as_str());
    stated.or(model.commit.as_deref()).unwrap_or("unversioned")
}

fn named(name: &str) -> Map<String, Value> {
    let mut fields = Map::new();
    put(&mut fields, "name", name);
    fields
}

fn package(subject: Subject<'_>, supplier: &str) -> Map<String, Value> {
    let model = subject.model();
    let card = &model.card;
    let mut fields = named(model.id.as_str());
    put(&mut fields, "summary", model.title.as_str());
    put(&mut fields, "description", model.description.as_str());
    let released = card.date.as_ref().map(|date| date.value).or(model.updated).or(model.created);
    put(&mut fields, "releaseTime", released.map_or_else(|| NO_DATE.to_owned(), midnight));
    put(&mut fields, "suppliedBy", supplier);
    put(&mut fields, "software_primaryPurpose", "model");
    let stored = model.artifacts.iter().zip(subject.urls);
    let place = stored.filter_map(|(file, url)| place(file, url.as_deref())).next();
    put(&mut fields, "software_downloadLocation", place.or_else(|| subject.page_url.map(str::to_owned)));
    put(&mut fields, "software_homePage", subject.page_url);
    let kind = card.architecture.as_ref().map(|name| name.value.as_str());
    put(&mut fields, "ai_typeOfModel", kind.into_iter().collect::<Vec<_>>());
    put(&mut fields, "ai_domain", model.task.as_deref().into_iter().collect::<Vec<_>>());
    let beyond = card.intended_use.out_of_scope.iter().map(|text| format!("Not meant for: {text}"));
    let uses: Vec<String> = card.intended_use.uses.iter().cloned().chain(beyond).collect();
    put(&mut fields, "ai_informationAboutApplication", uses.join("\n"));
    put(&mut fields, "ai_limitation", card.limitations.join("\n"));
    let source: Vec<String> = card.source.iter().map(|(key, value)| format!("{key}: {value}")).collect();
    put(&mut fields, "ai_informationAboutTraining", source.join("\n"));
    put(&mut fields, "ai_metric", metrics(model));
    let risk = card.risk.as_ref().map(|risk| risk.level.trim().to_lowercase());
    let risk = risk.filter(|level| matches!(level.as_str(), "serious" | "high" | "medium" | "low"));
    put(&mut fields, "ai_safetyRiskAssessment", risk);
    let compliance = |key: &'static str| card.compliance.iter().filter(move |(name, _)| name == key);
    let standards: Vec<&str> = compliance("standards").flat_map(|(_, value)| value.lines()).collect();
    put(&mut fields, "ai_standardCompliance", standards);
    let personal =
        compliance("sensitive_personal_information").next().map(|(_, value)| match value.as_str() {
            "yes" | "true" => "yes",
            "no" | "false" => "no",
            _ => "noAssertion",
        });
    put(&mut fields, "ai_useSensitivePersonalInformation", personal);
    fields
}

fn metrics(model: &Model) -> Vec<Value> {
    let mut entries = Vec::new();
    for evaluation in &model.card.evaluations {
        let dataset = evaluation.dataset.as_ref().or(evaluation.dataset_name.as_ref());
        let place: Vec<&str> = dataset
            .into_iter()
            .chain([&evaluation.config, &evaluation.split].into_iter().flatten())
            .map(String::as_str)
            .collect();
        let on = if place.is_empty() { String::new() } else { format!(" on {}", place.join(", ")) };
        let entry = |metric: &Metric| json!({"type": "DictionaryEntry", "key": format!("{}{on}", metric.kind), "value": metric.value});
        entries.extend(evaluation.metrics.iter().filter(|metric| !metric.value.is_empty()).map(entry));
    }
    entries
}

/// Both relations that the profile asks for: what the card declares, and that nobody has judged it.
fn licences(document: &mut Document, model: &Model, package: &str) {
    let stated = licence::stated(&model.card);
    let mut declared = Vec::new();
    let expressions: Vec<&str> = stated.iter().filter_map(|one| one.spdx.as_deref()).collect();
    if !stated.is_empty() && expressions.len() == stated.len() {
        let bracketed =
            |text: &&str| if text.contains(' ') { format!("({text})") } else { (*text).to_owned() };
        let all = match expressions.as_slice() {
            [one] => (*one).to_owned(),
            many => many.iter().map(bracketed).collect::<Vec<_>>().join(" AND "),
        };
        let fields = json!({"simplelicensing_licenseExpression": all});
        let fields = fields.as_object().cloned().unwrap_or_default();
        declared.push(document.add("simplelicensing_LicenseExpression", "licence", fields));
    } else if !stated.is_empty() {
        // An expression may name texts that stand beside it.
        let mut ids = Vec::new();
        let mut texts = Vec::new();
        for (at, one) in stated.iter().enumerate() {
            if let Some(spdx) = &one.spdx {
                ids.push(spdx.clone());
                continue;
            }
            let id = format!("LicenseRef-{}", at + 1);
            let place = one
                .url
                .as_ref()
                .map(|url| format!("{}, {url}", one.name))
                .unwrap_or_else(|| one.name.clone());
            let mut fields = named(&one.name);
            put(&mut fields, "simplelicensing_licenseText", place);
            let text = document.add("simplelicensing_SimpleLicensingText", &id, fields);
            texts.push(json!({"type": "DictionaryEntry", "key": id, "value": text}));
            ids.push(id);
        }
        let fields = json!({"simplelicensing_licenseExpression": ids.join(" AND "), "simplelicensing_customIdToUri": texts});
        let fields = fields.as_object().cloned().unwrap_or_default();
        declared.push(document.add("simplelicensing_LicenseExpression", "licence", fields));
    }
    let nothing = || vec!["https://spdx.org/rdf/3.0.1/terms/ExpandedLicensing/NoAssertionLicense".to_owned()];
    if declared.is_empty() {
        declared = nothing();
    }
    document.relate("declared", (package, "hasDeclaredLicense"), declared);
    document.relate("concluded", (package, "hasConcludedLicense"), nothing());
}

fn place(artifact: &Artifact, url: Option<&str>) -> Option<String> {
    let place = url.or(artifact.uri.as_deref()).filter(|place| place.contains("://"))?;
    Some(reference(place))
}

fn files(document: &mut Document, subject: Subject<'_>, package: &str) {
    let mut names = Vec::new();
    for (at, artifact) in subject.model().artifacts.iter().enumerate() {
        let mut fields = named(&artifact.path);
        let digest = artifact.sha256.as_ref();
        let digest = digest.map(|digits| json!({"type": "Hash", "algorithm": "sha256", "hashValue": digits}));
        put(&mut fields, "verifiedUsing", digest.into_iter().collect::<Vec<_>>());
        let purpose = match artifact.role.as_str() {
            "weights" => "model",
            "config" => "configuration",
            "code" => "source",
            "doc" => "documentation",
            _ => "other",
        };
        put(&mut fields, "software_primaryPurpose", purpose);
        names.push(document.add("software_File", &format!("file-{}", at + 1), fields));
    }
    document.relate("files", (package, "contains"), names);
}

/// Data and models that this one was made from: names, of which no more is known here.
fn origins(document: &mut Document, subject: Subject<'_>, package: &str) {
    let model = subject.model();
    let mut data = Vec::new();
    for (at, term) in subject.catalog.taxonomies.of_model(subject.ordinal, Kind::Dataset).enumerate() {
        let mut fields = named(&term.key);
        put(&mut fields, "software_primaryPurpose", "data");
        put(&mut fields, "dataset_datasetType", json!(["noAssertion"]));
        data.push(document.add("dataset_DatasetPackage", &format!("dataset-{}", at + 1), fields));
    }
    document.relate("trained-on", (package, "trainedOn"), data);
    let mut bases = Vec::new();
    for (at, base) in model.bases.iter().enumerate() {
        let mut fields = named(&base.id);
        put(&mut fields, "software_primaryPurpose", "model");
        bases.push(document.add("software_Package", &format!("base-{}", at + 1), fields));
    }
    document.relate("made-from", (package, "descendantOf"), bases);
}
