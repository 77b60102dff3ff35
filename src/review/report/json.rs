//! A review as JSON, for programs. Its schema is [`SCHEMA`].

use serde::Serialize;
use serde_json::{Map, Value, json};

use crate::catalog::{Artifact, ResultChange, WeightChange};
use crate::config::GateLevel;
use crate::diagnostic::{Found, Level, Location};
use crate::review::gates::{Basis, Finding, Needed, Status, Verdict, Waiver};
use crate::review::{Action, Change, Compared, approvals, licence};

use super::Report;

/// The JSON Schema (2020-12) of a review.
pub const SCHEMA: &str = include_str!("../../api/schema/review.json");

#[derive(Serialize)]
struct Document<'a> {
    schema: u32,
    tool: &'static str,
    version: &'static str,
    base: &'a str,
    /// Null for the working tree.
    head: Option<&'a str>,
    merge_base: &'a str,
    head_commit: Option<&'a str>,
    summary: Summary,
    changed: bool,
    verdict: Verdict,
    gates: Vec<Gate<'a>>,
    approvals: Vec<Approval<'a>>,
    suggested_labels: &'a [String],
    models: Vec<Value>,
    other_files: &'a [String],
    diagnostics: Diagnostics<'a>,
    notes: Vec<String>,
}

#[derive(Serialize)]
struct Summary {
    added: usize,
    updated: usize,
    removed: usize,
    renamed: usize,
    deprecated: usize,
    models_before: usize,
    models_after: usize,
}

#[derive(Serialize)]
struct Gate<'a> {
    rule: &'static str,
    name: &'static str,
    level: GateLevel,
    status: Status,
    model: Option<&'a str>,
    message: &'a str,
    path: Option<&'a str>,
    line: Option<u32>,
    next: &'a str,
    approvers: &'a [String],
    approved: Option<&'a str>,
    waiver: Option<Value>,
}

#[derive(Serialize)]
struct Approval<'a> {
    basis: Basis,
    approvers: &'a [String],
    about: &'a [String],
    given: Option<&'a str>,
    labels: &'a [String],
}

#[derive(Serialize)]
struct Diagnostics<'a> {
    new: Vec<Entry<'a>>,
    fixed: Vec<Entry<'a>>,
}

#[derive(Serialize)]
struct Entry<'a> {
    code: &'a str,
    name: &'static str,
    severity: Level,
    message: &'a str,
    path: &'a str,
    line: Option<u32>,
    column: Option<u32>,
    fingerprint: &'a str,
}

/// The review as one JSON object, with a line end.
pub fn json(report: &Report<'_>) -> String {
    let Report { compared, judgement, findings, about } = *report;
    let document = Document {
        schema: 1,
        tool: "cardex",
        version: env!("CARGO_PKG_VERSION"),
        base: &about.base,
        head: about.head.as_deref(),
        merge_base: &about.base_commit,
        head_commit: about.head_commit.as_deref(),
        summary: summary(compared),
        changed: report.is_changed(),
        verdict: judgement.verdict,
        gates: judgement.findings.iter().map(gate).collect(),
        approvals: judgement.approvals.iter().map(approval).collect(),
        suggested_labels: &judgement.labels,
        models: compared.changes.iter().map(|change| model(compared, change)).collect(),
        other_files: &compared.other_files,
        diagnostics: Diagnostics {
            new: findings.new.iter().map(|found| entry(found, about.rule_name)).collect(),
            fixed: findings.fixed.iter().map(|found| entry(found, about.rule_name)).collect(),
        },
        notes: judgement.notes.iter().map(|note| format!("{}: {}", note.location, note.message)).collect(),
    };
    // Writing to memory cannot fail, and all keys are texts.
    let mut text = serde_json::to_string_pretty(&document).unwrap_or_default();
    text.push('\n');
    text
}

fn summary(compared: &Compared<'_>) -> Summary {
    let count = |action| compared.changes.iter().filter(|change| change.actions.contains(&action)).count();
    Summary {
        added: count(Action::Added),
        updated: count(Action::Updated),
        removed: count(Action::Removed),
        renamed: count(Action::Renamed),
        deprecated: count(Action::Deprecated),
        models_before: compared.base.catalog.models.len(),
        models_after: compared.head.catalog.models.len(),
    }
}

fn line(location: Option<&Location>) -> Option<u32> {
    Some(location?.mark?.line)
}

fn gate(finding: &Finding) -> Gate<'_> {
    let location = finding.location.as_ref();
    Gate {
        rule: finding.rule,
        name: finding.name,
        level: finding.level,
        status: finding.status,
        model: finding.model.as_deref(),
        message: &finding.message,
        path: location.map(|location| location.path.as_str()),
        line: line(location),
        next: &finding.next,
        approvers: &finding.approvers,
        approved: finding.approved.as_deref(),
        waiver: finding.waiver.as_ref().map(waiver),
    }
}

fn waiver(waiver: &Waiver) -> Value {
    json!({
        "id": waiver.id, "reason": waiver.reason, "approved_by": waiver.approved_by,
        "until": waiver.until.map(|day| day.to_string()),
    })
}

fn approval(needed: &Needed) -> Approval<'_> {
    Approval {
        basis: needed.basis,
        approvers: &needed.approvers,
        about: &needed.about,
        given: needed.given.as_deref(),
        labels: &needed.labels,
    }
}

fn entry<'a>(found: &'a Found, name: fn(&str) -> &'static str) -> Entry<'a> {
    let finding = &found.finding;
    Entry {
        code: finding.rule,
        name: name(finding.rule),
        severity: finding.level,
        message: &finding.message,
        path: &finding.location.path,
        line: finding.location.mark.map(|mark| mark.line),
        column: finding.location.mark.map(|mark| mark.column),
        fingerprint: &found.fingerprint,
    }
}

fn action(action: Action) -> &'static str {
    match action {
        Action::Added => "add",
        Action::Removed => "remove",
        Action::Renamed => "rename",
        Action::Deprecated => "deprecate",
        Action::Updated => "update",
    }
}

fn model(compared: &Compared<'_>, change: &Change) -> Value {
    let (before, after) = (compared.before(change), compared.after(change));
    let actions: Vec<&str> = change.actions.iter().map(|one| action(*one)).collect();
    let version = &change.version;
    let fields = change.fields.iter().map(|field| {
        let kind = match (&field.before, &field.after) {
            (None, _) => "added",
            (_, None) => "removed",
            _ => "changed",
        };
        json!({"pointer": pointer(&field.key), "before": field.before, "after": field.after, "kind": kind})
    });
    let licence = before.zip(after).and_then(|(before, after)| licence(before, after)).map(|change| {
        json!({
            "before": change.before, "after": change.after, "known": change.is_known,
            "gained": change.gained, "lost": change.lost,
        })
    });
    let step = |name: &Option<String>, from: &Option<String>, to: &Option<String>| json!({"version": name, "from": from, "to": to});
    let aliases =
        change.aliases.iter().map(|alias| json!({"name": alias.name, "from": alias.from, "to": alias.to}));
    let stages = change.stages.iter().map(|stage| step(&stage.version, &stage.from, &stage.to));
    let approved = approvals(before, after);
    let approvals = approved.iter().map(|one| step(&one.version, &one.from, &one.to));
    let deprecated = change.deprecated.as_ref().map(|deprecated| {
        json!({
            "by": deprecated.by, "reason": deprecated.reason, "since": deprecated.since, "removal": deprecated.removal,
        })
    });
    json!({
        "id": change.id,
        "before_id": before.map(|model| model.id.as_str()),
        "path": after.or(before).map(|model| model.card_path.as_str()),
        "action": actions,
        "files": change.files,
        "version": {
            "before": version.before, "after": version.after,
            "frozen": version.frozen, "edited": version.edited, "dropped": version.dropped,
        },
        "fields": fields.collect::<Vec<_>>(),
        "licence": licence,
        "metrics": change.results.iter().map(metric).collect::<Vec<_>>(),
        "weights": change.weights.iter().map(weight).collect::<Vec<_>>(),
        "lifecycle": {
            "aliases": aliases.collect::<Vec<_>>(),
            "stages": stages.collect::<Vec<_>>(),
            "approvals": approvals.collect::<Vec<_>>(),
            "deprecated": deprecated,
        },
        "impact": {"children": change.impact.derived, "collections": change.impact.collections},
        "prose": {"added": change.prose.added, "removed": change.prose.removed, "sections": change.prose.sections},
        "score": {"before": change.score.0, "after": change.score.1},
    })
}

/// A key of the front matter as a JSON pointer.
fn pointer(key: &str) -> String {
    format!("/{}", key.replace('~', "~0").replace('/', "~1"))
}

fn metric(change: &ResultChange) -> Value {
    let identity = &change.identity;
    let mut key = Map::new();
    let parts = [
        ("task", identity.task.as_deref()),
        ("dataset", identity.dataset.as_deref()),
        ("config", identity.config.as_deref()),
        ("split", identity.split.as_deref()),
        ("revision", identity.revision.as_deref()),
        ("type", Some(identity.metric.as_str())),
        ("setting", identity.setting.as_deref()),
        ("name", change.name.as_deref()),
    ];
    key.extend(parts.into_iter().filter_map(|(name, text)| Some((name.to_owned(), text?.into()))));
    let verdict = match (&change.before, &change.after, change.better) {
        (None, _, _) => "new",
        (_, None, _) => "gone",
        (_, _, Some(true)) => "better",
        (_, _, Some(false)) => "worse",
        _ => "unknown",
    };
    json!({
        "key": key, "before": change.before, "after": change.after, "delta": change.delta,
        "relative": super::details::relative(change), "verdict": verdict,
    })
}

fn weight(change: &WeightChange) -> Value {
    let file = |file: &Option<Artifact>| {
        file.as_ref().map(|file| {
            json!({
                "size": file.size, "sha256": file.sha256, "params": file.parameters, "format": file.format,
                "dtype": file.dtype, "variant": file.variant, "uri": file.uri,
            })
        })
    };
    json!({
        "path": change.path, "before": file(&change.before), "after": file(&change.after),
        "other_content": change.is_other_content(),
    })
}
