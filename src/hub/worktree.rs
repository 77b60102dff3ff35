//! Walks the files of a hub that lies in a folder.

use std::collections::BTreeMap;
use std::path::Path;

use walkdir::{DirEntry, WalkDir};

use super::globs::Globs;
use super::models::{Folder, USUAL_DEPTH, add_single, card_folders};
use super::{CardFolder, HubError, HubFile, Snapshot};
use crate::config::Config;
use crate::diagnostic::{Diagnostic, Location};
use crate::file;

/// Where the Hub keeps results of evaluations: the one hidden folder that is part of a card.
pub(super) const RESULTS: &str = ".eval_results";

pub(super) fn walk(root: &Path, config: &Config) -> Result<Snapshot, HubError> {
    let given = root;
    let refused = |source| HubError::Root { path: given.to_owned(), source };
    // The root may be a link: whoever names it means the folder behind it.
    let root = root.canonicalize().map_err(refused)?;
    if !root.is_dir() {
        return Err(HubError::NotAFolder { path: given.to_owned() });
    }
    let paths = &config.paths;
    let models = given.join(&paths.models);
    if !models.exists() {
        return Err(HubError::NoModels { path: models });
    }
    if !models.is_dir() {
        return Err(HubError::NotAFolder { path: models });
    }
    if !matches!(file::resolve(&root, &models), Ok(Some(_))) {
        return Err(HubError::Outside { path: models });
    }
    let mut walker = Walker {
        root: &root,
        ignore: Globs::new(&paths.ignore),
        sections: [&paths.models, &paths.datasets, &paths.orgs, &paths.collections].map(String::as_str),
        depth: config.limits.folder_depth,
        diagnostics: Vec::new(),
    };
    let models = walker.section(&paths.models);
    let datasets = walker.section(&paths.datasets);
    let orgs = walker.section(&paths.orgs);
    let collections = walker.collections(&paths.collections);
    let mut diagnostics = walker.diagnostics;
    diagnostics.sort();
    Ok(Snapshot {
        root,
        revision: None,
        models,
        datasets,
        orgs,
        collections,
        diagnostics,
        put: BTreeMap::new(),
    })
}

struct Walker<'a> {
    root: &'a Path,
    ignore: Globs,
    /// The folders of models, data sets, organisations and collections: none of them is part of another.
    sections: [&'a str; 4],
    depth: usize,
    diagnostics: Vec<Diagnostic>,
}

impl Walker<'_> {
    /// The folders with cards below one of the hub's folders; none when that folder is missing.
    fn section(&mut self, section: &str) -> Vec<CardFolder> {
        let base = self.root.join(section);
        if !base.is_dir() || !matches!(file::resolve(self.root, &base), Ok(Some(_))) {
            return Vec::new();
        }
        let top = if section == "." { String::new() } else { section.to_owned() };
        let mut folders = vec![Folder::new(top, 0, None)];
        // The folders from the section down to where the walk is, as places in `folders`.
        let mut open = vec![0];
        let mut entries = WalkDir::new(&base).sort_by_file_name().into_iter();
        while let Some(entry) = entries.next() {
            let entry = match entry {
                Ok(entry) if entry.depth() == 0 => continue,
                Ok(entry) => entry,
                Err(error) => {
                    self.unreadable(&error);
                    continue;
                }
            };
            open.truncate(entry.depth());
            let Some(&parent) = open.last() else { continue };
            let is_folder = entry.file_type().is_dir();
            let Some(name) = entry.file_name().to_str() else {
                let name = entry.file_name().to_string_lossy();
                self.skip(&folders[parent].join(&name), "the name is not UTF-8");
                if is_folder {
                    entries.skip_current_dir();
                }
                continue;
            };
            let path = folders[parent].join(name);
            if !is_folder {
                self.file(&entry, name, path, &mut folders[parent]);
            } else if self.enters(&entry, name, &path) {
                if name == "README.md" {
                    self.skip(&path, "the card is a folder");
                }
                open.push(folders.len());
                folders.push(Folder::new(path, entry.depth(), Some(parent)));
            } else {
                entries.skip_current_dir();
            }
        }
        card_folders(folders, &mut self.diagnostics)
    }

    /// The collections: folders with cards, and single files `<id>.md` beside them.
    fn collections(&mut self, section: &str) -> Vec<CardFolder> {
        let mut found = self.section(section);
        let base = self.root.join(section);
        if section == "." || !base.is_dir() || !matches!(file::resolve(self.root, &base), Ok(Some(_))) {
            return found;
        }
        for entry in WalkDir::new(&base).max_depth(1).min_depth(1).sort_by_file_name().into_iter().flatten() {
            // What cannot be read, or has a name that is not UTF-8, was told of by the walk above.
            let Some(name) = entry.file_name().to_str() else { continue };
            let Some(id) = name.strip_suffix(".md").filter(|id| !id.is_empty() && !id.starts_with('.'))
            else {
                continue;
            };
            let path = format!("{section}/{name}");
            if name.eq_ignore_ascii_case("README.md") || self.ignore.file(&path) {
                continue;
            }
            // A link that leads out of the hub, or to no file, was told of as well.
            let kind = entry.file_type();
            if kind.is_file() || kind.is_symlink() && self.link(entry.path()).is_ok() {
                self.diagnostics.extend(add_single(&mut found, section, id));
            }
        }
        found.sort_by(|a, b| a.id.cmp(&b.id));
        found
    }

    /// Whether a folder is walked.
    fn enters(&mut self, entry: &DirEntry, name: &str, path: &str) -> bool {
        if self.sections.contains(&path) || self.ignore.folder(path) {
            return false;
        }
        if name.starts_with('.') && name != RESULTS {
            if name != ".git" && entry.path().join("README.md").symlink_metadata().is_ok() {
                self.skip(path, "hidden folders are no models");
            }
            return false;
        }
        if entry.depth() > self.depth {
            self.diagnostics.push(too_deep(path, self.depth));
            return false;
        }
        true
    }

    fn file(&mut self, entry: &DirEntry, name: &str, path: String, folder: &mut Folder) {
        if (name.starts_with('.')) || self.ignore.file(&path) {
            return;
        }
        let kind = entry.file_type();
        if kind.is_symlink() {
            if let Err(reason) = self.link(entry.path()) {
                self.skip(&path, &reason);
                return;
            }
        } else if !kind.is_file() {
            self.skip(&path, &format!("it is {}, not a regular file", file::kind_of(kind)));
            return;
        }
        if name.eq_ignore_ascii_case("README.md") {
            folder.cards.push(name.to_owned());
        }
        // The size of a card is looked at when it is opened; deeper down `README.md` may be no card.
        if name != "README.md" || entry.depth() > USUAL_DEPTH + 1 {
            match entry.path().metadata() {
                Ok(metadata) => folder.files.push(HubFile { path: name.to_owned(), size: metadata.len() }),
                Err(error) => self.skip(&path, &format!("its size cannot be read: {error}")),
            }
        }
    }

    /// Whether a link leads to a regular file of the hub; else what is wrong with it.
    fn link(&self, path: &Path) -> Result<(), String> {
        let target = file::resolve(self.root, path).map_err(|error| match error.kind() {
            std::io::ErrorKind::NotFound => "the link leads nowhere".to_owned(),
            _ => format!("the link cannot be followed: {error}"),
        })?;
        let Some(target) = target else { return Err("the link leads out of the hub".to_owned()) };
        let kind = self.root.join(target).symlink_metadata().map_err(|error| error.to_string())?.file_type();
        if kind.is_dir() {
            return Err("links to folders are not followed".to_owned());
        }
        if !kind.is_file() {
            return Err(format!("the link leads to {}", file::kind_of(kind)));
        }
        Ok(())
    }

    fn skip(&mut self, path: &str, reason: &str) {
        self.diagnostics.push(skipped(path, reason));
    }

    fn unreadable(&mut self, error: &walkdir::Error) {
        let path = error.path().and_then(|path| path.strip_prefix(self.root).ok()).unwrap_or(Path::new(""));
        let path = path.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/");
        let reason = error.io_error().map_or_else(|| error.to_string(), ToString::to_string);
        self.diagnostics.push(
            Diagnostic::warning("CX019", Location::file(path), format!("skipped: cannot be read: {reason}"))
                .help("make the folder readable, or name it under `paths.ignore` in hub.yaml"),
        );
    }
}

/// What there is to say of a file or folder that is not read.
pub(super) fn skipped(path: &str, reason: &str) -> Diagnostic {
    Diagnostic::warning("CX018", Location::file(path), format!("skipped: {reason}"))
}

/// What there is to say of a folder that lies too deep.
pub(super) fn too_deep(path: &str, depth: usize) -> Diagnostic {
    let message = format!("folders nest deeper here than the limit of {depth}");
    Diagnostic::error("CX021", Location::file(path), message)
        .help("move the folder up, or raise `limits.folder_depth` in hub.yaml")
}
