//! Every file of `api/v1`, of the example hub and of a hostile one, against the schema published beside it.

use jsonschema::Validator;

use super::{EXAMPLE, Site, json, one};

/// Which schema a file follows.
fn schema_of(path: &str) -> Option<&'static str> {
    let rest = path.strip_prefix("api/v1/")?;
    if rest.starts_with("schema/") {
        return None;
    }
    if rest.starts_with("models/") {
        return Some("model");
    }
    let list = rest.strip_suffix(".json")?;
    let list =
        list.rsplit_once('-').filter(|(_, part)| part.parse::<u32>().is_ok()).map_or(list, |(list, _)| list);
    Some(match list {
        "models" => "models",
        "register" => "register",
        "health" => "health",
        "index" => "index",
        "collections" => "collections",
        "leaderboards" => "leaderboards",
        _ => "terms",
    })
}

fn validator(site: &Site, name: &str) -> Validator {
    jsonschema::draft202012::options()
        .should_validate_formats(true)
        .build(&json(&site[&format!("api/v1/schema/{name}.json")]))
        .unwrap()
}

/// The number of files checked; every breach fails.
fn check(site: &Site) -> usize {
    let names = ["collections", "health", "index", "leaderboards", "model", "models", "register", "terms"];
    let validators = names.map(|name| (name, validator(site, name)));
    let mut breaches = Vec::new();
    let mut count = 0;
    for (path, text) in site {
        let Some(name) = schema_of(path) else { continue };
        let (_, validator) = validators.iter().find(|(other, _)| *other == name).unwrap();
        let value = json(text);
        breaches.extend(
            validator.iter_errors(&value).map(|error| format!("{path}: {}: {error}", error.instance_path())),
        );
        count += 1;
    }
    assert!(breaches.is_empty(), "{breaches:#?}");
    count
}

#[test]
fn the_example_hub_follows_the_schemas() {
    let models = EXAMPLE.keys().filter(|path| path.starts_with("api/v1/models/")).count();
    assert_eq!(models, 38);
    // Models, register, collections, leaderboards, health, index, and seven kinds of terms.
    assert_eq!(check(&EXAMPLE), models + 13);
}

#[test]
fn a_hostile_card_follows_the_schemas() {
    let attack = "\"><script>alert(1)</script>{{ 7*7 }}\u{202e}";
    let yaml = serde_json::to_string(attack).unwrap();
    let card = format!(
        "---\ntitle: {yaml}\nlicense: {yaml}\npipeline_tag: {yaml}\nowners: [{yaml}]\nversion: {yaml}\n{yaml}: {yaml}\nrisk: {yaml}\napproval: {yaml}\nbase_model: [{yaml}]\nweights: [{{uri: s3://b/k, dtype: {yaml}, size: x, sha256: y}}]\nmodel-index: [{{results: [{{metrics: [{{type: {yaml}, value: .inf}}]}}]}}]\n---\n{attack}\n"
    );
    check(&one(&card));
}

#[test]
fn the_index_names_files_that_are_there() {
    let index = json(&EXAMPLE["api/v1/index.json"]);
    let named = ["lists", "schemas"].into_iter().flat_map(|group| index[group].as_object().unwrap().values());
    for path in named.chain([&index["health"]]) {
        assert!(EXAMPLE.contains_key(path.as_str().unwrap()), "{path}");
    }
    let folder = "models/quill-nlp/quill-1m";
    let exports = index["exports"].as_object().unwrap();
    assert_eq!(exports.len(), 6, "the example hub shows every form");
    for path in exports.values().flat_map(|paths| paths.as_array().unwrap()) {
        let path = path.as_str().unwrap().replace("{folder}", folder).replace("{name}", "quill-1m");
        assert!(EXAMPLE.contains_key(&path), "{path}");
    }
    let record = json(&EXAMPLE["api/v1/models/quill-nlp/quill-1m.json"]);
    for path in record["exports"].as_object().unwrap().values() {
        assert!(EXAMPLE.contains_key(path.as_str().unwrap()), "{path}");
    }
}
