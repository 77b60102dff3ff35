//! YAML as it was written: a tree in which every value has its line and column, read under a budget.
//!
//! Scalars stay text (`no`, `1.10`, `0777`), so that a card says what its author wrote. This is the only door to
//! the YAML parser for untrusted text.

mod build;
mod node;
mod parse;
mod quoted;
mod syntax;
mod tabs;

pub use node::{Node, Value};
pub use parse::parse;

/// How much a YAML text may cost.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// How deep sequences and mappings may nest.
    pub depth: usize,
    /// How many values there may be after aliases are expanded.
    pub nodes: usize,
    /// How many bytes of scalars there may be after aliases are expanded.
    pub scalar_bytes: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { depth: 32, nodes: 500_000, scalar_bytes: 8 << 20 }
    }
}
