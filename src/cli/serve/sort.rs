//! What has to be done again after a change of files.

use std::collections::BTreeSet;

use crate::config::{Config, FILE};
use crate::hub::Snapshot;

/// What a change touches.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Work {
    /// `hub.yaml`: everything.
    pub(super) config: bool,
    /// The hub's templates or its theme.
    pub(super) look: bool,
    /// What git knows: another commit is checked out.
    pub(super) history: bool,
    /// Which files there are.
    pub(super) walk: bool,
    /// Files of cards that have to be read again.
    pub(super) cards: BTreeSet<String>,
}

impl Work {
    /// Adds what is left of earlier work.
    pub(super) fn join(&mut self, other: Work) {
        self.config |= other.config;
        self.look |= other.look;
        self.history |= other.history;
        self.walk |= other.walk;
        self.cards.extend(other.cards);
    }

    /// In a word or two.
    pub(super) fn what(&self) -> String {
        match (self.cards.iter().next(), self.cards.len()) {
            _ if self.config => FILE.to_owned(),
            _ if self.look => "templates or theme".to_owned(),
            (Some(path), 1) => path.clone(),
            (Some(path), others) => format!("{path} and {} more", others - 1),
            (None, _) => "the repository".to_owned(),
        }
    }

    pub(super) fn is_nothing(&self) -> bool {
        *self == Work::default()
    }
}

/// Sorts out changed paths of the hub. What an editor leaves for a moment, and what no page shows, is no work.
pub(super) fn sort(paths: impl Iterator<Item = String>, config: &Config, snapshot: &Snapshot) -> Work {
    let mut work = Work::default();
    let sections =
        [&config.paths.models, &config.paths.datasets, &config.paths.orgs, &config.paths.collections];
    for path in paths {
        let (first, rest) = path.split_once('/').unwrap_or((&path, ""));
        if path == FILE {
            work.config = true;
        } else if matches!(first, "templates" | "theme") {
            work.look = true;
        } else if first == ".git" {
            work.history |= rest.ends_with("HEAD") || rest.starts_with("refs/heads") || rest == "packed-refs";
        } else if !path.split('/').any(is_hidden)
            && sections.into_iter().any(|section| is_below(&path, section))
        {
            card(&mut work, path, snapshot);
        }
    }
    work
}

fn is_hidden(part: &str) -> bool {
    part.starts_with('.') && part != ".eval_results" || part.ends_with('~')
}

/// Whether a path is a folder or lies in it.
fn is_below(path: &str, folder: &str) -> bool {
    folder == "." || path.strip_prefix(folder).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// A change below a folder with cards.
fn card(work: &mut Work, path: String, snapshot: &Snapshot) {
    let mut folders =
        [&snapshot.models, &snapshot.datasets, &snapshot.orgs, &snapshot.collections].into_iter().flatten();
    let is_there = snapshot.root().join(&path).symlink_metadata().ok();
    // The commonest change by far: the card itself. Then nothing has to be looked for.
    let is_card = folders.clone().any(|folder| folder.card == path);
    if is_card && is_there.as_ref().is_some_and(std::fs::Metadata::is_file) {
        work.cards.insert(path);
        return;
    }
    let is_known = folders.any(|folder| {
        is_below(&folder.path, &path)
            || path
                .strip_prefix(&folder.path)
                .and_then(|rest| rest.strip_prefix('/'))
                .is_some_and(|rest| folder.files.iter().any(|file| file.path == rest))
    });
    if is_there.is_some() || is_card || is_known {
        work.walk = true;
        work.cards.insert(path);
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::{Work, sort};
    use crate::config::Config;
    use crate::hub::Snapshot;

    #[test]
    fn a_change_is_sorted_by_what_it_touches() -> std::io::Result<()> {
        let folder = tempfile::tempdir()?;
        for path in
            ["models/acme/x/README.md", "models/acme/x/a.png", "models/acme/x/new.png", "orgs/acme/README.md"]
        {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().unwrap_or(folder.path()))?;
            fs::write(path, "")?;
        }
        let config = Config::default();
        let Ok(snapshot) = Snapshot::of_worktree(folder.path(), &config) else { return Ok(()) };
        fs::remove_file(folder.path().join("models/acme/x/a.png"))?;
        let of = |path: &str| sort([path.to_owned()].into_iter(), &config, &snapshot);
        let cards =
            |walk: bool, path: &str| Work { walk, cards: [path.to_owned()].into(), ..Work::default() };
        for (path, work) in [
            ("hub.yaml", Work { config: true, ..Work::default() }),
            ("templates/model.html", Work { look: true, ..Work::default() }),
            (".git/HEAD", Work { history: true, ..Work::default() }),
            (".git/logs/HEAD", Work { history: true, ..Work::default() }),
            (".git/index", Work::default()),
            ("site/index.html", Work::default()),
            ("README.md", Work::default()),
            ("models/acme/x/README.md", cards(false, "models/acme/x/README.md")),
            ("orgs/acme/README.md", cards(false, "orgs/acme/README.md")),
            ("models/acme/x/new.png", cards(true, "models/acme/x/new.png")),
            ("models/acme/x/a.png", cards(true, "models/acme/x/a.png")),
            ("models/acme", cards(true, "models/acme")),
            // What an editor leaves for a moment.
            ("models/acme/x/4913", Work::default()),
            ("models/acme/x/.README.md.swp", Work::default()),
            ("models/acme/x/README.md~", Work::default()),
            ("modelsx/a/README.md", Work::default()),
        ] {
            assert_eq!(of(path), work, "{path}");
        }
        Ok(())
    }
}
