//! The built-in templates and theme, rendered from views made by hand.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test fails by panicking")]

use std::path::Path;

use cardex::site::templates::Templates;
use cardex::site::theme::Theme;
use cardex::site::view::*;

#[path = "templates/preview.rs"]
mod preview;
#[path = "templates/sample.rs"]
mod sample;

fn templates() -> Templates {
    with_overrides(&[])
}

fn with_overrides(files: &[(&str, &str)]) -> Templates {
    let files: Vec<_> = files.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
    let mut templates = Templates::with_overrides(&files).unwrap();
    templates.set_site(&sample::site(plain_assets())).unwrap();
    templates
}

/// Paths without fingerprints, so that a change of the style is no change of the snapshot.
fn plain_assets() -> Assets {
    let path = |name: &str| format!("assets/{name}");
    Assets {
        css: path("style.css"),
        custom_css: String::new(),
        list_css: path("list.css"),
        audit_css: path("audit.css"),
        preview_css: path("preview.css"),
        boards_css: path("boards.css"),
        boards_js: path("boards.js"),
        pages_css: path("pages.css"),
        theme_js: path("theme.js"),
        app_js: path("app.js"),
        card_js: path("card.js"),
        copying_js: path("copying.js"),
        search_js: path("search.js"),
        search_query_js: path("search-query.js"),
        search_index_js: path("search-index.js"),
        search_words_js: path("search-words.js"),
        search_slips_js: path("search-slips.js"),
        search_rest_js: path("search-rest.js"),
        search_texts_js: path("search-texts.js"),
        search_stemmer_js: path("stemmer.js"),
        facets_js: path("facets.js"),
        facets_meant_js: path("facets-meant.js"),
        palette_js: path("palette.js"),
        list_js: path("list.js"),
        list_table_js: path("list-table.js"),
        compare_js: path("compare.js"),
        favicon: path("favicon.svg"),
        favicon_png: path("favicon-32.png"),
        files: Default::default(),
    }
}

/// Renders a page that lists models.
fn render_listed<T: serde::Serialize>(
    templates: &Templates,
    name: &str,
    page: &PageView,
    key: &'static str,
    listed: &sample::Listed<T>,
) -> String {
    let items: Vec<_> = listed.items.iter().map(|item| templates.list_item(item).unwrap()).collect();
    let items: Vec<_> = items.iter().collect();
    templates.render_list(name, page, (key, &listed.view), &items).unwrap()
}

const MODEL_PATH: &str = "models/lumen-speech/quayside-ctc/index.html";

fn model_page() -> PageView {
    sample::page("model", "models", "lumen-speech/quayside-ctc", MODEL_PATH)
}

/// A page whose template and value have the name of its kind, with its path.
fn whole<T: serde::Serialize>(
    templates: &Templates,
    path: &'static str,
    (kind, title): (&'static str, &str),
    view: &T,
) -> (&'static str, String) {
    let section = path.split('/').next().unwrap_or_default();
    let page = sample::page(kind, section, title, path);
    (path, templates.render(&format!("{kind}.html"), &page, kind, view).unwrap())
}

/// One page of every kind, by its path.
fn all_pages(templates: &Templates) -> Vec<(&'static str, String)> {
    let page = sample::page;
    let empty = sample::Listed {
        view: HomeView { card_place: String::new(), ..sample::home().view },
        items: Vec::new(),
    };
    vec![
        (
            "index.html",
            render_listed(
                templates,
                "home.html",
                &page("home", "", "Harbour Models", "index.html"),
                "home",
                &sample::home(),
            ),
        ),
        (
            "empty/index.html",
            render_listed(
                templates,
                "home.html",
                &page("home", "", "Empty", "empty/index.html"),
                "home",
                &empty,
            ),
        ),
        (
            "models/index.html",
            render_listed(
                templates,
                "models.html",
                &page("models", "models", "Models", "models/index.html"),
                "models",
                &sample::models(24),
            ),
        ),
        (MODEL_PATH, templates.render("model.html", &model_page(), "model", &sample::model()).unwrap()),
        whole(templates, "models/bare/index.html", ("model", "bare"), &sample::bare_model()),
        whole(templates, "tasks/index.html", ("terms", "Tasks"), &sample::all_terms()),
        (
            "tasks/asr/index.html",
            render_listed(
                templates,
                "term.html",
                &page("term", "tasks", "Automatic speech recognition", "tasks/asr/index.html"),
                "term",
                &sample::term(),
            ),
        ),
        whole(
            templates,
            "leaderboards/index.html",
            ("leaderboards", "Leaderboards"),
            &sample::leaderboards(),
        ),
        (
            "leaderboards/asr/harbour-radio/index.html",
            templates
                .render(
                    "leaderboard.html",
                    &page(
                        "leaderboard",
                        "leaderboards",
                        "Harbour Radio",
                        "leaderboards/asr/harbour-radio/index.html",
                    ),
                    "leaderboard",
                    &sample::leaderboard(),
                )
                .unwrap(),
        ),
        whole(templates, "about/index.html", ("about", "About"), &sample::about()),
        whole(templates, "register/index.html", ("register", "Register"), &sample::register()),
        whole(templates, "health/index.html", ("health", "Health"), &sample::health()),
        whole(templates, "health/license/index.html", ("lacking", "Missing: Licence"), &sample::lacking()),
        whole(templates, "statistics/index.html", ("statistics", "Statistics"), &sample::statistics()),
        whole(templates, "changelog/index.html", ("changelog", "What’s new"), &sample::changelog()),
        (
            "404.html",
            templates
                .render(
                    "404.html",
                    &PageView { canonical_url: None, ..page("not-found", "", "Page not found", "404.html") },
                    "none",
                    &(),
                )
                .unwrap(),
        ),
    ]
}

#[test]
fn a_model_page_in_full() {
    let html = templates().render("model.html", &model_page(), "model", &sample::model()).unwrap();
    insta::assert_snapshot!("model", html);
}

#[test]
fn feed_and_sitemap_in_full() {
    let templates = templates();
    insta::assert_snapshot!("feed", templates.render_file("feed.xml", "feed", &sample::feed()).unwrap());
    insta::assert_snapshot!(
        "sitemap",
        templates.render_file("sitemap.xml", "sitemap", &sample::sitemap()).unwrap()
    );
}

#[test]
fn inner_links_are_relative_and_name_a_file() {
    for (path, html) in all_pages(&templates()) {
        for attribute in ["href=\"", "src=\"", "action=\""] {
            for rest in html.split(attribute).skip(1) {
                let target = rest.split('"').next().unwrap();
                assert!(!target.is_empty() && !target.starts_with('/'), "{path}: {target}");
                assert!(!target.ends_with('/'), "{path}: {target}");
            }
        }
    }
}

#[test]
fn nothing_stands_inline() {
    for (path, html) in all_pages(&templates()) {
        assert!(!html.contains(" style=") && !html.contains("<style"), "{path}");
        assert!(!html.contains(" onclick=") && !html.contains(" onload="), "{path}");
        for script in html.split("<script").skip(1) {
            let opening = script.split('>').next().unwrap();
            assert!(
                opening.contains(" src=") || opening.contains("application/ld+json"),
                "{path}: {opening}"
            );
        }
    }
}

/// The parts of every page that its head has to carry, in the order that browsers want.
#[test]
fn the_head_of_a_page() {
    for (path, html) in all_pages(&templates()) {
        assert!(html.find("<meta charset=\"utf-8\">").unwrap() < 200, "{path}");
        let policy = "content=\"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
                      font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self' file:\"";
        assert!(html.contains(policy), "{path}");
        assert_eq!(html.matches("<h1").count(), 1, "{path}");
        assert_eq!(html.contains("og:title"), html.contains("rel=\"canonical\""), "{path}");
    }
}

#[test]
fn remote_images_widen_the_policy() {
    let mut templates = Templates::builtin().unwrap();
    templates.set_site(&SiteView { img_src_remote: true, ..sample::site(plain_assets()) }).unwrap();
    let html = templates.render("model.html", &model_page(), "model", &sample::model()).unwrap();
    assert!(html.contains("img-src 'self' data: https: http:; font-src"));
}

/// A page that is served under any address must not depend on one.
#[test]
fn the_page_for_lost_readers() {
    let templates = templates();
    let page = |root: &str| PageView {
        root: root.into(),
        canonical_url: None,
        ..sample::page("not-found", "", "Page not found", "404.html")
    };
    let plain = templates.render("404.html", &page(""), "none", &()).unwrap();
    assert!(!plain.contains("href=") && !plain.contains("src=") && plain.contains("Page not found"));
    let whole = templates.render("404.html", &page("https://models.example.org/"), "none", &()).unwrap();
    assert!(whole.contains("<link rel=\"stylesheet\" href=\"https://models.example.org/assets/style.css\">"));
    assert!(whole.contains("action=\"https://models.example.org/models/index.html\""));
}

/// Every text of a view, replaced by one that would do harm.
fn poisoned<T: serde::Serialize>(view: &T) -> serde_json::Value {
    fn poison(key: &str, value: &mut serde_json::Value) {
        match value {
            serde_json::Value::String(text) if key != "tone" && !key.ends_with("_html") => {
                *text = POISON.into()
            }
            serde_json::Value::Array(values) => values.iter_mut().for_each(|value| poison(key, value)),
            serde_json::Value::Object(fields) => {
                fields.iter_mut().for_each(|(key, value)| poison(key, value))
            }
            _ => {}
        }
    }
    let mut value = serde_json::to_value(view).unwrap();
    poison("", &mut value);
    value
}

const POISON: &str = "<i>\"'&{{ 7*7 }}{% include \"x\" %}";

#[test]
fn every_text_is_escaped() {
    let templates = templates();
    let page = PageView {
        title: POISON.into(),
        description: POISON.into(),
        root: POISON.into(),
        canonical_url: Some(POISON.into()),
        image_url: Some(POISON.into()),
        breadcrumbs: vec![sample::link(POISON, POISON)],
        ..model_page()
    };
    let item = templates.list_item(&poisoned(&sample::items(1)[0])).unwrap();
    let render = |name: &str, key, value: serde_json::Value| {
        let html = match value.get("items") {
            Some(_) => templates.render_list(name, &page, (key, &value), &[&item]).unwrap(),
            None => templates.render(name, &page, key, &value).unwrap(),
        };
        assert!(!html.contains("<i>"), "{name}");
        assert!(!html.contains("\"'&{{"), "{name}");
        assert!(html.contains("{{ 7*7 }}{% include "), "{name}");
    };
    render("home.html", "home", poisoned(&sample::home()));
    render("models.html", "models", poisoned(&sample::models(4)));
    render("model.html", "model", poisoned(&sample::model()));
    render("terms.html", "terms", poisoned(&sample::all_terms()));
    render("term.html", "term", poisoned(&sample::term()));
    render("about.html", "about", poisoned(&sample::about()));
    render("statistics.html", "statistics", poisoned(&sample::statistics()));
    render("changelog.html", "changelog", poisoned(&sample::changelog()));
    render("leaderboards.html", "leaderboards", poisoned(&sample::leaderboards()));
    render("leaderboard.html", "leaderboard", poisoned(&sample::leaderboard()));
    render("404.html", "none", serde_json::Value::Null);
    render("feed.xml", "feed", poisoned(&sample::feed()));
    render("sitemap.xml", "sitemap", poisoned(&sample::sitemap()));
}

/// Markup enters at these fields and nowhere else.
#[test]
fn only_fields_of_markup_are_safe() {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("templates")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        assert!(name.ends_with(".html") || name.ends_with(".xml"), "{name} would not be escaped");
        let text = std::fs::read_to_string(&path).unwrap();
        for (before, _) in text.match_indices("safe").map(|(at, _)| text.split_at(at)) {
            let expression = before.rsplit("{{").next().unwrap();
            found.push(format!("{name}: {}", expression.trim().trim_end_matches('|').trim()));
        }
        assert!(!text.contains("autoescape") && !text.contains("filter "), "{name}");
    }
    found.sort();
    assert_eq!(
        found,
        [
            "base.html: page.jsonld_html",
            "collection.html: collection.card_html",
            "health.html: aspect.advice_html",
            "health.html: chart.chart_html",
            "home.html: home.items_html",
            "lacking.html: lacking.aspect.advice_html",
            "model.html: history.chart_html",
            "model.html: missing.advice_html",
            "model.html: model.card_html",
            "model.html: model.lineage.drawing_html",
            "models.html: models.items_html",
            "review.html: review.style_html",
            "review.html: row.after_html",
            "review.html: row.after_html",
            "review.html: row.after_html",
            "review.html: row.before_html",
            "review.html: row.before_html",
            "snippet.html: snippet.code_html",
            "statistics.html: chart.chart_html",
            "term.html: term.card_html",
            "term.html: term.items_html",
        ]
    );
}

#[test]
fn a_hub_changes_one_block() {
    let templates = with_overrides(&[(
        "model.html",
        "{% extends \"builtin/model.html\" %}{% block use %}<p>Ask {{ model.name }}.</p>{% endblock %}",
    )]);
    let html = templates.render("model.html", &model_page(), "model", &sample::model()).unwrap();
    assert!(html.contains("<p>Ask quayside-ctc.</p>") && !html.contains("id=\"use\""));
    assert!(html.contains("<h2 id=\"files\">Files</h2>"));
}

#[test]
fn a_hub_changes_the_frame_of_every_page() {
    let templates = with_overrides(&[(
        "base.html",
        "{% extends \"builtin/base.html\" %}{% block footer %}<footer>Ours</footer>{% endblock %}",
    )]);
    for (path, html) in all_pages(&templates) {
        assert_eq!(html.contains("<footer>Ours</footer>"), path != "404.html", "{path}");
    }
}

#[test]
fn a_hub_replaces_a_part() {
    let templates = with_overrides(&[("model-item.html", "<li>{{ item.id }}</li>")]);
    let page = sample::page("models", "models", "Models", "models/index.html");
    let html = render_listed(&templates, "models.html", &page, "models", &sample::models(1));
    assert!(html.contains("<li>lumen-speech/quayside-ctc</li>"));
}

fn refusal(name: &str, text: &str) -> cardex::site::templates::TemplateError {
    match Templates::with_overrides(&[(name.into(), text.into())]) {
        Ok(_) => panic!("{name} was taken"),
        Err(error) => error,
    }
}

#[test]
fn a_broken_template_is_named_with_its_line() {
    let error = refusal("model.html", "fine\n{% if %}");
    assert_eq!((error.template.as_str(), error.line), ("model.html", Some(2)));
    assert!(error.message.contains("model.html"), "{error}");
    let error = refusal("model.html", "{% extends \"builtin/model.html\" %}{% block usee %}{% endblock %}");
    assert!(error.message.contains("`usee`") && error.message.contains("model.html"), "{error}");
    let error = refusal("notes.txt", "text");
    assert_eq!(
        error.message,
        "template `notes.txt`: a template's name must end in `.html` or `.xml`, so that what cards say is escaped in it"
    );
    assert_eq!(refusal("builtin/base.html", "").template, "builtin/base.html");
}

#[test]
fn a_template_that_asks_for_too_much_is_named_with_its_line() {
    let templates = with_overrides(&[("about.html", "<p>\n{{ about.nothing }}</p>")]);
    let page = sample::page("about", "about", "About", "about/index.html");
    let error = templates.render("about.html", &page, "about", &sample::about()).unwrap_err();
    assert_eq!((error.template.as_str(), error.line), ("about.html", Some(2)));
    assert!(templates.render("none.html", &page, "about", &sample::about()).is_err());
}

/// How long pages take: `cargo test --release --test templates timings -- --ignored --nocapture`.
#[test]
#[ignore = "measures, asserts nothing"]
fn timings() {
    let templates = templates();
    let page = model_page();
    let time = |what: &str, per: u32, work: &dyn Fn() -> String| {
        (0..50).for_each(|_| drop(work()));
        let start = std::time::Instant::now();
        (0..1000).for_each(|_| drop(work()));
        println!("{what}: {:.1} µs", start.elapsed().as_secs_f64() * 1e3 / f64::from(per));
    };
    let (full, bare) = (sample::model(), sample::bare_model());
    time("full model page", 1, &|| templates.render("model.html", &page, "model", &full).unwrap());
    time("bare model page", 1, &|| templates.render("model.html", &page, "model", &bare).unwrap());
    let (list, empty) = (sample::models(50), sample::models(0));
    time("list of 50", 1, &|| render_listed(&templates, "models.html", &page, "models", &list));
    time("list of 0", 1, &|| render_listed(&templates, "models.html", &page, "models", &empty));
}

/// Writes the samples with the real theme, for a look in a browser: `cargo test --test templates -- --ignored`.
#[test]
#[ignore = "writes a folder of sample pages, for people to look at"]
fn write_samples() {
    let out = Path::new(env!("CARGO_TARGET_TMPDIR")).join("samples");
    let theme = Theme::builtin();
    let mut templates = Templates::builtin().unwrap();
    templates.set_site(&sample::site(theme.paths())).unwrap();
    let mut files: Vec<(String, Vec<u8>)> =
        theme.assets().into_iter().map(|(path, bytes)| (path.to_owned(), bytes.to_vec())).collect();
    files.extend(all_pages(&templates).into_iter().map(|(path, html)| (path.to_owned(), html.into_bytes())));
    for (path, bytes) in files {
        let path = out.join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }
    println!("{}", out.display());
}
