//! Renders a card: takes the Markdown parser's events and tells the writer what to write.

use std::ops::Range;

use pulldown_cmark::{
    Alignment, BlockQuoteKind, Event, LinkType, Options as Extensions, Parser, Tag, TagEnd,
};

use super::code::Code;
use super::footnote::Footnotes;
use super::html::{Block, Skip, Unsafe};
use super::image::Picture;
use super::notes::Notes;
use super::writer::{Handle, Model, Writer};
use super::{Options, Rendered, escape, footnote, math, plain, policy};

/// Renders the body of a card. Never fails: a card that asks for more than the limits allow is shown as plain text,
/// with an error that names the limit.
pub fn render(markdown: &str, options: &Options) -> Rendered {
    let (mut rendered, has_html) = write(markdown, options);
    if has_html {
        rendered.html = policy::sanitise(&rendered.html);
    }
    rendered
}

/// The card as the writer writes it, and whether raw HTML had a part in it.
pub(super) fn write(markdown: &str, options: &Options) -> (Rendered, bool) {
    let source = escape::clean(markdown);
    let events = Parser::new_ext(&source, extensions()).into_offset_iter();
    let mut card = Card::new(&source, options);
    if source.contains("[^") {
        let (main, notes) = footnote::split(events.collect());
        card.footnotes = notes;
        card.run(main.into_iter());
        card.write_footnotes();
    } else {
        card.run(events);
    }
    // What is shown as plain text has no HTML in it.
    let has_html = card.has_html && !card.is_over_limit();
    (card.finish(), has_html)
}

/// The Markdown that cards are written in.
pub(super) fn extensions() -> Extensions {
    Extensions::ENABLE_TABLES
        | Extensions::ENABLE_TASKLISTS
        | Extensions::ENABLE_FOOTNOTES
        | Extensions::ENABLE_STRIKETHROUGH
        | Extensions::ENABLE_GFM
        | Extensions::ENABLE_MATH
}

/// A card that is being rendered.
pub(super) struct Card<'a> {
    pub(super) options: &'a Options<'a>,
    pub(super) source: &'a str,
    pub(super) notes: Notes<'a>,
    pub(super) writer: Writer,
    /// Links and images so far, and where the first one stands that is too many.
    pub(super) links: usize,
    pub(super) surplus: Option<usize>,
    pub(super) skip: Option<Skip>,
    pub(super) removed: Unsafe,
    pub(super) footnotes: Footnotes<'a>,
    pub(super) bibtex: Option<String>,
    /// Whether the card has raw HTML, so that its output is read a second time.
    pub(super) has_html: bool,
    open: Vec<Handle>,
    picture: Option<Picture>,
    code: Option<Code>,
    block: Option<Block>,
    columns: Vec<(Vec<Alignment>, usize)>,
    in_head: bool,
    /// Text that may go on in the next event, and where it begins.
    words: String,
    words_at: usize,
}

impl<'a> Card<'a> {
    fn new(source: &'a str, options: &'a Options<'a>) -> Self {
        Self {
            options,
            source,
            notes: Notes::new(options.path, options.first_line, source),
            writer: Writer::new(source.len() + source.len() / 2, options.limits.depth, options.title),
            links: 0,
            surplus: None,
            skip: None,
            removed: Unsafe::default(),
            footnotes: Footnotes::default(),
            bibtex: None,
            has_html: false,
            open: Vec::new(),
            picture: None,
            code: None,
            block: None,
            columns: Vec::new(),
            in_head: false,
            words: String::new(),
            words_at: 0,
        }
    }

    /// Takes events until there are none, or until a limit is passed.
    pub(super) fn run(&mut self, events: impl Iterator<Item = (Event<'a>, Range<usize>)>) {
        for (event, range) in events {
            self.event(event, range);
            if self.is_over_limit() {
                return;
            }
        }
    }

    pub(super) fn is_over_limit(&self) -> bool {
        self.writer.is_too_deep() || self.writer.html.len() > self.options.limits.output_bytes
    }

    fn event(&mut self, event: Event<'a>, range: Range<usize>) {
        if let Some(picture) = &mut self.picture {
            if picture.take(&event) {
                return;
            }
            if let Some(picture) = self.picture.take() {
                self.image(&picture.source);
            }
            return;
        }
        // The parser cuts text at every mark that might have meant something, also in the middle of an address.
        if !matches!(event, Event::Text(_)) {
            self.end_words();
        }
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(end) => self.end(end),
            Event::Text(text) => self.add_words(&text, range.start),
            Event::SoftBreak => self.text("\n"),
            Event::HardBreak => self.atom("<br>\n", "\n"),
            Event::Code(code) => self.code_span(&code, "<code>"),
            Event::InlineMath(tex) if math::is_math(self.source, &range, &tex) => {
                self.code_span(&tex, "<code class=\"math\">");
            }
            Event::InlineMath(_) => self.text(&self.source[range]),
            Event::DisplayMath(tex) => self.display_math(&tex),
            Event::Html(html) => {
                if let Some(block) = &mut self.block {
                    block.push(&html, range.start);
                }
            }
            Event::InlineHtml(html) => self.raw_html(&html, true, &|_| range.start),
            Event::FootnoteReference(label) => self.footnote_reference(&label),
            Event::Rule => self.writer.block("<hr>\n"),
            Event::TaskListMarker(done) => {
                let box_of_task = if done {
                    "<input type=\"checkbox\" disabled checked aria-label=\"Done\"> "
                } else {
                    "<input type=\"checkbox\" disabled aria-label=\"To do\"> "
                };
                self.atom(box_of_task, "");
            }
        }
    }

    fn start(&mut self, tag: Tag<'a>, range: Range<usize>) {
        let writer = &mut self.writer;
        let handle = match tag {
            Tag::Paragraph => writer.open_paragraph("<p>"),
            Tag::Heading { level, .. } => writer.open_heading(level as u8),
            Tag::BlockQuote(None) => {
                writer.open_block("blockquote", "<blockquote>\n", "</blockquote>\n", Model::Flow)
            }
            Tag::BlockQuote(Some(kind)) => self.alert(kind),
            Tag::CodeBlock(kind) => {
                self.code = Some(Code::new(&kind));
                return;
            }
            Tag::HtmlBlock => {
                self.block = Some(Block::default());
                return;
            }
            Tag::Image { dest_url, title, .. } => {
                self.picture = Some(Picture::new(&dest_url, &title, range.start));
                return;
            }
            Tag::List(None) => writer.open_block("ul", "<ul>\n", "</ul>\n", Model::List),
            Tag::List(Some(1)) => writer.open_block("ol", "<ol>\n", "</ol>\n", Model::List),
            Tag::List(Some(first)) => {
                // HTML counts in 32 bits.
                let html = format!("<ol start=\"{}\">\n", first.min(i32::MAX as u64));
                writer.open_block("ol", &html, "</ol>\n", Model::List)
            }
            Tag::Item => writer.push("li", "<li>", "</li>\n", Model::Item),
            Tag::Table(columns) => {
                self.columns.push((columns, 0));
                writer.open_table()
            }
            Tag::TableHead => {
                self.in_head = true;
                let handle = writer.push("section", "<thead>\n", "</thead>\n", Model::Section);
                writer.push("tr", "<tr>\n", "</tr>\n", Model::Row);
                handle
            }
            Tag::TableRow => {
                if writer.context().is_some_and(|open| open.model == Model::Table) {
                    writer.push("section", "<tbody>\n", "</tbody>\n", Model::Section);
                }
                writer.push("tr", "<tr>\n", "</tr>\n", Model::Row)
            }
            Tag::TableCell => self.cell(),
            Tag::Emphasis => writer.open_inline("em", "<em>", "</em>"),
            Tag::Strong => writer.open_inline("strong", "<strong>", "</strong>"),
            Tag::Strikethrough => writer.open_inline("del", "<del>", "</del>"),
            Tag::Link { link_type: LinkType::Email, dest_url, title, .. } => {
                self.link(&format!("mailto:{dest_url}"), &title, range.start)
            }
            Tag::Link { dest_url, title, .. } => self.link(&dest_url, &title, range.start),
            // Not enabled, or taken out before.
            Tag::FootnoteDefinition(_)
            | Tag::Superscript
            | Tag::Subscript
            | Tag::DefinitionList
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition
            | Tag::MetadataBlock(_) => writer.push_silent("none"),
        };
        self.open.push(handle);
    }

    fn end(&mut self, end: TagEnd) {
        match end {
            TagEnd::CodeBlock => {
                if let Some(code) = self.code.take() {
                    self.code_block(&code);
                }
                return;
            }
            TagEnd::HtmlBlock => {
                if let Some(block) = self.block.take() {
                    self.raw_html(block.html(), false, &|at| block.offset(at));
                }
                self.skip = None;
                return;
            }
            TagEnd::Image => return,
            TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Item | TagEnd::TableCell => self.skip = None,
            TagEnd::TableHead => {
                self.in_head = false;
                self.next_row();
            }
            TagEnd::TableRow => self.next_row(),
            TagEnd::Table => {
                self.columns.pop();
            }
            _ => {}
        }
        if let Some(handle) = self.open.pop() {
            self.writer.close(handle);
        }
    }

    fn add_words(&mut self, text: &str, offset: usize) {
        if let Some(code) = &mut self.code {
            code.push(text);
            return;
        }
        if self.words.is_empty() {
            self.words_at = offset;
        }
        self.words.push_str(text);
    }

    fn end_words(&mut self) {
        if !self.words.is_empty() {
            let words = std::mem::take(&mut self.words);
            self.linked_text(&words, self.words_at);
            self.words = words;
            self.words.clear();
        }
    }

    /// Text of the card.
    pub(super) fn text(&mut self, text: &str) {
        if self.skip.is_none() {
            self.writer.text(text);
        }
    }

    /// A finished text-level element, and what it is in plain text.
    fn atom(&mut self, html: &str, plain: &str) {
        if self.skip.is_none() {
            self.writer.inline(html);
            self.writer.plain.push_str(plain);
        }
    }

    /// Code, or something that is shown as code.
    fn code_span(&mut self, code: &str, html: &str) {
        if self.skip.is_none() {
            self.writer.inline(html);
            self.writer.text(code);
            self.writer.html.push_str("</code>");
        }
    }

    fn display_math(&mut self, tex: &str) {
        if self.skip.is_none() {
            let mut html = String::from("<pre class=\"math\" tabindex=\"0\"><code>");
            escape::escape(&mut html, tex.trim());
            html.push_str("</code></pre>\n");
            self.writer.block(&html);
            self.writer.plain.push_str(tex.trim());
            self.writer.gap();
        }
    }

    fn alert(&mut self, kind: BlockQuoteKind) -> Handle {
        let (class, title) = match kind {
            BlockQuoteKind::Note => ("note", "Note"),
            BlockQuoteKind::Tip => ("tip", "Tip"),
            BlockQuoteKind::Important => ("important", "Important"),
            BlockQuoteKind::Warning => ("warning", "Warning"),
            BlockQuoteKind::Caution => ("caution", "Caution"),
        };
        let html = format!("<div class=\"alert alert-{class}\">\n<p class=\"alert-title\">{title}</p>\n");
        self.writer.open_block("blockquote", &html, "</div>\n", Model::Flow)
    }

    fn cell(&mut self) -> Handle {
        let alignment = self.columns.last_mut().and_then(|(columns, next)| {
            *next += 1;
            columns.get(*next - 1).copied()
        });
        let class = match alignment {
            Some(Alignment::Left) => " class=\"align-left\"",
            Some(Alignment::Center) => " class=\"align-center\"",
            Some(Alignment::Right) => " class=\"align-right\"",
            Some(Alignment::None) | None => "",
        };
        match self.in_head {
            true => self.writer.push("cell", &format!("<th scope=\"col\"{class}>"), "</th>\n", Model::Cell),
            false => self.writer.push("cell", &format!("<td{class}>"), "</td>\n", Model::Cell),
        }
    }

    fn next_row(&mut self) {
        if let Some((_, next)) = self.columns.last_mut() {
            *next = 0;
        }
    }

    fn finish(mut self) -> Rendered {
        self.writer.finish();
        if self.is_over_limit() {
            return plain::render(self.source, self.options, self.notes, self.writer.is_too_deep());
        }
        self.report_surplus();
        self.report_removed();
        let (html, dangling) = self.writer.anchors.resolve(self.writer.html);
        for (fragment, offset) in dangling {
            self.notes.warning(
                "CX303",
                offset,
                format!("the link to `#{fragment}` leads to no heading of this card"),
                "Correct the fragment; it is made from the heading's text.",
            );
        }
        Rendered {
            html,
            headings: self.writer.headings.into_list(),
            text: self.writer.plain,
            bibtex: self.bibtex,
            diagnostics: self.notes.into_sorted(),
        }
    }
}
