//! Names of files and folders: safe on every system, stable, and one for each text.

use sha2::{Digest, Sha256};

/// Longest slug in bytes; with `.html.gz` behind it a name stays far below the 255 bytes of common file systems.
const LONGEST: usize = 80;

/// Names that the site needs for itself inside any folder.
const RESERVED: [&str; 4] = ["index.html", "files", "page", "v"];

/// Turns a text into one path segment of `[a-z0-9._-]`.
///
/// Two texts may share a slug only when they differ in case or punctuation; [`unique`] tells them apart then. A text
/// that loses letters (another script, a very long name) carries a part of its SHA-256, so that it stays recognisable
/// for machines and never depends on what else is in the catalog.
pub fn slug(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    let mut lossy = false;
    for c in text.chars() {
        match c {
            'a'..='z' | '0'..='9' | '.' | '_' | '-' => slug.push(c),
            'A'..='Z' => slug.push(c.to_ascii_lowercase()),
            _ => {
                lossy |= c.is_alphanumeric();
                if !slug.ends_with('-') {
                    slug.push('-');
                }
            }
        }
    }
    let trimmed = slug.trim_matches(['-', '.', ' ']);
    if lossy || trimmed.is_empty() || trimmed.len() > LONGEST || is_reserved(trimmed) {
        return with_hash(trimmed, text);
    }
    trimmed.to_owned()
}

/// The slug of a text among others that share it: the text that is its own slug keeps it.
pub fn unique(text: &str) -> String {
    let plain = slug(text);
    if plain == text { plain } else { with_hash(&plain, text) }
}

/// The name under which a file of the hub is copied; its extension stays.
pub fn file_name(path: &str) -> String {
    let (stem, extension) = path.rsplit_once('.').unwrap_or((path, ""));
    let extension = slug(extension);
    let plain = slug(&stem.replace('/', "-"));
    let plain = if format!("{plain}.{extension}") == path { plain } else { with_hash(&plain, path) };
    if extension.is_empty() { plain } else { format!("{plain}.{extension}") }
}

fn with_hash(slug: &str, text: &str) -> String {
    let digest = Sha256::digest(text.as_bytes());
    let hash = digest.iter().take(5).map(|byte| format!("{byte:02x}")).collect::<String>();
    let head: String = slug.chars().take(LONGEST - hash.len() - 1).collect();
    let head = head.trim_matches(['-', '.', ' ']);
    // `nul.txt-0123456789` is still the device for Windows, which looks no further than the first dot.
    let head = if is_device(head) { head.replace('.', "-") } else { head.to_owned() };
    // A slug that already ends in this hash is the lossy form of the same text.
    if head.ends_with(&hash) {
        return head;
    }
    if head.is_empty() { format!("x-{hash}") } else { format!("{head}-{hash}") }
}

fn is_reserved(slug: &str) -> bool {
    is_device(slug) || RESERVED.contains(&slug)
}

/// Names that mean devices on Windows, alone or before an extension.
fn is_device(slug: &str) -> bool {
    let stem = slug.split('.').next().unwrap_or(slug);
    matches!(stem, "con" | "prn" | "aux" | "nul")
        || (stem.len() == 4 && (stem.starts_with("com") || stem.starts_with("lpt")) && stem.as_bytes()[3].is_ascii_digit())
}
