//! What an auditor asks of each model, in one row.

use serde::Serialize;

use crate::config::Config;
use crate::vocabulary::license;

use super::completeness::{Aspect, Completeness};
use super::model::Model;

/// One row of the register. What a card does not state is empty.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Audit<'a> {
    /// `org/name`.
    pub id: &'a str,
    /// `high`, `medium`, `low`, or the card's own word; empty where it states none.
    pub risk: String,
    /// Why.
    pub risk_rationale: &'a str,
    /// What is done about it.
    pub mitigations: &'a [String],
    /// The stage, as written.
    pub stage: &'a str,
    /// `draft`, `pending-review`, `approved`, `rejected`, or the card's own word.
    pub approval: &'a str,
    /// Who approved, or did not.
    pub approved_by: &'a str,
    /// When, as written.
    pub approved_on: &'a str,
    /// Who answers for the model.
    pub owners: Vec<&'a str>,
    /// The licences, as written.
    pub licenses: Vec<&'a str>,
    /// What they ask for, coarsely; in the order of `licenses`.
    pub license_families: Vec<String>,
    /// What the model is meant for.
    pub uses: &'a [String],
    /// What it is not meant for.
    pub out_of_scope: &'a [String],
    /// `yes`, `no` or the card's own word: whether it was trained on sensitive personal information.
    pub sensitive_personal_information: &'a str,
    /// Whether the model should not be used any more.
    pub deprecated: bool,
    /// What an auditor will miss.
    pub missing: Vec<&'static str>,
}

/// What a model lacks of what an auditor asks for, as ids.
fn missing(model: &Model, found: Completeness) -> Vec<&'static str> {
    use Aspect::{Checksums, Evaluation, IntendedUse, License, Limitations, Owners};
    let asked = [License, Owners, IntendedUse, Limitations, Evaluation, Checksums];
    let approval = model.card.approval.as_ref().filter(|approval| !approval.status.is_empty());
    let own = [("risk", risk(model).is_empty()), ("approval", approval.is_none())];
    let own = own.into_iter().filter_map(|(id, lacks)| lacks.then_some(id));
    own.chain(asked.into_iter().filter(|aspect| !found.has(*aspect)).map(|aspect| aspect.id())).collect()
}

fn risk(model: &Model) -> String {
    let level = model.card.risk.as_ref().map(|risk| risk.level.trim().to_lowercase()).unwrap_or_default();
    if level == "unknown" { String::new() } else { level }
}

/// The row of a model.
pub fn audit<'a>(model: &'a Model, found: Completeness, config: &Config) -> Audit<'a> {
    let card = &model.card;
    let text = |text: Option<&'a String>| text.map_or("", String::as_str);
    let approval = card.approval.as_ref();
    let family = |stated: &str| {
        let own = config.licenses.add.iter().find(|own| own.id.eq_ignore_ascii_case(stated));
        own.and_then(|own| own.family.clone())
            .unwrap_or_else(|| license::resolve(stated).family.title().to_owned())
    };
    let personal = card.compliance.iter().find(|(key, _)| key == "sensitive_personal_information");
    Audit {
        id: model.id.as_str(),
        risk: risk(model),
        risk_rationale: text(card.risk.as_ref().and_then(|risk| risk.rationale.as_ref())),
        mitigations: card.risk.as_ref().map_or(&[], |risk| risk.mitigations.as_slice()),
        stage: card.stage.as_ref().map_or("", |stage| &stage.value),
        approval: approval.map_or("", |approval| &approval.status),
        approved_by: text(approval.and_then(|approval| approval.by.as_ref())),
        approved_on: text(approval.and_then(|approval| approval.date.as_ref())),
        owners: card.owners.iter().map(|owner| owner.name.as_str()).collect(),
        licenses: card.license.iter().map(|license| license.value.as_str()).collect(),
        license_families: card.license.iter().map(|license| family(&license.value)).collect(),
        uses: &card.intended_use.uses,
        out_of_scope: &card.intended_use.out_of_scope,
        sensitive_personal_information: personal.map_or("", |(_, value)| value),
        deprecated: card.deprecated.is_some(),
        missing: missing(model, found),
    }
}
