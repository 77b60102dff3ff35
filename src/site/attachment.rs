//! Which files of the hub may be copied into the site.
//!
//! A copied file is served from the site's own origin, so a file that a browser would run (HTML, an active SVG, a
//! script) is never copied, whatever its name says.

/// What a file may be used as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Attachment {
    /// A picture, which a page may show.
    Picture,
    /// A document, which a page may link to.
    Document,
}

/// Why a file is not copied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Refused {
    /// There is no such file in the hub.
    Missing,
    /// It is of a kind that is not copied, or its bytes are not what its name says.
    Kind,
    /// It is a document where a picture is asked for.
    NotAPicture,
    /// It is an SVG with scripts or references.
    Active,
}

/// Looks at a file's name, then at its bytes.
pub(super) fn examine(path: &str, bytes: impl FnOnce() -> Option<Vec<u8>>) -> Result<Attachment, Refused> {
    let extension =
        path.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase()).unwrap_or_default();
    if !matches!(extension.as_str(), "png" | "jpg" | "jpeg" | "gif" | "webp" | "avif" | "svg" | "pdf" | "txt")
    {
        return Err(Refused::Kind);
    }
    let bytes = bytes().ok_or(Refused::Missing)?;
    let starts = |magic: &[u8]| bytes.starts_with(magic);
    let (fits, attachment) = match extension.as_str() {
        "png" => (starts(b"\x89PNG\r\n\x1a\n"), Attachment::Picture),
        "jpg" | "jpeg" => (starts(b"\xff\xd8\xff"), Attachment::Picture),
        "gif" => (starts(b"GIF8"), Attachment::Picture),
        "webp" => (starts(b"RIFF") && bytes.get(8..12) == Some(b"WEBP"), Attachment::Picture),
        "avif" => (bytes.get(4..8) == Some(b"ftyp"), Attachment::Picture),
        "pdf" => (starts(b"%PDF-"), Attachment::Document),
        "txt" => (std::str::from_utf8(&bytes).is_ok() && !bytes.contains(&0), Attachment::Document),
        _ => {
            let text = std::str::from_utf8(&bytes).map_err(|_| Refused::Kind)?;
            if is_active(text) {
                return Err(Refused::Active);
            }
            (text.contains("<svg"), Attachment::Picture)
        }
    };
    if fits { Ok(attachment) } else { Err(Refused::Kind) }
}

/// Whether an SVG could do more than be seen when it is opened as a page of its own.
fn is_active(svg: &str) -> bool {
    let lower = svg.to_ascii_lowercase();
    let parts = [
        "<script",
        "<foreignobject",
        "<iframe",
        "<embed",
        "<object",
        "<handler",
        "<set",
        "<animate",
        "<!entity",
        "javascript",
        "data:text",
        "data:image/svg",
        "<?xml-stylesheet",
        "@import",
        "xlink:href=\"http",
        "href=\"http",
        "<a ",
        "<a>",
        "url(http",
        "url(//",
    ];
    parts.iter().any(|part| lower.contains(part)) || has_handler(&lower) || lower.contains("&#")
}

/// Whether an attribute's name begins with `on`.
fn has_handler(lower: &str) -> bool {
    lower.match_indices("on").any(|(at, _)| {
        let before = lower[..at].chars().next_back();
        let rest = lower[at + 2..].trim_start_matches(|c: char| c.is_ascii_alphanumeric());
        before.is_some_and(|c| c.is_whitespace() || matches!(c, '"' | '\'' | '/'))
            && rest.trim_start().starts_with('=')
    })
}
