//! The second reading of cards with raw HTML: a sanitiser with a real HTML parser and an allowlist.
//!
//! The writer puts out nothing else than what is allowed here, so the second reading changes nothing; it is there
//! for the day on which the writer has a fault. Its cost grows with the square of the depth, which the writer bounds.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use ammonia::Builder;

/// Removes everything that a card may not hold.
pub(super) fn sanitise(html: &str) -> String {
    POLICY.clean(html).to_string()
}

static POLICY: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut policy = Builder::empty();
    policy
        .tags(ELEMENTS.iter().copied().collect())
        .clean_content_tags(HashSet::from([
            "script", "style", "iframe", "textarea", "title", "xmp", "noscript",
        ]))
        .generic_attributes(HashSet::from(["id", "class"]))
        .tag_attributes(
            ATTRIBUTES.iter().map(|(tag, names)| (*tag, names.iter().copied().collect())).collect(),
        )
        .tag_attribute_values(HashMap::from([(
            "input",
            HashMap::from([("type", HashSet::from(["checkbox"]))]),
        )]))
        .url_schemes(HashSet::from(["http", "https", "mailto", "data"]))
        .attribute_filter(|_, name, value| match name {
            "id" if !value.starts_with("card-") => None,
            "href" if starts_with_data(value) => None,
            "src" if starts_with_data(value) && !value.starts_with("data:image/") => None,
            _ => Some(value.into()),
        })
        .link_rel(None);
    policy
});

fn starts_with_data(url: &str) -> bool {
    url.trim_start().get(..5).is_some_and(|scheme| scheme.eq_ignore_ascii_case("data:"))
}

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

const ATTRIBUTES: &[(&str, &[&str])] = &[
    ("a", &["href", "title", "rel", "aria-label"]),
    ("abbr", &["title"]),
    ("details", &["open"]),
    ("div", &["role", "tabindex", "aria-label"]),
    ("img", &["src", "alt", "title", "width", "height", "loading", "referrerpolicy"]),
    ("input", &["disabled", "checked", "aria-label"]),
    ("ol", &["start"]),
    ("pre", &["tabindex"]),
    ("section", &["aria-label"]),
    ("td", &["colspan", "rowspan"]),
    ("th", &["colspan", "rowspan", "scope"]),
];
