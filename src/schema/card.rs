//! The schema of a model card's front matter.

use serde_json::{Value, json};

use super::{
    Word, defined, document, either, item, list_of, map_of, offer, open, requiring, suggested,
    suggested_list, text, texts,
};
use crate::config::Config;
use crate::vocabulary::{format, library, license, metric, task};

/// The schema, with the tasks, licences, stages and owners of a hub beside the built-in ones.
pub fn card(config: &Config) -> Value {
    let mut properties = json!({});
    for part in [hub_keys(), own_keys(config)] {
        if let (Some(properties), Value::Object(part)) = (properties.as_object_mut(), part) {
            properties.extend(part);
        }
    }
    let description = "The block between two lines of `---` at the head of a model card. Nothing is required; other keys are kept.";
    document("Model card", open(description, properties), definitions(config))
}

fn word(id: &str, meaning: &str) -> Word {
    (id.to_owned(), meaning.to_owned())
}

/// Words that several keys take: the hub's own first.
fn definitions(config: &Config) -> Value {
    let own_tasks = config.vocabulary.tasks.add.iter();
    let own_tasks = own_tasks.map(|task| word(&task.id, task.title.as_deref().unwrap_or(&task.id)));
    let tasks: Vec<Word> =
        own_tasks.chain(task::all().iter().map(|task| word(task.id, task.title))).collect();
    let own_licenses = config.licenses.add.iter();
    let own_licenses =
        own_licenses.map(|license| word(&license.id, license.name.as_deref().unwrap_or(&license.id)));
    let licenses: Vec<Word> =
        own_licenses.chain(license::all().iter().map(|license| word(license.id, license.name))).collect();
    let libraries: Vec<Word> = library::all().iter().map(|library| word(library.id, library.title)).collect();
    let metrics: Vec<Word> = metric::all().iter().map(|metric| word(metric.id, metric.title)).collect();
    json!({
        "task": offer(&tasks),
        "license": offer(&licenses),
        "library": offer(&libraries),
        "metric": offer(&metrics),
        "weights": weights(),
    })
}

/// Keys of the Hugging Face Hub.
fn hub_keys() -> Value {
    let relations = [
        word("finetune", "Trained further"),
        word("adapter", "Weights to put on top of the base model"),
        word("merge", "Mixed from several models"),
        word("quantized", "The same model in fewer bits"),
    ];
    let mut index = model_index();
    index["description"] = "Results of evaluations, as on the Hub.".into();
    json!({
        "license": suggested_list("The licence: an id of the Hub, an SPDX identifier or expression, or one of hub.yaml.", &defined("license")),
        "license_name": text("The name of another licence, with `license: other`."),
        "license_link": text("An address, or a file beside the card."),
        "language": texts("Codes of the languages: ISO 639, BCP 47, `multilingual` or `code`."),
        "pipeline_tag": suggested("The task.", &defined("task")),
        "library_name": suggested("The library that loads the model.", &defined("library")),
        "tags": texts("Words to find the model by."),
        "datasets": texts("Ids of the datasets that it was trained on."),
        "base_model": texts("Ids of the models that it was made from."),
        "base_model_relation": suggested("How it was made from them.", &offer(&relations)),
        "new_version": text("The id of a newer model."),
        "metrics": suggested_list("Ids of metrics.", &defined("metric")),
        "model-index": index,
        "co2_eq_emissions": either("Emissions of the training.", &[
            json!({"type": ["number", "string", "null"], "description": "Grams."}),
            open("Grams under `emissions`, and how they came about.", json!({
                "emissions": text("Grams."),
                "source": text("How they were measured."),
                "training_type": text("Pre-training or fine-tuning."),
                "geographical_location": text("Where it was trained."),
                "hardware_used": text("On what it was trained."),
            })),
        ]),
        "thumbnail": text("A picture beside the card."),
        "pretty_name": text("Read as `title` where that is missing."),
        "gated": text("Whether access has conditions."),
        "extra_gated_heading": text("Conditions for access: the heading."),
        "extra_gated_prompt": text("Conditions for access: the text."),
        "extra_gated_description": text("Conditions for access: a description."),
        "extra_gated_button_content": text("Conditions for access: the button's text."),
        "extra_gated_fields": {"description": "Conditions for access: what is asked for."},
        "paper": texts("Addresses of papers."),
        "repository": texts("Addresses of the source."),
        "homepage": texts("Addresses about the model."),
        "demo": texts("Addresses of demonstrations."),
    })
}

fn model_index() -> Value {
    let metric = open(
        "A measured value.",
        json!({
            "type": suggested("The metric's id.", &defined("metric")),
            "value": {"description": "The value: a number, or a text such as 20.0 ± 1.2."},
            "name": text("What pages show."),
        }),
    );
    let result = open(
        "Results on one dataset under one setting.",
        json!({
            "task": requiring(open("The task.", json!({"type": suggested("The task's id.", &defined("task")), "name": text("Its name.")})), &["type"]),
            "dataset": requiring(
                open("The dataset.", json!({
                    "type": text("The dataset's id."),
                    "name": text("Its name."),
                    "config": text("Its configuration."),
                    "split": text("Its split, such as test."),
                    "revision": text("Its revision."),
                })),
                &["type", "name"],
            ),
            "metrics": list_of("The values.", requiring(metric, &["type", "value"])),
            "source": open("Where they were published.", json!({"name": text("A name."), "url": text("An address.")})),
        }),
    );
    let model = open(
        "A model with its results.",
        json!({"name": text("The model's name."), "results": list_of("The results.", requiring(result, &["task", "dataset", "metrics"]))}),
    );
    list_of("", model)
}

/// Keys of Cardex.
fn own_keys(config: &Config) -> Value {
    let stages: Vec<Word> =
        config.stages.values.iter().map(|stage| word(stage, "A stage of this hub")).collect();
    let owners: Vec<Word> = config
        .owners
        .iter()
        .map(|(name, owner)| word(name, owner.title.as_deref().unwrap_or(name)))
        .collect();
    let person = |words: &[Word]| {
        let entry = open(
            "",
            json!({"name": text("The name."), "contact": text("An e-mail or web address."), "affiliation": text("Where the person works.")}),
        );
        let entry = requiring(entry, &["name"]);
        let offered = (!words.is_empty()).then(|| offer(words));
        let kinds: Vec<Value> = offered.into_iter().chain([item(), entry]).collect();
        let one = json!({"anyOf": kinds});
        json!({"anyOf": [one, {"type": "array", "items": one}]})
    };
    let described = |description: &str, mut schema: Value| {
        schema["description"] = description.into();
        schema
    };
    let levels: Vec<Word> = ["low", "medium", "high", "unknown"]
        .map(|level| word(level, "How much harm the model can do"))
        .to_vec();
    let level = suggested("How much harm the model can do.", &offer(&levels));
    json!({
        "title": text("The name to show; otherwise the first heading."),
        "description": text("One sentence for lists and searches."),
        "version": {"description": "Such as \"2.1.0\": quote it.", "type": ["string", "number", "null"], "pattern": "^[A-Za-z0-9][A-Za-z0-9.+_-]{0,63}$"},
        "date": {"description": "The day of this version: 2026-11-20.", "type": ["string", "null"], "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}"},
        "stage": suggested("The stage of the model's life.", &offer(&stages)),
        "aliases": map_of("Names that stand for a version: champion: \"2.0.0\". Better in lifecycle.yaml.", item()),
        "approval": either("Who let the model pass.", &[item(), open("", json!({
            "status": suggested("What was decided.", &offer(&["draft", "pending-review", "approved", "rejected"].map(|status| word(status, "Status of the approval")))),
            "by": text("By whom."),
            "date": text("When."),
            "reason": text("Why."),
            "url": text("Where it was discussed."),
        }))]),
        "owners": described("Who answers for the model, by the names of hub.yaml.", person(&owners)),
        "authors": described("Who made the model.", person(&[])),
        "weights": either("The model's files.", &[defined("weights"), list_of("", defined("weights"))]),
        "architecture": text("Such as BertForSequenceClassification."),
        "signature": open("What goes in and comes out.", json!({"inputs": tensors("What goes in."), "outputs": tensors("What comes out.")})),
        "intended_use": either("What the model is for.", &[texts(""), open("", json!({
            "uses": texts("What it is meant for."),
            "users": texts("Whom it is meant for."),
            "out_of_scope": texts("What it is not meant for."),
        }))]),
        "limitations": texts("What the model cannot do."),
        "risk": either("How much harm the model can do.", &[level.clone(), open("", json!({
            "level": level,
            "rationale": text("Why."),
            "mitigations": texts("What is done about it."),
        }))]),
        "deprecated": either("That the model should not be used any more.", &[item(), open("", json!({
            "by": text("The model to use instead."),
            "reason": text("Why."),
            "since": text("Since when."),
            "removal": text("When it goes."),
        }))]),
        "source": map_of("Where the model was trained.", json!({})),
        "links": map_of("Addresses by name.", texts("An address.")),
        "citation": texts("BibTeX or plain text."),
        "compliance": map_of("What the model complies with.", json!({})),
        "cardex_ignore": list_of("Findings of the check to be left out.", either("", &[item(), open("", json!({
            "rule": text("The rule's code."),
            "match": text("What its line or message holds."),
            "reason": text("Why."),
            "until": text("The last day: 2027-01-01."),
        }))])),
    })
}

fn tensors(description: &str) -> Value {
    let tensor = open(
        "",
        json!({
            "name": text("Its name."),
            "type": text("Such as tensor or string."),
            "dtype": text("Such as float32."),
            "shape": {"description": "Such as [-1, 3]."},
            "description": text("What it holds."),
        }),
    );
    list_of(description, either("", &[item(), tensor]))
}

fn weights() -> Value {
    let formats: Vec<Word> = format::all().iter().map(|format| word(format.id, format.title)).collect();
    let roles = ["weights", "config", "tokenizer", "code", "doc"].map(|role| word(role, "What the file is"));
    let entry = open(
        "A file of the model.",
        json!({
            "uri": {"description": "An https, s3, gs, az, hf or oci address, or a file beside the card.", "type": "string", "minLength": 1},
            "path": text("The name to save it under; otherwise the last part of the address."),
            "size": {"description": "Bytes, or a text such as 438 MB.", "type": ["integer", "string", "null"]},
            "sha256": {"description": "64 hexadecimal digits: sha256sum FILE.", "type": ["string", "null"], "pattern": "^ *[0-9A-Fa-f]{64} *$"},
            "format": suggested("The format; otherwise from the file's name.", &offer(&formats)),
            "dtype": either("The data type, or numbers of parameters by type.", &[item(), map_of("", item())]),
            "params": {"description": "Number of parameters: 1016704, or 1.1 B.", "type": ["number", "string", "null"]},
            "quantization": text("Such as q4_k_m."),
            "variant": text("Which variant of the model it belongs to."),
            "role": suggested("What the file is; `weights` by default.", &offer(&roles)),
        }),
    );
    requiring(entry, &["uri"])
}
