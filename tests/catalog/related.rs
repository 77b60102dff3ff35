//! Which models are shown beside a model, and why.

use std::fmt::Write;

use cardex::catalog::{self, Catalog, Kind, Reason};
use cardex::config::Config;
use cardex::hub::Snapshot;
use cardex::hub::history::History;

use super::assemble;

/// The related models of each model, in words: `id: other (reason; reason)`.
fn words(catalog: &Catalog) -> Vec<String> {
    let label = |kind, term: u32| catalog.taxonomies.of(kind).terms[term as usize].label.clone();
    let reason = |reason: &Reason| match reason {
        Reason::Family(id) => format!("from {id}"),
        Reason::Task(task, None) => label(Kind::Task, *task),
        Reason::Task(task, Some(language)) => {
            format!("{} in {}", label(Kind::Task, *task), label(Kind::Language, *language))
        }
        Reason::Term(kind, term) => format!("{kind:?} {}", label(*kind, *term)),
        Reason::Tags(tags) => {
            format!("tags {}", tags.iter().map(|tag| label(Kind::Tag, *tag)).collect::<Vec<_>>().join(", "))
        }
        Reason::Words(words) => format!("words {}", words.join(", ")),
    };
    let lines = catalog::related(catalog).into_iter().enumerate().map(|(model, related)| {
        let mut line = format!("{}:", catalog.models[model].id);
        for one in related {
            let reasons: Vec<String> = one.reasons.iter().map(reason).collect();
            write!(line, " {} ({})", catalog.models[one.model as usize].id, reasons.join("; "))
                .expect("text");
        }
        line
    });
    lines.collect()
}

fn one(front_matter: &str, text: &str) -> String {
    format!("---\n{front_matter}\n---\n{text}\n")
}

fn related_in(cards: &[(&str, String)]) -> Vec<String> {
    let files: Vec<(String, &str)> =
        cards.iter().map(|(id, card)| (format!("models/{id}/README.md"), card.as_str())).collect();
    let files: Vec<(&str, &str)> = files.iter().map(|(path, card)| (path.as_str(), *card)).collect();
    words(&assemble(&files).value)
}

#[test]
fn what_two_models_share_is_the_reason() {
    let lines = related_in(&[
        ("acme/asr-ja", one("pipeline_tag: automatic-speech-recognition\nlanguage: ja", "Hears news.")),
        ("lab/hears-ja", one("pipeline_tag: automatic-speech-recognition\nlanguage: ja", "For meetings.")),
        ("acme/cats", one("pipeline_tag: image-classification\ntags: [cats, pets]", "Cats and whiskers.")),
        ("zoo/dogs", one("pipeline_tag: object-detection\ntags: [pets, cats]", "Whiskers of dogs.")),
        ("zoo/alone", one("pipeline_tag: translation", "Puts something across.")),
    ]);
    assert_eq!(
        lines,
        [
            "acme/asr-ja: lab/hears-ja (Automatic Speech Recognition in Japanese; words hears)",
            "acme/cats: zoo/dogs (tags cats, pets; words whiskers)",
            "lab/hears-ja: acme/asr-ja (Automatic Speech Recognition in Japanese; words hears)",
            "zoo/alone:",
            "zoo/dogs: acme/cats (tags cats, pets; words whiskers)",
        ]
    );
}

#[test]
fn what_the_page_shows_anyway_is_no_related_model() {
    let tuned = |on: &str| one(&format!("pipeline_tag: fill-mask\nbase_model: {on}"), "A model.");
    let lines = related_in(&[
        ("acme/base", one("pipeline_tag: fill-mask\nnew_version: acme/next", "The first.")),
        ("acme/next", one("pipeline_tag: fill-mask", "The second.")),
        ("lab/one", tuned("acme/base")),
        ("org/two", tuned("acme/base")),
    ]);
    assert_eq!(
        lines,
        [
            "acme/base:",
            "acme/next:",
            "lab/one: org/two (from acme/base; Fill-Mask)",
            "org/two: lab/one (from acme/base; Fill-Mask)",
        ]
    );
}

#[test]
fn copies_do_not_fill_the_list() {
    let text = "This is a trained agent that lands on the moon.";
    let card = || one("pipeline_tag: reinforcement-learning\ntags: [lander]", text);
    let mut cards: Vec<(String, String)> = (0..9).map(|at| (format!("org{at}/lander"), card())).collect();
    let named = |cards: &[(String, String)]| {
        let cards: Vec<(&str, String)> = cards.iter().map(|(id, card)| (id.as_str(), card.clone())).collect();
        related_in(&cards)
    };
    // Others, so that what the copies share is no matter of course.
    cards.extend((0..40).map(|at| (format!("zz{at}/other"), one(&format!("pipeline_tag: task-{at}"), ""))));
    assert!(named(&cards).iter().all(|line| line.ends_with(':')), "copies alone are none");
    cards.insert(
        9,
        (
            "owl/walker".to_owned(),
            one(
                "pipeline_tag: reinforcement-learning\ntags: [lander]",
                "Walks on two legs, and was not copied.",
            ),
        ),
    );
    let lines = named(&cards);
    assert_eq!(lines[0].matches("/lander (").count(), 2, "{}", lines[0]);
    assert!(lines[0].contains("owl/walker ("), "{}", lines[0]);
    assert_eq!(lines[9].matches("/lander (").count(), 1, "{}", lines[9]);
}

#[test]
fn the_same_hub_gives_the_same_list() {
    let cards: Vec<(String, String)> = (0..150)
        .map(|at| {
            let front = format!("pipeline_tag: translation\nlanguage: [{}]", ["de", "fr", "ja"][at % 3]);
            (format!("org{}/m{at}", at % 7), one(&front, &format!("Text {} of {}.", at % 11, at % 13)))
        })
        .collect();
    let cards: Vec<(&str, String)> = cards.iter().map(|(id, card)| (id.as_str(), card.clone())).collect();
    let first = related_in(&cards);
    assert_eq!(first, related_in(&cards));
    assert!(first.iter().all(|line| line.matches(" (Translation in").count() == 6), "{first:#?}");
}

/// What the related models of a real hub look like: `CARDEX_HUB=… cargo test --release --test catalog -- --ignored look --nocapture`.
#[test]
#[ignore = "for people to look at"]
#[allow(clippy::print_stdout, reason = "for people to look at")]
fn look_at_a_hub() {
    let hub = std::env::var("CARDEX_HUB").expect("CARDEX_HUB names a hub");
    let config = Config::load(hub.as_ref()).expect("hub.yaml").value;
    let snapshot = Snapshot::of_worktree(hub.as_ref(), &config).expect("the hub");
    let catalog = catalog::assemble(&snapshot, &config, &History::none("not read")).value;
    let start = std::time::Instant::now();
    let related = catalog::related(&catalog);
    let found: usize = related.iter().map(Vec::len).sum();
    println!("{} models, {found} related, {:?}", related.len(), start.elapsed());
    let lines = words(&catalog);
    let step = (lines.len() / 20).max(1);
    for line in lines.iter().skip(step / 2).step_by(step) {
        println!("{}", line.replace(") ", ")\n    "));
    }
    println!("{} models without any", lines.iter().filter(|line| line.ends_with(':')).count());
}
