//! Lineage: the models, datasets and organisations that cards name.

use std::collections::{BTreeMap, BTreeSet};

use super::{Card, Check, Example, Findings, Hub, Rule};
use crate::catalog::text::shorten;
use crate::catalog::{Catalog, Model};
use crate::diagnostic::{Level, Location};
use crate::vocabulary::suggestion::suggest;

pub(super) const RULES: &[&Rule] = &[
    &UNRESOLVED,
    &CYCLE,
    &RELATION_WITHOUT_BASE,
    &BASE_DEPRECATED,
    &SELF_REFERENCE,
    &DATASET_UNRESOLVED,
    &ITEM_MISSING,
    &CHAIN_BROKEN,
    &ORPHAN_ORG,
    &SOURCE_UNRESOLVED,
];

static UNRESOLVED: Rule = Rule {
    code: "CX601",
    name: "base-model-unresolved",
    level: Some(Level::Warning),
    summary: "A card names a model of this hub's organisation that is not there",
    why: "The organisation is one of this hub, so the model should be too: its id is misspelt, or its card is missing. Until then it is shown \
          as an external model, and the tree of models has a gap.",
    example: Example {
        bad: "---\nlicense: mit\nbase_model: acme/lantern\n---\n# Lamp\n",
        line: Some(3),
        good: "---\nlicense: mit\nbase_model: elsewhere/lantern\n---\n# Lamp\n",
        files: &[],
    },
    fixable: false,
    check: Check::Reading,
};

static CYCLE: Rule = Rule {
    code: "CX602",
    name: "lineage-cycle",
    level: Some(Level::Error),
    summary: "Models come from one another, or replace one another, in a circle",
    why: "A model cannot be made from one that was made from it, nor be replaced by one that it replaces. One of the cards names as its \
          `base_model` what was in truth made from it, or as `new_version` (or `deprecated.by`) an older model; correct that card.",
    example: Example {
        bad: "---\nlicense: mit\nbase_model: acme/shade\n---\n# Lamp\n",
        line: Some(3),
        good: "---\nlicense: mit\n---\n# Lamp\n",
        files: &[("models/acme/shade/README.md", "---\nlicense: mit\nbase_model: acme/lamp\n---\n# Shade\n")],
    },
    fixable: false,
    check: Check::Reading,
};

static RELATION_WITHOUT_BASE: Rule = Rule {
    code: "CX603",
    name: "relation-without-base",
    level: Some(Level::Warning),
    summary: "A `base_model_relation` stands without `base_model`",
    why: "The relation says how the model was made from its base, and nobody knows from which. Add `base_model`, or leave the relation out.",
    example: Example {
        bad: "---\nlicense: mit\nbase_model_relation: quantized\n---\n# Lamp\n",
        line: Some(3),
        good: "---\nlicense: mit\nbase_model_relation: quantized\nbase_model: elsewhere/lamp\n---\n# Lamp\n",
        files: &[],
    },
    fixable: false,
    check: Check::Card(relation_without_base),
};

fn relation_without_base(card: &Card<'_>, findings: &mut Findings<'_>) {
    if let Some(relation) = &card.model.card.base_model_relation
        && card.model.card.base_model.is_empty()
    {
        let message = format!("`base_model_relation: {}` has no `base_model`", shorten(&relation.value, 40));
        findings.add(card.at(relation.mark), message, "add `base_model:` with the id of the base");
    }
}

static BASE_DEPRECATED: Rule = Rule {
    code: "CX604",
    name: "base-model-deprecated",
    level: Some(Level::Warning),
    summary: "The base model is deprecated",
    why: "Whatever the base was given up for may be in this model too. Build the next version on the model that replaces it, or deprecate \
          this one as well.",
    example: Example {
        bad: "---\nlicense: mit\nbase_model: acme/candle\n---\n# Lamp\n",
        line: Some(3),
        good: "---\nlicense: mit\nbase_model: acme/candle\ndeprecated: it comes from a deprecated model\n---\n# Lamp\n",
        files: &[(
            "models/acme/candle/README.md",
            "---\nlicense: mit\ndeprecated: it drips\n---\n# Candle\n",
        )],
    },
    fixable: false,
    check: Check::Card(base_deprecated),
};

fn base_deprecated(card: &Card<'_>, findings: &mut Findings<'_>) {
    if card.model.card.deprecated.is_some() {
        return;
    }
    for (stated, base) in card.model.card.base_model.iter().zip(&card.model.bases) {
        let Some(base) = base.model.and_then(|base| card.catalog.models.get(base as usize)) else { continue };
        if base.card.deprecated.is_none() {
            continue;
        }
        let message = format!("the base model {} is deprecated", shorten(base.id.as_str(), 120));
        let help = match &base.successor {
            Some(next) => format!("it is replaced by {}", shorten(&next.id, 120)),
            None => "build on another model, or deprecate this one as well".to_owned(),
        };
        findings.add(card.at(stated.mark), message, help);
    }
}

static SELF_REFERENCE: Rule = Rule {
    code: "CX605",
    name: "self-reference",
    level: Some(Level::Error),
    summary: "A model names itself as its base",
    why: "The id was copied from the card's own address, or the base has the same name under another organisation. Name the model that this \
          one was made from, or leave `base_model` out.",
    example: Example {
        bad: "---\nlicense: mit\nbase_model: acme/lamp\n---\n# Lamp\n",
        line: Some(3),
        good: "---\nlicense: mit\nbase_model: elsewhere/lamp\n---\n# Lamp\n",
        files: &[],
    },
    fixable: false,
    check: Check::Reading,
};

static DATASET_UNRESOLVED: Rule = Rule {
    code: "CX606",
    name: "dataset-unresolved",
    level: Some(Level::Note),
    summary: "A card names a dataset of this hub's organisation that is not there",
    why: "The hub has cards of datasets of this organisation, and none of this name: the id is misspelt, or the card is missing.",
    example: Example {
        bad: "---\nlicense: mit\ndatasets: [acme/lamsp]\n---\n# Lamp\n",
        line: Some(3),
        good: "---\nlicense: mit\ndatasets: [acme/lamps]\n---\n# Lamp\n",
        files: &[("datasets/acme/lamps/README.md", "---\nlicense: mit\n---\n# Lamps\n")],
    },
    fixable: false,
    check: Check::Card(dataset_unresolved),
};

fn dataset_unresolved(card: &Card<'_>, findings: &mut Findings<'_>) {
    for named in &card.model.card.datasets {
        let id = named.value.as_str();
        if let Some(help) = missing_dataset(card.catalog, id) {
            findings.add(card.at(named.mark), format!("the hub has no dataset `{}`", shorten(id, 120)), help);
        }
    }
}

/// What to do about a dataset that the hub should have, since it has others of the same organisation; `None` where all is well.
fn missing_dataset(catalog: &Catalog, id: &str) -> Option<String> {
    let datasets = &catalog.datasets;
    let (org, _) = id.split_once('/').filter(|(_, name)| !name.contains('/'))?;
    let start = datasets.partition_point(|dataset| dataset.key.as_str() < org);
    let siblings = datasets[start..]
        .iter()
        .map(|dataset| dataset.key.as_str())
        .take_while(|key| key.starts_with(org))
        .filter(|key| key.as_bytes().get(org.len()) == Some(&b'/'));
    if siblings.clone().next().is_none() || Catalog::profile(datasets, id).is_some() {
        return None;
    }
    Some(match suggest(id, siblings.take(1_000)) {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => "correct the id, or add the dataset's card".to_owned(),
    })
}

static SOURCE_UNRESOLVED: Rule = Rule {
    code: "CX610",
    name: "source-dataset-unresolved",
    level: Some(Level::Note),
    summary: "A dataset's card names a source of this hub's organisation that is not there",
    why: "`source_datasets` says what the dataset was made from. The hub has cards of datasets of that organisation, and none of this name: the \
          id is misspelt, or the card is missing, and the way back to the first data ends here.",
    example: Example { bad: "", line: None, good: "", files: &[] },
    fixable: false,
    check: Check::Hub(source_unresolved),
};

fn source_unresolved(hub: &Hub<'_>, findings: &mut Findings<'_>) {
    for dataset in &hub.catalog.datasets {
        for id in dataset.sources.iter().filter(|source| **source != dataset.key) {
            if let Some(help) = missing_dataset(hub.catalog, id) {
                let message = format!("the hub has no dataset `{}`", shorten(id, 120));
                findings.add(Location::file(&dataset.card_path), message, help);
            }
        }
    }
}

static ITEM_MISSING: Rule = Rule {
    code: "CX607",
    name: "collection-item-missing",
    level: Some(Level::Error),
    summary: "A collection, or an organisation's `featured`, names what is not there",
    why: "Readers are sent to a page that does not exist. The id is misspelt, the model or dataset was removed, or it lies elsewhere: give \
          its address as `url` then.",
    example: Example {
        bad: "---\nlicense: mit\n---\n# Lantern\n",
        line: None,
        good: "---\nlicense: mit\naliases: {stable: \"1.0.0\"}\nversion: \"1.0.0\"\n---\n# Lamp\n",
        files: &[(
            "collections/lights.md",
            "---\ntitle: Lights\nitems:\n- model: acme/lamp@stable\n  note: For reading.\n---\n",
        )],
    },
    fixable: false,
    check: Check::Reading,
};

static CHAIN_BROKEN: Rule = Rule {
    code: "CX608",
    name: "new-version-chain-broken",
    level: Some(Level::Warning),
    summary: "The way to a newer model ends nowhere",
    why: "`new_version` and `deprecated.by` send readers on to the model that they should use. Here they come to one that is given up and \
          names no other, or a model names itself.",
    example: Example {
        bad: "---\nlicense: mit\nnew_version: acme/candle\n---\n# Lamp\n",
        line: Some(3),
        good: "---\nlicense: mit\nnew_version: acme/lantern\n---\n# Lamp\n",
        files: &[
            ("models/acme/candle/README.md", "---\nlicense: mit\ndeprecated: it drips\n---\n# Candle\n"),
            ("models/acme/lantern/README.md", "---\nlicense: mit\n---\n# Lantern\n"),
        ],
    },
    fixable: false,
    check: Check::Hub(chain_broken),
};

fn chain_broken(hub: &Hub<'_>, findings: &mut Findings<'_>) {
    let models = &hub.catalog.models;
    let next =
        |at: usize| models[at].successor.as_ref().and_then(|next| next.model).map(|next| next as usize);
    for start in 0..models.len() {
        let model = &models[start];
        let named = model.card.new_version.as_ref().map(|newer| newer.value.as_str());
        if named == Some(model.id.as_str()) {
            let message = "`new_version` is the model itself";
            findings.add(stated_at(model), message, "name the newer model, or leave the field out");
        }
        if let Some(to) = next(start).map(|to| &models[to])
            && to.card.deprecated.is_some()
            && to.successor.is_none()
        {
            let message = format!("{} is deprecated itself and names no other", shorten(to.id.as_str(), 120));
            findings.add(stated_at(model), message, "name a model that is still in use");
        }
    }
}

/// Where a card names its successor.
fn stated_at(model: &Model) -> Location {
    match &model.card.new_version {
        Some(newer) => Location::at(&model.card_path, newer.mark),
        None => Location::file(&model.card_path),
    }
}

static ORPHAN_ORG: Rule = Rule {
    code: "CX609",
    name: "orphan-org",
    level: Some(Level::Warning),
    summary: "An organisation has models and no profile",
    why: "The hub describes its organisations, and this one is missing: readers do not learn who stands behind the models. Add \
          `orgs/NAME/README.md`. A hub without profiles is not asked for any, nor an organisation whose models are all deprecated.",
    example: Example {
        bad: "---\nlicense: mit\n---\n# Lamp\n",
        line: None,
        good: "---\nlicense: mit\ndeprecated: the company is no more\n---\n# Lamp\n",
        files: &[("orgs/elsewhere/README.md", "# Elsewhere\n")],
    },
    fixable: false,
    check: Check::Hub(orphan_org),
};

fn orphan_org(hub: &Hub<'_>, findings: &mut Findings<'_>) {
    if hub.catalog.orgs.is_empty() {
        return;
    }
    let mut orgs: BTreeMap<&str, &Model> = BTreeMap::new();
    for model in hub.catalog.models.iter().filter(|model| model.card.deprecated.is_none()) {
        if let Some(org) = model.id.org() {
            orgs.entry(org).or_insert(model);
        }
    }
    let profiles: BTreeSet<&str> = hub.catalog.orgs.iter().map(|org| org.key.as_str()).collect();
    for (org, model) in orgs.into_iter().filter(|(org, _)| !profiles.contains(org)) {
        let name = shorten(org, 100);
        let folder =
            model.folder.strip_suffix(model.id.name()).unwrap_or(&model.folder).trim_end_matches('/');
        let help = match suggest(org, profiles.iter().copied().take(1_000)) {
            Some(near) => format!(
                "the hub has a profile of `{near}`; or add {}/{name}/README.md",
                hub.config.paths.orgs
            ),
            None => format!("add {}/{name}/README.md", hub.config.paths.orgs),
        };
        findings.add(Location::file(folder), format!("the organisation `{name}` has no profile"), help);
    }
}
