//! The files of a model as a table.

use crate::catalog::{Artifact, Model, Scheme};
use crate::site::number;
use crate::site::shared::Shared;
use crate::site::view::{FileView, FilesView};
use crate::vocabulary::format;

/// Rows shown at most; the record for machines has all of them.
const MOST_ROWS: usize = 200;

/// The table: weights first, then the other files of the folder.
pub(super) fn view(shared: &Shared<'_>, model: &Model) -> FilesView {
    let weights = model.artifacts.iter().map(|artifact| artifact_row(shared, model, artifact));
    let listed = |path: &str| model.artifacts.iter().any(|artifact| artifact.uri.as_deref() == Some(path));
    let others = model.files.iter().filter(|(path, _)| !listed(path)).map(|(path, size)| FileView {
        name: path.clone(),
        role: "file".to_owned(),
        format: format::from_file_name(path).map_or(String::new(), |format| format.title.to_owned()),
        detail: String::new(),
        size: Some(number::bytes(*size)),
        bytes: Some(number::grouped(*size)),
        sha256: None,
        storage: Scheme::Relative.title().to_owned(),
        uri: path.clone(),
        url: shared.repository.map(|repository| repository.view(&format!("{}/{path}", model.folder))),
        path: None,
    });
    let total = model.size();
    let count = model.artifacts.len() + model.files.iter().filter(|(path, _)| !listed(path)).count();
    FilesView {
        rows: weights.chain(others).take(MOST_ROWS).collect(),
        total: total.map(number::bytes),
        total_bytes: total.map(number::grouped),
        total_partial: total.is_some() && model.artifacts.iter().any(|artifact| artifact.size.is_none()),
        pickle_warning: model.artifacts.iter().any(|artifact| {
            format::find(&artifact.format)
                .or_else(|| format::from_file_name(&artifact.path))
                .is_some_and(|f| f.unsafe_pickle)
        }),
        left_out: count.saturating_sub(MOST_ROWS),
    }
}

fn artifact_row(shared: &Shared<'_>, model: &Model, artifact: &Artifact) -> FileView {
    let detail = [&artifact.dtype, &artifact.quantization, &artifact.variant];
    let detail = detail.into_iter().flatten().map(String::as_str).collect::<Vec<_>>().join(" · ");
    let storage = match (artifact.lfs, &artifact.uri) {
        (_, None) => "address refused",
        (true, _) => "Git LFS",
        (false, Some(_)) => artifact.scheme.title(),
    };
    let format = format::find(&artifact.format)
        .map_or_else(|| artifact.format.clone(), |format| format.title.to_owned());
    FileView {
        name: artifact.path.clone(),
        role: artifact.role.clone(),
        format,
        detail,
        size: artifact.size.map(number::bytes),
        bytes: artifact.size.map(number::grouped),
        sha256: artifact.sha256.clone(),
        storage: storage.to_owned(),
        uri: artifact.uri.clone().unwrap_or_default(),
        url: public_url(shared, model, artifact),
        path: None,
    }
}

/// An address that a browser can follow: by the hub's storage prefixes, or the address itself when it is https.
pub(super) fn public_url(shared: &Shared<'_>, model: &Model, artifact: &Artifact) -> Option<String> {
    let uri = artifact.uri.as_deref()?;
    let mapped = shared.config.storage.iter().find_map(|storage| {
        let rest = uri.strip_prefix(&storage.prefix)?;
        Some(format!("{}{}", storage.public.as_ref()?, crate::site::links::encode_rest(rest)))
    });
    if mapped.is_some() {
        return mapped;
    }
    match artifact.scheme {
        Scheme::Https | Scheme::Http => crate::site::external::url(uri),
        Scheme::Hf => hub_url(uri),
        Scheme::Relative => {
            shared.repository.map(|repository| repository.view(&format!("{}/{uri}", model.folder)))
        }
        Scheme::S3 | Scheme::Gs | Scheme::Az | Scheme::Oci => None,
    }
}

/// `hf://org/name@revision/file` as an address of the Hub.
fn hub_url(uri: &str) -> Option<String> {
    let mut parts = uri.strip_prefix("hf://")?.splitn(3, '/');
    let (org, name, file) = (parts.next()?, parts.next()?, parts.next()?);
    let (name, revision) = name.split_once('@').unwrap_or((name, "main"));
    let encode = crate::site::links::encode_rest;
    Some(format!(
        "https://huggingface.co/{}/{}/resolve/{}/{}",
        encode(org),
        encode(name),
        encode(revision),
        encode(file)
    ))
}
