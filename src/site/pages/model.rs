//! The page of one model.

use crate::catalog::{self, Kind, Model, Succession};
use crate::diagnostic::{Diagnostic, Level};
use crate::markdown::Rendered;
use crate::search::Document;
use crate::site::RenderError;
use crate::site::direction::direction;
use crate::site::item::{relation_badge, state_badges};
use crate::site::shared::{Shared, commit_view, date_view};
use crate::site::subject::Subject;
use crate::site::view::{
    Badge, Contents, ExtraField, Link, ModelView, Notice, SignatureView, SourceView, TensorView, UseView,
};

use super::{
    badges, card, collections, evaluation, facts, feeds, files, health, history, jsonld, lineage, machine,
    past, preview, related, snippets, twin, versions,
};

/// Writes a model's page; gives what the search index needs, and what there is to say about the card's text.
pub(in crate::site) fn write(
    shared: &Shared<'_>,
    ordinal: usize,
) -> Result<(Document, Vec<Diagnostic>), RenderError> {
    let model = &shared.catalog.models[ordinal];
    let path = shared.paths.model_page(ordinal);
    let rendered = card::model(&shared.links, shared.config, model, &path);
    let mut page = shared.page("model", "models", path);
    page.title = if model.title == model.id.as_str() || model.title == model.id.name() {
        model.id.to_string()
    } else {
        format!("{} · {}", model.id, model.title)
    };
    page.description = if model.description.is_empty() {
        format!("Model card of {}.", model.id)
    } else {
        model.description.clone()
    };
    page.breadcrumbs.push(Link { label: "Models".to_owned(), path: "models/index.html".to_owned() });
    page.breadcrumbs.extend(shared.term_links(ordinal, Kind::Organisation));
    let urls = files::public_urls(shared, model);
    page.jsonld_html = Some(jsonld::model(shared, ordinal, model, &urls));
    page.feed = feeds::of_model(shared, ordinal);
    page.markdown_path = twin::of(shared, shared.paths.model(ordinal));
    let thumbnail = thumbnail(shared, model);
    let base = shared.config.site.base_url.as_deref();
    page.image_url = thumbnail.as_ref().and_then(|path| base.map(|base| format!("{base}{path}")));
    let document = document(shared, ordinal, model, &rendered);
    let diagnostics = rendered.diagnostics.clone();
    let view = view(shared, &Subject::current(shared, ordinal), rendered, thumbnail);
    shared.write("model.html", &page, "model", &view)?;
    Ok((document, diagnostics))
}

fn document(shared: &Shared<'_>, ordinal: usize, model: &Model, rendered: &Rendered) -> Document {
    Document {
        id: model.id.to_string(),
        title: model.title.clone(),
        description: model.description.clone(),
        tags: Kind::ALL
            .into_iter()
            .filter(|kind| *kind != Kind::Organisation)
            .flat_map(|kind| shared.catalog.taxonomies.of_model(ordinal, kind).take(200))
            .flat_map(|term| {
                let label = (term.label != term.key).then(|| term.label.clone());
                std::iter::once(term.key.clone()).chain(label)
            })
            .collect(),
        headings: rendered.headings.iter().map(|heading| heading.text.clone()).collect(),
        body: rendered.text.clone(),
        languages: model.card.language.iter().map(|code| code.value.clone()).collect(),
    }
}

/// What a page about a model, or one of its earlier versions, shows.
pub(super) fn view(
    shared: &Shared<'_>,
    subject: &Subject<'_>,
    rendered: Rendered,
    thumbnail_path: Option<String>,
) -> ModelView {
    let (ordinal, model) = (subject.ordinal, subject.model);
    let card = &model.card;
    let mut badges: Vec<Badge> = card
        .version
        .iter()
        .map(|version| Badge { text: format!("v{}", version.value.trim_start_matches('v')), tone: "neutral" })
        .collect();
    badges.extend(state_badges(model));
    badges.extend(versions::alias_badges(shared, subject));
    badges.extend(relation_badge(model));
    let summary = [Kind::Task, Kind::Library, Kind::License];
    let summary = summary.into_iter().flat_map(|kind| subject.terms(shared, kind).into_iter().take(2));
    // A term that only an earlier version had has no page.
    let summary = summary.filter_map(|term| Some(Link { label: term.text, path: term.path? })).collect();
    let mut citations = card.citation.clone();
    if citations.is_empty() {
        citations.extend(rendered.bibtex);
    }
    let urls = files::public_urls(shared, model);
    let evaluations = evaluation::views(shared, subject);
    ModelView {
        id: model.id.to_string(),
        org: shared.term_links(ordinal, Kind::Organisation).next(),
        name: model.id.name().to_owned(),
        title: model.title.clone(),
        description: model.description.clone(),
        badges,
        marks: preview::marks(shared, subject),
        summary,
        notices: notices(shared, model, ordinal, &rendered.diagnostics),
        thumbnail_path,
        snippets: snippets::loading(model),
        download: snippets::download(model, &urls),
        facts: facts::facts(shared, subject),
        tags: shared.term_links(ordinal, Kind::Tag).collect(),
        links: facts::links(model),
        usage: usage(model),
        signature: signature(model),
        contents: rendered
            .headings
            .into_iter()
            .map(|heading| Contents { level: heading.level, text: heading.text, id: heading.id })
            .collect(),
        card_heading: if subject.version.is_some() { "Release notes" } else { "Model card" },
        card_direction: direction(&rendered.text),
        card_html: rendered.html,
        // The language of a card's data is not the language of its text: that one is the hub's to say.
        card_language: shared.config.site.languages.first().filter(|code| *code != "en").cloned(),
        has_claims: evaluations.iter().any(|table| table.rows.iter().any(|row| row.claims)),
        evaluations,
        histories: if subject.version.is_some() {
            Vec::new()
        } else {
            history::views(shared, &reported(model))
        },
        files: files::view(shared, model, &urls),
        lineage: if subject.version.is_some() {
            None
        } else {
            lineage::view(shared, model, ordinal, &shared.paths.model_page(ordinal))
        },
        collections: collections::of_model(shared, ordinal),
        versions: versions::view(shared, subject),
        promotions: past::promotions(shared, subject),
        changes: past::changes(shared, subject),
        related: if subject.version.is_some() { Vec::new() } else { related::views(shared, ordinal) },
        citations,
        additional: card
            .additional
            .iter()
            .map(|(key, value)| ExtraField { key: key.clone(), value: value.clone() })
            .collect(),
        source: source(shared, model),
        // What is judged and written is the model as it is now.
        completeness: subject.version.is_none().then(|| health::of_model(shared, ordinal)),
        exports: if subject.version.is_some() { Vec::new() } else { machine::forms(shared, ordinal) },
        badge_pictures: if subject.version.is_some() { None } else { badges::view(shared, ordinal) },
    }
}

pub(super) fn thumbnail(shared: &Shared<'_>, model: &Model) -> Option<String> {
    let stated = model.card.thumbnail.as_ref()?;
    let path = crate::site::links::normalise(&model.folder, &stated.value)?;
    shared.links.copy(&path, true).ok()
}

/// What each version reports, the oldest first.
fn reported(model: &Model) -> Vec<history::Reported<'_>> {
    let versions = model.versions.iter().rev();
    let reported = versions.map(|version| history::Reported {
        version: &version.label,
        date: version.date,
        evaluations: match &version.snapshot {
            Some(earlier) => &earlier.card.evaluations,
            None => &model.card.evaluations,
        },
    });
    reported.collect()
}

fn notices(shared: &Shared<'_>, model: &Model, ordinal: usize, found: &[Diagnostic]) -> Vec<Notice> {
    let mut notices = Vec::new();
    let way = catalog::succession(shared.catalog, ordinal).filter(|_| model.successor.is_some());
    let successor = way.as_ref().and_then(|way| way.last()).map(|last| lineage::item(shared, last));
    let link =
        successor.as_ref().and_then(|last| Some(Link { label: last.id.clone(), path: last.path.clone()? }));
    let through = way.as_ref().map(through).unwrap_or_default();
    if let Some(deprecated) = &model.card.deprecated {
        let mut text =
            deprecated.reason.clone().unwrap_or_else(|| "This model should not be used any more.".to_owned());
        if let Some(since) = &deprecated.since {
            text.push_str(&format!(" Since {since}."));
        }
        if let Some(removal) = &deprecated.removal {
            text.push_str(&format!(" To be removed on {removal}."));
        }
        if let Some(successor) = successor.as_ref().filter(|link| link.path.is_none()) {
            text.push_str(&format!(" Use {} instead.", successor.id));
        }
        text.push_str(&through);
        notices.push(Notice { tone: "bad", heading: "Deprecated".to_owned(), text, link });
    } else if let Some(successor) = successor {
        let text = match &link {
            Some(_) => format!("A newer version of this model is in the catalog.{through}"),
            None => format!("A newer version exists: {}.{through}", successor.id),
        };
        notices.push(Notice { tone: "info", heading: "Newer version".to_owned(), text, link });
    }
    notices.extend(inherited(shared, model, ordinal));
    if let Some(words) = &model.card.gated {
        let text = if words.is_empty() {
            "Access to this model needs consent to its conditions.".to_owned()
        } else {
            words.clone()
        };
        notices.push(Notice { tone: "warn", heading: "Access on conditions".to_owned(), text, link: None });
    }
    let rendering =
        found.iter().filter(|finding| finding.level == Level::Error).map(|finding| finding.message.clone());
    let problems: Vec<String> = model.problems.iter().cloned().chain(rendering).collect();
    if !problems.is_empty() {
        let text = problems.iter().take(5).cloned().collect::<Vec<_>>().join(". ");
        let more = problems.len().saturating_sub(5);
        let text = if more > 0 { format!("{text}. And {more} more.") } else { format!("{text}.") };
        let heading = "The card has problems".to_owned();
        notices.push(Notice {
            tone: "warn",
            heading,
            text: crate::catalog::text::one_line(&text),
            link: None,
        });
    }
    notices
}

/// The models between a model and the one that replaces it in the end, in words.
fn through(way: &Succession) -> String {
    match way.through() {
        [] => String::new(),
        [only] => format!(" It came by way of {}.", only.id),
        [first, .., last] => format!(" It came by way of {} … {}.", first.id, last.id),
    }
}

/// A word of warning where an ancestor's licence asks for more than the model's own.
fn inherited(shared: &Shared<'_>, model: &Model, ordinal: usize) -> Option<Notice> {
    if model.bases.is_empty() {
        return None;
    }
    let found = catalog::inherited(shared.catalog, ordinal)?;
    let through = match found.through.as_slice() {
        [] => String::new(),
        [only] => format!(", through {only}"),
        [first, .., last] => format!(", through {first} … {last}"),
    };
    let by = if found.by_adapter { " Whether terms reach an adapter is not settled." } else { "" };
    let text = format!(
        "The card states {}, but the model comes from {}{through}, which is under {}, {}. Ask the authors before you rely on \
         it.{by}",
        found.own.name, found.ancestor.id, found.terms.name, found.why
    );
    let label = found.ancestor.id.clone();
    let link = lineage::path(shared, &found.ancestor).map(|path| Link { label, path });
    let tone = if found.by_adapter { "info" } else { "warn" };
    Some(Notice { tone, heading: "Terms of an ancestor".to_owned(), text, link })
}

fn usage(model: &Model) -> UseView {
    let card = &model.card;
    let tone = |level: &str| match level.to_ascii_lowercase().as_str() {
        "low" => "ok",
        "medium" => "warn",
        "high" => "bad",
        _ => "neutral",
    };
    let risk = card.risk.as_ref();
    let view = UseView {
        stated: false,
        uses: card.intended_use.uses.clone(),
        users: card.intended_use.users.clone(),
        out_of_scope: card.intended_use.out_of_scope.clone(),
        limitations: card.limitations.clone(),
        risk: risk
            .filter(|risk| !risk.level.is_empty())
            .map(|risk| Badge { text: format!("{} risk", risk.level), tone: tone(&risk.level) }),
        risk_rationale: risk.and_then(|risk| risk.rationale.clone()),
        mitigations: risk.map(|risk| risk.mitigations.clone()).unwrap_or_default(),
    };
    let lists = [&view.uses, &view.users, &view.out_of_scope, &view.limitations, &view.mitigations];
    let stated =
        lists.iter().any(|list| !list.is_empty()) || view.risk.is_some() || view.risk_rationale.is_some();
    UseView { stated, ..view }
}

fn signature(model: &Model) -> Option<SignatureView> {
    let (inputs, outputs) = model.card.signature.as_ref()?;
    let view = |tensor: &crate::catalog::Tensor| TensorView {
        name: tensor.name.clone(),
        kind: tensor.kind.clone(),
        dtype: tensor.dtype.clone(),
        shape: if tensor.shape.is_empty() { String::new() } else { format!("[{}]", tensor.shape) },
        description: tensor.description.clone(),
    };
    Some(SignatureView {
        inputs: inputs.iter().map(view).collect(),
        outputs: outputs.iter().map(view).collect(),
    })
}

fn source(shared: &Shared<'_>, model: &Model) -> SourceView {
    let repository = shared.repository;
    SourceView {
        card: model.card_path.clone(),
        view_url: repository.map(|repository| repository.view(&model.card_path)),
        edit_url: repository.map(|repository| repository.edit(&model.card_path)),
        history_url: repository.map(|repository| repository.history(&model.folder)),
        commit: model.commit.as_ref().map(|commit| commit_view(commit, model.updated, repository)),
        created: model.created.map(date_view),
        updated: model.updated.map(date_view),
    }
}
