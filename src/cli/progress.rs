//! A progress bar on a terminal; silence elsewhere.

use std::io::IsTerminal;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// A bar over `total` models on standard error, hidden when that is no terminal or the user wants quiet.
pub(super) fn bar(total: usize, quiet: bool) -> ProgressBar {
    let bar = ProgressBar::new(total as u64);
    if quiet || !std::io::stderr().is_terminal() {
        bar.set_draw_target(ProgressDrawTarget::hidden());
        return bar;
    }
    bar.set_draw_target(ProgressDrawTarget::stderr_with_hz(10));
    if let Ok(style) = ProgressStyle::with_template("{msg:>10} {bar:32} {pos}/{len} models") {
        bar.set_style(style);
    }
    bar.set_message("Rendering");
    bar
}

/// A bar over the bytes of a file; hidden for small files, and where standard error is no terminal.
pub(super) fn bytes(total: u64) -> ProgressBar {
    let bar = ProgressBar::new(total);
    if total < 64 << 20 || !std::io::stderr().is_terminal() {
        bar.set_draw_target(ProgressDrawTarget::hidden());
        return bar;
    }
    if let Ok(style) = ProgressStyle::with_template("{msg:>10} {bar:32} {bytes}/{total_bytes}") {
        bar.set_style(style);
    }
    bar.set_message("Checksum");
    bar
}
