//! How to load a model, and how to fetch its weights.

use crate::catalog::{Model, Scheme};
use crate::markdown::highlight;
use crate::site::view::SnippetView;
use crate::vocabulary::snippet::{self, Download, Location, Snippet, SnippetModel};

/// Snippets for the model's library and its formats.
pub(super) fn loading(model: &Model) -> Vec<SnippetView> {
    let files: Vec<&str> = model.artifacts.iter().map(|artifact| artifact.path.as_str()).collect();
    let languages: Vec<&str> = model.card.language.iter().map(|language| language.value.as_str()).collect();
    let folder = format!("./{}", model.id.name().rsplit('/').next().unwrap_or_default());
    // Weights on the Hub, or none stated: the id is one that libraries can load by themselves.
    let on_hub =
        model.artifacts.is_empty() || model.artifacts.iter().any(|artifact| artifact.scheme == Scheme::Hf);
    let wanted = SnippetModel {
        id: model.id.as_str(),
        name: model.id.name(),
        location: if on_hub { Location::Hub(model.id.as_str()) } else { Location::Folder(&folder) },
        task: model.task.as_deref(),
        base_model: model.card.base_model.first().map(|base| base.value.as_str()),
        files: &files,
        languages: &languages,
    };
    let Some(library) = &model.library else { return Vec::new() };
    snippet::snippets(library, &wanted)
        .into_iter()
        .enumerate()
        .map(|(n, s)| view(&format!("snippet-{}", n + 1), s))
        .collect()
}

/// Commands that fetch the weights and check their checksums. `urls` are those of the weights.
pub(super) fn download(model: &Model, urls: &[Option<String>]) -> Option<SnippetView> {
    let wanted: Vec<Download<'_>> = model
        .artifacts
        .iter()
        .zip(urls)
        .filter_map(|(artifact, url)| {
            Some(Download {
                uri: artifact.uri.as_deref()?,
                public_url: url.as_deref().filter(|_| artifact.scheme != Scheme::Relative),
                file: &artifact.path,
                sha256: artifact.sha256.as_deref(),
            })
        })
        .collect();
    Some(view("download", snippet::download(&wanted)?))
}

fn view(slug: &str, snippet: Snippet) -> SnippetView {
    SnippetView {
        slug: slug.to_owned(),
        label: snippet.label.to_owned(),
        language: snippet.language.to_owned(),
        install: snippet.install,
        code_html: highlight(snippet.language, &snippet.code)
            .unwrap_or_else(|| crate::site::shared::escape(&snippet.code)),
        code: snippet.code,
    }
}
