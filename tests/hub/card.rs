//! From the bytes of a card to its front matter and body.

use cardex::config::Limits;
use cardex::hub::CardSource;

use crate::lines;

/// The front matter as JSON, the body, and the findings of a card.
fn read(bytes: &[u8]) -> (Option<(String, String)>, Vec<String>) {
    let parsed = CardSource::parse(bytes, "c.md", &Limits::default());
    let card = parsed
        .value
        .map(|card| (card.front.map_or("-".into(), |node| node.to_json().to_string()), card.body));
    (card, lines(&parsed.diagnostics))
}

fn card(front: &str, body: &str) -> Option<(String, String)> {
    Some((front.to_owned(), body.to_owned()))
}

fn utf16(text: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(unit).collect()
}

#[test]
fn cards_without_a_fault() {
    let expected = (card(r#"{"a":1}"#, "body\n"), vec![]);
    assert_eq!(read(b"---\na: 1\n---\nbody\n"), expected);
    assert_eq!(read(b"\xef\xbb\xbf---\na: 1\n---\nbody\n"), expected);
    assert_eq!(read(b"---\r\na: 1\r\n---\r\nbody\n"), expected);
    assert_eq!(read(b"body"), (card("-", "body"), vec![]));
    assert_eq!(read(b"\xef\xbb\xbfbody"), (card("-", "body"), vec![]));
    assert_eq!(read(b"---\n# nothing\n---\nbody"), (card("-", "body"), vec![]));
    assert_eq!(read(b""), (card("-", ""), vec![]));
}

#[test]
fn encodings() {
    let latin = read(b"---\ntitle: caf\xe9\n---\n\xe9\n");
    assert_eq!(latin.0, card("{\"title\":\"caf\u{fffd}\"}", "\u{fffd}\n"));
    assert_eq!(
        latin.1,
        [
            "CX006 error c.md:2:11: not UTF-8: byte 14 is 0xe9; the card looks like Latin-1 or Windows-1252, and unreadable bytes are shown as \u{fffd}"
        ]
    );
    for (mark, unit) in
        [(b"\xff\xfe", u16::to_le_bytes as fn(u16) -> [u8; 2]), (b"\xfe\xff", u16::to_be_bytes)]
    {
        let bytes = [mark.to_vec(), utf16("---\na: 1\n---\nbody\n", unit)].concat();
        assert_eq!(
            read(&bytes),
            (
                card(r#"{"a":1}"#, "body\n"),
                vec!["CX006 warning c.md: not UTF-8: the card is UTF-16, and is read as such".into()]
            )
        );
    }
    let binary =
        "CX006 error c.md: not text: the card holds binary data, or text in UTF-16 without a byte order mark";
    let bytes: Vec<u8> = (0..=255).collect::<Vec<u8>>().repeat(400);
    assert_eq!(read(&bytes), (None, vec![binary.into()]));
    assert_eq!(read(&[0; 4096]), (None, vec![binary.into()]));
    assert_eq!(read(&utf16(&"# Title\n".repeat(20), u16::to_le_bytes)), (None, vec![binary.into()]));
    assert_eq!(
        read(b"version https://git-lfs.github.com/spec/v1\noid sha256:aa\nsize 1\n"),
        (
            None,
            vec!["CX006 error c.md: the card is a git-lfs pointer: its text is not in this checkout".into()]
        )
    );
}

#[test]
fn nul_characters_are_replaced() {
    assert_eq!(
        read(b"---\na: 1\n---\nx\ny\0z\n"),
        (
            card(r#"{"a":1}"#, "x\ny\u{fffd}z\n"),
            vec![
                "CX006 warning c.md:5:2: a NUL character stands in the text; it is shown as \u{fffd}".into()
            ]
        )
    );
    assert_eq!(
        read(b"---\na: x\0y\n---\n"),
        (
            card("{\"a\":\"x\u{fffd}y\"}", ""),
            vec!["CX006 error c.md:2:5: a NUL character stands in the YAML; it is read as \u{fffd}".into()]
        )
    );
}

#[test]
fn doubled_carriage_returns_are_one_line_end() {
    assert_eq!(
        read(b"---\r\r\na: 1\r\r\n---\r\r\nbody"),
        (
            card(r#"{"a":1}"#, "body"),
            vec!["CX007 warning c.md: lines end in CR CR LF; each is read as one line end".into()]
        )
    );
}

#[test]
fn front_matter_that_is_none() {
    let told = |bytes: &[u8]| read(bytes).1;
    assert_eq!(
        told(b"\n---\na: 1\n"),
        ["CX001 error c.md:2:1: the front matter is not closed; the whole card is read as text"]
    );
    assert_eq!(
        told(b"---\na: 1\n...\n"),
        ["CX001 error c.md:1:1: the front matter is closed by `...`; the whole card is read as text"]
    );
    assert_eq!(
        told(b"----\na: 1\n----\n"),
        ["CX001 error c.md:1:1: this line does not open front matter; the whole card is read as text"]
    );
    assert_eq!(
        told(b"{\"a\": 1}\n"),
        ["CX001 error c.md:1:1: front matter in JSON is not read; the whole card is read as text"]
    );
    assert_eq!(
        told(b"---\n---\n"),
        [
            "CX001 warning c.md:1:1: two `---` lines with nothing between them are no front matter; they are read as text"
        ]
    );
    assert_eq!(
        told(b"---\n- a\n---\n"),
        ["CX003 error c.md:2:1: the front matter is a list, not `key: value` lines; it is not read"]
    );
    assert_eq!(
        told(b"---\njust text\n---\n"),
        ["CX003 error c.md:2:1: the front matter is text, not `key: value` lines; it is not read"]
    );
    let large = format!("---\na: {}\n---\nbody", "x".repeat(1 << 20));
    assert_eq!(
        read(large.as_bytes()),
        (
            card("-", "body"),
            vec!["CX009 error c.md:2:1: the front matter has 1048579 bytes, more than the limit of 1048576; it is not read".into()]
        )
    );
}
