//! Twins of pages in Markdown, and `llms.txt`: for programs that read text.
//!
//! A model's twin is a head of facts and then the card's own text, as its author wrote it, without addresses that carry a
//! credential. A list's twin has the first of its models, and says where the others are.

use std::fmt::Write;

use rayon::prelude::*;

use crate::api;
use crate::catalog::{Aspect, Kind, Model, without_secrets};
use crate::config::Form;
use crate::site::leaderboards::SECTION;
use crate::site::path::section;
use crate::site::shared::{Shared, canonical};
use crate::site::{RenderError, number};

use super::machine::licence_label;
use super::models::newest_first;
use super::terms::{heading, top_terms};
use super::{twin_of_list, twin_of_term};

/// Models in the twin of a list.
const MOST_MODELS: usize = 500;

/// Terms in the twin of an index.
const MOST_TERMS: usize = 1_000;

/// Models of each kind that `llms.txt` names.
const NEWEST: usize = 50;
const MOST_USED: usize = 25;

/// The twin of the page in a folder.
pub(super) fn path(folder: &str) -> String {
    [folder, "/index.md"].concat()
}

/// The twin of a page of the site, where twins are written.
pub(super) fn of(shared: &Shared<'_>, folder: &str) -> Option<String> {
    shared.config.exports.has(Form::Markdown).then(|| path(folder))
}

/// Text as one line of Markdown: nothing of it is markup.
pub(super) fn plain(text: &str) -> String {
    let mut line = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '&') {
            line.push('\\');
        }
        line.push(if c == '\n' { ' ' } else { c });
    }
    line
}

/// A path as the target of a link: in it are letters, digits and few others, none of them markup.
pub(super) fn link(label: &str, path: &str) -> String {
    format!("[{}]({path})", plain(label))
}

/// The twin of a model's page.
pub(super) fn model(shared: &Shared<'_>, ordinal: usize) -> String {
    let model = &shared.catalog.models[ordinal];
    let card = &model.card;
    let mut text = String::with_capacity(model.body.len() + 2048);
    let root = crate::site::path::root_of(&path(shared.paths.model(ordinal)));
    // Writing to a string cannot fail.
    let _ = writeln!(text, "# {}\n", plain(&model.title));
    if !model.description.is_empty() {
        let _ = writeln!(text, "> {}\n", plain(&model.description));
    }
    let mut fact = |label: &str, value: Option<String>| {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            let _ = writeln!(text, "- {label}: {value}");
        }
    };
    let labels = |kind| {
        let links: Vec<String> =
            shared.term_links(ordinal, kind).take(50).map(|link| plain(&link.label)).collect();
        Some(links.join(", "))
    };
    let named = |names: Vec<&str>| Some(names.into_iter().map(plain).collect::<Vec<_>>().join(", "));
    fact("Model", Some(plain(model.id.as_str())));
    fact("Version", card.version.as_ref().map(|version| plain(&version.value)));
    fact("Stage", card.stage.as_ref().map(|stage| plain(&stage.value)));
    if let Some(deprecated) = &card.deprecated {
        fact("Deprecated", Some(plain(deprecated.reason.as_deref().unwrap_or("yes"))));
    }
    fact("Replaced by", model.successor.as_ref().map(|other| plain(&other.id)));
    fact("Task", labels(Kind::Task));
    fact("Library", labels(Kind::Library));
    fact("Licence", licence_label(shared, ordinal, model).map(|label| plain(&label)));
    fact("Languages", labels(Kind::Language));
    fact("Datasets", labels(Kind::Dataset));
    fact("Tags", labels(Kind::Tag));
    fact("Made from", named(model.bases.iter().map(|base| base.id.as_str()).collect()));
    fact("Parameters", model.parameters().map(number::count));
    fact("Size", model.size().map(number::bytes));
    fact("Owners", named(card.owners.iter().map(|owner| owner.name.as_str()).collect()));
    fact("Risk", card.risk.as_ref().map(|risk| plain(&risk.level)));
    fact("Updated", model.updated.map(|day| day.to_string()));
    let missing: Vec<&str> = shared.found[ordinal].missing().map(Aspect::title).collect();
    let score = shared.found[ordinal].score();
    let lacks = if missing.is_empty() { String::new() } else { format!("; missing: {}", missing.join(", ")) };
    fact("Card", Some(format!("{score} of 100{lacks}")));
    let page = shared.config.site.base_url.as_deref();
    let page =
        page.map_or("index.html".to_owned(), |base| canonical(base, &shared.paths.model_page(ordinal)));
    fact("Page", Some(page));
    fact("JSON", Some(format!("{root}{}", shared.paths.model_api(ordinal))));
    evaluation(&mut text, model);
    files(&mut text, model);
    let body = without_secrets(model.body.trim());
    if !body.is_empty() {
        let _ = write!(text, "\n---\n\n{body}\n");
    }
    text
}

fn evaluation(text: &mut String, model: &Model) {
    if model.card.evaluations.is_empty() {
        return;
    }
    text.push_str("\n## Evaluation (from the front matter)\n\n");
    for evaluation in model.card.evaluations.iter().take(100) {
        let task = evaluation.task_name.as_ref().or(evaluation.task.as_ref());
        let dataset = evaluation.dataset_name.as_ref().or(evaluation.dataset.as_ref());
        let setting = [&evaluation.config, &evaluation.split].into_iter().flatten();
        let on: Vec<&str> = task.into_iter().chain(dataset).chain(setting).map(String::as_str).collect();
        let values: Vec<String> = evaluation
            .metrics
            .iter()
            .map(|metric| {
                format!("{} {}", plain(metric.name.as_ref().unwrap_or(&metric.kind)), plain(&metric.value))
            })
            .collect();
        let _ = writeln!(text, "- {}: {}", plain(&on.join(", ")), values.join("; "));
    }
}

fn files(text: &mut String, model: &Model) {
    if model.artifacts.is_empty() {
        return;
    }
    text.push_str("\n## Files\n\n");
    for artifact in model.artifacts.iter().take(200) {
        let _ = write!(text, "- {}", plain(&artifact.path));
        if let Some(size) = artifact.size {
            let _ = write!(text, ", {size} bytes");
        }
        if let Some(digits) = &artifact.sha256 {
            let _ = write!(text, ", sha256 {digits}");
        }
        if let Some(uri) = &artifact.uri {
            let _ = write!(text, ", {}", plain(uri));
        }
        text.push('\n');
    }
}

/// A model as an entry of lists: what stands before and behind the way to the site's root.
type Entry = (String, String);

/// One model in lists: made once, since a model stands in dozens of them. `file` is what the entry leads to in its folder.
fn entry(shared: &Shared<'_>, ordinal: usize, file: &str) -> Entry {
    let model = &shared.catalog.models[ordinal];
    let words = crate::catalog::text::shorten(&model.description, 160);
    let words = if words.is_empty() { String::new() } else { format!(": {}", plain(&words)) };
    (
        format!("- [{}](", plain(model.id.as_str())),
        format!("{}/{file}){words}\n", shared.paths.model(ordinal)),
    )
}

fn list(entries: &[Entry], models: &[usize], root: &str) -> String {
    let mut text = String::with_capacity(models.len().min(MOST_MODELS) * 160);
    for &model in models.iter().take(MOST_MODELS) {
        let (before, behind) = &entries[model];
        for piece in [before, root, behind] {
            text.push_str(piece);
        }
    }
    if models.len() > MOST_MODELS {
        let all = api::part_path("models", 1);
        let more = number::grouped((models.len() - MOST_MODELS) as u64);
        let _ = writeln!(text, "\nAnd {more} more: {}.", link("all models as JSON", &format!("{root}{all}")));
    }
    text
}

/// Writes `llms.txt` always, and the twins of lists where twins are written. Twins of models are written with the models.
pub(in crate::site) fn write(shared: &Shared<'_>) -> Result<(), RenderError> {
    let order = newest_first(shared);
    shared.put("llms.txt", llms(shared, &order).as_bytes())?;
    if !shared.config.exports.has(Form::Markdown) {
        return Ok(());
    }
    let models = 0..shared.catalog.models.len();
    let entries: Vec<Entry> = models.into_par_iter().map(|model| entry(shared, model, "index.md")).collect();
    let head = format!("# Models of {}\n\n", plain(&shared.site.title));
    shared.put("models/index.md", (head + &list(&entries, &order, "../")).as_bytes())?;
    let mut rank = vec![0; order.len()];
    for (place, &model) in order.iter().enumerate() {
        rank[model] = place;
    }
    for kind in Kind::ALL {
        let terms = &shared.catalog.taxonomies.of(kind).terms;
        let mut text = format!("# {}\n\n", heading(kind));
        for item in top_terms(shared, kind, MOST_TERMS) {
            let folder = item.path.strip_suffix("/index.html").unwrap_or(&item.path);
            let _ =
                writeln!(text, "- {} ({})", link(&item.label, &format!("../{}", path(folder))), item.count);
        }
        if terms.len() > MOST_TERMS {
            let all = format!("../{}", api::part_path(section(kind), 1));
            let _ = writeln!(text, "\nAll {}: {}.", terms.len(), link("as JSON", &all));
        }
        shared.put(&path(section(kind)), text.as_bytes())?;
        (0..terms.len()).into_par_iter().try_for_each(|term| {
            let folder = shared.paths.term(kind, term);
            let path = path(folder);
            let mut models: Vec<usize> = terms[term].models.iter().map(|&model| model as usize).collect();
            models.sort_by_key(|&model| rank[model]);
            let mut text = twin_of_term::head(shared, kind, term);
            text.push_str(&list(&entries, &models, &crate::site::path::root_of(&path)));
            text.push_str(&twin_of_term::foot(shared, kind, term));
            shared.put(&path, text.as_bytes())
        })?;
    }
    twin_of_list::write(shared)
}

/// Such as `1 model`, `38 models`.
fn counted(count: usize, noun: &str) -> String {
    format!("{} {noun}{}", number::grouped(count as u64), if count == 1 { "" } else { "s" })
}

/// `llms.txt` in the form of llmstxt.org: what the catalog is, where its parts are, and some models. It does not grow with
/// the catalog.
fn llms(shared: &Shared<'_>, order: &[usize]) -> String {
    let site = &shared.site;
    let mut text = format!("# {}\n\n", plain(&site.title));
    let summary =
        if site.description.is_empty() { "A catalog of machine-learning models." } else { &site.description };
    let twins = shared.config.exports.has(Form::Markdown);
    let _ = write!(text, "> {}\n\n", plain(summary));
    let _ = writeln!(
        text,
        "{} of {}. Each model has a page and a JSON record in the words of the Hugging Face Hub{}. \
         Paths are relative to this file.\n",
        counted(site.counts.models, "model"),
        counted(site.counts.orgs, "organisation"),
        if twins { "; an `index.md` beside each page has the same as Markdown" } else { "" },
    );
    text.push_str("## Data\n\n");
    let mut data = vec![
        ("Index of the JSON files", api::part_path("index", 1), "where every list, schema and export is"),
        ("All models", api::part_path("models", 1), "in parts of 1,000; `next` leads on"),
        ("Register", api::part_path("register", 1), "risk, approval, owners, licences, intended use"),
        ("Health", api::part_path("health", 1), "how complete the cards are"),
    ];
    if shared.config.exports.has(Form::Csv) {
        data.push(("Table of all models", "models.csv".to_owned(), "one row for each model"));
    }
    for (label, path, words) in data {
        let _ = writeln!(text, "- {}: {words}", link(label, &path));
    }
    text.push_str("\n## Lists\n\n");
    let place = |folder: &str| if twins { path(folder) } else { format!("{folder}/index.html") };
    let _ = writeln!(text, "- {}", link("Models", &place("models")));
    for kind in Kind::ALL {
        let count = shared.catalog.taxonomies.of(kind).terms.len();
        let _ = writeln!(text, "- {}: {count}", link(heading(kind), &place(section(kind))));
    }
    let boards = shared.leaderboards.boards.groups.len();
    for (label, folder, count) in
        [("Collections", "collections", shared.catalog.collections.len()), ("Leaderboards", SECTION, boards)]
    {
        if count > 0 {
            let _ = writeln!(text, "- {}: {count}", link(label, &place(folder)));
        }
    }
    let file = if twins { "index.md" } else { "index.html" };
    let item = |model: usize| {
        let (before, behind) = entry(shared, model, file);
        before + &behind
    };
    text.push_str("\n## Newest models\n\n");
    text.extend(order.iter().take(NEWEST).map(|&model| item(model)));
    let mut used: Vec<usize> =
        (0..order.len()).filter(|&model| !shared.catalog.models[model].derived.is_empty()).collect();
    used.sort_by_key(|&model| (std::cmp::Reverse(shared.catalog.models[model].derived.len()), model));
    if !used.is_empty() {
        text.push_str("\n## Optional\n\nModels that others were made from, the most used first.\n\n");
        text.extend(used.iter().take(MOST_USED).map(|&model| item(model)));
    }
    text
}
