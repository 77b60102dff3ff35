//! The register of risk and compliance: every model with what an auditor asks of it.

use rayon::prelude::*;

use crate::api;
use crate::catalog::text::shorten;
use crate::catalog::{Approval, Audit, audit};
use crate::config::Form;
use crate::site::RenderError;
use crate::site::number::grouped;
use crate::site::path::list_page;
use crate::site::shared::Shared;
use crate::site::view::{Badge, ExportView, ExtraField, Link, RegisterRow, RegisterView};

use super::health::owners;
use super::machine::{REGISTER_CSV, licence_label};
use super::pagination::{pages, pagination};

/// Models on one page.
const PAGE_SIZE: usize = 100;

/// Characters of a text that a row shows; the model's page has all of it.
const LONGEST: usize = 160;

/// Writes every page of the register; says how many.
pub(in crate::site) fn write(shared: &Shared<'_>) -> Result<usize, RenderError> {
    let models = &shared.catalog.models;
    let level = |model: usize| models[model].card.risk.as_ref().map_or("", |risk| risk.level.trim());
    let mut order: Vec<usize> = (0..models.len()).collect();
    order.sort_by_key(|&model| (rank(level(model)), model));
    let facts = facts(shared, &level);
    let count = pages(order.len(), PAGE_SIZE);
    (1..=count).into_par_iter().try_for_each(|number| {
        let start = (number - 1) * PAGE_SIZE;
        let listed = order.get(start..).unwrap_or_default().iter().take(PAGE_SIZE);
        let mut downloads = vec![ExportView { label: "JSON", path: api::part_path("register", 1) }];
        if shared.config.exports.has(Form::Csv) {
            downloads.insert(0, ExportView { label: "CSV", path: REGISTER_CSV.to_owned() });
        }
        let view = RegisterView {
            facts: facts.clone(),
            rows: listed.map(|&model| row(shared, model)).collect(),
            pagination: pagination("register", order.len(), PAGE_SIZE, number),
            downloads,
        };
        let mut page = shared.page("register", "register", list_page("register", number));
        page.title = if number == 1 { "Register".to_owned() } else { format!("Register, page {number}") };
        page.description = format!(
            "Risk, approval, owners, licences and intended use of the models of {}.",
            shared.site.title
        );
        if number > 1 {
            page.breadcrumbs.push(Link { label: "Register".to_owned(), path: list_page("register", 1) });
        }
        shared.write("register.html", &page, "register", &view)
    })?;
    Ok(count)
}

/// The highest risk first; a level of the hub's own between medium and low, and what is not stated last.
fn rank(level: &str) -> u8 {
    match level.to_ascii_lowercase().as_str() {
        "high" => 0,
        "medium" => 1,
        "low" => 3,
        "" | "unknown" => 4,
        _ => 2,
    }
}

fn facts<'a>(shared: &'a Shared<'_>, level: &dyn Fn(usize) -> &'a str) -> Vec<ExtraField> {
    let mut counts = [0_u64; 5];
    let mut approved = 0;
    for (ordinal, model) in shared.catalog.models.iter().enumerate() {
        counts[usize::from(rank(level(ordinal)))] += 1;
        let is_approved =
            |approval: &crate::catalog::Approval| approval.status.eq_ignore_ascii_case("approved");
        approved += u64::from(model.card.approval.as_ref().is_some_and(is_approved));
    }
    let [high, medium, other, low, none] = counts;
    let all = [
        ("High risk", Some(high)),
        ("Medium risk", Some(medium)),
        ("Another level", Some(other).filter(|count| *count > 0)),
        ("Low risk", Some(low)),
        ("Risk not stated", Some(none)),
        ("Approved", Some(approved)),
    ];
    all.into_iter()
        .filter_map(|(key, count)| Some(ExtraField { key: key.to_owned(), value: grouped(count?) }))
        .collect()
}

fn row(shared: &Shared<'_>, ordinal: usize) -> RegisterRow {
    let model = &shared.catalog.models[ordinal];
    let card = &model.card;
    let row: Audit<'_> = audit(model, shared.found[ordinal], shared.config);
    let version = card.version.as_ref().map(|version| format!("v{}", version.value.trim_start_matches('v')));
    let stage = (!row.stage.is_empty()).then(|| row.stage.to_owned());
    let deprecated = row.deprecated.then(|| "deprecated".to_owned());
    let state: Vec<String> = version.into_iter().chain(stage).chain(deprecated).collect();
    let tone = match row.risk.as_str() {
        "high" => "bad",
        "medium" => "warn",
        "low" => "ok",
        _ => "neutral",
    };
    let approval = card.approval.as_ref().filter(|_| !row.approval.is_empty());
    let cut = |texts: &[String]| shorten(&texts.join("; "), LONGEST);
    RegisterRow {
        model: Link { label: model.id.to_string(), path: shared.paths.model_page(ordinal) },
        state: state.join(" · "),
        risk: (!row.risk.is_empty()).then(|| Badge { text: row.risk.clone(), tone }),
        rationale: shorten(row.risk_rationale, LONGEST),
        approval: approval.map(Approval::describe).unwrap_or_default(),
        owners: owners(shared, model),
        license: licence_label(shared, ordinal, model).unwrap_or_default(),
        family: row.license_families.join(", "),
        uses: cut(row.uses),
        out_of_scope: cut(row.out_of_scope),
        missing: row.missing.iter().map(|id| word(id)).collect::<Vec<_>>().join(", "),
    }
}

/// What people call what is missing.
fn word(id: &str) -> &str {
    match id {
        "license" => "licence",
        "owners" => "owner",
        "intended-use" => "intended use",
        id => id,
    }
}
