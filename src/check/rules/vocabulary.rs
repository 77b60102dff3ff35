//! Words that others have to know: tasks, libraries, languages and metrics.

use std::collections::BTreeSet;

use super::{Card, Check, Example, Findings, Rule};
use crate::catalog::text::shorten;
use crate::diagnostic::{Change, Level};
use crate::vocabulary::suggestion::{certain, suggest};
use crate::vocabulary::{language, library, metric, task};
use crate::yaml::Node;

pub(super) const RULES: &[&Rule] = &[&TASK, &LIBRARY, &LANGUAGE, &METRIC];

static TASK: Rule = Rule {
    code: "CX201",
    name: "unknown-task",
    level: Some(Level::Warning),
    summary: "No list of tasks has this `pipeline_tag`",
    why: "The task decides under which page of the catalog a model stands and what its example code looks like. A task that is spelled in \
          one's own way is a page with one model. Use an id of the Hub, or add a task of your own to `vocabulary.tasks.add` in hub.yaml.",
    example: Example {
        bad: "---\npipeline_tag: text-clasification\n---\n# Lamp\n",
        line: Some(2),
        good: "---\npipeline_tag: text-classification\n---\n# Lamp\n",
        files: &[],
    },
    fixable: true,
    check: Check::Card(unknown_task),
};

fn unknown_task(card: &Card<'_>, findings: &mut Findings<'_>) {
    let Some(stated) = &card.model.card.pipeline_tag else { return };
    let own = &card.config.vocabulary.tasks.add;
    if task::find(&stated.value).is_some() || own.iter().any(|task| task.id == stated.value) {
        return;
    }
    let ids = task::all().iter().map(|task| task.id).chain(own.iter().map(|task| task.id.as_str()));
    let message = format!("`{}` is no task of the Hub or of this hub", shorten(&stated.value, 60));
    let none = ["none", "false", "null"].iter().any(|none| stated.value.eq_ignore_ascii_case(none));
    let meant = match task::normalise(&stated.value) {
        _ if none => None,
        Some(meant) => Some(meant.id),
        None => certain(&stated.value, ids.clone()),
    };
    let help = match task::normalise(&stated.value) {
        _ if none => "remove the key where the model has no task of the Hub".to_owned(),
        Some(meant) => format!("write `{}`", meant.id),
        None => match suggest(&stated.value, ids) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => "use an id of the Hub, or add the task to `vocabulary.tasks.add` in hub.yaml".to_owned(),
        },
    };
    let change = meant.map(|meant| Change::Replace(stated.mark, meant.to_owned()));
    findings.add_fix(card.at(stated.mark), message, help, change);
}

static LIBRARY: Rule = Rule {
    code: "CX202",
    name: "unknown-library",
    level: Some(Level::Note),
    summary: "No list of libraries has this `library_name`",
    why: "For a library that is known the page shows how to load the model. A library of your own is fine; a misspelt one has a page apart \
          from all the models of the same library.",
    example: Example {
        bad: "---\nlibrary_name: transfomers\n---\n# Lamp\n",
        line: Some(2),
        good: "---\nlibrary_name: transformers\n---\n# Lamp\n",
        files: &[],
    },
    fixable: false,
    check: Check::Card(unknown_library),
};

fn unknown_library(card: &Card<'_>, findings: &mut Findings<'_>) {
    let Some(stated) = &card.model.card.library_name else { return };
    if library::find(&stated.value).is_some() {
        return;
    }
    let message = format!("the library `{}` is not known", shorten(&stated.value, 60));
    let help = match suggest(&stated.value, library::all().iter().map(|library| library.id)) {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => "check the spelling; say in the text how the model is loaded".to_owned(),
    };
    findings.add(card.at(stated.mark), message, help);
}

static LANGUAGE: Rule = Rule {
    code: "CX203",
    name: "unknown-language",
    level: Some(Level::Warning),
    summary: "A language is no code and no English name of one",
    why: "Languages are given by their ISO 639 code (`en`, `yue`) or a tag such as `pt-BR`; `multilingual` and `code` are understood too. \
          Anything else is listed apart from all models of the same language.",
    example: Example {
        bad: "---\nlanguage: [en, deutsh]\n---\n# Lamp\n",
        line: Some(2),
        good: "---\nlanguage: [en, de]\n---\n# Lamp\n",
        files: &[],
    },
    fixable: true,
    check: Check::Card(unknown_language),
};

fn unknown_language(card: &Card<'_>, findings: &mut Findings<'_>) {
    for stated in card.model.card.language.iter().take(MOST_LANGUAGES) {
        if language::resolve(&stated.value).known || is_local(&stated.value) {
            continue;
        }
        let word = stated.value.to_ascii_lowercase();
        let meant = COUNTRIES.iter().find(|(country, _)| *country == word);
        let change = meant.map(|(_, code)| {
            // The same language twice is a list with one too many.
            let there = card.model.card.language.iter().any(|other| other.value == *code);
            if there {
                Change::RemoveItem(stated.mark)
            } else {
                Change::Replace(stated.mark, (*code).to_owned())
            }
        });
        let help = match meant {
            Some((_, code)) => format!("did you mean `{code}`?"),
            None if word == "false" => {
                "for Norwegian write \"no\" in quotes; without them programs make false of it".to_owned()
            }
            None => "use the ISO 639 code, such as `en`; several languages are a list: `[en, de]`".to_owned(),
        };
        let message = format!("`{}` is no language", shorten(&stated.value, 60));
        findings.add_fix(card.at(stated.mark), message, help, change);
    }
}

/// Languages of one card that are looked at; the longest real list has about a hundred and fifty.
const MOST_LANGUAGES: usize = 500;

/// Codes of countries and other short words that are taken for codes of languages, and what is meant.
const COUNTRIES: [(&str, &str); 12] = [
    ("cz", "cs"),
    ("deutsch", "de"),
    ("dk", "da"),
    ("gr", "el"),
    ("jp", "ja"),
    ("kz", "kk"),
    ("py", "code"),
    ("python", "code"),
    ("ua", "uk"),
    ("vn", "vi"),
    ("zhs", "zh-Hans"),
    ("zht", "zh-Hant"),
];

/// ISO 639 leaves `qaa` to `qtz` to everybody's own languages.
fn is_local(code: &str) -> bool {
    matches!(code.as_bytes(), [b'q', b'a'..=b't', b'a'..=b'z'])
}

static METRIC: Rule = Rule {
    code: "CX207",
    name: "unknown-metric",
    level: Some(Level::Note),
    summary: "No list of metrics has this one, so nobody knows whether more is better",
    why: "Tables mark the best value and a review says whether a change is better or worse; of a metric without a direction neither can be \
          said. Use the metric's usual name, or give it a direction in `vocabulary.metrics` of hub.yaml.",
    example: Example {
        bad: "---\nmetrics: [brightness]\n---\n# Lamp\n",
        line: Some(2),
        good: "---\nmetrics: [accuracy]\n---\n# Lamp\n",
        files: &[],
    },
    fixable: false,
    check: Check::Card(unknown_metric),
};

fn unknown_metric(card: &Card<'_>, findings: &mut Findings<'_>) {
    fn items(node: Option<&Node>) -> &[Node] {
        node.and_then(Node::as_sequence).unwrap_or_default()
    }
    let mut unknown: Vec<&str> = Vec::new();
    let mut first = None;
    let mut seen = BTreeSet::new();
    let mut look = |name: &'_ str, mark| {
        let own = card.config.vocabulary.metrics.keys().any(|own| own.eq_ignore_ascii_case(name));
        let new = seen.insert(name.to_lowercase());
        if new && !own && !is_usual(name) {
            first.get_or_insert(mark);
            return true;
        }
        false
    };
    for stated in &card.model.card.metrics {
        if look(&stated.value, stated.mark) {
            unknown.push(&stated.value);
        }
    }
    for model in items(card.get("model-index")) {
        for result in items(model.get("results")) {
            for measured in items(result.get("metrics")) {
                let kind = measured.get("type").or_else(|| measured.get("name"));
                if let Some(kind) = kind
                    && let Some(name) = kind.as_text().map(str::trim)
                    && look(name, kind.mark)
                {
                    unknown.push(name);
                }
            }
        }
    }
    let (Some(mark), Some(name)) = (first, unknown.first()) else { return };
    let shown: Vec<String> =
        unknown.iter().take(MOST_NAMES).map(|name| format!("`{}`", shorten(name, 40))).collect();
    let message = match unknown.len() {
        1 => format!("the metric {} is not known", shown.join("")),
        many if many <= MOST_NAMES => format!("the metrics {} are not known", shown.join(", ")),
        many => format!("the metrics {} and {} more are not known", shown.join(", "), many - MOST_NAMES),
    };
    let help = match suggest(name, metric::all().iter().map(|metric| metric.id)) {
        Some(meant) if unknown.len() == 1 && begins_alike(name, meant) => format!("did you mean `{meant}`?"),
        _ => "use the usual name, or say in `vocabulary.metrics` of hub.yaml which way is better".to_owned(),
    };
    findings.add(card.at(mark), message, help);
}

/// Names of metrics are short, and all near to each other: only a slip behind the first letter is taken for one.
fn begins_alike(name: &str, meant: &str) -> bool {
    let first = |text: &str| text.chars().next().map(|c| c.to_ascii_lowercase());
    name.chars().count() > 4 && first(name) == first(meant)
}

/// Names that one finding shows.
const MOST_NAMES: usize = 4;

/// Whether a metric is known, or is the usual form of a known one: `map_at_10`, `cos_sim_accuracy`, `test_loss`.
fn is_usual(name: &str) -> bool {
    if metric::find(name).is_some() {
        return true;
    }
    let lower = name.to_lowercase().replace([' ', '-', '/'], "_");
    let mut core = lower.as_str();
    for start in MEASURED_BY {
        core = core.strip_prefix(start).unwrap_or(core);
    }
    let core = ["_threshold", "_norm", "_std"].iter().find_map(|end| core.strip_suffix(end)).unwrap_or(core);
    let plain = core.trim_end_matches(|c: char| c.is_ascii_digit());
    let at = plain.strip_suffix("_at_").or_else(|| plain.strip_suffix('@')).unwrap_or(core);
    // Ranking, clustering and multiple choice, whose names are settled.
    let settled = matches!(at, "ap" | "map" | "mrr" | "ndcg" | "v_measure" | "pass" | "mc1" | "mc2");
    settled || metric::find(at).is_some()
}

/// What stands before the name of a metric: the part of the data, or how two vectors are compared.
const MEASURED_BY: [&str; 14] = [
    "eval_",
    "test_",
    "train_",
    "val_",
    "validation_",
    "dev_",
    "cos_sim_",
    "cosine_",
    "similarity_",
    "dot_",
    "euclidean_",
    "manhattan_",
    "max_",
    "main_",
];
