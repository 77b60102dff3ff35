//! One model, as the search sees it, and the fields that it is found by.

use super::token::Reading;

/// One model, as the search sees it. Every text is plain: no Markdown, no HTML.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// `org/name`, as readers type it.
    pub id: String,
    /// The name on its page.
    pub title: String,
    /// One or two sentences.
    pub description: String,
    /// Tags, task, library, licence, languages: whatever names the model's kind.
    pub tags: Vec<String>,
    /// The headings of the card.
    pub headings: Vec<String>,
    /// The text of the card.
    pub body: String,
    /// Codes of the languages that the card states: its text may be in one of them.
    pub languages: Vec<String>,
}

/// A field of the index: how it is read, what a match in it is worth, and its texts.
pub(super) struct Field {
    pub(super) name: &'static str,
    pub(super) reading: Reading,
    pub(super) boost: f32,
    pub(super) texts: fn(&Document) -> &[String],
}

/// The fields in the order of their numbers. The last one is the second tier, the others are the first.
pub(super) const FIELDS: [Field; 6] = [
    Field { name: "id", reading: Reading::Name, boost: 12.0, texts: |document| one(&document.id) },
    Field { name: "title", reading: Reading::Name, boost: 10.0, texts: |document| one(&document.title) },
    Field { name: "tags", reading: Reading::Name, boost: 5.0, texts: |document| &document.tags },
    Field {
        name: "description",
        reading: Reading::Text,
        boost: 4.0,
        texts: |document| one(&document.description),
    },
    Field { name: "headings", reading: Reading::Text, boost: 3.0, texts: |document| &document.headings },
    Field { name: "body", reading: Reading::Text, boost: 1.0, texts: |document| one(&document.body) },
];

/// The number of the field of the second tier.
pub(super) const BODY: usize = 5;

/// Beyond the fields: that a term followed by `=` is the whole name of a model, or its whole id.
pub(super) const NAME: usize = 6;
/// See [`NAME`].
pub(super) const WHOLE: usize = 7;

/// Fields and what goes like one.
pub(super) const WIDTH: usize = 8;

fn one(text: &String) -> &[String] {
    std::slice::from_ref(text)
}
