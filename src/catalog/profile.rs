//! Pages that describe an organisation or a dataset: `orgs/<org>/README.md`, `datasets/<org>/<name>/README.md`.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Location, Spanned};
use crate::yaml::{Node, Value};

use super::Catalog;
use super::fields::{Fields, Key, entries, get, get_line, get_lines, lines_of, scalar};
use super::lineage::{Reference, Resolver};
use super::text::{one_line, shorten};

/// Splits that are shown of one dataset.
const MOST_SPLITS: usize = 100;

/// What is known of an organisation or a dataset beside its models.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Profile {
    /// The organisation's folder name, or the dataset's `org/name`.
    pub key: String,
    /// Its folder, relative to the hub.
    pub folder: String,
    /// Its card's file, relative to the hub.
    pub card_path: String,
    /// `title`, or `pretty_name`.
    pub title: Option<String>,
    /// `description`.
    pub description: Option<String>,
    /// `logo`: a file beside the card.
    pub logo: Option<String>,
    /// `homepage`.
    pub homepage: Option<String>,
    /// `contact`.
    pub contact: Option<String>,
    /// `license`.
    pub license: Vec<String>,
    /// `language`.
    pub language: Vec<String>,
    /// `size_categories`.
    pub size_categories: Vec<String>,
    /// `owners`: who looks after it, as written.
    pub owners: Vec<String>,
    /// `featured`: the models that an organisation puts first.
    pub featured: Vec<Reference>,
    /// `task_categories`.
    pub task_categories: Vec<String>,
    /// The datasets that `source_datasets` names; `original` and the like are left out.
    pub sources: Vec<String>,
    /// `annotations_creators` and `language_creators`.
    pub creators: Vec<String>,
    /// The names in `configs`.
    pub configs: Vec<String>,
    /// `dataset_info`: the splits of each configuration.
    pub splits: Vec<Split>,
    /// `links`: name and address as written.
    pub links: Vec<(String, String)>,
    /// `croissant`: a file beside the card, or an address.
    pub croissant: Option<String>,
    /// The text behind the front matter.
    pub body: String,
    /// The line of the file on which the body begins.
    pub body_line: u32,
    /// The other files of the folder.
    pub files: Vec<(String, u64)>,
}

/// A part of a dataset.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Split {
    /// The configuration; empty where the dataset has one only.
    pub config: String,
    /// Such as `train`.
    pub name: String,
    /// How many examples it has.
    pub examples: Option<u64>,
    /// How many bytes.
    pub bytes: Option<u64>,
}

/// Takes the fields of a profile from its front matter; gives the models that it features, as written.
pub(super) fn read(
    profile: &mut Profile,
    root: &Node,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Spanned<String>> {
    let Value::Mapping(pairs) = &root.value else { return Vec::new() };
    let path = profile.card_path.clone();
    let mut fields = Fields::new(&path, pairs, diagnostics);
    let mut line = |key| fields.line(Key::HuggingFace(key)).map(|line| line.value);
    profile.title = line("title");
    let pretty = line("pretty_name");
    profile.title = profile.title.take().or(pretty);
    profile.description = line("description");
    profile.logo = line("logo");
    profile.homepage = line("homepage");
    profile.contact = line("contact");
    let mut list = |key| -> Vec<String> {
        fields.list(Key::HuggingFace(key)).into_iter().map(|line| line.value).collect()
    };
    profile.license = list("license");
    profile.language = list("language");
    profile.size_categories = list("size_categories");
    profile.task_categories = list("task_categories");
    profile.sources = list("source_datasets").iter().filter_map(|text| source(text)).collect();
    profile.creators = list("annotations_creators");
    let also = list("language_creators");
    profile.creators.extend(also);
    profile.creators.sort();
    profile.creators.dedup();
    profile.owners = list("owners");
    profile.croissant = fields.line(Key::Cardex("croissant")).map(|line| line.value);
    if let Some(configs) = fields.take("configs").and_then(sequence) {
        let name = |node: &Node| get_line(node, "config_name").or_else(|| scalar(node).map(one_line));
        profile.configs = configs.iter().filter_map(name).collect();
    }
    if let Some(info) = fields.take("dataset_info") {
        let infos = sequence(info).unwrap_or(std::slice::from_ref(info));
        profile.splits = infos.iter().flat_map(splits).take(MOST_SPLITS).collect();
    }
    if let Some(links) = fields.take("links").and_then(entries) {
        let pair =
            |(key, value): &(Node, Node)| Some((one_line(scalar(key)?), lines_of(value).into_iter().next()?));
        profile.links = links.iter().filter_map(pair).collect();
    }
    fields.list(Key::Cardex("featured"))
}

fn sequence(node: &Node) -> Option<&[Node]> {
    match &node.value {
        Value::Sequence(items) => Some(items),
        _ => None,
    }
}

/// The dataset that an entry of `source_datasets` names: the Hub writes `extended|squad`, and `original` for none.
fn source(text: &str) -> Option<String> {
    let id = text.strip_prefix("extended|").unwrap_or(text).trim();
    let is_none = matches!(id, "" | "original" | "extended" | "other") || id.starts_with("other-");
    (!is_none).then(|| id.to_owned())
}

/// The splits of one entry of `dataset_info`.
fn splits(info: &Node) -> Vec<Split> {
    let config = get_line(info, "config_name").filter(|name| name != "default").unwrap_or_default();
    let number = |node: &Node, key: &str| get_lines(node, key).first()?.parse().ok();
    let split = |node: &Node| {
        Some(Split {
            config: config.clone(),
            name: get_line(node, "name")?,
            examples: number(node, "num_examples"),
            bytes: number(node, "num_bytes"),
        })
    };
    get(info, "splits").and_then(sequence).unwrap_or_default().iter().filter_map(split).collect()
}

/// Looks up the models that a profile features; says which are not there.
pub(super) fn feature(
    profile: &mut Profile,
    stated: Vec<Spanned<String>>,
    resolver: &Resolver<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    for named in stated {
        let reference = resolver.reference(&named.value);
        if reference.model.is_none() {
            let message = format!("the catalog has no model `{}`", shorten(&named.value, 120));
            let place = Location::at(&profile.card_path, named.mark);
            diagnostics.push(Diagnostic::error("CX607", place, message).help("correct the id in `featured`"));
        }
        profile.featured.push(reference);
    }
}

/// For each dataset that cards of datasets name as their source, the cards that do, as places in [`Catalog::datasets`].
pub fn derived_datasets(catalog: &Catalog) -> BTreeMap<&str, Vec<usize>> {
    let mut derived: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (place, dataset) in catalog.datasets.iter().enumerate() {
        for source in dataset.sources.iter().filter(|source| **source != dataset.key) {
            derived.entry(source).or_default().push(place);
        }
    }
    derived
}
