//! All that the forms for people show, as plain text: each form escapes it for itself.

use serde::Serialize;

use crate::catalog::text::{one_line, shorten};
use crate::config::GateLevel;
use crate::review::gates::{Finding, Needed, Status, Verdict};
use crate::review::{Action, Change, Compared};

use super::Report;
use super::check::{self, CheckView};
use super::details::{self, ModelView};

/// A review.
#[derive(Serialize)]
pub(super) struct View {
    /// `pass`, `needs-approval` or `block`.
    pub(super) verdict: String,
    pub(super) sign: &'static str,
    /// Such as `2 gates block · 1 needs approval`.
    pub(super) result: String,
    /// Such as `1 added · 1 updated`.
    pub(super) counts: String,
    /// Such as `118 → 119 models`.
    pub(super) totals: String,
    pub(super) is_changed: bool,
    pub(super) preview_url: Option<String>,
    pub(super) report_url: Option<String>,
    pub(super) rows: Vec<RowView>,
    /// What gates found.
    pub(super) gates: Vec<GateView>,
    /// Gates that had something to look at and found nothing.
    pub(super) passed: Vec<String>,
    pub(super) models: Vec<ModelView>,
    /// Other files of the hub that differ.
    pub(super) files: Vec<String>,
    pub(super) check: CheckView,
    pub(super) approvals: Vec<ApprovalView>,
    /// Labels to suggest.
    pub(super) labels: Vec<String>,
    pub(super) notes: Vec<String>,
    /// What was compared, with the program's version.
    pub(super) footer: Vec<String>,
}

/// A model in the list of what happened.
#[derive(Serialize)]
pub(super) struct RowView {
    pub(super) sign: &'static str,
    /// Such as `renamed, updated`.
    pub(super) word: String,
    pub(super) id: String,
    /// Such as `2.0.0 → 2.1.0`; may be empty.
    pub(super) version: String,
    pub(super) what: String,
}

/// What a gate found.
#[derive(Serialize)]
pub(super) struct GateView {
    pub(super) sign: &'static str,
    /// Such as `blocks`.
    pub(super) word: &'static str,
    /// Such as `CR201 metric-regression`.
    pub(super) gate: String,
    /// Empty where it is about none.
    pub(super) model: String,
    pub(super) why: String,
    pub(super) next: String,
}

/// An approval that is needed.
#[derive(Serialize)]
pub(super) struct ApprovalView {
    pub(super) who: String,
    pub(super) why: String,
}

/// How many labels are named.
pub(super) const MOST_LABELS: usize = 20;

impl View {
    pub(super) fn of(report: &Report<'_>) -> View {
        let Report { compared, judgement, about, .. } = *report;
        let (sign, result) = result(report);
        let totals = (compared.base.catalog.models.len(), compared.head.catalog.models.len());
        View {
            verdict: judgement.verdict.to_string(),
            sign,
            result,
            counts: counts(compared),
            totals: match totals {
                (one, other) if one == other => format!("{one} {}", plural(one, "model")),
                (one, other) => format!("{one} → {other} {}", plural(other, "model")),
            },
            is_changed: report.is_changed(),
            preview_url: about.preview_url.as_deref().and_then(web),
            report_url: about.report_url.as_deref().and_then(web),
            rows: compared.changes.iter().map(|change| row(compared, change)).collect(),
            gates: judgement.findings.iter().filter(|finding| !is_silent(finding)).map(gate).collect(),
            passed: judgement.findings.iter().filter(|finding| is_silent(finding)).map(name).collect(),
            models: compared.changes.iter().map(|change| details::of(compared, change)).collect(),
            files: compared.other_files.iter().map(|file| plain(file)).collect(),
            check: check::view(report),
            approvals: judgement.approvals.iter().map(approval).collect(),
            labels: judgement.labels.iter().map(|label| plain(label)).collect(),
            notes: judgement
                .notes
                .iter()
                .map(|note| plain(&format!("{}: {}", note.location, note.message)))
                .collect(),
            footer: footer(report),
        }
    }
}

/// A text on one line, without what could steer a reader.
pub(super) fn plain(text: &str) -> String {
    one_line(text)
}

/// An address that a reader may be sent to; what is none is left out.
fn web(url: &str) -> Option<String> {
    let is_plain =
        |c: char| c.is_ascii_graphic() && !matches!(c, '<' | '>' | '"' | '`' | '(' | ')' | '|' | '\\' | '\'');
    let is_web = url.starts_with("https://") || url.starts_with("http://");
    (is_web && url.len() <= 2000 && url.chars().all(is_plain)).then(|| url.to_owned())
}

pub(super) fn plural(count: usize, word: &str) -> String {
    if count == 1 { word.to_owned() } else { format!("{word}s") }
}

/// Items by commas, and how many more there are.
pub(super) fn list<T: AsRef<str>>(items: &[T], most: usize) -> String {
    let shown: Vec<&str> = items.iter().take(most).map(AsRef::as_ref).collect();
    let more = items.len().saturating_sub(most);
    let text = shown.join(", ");
    if more > 0 { format!("{text} and {more} more") } else { text }
}

fn result(report: &Report<'_>) -> (&'static str, String) {
    let judgement = report.judgement;
    let (blocking, waiting) = (judgement.blocking(), judgement.count(Status::NeedsApproval));
    let mut parts = Vec::new();
    if blocking > 0 {
        parts.push(format!("{blocking} {}", if blocking == 1 { "gate blocks" } else { "gates block" }));
    }
    if waiting > 0 {
        parts.push(format!("{waiting} {}", if waiting == 1 { "needs approval" } else { "need approval" }));
    }
    let sign = match judgement.verdict {
        Verdict::Block => "❌",
        Verdict::NeedsApproval => "⏳",
        Verdict::Pass => "✅",
    };
    if parts.is_empty() {
        parts.push(if report.is_changed() { "passes" } else { "nothing changed" }.to_owned());
    }
    let warns = |finding: &&Finding| finding.status == Status::Fail && finding.level == GateLevel::Warn;
    match judgement.findings.iter().filter(warns).count() {
        0 => {}
        count => parts.push(format!("{count} {}", plural(count, "warning"))),
    }
    (sign, parts.join(" · "))
}

/// How many models something happened to, by what it was. Additions and removals are told even where there are none.
fn counts(compared: &Compared<'_>) -> String {
    let kinds = [
        (Action::Added, "added", true),
        (Action::Updated, "updated", true),
        (Action::Renamed, "renamed", false),
        (Action::Deprecated, "deprecated", false),
        (Action::Removed, "removed", true),
    ];
    let count = |action| compared.changes.iter().filter(|change| change.actions.contains(&action)).count();
    let told = kinds.into_iter().map(|(action, word, always)| (count(action), word, always));
    let told: Vec<String> = told
        .filter(|(count, _, always)| *always || *count > 0)
        .map(|(count, word, _)| format!("{count} {word}"))
        .collect();
    told.join(" · ")
}

fn row(compared: &Compared<'_>, change: &Change) -> RowView {
    let words: Vec<&str> = change.actions.iter().map(|action| action.word()).collect();
    RowView {
        sign: sign(change),
        word: words.join(", "),
        id: plain(&change.id),
        version: version(change),
        what: shorten(&details::summary(compared, change), 300),
    }
}

pub(super) fn sign(change: &Change) -> &'static str {
    match change.actions.first() {
        Some(Action::Added) => "＋",
        Some(Action::Removed) => "－",
        Some(Action::Renamed) => "→",
        Some(Action::Deprecated) => "⌫",
        Some(Action::Updated) | None => "～",
    }
}

/// The version, or the step from one to the next.
pub(super) fn version(change: &Change) -> String {
    let (before, after) = (change.version.before.as_deref(), change.version.after.as_deref());
    match (before, after) {
        (Some(before), Some(after)) if before != after => format!("{} → {}", plain(before), plain(after)),
        (None, Some(only)) if change.before.is_some() => format!("– → {}", plain(only)),
        (Some(only), None) if change.after.is_some() => format!("{} → –", plain(only)),
        (Some(only), _) | (_, Some(only)) => plain(only),
        (None, None) => String::new(),
    }
}

/// Whether a gate found nothing, and nobody had to approve anything for it.
fn is_silent(finding: &Finding) -> bool {
    finding.status == Status::Pass && finding.approved.is_none()
}

fn name(finding: &Finding) -> String {
    format!("{} {}", finding.rule, finding.name)
}

fn gate(finding: &Finding) -> GateView {
    let (sign, word) = match (finding.status, finding.level) {
        (Status::Fail, GateLevel::Block) => ("❌", "blocks"),
        (Status::NeedsApproval, _) => ("⏳", "needs approval"),
        (Status::Waived, _) => ("🔕", "waived"),
        (Status::Pass, _) => ("✅", "passes"),
        (Status::Fail, GateLevel::Inform) => ("ℹ️", "informs"),
        (Status::Fail, _) => ("⚠️", "warns"),
    };
    let mut why = plain(&finding.message);
    if let Some(location) = &finding.location {
        why.push_str(&format!(" — {}", plain(&location.to_string())));
    }
    if let Some(waiver) = &finding.waiver {
        let by = waiver.approved_by.as_deref().map(|by| format!(" by {by}")).unwrap_or_default();
        let until = waiver.until.map(|until| format!(" until {until}")).unwrap_or_default();
        let reason = waiver.reason.as_deref().map(|reason| format!(": {reason}")).unwrap_or_default();
        why.push_str(&plain(&format!(" — waived{by}{until}{reason}")));
    }
    if let Some(label) = &finding.approved {
        why.push_str(&plain(&format!(" — approved by the label {label}")));
    }
    let mut next = plain(&finding.next);
    if finding.status == Status::NeedsApproval && !finding.approvers.is_empty() {
        let who = format!("approval of {}", plain(&finding.approvers.join(" or ")));
        next = if next.is_empty() { who } else { format!("{who}; {next}") };
    }
    GateView {
        sign,
        word,
        gate: name(finding),
        model: finding.model.as_deref().map(plain).unwrap_or_default(),
        why: shorten(&why, 500),
        next: shorten(&next, 300),
    }
}

fn approval(needed: &Needed) -> ApprovalView {
    let who = if needed.approvers.is_empty() {
        "somebody whom hub.yaml does not name".to_owned()
    } else {
        needed.approvers.join(" or ")
    };
    let given = match (&needed.given, needed.labels.as_slice()) {
        (Some(label), _) => format!(" — given by the label {label}"),
        (None, []) => String::new(),
        (None, labels) => format!(
            " — the label {} gives it",
            labels.iter().take(3).cloned().collect::<Vec<_>>().join(" or ")
        ),
    };
    ApprovalView {
        who: shorten(&plain(&who), 300),
        why: plain(&format!("{}{given}", list(&needed.about, 8))),
    }
}

/// The program, what was compared, and the commit that the report is of.
fn footer(report: &Report<'_>) -> Vec<String> {
    let about = report.about;
    let short = |commit: &str| commit.get(..7).unwrap_or(commit).to_owned();
    let head = about.head_commit.as_deref().map_or_else(|| "the working tree".to_owned(), short);
    let between = format!("{} ({}) to {}", plain(&about.base), short(&about.base_commit), head);
    let mut footer = vec![format!("cardex {}", env!("CARGO_PKG_VERSION")), between];
    if about.head_commit.is_some() {
        footer.push(format!("updated for {head}"));
    }
    footer
}
