//! Which names a request may call the server by.
//!
//! A page elsewhere can have its own name lead to this machine (DNS rebinding), and would then be allowed to read what is
//! served. Such a request carries that name in its `Host`.

use std::net::{IpAddr, Ipv6Addr};

/// The names that are answered to.
#[derive(Debug, Clone)]
pub(super) struct Hosts {
    given: String,
    port: u16,
}

impl Hosts {
    pub(super) fn new(given: &str, port: u16) -> Hosts {
        Hosts { given: given.trim_matches(['[', ']']).to_ascii_lowercase(), port }
    }

    /// Whether a `Host` names this server. One that listens on every address answers to every number, but to no name.
    pub(super) fn knows(&self, host: &str) -> bool {
        let Some((name, port)) = split(host) else { return false };
        if port.is_some_and(|port| port != self.port) {
            return false;
        }
        let name = name.to_ascii_lowercase();
        let address: Option<IpAddr> = name.parse().ok();
        let everywhere = self.given.parse::<IpAddr>().is_ok_and(|given| given.is_unspecified());
        name == "localhost"
            || name == "127.0.0.1"
            || address == Some(Ipv6Addr::LOCALHOST.into())
            || name == self.given
            || everywhere && address.is_some()
    }
}

/// Name and port; a number of version 6 loses its brackets.
fn split(host: &str) -> Option<(&str, Option<u16>)> {
    let (name, rest) = match host.strip_prefix('[') {
        Some(rest) => {
            let (name, rest) = rest.split_once(']')?;
            name.parse::<Ipv6Addr>().ok()?;
            (name, rest)
        }
        None => host.find(':').map_or((host, ""), |at| host.split_at(at)),
    };
    let port = match rest.strip_prefix(':') {
        Some(port) if port.bytes().all(|byte| byte.is_ascii_digit()) => Some(port.parse().ok()?),
        Some(_) => return None,
        None if rest.is_empty() => None,
        None => return None,
    };
    (!name.is_empty()).then_some((name, port))
}

#[cfg(test)]
mod tests {
    use super::Hosts;

    #[test]
    fn names_of_this_machine_alone_are_known() {
        let hosts = Hosts::new("127.0.0.1", 4000);
        for known in ["localhost", "LOCALHOST:4000", "127.0.0.1:4000", "127.0.0.1", "[::1]:4000", "[::1]"] {
            assert!(hosts.knows(known), "{known}");
        }
        for other in [
            "",
            ":4000",
            "evil.example",
            "evil.example:4000",
            "localhost.evil.example",
            "localhost:80",
            "localhost:",
            "localhost:x",
            "localhost:+4000",
            "localhost:4000:4000",
            "127.0.0.2",
            "127.1",
            "[::1",
            "[::1]x",
            "[localhost]",
            "::1",
            "user@localhost",
            "localhost/",
        ] {
            assert!(!hosts.knows(other), "{other}");
        }
    }

    #[test]
    fn the_host_that_was_given_is_known() {
        assert!(Hosts::new("Box.Example", 4000).knows("box.example:4000"));
        let everywhere = Hosts::new("0.0.0.0", 4000);
        assert!(everywhere.knows("192.168.1.7:4000"));
        assert!(!everywhere.knows("evil.example:4000"));
    }
}
