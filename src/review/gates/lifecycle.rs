//! The life of a model: aliases, stages, approvals, owners, risk.

use crate::catalog::text::shorten;
use crate::catalog::{Approval, Model};
use crate::config::GateLevel;
use crate::diagnostic::Location;
use crate::review::Change;

use super::gate::{Case, Example, Found, Gate, Look};

pub(super) static GATES: &[&Gate] = &[&ALIAS, &TRANSITION, &SELF_GRANTED, &NOT_APPROVED, &OWNER, &RISK];

static ALIAS: Gate = Gate {
    code: "CR401",
    name: "protected-alias-moved",
    level: GateLevel::NeedsApproval,
    summary: "A protected alias stands for another version, began to stand for one, or is gone",
    why: "Services load `org/name@champion`: where it moves, they run another model. `aliases.protected` of the base names the aliases whose \
          move somebody has to approve.",
    next: "have the move approved",
    passes: "no protected alias moved",
    example: Example {
        fails: "aliases: {protected: [champion]}   # hub.yaml of the base\nchampion: \"2.0.0\"   →   champion: \"2.1.0\"",
        passes: "challenger: \"2.0.0\"   →   challenger: \"2.1.0\"",
    },
    look: Look::Model(alias),
};

fn alias(case: &Case<'_>, change: &Change, found: &mut Found) {
    let Some(after) = case.compared.after(change) else { return };
    for moved in &change.aliases {
        found.look();
        if !case.rules().aliases.protected.contains(&moved.name) {
            continue;
        }
        let name = &moved.name;
        let message = match (&moved.from, &moved.to) {
            (Some(from), Some(to)) => {
                format!("@{name} stands for {} and stood for {}", shorten(to, 40), shorten(from, 40))
            }
            (None, Some(to)) => format!("@{name} begins to stand for {}", shorten(to, 40)),
            (from, None) => {
                format!("@{name} is gone; it stood for {}", shorten(from.as_deref().unwrap_or_default(), 40))
            }
        };
        let location = case.in_lifecycle(after, &["aliases", name], &["aliases", name]);
        found.add(change, location, message);
    }
}

static TRANSITION: Gate = Gate {
    code: "CR403",
    name: "stage-transition-not-allowed",
    level: GateLevel::Block,
    summary: "A version goes from one stage to another that may not follow it",
    why: "`stages.transitions` of the base says which stages may follow a stage, so that nothing reaches production that was never in \
          staging. `cardex promote` keeps to the same table; an edit by hand has to as well. A version that gives its stage up where the \
          table names what follows is such a step too.",
    next: "go by a stage that the table allows: `cardex promote` names them",
    passes: "stages follow one another as `stages.transitions` says",
    example: Example {
        fails: "stages: {transitions: {development: [staging]}}   # hub.yaml of the base\nstage: development   →   stage: production",
        passes: "stage: development   →   stage: staging",
    },
    look: Look::Model(transition),
};

/// Where a model's files speak of the state of one of its versions.
fn at_state(case: &Case<'_>, model: &Model, version: Option<&str>, key: &str) -> Location {
    let label = version.unwrap_or_default();
    let earlier =
        model.versions.iter().find(|known| Some(known.label.as_str()) == version && !known.is_current());
    let location = case.in_lifecycle(model, &["versions", label, key], &[key]);
    match earlier {
        // The card does not speak of it.
        Some(earlier) if location.path == model.card_path => {
            Location { path: earlier.path.clone(), mark: earlier.mark }
        }
        _ => location,
    }
}

/// The model with one of its versions, for a message: `2.1.0: `; nothing for a model without versions.
fn whose(version: Option<&str>) -> String {
    version.map(|label| format!("{}: ", shorten(label, 40))).unwrap_or_default()
}

fn transition(case: &Case<'_>, change: &Change, found: &mut Found) {
    let Some((_, after)) = case.both(change) else { return };
    let stages = &case.rules().stages;
    for moved in &change.stages {
        let Some(from) = &moved.from else { continue };
        found.look();
        let version = moved.version.as_deref();
        let next = stages.transitions.get(from);
        let is_there = version.is_none_or(|label| after.versions.iter().any(|known| known.label == label));
        let message = match (&moved.to, next) {
            (Some(to), _) if !stages.allow(from, to) => {
                format!("{}{} → {}", whose(version), shorten(from, 40), shorten(to, 40))
            }
            (None, Some(_)) if is_there => format!("{}{} → no stage", whose(version), shorten(from, 40)),
            _ => continue,
        };
        let next = next.filter(|next| !next.is_empty()).map_or("nothing".to_owned(), |next| next.join(", "));
        let next =
            format!("{} may be followed by {next} (stages.transitions in hub.yaml)", shorten(from, 40));
        found.add(change, at_state(case, after, version, "stage"), message).next(next);
    }
}

/// A version with its stage and its approval; one without a name for a model that names none.
type State<'a> = (Option<&'a str>, Option<&'a str>, Option<&'a Approval>);

/// The states of all versions of a model.
fn states(model: &Model) -> Vec<State<'_>> {
    if model.versions.is_empty() {
        let stage = model.card.stage.as_ref().map(|stage| stage.value.as_str());
        return vec![(None, stage, model.card.approval.as_ref())];
    }
    let each = model.versions.iter();
    each.map(|version| (Some(version.label.as_str()), version.stage.as_deref(), version.approval.as_ref()))
        .collect()
}

/// The versions whose stage or approval is new, each with what it was; `None` where the version is new.
fn new_states<'a>(before: Option<&'a Model>, after: &'a Model) -> Vec<(State<'a>, Option<State<'a>>)> {
    let old = before.map(states).unwrap_or_default();
    let with_old = states(after).into_iter().map(|new| {
        let known = old.iter().find(|old| old.0 == new.0).copied();
        // A card that came to name its version is still the one that it was.
        (new, known.or_else(|| old.first().copied().filter(|old| old.0.is_none())))
    });
    with_old.filter(|(new, old)| old.is_none_or(|old| (old.1, old.2) != (new.1, new.2))).collect()
}

/// A name without the `@` that some write before it.
pub(super) fn plain(name: &str) -> String {
    name.trim().trim_start_matches('@').to_lowercase()
}

static SELF_GRANTED: Gate = Gate {
    code: "CR404",
    name: "approval-self-granted",
    level: GateLevel::Block,
    summary: "Who wrote the change approves a model in it",
    why: "An approval says that a second pair of eyes looked. The author is who `--author` names; a team that the author belongs to is \
          another name, which only the forge can look up.",
    next: "have somebody else approve, and write their name under `approval.by`",
    passes: "approvals come from others than the author",
    example: Example {
        fails: "approval: {status: approved, by: \"@mira\"}   # in a change by @mira",
        passes: "approval: {status: approved, by: \"@jon\"}   # in a change by @mira",
    },
    look: Look::Model(self_granted),
};

fn self_granted(case: &Case<'_>, change: &Change, found: &mut Found) {
    let Some(after) = case.compared.after(change) else { return };
    let Some(author) = case.asked.author.map(plain).filter(|author| !author.is_empty()) else { return };
    for ((version, _, approval), old) in new_states(case.compared.before(change), after) {
        let Some(approval) = approval.filter(|approval| approval.status.eq_ignore_ascii_case("approved"))
        else {
            continue;
        };
        if old.is_some_and(|old| old.2 == Some(approval)) {
            continue;
        }
        found.look();
        if let Some(by) = approval.by.as_deref().filter(|by| plain(by) == author) {
            let message = format!("{}approved by {}, who wrote the change", whose(version), shorten(by, 60));
            found.add(change, at_state(case, after, version, "approval"), message);
        }
    }
}

static NOT_APPROVED: Gate = Gate {
    code: "CR405",
    name: "approval-missing-for-stage",
    level: GateLevel::Block,
    summary: "A version reaches a stage that needs an approval, without one by somebody who may give it",
    why: "`policy.approval` of the base names the stages that need an approval, `policy.approvers` who may give it; nobody in that list means \
          anybody. An approval that was given to the version before is none of the new one's.",
    next: "have the version approved: `cardex promote ORG/NAME --approved-by @NAME`",
    passes: "versions that need an approval have one",
    example: Example {
        fails: "policy: {approval: [production]}   # hub.yaml of the base\nstage: staging   →   stage: production",
        passes: "stage: staging   →   stage: production, approval: {status: approved, by: \"@acme/risk\"}",
    },
    look: Look::Model(not_approved),
};

fn not_approved(case: &Case<'_>, change: &Change, found: &mut Found) {
    let Some(after) = case.compared.after(change) else { return };
    let policy = &case.rules().policy;
    let before = case.compared.before(change);
    let given: Vec<&Approval> =
        before.map(states).unwrap_or_default().into_iter().filter_map(|(_, _, approval)| approval).collect();
    for ((version, stage, approval), old) in new_states(before, after) {
        let Some(stage) = stage.filter(|stage| policy.approval.iter().any(|needs| needs == stage)) else {
            continue;
        };
        found.look();
        let stage = shorten(stage, 40);
        let who = whose(version);
        let fault = match approval {
            None => "and has none".to_owned(),
            Some(approval) if !approval.status.eq_ignore_ascii_case("approved") => {
                format!("and its approval is `{}`", shorten(&approval.status, 40))
            }
            Some(approval) if old.is_none() && given.contains(&approval) => {
                "and has the one that another version was given".to_owned()
            }
            Some(approval) => match &approval.by {
                _ if policy.approvers.is_empty() => continue,
                Some(by) if policy.approvers.iter().any(|may| plain(may) == plain(by)) => continue,
                Some(by) => format!("and {} may not give it", shorten(by, 60)),
                None => "and its own does not say by whom".to_owned(),
            },
        };
        let message = format!("{who}the stage {stage} needs an approval, {fault}");
        let said = found.add(change, at_state(case, after, version, "stage"), message);
        if !policy.approvers.is_empty() {
            said.next(format!("have the version approved by one of {}", policy.approvers.join(", ")));
        }
    }
}

static OWNER: Gate = Gate {
    code: "CR406",
    name: "owner-missing",
    level: GateLevel::Warn,
    summary: "A model loses its owners, comes without any, or has others (which is worth knowing, and no more)",
    why: "Whoever finds a fault in a model has to know whom to tell, and a review whom to ask. A model that comes without an owner is reported \
          where hub.yaml lists `owners`.",
    next: "name a person or a team under `owners`",
    passes: "models have owners, the same as before",
    example: Example {
        fails: "owners: [\"@acme/nlp\"]   →   no `owners`",
        passes: "owners: [\"@acme/nlp\"]",
    },
    look: Look::Model(owner),
};

fn owner(case: &Case<'_>, change: &Change, found: &mut Found) {
    let Some(after) = case.compared.after(change) else { return };
    let names = |model: &Model| -> Vec<String> {
        let mut names: Vec<String> = model.card.owners.iter().map(|owner| shorten(&owner.name, 60)).collect();
        names.sort();
        names
    };
    let new = names(after);
    let old = case.compared.before(change).map(names);
    let asks = !case.rules().owners.is_empty();
    if asks || old.as_ref().is_some_and(|old| !old.is_empty()) || !new.is_empty() {
        found.look();
    }
    let location = |case: &Case<'_>| case.in_card(after, &["owners"]);
    match old {
        None if new.is_empty() && asks => {
            found.add(change, location(case), "the new model has no owner");
        }
        Some(old) if new.is_empty() && !old.is_empty() => {
            found.add(
                change,
                location(case),
                format!("the model has no owner any more; it had {}", old.join(", ")),
            );
        }
        Some(old) if old != new && !new.is_empty() => {
            let was = if old.is_empty() { "nobody".to_owned() } else { old.join(", ") };
            found
                .add(change, location(case), format!("owned by {} and before by {was}", new.join(", ")))
                .next("make sure that the new owners know")
                .at_most(GateLevel::Inform);
        }
        _ => {}
    }
}

static RISK: Gate = Gate {
    code: "CR407",
    name: "risk-raised",
    level: GateLevel::Warn,
    summary: "The risk of a model is higher than it was",
    why: "Who chose the model for its low risk has to choose again. The levels are `minimal`, `low`, `medium`, `high` and `critical`; of \
          others, and of `unknown`, nobody can say which is higher.",
    next: "tell those who use the model, and say in `risk.rationale` what changed",
    passes: "no risk is higher than it was",
    example: Example {
        fails: "risk: {level: low}   →   risk: {level: high}",
        passes: "risk: {level: high}   →   risk: {level: low}",
    },
    look: Look::Model(risk),
};

fn risk(case: &Case<'_>, change: &Change, found: &mut Found) {
    let Some((before, after)) = case.both(change) else { return };
    let rank = |model: &Model| {
        let level = model.card.risk.as_ref()?.level.trim().to_ascii_lowercase();
        match level.as_str() {
            "none" | "minimal" => Some(0),
            "low" | "limited" => Some(1),
            "medium" | "moderate" => Some(2),
            "high" => Some(3),
            "critical" | "unacceptable" => Some(4),
            _ => None,
        }
    };
    let Some((old, new)) = rank(before).zip(rank(after)) else { return };
    found.look();
    if new > old {
        let level =
            |model: &Model| model.card.risk.as_ref().map_or(String::new(), |risk| shorten(&risk.level, 40));
        let message = format!("risk {} → {}", level(before), level(after));
        found.add(change, case.in_card(after, &["risk", "level"]), message);
    }
}
