//! The dates of model folders, compared with what `git log` says, on repositories of every shape.

mod history {
    pub mod git;
    mod hostile;
    mod merges;
    mod places;
    mod shallow;
    mod simple;
}
