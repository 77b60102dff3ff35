//! Follows the hub: a new edition after each change, the last good one while something is broken.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use anyhow::{Result, anyhow};
use serde_json::{Value, json};

use crate::diagnostic::{Diagnostic, Level};
use crate::serve::{Answer, Bell, Moment, Site};

use super::counted;
use super::edition::{Edition, Reply};
use super::hub::{Hub, State};
use super::sort::Work;

/// Findings that are shown of other cards.
const MOST_OTHERS: usize = 50;
/// Pages that are remembered for when they cannot be made any more.
const MOST_GOOD: usize = 200;
/// How often a question is put to the next edition, should one after the other be replaced.
const TRIES: usize = 20;

/// The site as it stands.
pub(super) struct Follower {
    edition: RwLock<Arc<Edition>>,
    bell: Bell,
    /// Why the site is not as the hub is.
    broken: Mutex<Option<String>>,
    /// Work that could not be done, and is tried again with the next change.
    undone: Mutex<Work>,
    /// Pages that cannot be made, and why.
    failed: Mutex<BTreeMap<String, String>>,
    /// Pages as they were last made.
    good: Mutex<BTreeMap<String, Arc<[u8]>>>,
}

impl Follower {
    /// Begins with a state.
    ///
    /// # Errors
    /// When a template that all pages share is wrong.
    pub(super) fn new(state: State) -> Result<Follower> {
        let edition = Edition::start(state, 1).map_err(|error| anyhow!("a template of the hub: {error}"))?;
        let bell = Bell::default();
        bell.ring(Moment { state: 1, notice: 0 });
        Ok(Follower {
            edition: RwLock::new(Arc::new(edition)),
            bell,
            broken: Mutex::default(),
            undone: Mutex::default(),
            failed: Mutex::default(),
            good: Mutex::default(),
        })
    }

    /// How many models there are.
    pub(super) fn models(&self) -> usize {
        self.edition().models
    }

    /// Does what a change of the hub makes necessary; what there is to tell of it, if anything.
    pub(super) fn follow(&self, hub: &mut Hub, mut work: Work) -> Option<String> {
        if work.is_nothing() {
            return None;
        }
        let mut undone = lock(&self.undone);
        work.join(std::mem::take(&mut undone));
        let what = work.what();
        let renewed = hub.renew(&work).map_err(|error| error.to_string());
        let number = self.edition().number + 1;
        // What was read and cannot be shown is shown with the next change, whatever that is.
        let is_read = matches!(renewed, Ok(Some(_)));
        let started = match renewed {
            Ok(None) => return self.mended().then(|| format!("{what} changed: the hub is as it was")),
            Ok(Some(read)) => Edition::start(hub.state(), number).map(|edition| (read, edition)),
            Err(error) => Err(error),
        };
        let mut broken = lock(&self.broken);
        let moment = self.bell.now();
        match started {
            Ok((read, edition)) => {
                let models = edition.models;
                *broken = None;
                drop(broken);
                lock(&self.failed).clear();
                *self.edition.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(edition);
                self.bell.ring(Moment { state: number, notice: moment.notice + 1 });
                Some(format!("{what} changed: {} read, {}", counted(read, "card"), counted(models, "model")))
            }
            Err(error) => {
                *undone = Work { look: work.look || is_read, ..work };
                // What is known to be broken need not be told again.
                if broken.replace(error.clone()).as_ref() == Some(&error) {
                    return None;
                }
                drop(broken);
                self.bell.ring(Moment { notice: moment.notice + 1, ..moment });
                Some(format!("{what} changed, and the site stays as it was: {error}"))
            }
        }
    }

    /// Where what was broken is as it was before, there is nothing else to do.
    fn mended(&self) -> bool {
        let was_broken = lock(&self.broken).take().is_some();
        if was_broken {
            let moment = self.bell.now();
            self.bell.ring(Moment { notice: moment.notice + 1, ..moment });
        }
        was_broken
    }

    fn edition(&self) -> Arc<Edition> {
        Arc::clone(&self.edition.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Asks the present edition, and the next one if it is replaced meanwhile.
    fn ask(&self, path: &str) -> (Reply, u64) {
        for _ in 0..TRIES {
            let edition = self.edition();
            let reply = edition.file(path);
            if !matches!(reply, Reply::Replaced) {
                return (reply, edition.number);
            }
        }
        (Reply::Failed("the hub changes too fast; load the page again".to_owned()), self.edition().number)
    }

    /// A page that cannot be made: as it was before, if it was, with a notice over it.
    fn fall_back(&self, path: &str, why: String, state: u64) -> Answer {
        lock(&self.failed).insert(path.to_owned(), why.clone());
        match lock(&self.good).get(path) {
            Some(page) => Answer::File(Arc::clone(page), state),
            None => Answer::Failed(why, state),
        }
    }
}

impl Site for Follower {
    fn file(&self, path: &str) -> Answer {
        match self.ask(path) {
            (Reply::File(Some(bytes)), state) => {
                if path.ends_with(".html") {
                    let mut good = lock(&self.good);
                    if good.len() >= MOST_GOOD {
                        good.clear();
                    }
                    good.insert(path.to_owned(), Arc::clone(&bytes));
                }
                Answer::File(bytes, state)
            }
            (Reply::File(None), state) => {
                let page = match self.ask("404.html").0 {
                    Reply::File(page) => page,
                    Reply::Failed(_) | Reply::Replaced => None,
                };
                Answer::Missing(page, state)
            }
            (Reply::Failed(why), state) => self.fall_back(path, why, state),
            (Reply::Replaced, state) => Answer::Missing(None, state),
        }
    }

    fn findings(&self, page: &str) -> Vec<u8> {
        let (card, findings) = self.edition().findings(page);
        let broken = lock(&self.broken).clone();
        let failed = lock(&self.failed).get(page).cloned();
        let broken: Vec<Value> = broken
            .into_iter()
            .chain(failed)
            .map(|message| json!({"level": "error", "place": "the hub", "message": message}))
            .collect();
        let worth = findings.iter().filter(|finding| finding.level != Level::Note);
        let (here, others): (Vec<&Diagnostic>, Vec<&Diagnostic>) =
            worth.partition(|finding| card.as_deref() == Some(finding.location.path.as_str()));
        let count = |level| findings.iter().filter(|finding| finding.level == level).count();
        let others = by_level(others);
        let answer = json!({
            "broken": broken,
            "card": card,
            "counts": {"error": count(Level::Error), "warning": count(Level::Warning)},
            "here": by_level(here).into_iter().map(view).collect::<Vec<_>>(),
            "others": others.iter().take(MOST_OTHERS).map(|finding| view(finding)).collect::<Vec<_>>(),
            "left_out": others.len().saturating_sub(MOST_OTHERS),
        });
        answer.to_string().into_bytes()
    }

    fn bell(&self) -> &Bell {
        &self.bell
    }
}

/// Errors before warnings, else as they stand in the card.
fn by_level(mut findings: Vec<&Diagnostic>) -> Vec<&Diagnostic> {
    findings.sort_by_key(|finding| finding.level);
    findings
}

fn view(finding: &Diagnostic) -> Value {
    json!({
        "level": finding.level,
        "rule": finding.rule,
        "place": finding.location.to_string(),
        "message": finding.message,
        "help": finding.help,
    })
}

fn lock<T>(value: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    value.lock().unwrap_or_else(PoisonError::into_inner)
}
