//! Rings when the site changed, for everyone who waits.

use std::sync::{Condvar, Mutex, PoisonError};
use std::time::Duration;

/// Where the site stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Moment {
    /// The number of the state that pages are made from.
    pub state: u64,
    /// The number of what is said over the pages: it changes also where the pages stay.
    pub notice: u64,
}

/// The present moment, and a way to wait for the next.
#[derive(Debug, Default)]
pub struct Bell {
    moment: Mutex<Moment>,
    rung: Condvar,
}

impl Bell {
    /// The present moment.
    pub fn now(&self) -> Moment {
        *self.moment.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Sets another moment, and wakes all who wait.
    pub fn ring(&self, moment: Moment) {
        *self.moment.lock().unwrap_or_else(PoisonError::into_inner) = moment;
        self.rung.notify_all();
    }

    /// Waits for another moment than `known`, at most so long; gives the present one.
    pub fn wait(&self, known: Moment, most: Duration) -> Moment {
        let moment = self.moment.lock().unwrap_or_else(PoisonError::into_inner);
        let waited = self.rung.wait_timeout_while(moment, most, |moment| *moment == known);
        *waited.unwrap_or_else(PoisonError::into_inner).0
    }
}
