//! Whose approval a change needs, which labels say that it was given, and which would suit it.

use std::collections::{BTreeMap, BTreeSet};

use crate::config::GateCode;
use crate::diagnostic::{Diagnostic, Location};

use super::codeowners::CodeOwners;
use super::gate::{Case, place};
use super::lifecycle::plain;
use super::{Basis, Finding, Needed, Status, all};
use crate::review::licence;

/// Gates whose findings those approve who approve models: `policy.approvers`.
const OF_APPROVERS: [&str; 5] = ["CR401", "CR403", "CR404", "CR405", "CR407"];

/// Who may approve what a gate found: those that hub.yaml names for the gate; for stages and aliases those who approve models; else the
/// code owners of the file, or who owns the model in the base.
pub(super) fn approvers(case: &Case<'_>, code_owners: &CodeOwners, finding: &Finding) -> Vec<String> {
    let rules = case.rules();
    let policy = &rules.policy.approvers;
    let of_files = || {
        let path = finding.location.as_ref().map(|location| location.path.as_str())?;
        Some(code_owners.of(path).concat()).filter(|owners| !owners.is_empty())
    };
    let of_card = || {
        let id = finding.model.as_deref()?;
        let change = case.compared.changes.iter().find(|change| change.id == id)?;
        let owners = &case.compared.before(change)?.card.owners;
        Some(owners.iter().map(|owner| owner.name.clone()).collect())
    };
    let named = match rules.review.approvers(finding.rule) {
        Some(named) => named.to_vec(),
        None if OF_APPROVERS.contains(&finding.rule) && !policy.is_empty() => policy.clone(),
        None if finding.rule == "CR402" => of_files().unwrap_or_else(|| policy.clone()),
        None => of_files().or_else(of_card).unwrap_or_default(),
    };
    others(case, named)
}

/// Names, each once, without the author, who cannot approve a change of their own; unless nobody else is named.
fn others(case: &Case<'_>, named: Vec<String>) -> Vec<String> {
    let mut unique: Vec<String> = Vec::with_capacity(named.len());
    for name in named {
        if !unique.contains(&name) {
            unique.push(name);
        }
    }
    let rest: Vec<String> = unique.iter().filter(|name| !is_author(case, name)).cloned().collect();
    if rest.is_empty() { unique } else { rest }
}

fn is_author(case: &Case<'_>, name: &str) -> bool {
    case.asked.author.is_some_and(|author| plain(author) == plain(name) && !plain(author).is_empty())
}

/// The label that says that a finding was approved.
pub(super) fn label(case: &Case<'_>, finding: &Finding) -> Option<String> {
    let known = &case.rules().review.labels;
    let mut given = case.asked.labels.iter().map(|label| label.trim());
    given
        .find(|label| known.get(*label).is_some_and(|values| stand_for(case, finding, values)))
        .map(str::to_owned)
}

/// Whether a label with these values says that a finding was approved: one of them is the gate, or may approve it.
fn stand_for(case: &Case<'_>, finding: &Finding, values: &[String]) -> bool {
    values.iter().any(|value| {
        if GateCode::is_code(value) {
            return finding.rule.starts_with(value.as_str());
        }
        !is_author(case, value) && finding.approvers.iter().any(|name| plain(name) == plain(value))
    })
}

/// The labels of hub.yaml that would say that a finding was approved.
fn would_do(case: &Case<'_>, finding: &Finding) -> BTreeSet<String> {
    let known = case.rules().review.labels.iter();
    known.filter(|(_, values)| stand_for(case, finding, values)).map(|(label, _)| label.clone()).collect()
}

/// All approvals that a change needs: those of gates, of owners of models, of code owners.
pub(super) fn needed(case: &Case<'_>, code_owners: &CodeOwners, findings: &[Finding]) -> Vec<Needed> {
    type Key = (Basis, Vec<String>, Option<String>);
    let mut all: BTreeMap<Key, BTreeSet<String>> = BTreeMap::new();
    // Of the approvals of gates: the labels that would do for everything that one is about.
    let mut labels: BTreeMap<Key, BTreeSet<String>> = BTreeMap::new();
    for finding in findings {
        if finding.status == Status::NeedsApproval || finding.approved.is_some() {
            let key = (Basis::Gate, finding.approvers.clone(), finding.approved.clone());
            if finding.approved.is_none() {
                let these = would_do(case, finding);
                labels
                    .entry(key.clone())
                    .and_modify(|all| all.retain(|label| these.contains(label)))
                    .or_insert(these);
            }
            all.entry(key).or_default().insert(format!("{} {}", finding.rule, finding.name));
        }
    }
    for change in &case.compared.changes {
        let Some(before) = case.compared.before(change) else { continue };
        let owners: Vec<String> = before.card.owners.iter().map(|owner| owner.name.clone()).collect();
        if !owners.is_empty() && !owners.iter().any(|owner| is_author(case, owner)) {
            all.entry((Basis::Owners, owners, None)).or_default().insert(change.id.clone());
        }
    }
    let files =
        case.compared.changes.iter().flat_map(|change| &change.files).chain(&case.compared.other_files);
    for path in files {
        for owners in code_owners.of(path) {
            if !owners.iter().any(|owner| is_author(case, owner)) {
                all.entry((Basis::CodeOwners, owners.to_vec(), None)).or_default().insert(path.clone());
            }
        }
    }
    let mut labels = |key: &Key| labels.remove(key).unwrap_or_default().into_iter().collect();
    let each = all.into_iter();
    each.map(|(key, about)| Needed {
        labels: labels(&key),
        basis: key.0,
        approvers: key.1,
        about: about.into_iter().collect(),
        given: key.2,
    })
    .collect()
}

/// Labels that would suit a change and that it has not. None of them says that something was approved: whoever sets them approves
/// nothing.
pub(super) fn labels(case: &Case<'_>, findings: &[Finding], needed: &[Needed]) -> Vec<String> {
    let mut labels = BTreeSet::new();
    for change in &case.compared.changes {
        labels.extend(change.actions.iter().map(|action| format!("model:{}", action.word())));
        // Of a model that came or went everything differs.
        if change.before.is_some() && change.after.is_some() {
            let about = [("metrics", !change.results.is_empty()), ("weights", !change.weights.is_empty())];
            labels.extend(about.iter().filter(|(_, is)| *is).map(|(label, _)| (*label).to_owned()));
        }
        let sides = case.compared.before(change).zip(case.compared.after(change));
        if sides.is_some_and(|(before, after)| licence(before, after).is_some()) {
            labels.insert("licence".to_owned());
        }
        if !change.aliases.is_empty() || !change.stages.is_empty() {
            labels.insert("lifecycle".to_owned());
        }
    }
    for finding in
        findings.iter().filter(|finding| finding.status != Status::Pass || finding.approved.is_some())
    {
        match finding.rule {
            "CR101" | "CR102" | "CR103" => labels.insert("licence".to_owned()),
            "CR402" => labels.insert("policy".to_owned()),
            _ => false,
        };
    }
    for needed in needed.iter().filter(|needed| needed.basis == Basis::Gate && needed.given.is_none()) {
        labels.extend(
            needed.approvers.iter().filter_map(|name| slug(name)).map(|name| format!("needs-{name}")),
        );
        if needed.approvers.is_empty() {
            labels.insert("needs-approval".to_owned());
        }
    }
    let review = &case.rules().review;
    let has = |label: &String| case.asked.labels.iter().any(|given| given.trim().eq_ignore_ascii_case(label));
    labels.into_iter().filter(|label| !has(label) && !review.labels.contains_key(label)).collect()
}

/// The last part of a name, in letters that a label may have: `legal` for `@acme/legal`, `mira` for `mira@acme.example`.
fn slug(name: &str) -> Option<String> {
    let name = name.trim().trim_start_matches('@');
    let name = name.rsplit('/').next().unwrap_or(name);
    let name = name.split('@').next().unwrap_or(name).to_ascii_lowercase();
    let letters = name.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' });
    let slug: String = letters.take(40).collect();
    let slug = slug.trim_matches('-');
    (!slug.is_empty()).then(|| slug.to_owned())
}

/// What `review` of the base's hub.yaml names that there is not: codes of gates.
pub(super) fn unknown_codes(case: &Case<'_>) -> Vec<Diagnostic> {
    let review = &case.rules().review;
    let of_levels = review.gates.keys().map(|code| ("gates", code.as_str()));
    let of_approvers = review.approvers.keys().map(|code| ("approvers", code.as_str()));
    let mut notes = Vec::new();
    let mut check = |keys: &[&str], code: &str| {
        if all::gates().iter().any(|gate| gate.code.starts_with(code)) {
            return;
        }
        let at = place(&case.compared.base, crate::config::FILE, keys);
        let message = format!("no gate has the code `{code}`");
        notes.push(Diagnostic::warning("CX114", at, message).help("`cardex rules` lists the gates"));
    };
    for (key, code) in of_levels.chain(of_approvers) {
        check(&["review", key, code], code);
    }
    for (label, values) in &review.labels {
        for code in values.iter().filter(|value| GateCode::is_code(value)) {
            check(&["review", "labels", label], code);
        }
    }
    let file = |note: &Diagnostic| Location::file(note.location.path.clone());
    notes.sort();
    notes.dedup_by(|one, other| one.message == other.message && file(one) == file(other));
    notes
}
