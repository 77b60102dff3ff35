//! The files of a model as a table.

use crate::catalog::{Artifact, Model, Scheme};
use crate::site::number;
use crate::site::shared::Shared;
use crate::site::view::{FileView, FilesView};
use crate::vocabulary::format;

/// Rows shown at most; the record for machines has all of them.
const MOST_ROWS: usize = 200;

/// What files of the repository are said to be stored in.
pub(super) const IN_REPOSITORY: &str = Scheme::Relative.title();

/// The weights, and the other files of the folder with their sizes.
pub(super) fn listed(model: &Model) -> (&[Artifact], Vec<&(String, u64)>) {
    let is_weight = |path: &str| model.artifacts.iter().any(|artifact| artifact.uri.as_deref() == Some(path));
    (&model.artifacts, model.files.iter().filter(|(path, _)| !is_weight(path)).collect())
}

/// The table: weights first, then the other files of the folder. `urls` are those of the weights, see [`public_urls`].
pub(super) fn view(shared: &Shared<'_>, model: &Model, urls: &[Option<String>]) -> FilesView {
    let (weights, others) = listed(model);
    let count = weights.len() + others.len();
    let weights = weights.iter().zip(urls).map(|(artifact, url)| artifact_row(artifact, url.clone()));
    let others = others.into_iter().map(|(path, size)| FileView {
        name: path.clone(),
        role: "file".to_owned(),
        format: format_of_name(path).to_owned(),
        detail: String::new(),
        size: Some(number::bytes(*size)),
        bytes: Some(number::grouped(*size)),
        sha256: None,
        storage: IN_REPOSITORY.to_owned(),
        uri: path.clone(),
        url: shared.repository.map(|repository| repository.view(&format!("{}/{path}", model.folder))),
        path: None,
    });
    let total = model.size();
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

/// The name of a weight's format.
pub(super) fn format_title(artifact: &Artifact) -> &str {
    format::find(&artifact.format).map_or(artifact.format.as_str(), |format| format.title)
}

/// The name of the format that a file's name tells; empty where it tells none.
pub(super) fn format_of_name(path: &str) -> &'static str {
    format::from_file_name(path).map_or("", |format| format.title)
}

/// What tells a weight from others of its format: type, quantisation, variant.
pub(super) fn detail(artifact: &Artifact) -> String {
    let detail = [&artifact.dtype, &artifact.quantization, &artifact.variant];
    detail.into_iter().flatten().map(String::as_str).collect::<Vec<_>>().join(" · ")
}

/// Where a weight is stored.
pub(super) fn storage(artifact: &Artifact) -> &'static str {
    match (artifact.lfs, &artifact.uri) {
        (_, None) => "address refused",
        (true, _) => "Git LFS",
        (false, Some(_)) => artifact.scheme.title(),
    }
}

fn artifact_row(artifact: &Artifact, url: Option<String>) -> FileView {
    FileView {
        name: artifact.path.clone(),
        role: artifact.role.clone(),
        format: format_title(artifact).to_owned(),
        detail: detail(artifact),
        size: artifact.size.map(number::bytes),
        bytes: artifact.size.map(number::grouped),
        sha256: artifact.sha256.clone(),
        storage: storage(artifact).to_owned(),
        uri: artifact.uri.clone().unwrap_or_default(),
        url,
        path: None,
    }
}

/// The address of each weight that a browser can follow.
pub(super) fn public_urls(shared: &Shared<'_>, model: &Model) -> Vec<Option<String>> {
    model.artifacts.iter().map(|artifact| public_url(shared, model, artifact)).collect()
}

/// An address that a browser can follow: by the hub's storage prefixes, or the address itself when it is https.
fn public_url(shared: &Shared<'_>, model: &Model, artifact: &Artifact) -> Option<String> {
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
