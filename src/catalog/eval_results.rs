//! Results of evaluations in files of their own, as the Hub keeps them: `.eval_results/*.yaml` beside the card.

use crate::config::{Benchmark, Config};
use crate::diagnostic::{Diagnostic, Level, Location, Spanned};
use crate::hub::{CardFolder, Snapshot};
use crate::vocabulary::suggestion::suggest;
use crate::yaml::{Node, Value};

use super::date;
use super::evaluation::{Evaluation, Metric, Origin};
use super::fields::{display, get, get_line, scalar};
use super::model_card::ModelCard;
use super::secret;
use super::text::{one_line, shorten};
use super::version::Version;

/// The folder, beside the card.
const FOLDER: &str = ".eval_results/";

/// Files that are read of one model; the Hub's own models have a handful.
const MOST_FILES: usize = 200;

/// Results that are read of one model.
const MOST_RESULTS: usize = 2_000;

/// What a value measures where neither the file nor `vocabulary.benchmarks` of hub.yaml says so.
pub(super) const UNNAMED: &str = "score";

/// Whether a file of a model's folder holds results: directly in `.eval_results`, by exact name.
pub fn is_results(path: &str) -> bool {
    let name = path.strip_prefix(FOLDER);
    name.is_some_and(|name| !name.contains('/') && (name.ends_with(".yaml") || name.ends_with(".yml")))
}

/// A result, and the version that it is of: the current one where it names none.
type Stated = (Option<Spanned<String>>, Evaluation);

/// Reads all files of a model, in the order of their names, and gives each result to the version that it names; what cannot be
/// read is said and left out.
pub(super) fn load(
    snapshot: &Snapshot,
    folder: &CardFolder,
    config: &Config,
    card: &mut ModelCard,
    versions: &mut [Version],
    diagnostics: &mut Vec<Diagnostic>,
) {
    for (named, evaluation) in read(snapshot, folder, config, diagnostics) {
        let Some(named) =
            named.filter(|named| Some(&named.value) != card.version.as_ref().map(|own| &own.value))
        else {
            card.evaluations.push(evaluation);
            continue;
        };
        let earlier = versions.iter_mut().find(|version| version.label == named.value);
        if let Some(earlier) = earlier.and_then(|version| version.snapshot.as_mut()) {
            earlier.card.evaluations.push(evaluation);
            continue;
        }
        let message =
            format!("the model has no version `{}`; the result is not read", shorten(&named.value, 40));
        let labels = versions.iter().map(|version| version.label.as_str());
        let help = suggest(&named.value, labels).map_or_else(
            || "name a version of the model, or remove `version` for the current one".to_owned(),
            |meant| format!("did you mean `{meant}`?"),
        );
        let path = match &evaluation.origin {
            Origin::File(name) => format!("{}/{name}", folder.path),
            Origin::Card => folder.card.clone(),
        };
        diagnostics.push(Diagnostic::warning("CX708", Location::at(path, named.mark), message).help(help));
    }
}

fn read(
    snapshot: &Snapshot,
    folder: &CardFolder,
    config: &Config,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Stated> {
    let mut evaluations = Vec::new();
    let mut files = folder.files.iter().map(|file| file.path.as_str()).filter(|path| is_results(path));
    for name in files.by_ref().take(MOST_FILES) {
        let path = format!("{}/{name}", folder.path);
        let parsed = snapshot.yaml(&path, &config.limits);
        diagnostics.extend(parsed.diagnostics);
        let Some(node) = parsed.value else { continue };
        let node = secret::redact(&node, &path, diagnostics);
        let Value::Sequence(entries) = &node.value else {
            let message = format!("the file is {}, not a list of results; it is not read", node.kind());
            diagnostics.push(
                Diagnostic::error("CX708", Location::at(&path, node.mark), message)
                    .help("begin each result with `- dataset: {id: …, task_id: …}`"),
            );
            continue;
        };
        for entry in entries {
            if evaluations.len() == MOST_RESULTS {
                let message = format!(
                    "more than {MOST_RESULTS} results of one model; this one and those behind it are not read"
                );
                diagnostics.push(
                    Diagnostic::warning("CX708", Location::at(&path, entry.mark), message)
                        .help("keep one result for each measurement"),
                );
                return evaluations;
            }
            evaluations.extend(result(entry, (&path, name), config, diagnostics));
        }
    }
    let left = files.count();
    if left > 0 {
        let message =
            format!("the model has {} files of results; the first {MOST_FILES} are read", MOST_FILES + left);
        diagnostics.push(
            Diagnostic::warning("CX708", Location::file(format!("{}/.eval_results", folder.path)), message)
                .help("put several results into one file"),
        );
    }
    evaluations
}

/// What a result may say, what its dataset may and what its source may: the Hub's names, and our `version`.
const KEYS: [&str; 7] = ["dataset", "date", "notes", "source", "value", "verifyToken", "version"];
const DATASET_KEYS: [&str; 5] = ["config", "id", "revision", "split", "task_id"];
const SOURCE_KEYS: [&str; 4] = ["name", "org", "url", "user"];

/// Keys that are probably misspelt, and what they were meant to be; others are nobody's business.
fn misspelt<'a>(
    map: &'a Node,
    known: &'static [&'static str],
) -> impl Iterator<Item = (&'a Node, &'static str)> {
    let keys = map.as_mapping().unwrap_or_default().iter().map(|(key, _)| key);
    let unknown = keys.filter(|key| key.as_text().is_some_and(|text| !known.contains(&text)));
    unknown.filter_map(|key| Some((key, suggest(key.as_text()?, known.iter().copied())?)))
}

fn result(
    node: &Node,
    (path, name): (&str, &str),
    config: &Config,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Stated> {
    let mut say = |level, node: &Node, message: String, help: &str| {
        let location = Location::at(path, node.mark);
        diagnostics.push(Diagnostic { level, ..Diagnostic::warning("CX708", location, message).help(help) });
    };
    for (map, known) in [
        (Some(node), &KEYS[..]),
        (get(node, "dataset"), &DATASET_KEYS[..]),
        (get(node, "source"), &SOURCE_KEYS[..]),
    ] {
        for (key, meant) in map.iter().flat_map(|map| misspelt(map, known)) {
            let message =
                format!("`{}` is no key of a result", shorten(key.as_text().unwrap_or_default(), 60));
            say(Level::Warning, key, message, &format!("did you mean `{meant}`?"));
        }
    }
    if !matches!(node.value, Value::Mapping(_)) {
        say(
            Level::Error,
            node,
            format!("a result should have `dataset` and `value`, but is {}", node.kind()),
            "remove it",
        );
        return None;
    }
    let dataset = get(node, "dataset");
    let id = dataset.and_then(|dataset| get_line(dataset, "id").or_else(|| scalar(dataset).map(one_line)));
    let Some(id) = id.filter(|id| !id.is_empty()) else {
        let message = "this result has no `dataset.id`; it is not read".to_owned();
        say(Level::Error, dataset.unwrap_or(node), message, "write `dataset: {id: org/name, task_id: …}`");
        return None;
    };
    let value = get(node, "value").filter(|value| matches!(value.value, Value::Scalar { .. }));
    let Some(value) = value else {
        say(
            Level::Error,
            node,
            "this result has no `value`; it is not read".to_owned(),
            "write `value:` with the number",
        );
        return None;
    };
    let text = one_line(&display(value));
    if super::measure::read(&text).is_none() {
        let message = format!("`value` is no number: `{}`; it is shown and not ranked", shorten(&text, 40));
        say(Level::Warning, value, message, "write the number alone, such as 0.92");
    }
    let line = |node: Option<&Node>, key: &str| node.and_then(|node| get_line(node, key));
    let benchmark_task = line(dataset, "task_id");
    let date_node = get(node, "date");
    let date = date_node.and_then(scalar).and_then(date::parse);
    if let Some(date_node) = date_node.filter(|_| date.is_none()) {
        let message = format!("`date` is no date: `{}`", shorten(&one_line(&display(date_node)), 40));
        say(Level::Warning, date_node, message, "write it as 2026-11-20");
    }
    let source = get(node, "source");
    let plain = source.and_then(scalar).map(one_line);
    let url = line(source, "url").or(plain);
    if let Some(source) = source.filter(|_| url.is_none()) {
        let message = "`source` has no `url`, which the Hub requires".to_owned();
        say(
            Level::Warning,
            source,
            message,
            "add `url:` with the address where the value stands, or remove `source`",
        );
    }
    let known = benchmark(config, &id, benchmark_task.as_deref());
    let stated = |text: Option<&String>| text.cloned();
    let own = get(node, "version")
        .and_then(|version| Some(Spanned { value: one_line(scalar(version)?), mark: version.mark }));
    let evaluation = Evaluation {
        task: known.and_then(|known| stated(known.task.as_ref())),
        task_name: None,
        dataset: Some(id),
        dataset_name: known.and_then(|known| stated(known.name.as_ref())),
        config: line(dataset, "config").or_else(|| known.and_then(|known| stated(known.config.as_ref()))),
        split: line(dataset, "split").or_else(|| known.and_then(|known| stated(known.split.as_ref()))),
        revision: line(dataset, "revision"),
        benchmark_task,
        metrics: vec![Metric {
            kind: known.and_then(|known| stated(known.metric.as_ref())).unwrap_or_else(|| UNNAMED.to_owned()),
            name: None,
            value: text,
            setting: None,
            verified: line(Some(node), "verifyToken").is_some(),
        }],
        source: (source.is_some()).then(|| (line(source, "name"), url)),
        reporter: line(source, "user").or_else(|| line(source, "org")),
        date,
        notes: line(Some(node), "notes"),
        origin: Origin::File(name.to_owned()),
        mark: Some(node.mark),
    };
    Some((own, evaluation))
}

/// The benchmark's own task of a result, unless hub.yaml explains it: then dataset, configuration, split and metric tell what
/// was measured.
pub fn unexplained_task<'a>(config: &Config, evaluation: &'a Evaluation) -> Option<&'a str> {
    let task_id = evaluation.benchmark_task.as_deref()?;
    let known = benchmark(config, evaluation.dataset.as_deref()?, Some(task_id));
    known.is_none_or(|known| known.task_id.is_none()).then_some(task_id)
}

/// What hub.yaml says of a benchmark: of this task of it, else of all its tasks.
fn benchmark<'a>(config: &'a Config, dataset: &str, task_id: Option<&str>) -> Option<&'a Benchmark> {
    let known = || config.vocabulary.benchmarks.iter().filter(|known| known.dataset == dataset);
    let exact = known().find(|known| known.task_id.is_some() && known.task_id.as_deref() == task_id);
    exact.or_else(|| known().find(|known| known.task_id.is_none()))
}
