//! What each model's card says by itself, kept so that after a change only the changed ones are read again.

use rayon::prelude::*;

use crate::config::Config;
use crate::diagnostic::Parsed;
use crate::hub::history::{History, States};
use crate::hub::{ModelFolder, Snapshot};

use super::Catalog;
use super::assemble::assemble_read;
use super::event::tell_models;
use super::reading::{Asked, Keep, Reading};

/// The models of a hub, each as its own files give it. [`Readings::assemble`] gives the catalog that
/// [`assemble`](super::assemble) would.
#[derive(Debug, Clone, Default)]
pub struct Readings {
    /// In the order of the snapshot.
    models: Vec<Known>,
}

#[derive(Debug, Clone)]
struct Known {
    folder: ModelFolder,
    reading: Reading,
    /// Whether git's events are still to be told.
    is_new: bool,
}

impl Readings {
    /// Reads the models that are not known yet, whose files are others than before, or that `is_changed`; forgets those that
    /// are gone. Says how many were read.
    ///
    /// With another configuration or history than before, all of them are changed.
    pub fn read(
        &mut self,
        snapshot: &Snapshot,
        (config, history): (&Config, &History),
        is_changed: impl Fn(&ModelFolder) -> bool + Sync,
    ) -> usize {
        // Both are sorted by path.
        let mut earlier = std::mem::take(&mut self.models).into_iter().peekable();
        let known: Vec<(&ModelFolder, Option<Known>)> = snapshot
            .models
            .iter()
            .map(|folder| {
                while earlier.next_if(|known| known.folder.path < folder.path).is_some() {}
                let known = earlier.next_if(|known| known.folder == *folder);
                (folder, known.filter(|_| !is_changed(folder)))
            })
            .collect();
        let asked = Asked { config, history, keep: Keep::Nothing, with_record: true };
        self.models = known
            .into_par_iter()
            .map(|(folder, known)| {
                known.unwrap_or_else(|| {
                    let reading = Reading::of(snapshot, folder, &asked);
                    Known { folder: folder.clone(), reading, is_new: true }
                })
            })
            .collect();
        self.models.iter().filter(|known| known.is_new).count()
    }

    /// Works out what git tells of the models that were read since the last time; as [`tell`](super::tell) for a catalog.
    pub fn tell<L>(
        &mut self,
        config: &Config,
        lens: impl Fn() -> L + Send + Sync,
        states: impl Fn(&mut L, &str, &dyn Fn(&str) -> bool) -> States + Send + Sync,
    ) {
        let new = self.models.iter_mut().filter(|known| known.is_new);
        tell_models(new.map(|known| &mut known.reading.own), config, lens, states);
    }

    /// Resolves what the models refer to.
    pub fn assemble(&mut self, snapshot: &Snapshot, config: &Config, history: &History) -> Parsed<Catalog> {
        let readings = self
            .models
            .par_iter_mut()
            .map(|known| {
                known.is_new = false;
                known.reading.clone()
            })
            .collect();
        let parsed = assemble_read(snapshot, config, history, readings);
        Parsed::new(parsed.value.catalog, parsed.diagnostics)
    }
}
