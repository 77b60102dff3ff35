//! The data beside the pages: what a list shows of each model, as scripts that a page loads on first use.

use rayon::prelude::*;
use serde_json::json;
use sha2::{Digest, Sha256};

use crate::catalog::Kind;
use crate::search::{self, RECORDS_PER_CHUNK, Record, TEXTS_PER_FILE};

use super::shared::Shared;
use super::view::ModelItem;
use super::{RenderError, columns, directory, item, pages};

/// What the search keeps of some models after their texts are gone.
pub(super) struct Indexed {
    batch: search::Batch,
    /// Digests of the files with their texts.
    texts: Vec<[u8; 32]>,
}

impl Indexed {
    /// Reads the models from `start` on, and writes their texts.
    pub(super) fn of(
        shared: &Shared<'_>,
        indexer: &search::Indexer,
        start: usize,
        documents: &[search::Document],
    ) -> Result<Indexed, RenderError> {
        let texts = search::texts(start, documents)
            .into_par_iter()
            .map(|(path, bytes)| {
                shared.put(&path, &bytes)?;
                Ok(Sha256::digest(&bytes).into())
            })
            .collect::<Result<_, RenderError>>()?;
        Ok(Indexed { batch: indexer.batch(start, documents), texts })
    }
}

/// Writes all families and the manifest that names them.
pub(super) fn write(shared: &Shared<'_>, indexed: Vec<Indexed>) -> Result<(), RenderError> {
    let (batches, texts): (Vec<_>, Vec<_>) =
        indexed.into_iter().map(|indexed| (indexed.batch, indexed.texts.concat())).unzip();
    let mut families = search::index(&batches, &mut |path, bytes| shared.put(path, bytes))?;
    if shared.config.search.export.is_some() {
        let ids: Vec<&str> = shared.catalog.models.iter().map(|model| model.id.as_str()).collect();
        shared.put("search/elasticlunr.json", &search::elasticlunr(&batches, &ids))?;
    }
    drop(batches);
    families.insert("text", json!({"size": TEXTS_PER_FILE, "version": version(&texts.concat())}));
    families.insert("records", json!({"size": RECORDS_PER_CHUNK, "version": records(shared)?}));
    families.insert("facets", json!({"version": facets(shared)?}));
    let places = directory::script(shared);
    shared.put("search/pages.js", &places)?;
    families.insert("pages", json!({"version": version(&places)}));
    let (chunks, digests) = pages::compare::data(shared)?;
    families.insert("compare", json!({"chunks": chunks, "version": version(&digests.concat())}));
    shared.put("search/manifest.js", &search::manifest(shared.catalog.models.len(), &families))
}

fn facets(shared: &Shared<'_>) -> Result<String, RenderError> {
    let files = [
        ("main", search::data("facets/main", &columns::main(shared))),
        ("order", search::data("facets/order", &columns::orders(shared))),
        ("dataset", search::data("facets/dataset", &columns::terms(shared, Kind::Dataset))),
        ("tag", search::data("facets/tag", &columns::terms(shared, Kind::Tag))),
    ];
    for (name, bytes) in &files {
        shared.put(&format!("search/facets/{name}.js"), bytes)?;
    }
    Ok(version(&files.map(|(_, bytes)| bytes).concat()))
}

fn records(shared: &Shared<'_>) -> Result<String, RenderError> {
    let models = &shared.catalog.models;
    let chunks: Vec<[u8; 32]> = models
        .par_chunks(RECORDS_PER_CHUNK)
        .enumerate()
        .map(|(number, models)| {
            let first = number * RECORDS_PER_CHUNK;
            let records: Vec<Record> =
                (first..).zip(models).map(|(at, model)| record(item::item(shared, at, model))).collect();
            let bytes = search::data(&format!("records/{number}"), &records);
            shared.put(&format!("search/records/{number}.js"), &bytes)?;
            Ok(digest(&bytes))
        })
        .collect::<Result<_, RenderError>>()?;
    Ok(version(&chunks.concat()))
}

fn record(item: ModelItem) -> Record {
    let label = |link: Option<super::view::Link>| link.map(|link| link.label).unwrap_or_default();
    Record {
        id: item.id,
        title: item.title.unwrap_or_default(),
        description: item.description,
        url: item.path,
        task: label(item.task),
        library: label(item.library),
        license: label(item.license),
        parameters: item.parameters.unwrap_or_default(),
        size: item.size.unwrap_or_default(),
        updated: item.updated.map(|date| date.text).unwrap_or_default(),
        badges: item.badges.into_iter().map(|badge| (badge.text, badge.tone.to_owned())).collect(),
    }
}

/// The digest of one script.
pub(super) fn digest(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}

/// What tells two contents of a family apart: eight hexadecimal digits.
fn version(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().take(4).map(|byte| format!("{byte:02x}")).collect()
}
