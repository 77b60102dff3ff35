//! What is read from the disk: the hub and its history.

pub mod history;
