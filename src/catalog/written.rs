//! Cards as they were written: what a check looks at beside the catalog.

use std::sync::Arc;

use crate::yaml::Node;

use super::Catalog;

/// A catalog with its cards as they were written.
#[derive(Debug, Clone, Default)]
pub struct Written {
    /// The catalog.
    pub catalog: Catalog,
    /// The front matter of each model's card, by the model's ordinal.
    pub cards: Vec<WrittenCard>,
}

/// The front matter of a card. Two states of a hub in which it is the same share it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WrittenCard {
    /// The text of the file before the model's [`body`](super::Model::body), with comments and `---`.
    pub head: Arc<str>,
    /// The tree in it, with the place of every value; `None` where there is none.
    pub front: Option<Arc<Node>>,
}

impl Written {
    /// The whole text of a card, by its model's ordinal; `None` where there is no such model.
    pub fn text(&self, ordinal: usize) -> Option<String> {
        let (model, card) = self.catalog.models.get(ordinal).zip(self.cards.get(ordinal))?;
        Some(format!("{}{}", card.head, model.body))
    }
}
