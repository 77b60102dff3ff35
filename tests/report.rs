//! What people read in a terminal.

use cardex::diagnostic::{Diagnostic, Location, Mark};
use cardex::report::{Summary, human, printable};

#[test]
fn findings_with_places_and_remedies() {
    let findings = [
        Diagnostic::error("CX104", Location::at("models/a/README.md", Mark::new(4, 10)), "`size` is odd")
            .help("write 438 MB"),
        Diagnostic::note("CX307", Location::file("models/a/README.md"), "not shown"),
        Diagnostic::warning("CX010", Location::file("models/b/README.md"), "an empty item"),
        Diagnostic::warning("CX010", Location::file("models/c/README.md"), "an empty item"),
    ];
    assert_eq!(
        human(&findings, 1),
        "models/a/README.md:4:10: error[CX104]: `size` is odd\n    help: write 438 MB\nmodels/b/README.md: warning[CX010]: an empty item\n… and 1 more warning (--verbose shows all)\n"
    );
    assert_eq!(human(&[], 20), "");
}

#[test]
fn nothing_steers_the_terminal() {
    assert_eq!(printable("a\u{1b}[31mb\r\u{202e}c\u{7}"), "a\\u{1b}[31mb\\u{d}\\u{202e}c\\u{7}");
    assert_eq!(printable("日本語 – 🤗\nnext"), "日本語 – 🤗\nnext");
}

#[test]
fn the_summary_is_one_line() {
    let summary = Summary {
        models: 1,
        pages: 14,
        files: 30,
        changed: 2,
        bytes: 1_250_000,
        errors: 0,
        warnings: 1,
        seconds: 0.123,
    };
    assert_eq!(
        summary.to_string(),
        "1 model, 14 pages, 2 of 30 files changed, 1.2 MB, 0 errors, 1 warning, 0.12 s"
    );
}
