//! SIGINT and SIGTERM as a flag, so that a stopped build tidies up behind itself.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::flag;

/// Whether the program was asked to stop. Clones share one answer; the default is never asked.
///
/// `SIGHUP` is left alone: catching it would undo `nohup`, and a build that it kills leaves the old site whole.
#[derive(Debug, Clone, Default)]
pub struct Interrupt {
    signal: Arc<AtomicUsize>,
}

impl Interrupt {
    /// Listens for SIGINT and SIGTERM from now on: the first asks, a second ends the process at once with 128 + signal.
    ///
    /// # Errors
    /// If the system refuses a handler.
    pub fn on_signals() -> io::Result<Self> {
        let interrupt = Self::default();
        let again = Arc::new(AtomicBool::new(false));
        for signal in [SIGINT, SIGTERM] {
            // In this order: the first signal finds the flag down and raises it, the second finds it up.
            flag::register_conditional_shutdown(signal, 128 + signal, Arc::clone(&again))?;
            flag::register(signal, Arc::clone(&again))?;
            let number = usize::try_from(signal).unwrap_or_default();
            flag::register_usize(signal, Arc::clone(&interrupt.signal), number)?;
        }
        Ok(interrupt)
    }

    /// Asks the build to stop, as the signal would.
    pub fn ask(&self, signal: i32) {
        self.signal.store(usize::try_from(signal).unwrap_or_default(), Ordering::SeqCst);
    }

    /// The signal that asked us to stop; the exit code is 128 more (130 for SIGINT, 143 for SIGTERM).
    #[must_use]
    pub fn signal(&self) -> Option<i32> {
        match i32::try_from(self.signal.load(Ordering::Relaxed)) {
            Ok(0) | Err(_) => None,
            Ok(signal) => Some(signal),
        }
    }
}
