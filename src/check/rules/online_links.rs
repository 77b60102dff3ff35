//! The addresses of the web that stand in cards: links of the text, the licence, weights.

use super::body::{Kind, of_text};
use super::online::{Address, Purpose};
use crate::catalog::{Catalog, Model, Scheme};
use crate::config::Config;
use crate::diagnostic::{Location, Mark};

/// Addresses of one card at most.
const MOST: usize = 500;
/// Longest address, in bytes.
const LONGEST: usize = 2_000;

/// All addresses of all cards, in the order of the catalog.
pub fn addresses(catalog: &Catalog, config: &Config) -> Vec<Address> {
    let of_model = |model| {
        let mut found = Vec::new();
        front(model, config, &mut found);
        text(model, &mut found);
        found.truncate(MOST);
        found
    };
    catalog.models.iter().flat_map(of_model).collect()
}

fn front(model: &Model, config: &Config, found: &mut Vec<Address>) {
    if let Some(link) = &model.card.license_link
        && is_web(&link.value)
    {
        let location = Location::at(&model.card_path, link.mark);
        found.push(Address { url: link.value.clone(), location, purpose: Purpose::Licence });
    }
    for artifact in &model.artifacts {
        let Some(uri) = &artifact.uri else { continue };
        let url = match artifact.scheme {
            Scheme::Https | Scheme::Http => Some(uri.clone()),
            Scheme::Relative => None,
            _ => config.storage.iter().find_map(|storage| {
                Some(format!("{}{}", storage.public.as_ref()?, uri.strip_prefix(&storage.prefix)?))
            }),
        };
        if let Some(url) = url {
            found.push(Address {
                url,
                location: artifact.location.clone(),
                purpose: Purpose::Weights(artifact.size),
            });
        }
    }
}

fn text(model: &Model, found: &mut Vec<Address>) {
    if !model.body.contains("http") {
        return;
    }
    for line in of_text(model.body_line, &model.body) {
        if line.kind != Kind::Text {
            continue;
        }
        for (at, url) in links(line.text) {
            let column = u32::try_from(line.text[..at].chars().count() + 1).unwrap_or(u32::MAX);
            let location = Location::at(&model.card_path, Mark::new(line.number, column));
            found.push(Address { url: url.to_owned(), location, purpose: Purpose::Link });
        }
    }
}

fn is_web(text: &str) -> bool {
    text.starts_with("https://") || text.starts_with("http://")
}

/// The addresses in a line, each with its place in bytes. Code is left out, and what a reader has to fill in.
fn links(line: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(at) = line[from..].find("http").map(|at| from + at) {
        from = at + "http".len();
        let is_word = line[..at].ends_with(|c: char| c.is_alphanumeric());
        let in_code = line[..at].matches('`').count() % 2 == 1;
        if !is_web(&line[at..]) || is_word {
            continue;
        }
        let url = end(&line[at..]);
        from = at + url.len();
        let is_whole = !url.contains(['{', '}', '$', '*', '…']) && !line[from..].starts_with("..");
        if !in_code && is_whole && url.len() <= LONGEST && url.len() > "https://".len() {
            found.push((at, url));
        }
    }
    found
}

/// An address without what stands behind it: up to a blank, a quote or a bracket that closes what was opened before it.
fn end(text: &str) -> &str {
    let mut open = 0_usize;
    let mut length = text.len();
    for (at, c) in text.char_indices() {
        match c {
            '(' => open += 1,
            ')' if open == 0 => {
                length = at;
                break;
            }
            ')' => open -= 1,
            '<' | '>' | '"' | '\'' | '`' | '[' | ']' | '|' | '\\' => {
                length = at;
                break;
            }
            c if c.is_whitespace() || c.is_control() => {
                length = at;
                break;
            }
            _ => {}
        }
    }
    text[..length].trim_end_matches(['.', ',', ';', ':', '!', '?', '*', '_', '~'])
}

#[cfg(test)]
mod tests {
    use super::links;

    #[test]
    fn addresses_in_lines() {
        let of = |line: &'static str| links(line).into_iter().map(|(_, url)| url).collect::<Vec<_>>();
        assert_eq!(
            of("See [it](https://a.org/x_(y)) and <http://b.org>, https://c.org/z?q=1#f."),
            ["https://a.org/x_(y)", "http://b.org", "https://c.org/z?q=1#f"]
        );
        assert_eq!(
            of("[![badge](https://a.org/b.svg \"t\")](https://a.org)"),
            ["https://a.org/b.svg", "https://a.org"]
        );
        assert_eq!(
            of("`curl https://a.org` https://a.org/{id} https://a.org/... shttp://a https:// http"),
            [] as [&str; 0]
        );
        assert_eq!(of("<a href='https://a.org/ä'>"), ["https://a.org/ä"]);
        assert_eq!(links("ä https://a.org"), [(3, "https://a.org")]);
    }
}
