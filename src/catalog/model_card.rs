//! The front matter of a model card, typed; tolerant of what real cards hold.

use std::collections::BTreeSet;

use crate::diagnostic::{Change, Diagnostic, Location, Spanned};
use crate::vocabulary::version;
use crate::yaml::{Node, Value};

use super::artifact::{self, Artifact};
use super::date::{self, Date};
use super::evaluation::{self, Evaluation};
use super::fields::{Fields, Key, display, entries, get, get_line, get_lines, lines_of, scalar};
use super::lifecycle;
use super::secret;
use super::text::{lines, one_line};

/// A card's fields. What the card does not state is empty.
#[derive(Debug, Clone, Default)]
pub struct ModelCard {
    /// `license`: ids as written.
    pub license: Vec<Spanned<String>>,
    /// `license_name`, for `license: other`.
    pub license_name: Option<Spanned<String>>,
    /// `license_link`: an address or a file beside the card.
    pub license_link: Option<Spanned<String>>,
    /// `language`: codes as written.
    pub language: Vec<Spanned<String>>,
    /// `pipeline_tag`: the task.
    pub pipeline_tag: Option<Spanned<String>>,
    /// `library_name`.
    pub library_name: Option<Spanned<String>>,
    /// `tags`, as written.
    pub tags: Vec<Spanned<String>>,
    /// `datasets`: ids or addresses as written.
    pub datasets: Vec<Spanned<String>>,
    /// `base_model`: ids as written.
    pub base_model: Vec<Spanned<String>>,
    /// `base_model_relation`.
    pub base_model_relation: Option<Spanned<String>>,
    /// `new_version`: the id of a newer model.
    pub new_version: Option<Spanned<String>>,
    /// `metrics`: names of metrics.
    pub metrics: Vec<Spanned<String>>,
    /// `model-index`.
    pub evaluations: Vec<Evaluation>,
    /// `co2_eq_emissions`: grams as written, and more as text.
    pub emissions: Vec<(String, String)>,
    /// `thumbnail` (also `image`): a file beside the card or an address.
    pub thumbnail: Option<Spanned<String>>,
    /// Whether `extra_gated_*` or `gated` asks for consent before access, and the words for it.
    pub gated: Option<String>,
    /// `title`; `pretty_name` is read as the same.
    pub title: Option<Spanned<String>>,
    /// `description`, one line.
    pub description: Option<Spanned<String>>,
    /// `version`, as written.
    pub version: Option<Spanned<String>>,
    /// `date`.
    pub date: Option<Spanned<Date>>,
    /// `aliases`: names that move from version to version, and the version that each stands for now.
    pub aliases: Vec<(Spanned<String>, Spanned<String>)>,
    /// `stage`.
    pub stage: Option<Spanned<String>>,
    /// `approval`.
    pub approval: Option<Approval>,
    /// `owners`: names and contacts.
    pub owners: Vec<Party>,
    /// `authors`.
    pub authors: Vec<Party>,
    /// `weights`.
    pub weights: Vec<Artifact>,
    /// `architecture`.
    pub architecture: Option<Spanned<String>>,
    /// `signature`: inputs, then outputs.
    pub signature: Option<(Vec<Tensor>, Vec<Tensor>)>,
    /// `intended_use`.
    pub intended_use: IntendedUse,
    /// `limitations`.
    pub limitations: Vec<String>,
    /// `risk`.
    pub risk: Option<Risk>,
    /// `deprecated`.
    pub deprecated: Option<Deprecation>,
    /// `source`: where the model was trained.
    pub source: Vec<(String, String)>,
    /// `links`, and the Hub's older `repository`, `paper`, `homepage`, `demo`: name and address as written.
    pub links: Vec<(String, String)>,
    /// `citation`.
    pub citation: Vec<String>,
    /// `compliance`.
    pub compliance: Vec<(String, String)>,
    /// All other keys with their values as text.
    pub additional: Vec<(String, String)>,
    /// The whole front matter as the text of one JSON object, values as written.
    pub card_data: String,
}

/// A person, a team or an organisation.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Party {
    /// Its name or handle.
    pub name: String,
    /// An e-mail or web address.
    pub contact: Option<String>,
    /// Where the person works.
    pub affiliation: Option<String>,
}

/// Who let the model pass.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Approval {
    /// `draft`, `pending-review`, `approved` or `rejected`.
    pub status: String,
    /// By whom.
    pub by: Option<String>,
    /// When, as written.
    pub date: Option<String>,
    /// Why.
    pub reason: Option<String>,
    /// Where it was discussed.
    pub url: Option<String>,
}

impl Approval {
    /// In words: `approved by @acme/risk on 3 May 2026`.
    pub fn describe(&self) -> String {
        let mut words = match self.status.as_str() {
            "" => "approval without a status".to_owned(),
            status => status.replace('-', " "),
        };
        if let Some(by) = &self.by {
            words.push_str(&format!(" by {by}"));
        }
        if let Some(date) = &self.date {
            words.push_str(&format!(" on {}", date::as_written(date)));
        }
        words
    }
}

/// One input or output of the model.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tensor {
    /// Its name.
    pub name: String,
    /// `tensor`, `string` …
    pub kind: String,
    /// `float32` …
    pub dtype: String,
    /// Such as `-1, 3`, as written.
    pub shape: String,
    /// What it holds.
    pub description: String,
}

/// What the model is for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct IntendedUse {
    /// What it is meant for.
    pub uses: Vec<String>,
    /// Whom it is meant for.
    pub users: Vec<String>,
    /// What it is not meant for.
    pub out_of_scope: Vec<String>,
}

/// How much harm the model can do.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Risk {
    /// `low`, `medium`, `high`, `unknown`.
    pub level: String,
    /// Why.
    pub rationale: Option<String>,
    /// What is done about it.
    pub mitigations: Vec<String>,
}

/// That the model should not be used any more.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Deprecation {
    /// The model to use instead.
    pub by: Option<String>,
    /// Why.
    pub reason: Option<String>,
    /// Since when, as written.
    pub since: Option<String>,
    /// When it goes, as written.
    pub removal: Option<String>,
}

/// Keys of the Hub that mean something there and have no place of their own here.
const LINK_KEYS: [&str; 4] = ["paper", "repository", "homepage", "demo"];

/// Reads a card's front matter; `with_data` for [`ModelCard::card_data`], which is empty without.
pub(super) fn read(
    root: &Node,
    path: &str,
    limits: &crate::config::Limits,
    with_data: bool,
) -> crate::diagnostic::Parsed<ModelCard> {
    let mut diagnostics = Vec::new();
    let Some(pairs) = entries(root) else {
        let message = "the front matter is no mapping of keys to values";
        let diagnostic = Diagnostic::error("CX003", Location::at(path, root.mark), message);
        diagnostics.push(diagnostic.help("write `key: value` lines between the two `---`"));
        return crate::diagnostic::Parsed::new(
            ModelCard { card_data: "{}".to_owned(), ..ModelCard::default() },
            diagnostics,
        );
    };
    // The weights' own check names the address that it refuses, so it sees the tree as written.
    let weights =
        pairs.iter().rev().find(|(key, _)| scalar(key) == Some("weights")).map(|(_, weights)| weights);
    let weights = weights.filter(|weights| !weights.is_null());
    let weights = weights.map(|weights| artifact::read(weights, path, &mut diagnostics)).unwrap_or_default();
    let clean = secret::redact(root, path, &mut diagnostics);
    let pairs = entries(&clean).unwrap_or_default();
    let mut fields = Fields::new(path, pairs, &mut diagnostics);
    let card_data = if with_data { clean.to_json_text() } else { String::new() };
    let mut card = ModelCard { card_data, weights, ..ModelCard::default() };
    read_hub_fields(&mut card, &mut fields, limits);
    read_own_fields(&mut card, &mut fields);
    card.additional = fields.rest().map(|(key, value)| (one_line(&display(key)), display(value))).collect();
    crate::diagnostic::Parsed::new(card, diagnostics)
}

fn read_hub_fields(card: &mut ModelCard, fields: &mut Fields<'_>, limits: &crate::config::Limits) {
    use Key::HuggingFace as Hub;
    card.license = fields.list(Hub("license"));
    card.license_name = fields.line(Hub("license_name"));
    card.license_link = fields.line(Hub("license_link"));
    card.language = fields.list(Hub("language"));
    card.pipeline_tag = fields.line(Hub("pipeline_tag"));
    card.library_name = fields.line(Hub("library_name"));
    card.tags = fields.list(Hub("tags"));
    if card.tags.len() > limits.tags {
        let message =
            format!("the card has {} tags; the limit is {} (limits.tags)", card.tags.len(), limits.tags);
        let mark = card.tags[limits.tags].mark;
        fields.warn(
            "CX104",
            mark,
            message,
            "the tags beyond it have no page; raise the limit in hub.yaml".to_owned(),
        );
        card.tags.truncate(limits.tags);
    }
    card.datasets = fields.list(Hub("datasets"));
    card.base_model = fields.list(Hub("base_model"));
    card.base_model_relation = fields.line(Hub("base_model_relation"));
    card.new_version = fields.line(Hub("new_version"));
    card.metrics = fields.list(Hub("metrics"));
    if let Some(index) = fields.take("model-index") {
        let path = fields.path();
        card.evaluations = evaluation::read(index, path, fields.diagnostics());
    }
    if let Some(node) = fields.take("co2_eq_emissions") {
        card.emissions = match entries(node) {
            Some(_) => text_pairs(node),
            None => vec![("emissions".to_owned(), one_line(&display(node)))],
        };
    }
    card.thumbnail = fields.line(Hub("thumbnail"));
    let gate = ["extra_gated_heading", "extra_gated_prompt", "extra_gated_description"];
    let words: Vec<String> =
        gate.iter().filter_map(|key| fields.take(key)).filter_map(scalar).map(one_line).collect();
    let asks = ["extra_gated_fields", "extra_gated_button_content"];
    let asked = asks.iter().filter(|key| fields.take(key).is_some()).count() > 0;
    let gated = fields.take("gated").and_then(scalar).is_some_and(|gated| gated != "false");
    card.gated = (asked || gated || !words.is_empty()).then(|| words.join(" "));
    for key in LINK_KEYS {
        if let Some(node) = fields.take(key) {
            card.links.extend(lines_of(node).into_iter().map(|url| (key.to_owned(), url)));
        }
    }
}

fn read_own_fields(card: &mut ModelCard, fields: &mut Fields<'_>) {
    use Key::Cardex as Own;
    card.title = fields.line(Own("title"));
    let pretty = fields.line(Key::HuggingFace("pretty_name"));
    card.title = card.title.take().or(pretty);
    card.description = fields.line(Own("description"));
    card.version = fields.line(Own("version"));
    if let Some(version) = &card.version
        && let Some(problem) = version::fault(&version.value)
    {
        let (mark, message) = (version.mark, format!("`version` {problem}"));
        fields.say_error("CX108", mark, message, "give a version such as \"2.1.0\", quoted".to_owned());
        card.version = None;
    }
    card.date = fields.line(Own("date")).and_then(|text| match date::parse(&text.value) {
        Some(date) => Some(Spanned::new(date, text.mark)),
        None => {
            let message = format!("`date` is no date: `{}`", super::text::shorten(&text.value, 40));
            // The day as it is written everywhere else, without quotes if it had none.
            let meant = date::certain(&text.value).map(|day| Change::Write(text.mark, day.to_string()));
            let finding = Diagnostic::error("CX107", Location::at(fields.path(), text.mark), message);
            fields.diagnostics().push(finding.help("write it as 2026-11-20").fix(meant));
            None
        }
    });
    if let Some(node) = fields.take("aliases") {
        card.aliases = lifecycle::aliases(node, fields.path(), fields.diagnostics());
    }
    card.stage = fields.line(Own("stage"));
    card.approval = fields.take("approval").and_then(approval);
    card.owners = parties(fields, "owners");
    card.authors = parties(fields, "authors");
    fields.take("weights");
    // What the check is asked to leave out says nothing of the model.
    fields.take("cardex_ignore");
    card.architecture = fields.line(Own("architecture"));
    card.signature = fields.take("signature").filter(|node| entries(node).is_some()).map(|node| {
        let side = |key| match get(node, key).map(|side| &side.value) {
            Some(Value::Sequence(items)) => items.iter().map(tensor).collect(),
            _ => Vec::new(),
        };
        (side("inputs"), side("outputs"))
    });
    if let Some(node) = fields.take("intended_use") {
        card.intended_use = match entries(node) {
            Some(_) => IntendedUse {
                uses: get_lines(node, "uses"),
                users: get_lines(node, "users"),
                out_of_scope: get_lines(node, "out_of_scope"),
            },
            None => IntendedUse { uses: lines_of(node), ..IntendedUse::default() },
        };
    }
    card.limitations = fields.take("limitations").map(lines_of).unwrap_or_default();
    if let Some(node) = fields.take("risk") {
        let level = get_line(node, "level").or_else(|| scalar(node).map(one_line)).unwrap_or_default();
        card.risk = Some(Risk {
            level,
            rationale: get_line(node, "rationale"),
            mitigations: get_lines(node, "mitigations"),
        });
    }
    card.deprecated = fields.take("deprecated").and_then(deprecation);
    card.source = fields.take("source").map(text_pairs).unwrap_or_default();
    if let Some(node) = fields.take("links") {
        for (name, url) in text_pairs(node) {
            if !card.links.iter().any(|(_, known)| *known == url) {
                card.links.push((name, url));
            }
        }
    }
    if let Some(node) = fields.take("citation") {
        card.citation = match &node.value {
            Value::Sequence(items) => items.iter().filter_map(scalar).map(lines).collect(),
            _ => scalar(node).map(lines).into_iter().collect(),
        };
    }
    card.compliance = fields.take("compliance").map(text_pairs).unwrap_or_default();
}

/// Reads `approval`: a mapping, or the status alone.
pub(super) fn approval(node: &Node) -> Option<Approval> {
    match entries(node) {
        Some(_) => Some(Approval {
            status: get_line(node, "status").unwrap_or_default(),
            by: get_line(node, "by"),
            date: get_line(node, "date"),
            reason: get_line(node, "reason"),
            url: get_line(node, "url"),
        }),
        None => scalar(node).map(|status| Approval { status: one_line(status), ..Approval::default() }),
    }
}

fn parties(fields: &mut Fields<'_>, key: &'static str) -> Vec<Party> {
    let Some(node) = fields.take(key) else { return Vec::new() };
    let items = match &node.value {
        Value::Sequence(items) => items.as_slice(),
        _ => std::slice::from_ref(node),
    };
    let mut seen = BTreeSet::new();
    let mut list = Vec::with_capacity(items.len());
    for item in items {
        let party = match &item.value {
            Value::Mapping(_) => get_line(item, "name").map(|name| Party {
                name,
                contact: ["contact", "email", "url"].iter().find_map(|key| get_line(item, key)),
                affiliation: get_line(item, "affiliation"),
            }),
            _ => scalar(item)
                .map(one_line)
                .filter(|name| !name.is_empty())
                .map(|name| Party { name, ..Party::default() }),
        };
        match party {
            Some(party) if seen.insert(party.name.clone()) => list.push(party),
            Some(_) => {}
            None => {
                fields.wrong_type(Key::Cardex(key), item.mark, "a list of names, or of entries with `name`")
            }
        }
    }
    list
}

fn tensor(node: &Node) -> Tensor {
    Tensor {
        name: get_line(node, "name").or_else(|| scalar(node).map(one_line)).unwrap_or_default(),
        kind: get_line(node, "type").unwrap_or_default(),
        dtype: get_line(node, "dtype").unwrap_or_default(),
        shape: get(node, "shape").map(|shape| one_line(&display(shape))).unwrap_or_default(),
        description: get_line(node, "description").unwrap_or_default(),
    }
}

/// Reads `deprecated`: a mapping, a truth, or the reason.
pub(super) fn deprecation(node: &Node) -> Option<Deprecation> {
    if entries(node).is_some() {
        return Some(Deprecation {
            by: get_line(node, "by"),
            reason: get_line(node, "reason"),
            since: get_line(node, "since"),
            removal: get_line(node, "removal"),
        });
    }
    match scalar(node)? {
        "false" | "False" | "no" => None,
        "true" | "True" | "yes" => Some(Deprecation::default()),
        reason => Some(Deprecation { reason: Some(one_line(reason)), ..Deprecation::default() }),
    }
}

/// The entries of a mapping as lines of text.
fn text_pairs(node: &Node) -> Vec<(String, String)> {
    let pairs = entries(node).unwrap_or_default().iter().filter(|(_, value)| !value.is_null());
    pairs.map(|(key, value)| (one_line(&display(key)), one_line(&display(value)))).collect()
}
