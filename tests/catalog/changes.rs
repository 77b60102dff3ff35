//! What is new, and the catalog in numbers.

use cardex::catalog::{self, Catalog};

use super::assemble;

fn hub(cards: &[(&str, &str)]) -> Catalog {
    let files: Vec<(String, String)> = cards
        .iter()
        .map(|(id, front)| (format!("models/{id}/README.md"), format!("---\n{front}\n---\n")))
        .collect();
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    assemble(&files).value
}

#[test]
fn days_become_months_when_they_are_long_ago() {
    let mut catalog = hub(&[
        ("a/one", "date: 2026-11-20"),
        ("a/two", "date: 2026-11-20"),
        ("a/three", "date: 2026-03-30"),
        ("a/four", "date: 2026-03-02"),
        ("a/none", "license: mit"),
    ]);
    // Four is the first by id, then none, one, three, two; three was changed after it had been added.
    std::sync::Arc::make_mut(&mut catalog.models[3].own).updated = catalog::date::parse("2026-10-01");
    let changes = catalog::changes(&catalog);
    let periods: Vec<String> = changes
        .periods
        .iter()
        .map(|period| {
            format!("{} {} +{:?} ~{:?}", period.start, period.is_month, period.added, period.updated)
        })
        .collect();
    assert_eq!(
        periods,
        ["2026-11-20 false +[2, 4] ~[]", "2026-10-01 false +[] ~[3]", "2026-03-01 true +[3, 0] ~[]",]
    );
    assert_eq!(changes.undated, 1);
    assert_eq!(catalog::changes(&Catalog::default()), catalog::Changes::default());
}

#[test]
fn models_are_counted() {
    let weights = |size: &str| {
        format!(
            "date: 2026-0{size}-02\nweights: [{{uri: \"https://x.example/m.safetensors\", size: 10, params: {size}000000}}]"
        )
    };
    let (one, five) = (weights("1"), weights("5"));
    let catalog = hub(&[("a/one", &one), ("a/five", &five), ("a/none", "license: mit")]);
    let found = catalog::statistics(&catalog);
    let added: Vec<(i16, Option<i8>, usize)> =
        found.added.iter().map(|interval| (interval.year, interval.month, interval.count)).collect();
    let month = |month, count| (2026, Some(month), count);
    assert_eq!(added, [month(1, 1), month(2, 0), month(3, 0), month(4, 0), month(5, 1)]);
    let buckets: Vec<(u64, Option<u64>, usize)> =
        found.parameters.iter().map(|bucket| (bucket.from, bucket.below, bucket.count)).collect();
    assert_eq!(buckets, [(1_000_000, Some(3_000_000), 1), (3_000_000, Some(10_000_000), 1)]);
    assert_eq!((found.undated, found.without_parameters, found.without_weights), (1, 1, 1));
    assert_eq!((found.formats, found.bytes, found.files), (vec![("safetensors".to_owned(), 2)], 20, (2, 0)));
    assert_eq!(catalog::statistics(&Catalog::default()), catalog::Statistics::default());
}

#[test]
fn a_long_time_is_told_by_years() {
    let catalog = hub(&[("a/old", "date: 2019-05-02"), ("a/new", "date: 2023-01-31")]);
    let years: Vec<(i16, Option<i8>, usize)> = catalog::statistics(&catalog)
        .added
        .iter()
        .map(|interval| (interval.year, interval.month, interval.count))
        .collect();
    assert_eq!(years, [(2019, None, 1), (2020, None, 0), (2021, None, 0), (2022, None, 0), (2023, None, 1)]);
    let catalog = hub(&[("a/odd", "date: 0012-05-02"), ("a/new", "date: 2023-01-31")]);
    assert_eq!(catalog::statistics(&catalog).added.len(), 2);
}
