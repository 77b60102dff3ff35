//! What commands print: findings in the forms that people and programs read, and the summary of a build.

mod concise;
mod diff;
mod findings;
mod github;
mod gitlab;
mod human;
mod json;
mod junit;
mod markdown;
mod ndjson;
mod rdjson;
mod sarif;
mod snippet;
mod summary;

pub use concise::concise;
pub use diff::{Step, changed_lines, diff};
pub use findings::{About, LeftOut, Report, Shown};
pub use github::github;
pub use gitlab::gitlab;
pub use human::{human, printable};
pub use json::json;
pub use junit::junit;
pub use markdown::markdown;
pub use ndjson::ndjson;
pub use rdjson::rdjson;
pub use sarif::sarif;
pub use snippet::snippets;
pub use summary::Summary;
