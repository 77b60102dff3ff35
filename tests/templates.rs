//! The built-in templates and theme, rendered from views made by hand.

use std::path::Path;

use cardex::site::templates::Templates;
use cardex::site::theme::Theme;
use cardex::site::view::*;

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
        theme_js: path("theme.js"),
        app_js: path("app.js"),
        search_js: path("search.js"),
        search_query_js: path("search-query.js"),
        search_manifest: path("search/manifest.js"),
        search_engine_js: path("elasticlunr.js"),
        favicon: path("favicon.svg"),
        favicon_png: path("favicon-32.png"),
        files: Default::default(),
    }
}

const MODEL_PATH: &str = "models/lumen-speech/quayside-ctc/index.html";

fn model_page() -> PageView {
    sample::page("model", "models", "lumen-speech/quayside-ctc", MODEL_PATH)
}

/// One page of every kind, by its path.
fn all_pages(templates: &Templates) -> Vec<(&'static str, String)> {
    let page = sample::page;
    let empty = HomeView { card_place: String::new(), ..sample::home() };
    vec![
        ("index.html", templates.render("home.html", &page("home", "", "Harbour Models", "index.html"), "home", &sample::home()).unwrap()),
        ("empty/index.html", templates.render("home.html", &page("home", "", "Empty", "empty/index.html"), "home", &empty).unwrap()),
        ("models/index.html", templates.render("models.html", &page("models", "models", "Models", "models/index.html"), "models", &sample::models(24)).unwrap()),
        (MODEL_PATH, templates.render("model.html", &model_page(), "model", &sample::model()).unwrap()),
        ("models/bare/index.html", templates.render("model.html", &page("model", "models", "bare", "models/bare/index.html"), "model", &sample::bare_model()).unwrap()),
        ("tasks/index.html", templates.render("terms.html", &page("terms", "tasks", "Tasks", "tasks/index.html"), "terms", &sample::all_terms()).unwrap()),
        ("tasks/asr/index.html", templates.render("term.html", &page("term", "tasks", "Automatic speech recognition", "tasks/asr/index.html"), "term", &sample::term()).unwrap()),
        ("about/index.html", templates.render("about.html", &page("about", "about", "About", "about/index.html"), "about", &sample::about()).unwrap()),
        ("404.html", templates.render("404.html", &PageView { canonical_url: None, ..page("not-found", "", "Page not found", "404.html") }, "none", &()).unwrap()),
    ]
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
