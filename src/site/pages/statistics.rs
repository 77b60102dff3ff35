//! The catalog in numbers: charts, each with its table.

use crate::catalog::{Bucket, Interval, Kind, Statistics, date, statistics};
use crate::site::RenderError;
use crate::site::number::{bytes, count, grouped};
use crate::site::path::section;
use crate::site::shared::Shared;
use crate::site::svg::{self, Bar, Words};
use crate::site::view::{ChartRow, ChartView, ExtraField, Link, StatisticsView};
use crate::vocabulary::format;

use super::terms::{heading, top_terms};

/// Terms that have a bar of their own.
const MOST_BARS: usize = 12;

/// One number before it is drawn.
pub(super) struct Entry {
    label: String,
    path: Option<String>,
    count: usize,
    is_rest: bool,
}

impl Entry {
    pub(super) fn plain(label: String, count: usize) -> Self {
        Self { label, path: None, count, is_rest: false }
    }

    fn rest(label: &str, count: usize) -> Option<Self> {
        (count > 0).then(|| Self { label: label.to_owned(), path: None, count, is_rest: true })
    }
}

/// Writes the page.
pub(in crate::site) fn write(shared: &Shared<'_>) -> Result<(), RenderError> {
    let found = statistics(shared.catalog);
    let view = StatisticsView { facts: facts(shared, &found), charts: charts(shared, &found) };
    let mut page = shared.page("statistics", "statistics", "statistics/index.html".to_owned());
    page.title = "Statistics".to_owned();
    page.description = format!("{} in numbers.", shared.site.title);
    shared.write("statistics.html", &page, "statistics", &view)
}

fn facts(shared: &Shared<'_>, found: &Statistics) -> Vec<ExtraField> {
    let counts = &shared.site.counts;
    let (files, summed) = found.files;
    let derived = shared.catalog.models.iter().filter(|model| !model.bases.is_empty()).count();
    let mut facts: Vec<ExtraField> = [
        ("Models", counts.models),
        ("Organisations", counts.orgs),
        ("Tasks", counts.tasks),
        ("Made from another model", derived),
        ("Weight files", files),
        ("Weight files with a SHA-256", summed),
    ]
    .into_iter()
    .map(|(key, count)| ExtraField { key: key.to_owned(), value: grouped(count as u64) })
    .collect();
    if found.bytes > 0 {
        facts.push(ExtraField { key: "Size of the weights".to_owned(), value: bytes(found.bytes) });
    }
    facts
}

fn charts(shared: &Shared<'_>, found: &Statistics) -> Vec<ChartView> {
    if shared.catalog.models.is_empty() {
        return Vec::new();
    }
    let mut charts = vec![term_chart(shared, Kind::Task, "Models by task")];
    charts.push(added(shared, found));
    charts.push(term_chart(shared, Kind::Library, "Models by library"));
    charts.push(parameters(shared, found));
    charts.push(term_chart(shared, Kind::License, "Models by licence"));
    charts.push(formats(shared, found));
    charts.push(term_chart(shared, Kind::Language, "Models by language"));
    charts.push(term_chart(shared, Kind::Organisation, "Models by organisation"));
    charts
}

/// The commonest terms of a kind, the others together, and the models that state none.
fn term_chart(shared: &Shared<'_>, kind: Kind, title: &'static str) -> ChartView {
    let taxonomy = shared.catalog.taxonomies.of(kind);
    let top = top_terms(shared, kind, MOST_BARS);
    let named = |item: crate::site::view::TermItem| Entry {
        label: item.label,
        path: Some(item.path),
        count: item.count,
        is_rest: false,
    };
    let others = taxonomy.terms.len() - top.len();
    // A model may have several terms: what the others have is counted by terms, and named so.
    let shown: usize = top.iter().map(|item| item.count).sum();
    let all: usize = taxonomy.terms.iter().map(|term| term.models.len()).sum();
    let label = if others == 1 { "1 other".to_owned() } else { format!("{} others", grouped(others as u64)) };
    let mut entries: Vec<Entry> = top.into_iter().map(named).collect();
    entries.extend(Entry::rest(&label, all - shown));
    entries.extend(Entry::rest("Not stated", taxonomy.not_stated));
    let note = if all + taxonomy.not_stated > shared.catalog.models.len() {
        "A model counts once for each that it states.".to_owned()
    } else {
        String::new()
    };
    let more = (others > 0).then(|| Link {
        label: format!("All {} {}", grouped(taxonomy.terms.len() as u64), heading(kind).to_lowercase()),
        path: format!("{}/index.html", section(kind)),
    });
    let column = match kind {
        Kind::Task => "Task",
        Kind::Library => "Library",
        Kind::License => "Licence",
        Kind::Language => "Language",
        _ => "Organisation",
    };
    ChartView { note, more, ..chart(shared, (section(kind), title), column, (svg::bars, &entries)) }
}

fn added(shared: &Shared<'_>, found: &Statistics) -> ChartView {
    let is_monthly = found.added.first().is_some_and(|interval| interval.month.is_some());
    let entries: Vec<Entry> =
        found.added.iter().map(|interval| Entry::plain(time(interval), interval.count)).collect();
    let (title, column) =
        if is_monthly { ("Models added by month", "Month") } else { ("Models added by year", "Year") };
    let mut note = match found.undated {
        0 => String::new(),
        1 => "The date of one model is not known.".to_owned(),
        undated => format!("The dates of {} models are not known.", grouped(undated as u64)),
    };
    if let Some(why) = shared.catalog.dates_note.as_ref().filter(|_| found.undated > 0) {
        note = format!("{note} {why}");
    }
    ChartView { note, ..chart(shared, ("added", title), column, (svg::columns, &entries)) }
}

/// Such as `May 2026`, or `2026`.
fn time(interval: &Interval) -> String {
    let Some(month) = interval.month else { return interval.year.to_string() };
    let name = date::parse(&format!("{:04}-{month:02}-01", interval.year)).map(date::month);
    let name = name.unwrap_or_default();
    match name.split_once(' ') {
        Some((month, year)) => format!("{} {year}", month.chars().take(3).collect::<String>()),
        None => name,
    }
}

fn parameters(shared: &Shared<'_>, found: &Statistics) -> ChartView {
    let label = |bucket: &Bucket| match (bucket.from, bucket.below) {
        (0, Some(below)) => format!("below {}", count(below)),
        (from, Some(below)) => format!("{} to {}", count(from), count(below)),
        (from, None) => format!("{} and more", count(from)),
    };
    let buckets = found.parameters.iter().map(|bucket| Entry::plain(label(bucket), bucket.count));
    let entries: Vec<Entry> = buckets.chain(Entry::rest("Not stated", found.without_parameters)).collect();
    let note = "Each bar covers a factor of about three.".to_owned();
    ChartView {
        note,
        ..chart(shared, ("parameters", "Models by number of parameters"), "Parameters", (svg::bars, &entries))
    }
}

fn formats(shared: &Shared<'_>, found: &Statistics) -> ChartView {
    let label = |id: &str| match format::find(id) {
        Some(format) => format.title.to_owned(),
        None if id.is_empty() => "Unknown format".to_owned(),
        None => id.to_owned(),
    };
    let shown = found.formats.iter().take(MOST_BARS);
    let named = shown.map(|(id, count)| Entry::plain(label(id), *count));
    let others: usize = found.formats.iter().skip(MOST_BARS).map(|(_, count)| count).sum();
    let entries: Vec<Entry> = named
        .chain(Entry::rest("Other formats", others))
        .chain(Entry::rest("No weights listed", found.without_weights))
        .collect();
    let note = "A model counts once for each of its formats.".to_owned();
    ChartView {
        note,
        ..chart(shared, ("formats", "Models by format of the weights"), "Format", (svg::bars, &entries))
    }
}

/// How a chart is drawn.
pub(super) type Draw = fn(&Words<'_>, &[Bar]) -> String;

pub(super) fn chart(
    shared: &Shared<'_>,
    (slug, title): (&str, &str),
    column: &'static str,
    (draw, entries): (Draw, &[Entry]),
) -> ChartView {
    let models = shared.catalog.models.len().max(1);
    let bars: Vec<Bar> = entries
        .iter()
        .map(|entry| Bar { label: entry.label.clone(), count: entry.count as u64, is_rest: entry.is_rest })
        .collect();
    let longest = |named: bool| {
        entries.iter().rev().filter(|entry| !(named && entry.is_rest)).max_by_key(|entry| entry.count)
    };
    let description = match longest(true).or_else(|| longest(false)) {
        Some(most) => format!(
            "A bar chart with {} bars; the longest, {}, stands for {} of {} models.",
            entries.len(),
            most.label,
            grouped(most.count as u64),
            grouped(models as u64)
        ),
        None => "There is nothing to show.".to_owned(),
    };
    let slug = format!("chart-{slug}");
    let words = Words { slug: &slug, title, description: &description };
    ChartView {
        chart_html: if entries.is_empty() { String::new() } else { draw(&words, &bars) },
        heading: title.to_owned(),
        note: String::new(),
        column,
        rows: entries
            .iter()
            .map(|entry| ChartRow {
                label: entry.label.clone(),
                path: entry.path.clone(),
                count: grouped(entry.count as u64),
                share: share(entry.count, models),
            })
            .collect(),
        more: None,
        slug,
    }
}

/// Per cent, with one decimal below ten.
pub(super) fn share(part: usize, whole: usize) -> String {
    let share = 100.0 * part as f64 / whole as f64;
    if part == 0 || share >= 9.95 {
        format!("{share:.0} %")
    } else if share < 0.1 {
        "under 0.1 %".to_owned()
    } else {
        format!("{share:.1} %")
    }
}
