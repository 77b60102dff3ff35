//! Where things lie in the hub.

use serde::{Deserialize, Serialize};

use super::text;

/// Where things lie in the hub, as paths relative to its root, with `/` between their parts; `.` is the root.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Paths {
    /// The models' folder; `models` by default.
    #[serde(deserialize_with = "text::folder")]
    pub models: String,
    /// The data sets' folder; `datasets` by default. It may be missing.
    #[serde(deserialize_with = "text::folder")]
    pub datasets: String,
    /// The organisations' folder; `orgs` by default. It may be missing.
    #[serde(deserialize_with = "text::folder")]
    pub orgs: String,
    /// The collections' folder; `collections` by default. It may be missing.
    #[serde(deserialize_with = "text::folder")]
    pub collections: String,
    /// Globs of what is no part of the catalog, against paths relative to the hub: `**/drafts/**`.
    #[serde(deserialize_with = "text::globs")]
    pub ignore: Vec<String>,
}

impl Default for Paths {
    fn default() -> Self {
        Self {
            models: "models".to_owned(),
            datasets: "datasets".to_owned(),
            orgs: "orgs".to_owned(),
            collections: "collections".to_owned(),
            ignore: Vec::new(),
        }
    }
}

/// Why `--paths` was not understood.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PathsError {
    /// A part is not `name=folder`.
    #[error("`{part}` is not NAME=FOLDER; write for example `models=model_cards`")]
    Shape {
        /// The part as written.
        part: String,
    },
    /// A name that is not a path of the hub.
    #[error("no path is called `{name}`: the names are models, datasets, orgs, collections")]
    Name {
        /// The name as written.
        name: String,
    },
    /// A folder that is not inside the hub.
    #[error("{name}={folder}: {reason}")]
    Folder {
        /// Which path.
        name: String,
        /// The folder as written.
        folder: String,
        /// What is wrong with it.
        reason: String,
    },
}

impl Paths {
    pub(super) fn set(&mut self, spec: &str) -> Result<(), PathsError> {
        for part in spec.split(',') {
            let Some((name, folder)) = part.split_once('=') else {
                return Err(PathsError::Shape { part: part.to_owned() });
            };
            let (name, folder) = (name.trim(), folder.trim());
            let slot = match name {
                "models" => &mut self.models,
                "datasets" => &mut self.datasets,
                "orgs" => &mut self.orgs,
                "collections" => &mut self.collections,
                _ => return Err(PathsError::Name { name: name.to_owned() }),
            };
            *slot = text::normal_folder(folder).map_err(|reason| PathsError::Folder {
                name: name.to_owned(),
                folder: folder.to_owned(),
                reason,
            })?;
        }
        Ok(())
    }
}
