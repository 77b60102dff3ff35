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
    /// Models that an organisation puts first; on its first page.
    pub featured: Vec<ModelItem>,
    /// Sizes of a dataset's parts; on its first page.
    pub splits: Vec<SplitRow>,
    /// Datasets that this one was made from, and those that were made from it.
    pub datasets: Vec<DatasetLinks>,
    /// Rendered profile or dataset card, sanitised; only on the first page.
    pub card_html: Option<String>,
    /// `ltr` or `rtl`, by its first letter.
    pub card_direction: &'static str,
    /// What a task takes, gives and is used for; on a task's first page.
    pub guide: Option<GuideView>,
    /// The best models on the dataset that most models of a task report; on the task's first page.
    pub board: Option<BoardView>,
    /// Pages of leaderboards about a task or a dataset; on its first page.
    pub leaderboards: Vec<CountedLink>,
    /// The leaderboards of a task that these are the first of.
    pub all_leaderboards: Option<CountedLink>,
    /// Terms that often go with this one, by kind.
    pub related: Vec<RelatedTerms>,
    /// Where this page stands.
    pub pagination: Pagination,
}

/// A part of a dataset.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SplitRow {
    /// The configuration; may be empty.
    pub config: String,
    /// Such as `train`.
    pub name: String,
    /// How many examples it has.
    pub examples: Option<String>,
    /// Its size.
    pub size: Option<String>,
}

/// Datasets that stand in one relation to a dataset.
#[derive(Debug, Clone, Serialize)]
pub struct DatasetLinks {
    /// `Made from` or `Source of`.
    pub heading: &'static str,
    /// The datasets.
    pub values: Vec<super::FactValue>,
}

/// What a task is, for somebody who has to choose a model for it.
#[derive(Debug, Clone, Default, Serialize)]
pub struct GuideView {
    /// What goes in; empty where it is not known.
    pub input: String,
    /// What comes out; empty where it is not known.
    pub output: String,
    /// What it is used for, or what the hub says of it.
    pub uses: String,
    /// How its models are judged; may be empty.
    pub judging: String,
    /// The usual metrics.
    pub metrics: Vec<MetricView>,
}

/// A metric and its better direction.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MetricView {
    /// Its name.
    pub name: String,
    /// `higher is better`, `lower is better`; empty where unknown.
    pub direction: &'static str,
}

/// Results of several models that were measured alike.
#[derive(Debug, Clone, Serialize)]
pub struct BoardView {
    /// The dataset, with its page.
    pub dataset: super::FactValue,
    /// Configuration, split and revision; may be empty.
    pub setting: String,
    /// The metric.
    pub metric: MetricView,
    /// How many models report it.
    pub count: usize,
    /// The best, the best one first.
    pub rows: Vec<BoardRow>,
    /// The whole board.
    pub path: String,
}

/// One result.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BoardRow {
    /// From 1; with `=` behind it where several share it.
    pub rank: String,
    /// The model.
    pub model: Link,
    /// The value as the card writes it, with its unit.
    pub value: String,
    /// `verification claimed` or `self-reported`.
    pub status: &'static str,
}

/// Terms of one kind that go with a term.
#[derive(Debug, Clone, Serialize)]
pub struct RelatedTerms {
    /// Such as `Libraries`.
    pub heading: &'static str,
    /// The terms, the commonest first.
    pub links: Vec<CountedLink>,
}

/// A link with a number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CountedLink {
    /// What it says.
    pub label: String,
    /// Where it leads.
    pub path: String,
    /// How many models the two terms share; `None` where that is not the reason.
    pub count: Option<usize>,
}
