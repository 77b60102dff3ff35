//! What models are listed under.

use cardex::catalog::Kind;

use super::assemble;

#[test]
fn terms_by_kind_with_labels_and_models() {
    let parsed = assemble(&[
        (
            "hub.yaml",
            "vocabulary: {tasks: {add: [{id: eta, title: Arrival time}]}}\nlicenses: {add: [{id: house-1, name: House Licence}]}",
        ),
        (
            "models/acme/a/README.md",
            "---\nlicense: apache-2.0\nlanguage: [en, de]\ntags: [NLP, nlp]\npipeline_tag: eta\n---\n",
        ),
        (
            "models/acme/b/README.md",
            "---\nlicense: house-1\nlanguage: en\nlibrary_name: Transformers\ndatasets: org/d\ntags: [nlp]\n---\n",
        ),
        ("models/c/README.md", "---\ntags: [spacy, token-classification]\n---\n"),
    ]);
    let catalog = &parsed.value;
    let terms = |kind| {
        let terms = &catalog.taxonomies.of(kind).terms;
        terms
            .iter()
            .map(|term| (term.key.as_str(), term.label.as_str(), term.models.clone()))
            .collect::<Vec<_>>()
    };
    assert_eq!(
        terms(Kind::Tag).iter().map(|term| term.0).collect::<Vec<_>>(),
        ["NLP", "nlp", "spacy", "token-classification"]
    );
    assert_eq!(terms(Kind::Tag)[1].2, [0, 1]);
    assert_eq!(
        terms(Kind::Task),
        [("eta", "Arrival time", vec![0]), ("token-classification", "Token Classification", vec![2])]
    );
    assert_eq!(
        terms(Kind::Library),
        [("spacy", "spaCy", vec![2]), ("transformers", "Transformers", vec![1])]
    );
    assert_eq!(
        terms(Kind::License),
        [("apache-2.0", "Apache License 2.0", vec![0]), ("house-1", "House Licence", vec![1])]
    );
    assert_eq!(terms(Kind::Language), [("de", "German", vec![0]), ("en", "English", vec![0, 1])]);
    assert_eq!(terms(Kind::Dataset), [("org/d", "org/d", vec![1])]);
    assert_eq!(terms(Kind::Organisation), [("acme", "acme", vec![0, 1])]);
    assert_eq!(catalog.taxonomies.of(Kind::License).not_stated, 1);
    let languages: Vec<&str> =
        catalog.taxonomies.of_model(0, Kind::Language).map(|term| term.label.as_str()).collect();
    assert_eq!(languages, ["English", "German"]);
}

#[test]
fn profiles_of_organisations_and_datasets() {
    let parsed = assemble(&[
        ("models/acme/a/README.md", "---\ndatasets: org/d\n---\n"),
        (
            "orgs/acme/README.md",
            "---\ntitle: Acme\nlogo: logo.svg\nhomepage: https://acme.example/\n---\nWe make models.\n",
        ),
        ("orgs/acme/logo.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>"),
        (
            "datasets/org/d/README.md",
            "---\npretty_name: The D\nsize_categories: [10K<n<100K]\nunknown: kept silent\n---\n",
        ),
    ]);
    assert_eq!(parsed.diagnostics, []);
    let catalog = &parsed.value;
    let org = cardex::catalog::Catalog::profile(&catalog.orgs, "acme").expect("the profile");
    assert_eq!(
        (org.title.as_deref(), org.logo.as_deref(), org.body.as_str()),
        (Some("Acme"), Some("logo.svg"), "We make models.\n")
    );
    let dataset = cardex::catalog::Catalog::profile(&catalog.datasets, "org/d").expect("the card");
    assert_eq!(
        (dataset.title.as_deref(), dataset.size_categories.as_slice()),
        (Some("The D"), &["10K<n<100K".to_owned()][..])
    );
}
