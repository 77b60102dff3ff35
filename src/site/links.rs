//! Where the relative links and pictures of a card lead.

// Hash maps that are asked by key alone: no order comes from them.
use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex};

use crate::catalog::{Catalog, Collection, Kind};
use crate::markdown::{Resolver, Target};

use super::attachment::{self, Attachment};
use super::path::Paths;
use super::slug::file_name;
use super::{Files, Repository};

/// Everything that a relative link can lead to, for all cards.
pub(super) struct Links<'a> {
    files: &'a dyn Files,
    repository: Option<&'a Repository>,
    paths: Arc<Paths>,
    /// What has a page, by the hub path of its folder and of its card. Asked by key alone: no order comes from it.
    pages: HashMap<&'a str, Place>,
    /// What a hub folder belongs to, with the folder's files. Asked by key alone: no order comes from it.
    folders: HashMap<&'a str, (Place, Listed<'a>)>,
    /// Copies asked for so far: site path to hub path.
    copies: Mutex<BTreeMap<String, String>>,
}

/// Files beside a card, sorted by path: path and size in bytes.
type Listed<'a> = &'a [(String, u64)];

/// What has a page.
#[derive(Debug, Clone, Copy)]
enum Place {
    Model(usize),
    Version(usize, usize),
    Term(Kind, usize),
    Collection(usize),
}

impl Place {
    fn page(self, paths: &Paths) -> String {
        match self {
            Place::Model(model) => paths.model_page(model),
            Place::Version(model, version) => paths.version_page(model, version),
            Place::Term(kind, term) => paths.term_page(kind, term),
            Place::Collection(collection) => paths.collection_page(collection),
        }
    }
}

impl<'a> Links<'a> {
    pub(super) fn new(
        catalog: &'a Catalog,
        paths: Arc<Paths>,
        files: &'a dyn Files,
        repository: Option<&'a Repository>,
    ) -> Self {
        // No order comes from it.
        let mut pages = HashMap::with_capacity(catalog.models.len() * 2);
        // No order comes from it.
        let mut folders = HashMap::with_capacity(catalog.models.len());
        let mut add = |folder: &'a str, card: &'a str, listed: Listed<'a>, place: Place| {
            folders.insert(folder, (place, listed));
            pages.insert(folder, place);
            pages.insert(card, place);
        };
        for (ordinal, model) in catalog.models.iter().enumerate() {
            add(&model.folder, &model.card_path, &model.files, Place::Model(ordinal));
        }
        for (kind, profiles) in [(Kind::Organisation, &catalog.orgs), (Kind::Dataset, &catalog.datasets)] {
            let terms = &catalog.taxonomies.of(kind).terms;
            for profile in profiles {
                if let Ok(term) = terms.binary_search_by(|term| term.key.as_str().cmp(&profile.key)) {
                    add(&profile.folder, &profile.card_path, &profile.files, Place::Term(kind, term));
                }
            }
        }
        // A single file has no folder of its own: what lies beside it belongs to no collection.
        let is_file = |one: &Collection| one.card_path == format!("{}/{}.md", one.folder, one.key);
        let collections = catalog.collections.iter().enumerate();
        for (ordinal, one) in collections.clone().filter(|(_, one)| !is_file(one)) {
            add(&one.folder, &one.card_path, &one.files, Place::Collection(ordinal));
        }
        for (ordinal, one) in collections.filter(|(_, one)| is_file(one)) {
            pages.insert(one.card_path.as_str(), Place::Collection(ordinal));
        }
        for (ordinal, model) in catalog.models.iter().enumerate() {
            for (place, version) in
                model.versions.iter().enumerate().filter(|(_, version)| !version.is_current())
            {
                pages.insert(version.path.as_str(), Place::Version(ordinal, place));
            }
        }
        Self { files, repository, paths, pages, folders, copies: Mutex::default() }
    }

    /// The resolver for the card of one folder, shown on the page at `page`.
    pub(super) fn of<'b>(&'b self, folder: &'b str, page: &'b str) -> CardLinks<'a, 'b> {
        CardLinks { links: self, folder, page }
    }

    /// The hub file behind a copy that a card asked for.
    pub(super) fn copied(&self, site: &str) -> Option<String> {
        self.copies.lock().unwrap_or_else(std::sync::PoisonError::into_inner).get(site).cloned()
    }

    /// Copies that cards asked for: site path to hub path.
    pub(super) fn into_copies(self) -> BTreeMap<String, String> {
        self.copies.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    /// The site path of a copy of a hub file, when it can be published.
    pub(super) fn copy(&self, hub_path: &str, picture: bool) -> Result<String, attachment::Refused> {
        let (place, rest) = self.folder_of(hub_path).ok_or(attachment::Refused::Missing)?;
        let bytes = || self.files.read(hub_path);
        match attachment::examine(rest, bytes)? {
            Attachment::Document if picture => return Err(attachment::Refused::NotAPicture),
            Attachment::Document | Attachment::Picture => {}
        }
        let page = place.page(&self.paths);
        let site = format!("{}/files/{}", page.strip_suffix("/index.html").unwrap_or(&page), file_name(rest));
        let mut copies = self.copies.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        copies.entry(site.clone()).or_insert_with(|| hub_path.to_owned());
        Ok(site)
    }

    /// What the nearest folder above a hub path belongs to that has the file, and the rest of the path.
    fn folder_of<'b>(&self, hub_path: &'b str) -> Option<(Place, &'b str)> {
        let mut end = hub_path.len();
        while let Some(slash) = hub_path[..end].rfind('/') {
            let rest = &hub_path[slash + 1..];
            if let Some((place, files)) = self.folders.get(&hub_path[..slash])
                && files.binary_search_by(|(path, _)| path.as_str().cmp(rest)).is_ok()
            {
                return Some((*place, rest));
            }
            end = slash;
        }
        None
    }
}

/// The links of one card.
pub(super) struct CardLinks<'a, 'b> {
    links: &'b Links<'a>,
    folder: &'b str,
    page: &'b str,
}

impl CardLinks<'_, '_> {
    fn target(&self, path: &str, picture: bool) -> Target {
        let Some(hub_path) = normalise(self.folder, path) else { return Target::Missing };
        if !picture && let Some(page) = self.links.pages.get(hub_path.as_str()) {
            return Target::Page(relative(self.page, &page.page(&self.links.paths)));
        }
        match self.links.copy(&hub_path, picture) {
            Ok(site) => Target::File(relative(self.page, &site)),
            Err(attachment::Refused::Missing) if !self.links.files.exists(&hub_path) => Target::Missing,
            Err(_) => match self.links.repository {
                Some(repository) => Target::External(repository.view(&hub_path)),
                None => Target::Unpublished,
            },
        }
    }
}

impl Resolver for CardLinks<'_, '_> {
    fn link(&self, path: &str) -> Target {
        self.target(path, false)
    }

    fn image(&self, path: &str) -> Target {
        self.target(path, true)
    }
}

/// A path relative to a folder, as a path of the hub; `None` when it leaves the hub.
pub(super) fn normalise(folder: &str, path: &str) -> Option<String> {
    if path.contains(['\\', '\0']) {
        return None;
    }
    let mut parts: Vec<&str> = if path.starts_with('/') { Vec::new() } else { folder.split('/').collect() };
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    (!parts.is_empty()).then(|| parts.join("/"))
}

/// The way from one page of the site to another path of it.
pub(super) fn relative(page: &str, target: &str) -> String {
    let from: Vec<&str> = page.split('/').collect();
    let to: Vec<&str> = target.split('/').collect();
    let folders = from.len() - 1;
    let common = from[..folders].iter().zip(&to[..to.len() - 1]).take_while(|(a, b)| a == b).count();
    let mut way = "../".repeat(folders - common);
    way.push_str(&to[common..].join("/"));
    way
}

/// Percent-encodes the rest of an address that may already hold escapes.
pub(super) fn encode_rest(rest: &str) -> String {
    super::repository::encode(rest).replace("%25", "%")
}
