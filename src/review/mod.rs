//! What a change does to a catalog: models that came, went or are other than they were, and whether the hub's rules let it pass.

mod change;

pub use change::{Action, AliasMove, Change, Compared, Impact, Prose, Side, StageMove, VersionChange};
