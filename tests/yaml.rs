//! The YAML reader: text as written, places in the file, a budget, and what a bad line costs.

use cardex::yaml::{self, Limits, Node, Value};
use std::time::{Duration, Instant};

/// The findings of a text whose first line is line 2 of `card.md`, one line each.
fn findings(text: &str) -> Vec<String> {
    let told = yaml::parse(text, 2, "card.md", &Limits::default()).diagnostics;
    told.iter().map(|f| format!("{} {} {}: {}", f.rule, f.level, f.location, f.message)).collect()
}

fn tree(text: &str) -> Node {
    yaml::parse(text, 2, "card.md", &Limits::default()).value.expect("a tree")
}

fn json(text: &str) -> String {
    tree(text).to_json().to_string()
}

fn in_a_second(text: &str) -> Vec<String> {
    let start = Instant::now();
    let found = findings(text);
    assert!(start.elapsed() < Duration::from_secs(if cfg!(debug_assertions) { 5 } else { 1 }));
    found
}

#[test]
fn scalars_stay_as_written() {
    let node = tree("language: no\nversion: 1.10\nmode: 0777\ndate: 2024-02-30\nnum: 1_000\nt: 12:30:45\n");
    let texts: Vec<_> = node.as_mapping().unwrap().iter().map(|(_, v)| v.as_text().unwrap()).collect();
    assert_eq!(texts, ["no", "1.10", "0777", "2024-02-30", "1_000", "12:30:45"]);
    assert_eq!(findings("language: no\n"), [""; 0]);
}

#[test]
fn json_has_numbers_only_where_they_round_trip() {
    assert_eq!(
        json(
            "a: 1\nb: 1.10\nc: 0.5\nd: true\ne: yes\nf: null\ng: ~\nh:\ni: .nan\nj: NaN\nk: '1'\nl: 1e400\nm: -0\n"
        ),
        r#"{"a":1,"b":"1.10","c":0.5,"d":true,"e":"yes","f":null,"g":null,"h":null,"i":".nan","j":"NaN","k":"1","l":"1e400","m":"-0"}"#
    );
}

#[test]
fn places_count_in_the_file_and_in_characters() {
    let node = tree("título: 'é'\ntags:\n- a\n-   b\n");
    assert_eq!(node.get("título").unwrap().mark.to_string(), "2:9");
    let tags = node.get("tags").unwrap().as_sequence().unwrap();
    assert_eq!((tags[0].mark.to_string(), tags[1].mark.to_string()), ("4:3".into(), "5:5".into()));
    assert!(matches!(&tags[0].value, Value::Scalar { plain: true, .. }));
}

#[test]
fn the_last_of_two_equal_keys_counts() {
    let text = "license: mit\ntags: [a]\nlicense: apache-2.0\n";
    assert_eq!(json(text), r#"{"license":"apache-2.0","tags":["a"]}"#);
    assert_eq!(
        findings(text),
        [
            "CX004 warning card.md:4:1: `license` is written twice, on line 2 and on line 4; the last one counts"
        ]
    );
}

#[test]
fn merge_keys_are_applied_and_yield_to_written_ones() {
    assert_eq!(
        json("base: &b {x: 1, y: 2}\nother: &o {y: 3, z: 4}\nall:\n  <<: [*b, *o]\n  x: 9\n"),
        r#"{"base":{"x":1,"y":2},"other":{"y":3,"z":4},"all":{"x":9,"y":2,"z":4}}"#
    );
    assert_eq!(findings("<<: x\n"), ["CX002 error card.md:2:5: `<<` takes the entries of a map, not text"]);
}

#[test]
fn aliases_of_nothing_and_of_themselves() {
    assert_eq!(
        findings("a: *no\n"),
        ["CX002 error card.md:2:4: this alias repeats an anchor that is nowhere above it"]
    );
    assert_eq!(
        findings("ok: 1\na: &a [*a]\n"),
        ["CX002 error card.md:3:8: this alias stands inside the value that it repeats"]
    );
}

#[test]
fn bombs_end_at_the_budget() {
    let mut laughs = "license: mit\na0: &a0 [x, x, x, x, x, x, x, x, x]\n".to_owned();
    for n in 1..12 {
        laughs.push_str(&format!("a{n}: &a{n} [{}]\n", vec![format!("*a{}", n - 1); 9].join(", ")));
    }
    let parsed = yaml::parse(&laughs, 2, "card.md", &Limits::default());
    assert_eq!(parsed.diagnostics.len(), 1);
    assert_eq!(
        parsed.diagnostics[0].message,
        "with its aliases written out, the YAML has more than the limit of 500000 values"
    );
    assert_eq!(parsed.value.unwrap().get("license").unwrap().as_text(), Some("mit"));

    let amplified = format!("a: &a {}\nb: [{}]\n", "x".repeat(20_000), vec!["*a"; 5_000].join(", "));
    assert_eq!(
        in_a_second(&amplified),
        [
            "CX008 error card.md:3:1677: with its aliases written out, the YAML has more than the limit of 8388608 bytes of text"
        ]
    );
}

#[test]
fn nesting_ends_at_the_limit() {
    let told = |column| {
        vec![format!("CX104 error card.md:2:{column}: lists and maps nest deeper here than the limit of 32")]
    };
    assert_eq!(in_a_second(&format!("a: {}{}", "[".repeat(100), "]".repeat(100))), told(35));
    // The parser looks ahead of its own events, and ends at 255 by itself.
    assert_eq!(in_a_second(&format!("a: {}", "[".repeat(100_000))), told(259));
    let map: String = (0..500).map(|n| format!("{}k:\n", " ".repeat(n))).collect();
    assert_eq!(
        in_a_second(&map),
        ["CX104 error card.md:34:33: lists and maps nest deeper here than the limit of 32"]
    );
    let aliased: String =
        (1..100).map(|n| format!("a{n}: &a{n} [*a{}]\n", n - 1)).fold("a0: &a0 x\n".into(), |a, b| a + &b);
    assert_eq!(
        findings(&aliased),
        ["CX104 error card.md:34:12: lists and maps nest deeper here than the limit of 32"]
    );
}

#[test]
fn large_texts_are_read_in_linear_time() {
    let keys: String = (0..20_000).map(|n| format!("key{n}: {n}\n")).collect();
    assert_eq!(in_a_second(&keys), [""; 0]);
    assert_eq!(in_a_second(&format!("a: |\n  {}\n", "x".repeat(1 << 20))), [""; 0]);
    assert_eq!(in_a_second(&format!("a: \"{}", "x".repeat(1 << 20))).len(), 1);
    in_a_second(&"- ".repeat(100_000));
    in_a_second(&"? ".repeat(100_000));
    in_a_second(&"{a: ".repeat(100_000));
    in_a_second(&"a: \"x\nx\"\n".repeat(20_000));
    in_a_second(&"w:\n- t: \"x\nx\"\n".repeat(20_000));
}

#[test]
fn a_bad_line_costs_its_entry_alone() {
    let text = "license: mit\ntitle: Name: a subtitle\ntags: [a, b]\n";
    assert_eq!(json(text), r#"{"license":"mit","tags":["a","b"]}"#);
    assert_eq!(findings(text), ["CX002 error card.md:3:12: a `: ` stands inside an unquoted value"]);
    assert_eq!(
        findings("title: \"open\ntags: [a]\n"),
        ["CX002 error card.md:2:8: a quoted text is not closed"]
    );
    assert_eq!(json("license: mit\ntitle: \"open\ntags: [a]\n"), r#"{"license":"mit","tags":["a"]}"#);
    assert_eq!(json("title: @x\nlicense: mit\n"), r#"{"license":"mit"}"#);
    assert_eq!(findings("title: @x\n"), ["CX002 error card.md:2:8: no value can begin with `@`"]);
    assert_eq!(findings("a:\n\t- b\n"), ["CX005 error card.md:3:2: a tab stands where YAML wants spaces"]);
}

#[test]
fn tabs_in_brackets_are_read_and_told() {
    let text = "widget:\n- text: one\n  sentences: [\n\t\t\"a\",\n\t \tb\n\t]\nlicense: {\n\tid: mit}\n";
    assert_eq!(json(text), r#"{"widget":[{"text":"one","sentences":["a","b"]}],"license":{"id":"mit"}}"#);
    let message =
        "a tab indents this line: the Hub reads it, Python's YAML reader refuses the whole front matter";
    assert_eq!(findings(text), [format!("CX005 warning card.md:5:3: {message}")]);
    let id = tree(text).get("license").unwrap().get("id").unwrap().mark.to_string();
    assert_eq!(id, "9:6");
    in_a_second(&"a: [\n\tx]\n".repeat(20_000));
}

#[test]
fn quoted_texts_may_go_on_without_indentation() {
    let text = "widget:\n- text: \"one\ntwo\n\n  three\"\n- text: 'it''s\nso'\nlicense: mit\n";
    assert_eq!(json(text), r#"{"widget":[{"text":"one two\nthree"},{"text":"it's so"}],"license":"mit"}"#);
    assert_eq!(findings(text), [""; 0]);
    assert_eq!(tree(text).get("license").unwrap().mark.to_string(), "9:10");
}

#[test]
fn tags_mean_nothing_and_run_nothing() {
    let text = "a: !!python/object/apply:os.system ['id']\nb: !foo x\nc: !!str 1\nd: !!int 2\n";
    assert_eq!(json(text), r#"{"a":["id"],"b":"x","c":"1","d":2}"#);
    assert_eq!(
        findings(text),
        [
            "CX022 warning card.md:2:4: the tag `!!python/object/apply:os.system` means nothing in a card; the value is read without it",
            "CX022 warning card.md:3:4: the tag `!foo` means nothing in a card; the value is read without it",
        ]
    );
}

#[test]
fn only_the_first_document_is_read() {
    let text = "a: 1\n---\nb: 2\n";
    assert_eq!(json(text), r#"{"a":1}"#);
    assert_eq!(
        findings(text),
        ["CX002 error card.md:3:1: a second YAML document begins here; only the first is read"]
    );
}

#[test]
fn nul_is_replaced_and_told() {
    assert_eq!(json("a: x\0y\nb: 1\n"), "{\"a\":\"x\u{fffd}y\",\"b\":1}");
    assert_eq!(
        findings("k: 1\na: x\0y\n"),
        ["CX006 error card.md:3:5: a NUL character stands in the YAML; it is read as \u{fffd}"]
    );
}

#[test]
fn nothing_is_no_document() {
    for text in ["", "\n\n", "# a remark\n"] {
        assert_eq!(yaml::parse(text, 2, "card.md", &Limits::default()).value, None, "{text:?}");
        assert_eq!(findings(text), [""; 0]);
    }
}

proptest::proptest! {
    #[test]
    fn no_text_makes_it_panic(text in "[-a:{}\\[\\]&*!|>'\"%@`#,? \t\n\r\\\\é\0~<.]{0,40}") {
        yaml::parse(&text, 1, "card.md", &Limits::default());
    }
}
