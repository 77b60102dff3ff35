//! Beginnings: the files of a new hub, and the card of a new model, as texts. Who asks for them writes them.

mod card;
mod guidance;
mod hub;
mod text;

pub use card::{NewCard, Weights, card};
pub use hub::{Ci, HubOptions, hub};

/// How the program gets onto a machine: the one place where it is written.
pub const INSTALL: &str = "cargo install cardex --locked";

/// A file to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewFile {
    /// Relative to the hub, with `/` between its parts.
    pub path: String,
    /// What stands in it.
    pub text: String,
}
