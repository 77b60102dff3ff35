//! Policy: what hub.yaml asks of models, by their stage, and who answers for them.

use super::{Card, Check, Example, Findings, Rule};
use crate::catalog::date;
use crate::catalog::text::shorten;
use crate::diagnostic::{Change, Level, Location};
use crate::vocabulary::suggestion::{certain, suggest};
use crate::yaml::Node;

pub(super) const RULES: &[&Rule] = &[
    &REQUIRED,
    &OWNER_MISSING,
    &OWNER_UNKNOWN,
    &STAGE,
    &NOT_APPROVED,
    &APPROVER,
    &RISK,
    &DEPRECATED,
    &REMOVAL,
    &STALE,
];

static REQUIRED: Rule = Rule {
    code: "CX102",
    name: "required-field",
    level: Some(Level::Error),
    summary: "A field that this hub asks for is missing",
    why: "`policy.required` in hub.yaml lists the fields that a card needs, for every card under `all` and beyond that by stage: \
          `required: {all: [license], production: [owners, weights]}`. A field within another is written `source.revision`.",
    example: Example {
        bad: "---\nlicense: mit\nstage: production\n---\n# Lamp\n",
        line: Some(3),
        good: "---\nlicense: mit\nstage: production\nlimitations: Not for use under water.\n---\n# Lamp\n",
        files: &[("hub.yaml", "policy:\n  required:\n    all: [license]\n    production: [limitations]\n")],
    },
    fixable: false,
    check: Check::Card(required),
};

/// The lists of `policy` that a card falls under, each with the name that it has there.
pub(super) fn asked<'a>(
    card: &'a Card<'_>,
    policy: &'a std::collections::BTreeMap<String, Vec<String>>,
) -> impl Iterator<Item = (&'a str, &'a str)> {
    let stage = card.model.card.stage.as_ref().map(|stage| stage.value.as_str());
    policy
        .iter()
        .filter(move |(name, _)| *name == "all" || Some(name.as_str()) == stage)
        .flat_map(|(name, asked)| asked.iter().map(move |asked| (name.as_str(), asked.as_str())))
}

/// The place of the stage where the demand comes from it, else the card.
pub(super) fn asked_at(card: &Card<'_>, list: &str) -> Location {
    match &card.model.card.stage {
        Some(stage) if list != "all" => card.at(stage.mark),
        _ => Location::file(&card.model.card_path),
    }
}

fn required(card: &Card<'_>, findings: &mut Findings<'_>) {
    let mut said: Vec<&str> = Vec::new();
    for (list, field) in asked(card, &card.config.policy.required) {
        // Weights may be Git LFS pointers beside the card.
        let there = has(card, field) || (field == "weights" && !card.model.artifacts.is_empty());
        if there || said.contains(&field) {
            continue;
        }
        said.push(field);
        let whose = if list == "all" { "every card".to_owned() } else { format!("the stage `{list}`") };
        let message = format!("`{}` is missing, which {whose} needs", shorten(field, 60));
        findings.add(asked_at(card, list), message, format!("add `{}:`", shorten(field, 60)));
    }
}

/// Whether the front matter says something under a key, or under keys within keys.
fn has(card: &Card<'_>, field: &str) -> bool {
    let mut keys = field.split('.');
    let Some(mut node) = keys.next().and_then(|key| card.get(key)) else { return false };
    for key in keys {
        let Some(inner) = node.get(key) else { return false };
        node = inner;
    }
    match (node.as_text(), node.as_sequence(), node.as_mapping()) {
        (Some(text), ..) => !text.trim().is_empty(),
        (_, Some(items), _) => items.iter().any(|item| !item.is_null()),
        (.., Some(entries)) => !entries.is_empty(),
        _ => false,
    }
}

static OWNER_MISSING: Rule = Rule {
    code: "CX801",
    name: "owner-missing",
    level: Some(Level::Warning),
    summary: "Nobody is named as the owner of the model",
    why: "This hub lists its owners in hub.yaml. Whoever finds a fault in a model has to know whom to tell, and a review whom to ask. Name a \
          person or a team under `owners`.",
    example: Example {
        bad: "---\nlicense: mit\n---\n# Lamp\n",
        line: None,
        good: "---\nlicense: mit\nowners: [\"@acme/lights\"]\n---\n# Lamp\n",
        files: &[("hub.yaml", "owners:\n  \"@acme/lights\": {title: Lights}\n")],
    },
    fixable: false,
    check: Check::Card(owner_missing),
};

fn owner_missing(card: &Card<'_>, findings: &mut Findings<'_>) {
    if !card.config.owners.is_empty() && card.model.card.owners.is_empty() {
        findings.add(
            card.at_key("owners"),
            "the model has no owner",
            "add `owners:` with a name of `owners` in hub.yaml",
        );
    }
}

static OWNER_UNKNOWN: Rule = Rule {
    code: "CX802",
    name: "owner-unknown",
    level: Some(Level::Error),
    summary: "An owner is not one of those that hub.yaml lists",
    why: "The name is misspelt, or the team is gone: nobody answers for the model. Use a name of `owners` in hub.yaml, or add it there. A hub \
          that lists no owners is not asked.",
    example: Example {
        bad: "---\nlicense: mit\nowners: [\"@acme/lihgts\"]\n---\n# Lamp\n",
        line: Some(3),
        good: "---\nlicense: mit\nowners: [\"@acme/lights\"]\n---\n# Lamp\n",
        files: &[("hub.yaml", "owners:\n  \"@acme/lights\": {title: Lights}\n")],
    },
    fixable: true,
    check: Check::Card(owner_unknown),
};

fn owner_unknown(card: &Card<'_>, findings: &mut Findings<'_>) {
    let known = &card.config.owners;
    let Some(stated) = card.get("owners").filter(|_| !known.is_empty()) else { return };
    for item in stated.as_sequence().unwrap_or(std::slice::from_ref(stated)) {
        let Some(name) = item.as_text().or_else(|| item.get("name")?.as_text()).map(str::trim) else {
            continue;
        };
        if name.is_empty() || known.keys().any(|owner| owner.eq_ignore_ascii_case(name)) {
            continue;
        }
        let help = match suggest(name, known.keys().map(String::as_str)) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => "use a name of `owners` in hub.yaml, or add it there".to_owned(),
        };
        let mark = item.as_text().map_or_else(|| item.get("name").map(|name| name.mark), |_| Some(item.mark));
        let change = certain(name, known.keys().map(String::as_str))
            .and_then(|meant| Some(Change::Replace(mark?, meant.to_owned())));
        let message = format!("`{}` is no owner of this hub", shorten(name, 60));
        findings.add_fix(card.at(item.mark), message, help, change);
    }
}

static STAGE: Rule = Rule {
    code: "CX807",
    name: "stage-unknown",
    level: Some(Level::Warning),
    summary: "The stage is none of this hub's",
    why: "A misspelt stage stands in a list of its own, and what hub.yaml asks of models in production is not asked of one in `prodution`. \
          Use a stage of `stages.values`, or add it there.",
    example: Example {
        bad: "---\nlicense: mit\nstage: prodution\n---\n# Lamp\n",
        line: Some(3),
        good: "---\nlicense: mit\nstage: production\n---\n# Lamp\n",
        files: &[],
    },
    fixable: true,
    check: Check::Reading,
};

static NOT_APPROVED: Rule = Rule {
    code: "CX808",
    name: "production-without-approval",
    level: Some(Level::Error),
    summary: "The stage needs an approval, and the card has none",
    why: "`policy.approval` in hub.yaml names the stages that a model reaches with an approval alone. Have the model approved, and say so: \
          `approval: {status: approved, by: \"@acme/risk\", date: 2026-01-31}`.",
    example: Example {
        bad: "---\nlicense: mit\nstage: production\n---\n# Lamp\n",
        line: Some(3),
        good: "---\nlicense: mit\nstage: production\napproval: {status: approved, by: \"@acme/risk\"}\n---\n# Lamp\n",
        files: &[("hub.yaml", "policy:\n  approval: [production]\n")],
    },
    fixable: false,
    check: Check::Card(not_approved),
};

fn not_approved(card: &Card<'_>, findings: &mut Findings<'_>) {
    let Some(stage) = &card.model.card.stage else { return };
    if !card.config.policy.approval.contains(&stage.value) {
        return;
    }
    let status = card.model.card.approval.as_ref().map(|approval| approval.status.as_str());
    let message = match status {
        Some("approved") => return,
        Some(status) if !status.is_empty() => format!(
            "the stage `{}` needs an approval; the card's is `{}`",
            shorten(&stage.value, 40),
            shorten(status, 40)
        ),
        _ => format!("the stage `{}` needs an approval", shorten(&stage.value, 40)),
    };
    findings.add(
        card.at(stage.mark),
        message,
        "have the model approved and add `approval:`, or choose an earlier stage",
    );
}

static APPROVER: Rule = Rule {
    code: "CX809",
    name: "approver-not-allowed",
    level: Some(Level::Error),
    summary: "The approval comes from nobody who may give it",
    why: "`policy.approvers` in hub.yaml lists who may approve models. An approval by somebody else, or by nobody named, counts for nothing.",
    example: Example {
        bad: "---\nlicense: mit\napproval: {status: approved, by: \"@acme/lights\"}\n---\n# Lamp\n",
        line: Some(3),
        good: "---\nlicense: mit\napproval: {status: approved, by: \"@acme/risk\"}\n---\n# Lamp\n",
        files: &[("hub.yaml", "policy:\n  approvers: [\"@acme/risk\"]\n")],
    },
    fixable: false,
    check: Check::Card(approver),
};

fn approver(card: &Card<'_>, findings: &mut Findings<'_>) {
    let approvers = &card.config.policy.approvers;
    let Some(approval) = card.model.card.approval.as_ref().filter(|_| !approvers.is_empty()) else { return };
    if approval.status != "approved" {
        return;
    }
    let by = card.get("approval").and_then(|approval| approval.get("by")).map(|by| by.mark);
    let location = by.map_or_else(|| card.at_key("approval"), |mark| card.at(mark));
    match &approval.by {
        None => findings.add(
            location,
            "the approval does not say by whom",
            "add `by:` with a name of policy.approvers",
        ),
        Some(by) if approvers.iter().any(|approver| approver.eq_ignore_ascii_case(by)) => {}
        Some(by) => {
            let help = match suggest(by, approvers.iter().map(String::as_str)) {
                Some(meant) => format!("did you mean `{meant}`?"),
                None => "have it approved by one of policy.approvers in hub.yaml".to_owned(),
            };
            findings.add(location, format!("`{}` may not approve models of this hub", shorten(by, 60)), help);
        }
    }
}

static RISK: Rule = Rule {
    code: "CX810",
    name: "risk-without-rationale",
    level: Some(Level::Warning),
    summary: "A medium or high risk is stated without its reason",
    why: "A level alone helps nobody to decide whether the risk applies to their use. Say under `risk.rationale` what can go wrong, and under \
          `risk.mitigations` what is done about it.",
    example: Example {
        bad: "---\nlicense: mit\nrisk: {level: high}\n---\n# Lamp\n",
        line: Some(3),
        good: "---\nlicense: mit\nrisk: {level: high, rationale: It switches off the lights of a hospital.}\n---\n# Lamp\n",
        files: &[],
    },
    fixable: false,
    check: Check::Card(risk),
};

fn risk(card: &Card<'_>, findings: &mut Findings<'_>) {
    let Some(risk) = &card.model.card.risk else { return };
    let level = risk.level.to_ascii_lowercase();
    if risk.rationale.is_none() && !matches!(level.as_str(), "" | "low" | "unknown" | "none" | "minimal") {
        let message = format!("the risk `{}` has no rationale", shorten(&risk.level, 40));
        findings.add(card.at_key("risk"), message, "add `rationale:` below `risk:`");
    }
}

static DEPRECATED: Rule = Rule {
    code: "CX811",
    name: "deprecated-without-reason",
    level: Some(Level::Warning),
    summary: "The model is deprecated, and the card does not say why",
    why: "Whoever uses the model has to decide how soon to leave it: a security fault is another matter than a newer version. Give the \
          `reason`, and with `by` the model to use instead.",
    example: Example {
        bad: "---\nlicense: mit\ndeprecated: true\n---\n# Lamp\n",
        line: Some(3),
        good: "---\nlicense: mit\ndeprecated: {reason: It flickers., by: acme/lantern}\n---\n# Lamp\n",
        files: &[],
    },
    fixable: false,
    check: Check::Card(deprecated),
};

fn deprecated(card: &Card<'_>, findings: &mut Findings<'_>) {
    if card.model.card.deprecated.as_ref().is_some_and(|deprecated| deprecated.reason.is_none()) {
        findings.add(
            card.at_key("deprecated"),
            "the model is deprecated without a reason",
            "write `deprecated: {reason: …}`, with `by:` where another model replaces it",
        );
    }
}

static REMOVAL: Rule = Rule {
    code: "CX813",
    name: "removal-date-passed",
    level: Some(Level::Warning),
    summary: "The day on which the model was to be removed has passed",
    why: "Readers were told that the model goes on that day, and it is still here. Remove it, or give a later day under `deprecated.removal`.",
    example: Example {
        bad: "---\nlicense: mit\ndeprecated: {reason: It flickers., removal: 2024-01-31}\n---\n# Lamp\n",
        line: Some(3),
        good: "---\nlicense: mit\ndeprecated: {reason: It flickers., removal: 2999-01-31}\n---\n# Lamp\n",
        files: &[],
    },
    fixable: false,
    check: Check::Card(removal),
};

fn removal(card: &Card<'_>, findings: &mut Findings<'_>) {
    let Some(removal) =
        card.model.card.deprecated.as_ref().and_then(|deprecated| deprecated.removal.as_ref())
    else {
        return;
    };
    if date::parse(removal).is_some_and(|day| day < card.today) {
        let node: Option<&Node> = card.get("deprecated").and_then(|deprecated| deprecated.get("removal"));
        let location = node.map_or_else(|| card.at_key("deprecated"), |node| card.at(node.mark));
        let message = format!("the model was to be removed on {}", shorten(removal, 40));
        findings.add(location, message, "remove it, or give a later day");
    }
}

/// Days after which a card in use should have been looked at: a year, and the month that a yearly review may be late.
const STALE_DAYS: i32 = 395;

static STALE: Rule = Rule {
    code: "CX814",
    name: "stale-card",
    level: None,
    summary: "A model in use has had no change for more than a year",
    why: "What is in production, or has an alias that programs load, is reviewed at least once a year: data drift, licences change, owners leave. \
          The last change is the newer one of the card's `date` and git's; where neither is known nothing is said. To change a word is no \
          review, but somebody has then opened the file. The rule is off, since many models are finished.",
    example: Example {
        bad: "---\nlicense: mit\nversion: \"1.0.0\"\ndate: 2020-01-31\nstage: production\n---\n# Lamp\n",
        line: None,
        good: "---\nlicense: mit\nversion: \"1.0.0\"\ndate: 2020-01-31\nstage: archived\n---\n# Lamp\n",
        files: &[],
    },
    fixable: false,
    check: Check::Card(stale),
};

fn stale(card: &Card<'_>, findings: &mut Findings<'_>) {
    let model = card.model;
    let is_production =
        model.card.stage.as_ref().is_some_and(|stage| stage.value.eq_ignore_ascii_case("production"));
    if model.card.deprecated.is_some() || !is_production && model.card.aliases.is_empty() {
        return;
    }
    let stated = model.card.date.as_ref().map(|date| date.value);
    let Some(last) = stated.max(model.updated) else { return };
    if date::days_between(last, card.today) > STALE_DAYS {
        let message = format!("the model is in use, and its last change was on {}", date::long(last));
        findings.add(
            Location::file(&model.card_path),
            message,
            "review it, and note the day under `approval` or `date`",
        );
    }
}
