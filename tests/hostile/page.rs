//! A reader of pages that is stricter than a browser: every tag and attribute must be one of ours.

use std::path::Path;

const ELEMENTS: &[&str] = &[
    "!doctype",
    "html",
    "head",
    "meta",
    "title",
    "link",
    "script",
    "body",
    "header",
    "footer",
    "main",
    "nav",
    "section",
    "article",
    "aside",
    "div",
    "span",
    "p",
    "a",
    "ul",
    "ol",
    "li",
    "dl",
    "dt",
    "dd",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "table",
    "caption",
    "colgroup",
    "col",
    "thead",
    "tbody",
    "tfoot",
    "tr",
    "th",
    "td",
    "pre",
    "code",
    "kbd",
    "samp",
    "var",
    "em",
    "strong",
    "b",
    "i",
    "u",
    "s",
    "del",
    "ins",
    "sub",
    "sup",
    "small",
    "mark",
    "q",
    "cite",
    "abbr",
    "dfn",
    "time",
    "blockquote",
    "hr",
    "br",
    "wbr",
    "img",
    "figure",
    "figcaption",
    "picture",
    "details",
    "summary",
    "bdi",
    "bdo",
    "form",
    "label",
    "input",
    "button",
    "noscript",
    "svg",
    "path",
    "circle",
    "rect",
    "line",
    "polyline",
    "polygon",
    "symbol",
    "g",
    "data",
    "search",
    "ellipse",
    // Charts.
    "text",
    "desc",
];

/// What is wrong with a page, in words.
pub(crate) fn violations(site: &Path, path: &str, html: &str) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        if rest.starts_with('/') || rest.starts_with("!--") {
            continue;
        }
        let Some((name, attributes, behind)) = tag(rest) else {
            wrong.push(format!("{path}: no tag at {:?}", rest.chars().take(40).collect::<String>()));
            continue;
        };
        if !ELEMENTS.contains(&name.as_str()) {
            wrong.push(format!("{path}: <{name}>"));
        }
        rest = behind;
        let value =
            |key: &str| attributes.iter().find(|(name, _)| name == key).map(|(_, value)| value.as_str());
        if name == "script" {
            let data = value("type") == Some("application/ld+json");
            let end = rest.find("</script").unwrap_or(0);
            if data && serde_json::from_str::<serde_json::Value>(&rest[..end]).is_err() {
                wrong.push(format!("{path}: JSON-LD is no JSON"));
            }
            if !data && (value("src").is_none() || !rest[..end].trim().is_empty()) {
                wrong.push(format!("{path}: an inline script"));
            }
            rest = &rest[end..];
        }
        for (key, value) in &attributes {
            if key.starts_with("on")
                || ["style", "srcdoc", "srcset", "autofocus", "formaction", "ping"].contains(&key.as_str())
            {
                wrong.push(format!("{path}: <{name} {key}>"));
            }
            if ["href", "src", "action", "poster", "data"].contains(&key.as_str()) {
                wrong.extend(address(site, path, &name, value));
            }
        }
    }
    wrong
}

fn address(site: &Path, page: &str, element: &str, value: &str) -> Option<String> {
    let value =
        value.replace("&amp;", "&").replace("&#x2F;", "/").replace("&#x2f;", "/").replace("&#47;", "/");
    let scheme =
        value.split_once(':').map(|(scheme, _)| scheme).filter(|scheme| !scheme.contains(['/', '?', '#']));
    if let Some(scheme) = scheme {
        let fits = match element {
            "a" => ["http", "https", "mailto"].contains(&scheme),
            "link" => scheme == "https",
            "img" => {
                value.starts_with("data:image/png")
                    || value.starts_with("data:image/gif")
                    || value.starts_with("data:image/jpeg")
            }
            _ => false,
        };
        // 404.html is served at any depth, so that its addresses are whole.
        let fits = fits || (page == "404.html" && value.starts_with("https://m.example/"));
        return (!fits).then(|| format!("{page}: <{element}> leads to {value}"));
    }
    if value.starts_with("//") || value.starts_with('/') || value.contains('\\') {
        return Some(format!("{page}: <{element}> leads out of the site: {value}"));
    }
    let target = value.split(['?', '#']).next().unwrap_or_default();
    if target.is_empty() {
        return None;
    }
    let file = site.join(page).parent().expect("a folder").join(target);
    let inside =
        file.canonicalize().is_ok_and(|file| file.starts_with(site.canonicalize().expect("the site")));
    (!inside).then(|| format!("{page}: <{element}> leads to nothing: {value}"))
}

/// A tag's name and attributes, and what stands behind it.
type Tag<'a> = (String, Vec<(String, String)>, &'a str);

/// The tag that begins here.
fn tag(text: &str) -> Option<Tag<'_>> {
    let end = text.find(|c: char| c.is_whitespace() || c == '>' || c == '/')?;
    let name = text[..end].to_ascii_lowercase();
    let mut rest = text[end..].trim_start_matches(|c: char| c.is_whitespace() || c == '/');
    let mut attributes = Vec::new();
    while !rest.starts_with('>') {
        let end = rest.find(|c: char| c.is_whitespace() || matches!(c, '=' | '>'))?;
        let key = rest[..end].to_ascii_lowercase();
        rest = &rest[end..];
        let mut value = "";
        if let Some(behind) = rest.strip_prefix('=') {
            let behind = behind.strip_prefix('"')?;
            let end = behind.find('"')?;
            value = &behind[..end];
            rest = &behind[end + 1..];
        }
        attributes.push((key, value.to_owned()));
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
    }
    Some((name, attributes, &rest[1..]))
}
