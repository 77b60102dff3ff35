//! How a model's metrics changed from version to version.

use crate::catalog::date::Date;
use crate::catalog::{Evaluation, meaning};
use crate::site::shared::{Shared, date_view};
use crate::site::svg::Words;
use crate::site::svg_line::{Point, line};
use crate::site::view::{HistoryRow, HistoryView};

use super::{evaluation, metric};

/// Metrics that a page shows over versions.
const MOST: usize = 6;

/// A version and what it reports.
pub(super) struct Reported<'a> {
    /// `2.1.0`.
    pub(super) version: &'a str,
    pub(super) date: Option<Date>,
    pub(super) evaluations: &'a [Evaluation],
}

/// One value of a version: the version, its date, the number and the text.
pub(super) type Value = (String, Option<Date>, f64, String);

/// What identifies a measurement across versions, and its values.
struct Series {
    key: (String, String, String, Option<String>),
    kind: String,
    values: Vec<Value>,
}

/// A chart for each measurement that two versions or more report, those of the last version first. `versions` come the
/// oldest first.
pub(super) fn views(shared: &Shared<'_>, versions: &[Reported<'_>]) -> Vec<HistoryView> {
    if versions.len() < 2 {
        return Vec::new();
    }
    let mut series: Vec<Series> = Vec::new();
    for version in versions.iter().rev() {
        for of in version.evaluations {
            for value in &of.metrics {
                let known = meaning(shared.config, &value.kind);
                let Some(measure) = value.measure() else { continue };
                let place = (
                    evaluation::task_name(of),
                    evaluation::dataset(shared, of).text,
                    evaluation::setting(shared, of),
                );
                let key = (place.0 + known.id, place.1, place.2, value.setting.clone());
                let point = (
                    version.version.to_owned(),
                    version.date,
                    measure.value,
                    metric::value(&value.value, known.unit),
                );
                match series.iter_mut().find(|series| series.key == key) {
                    // The first value of a version holds.
                    Some(known) if known.values.last().is_some_and(|last| last.0 == point.0) => {}
                    Some(known) => known.values.push(point),
                    None => series.push(Series { key, kind: value.kind.clone(), values: vec![point] }),
                }
            }
        }
    }
    series.retain(|series| series.values.len() > 1);
    series.truncate(MOST);
    let views = series.into_iter().enumerate().map(|(at, mut series)| {
        series.values.reverse();
        let known = meaning(shared.config, &series.kind);
        let on = [series.key.1, series.key.2];
        let on: Vec<String> = on.into_iter().filter(|part| !part.is_empty()).collect();
        view(
            &format!("history-{}", at + 1),
            (metric::title(&known), &on.join(" · ")),
            metric::direction(known.better),
            series.values,
        )
    });
    views.collect()
}

/// One chart with its numbers.
fn view(slug: &str, (name, on): (&str, &str), direction: &'static str, values: Vec<Value>) -> HistoryView {
    let points: Vec<Point> = values
        .iter()
        .map(|(version, _, value, text)| Point { label: version.clone(), value: *value, text: text.clone() })
        .collect();
    let told = |value: Option<&Value>| {
        value.map(|(version, _, _, text)| format!("{text} in version {version}")).unwrap_or_default()
    };
    let title = format!("{name} by version");
    let description = format!("From {} to {}.", told(values.first()), told(values.last()));
    HistoryView {
        metric: name.to_owned(),
        on: on.to_owned(),
        direction,
        chart_html: line(&Words { slug, title: &title, description: &description }, &points),
        rows: values
            .into_iter()
            .map(|(version, date, _, value)| HistoryRow { version, date: date.map(date_view), value })
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chart_has_its_numbers_beside_it() {
        let values = vec![
            ("1.0.0".to_owned(), None, 14.8, "14.8 %".to_owned()),
            ("2.0.0".to_owned(), crate::catalog::date::parse("2026-03-01"), 12.4, "12.4 %".to_owned()),
        ];
        let made = view("history-1", ("Word error rate", "Harbour Radio"), "lower is better", values);
        assert!(made.chart_html.contains("<title id=\"history-1-title\">Word error rate by version</title>"));
        assert!(made.chart_html.contains("From 14.8 % in version 1.0.0 to 12.4 % in version 2.0.0."));
        let rows: Vec<(&str, Option<&str>, &str)> = made
            .rows
            .iter()
            .map(|row| {
                (row.version.as_str(), row.date.as_ref().map(|date| date.iso.as_str()), row.value.as_str())
            })
            .collect();
        assert_eq!(rows, [("1.0.0", None, "14.8 %"), ("2.0.0", Some("2026-03-01"), "12.4 %")]);
    }
}
