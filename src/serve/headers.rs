//! What every answer says beside its bytes.

/// The policy of a page that has none of its own: that of the built-in pages.
const PAGE: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; \
                    connect-src 'self'; base-uri 'none'; form-action 'self'";

/// The policy of everything else. A picture that is opened as a page runs nothing and asks for nothing.
const FILE: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; sandbox";

/// That of documents which browsers open in a viewer of their own: they would not do so in a sandbox.
const DOCUMENT: &str = "default-src 'none'; base-uri 'none'; form-action 'none'";

/// What kind of bytes a file has, by its name.
pub(super) fn kind(path: &str) -> &'static str {
    match path.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "xml" => "application/xml; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "pdf" => "application/pdf",
        "woff2" => "font/woff2",
        "csv" => "text/csv; charset=utf-8",
        "md" => "text/markdown; charset=utf-8",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

/// The policy for a file: that which a page states for itself, so that a preview allows what the site will.
pub(super) fn policy(kind: &str, bytes: &[u8]) -> String {
    let policy = match kind {
        "application/pdf" => DOCUMENT,
        kind if kind.starts_with("text/html") => stated(bytes).unwrap_or(PAGE),
        _ => FILE,
    };
    format!("{policy}; frame-ancestors 'none'")
}

/// What the `meta` element of a page states.
fn stated(html: &[u8]) -> Option<&str> {
    let head = html.get(..html.len().min(4096))?;
    let start = b"<meta http-equiv=\"Content-Security-Policy\" content=\"";
    let at = head.windows(start.len()).position(|part| part == start)? + start.len();
    let end = head[at..].iter().position(|byte| *byte == b'"')?;
    let policy = std::str::from_utf8(&head[at..at + end]).ok()?;
    policy.bytes().all(|byte| (b' '..=b'~').contains(&byte) && byte != b'&').then_some(policy)
}

#[cfg(test)]
mod tests {
    use super::{FILE, PAGE, policy};

    #[test]
    fn a_page_keeps_its_policy_and_no_line_more() {
        let meta = |policy: &str| {
            format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">").into_bytes()
        };
        let html = "text/html; charset=utf-8";
        assert_eq!(policy(html, &meta("default-src 'self'")), "default-src 'self'; frame-ancestors 'none'");
        for odd in ["a\r\nSet-Cookie: a", "a\u{e9}", "&quot;"] {
            assert_eq!(policy(html, &meta(odd)), format!("{PAGE}; frame-ancestors 'none'"), "{odd}");
        }
        assert_eq!(policy("image/svg+xml", b"<svg/>"), format!("{FILE}; frame-ancestors 'none'"));
    }
}
