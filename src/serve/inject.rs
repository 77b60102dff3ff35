//! The script that a served page gets: it loads the page again when the site changed, and shows findings over it.

/// The script and the style of what it shows, at addresses that no page of a site can have.
pub(super) const SCRIPT: &str = include_str!("reload.js");
pub(super) const STYLE: &str = include_str!("reload.css");

/// The page with the script at its end; `state` is what the page was made from.
pub(super) fn with_script(html: &[u8], state: u64) -> Vec<u8> {
    let script = format!("<script src=\"/-/reload.js\" data-state=\"{state}\" defer></script>");
    let end = b"</body>";
    let at = html.windows(end.len()).rposition(|part| part == end).unwrap_or(html.len());
    [&html[..at], script.as_bytes(), &html[at..]].concat()
}

#[cfg(test)]
mod tests {
    use super::with_script;

    #[test]
    fn the_script_stands_at_the_end() {
        let script = "<script src=\"/-/reload.js\" data-state=\"7\" defer></script>";
        let with = |html: &str| String::from_utf8(with_script(html.as_bytes(), 7)).unwrap_or_default();
        assert_eq!(with("<body>a</body></html>\n"), format!("<body>a{script}</body></html>\n"));
        assert_eq!(with("<body>a"), format!("<body>a{script}"));
    }
}
