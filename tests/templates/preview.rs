//! Pages of a preview: what the templates make of the marks.

use cardex::site::view::*;

use crate::{plain_assets, sample, templates};

fn marks() -> MarksView {
    let column = |label: &str| Link { label: label.into(), path: String::new() };
    let line = |kind, text: &str| LineView { kind, text: text.into() };
    MarksView {
        actions: vec!["renamed", "updated"],
        old_id: Some("acme/<lamp>".into()),
        before: column("Before"),
        after: column("After"),
        results: vec![ResultRow {
            metric: "F1".into(),
            on: "SST-2".into(),
            before: "0.92".into(),
            after: "0.90".into(),
            delta: "−0.02".into(),
            verdict: "worse",
        }],
        weights: Vec::new(),
        fields: vec![ChangeRow { key: "license".into(), before: "mit".into(), after: String::new() }],
        text: vec![
            line("same", "# Lamp"),
            line("gap", ""),
            line("removed", "old"),
            line("added", "<b>new</b>"),
        ],
    }
}

#[test]
fn a_page_marks_what_a_change_does() {
    let mut model = sample::model();
    model.marks = Some(marks());
    model.facts[0].was = Some("Text <generation>".into());
    let page = sample::page("model", "models", "Lamp", "models/acme/lamp/index.html");
    let html = templates().render("model.html", &page, "model", &model).unwrap();
    let part = |from: &str, to: &str| {
        let start = html.find(from).unwrap_or_else(|| panic!("{from} in {html}"));
        html[start..start + html[start..].find(to).unwrap() + to.len()].to_owned()
    };
    assert_eq!(
        part("<h2 id=\"marks\"", "</p>"),
        "<h2 id=\"marks\">In this change: renamed, updated</h2>\n<p>The model was called <code>acme/&lt;lamp&gt;</code>.</p>"
    );
    assert_eq!(
        part("<th scope=\"row\"><code>license", "</tr>"),
        "<th scope=\"row\"><code>license</code></th><td><bdi>mit</bdi></td><td><span class=\"none\">not stated</span></td></tr>"
    );
    assert_eq!(
        part("<td class=\"num\">−0.02", "</td>"),
        "<td class=\"num\">−0.02 <span class=\"badge bad\">worse</span></td>"
    );
    assert_eq!(
        part("<p class=\"removed\"", "</ins></p>"),
        "<p class=\"removed\"><span class=\"visually-hidden\">Removed: </span><del>old</del></p>\n\
         <p class=\"added\"><span class=\"visually-hidden\">Added: </span><ins>&lt;b&gt;new&lt;/b&gt;</ins></p>"
    );
    assert!(html.contains("<dd class=\"was\">was Text &lt;generation&gt;</dd>"));
}

#[test]
fn every_page_of_a_preview_says_so_and_none_is_indexed() {
    let mut templates = templates();
    let page = sample::page("model", "models", "Lamp", "models/acme/lamp/index.html");
    let plain = templates.render("model.html", &page, "model", &sample::bare_model()).unwrap();
    assert!(!plain.contains("preview"), "{plain}");
    let banner =
        BannerView { base: "ma<in".into(), summary: "2 models differ".into(), path: "preview/index.html" };
    templates.set_site(&SiteView { preview: Some(banner), ..sample::site(plain_assets()) }).unwrap();
    let html = templates.render("model.html", &page, "model", &sample::bare_model()).unwrap();
    assert!(html.contains("<meta name=\"robots\" content=\"noindex\">"));
    assert!(html.contains("<link rel=\"stylesheet\" href=\"../../../assets/preview.css\">"));
    assert!(html.contains(
        "<p class=\"preview-banner\" role=\"note\"><strong>Preview of a change.</strong> \
         <a href=\"../../../preview/index.html\">2 models differ</a> from ma&lt;in.</p>"
    ));
}

#[test]
fn the_page_of_a_preview_lists_what_differs() {
    let row = |model: FactValue, action, what: &[&str]| PreviewRow {
        model,
        actions: vec![action],
        what: what.iter().map(|&text| text.to_owned()).collect(),
    };
    let named = |text: &str, path: Option<&str>| FactValue {
        text: text.into(),
        path: path.map(Into::into),
        ..FactValue::default()
    };
    let view = PreviewView {
        base: "main".into(),
        models: vec![
            row(named("a/b", Some("models/a/b/index.html")), "updated", &["license", "2 results"]),
            row(named("a/c", None), "removed", &[]),
        ],
        files: vec!["hub.yaml".into()],
    };
    let page = sample::page("preview", "", "What this change does", "preview/index.html");
    let html = templates().render("preview.html", &page, "preview", &view).unwrap();
    assert!(html.contains(
        "<tr><th scope=\"row\"><a href=\"../models/a/b/index.html\">a/b</a></th><td><span class=\"badge neutral\">updated</span> </td><td>license, 2 results</td></tr>\n\
         <tr><th scope=\"row\">a/c</th><td><span class=\"badge bad\">removed</span> </td><td></td></tr>"
    ), "{html}");
    assert!(html.contains("<li><code>hub.yaml</code></li>"));
}
