//! `cardex check`: exit codes, and what is said where it cannot do what it is asked for.

use super::{cardex, hub, shown};

const CARD: (&str, &str) = ("models/acme/x/README.md", "---\nlicense: Apache 2\n---\n# X\n");
const CONFIG: (&str, &str) = ("hub.yaml", "check: {select: [CX503]}\n");

#[test]
fn options_that_need_one_another() {
    let hub = hub(&[CARD, CONFIG]);
    for (arguments, expected) in [
        (["--filter", "file"].as_slice(), "--since <REVISION>"),
        (&["--since", "main", "--write-baseline", "b"], "cannot be used with"),
        (&["--since", "main", "--filter", "lines"], "[possible values: new, added, context, file, all]"),
        (&["-o", "html=x"], "invalid value 'html=x'"),
    ] {
        let (code, out, err) = shown(&cardex(hub.path(), &[&["check"], arguments].concat()), hub.path());
        assert_eq!((code, out.as_str()), (2, ""), "{arguments:?}: {err}");
        assert!(err.contains(expected), "{arguments:?}: {err}");
    }
}

#[test]
fn files_that_cannot_be_read_or_written() {
    let hub = hub(&[CARD, CONFIG]);
    let run = |arguments: &[&str]| {
        let (code, out, err) = shown(&cardex(hub.path(), &[&["check"], arguments].concat()), hub.path());
        assert_eq!(out, "", "{arguments:?}");
        (code, err)
    };
    let (code, err) = run(&["--since", "main"]);
    assert_eq!(
        (code, err.as_str()),
        (3, "error: cannot compare with `main`: there is no git repository around the hub\n")
    );
    let (code, err) = run(&["--baseline", "none.json"]);
    assert_eq!(code, 2);
    assert!(err.starts_with("error: cannot read the baseline none.json: "), "{err}");
    let (code, err) = run(&["--write-baseline", "no/such/folder.json"]);
    assert_eq!(code, 3);
    assert!(err.starts_with("error: cannot write the baseline to no/such/folder.json: "), "{err}");
    let (code, err) = run(&["-o", "summary=no/such/folder.md"]);
    assert_eq!(code, 3);
    assert!(err.starts_with("error: cannot write the report to no/such/folder.md: "), "{err}");
}

#[test]
fn the_last_line_tells_what_is_left_out() {
    let hub = hub(&[CARD, CONFIG]);
    let (code, _, err) = shown(&cardex(hub.path(), &["check", "--write-baseline", "b.json"]), hub.path());
    assert_eq!((code, err.as_str()), (0, ""));
    let (code, out, _) = shown(&cardex(hub.path(), &["check", "--baseline", "b.json"]), hub.path());
    assert_eq!(
        (code, out.as_str()),
        (0, "0 errors, 0 warnings, 0 notes in 0 of 1 model (1 in the baseline)")
    );
}

#[cfg(not(feature = "online"))]
#[test]
fn a_program_without_it_says_how_to_get_online() {
    let hub = hub(&[CARD, CONFIG]);
    let (code, out, err) = shown(&cardex(hub.path(), &["check", "--online"]), hub.path());
    assert_eq!(
        (code, out.as_str(), err.as_str()),
        (
            2,
            "",
            "error: this cardex was built without `--online`; `cargo install cardex --features online` builds one with it\n"
        )
    );
}
