//! Reads `hub.yaml` field by field: a bad one is reported and keeps its default.

use std::path::{Path, PathBuf};

use serde_yaml::Value;

use super::{Config, FILE};
use crate::diagnostic::{Diagnostic, Location, Parsed};
use crate::file::{self, ReadError};
use crate::vocabulary::suggestion;
use crate::yaml::{self, Node};

/// How many bytes `hub.yaml` may have.
const MOST_BYTES: u64 = 1 << 20;

/// Why `hub.yaml` could not be read at all.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// There is no folder to look in.
    #[error("cannot read the hub {}: {source}", path.display())]
    Root {
        /// The folder as it was given.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// The file is there and cannot be read, is too large, or is not a regular file of the hub.
    #[error(transparent)]
    Read(#[from] ReadError),
}

pub(super) fn load(root: &Path) -> Result<Parsed<Config>, ConfigError> {
    let given = root;
    let root = root.canonicalize().map_err(|source| ConfigError::Root { path: given.to_owned(), source })?;
    match file::read(&root, FILE, MOST_BYTES) {
        Ok(bytes) => Ok(parse(&bytes)),
        Err(ReadError::Io { source, .. }) if source.kind() == std::io::ErrorKind::NotFound => {
            Ok(Parsed::new(Config::default(), Vec::new()))
        }
        Err(error) => Err(error.into()),
    }
}

/// Reads the bytes of a `hub.yaml`.
pub(super) fn parse(bytes: &[u8]) -> Parsed<Config> {
    let mut diagnostics = Vec::new();
    if std::str::from_utf8(bytes).is_err() {
        diagnostics.push(
            Diagnostic::error("CX006", Location::file(FILE), "not UTF-8").help("save the file as UTF-8"),
        );
    }
    let text = String::from_utf8_lossy(bytes);
    let text = text.trim_start_matches('\u{feff}');
    let Parsed { value: tree, diagnostics: found } = yaml::parse(text, 1, FILE, &yaml::Limits::default());
    diagnostics.extend(found);
    let Some(mut tree) = tree.filter(|tree| !tree.is_null()) else {
        return Parsed::new(Config::default(), diagnostics);
    };
    if let yaml::Value::Mapping(entries) = &mut tree.value {
        // `schema: 1` names the shape of this file; there is one so far.
        entries.retain(|(key, value)| !(key.as_text() == Some("schema") && value.as_text() == Some("1")));
    }
    let mut trial = Trial { diagnostics };
    let probe = |value: Value| serde_yaml::from_value::<Config>(value).map(|_| ()).map_err(|e| e.to_string());
    let value = trial.admit(&tree, "", &probe);
    let config = value.and_then(|value| serde_yaml::from_value(value).ok()).unwrap_or_default();
    trial.diagnostics.sort();
    Parsed::new(config, trial.diagnostics)
}

/// Finds the fields that fit by trying them one at a time.
struct Trial {
    diagnostics: Vec<Diagnostic>,
}

/// Whether a value would fit at its place; else why not.
type Probe<'a> = &'a dyn Fn(Value) -> Result<(), String>;

impl Trial {
    /// What fits of a value. `name` is where it stands: `site.title`.
    fn admit(&mut self, node: &Node, name: &str, probe: Probe<'_>) -> Option<Value> {
        let value = serde_yaml::to_value(node.to_json()).ok()?;
        let Err(reason) = probe(value) else { return serde_yaml::to_value(node.to_json()).ok() };
        match &node.value {
            yaml::Value::Mapping(entries) if probe(Value::Mapping(serde_yaml::Mapping::new())).is_ok() => {
                Some(Value::Mapping(self.entries(entries, name, probe)))
            }
            yaml::Value::Sequence(items) if probe(Value::Sequence(Vec::new())).is_ok() => {
                let wrap = |value| probe(Value::Sequence(vec![value]));
                let items = items.iter().enumerate();
                let fit = items.filter_map(|(at, item)| self.admit(item, &format!("{name}[{at}]"), &wrap));
                Some(Value::Sequence(fit.collect()))
            }
            _ => {
                self.refuse(node, name, &reason);
                None
            }
        }
    }

    fn entries(&mut self, entries: &[(Node, Node)], name: &str, probe: Probe<'_>) -> serde_yaml::Mapping {
        let mut fit = serde_yaml::Mapping::new();
        for (key, node) in entries {
            let Some(key_text) = key.as_text() else {
                self.refuse(key, name, "a key has to be text");
                continue;
            };
            let key_value = Value::String(key_text.to_owned());
            let wrap = |value| {
                let mut map = serde_yaml::Mapping::new();
                map.insert(key_value.clone(), value);
                probe(Value::Mapping(map))
            };
            let name = if name.is_empty() { key_text.to_owned() } else { format!("{name}.{key_text}") };
            if let Err(reason) = wrap(Value::Null)
                && reason.contains(&format!("unknown field `{key_text}`"))
            {
                self.unknown(key, key_text, &name, &reason);
            } else if let Some(value) = self.admit(node, &name, &wrap) {
                fit.insert(key_value.clone(), value);
            }
        }
        fit
    }

    fn unknown(&mut self, key: &Node, text: &str, name: &str, reason: &str) {
        // The reason names the known keys between backticks, after the unknown one.
        let known: Vec<&str> = reason.split('`').skip(3).step_by(2).collect();
        let finding =
            Diagnostic::warning("CX114", Location::at(FILE, key.mark), format!("`{name}` is not a setting"));
        self.diagnostics.push(match suggestion::suggest(text, known.iter().copied()) {
            Some(meant) => finding.help(format!("did you mean `{meant}`?")),
            None if known.is_empty() => finding,
            None => finding.help(format!("the settings here are: {}", known.join(", "))),
        });
    }

    fn refuse(&mut self, node: &Node, name: &str, reason: &str) {
        let place = if name.is_empty() { "the file".to_owned() } else { format!("`{name}`") };
        self.diagnostics.push(Diagnostic::error(
            "CX114",
            Location::at(FILE, node.mark),
            format!("{place} is left out: {reason}"),
        ));
    }
}
