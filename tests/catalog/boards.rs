//! Leaderboards: what shares a board, in which order, and what files of results add.

use super::{assemble, findings};
use cardex::catalog::{self, Catalog, Notation, Origin};
use cardex::config::Config;

/// A card with one result: dataset and metrics as they stand in `model-index`.
fn card(dataset: &str, metrics: &str) -> String {
    format!(
        "---\npipeline_tag: automatic-speech-recognition\nmodel-index:\n- results:\n  - task: {{type: asr}}\n    dataset: {dataset}\n    metrics: {metrics}\n---\n"
    )
}

fn hub(cards: &[String], more: &[(&str, &str)]) -> Catalog {
    let names: Vec<String> = (0..cards.len()).map(|at| format!("models/a/m{at}/README.md")).collect();
    let files = names.iter().zip(cards).map(|(name, card)| (name.as_str(), card.as_str()));
    assemble(&files.chain(more.iter().copied()).collect::<Vec<_>>()).value
}

/// Every board in a line: task, dataset, what must be equal, then `rank.model value`.
fn told(catalog: &Catalog, config: &Config) -> Vec<String> {
    let boards = catalog::boards(catalog, config);
    let line = |at: usize| {
        let (board, group) = (&boards.list[at], &boards.groups[boards.group_of(at)]);
        let parts = [&board.config, &board.split, &board.revision, &board.benchmark_task, &board.setting];
        let parts: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
        let scale = match board.written {
            Some(Notation::Share) => " as shares",
            Some(Notation::Percent) => " as per cents",
            None => "",
        };
        let rows = board.results.iter().map(|result| {
            let card = &catalog.models[result.model as usize].card;
            let text = &card.evaluations[result.evaluation].metrics[result.metric].value;
            let rank = result.rank.map_or_else(|| "-".to_owned(), |rank| rank.to_string());
            let more = if result.others > 0 { format!(" of {}", result.others + 1) } else { String::new() };
            format!("{rank}{}m{} {text}{more}", if result.tied { "=" } else { "." }, result.model)
        });
        format!(
            "{} {} [{}] {}{scale}: {}",
            group.task,
            group.dataset,
            parts.join(" "),
            board.metric,
            rows.collect::<Vec<_>>().join(", ")
        )
    };
    (0..boards.list.len()).map(line).collect()
}

#[test]
fn whatever_decides_on_a_value_makes_a_board_of_its_own() {
    let of = |dataset: &str| card(dataset, "[{type: wer, value: 7}]");
    let same = [
        "{type: cv, config: en, split: test}",
        "{type: cv, args: en, split: test}",
        "{type: cv, config: de, split: test}",
        "{type: cv, config: en, split: dev}",
        "{type: cv, config: en, split: test, revision: abc}",
        "{type: tedlium, config: en, split: test}",
    ];
    let catalog = hub(&same.map(of), &[]);
    assert_eq!(
        told(&catalog, &Config::default()),
        ["automatic-speech-recognition cv [en test] wer: 1=m0 7, 1=m1 7"]
    );
    let group = &catalog::boards(&catalog, &Config::default()).groups[0];
    assert_eq!((group.models, group.alone), (2, 3));

    let metrics = [
        "[{type: wer, value: 9, name: Test WER}]",
        "[{type: WER, value: 8, name: Dev WER}]",
        "[{type: wer, value: 7, args: {lm: true}}]",
        "[{type: cer, value: 7}]",
    ];
    let catalog = hub(&metrics.map(|metrics| card("{type: cv}", metrics)), &[]);
    assert_eq!(
        told(&catalog, &Config::default()),
        ["automatic-speech-recognition cv [] wer: 1.m1 8, 2.m0 9"],
        "one metric has many spellings, and its arguments count"
    );
}

#[test]
fn kin_do_not_meet() {
    let detect =
        |kind: &str, value: &str| card("{type: coco}", &format!("[{{type: {kind}, value: {value}}}]"));
    let cards =
        [detect("map", "0.5"), detect("mAP", "0.4"), detect("map_50", "0.9"), detect("map_50", "0.8")];
    assert_eq!(
        told(&hub(&cards, &[]), &Config::default()),
        [
            "automatic-speech-recognition coco [] map: 1.m0 0.5, 2.m1 0.4",
            "automatic-speech-recognition coco [] map_50: 1.m2 0.9, 2.m3 0.8"
        ]
    );
}

#[test]
fn ties_share_a_rank_and_the_next_one_is_left_out() {
    let cards = ["0.9", "0.90", "0.8", "0.95 ± 0.01", "0.8"]
        .map(|value| card("{type: d}", &format!("[{{type: accuracy, value: {value}}}]")));
    assert_eq!(
        told(&hub(&cards, &[]), &Config::default()),
        [
            "automatic-speech-recognition d [] accuracy: 1.m3 0.95 ± 0.01, 2=m0 0.9, 2=m1 0.90, 4=m2 0.8, 4=m4 0.8"
        ]
    );
}

#[test]
fn a_claim_of_verification_comes_before_a_better_value_of_the_same_model() {
    let cards = [
        card(
            "{type: d}",
            "[{type: f1, value: 0.9}, {type: f1, value: 0.8, verifyToken: x}, {type: f1, value: 0.7}]",
        ),
        card("{type: d}", "[{type: f1, value: 0.7}, {type: f1, value: 0.75}]"),
    ];
    assert_eq!(
        told(&hub(&cards, &[]), &Config::default()),
        ["automatic-speech-recognition d [] f1: 1.m0 0.8 of 3, 2.m1 0.75 of 2"]
    );
    let boards = catalog::boards(&hub(&cards, &[]), &Config::default());
    let places = |model: usize| -> Vec<(usize, usize)> {
        boards.of_model(model).iter().map(|place| (place.metric, place.line)).collect()
    };
    assert_eq!((places(0), places(1), places(7)), (vec![(1, 0)], vec![(1, 1)], Vec::new()));
}

#[test]
fn shares_and_per_cents_are_ranked_apart() {
    let accuracy = |value: &str| card("{type: d}", &format!("[{{type: accuracy, value: {value}}}]"));
    let cards = ["0.9", "92", "0.95", "88.5%", "0.5%"].map(accuracy);
    assert_eq!(
        told(&hub(&cards, &[]), &Config::default()),
        [
            "automatic-speech-recognition d [] accuracy as per cents: 1.m1 92, 2.m3 88.5%, 3.m4 0.5%",
            "automatic-speech-recognition d [] accuracy as shares: 1.m2 0.95, 2.m0 0.9"
        ]
    );
    let boards = catalog::boards(&hub(&cards, &[]), &Config::default());
    assert_eq!(boards.list.iter().map(|board| board.elsewhere).collect::<Vec<_>>(), [2, 3]);
    // One of each cannot be compared, three against one leave the one out.
    assert_eq!(told(&hub(&["0.9", "92"].map(accuracy), &[]), &Config::default()), Vec::<String>::new());
    assert_eq!(
        told(&hub(&["0.9", "92", "0.8", "0"].map(accuracy), &[]), &Config::default()),
        ["automatic-speech-recognition d [] accuracy as shares: 1.m0 0.9, 2.m2 0.8, 3.m3 0"]
    );
    // An error rate goes beyond 1, and other metrics have no such scale.
    let wer = |value: &str| card("{type: d}", &format!("[{{type: wer, value: {value}}}]"));
    assert_eq!(
        told(&hub(&["0.9", "1.2"].map(wer), &[]), &Config::default()),
        ["automatic-speech-recognition d [] wer: 1.m0 0.9, 2.m1 1.2"]
    );
    let mse = |value: &str| card("{type: d}", &format!("[{{type: mse, value: {value}}}]"));
    assert_eq!(
        told(&hub(&["0.9", "92"].map(mse), &[]), &Config::default()),
        ["automatic-speech-recognition d [] mse: 1.m0 0.9, 2.m1 92"]
    );
}

#[test]
fn a_stated_unit_is_a_stated_scale() {
    let cards = ["0.07", "6.5"].map(|value| card("{type: d}", &format!("[{{type: wer, value: {value}}}]")));
    let config = Config::parse(b"vocabulary: {metrics: {wer: {better: lower, unit: '%'}}}").value;
    assert_eq!(
        told(&hub(&cards, &[]), &config),
        ["automatic-speech-recognition d [] wer: 1.m0 0.07, 2.m1 6.5"]
    );
}

#[test]
fn nothing_is_ranked_where_nobody_knows_which_way_is_better() {
    let cards = ["3", "5", "4"].map(|value| card("{type: d}", &format!("[{{type: zeal, value: {value}}}]")));
    let catalog = hub(&cards, &[]);
    assert_eq!(
        told(&catalog, &Config::default()),
        ["automatic-speech-recognition d [] zeal: -.m1 5, -.m2 4, -.m0 3"]
    );
    assert_eq!(
        catalog::boards(&catalog, &Config::default()).most_reported("automatic-speech-recognition"),
        None
    );
    let config = Config::parse(b"vocabulary: {metrics: {zeal: {better: lower}}}").value;
    assert_eq!(told(&catalog, &config), ["automatic-speech-recognition d [] zeal: 1.m0 3, 2.m2 4, 3.m1 5"]);
}

const RESULTS: &str = "- dataset: {id: cais/hle, task_id: hle, revision: abc}\n  value: 20.90\n  verifyToken: secret\n  date: 2025-01-15T10:00:00Z\n  source: {url: \"https://example.org/log\", name: Logs, user: sam}\n  notes: no tools\n- dataset: {id: cais/hle}\n  value: 21\n";

#[test]
fn files_of_results_stand_beside_the_model_index() {
    let parsed = assemble(&[
        ("models/a/x/README.md", "---\npipeline_tag: text-generation\n---\n"),
        ("models/a/x/.eval_results/hle.yaml", RESULTS),
        ("models/a/x/.eval_results/notes.txt", "- dataset: {id: d}\n  value: 1\n"),
        ("models/a/x/.eval_results/deep/more.yaml", "- dataset: {id: d}\n  value: 1\n"),
        ("models/a/x/eval_results/other.yaml", "- dataset: {id: d}\n  value: 1\n"),
    ]);
    assert_eq!(findings(&parsed), Vec::<String>::new());
    let evaluations = &parsed.value.models[0].card.evaluations;
    assert_eq!(evaluations.len(), 2);
    let first = &evaluations[0];
    assert_eq!(first.origin, Origin::File(".eval_results/hle.yaml".to_owned()));
    assert_eq!(first.mark.map(|mark| mark.to_string()).as_deref(), Some("1:3"));
    assert_eq!(
        (first.dataset.as_deref(), first.benchmark_task.as_deref(), first.revision.as_deref()),
        (Some("cais/hle"), Some("hle"), Some("abc"))
    );
    assert_eq!(first.source, Some((Some("Logs".to_owned()), Some("https://example.org/log".to_owned()))));
    assert_eq!(first.reporter.as_deref(), Some("sam"));
    assert_eq!(first.date.map(|date| date.to_string()).as_deref(), Some("2025-01-15"));
    assert_eq!(first.notes.as_deref(), Some("no tools"));
    let metric = &first.metrics[0];
    assert_eq!((metric.kind.as_str(), metric.value.as_str(), metric.verified), ("score", "20.90", true));
    assert!(!evaluations[1].metrics[0].verified);
    assert!(!format!("{first:?}").contains("secret"), "the token is not kept");
}

#[test]
fn what_is_wrong_in_a_file_of_results_is_said_with_its_place() {
    let bad = "- dataset: {task_id: x}\n  value: 1\n- dataset: {id: d}\n- just text\n- dataset: {id: d}\n  value: good\n  date: soon\n  source: {name: Paper}\n- dataset: d\n  value: 0.5\n";
    let parsed = assemble(&[
        ("models/a/x/README.md", "# X\n"),
        ("models/a/x/.eval_results/bad.yaml", bad),
        ("models/a/x/.eval_results/map.yml", "dataset: {id: d}\nvalue: 1\n"),
        ("models/a/x/.eval_results/torn.yaml", "- dataset: {id: d\n"),
        (
            "models/a/x/.eval_results/key.yaml",
            "- dataset: {id: d}\n  value: 1\n  source: \"https://u:HUSH@h.example/\"\n",
        ),
    ]);
    assert_eq!(
        findings(&parsed),
        [
            "a/x/.eval_results/bad.yaml:1:12: error[CX708]: this result has no `dataset.id`; it is not read",
            "a/x/.eval_results/bad.yaml:3:3: error[CX708]: this result has no `value`; it is not read",
            "a/x/.eval_results/bad.yaml:4:3: error[CX708]: a result should have `dataset` and `value`, but is text",
            "a/x/.eval_results/bad.yaml:6:10: warning[CX708]: `value` is no number: `good`; it is shown and not ranked",
            "a/x/.eval_results/bad.yaml:7:9: warning[CX708]: `date` is no date: `soon`",
            "a/x/.eval_results/bad.yaml:8:11: warning[CX708]: `source` has no `url`, which the Hub requires",
            "a/x/.eval_results/key.yaml:3:11: error[CX311]: an address here carries a credential, which is shown nowhere",
            "a/x/.eval_results/map.yml:1:1: error[CX708]: the file is a map, not a list of results; it is not read",
            "a/x/.eval_results/torn.yaml:2:1: error[CX002]: the map in `{ }` is not closed, or a comma is missing",
        ]
    );
    let model = &parsed.value.models[0];
    assert_eq!(model.card.evaluations.len(), 3);
    assert_eq!(model.problems, Vec::<String>::new(), "the card itself is fine");
    assert!(!format!("{model:?}").contains("HUSH"));
}

#[test]
fn a_hub_says_what_a_benchmark_measures() {
    let config = "vocabulary:\n  benchmarks:\n  - {dataset: cv, task_id: english, task: automatic-speech-recognition, metric: wer, config: en, split: test}\n  - {dataset: hle, metric: accuracy}\n";
    let own = "---\npipeline_tag: audio-classification\n---\n";
    let catalog = hub(
        &[
            card("{type: cv, config: en, split: test}", "[{type: wer, value: 7}]"),
            own.to_owned(),
            own.to_owned(),
        ],
        &[
            ("hub.yaml", config),
            (
                "models/a/m1/.eval_results/cv.yaml",
                "- dataset: {id: cv, task_id: english}\n  value: 6\n- dataset: {id: hle, task_id: x}\n  value: 0.5\n",
            ),
            (
                "models/a/m2/.eval_results/hle.yaml",
                "- dataset: {id: hle, task_id: x}\n  value: 0.5\n- dataset: {id: hle, task_id: y}\n  value: 0.5\n",
            ),
        ],
    );
    assert_eq!(
        told(&catalog, &Config::parse(config.as_bytes()).value),
        [
            "audio-classification hle [x] accuracy: 1=m1 0.5, 1=m2 0.5",
            "automatic-speech-recognition cv [en test] wer: 1.m1 6, 2.m0 7"
        ]
    );
}

#[test]
fn files_and_results_have_a_limit() {
    let entries = "- dataset: {id: d}\n  value: 1\n".repeat(2_001);
    let mut files = vec![
        ("models/a/x/README.md".to_owned(), "# X\n".to_owned()),
        ("models/a/x/.eval_results/many.yaml".to_owned(), entries),
        ("models/a/y/README.md".to_owned(), "# Y\n".to_owned()),
    ];
    let one = |at| {
        (format!("models/a/y/.eval_results/{at:03}.yaml"), "- dataset: {id: d}\n  value: 1\n".to_owned())
    };
    files.extend((0..203).map(one));
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let parsed = assemble(&files);
    assert_eq!(
        findings(&parsed),
        [
            "a/x/.eval_results/many.yaml:4001:3: warning[CX708]: more than 2000 results of one model; this one and those behind it are not read",
            "a/y/.eval_results: warning[CX708]: the model has 203 files of results; the first 200 are read",
        ]
    );
    assert_eq!(
        parsed.value.models.iter().map(|model| model.card.evaluations.len()).collect::<Vec<_>>(),
        [2_000, 200]
    );
}
