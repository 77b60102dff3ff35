//! The command: what it writes, what it prints, and what it leaves alone.

use std::fs;

use super::{CARD, card, check, hub, write};

const BAD: &str = "---\nlicense: Apache 2  # ours\nlanguage: [no, en]\ntags:\n- demo\n-\n---\n# Lamp\n";
const MENDED: &str = "---\nlicense: apache-2.0  # ours\nlanguage: [\"no\", en]\ntags:\n- demo\n---\n# Lamp\n";
const CODES: [&str; 2] = ["--select", "CX010,CX012,CX502,CX503"];

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
fn cards_are_mended_and_told_of() {
    let hub = hub(BAD, &[("models/acme/bare/README.md", "# Bare\n")]);
    let output =
        check(hub.path(), &[&CODES[..], &["--fix", "--format", "concise", "--fail-on", "warning"]].concat());
    assert_eq!(output.status.code(), Some(1), "what is left counts");
    assert_eq!(
        text(&output.stderr),
        format!("mended {CARD}: CX010, CX012, CX503\nmended 3 findings in 1 card\n")
    );
    assert_eq!(
        text(&output.stdout),
        "models/acme/bare/README.md:1:1: warning[CX502] the card states no licence\n"
    );
    assert_eq!(card(hub.path()), MENDED);
    let again = check(hub.path(), &[&CODES[..], &["--fix", "--format", "concise"]].concat());
    assert_eq!(text(&again.stderr), "mended 0 findings in 0 cards\n");
    assert_eq!((again.status.code(), card(hub.path()).as_str()), (Some(0), MENDED));
}

#[test]
fn a_diff_writes_nothing_and_can_be_applied() {
    let hub = hub(BAD, &[]);
    let output = check(hub.path(), &[&CODES[..], &["--diff"]].concat());
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(
        text(&output.stdout),
        format!(
            "--- a/{CARD}\n+++ b/{CARD}\n@@ -1,8 +1,7 @@\n ---\n-license: Apache 2  # ours\n-language: [no, en]\n\
             +license: apache-2.0  # ours\n+language: [\"no\", en]\n tags:\n - demo\n--\n ---\n # Lamp\n"
        )
    );
    assert_eq!(card(hub.path()), BAD);
    assert_eq!(check(hub.path(), &[&CODES[..], &["--diff", "--exit-zero"]].concat()).status.code(), Some(0));
    write(hub.path(), CARD, MENDED.as_bytes());
    let none = check(hub.path(), &[&CODES[..], &["--diff"]].concat());
    assert_eq!((none.status.code(), text(&none.stdout)), (Some(0), String::new()));
    assert_eq!(check(hub.path(), &["--diff", "--fix"]).status.code(), Some(2));
}

#[test]
fn what_is_off_or_left_out_is_not_mended() {
    let kept = "---\nlicense: Apache 2  # cardex: ignore[CX503] as the vendor writes it\nlanguage: no\n---\n# Lamp\n";
    let hub =
        hub(kept, &[("hub.yaml", "check: {per_path: {\"models/acme/**\": [CX012]}, fail_on: never}\n")]);
    assert_eq!(check(hub.path(), &["--fix"]).status.code(), Some(0));
    assert_eq!(card(hub.path()), kept);
    check(hub.path(), &["--fix", "--select", "CX011"]);
    assert_eq!(card(hub.path()), kept, "a rule that nobody looked for says nothing of a suppression");
}

#[test]
fn byte_order_marks_and_line_ends_stay() {
    let windows = format!("\u{feff}{}", BAD.replace('\n', "\r\n"));
    let hub = hub(&windows, &[]);
    check(hub.path(), &[&CODES[..], &["--fix"]].concat());
    assert_eq!(card(hub.path()), format!("\u{feff}{}", MENDED.replace('\n', "\r\n")));
    // A lone CR is the end of a line to some readers and none to others; other encodings have other columns.
    let lone = BAD.replace("# Lamp", "# Lamp\rA lamp");
    let utf16: Vec<u8> =
        [0xff, 0xfe].into_iter().chain(BAD.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    for bytes in [lone.into_bytes(), utf16, [BAD.as_bytes(), b"\xe4"].concat()] {
        write(hub.path(), CARD, &bytes);
        check(hub.path(), &[&CODES[..], &["--fix"]].concat());
        assert_eq!(fs::read(hub.path().join(CARD)).unwrap(), bytes);
    }
}

#[cfg(unix)]
#[test]
fn the_mode_stays_and_links_are_not_written_through() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let hub = hub(BAD, &[]);
    let mode = |path: &str| fs::metadata(hub.path().join(path)).unwrap().permissions().mode() & 0o7777;
    fs::set_permissions(hub.path().join(CARD), fs::Permissions::from_mode(0o640)).unwrap();
    check(hub.path(), &[&CODES[..], &["--fix"]].concat());
    assert_eq!((card(hub.path()).as_str(), mode(CARD)), (MENDED, 0o640));
    assert_eq!(
        fs::read_dir(hub.path().join("models/acme/lamp")).unwrap().count(),
        1,
        "nothing is left beside it"
    );

    write(hub.path(), "notes/lamp.md", BAD.as_bytes());
    fs::remove_file(hub.path().join(CARD)).unwrap();
    symlink("../../../notes/lamp.md", hub.path().join(CARD)).unwrap();
    let output = check(hub.path(), &[&CODES[..], &["--fix"]].concat());
    assert_eq!(output.status.code(), Some(3));
    let said = text(&output.stderr);
    assert!(said.contains(&format!("cannot write {CARD}: it is a link, or lies behind one")), "{said}");
    assert_eq!(fs::read_to_string(hub.path().join("notes/lamp.md")).unwrap(), BAD);
}

#[test]
fn suppressions_that_find_nothing_go_and_leave_the_text_whole() {
    let bad = "---\nlicense: mit\n# cardex: ignore[CX503] old\ncardex_ignore:\n- {rule: CX404, reason: old}\n- rule: CX405\n  reason: old\n---\n# Lamp\n\n\
               One.\n<!-- cardex-disable-next-line CX907 old -->\nTwo.\n\n<!-- cardex-disable-file CX906 old -->\n\nThree. <!-- cardex-disable-line CX910 old -->\nFour <!-- cardex-disable-line CX910 old --> five.\n";
    let mended = "---\nlicense: mit\n---\n# Lamp\n\nOne.\n\nTwo.\n\n\nThree.\nFour five.\n";
    let hub = hub(bad, &[]);
    check(hub.path(), &["--fix", "--ignore", "CX911"]);
    assert_eq!(card(hub.path()), mended);
}
