//! A rendered card as a picture of itself, to be shown on a page that is not its own: nothing in it leads anywhere, is loaded or has
//! an id, so that several cards, and one card twice, can stand on one page.
//!
//! It is written anew, tag by tag, from an allowlist: what it does not know is left out, whatever wrote it.

use super::{Heading, Rendered};

/// A part of a card that is in no other one: a paragraph, a list, a table, a heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// Safe HTML. Blanks that mean nothing are single ones, so that two blocks that look the same are the same.
    pub html: String,
    /// Of a heading its text.
    pub heading: Option<String>,
}

/// The blocks of a card. Links and pictures are their text, with the address behind it where that is not the text itself.
pub fn still(rendered: &Rendered) -> Vec<Block> {
    let mut still = Still {
        headings: rendered.headings.iter(),
        blocks: Vec::new(),
        html: String::new(),
        heading: None,
        open: Vec::new(),
    };
    let mut rest = rendered.html.as_str();
    while let Some(begin) = rest.find('<') {
        still.text(&rest[..begin]);
        let Some(length) = tag_length(&rest[begin..]) else { break };
        still.tag(&rest[begin + 1..begin + length - 1]);
        rest = &rest[begin + length..];
    }
    if !rest.contains('<') {
        still.text(rest);
    }
    while let Some(open) = still.open.pop() {
        still.html.push_str(open.close);
    }
    still.end_block();
    still.blocks
}

/// An element that is open.
struct Open<'a> {
    name: &'a str,
    /// What closes it here; empty where it is not written.
    close: &'static str,
    /// Of a link: where it leads, escaped.
    to: Option<&'a str>,
    /// Where its content begins.
    start: usize,
}

struct Still<'a> {
    /// Those that have not been passed.
    headings: std::slice::Iter<'a, Heading>,
    blocks: Vec<Block>,
    html: String,
    heading: Option<String>,
    open: Vec<Open<'a>>,
}

impl<'a> Still<'a> {
    /// Text between tags, which is escaped already.
    fn text(&mut self, text: &str) {
        if self.open.iter().any(|open| open.name == "pre") {
            self.html.push_str(text);
            return;
        }
        for piece in text.split_inclusive([' ', '\n', '\t']) {
            let word = piece.trim_end_matches([' ', '\n', '\t']);
            self.html.push_str(word);
            if word.len() < piece.len() && !self.html.is_empty() && !self.html.ends_with(' ') {
                self.html.push(' ');
            }
        }
    }

    fn tag(&mut self, tag: &'a str) {
        if tag.starts_with('/') {
            return self.close();
        }
        let (name, attributes) = tag.split_once([' ', '\n', '/']).unwrap_or((tag, ""));
        if self.open.is_empty() && is_box(name) {
            self.end_block();
            self.heading = value(attributes, "id").filter(|_| is_heading(name)).and_then(|id| self.named(id));
        }
        match name {
            "br" | "wbr" => self.html.push_str(if name == "br" { "<br>" } else { "<wbr>" }),
            "hr" => {
                self.html.push_str("<hr>");
                self.end_box();
            }
            "input" => self.html.push(if has(attributes, "checked") { '☑' } else { '☐' }),
            "img" => self.picture(attributes),
            _ => self.open(name, attributes),
        }
    }

    fn open(&mut self, name: &'a str, attributes: &'a str) {
        let close = self.write(name, attributes);
        let to = (name == "a").then(|| value(attributes, "href")).flatten();
        self.open.push(Open { name, close, to, start: self.html.len() });
        if value(attributes, "class") == Some("footnote-back") {
            // Its arrow leads nowhere here; what stands in it goes when it is closed.
            self.open.last_mut().into_iter().for_each(|open| open.name = "back");
        }
    }

    /// Writes an opening tag, and tells what closes it.
    fn write(&mut self, name: &str, attributes: &str) -> &'static str {
        if name == "div" && value(attributes, "role") == Some("region") {
            self.html.push_str("<div class=\"table\" role=\"group\" tabindex=\"0\" aria-label=\"Table\">");
            return "</div>";
        }
        let Some((open, close)) =
            ELEMENTS.iter().find(|(known, ..)| *known == name).map(|(_, open, close)| (open, *close))
        else {
            return "";
        };
        self.html.push_str(open);
        let mut keep = |key: &str, is_kept: fn(&str) -> bool| {
            if let Some(text) = value(attributes, key).filter(|text| is_kept(text)) {
                self.html.push_str(&format!(" {key}=\"{text}\""));
            }
        };
        let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        match name {
            "th" | "td" => {
                keep("class", |text| matches!(text, "align-left" | "align-center" | "align-right"));
                keep("colspan", is_number);
                keep("rowspan", is_number);
            }
            "ol" => keep("start", is_number),
            "div" => keep("class", |text| text.starts_with("alert alert-") && text.len() < 30),
            "p" => keep("class", |text| text == "alert-title"),
            _ => {}
        }
        self.html.push('>');
        close
    }

    /// Closes what was opened last: rendered cards are well-formed.
    fn close(&mut self) {
        let Some(open) = self.open.pop() else { return };
        if open.name == "back" {
            self.html.truncate(open.start);
            self.html.truncate(self.html.trim_end().len());
        } else if let Some(to) = open.to.filter(|to| !to.starts_with("#card-note:")) {
            self.address(open.start, to);
        }
        self.html.push_str(open.close);
        if is_box(open.name) {
            self.end_box();
        }
    }

    /// A picture: that it is one, what it shows, and where it is.
    fn picture(&mut self, attributes: &str) {
        let source = value(attributes, "src").unwrap_or_default();
        self.html.push_str("Image: ");
        let start = self.html.len();
        self.html.push_str(value(attributes, "alt").unwrap_or_default());
        match source.strip_prefix("data:") {
            Some(data) => {
                self.html.push_str(&format!(" <span class=\"to\">({} bytes in the text)</span>", data.len()))
            }
            None => self.address(start, source),
        }
    }

    /// Says where the text since a place leads, if it does not say so itself.
    fn address(&mut self, start: usize, to: &str) {
        let said = &self.html[start..];
        let bare = ["https://", "http://", "mailto:"]
            .into_iter()
            .find_map(|scheme| to.strip_prefix(scheme))
            .unwrap_or(to);
        let to = to.replace("#card-", "#");
        if to.is_empty() || said == to || said == bare {
            return;
        }
        if !said.is_empty() && !said.ends_with(' ') {
            self.html.push(' ');
        }
        self.html.push_str(&format!("<span class=\"to\">({to})</span>"));
    }

    /// The text of the heading with an id.
    fn named(&mut self, id: &str) -> Option<String> {
        self.headings.find(|heading| heading.id == id).map(|heading| heading.text.clone())
    }

    /// A box is over: where none is open around it, so is the block.
    fn end_box(&mut self) {
        if self.open.is_empty() {
            self.end_block();
        }
    }

    fn end_block(&mut self) {
        let html = std::mem::take(&mut self.html);
        let heading = self.heading.take();
        let html = html.trim();
        if html.is_empty() {
            return;
        }
        let first = html.strip_prefix('<').and_then(|rest| rest.split(['>', ' ']).next());
        let html = match first.is_some_and(is_box) {
            true => html.to_owned(),
            // What stands bare in raw HTML is a block as well.
            false => format!("<div>{html}</div>"),
        };
        self.blocks.push(Block { html, heading });
    }
}

/// How long a tag is that a text begins with; a `>` in a quoted value does not end it.
fn tag_length(text: &str) -> Option<usize> {
    let mut is_quoted = false;
    text.bytes()
        .position(|byte| {
            is_quoted ^= byte == b'"';
            byte == b'>' && !is_quoted
        })
        .map(|at| at + 1)
}

/// The value of an attribute, escaped as it is.
fn value<'a>(attributes: &'a str, name: &str) -> Option<&'a str> {
    each(attributes).find(|(known, _)| *known == name).map(|(_, value)| value)
}

fn has(attributes: &str, name: &str) -> bool {
    value(attributes, name).is_some()
}

/// The attributes of a tag, as the writer and the sanitiser write them: with double quotes, or without a value.
fn each(mut attributes: &str) -> impl Iterator<Item = (&str, &str)> {
    std::iter::from_fn(move || {
        attributes = attributes.trim_start();
        let end = attributes.find(['=', ' ']).unwrap_or(attributes.len());
        let (name, rest) = attributes.split_at(end);
        if name.is_empty() {
            return None;
        }
        let Some((value, after)) = rest.strip_prefix("=\"").and_then(|rest| rest.split_once('"')) else {
            attributes = rest.trim_start_matches('=');
            return Some((name, ""));
        };
        attributes = after;
        Some((name, value))
    })
}

fn is_heading(name: &str) -> bool {
    matches!(name, "h3" | "h4" | "h5" | "h6")
}

/// Whether an element is a box of its own, and no part of a line.
fn is_box(name: &str) -> bool {
    is_heading(name)
        || matches!(
            name,
            "p" | "ul"
                | "ol"
                | "pre"
                | "blockquote"
                | "div"
                | "details"
                | "figure"
                | "hr"
                | "section"
                | "table"
        )
}

/// What is written of each element: without its `>`, as attributes follow. What is not here is its content alone.
const ELEMENTS: &[(&str, &str, &str)] = &[
    ("abbr", "<abbr", "</abbr>"),
    ("b", "<b", "</b>"),
    ("blockquote", "<blockquote", "</blockquote>"),
    ("cite", "<cite", "</cite>"),
    ("code", "<code", "</code>"),
    // What came and what went is marked by the page alone.
    ("del", "<s", "</s>"),
    // What is folded is to be seen as well.
    ("details", "<details open", "</details>"),
    ("dfn", "<dfn", "</dfn>"),
    ("div", "<div", "</div>"),
    ("em", "<em", "</em>"),
    ("figcaption", "<figcaption", "</figcaption>"),
    ("figure", "<figure", "</figure>"),
    ("h3", "<h3", "</h3>"),
    ("h4", "<h4", "</h4>"),
    ("h5", "<h5", "</h5>"),
    ("h6", "<h6", "</h6>"),
    ("i", "<i", "</i>"),
    ("ins", "<u", "</u>"),
    ("kbd", "<kbd", "</kbd>"),
    ("li", "<li", "</li>"),
    ("mark", "<mark", "</mark>"),
    ("ol", "<ol", "</ol>"),
    ("p", "<p", "</p>"),
    ("pre", "<pre tabindex=\"0\"", "</pre>"),
    ("q", "<q", "</q>"),
    ("s", "<s", "</s>"),
    ("samp", "<samp", "</samp>"),
    ("section", "<div", "</div>"),
    ("small", "<small", "</small>"),
    ("strong", "<strong", "</strong>"),
    ("sub", "<sub", "</sub>"),
    ("summary", "<summary", "</summary>"),
    ("sup", "<sup", "</sup>"),
    ("table", "<table", "</table>"),
    ("tbody", "<tbody", "</tbody>"),
    ("td", "<td", "</td>"),
    ("tfoot", "<tfoot", "</tfoot>"),
    ("th", "<th", "</th>"),
    ("thead", "<thead", "</thead>"),
    ("tr", "<tr", "</tr>"),
    ("u", "<u", "</u>"),
    ("ul", "<ul", "</ul>"),
    ("var", "<var", "</var>"),
];
