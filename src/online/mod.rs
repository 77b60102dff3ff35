//! Asks other hosts whether addresses of cards lead somewhere, within bounds of time and number. It sends no cookies and no
//! credentials, uses no proxy, and never asks a host of a private network that the hub has not named: whoever may write a card is
//! not to reach what only the machine of the check can reach.

#[cfg(feature = "online")]
mod address;
#[cfg(feature = "online")]
mod client;
#[cfg(feature = "online")]
mod queue;

#[cfg(feature = "online")]
pub use client::ask;

/// What became of one address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// It leads somewhere; the size in bytes of what lies there, where the host tells.
    Found(Option<u64>),
    /// The host answers with a status that is no success, after all redirects.
    Status(u16),
    /// There was no answer, and why.
    Silent(String),
    /// It, or what it redirects to, is a host of a private network; the host's name. It was not asked.
    Private(String),
    /// The hub does not want the host to be asked, the address is none, or the time was over.
    NotAsked,
}
