//! What cards speak of by name: tasks, libraries, licences, languages, formats and metrics.
//!
//! Tables and pure functions only: no file is read and nothing here depends on a hub. Every look-up takes text
//! from an untrusted card and answers with what is known of it; what is not known is kept as it was written.

pub mod format;
pub mod language;
pub mod library;
pub mod license;
pub mod metric;
pub mod snippet;
pub mod suggestion;
pub mod task;
pub mod task_guide;
pub mod version;
