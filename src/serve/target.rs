//! From the target of a request to a path of the site.

/// Why a target is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Odd;

/// The path below the site's root, without a query; empty for the root, with `/` at the end for a folder.
///
/// No file is opened by it, so that nothing can be reached that was not meant. What only an attack would ask for is refused
/// all the same: another form than `/path`, anything that is no text once decoded, and parts that lead elsewhere.
pub(super) fn path(target: &str) -> Result<String, Odd> {
    let target = target.split(['?', '#']).next().unwrap_or_default();
    let rest = target.strip_prefix('/').ok_or(Odd)?;
    let path = decode(rest)?;
    let is_odd = |c: char| c.is_control() || matches!(c, '\\' | '%' | ':' | '\u{fffd}');
    if path.contains(is_odd) {
        return Err(Odd);
    }
    let (folder, is_folder) = path.strip_suffix('/').map_or((path.as_str(), false), |folder| (folder, true));
    let leads_on = |part: &str| part.is_empty() || part.trim_end_matches([' ', '.']).is_empty();
    if (is_folder || !folder.is_empty()) && folder.split('/').any(leads_on) {
        return Err(Odd);
    }
    Ok(path)
}

/// Undoes percent encoding, once.
fn decode(text: &str) -> Result<String, Odd> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let mut digit = || rest.next().and_then(|digit| char::from(digit).to_digit(16)).ok_or(Odd);
        let value = digit()? * 16 + digit()?;
        bytes.push(u8::try_from(value).map_err(|_| Odd)?);
    }
    String::from_utf8(bytes).map_err(|_| Odd)
}

#[cfg(test)]
mod tests {
    use super::{Odd, path};

    #[test]
    fn paths_are_decoded_once() {
        for (target, expected) in [
            ("/", ""),
            ("/?q=../..", ""),
            ("/index.html", "index.html"),
            ("/models/", "models/"),
            ("/models/acme/x/?a=b", "models/acme/x/"),
            ("/models/acme/%78/index.html", "models/acme/x/index.html"),
            ("/gr%C3%B6%C3%9Fe", "größe"),
            ("/a..b/c...d", "a..b/c...d"),
        ] {
            assert_eq!(path(target), Ok(expected.to_owned()), "{target}");
        }
    }

    #[test]
    fn what_leads_elsewhere_is_refused() {
        for target in [
            "",
            "*",
            "x",
            "http://localhost/",
            "/..",
            "/%2e%2e/",
            "/a//b",
            "//",
            "/%",
            "/%2",
            "/%zz",
            "/.",
            "/ ../x",
        ] {
            assert_eq!(path(target), Err(Odd), "{target}");
        }
    }
}
