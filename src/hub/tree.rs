//! Walks the files of a hub as they were at a commit: the same models and findings that the folder would have given.

use std::collections::BTreeMap;
use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;

use super::globs::Globs;
use super::models::{Folder, USUAL_DEPTH, add_single, card_folders};
use super::worktree::{RESULTS, skipped, too_deep};
use super::{CardFolder, HubError, HubFile, Revision, Snapshot};
use crate::config::Config;
use crate::diagnostic::Diagnostic;

pub(super) fn walk(revision: &Arc<Revision>, config: &Config) -> Result<Snapshot, HubError> {
    let paths = &config.paths;
    if paths.models != "." && !revision.is_folder(&paths.models) {
        return Err(HubError::NoModels { path: PathBuf::from(&paths.models) });
    }
    let mut walker = Walker {
        revision,
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
    let root = revision.root().to_owned();
    let revision = Some(Arc::clone(revision));
    Ok(Snapshot { root, revision, models, datasets, orgs, collections, diagnostics, put: BTreeMap::new() })
}

struct Walker<'a> {
    revision: &'a Revision,
    ignore: Globs,
    /// The folders of models, data sets, organisations and collections: none of them is part of another.
    sections: [&'a str; 4],
    depth: usize,
    diagnostics: Vec<Diagnostic>,
}

impl<'a> Walker<'a> {
    /// The folders with cards below one of the hub's folders; none when that folder is missing.
    fn section(&mut self, section: &str) -> Vec<CardFolder> {
        let top = if section == "." { String::new() } else { section.to_owned() };
        let below = if top.is_empty() { String::new() } else { format!("{top}/") };
        let mut folders = vec![Folder::new(top, 0, None)];
        // The place in `folders` of each folder that was met; none for those that are not walked.
        let mut met: HashMap<&'a str, Option<usize>> = HashMap::new();
        let revision = self.revision;
        for path in revision.files().filter(|path| path.starts_with(&below)) {
            let mut parent = Some(0);
            let mut depth = 0;
            let slashes = path[below.len()..].match_indices('/').map(|(at, _)| below.len() + at);
            for at in slashes {
                depth += 1;
                let Some(inside) = parent else { break };
                let folder = &path[..at];
                parent = match met.get(folder) {
                    Some(&place) => place,
                    None => {
                        let place = self.enters(folder, depth).then(|| {
                            folders.push(Folder::new(folder.to_owned(), depth, Some(inside)));
                            folders.len() - 1
                        });
                        met.insert(folder, place);
                        place
                    }
                };
            }
            if let Some(parent) = parent {
                self.file(path, depth + 1, &mut folders[parent]);
            }
        }
        card_folders(folders, &mut self.diagnostics)
    }

    /// The collections: folders with cards, and single files `<id>.md` beside them.
    fn collections(&mut self, section: &str) -> Vec<CardFolder> {
        let mut found = self.section(section);
        if section == "." {
            return found;
        }
        let revision = self.revision;
        for path in revision.files().filter(|path| !self.ignore.file(path)) {
            let Some(name) = path.strip_prefix(section).and_then(|rest| rest.strip_prefix('/')) else {
                continue;
            };
            let Some(id) = name.strip_suffix(".md").filter(|id| !id.is_empty() && !id.starts_with('.'))
            else {
                continue;
            };
            let is_single = !name.contains('/') && !name.eq_ignore_ascii_case("README.md");
            // A link that leads nowhere was told of by the walk above.
            if is_single && revision.size(path).is_some() {
                self.diagnostics.extend(add_single(&mut found, section, id));
            }
        }
        found.sort_by(|a, b| a.id.cmp(&b.id));
        found
    }

    /// Whether a folder is walked.
    fn enters(&mut self, path: &str, depth: usize) -> bool {
        let name = name_of(path);
        if self.sections.contains(&path) || self.ignore.folder(path) {
            return false;
        }
        if name.starts_with('.') && name != RESULTS {
            if self.revision.exists(&format!("{path}/README.md")) {
                self.diagnostics.push(skipped(path, "hidden folders are no models"));
            }
            return false;
        }
        if depth > self.depth {
            self.diagnostics.push(too_deep(path, self.depth));
            return false;
        }
        if name == "README.md" {
            self.diagnostics.push(skipped(path, "the card is a folder"));
        }
        true
    }

    fn file(&mut self, path: &str, depth: usize, folder: &mut Folder) {
        let name = name_of(path);
        if name.starts_with('.') || self.ignore.file(path) {
            return;
        }
        let is_card = name == "README.md" && depth <= USUAL_DEPTH + 1;
        // What a link leads to decides; a card is looked at when it is opened.
        let size = if is_card && !self.revision.is_link(path) { Some(0) } else { self.revision.size(path) };
        let Some(size) = size else {
            self.diagnostics.push(skipped(path, "the link leads nowhere"));
            return;
        };
        if name.eq_ignore_ascii_case("README.md") {
            folder.cards.push(name.to_owned());
        }
        if !is_card {
            folder.files.push(HubFile { path: name.to_owned(), size });
        }
    }
}

fn name_of(path: &str) -> &str {
    path.rsplit_once('/').map_or(path, |(_, name)| name)
}
