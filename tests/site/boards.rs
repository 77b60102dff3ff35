//! Leaderboards: their pages, what stands beside them, and the ways to them.

use super::build;

/// A card with results on `d`: its metrics as they stand in `model-index`.
fn card(more: &str, metrics: &str) -> String {
    format!(
        "---\npipeline_tag: text-classification\ndatasets: [org/d]\n{more}model-index:\n- results:\n  - task: {{type: text-classification}}\n    dataset: {{type: org/d, name: \"D <i>\", split: test}}\n    metrics: {metrics}\n---\n# X\n"
    )
}

#[test]
fn a_board_has_a_page_a_record_and_a_table() {
    let a = card("license: mit\n", "[{type: accuracy, value: 0.9, name: =HYPERLINK(1)}]");
    let b = card("", "[{type: accuracy, value: 0.8 ± 0.1, verifyToken: t}, {type: f1, value: 1}]");
    let site = build(&[
        ("models/a/a/README.md", &a),
        ("models/b/b/README.md", &b),
        ("hub.yaml", "site: {base_url: \"https://x.example/\"}\n"),
    ]);
    let folder = "leaderboards/text-classification/org-d";
    assert_eq!(site.findings, Vec::<String>::new());
    assert_eq!(
        site.between(&format!("{folder}/index.html"), "<tbody>", "</tbody>"),
        "<tr><td class=\"num rank\">1</td><th scope=\"row\" class=\"model-cell\"><a href=\"../../../models/a/a/index.html\">a/a</a><span class=\"hint\">as “=HYPERLINK(1)”</span></th><td class=\"num value\" data-value=\"0.9\">0.9</td><td class=\"num\"></td><td>self-reported</td><td><a href=\"../../../licenses/mit/index.html\">MIT License</a></td></tr> \
         <tr><td class=\"num rank\">2</td><th scope=\"row\" class=\"model-cell\"><a href=\"../../../models/b/b/index.html\">b/b</a></th><td class=\"num value\" data-value=\"0.8\">0.8</td><td class=\"num\">± 0.1</td><td><span class=\"badge info claim\">verification claimed</span></td><td class=\"none\" data-value=\"\">not stated</td></tr>"
    );
    assert_eq!(
        site.file(&format!("{folder}/accuracy-test.csv")),
        "rank,model,value,deviation,text,claims_verification,origin,source,source_url,reporter,date,parameters,license,notes\r\n\
         1,a/a,0.9,,0.9,no,model-index,,,,,,mit,\r\n\
         2,b/b,0.8,0.1,0.8 ± 0.1,yes,model-index,,,,,,,\r\n"
    );
    let record: serde_json::Value = serde_json::from_str(site.file(&format!("{folder}/index.json"))).unwrap();
    assert_eq!(record["boards"].as_array().map(Vec::len), Some(1), "one model alone makes no board");
    assert_eq!(record["boards"][0]["results"][1]["deviation"], 0.1);
    assert_eq!(record["boards"][0]["results"][1]["page"], "models/b/b/index.html");
    let page = format!("{folder}/index.html#board-accuracy-test");
    for (from, root) in
        [("models/b/b/index.html", "../../../"), ("tasks/text-classification/index.html", "../../")]
    {
        assert!(site.file(from).contains(&format!("href=\"{root}{page}\"")), "{from}");
    }
    assert!(site.file("datasets/org-d/index.html").contains(&format!("href=\"../../{folder}/index.html\"")));
    assert!(site.file("models/b/b/index.html").contains(">2nd of 2</a>"));
    for path in ["leaderboards/", "leaderboards/text-classification/", &format!("{folder}/")] {
        assert!(site.file("sitemap.xml").contains(&format!("<loc>https://x.example/{path}</loc>")), "{path}");
    }
    assert!(site.file("search/pages.js").contains(&format!("{folder}/index.html")));
}

#[test]
fn without_two_that_compare_there_are_no_leaderboards() {
    let site = build(&[("models/a/a/README.md", &card("", "[{type: accuracy, value: 0.9}]"))]);
    assert!(!site.files.keys().any(|path| path.starts_with("leaderboards")));
    assert!(!site.file("index.html").contains("leaderboards/"));
    assert!(!site.file("models/a/a/index.html").contains("leaderboards/"));
}

#[test]
fn a_long_board_is_cut_on_its_page_and_whole_beside_it() {
    let files: Vec<(String, String)> = (0..250)
        .map(|at| {
            let metrics = format!("[{{type: accuracy, value: 0.{at:03}}}]");
            (format!("models/a/m{at:03}/README.md"), card("", &metrics))
        })
        .collect();
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let site = build(&files);
    let folder = "leaderboards/text-classification/org-d";
    let page = site.file(&format!("{folder}/index.html"));
    assert_eq!(page.matches("class=\"num rank\"").count(), 200);
    assert!(page.contains("The first 200 of 250 are shown"));
    assert_eq!(site.file(&format!("{folder}/accuracy-test.csv")).lines().count(), 251);
}

#[test]
fn a_metric_over_versions_is_a_chart_with_its_numbers() {
    let results = |value: &str| {
        card("version: \"2.0.0\"\ndate: 2026-02-01\n", &format!("[{{type: accuracy, value: {value}}}]"))
    };
    let earlier = results("0.7").replace("2.0.0", "1.0.0").replace("2026-02-01", "2026-01-01");
    let site =
        build(&[("models/a/a/README.md", &results("0.8")), ("models/a/a/versions/1.0.0.md", &earlier)]);
    let page = site.file("models/a/a/index.html");
    assert!(
        page.contains(
            "<desc id=\"history-1-text\">From 0.7 in version 1.0.0 to 0.8 in version 2.0.0.</desc>"
        )
    );
    let table = site.between("models/a/a/index.html", "<summary>As a table</summary>", "</table>");
    let table = &table[table.find("<tbody>").unwrap()..];
    assert_eq!(
        table,
        "<tbody> <tr><th scope=\"row\">1.0.0</th><td><time datetime=\"2026-01-01\">1 January 2026</time></td><td class=\"num\">0.7</td></tr> \
         <tr><th scope=\"row\">2.0.0</th><td><time datetime=\"2026-02-01\">1 February 2026</time></td><td class=\"num\">0.8</td></tr> </tbody>"
    );
}
