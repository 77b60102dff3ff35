//! Character references (`&nbsp;`, `&#8217;`) in raw HTML.

use std::borrow::Cow;

use pulldown_cmark::{Event, Parser};

/// The text with its character references decoded; what is no reference stays as it is.
pub(super) fn decode(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let reference = reference(rest);
        match reference.and_then(character) {
            Some(characters) => out.push_str(&characters),
            None => out.push_str(reference.unwrap_or("&")),
        }
        rest = &rest[reference.map_or(1, str::len)..];
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// The reference that a text begins with, from `&` to `;`.
fn reference(text: &str) -> Option<&str> {
    let name = |c: char| c.is_ascii_alphanumeric() || c == '#';
    let end = 1 + text.get(1..)?.find(|c: char| !name(c))?;
    (end > 1 && end < 40 && text[end..].starts_with(';')).then(|| &text[..=end])
}

/// What a reference stands for. The Markdown parser carries the table of all 2,125 names already, so the rare
/// ones are asked of it.
fn character(reference: &str) -> Option<Cow<'static, str>> {
    Some(match reference {
        "&nbsp;" => "\u{a0}".into(),
        "&amp;" => "&".into(),
        "&lt;" => "<".into(),
        "&gt;" => ">".into(),
        "&quot;" => "\"".into(),
        _ => {
            let text = Parser::new(reference).find_map(|event| match event {
                Event::Text(text) => Some(text),
                _ => None,
            })?;
            if *text == *reference || text.starts_with('&') && text.len() > 1 {
                return None;
            }
            text.into_string().into()
        }
    })
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn references() {
        assert_eq!(decode("a&nbsp;b &copy; &#8217;&#x41; &amp;lt;"), "a\u{a0}b © ’A &lt;");
        assert_eq!(decode("AT&T &foo; & &; &#; ?a=1&b=2"), "AT&T &foo; & &; &#; ?a=1&b=2");
        assert_eq!(decode("java&#115;cript&colon;"), "javascript:");
    }
}
