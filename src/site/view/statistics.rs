//! The catalog in numbers, and what is new in it.

use serde::Serialize;

use super::{DateView, ExtraField, Link, Pagination};

/// `statistics/index.html`.
#[derive(Debug, Clone, Serialize)]
pub struct StatisticsView {
    /// Totals: models, organisations, weights.
    pub facts: Vec<ExtraField>,
    /// The charts in order; none in an empty catalog.
    pub charts: Vec<ChartView>,
}

/// A chart with the same numbers as a table.
#[derive(Debug, Clone, Serialize)]
pub struct ChartView {
    /// Unique in the page; fit for an element id.
    pub slug: String,
    /// Its heading, such as `Models by task`.
    pub heading: String,
    /// What the numbers leave out; may be empty.
    pub note: String,
    /// The chart, an inline SVG; empty where there is nothing to draw.
    pub chart_html: String,
    /// The heading of the table's first column.
    pub column: &'static str,
    /// The table's rows: the same numbers.
    pub rows: Vec<ChartRow>,
    /// Where all of them are.
    pub more: Option<Link>,
}

/// One number of a chart.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ChartRow {
    /// What it counts.
    pub label: String,
    /// Its page.
    pub path: Option<String>,
    /// The number, with thousands separated.
    pub count: String,
    /// Its share of all models, such as `12 %`.
    pub share: String,
}

/// `changelog/index.html` and `changelog/page/N/index.html`.
#[derive(Debug, Clone, Serialize)]
pub struct ChangelogView {
    /// Days and months of this page, the latest first.
    pub periods: Vec<PeriodView>,
    /// How many models have no date.
    pub undated: usize,
    /// Why dates are unknown, where they are.
    pub dates_note: Option<String>,
    /// Where this page stands; it counts days and months.
    pub pagination: Pagination,
}

/// The changes of one day or month.
#[derive(Debug, Clone, Serialize)]
pub struct PeriodView {
    /// Such as `20 November 2026` or `November 2026`.
    pub heading: String,
    /// For `<time datetime>`: `2026-11-20` or `2026-11`.
    pub iso: String,
    /// Models added, models updated, new versions, promotions, deprecations; a list without entries is left out.
    pub lists: Vec<ChangeList>,
}

/// Changes of one sort.
#[derive(Debug, Clone, Serialize)]
pub struct ChangeList {
    /// `Added`, `Updated`, `New versions`, `Promotions` or `Deprecations`.
    pub heading: &'static str,
    /// How many there are in all.
    pub count: usize,
    /// The models.
    pub models: Vec<ChangeItem>,
    /// How many were left out.
    pub left_out: usize,
}

/// One change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ChangeItem {
    /// The heading that it stands under.
    pub what: &'static str,
    /// The model's id.
    pub id: String,
    /// What happened to a version; else the title where it says more than the name, else the task; may be empty.
    pub text: String,
    /// Its page.
    pub path: String,
    /// The day of the change.
    pub date: Option<DateView>,
}
