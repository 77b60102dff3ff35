//! The `cardex` command.

use std::process::ExitCode;

fn main() -> ExitCode {
    cardex::cli::run()
}
