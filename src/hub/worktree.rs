//! Walks the files of a hub that lies in a folder.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use globset::{Glob, GlobSet, GlobSetBuilder};
use walkdir::{DirEntry, WalkDir};

use super::{CardFolder, HubError, HubFile, Snapshot, read};
use crate::config::Config;
use crate::diagnostic::{Diagnostic, Location};

pub(super) fn walk(root: &Path, config: &Config) -> Result<Snapshot, HubError> {
    let given = || root.to_owned();
    // The user may name the hub by a link; below it no folder is reached through one.
    let root = root.canonicalize().map_err(|source| HubError::Root { path: given(), source })?;
    if !root.is_dir() {
        return Err(HubError::NotAFolder { path: given() });
    }
    let models = root.join(&config.paths.models);
    if !models.is_dir() {
        return Err(HubError::NoModels { path: models });
    }
    let ignored = ignored(config);
    let mut diagnostics = Vec::new();
    let mut section = |folder: &str| {
        Section { root: &root, folder, ignored: &ignored, config, diagnostics: &mut diagnostics }.walk()
    };
    let models = section(&config.paths.models);
    let datasets = section(&config.paths.datasets);
    let orgs = section(&config.paths.orgs);
    diagnostics.sort();
    Ok(Snapshot { root, models, datasets, orgs, diagnostics })
}

/// The globs of `paths.ignore`; a wrong one was reported when hub.yaml was read.
fn ignored(config: &Config) -> GlobSet {
    let mut set = GlobSetBuilder::new();
    for glob in config.paths.ignore.iter().filter_map(|glob| Glob::new(glob).ok()) {
        set.add(glob);
    }
    set.build().unwrap_or_default()
}

/// One of the hub's folders of cards.
struct Section<'a> {
    root: &'a Path,
    folder: &'a str,
    ignored: &'a GlobSet,
    config: &'a Config,
    diagnostics: &'a mut Vec<Diagnostic>,
}

impl Section<'_> {
    fn walk(&mut self) -> Vec<CardFolder> {
        let start = self.root.join(self.folder);
        if !start.is_dir() {
            return Vec::new();
        }
        // All files by folder, then the folders that are cards', then every other file to the card above it.
        let mut folders: BTreeMap<String, Vec<(String, u64)>> = BTreeMap::new();
        let depth = self.config.limits.folder_depth;
        let mut entries = WalkDir::new(&start).follow_root_links(false).max_depth(depth + 2).into_iter();
        while let Some(entry) = entries.next() {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    let path = error.path().map_or_else(|| self.folder.to_owned(), |path| self.below(path));
                    let reason = error.io_error().map_or_else(|| error.to_string(), ToString::to_string);
                    self.skip(path, &format!("cannot be read: {reason}"), "check its permissions");
                    continue;
                }
            };
            if entry.depth() == 0 {
                continue;
            }
            let Some(path) = self.name(&entry) else {
                if entry.file_type().is_dir() {
                    entries.skip_current_dir();
                }
                continue;
            };
            let is_folder = entry.file_type().is_dir();
            if self.ignored.is_match(&path) {
                if is_folder {
                    entries.skip_current_dir();
                }
                continue;
            }
            if is_folder {
                if entry.depth() > depth {
                    self.diagnostics.push(
                        Diagnostic::error(
                            "CX014",
                            Location::file(shorten(&path)),
                            format!(
                                "the folder is nested {} deep; the limit is {depth} (limits.folder_depth)",
                                entry.depth()
                            ),
                        )
                        .help(
                            "it and what lies in it are left out; move it up or raise the limit in hub.yaml",
                        ),
                    );
                    entries.skip_current_dir();
                } else if self.is_hidden(&entry, &path) {
                    entries.skip_current_dir();
                }
                continue;
            }
            if let Some(size) = self.size(&entry, &path) {
                let (folder, name) = path.rsplit_once('/').unwrap_or(("", &path));
                folders.entry(folder.to_owned()).or_default().push((name.to_owned(), size));
            }
        }
        self.cards(folders)
    }

    /// The entry's path relative to the hub; `None`, with a warning, when it is no text.
    fn name(&mut self, entry: &DirEntry) -> Option<String> {
        let below = entry.path().strip_prefix(self.root).unwrap_or(entry.path());
        match below.to_str() {
            Some(path) => Some(path.replace(std::path::MAIN_SEPARATOR, "/")),
            None => {
                self.skip(below.to_string_lossy().into_owned(), "has a name that is not UTF-8", "rename it");
                None
            }
        }
    }

    fn below(&self, path: &Path) -> String {
        path.strip_prefix(self.root).unwrap_or(path).to_string_lossy().into_owned()
    }

    /// Whether a folder is hidden; one that holds a card is spoken of.
    fn is_hidden(&mut self, entry: &DirEntry, path: &str) -> bool {
        let hidden = entry.file_name().to_string_lossy().starts_with('.');
        if hidden && fs::symlink_metadata(entry.path().join("README.md")).is_ok() {
            self.skip(
                path.to_owned(),
                "is hidden, though it holds a README.md",
                "rename it without the full stop",
            );
        }
        hidden
    }

    /// The size of a file that may be read; `None`, with a warning, for everything else.
    fn size(&mut self, entry: &DirEntry, path: &str) -> Option<u64> {
        if entry.file_name().to_string_lossy().starts_with('.') {
            return None;
        }
        let file_type = entry.file_type();
        if file_type.is_symlink() {
            return self.linked_size(entry, path);
        }
        if !file_type.is_file() {
            let what = format!("is {}, not a regular file", read::kind(file_type));
            self.skip(path.to_owned(), &what, "only regular files are read");
            return None;
        }
        // A card's size is checked when it is opened.
        if is_card(&entry.file_name().to_string_lossy()) {
            return Some(0);
        }
        entry.metadata().ok().map(|metadata| metadata.len())
    }

    fn linked_size(&mut self, entry: &DirEntry, path: &str) -> Option<u64> {
        let Some(target) = read::inside(self.root, entry.path()) else {
            let help = "links are followed to files inside the hub only";
            self.skip(path.to_owned(), "is a link that leads out of the hub, into .git, or nowhere", help);
            return None;
        };
        match fs::symlink_metadata(&target) {
            Ok(metadata) if metadata.is_file() => Some(metadata.len()),
            Ok(metadata) if metadata.is_dir() => {
                self.skip(
                    path.to_owned(),
                    "is a link to a folder, which is not followed",
                    "copy the folder, or link its files",
                );
                None
            }
            Ok(metadata) => {
                let what = format!("is a link to {}", read::kind(metadata.file_type()));
                self.skip(path.to_owned(), &what, "only regular files are read");
                None
            }
            Err(_) => None,
        }
    }

    fn skip(&mut self, path: String, what: &str, help: &str) {
        let message = format!("skipped: it {what}");
        self.diagnostics
            .push(Diagnostic::warning("CX014", Location::file(shorten(&path)), message).help(help));
    }

    /// Turns folders with a card into card folders, and gives every other file to the nearest card above it.
    fn cards(&mut self, folders: BTreeMap<String, Vec<(String, u64)>>) -> Vec<CardFolder> {
        let prefix = if self.folder == "." { String::new() } else { format!("{}/", self.folder) };
        let mut cards: BTreeMap<String, CardFolder> = BTreeMap::new();
        for (folder, files) in &folders {
            let Some(id) = folder.strip_prefix(&prefix).filter(|id| !id.is_empty()) else { continue };
            let Some(card) = self.card_of(folder, files) else { continue };
            // Deeper than organisation and name, below a model, a README is that model's documentation.
            let levels = id.split('/').count();
            let below_model = levels > 2
                && ancestors(folder).any(|above| {
                    cards.contains_key(above)
                        && above.strip_prefix(&prefix).is_some_and(|id| id.contains('/'))
                });
            if !below_model {
                let card = CardFolder { path: folder.clone(), id: id.to_owned(), card, files: Vec::new() };
                cards.insert(folder.clone(), card);
            }
        }
        for (folder, files) in folders {
            let owner = std::iter::once(folder.as_str())
                .chain(ancestors(&folder))
                .find(|above| cards.contains_key(*above));
            let Some(owner) = owner.map(str::to_owned) else { continue };
            let rest = folder[owner.len()..].trim_start_matches('/');
            let Some(card) = cards.get_mut(&owner) else { continue };
            let own = card.card.rsplit_once('/').map_or(card.card.as_str(), |(_, name)| name).to_owned();
            for (name, size) in files {
                if rest.is_empty() && name == own {
                    continue;
                }
                let path = if rest.is_empty() { name } else { format!("{rest}/{name}") };
                card.files.push(HubFile { path, size });
            }
        }
        let mut cards: Vec<CardFolder> = cards.into_values().collect();
        for card in &mut cards {
            card.files.sort();
        }
        cards
    }

    /// The card among a folder's files: `README.md`, else the first of its spellings in the order of their bytes.
    fn card_of(&mut self, folder: &str, files: &[(String, u64)]) -> Option<String> {
        let spellings: BTreeSet<&str> =
            files.iter().map(|(name, _)| name.as_str()).filter(|name| is_card(name)).collect();
        let chosen = if spellings.contains("README.md") { "README.md" } else { spellings.first()? };
        if spellings.len() > 1 {
            let others: Vec<&str> = spellings.iter().copied().filter(|name| *name != chosen).collect();
            let message =
                format!("the folder has several cards; {chosen} is taken, not {}", others.join(", "));
            let location = Location::file(format!("{folder}/{chosen}"));
            self.diagnostics.push(Diagnostic::warning("CX014", location, message).help("remove the others"));
        }
        Some(format!("{folder}/{chosen}"))
    }
}

fn is_card(name: &str) -> bool {
    name.eq_ignore_ascii_case("README.md")
}

/// The folders above a path, nearest first.
fn ancestors(path: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(path.rsplit_once('/').map(|(above, _)| above), |above| {
        above.rsplit_once('/').map(|(above, _)| above)
    })
}

/// A path for a message: five hundred folders deep, it is still one line.
fn shorten(path: &str) -> String {
    match path.char_indices().nth(200) {
        Some((cut, _)) => format!("{}…", &path[..cut]),
        None => path.to_owned(),
    }
}
