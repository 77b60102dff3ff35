//! Which folders are models, and which file belongs to which.

use std::collections::BTreeSet;

use super::{CardFolder, HubFile};
use crate::diagnostic::{Diagnostic, Location};
use crate::vocabulary::format;

/// How deep a model lies as a rule: `<org>/<name>`.
pub(super) const USUAL_DEPTH: usize = 2;

/// A folder that was walked.
pub(super) struct Folder {
    path: String,
    depth: usize,
    parent: Option<usize>,
    /// The spellings of `README.md` that it holds.
    pub(super) cards: Vec<String>,
    /// Its files, by name. Where `README.md` can only be the card it may be left out.
    pub(super) files: Vec<HubFile>,
}

impl Folder {
    pub(super) fn new(path: String, depth: usize, parent: Option<usize>) -> Self {
        Self { path, depth, parent, cards: Vec::new(), files: Vec::new() }
    }

    /// The path of something in this folder.
    pub(super) fn join(&self, name: &str) -> String {
        if self.path.is_empty() { name.to_owned() } else { format!("{}/{name}", self.path) }
    }
}

/// Finds the folders with cards. The first folder is the section itself, and parents come before their children.
///
/// A folder with a card is a model, unless it lies more than two levels down inside a model that lies at least two
/// levels down: then it is that model's documentation.
pub(super) fn card_folders(folders: Vec<Folder>, diagnostics: &mut Vec<Diagnostic>) -> Vec<CardFolder> {
    let Some(section) = folders.first().map(|top| top.path.clone()) else { return Vec::new() };
    let mut found: Vec<CardFolder> = Vec::new();
    // For each folder, the model that its files belong to, and how deep that model lies.
    let mut owners: Vec<Option<(usize, usize)>> = Vec::with_capacity(folders.len());
    let mut bare = BTreeSet::new();
    for mut folder in folders {
        let inherited = folder.parent.and_then(|parent| owners[parent]);
        let is_part = folder.depth > USUAL_DEPTH && inherited.is_some_and(|(_, depth)| depth >= USUAL_DEPTH);
        let card = (folder.depth > 0).then(|| choose(&folder, diagnostics)).flatten();
        let owner = match card {
            Some(name) if !is_part => {
                folder.files.retain(|file| file.path != name);
                found.push(CardFolder {
                    id: folder.path[section.len()..].trim_start_matches('/').to_owned(),
                    card: folder.join(&name),
                    path: folder.path.clone(),
                    files: Vec::new(),
                });
                Some((found.len() - 1, folder.depth))
            }
            _ => inherited,
        };
        owners.push(owner);
        if owner.is_none() && folder.depth > 0 && folder.files.iter().any(is_weights) {
            bare.insert(model_of(&folder.path, &section));
        }
        if let Some((owner, _)) = owner {
            let model = &mut found[owner];
            let below = folder.path[model.path.len()..].trim_start_matches('/').to_owned();
            model.files.extend(folder.files.into_iter().map(|file| HubFile {
                path: if below.is_empty() { file.path } else { format!("{below}/{}", file.path) },
                size: file.size,
            }));
        }
    }
    // A folder that has models in it is none itself: what lies beside them is no model without a card.
    bare.retain(|folder| {
        let inside = format!("{folder}/");
        !found.iter().any(|model| model.path.starts_with(&inside))
    });
    diagnostics.extend(bare.into_iter().map(|folder| {
        Diagnostic::error(
            "CX013",
            Location::file(folder),
            "the folder has weights and no README.md, so that the catalog does not have the model",
        )
        .help("write a README.md, or name the folder under `paths.ignore` in hub.yaml")
    }));
    for model in &mut found {
        model.files.sort();
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

/// The model's folder that a folder below the section belongs to: the one at `<org>/<name>`, or itself where it lies higher.
fn model_of(path: &str, section: &str) -> String {
    let below = path[section.len()..].trim_start_matches('/');
    let parts: Vec<&str> = below.split('/').take(USUAL_DEPTH).collect();
    let model = parts.join("/");
    if section.is_empty() { model } else { format!("{section}/{model}") }
}

/// Whether a file can only be a model's: weights by its name, or what MLflow writes beside them.
fn is_weights(file: &HubFile) -> bool {
    // Other programs write XML, too.
    file.path == "MLmodel"
        || (format::from_file_name(&file.path).is_some() && !file.path.to_ascii_lowercase().ends_with(".xml"))
}

/// Adds a card that is a single file, `<section>/<id>.md`, unless a folder is the same; says so then.
pub(super) fn add_single(found: &mut Vec<CardFolder>, section: &str, id: &str) -> Option<Diagnostic> {
    let card = format!("{section}/{id}.md");
    if found.iter().any(|other| other.id == id) {
        let reason = format!("skipped: `{section}/{id}/README.md` is the same collection");
        return Some(Diagnostic::warning("CX018", Location::file(card), reason));
    }
    found.push(CardFolder { path: section.to_owned(), id: id.to_owned(), card, files: Vec::new() });
    None
}

/// The card among the spellings of `README.md`: exactly that, else the first by name.
fn choose(folder: &Folder, diagnostics: &mut Vec<Diagnostic>) -> Option<String> {
    let exact = folder.cards.iter().find(|name| *name == "README.md");
    let chosen = exact.or_else(|| folder.cards.iter().min())?;
    let others: Vec<String> =
        folder.cards.iter().filter(|name| *name != chosen).map(|name| format!("`{name}`")).collect();
    if !others.is_empty() {
        let message = format!("`{chosen}` is the card; beside it lies {}", others.join(" and "));
        diagnostics.push(
            Diagnostic::warning("CX020", Location::file(folder.join(chosen)), message)
                .help("keep one: on systems that ignore case they are the same file"),
        );
    }
    Some(chosen.clone())
}
