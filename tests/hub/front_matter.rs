//! Where front matter ends: the Hub's own regular expression is the oracle.

use cardex::hub::front_matter::{Problem, Split, split};
use proptest::prelude::*;
use regex::Regex;

/// The Hub's rule; JavaScript's `\s` takes in the byte order mark and leaves out U+0085.
const RULE: &str =
    r"^((?:[\s--\x{85}]|\x{feff})*---(?:\r\n|\r|\n))((?s:.)*?)((?:\r\n|\r|\n)---[ \t]*(\r\n|\n|\z))";

fn cut(text: &str) -> (Option<&str>, u32, &str, u32, Option<Problem>) {
    let Split { front, front_line, body, body_line, problem } = split(text);
    (front, front_line, body, body_line, problem)
}

#[test]
fn what_the_hub_takes_is_taken() {
    assert_eq!(cut("---\na: 1\n---\nbody\n"), (Some("a: 1"), 2, "body\n", 4, None));
    assert_eq!(cut("---\r\na: 1\r\n---\r\nbody"), (Some("a: 1"), 2, "body", 4, None));
    assert_eq!(cut("\u{feff}---\na: 1\n---\nbody"), (Some("a: 1"), 2, "body", 4, None));
    assert_eq!(cut("\n \n ---\na: 1\n--- \t\nbody"), (Some("a: 1"), 4, "body", 6, None));
    assert_eq!(cut("---\na: 1\n---"), (Some("a: 1"), 2, "", 3, None));
    assert_eq!(cut("---\n\n---\nbody"), (Some(""), 2, "body", 4, None));
    assert_eq!(cut("---\na: |\n  ---\n----\n---x\n---\n"), (Some("a: |\n  ---\n----\n---x"), 2, "", 7, None));
    assert_eq!(cut("---\n---\na: 1\n---\nbody"), (Some("---\na: 1"), 2, "body", 5, None));
}

#[test]
fn what_it_does_not_take_is_body_and_told() {
    let problem = |text| {
        let (front, _, body, line, problem) = cut(text);
        assert_eq!((front, body, line), (None, text, 1));
        problem
    };
    assert_eq!(problem("# Title\n"), None);
    assert_eq!(problem(""), None);
    assert_eq!(problem("---\n\nA thematic break.\n"), None);
    assert_eq!(problem("--- \n\nA thematic break.\n"), None);
    assert_eq!(problem("---\na: 1\n\n# Title\n"), Some(Problem::Unclosed));
    assert_eq!(problem("---\na: 1\n...\nbody\n"), Some(Problem::ClosedByDots));
    assert_eq!(problem("---\n---\nbody\n"), Some(Problem::Empty));
    assert_eq!(problem("---\ra: 1\r---\rbody\r"), Some(Problem::CarriageReturns));
    assert_eq!(problem("----\na: 1\n----\n"), Some(Problem::Fence));
    assert_eq!(problem("--- ---\na: 1\n"), Some(Problem::Fence));
    assert_eq!(problem("--\na: 1\n---\n"), Some(Problem::Fence));
    assert_eq!(problem("\u{2014}\na: 1\n\u{2014}\n"), Some(Problem::Fence));
    assert_eq!(problem("--\nWords.\n"), None);
    assert_eq!(problem("{\"a\": 1}\nbody\n"), Some(Problem::Json));
    assert_eq!(problem("{{ template }}\n"), None);
}

#[test]
fn hostile_texts_are_cut_in_linear_time() {
    for text in [
        "---\n".to_owned() + &"\n---x".repeat(400_000),
        "-".repeat(2_000_000),
        "---\n".repeat(500_000),
        "\n".repeat(2_000_000),
    ] {
        let start = std::time::Instant::now();
        split(&text);
        assert!(start.elapsed().as_secs() < 2);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4_096))]
    #[test]
    fn it_agrees_with_the_regular_expression(
        parts in prop::collection::vec(
            prop::sample::select(vec!["---", "-", "\n", "\r", "\r\n", " ", "\t", "a: 1", "...", "\u{feff}", "\u{85}", "é", "{\"", "#"]),
            0..14,
        ),
    ) {
        let text = parts.concat();
        let cut = split(&text);
        match Regex::new(RULE).unwrap().captures(&text) {
            Some(found) => {
                prop_assert_eq!(cut.front, Some(&found[2]));
                prop_assert_eq!(cut.body, &text[found[0].len()..]);
                prop_assert_eq!(cut.problem, None);
            }
            None => prop_assert_eq!((cut.front, cut.body, cut.body_line), (None, text.as_str(), 1)),
        }
    }
}
