//! Card text to safe HTML: Markdown and the raw HTML in it, rewritten so that a card can be shown inside a page.
//!
//! Card text is untrusted. It cannot run anything, load anything from elsewhere (unless remote images are allowed),
//! take an id or a class of the page, or break out of its place; and what it writes is valid HTML.

mod anchor;
mod astray;
mod autolink;
mod card;
mod code;
mod element;
mod entity;
mod escape;
mod footnote;
mod heading;
mod highlight;
mod html;
mod image;
mod language;
mod link;
mod math;
mod notes;
mod outline;
mod placement;
mod plain;
mod policy;
mod still;
mod tag;
mod url;
mod writer;

use crate::diagnostic::Diagnostic;

pub use card::render;
pub use heading::Heading;
pub use highlight::highlight;
pub use outline::{Outline, outline};
pub use still::{Block, still};

/// What a card is rendered with.
pub struct Options<'a> {
    /// The card's path in the hub, for findings.
    pub path: &'a str,
    /// The line of the file, from 1, on which the body begins.
    pub first_line: u32,
    /// The page's title: a first heading that only repeats it is left out.
    pub title: &'a str,
    /// Knows where relative links and images lead.
    pub resolver: &'a dyn Resolver,
    /// Whether code has colours.
    pub colours: bool,
    /// What becomes of images on other hosts.
    pub remote_images: RemoteImages,
    /// How much a card may ask for.
    pub limits: &'a Limits,
}

/// What becomes of images on other hosts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum RemoteImages {
    /// They are shown as links, so that reading a card tells nobody.
    #[default]
    Block,
    /// They are loaded when the page is read.
    Allow,
}

/// How much a card may ask for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// Elements open at once; a card that nests deeper is shown as plain text.
    pub depth: usize,
    /// Links and images together; those beyond are shown as text.
    pub links: usize,
    /// Bytes of HTML; a card that needs more is shown as plain text.
    pub output_bytes: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { depth: 256, links: 2_000, output_bytes: 8 << 20 }
    }
}

/// Tells where the relative URLs of a card lead.
///
/// The path is decoded and has neither query nor fragment. It may hold `..` and begin with `/`: the resolver is the
/// one who knows the folder, and decides.
pub trait Resolver {
    /// Where a link leads.
    fn link(&self, path: &str) -> Target;
    /// Where an image lies.
    fn image(&self, path: &str) -> Target;
}

/// Where a relative URL leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// Another page of the catalog: a relative URL.
    Page(String),
    /// A file that is copied into the site: a relative URL.
    File(String),
    /// Somewhere on the web, such as the source repository: an absolute URL.
    External(String),
    /// A file of the hub that is neither copied into the site nor to be seen on the web.
    Unpublished,
    /// Nowhere.
    Missing,
}

/// A card as a part of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rendered {
    /// Safe HTML. Headings begin at level 3, ids begin with `card-`.
    pub html: String,
    /// The headings, in their order.
    pub headings: Vec<Heading>,
    /// The text without markup, code included.
    pub text: String,
    /// The first BibTeX entry of a code block.
    pub bibtex: Option<String>,
    /// What is to be said about the card, in the order of the places.
    pub diagnostics: Vec<Diagnostic>,
}
