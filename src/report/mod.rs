//! What commands print: findings, and the summary of a build.

mod human;
mod summary;

pub use human::{human, printable};
pub use summary::Summary;
