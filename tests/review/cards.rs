//! Cards side by side on the page: which sections, which marks, and what is left out.

use std::fmt::Write;

use cardex::review::report::html;

use super::{Files, reported};

const LAMP: &str = "models/acme/lamp/README.md";

fn page(base: &Files<'_>, head: &Files<'_>) -> String {
    reported(base, head, |report| html(report).unwrap())
}

/// The card of the one model between two texts; empty where there is none.
fn card(before: &str, after: &str) -> String {
    let page = page(&[(LAMP, before)], &[(LAMP, after)]);
    let card = page.split_once("<details class=\"card\">\n").map(|(_, rest)| rest).unwrap_or_default();
    card.split_once("\n</details>\n</section>").map(|(card, _)| card.to_owned()).unwrap_or_default()
}

/// A side of a section.
fn side(which: &str, html: &str) -> String {
    format!("<div class=\"side\"><p class=\"which\">{which}</p>\n{html}\n\n</div>\n")
}

fn pair(before: &str, after: &str) -> String {
    let html = format!("<div class=\"pair\">\n{}{}</div>", side("Before", before), side("After", after));
    html.replace("<p class=\"muted\">Not there</p>\n\n", "<p class=\"muted\">Not there</p>\n")
}

const NOT_THERE: &str = "<p class=\"muted\">Not there</p>";
const HEAD: &str = "<summary>The card: before and after</summary>\n";

#[test]
fn what_differs_stands_side_by_side_and_the_rest_is_folded() {
    let before =
        "---\nlicense: mit\n---\nTop.\n\n# Lamp\n\nA lamp.\n\n- one\n\n## Limits\n\nHot.\n\n## Use\n\nOn.\n";
    assert_eq!(
        card(before, &before.replace("A lamp.", "A bright lamp.")),
        format!(
            "{HEAD}<details class=\"same\"><summary>1 unchanged section: the beginning</summary>\n<p>Top.</p>\n</details>\n{}\n<details class=\"same\"><summary>2 unchanged sections: Limits, Use</summary>\n<h4>Limits</h4>\n<p>Hot.</p>\n<h4>Use</h4>\n<p>On.</p>\n</details>",
            pair(
                "<h3>Lamp</h3>\n<del><p>A lamp.</p></del>\n<ul> <li>one</li> </ul>",
                "<h3>Lamp</h3>\n<ins><p>A bright lamp.</p></ins>\n<ul> <li>one</li> </ul>"
            )
        )
    );
}

#[test]
fn sections_that_come_go_move_and_get_another_heading() {
    let section = |name: &str, text: &str| format!("## {name}\n\n{text}\n\n");
    let of = |sections: &[(&str, &str)]| -> String {
        sections.iter().map(|(name, text)| section(name, text)).collect()
    };
    let heading = |element: &str, name: &str, text: &str| {
        format!("<{element}><h3>{name}</h3></{element}>\n<{element}><p>{text}</p></{element}>")
    };
    let (a, b, c) = (("A", "a"), ("B", "b"), ("C", "c"));
    assert_eq!(
        card(&of(&[a]), &of(&[a, b])),
        format!(
            "{HEAD}<details class=\"same\"><summary>1 unchanged section: A</summary>\n<h3>A</h3>\n<p>a</p>\n</details>\n{}",
            pair(NOT_THERE, &heading("ins", "B", "b"))
        )
    );
    assert!(card(&of(&[a, b, c]), &of(&[a, c])).contains(&pair(&heading("del", "B", "b"), NOT_THERE)));
    assert!(
        card(&of(&[a, b, c]), &of(&[a, ("D", "b"), c]))
            .contains(&pair("<del><h3>B</h3></del>\n<p>b</p>", "<ins><h3>D</h3></ins>\n<p>b</p>"))
    );
    let two = card(&of(&[a, b, c]), &of(&[a, ("D", "b"), ("E", "c")]));
    let step = |old: &str, new: &str, text: &str| {
        pair(
            &format!("<del><h3>{old}</h3></del>\n<p>{text}</p>"),
            &format!("<ins><h3>{new}</h3></ins>\n<p>{text}</p>"),
        )
    };
    assert!(two.ends_with(&format!("{}\n{}", step("B", "D", "b"), step("C", "E", "c"))), "{two}");
    assert_eq!(card(&of(&[a, b, c]), &of(&[c, a, b])), "", "nothing but the order");
    // Of two sections with one name each is its own.
    assert!(
        card(&of(&[a, a, b]), &of(&[a, ("A", "x"), b]))
            .contains(&pair("<h3>A</h3>\n<del><p>a</p></del>", "<h3>A</h3>\n<ins><p>x</p></ins>"))
    );
}

#[test]
fn a_card_that_came_or_went_has_one_side() {
    let text = "# Lamp\n\n[A](b.md) lamp.\n";
    let html = "<h3>Lamp</h3>\n<p>A <span class=\"to\">(b.md)</span> lamp.</p>\n";
    let only = |note: &str| {
        format!(
            "<details class=\"card\">\n<summary>The card: {note}</summary>\n<div class=\"side\">\n{html}\n</div>\n</details>\n</section>"
        )
    };
    assert!(page(&[], &[(LAMP, text)]).contains(&only("new")));
    assert!(page(&[(LAMP, text)], &[]).contains(&only("as it was")));
}

#[test]
fn the_same_text_is_not_shown() {
    let before = "---\nlicense: mit\n---\n# Lamp\n\nA lamp\n";
    assert_eq!(card(before, &before.replace("mit", "gpl-3.0")), "");
    assert_eq!(card(before, &before.replace("A lamp", "A\nlamp  ")), "", "it looks the same");
    assert_ne!(card(before, &before.replace("A lamp", "A [lamp](a.md)")), "");
}

#[test]
fn what_has_no_room_is_left_out_and_named() {
    let preview = "It is whole in <code>models/acme/lamp/README.md</code> and in the <a href=\"https://preview.example.org/7/\" rel=\"noopener noreferrer\">preview</a>.</p>";
    let long = |word: &str, count: usize| {
        (0..count).fold(String::from("# Lamp\n\n"), |mut text, n| {
            writeln!(text, "{word} {n} {}\n", "x".repeat(500)).unwrap();
            text
        })
    };
    let found = card(&long("old", 300), &long("new", 300));
    assert!(found.len() < 110_000, "{}", found.len());
    let shown = |element: &str| found.matches(&format!("<{element}>")).count();
    assert_eq!(shown("del"), shown("ins"), "neither side takes the room of the other");
    let left_out = 600 - shown("del") - shown("ins");
    assert!(
        found.contains(&format!("<p class=\"muted\">{left_out} more blocks are left out here. {preview}")),
        "{found}"
    );
    let found = card(&long("old", 600), &long("new", 1));
    assert_eq!(
        found,
        format!("{HEAD}<p class=\"muted\">The text is too long to be shown here. {preview}").trim_end()
    );
    // A card that is gone is in no preview.
    let gone = page(&[(LAMP, &long("old", 300))], &[]);
    assert!(
        gone.contains(
            "blocks are left out here. It is whole in <code>models/acme/lamp/README.md</code>.</p>"
        )
    );
}

#[test]
fn a_card_of_headings_alone_takes_no_square_of_time() {
    let of = |word: &str| format!("# {word}\n").repeat(64 * 1024 / (word.len() + 3));
    let start = std::time::Instant::now();
    let found = card(&of("a"), &of("bb"));
    // All pairs of some ten thousand headings would take far longer.
    assert!(start.elapsed().as_secs() < 30, "{:?}", start.elapsed());
    assert!(found.len() < 200_000 && found.contains(" more blocks are left out here."), "{}", found.len());
}

#[test]
fn five_hundred_cards_make_a_page_that_opens() {
    let text = format!("# Lamp\n\n{}", "Words of a card that says much.\n\n".repeat(600));
    let cards: Vec<(String, String)> =
        (0..500).map(|n| (format!("models/acme/m{n:03}/README.md"), format!("{text}{n}"))).collect();
    let head: Vec<(&str, &str)> = cards.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let page = page(&[], &head);
    assert!(page.len() < 6 << 20, "{}", page.len());
    assert_eq!(page.matches("<summary>The card: new</summary>").count(), 500);
    let left_out = page
        .matches("The text is left out here, as a page has room for so many cards alone. It is whole in ")
        .count();
    assert!((300..400).contains(&left_out), "{left_out}");
    assert!(page.find("The text is left out here").unwrap() > page.len() / 2, "the first ones are there");
}
