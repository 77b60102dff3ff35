//! Whether a change may pass: rules about what it does to models, each in one place, held against it by the `hub.yaml` of the base.
//!
//! What a gate found stays visible, whether it stops the change, waits for somebody's approval, or was waived.

mod all;
mod approvals;
mod codeowners;
mod gate;
mod licences;
mod lifecycle;
mod policy;
mod quality;
mod removal;
mod results;
mod signature;
mod versions;
mod waivers;
mod weights;

use std::fmt;

use serde::Serialize;

use crate::catalog::date::Date;
use crate::catalog::text::{one_line, shorten};
use crate::config::GateLevel;
use crate::diagnostic::{Diagnostic, Location};

use super::Compared;

pub use all::{document, gates, named, page};
pub use gate::{Example, Gate};

use codeowners::CodeOwners;
use gate::{Case, Found, Look};
use waivers::Waivers;

/// Longest message of a finding, in characters.
const LONGEST: usize = 600;

/// What the surroundings of a review say: the forge, the command line, the check of both states.
#[derive(Debug, Clone)]
pub struct Asked<'a> {
    /// Who wrote the change, as the forge names them, with or without `@`.
    pub author: Option<&'a str>,
    /// The labels that the change has in the forge. `review.labels` of hub.yaml says which of them stand for an approval.
    pub labels: &'a [String],
    /// Waivers that the command line brings, such as `CR201:acme/sentiment-en`.
    pub waivers: &'a [Waive],
    /// The day of the review: decides which waivers are over and how long a model was deprecated.
    pub today: Date,
    /// Errors of the check that the head has and the base had not; of other levels they are passed over.
    pub new_errors: &'a [Diagnostic],
}

/// What came of all gates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judgement {
    /// What it comes to.
    pub verdict: Verdict,
    /// What the gates found: what stops the change first, then what waits for an approval, what only warns, what was waived, what passed;
    /// within each by code and model. A gate that looked at something and found nothing has one finding, without a model.
    pub findings: Vec<Finding>,
    /// Whose approval the change needs: what gates ask for first, then owners of cards, then code owners.
    pub approvals: Vec<Needed>,
    /// Labels that would suit the change and that it has not, sorted: `licence`, `model:added`, `needs-legal`. None of them gives an
    /// approval, so that a program may set them.
    pub labels: Vec<String>,
    /// What is to be said about waivers, CODEOWNERS and `review` of hub.yaml: what is over, what is not understood. Sorted.
    pub notes: Vec<Diagnostic>,
}

impl Judgement {
    /// How many findings have a status.
    pub fn count(&self, status: Status) -> usize {
        self.findings.iter().filter(|finding| finding.status == status).count()
    }

    /// How many findings stop the change.
    pub fn blocking(&self) -> usize {
        self.findings.iter().filter(|finding| finding.is_blocking()).count()
    }
}

/// What a review comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// Nothing stands against it.
    Pass,
    /// Somebody has to approve it.
    NeedsApproval,
    /// It may not go in as it is.
    Block,
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Verdict::Pass => "pass",
            Verdict::NeedsApproval => "needs-approval",
            Verdict::Block => "block",
        })
    }
}

/// What became of a gate's finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// It stands. Whether it stops the change is for its level to say.
    Fail,
    /// It stands until somebody approves.
    NeedsApproval,
    /// It stands, and somebody decided before that it does not count.
    Waived,
    /// There was something to look at, and nothing against it; or it was approved, see [`Finding::approved`].
    Pass,
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Status::Fail => "fail",
            Status::NeedsApproval => "needs-approval",
            Status::Waived => "waived",
            Status::Pass => "pass",
        })
    }
}

/// What a gate found. Message, next step, model and names hold words of cards: plain text on one line each, not escaped for anything.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// `CR` and three digits.
    pub rule: &'static str,
    /// The gate's name: `licence-changed`.
    pub name: &'static str,
    /// How much it counts here, as configured; never [`GateLevel::Off`].
    pub level: GateLevel,
    /// What became of it.
    pub status: Status,
    /// The model's id: the one after, where it has one.
    pub model: Option<String>,
    /// What is the matter, in one sentence without a final full stop; of what passed, what was looked at.
    pub message: String,
    /// Where it is: a file of the head, of the base where it is gone. `None` where no file is meant.
    pub location: Option<Location>,
    /// What to do about it; empty where it passed.
    pub next: String,
    /// Who may approve it, any one of them; empty where nobody is named. Only for what needs an approval.
    pub approvers: Vec<String>,
    /// The label that says it was approved.
    pub approved: Option<String>,
    /// Why it does not count.
    pub waiver: Option<Waiver>,
}

impl Finding {
    /// Whether it stops the change.
    pub fn is_blocking(&self) -> bool {
        self.status == Status::Fail && self.level == GateLevel::Block
    }
}

/// Why a finding does not count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiver {
    /// Its id in `.cardex/waivers.yaml`; `None` for one of the command line.
    pub id: Option<String>,
    /// Why.
    pub reason: Option<String>,
    /// Who decided it.
    pub approved_by: Option<String>,
    /// The last day on which it holds.
    pub until: Option<Date>,
}

/// A waiver of the command line: this gate does not count for this model.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waive {
    /// The gate's code.
    pub rule: String,
    /// The model's id; `None` for findings about no model.
    pub model: Option<String>,
}

/// An approval that the change needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Needed {
    /// Why.
    pub basis: Basis,
    /// Who may give it, any one of them; empty where nobody is named.
    pub approvers: Vec<String>,
    /// What it is about: codes and names of gates (`CR101 licence-changed`), ids of models, or paths of files. Sorted, each once.
    pub about: Vec<String>,
    /// The label that says it was given; always `None` for owners of cards and of code, which the forge asks by itself.
    pub given: Option<String>,
    /// The labels that would say so, any one of them, as `review.labels` of hub.yaml has it; empty where it was given.
    pub labels: Vec<String>,
}

/// Why an approval is needed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Basis {
    /// A gate asks for it. The verdict depends on these alone.
    Gate,
    /// They own a model that the change touches.
    Owners,
    /// CODEOWNERS names them for files that the change touches.
    CodeOwners,
}

/// Holds a change against the gates of its base.
pub fn judge(compared: &Compared<'_>, asked: &Asked<'_>) -> Judgement {
    let case = Case { compared, asked };
    let code_owners = CodeOwners::read(compared.base.snapshot);
    let mut waivers = Waivers::read(&case);
    let mut findings = Vec::new();
    for gate in gates() {
        let level = case.rules().review.level(gate.code).unwrap_or(gate.level);
        if level == GateLevel::Off {
            continue;
        }
        let found = look(&case, gate);
        if found.said.is_empty() && found.looked > 0 {
            findings.push(passed(gate, level));
        }
        for said in found.said {
            // A gate that a hub made less grave has no finding that is graver.
            let mut finding = Finding {
                rule: gate.code,
                name: gate.name,
                level: level.max(said.at_most),
                status: Status::Fail,
                model: said.model,
                message: plain(&said.message),
                location: said.location,
                next: said.next.map_or_else(|| gate.next.to_owned(), |next| plain(&next)),
                approvers: Vec::new(),
                approved: None,
                waiver: None,
            };
            settle(&case, &code_owners, &mut waivers, &mut finding);
            findings.push(finding);
        }
    }
    findings.sort_by(|one, other| {
        let key = |finding: &Finding| (rank(finding), finding.rule);
        key(one).cmp(&key(other)).then_with(|| {
            (&one.model, &one.location, &one.message).cmp(&(&other.model, &other.location, &other.message))
        })
    });
    findings.dedup();
    let approvals = approvals::needed(&case, &code_owners, &findings);
    let labels = approvals::labels(&case, &findings, &approvals);
    let mut notes = approvals::unknown_codes(&case);
    notes.extend(code_owners.notes);
    notes.extend(waivers.into_notes());
    notes.sort();
    let verdict = if findings.iter().any(Finding::is_blocking) {
        Verdict::Block
    } else if findings.iter().any(|finding| finding.status == Status::NeedsApproval) {
        Verdict::NeedsApproval
    } else {
        Verdict::Pass
    };
    Judgement { verdict, findings, approvals, labels, notes }
}

/// What a gate finds.
fn look(case: &Case<'_>, gate: &Gate) -> Found {
    let mut found = Found::default();
    match gate.look {
        Look::Model(look) => {
            for change in &case.compared.changes {
                look(case, change, &mut found);
            }
        }
        Look::Hub(look) => look(case, &mut found),
    }
    found
}

/// Text of bounded length on one line: it holds words of cards.
fn plain(text: &str) -> String {
    shorten(&one_line(text), LONGEST)
}

/// That a gate looked and found nothing.
fn passed(gate: &Gate, level: GateLevel) -> Finding {
    Finding {
        rule: gate.code,
        name: gate.name,
        level,
        status: Status::Pass,
        model: None,
        message: gate.passes.to_owned(),
        location: None,
        next: String::new(),
        approvers: Vec::new(),
        approved: None,
        waiver: None,
    }
}

/// What becomes of a finding: it stands, waits, was approved, or was waived.
fn settle(case: &Case<'_>, code_owners: &CodeOwners, waivers: &mut Waivers<'_>, finding: &mut Finding) {
    if let Some(waiver) = waivers.of(finding) {
        finding.status = Status::Waived;
        finding.waiver = Some(waiver);
    } else if finding.level == GateLevel::NeedsApproval {
        finding.approvers = approvals::approvers(case, code_owners, finding);
        finding.approved = approvals::label(case, finding);
        finding.status = if finding.approved.is_some() { Status::Pass } else { Status::NeedsApproval };
    }
}

/// Where a finding stands in a report: what stops the change first, what passed last.
fn rank(finding: &Finding) -> (Status, GateLevel, bool) {
    let status = match finding.status {
        // What only warns comes after what waits for an approval.
        Status::Fail if !finding.is_blocking() => Status::NeedsApproval,
        status => status,
    };
    (status, finding.level, finding.approved.is_none())
}
