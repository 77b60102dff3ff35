//! The files for programs: `api/v1/…`, tables, and the other forms of each model.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::api::{self, Index, ModelPlace};
use crate::catalog::{Health, Kind, Model, audit};
use crate::config::Form;
use crate::export::{self, Subject};
use crate::site::RenderError;
use crate::site::path::section;
use crate::site::shared::{Shared, canonical};
use crate::site::view::ExportView;

use super::{badges, files, twin};

/// The tables.
const MODELS_CSV: &str = "models.csv";
pub(super) const REGISTER_CSV: &str = "register.csv";

/// A form of one model: how hub.yaml calls it, what people call it, and how its file ends.
struct Kept {
    form: Form,
    id: &'static str,
    title: &'static str,
    ending: &'static str,
}

const FORMS: [Kept; 3] = [
    Kept { form: Form::CycloneDx, id: "cyclonedx", title: "CycloneDX 1.6", ending: "cdx.json" },
    Kept { form: Form::Spdx, id: "spdx", title: "SPDX 3.0", ending: "spdx.json" },
    Kept { form: Form::SageMaker, id: "sagemaker", title: "SageMaker model card", ending: "sagemaker.json" },
];

/// The forms of a model that are written, for people.
pub(super) fn forms(shared: &Shared<'_>, ordinal: usize) -> Vec<ExportView> {
    let mut forms = vec![ExportView { label: "JSON", path: shared.paths.model_api(ordinal) }];
    if shared.config.exports.has(Form::Markdown) {
        forms.push(ExportView { label: "Markdown", path: twin::path(shared.paths.model(ordinal)) });
    }
    let written = FORMS.iter().filter(|kept| shared.config.exports.has(kept.form));
    forms.extend(
        written.map(|kept| ExportView {
            label: kept.title,
            path: shared.paths.model_file(ordinal, kept.ending),
        }),
    );
    forms
}

/// Writes everything for programs about one model.
pub(in crate::site) fn write_model(shared: &Shared<'_>, ordinal: usize) -> Result<(), RenderError> {
    let model = &shared.catalog.models[ordinal];
    let exports = &shared.config.exports;
    let mut place = ModelPlace {
        page: shared.paths.model_page(ordinal),
        record: shared.paths.model_api(ordinal),
        versions: (0..model.versions.len())
            .map(|version| shared.paths.version_page(ordinal, version))
            .collect(),
        exports: Vec::new(),
    };
    if FORMS.iter().any(|kept| exports.has(kept.form)) {
        let urls = files::public_urls(shared, model);
        let base = shared.config.site.base_url.as_deref();
        let page_url = base.map(|base| canonical(base, &place.page));
        let found = shared.found[ordinal];
        let subject =
            Subject { catalog: shared.catalog, ordinal, found, page_url: page_url.as_deref(), urls: &urls };
        for kept in FORMS.iter().filter(|kept| exports.has(kept.form)) {
            let bytes = match kept.form {
                Form::CycloneDx => export::cyclonedx(subject),
                Form::Spdx => export::spdx3(subject),
                _ => export::sagemaker(subject),
            };
            let path = shared.paths.model_file(ordinal, kept.ending);
            shared.put(&path, &bytes)?;
            place.exports.push((kept.id, path));
        }
    }
    if exports.has(Form::Markdown) {
        let path = twin::path(shared.paths.model(ordinal));
        shared.put(&path, twin::model(shared, ordinal).as_bytes())?;
        place.exports.push(("markdown", path));
    }
    if exports.has(Form::Badges) {
        badges::write(shared, ordinal)?;
    }
    let record = api::model(shared.catalog, ordinal, shared.found[ordinal], &place);
    shared.put(&place.record, &record)
}

/// Writes everything for programs about the catalog.
pub(in crate::site) fn write(shared: &Shared<'_>, health: &Health) -> Result<(), RenderError> {
    let catalog = shared.catalog;
    let page = |ordinal: usize| shared.paths.model_page(ordinal);
    let place = |ordinal: usize| (page(ordinal), shared.paths.model_api(ordinal));
    let row = |ordinal: usize| audit(&catalog.models[ordinal], shared.found[ordinal], shared.config);
    let each: Vec<_> = api::parts(catalog.models.len()).collect();
    each.into_par_iter().try_for_each(|(number, range)| {
        let list = api::models(catalog, (number, range.clone()), &shared.found, &place);
        shared.put(&api::part_path("models", number), &list)?;
        let register = api::register(catalog, (number, range), &|ordinal| (row(ordinal), page(ordinal)));
        shared.put(&api::part_path("register", number), &register)
    })?;
    for kind in Kind::ALL {
        for part in api::parts(catalog.taxonomies.of(kind).terms.len()) {
            let path = api::part_path(section(kind), part.0);
            let page = |term: usize| shared.paths.term_page(kind, term);
            shared.put(&path, &api::terms(catalog, (kind, section(kind)), part, &page))?;
        }
    }
    for part in api::parts(catalog.collections.len()) {
        let path = api::part_path("collections", part.0);
        let page = |collection: usize| shared.paths.collection_page(collection);
        shared.put(&path, &api::collections(catalog, part, &page))?;
    }
    let boards = &shared.leaderboards;
    for part in api::parts(boards.boards.groups.len()) {
        let path = api::part_path("leaderboards", part.0);
        let places = |group: usize| (boards.page(group), boards.json(group));
        shared.put(&path, &api::leaderboards(&boards.boards, part, &places))?;
    }
    shared.put(&api::part_path("health", 1), &api::health(health))?;
    for (name, schema) in api::SCHEMAS {
        shared.put(&schema_path(name), schema.as_bytes())?;
    }
    if shared.config.exports.has(Form::Csv) {
        shared.stream(MODELS_CSV, export::models(catalog, &shared.found, &page))?;
        shared.stream(REGISTER_CSV, export::register(&shared.found, &row, &page))?;
    }
    let (path, bytes) = api::index(&index(shared));
    shared.put(&path, &bytes)
}

fn schema_path(name: &str) -> String {
    format!("{}/schema/{name}.json", api::FOLDER)
}

fn index<'a>(shared: &'a Shared<'_>) -> Index<'a> {
    let lists =
        ["models", "register", "collections", "leaderboards"].into_iter().chain(Kind::ALL.map(section));
    let exports = &shared.config.exports;
    let mut written = BTreeMap::new();
    let per_model = [
        (Form::CycloneDx, "cyclonedx", vec!["{folder}/{name}.cdx.json"]),
        (Form::Spdx, "spdx", vec!["{folder}/{name}.spdx.json"]),
        (Form::SageMaker, "sagemaker", vec!["{folder}/{name}.sagemaker.json"]),
        (Form::Markdown, "markdown", vec!["llms.txt", "{folder}/index.md"]),
        (Form::Badges, "badges", badges::KINDS.map(|kind| kind.place).to_vec()),
        (Form::Csv, "csv", vec![MODELS_CSV, REGISTER_CSV]),
    ];
    written.extend(
        per_model.into_iter().filter(|(form, ..)| exports.has(*form)).map(|(_, id, paths)| (id, paths)),
    );
    Index {
        version: 1,
        generator: &shared.site.generator,
        title: &shared.site.title,
        sha: shared.catalog.head.as_ref().map(|head| head.commit.as_str()),
        total: shared.catalog.models.len(),
        lists: lists.map(|list| (list, api::part_path(list, 1))).collect(),
        health: api::part_path("health", 1),
        exports: written,
        schemas: api::SCHEMAS.iter().map(|(name, _)| (*name, schema_path(name))).collect(),
    }
}

/// Whether a model has anything that people would ask of a licence: used by badges and twins alike.
pub(super) fn licence_label(shared: &Shared<'_>, ordinal: usize, model: &Model) -> Option<String> {
    let own = model.card.license_name.as_ref().map(|name| name.value.clone());
    let labels: Vec<String> = shared.term_links(ordinal, Kind::License).map(|link| link.label).collect();
    own.or_else(|| (!labels.is_empty()).then(|| labels.join(", ")))
}
