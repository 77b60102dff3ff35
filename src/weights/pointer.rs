//! Git LFS pointers: a small text in git that stands for a large file elsewhere.

/// What a pointer says of its file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pointer {
    /// 64 lower-case hexadecimal digits.
    pub sha256: String,
    /// Bytes.
    pub size: u64,
}

/// A pointer is at most about 130 bytes; extensions may add lines.
pub const LARGEST: u64 = 1024;

/// Reads a pointer; `None` for anything else.
pub fn parse(bytes: &[u8]) -> Option<Pointer> {
    if bytes.len() as u64 > LARGEST {
        return None;
    }
    let text = std::str::from_utf8(bytes).ok()?;
    let mut lines = text.lines();
    let version = lines.next()?.strip_prefix("version ")?;
    if !version.starts_with("https://git-lfs.github.com/spec/")
        && !version.starts_with("https://hawser.github.com/spec/")
    {
        return None;
    }
    let mut sha256 = None;
    let mut size = None;
    for line in lines {
        if let Some(hex) = line.strip_prefix("oid sha256:") {
            let hex = hex.trim().to_ascii_lowercase();
            sha256 = (hex.len() == 64 && hex.bytes().all(|byte| byte.is_ascii_hexdigit())).then_some(hex);
        } else if let Some(number) = line.strip_prefix("size ") {
            size = number.trim().parse().ok();
        }
    }
    Some(Pointer { sha256: sha256?, size: size? })
}
