//! Whether a change may pass: rules about what it does to models, each in one place, held against it by the `hub.yaml` of the base.
//!
//! What a gate found stays visible, whether it stops the change, waits for somebody's approval, or was waived.

use std::fmt;

use serde::Serialize;

use crate::catalog::date::Date;
use crate::config::GateLevel;
use crate::diagnostic::{Diagnostic, Location};

use super::Compared;

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
    /// Labels that would suit the change, sorted: `licence`, `model:added`, `needs-legal`.
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
    let _ = (compared, asked);
    Judgement {
        verdict: Verdict::Pass,
        findings: Vec::new(),
        approvals: Vec::new(),
        labels: Vec::new(),
        notes: Vec::new(),
    }
}
