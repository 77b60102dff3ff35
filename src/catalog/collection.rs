//! Lists that somebody put together by hand: `collections/<name>.md`.

use crate::diagnostic::{Diagnostic, Location, Mark, Spanned};
use crate::yaml::{Node, Value};

use super::fields::{Fields, Key, get, get_line, scalar};
use super::lineage::{Reference, Resolver};
use super::text::{one_line, shorten};
use super::{Model, Profile, Taxonomy, version};

/// Items of one collection; a page of more is read by nobody.
const MOST_ITEMS: usize = 500;

/// A collection.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Collection {
    /// Its file's name without `.md`, or its folder's.
    pub key: String,
    /// The folder of its card, relative to the hub.
    pub folder: String,
    /// Its card's file, relative to the hub.
    pub card_path: String,
    /// `title`, else the key.
    pub title: String,
    /// `description`; may be empty.
    pub description: String,
    /// `owners`.
    pub owners: Vec<String>,
    /// What is in it, in order.
    pub items: Vec<Item>,
    /// The text behind the front matter.
    pub body: String,
    /// The line of the file on which the body begins.
    pub body_line: u32,
    /// The other files of the folder, where the collection has one of its own.
    pub files: Vec<(String, u64)>,
}

/// One thing in a collection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// What it is.
    pub target: Target,
    /// Why it is there.
    pub note: Option<String>,
}

/// What an item leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// A model, or a version of one.
    Model(Reference),
    /// A dataset, by its id.
    Dataset(String),
    /// A page elsewhere: its address as written, and what it is called.
    Page {
        /// The address.
        url: String,
        /// Its title, where the card gives one.
        title: Option<String>,
    },
}

impl Collection {
    /// The models in it that the catalog has, in order, each once.
    pub fn models(&self) -> Vec<u32> {
        let mut models: Vec<u32> = Vec::new();
        for item in &self.items {
            if let Target::Model(Reference { model: Some(model), .. }) = &item.target
                && !models.contains(model)
            {
                models.push(*model);
            }
        }
        models
    }
}

/// What a collection's front matter says, before its items are looked up.
#[derive(Debug, Default)]
pub(super) struct Stated {
    /// Each item with the place that names it.
    items: Vec<(Target, Option<String>, Mark)>,
}

/// Takes the fields of a collection from its front matter.
pub(super) fn read(collection: &mut Collection, root: &Node, diagnostics: &mut Vec<Diagnostic>) -> Stated {
    let mut stated = Stated::default();
    let Value::Mapping(entries) = &root.value else { return stated };
    let path = collection.card_path.clone();
    let mut fields = Fields::new(&path, entries, diagnostics);
    if let Some(title) = fields.line(Key::Cardex("title")) {
        collection.title = title.value;
    }
    if let Some(description) = fields.line(Key::Cardex("description")) {
        collection.description = description.value;
    }
    collection.owners = fields.list(Key::Cardex("owners")).into_iter().map(|owner| owner.value).collect();
    let Some(node) = fields.take("items") else { return stated };
    let Value::Sequence(items) = &node.value else {
        fields.wrong_type(Key::Cardex("items"), node.mark, "a list");
        return stated;
    };
    if items.len() > MOST_ITEMS {
        let message = format!("`items` has {} items; the first {MOST_ITEMS} are shown", items.len());
        fields.warn("CX101", items[MOST_ITEMS].mark, message, "split the collection".to_owned());
    }
    for item in items.iter().take(MOST_ITEMS) {
        match target(item) {
            Some((target, mark)) => stated.items.push((target, get_line(item, "note"), mark)),
            None => fields.say_error(
                "CX101",
                item.mark,
                "an item names neither a model nor a dataset nor a page".to_owned(),
                "write `- model: org/name`, `- dataset: org/name` or `- url: https://…`".to_owned(),
            ),
        }
    }
    stated
}

/// What an item names; a text alone is a model's id.
fn target(item: &Node) -> Option<(Target, Mark)> {
    let model = |id: String| Target::Model(Reference { id, model: None, version: None });
    if let Some(text) = scalar(item) {
        let id = one_line(text);
        return (!id.is_empty()).then(|| (model(id), item.mark));
    }
    let line = |key: &str| Some(Spanned::new(get_line(item, key)?, get(item, key)?.mark));
    if let Some(id) = line("model") {
        return Some((model(id.value), id.mark));
    }
    if let Some(id) = line("dataset") {
        return Some((Target::Dataset(id.value), id.mark));
    }
    let url = line("url")?;
    Some((Target::Page { url: url.value, title: get_line(item, "title") }, url.mark))
}

/// What items are looked up in.
pub(super) struct Shelves<'a> {
    pub(super) models: &'a [Model],
    pub(super) resolver: &'a Resolver<'a>,
    pub(super) datasets: &'a [Profile],
    /// The datasets that models name.
    pub(super) named: &'a Taxonomy,
}

/// Looks the items up; says which are not there.
pub(super) fn resolve(
    collection: &mut Collection,
    stated: Stated,
    shelves: &Shelves<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    for (target, note, mark) in stated.items {
        let mut missing = |message: String, help: String| {
            let place = Location::at(&collection.card_path, mark);
            diagnostics.push(Diagnostic::error("CX607", place, message).help(help));
        };
        let target = match target {
            Target::Model(Reference { id, .. }) => {
                let reference = shelves.resolver.reference(&id);
                match reference.model {
                    None => missing(
                        format!("the catalog has no model `{}`", shorten(&id, 120)),
                        "correct the id, or give its page elsewhere as `url`".to_owned(),
                    ),
                    Some(model) => {
                        if let Some(name) = reference.version_name().filter(|_| reference.version.is_none()) {
                            let model = &shelves.models[model as usize];
                            missing(
                                format!("{} has no version and no alias `{}`", model.id, shorten(name, 40)),
                                version::known(&model.versions),
                            );
                        }
                    }
                }
                Target::Model(reference)
            }
            Target::Dataset(id) => {
                let has_card = super::Catalog::profile(shelves.datasets, &id).is_some();
                let is_named =
                    shelves.named.terms.binary_search_by(|term| term.key.as_str().cmp(&id)).is_ok();
                if !has_card && !is_named {
                    missing(
                        format!("the hub has no dataset `{}`", shorten(&id, 120)),
                        "correct the id, add the dataset's card, or give its page elsewhere as `url`"
                            .to_owned(),
                    );
                }
                Target::Dataset(id)
            }
            Target::Page { url, title } => {
                let web = ["https://", "http://"].iter().any(|scheme| url.starts_with(scheme));
                let refused = match super::check_address(&url) {
                    Ok(_) if web => None,
                    Ok(_) => Some("it is no address of a web page".to_owned()),
                    // The reason holds no credentials, and what was refused goes no further.
                    Err((_, reason)) => Some(reason),
                };
                match refused {
                    None => Target::Page { url, title },
                    Some(reason) => {
                        missing(
                            format!("the address of an item is refused: {reason}"),
                            "write the whole address, with https:// in front".to_owned(),
                        );
                        continue;
                    }
                }
            }
        };
        collection.items.push(Item { target, note });
    }
}
