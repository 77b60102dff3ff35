//! One state of the site: a thread that holds all that pages are made from, and a thread for each page that is asked for.
//!
//! What pages share borrows from the catalog, so it lives and ends with the thread. An edition that was replaced ends when
//! the last page that it makes has noticed that nobody wants it any more.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

use crate::diagnostic::Diagnostic;
use crate::site::{self, Kept, Live};

use super::super::hub::HubFiles;
use super::hub::State;

/// One state of the site.
pub(super) struct Edition {
    /// From 1; each edition has another one.
    pub(super) number: u64,
    pub(super) models: usize,
    kept: Arc<Kept>,
    questions: Sender<Question>,
}

/// What is asked of an edition, with where the answer goes.
enum Question {
    File(String, Sender<Reply>),
    Findings(String, Sender<(Option<String>, Vec<Diagnostic>)>),
}

/// What an edition answers.
pub(super) enum Reply {
    /// The file, if there is one.
    File(Option<Arc<[u8]>>),
    /// Why the page cannot be made.
    Failed(String),
    /// The edition was replaced: the next one knows.
    Replaced,
}

impl Edition {
    /// Prepares the site of a state.
    ///
    /// # Errors
    /// What is wrong with a template that all pages share.
    pub(super) fn start(state: State, number: u64) -> Result<Edition, String> {
        let (questions, asked) = channel();
        let (sender, ready) = channel();
        let kept = Arc::<Kept>::default();
        let models = state.catalog.models.len();
        let own = Arc::clone(&kept);
        let hold = move || {
            let started = hold(state, &own, || sender.send(Ok(())).is_ok(), &asked);
            if let Err(error) = started {
                let _ = sender.send(Err(error.to_string()));
            }
        };
        thread::Builder::new().name("edition".to_owned()).spawn(hold).map_err(|error| error.to_string())?;
        ready.recv().unwrap_or_else(|_| Err("the pages cannot be made".to_owned()))?;
        Ok(Edition { number, models, kept, questions })
    }

    /// The file at a path of the site.
    pub(super) fn file(&self, path: &str) -> Reply {
        if let Some(bytes) = self.kept.get(path) {
            return Reply::File(Some(bytes));
        }
        let (sender, answer) = channel();
        let asked = self.questions.send(Question::File(path.to_owned(), sender));
        asked.ok().and_then(|()| answer.recv().ok()).unwrap_or(Reply::Replaced)
    }

    /// The card that a page shows, and all that there is to say so far.
    pub(super) fn findings(&self, page: &str) -> (Option<String>, Vec<Diagnostic>) {
        let (sender, answer) = channel();
        let asked = self.questions.send(Question::Findings(page.to_owned(), sender));
        asked.ok().and_then(|()| answer.recv().ok()).unwrap_or_default()
    }
}

impl Drop for Edition {
    fn drop(&mut self) {
        self.kept.stop();
    }
}

fn hold(
    mut state: State,
    kept: &Kept,
    ready: impl Fn() -> bool,
    asked: &Receiver<Question>,
) -> Result<(), site::RenderError> {
    let files = HubFiles(&state.snapshot);
    let look = (&mut state.templates, state.theme.as_ref());
    let standings = state.standings.clone();
    site::live(&state.catalog, &state.config, look, (&files, kept), standings, &state.findings, |live| {
        ready();
        thread::scope(|threads| {
            for question in asked {
                // The server bounds how many ask at one time.
                threads.spawn(move || answer(live, kept, question));
            }
        });
    })
}

fn answer(live: &Live<'_>, kept: &Kept, question: Question) {
    // Whoever asked may have left.
    match question {
        Question::File(path, sender) => {
            let reply = match live.file(&path) {
                Ok(bytes) => Reply::File(bytes),
                Err(_) if kept.is_stopped() => Reply::Replaced,
                Err(error) => Reply::Failed(error.to_string()),
            };
            let _ = sender.send(reply);
        }
        Question::Findings(page, sender) => {
            let _ = sender.send((live.card(&page).map(str::to_owned), live.findings()));
        }
    }
}
