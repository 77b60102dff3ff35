//! The dates of model folders, compared with what `git log` says, on repositories of every shape.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "helpers of tests fail and skip as tests do")]

mod history {
    mod git;
    mod hostile;
    mod merges;
    mod places;
    mod shallow;
    mod simple;
}
