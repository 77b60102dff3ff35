//! Which terms go with a term: tasks of an organisation, libraries of a task, tags of a tag …

use std::collections::BTreeMap;

use crate::catalog::Kind;
use crate::site::shared::Shared;
use crate::site::view::{CountedLink, RelatedTerms};
use crate::vocabulary::task;

use super::terms::{heading, label, modality};

/// Terms of one kind shown at most.
const MOST: usize = 8;

/// Terms that go with a term most often, by kind; kinds without any are left out.
pub(super) fn related(shared: &Shared<'_>, kind: Kind, ordinal: usize) -> Vec<RelatedTerms> {
    let others: &[Kind] = match kind {
        Kind::Task => &[Kind::Library, Kind::Language, Kind::Organisation],
        Kind::Library | Kind::License | Kind::Language => &[Kind::Task, Kind::Organisation],
        Kind::Dataset => &[Kind::Task, Kind::Language, Kind::Organisation],
        Kind::Tag => &[Kind::Tag, Kind::Task],
        Kind::Organisation => &[Kind::Task, Kind::Library, Kind::Language, Kind::License],
    };
    let mut groups = Vec::new();
    if kind == Kind::Task {
        groups.push(RelatedTerms { heading: "Related tasks", links: tasks(shared, ordinal) });
    }
    groups.extend(others.iter().map(|&other| RelatedTerms {
        heading: if other == kind { "Often together with" } else { heading(other) },
        links: counted(shared, (kind, ordinal), other),
    }));
    groups.retain(|group| !group.links.is_empty());
    groups
}

/// Terms of another kind by how many models they share with a term.
fn counted(shared: &Shared<'_>, (kind, ordinal): (Kind, usize), other: Kind) -> Vec<CountedLink> {
    let taxonomies = &shared.catalog.taxonomies;
    let models = taxonomies.of(kind).terms[ordinal].models.iter();
    let mut all: Vec<u32> = models
        .flat_map(|&model| taxonomies.term_ordinals(model as usize, other))
        .copied()
        .filter(|&term| other != kind || term as usize != ordinal)
        .collect();
    all.sort_unstable();
    let mut terms: Vec<(u32, usize)> =
        all.chunk_by(|one, next| one == next).map(|same| (same[0], same.len())).collect();
    terms.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    terms.truncate(MOST);
    let link = |(term, count): (u32, usize)| CountedLink {
        label: label(shared.catalog, other, term as usize),
        path: shared.paths.term_page(other, term as usize),
        count: Some(count),
    };
    terms.into_iter().map(link).collect()
}

/// Tasks near a task: those that the vocabulary names, those that its models' tags name as well, those of its modality.
fn tasks(shared: &Shared<'_>, ordinal: usize) -> Vec<CountedLink> {
    let taxonomies = &shared.catalog.taxonomies;
    let terms = &taxonomies.of(Kind::Task).terms;
    let here = &terms[ordinal];
    let place = |id: &str| terms.binary_search_by(|term| term.key.as_str().cmp(id)).ok();
    let mut near: Vec<usize> = Vec::new();
    let mut add = |term: usize| {
        if term != ordinal && !near.contains(&term) {
            near.push(term);
        }
    };
    if let Some(known) = task::find(&here.key) {
        known.related.iter().filter_map(|id| place(id)).for_each(&mut add);
    }
    let mut tagged: BTreeMap<usize, usize> = BTreeMap::new();
    for &model in &here.models {
        for tag in taxonomies.of_model(model as usize, Kind::Tag) {
            if let Some(term) = place(&tag.key) {
                *tagged.entry(term).or_default() += 1;
            }
        }
    }
    let mut tagged: Vec<(usize, usize)> = tagged.into_iter().collect();
    tagged.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    tagged.into_iter().for_each(|(term, _)| add(term));
    let own = modality(shared, &here.key);
    let mut alike: Vec<usize> =
        (0..terms.len()).filter(|&term| modality(shared, &terms[term].key) == own).collect();
    alike.sort_by_key(|&term| (std::cmp::Reverse(terms[term].models.len()), term));
    alike.into_iter().for_each(&mut add);
    near.truncate(MOST);
    let link = |term: usize| CountedLink {
        label: terms[term].label.clone(),
        path: shared.paths.term_page(Kind::Task, term),
        count: None,
    };
    near.into_iter().map(link).collect()
}
