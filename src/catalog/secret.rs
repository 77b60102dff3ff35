//! Credentials in front matter: they stay out of every page and record.

use std::borrow::Cow;

use crate::diagnostic::{Diagnostic, Location};
use crate::yaml::{Node, Value};

use super::address;

/// What stands in the place of an address with a credential.
const REDACTED: &str = "[address with a credential, left out]";

/// The tree without addresses that carry a user name, a password, a signature or a token; each is an error.
///
/// Nearly every card comes back as it is, without a copy.
pub(super) fn redact<'a>(root: &'a Node, path: &str, diagnostics: &mut Vec<Diagnostic>) -> Cow<'a, Node> {
    if !holds_secret(root) {
        return Cow::Borrowed(root);
    }
    let mut root = root.clone();
    redact_node(&mut root, path, diagnostics);
    Cow::Owned(root)
}

fn holds_secret(node: &Node) -> bool {
    match &node.value {
        Value::Scalar { text, .. } => is_secret(text),
        Value::Sequence(items) => items.iter().any(holds_secret),
        Value::Mapping(entries) => {
            entries.iter().any(|(key, value)| holds_secret(key) || holds_secret(value))
        }
    }
}

fn redact_node(node: &mut Node, path: &str, diagnostics: &mut Vec<Diagnostic>) {
    match &mut node.value {
        Value::Scalar { text, .. } if is_secret(text) => {
            *text = text.split_inclusive(char::is_whitespace).map(redact_word).collect();
            let message = "an address here carries a credential, which is shown nowhere";
            diagnostics.push(Diagnostic::error("CX311", Location::at(path, node.mark), message).help(
                "revoke the credential: it is in the history of the repository; give the address without it",
            ));
        }
        Value::Scalar { .. } => {}
        Value::Sequence(items) => items.iter_mut().for_each(|item| redact_node(item, path, diagnostics)),
        Value::Mapping(entries) => {
            for (key, value) in entries {
                redact_node(key, path, diagnostics);
                redact_node(value, path, diagnostics);
            }
        }
    }
}

/// A text of several lines without addresses that carry a credential.
pub fn without_secrets(text: &str) -> Cow<'_, str> {
    if !is_secret(text) {
        return Cow::Borrowed(text);
    }
    text.split_inclusive(char::is_whitespace).map(redact_word).collect::<String>().into()
}

/// A word with the white space behind it.
fn redact_word(word: &str) -> String {
    match word_is_secret(word) {
        true => format!("{REDACTED}{}", &word[word.trim_end().len()..]),
        false => word.to_owned(),
    }
}

fn is_secret(text: &str) -> bool {
    // Hardly any text has a colon, and looking for one byte is quick.
    memchr::memchr(b':', text.as_bytes()).is_some()
        && text.contains("://")
        && text.split_whitespace().any(word_is_secret)
}

/// Places at which an address may end, in one word: hardly any has more than two.
const MOST_ENDS: usize = 16;

fn word_is_secret(word: &str) -> bool {
    // An address may stand in brackets or quotes, or behind a name and a colon.
    let Some(at) = word.find("://") else { return false };
    let start = word[..at]
        .rfind(|c: char| !c.is_ascii_alphanumeric() && !"+-.".contains(c))
        .map_or(0, |last| last + word[last..].chars().next().map_or(1, char::len_utf8));
    let is_secret = |address: &str| matches!(address::check(address), Err(("CX311", _)));
    let address = word[start..].trim();
    // What closes the brackets or quotes is no part of it; within a password it may be.
    let mut ends = address.match_indices(['"', '\'', '`', '<', '>', ')', ']', '}', ',']).take(MOST_ENDS);
    is_secret(address) || ends.any(|(end, _)| is_secret(&address[..end]))
}

#[cfg(test)]
mod tests {
    use super::without_secrets;

    #[test]
    fn a_credential_is_found_in_brackets_and_quotes() {
        for text in [
            "https://ada:HUSH@a.example/",
            "links: {home: \"https://ada:HUSH@a.example/\"}",
            "[here](https://ada:HUSH@a.example/x), <https://ada:H)USH@a.example/>",
        ] {
            assert!(!without_secrets(text).contains("USH"), "{text}: {}", without_secrets(text));
        }
        let plain = "see {home: \"https://a.example/@ada:x\"} and ada:hush@a.example";
        assert_eq!(without_secrets(plain), plain);
    }
}
