//! Cards as they were written: what a check looks at beside the catalog.

use std::sync::{Arc, OnceLock};

use crate::config::Limits;
use crate::hub::CardSource;
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
#[derive(Debug, Clone, Default)]
pub struct WrittenCard {
    /// The text of the file before the model's [`body`](super::Own::body), with comments and `---`.
    pub head: Arc<str>,
    /// The tree in it, with the place of every value; `None` inside where there is none. A card that is hardly asked for has it
    /// made again when somebody asks: of ten thousand cards the trees are most of the memory.
    tree: OnceLock<Option<Arc<Node>>>,
}

impl WrittenCard {
    pub(super) fn new(head: String, front: Option<Node>) -> Self {
        Self { head: head.into(), tree: OnceLock::from(front.map(Arc::new)) }
    }

    /// A card whose tree is made when somebody asks.
    pub(super) fn text_alone(head: String) -> Self {
        Self { head: head.into(), tree: OnceLock::new() }
    }

    /// The tree in the front matter, with the place of every value; `None` where there is none. `limits` are those that the card was
    /// read by.
    pub fn front(&self, limits: &Limits) -> Option<&Node> {
        let read = || CardSource::parse(self.head.as_bytes(), "", limits).value?.front.map(Arc::new);
        self.tree.get_or_init(read).as_deref()
    }
}

impl Written {
    /// The whole text of a card, by its model's ordinal; `None` where there is no such model.
    pub fn text(&self, ordinal: usize) -> Option<String> {
        let (model, card) = self.catalog.models.get(ordinal).zip(self.cards.get(ordinal))?;
        Some(format!("{}{}", card.head, model.body))
    }
}
