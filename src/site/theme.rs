//! The theme: style, scripts and icons, built in or a hub's own, under names that change with their content.
//!
//! A file `style.css` is written as `assets/style.<10 hexadecimal digits>.css`, so that browsers may keep it for good.
//! A hub's file of the same name replaces the built-in one; any other is added.

use std::collections::{BTreeMap, BTreeSet};

use rust_embed::RustEmbed;
use sha2::{Digest, Sha256};

use super::view::Assets;

/// The folder of the site that the theme is written to.
const FOLDER: &str = "assets/";

/// Scripts of others.
const VENDOR: &str = "vendor/";

/// Kept under its own name, where people look for it.
const LICENSES: &str = "LICENSES.md";

#[derive(RustEmbed)]
#[folder = "theme/"]
struct Embedded;

/// The theme's files, ready to be written.
pub struct Theme {
    /// By name in the theme: path in the site and content.
    files: BTreeMap<String, (String, Vec<u8>)>,
}

impl Theme {
    /// The built-in theme alone.
    pub fn builtin() -> Theme {
        Theme::with_overrides(&[])
    }

    /// The built-in theme with a hub's own files, given by name (`style.css`, `fonts/a.woff2`) and content.
    pub fn with_overrides(overrides: &[(String, Vec<u8>)]) -> Theme {
        let mut sources = BTreeMap::new();
        for name in Embedded::iter() {
            // What a hub replaces is written as it is.
            if let Some(file) = Embedded::get(&name)
                && overrides.iter().all(|(other, _)| *other != name)
            {
                let bytes = minified(&name, &file.data).unwrap_or_else(|| file.data.into_owned());
                sources.insert(name.into_owned(), bytes);
            }
        }
        sources.extend(overrides.iter().cloned());
        Theme { files: fingerprint(sources) }
    }

    /// Every file to write: path in the site and content, sorted by name.
    pub fn assets(&self) -> Vec<(&str, &[u8])> {
        self.files.values().map(|(path, bytes)| (path.as_str(), bytes.as_slice())).collect()
    }

    /// The paths for templates.
    pub fn paths(&self) -> Assets {
        let path = |name: &str| self.files.get(name).map(|(path, _)| path.clone()).unwrap_or_default();
        Assets {
            css: path("style.css"),
            custom_css: path("custom.css"),
            list_css: path("list.css"),
            audit_css: path("audit.css"),
            preview_css: path("preview.css"),
            boards_css: path("boards.css"),
            pages_css: path("pages.css"),
            theme_js: path("theme.js"),
            app_js: path("app.js"),
            card_js: path("card.js"),
            copying_js: path("copying.js"),
            search_js: path("search.js"),
            search_query_js: path("search-query.js"),
            search_index_js: path("search-index.js"),
            search_words_js: path("search-words.js"),
            search_slips_js: path("search-slips.js"),
            search_rest_js: path("search-rest.js"),
            search_texts_js: path("search-texts.js"),
            search_stemmer_js: path("vendor/stemmer.js"),
            facets_js: path("facets.js"),
            facets_meant_js: path("facets-meant.js"),
            palette_js: path("palette.js"),
            list_js: path("list.js"),
            list_table_js: path("list-table.js"),
            compare_js: path("compare.js"),
            boards_js: path("boards.js"),
            favicon: path("favicon.svg"),
            favicon_png: path("favicon-32.png"),
            files: self.files.iter().map(|(name, (path, _))| (name.clone(), path.clone())).collect(),
        }
    }
}

/// A built-in style or script without its comments and white space; `None` for any other file. Files of others keep
/// the notices that stand in them.
fn minified(name: &str, bytes: &[u8]) -> Option<Vec<u8>> {
    let text = std::str::from_utf8(bytes).ok().filter(|_| !name.starts_with(VENDOR))?;
    if name.ends_with(".css") {
        return minifier::css::minify(text).ok().map(|css| css.to_string().trim_start().as_bytes().to_vec());
    }
    let js = minifier::js::minify(text).ok().filter(|_| name.ends_with(".js"))?;
    Some(js.to_string().into_bytes())
}

/// Names every file after its content. A stylesheet names other files, so it comes after those that it names.
fn fingerprint(mut sources: BTreeMap<String, Vec<u8>>) -> BTreeMap<String, (String, Vec<u8>)> {
    let mut done: BTreeMap<String, (String, Vec<u8>)> = BTreeMap::new();
    while !sources.is_empty() {
        let waiting: BTreeSet<&str> = sources.keys().map(String::as_str).collect();
        let ready = sources.iter().find(|(name, bytes)| {
            references(name, bytes).iter().all(|other| other == *name || !waiting.contains(other.as_str()))
        });
        // Two stylesheets that import each other wait for ever; the first goes ahead with the plain name in it.
        let Some(name) = ready.or_else(|| sources.iter().next()).map(|(name, _)| name.clone()) else { break };
        let Some(bytes) = sources.remove(&name) else { break };
        let bytes = if name.ends_with(".css") { rewrite(&name, &bytes, &done) } else { bytes };
        let path = if name == LICENSES { format!("{FOLDER}{name}") } else { fingerprinted(&name, &bytes) };
        done.insert(name, (path, bytes));
    }
    done
}

fn fingerprinted(name: &str, bytes: &[u8]) -> String {
    let hash: String = Sha256::digest(bytes).iter().take(5).map(|byte| format!("{byte:02x}")).collect();
    let start = name.rfind('/').map_or(0, |slash| slash + 1);
    match name[start..].rfind('.') {
        Some(dot) if dot > 0 => {
            let (stem, extension) = name.split_at(start + dot);
            format!("{FOLDER}{stem}.{hash}{extension}")
        }
        _ => format!("{FOLDER}{name}.{hash}"),
    }
}

/// The files of the theme that a stylesheet names by `url(…)`.
fn references(name: &str, bytes: &[u8]) -> Vec<String> {
    if !name.ends_with(".css") {
        return Vec::new();
    }
    let text = String::from_utf8_lossy(bytes);
    urls(&text).into_iter().filter_map(|(start, end)| resolve(name, &text[start..end])).collect()
}

/// The stylesheet with every `url(…)` that names a file of the theme turned to that file's written name.
fn rewrite(name: &str, bytes: &[u8], done: &BTreeMap<String, (String, Vec<u8>)>) -> Vec<u8> {
    let Ok(text) = std::str::from_utf8(bytes) else { return bytes.to_vec() };
    let up = "../".repeat(name.matches('/').count());
    let mut out = String::with_capacity(text.len());
    let mut rest = 0;
    for (start, end) in urls(text) {
        let target = resolve(name, &text[start..end]).and_then(|other| done.get(&other));
        if let Some((path, _)) = target {
            out.push_str(&text[rest..start]);
            out.push_str(&up);
            out.push_str(path.strip_prefix(FOLDER).unwrap_or(path));
            rest = end;
        }
    }
    out.push_str(&text[rest..]);
    out.into_bytes()
}

/// The byte ranges of the addresses within `url(…)`, without quotes.
fn urls(text: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(at) = text[from..].find("url(") {
        let open = from + at + 4;
        let Some(close) = text[open..].find(')').map(|length| open + length) else { break };
        let inner = &text[open..close];
        let trimmed = inner.trim().trim_matches(['"', '\'']);
        let start = open + inner.find(trimmed).unwrap_or(0);
        found.push((start, start + trimmed.len()));
        from = close;
    }
    found
}

/// The theme's file that an address in the stylesheet `name` means; `None` for one that leaves the theme.
fn resolve(name: &str, address: &str) -> Option<String> {
    if address.is_empty() || address.starts_with(['/', '#']) || address.contains(':') {
        return None;
    }
    let mut parts: Vec<&str> = name.split('/').collect();
    parts.pop();
    for part in address.split('/') {
        match part {
            "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn theme(files: &[(&str, &str)]) -> Theme {
        let files: Vec<_> =
            files.iter().map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec())).collect();
        Theme::with_overrides(&files)
    }

    #[test]
    fn a_file_is_named_after_its_content() {
        assert_eq!(fingerprinted("style.css", b"a"), "assets/style.ca978112ca.css");
        assert_eq!(fingerprinted("fonts/a.b.woff2", b"a"), "assets/fonts/a.b.ca978112ca.woff2");
        assert_eq!(fingerprinted("fonts.v1/plain", b"a"), "assets/fonts.v1/plain.ca978112ca");
    }

    #[test]
    fn a_stylesheet_names_the_written_files() {
        let css = "a{b:url( \"x.svg\" )}c{d:url(../x.svg)}e{f:url(data:x)}g{h:url(none.png)}";
        let theme = theme(&[("deep/custom.css", css), ("x.svg", "top"), ("deep/x.svg", "deep")]);
        let top = theme.files["x.svg"].0.strip_prefix(FOLDER).unwrap().to_owned();
        let deep = theme.files["deep/x.svg"].0.strip_prefix(FOLDER).unwrap().to_owned();
        let written = String::from_utf8(theme.files["deep/custom.css"].1.clone()).unwrap();
        assert_eq!(
            written,
            format!("a{{b:url( \"../{deep}\" )}}c{{d:url(../{top})}}e{{f:url(data:x)}}g{{h:url(none.png)}}")
        );
    }

    #[test]
    fn a_change_in_a_picture_changes_the_name_of_its_stylesheet() {
        let path = |picture: &str| {
            theme(&[("custom.css", "a{b:url(x.svg)}"), ("x.svg", picture)]).paths().custom_css
        };
        assert_ne!(path("one"), path("two"));
        assert_eq!(path("one"), path("one"));
    }

    #[test]
    fn stylesheets_in_a_circle_do_not_hang() {
        let theme = theme(&[("a.css", "@import url(b.css);"), ("b.css", "@import url(a.css);")]);
        assert!(theme.files.contains_key("a.css") && theme.files.contains_key("b.css"));
    }

    #[test]
    fn a_hub_replaces_a_file_and_the_rest_stays() {
        let theme = theme(&[("style.css", "body{}"), ("logo.svg", "<svg/>")]);
        assert_eq!(theme.files["style.css"].1, b"body{}");
        let paths = theme.paths();
        assert!(!paths.app_js.is_empty());
        assert_eq!(paths.files["logo.svg"], theme.files["logo.svg"].0);
        assert_eq!(paths.files["LICENSES.md"], "assets/LICENSES.md");
    }
}
