//! Web addresses that stand in a text as they are.

use super::card::Card;
use super::url::{self, Url};

impl Card<'_> {
    /// Writes text of the card that begins at a byte of the source, and makes links of the addresses in it.
    pub(super) fn linked_text(&mut self, text: &str, offset: usize) {
        if !text.as_bytes().contains(&b':')
            || !text.contains("://")
            || self.skip.is_some()
            || self.writer.is_in_link()
        {
            return self.text(text);
        }
        let mut done = 0;
        while let Some((start, end)) = address(text, done) {
            self.text(&text[done..start]);
            let handle = self.link(&text[start..end], "", offset + start);
            self.text(&text[start..end]);
            self.writer.close(handle);
            done = end;
        }
        self.text(&text[done..]);
    }
}

/// Where the next address begins and ends, from a byte of the text on.
fn address(text: &str, from: usize) -> Option<(usize, usize)> {
    let mut search = from;
    while let Some(colon) = text.get(search..)?.find("://").map(|at| search + at) {
        search = colon + 3;
        let Some(scheme) = ["https", "http"].into_iter().find(|scheme| ends_with(&text[from..colon], scheme))
        else {
            continue;
        };
        let start = colon - scheme.len();
        let before = text[..start].chars().next_back();
        if before.is_some_and(char::is_alphanumeric) {
            continue;
        }
        let end = start + length(&text[start..]);
        // What is no address as a whole holds none: looking again inside of it would take the square of its length.
        search = search.max(end);
        if end > colon + 3 && matches!(url::judge(&text[start..end]), Url::Web(_)) {
            return Some((start, end));
        }
    }
    None
}

fn ends_with(text: &str, scheme: &str) -> bool {
    let tail = text.len().checked_sub(scheme.len()).and_then(|at| text.get(at..));
    tail.is_some_and(|tail| tail.eq_ignore_ascii_case(scheme))
}

/// The length of the address that a text begins with: up to a space or a quote, without the punctuation that belongs
/// to the sentence, and without a bracket that the address does not open.
fn length(text: &str) -> usize {
    let ends = |c: char| {
        c.is_whitespace()
            || matches!(c, '<' | '>' | '"' | '`' | '|' | '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ffef}')
    };
    let mut url = &text[..text.find(ends).unwrap_or(text.len())];
    for (open, close) in [('(', ')'), ('[', ']')] {
        let mut depth = 0usize;
        for (at, character) in url.char_indices() {
            if character == open {
                depth += 1;
            } else if character == close {
                let Some(less) = depth.checked_sub(1) else {
                    url = &url[..at];
                    break;
                };
                depth = less;
            }
        }
    }
    url.trim_end_matches(['?', '!', '.', ',', ':', ';', '*', '_', '~', '\'']).len()
}

#[cfg(test)]
mod tests {
    use super::address;

    fn found(text: &str) -> Vec<&str> {
        let mut done = 0;
        std::iter::from_fn(|| {
            let (start, end) = address(text, done)?;
            done = end;
            Some(&text[start..end])
        })
        .collect()
    }

    #[test]
    fn addresses_in_sentences() {
        assert_eq!(
            found("see https://a.org/x_y, or (http://b.org/c_(d))."),
            ["https://a.org/x_y", "http://b.org/c_(d)"]
        );
        assert_eq!(
            found("[https://a.org] 见 https://a.org/。HTTPS://B.org!"),
            ["https://a.org", "https://a.org/", "HTTPS://B.org"]
        );
        assert_eq!(found("xhttps://a.org ftp://b.org https:// http://<x> s3://bucket/k"), [""; 0]);
    }
}
