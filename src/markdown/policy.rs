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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::{Limits, Options, RemoteImages, Resolver, Target, card};
    use super::sanitise;

    struct Everything;

    impl Resolver for Everything {
        fn link(&self, _: &str) -> Target {
            Target::Page("page.html".to_owned())
        }

        fn image(&self, _: &str) -> Target {
            Target::File("image.png".to_owned())
        }
    }

    /// A card before and after the second reading.
    fn both(markdown: &str) -> (String, String) {
        let options = Options {
            path: "README.md",
            first_line: 1,
            title: "",
            resolver: &Everything,
            colours: true,
            remote_images: RemoteImages::Allow,
            limits: &Limits::default(),
        };
        let written = card::write(markdown, &options).0.html;
        let read = sanitise(&written);
        // Two spellings of the same text.
        let same = |html: &str| {
            html.replace("&quot;", "\"")
                .replace('\u{a0}', "&nbsp;")
                .replace("=\"\"", "")
                .replace("<pre tabindex=\"0\">\n", "<pre tabindex=\"0\">")
        };
        (same(&written), same(&read))
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn the_second_reading_changes_nothing(pieces in proptest::collection::vec(proptest::sample::select(&[
            "\n", "\n\n", "> ", "- ", "1. ", "# ", "```\n", "|a|b|\n|-|-|\n|c|d|\n", "**", "_", "`", "[x](y)", "![x](y)",
            "x", "\"", "&nbsp;", "<div>", "</div>", "<center>", "</center>", "<p align=right>", "</p>", "<a href=x>", "<a name=z>",
            "</a>", "<table>", "<thead>", "<tbody>", "<tr>", "<th>", "<td colspan=2>", "</td>", "</tr>", "</table>",
            "<caption>", "<ul>", "<ol>", "<li>", "</li>", "</ul>", "<details>", "<summary>", "</summary>", "</details>", "<h1>", "</h1>",
            "<h2 id=z>", "</h2>", "<b>", "</b>", "<i>", "<code>", "</code>", "<span id=q>", "<br>", "<hr>", "<img src=x>", "<pre>",
            "</pre>", "<figure>", "<figcaption>", "</figcaption>", "</figure>", "<blockquote>", "</blockquote>", "<unk>", "<svg>",
            "</svg>", "<video src=x>", "<sub>", "</sub>", "- [ ] x\n", "> [!TIP]\n", "[^1]", "\n[^1]: ", "$x$", "<dl><dt>", "[#](#z)",
        ][..]), 0..30)) {
            let (written, read) = both(&pieces.concat());
            prop_assert_eq!(written, read);
        }
    }
}
