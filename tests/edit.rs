//! Small changes of a text with front matter: what changes is what was asked for, and every other byte stays.

#![allow(clippy::unwrap_used, reason = "a test whose card cannot be read has failed")]

use cardex::config::Limits;
use cardex::diagnostic::{Change, Edit, Mark};
use cardex::edit::{Shape, Sheet, apply, plain_or_quoted, quoted};
use cardex::hub::CardSource;
use cardex::yaml::Node;

fn front(text: &str) -> Option<Node> {
    CardSource::parse(text.as_bytes(), "README.md", &Limits::default()).value.unwrap().front
}

/// The card after a change, which is what the change says; `None` where it is refused.
fn changed(text: &str, change: &Change) -> Option<String> {
    let tree = front(text);
    let edits = Sheet::new(text, tree.as_ref()).edits(change)?;
    let done = apply(text, &[&edits]);
    assert_eq!(done.made, [true]);
    let after = front(&done.text).unwrap();
    assert_eq!(Shape::of(&after), Shape::after(tree.as_ref().unwrap(), &[change]), "{}", done.text);
    Some(done.text)
}

/// A card whose front matter is `yaml`, changed at a mark of the front matter's own lines.
fn in_front(yaml: &str, change: impl Fn(Mark) -> Change, line: u32, column: u32) -> Option<String> {
    let card = format!("---\n{yaml}---\n# Lamp\n");
    let changed = changed(&card, &change(Mark::new(line + 1, column)))?;
    Some(changed.strip_prefix("---\n").unwrap().strip_suffix("---\n# Lamp\n").unwrap().to_owned())
}

fn replaced(yaml: &str, text: &str, line: u32, column: u32) -> Option<String> {
    in_front(yaml, |mark| Change::Replace(mark, text.to_owned()), line, column)
}

fn is(text: &str) -> Option<String> {
    Some(text.to_owned())
}

#[test]
fn a_scalar_is_replaced_and_keeps_its_quotes_and_its_comment() {
    assert_eq!(
        replaced("license:  Apache 2   # since 2024\n", "apache-2.0", 1, 11),
        is("license:  apache-2.0   # since 2024\n")
    );
    assert_eq!(
        replaced("license: \"Apache 2\" # why\n", "apache-2.0", 1, 10),
        is("license: \"apache-2.0\" # why\n")
    );
    assert_eq!(replaced("license: 'Apache ''2' # why\n", "it's", 1, 10), is("license: 'it''s' # why\n"));
    assert_eq!(replaced("tags: [ a, 'b' , c ]\n", "d, e", 1, 9), is("tags: [ \"d, e\", 'b' , c ]\n"));
    assert_eq!(replaced("tags:\n- a # one\n- b\n", "1.10", 2, 3), is("tags:\n- \"1.10\" # one\n- b\n"));
    // Over several lines, behind an anchor or a tag, behind `|`: left alone.
    assert_eq!(replaced("title: a\n  b\n", "c", 1, 8), None);
    assert_eq!(replaced("title: \"a\n  b\"\n", "c", 1, 8), None);
    assert_eq!(replaced("title: &x a\nother: *x\n", "c", 1, 8), None);
    assert_eq!(replaced("title: |\n  a\n", "c", 2, 3), None);
}

#[test]
fn a_scalar_is_quoted_and_a_key_renamed() {
    assert_eq!(
        in_front("language: no # Norwegian\n", Change::Quote, 1, 11),
        is("language: \"no\" # Norwegian\n")
    );
    assert_eq!(in_front("language: [no, en]\n", Change::Quote, 1, 12), is("language: [\"no\", en]\n"));
    assert_eq!(in_front("language: \"no\"\n", Change::Quote, 1, 11), None);
    let rename = |mark| Change::Rename(mark, "license".to_owned());
    assert_eq!(in_front("tags: [a]\nlicence : mit\n", rename, 2, 1), is("tags: [a]\nlicense : mit\n"));
    assert_eq!(in_front("x: {\"licence\": mit}\n", rename, 1, 5), is("x: {\"license\": mit}\n"));
    assert_eq!(in_front("title: licence\n", rename, 1, 8), None);
}

#[test]
fn an_item_goes_with_its_line_or_its_comma() {
    let item = |yaml, line, column| in_front(yaml, Change::RemoveItem, line, column);
    assert_eq!(
        item("a: 1\ntags:\n- one # first\n# about two\n- two\n- three\n", 5, 3),
        is("a: 1\ntags:\n- one # first\n# about two\n- three\n")
    );
    assert_eq!(item("tags:\n  - one\n  -\n  - two\n", 3, 4), is("tags:\n  - one\n  - two\n"));
    assert_eq!(item("tags:\n- one\n-  # nothing\nlast: 1\n", 3, 13), is("tags:\n- one\nlast: 1\n"));
    assert_eq!(item("tags: [one, two, three]\n", 1, 8), is("tags: [two, three]\n"));
    assert_eq!(item("tags: [one, two, three]\n", 1, 13), is("tags: [one, three]\n"));
    assert_eq!(item("tags: [one, two , three ]\n", 1, 19), is("tags: [one, two ]\n"));
    assert_eq!(
        item("tags: [\n  one,\n  two, # second\n  three\n]\n", 2, 3),
        is("tags: [\n  two, # second\n  three\n]\n")
    );
    assert_eq!(item("tags: [\n  one,\n  two\n]\n", 3, 3), is("tags: [\n  one\n]\n"));
    assert_eq!(item("tags: [one, ~, null]\n", 1, 13), is("tags: [one, null]\n"));
    // With the only item its key goes.
    assert_eq!(item("a: 1\ntags: # none\n- one\nb: 2\n", 3, 3), is("a: 1\nb: 2\n"));
    assert_eq!(item("a: 1\ntags: [null]\n", 2, 8), is("a: 1\n"));
    assert_eq!(item("tags: [null]\n", 1, 8), None);
    // Items of several lines.
    let ignore = "cardex_ignore:\n- rule: CX404\n  match: x # why\n\n  reason: it is so\n- {rule: CX9, reason: b}\nlast: 1\n";
    assert_eq!(item(ignore, 2, 3), is("cardex_ignore:\n- {rule: CX9, reason: b}\nlast: 1\n"));
    assert_eq!(
        item(ignore, 6, 3),
        is("cardex_ignore:\n- rule: CX404\n  match: x # why\n\n  reason: it is so\nlast: 1\n")
    );
}

#[test]
fn an_entry_goes_with_its_whole_value() {
    let entry = |yaml, line, column| in_front(yaml, Change::RemoveEntry, line, column);
    assert_eq!(entry("a: 1\nb:\n- x\n- y\n\n# about c\nc: 2\n", 2, 1), is("a: 1\n\n# about c\nc: 2\n"));
    assert_eq!(
        entry("a: 1\nb: |\n  text\n  # no comment\n\n  more\n# a comment\nc: 2\n", 2, 1),
        is("a: 1\n# a comment\nc: 2\n")
    );
    assert_eq!(entry("a: \"one\n  two\"\nb: 2\n", 1, 1), is("b: 2\n"));
    assert_eq!(entry("a: {b: 1, c: 2}\n", 1, 5), is("a: {c: 2}\n"));
    assert_eq!(entry("a: {b: 1, c: 2}\n", 1, 11), is("a: {b: 1}\n"));
    assert_eq!(entry("a:\n  b:\n    c: 1\n  d: 2\n", 2, 3), is("a:\n  d: 2\n"));
    assert_eq!(entry("- a: 1\n", 1, 3), None);
    assert_eq!(entry("a: 1\n", 1, 1), None);
}

#[test]
fn values_are_set_where_they_are_and_put_in_where_they_are_not() {
    let set = |yaml: &str, path: &[&str], text: &str| {
        let card = format!("---\n{yaml}---\n# Lamp\n");
        let tree = front(&card);
        let edits = Sheet::new(&card, tree.as_ref()).set(path, text)?;
        let after = apply(&card, &[&edits]).text;
        let value = path.iter().fold(front(&after).unwrap(), |node, key| node.get(key).unwrap().clone());
        assert_eq!(value.as_text(), Some(text), "{after}");
        Some(after.strip_prefix("---\n").unwrap().strip_suffix("---\n# Lamp\n").unwrap().to_owned())
    };
    assert_eq!(set("version: 1.0.0 # first\n", &["version"], "2.0.0"), is("version: 2.0.0 # first\n"));
    assert_eq!(set("version: \"1.0\"\n", &["version"], "2.0"), is("version: \"2.0\"\n"));
    assert_eq!(set("version: 1\n", &["version"], "2.0"), is("version: \"2.0\"\n"));
    assert_eq!(set("a: 1\n# end\n", &["stage"], "production"), is("a: 1\nstage: production\n# end\n"));
    assert_eq!(set("stage:\nb: 1\n", &["stage"], "production"), is("stage: production\nb: 1\n"));
    assert_eq!(
        set("stage: ~ # open\nb: 1\n", &["stage"], "production"),
        is("stage: production # open\nb: 1\n")
    );
    assert_eq!(
        set("a: 1\n", &["deprecated", "reason"], "it: drips"),
        is("a: 1\ndeprecated:\n  reason: \"it: drips\"\n")
    );
    assert_eq!(
        set("deprecated:\n    by: acme/b\nc: 1\n", &["deprecated", "reason"], "it drips"),
        is("deprecated:\n    by: acme/b\n    reason: it drips\nc: 1\n")
    );
    assert_eq!(
        set("deprecated: {by: acme/b}\n", &["deprecated", "reason"], "drips"),
        is("deprecated: {by: acme/b, reason: drips}\n")
    );
    assert_eq!(set("tags: [a]\n", &["tags"], "b"), None);
    let lines = "stages:\r\n  champion: 1.0.0\r\n  other: 2".to_owned();
    let tree = cardex::yaml::parse(&lines, 1, "lifecycle.yaml", &Default::default()).value;
    let edits = Sheet::new(&lines, tree.as_ref()).set(&["stages", "next"], "3.0.0").unwrap();
    assert_eq!(apply(&lines, &[&edits]).text, "stages:\r\n  champion: 1.0.0\r\n  other: 2\r\n  next: 3.0.0");
}

#[test]
fn places_are_right_behind_marks_of_byte_order_and_any_line_end() {
    for (start, end) in [("", "\n"), ("\u{feff}", "\r\n"), ("", "\r\r\n"), ("\n\n", "\r\n")] {
        let card = |license: &str| {
            format!("{start}---{end}title: Lämpchen 🤗 # é{end}tags: [ü, {license}]{end}---{end}# Lamp{end}")
        };
        let text = card("Apache 2");
        let line = 3 + start.matches('\n').count() as u32;
        // CR CR LF is read as one line end, so the tree is that of the text without the first CR.
        let tree = front(&text.replace("\r\r\n", "\r\n"));
        let edits = Sheet::new(&text, tree.as_ref()).replace(Mark::new(line, 11), "mit").unwrap();
        assert_eq!(apply(&text, &[&edits]).text, card("mit"), "{text:?}");
    }
}

#[test]
fn edits_over_one_another_are_left_out_whole() {
    let at = |from, to, text: &str| Edit {
        start: Mark::new(1, from),
        end: Mark::new(1, to),
        text: text.to_owned(),
    };
    let groups = [
        vec![at(2, 4, "X")],
        vec![at(1, 2, "a"), at(3, 5, "Y")],
        vec![at(4, 5, "")],
        vec![at(9, 10, "Z")],
        vec![at(4, 4, "")],
    ];
    let done = apply("12345\n", &groups);
    assert_eq!(done.text, "1X5\n");
    assert_eq!(done.made, [true, false, true, false, false]);
}

#[test]
fn texts_are_quoted_where_a_reader_would_take_them_for_something_else() {
    for plain in
        ["mit", "apache-2.0", "2.1.0", "42", "acme/lamp", "a b", "-x", "http://a.b/c", "Née", "a#b", "1st"]
    {
        assert_eq!(plain_or_quoted(plain, false), plain);
    }
    for text in [
        "",
        " a",
        "a ",
        "no",
        "Null",
        "~",
        "1.10",
        "1e5",
        "0x10",
        "007",
        "2024-01-31",
        "12:30",
        "- a",
        "a: b",
        "a #b",
        "@acme",
        "[a",
        "*a",
        "a:",
        "1_000",
        ".5",
        "+1",
        "true",
        "---",
    ] {
        assert_eq!(plain_or_quoted(text, false), format!("\"{text}\""));
    }
    assert_eq!(plain_or_quoted("a, b", false), "a, b");
    assert_eq!(plain_or_quoted("a, b", true), "\"a, b\"");
    assert_eq!(quoted("say \"no\"", '"'), "'say \"no\"'");
    assert_eq!(quoted("a\tb\\\u{1}", '\''), "\"a\\tb\\\\\\u0001\"");
}
