//! What a URL in a card may be: a web address, a mail address, a fragment, or a file of the hub.

use super::escape::is_forbidden;

/// A URL of a card, judged.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Url {
    /// `#fragment`, decoded.
    Fragment(String),
    /// A relative URL.
    Relative(Relative),
    /// `http:` or `https:`, with everything encoded that has to be.
    Web(String),
    /// `mailto:`.
    Mail(String),
    /// Everything else: a scheme that runs, loads or leads out of the web, or a broken address.
    Refused,
}

/// A relative URL in its parts.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Relative {
    /// The path, decoded, with `/` between its parts.
    pub(super) path: String,
    /// `?query#fragment`, encoded, or nothing.
    pub(super) suffix: String,
}

/// Judges a URL as a browser would read it: without the spaces around it and the line ends in it, and with `\` as
/// `/` in front of a host.
pub(super) fn judge(url: &str) -> Url {
    let url: String = url
        .trim_matches(|c: char| c <= ' ')
        .chars()
        .filter(|c| !is_forbidden(*c) && !matches!(c, '\t' | '\n'))
        .collect();
    if let Some(fragment) = url.strip_prefix('#') {
        return Url::Fragment(decode(fragment).unwrap_or_default());
    }
    if let Some((scheme, rest)) = split_scheme(&url) {
        return match scheme.to_ascii_lowercase().as_str() {
            scheme @ ("http" | "https") => web(scheme, rest),
            "mailto" if rest.contains('@') => Url::Mail(format!("mailto:{}", encode(rest))),
            _ => Url::Refused,
        };
    }
    let slashed: String = url.chars().take(2).map(|c| if c == '\\' { '/' } else { c }).collect();
    if slashed == "//" {
        return web("https", &format!("//{}", &url[2..]));
    }
    let path_end = url.find(['?', '#']).unwrap_or(url.len());
    match decode(&url[..path_end]) {
        Some(path) if !path.is_empty() && !path.chars().any(is_forbidden) => {
            Url::Relative(Relative { path: path.replace('\\', "/"), suffix: encode(&url[path_end..]) })
        }
        _ => Url::Refused,
    }
}

/// Whether a URL has no scheme and no host, so that it stays inside the site.
pub(super) fn is_inside(url: &str) -> bool {
    !url.is_empty()
        && split_scheme(url).is_none()
        && !url.starts_with(['/', '\\'])
        && !url.contains(is_forbidden)
}

/// Whether a `data:` URL is a small picture of a kind that cannot run.
pub(super) fn is_picture(url: &str, limit: usize) -> bool {
    let Some((kind, data)) = url.strip_prefix("data:image/").and_then(|rest| rest.split_once(";base64,"))
    else {
        return false;
    };
    matches!(kind, "png" | "jpeg" | "gif" | "webp")
        && url.len() <= limit
        && !data.is_empty()
        && data.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'='))
}

/// The last part of a URL's path, for want of a better name of what it leads to.
pub(super) fn file_name(url: &str) -> String {
    let path = url.split(['?', '#']).next().unwrap_or_default();
    let name = path.rsplit(['/', '\\']).find(|part| !part.is_empty()).unwrap_or(path);
    decode(name).unwrap_or_else(|| name.to_owned())
}

/// A scheme and what follows its colon.
fn split_scheme(url: &str) -> Option<(&str, &str)> {
    let (scheme, rest) = url.split_once(':')?;
    let valid = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.'));
    valid.then_some((scheme, rest))
}

/// A web address, from the part behind its scheme's colon.
fn web(scheme: &str, rest: &str) -> Url {
    let Some(rest) = rest.strip_prefix("//") else { return Url::Refused };
    let host_end = rest.find(['/', '?', '#', '\\']).unwrap_or(rest.len());
    let (authority, path) = rest.split_at(host_end);
    if !is_authority(authority) {
        return Url::Refused;
    }
    Url::Web(format!("{scheme}://{authority}{}", encode(&path.replacen('\\', "/", 1))))
}

/// Whether a text is a host with or without a port. Names and passwords in front of a host are not taken: they have
/// no place in a link that everybody sees.
fn is_authority(authority: &str) -> bool {
    let (host, port) = match authority.rsplit_once(':') {
        Some((host, port)) if !port.contains(']') => (host, port),
        _ => (authority, ""),
    };
    let is_name = |c: char| {
        c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_') || !c.is_ascii() && c.is_alphanumeric()
    };
    let is_v6 = |inner: &str| inner.parse::<std::net::Ipv6Addr>().is_ok();
    let valid = match host.strip_prefix('[').and_then(|host| host.strip_suffix(']')) {
        Some(inner) => is_v6(inner),
        None => host.chars().all(is_name) && !host.starts_with('.') && !host.contains(".."),
    };
    valid && !host.is_empty() && (port.is_empty() || port.parse::<u16>().is_ok())
}

/// Percent-encodes what may not stand in a path, a query or a fragment.
fn encode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut in_fragment = false;
    for (at, character) in text.char_indices() {
        let allowed = match character {
            '%' => {
                text.as_bytes().get(at + 1..at + 3).is_some_and(|hex| hex.iter().all(u8::is_ascii_hexdigit))
            }
            '#' => !std::mem::replace(&mut in_fragment, true),
            _ if character.is_ascii() => {
                character.is_ascii_alphanumeric() || "-._~!$&'()*+,;=:@/?".contains(character)
            }
            _ => !character.is_whitespace() && !is_private(character),
        };
        if allowed {
            out.push(character);
        } else {
            let mut bytes = [0; 4];
            for byte in character.encode_utf8(&mut bytes).bytes() {
                out.push_str(&format!("%{byte:02X}"));
            }
        }
    }
    out
}

/// Characters that URLs may not hold although they are characters.
fn is_private(character: char) -> bool {
    matches!(character, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202f}' | '\u{e000}'..='\u{f8ff}' | '\u{feff}' | '\u{fff0}'..='\u{ffff}')
}

/// Percent-decodes; `None` if the result is no UTF-8.
fn decode(text: &str) -> Option<String> {
    if !text.contains('%') {
        return Some(text.to_owned());
    }
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let hex = text.get(at + 1..at + 3).filter(|_| bytes[at] == b'%');
        match hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(byte) => {
                out.push(byte);
                at += 3;
            }
            None => {
                out.push(bytes[at]);
                at += 1;
            }
        }
    }
    String::from_utf8(out).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn web_of(url: &str) -> String {
        match judge(url) {
            Url::Web(url) => url,
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn schemes() {
        for url in [
            "javascript:alert(1)",
            " JaVaScRiPt:alert(1)",
            "java\nscript:alert(1)",
            "\u{1}javascript:alert(1)",
            "vbscript:x",
            "data:text/html,x",
            "file:///etc/passwd",
            "blob:https://x/y",
            "about:blank",
            "ftp://x/y",
            "C:\\x",
            "https:x",
            "https://",
            "https://<host>/x",
            "http://a b/",
            "https://user:secret@host/",
            "https://host:99999/",
            "tel:1",
            "",
            "?q",
            "a%00b",
            "mailto:nobody",
            "https://%65vil/",
            "x%ff.md",
        ] {
            assert_eq!(judge(url), Url::Refused, "{url:?}");
        }
    }

    #[test]
    fn web_addresses() {
        assert_eq!(web_of("HTTPS://Example.org"), "https://Example.org");
        assert_eq!(web_of("//evil.invalid/p.png"), "https://evil.invalid/p.png");
        assert_eq!(web_of("\\\\evil.invalid\\p"), "https://evil.invalid/p");
        assert_eq!(web_of("/\\evil.invalid"), "https://evil.invalid");
        assert_eq!(
            web_of("http://x:80/a b[1]|{c}\"?d=<e>%zz%20#f#g"),
            "http://x:80/a%20b%5B1%5D%7C%7Bc%7D%22?d=%3Ce%3E%25zz%20#f%23g"
        );
        assert_eq!(web_of("https://münchen.de/straße"), "https://münchen.de/straße");
        assert_eq!(web_of("https://[::1]:8080/x"), "https://[::1]:8080/x");
        assert_eq!(judge("mailto:a@b.org"), Url::Mail("mailto:a@b.org".to_owned()));
    }

    #[test]
    fn relative() {
        let relative = |path: &str, suffix: &str| {
            Url::Relative(Relative { path: path.to_owned(), suffix: suffix.to_owned() })
        };
        assert_eq!(judge("docs/a%20b.md?x#y z"), relative("docs/a b.md", "?x#y%20z"));
        assert_eq!(judge("..\\..\\.git"), relative("../../.git", ""));
        assert_eq!(judge("javascript%3Aalert(1)"), relative("javascript:alert(1)", ""));
        assert_eq!(judge("/root"), relative("/root", ""));
        assert_eq!(judge("#a%20b"), Url::Fragment("a b".to_owned()));
        assert!(is_inside("../a/b.html"));
        assert!(!is_inside("javascript:x") && !is_inside("//x") && !is_inside("\\x") && !is_inside("/x"));
    }

    #[test]
    fn pictures() {
        assert!(is_picture("data:image/png;base64,AAAA", 100));
        assert!(!is_picture("data:image/png;base64,AAAA", 10));
        assert!(!is_picture("data:image/svg+xml;base64,AAAA", 100));
        assert!(!is_picture("data:image/png;base64,A\"A", 100));
        assert_eq!(file_name("https://x/a/b%20c.png?d=/e"), "b c.png");
    }
}
