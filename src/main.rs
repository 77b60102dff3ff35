//! The `cardex` command.

fn main() {}
