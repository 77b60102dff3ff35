//! What happened to one model, as text: lists of fields, results and weights, and a line for each other thing.

use serde::Serialize;

use crate::catalog::text::shorten;
use crate::catalog::{Artifact, Model, ResultChange, WeightChange, meaning};
use crate::config::Better;
use crate::review::{
    Action, Change, Compared, LicenceChange, StageMove, approvals, deprecated_versions, licence,
};
use crate::site::number;

use super::new;
use super::view::{list, plain, plural, sign, version};

/// A model that differs.
#[derive(Serialize)]
pub(super) struct ModelView {
    pub(super) sign: &'static str,
    pub(super) id: String,
    pub(super) version: String,
    /// Such as `renamed from acme/old, updated`.
    pub(super) note: String,
    /// Of a model that is new: in short what it is; else empty.
    pub(super) summary: String,
    /// Of a model that is new: what the card says of it.
    pub(super) facts: Vec<(String, String)>,
    pub(super) fields: Vec<FieldView>,
    pub(super) results: Vec<ResultView>,
    pub(super) weights: Vec<FieldView>,
    /// A word and what is said under it.
    pub(super) lines: Vec<(&'static str, String)>,
}

/// Something that has another value.
#[derive(Serialize)]
pub(super) struct FieldView {
    pub(super) name: String,
    pub(super) before: String,
    pub(super) after: String,
}

/// A result that came, went or changed.
#[derive(Serialize)]
pub(super) struct ResultView {
    /// The metric with the way that is better: `f1 ↑`.
    pub(super) metric: String,
    /// Task, dataset and split.
    pub(super) of: String,
    pub(super) before: String,
    pub(super) after: String,
    pub(super) delta: String,
    pub(super) relative: String,
    pub(super) sign: &'static str,
    /// `better`, `worse`, `new`, `gone` or `changed`.
    pub(super) word: &'static str,
}

/// Longest text of a value, in characters.
const LONGEST: usize = 200;

pub(super) fn of(compared: &Compared<'_>, change: &Change) -> ModelView {
    let (before, after) = (compared.before(change), compared.after(change));
    let mut view = ModelView {
        sign: sign(change),
        id: plain(&change.id),
        version: version(change),
        note: note(change, before),
        summary: String::new(),
        facts: Vec::new(),
        fields: change.fields.iter().map(|field| pair(&field.key, (&field.before, &field.after))).collect(),
        results: change.results.iter().map(|result| self::result(compared, result)).collect(),
        weights: change.weights.iter().flat_map(weight).collect(),
        lines: Vec::new(),
    };
    match (before, after) {
        (None, Some(model)) => {
            view.summary = new::summary(model);
            view.facts = new::facts(model);
        }
        (Some(model), None) => view.summary = new::summary(model),
        _ => {}
    }
    let mut say = |word: &'static str, text: String| {
        if !text.is_empty() {
            view.lines.push((word, text));
        }
    };
    let licence = before.zip(after).and_then(|(before, after)| licence(before, after));
    say("Licence", licence.as_ref().map(terms).unwrap_or_default());
    say("Deprecated", deprecation(change));
    say("Versions", versions(change, before, after));
    say("Lifecycle", lifecycle(change, before, after));
    say("Used by", used_by(change));
    say("Prose", if before.is_some() && after.is_some() { prose(change) } else { String::new() });
    say("Card quality", quality(change));
    let is_plain = change.fields.is_empty() && change.results.is_empty() && change.weights.is_empty();
    let is_kept = before.is_some() && after.is_some();
    let beside = change.files.iter().any(|file| after.is_none_or(|model| model.card_path != *file));
    if is_kept && (beside || is_plain && change.prose.sections.is_empty()) {
        say("Files", plain(&list(&change.files, 10)));
    }
    view
}

fn note(change: &Change, before: Option<&Model>) -> String {
    let words = change.actions.iter().map(|action| match (action, before) {
        (Action::Added, _) => "new".to_owned(),
        (Action::Renamed, Some(before)) => format!("renamed from {}", plain(before.id.as_str())),
        (action, _) => action.word().to_owned(),
    });
    words.collect::<Vec<_>>().join(", ")
}

/// What happened to a model, in one line.
pub(super) fn summary(compared: &Compared<'_>, change: &Change) -> String {
    let (before, after) = (compared.before(change), compared.after(change));
    let (Some(one), Some(other)) = (before, after) else {
        return after.or(before).map(new::summary).unwrap_or_default();
    };
    let mut parts = Vec::new();
    if one.id != other.id {
        parts.push(format!("was {}", plain(one.id.as_str())));
    }
    parts.extend(Some(deprecation(change)).filter(|text| !text.is_empty()));
    let licence = licence(one, other);
    if let Some(licence) = &licence {
        parts.push(format!("licence {}", step(&licence.before, &licence.after)));
    }
    if !change.weights.is_empty() {
        parts.push("weights".to_owned());
    }
    if !change.results.is_empty() {
        let worse = change.results.iter().filter(|result| result.better == Some(false)).count();
        let more = if worse > 0 { format!(" ({worse} worse)") } else { String::new() };
        parts.push(format!("{} {}{more}", change.results.len(), plural(change.results.len(), "metric")));
    }
    parts.extend(change.aliases.iter().map(|alias| match &alias.to {
        Some(to) => format!("alias {} to {}", plain(&alias.name), plain(to)),
        None => format!("alias {} is gone", plain(&alias.name)),
    }));
    parts.extend(change.stages.iter().map(|stage| format!("stage {}", step(&stage.from, &stage.to))));
    let told = ["license", "license_name", "license_link", "deprecated"];
    let keys: Vec<String> = change
        .fields
        .iter()
        .map(|field| plain(&field.key))
        .filter(|key| !told.contains(&key.as_str()))
        .collect();
    if !keys.is_empty() {
        parts.push(list(&keys, 5));
    }
    parts.extend(Some(prose(change)).filter(|text| !text.is_empty()));
    if parts.is_empty() && change.version.before == change.version.after {
        parts.push(match change.files.len() {
            0 => "another place".to_owned(),
            count => format!("{count} {}", plural(count, "file")),
        });
    }
    parts.join(", ")
}

fn pair(name: &str, (before, after): (&Option<String>, &Option<String>)) -> FieldView {
    FieldView { name: plain(name), before: value(before), after: value(after) }
}

fn value(text: &Option<String>) -> String {
    text.as_deref().map_or_else(|| "–".to_owned(), |text| shorten(&plain(text), LONGEST))
}

fn step(from: &Option<String>, to: &Option<String>) -> String {
    format!("{} → {}", value(from), value(to))
}

fn terms(change: &LicenceChange) -> String {
    let mut parts = Vec::new();
    if !change.lost.is_empty() {
        parts.push(format!("loses {}", change.lost.join(", ")));
    }
    if !change.gained.is_empty() {
        parts.push(format!("gains {}", change.gained.join(", ")));
    }
    let said = match (parts.is_empty(), change.is_known) {
        (false, _) => parts.join("; "),
        (true, true) => "allows the same".to_owned(),
        (true, false) => "what it allows is not known".to_owned(),
    };
    format!("{} ({said})", step(&change.before, &change.after))
}

fn deprecation(change: &Change) -> String {
    let Some(deprecated) = &change.deprecated else { return String::new() };
    let by = deprecated.by.as_deref().map(|by| format!("replaced by {}", plain(by)));
    let reason = deprecated.reason.as_deref().map(|reason| format!("“{}”", shorten(&plain(reason), LONGEST)));
    let removal = deprecated.removal.as_deref().map(|day| format!("removal {}", plain(day)));
    let parts: Vec<String> = [by, reason, removal].into_iter().flatten().collect();
    if parts.is_empty() { "without a reason".to_owned() } else { parts.join(", ") }
}

fn versions(change: &Change, before: Option<&Model>, after: Option<&Model>) -> String {
    let deprecated = deprecated_versions(before, after);
    let version = &change.version;
    let kinds = [
        ("kept", &version.frozen),
        ("edited", &version.edited),
        ("gone", &version.dropped),
        ("deprecated", &deprecated),
    ];
    let told =
        kinds.into_iter().filter(|(_, list)| !list.is_empty() && (before.is_some() || after.is_none()));
    told.map(|(word, labels)| format!("{word}: {}", plain(&list(labels, 8)))).collect::<Vec<_>>().join("; ")
}

fn lifecycle(change: &Change, before: Option<&Model>, after: Option<&Model>) -> String {
    let of = |stage: &StageMove| {
        stage.version.as_deref().map(|version| format!(" of {}", plain(version))).unwrap_or_default()
    };
    let stages =
        change.stages.iter().map(|stage| format!("stage{}: {}", of(stage), step(&stage.from, &stage.to)));
    let aliases = change
        .aliases
        .iter()
        .map(|alias| format!("alias {}: {}", plain(&alias.name), step(&alias.from, &alias.to)));
    let approved = approvals(before, after);
    let approvals =
        approved.iter().map(|move_| format!("approval{}: {}", of(move_), step(&move_.from, &move_.to)));
    stages.chain(aliases).chain(approvals).collect::<Vec<_>>().join("; ")
}

fn used_by(change: &Change) -> String {
    let (derived, collections) = (&change.impact.derived, &change.impact.collections);
    let mut parts = Vec::new();
    if !derived.is_empty() {
        let models = plain(&list(derived, 5));
        parts.push(format!("{} derived {} ({models})", derived.len(), plural(derived.len(), "model")));
    }
    if !collections.is_empty() {
        parts.push(format!("{} {}", plural(collections.len(), "collection"), plain(&list(collections, 5))));
    }
    parts.join(", ")
}

fn prose(change: &Change) -> String {
    let prose = &change.prose;
    if prose.sections.is_empty() {
        return String::new();
    }
    let named: Vec<String> = prose
        .sections
        .iter()
        .map(
            |section| {
                if section.is_empty() { "the beginning".to_owned() } else { shorten(&plain(section), 60) }
            },
        )
        .collect();
    format!("+{} / −{} words in {}", prose.added, prose.removed, list(&named, 6))
}

fn quality(change: &Change) -> String {
    match change.score {
        (Some(before), Some(after)) if before != after => format!("{before} → {after} of 100"),
        (None, Some(after)) => format!("{after} of 100"),
        _ => String::new(),
    }
}

fn result(compared: &Compared<'_>, change: &ResultChange) -> ResultView {
    let identity = &change.identity;
    let arrow = match meaning(compared.head.config, &identity.metric).better {
        Some(Better::Higher) => " ↑",
        Some(Better::Lower) => " ↓",
        None => "",
    };
    let metric = match &change.name {
        Some(name) => plain(name),
        None => plain(&identity.metric),
    };
    let setting =
        identity.setting.as_deref().map(|setting| format!(" ({})", plain(setting))).unwrap_or_default();
    let of = [&identity.task, &identity.dataset, &identity.config, &identity.split, &identity.revision];
    let of: Vec<String> = of.into_iter().flatten().map(|part| plain(part)).collect();
    let texts = [change.before.as_deref(), change.after.as_deref()];
    let (sign, word) = match (texts, change.better) {
        ([None, _], _) => ("", "new"),
        ([_, None], _) => ("⚠️", "gone"),
        (_, Some(true)) => ("✅", "better"),
        (_, Some(false)) => ("❌", "worse"),
        _ => ("", "changed"),
    };
    ResultView {
        metric: shorten(&format!("{metric}{setting}{arrow}"), LONGEST),
        of: shorten(&of.join(" · "), LONGEST),
        before: value(&change.before),
        after: value(&change.after),
        delta: change.delta.map(|delta| number::signed(delta, &texts)).unwrap_or_default(),
        relative: relative(change)
            .map(|share| format!("{} %", number::signed(share * 100.0, &[Some("0.0")])))
            .unwrap_or_default(),
        sign,
        word,
    }
}

/// By which share of what it was a value changed.
pub(super) fn relative(change: &ResultChange) -> Option<f64> {
    let before = change.before.as_deref()?.trim();
    let end =
        before.find(|c: char| !matches!(c, '0'..='9' | '.' | '-' | '+' | 'e' | 'E')).unwrap_or(before.len());
    let before: f64 = before[..end].parse().ok()?;
    Some(change.delta? / before.abs()).filter(|share| share.is_finite())
}

/// The rows of a file: one where it came or went, else one for each thing that is other.
fn weight(change: &WeightChange) -> Vec<FieldView> {
    let (Some(before), Some(after)) = (&change.before, &change.after) else {
        let whole = |file: &Option<Artifact>| file.as_ref().map(weights);
        return vec![pair(&change.path, (&whole(&change.before), &whole(&change.after)))];
    };
    let mut rows = Vec::new();
    let mut row = |name: &str, before: Option<String>, after: Option<String>| {
        if before != after {
            rows.push(pair(&format!("{} · {name}", change.path), (&before, &after)));
        }
    };
    row("size", before.size.map(number::bytes), after.size.map(number::bytes));
    if before.size != after.size && before.size.map(number::bytes) == after.size.map(number::bytes) {
        row("size", before.size.map(bytes), after.size.map(bytes));
    }
    row("sha256", before.sha256.as_deref().map(short), after.sha256.as_deref().map(short));
    row("address", before.uri.clone(), after.uri.clone());
    row("format", named(&before.format), named(&after.format));
    row("parameters", before.parameters.map(number::grouped), after.parameters.map(number::grouped));
    row("data type", before.dtype.clone(), after.dtype.clone());
    rows
}

fn bytes(size: u64) -> String {
    format!("{} B", number::grouped(size))
}

fn named(format: &str) -> Option<String> {
    (!format.is_empty()).then(|| format.to_owned())
}

fn short(sha256: &str) -> String {
    format!("{}…", sha256.get(..8).unwrap_or(sha256))
}

/// A file in short: size, checksum, variant.
pub(super) fn weights(file: &Artifact) -> String {
    let variant = file.variant.as_deref().map(|variant| format!("variant {variant}"));
    let parts = [
        file.size.map(number::bytes),
        file.sha256.as_deref().map(short),
        file.parameters.map(|count| format!("{} parameters", number::count(count))),
        file.dtype.clone(),
        variant,
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    if parts.is_empty() { "size and checksum not stated".to_owned() } else { parts.join(", ") }
}
