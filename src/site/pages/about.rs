//! What the catalog was built from, and what could not be read.

use crate::catalog::date;
use crate::diagnostic::{Diagnostic, Level};
use crate::site::RenderError;
use crate::site::number::grouped;
use crate::site::shared::Shared;
use crate::site::view::{AboutView, ExtraField};

/// Problems listed at most.
const MOST_PROBLEMS: usize = 200;

/// Writes the page about the catalog; `findings` are all findings of the build.
pub(in crate::site) fn write(shared: &Shared<'_>, findings: &[Diagnostic]) -> Result<(), RenderError> {
    let counts = &shared.site.counts;
    let mut facts = vec![
        ("Models", counts.models),
        ("Organisations", counts.orgs),
        ("Tasks", counts.tasks),
        ("Libraries", counts.libraries),
        ("Licences", counts.licenses),
        ("Languages", counts.languages),
        ("Datasets", counts.datasets),
        ("Tags", counts.tags),
    ]
    .into_iter()
    .map(|(key, count)| ExtraField { key: key.to_owned(), value: grouped(count as u64) })
    .collect::<Vec<_>>();
    let mut fact = |key: &str, value: String| facts.push(ExtraField { key: key.to_owned(), value });
    if let Some(head) = &shared.catalog.head {
        fact("Built from commit", head.commit.clone());
        if let Some(day) = head.date {
            fact("Date of the commit", date::long(day));
        }
    }
    fact("Generator", shared.site.generator.clone());
    let errors: Vec<&Diagnostic> = findings.iter().filter(|finding| finding.level == Level::Error).collect();
    let view = AboutView {
        facts,
        problems: errors
            .iter()
            .take(MOST_PROBLEMS)
            .map(|error| crate::catalog::text::one_line(&format!("{}: {}", error.location, error.message)))
            .collect(),
        problems_left_out: errors.len().saturating_sub(MOST_PROBLEMS),
        dates_note: shared.catalog.dates_note.clone(),
        api_path: crate::api::part_path("index", 1),
    };
    let mut page = shared.page("about", "about", "about/index.html".to_owned());
    page.title = "About this catalog".to_owned();
    page.description = format!("What {} was built from.", shared.site.title);
    shared.write("about.html", &page, "about", &view)
}
