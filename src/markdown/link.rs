//! Links of a card.

use super::Target;
use super::astray;
use super::card::Card;
use super::escape::{escape, escaped};
use super::url::{self, Url};
use super::writer::Handle;

/// Says that a link leaves the site, and that the site does not vouch for where it leads.
pub(super) const EXTERNAL: &str = " rel=\"nofollow noopener noreferrer\"";

/// Where a link leads, after all questions.
enum Destination {
    /// To this URL, inside the site.
    Inside(String),
    /// To this URL on the web.
    Web(String),
    /// To this mail address.
    Mail(String),
    /// To a place in the card.
    Fragment(String),
    /// Nowhere: it is text.
    Nowhere,
}

impl Card<'_> {
    /// Opens a link of the card.
    pub(super) fn link(&mut self, url: &str, title: &str, offset: usize) -> Handle {
        if self.writer.is_in_link() || !self.take_link(offset) {
            return self.writer.push_silent("a");
        }
        let (destination, rel) = match self.destination(url, offset) {
            Destination::Inside(url) | Destination::Mail(url) => (url, ""),
            Destination::Web(url) => (url, EXTERNAL),
            Destination::Nowhere => return self.writer.push_silent("a"),
            Destination::Fragment(fragment) => {
                let handle = self.writer.open_link("<a>");
                let at = self.writer.html.len() - 1;
                self.writer.anchors.wait(at, fragment, offset);
                return handle;
            }
        };
        let mut html = format!("<a href=\"{}\"", escaped(&destination));
        if !title.is_empty() {
            html.push_str(" title=\"");
            escape(&mut html, title);
            html.push('"');
        }
        html.push_str(rel);
        html.push('>');
        self.writer.open_link(&html)
    }

    /// Counts a link or an image; `false` if there are too many already.
    pub(super) fn take_link(&mut self, offset: usize) -> bool {
        self.links += 1;
        let fits = self.links <= self.options.limits.links;
        if !fits && self.surplus.is_none() {
            self.surplus = Some(offset);
        }
        fits
    }

    /// Reports links and images beyond the limit.
    pub(super) fn report_surplus(&mut self) {
        if let Some(offset) = self.surplus {
            let limit = self.options.limits.links;
            self.notes.warning(
                "CX320",
                offset,
                format!(
                    "the card has {} links and images, the limit is {limit}; the others are shown as text",
                    self.links
                ),
                "Move lists of links into files of their own.",
            );
        }
    }

    fn destination(&mut self, url: &str, offset: usize) -> Destination {
        let relative = match url::judge(url) {
            Url::Fragment(fragment) => return Destination::Fragment(fragment),
            Url::Web(url) => return Destination::Web(url),
            Url::Mail(url) => return Destination::Mail(url),
            Url::Refused => {
                self.refuse(url, offset);
                return Destination::Nowhere;
            }
            Url::Relative(relative) => relative,
        };
        match self.options.resolver.link(&relative.path) {
            Target::Page(url) | Target::File(url) if url::is_inside(&url) => Destination::Inside(url),
            Target::External(url) => match url::judge(&url) {
                Url::Web(url) if url.contains(['?', '#']) => Destination::Web(url),
                Url::Web(url) => Destination::Web(url + &relative.suffix),
                _ => Destination::Nowhere,
            },
            Target::Unpublished => {
                self.notes.warning(
                    "CX301",
                    offset,
                    format!(
                        "`{}` is not part of the site, so the link to it is shown as text",
                        relative.path
                    ),
                    "Set `site.repository` in hub.yaml, so that it is linked to in the repository.",
                );
                Destination::Nowhere
            }
            _ => {
                let help = match astray::meant(&relative.path) {
                    Some(url) => format!("Write the whole URL: {url}"),
                    None => {
                        "Correct the path, which is relative to the card, or write the whole URL.".to_owned()
                    }
                };
                self.notes.warning(
                    "CX301",
                    offset,
                    format!("the link to `{}` leads to nothing in the hub", relative.path),
                    &help,
                );
                Destination::Nowhere
            }
        }
    }

    /// Reports a URL that runs something, or that no reader can follow.
    fn refuse(&mut self, url: &str, offset: usize) {
        if url.trim().is_empty() {
            return;
        }
        let shown: String = url.chars().filter(|c| !c.is_control()).take(60).collect();
        // What stands before an `@` may be a password: it stays out of logs.
        let shown = match (shown.split_once("://"), url.contains('@')) {
            (Some((scheme, _)), true) => format!("{scheme}://…"),
            _ => shown,
        };
        self.notes.warning(
            "CX301",
            offset,
            format!("`{shown}` is no address that a card may link to, so the link is shown as text"),
            "Links are relative, or begin with `https:`, `http:` or `mailto:`.",
        );
    }
}
