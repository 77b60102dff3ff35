//! `lifecycle.yaml` beside a card: aliases, and the stage, approval and deprecation of each version.

use crate::config::Config;
use crate::diagnostic::{Diagnostic, Location, Spanned};
use crate::hub::{CardFolder, Snapshot};
use crate::vocabulary::suggestion;
use crate::yaml::{self, Node};

use super::fields::{entries, scalar};
use super::model_card::{self, Approval, Deprecation};
use super::text::{one_line, shorten};

/// The file's name, in the model's folder.
pub const FILE: &str = "lifecycle.yaml";

/// What the file says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Lifecycle {
    /// The file, relative to the hub.
    pub path: String,
    /// Names, and the version that each stands for now, in the file's order.
    pub aliases: Vec<(Spanned<String>, Spanned<String>)>,
    /// The state of versions, in the file's order.
    pub versions: Vec<(Spanned<String>, State)>,
}

/// The state of one version.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct State {
    /// `stage`.
    pub stage: Option<Spanned<String>>,
    /// `approval`.
    pub approval: Option<Approval>,
    /// `deprecated`.
    pub deprecated: Option<Deprecation>,
}

/// Reads the file of a model's folder, where there is one.
pub(super) fn load(
    snapshot: &Snapshot,
    folder: &CardFolder,
    config: &Config,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Lifecycle> {
    folder.files.iter().find(|file| file.path == FILE)?;
    let path = format!("{}/{FILE}", folder.path);
    let bytes = match snapshot.read(&path, config.limits.card_bytes) {
        Ok(bytes) => bytes,
        Err(error) => {
            diagnostics.push(Diagnostic::error("CX018", Location::file(&path), error.to_string()));
            return None;
        }
    };
    Some(parse(&bytes, path, config, diagnostics))
}

/// Reads the bytes of a `lifecycle.yaml`; what is not understood is left out with a finding.
pub(super) fn parse(
    bytes: &[u8],
    path: String,
    config: &Config,
    diagnostics: &mut Vec<Diagnostic>,
) -> Lifecycle {
    if std::str::from_utf8(bytes).is_err() {
        diagnostics.push(
            Diagnostic::error("CX006", Location::file(&path), "not UTF-8").help("save the file as UTF-8"),
        );
    }
    let text = String::from_utf8_lossy(bytes);
    let text = text.trim_start_matches('\u{feff}');
    let parsed = yaml::parse(text, 1, &path, &config.limits.yaml());
    diagnostics.extend(parsed.diagnostics);
    let mut lifecycle = Lifecycle { path, ..Lifecycle::default() };
    let Some(root) = parsed.value.filter(|root| !root.is_null()) else { return lifecycle };
    let path = lifecycle.path.clone();
    let Some(pairs) = entries(&root) else {
        diagnostics.push(wrong(&path, &root, "the file should be a mapping with `aliases` and `versions`"));
        return lifecycle;
    };
    for (key, value) in pairs {
        match scalar(key) {
            _ if value.is_null() => {}
            Some("aliases") => lifecycle.aliases = aliases(value, &path, diagnostics),
            Some("versions") => match entries(value) {
                Some(pairs) => {
                    for (key, value) in pairs {
                        if let Some(label) = label(key, &path, diagnostics) {
                            lifecycle.versions.push((label, state(value, &path, diagnostics)));
                        }
                    }
                }
                None => diagnostics.push(wrong(
                    &path,
                    value,
                    "`versions` should be a mapping from versions to their state, such as `\"2.1.0\": {stage: staging}`",
                )),
            },
            _ => diagnostics.push(unknown(&path, key, &["aliases", "versions"])),
        }
    }
    lifecycle
}

/// Reads `aliases`: names, and the version that each stands for.
pub(super) fn aliases(
    node: &Node,
    path: &str,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<(Spanned<String>, Spanned<String>)> {
    let Some(pairs) = entries(node) else {
        let message = "`aliases` should be a mapping from names to versions, such as `{champion: \"2.0.0\"}`";
        diagnostics.push(wrong(path, node, message));
        return Vec::new();
    };
    let mut aliases = Vec::with_capacity(pairs.len());
    for (key, value) in pairs.iter().filter(|(_, value)| !value.is_null()) {
        let Some(name) = label(key, path, diagnostics) else { continue };
        if let Some(fault) = alias_fault(&name.value) {
            let message = format!("the alias `{}` {fault}", shorten(&name.value, 40));
            diagnostics.push(
                Diagnostic::error("CX804", Location::at(path, name.mark), message)
                    .help("name it with small letters, digits, `-` and `_`, such as `champion`"),
            );
            continue;
        }
        match scalar(value) {
            Some(version) => aliases.push((name, Spanned::new(one_line(version), value.mark))),
            None => diagnostics.push(wrong(
                path,
                value,
                &format!("the alias `{}` should name a version", name.value),
            )),
        }
    }
    aliases
}

/// Why a name cannot be an alias: it becomes part of addresses, and must not look like a version.
pub fn alias_fault(name: &str) -> Option<&'static str> {
    let version_like =
        name.strip_prefix('v').is_some_and(|rest| rest.bytes().all(|byte| byte.is_ascii_digit()));
    match name {
        "latest" => Some("is computed and cannot be set"),
        _ if version_like && name.len() > 1 => Some("looks like a version"),
        _ if name.len() > 40 => Some("is longer than 40 characters"),
        _ if !name.starts_with(|c: char| c.is_ascii_lowercase()) => {
            Some("does not begin with a small letter")
        }
        _ if !name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b"-_".contains(&b)) => {
            Some("holds other characters than small letters, digits, `-` and `_`")
        }
        _ => None,
    }
}

fn label(key: &Node, path: &str, diagnostics: &mut Vec<Diagnostic>) -> Option<Spanned<String>> {
    let text = scalar(key).map(one_line).filter(|text| !text.is_empty());
    if text.is_none() {
        diagnostics.push(wrong(path, key, "a key should be text"));
    }
    text.map(|text| Spanned::new(text, key.mark))
}

fn state(node: &Node, path: &str, diagnostics: &mut Vec<Diagnostic>) -> State {
    let mut state = State::default();
    if node.is_null() {
        return state;
    }
    let Some(pairs) = entries(node) else {
        diagnostics.push(wrong(
            path,
            node,
            "the state of a version should be a mapping, such as `{stage: staging}`",
        ));
        return state;
    };
    for (key, value) in pairs.iter().filter(|(_, value)| !value.is_null()) {
        match scalar(key) {
            Some("stage") => match scalar(value) {
                Some(stage) => state.stage = Some(Spanned::new(one_line(stage), value.mark)),
                None => diagnostics.push(wrong(path, value, "`stage` should be text")),
            },
            Some("approval") => state.approval = model_card::approval(value),
            Some("deprecated") => state.deprecated = model_card::deprecation(value),
            _ => diagnostics.push(unknown(path, key, &["stage", "approval", "deprecated"])),
        }
    }
    state
}

fn wrong(path: &str, node: &Node, message: &str) -> Diagnostic {
    Diagnostic::error("CX101", Location::at(path, node.mark), message)
}

fn unknown(path: &str, key: &Node, known: &[&str]) -> Diagnostic {
    let text = scalar(key).map(one_line).unwrap_or_default();
    let message = format!("`{}` is no key here", shorten(&text, 40));
    let help = match suggestion::suggest(&text, known.iter().copied()) {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => format!("the keys here are: {}", known.join(", ")),
    };
    Diagnostic::warning("CX105", Location::at(path, key.mark), message).help(help)
}
