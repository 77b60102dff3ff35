//! The card of a new model: what is known stands in it, what is missing is asked for where it belongs.

use std::fmt::Write as _;

use crate::vocabulary::snippet::{self, Location, SnippetModel};
use crate::vocabulary::task::{self, Task};
use crate::vocabulary::task_guide;
use crate::weights::Header;

use super::guidance;
use super::text::{list, one_or_list, scalar};

/// What is known of a new model. Texts are single lines; what is empty is left for the author to fill in.
#[derive(Debug, Clone, Default)]
pub struct NewCard {
    /// `org/name`.
    pub id: String,
    /// The name to show.
    pub title: Option<String>,
    /// One sentence.
    pub description: Option<String>,
    /// The `pipeline_tag`.
    pub task: Option<String>,
    /// The `library_name`.
    pub library: Option<String>,
    /// Licence ids.
    pub license: Vec<String>,
    /// Language codes.
    pub languages: Vec<String>,
    /// Ids of the models that it was made from.
    pub base_models: Vec<String>,
    /// Who answers for it, by the names of hub.yaml.
    pub owners: Vec<String>,
    /// Its files.
    pub weights: Vec<Weights>,
}

/// A weight file, as the card names it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Weights {
    /// An address, or a path relative to the card.
    pub uri: String,
    /// Bytes.
    pub size: u64,
    /// 64 lower-case hexadecimal digits.
    pub sha256: String,
    /// The format's id, where the file's name tells it.
    pub format: Option<String>,
    /// What the file says of itself.
    pub header: Header,
}

/// The whole card.
pub fn card(new: &NewCard) -> String {
    let known = new.task.as_deref().and_then(task::find);
    let mut out = String::from("---\n");
    front(&mut out, new);
    weights(&mut out, &new.weights);
    evaluation(&mut out, new, known);
    out.push_str("---\n\n");
    body(&mut out, new, known);
    out
}

/// A key with its value, or the key as a comment that says what is wanted.
fn key(out: &mut String, name: &str, value: Option<String>, wanted: &str) {
    match value {
        Some(value) => _ = writeln!(out, "{name}: {value}"),
        None => _ = writeln!(out, "# {name}: {wanted}"),
    }
}

fn front(out: &mut String, new: &NewCard) {
    let some =
        |texts: &[String], written: fn(&[String]) -> String| (!texts.is_empty()).then(|| written(texts));
    let text = |text: &Option<String>| text.as_deref().map(scalar);
    key(
        out,
        "license",
        some(&new.license, one_or_list),
        "apache-2.0   # an id of the Hugging Face Hub, or SPDX",
    );
    key(
        out,
        "language",
        some(&new.languages, list),
        "[en]   # where the model reads, hears or writes language",
    );
    key(out, "pipeline_tag", text(&new.task), "text-classification   # the task");
    key(out, "library_name", text(&new.library), "transformers   # what loads the model");
    key(
        out,
        "base_model",
        some(&new.base_models, one_or_list),
        "org/name   # the model that this one was made from",
    );
    out.push_str("# datasets: [org/name]   # what it was trained on\n");
    key(out, "title", text(&new.title), "The name to show");
    key(out, "description", text(&new.description), "One sentence for lists and searches.");
    key(out, "owners", some(&new.owners, list), "[\"@team\"]   # who answers for it");
}

fn weights(out: &mut String, files: &[Weights]) {
    if files.is_empty() {
        out.push_str(
            "# weights:   # `cardex new --weights FILE` fills these in\n\
             # - uri: s3://bucket/model.safetensors\n\
             #   size: 0\n\
             #   sha256: \"\"\n",
        );
        return;
    }
    let architecture = files.iter().find_map(|file| file.header.architecture.as_deref());
    if let Some(architecture) = architecture {
        _ = writeln!(out, "architecture: {}", scalar(architecture));
    }
    out.push_str("weights:\n");
    for file in files {
        _ = writeln!(
            out,
            "- uri: {}\n  size: {}\n  sha256: \"{}\"",
            scalar(&file.uri),
            file.size,
            file.sha256
        );
        if let Some(format) = &file.format {
            _ = writeln!(out, "  format: {}", scalar(format));
        }
        let types: Vec<_> = file.header.dtypes.iter().filter(|(_, count)| **count > 0).collect();
        match types.as_slice() {
            [] => {}
            [(only, _)] => _ = writeln!(out, "  dtype: {}", scalar(only)),
            several => {
                let pairs: Vec<String> =
                    several.iter().map(|(name, count)| format!("{}: {count}", scalar(name))).collect();
                _ = writeln!(out, "  dtype: {{{}}}", pairs.join(", "));
            }
        }
        if let Some(parameters) = file.header.parameters {
            _ = writeln!(out, "  params: {parameters}");
        }
        if let Some(quantization) = &file.header.quantization {
            _ = writeln!(out, "  quantization: {}", scalar(quantization));
        }
    }
}

/// A result to be filled in, as a comment: a number that nobody has measured must not reach the catalog.
fn evaluation(out: &mut String, new: &NewCard, known: Option<&Task>) {
    let id = new.task.as_deref().unwrap_or("text-classification");
    let metrics = known.map_or(&["accuracy"][..], |task| task.metrics);
    let metrics = if metrics.is_empty() { &["accuracy"][..] } else { metrics };
    _ = write!(
        out,
        "# model-index:   # results, once there are some; those with equal task, data and metric are compared\n\
         # - name: {}\n\
         #   results:\n\
         #   - task: {{type: {}}}\n\
         #     dataset: {{type: org/dataset, name: The data set, split: test}}\n\
         #     metrics:\n",
        scalar(name(&new.id)),
        scalar(id)
    );
    for metric in metrics {
        _ = writeln!(out, "#     - {{type: {metric}, value: 0.0}}");
    }
}

fn name(id: &str) -> &str {
    id.rsplit('/').next().unwrap_or(id)
}

fn body(out: &mut String, new: &NewCard, known: Option<&'static Task>) {
    let title = new.title.as_deref().unwrap_or_else(|| name(&new.id));
    _ = writeln!(out, "# {title}\n");
    match &new.description {
        Some(description) => _ = writeln!(out, "{description}\n"),
        None => hint(out, "What the model does, in two or three sentences."),
    }
    let guide = known.and_then(|task| task_guide::find(task.id));
    out.push_str("## Intended use\n\n");
    let uses = guide
        .map(|guide| format!(" Models of this task often serve for: {}", guide.uses))
        .unwrap_or_default();
    hint(out, &format!("What it is meant for, for whom, and what it must not be used for.{uses}"));
    if let Some(guide) = guide {
        _ = writeln!(out, "- **Takes:** {}\n- **Gives:** {}\n", guide.input, guide.output);
    }
    out.push_str("## How to use\n\n");
    match code(new) {
        Some(code) => _ = writeln!(out, "{code}\n"),
        None => hint(out, "The shortest code that loads the model and runs it once."),
    }
    if let Some((heading, wanted)) = known.and_then(guidance::own_section) {
        _ = writeln!(out, "## {heading}\n");
        hint(out, wanted);
    }
    out.push_str("## Training data\n\n");
    hint(out, "Where the data come from, how many there are, how they were cleaned, and under which terms.");
    out.push_str("## Evaluation\n\n");
    let judging = guide.map(|guide| format!(" {}", guide.judging)).unwrap_or_default();
    hint(
        out,
        &format!(
            "On which data it was measured, how, and what came out; numbers belong in `model-index` above.{judging}"
        ),
    );
    out.push_str("## Limitations\n\n");
    hint(out, guidance::limits(known.map(|task| task.modality)));
    // The last hint ends the file.
    out.truncate(out.trim_end().len());
    out.push('\n');
}

/// A comment of Markdown: readers do not see it, and the check says that the section is empty.
fn hint(out: &mut String, text: &str) {
    _ = writeln!(out, "<!-- {text} -->\n");
}

/// Code for the library, as the catalog would show it, where there is a usual way.
fn code(new: &NewCard) -> Option<String> {
    let files: Vec<&str> = new.weights.iter().map(|file| name(&file.uri)).collect();
    let languages: Vec<&str> = new.languages.iter().map(String::as_str).collect();
    let folder = format!("./{}", name(&new.id));
    let model = SnippetModel {
        id: &new.id,
        name: name(&new.id),
        location: Location::Folder(&folder),
        task: new.task.as_deref(),
        base_model: new.base_models.first().map(String::as_str),
        files: &files,
        languages: &languages,
    };
    let snippet = snippet::snippets(new.library.as_deref()?, &model).into_iter().next()?;
    Some(format!("```{}\n{}\n```", snippet.language, snippet.code))
}
