//! The schema of `hub.yaml`. A test holds its keys against those that `config` reads.

use serde_json::{Value, json};

use super::{
    Word, closed, defined, document, item, list_of, map_of, offer, requiring, suggested, suggested_list,
    text, texts,
};
use crate::config::{Limits, Online};
use crate::vocabulary::{format, license, metric, task};

/// The schema; `rules` are the codes of the check and what they look for, `gates` those of the review.
pub fn hub(rules: &[Word], gates: &[Word]) -> Value {
    let description = "What a hub says about itself. Every key is optional.";
    document(
        "hub.yaml",
        closed(
            description,
            json!({
                "schema": {"description": "The shape of this file: there is one so far.", "enum": [1]},
                "site": site(),
                "paths": paths(),
                "storage": storage(),
                "vocabulary": vocabulary(),
                "licenses": licenses(),
                "versions": versions(),
                "stages": stages(),
                "aliases": aliases(),
                "owners": map_of(
                    "People and teams by the name that cards use under `owners`: \"@acme/nlp\".",
                    closed("A person or team that owns models.", json!({
                        "title": text("What pages show."),
                        "contact": text("An e-mail address or a web page."),
                    })),
                ),
                "markdown": closed("How cards are rendered.", json!({
                    "remote_images": words("What becomes of pictures on other hosts.", &[
                        ("block", "They become links, so that a reader's visit is not told to other hosts (the default)."),
                        ("allow", "They are shown."),
                    ]),
                })),
                "search": closed("What the search index is also written as.", json!({
                    "export": words("A standard form for other tools, in one file.", &[("elasticlunr", "What elasticlunr.js loads.")]),
                })),
                "exports": exports(),
                "feeds": feeds(),
                "check": check(rules),
                "policy": policy(),
                "review": super::review::review(gates),
                "limits": limits(),
            }),
        ),
        definitions(rules),
    )
}

fn definitions(rules: &[Word]) -> Value {
    let licenses: Vec<Word> =
        license::all().iter().map(|known| (known.id.to_owned(), known.name.to_owned())).collect();
    json!({
        "rule": offer(rules),
        "severity": words("How grave the findings of the rule are.", &[
            ("error", "They make a check fail."),
            ("warning", "Somebody should look at them."),
            ("note", "They are worth knowing."),
            ("off", "The rule is off."),
        ]),
        "license": offer(&licenses),
        "metric": closed("What a metric's numbers mean.", json!({
            "title": text("What pages call it."),
            "better": words("Which way is better.", &[
                ("higher", "A larger number is better."),
                ("lower", "A smaller number is better."),
            ]),
            "unit": text("The unit, shown behind the number."),
        })),
    })
}

/// One of a few words.
pub(super) fn words(description: &str, words: &[(&str, &str)]) -> Value {
    let words: Vec<Word> =
        words.iter().map(|(word, meaning)| ((*word).to_owned(), (*meaning).to_owned())).collect();
    let mut schema = offer(&words);
    schema["description"] = description.into();
    schema
}

fn feeds() -> Value {
    let kinds = [
        ("hub", "The whole catalog."),
        ("orgs", "Each organisation."),
        ("tasks", "Each task."),
        ("tags", "Each tag."),
        ("models", "Each model of which more is known than that it was added."),
    ];
    json!({
        "description": "Of what there are feeds, where the site has a base_url; [hub, orgs, tasks] by default.",
        "type": "array",
        "items": words("What has feeds.", &kinds),
    })
}

fn exports() -> Value {
    let form = words(
        "A form in which models are written beside their pages.",
        &[
            ("csv", "models.csv and register.csv: one row for each model (the default)."),
            ("markdown", "A Markdown twin of each page."),
            ("cyclonedx", "A CycloneDX 1.6 bill of material of each model."),
            ("spdx", "An SPDX 3.0 document of each model."),
            ("sagemaker", "A SageMaker model card of each model."),
            ("badges", "Badges of each model."),
        ],
    );
    list_of("What is written beside the pages for machines and auditors.", form)
}

fn address(description: &str) -> Value {
    json!({"description": description, "type": ["string", "null"], "pattern": "^https?://"})
}

fn site() -> Value {
    closed(
        "The catalog as a site.",
        json!({
            "title": text("The catalog's name; `Model catalog` by default."),
            "description": text("One sentence about the catalog."),
            "base_url": address("Where the site will be served: for feed, sitemap and canonical links."),
            "repository": address("The web page of the hub's repository: for links to the source, its history and edits."),
            "default_branch": text("The branch that those links name; `main` by default."),
            "languages": texts("The languages of the catalog's own text, by code."),
        }),
    )
}

fn paths() -> Value {
    let folder = |description: &str| json!({"description": description, "type": ["string", "number", "boolean"], "pattern": "^[^/\\\\]"});
    closed(
        "Where things lie in the hub, relative to it; `.` is the hub itself.",
        json!({
            "models": folder("The models' folder; `models` by default."),
            "datasets": folder("The datasets' folder; `datasets` by default. It may be missing."),
            "orgs": folder("The organisations' folder; `orgs` by default. It may be missing."),
            "collections": folder("The collections' folder; `collections` by default. It may be missing."),
            "ignore": texts("Globs of what is no part of the catalog: \"**/drafts/**\"."),
        }),
    )
}

fn storage() -> Value {
    let entry = closed(
        "A place where weights are stored.",
        json!({
            "prefix": text("How cards begin an address: s3://acme-models/"),
            "public": address("What stands in its place for a browser: https://weights.acme.example/"),
        }),
    );
    list_of(
        "Where stored weights can be fetched by readers; the first entry that fits counts.",
        requiring(entry, &["prefix"]),
    )
}

fn vocabulary() -> Value {
    let known: Vec<Word> =
        task::all().iter().map(|task| (task.id.to_owned(), task.title.to_owned())).collect();
    let modalities: Vec<Word> = [
        ("text", "Written language"),
        ("vision", "Images and video"),
        ("audio", "Speech, music and sounds"),
        ("multimodal", "More than one of the others"),
        ("tabular", "Tables and time series"),
        ("reinforcement-learning", "Acting in an environment"),
        ("other", "None of these"),
    ]
    .map(|(word, meaning)| (word.to_owned(), meaning.to_owned()))
    .to_vec();
    let task = closed(
        "A task of this hub, or what is said of a built-in one.",
        json!({
            "id": suggested("What cards write as `pipeline_tag`.", &offer(&known)),
            "title": text("What pages show."),
            "modality": suggested("The group that it belongs to.", &offer(&modalities)),
            "description": text("One sentence about it."),
            "explanation": text("Two or three sentences for its page: what it is used for, and how its models are judged."),
        }),
    );
    let mut metrics = map_of("Metrics by id, over the built-in list.", defined("metric"));
    // Names to offer for the keys.
    metrics["properties"] =
        metric::all().iter().map(|known| (known.id.to_owned(), defined("metric"))).collect();
    let tasks =
        closed("Tasks beyond the Hub's.", json!({"add": list_of("The tasks.", requiring(task, &["id"]))}));
    let benchmark = closed(
        "What the results of a benchmark mean: a file of results names the dataset and no metric.",
        json!({
            "dataset": text("The dataset, as files of results write it: org/name."),
            "task_id": text("One task of the benchmark; without it, this holds for all that are not named."),
            "name": text("What pages call it."),
            "task": text("The task that models are asked: text-generation."),
            "metric": text("The metric: accuracy."),
            "config": text("The dataset's configuration."),
            "split": text("The dataset's split."),
        }),
    );
    let tag = closed(
        "A tag of the hub.",
        json!({
            "id": text("What cards write in `tags`."),
            "synonyms": texts("What they should not write in its place."),
        }),
    );
    let tags = closed(
        "Tags of this hub.",
        json!({
            "closed": {"description": "Whether cards may have no others.", "type": "boolean"},
            "add": list_of("The tags.", requiring(tag, &["id"])),
        }),
    );
    closed(
        "Words beyond the built-in ones.",
        json!({
            "tasks": tasks,
            "tags": tags,
            "metrics": metrics,
            "benchmarks": list_of("Benchmarks by dataset.", requiring(benchmark, &["dataset"])),
        }),
    )
}

fn versions() -> Value {
    let schemes = [
        ("semver", "2.1.0, as Semantic Versioning orders them."),
        ("integer", "1, 2, 3."),
        ("calver", "2026.11 or 2026-11-20: dates."),
        ("any", "Any text."),
    ];
    closed("How versions are named.", json!({"scheme": words("The scheme of all models.", &schemes)}))
}

fn stages() -> Value {
    closed(
        "The stages of a model's life.",
        json!({
            "values": texts("What cards may write as `stage`, in order."),
            "transitions": map_of(
                "Which stages may follow a stage: staging: [production, archived]. One that is not named may be followed by any.",
                json!({"type": "array", "items": item()}),
            ),
        }),
    )
}

fn aliases() -> Value {
    closed(
        "Names that move from version to version, such as `champion`.",
        json!({
            "protected": texts("Those that somebody has to approve a move of."),
            "max_per_version": {
                "description": "How many aliases one version may have; any number by default.",
                "type": ["integer", "null"],
                "minimum": 0
            },
        }),
    )
}

fn online() -> Value {
    let default = Online::default();
    let count = |description: &str, default: u64| json!({"description": description, "type": "integer", "minimum": 0, "default": default});
    closed(
        "How `cardex check --online` asks other hosts. A host stands for its subdomains, too.",
        json!({
            "timeout": count("Seconds for one request.", default.timeout),
            "deadline": count("Seconds for all of them.", default.deadline),
            "concurrency": count("Requests at once.", default.concurrency as u64),
            "per_host": count("Requests at once to one host.", default.per_host as u64),
            "retries": count("How often a busy or broken host is asked again.", default.retries as u64),
            "allow": texts("The only hosts that are asked; all when empty."),
            "deny": texts("Hosts that are not asked."),
            "private": texts("Hosts that may have an address of a private network."),
        }),
    )
}

fn licenses() -> Value {
    let families: Vec<Word> = ["permissive", "copyleft", "openrail", "restricted"]
        .map(|family| (family.to_owned(), format!("Counted with the {family} licences")))
        .to_vec();
    let license = closed(
        "A licence of this hub.",
        json!({
            "id": text("What cards write as `license`."),
            "name": text("What pages show."),
            "url": address("The licence's text on the web."),
            "family": suggested("The family that it is counted with.", &offer(&families)),
        }),
    );
    closed(
        "Licences beyond the built-in ones, and which ones models may have.",
        json!({
            "add": list_of("The licences.", requiring(license, &["id"])),
            "allow": suggested_list("Licences that models may have; every one when empty.", &defined("license")),
            "review": suggested_list("Licences that models may have once somebody has approved it.", &defined("license")),
            "deny": suggested_list("Licences that models may not have.", &defined("license")),
        }),
    )
}

fn check(rules: &[Word]) -> Value {
    let codes = |description: &str| suggested_list(description, &defined("rule"));
    let mut severities = map_of(
        "How grave the findings of a rule are, by its code or the beginning of it.",
        defined("severity"),
    );
    // Codes to offer for the keys, each with what the rule looks for.
    let described = rules.iter().map(|(code, summary)| {
        (code.clone(), json!({"description": summary, "allOf": [defined("severity")]}))
    });
    severities["properties"] = described.collect();
    closed(
        "What `cardex check` looks for. A code may be cut short: CX4 is all of CX4xx.",
        json!({
            "select": codes("The rules that are on; all that are on by themselves when empty."),
            "extend_select": codes("Rules that are on beside those."),
            "ignore": codes("Rules that are off."),
            "severity": severities,
            "per_path": map_of(
                "Rules that are off in some files, by glob: \"models/legacy/**\": [CX801].",
                json!({"type": "array", "items": {"anyOf": [defined("rule"), item()]}}),
            ),
            "fail_on": words("What makes a check fail.", &[
                ("error", "Errors (the default)."),
                ("warning", "Errors and warnings."),
                ("never", "Nothing."),
            ]),
            "max_warnings": {"description": "More warnings than this make a check fail.", "type": ["integer", "null"], "minimum": 0},
            "baseline": text("The file of findings that are known and left out, relative to the hub."),
            "online": online(),
            "require_reason": {"description": "Whether a suppression has to say why; it has by default.", "type": "boolean"},
        }),
    )
}

fn policy() -> Value {
    let formats: Vec<Word> =
        format::all().iter().map(|format| (format.id.to_owned(), format.title.to_owned())).collect();
    let by_stage = |description: &str| map_of(description, json!({"type": "array", "items": item()}));
    closed(
        "What this hub asks of its models, beyond what every hub asks.",
        json!({
            "required": by_stage("Fields that a card needs, by stage; `all` for every card: production: [owners, license, weights]"),
            "sections": by_stage("Headings that a card needs, by stage or for `all`."),
            "approvers": texts("Who may approve models; anybody when empty."),
            "approval": texts("Stages that a model reaches with an approval alone."),
            "deny_formats": suggested_list("Formats that no model may have.", &offer(&formats)),
            "max_weight_size": {"description": "The largest weight file, in bytes.", "type": ["integer", "null"], "minimum": 0},
        }),
    )
}

fn limits() -> Value {
    let default = Limits::default();
    let limit = |description: &str, default: u64| json!({"description": description, "type": "integer", "minimum": 0, "default": default});
    let count = |number: usize| number as u64;
    closed(
        "How large things may be. What goes beyond a limit is an error with the limit's name.",
        json!({
                "card_bytes": limit("Bytes of one card.", default.card_bytes),
                "front_matter_bytes": limit("Bytes of one card's front matter.", default.front_matter_bytes),
                "yaml_depth": limit("How deep the front matter's lists and maps may nest.", count(default.yaml_depth)),
                "markdown_depth": limit("How deep Markdown and HTML may nest.", count(default.markdown_depth)),
                "links": limit("Links and pictures of one card.", count(default.links)),
                "output_bytes": limit("Bytes of one card's HTML.", count(default.output_bytes)),
                "folder_depth": limit("How deep folders may nest below the models' folder.", count(default.folder_depth)),
                "tags": limit("Tags of one card.", count(default.tags)),
        }),
    )
}
