//! What a relative path that leads nowhere was probably meant to be.

/// Endings of host names that no file of a hub has.
const HOSTS: [&str; 8] = ["com", "dev", "edu", "gov", "info", "io", "net", "org"];

/// The URL that was meant, if the path looks like one: a host without `https://`, or a path of the Hub's own site.
pub(super) fn meant(path: &str) -> Option<String> {
    if let Some(rest) = path.strip_prefix('/') {
        let mut parts = rest.split('/').skip(2);
        let of_hub = matches!(parts.next(), Some("resolve" | "blob" | "raw" | "tree"));
        return (of_hub && parts.next().is_some()).then(|| format!("https://huggingface.co{path}"));
    }
    let host = path.split('/').next().unwrap_or_default();
    let (name, ending) = host.rsplit_once('.')?;
    let is_host = !name.is_empty()
        && host.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-'))
        && (HOSTS.contains(&ending) || name.starts_with("www."));
    is_host.then(|| format!("https://{path}"))
}

#[cfg(test)]
mod tests {
    use super::meant;

    #[test]
    fn hosts_and_paths_of_the_hub_are_told_from_files() {
        let meant = |path: &str| meant(path).unwrap_or_default();
        assert_eq!(meant("acme.com"), "https://acme.com");
        assert_eq!(meant("www.acme.example/lamp"), "https://www.acme.example/lamp");
        assert_eq!(
            meant("/acme/lamp/resolve/main/lamp.png"),
            "https://huggingface.co/acme/lamp/resolve/main/lamp.png"
        );
        for file in
            ["lamp.md", "docs/acme.com", "../lamp", "lamp", "/acme/lamp", ".com", "a b.com", "train.py"]
        {
            assert_eq!(meant(file), "", "{file}");
        }
    }
}
