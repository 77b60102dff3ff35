//! What a page about a model speaks of: the model as it is, or one of its earlier versions.

use crate::catalog::{Kind, Model, stated};

use super::shared::Shared;
use super::view::FactValue;

/// A model at one of its versions.
pub(super) struct Subject<'a> {
    /// The model's place in the catalog.
    pub(super) ordinal: usize,
    /// Its state: for an earlier version, the model as it was then.
    pub(super) model: &'a Model,
    /// The version's place among the model's versions; `None` for the model's own page.
    pub(super) version: Option<usize>,
}

impl<'a> Subject<'a> {
    /// A model as it is.
    pub(super) fn current(shared: &Shared<'a>, ordinal: usize) -> Self {
        Self { ordinal, model: &shared.catalog.models[ordinal], version: None }
    }

    /// The terms that it has of a kind, with their pages. The catalog lists a model under the terms of its card alone, so that
    /// a term which only an earlier version had may have no page.
    pub(super) fn terms(&self, shared: &Shared<'_>, kind: Kind) -> Vec<FactValue> {
        let inner = |link: super::view::Link| FactValue {
            text: link.label,
            path: Some(link.path),
            ..FactValue::default()
        };
        if self.version.is_none() {
            return shared.term_links(self.ordinal, kind).map(inner).collect();
        }
        let terms = &shared.catalog.taxonomies.of(kind).terms;
        let stated = std::mem::take(&mut stated(self.model, shared.config)[kind as usize]);
        let value = |(key, label): (String, String)| match terms.binary_search_by(|term| term.key.cmp(&key)) {
            Ok(term) => inner(shared.term_link(kind, term)),
            Err(_) => FactValue { text: label, ..FactValue::default() },
        };
        stated.into_iter().map(value).collect()
    }
}
