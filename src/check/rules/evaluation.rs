//! Evaluation: whether results are there, whole, and comparable with those of other models.

use std::collections::BTreeMap;

use super::{Card, Check, Example, Findings, Rule};
use crate::catalog::text::{one_line, shorten};
use crate::diagnostic::Level;
use crate::yaml::Node;

pub(super) const RULES: &[&Rule] = &[&INCOMPLETE, &DUPLICATE, &SOURCE, &NONE, &NO_SPLIT];

/// The entries of `results` in `model-index`.
pub(super) fn results<'a>(card: &'a Card<'_>) -> impl Iterator<Item = &'a Node> {
    let models = card.get("model-index").and_then(Node::as_sequence).unwrap_or_default();
    models.iter().filter_map(|model| model.get("results")?.as_sequence()).flatten()
}

/// The metrics of a result.
pub(super) fn metrics(result: &Node) -> &[Node] {
    let Some(metrics) = result.get("metrics") else { return &[] };
    match metrics.as_mapping() {
        Some(_) => std::slice::from_ref(metrics),
        None => metrics.as_sequence().unwrap_or_default(),
    }
}

/// The text under a key of a map.
pub(super) fn text<'a>(node: &'a Node, key: &str) -> Option<&'a str> {
    node.get(key)?.as_text()
}

static INCOMPLETE: Rule = Rule {
    code: "CX703",
    name: "model-index-incomplete",
    level: Some(Level::Warning),
    summary: "A result of `model-index` lacks its task, its dataset or its metrics",
    why: "A number means something with the data that it was measured on and the task that was asked for. The Hub ignores the whole \
          `model-index` of a card with such an entry.",
    example: Example {
        bad: "---\nmodel-index:\n- name: lamp\n  results:\n  - task: {type: text-classification}\n    \
              metrics: [{type: accuracy, value: 0.91}]\n---\n# Lamp\n",
        line: Some(5),
        good: "---\nmodel-index:\n- name: lamp\n  results:\n  - task: {type: text-classification}\n    \
               dataset: {type: acme/lamps, name: Lamps, split: test}\n    metrics: [{type: accuracy, value: 0.91}]\n---\n# Lamp\n",
        files: &[],
    },
    fixable: false,
    check: Check::Reading,
};

static DUPLICATE: Rule = Rule {
    code: "CX704",
    name: "duplicate-result",
    level: Some(Level::Warning),
    summary: "A card gives two values for the same measurement",
    why: "Task, dataset, configuration, split and metric are the same, the values are not: readers cannot know which one holds, and a table \
          shows the one that it met last. Remove the older one, or say what differs: the split, the revision, the metric's arguments.",
    example: Example {
        bad: "---\nmodel-index:\n- name: lamp\n  results:\n  - task: {type: text-classification}\n    \
              dataset: {type: acme/lamps, name: Lamps, split: test}\n    metrics:\n    - {type: accuracy, value: 0.91}\n    \
              - {type: accuracy, value: 0.87}\n---\n# Lamp\n",
        line: Some(9),
        good: "---\nmodel-index:\n- name: lamp\n  results:\n  - task: {type: text-classification}\n    \
               dataset: {type: acme/lamps, name: Lamps, split: test}\n    metrics:\n    - {type: accuracy, value: 0.91}\n    \
               - {type: f1, value: 0.87}\n---\n# Lamp\n",
        files: &[],
    },
    fixable: false,
    check: Check::Card(duplicate),
};

fn duplicate(card: &Card<'_>, findings: &mut Findings<'_>) {
    let mut known: BTreeMap<Vec<String>, &str> = BTreeMap::new();
    let json = |node: Option<&Node>| node.map(Node::to_json_text).unwrap_or_default();
    for result in results(card) {
        let setting: Vec<String> =
            ["task", "dataset", "source"].into_iter().map(|key| json(result.get(key))).collect();
        for metric in metrics(result) {
            let Some(value) = text(metric, "value") else { continue };
            let mut identity = setting.clone();
            identity.extend(["type", "name", "config", "args"].into_iter().map(|key| json(metric.get(key))));
            let first = *known.entry(identity).or_insert(value);
            if first != value {
                let kind = text(metric, "type").or(text(metric, "name")).unwrap_or("the metric");
                let message = format!(
                    "`{}` is given as {} and as {} for the same measurement",
                    shorten(&one_line(kind), 60),
                    shorten(&one_line(first), 30),
                    shorten(&one_line(value), 30)
                );
                let help = "remove one of them, or say what differs: `split`, `revision`, `args`";
                findings.add(card.at(metric.mark), message, help);
            }
        }
    }
}

static SOURCE: Rule = Rule {
    code: "CX705",
    name: "source-name-without-url",
    level: Some(Level::Warning),
    summary: "The source of a result has a name and no address",
    why: "Readers cannot look the number up, and the Hub's library refuses a `model-index` whose source has no `url`. Add the address.",
    example: Example {
        bad: "---\nmodel-index:\n- name: lamp\n  results:\n  - task: {type: text-classification}\n    \
              dataset: {type: acme/lamps, name: Lamps, split: test}\n    metrics: [{type: accuracy, value: 0.91}]\n    \
              source: {name: Our paper}\n---\n# Lamp\n",
        line: Some(8),
        good: "---\nmodel-index:\n- name: lamp\n  results:\n  - task: {type: text-classification}\n    \
               dataset: {type: acme/lamps, name: Lamps, split: test}\n    metrics: [{type: accuracy, value: 0.91}]\n    \
               source: {name: Our paper, url: \"https://papers.example/lamp\"}\n---\n# Lamp\n",
        files: &[],
    },
    fixable: false,
    check: Check::Card(source),
};

fn source(card: &Card<'_>, findings: &mut Findings<'_>) {
    for source in results(card).filter_map(|result| result.get("source")) {
        if let Some(name) = text(source, "name")
            && text(source, "url").is_none()
        {
            let message = format!("the source `{}` has no `url`", shorten(&one_line(name), 80));
            findings.add(card.at(source.mark), message, "add `url:` with the address where the value stands");
        }
    }
}

static NONE: Rule = Rule {
    code: "CX706",
    name: "no-evaluation",
    level: None,
    summary: "The card has no results of an evaluation",
    why: "Without numbers nobody can choose between models. Give them in `model-index`, as the Hub reads them. A hub that wants this of all its \
          models switches the rule on.",
    example: Example {
        bad: "---\nlicense: mit\n---\n# Lamp\n",
        line: None,
        good: "---\nmodel-index:\n- name: lamp\n  results:\n  - task: {type: text-classification}\n    \
               dataset: {type: acme/lamps, name: Lamps, split: test}\n    metrics: [{type: accuracy, value: 0.91}]\n---\n# Lamp\n",
        files: &[],
    },
    fixable: false,
    check: Check::Card(none),
};

fn none(card: &Card<'_>, findings: &mut Findings<'_>) {
    if card.model.card.evaluations.iter().all(|evaluation| evaluation.metrics.is_empty()) {
        findings.add(
            card.at_key("model-index"),
            "the card has no results of an evaluation",
            "add `model-index:` with task, dataset and metrics",
        );
    }
}

static NO_SPLIT: Rule = Rule {
    code: "CX707",
    name: "no-split",
    level: Some(Level::Note),
    summary: "A result does not say on which part of the dataset it was measured",
    why: "The same model has other numbers on the training, the validation and the test part; without `split` results of two models cannot be \
          compared. The finding names the first result of a card and counts the others.",
    example: Example {
        bad: "---\nmodel-index:\n- name: lamp\n  results:\n  - task: {type: text-classification}\n    \
              dataset: {type: acme/lamps, name: Lamps}\n    metrics: [{type: accuracy, value: 0.91}]\n---\n# Lamp\n",
        line: Some(6),
        good: "---\nmodel-index:\n- name: lamp\n  results:\n  - task: {type: text-classification}\n    \
               dataset: {type: acme/lamps, name: Lamps, split: test}\n    metrics: [{type: accuracy, value: 0.91}]\n---\n# Lamp\n",
        files: &[],
    },
    fixable: false,
    check: Check::Card(no_split),
};

fn no_split(card: &Card<'_>, findings: &mut Findings<'_>) {
    // What is played or simulated has no parts.
    let played = |result: &&Node| {
        let task = result.get("task").and_then(|task| text(task, "type"));
        matches!(task, Some("reinforcement-learning" | "robotics"))
    };
    let mut without = results(card)
        .filter(|result| !played(result))
        .filter_map(|result| result.get("dataset"))
        .filter(|dataset| dataset.as_mapping().is_some() && text(dataset, "split").is_none());
    let Some(first) = without.next() else { return };
    let more = without.count();
    let name = text(first, "name").or(text(first, "type")).unwrap_or("the dataset");
    let others = match more {
        0 => String::new(),
        1 => ", nor does another".to_owned(),
        _ => format!(", nor do {more} more"),
    };
    let message = format!("the result on `{}` names no split{others}", shorten(&one_line(name), 80));
    findings.add(card.at(first.mark), message, "add `split: test`, or whichever part it was");
}
