//! Which folders are models, and which file belongs to which.

use super::{CardFolder, HubFile};
use crate::diagnostic::{Diagnostic, Location};

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
        if let Some((owner, _)) = owner {
            let model = &mut found[owner];
            let below = folder.path[model.path.len()..].trim_start_matches('/').to_owned();
            model.files.extend(folder.files.into_iter().map(|file| HubFile {
                path: if below.is_empty() { file.path } else { format!("{below}/{}", file.path) },
                size: file.size,
            }));
        }
    }
    for model in &mut found {
        model.files.sort();
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
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
