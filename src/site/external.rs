//! Addresses that cards give for people to follow.

/// An address that a page may link to: http, https or mailto, without control characters or credentials.
pub(super) fn url(text: &str) -> Option<String> {
    let text = text.trim();
    let is_bad = |c: char| c.is_control() || c.is_whitespace() || matches!(c, '"' | '<' | '>' | '\\' | '`');
    // Nearly every address has none, and bytes are sooner looked through than characters.
    let is_good = |byte: u8| byte.is_ascii_graphic() && !matches!(byte, b'"' | b'<' | b'>' | b'\\' | b'`');
    if !text.bytes().all(is_good) && text.chars().any(is_bad) {
        return None;
    }
    let (scheme, rest) = text.split_once(':')?;
    match scheme.to_ascii_lowercase().as_str() {
        "http" | "https" => {
            let authority = rest.strip_prefix("//")?.split(['/', '?', '#']).next()?;
            let plain = !authority.is_empty() && !authority.contains('@');
            (plain && crate::catalog::check_address(text).is_ok()).then(|| text.to_owned())
        }
        "mailto" => (rest.contains('@') && !rest.contains(['?', '&', ','])).then(|| text.to_owned()),
        _ => None,
    }
}

/// A contact as a link: an address as it is, an e-mail address as `mailto:`.
pub(super) fn contact(text: &str) -> Option<String> {
    url(text).or_else(|| {
        let (user, host) = text.split_once('@')?;
        let fits = |part: &str| {
            !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric() || b".-_+".contains(&b))
        };
        (fits(user) && fits(host) && host.contains('.')).then(|| format!("mailto:{text}"))
    })
}
