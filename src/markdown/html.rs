//! Raw HTML in a card: every tag is judged and written anew.

use std::collections::BTreeSet;

use super::card::Card;
use super::element::{self, Role, role};
use super::entity;
use super::escape::escaped;
use super::image::Source;
use super::tag::{Attributes, Tag, Token, tokens};
use super::writer::Model;

/// A block of raw HTML, which arrives line by line.
#[derive(Default)]
pub(super) struct Block {
    html: String,
    /// Where in the block each line begins, and where in the source.
    lines: Vec<(usize, usize)>,
}

impl Block {
    pub(super) fn push(&mut self, line: &str, offset: usize) {
        self.lines.push((self.html.len(), offset));
        self.html.push_str(line);
    }

    pub(super) fn html(&self) -> &str {
        &self.html
    }

    /// Where in the source a byte of the block stands.
    pub(super) fn offset(&self, at: usize) -> usize {
        let index = self.lines.partition_point(|&(start, _)| start <= at).saturating_sub(1);
        self.lines.get(index).map_or(0, |&(start, offset)| offset + (at - start))
    }
}

/// An element that is left out with its content, and how many of its name are open in each other.
pub(super) struct Skip {
    name: String,
    nested: usize,
    /// Of a video or sound whose file is still to come: what it is called.
    medium: Option<&'static str>,
}

/// What was left out for safety, and where the first of it stood.
#[derive(Default)]
pub(super) struct Unsafe {
    names: BTreeSet<String>,
    offset: usize,
}

impl Card<'_> {
    /// Writes raw HTML; `offset` tells where in the source a byte of it stands.
    pub(super) fn raw_html(&mut self, html: &str, inline: bool, offset: &dyn Fn(usize) -> usize) {
        for (at, token) in tokens(html) {
            if self.skip.is_some() {
                self.skipped(&token, offset(at));
                continue;
            }
            match token {
                Token::Text(text) => self.writer.text(&entity::decode(text)),
                Token::Open(tag) => self.open_tag(&tag, inline, offset(at)),
                Token::Close(tag) => self.close_tag(&tag),
                Token::Nothing => {}
            }
            if self.is_over_limit() {
                return;
            }
        }
    }

    /// Reports what was left out.
    pub(super) fn report_removed(&mut self) {
        if !self.removed.names.is_empty() {
            let names: Vec<&str> = self.removed.names.iter().map(String::as_str).collect();
            self.notes.warning(
                "CX310",
                self.removed.offset,
                format!("left out of the page: {}", names.join(", ")),
                "A card holds text, tables, images and links; it cannot run, embed or restyle anything.",
            );
        }
    }

    fn skipped(&mut self, token: &Token, offset: usize) {
        let Some(skip) = &mut self.skip else { return };
        match token {
            Token::Open(tag) if tag.name == skip.name => skip.nested += 1,
            Token::Close(tag) if tag.name == skip.name && skip.nested > 0 => skip.nested -= 1,
            Token::Close(tag) if tag.name == skip.name => self.skip = None,
            Token::Open(tag) if tag.name == "source" => {
                let attributes = tag.attributes();
                if let (Some(kind), Some(url)) = (skip.medium, attributes.get("src")) {
                    skip.medium = None;
                    self.media(kind, url, offset);
                }
            }
            _ => {}
        }
    }

    fn open_tag(&mut self, tag: &Tag, inline: bool, offset: usize) {
        let role = role(&tag.name, tag.is_bare() && inline);
        let attributes = tag.attributes();
        if element::is_reported(&tag.name) && role != Role::Unknown {
            self.remove(format!("<{}>", tag.name), offset);
        }
        if let Some(handler) = attributes.handler().filter(|_| role != Role::Unknown) {
            self.remove(handler.chars().filter(char::is_ascii_alphanumeric).take(20).collect(), offset);
        }
        // Text, breaks and what is left out are written by fixed words, as those of Markdown are.
        self.has_html |= !matches!(
            role,
            Role::Unknown
                | Role::Void
                | Role::Hidden
                | Role::Silent
                | Role::Break
                | Role::WordBreak
                | Role::Rule
        );
        match role {
            Role::Unknown => self.writer.text(tag.source),
            Role::Void => {}
            Role::Hidden => self.skip = Some(Skip { name: tag.name.to_string(), nested: 0, medium: None }),
            Role::Media => {
                let kind = if tag.name == "video" { "Video" } else { "Audio" };
                let medium = match attributes.get("src") {
                    Some(url) => {
                        self.media(kind, url, offset);
                        None
                    }
                    None => Some(kind),
                };
                self.skip = Some(Skip { name: tag.name.to_string(), nested: 0, medium });
            }
            Role::Source => {}
            Role::Image => self.raw_image(&attributes, offset),
            Role::Link => self.raw_link(&attributes, offset),
            Role::Break => self.raw_break(),
            Role::WordBreak => self.writer.inline("<wbr>"),
            Role::Rule => self.writer.block("<hr>\n"),
            role => self.open_element(role, &tag.name, &attributes),
        }
    }

    fn open_element(&mut self, role: Role, name: &str, attributes: &Attributes) {
        let class = alignment(name, attributes);
        let id = match role {
            // A heading keeps it as a second name; between the parts of a table or a list there is no place for one.
            Role::Heading(_)
            | Role::Summary
            | Role::List(_)
            | Role::Item
            | Role::Section(_)
            | Role::Row
            | Role::Cell(_) => None,
            _ => attributes.get("id").and_then(|id| self.writer.anchors.own(id)),
        };
        let id = id.map(|id| format!(" id=\"{id}\"")).unwrap_or_default();
        // Where nothing is written that could bear the id, an empty element does.
        if !id.is_empty() && !matches!(role, Role::Wrapper | Role::Paragraph | Role::Inline(_)) {
            self.writer.inline(&format!("<span{id}></span>"));
        }
        let writer = &mut self.writer;
        match role {
            Role::Inline(tag) => {
                let title = match attributes.get("title") {
                    Some(title) if tag == "abbr" => format!(" title=\"{}\"", escaped(title)),
                    _ => String::new(),
                };
                writer.open_inline(tag, &format!("<{tag}{id}{title}>"), closing(tag));
            }
            Role::Wrapper => {
                writer.open_wrapper(wrapper_name(name), &format!("<div{id}{class}>"));
            }
            Role::Paragraph => {
                writer.open_paragraph(&format!("<p{id}{class}>"));
            }
            Role::Heading(level) => {
                writer.open_heading(level);
                if let Some(open) =
                    writer.stack.last_mut().filter(|open| matches!(open.model, Model::Heading(_)))
                {
                    open.attributes = class;
                    open.id = attributes.get("id").map(str::to_owned);
                }
            }
            Role::Block(tag) => {
                writer.open_block(tag, &format!("<{tag}>\n"), closing(tag), Model::Flow);
            }
            Role::Caption if writer.context().is_some_and(|open| open.name == "figure") => {
                writer.open_block("figcaption", "<figcaption>", "</figcaption>\n", Model::Flow);
            }
            Role::Caption => {
                writer.open_wrapper("figcaption", "<div>");
            }
            Role::Details => {
                let html = if attributes.get("open").is_some() { "<details open>\n" } else { "<details>\n" };
                writer.open_block("details", html, "</details>\n", Model::Details);
            }
            Role::Summary => self.open_summary(),
            Role::Pre => {
                writer.leave_link();
                writer.open_block("pre", "<pre tabindex=\"0\">", "</pre>\n", Model::Pre);
            }
            Role::List(tag) => {
                writer.open_block(tag, &format!("<{tag}>\n"), closing(tag), Model::List);
            }
            Role::Item => {
                writer.open_item();
            }
            Role::Table => {
                writer.open_table();
            }
            Role::Section(tag) => return writer.open_section(&format!("<{tag}>\n"), closing(tag)),
            Role::Row => return writer.open_row(),
            Role::Cell(tag) => {
                let html =
                    format!("<{tag}{class}{}{}>", span("colspan", attributes), span("rowspan", attributes));
                return writer.open_cell(&html, closing(tag));
            }
            _ => return,
        }
        self.writer.mark_raw();
    }

    fn open_summary(&mut self) {
        let writer = &mut self.writer;
        match writer.context_index().filter(|&index| writer.stack[index].model == Model::Details) {
            Some(index) if !writer.stack[index].filled => {
                writer.stack[index].filled = true;
                writer.push("summary", "<summary>", "</summary>\n", Model::Summary);
            }
            _ => {
                writer.open_wrapper("summary", "<div>");
            }
        }
    }

    fn close_tag(&mut self, tag: &Tag) {
        match role(&tag.name, false) {
            Role::Unknown => self.writer.text(tag.source),
            Role::Break => self.raw_break(),
            Role::Inline(name) | Role::Block(name) | Role::List(name) => self.writer.close_raw(name),
            Role::Heading(_) => self.writer.close_raw("h"),
            Role::Section(_) => self.writer.close_raw("section"),
            Role::Row => self.writer.close_raw("tr"),
            Role::Cell(_) => self.writer.close_raw("cell"),
            Role::Wrapper => self.writer.close_raw(wrapper_name(&tag.name)),
            Role::Paragraph => self.writer.close_raw("p"),
            Role::Details => self.writer.close_raw("details"),
            Role::Summary => self.writer.close_raw("summary"),
            Role::Caption => self.writer.close_raw("figcaption"),
            Role::Pre => self.writer.close_raw("pre"),
            Role::Item => self.writer.close_raw("li"),
            Role::Table => self.writer.close_raw("table"),
            Role::Link => self.writer.close_raw("a"),
            _ => {}
        }
    }

    fn raw_break(&mut self) {
        if self.writer.place_text("<br>") {
            self.writer.inline("<br>");
            self.writer.gap();
        }
    }

    fn raw_link(&mut self, attributes: &Attributes, offset: usize) {
        // A second link closes the first, and `<a name="x">` is often never closed: it is only a place.
        let id = attributes.get("id").or(attributes.get("name")).and_then(|id| self.writer.anchors.own(id));
        if let Some(id) = id {
            self.writer.inline(&format!("<span id=\"{id}\"></span>"));
        }
        match attributes.get("href") {
            Some(url) => {
                self.writer.close_raw("a");
                self.link(url, attributes.get("title").unwrap_or_default(), offset);
                self.writer.mark_raw();
            }
            None => {
                if !self.writer.stack.iter().any(|open| open.raw && open.name == "a") {
                    self.writer.push_silent("a");
                    self.writer.mark_raw();
                }
            }
        }
    }

    fn raw_image(&mut self, attributes: &Attributes, offset: usize) {
        let Some(url) = attributes.get("src").filter(|url| !url.trim().is_empty()) else { return };
        let mut classes = Vec::new();
        let width = attributes.get("width").map(str::to_owned).or_else(|| style(attributes, "width"));
        if let Some(percent) = width.as_deref().and_then(|width| width.trim().strip_suffix('%')) {
            // Widths relative to the text are classes, in steps of ten.
            let tenths = percent.trim().parse::<f32>().map_or(0, |percent| (percent / 10.0).round() as u32);
            if (1..10).contains(&tenths) {
                classes.push(format!("w-{}", tenths * 10));
            }
        }
        if let Some(side) = side(attributes) {
            classes.push(format!("align-{side}"));
        }
        self.image(&Source {
            url: url.to_owned(),
            alt: attributes.get("alt").map(str::to_owned),
            title: attributes.get("title").unwrap_or_default().to_owned(),
            width: pixels(width.as_deref()),
            height: pixels(
                attributes
                    .get("height")
                    .map(str::to_owned)
                    .or_else(|| style(attributes, "height"))
                    .as_deref(),
            ),
            class: classes.join(" "),
            offset,
        });
    }

    fn remove(&mut self, name: String, offset: usize) {
        if self.removed.names.is_empty() {
            self.removed.offset = offset;
        }
        if self.removed.names.len() < 20 {
            self.removed.names.insert(name);
        }
    }
}

/// ` class="align-center"` for an element that asks to be aligned, in whatever way.
fn alignment(name: &str, attributes: &Attributes) -> String {
    let side = if name == "center" { Some("center") } else { side(attributes) };
    side.map(|side| format!(" class=\"align-{side}\"")).unwrap_or_default()
}

fn side(attributes: &Attributes) -> Option<&'static str> {
    let wish = attributes.get("align").map(str::to_owned).or_else(|| style(attributes, "text-align"))?;
    match wish.trim().to_ascii_lowercase().as_str() {
        "left" => Some("left"),
        "center" | "middle" => Some("center"),
        "right" => Some("right"),
        _ => None,
    }
}

/// The value of one property of a `style` attribute.
fn style(attributes: &Attributes, property: &str) -> Option<String> {
    let declarations = attributes.get("style")?.split(';');
    let (_, value) =
        declarations.filter_map(|it| it.split_once(':')).find(|(name, _)| name.trim() == property)?;
    Some(value.trim().to_owned())
}

/// A size in pixels that is worth having: HTML takes nothing but digits.
fn pixels(size: Option<&str>) -> Option<u32> {
    let size = size?.trim();
    let digits = size.strip_suffix("px").unwrap_or(size).trim();
    digits.parse().ok().filter(|&size| size > 0 && size <= 10_000)
}

/// ` colspan="2"`, if a cell spans more than one.
fn span(name: &str, attributes: &Attributes) -> String {
    let count = attributes.get(name).and_then(|count| count.trim().parse::<u32>().ok()).unwrap_or(1);
    if (2..=1_000).contains(&count) { format!(" {name}=\"{count}\"") } else { String::new() }
}

/// The closing tag that a wrapper waits for.
fn wrapper_name(name: &str) -> &'static str {
    match name {
        "div" => "div",
        "center" => "center",
        "section" => "box",
        "dl" | "dt" | "dd" => "dl",
        _ => "wrapper",
    }
}

fn closing(tag: &str) -> &'static str {
    match tag {
        "b" => "</b>",
        "i" => "</i>",
        "u" => "</u>",
        "em" => "</em>",
        "strong" => "</strong>",
        "small" => "</small>",
        "sub" => "</sub>",
        "sup" => "</sup>",
        "mark" => "</mark>",
        "kbd" => "</kbd>",
        "samp" => "</samp>",
        "var" => "</var>",
        "cite" => "</cite>",
        "q" => "</q>",
        "dfn" => "</dfn>",
        "abbr" => "</abbr>",
        "del" => "</del>",
        "ins" => "</ins>",
        "s" => "</s>",
        "code" => "</code>",
        "blockquote" => "</blockquote>\n",
        "figure" => "</figure>\n",
        "ul" => "</ul>\n",
        "ol" => "</ol>\n",
        "thead" => "</thead>\n",
        "tbody" => "</tbody>\n",
        "tfoot" => "</tfoot>\n",
        "th" => "</th>\n",
        _ => "</td>\n",
    }
}
