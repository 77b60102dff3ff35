//! Lists: of models, and of the terms that models are listed under.

use serde::Serialize;

use super::{Badge, DateView, Link};

/// `models/index.html` and `models/page/N/index.html`; the page's models are added as `items`, each a [`ModelItem`].
#[derive(Debug, Clone, Serialize)]
pub struct ModelsView {
    /// Where this page stands among its siblings.
    pub pagination: Pagination,
    /// Short lists of the commonest terms, as links, for readers without scripts.
    pub browse: Vec<super::ShortTerms>,
}

/// One model in a list.
#[derive(Debug, Clone, Serialize)]
pub struct ModelItem {
    /// `org/name`.
    pub id: String,
    /// The part before the slash, with the slash; empty for a model without an organisation.
    pub org_prefix: String,
    /// The part after the slash.
    pub name: String,
    /// The card's title where it says more than the name.
    pub title: Option<String>,
    /// At most about 200 characters; may be empty.
    pub description: String,
    /// The model's page.
    pub path: String,
    /// The task.
    pub task: Option<Link>,
    /// The library.
    pub library: Option<Link>,
    /// The first licence.
    pub license: Option<Link>,
    /// Stage, deprecation and kind (fine-tune, adapter, quantised, merge).
    pub badges: Vec<Badge>,
    /// Last change.
    pub updated: Option<DateView>,
    /// Sum of the weights, such as `438 MB`.
    pub size: Option<String>,
    /// Number of parameters, such as `109 M`.
    pub parameters: Option<String>,
}

/// Where a page stands in a paged list.
#[derive(Debug, Clone, Serialize)]
pub struct Pagination {
    /// Entries in the whole list.
    pub total: usize,
    /// Ordinal of the page's first entry, from 1; 0 when the list is empty.
    pub first: usize,
    /// Ordinal of the page's last entry.
    pub last: usize,
    /// The page's number, from 1.
    pub number: usize,
    /// How many pages there are, at least 1.
    pub pages: usize,
    /// The page before.
    pub previous_path: Option<String>,
    /// The page after.
    pub next_path: Option<String>,
    /// First, last and neighbouring pages; a gap has no path.
    pub links: Vec<PageLink>,
}

/// One entry of the pager.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PageLink {
    /// The page's number; 0 marks a gap.
    pub number: usize,
    /// Its path; empty for a gap.
    pub path: String,
    /// Whether it is the page at hand.
    pub current: bool,
}

/// The index of a kind of term: all tags, all tasks …
#[derive(Debug, Clone, Serialize)]
pub struct TermsView {
    /// `tasks`, `libraries`, `licenses`, `tags`, `languages`, `datasets` or `orgs`.
    pub section: &'static str,
    /// The page's heading, such as `Tasks`.
    pub heading: &'static str,
    /// One sentence on what the terms are.
    pub introduction: &'static str,
    /// Groups with their headings (a task's modality, a licence's family, a tag's first letter); one group
    /// without a heading where there is nothing to group by.
    pub groups: Vec<TermGroup>,
    /// Terms in this page.
    pub count: usize,
    /// Where this page stands (an index of many thousand tags is paged).
    pub pagination: Pagination,
    /// How many models state nothing here.
    pub not_stated: usize,
}

/// Terms under one heading.
#[derive(Debug, Clone, Serialize)]
pub struct TermGroup {
    /// The heading; empty for the only group.
    pub heading: String,
    /// Sorted by label, or by count where that serves the reader.
    pub terms: Vec<TermItem>,
}

/// One term in an index.
#[derive(Debug, Clone, Serialize)]
pub struct TermItem {
    /// What it is called.
    pub label: String,
    /// As it is written in cards, where that differs from the label.
    pub key: Option<String>,
    /// Its page.
    pub path: String,
    /// How many models it has.
    pub count: usize,
    /// One sentence; may be empty.
    pub description: String,
    /// The path of a picture (an organisation's logo).
    pub image_path: Option<String>,
}

/// The page of one term; the page's models are added as `items`, each a [`ModelItem`].
#[derive(Debug, Clone, Serialize)]
pub struct TermView {
    /// The section, as in [`TermsView`].
    pub section: &'static str,
    /// What one such term is called: `Task`, `Library`, `Licence`, `Tag`, `Language`, `Dataset`, `Organisation`.
    pub noun: &'static str,
    /// What it is called.
    pub label: String,
    /// As it is written in cards, where that differs from the label.
    pub key: Option<String>,
    /// One or two sentences; may be empty.
    pub description: String,
    /// Facts such as a licence's SPDX identifier and family, or a library's home page.
    pub facts: Vec<super::Fact>,
    /// The path of a picture (an organisation's logo).
    pub image_path: Option<String>,
    /// Rendered profile or dataset card, sanitised; only on the first page.
    pub card_html: Option<String>,
    /// Terms that often go with this one.
    pub related: Vec<Link>,
    /// Where this page stands.
    pub pagination: Pagination,
}
