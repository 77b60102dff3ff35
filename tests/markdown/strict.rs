//! A reader of HTML that takes nothing but what a card may become: fixed elements, quoted attributes, closed tags.

use std::collections::BTreeSet;

const ELEMENTS: &[&str] = &[
    "a",
    "abbr",
    "b",
    "blockquote",
    "br",
    "cite",
    "code",
    "del",
    "details",
    "dfn",
    "div",
    "em",
    "figcaption",
    "figure",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "img",
    "input",
    "ins",
    "kbd",
    "li",
    "mark",
    "ol",
    "p",
    "pre",
    "q",
    "s",
    "samp",
    "section",
    "small",
    "span",
    "strong",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "u",
    "ul",
    "var",
    "wbr",
];
const VOID: &[&str] = &["br", "hr", "img", "input", "wbr"];
const ATTRIBUTES: &[&str] = &[
    "alt",
    "aria-label",
    "checked",
    "class",
    "colspan",
    "disabled",
    "height",
    "href",
    "id",
    "loading",
    "open",
    "referrerpolicy",
    "rel",
    "role",
    "rowspan",
    "scope",
    "src",
    "start",
    "tabindex",
    "title",
    "type",
    "width",
];
const CLASSES: &[&str] = &[
    "alert",
    "alert-title",
    "blocked-image",
    "card-source",
    "com",
    "fn",
    "footnote-back",
    "footnote-ref",
    "footnotes",
    "kw",
    "math",
    "missing-image",
    "num",
    "op",
    "str",
    "table-scroll",
    "ty",
];

/// Panics if the HTML holds anything that a card may not.
pub(crate) fn check(html: &str) {
    if let Err(fault) = fault(html) {
        panic!("{fault}\nin: {html}");
    }
}

fn fault(html: &str) -> Result<(), String> {
    let mut open: Vec<String> = Vec::new();
    let mut ids = BTreeSet::new();
    let mut fragments = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        if rest[..at].contains(|c: char| c.is_control() && !matches!(c, '\n' | '\t')) {
            return Err("a control character".into());
        }
        rest = &rest[at + 1..];
        if let Some(after) = rest.strip_prefix('/') {
            let (name, after) = after.split_once('>').ok_or("an unclosed tag")?;
            if open.pop().as_deref() != Some(name) {
                return Err(format!("</{name}> closes nothing"));
            }
            rest = after;
            continue;
        }
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric()).ok_or("an unclosed tag")?;
        let name = &rest[..end];
        if !ELEMENTS.contains(&name) {
            return Err(format!("<{name}>"));
        }
        rest = &rest[end..];
        loop {
            if let Some(after) = rest.strip_prefix('>') {
                rest = after;
                break;
            }
            rest = rest.strip_prefix(' ').ok_or_else(|| format!("<{name}{rest}"))?;
            let end = rest.find(['=', ' ', '>']).ok_or("an unclosed tag")?;
            let attribute = &rest[..end];
            rest = &rest[end..];
            let mut value = "";
            if let Some(after) = rest.strip_prefix("=\"") {
                (value, rest) = after.split_once('"').ok_or("an unclosed value")?;
            }
            check_attribute(name, attribute, value)?;
            if attribute == "id" && !ids.insert(value) {
                return Err(format!("id {value} twice"));
            }
            if let Some(fragment) = value.strip_prefix('#').filter(|it| attribute == "href" && !it.is_empty())
            {
                fragments.push(fragment);
            }
        }
        if !VOID.contains(&name) {
            open.push(name.to_owned());
        }
    }
    if let Some(dangling) = fragments.iter().find(|it| !ids.contains(*it)) {
        return Err(format!("#{dangling} leads nowhere"));
    }
    if open.is_empty() { Ok(()) } else { Err(format!("{open:?} not closed")) }
}

fn check_attribute(element: &str, name: &str, value: &str) -> Result<(), String> {
    let refuse = || Err(format!("<{element} {name}=\"{value}\">"));
    if !ATTRIBUTES.contains(&name) {
        return refuse();
    }
    let scheme = value.split(':').next().filter(|scheme| scheme.len() < value.len());
    let fits = match (element, name) {
        (_, "id") => value.starts_with("card-"),
        ("a", "href") => {
            matches!(scheme, None | Some("http" | "https" | "mailto")) || value.starts_with("#card-")
        }
        ("img", "src") => {
            matches!(scheme, None | Some("http" | "https")) && !value.starts_with("//")
                || ["png", "jpeg", "gif", "webp"]
                    .iter()
                    .any(|kind| value.starts_with(&format!("data:image/{kind};base64,")))
        }
        (_, "href" | "src") => false,
        (_, "class") => value.split(' ').all(|class| {
            let prefixes = ["align-", "alert-", "w-", "language-"];
            CLASSES.contains(&class) || prefixes.iter().any(|prefix| class.starts_with(prefix))
        }),
        ("input", "type") => value == "checkbox",
        (_, "tabindex") => value == "0",
        (_, "role") => value == "region",
        _ => true,
    };
    if fits { Ok(()) } else { refuse() }
}

#[test]
fn the_strict_reader_refuses() {
    for html in [
        "<script>",
        "<p>",
        "</p>",
        "<p onclick=\"x\"></p>",
        "<a href=\"javascript:x\">x</a>",
        "<a href=x>x</a>",
        "<p id=\"x\"></p>",
        "<p class=\"navbar\"></p>",
        "<b id=\"card-a\"></b><b id=\"card-a\"></b>",
        "< b>",
        "<a href=\"#card-x\">x</a>",
        "<img src=\"data:image/svg+xml;base64,x\">",
        "<svg></svg>",
        "<p><b></p></b>",
    ] {
        assert!(fault(html).is_err(), "{html}");
    }
    assert_eq!(fault("a<p id=\"card-x\"><a href=\"#card-x\">b</a><br></p>"), Ok(()));
}
