//! The room that writes the site: what it promises, tried on real folders, with real kills and full disks.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "helpers of tests are tests too"
)]

mod builds;
mod child;
mod faults;
mod foreign;
mod in_place;
mod kill;
mod lock;
mod measure;
mod paths;
mod refusals;
mod support;
