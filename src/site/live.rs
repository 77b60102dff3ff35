//! One file of the site at a time, when it is asked for: the same code as a whole build, the part of it that has the file.
//!
//! A path leads to the [`Part`]s that may write it. A part runs as it does in a build, and of what it writes only what is
//! asked for is rendered and kept. So a page is made in the time that one page takes, whatever the size of the catalog.

// A hash map that is asked by key alone: no order comes from it.
use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use crate::api;
use crate::catalog::{Catalog, Health, Kind};
use crate::config::Config;
use crate::diagnostic::Diagnostic;

use super::leaderboards::{SECTION, Standings};
use super::path::section;
use super::render::{everything, repository, search, share};
use super::shared::Shared;
use super::templates::Templates;
use super::theme::Theme;
use super::{Files, Kept, RenderError, pages};

/// A site whose files are made when they are asked for.
pub struct Live<'a> {
    shared: Shared<'a>,
    theme: &'a Theme,
    files: &'a dyn Files,
    kept: &'a Kept,
    /// What stands in each folder of the site that belongs to one thing.
    // Asked by key alone: no order comes from it.
    owners: HashMap<String, Owner>,
    /// Places of models among all, the newest first.
    rank: OnceLock<Vec<usize>>,
    /// What there is to say: from reading the hub and giving addresses, and from each part that ran.
    findings: Mutex<BTreeMap<Option<Part>, Vec<Diagnostic>>>,
    /// Parts that keep all their files and ran, each with how often files had been dropped before.
    complete: Mutex<BTreeMap<Part, usize>>,
    /// One after the other: whoever asks for a file of a part that is being made waits for it.
    turns: Mutex<BTreeMap<Part, Arc<Mutex<()>>>>,
}

#[derive(Debug, Clone, Copy)]
enum Owner {
    Model(usize),
    Term(Kind, usize),
    Collection(usize),
}

/// What runs as a whole in a build.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    Model(usize),
    Versions(usize),
    Term(Kind, usize),
    Index(Kind),
    Models,
    Changelog,
    Leaderboards,
    Families,
    Collections,
    Home,
    Compare,
    Statistics,
    Health,
    Register,
    Machine,
    Twins,
    Search,
    About,
    Misc,
}

/// Prepares the site and lets `work` ask for its files. `standings` are of this catalog or one with the same results; `findings` are
/// those of reading the hub.
///
/// # Errors
/// When a template of what all pages share is wrong.
pub fn live<R>(
    catalog: &Catalog,
    config: &Config,
    (templates, theme): (&mut Templates, &Theme),
    (files, kept): (&dyn Files, &Kept),
    standings: Standings,
    findings: &[Diagnostic],
    work: impl FnOnce(&Live<'_>) -> R,
) -> Result<R, RenderError> {
    let repository = repository(config);
    let (shared, found) = share(
        catalog,
        config,
        (templates, theme),
        (files, kept),
        (repository.as_ref(), None),
        Some(standings),
    )?;
    // No order comes from it.
    let mut owners = HashMap::with_capacity(catalog.models.len() * 2);
    for model in 0..catalog.models.len() {
        owners.insert(shared.paths.model(model).to_owned(), Owner::Model(model));
    }
    for kind in Kind::ALL {
        for term in 0..catalog.taxonomies.of(kind).terms.len() {
            owners.insert(shared.paths.term(kind, term).to_owned(), Owner::Term(kind, term));
        }
    }
    for collection in 0..catalog.collections.len() {
        let page = shared.paths.collection_page(collection);
        owners.insert(page.trim_end_matches("/index.html").to_owned(), Owner::Collection(collection));
    }
    let known = findings.iter().cloned().chain(found).collect();
    let live = Live {
        shared,
        theme,
        files,
        kept,
        owners,
        rank: OnceLock::new(),
        findings: Mutex::new(BTreeMap::from([(None, known)])),
        complete: Mutex::default(),
        turns: Mutex::default(),
    };
    Ok(work(&live))
}

impl Live<'_> {
    /// The file at a path below the site's root, with the bytes that a build would write; `None` where it would write none.
    ///
    /// # Errors
    /// When a template is wrong, or the site was stopped meanwhile.
    pub fn file(&self, path: &str) -> Result<Option<Arc<[u8]>>, RenderError> {
        if let Some(bytes) = self.kept.get(path) {
            return Ok(Some(bytes));
        }
        if path.starts_with("assets/") {
            let assets = self.theme.assets();
            return Ok(assets.into_iter().find(|(name, _)| *name == path).map(|(_, bytes)| bytes.into()));
        }
        if let Some(hub) = self.shared.links.copied(path) {
            return Ok(self.files.read(&hub).map(Into::into));
        }
        for part in self.parts(path) {
            let turn = Arc::clone(
                self.turns.lock().unwrap_or_else(PoisonError::into_inner).entry(part).or_default(),
            );
            let _turn = turn.lock().unwrap_or_else(PoisonError::into_inner);
            if self.kept.get(path).is_none() && !self.is_complete(part) {
                self.make(part, path)?;
            }
            if let Some(bytes) = self.kept.get(path) {
                return Ok(Some(bytes));
            }
        }
        Ok(self.shared.links.copied(path).and_then(|hub| self.files.read(&hub)).map(Into::into))
    }

    /// The card that a page shows, by its path in the hub.
    pub fn card(&self, path: &str) -> Option<&str> {
        let catalog = self.shared.catalog;
        match self.owner(path)? {
            Owner::Model(model) => Some(&catalog.models[model].card_path),
            Owner::Collection(collection) => Some(&catalog.collections[collection].card_path),
            Owner::Term(kind, term) => {
                let profiles = match kind {
                    Kind::Organisation => &catalog.orgs,
                    Kind::Dataset => &catalog.datasets,
                    _ => return None,
                };
                let key = &catalog.taxonomies.of(kind).terms[term].key;
                Catalog::profile(profiles, key).map(|profile| profile.card_path.as_str())
            }
        }
    }

    /// What there is to say so far, sorted: about the hub as it was read, and about the pages that were made.
    pub fn findings(&self) -> Vec<Diagnostic> {
        let findings = self.findings.lock().unwrap_or_else(PoisonError::into_inner);
        let mut all: Vec<Diagnostic> = findings.values().flatten().cloned().collect();
        all.sort();
        all.dedup();
        all
    }

    /// What the folder belongs to that a path lies in.
    fn owner(&self, path: &str) -> Option<Owner> {
        let mut end = path.rfind('/');
        while let Some(at) = end {
            if let Some(owner) = self.owners.get(&path[..at]) {
                return Some(*owner);
            }
            end = path[..at].rfind('/');
        }
        None
    }

    /// The parts that may write a file, the likeliest first.
    fn parts(&self, path: &str) -> Vec<Part> {
        let record = path.strip_prefix(api::FOLDER).and_then(|rest| rest.strip_prefix('/'));
        if let Some(folder) = record.and_then(|rest| rest.strip_suffix(".json"))
            && let Some(Owner::Model(model)) = self.owners.get(folder)
        {
            return vec![Part::Model(*model)];
        }
        match self.owner(path) {
            Some(Owner::Model(model)) => return vec![Part::Model(model), Part::Versions(model), Part::Misc],
            Some(Owner::Term(kind, term)) => return vec![Part::Term(kind, term), Part::Twins, Part::Misc],
            Some(Owner::Collection(_)) => return vec![Part::Collections, Part::Twins],
            None => {}
        }
        let (first, is_folder) = path.split_once('/').map_or((path, false), |(first, _)| (first, true));
        if !is_folder {
            return match first {
                "index.html" => vec![Part::Home],
                "llms.txt" => vec![Part::Twins],
                "models.csv" | "register.csv" => vec![Part::Machine],
                _ => vec![Part::Misc],
            };
        }
        if let Some(kind) = Kind::ALL.into_iter().find(|kind| section(*kind) == first) {
            return vec![Part::Index(kind), Part::Twins];
        }
        match first {
            "models" => vec![Part::Models, Part::Twins],
            "changelog" => vec![Part::Changelog],
            SECTION => vec![Part::Leaderboards, Part::Twins],
            "lineage" => vec![Part::Families],
            "collections" => vec![Part::Collections, Part::Twins],
            "compare" => vec![Part::Compare],
            "statistics" => vec![Part::Statistics],
            "health" => vec![Part::Health],
            "register" => vec![Part::Register],
            "search" => vec![Part::Search],
            "about" => vec![Part::About],
            "api" => vec![Part::Machine],
            _ => Vec::new(),
        }
    }

    /// Runs a part for the sake of one file; where all files of the part come at once, keeps them all.
    fn make(&self, part: Part, path: &str) -> Result<(), RenderError> {
        let all: &[&str] = match part {
            Part::Search => &["search/"],
            Part::Machine => &["api/", "models.csv", "register.csv"],
            Part::Twins => &["llms.txt"],
            _ => &[],
        };
        let wanted: Vec<&str> = all.iter().copied().chain([path]).collect();
        let dropped = self.kept.dropped();
        let found = self.kept.wanting(&wanted, || self.run(part))?;
        self.findings.lock().unwrap_or_else(PoisonError::into_inner).insert(Some(part), found);
        if matches!(part, Part::Search | Part::Machine) {
            self.complete.lock().unwrap_or_else(PoisonError::into_inner).insert(part, dropped);
        }
        Ok(())
    }

    fn is_complete(&self, part: Part) -> bool {
        let complete = self.complete.lock().unwrap_or_else(PoisonError::into_inner);
        complete.get(&part) == Some(&self.kept.dropped())
    }

    fn run(&self, part: Part) -> Result<Vec<Diagnostic>, RenderError> {
        let shared = &self.shared;
        match part {
            Part::Model(model) => {
                let (_, found) = pages::model::write(shared, model)?;
                pages::machine::write_model(shared, model)?;
                return Ok(found);
            }
            Part::Versions(model) => return Ok(pages::version::write(shared, model)?.1),
            Part::Term(kind, term) => {
                let rank = self.rank.get_or_init(|| pages::terms::rank(shared));
                return Ok(pages::term::write(shared, kind, term, rank)?.1);
            }
            Part::Collections => return Ok(pages::collections::write(shared)?.1),
            Part::Search => return search(shared),
            Part::About => return self.about(),
            Part::Index(kind) => drop(pages::terms::write_index(shared, kind)?),
            Part::Models => drop(pages::models::write(shared)?),
            Part::Changelog => drop(pages::changelog::write(shared)?),
            Part::Leaderboards => drop(pages::leaderboards::write(shared)?),
            Part::Families => drop(pages::families::write(shared)?),
            Part::Home => pages::home::write(shared)?,
            Part::Compare => pages::compare::write(shared)?,
            Part::Statistics => pages::statistics::write(shared)?,
            Part::Health => drop(pages::health::write(shared, &Health::of(&shared.found))?),
            Part::Register => drop(pages::register::write(shared)?),
            Part::Machine => pages::machine::write(shared, &Health::of(&shared.found))?,
            Part::Twins => pages::twin::write(shared)?,
            Part::Misc => pages::misc::write(shared)?,
        }
        Ok(Vec::new())
    }

    /// The page about the catalog tells of every page: all of them have to be gone through.
    fn about(&self) -> Result<Vec<Diagnostic>, RenderError> {
        let (_, found) = everything(&self.shared, self.theme, &|| {})?;
        let findings = self.findings.lock().unwrap_or_else(PoisonError::into_inner);
        let read = findings.get(&None).cloned().unwrap_or_default();
        drop(findings);
        let all: Vec<Diagnostic> = read.into_iter().chain(found.iter().cloned()).collect();
        pages::about::write(&self.shared, &all)?;
        Ok(found)
    }
}
