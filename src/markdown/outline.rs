//! What a card says about itself before anybody renders it: its title and its first paragraph.

use pulldown_cmark::{Event, HeadingLevel, Parser, Tag, TagEnd};

use super::card;
use super::element::{Role, role};
use super::entity;
use super::escape::{clean, is_forbidden, squash};
use super::tag::{Token, tokens};

/// The title and the description that a card's text gives.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outline {
    /// The text of the first heading of the first level.
    pub title: Option<String>,
    /// The first paragraph that says something, in one line; images, badges and rows of links are skipped.
    pub description: Option<String>,
}

/// How much of a card is looked at, in bytes: most say both in the first part.
const HORIZONS: [usize; 2] = [2 << 10, 16 << 10];

/// Reads the outline of a card. Nothing is escaped: this is text.
pub fn outline(markdown: &str) -> Outline {
    let [near, far] = HORIZONS.map(|horizon| {
        (0..=horizon.min(markdown.len())).rev().find(|&at| markdown.is_char_boundary(at)).unwrap_or(0)
    });
    // Cut between two blocks, the beginning reads as it does in the whole.
    if near < markdown.len()
        && let Some(end) = markdown[..near].rfind("\n\n")
    {
        let outline = read(&markdown[..end]);
        if outline.title.is_some() && outline.description.is_some() {
            return outline;
        }
    }
    read(&markdown[..far])
}

fn read(markdown: &str) -> Outline {
    let source = clean(markdown);
    let mut reader = Reader::default();
    for event in Parser::new_ext(&source, card::extensions()) {
        reader.take(event);
        if reader.outline.title.is_some() && reader.outline.description.is_some() {
            break;
        }
    }
    reader.outline
}

#[derive(Default)]
struct Reader {
    outline: Outline,
    /// Lists, quotes, tables and notes that are open: a paragraph in one of them does not describe the card.
    nested: usize,
    images: usize,
    links: usize,
    /// The heading or paragraph being read.
    text: Option<String>,
    /// How many letters of it are outside of links.
    own_letters: usize,
    html: String,
}

impl Reader {
    fn take(&mut self, event: Event) {
        match event {
            Event::Start(Tag::Heading { level: HeadingLevel::H1, .. } | Tag::Paragraph)
                if self.nested == 0 =>
            {
                self.text = Some(String::new());
                self.own_letters = 0;
            }
            Event::End(TagEnd::Heading(HeadingLevel::H1)) => {
                let text = self.text.take().map(|text| squash(&text)).filter(|text| !text.is_empty());
                self.outline.title = self.outline.title.take().or(text);
            }
            Event::End(TagEnd::Paragraph) => {
                let text = self.text.take().map(|text| squash(&text));
                if self.outline.description.is_none() && self.own_letters >= 2 {
                    self.outline.description = text.filter(|text| says_something(text));
                }
            }
            Event::Start(Tag::List(_) | Tag::BlockQuote(_) | Tag::Table(_) | Tag::FootnoteDefinition(_)) => {
                self.nested += 1
            }
            Event::End(
                TagEnd::List(_) | TagEnd::BlockQuote(_) | TagEnd::Table | TagEnd::FootnoteDefinition,
            ) => {
                self.nested = self.nested.saturating_sub(1);
            }
            Event::Start(Tag::Image { .. }) => self.images += 1,
            Event::End(TagEnd::Image) => self.images = self.images.saturating_sub(1),
            Event::Start(Tag::Link { .. }) => self.links += 1,
            Event::End(TagEnd::Link) => self.links = self.links.saturating_sub(1),
            Event::Text(text) | Event::Code(text) | Event::InlineMath(text) => self.push(&text),
            Event::SoftBreak | Event::HardBreak => self.push(" "),
            Event::InlineHtml(html) => {
                for (_, token) in tokens(&html) {
                    if let Token::Open(tag) | Token::Close(tag) = token
                        && role(&tag.name, tag.is_bare()) == Role::Unknown
                    {
                        self.push(tag.source);
                    }
                }
            }
            Event::Start(Tag::HtmlBlock) => self.html.clear(),
            Event::Html(html) => self.html.push_str(&html),
            Event::End(TagEnd::HtmlBlock) if self.outline.title.is_none() => {
                self.outline.title = raw_title(&self.html)
            }
            _ => {}
        }
    }

    fn push(&mut self, words: &str) {
        if self.images > 0 {
            return;
        }
        if let Some(text) = &mut self.text {
            // Nearly every text is plain.
            if words.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
                text.push_str(words);
            } else {
                text.extend(words.chars().filter(|c| !is_forbidden(*c)));
            }
            if self.links == 0 {
                self.own_letters += words.chars().filter(|c| c.is_alphabetic()).count();
            }
        }
    }
}

/// Whether a paragraph is more than a placeholder of a template.
fn says_something(text: &str) -> bool {
    let is_placeholder = text.starts_with('[') && text.ends_with(']');
    // Languages without spaces say something in one word.
    !is_placeholder && (text.contains(' ') || text.len() >= 20)
}

/// The text of the `<h1>` in a block of raw HTML.
fn raw_title(html: &str) -> Option<String> {
    let mut title = None::<String>;
    for (_, token) in tokens(html) {
        match (token, &mut title) {
            (Token::Open(tag), None) if tag.name == "h1" => title = Some(String::new()),
            (Token::Close(tag), Some(text)) if tag.name == "h1" => {
                return Some(squash(text)).filter(|text| !text.is_empty());
            }
            (Token::Text(words), Some(text)) => {
                text.extend(entity::decode(words).chars().filter(|c| !is_forbidden(*c)))
            }
            _ => {}
        }
    }
    None
}
