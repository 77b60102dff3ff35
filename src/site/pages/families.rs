//! The families of the catalog: first ancestors with all that was made of them.

use crate::catalog::{self, Family, Offspring, Relation};
use crate::site::RenderError;
use crate::site::number::grouped;
use crate::site::path::list_page;
use crate::site::shared::Shared;
use crate::site::view::{FamiliesView, FamilyView, KinItem};

use super::lineage::{item, items};
use super::pagination::{pages, pagination};

/// Families on one page.
const PAGE_SIZE: usize = 20;

/// Models of each generation that are listed below one model.
const WIDTHS: [usize; 4] = [12, 6, 4, 3];

/// The folder of the pages.
const FOLDER: &str = "lineage";

/// Writes the pages; says how many.
pub(in crate::site) fn write(shared: &Shared<'_>) -> Result<usize, RenderError> {
    let families = catalog::families(shared.catalog, shared.offspring());
    let count = pages(families.len(), PAGE_SIZE);
    for number in 1..=count {
        let mut page = shared.page("lineage", FOLDER, list_page(FOLDER, number));
        page.title = if number == 1 { "Lineage".to_owned() } else { format!("Lineage, page {number}") };
        page.description = format!("Which models of {} come from which.", shared.site.title);
        let first = (number - 1) * PAGE_SIZE;
        let here = families.iter().enumerate().skip(first).take(PAGE_SIZE);
        let view = FamiliesView {
            families: here.map(|(place, family)| view(shared, place, family)).collect(),
            pagination: pagination(FOLDER, families.len(), PAGE_SIZE, number),
        };
        shared.write("lineage.html", &page, "lineage", &view)?;
    }
    Ok(count)
}

fn view(shared: &Shared<'_>, place: usize, family: &Family) -> FamilyView {
    let (kin, left_out) = catalog::descendants(shared.catalog, shared.offspring(), &family.children, &WIDTHS);
    let root = item(shared, &family.root);
    let note = if root.path.is_none() { "not in this catalog" } else { "" };
    FamilyView {
        root: KinItem { note: note.to_owned(), ..root },
        slug: format!("family-{}", place + 1),
        count: words(&family.offspring),
        items: items(shared, (&kin, left_out), |_| true),
    }
}

/// `34 models: 20 fine-tunes, 14 adapters`.
fn words(offspring: &Offspring) -> String {
    let kinds = [
        (Relation::Finetune, "fine-tune", "fine-tunes"),
        (Relation::Adapter, "adapter", "adapters"),
        (Relation::Merge, "merge", "merges"),
        (Relation::Quantized, "quantised version", "quantised versions"),
    ];
    let number = |count: u32, one: &str, many: &str| {
        format!("{} {}", grouped(count.into()), if count == 1 { one } else { many })
    };
    let parts: Vec<String> = kinds
        .iter()
        .map(|(relation, one, many)| (offspring.all[*relation as usize], one, many))
        .filter(|(count, ..)| *count > 0)
        .map(|(count, one, many)| number(count, one, many))
        .collect();
    let more = if offspring.at_least { "at least " } else { "" };
    format!("{more}{}: {}", number(offspring.total(), "model", "models"), parts.join(", "))
}
