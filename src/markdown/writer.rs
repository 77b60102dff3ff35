//! Writes a card's HTML so that it is well-formed whatever the card does: it keeps the open elements, and puts
//! every element only where HTML allows it.
//!
//! Nothing reaches the output but fixed tags, escaped text and escaped attribute values. That is what makes a card
//! without raw HTML safe without a second reading.

use super::anchor::Anchors;
use super::escape::{escape, squash};
use super::heading::Headings;

/// The page part under construction.
pub(super) struct Writer {
    /// The HTML so far.
    pub(super) html: String,
    /// The plain text so far.
    pub(super) plain: String,
    /// The headings so far.
    pub(super) headings: Headings,
    /// The ids so far, and the links that wait for one.
    pub(super) anchors: Anchors,
    pub(super) stack: Vec<Open>,
    depth: usize,
    too_deep: bool,
    serial: u32,
    tables: usize,
}

/// An open element.
pub(super) struct Open {
    /// The name that a closing tag has to say.
    pub(super) name: &'static str,
    /// What it may hold.
    pub(super) model: Model,
    /// Whether it comes from raw HTML, and so may be closed by raw HTML.
    pub(super) raw: bool,
    close: &'static str,
    serial: u32,
    /// Where its opening tag begins, where its content begins, and where its plain text begins.
    start: usize,
    body: usize,
    words: usize,
    /// A heading's attributes and the id that the card itself gives it; whether a `details` has its summary.
    pub(super) attributes: String,
    pub(super) id: Option<String>,
    pub(super) filled: bool,
}

/// What an element may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Model {
    /// Everything.
    Flow,
    /// Text and text-level elements.
    Phrasing,
    /// What its parent may hold, but no second link.
    Link,
    /// Text, and closed by any box.
    Paragraph,
    /// Text; the heading's level in the card.
    Heading(u8),
    /// Text, spaces and all.
    Pre,
    /// Text, and headings.
    Summary,
    /// A summary, then everything.
    Details,
    /// List items.
    List,
    /// Everything, in a list.
    Item,
    /// Table sections.
    Table,
    /// Rows.
    Section,
    /// Cells.
    Row,
    /// Everything, in a row.
    Cell,
    /// What its parent may hold: the element itself is not written.
    Silent,
}

/// Names one open element for `close`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Handle(u32);

impl Writer {
    /// An empty part with room for `capacity` bytes, which refuses to nest deeper than `depth`.
    pub(super) fn new(capacity: usize, depth: usize, title: &str) -> Self {
        Self {
            html: String::with_capacity(capacity),
            plain: String::with_capacity(capacity),
            headings: Headings::new(title),
            anchors: Anchors::default(),
            stack: Vec::with_capacity(16),
            depth,
            too_deep: false,
            serial: 0,
            tables: 0,
        }
    }

    /// Whether something nested deeper than the limit and was left out.
    pub(super) fn is_too_deep(&self) -> bool {
        self.too_deep
    }

    /// Text.
    pub(super) fn text(&mut self, text: &str) {
        let text = match self.context() {
            // Every reader of HTML takes away a line end at the beginning, so none may be there.
            Some(open) if open.model == Model::Pre && open.body == self.html.len() => {
                text.trim_start_matches('\n')
            }
            Some(open) if open.model == Model::Pre => text,
            _ if self.html.is_empty() || self.html.ends_with('\n') => text.trim_start_matches('\n'),
            _ => text,
        };
        if self.place_text(text) {
            escape(&mut self.html, text);
            self.plain.push_str(text);
        }
    }

    /// Text that stands for something else and is not worth finding: "Image: badge.svg".
    pub(super) fn label(&mut self, text: &str) {
        if self.place_text(text) {
            escape(&mut self.html, text);
        }
    }

    /// A piece of finished text-level HTML.
    pub(super) fn inline(&mut self, html: &str) {
        self.place_inline();
        self.html.push_str(html);
    }

    /// A finished box, which has no place inside a link when it takes the keyboard focus.
    pub(super) fn block(&mut self, html: &str) {
        self.leave_link();
        self.place_block(false);
        self.html.push_str(html);
    }

    /// A break between words of the plain text.
    pub(super) fn gap(&mut self) {
        if !self.plain.ends_with(['\n', ' ']) && !self.plain.is_empty() {
            self.plain.push('\n');
        }
    }

    /// Opens an element; `html` is its opening tag, and `close` its closing tag.
    pub(super) fn push(
        &mut self,
        name: &'static str,
        html: &str,
        close: &'static str,
        model: Model,
    ) -> Handle {
        self.serial += 1;
        if self.stack.len() >= self.depth {
            self.too_deep = true;
            return Handle(0);
        }
        if !matches!(model, Model::Phrasing | Model::Link | Model::Silent) {
            self.gap();
        }
        let start = self.html.len();
        self.html.push_str(html);
        self.stack.push(Open {
            name,
            model,
            raw: false,
            close,
            serial: self.serial,
            start,
            body: self.html.len(),
            words: self.plain.len(),
            attributes: String::new(),
            id: None,
            filled: false,
        });
        Handle(self.serial)
    }

    /// Opens an element that is not written, only remembered until its closing tag.
    pub(super) fn push_silent(&mut self, name: &'static str) -> Handle {
        self.push(name, "", "", Model::Silent)
    }

    /// Marks the element opened last as raw HTML.
    pub(super) fn mark_raw(&mut self) {
        if let Some(open) = self.stack.last_mut() {
            open.raw = true;
        }
    }

    /// Closes an element and all that is open in it; nothing if it is closed already.
    pub(super) fn close(&mut self, handle: Handle) {
        if let Some(index) = self.stack.iter().rposition(|open| open.serial == handle.0) {
            self.pop_to(index);
        }
    }

    /// Closes all that is open in an element, but not the element.
    pub(super) fn close_content(&mut self, handle: Handle) {
        if let Some(index) = self.stack.iter().rposition(|open| open.serial == handle.0) {
            self.pop_to(index + 1);
        }
    }

    /// Closes what a raw closing tag says, if that is open and not behind an element of the Markdown around it.
    pub(super) fn close_raw(&mut self, name: &str) {
        let of_table = matches!(name, "table" | "section" | "tr" | "cell");
        for index in (0..self.stack.len()).rev() {
            let open = &self.stack[index];
            if open.raw && open.name == name {
                return self.pop_to(index);
            }
            if open.is_barrier() || !of_table && matches!(open.model, Model::Cell | Model::Table) {
                return;
            }
        }
    }

    /// Closes everything.
    pub(super) fn finish(&mut self) {
        self.pop_to(0);
    }

    /// Opens a text-level element.
    pub(super) fn open_inline(&mut self, name: &'static str, html: &str, close: &'static str) -> Handle {
        self.place_inline();
        self.push(name, html, close, Model::Phrasing)
    }

    /// Opens a link; `html` is its opening tag. A link inside a link is left out.
    pub(super) fn open_link(&mut self, html: &str) -> Handle {
        if self.is_in_link() {
            return self.push_silent("a");
        }
        self.place_inline();
        self.push("a", html, "</a>", Model::Link)
    }

    /// Opens a paragraph.
    pub(super) fn open_paragraph(&mut self, html: &str) -> Handle {
        match self.place_block(true) {
            true => self.push("p", html, "</p>\n", Model::Paragraph),
            false => self.push_silent("p"),
        }
    }

    /// Opens a box without a meaning of its own.
    pub(super) fn open_wrapper(&mut self, name: &'static str, html: &str) -> Handle {
        match self.place_block(true) {
            true => self.push(name, html, "</div>\n", Model::Flow),
            false => self.push_silent(name),
        }
    }

    /// Opens a box with a meaning.
    pub(super) fn open_block(
        &mut self,
        name: &'static str,
        html: &str,
        close: &'static str,
        model: Model,
    ) -> Handle {
        if model == Model::Details {
            self.leave_link();
        }
        self.place_block(false);
        self.push(name, html, close, model)
    }

    /// Opens a heading of a level of the card; its opening tag is written when its text is known.
    pub(super) fn open_heading(&mut self, level: u8) -> Handle {
        if self.stack.iter().any(|open| open.close.starts_with("</th")) {
            return self.open_wrapper("h", "<div>");
        }
        let in_summary = self.context().is_some_and(|open| open.model == Model::Summary);
        if !in_summary {
            self.place_block(false);
        }
        self.push("h", "", "", Model::Heading(level))
    }

    /// Opens a table inside a region that can be scrolled.
    pub(super) fn open_table(&mut self) -> Handle {
        self.leave_link();
        self.place_block(false);
        self.tables += 1;
        let mut html = format!(
            "<div class=\"table-scroll\" role=\"region\" tabindex=\"0\" aria-label=\"Table {}",
            self.tables
        );
        if let Some(heading) = self.headings.last() {
            html.push_str(": ");
            escape(&mut html, heading);
        }
        html.push_str("\"><table>\n");
        self.push("table", &html, "</table></div>\n", Model::Table)
    }

    /// The innermost element that is written.
    pub(super) fn context(&self) -> Option<&Open> {
        self.context_index().map(|index| &self.stack[index])
    }

    /// Whether a link is open.
    pub(super) fn is_in_link(&self) -> bool {
        self.stack.iter().any(|open| open.model == Model::Link)
    }

    /// Closes the elements from an index on.
    pub(super) fn pop_to(&mut self, index: usize) {
        while self.stack.len() > index {
            self.pop();
        }
    }

    pub(super) fn context_index(&self) -> Option<usize> {
        self.stack.iter().rposition(|open| open.model != Model::Silent)
    }

    fn pop(&mut self) {
        // A `details` has to have a summary, even if it has nothing else.
        if self.stack.last().is_some_and(|open| open.model == Model::Details && !open.filled) {
            self.imply_summary();
        }
        let Some(open) = self.stack.pop() else { return };
        let is_empty = self.html[open.body..].trim_matches([' ', '\n', '\t']).is_empty();
        match open.model {
            Model::Heading(level) => return self.pop_heading(&open, level),
            // No table part may be empty, and nobody can follow a link without text.
            Model::Table | Model::Section | Model::Row | Model::Link | Model::List if is_empty => {
                return self.cut(open.start);
            }
            // An empty header cell heads nothing.
            Model::Cell if is_empty && open.close.starts_with("</th") => {
                self.cut(open.start);
                self.html.push_str("<td></td>\n");
            }
            _ => self.html.push_str(open.close),
        }
        if !matches!(open.model, Model::Phrasing | Model::Link | Model::Silent) {
            self.gap();
        }
    }

    fn pop_heading(&mut self, open: &Open, level: u8) {
        let text = squash(&self.plain[open.words..]);
        if text.is_empty() {
            if self.html[open.body..].trim().is_empty() {
                return self.cut(open.start);
            }
            // An image alone heads nothing that a contents list could name.
            self.insert(open.start, &format!("<div{}>", open.attributes));
            self.html.push_str("</div>\n");
            return;
        }
        if self.headings.is_title(level, &text) {
            self.plain.truncate(open.words);
            self.anchors.top(&text, open.id.as_deref());
            return self.cut(open.start);
        }
        let id = self.anchors.heading(&text, open.id.as_deref());
        let level = self.headings.add(level, text, &id);
        self.insert(open.start, &format!("<h{level} id=\"{id}\"{}>", open.attributes));
        self.html.push_str(["</h3>\n", "</h4>\n", "</h5>\n", "</h6>\n"][usize::from(level).clamp(3, 6) - 3]);
        self.gap();
    }

    fn insert(&mut self, at: usize, html: &str) {
        self.html.insert_str(at, html);
        self.anchors.shift(at, html.len());
    }

    fn cut(&mut self, at: usize) {
        self.html.truncate(at);
        self.anchors.forget(at);
    }
}

impl Open {
    /// Whether a raw closing tag must not reach beyond this element: the boxes of the Markdown around it.
    pub(super) fn is_barrier(&self) -> bool {
        !self.raw
            && !matches!(
                self.model,
                Model::Paragraph | Model::Phrasing | Model::Link | Model::Heading(_) | Model::Silent
            )
    }
}
