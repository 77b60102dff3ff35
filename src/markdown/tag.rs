//! Raw HTML of a card, cut into tags and text.
//!
//! What is found here is never copied to the page: every tag is written anew from its name and its attributes, so
//! that it does not matter whether another reader would have cut a broken tag differently.

use std::borrow::Cow;

use super::entity;

/// A piece of raw HTML.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// Text, character references and all.
    Text(&'a str),
    /// `<name ...>`.
    Open(Tag<'a>),
    /// `</name>`.
    Close(Tag<'a>),
    /// A comment, a doctype, a processing instruction.
    Nothing,
}

/// A tag.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Tag<'a> {
    /// The element's name in lower case.
    pub(super) name: Cow<'a, str>,
    /// The whole tag as it is written.
    pub(super) source: &'a str,
    attributes: &'a str,
}

impl Tag<'_> {
    /// Whether the tag consists of its name alone.
    pub(super) fn is_bare(&self) -> bool {
        self.attributes.trim_matches(|c: char| c.is_whitespace() || c == '/').is_empty()
    }

    /// The attributes in their order, names in lower case, values decoded; of two of one name the first counts.
    pub(super) fn attributes(&self) -> Attributes {
        let mut found: Vec<(String, String)> = Vec::new();
        let mut rest = self.attributes;
        loop {
            rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
            if rest.is_empty() {
                return Attributes(found);
            }
            let ends_name = |c: char| c.is_ascii_whitespace() || c == '/' || c == '=';
            // A name may begin with `=`, but no other part of it may be one.
            let end = 1 + rest.as_bytes()[1..]
                .iter()
                .position(|&b| ends_name(char::from(b)))
                .unwrap_or(rest.len() - 1);
            let end = (end..=rest.len()).find(|&i| rest.is_char_boundary(i)).unwrap_or(rest.len());
            let name = rest[..end].to_ascii_lowercase();
            rest = rest[end..].trim_start_matches(|c: char| c.is_ascii_whitespace());
            let mut value = Cow::Borrowed("");
            if let Some(after) = rest.strip_prefix('=') {
                let after = after.trim_start_matches(|c: char| c.is_ascii_whitespace());
                let (raw, remaining) = attribute_value(after);
                value = entity::decode(raw);
                rest = remaining;
            }
            if !found.iter().any(|(known, _)| *known == name) {
                found.push((name, value.into_owned()));
            }
        }
    }
}

/// The attributes of a tag.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Attributes(Vec<(String, String)>);

impl Attributes {
    /// The value of an attribute.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The first event handler (`onclick`), if there is one.
    pub(super) fn handler(&self) -> Option<&str> {
        self.0.iter().map(|(name, _)| name.as_str()).find(|name| name.starts_with("on"))
    }
}

/// Cuts raw HTML into its pieces, each with its position.
pub(super) fn tokens(html: &str) -> impl Iterator<Item = (usize, Token<'_>)> {
    let mut at = 0;
    let mut broken = 0;
    std::iter::from_fn(move || {
        if at >= html.len() {
            return None;
        }
        let (token, length) = next(&html[at..], &mut broken);
        let position = at;
        at += length;
        Some((position, token))
    })
}

/// How many tags that are never closed are looked at: each costs a walk to the end of the text.
const BROKEN_TAGS: usize = 64;

/// The first piece of a text that is not empty, and its length.
fn next<'a>(html: &'a str, broken: &mut usize) -> (Token<'a>, usize) {
    if html.starts_with('<') && *broken < BROKEN_TAGS {
        if let Some(length) = nothing(html) {
            return (Token::Nothing, length);
        }
        if let Some((token, length)) = tag(html) {
            return (token, length);
        }
        *broken += 1;
    }
    let end = html.bytes().skip(1).position(|byte| byte == b'<').map_or(html.len(), |position| position + 1);
    (Token::Text(&html[..end]), end)
}

/// The length of a comment or the like at the start of a text.
fn nothing(html: &str) -> Option<usize> {
    let up_to = |end: &str, from: usize| html.get(from..)?.find(end).map(|at| from + at + end.len());
    if html.starts_with("<!--") {
        // `<!-->` is a whole comment. One that is never closed swallows the rest, as it does in a browser.
        return Some(up_to("-->", 2).unwrap_or(html.len()));
    }
    if html.starts_with("<![CDATA[") {
        return Some(up_to("]]>", 9).unwrap_or(html.len()));
    }
    if html.starts_with("<!") || html.starts_with("<?") {
        return Some(up_to(">", 2).unwrap_or(html.len()));
    }
    None
}

/// The tag at the start of a text, and its length; `None` when it is never closed.
fn tag(html: &str) -> Option<(Token<'_>, usize)> {
    let after = html.strip_prefix('<')?;
    let (closes, after) = match after.strip_prefix('/') {
        Some(after) => (true, after),
        None => (false, after),
    };
    if !after.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let name_end = after.find(|c: char| c.is_ascii_whitespace() || c == '/' || c == '>')?;
    let written = &after[..name_end];
    let length = name_end + tag_end(&after[name_end..])?;
    let start = html.len() - after.len();
    let name = match written.bytes().any(|byte| byte.is_ascii_uppercase()) {
        true => Cow::Owned(written.to_ascii_lowercase()),
        false => Cow::Borrowed(written),
    };
    let tag = Tag { name, source: &html[..start + length], attributes: &after[name_end..length - 1] };
    Some((if closes { Token::Close(tag) } else { Token::Open(tag) }, start + length))
}

/// The length of what is left of a tag, its `>` included; quotes count only behind `=`.
fn tag_end(rest: &str) -> Option<usize> {
    let bytes = rest.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            b'>' => return Some(at + 1),
            b'=' => {
                at += 1 + bytes[at + 1..].iter().take_while(|byte| byte.is_ascii_whitespace()).count();
                if let Some(quote @ (b'"' | b'\'')) = bytes.get(at) {
                    at += 2 + bytes[at + 1..].iter().position(|byte| byte == quote)?;
                }
            }
            _ => at += 1,
        }
    }
    None
}

/// The value behind a `=`, undecoded, and what follows it.
fn attribute_value(text: &str) -> (&str, &str) {
    for quote in ['"', '\''] {
        if let Some(inner) = text.strip_prefix(quote) {
            return inner.split_once(quote).unwrap_or((inner, ""));
        }
    }
    let end = text.find(|c: char| c.is_ascii_whitespace()).unwrap_or(text.len());
    text.split_at(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(html: &str) -> Vec<String> {
        tokens(html)
            .map(|(_, token)| match token {
                Token::Text(text) => format!("'{text}'"),
                Token::Open(tag) => format!("+{} {:?}", tag.name, tag.attributes().0),
                Token::Close(tag) => format!("-{}", tag.name),
                Token::Nothing => "0".to_owned(),
            })
            .collect()
    }

    #[test]
    fn tags_text_comments() {
        assert_eq!(shown("a<B>c</b><!-- <i> -->d"), ["'a'", "+b []", "'c'", "-b", "0", "'d'"]);
        assert_eq!(shown("<!-->x"), ["0", "'x'"]);
        assert_eq!(shown("1 < 2 <3 <b"), ["'1 '", "'< 2 '", "'<3 '", "'<b'"]);
        assert_eq!(shown("<?php x ?><!DOCTYPE html><![CDATA[ <b> ]]>y"), ["0", "0", "0", "'y'"]);
    }

    #[test]
    fn attributes() {
        assert_eq!(
            shown("<img src=a.png alt='x > y' ALT=z width = \"5\" hidden/>"),
            [r#"+img [("src", "a.png"), ("alt", "x > y"), ("width", "5"), ("hidden", "")]"#]
        );
        assert_eq!(shown("<a/href='x'/onclick=y>"), [r#"+a [("href", "x"), ("onclick", "y")]"#]);
        assert_eq!(shown("<a é=ü =x>"), [r#"+a [("é", "ü"), ("=x", "")]"#]);
    }
}
