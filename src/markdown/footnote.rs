//! Footnotes: the references in the text, and the list of notes at the end.

use std::collections::BTreeMap;
use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::card::Card;
use super::writer::Model;

type Events<'a> = Vec<(Event<'a>, Range<usize>)>;

/// The notes of a card, and which of them are referred to.
#[derive(Default)]
pub(super) struct Footnotes<'a> {
    definitions: BTreeMap<String, Events<'a>>,
    /// The labels in the order of their first reference, which is the order of the numbers.
    order: Vec<String>,
    /// How often each is referred to.
    references: BTreeMap<String, usize>,
}

/// Takes the notes out of the text. Of two notes with one label the first counts; a note inside a note is a note of
/// its own.
pub(super) fn split(events: Events<'_>) -> (Events<'_>, Footnotes<'_>) {
    let mut main = Vec::with_capacity(events.len());
    let mut open: Vec<(String, Events)> = Vec::new();
    let mut notes = Footnotes::default();
    for (event, range) in events {
        match event {
            Event::Start(Tag::FootnoteDefinition(label)) => open.push((label.to_string(), Vec::new())),
            Event::End(TagEnd::FootnoteDefinition) => {
                if let Some((label, body)) = open.pop() {
                    notes.definitions.entry(label).or_insert(body);
                }
            }
            event => match open.last_mut() {
                Some((_, body)) => body.push((event, range)),
                None => main.push((event, range)),
            },
        }
    }
    (main, notes)
}

impl Card<'_> {
    /// A reference to a note: its number, as a link.
    pub(super) fn footnote_reference(&mut self, label: &str) {
        if self.skip.is_some() {
            return;
        }
        let notes = &mut self.footnotes;
        let number = match notes.order.iter().position(|known| known == label) {
            Some(index) => index + 1,
            None => {
                notes.order.push(label.to_owned());
                notes.order.len()
            }
        };
        let count = notes.references.entry(label.to_owned()).or_default();
        *count += 1;
        // A heading cannot make an id with a colon in it.
        let id = reference_id(number, *count);
        let html = match self.writer.is_in_link() {
            true => format!("<sup id=\"{id}\">{number}</sup>"),
            false => format!(
                "<sup class=\"footnote-ref\" id=\"{id}\"><a href=\"#card-note:{number}\" aria-label=\"Footnote {number}\">{number}</a></sup>"
            ),
        };
        self.writer.inline(&html);
    }

    /// The list of the notes that are referred to.
    pub(super) fn write_footnotes(&mut self) {
        if self.footnotes.order.is_empty() || self.is_over_limit() {
            return;
        }
        self.writer.finish();
        let section = self.writer.open_block(
            "section",
            "<section class=\"footnotes\" aria-label=\"Footnotes\">\n",
            "</section>\n",
            Model::Flow,
        );
        self.writer.open_block("ol", "<ol>\n", "</ol>\n", Model::List);
        let mut index = 0;
        // A note may be the first to refer to another one, so the list can grow while it is written.
        while let Some(label) = self.footnotes.order.get(index).cloned() {
            index += 1;
            let item =
                self.writer.push("li", &format!("<li id=\"card-note:{index}\">"), "</li>\n", Model::Item);
            let body = self.footnotes.definitions.remove(&label).unwrap_or_default();
            self.run(body.into_iter());
            if self.is_over_limit() {
                return;
            }
            self.writer.close_content(item);
            for count in 1..=self.footnotes.references.get(&label).copied().unwrap_or(0) {
                let id = reference_id(index, count);
                self.writer.inline(&format!(
                    " <a class=\"footnote-back\" href=\"#{id}\" aria-label=\"Back to reference {index}{}\">↩</a>",
                    if count > 1 { format!("-{count}") } else { String::new() }
                ));
            }
            self.writer.close(item);
        }
        self.writer.close(section);
    }
}

fn reference_id(number: usize, count: usize) -> String {
    match count {
        1 => format!("card-ref:{number}"),
        _ => format!("card-ref:{number}-{count}"),
    }
}
