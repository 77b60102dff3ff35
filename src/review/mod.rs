//! What a change does to a catalog: models that came, went or are other than they were, and whether the hub's rules let it pass.

mod affected;
mod change;
mod compare;
pub mod gates;
mod licence;
mod prose;
mod rename;
pub mod report;
mod standing;

pub use affected::affected;
pub use change::{Action, AliasMove, Change, Compared, Impact, Prose, Side, StageMove, VersionChange};
pub use compare::compare;
pub use licence::{LicenceChange, licence};
pub use standing::{approvals, deprecated_versions};
