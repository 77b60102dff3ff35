//! The whole catalog as tables, one row for each model. `docs/exports.md` explains the columns.

use std::io::Read;

use crate::catalog::{Audit, Catalog, Completeness, Kind};

use super::csv::Rows;

/// The columns of `models.csv`.
const MODELS: [&str; 23] = [
    "id",
    "organisation",
    "name",
    "title",
    "description",
    "task",
    "library",
    "licenses",
    "languages",
    "tags",
    "datasets",
    "base_models",
    "relation",
    "version",
    "stage",
    "deprecated",
    "parameters",
    "bytes",
    "owners",
    "created",
    "updated",
    "completeness",
    "page",
];

/// The columns of `register.csv`.
const REGISTER: [&str; 18] = [
    "id",
    "risk",
    "risk_rationale",
    "mitigations",
    "stage",
    "approval",
    "approved_by",
    "approved_on",
    "owners",
    "licenses",
    "license_families",
    "uses",
    "out_of_scope",
    "sensitive_personal_information",
    "deprecated",
    "missing",
    "completeness",
    "page",
];

/// What stands between the values of one cell.
const BETWEEN: &str = "; ";

/// `models.csv`: what the catalog says of every model. `page` gives a model's page.
pub fn models<'a>(
    catalog: &'a Catalog,
    found: &'a [Completeness],
    page: &'a dyn Fn(usize) -> String,
) -> impl Read + 'a {
    Rows::new(&MODELS, catalog.models.len(), move |ordinal| {
        let model = &catalog.models[ordinal];
        let card = &model.card;
        let terms = |kind| {
            let terms = catalog.taxonomies.of_model(ordinal, kind);
            terms.map(|term| term.key.as_str()).collect::<Vec<_>>().join(BETWEEN)
        };
        let number = |number: Option<u64>| number.map(|number| number.to_string()).unwrap_or_default();
        let day =
            |day: Option<crate::catalog::date::Date>| day.map(|day| day.to_string()).unwrap_or_default();
        let bases: Vec<&str> = model.bases.iter().map(|base| base.id.as_str()).collect();
        let owners: Vec<&str> = card.owners.iter().map(|owner| owner.name.as_str()).collect();
        let row = [
            model.id.to_string(),
            model.id.org().unwrap_or_default().to_owned(),
            model.id.name().to_owned(),
            model.title.clone(),
            model.description.clone(),
            model.task.clone().unwrap_or_default(),
            model.library.clone().unwrap_or_default(),
            terms(Kind::License),
            terms(Kind::Language),
            terms(Kind::Tag),
            terms(Kind::Dataset),
            bases.join(BETWEEN),
            model.relation.map_or("", |relation| relation.id()).to_owned(),
            card.version.as_ref().map_or("", |version| &version.value).to_owned(),
            card.stage.as_ref().map_or("", |stage| &stage.value).to_owned(),
            yes_or_no(card.deprecated.is_some()).to_owned(),
            number(model.parameters()),
            number(model.size()),
            owners.join(BETWEEN),
            day(model.created),
            day(model.updated),
            found[ordinal].score().to_string(),
            page(ordinal),
        ];
        row.into()
    })
}

/// `register.csv`: what an auditor asks of every model. `audit` gives what is said of a model, `page` its page.
pub fn register<'a>(
    found: &'a [Completeness],
    audit: &'a dyn Fn(usize) -> Audit<'a>,
    page: &'a dyn Fn(usize) -> String,
) -> impl Read + 'a {
    Rows::new(&REGISTER, found.len(), move |ordinal| {
        let row = audit(ordinal);
        let missing: Vec<&str> = row.missing.clone();
        let row = [
            row.id.to_owned(),
            row.risk,
            row.risk_rationale.to_owned(),
            row.mitigations.join(BETWEEN),
            row.stage.to_owned(),
            row.approval.to_owned(),
            row.approved_by.to_owned(),
            row.approved_on.to_owned(),
            row.owners.join(BETWEEN),
            row.licenses.join(BETWEEN),
            row.license_families.join(BETWEEN),
            row.uses.join(BETWEEN),
            row.out_of_scope.join(BETWEEN),
            row.sensitive_personal_information.to_owned(),
            yes_or_no(row.deprecated).to_owned(),
            missing.join(BETWEEN),
            found[ordinal].score().to_string(),
            page(ordinal),
        ];
        row.into()
    })
}

fn yes_or_no(is: bool) -> &'static str {
    if is { "yes" } else { "no" }
}
