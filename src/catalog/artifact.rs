//! Weights and other files: from the card's `weights`, from Git LFS pointers, from the folder.

use crate::diagnostic::{Change, Diagnostic, Location, Mark};
use crate::vocabulary::format;
use crate::yaml::{Node, Value};

use super::address::{self, Scheme};
use super::fields::{display, get, get_line, scalar};
use super::text::one_line;

/// A file of a model, wherever it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Artifact {
    /// The file's name as shown and as saved: a relative path without `..`.
    pub path: String,
    /// Where it is stored; `None` when the card's address was refused.
    pub uri: Option<String>,
    /// How it is stored.
    pub scheme: Scheme,
    /// Whether it is a Git LFS pointer in this repository.
    pub lfs: bool,
    /// Bytes.
    pub size: Option<u64>,
    /// 64 lower-case hexadecimal digits.
    pub sha256: Option<String>,
    /// The format's id, such as `safetensors`; empty where unknown.
    pub format: String,
    /// Data type, such as `F16`, or counts of parameters by type.
    pub dtype: Option<String>,
    /// Number of parameters.
    pub parameters: Option<u64>,
    /// Such as `q4_k_m`.
    pub quantization: Option<String>,
    /// Which variant of the model it belongs to.
    pub variant: Option<String>,
    /// `weights`, `config`, `tokenizer`, `code`, `doc`.
    pub role: String,
    /// Where the card (or the pointer) speaks of it.
    pub location: Location,
}

/// Longest file name that is kept, in bytes.
const LONGEST_PATH: usize = 200;

/// Reads `weights`.
pub(super) fn read(node: &Node, path: &str, diagnostics: &mut Vec<Diagnostic>) -> Vec<Artifact> {
    let items = match &node.value {
        Value::Sequence(items) => items.as_slice(),
        Value::Mapping(_) => std::slice::from_ref(node),
        Value::Scalar { .. } => {
            let message = "`weights` should be a list of entries with `uri`, `size` and `sha256`";
            diagnostics.push(
                Diagnostic::error("CX101", Location::at(path, node.mark), message)
                    .help("write `weights:` and below it `- uri: s3://bucket/model.safetensors`"),
            );
            return Vec::new();
        }
    };
    let mut artifacts: Vec<Artifact> = Vec::with_capacity(items.len());
    for (index, item) in items.iter().enumerate() {
        if let Some(artifact) = read_entry(item, index, path, diagnostics) {
            artifacts.push(artifact);
        }
    }
    artifacts
}

fn read_entry(node: &Node, index: usize, path: &str, diagnostics: &mut Vec<Diagnostic>) -> Option<Artifact> {
    let at = |mark: Mark| Location::at(path, mark);
    if !matches!(node.value, Value::Mapping(_)) {
        let message = "an entry of `weights` should be a mapping with `uri`, `size` and `sha256`";
        diagnostics.push(Diagnostic::error("CX101", at(node.mark), message));
        return None;
    }
    let mut uri = None;
    let mut scheme = Scheme::Relative;
    match get(node, "uri") {
        Some(value) => match scalar(value).ok_or(("CX101", "`uri` should be text".to_owned())).and_then(address::check)
        {
            Ok(address) => {
                if address.scheme == Scheme::Http {
                    let message = "the address uses http, which anybody on the way can change";
                    let finding = Diagnostic::warning("CX305", at(value.mark), message).help("use https");
                    let secure = scalar(value).and_then(address::secure);
                    diagnostics.push(finding.fix(secure.map(|uri| Change::Replace(value.mark, uri))));
                }
                scheme = address.scheme;
                uri = Some(address.uri);
            }
            Err((rule, message)) => diagnostics.push(
                Diagnostic::error(rule, at(value.mark), format!("`uri` is refused: {message}"))
                    .help("give an https, s3, gs, az, hf or oci address without credentials, or a file beside the card"),
            ),
        },
        None => diagnostics.push(Diagnostic::error("CX101", at(node.mark), "this entry of `weights` has no `uri`")),
    }
    let name = match get(node, "path") {
        Some(value) => {
            let name = scalar(value).unwrap_or_default();
            match check_path(name) {
                Ok(()) => name.to_owned(),
                Err(problem) => {
                    let message = format!("`path` {problem}");
                    diagnostics.push(
                        Diagnostic::error("CX104", at(value.mark), message)
                            .help("give a file name, or a relative path with `/` between its parts"),
                    );
                    file_name(uri.as_deref(), index)
                }
            }
        }
        None if get_line(node, "uri").is_some() && node_has_key(node, "path") => {
            diagnostics.push(
                Diagnostic::error("CX104", at(node.mark), "`path` is empty")
                    .help("leave it out, or give a file name"),
            );
            file_name(uri.as_deref(), index)
        }
        None => file_name(uri.as_deref(), index),
    };
    let size = get(node, "size").and_then(|value| {
        let size = scalar(value).and_then(parse_size);
        if size.is_none() {
            let message = "`size` should be a number of bytes, or a text such as `438 MB`";
            diagnostics.push(Diagnostic::error("CX104", at(value.mark), message));
        }
        size
    });
    let sha256 = get(node, "sha256").and_then(|value| {
        let text = scalar(value).unwrap_or_default().trim().to_ascii_lowercase();
        if text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Some(text);
        }
        let message =
            format!("`sha256` should be 64 hexadecimal digits, but has {} characters", text.chars().count());
        let message = if text.len() == 64 {
            "`sha256` holds characters that are no hexadecimal digits".to_owned()
        } else {
            message
        };
        let finding =
            Diagnostic::error("CX406", at(value.mark), message).help("print it with `sha256sum FILE`");
        let digest = text.strip_prefix("sha256").map(|rest| rest.trim_start_matches([':', '-', '=', ' ']));
        let digest =
            digest.filter(|digest| digest.len() == 64 && digest.bytes().all(|byte| byte.is_ascii_hexdigit()));
        diagnostics.push(finding.fix(digest.map(|digest| Change::Replace(value.mark, digest.to_owned()))));
        None
    });
    let given = get_line(node, "format").map(|format| format.to_ascii_lowercase());
    let format = given.unwrap_or_else(|| {
        format::from_file_name(&name).map_or(String::new(), |format| format.id.to_owned())
    });
    Some(Artifact {
        path: name,
        uri,
        scheme,
        lfs: false,
        size,
        sha256,
        format,
        dtype: get(node, "dtype").map(|value| one_line(&display(value).replace('\n', ", "))),
        parameters: get_line(node, "params").and_then(|text| parse_count(&text)),
        quantization: get_line(node, "quantization"),
        variant: get_line(node, "variant"),
        role: get_line(node, "role").unwrap_or_else(|| "weights".to_owned()),
        location: at(node.mark),
    })
}

fn node_has_key(node: &Node, key: &str) -> bool {
    super::fields::entries(node)
        .is_some_and(|entries| entries.iter().any(|(name, _)| scalar(name) == Some(key)))
}

/// Why a file name of a card cannot be used for saving a file.
fn check_path(path: &str) -> Result<(), &'static str> {
    if path.is_empty() {
        return Err("is empty");
    }
    if path.len() > LONGEST_PATH {
        return Err("is longer than 200 bytes");
    }
    if path.chars().any(|c| c.is_control() || matches!(c, '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|')) {
        return Err("holds a character that is no part of a portable file name");
    }
    if path.starts_with('/') {
        return Err("is absolute");
    }
    for part in path.split('/') {
        if part.is_empty() || part == "." || part == ".." {
            return Err("has an empty part, `.` or `..`");
        }
        if part.starts_with('-') {
            return Err("has a part that starts with `-`, which programs take for an option");
        }
        if part.eq_ignore_ascii_case(".git") {
            return Err("points into a `.git` folder");
        }
        if part.ends_with(['.', ' ']) || part.starts_with(' ') {
            return Err("has a part that begins or ends with a space or ends with a full stop");
        }
    }
    if path.eq_ignore_ascii_case("readme.md") {
        return Err("is the card's own file");
    }
    Ok(())
}

/// The last part of an address, or a made-up name.
fn file_name(uri: Option<&str>, index: usize) -> String {
    let name = uri
        .map(|uri| uri.split_once("://").map_or(uri, |(_, rest)| rest))
        .and_then(|rest| rest.split(['?', '#']).next())
        .and_then(|rest| {
            rest.trim_end_matches('/')
                .rsplit_once('/')
                .map_or_else(|| (!rest.contains(':')).then_some(rest), |(_, name)| Some(name))
        })
        .filter(|name| check_path(name).is_ok());
    name.map_or_else(|| format!("file-{}", index + 1), str::to_owned)
}

/// Bytes: a whole number, or a number with a unit of 1,000 (`MB`) or of 1,024 (`MiB`).
pub(super) fn parse_size(text: &str) -> Option<u64> {
    let text = text.trim();
    if text.bytes().all(|byte| byte.is_ascii_digit()) {
        return text.parse().ok();
    }
    let split = text.find(|c: char| c.is_ascii_alphabetic())?;
    let (number, unit) = text.split_at(split);
    let factor: f64 = match unit.trim().to_ascii_lowercase().as_str() {
        "b" | "bytes" => 1.0,
        "kb" => 1e3,
        "mb" => 1e6,
        "gb" => 1e9,
        "tb" => 1e12,
        "kib" => 1024.0,
        "mib" => 1024.0 * 1024.0,
        "gib" => 1024.0 * 1024.0 * 1024.0,
        "tib" => 1024.0 * 1024.0 * 1024.0 * 1024.0,
        _ => return None,
    };
    let number: f64 = number.trim().replace(',', "").parse().ok()?;
    let bytes = number * factor;
    (number >= 0.0 && bytes < 1e18).then_some(bytes as u64)
}

/// A count: a whole number, or one with `K`, `M`, `B` (or `G`), `T`.
pub(super) fn parse_count(text: &str) -> Option<u64> {
    let text = text.trim().replace([',', '_'], "");
    if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return text.parse().ok();
    }
    let split = text.find(|c: char| c.is_ascii_alphabetic())?;
    let (number, unit) = text.split_at(split);
    let factor = match unit.trim().to_ascii_lowercase().as_str() {
        "k" => 1e3,
        "m" => 1e6,
        "b" | "g" => 1e9,
        "t" => 1e12,
        _ => return None,
    };
    let count = number.trim().parse::<f64>().ok()? * factor;
    (0.0..1e18).contains(&count).then_some(count.round() as u64)
}
