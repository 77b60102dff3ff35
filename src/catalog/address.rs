//! Where a file is stored: a checked address, without credentials.

use std::net::{Ipv4Addr, Ipv6Addr};

/// How a file can be reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scheme {
    /// `https://`
    Https,
    /// `http://`: allowed, and spoken of.
    Http,
    /// `s3://bucket/key`
    S3,
    /// `gs://bucket/key`
    Gs,
    /// `az://`, `abfs://`, `abfss://`
    Az,
    /// `hf://org/name/file`
    Hf,
    /// `oci://registry/repository:tag`
    Oci,
    /// A file of the model's own folder: in git, or in Git LFS.
    Relative,
}

impl Scheme {
    /// What people call it.
    pub const fn title(self) -> &'static str {
        match self {
            Scheme::Https => "HTTPS",
            Scheme::Http => "HTTP",
            Scheme::S3 => "Amazon S3",
            Scheme::Gs => "Google Cloud Storage",
            Scheme::Az => "Azure Blob Storage",
            Scheme::Hf => "Hugging Face Hub",
            Scheme::Oci => "OCI registry",
            Scheme::Relative => "In this repository",
        }
    }
}

/// The `https` address of the same file, for hosts that are known to serve all they have under both.
pub(super) fn secure(uri: &str) -> Option<String> {
    const HOSTS: [&str; 9] = [
        "cdn-lfs.huggingface.co",
        "dl.fbaipublicfiles.com",
        "download.pytorch.org",
        "github.com",
        "huggingface.co",
        "modelscope.cn",
        "raw.githubusercontent.com",
        "storage.googleapis.com",
        "zenodo.org",
    ];
    let rest = uri.strip_prefix("http://")?;
    let host = rest.split_once('/').map_or(rest, |(host, _)| host);
    HOSTS.contains(&host.to_ascii_lowercase().as_str()).then(|| format!("https://{rest}"))
}

/// An address that may be shown, and what had to be taken from it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    /// The address, without credentials.
    pub uri: String,
    /// Its scheme.
    pub scheme: Scheme,
}

/// Why an address is refused; the text says what is wrong and never repeats a credential.
pub type Refusal = (&'static str, String);

/// Query keys that carry a credential in presigned and shared-access addresses.
const CREDENTIAL_KEYS: [&str; 12] = [
    "x-amz-signature",
    "x-amz-credential",
    "x-amz-security-token",
    "awsaccesskeyid",
    "signature",
    "sig",
    "x-goog-signature",
    "x-goog-credential",
    "googleaccessid",
    "token",
    "access_token",
    "password",
];

/// Checks an address of a card.
///
/// # Errors
/// The rule's code and a message without the address's credentials: an unknown scheme, a credential, a host that
/// belongs to the reader's own network, a path that climbs out of its place, or characters that no address has.
pub fn check(text: &str) -> Result<Address, Refusal> {
    let refuse = |message: &str| Err(("CX402", message.to_owned()));
    if text.trim().is_empty() {
        return refuse("the address is empty");
    }
    // Nearly every address has none of them.
    if !text.bytes().all(|byte| byte.is_ascii_graphic() && !matches!(byte, b'\\' | b'<' | b'>' | b'"')) {
        if text.chars().any(|c| c.is_control() || c.is_whitespace()) {
            return refuse("the address holds white space or control characters");
        }
        if text.contains(['\\', '<', '>', '"']) {
            return refuse("the address holds a character that no address has");
        }
    }
    let Some((scheme, rest)) = text.split_once("://") else {
        return relative(text);
    };
    let scheme = match scheme.to_ascii_lowercase().as_str() {
        "https" => Scheme::Https,
        "http" => Scheme::Http,
        "s3" => Scheme::S3,
        "gs" => Scheme::Gs,
        "az" | "abfs" | "abfss" => Scheme::Az,
        "hf" => Scheme::Hf,
        "oci" => Scheme::Oci,
        "file" => return refuse("`file://` names a file of one machine; write a path relative to the card"),
        other => {
            return Err((
                "CX402",
                format!(
                    "the scheme `{}` is not one of https, s3, gs, az, hf, oci",
                    super::text::shorten(&super::text::one_line(other), 20)
                ),
            ));
        }
    };
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (authority, path) = rest.split_at(end);
    // abfss://container@account/path is Azure's own form; elsewhere `@` hides a user name or a password.
    if authority.contains('@') && !text.to_ascii_lowercase().starts_with("abfs") {
        return Err(("CX311", "the address holds a user name or a password".to_owned()));
    }
    if authority.is_empty() || authority.starts_with(':') {
        return refuse("the address names no host or bucket");
    }
    if let Some((_, query)) = path.split_once('?')
        && query.split(['&', '#', ';']).any(|pair| {
            let key = pair.split('=').next().unwrap_or("").to_ascii_lowercase();
            CREDENTIAL_KEYS.contains(&key.as_str())
        })
    {
        return Err(("CX311", "the address carries a signature or a token in its query".to_owned()));
    }
    if climbs(path) {
        return refuse("the path of the address climbs with `..`");
    }
    if matches!(scheme, Scheme::Https | Scheme::Http) && is_private_host(authority) {
        return refuse("the host is an address of the reader's own network, not of a store");
    }
    Ok(Address { uri: text.to_owned(), scheme })
}

fn relative(text: &str) -> Result<Address, Refusal> {
    let text = text.strip_prefix("./").unwrap_or(text);
    if text.starts_with('/') {
        return Err(("CX402", "the address is an absolute path".to_owned()));
    }
    if let Some((scheme, _)) = text.split_once(':')
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
    {
        return Err(("CX402", "the address has a scheme but no `//`, or is a drive of Windows".to_owned()));
    }
    if climbs(text) {
        return Err(("CX402", "the path of the address climbs with `..`".to_owned()));
    }
    Ok(Address { uri: text.to_owned(), scheme: Scheme::Relative })
}

/// Whether a path has a segment `..`, also when it is percent-encoded once or twice.
fn climbs(path: &str) -> bool {
    // Nearly every path has neither.
    if !path.contains("..") && !path.contains('%') {
        return false;
    }
    let lower = path.to_ascii_lowercase().replace("%25", "%");
    let decoded = lower.replace("%2e", ".").replace("%2f", "/").replace("%5c", "/");
    decoded.split(['/', '?', '#']).any(|segment| segment == "..")
}

/// Whether a host is a number or a name of the reader's own network.
fn is_private_host(authority: &str) -> bool {
    if let Some(rest) = authority.strip_prefix('[') {
        let Some((address, _)) = rest.split_once(']') else { return true };
        return match address.parse::<Ipv6Addr>() {
            Ok(ip) => is_private_v6(ip),
            Err(_) => true,
        };
    }
    let host = authority.split(':').next().unwrap_or("").trim_end_matches('.').to_ascii_lowercase();
    if host == "localhost" || host.ends_with(".localhost") || host.ends_with(".internal") {
        return true;
    }
    // Browsers and C libraries read `2852039166`, `0xa9fea9fe` and `0251.0376.0251.0376` as IPv4 addresses.
    let last = host.rsplit('.').next().unwrap_or("");
    let numeric = !last.is_empty()
        && (last.bytes().all(|b| b.is_ascii_digit())
            || last.strip_prefix("0x").is_some_and(|hex| hex.bytes().all(|b| b.is_ascii_hexdigit())));
    numeric && host.parse::<Ipv4Addr>().map_or(true, is_private_v4)
}

fn is_private_v4(ip: Ipv4Addr) -> bool {
    ip.is_private()
        || ip.is_loopback()
        || ip.is_link_local()
        || ip.is_unspecified()
        || ip.is_broadcast()
        || ip.is_documentation()
        || ip.octets()[0] == 0
        || (ip.octets()[0] == 100 && ip.octets()[1] & 0xc0 == 64)
}

fn is_private_v6(ip: Ipv6Addr) -> bool {
    let segments = ip.segments();
    ip.is_loopback()
        || ip.is_unspecified()
        || ip.is_unique_local()
        || ip.is_unicast_link_local()
        || ip.to_ipv4().is_some_and(is_private_v4)
        || (segments[0] == 0x64 && segments[1] == 0xff9b)
}
