//! What all pages are made from.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use crate::catalog::date::{self, Date};
use crate::catalog::{self, Catalog, Changes, Completeness, Kind, Neighbourhood, Offspring, Related};
use crate::config::Config;

use super::budget::Budget;
use super::item;
use super::leaderboards::{Leaderboards, SECTION};
use super::links::Links;
use super::path::{Paths, root_of, section};
use super::templates::{ListItem, Templates};
use super::view::{Assets, CommitView, Counts, DateView, Link, NavItem, PageView, SiteView};
use super::{Preview, RenderError, Repository, Sink, pages};

/// What all pages are made from.
pub(super) struct Shared<'a> {
    pub(super) catalog: &'a Catalog,
    pub(super) config: &'a Config,
    pub(super) paths: Arc<Paths>,
    pub(super) links: Links<'a>,
    pub(super) templates: &'a Templates,
    pub(super) repository: Option<&'a Repository>,
    pub(super) site: SiteView,
    /// What the models near a model are found by; collected when the first page asks.
    pub(super) neighbourhood: OnceLock<Neighbourhood>,
    /// The models near each model, by ordinal, once all of them are needed.
    pub(super) related: OnceLock<Vec<Vec<Related>>>,
    /// How many models were made from each, by ordinal, once somebody asked.
    pub(super) offspring: OnceLock<Vec<Offspring>>,
    /// Cards of datasets by the dataset that they name as their source.
    pub(super) derived_datasets: BTreeMap<&'a str, Vec<usize>>,
    /// What is new, once somebody asked.
    pub(super) changes: OnceLock<Changes>,
    /// Who stands where, and on which page.
    pub(super) leaderboards: Arc<Leaderboards>,
    /// One list entry for each model, by ordinal; each made when the first list asks.
    pub(super) items: Vec<OnceLock<ListItem>>,
    /// How complete each card is, by ordinal.
    pub(super) found: Vec<Completeness>,
    /// What is marked, in a preview.
    pub(super) preview: Option<&'a Preview>,
    pub(super) sink: &'a dyn Sink,
    pub(super) budget: Budget,
}

impl Shared<'_> {
    /// Makes what many pages ask for before they ask, on all cores. Threads that share their work must not wait for each
    /// other in the middle of it.
    pub(super) fn prepare(&self) -> Result<(), RenderError> {
        rayon::join(|| self.offspring(), || self.changes());
        let items =
            || (0..self.items.len()).into_par_iter().try_for_each(|model| self.item(model).map(|_| ()));
        let near = || self.related.get_or_init(|| self.neighbourhood().all(self.catalog));
        rayon::join(near, items).1
    }

    /// How many models were made from each, by ordinal.
    pub(super) fn offspring(&self) -> &[Offspring] {
        self.offspring.get_or_init(|| catalog::offspring(self.catalog))
    }

    /// What is new.
    pub(super) fn changes(&self) -> &Changes {
        self.changes.get_or_init(|| catalog::changes(self.catalog))
    }

    /// The models near a model.
    pub(super) fn related(&self, model: usize) -> Cow<'_, [Related]> {
        match self.related.get() {
            Some(all) => Cow::Borrowed(all.get(model).map_or(&[], Vec::as_slice)),
            None => Cow::Owned(self.neighbourhood().of(self.catalog, model)),
        }
    }

    fn neighbourhood(&self) -> &Neighbourhood {
        self.neighbourhood.get_or_init(|| Neighbourhood::new(self.catalog))
    }

    /// A model as an entry of lists.
    fn item(&self, model: usize) -> Result<&ListItem, RenderError> {
        let place = &self.items[model];
        if let Some(item) = place.get() {
            return Ok(item);
        }
        let item = item::item(self, model, &self.catalog.models[model]);
        let item = self.templates.list_item(&item)?;
        Ok(place.get_or_init(|| item))
    }

    /// The link to a term, by its ordinal.
    pub(super) fn term_link(&self, kind: Kind, term: usize) -> Link {
        let label = self.catalog.taxonomies.of(kind).terms[term].label.clone();
        Link { label, path: self.paths.term_page(kind, term) }
    }

    /// The links to all terms of a kind that a model has.
    pub(super) fn term_links(&self, model: usize, kind: Kind) -> impl Iterator<Item = Link> {
        self.catalog
            .taxonomies
            .term_ordinals(model, kind)
            .iter()
            .map(move |&term| self.term_link(kind, term as usize))
    }

    /// The address of the site where search engines may know it: not that of a preview.
    pub(super) fn public_base(&self) -> Option<&str> {
        self.config.site.base_url.as_deref().filter(|_| self.preview.is_none())
    }

    /// The head of a page.
    pub(super) fn page(&self, kind: &'static str, section: &'static str, path: String) -> PageView {
        PageView {
            kind,
            section,
            title: String::new(),
            description: String::new(),
            root: root_of(&path),
            canonical_url: self.public_base().map(|base| canonical(base, &path)),
            image_url: None,
            feed: None,
            breadcrumbs: vec![Link { label: "Home".to_owned(), path: "index.html".to_owned() }],
            jsonld_html: None,
            markdown_path: None,
            path,
        }
    }

    /// Renders a page and hands it over.
    pub(super) fn write(
        &self,
        template: &str,
        page: &PageView,
        key: &'static str,
        value: &impl serde::Serialize,
    ) -> Result<(), RenderError> {
        if !self.is_wanted(&page.path)? {
            return Ok(());
        }
        let html = self.templates.render_bytes(template, page, key, value)?;
        self.put(&page.path, &html)
    }

    /// Renders a page that lists models, and hands it over.
    pub(super) fn write_list(
        &self,
        template: &str,
        page: &PageView,
        value: (&'static str, &impl serde::Serialize),
        models: impl Iterator<Item = usize>,
    ) -> Result<(), RenderError> {
        if !self.is_wanted(&page.path)? {
            return Ok(());
        }
        let items: Vec<&ListItem> = models.map(|model| self.item(model)).collect::<Result<_, _>>()?;
        let html = self.templates.render_list_bytes(template, page, value, &items)?;
        self.put(&page.path, &html)
    }

    fn is_wanted(&self, path: &str) -> Result<bool, RenderError> {
        let wanted = self.sink.wants(path);
        let wanted = wanted.map_err(|source| RenderError::Write { path: path.to_owned(), source })?;
        Ok(wanted || Budget::counts(path))
    }

    /// Hands over a file that is made while it is read.
    pub(super) fn stream(&self, path: &str, mut from: impl std::io::Read) -> Result<(), RenderError> {
        let written = self.sink.stream(path, &mut from);
        written.map_err(|source| RenderError::Write { path: path.to_owned(), source })
    }

    /// Hands over a file.
    pub(super) fn put(&self, path: &str, bytes: &[u8]) -> Result<(), RenderError> {
        self.budget.note(path, bytes);
        self.sink.write(path, bytes).map_err(|source| RenderError::Write { path: path.to_owned(), source })
    }
}

/// A page's address on the web: folders without their `index.html`.
pub(super) fn canonical(base: &str, path: &str) -> String {
    let path = path.strip_suffix("index.html").unwrap_or(path);
    format!("{base}{path}")
}

/// A day for a page.
pub(super) fn date_view(date: Date) -> DateView {
    DateView { iso: date.to_string(), text: date::long(date) }
}

/// A commit for a page.
pub(super) fn commit_view(id: &str, date: Option<Date>, repository: Option<&Repository>) -> CommitView {
    CommitView {
        short: id.chars().take(10).collect(),
        date: date.map(date_view),
        url: repository.map(|repository| repository.commit(id)),
        id: id.to_owned(),
    }
}

/// The catalog as every page shows it.
pub(super) fn site_view(
    catalog: &Catalog,
    config: &Config,
    repository: Option<&Repository>,
    (assets, leaderboards): (Assets, &Leaderboards),
    preview: Option<&Preview>,
) -> SiteView {
    let count = |kind| catalog.taxonomies.of(kind).terms.len();
    let counts = Counts {
        models: catalog.models.len(),
        orgs: count(Kind::Organisation),
        tasks: count(Kind::Task),
        libraries: count(Kind::Library),
        licenses: count(Kind::License),
        tags: count(Kind::Tag),
        languages: count(Kind::Language),
        datasets: count(Kind::Dataset),
        collections: catalog.collections.len(),
    };
    SiteView {
        title: config.site.title.clone(),
        description: config.site.description.clone().unwrap_or_default(),
        language: "en".to_owned(),
        repository_url: repository.map(|repository| repository.url().to_owned()),
        generator: concat!("Cardex ", env!("CARGO_PKG_VERSION")).to_owned(),
        commit: catalog.head.as_ref().map(|head| commit_view(&head.commit, head.date, repository)),
        counts,
        nav: navigation(!leaderboards.is_empty(), !catalog.collections.is_empty()),
        assets,
        has_feed: config.site.base_url.is_some() && config.feeds.contains(&crate::config::Feed::Hub),
        img_src_remote: config.markdown.remote_images == crate::config::RemoteImages::Allow,
        storage_key: format!("cardex:{}", super::slug(&config.site.title)),
        preview: preview.map(pages::preview::banner),
    }
}

fn navigation(has_leaderboards: bool, has_collections: bool) -> Vec<NavItem> {
    let item =
        |section, label, primary| NavItem { section, label, path: format!("{section}/index.html"), primary };
    let mut all = vec![
        item("models", "Models", true),
        item(section(Kind::Task), "Tasks", true),
        item(section(Kind::Library), "Libraries", true),
        // The row has room for five.
        item(section(Kind::Organisation), "Organisations", !has_leaderboards),
        item(SECTION, "Leaderboards", true),
        item("changelog", "What’s new", true),
        item(section(Kind::License), "Licences", false),
        item(section(Kind::Dataset), "Datasets", false),
        item(section(Kind::Language), "Languages", false),
        item(section(Kind::Tag), "Tags", false),
        item("lineage", "Lineage", false),
        item("statistics", "Statistics", false),
        item("register", "Register", false),
        item("health", "Health", false),
        item("about", "About", false),
    ];
    if has_collections {
        all.insert(4, item("collections", "Collections", true));
    }
    // Nothing leads to pages that are not there.
    all.into_iter().filter(|item| item.section != SECTION || has_leaderboards).collect()
}

/// Text as HTML, for a place that expects markup.
pub(super) fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
        .replace('\'', "&#39;")
}

/// A value as JSON that may stand in a script element: `<`, `>`, `&` and the line separators are escaped.
pub(super) fn script_json(value: &impl serde::Serialize) -> String {
    // Writing to memory cannot fail, and the keys are texts.
    let text = serde_json::to_string(value).unwrap_or_default();
    // 0xE2 begins the two line separators, and little else in most texts. The compiler looks at many bytes at a time.
    let is_special = |any: bool, byte: &u8| any | matches!(byte, b'<' | b'>' | b'&' | 0xe2);
    if !text.as_bytes().chunks(32).any(|chunk| chunk.iter().fold(false, is_special)) {
        return text;
    }
    let mut json = String::with_capacity(text.len() + 64);
    let mut rest = text.as_str();
    while let Some(at) = rest.find(['<', '>', '&', '\u{2028}', '\u{2029}']) {
        let (before, special) = rest.split_at(at);
        json.push_str(before);
        let mut after = special.chars();
        if let Some(c) = after.next() {
            json.push_str(&format!("\\u{:04x}", u32::from(c)));
        }
        rest = after.as_str();
    }
    json.push_str(rest);
    json
}
