//! Addresses of the web, taken apart as far as a request needs it, and which of them may be asked.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use crate::config::Online;

/// The host of a web address in lower case, without its port; none for what is no web address, or has a user name.
pub(super) fn host(url: &str) -> Option<String> {
    let (scheme, rest) = url.split_once("://")?;
    if !scheme.eq_ignore_ascii_case("http") && !scheme.eq_ignore_ascii_case("https") {
        return None;
    }
    let authority = rest.split(['/', '?', '#', '\\']).next()?;
    let is_plain = !authority.contains('@') && authority.is_ascii();
    let name = match authority.strip_prefix('[') {
        Some(rest) => rest.split_once(']')?.0,
        None => authority.split(':').next()?,
    };
    let name = name.trim_end_matches('.').to_ascii_lowercase();
    (is_plain && !name.is_empty()).then_some(name)
}

/// Whether the hub wants a host to be asked. Names that stand for no host at all are not.
pub(super) fn may_ask(host: &str, online: &Online) -> bool {
    let is_example = [".example", ".test", ".invalid"].iter().any(|ending| host.ends_with(ending))
        || ["example.com", "example.org", "example.net"].iter().any(|name| is_within(host, name));
    let allowed = online.allow.is_empty() || online.allow.iter().any(|name| is_within(host, name));
    allowed && !is_example && !online.deny.iter().any(|name| is_within(host, name))
}

/// Whether a host may have an address of a private network.
pub(super) fn may_be_private(host: &str, online: &Online) -> bool {
    online.private.iter().any(|name| is_within(host, name))
}

/// Whether a host is this name or one below it.
fn is_within(host: &str, name: &str) -> bool {
    let name = name.trim_start_matches("*.").trim_end_matches('.');
    let rest = host.len().checked_sub(name.len()).map(|at| host.split_at_checked(at));
    matches!(rest, Some(Some((before, end)))
        if end.eq_ignore_ascii_case(name) && (before.is_empty() || before.ends_with('.')))
}

/// An address as a request takes it: without the part behind `#`, and with characters beyond ASCII and blanks encoded.
pub(super) fn encoded(url: &str) -> String {
    let url = url.split('#').next().unwrap_or_default();
    let mut text = String::with_capacity(url.len());
    for byte in url.bytes() {
        if byte.is_ascii_graphic()
            && !matches!(byte, b'"' | b'<' | b'>' | b'\\' | b'^' | b'`' | b'{' | b'|' | b'}')
        {
            text.push(char::from(byte));
        } else {
            text.push_str(&format!("%{byte:02X}"));
        }
    }
    text
}

/// Where a redirect leads.
pub(super) fn join(url: &str, target: &str) -> Option<String> {
    let target = target.trim();
    let (scheme, rest) = url.split_once("://")?;
    let before = target.split(['/', '?', '#']).next().unwrap_or_default();
    if before.contains(':') {
        // With a scheme of its own: the web's, or one that nobody asks.
        return Some(target.to_owned());
    }
    if let Some(target) = target.strip_prefix("//") {
        return Some(format!("{scheme}://{target}"));
    }
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (authority, path) = rest.split_at(end);
    if target.starts_with('/') {
        return Some(format!("{scheme}://{authority}{target}"));
    }
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    Some(format!("{scheme}://{authority}{folder}/{target}"))
}

/// Whether an address belongs to the web at large: not to this machine, its network, or what no host has.
pub(super) fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    !(address.is_private()
        || address.is_loopback()
        || address.is_link_local()
        || address.is_documentation()
        || a == 0
        || a == 100 && b & 0xc0 == 64
        || (a, b, c) == (192, 0, 0)
        || a == 198 && b & 0xfe == 18
        || a >= 224)
}

fn is_public_v6(address: Ipv6Addr) -> bool {
    let segments = address.segments();
    let [a, b, ..] = segments;
    let v4 = |high: u16, low: u16| Ipv4Addr::from(u32::from(high) << 16 | u32::from(low));
    if let Some(address) = address.to_ipv4_mapped() {
        return is_public_v4(address);
    }
    // An address of IPv4 inside: behind a translator, or 6to4.
    if (a, b) == (0x64, 0xff9b) {
        return segments[2..6] == [0; 4] && is_public_v4(v4(segments[6], segments[7]));
    }
    if a == 0x2002 {
        return is_public_v4(v4(b, segments[2]));
    }
    // Of the rest, only 2000::/3 is given out; 2001::/23 is for protocols, 2001:db8::/32 for examples.
    a & 0xe000 == 0x2000 && !(a == 0x2001 && (b < 0x200 || b == 0xdb8)) && a != 0x3fff
}

#[cfg(test)]
mod tests {
    use super::{encoded, host, is_public, join, may_ask};
    use crate::config::Online;

    #[test]
    fn addresses_of_private_networks_in_all_their_forms() {
        for address in [
            "127.0.0.1",
            "10.0.0.1",
            "172.16.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "0.0.0.0",
            "100.64.0.1",
            "198.18.0.1",
            "192.0.0.8",
            "224.0.0.1",
            "255.255.255.255",
            "192.0.2.1",
            "::1",
            "::",
            "fe80::1",
            "fc00::1",
            "fd00:ec2::254",
            "ff02::1",
            "::ffff:127.0.0.1",
            "::ffff:169.254.169.254",
            "64:ff9b::7f00:1",
            "2002:7f00:1::",
            "2001::1",
            "2001:db8::1",
            "::7f00:1",
        ] {
            assert!(!is_public(address.parse().expect("an address")), "{address}");
        }
        for address in
            ["1.1.1.1", "8.8.8.8", "172.32.0.1", "2606:4700::1111", "64:ff9b::808:808", "::ffff:8.8.8.8"]
        {
            assert!(is_public(address.parse().expect("an address")), "{address}");
        }
    }

    #[test]
    fn hosts() {
        assert_eq!(host("https://Acme.Org.:8443/a?b#c").as_deref(), Some("acme.org"));
        assert_eq!(host("http://[::1]:80/").as_deref(), Some("::1"));
        assert_eq!(host("https://good.org\\@evil.org/").as_deref(), Some("good.org"));
        for url in
            ["https://me:secret@acme.org/", "ftp://acme.org", "https:///a", "https://größe.org/", "acme.org"]
        {
            assert_eq!(host(url), None, "{url}");
        }
    }

    #[test]
    fn lists_of_hosts() {
        let list = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        let online =
            Online { allow: list(&["acme.org"]), deny: list(&["*.old.acme.org"]), ..Online::default() };
        assert!(may_ask("acme.org", &online) && may_ask("www.acme.org", &online));
        assert!(
            !may_ask("notacme.org", &online)
                && !may_ask("x.old.acme.org", &online)
                && !may_ask("other.org", &online)
        );
        assert!(
            !may_ask("www.example.com", &Online::default()) && !may_ask("acme.example", &Online::default())
        );
    }

    #[test]
    fn redirects_and_what_a_request_can_hold() {
        let from = "https://acme.org/a/b?c=/d";
        for (target, expected) in [
            ("http://x.org/", "http://x.org/"),
            ("//x.org/y", "https://x.org/y"),
            ("/y", "https://acme.org/y"),
            ("y", "https://acme.org/a/y"),
            ("y?z=a:b", "https://acme.org/a/y?z=a:b"),
            ("file:///etc/passwd", "file:///etc/passwd"),
        ] {
            assert_eq!(join(from, target).as_deref(), Some(expected));
        }
        assert_eq!(join("https://acme.org", "y").as_deref(), Some("https://acme.org/y"));
        assert_eq!(encoded("https://acme.org/ä b%20?q={x}#part"), "https://acme.org/%C3%A4%20b%20?q=%7Bx%7D");
    }
}
