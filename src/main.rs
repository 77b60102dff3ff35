//! The `cardex` command.

use std::process::ExitCode;

/// Rendering is millions of short-lived strings and maps.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    cardex::cli::run()
}
