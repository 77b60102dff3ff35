//! Images of a card.

use pulldown_cmark::{Event, Tag, TagEnd};

use super::astray;
use super::card::Card;
use super::escape::{escape, escaped, squash};
use super::link::EXTERNAL;
use super::url::{self, Url};
use super::{RemoteImages, Target};

/// The largest picture that a card may hold in itself, in bytes of its URL.
const DATA_URL_BYTES: usize = 64 << 10;

/// An image as the card asks for it.
#[derive(Debug, Default)]
pub(super) struct Source {
    pub(super) url: String,
    pub(super) alt: Option<String>,
    pub(super) title: String,
    pub(super) width: Option<u32>,
    pub(super) height: Option<u32>,
    /// Classes of our own: `align-right`, `w-50`.
    pub(super) class: String,
    pub(super) offset: usize,
}

/// An image in Markdown, whose description is still being read.
pub(super) struct Picture {
    pub(super) source: Source,
    alt: String,
    depth: usize,
}

impl Picture {
    /// An image without a description yet.
    pub(super) fn new(url: &str, title: &str, offset: usize) -> Self {
        let source = Source { url: url.to_owned(), title: title.to_owned(), offset, ..Source::default() };
        Self { source, alt: String::new(), depth: 0 }
    }

    /// Takes an event of the description; `false` if it was the end of the image.
    pub(super) fn take(&mut self, event: &Event) -> bool {
        match event {
            Event::Text(text) | Event::Code(text) | Event::InlineMath(text) => self.alt.push_str(text),
            Event::SoftBreak | Event::HardBreak => self.alt.push(' '),
            Event::Start(Tag::Image { .. }) => self.depth += 1,
            Event::End(TagEnd::Image) if self.depth == 0 => {
                let alt = squash(&self.alt);
                self.source.alt = (!alt.is_empty()).then_some(alt);
                return false;
            }
            Event::End(TagEnd::Image) => self.depth -= 1,
            _ => {}
        }
        true
    }
}

impl Card<'_> {
    /// Writes an image, or what stands for it.
    pub(super) fn image(&mut self, image: &Source) {
        if self.skip.is_some() {
            return;
        }
        if !self.take_link(image.offset) {
            return self.words_for(image);
        }
        let alt = image.alt.as_deref().map(str::trim).filter(|alt| !alt.is_empty());
        match url::judge(&image.url) {
            Url::Web(url) if self.options.remote_images == RemoteImages::Allow => {
                self.show(image, alt, &url, true)
            }
            Url::Web(url) => self.blocked(image, alt, &url),
            Url::Relative(relative) => match self.options.resolver.image(&relative.path) {
                Target::Page(url) | Target::File(url) if url::is_inside(&url) => {
                    self.show(image, alt, &url, false)
                }
                Target::External(url) => match url::judge(&url) {
                    Url::Web(url) if self.options.remote_images == RemoteImages::Allow => {
                        self.show(image, alt, &url, true)
                    }
                    Url::Web(url) => self.blocked(image, alt, &url),
                    _ => self.missing(image, &relative.path),
                },
                _ => self.missing(image, &relative.path),
            },
            _ if url::is_picture(image.url.trim(), DATA_URL_BYTES) => {
                self.show(image, alt, image.url.trim(), false)
            }
            _ => {
                let shown: String = image.url.chars().filter(|c| !c.is_control()).take(60).collect();
                self.missing(image, &shown);
            }
        }
    }

    /// Writes a link to a video or a sound, which a page does not play.
    pub(super) fn media(&mut self, kind: &'static str, url: &str, offset: usize) {
        let handle = self.link(url, "", offset);
        self.writer.label(&format!("{kind}: {}", name_of(url)));
        self.writer.close(handle);
    }

    fn show(&mut self, image: &Source, alt: Option<&str>, url: &str, remote: bool) {
        // An image that is all there is of a link has to say what the link is.
        let fallback = self.writer.is_in_link().then(|| name_of(url));
        if alt.is_none() {
            self.notes.note(
                "CX307",
                image.offset,
                format!("the image `{}` has no description", name_of(&image.url)),
                "Say in the brackets of `![...]` what the image shows.",
            );
        }
        let mut html = format!("<img src=\"{}\" alt=\"", escaped(url));
        escape(&mut html, alt.or(fallback.as_deref()).unwrap_or_default());
        html.push('"');
        if !image.title.is_empty() {
            html.push_str(" title=\"");
            escape(&mut html, &image.title);
            html.push('"');
        }
        if let Some(width) = image.width {
            html.push_str(&format!(" width=\"{width}\""));
        }
        if let Some(height) = image.height {
            html.push_str(&format!(" height=\"{height}\""));
        }
        if !image.class.is_empty() {
            html.push_str(&format!(" class=\"{}\"", image.class));
        }
        if remote {
            html.push_str(" referrerpolicy=\"no-referrer\"");
        }
        html.push_str(" loading=\"lazy\">");
        self.writer.inline(&html);
    }

    fn blocked(&mut self, image: &Source, alt: Option<&str>, url: &str) {
        if self.writer.is_in_link() {
            return self.words_for(image);
        }
        let html = format!("<a class=\"blocked-image\" href=\"{}\"{EXTERNAL}>Image: ", escaped(url));
        let handle = self.writer.open_link(&html);
        self.writer.label(&alt.map_or_else(|| name_of(url), str::to_owned));
        self.writer.close(handle);
    }

    fn missing(&mut self, image: &Source, path: &str) {
        let help = match astray::meant(path) {
            Some(url) => format!("Add the file beside the card, or write the whole URL: {url}"),
            None => "Correct the path, which is relative to the card, or add the file.".to_owned(),
        };
        self.notes.warning("CX302", image.offset, format!("the image `{path}` is not in the hub"), &help);
        self.writer.inline("<span class=\"missing-image\">");
        self.words_for(image);
        self.writer.html.push_str("</span>");
    }

    fn words_for(&mut self, image: &Source) {
        match &image.alt {
            Some(alt) if !alt.trim().is_empty() => self.writer.label(alt.trim()),
            _ => self.writer.label(&name_of(&image.url)),
        }
    }
}

/// What to call a file of which only the URL is known.
fn name_of(url: &str) -> String {
    let url = url.trim();
    let name = if url.starts_with("data:") { String::new() } else { url::file_name(url) };
    if name.trim().is_empty() { "image".to_owned() } else { name.chars().take(80).collect() }
}
