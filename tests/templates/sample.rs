//! Views made by hand: one of each kind, with every field in use, and an empty one.

use cardex::site::view::*;
use serde::Serialize;

pub(crate) fn site(assets: Assets) -> SiteView {
    let nav =
        |section, label, primary| NavItem { section, label, path: format!("{section}/index.html"), primary };
    SiteView {
        title: "Harbour Models".into(),
        description: "Every model that our teams train, measure and run, with what each is good for and what it is not.".into(),
        language: "en".into(),
        repository_url: Some("https://git.example.org/harbour/models".into()),
        generator: "Cardex 0.1.0".into(),
        commit: Some(commit()),
        counts: Counts { models: 128, orgs: 7, tasks: 14, libraries: 9, licenses: 6, tags: 210, languages: 12, datasets: 31, collections: 1 },
        nav: vec![
            nav("models", "Models", true),
            nav("tasks", "Tasks", true),
            nav("libraries", "Libraries", true),
            nav("orgs", "Organisations", true),
            nav("datasets", "Datasets", false),
            nav("licenses", "Licences", false),
            nav("languages", "Languages", false),
            nav("tags", "Tags", false),
            nav("about", "About", false),
        ],
        assets,
        has_feed: true,
        storage_key: "cardex:harbour".into(),
        img_src_remote: false,
        preview: None,
    }
}

pub(crate) fn page(kind: &'static str, section: &'static str, title: &str, path: &str) -> PageView {
    let depth = path.matches('/').count();
    let mut breadcrumbs = Vec::new();
    if kind != "home" && kind != "not-found" {
        breadcrumbs.push(link("Home", "index.html"));
    }
    if kind == "model" {
        breadcrumbs.push(link("Models", "models/index.html"));
        breadcrumbs.push(link("lumen-speech", "orgs/lumen-speech/index.html"));
    }
    if kind == "term" {
        breadcrumbs.push(link("Tasks", "tasks/index.html"));
    }
    PageView {
        kind,
        section,
        title: title.into(),
        description: format!("About {title}."),
        root: "../".repeat(depth),
        path: path.into(),
        canonical_url: Some(format!("https://models.example.org/{path}")),
        image_url: None,
        breadcrumbs,
        jsonld_html: (kind == "model")
            .then(|| r#"{"@context":"https://schema.org","name":"\u003cb>"}"#.into()),
        feed: None,
        markdown_path: (kind == "model").then(|| path.replace(".html", ".md")),
    }
}

pub(crate) fn link(label: &str, path: &str) -> Link {
    Link { label: label.into(), path: path.into() }
}

pub(crate) fn date() -> DateView {
    DateView { iso: "2026-11-20".into(), text: "20 November 2026".into() }
}

pub(crate) fn commit() -> CommitView {
    CommitView {
        id: "3f8a1c0d5e9b7a2461f0c8d3e5b7a9124c6d8e0f".into(),
        short: "3f8a1c0d5e".into(),
        date: Some(date()),
        url: Some("https://git.example.org/harbour/models/commit/3f8a1c0d5e".into()),
    }
}

fn badge(text: &str, tone: &'static str) -> Badge {
    Badge { text: text.into(), tone }
}

pub(crate) fn text(text: &str) -> FactValue {
    FactValue { text: text.into(), ..FactValue::default() }
}

fn inside(label: &str, path: &str) -> FactValue {
    FactValue { text: label.into(), path: Some(path.into()), ..FactValue::default() }
}

fn outside(label: &str, url: &str) -> FactValue {
    FactValue { text: label.into(), url: Some(url.into()), ..FactValue::default() }
}

/// A view together with the models that the site adds to it.
#[derive(Serialize)]
pub(crate) struct Listed<T> {
    #[serde(flatten)]
    pub(crate) view: T,
    pub(crate) items: Vec<ModelItem>,
}

pub(crate) fn items(count: usize) -> Vec<ModelItem> {
    let orgs = ["lumen-speech", "quill-nlp", "orchard-vision", "northwind-weather"];
    let names = ["quayside-ctc", "harbour-bert-base-uncased", "pomona-detect-large", "breeze-forecast-2"];
    let texts = [
        "Transcribes announcements and radio traffic of a harbour, in English, Dutch and German, on one CPU core.",
        "A sentence encoder for incident reports. Trained on 1.2 million reports of 14 harbours; 384 dimensions, 512 tokens, mean pooling, and about four times faster than the model that it was distilled from, at nine tenths of its quality on retrieval.",
        "Finds fruit in pictures of orchards.",
        "",
    ];
    let tasks = [
        ("Automatic speech recognition", "asr"),
        ("Sentence similarity", "sts"),
        ("Object detection", "od"),
        ("Time series forecasting", "ts"),
    ];
    let libraries = ["Transformers", "Sentence Transformers", "ONNX", "PyTorch"];
    (0..count)
        .map(|index| {
            let at = index % 4;
            ModelItem {
                id: format!("{}/{}", orgs[at], names[at]),
                org_prefix: format!("{}/", orgs[at]),
                name: names[at].into(),
                title: (at == 1).then(|| "Harbour incident encoder".into()),
                description: texts[at].into(),
                path: format!("models/{}/{}/index.html", orgs[at], names[at]),
                task: Some(link(tasks[at].0, &format!("tasks/{}/index.html", tasks[at].1))),
                library: Some(link(libraries[at], "libraries/x/index.html")),
                license: (at != 3).then(|| link("Apache 2.0", "licenses/apache-2.0/index.html")),
                badges: match at {
                    0 => vec![badge("Production", "ok"), badge("v2.1", "neutral")],
                    2 => vec![badge("Fine-tune", "info"), badge("Deprecated", "warn")],
                    _ => Vec::new(),
                },
                updated: Some(date()),
                size: (at < 2).then(|| "438 MB".into()),
                parameters: (at != 3).then(|| "109 M".into()),
            }
        })
        .collect()
}

pub(crate) fn terms(labels: &[(&str, usize)]) -> Vec<TermItem> {
    labels
        .iter()
        .map(|(label, count)| TermItem {
            label: (*label).into(),
            key: Some(label.to_lowercase().replace(' ', "-")),
            path: "tasks/x/index.html".into(),
            count: *count,
            description: format!("{label}, and what goes with it."),
            image_path: None,
        })
        .collect()
}

const TASKS: [(&str, usize); 9] = [
    ("Text classification", 31),
    ("Automatic speech recognition", 22),
    ("Sentence similarity", 18),
    ("Object detection", 14),
    ("Image segmentation", 12),
    ("Time series forecasting", 9),
    ("Text generation", 8),
    ("Token classification", 7),
    ("Tabular classification", 1),
];
const LIBRARIES: [(&str, usize); 5] =
    [("Transformers", 61), ("PyTorch", 24), ("ONNX", 18), ("Sentence Transformers", 12), ("scikit-learn", 5)];

pub(crate) fn home() -> Listed<HomeView> {
    let view = HomeView {
        tasks: terms(&TASKS),
        libraries: terms(&LIBRARIES),
        orgs: terms(&[
            ("lumen-speech", 41),
            ("quill-nlp", 33),
            ("orchard-vision", 20),
            ("northwind-weather", 11),
        ]),
        collections: vec![CollectionLink {
            title: "Radio".into(),
            description: "For the air.".into(),
            path: "collections/radio/index.html".into(),
            count: 3,
        }],
        changes: vec![change("Updated"), ChangeItem { date: None, text: String::new(), ..change("Added") }],
        dates_known: true,
        card_place: "models/<organisation>/<name>/README.md".into(),
    };
    Listed { view, items: items(6) }
}

pub(crate) fn change(what: &'static str) -> ChangeItem {
    ChangeItem {
        what,
        id: "lumen-speech/quayside-ctc".into(),
        text: "Quayside CTC".into(),
        path: "models/lumen-speech/quayside-ctc/index.html".into(),
        date: Some(date()),
    }
}

pub(crate) fn changelog() -> ChangelogView {
    let list = |heading, left_out| ChangeList {
        heading,
        count: 1 + left_out,
        models: vec![change(heading)],
        left_out,
    };
    let period =
        |heading: &str, iso: &str, lists| PeriodView { heading: heading.into(), iso: iso.into(), lists };
    ChangelogView {
        periods: vec![
            period("20 November 2026", "2026-11-20", vec![list("Added", 0), list("Updated", 12)]),
            period("May 2026", "2026-05", vec![list("Added", 0)]),
        ],
        undated: 3,
        dates_note: Some("The repository is a shallow clone.".into()),
        pagination: pagination("changelog"),
    }
}

pub(crate) fn statistics() -> StatisticsView {
    let row = |label: &str, path: Option<&str>| ChartRow {
        label: label.into(),
        path: path.map(Into::into),
        count: "31".into(),
        share: "24 %".into(),
    };
    let chart = ChartView {
        slug: "chart-tasks".into(),
        heading: "Models by task".into(),
        note: "A model counts once for each that it states.".into(),
        chart_html: "<svg class=\"chart\" width=\"100%\" height=\"2.75em\" role=\"img\" aria-labelledby=\"t\"><title id=\"t\">Tasks</title></svg>".into(),
        column: "Task",
        rows: vec![row("Text classification", Some("tasks/x/index.html")), row("Not stated", None)],
        more: Some(link("All 14 tasks", "tasks/index.html")),
    };
    let empty = ChartView {
        slug: "chart-added".into(),
        heading: "Models added by month".into(),
        chart_html: String::new(),
        rows: Vec::new(),
        more: None,
        ..chart.clone()
    };
    StatisticsView {
        facts: vec![ExtraField { key: "Models".into(), value: "128".into() }],
        charts: vec![chart, empty],
    }
}

pub(crate) fn pagination(base: &str) -> Pagination {
    let to = |number: usize| PageLink {
        number,
        path: format!("{base}/page/{number}/index.html"),
        current: number == 2,
    };
    let gap = PageLink { number: 0, path: String::new(), current: false };
    Pagination {
        total: 128,
        first: 51,
        last: 100,
        number: 2,
        pages: 12,
        previous_path: Some(format!("{base}/index.html")),
        next_path: Some(format!("{base}/page/3/index.html")),
        links: vec![to(1), to(2), to(3), gap, to(12)],
    }
}

pub(crate) fn models(count: usize) -> Listed<ModelsView> {
    let short = |section, heading, terms: Vec<TermItem>| ShortTerms {
        section,
        heading,
        path: format!("{section}/index.html"),
        total: 14,
        terms,
    };
    let view = ModelsView {
        pagination: pagination("models"),
        browse: vec![short("tasks", "Task", terms(&TASKS)), short("libraries", "Library", terms(&LIBRARIES))],
    };
    Listed { view, items: items(count) }
}

pub(crate) fn all_terms() -> TermsView {
    TermsView {
        section: "tasks",
        heading: "Tasks",
        introduction: "What a model does, in the words of the model cards.",
        groups: vec![
            TermGroup { heading: "Natural language".into(), terms: terms(&TASKS) },
            TermGroup { heading: "Vision".into(), terms: terms(&TASKS[3..5]) },
        ],
        count: 11,
        pagination: Pagination {
            total: 11,
            first: 1,
            last: 11,
            number: 1,
            pages: 1,
            previous_path: None,
            next_path: None,
            links: Vec::new(),
        },
        not_stated: 3,
    }
}

pub(crate) fn term() -> Listed<TermView> {
    let view = TermView {
        section: "tasks",
        noun: "Task",
        label: "Automatic speech recognition".into(),
        key: Some("automatic-speech-recognition".into()),
        description: "Turns speech into text.".into(),
        facts: vec![
            Fact::new("Modality", vec![text("Audio")]),
            Fact::new("Home page", vec![outside("example.org", "https://example.org/asr")]),
            Fact::new("Family", Vec::new()),
        ],
        image_path: None,
        featured: items(1),
        splits: vec![SplitRow {
            config: "en".into(),
            name: "test".into(),
            examples: Some("1,200".into()),
            size: None,
        }],
        datasets: vec![DatasetLinks { heading: "Made from", values: vec![text("a")] }],
        card_html: Some("<p>A <strong>profile</strong> of the task.</p>".into()),
        card_direction: "ltr",
        guide: Some(GuideView {
            input: "A recording of speech".into(),
            output: "What was said".into(),
            uses: "Subtitles and dictation.".into(),
            judging: "The word error rate.".into(),
            metrics: vec![metric()],
        }),
        board: Some(BoardView {
            dataset: inside("Harbour Radio", "datasets/harbour-radio/index.html"),
            setting: "config en · split test".into(),
            metric: metric(),
            count: 7,
            rows: vec![BoardRow {
                rank: "1=".into(),
                model: link("lumen-speech/quayside-ctc", "models/lumen-speech/quayside-ctc/index.html"),
                value: "5.1 %".into(),
                status: "self-reported",
            }],
            path: "leaderboards/asr/harbour-radio/index.html#board-wer".into(),
        }),
        leaderboards: vec![CountedLink {
            label: "Harbour Radio".into(),
            path: "leaderboards/asr/harbour-radio/index.html".into(),
            count: Some(7),
        }],
        all_leaderboards: Some(CountedLink {
            label: "All 20 datasets".into(),
            path: "leaderboards/asr/index.html".into(),
            count: None,
        }),
        related: vec![
            RelatedTerms { heading: "Related tasks", links: vec![counted("Audio classification", None)] },
            RelatedTerms { heading: "Libraries", links: vec![counted("Transformers", Some(12))] },
        ],
        pagination: pagination("tasks/asr"),
    };
    Listed { view, items: items(5) }
}

fn metric() -> MetricView {
    MetricView { name: "Word error rate".into(), direction: "lower is better" }
}

fn counted(label: &str, count: Option<usize>) -> CountedLink {
    CountedLink { label: label.into(), path: "libraries/x/index.html".into(), count }
}

fn aspect() -> AspectView {
    AspectView {
        title: "Licence",
        advice_html: "<code>license</code>".into(),
        weight: 12,
        lacking: "1,210".into(),
        share: "12 %".into(),
        path: Some("health/license/index.html".into()),
    }
}

fn downloads() -> Vec<ExportView> {
    vec![
        ExportView { label: "CSV", path: "models.csv".into() },
        ExportView { label: "JSON", path: "api/v1/models.json".into() },
    ]
}

fn score_row(owners: &str) -> ScoreRow {
    ScoreRow {
        model: link("lumen-speech/quayside-ctc", "models/lumen-speech/quayside-ctc/index.html"),
        owners: owners.into(),
        score: 42,
        missing: "Licence, Owner".into(),
    }
}

pub(crate) fn register() -> RegisterView {
    let full = RegisterRow {
        model: link("lumen-speech/quayside-ctc", "models/lumen-speech/quayside-ctc/index.html"),
        state: "v2.1.0 · production".into(),
        risk: Some(Badge { text: "high".into(), tone: "bad" }),
        rationale: "It decides <who> is heard.".into(),
        approval: "approved by @lumen/risk on 2026-09-15".into(),
        owners: "Recognition".into(),
        license: "Apache License 2.0".into(),
        family: "Permissive".into(),
        uses: "Transcripts".into(),
        out_of_scope: "Surveillance".into(),
        missing: "evaluation, checksums".into(),
    };
    let none = String::new;
    let bare = RegisterRow {
        model: link("bare", "models/bare/index.html"),
        state: none(),
        risk: None,
        rationale: none(),
        approval: none(),
        owners: none(),
        license: none(),
        family: none(),
        uses: none(),
        out_of_scope: none(),
        missing: none(),
    };
    RegisterView {
        facts: vec![ExtraField { key: "High risk".into(), value: "1".into() }],
        rows: vec![full, bare],
        pagination: pagination("register"),
        downloads: downloads(),
    }
}

pub(crate) fn health() -> HealthView {
    HealthView {
        facts: vec![ExtraField { key: "Mean completeness".into(), value: "61 of 100".into() }],
        chart: statistics().charts.into_iter().next(),
        aspects: vec![
            aspect(),
            AspectView { title: "Task", path: None, lacking: "0".into(), share: "0 %".into(), ..aspect() },
        ],
        lowest: vec![score_row("Recognition"), score_row("")],
        lowest_heading: "Least complete in production",
        downloads: downloads(),
    }
}

pub(crate) fn lacking() -> LackingView {
    LackingView {
        aspect: aspect(),
        rows: vec![score_row("")],
        left_out: 710,
        filter_path: Some("models/index.html?task=".into()),
        downloads: downloads(),
    }
}

pub(crate) fn about() -> AboutView {
    let field = |key: &str, value: &str| ExtraField { key: key.into(), value: value.into() };
    AboutView {
        facts: vec![
            field("Models", "128"),
            field("Generator", "Cardex 0.1.0"),
            field("Commit", "3f8a1c0d5e9b7a2461f0c8d3e5b7a9124c6d8e0f"),
        ],
        problems: vec!["models/quill-nlp/old/README.md:4:12: `license` is not a list of SPDX names".into()],
        problems_left_out: 2,
        dates_note: Some("Dates are unknown: the repository is a shallow clone.".into()),
        api_path: "api/v1/index.json".into(),
    }
}

/// A model with something in every field.
pub(crate) fn model() -> ModelView {
    let sha = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
    let file = FileView {
        name: "model.safetensors".into(),
        role: "weights".into(),
        format: "safetensors".into(),
        detail: "float16".into(),
        size: Some("218 MB".into()),
        bytes: Some("218,103,808".into()),
        sha256: Some(sha.into()),
        storage: "S3".into(),
        uri: "s3://harbour-models/quayside-ctc/2.1/model.safetensors".into(),
        url: None,
        path: None,
    };
    let row = |metric: &str, value: &str, direction, status, source| EvaluationRow {
        metric: metric.into(),
        value: value.into(),
        direction,
        status,
        source,
        claims: false,
        reporter: "lumen-speech".into(),
        date: Some(date()),
        notes: "greedy decoding".into(),
        file: ".eval_results/radio.yaml".into(),
        board: Some(link("3rd of 12", "leaderboards/asr/radio/index.html#board-wer")),
        was: String::new(),
        delta: String::new(),
        verdict: "",
    };
    let snippet = |slug: &str, label: &str, install: Option<&str>, code: &str, html: &str| SnippetView {
        slug: slug.into(),
        label: label.into(),
        language: "python".into(),
        install: install.map(Into::into),
        code: code.into(),
        code_html: html.into(),
    };
    ModelView {
        id: "lumen-speech/quayside-ctc".into(),
        org: Some(link("lumen-speech", "orgs/lumen-speech/index.html")),
        name: "quayside-ctc".into(),
        title: "Quayside CTC".into(),
        description: "Transcribes announcements and radio traffic of a harbour, in English, Dutch and German, on one CPU core.".into(),
        badges: vec![badge("Production", "ok"), badge("v2.1", "neutral"), badge("Fine-tune", "info")],
        marks: None,
        summary: vec![
            link("Automatic speech recognition", "tasks/asr/index.html"),
            link("Transformers", "libraries/transformers/index.html"),
            link("Apache 2.0", "licenses/apache-2.0/index.html"),
        ],
        notices: vec![
            Notice { tone: "warn", heading: "A newer version exists.".into(), text: "Version 3 hears Danish too:".into(), link: Some(link("lumen-speech/quayside-ctc-3", "models/lumen-speech/quayside-ctc-3/index.html")) },
            Notice { tone: "bad", heading: "Deprecated.".into(), text: "Do not start new work with it.".into(), link: None },
            Notice { tone: "info", heading: "Access.".into(), text: "The weights are shared on request.".into(), link: None },
        ],
        thumbnail_path: None,
        snippets: vec![
            snippet(
                "transformers",
                "Transformers",
                Some("pip install transformers torch"),
                "from transformers import pipeline\n\n# One recording, 16 kHz.\nasr = pipeline(\"automatic-speech-recognition\", model=\"lumen-speech/quayside-ctc\")\nprint(asr(\"berth-4.wav\")[\"text\"])",
                "<span class=\"kw\">from</span> transformers <span class=\"kw\">import</span> pipeline\n\n<span class=\"com\"># One recording, 16 kHz.</span>\nasr <span class=\"op\">=</span> <span class=\"fn\">pipeline</span>(<span class=\"str\">&quot;automatic-speech-recognition&quot;</span>, model=<span class=\"str\">&quot;lumen-speech/quayside-ctc&quot;</span>)\n<span class=\"fn\">print</span>(asr(<span class=\"str\">&quot;berth-4.wav&quot;</span>)[<span class=\"num\">0</span>])",
            ),
            snippet("onnx", "ONNX Runtime", None, "import onnxruntime", "<span class=\"kw\">import</span> onnxruntime"),
        ],
        download: Some(snippet("download", "Download and verify", None, "curl", "curl -LO https://files.example.org/model.safetensors\n<span class=\"fn\">sha256sum</span> -c model.sha256")),
        facts: vec![
            Fact::new("Task", vec![inside("Automatic speech recognition", "tasks/asr/index.html")]),
            Fact::new("Library", vec![inside("Transformers", "libraries/transformers/index.html"), inside("ONNX", "libraries/onnx/index.html")]),
            Fact::new("Licence", vec![FactValue { hint: Some("Apache-2.0".into()), ..inside("Apache License 2.0", "licenses/apache-2.0/index.html") }]),
            Fact::new("Parameters", vec![FactValue { hint: Some("109,051,904".into()), ..text("109 M") }]),
            Fact::new("Languages", vec![inside("English", "languages/en/index.html"), inside("Dutch", "languages/nl/index.html"), inside("German", "languages/de/index.html")]),
            Fact::new("Size of the weights", vec![text("438 MB")]),
            Fact::new("Owner", vec![outside("speech@harbour.example", "mailto:speech@harbour.example")]),
            Fact::new("Training data", Vec::new()),
            Fact::new("Updated", vec![text("20 November 2026")]),
        ],
        tags: ["speech", "ctc", "harbour", "radio", "noise-robust", "cpu"].map(|tag| link(tag, "tags/x/index.html")).to_vec(),
        links: vec![outside("Paper", "https://arxiv.example.org/abs/2601.00001"), outside("Code", "https://git.example.org/lumen/quayside")],
        usage: UseView {
            stated: true,
            uses: vec!["Transcripts of announcements for the hard of hearing.".into(), "Search in recorded radio traffic.".into()],
            users: vec!["Harbour control rooms".into()],
            out_of_scope: vec!["Evidence in court.".into(), "Telling people apart by their voice.".into()],
            limitations: vec!["Above 70 dB of engine noise the error rate doubles.".into()],
            risk: Some(badge("Limited risk", "warn")),
            risk_rationale: Some("People read the transcripts, nobody acts on them alone.".into()),
            mitigations: vec!["The recording is one click away from each transcript.".into()],
        },
        signature: Some(SignatureView {
            inputs: vec![TensorView { name: "audio".into(), kind: "tensor".into(), dtype: "float32".into(), shape: "[-1, 16000]".into(), description: "Mono, 16 kHz".into() }],
            outputs: vec![TensorView { name: "text".into(), kind: "string".into(), ..TensorView::default() }],
        }),
        contents: vec![
            Contents { level: 3, text: "Model description".into(), id: "card-model-description".into() },
            Contents { level: 4, text: "Training".into(), id: "card-training".into() },
            Contents { level: 3, text: "Everything Markdown has".into(), id: "card-markdown".into() },
        ],
        card_heading: "Model card",
        versions: None,
        card_html: CARD.into(),
        card_language: None,
        card_direction: "ltr",
        evaluations: vec![
            EvaluationView {
                slug: "asr-harbour".into(),
                task: "Automatic speech recognition".into(),
                dataset: inside("Harbour Radio", "datasets/harbour-radio/index.html"),
                setting: "config en · split test".into(),
                rows: vec![
                    row("Word error rate", "5.1", "lower is better", "verified", Some(outside("report", "https://example.org/report"))),
                    row("Character error rate", "1.92", "lower is better", "self-reported", None),
                ],
            },
            EvaluationView {
                slug: "asr-voice".into(),
                task: "Automatic speech recognition".into(),
                dataset: text("Common Voice 17"),
                setting: String::new(),
                rows: vec![row("Word error rate", "11.4", "lower is better", "self-reported", None)],
            },
        ],
        has_claims: true,
        histories: vec![HistoryView {
            metric: "Word error rate".into(),
            on: "Harbour Radio · split test".into(),
            direction: "lower is better",
            chart_html: "<svg class=\"chart\" role=\"img\"><title>Word error rate by version</title></svg>".into(),
            rows: vec![HistoryRow { version: "1.0.0".into(), date: Some(date()), value: "5.1 %".into() }],
        }],
        files: FilesView {
            rows: vec![
                file.clone(),
                FileView { name: "model.onnx".into(), format: "ONNX".into(), detail: "int8".into(), storage: "HTTPS".into(), uri: "https://files.example.org/quayside/model.onnx".into(), url: Some("https://files.example.org/quayside/model.onnx".into()), ..file.clone() },
                FileView { name: "config.json".into(), role: "config".into(), format: "JSON".into(), detail: String::new(), size: Some("1.2 kB".into()), bytes: None, sha256: None, storage: "In this repository".into(), uri: String::new(), url: None, path: Some("models/lumen-speech/quayside-ctc/config.json".into()) },
                FileView { name: "vocab.bin".into(), role: "tokenizer".into(), format: "pickle".into(), detail: String::new(), size: None, bytes: None, sha256: None, ..file },
            ],
            total: Some("438 MB".into()),
            total_bytes: Some("438,210,048".into()),
            total_partial: true,
            pickle_warning: true,
            left_out: 2,
        },
        lineage: Some(LineageView {
            drawing_html: Some("<svg class=\"tree\" role=\"group\" aria-label=\"Tree\"></svg>".into()),
            groups: vec![
                LineageGroup { heading: "Fine-tuned from".into(), count: String::new(), items: vec![KinItem { id: "facebook/wav2vec2-base".into(), note: "not in this catalog".into(), ..KinItem::default() }] },
                LineageGroup {
                    heading: "Quantised versions".into(),
                    count: "4".into(),
                    items: vec![
                        KinItem { id: "lumen-speech/quayside-ctc-int8".into(), path: Some("models/lumen-speech/quayside-ctc-int8/index.html".into()), opens: true, ..KinItem::default() },
                        KinItem { note: "and 3 more".into(), closes: 1, ..KinItem::default() },
                    ],
                },
            ],
        }),
        collections: vec![link("Radio", "collections/radio/index.html")],
        promotions: Some(PromotionsView {
            rows: vec![history_row("@champion 3.2.0 → 4.0.0")],
            left_out: 2,
            note: Some("What was promoted before is not known.".into()),
        }),
        changes: Some(PastView {
            rows: vec![history_row("card: <b>two</b> results")],
            left_out: 7,
            more_url: Some("https://git.example.org/hub/commits/main/models/x".into()),
            note: None,
        }),
        related: vec![RelatedModel {
            id: "harbour-data/berth-radio".into(),
            org_prefix: "harbour-data/".into(),
            name: "berth-radio".into(),
            path: "models/harbour-data/berth-radio/index.html".into(),
            description: "Writes down what is said on the berths.".into(),
            reasons: vec!["also English automatic speech recognition".into(), "same dataset: harbour/radio".into()],
        }],
        citations: vec!["@misc{quayside,\n  title = {Quayside CTC},\n  year = {2026}\n}".into()],
        additional: vec![
            ExtraField { key: "co2_eq_emissions".into(), value: "emissions: 1.4\nsource: measured".into() },
            ExtraField { key: "thumbnail_note".into(), value: "none".into() },
        ],
        source: SourceView {
            card: "models/lumen-speech/quayside-ctc/README.md".into(),
            view_url: Some("https://git.example.org/harbour/models/blob/main/models/lumen-speech/quayside-ctc/README.md".into()),
            edit_url: Some("https://git.example.org/harbour/models/edit/main/models/lumen-speech/quayside-ctc/README.md".into()),
            history_url: Some("https://git.example.org/harbour/models/commits/main/models/lumen-speech/quayside-ctc".into()),
            commit: Some(commit()),
            created: Some(DateView { iso: "2025-03-02".into(), text: "2 March 2025".into() }),
            updated: Some(date()),
        },
        completeness: Some(CompletenessView {
            score: 82,
            missing: vec![MissingView {
                title: "Limitations",
                weight: 10,
                advice_html: "<code>limitations</code>, or a section".into(),
            }],
        }),
        exports: vec![
            ExportView { label: "JSON", path: "api/v1/models/lumen-speech/quayside-ctc.json".into() },
            ExportView { label: "CycloneDX 1.6", path: "models/lumen-speech/quayside-ctc/quayside-ctc.cdx.json".into() },
        ],
        badge_pictures: Some(BadgeView {
            paths: vec!["models/lumen-speech/quayside-ctc/badge/version.svg".into()],
            markdown: "[![version](https://models.example.org/v.svg)](https://models.example.org/)".into(),
        }),
    }
}

/// A model of which nothing is known but its name.
fn history_row(text: &str) -> PastRow {
    PastRow {
        date: Some(DateView { iso: "2026-09-17".into(), text: "17 September 2026".into() }),
        text: text.into(),
        author: "Noor de Wit".into(),
        commit: CommitView {
            id: "0123456789abcdef0123456789abcdef01234567".into(),
            short: "0123456789".into(),
            date: None,
            url: Some("https://git.example.org/hub/commit/0123456789abcdef0123456789abcdef01234567".into()),
        },
    }
}

pub(crate) fn bare_model() -> ModelView {
    ModelView {
        org: None,
        id: "bare".into(),
        name: "bare".into(),
        title: "bare".into(),
        description: String::new(),
        badges: Vec::new(),
        marks: None,
        summary: Vec::new(),
        notices: Vec::new(),
        thumbnail_path: None,
        snippets: Vec::new(),
        download: None,
        facts: vec![Fact::new("Task", Vec::new())],
        tags: Vec::new(),
        links: Vec::new(),
        usage: UseView::default(),
        signature: None,
        contents: Vec::new(),
        card_heading: "Model card",
        versions: None,
        card_html: String::new(),
        card_language: None,
        card_direction: "ltr",
        evaluations: Vec::new(),
        has_claims: false,
        histories: Vec::new(),
        files: FilesView::default(),
        lineage: None,
        collections: Vec::new(),
        promotions: None,
        changes: None,
        related: Vec::new(),
        citations: Vec::new(),
        additional: Vec::new(),
        source: SourceView {
            card: "models/bare/README.md".into(),
            view_url: None,
            edit_url: None,
            history_url: None,
            commit: None,
            created: None,
            updated: None,
        },
        completeness: Some(CompletenessView { score: 0, missing: Vec::new() }),
        exports: vec![ExportView { label: "JSON", path: "api/v1/models/bare.json".into() }],
        badge_pictures: None,
    }
}

pub(crate) fn feed() -> FeedView {
    FeedView {
        id: "https://models.example.org/feed.xml".into(),
        title: "Lumen & friends".into(),
        self_url: "https://models.example.org/feed.xml".into(),
        site_url: "https://models.example.org/index.html".into(),
        updated: "2026-11-20T09:30:00Z".into(),
        entries: vec![FeedEntry {
            id: "https://models.example.org/models/lumen-speech/quayside-ctc/index.html".into(),
            title: "lumen-speech/quayside-ctc".into(),
            url: "https://models.example.org/models/lumen-speech/quayside-ctc/index.html".into(),
            updated: "2026-11-20T09:30:00Z".into(),
            published: Some("2025-03-02T10:00:00Z".into()),
            author: "lumen-speech".into(),
            categories: vec!["Automatic speech recognition".into()],
            summary: "Transcribes announcements & radio.".into(),
        }],
    }
}

pub(crate) fn sitemap() -> SitemapView {
    SitemapView {
        entries: vec![SitemapEntry {
            url: "https://models.example.org/index.html".into(),
            updated: Some("2026-11-20".into()),
        }],
    }
}

const CARD: &str = r##"<h3 id="card-model-description">Model description</h3>
<p>Quayside CTC is a <strong>fine-tuned</strong> acoustic model with a <a href="https://example.org/ctc">CTC</a> head. It was trained on 960 hours of harbour radio, recorded at 14 berths between 2019 and 2025, and measured on two berths that it never heard<sup><a href="#card-fn-1" id="card-fnref-1">1</a></sup>. Use <code>quayside.transcribe()</code> or press <kbd>Ctrl</kbd> <kbd>T</kbd>.</p>
<ul>
<li>mono, 16 kHz, any length</li>
<li>three languages, detected by itself
<ul>
<li>Danish is in version 3</li>
</ul>
</li>
</ul>
<h4 id="card-training">Training</h4>
<div class="table-scroll" role="region" tabindex="0" aria-label="Table 1"><table>
<thead><tr><th scope="col" class="align-left">Stage</th><th scope="col" class="align-center">Schedule</th><th scope="col" class="align-right">Hours</th></tr></thead>
<tbody><tr><td class="align-left">Pre-training</td><td class="align-center">cosine</td><td class="align-right">960</td></tr>
<tr><td class="align-left">Fine-tuning</td><td class="align-center">linear</td><td class="align-right">48</td></tr></tbody>
</table></div>
<pre tabindex="0"><code class="language-python"><span class="kw">def</span> <span class="fn">loss</span>(logits: <span class="ty">Tensor</span>) <span class="op">-&gt;</span> <span class="ty">float</span>:
    <span class="com"># The blank symbol is the last one.</span>
    <span class="kw">return</span> <span class="fn">ctc</span>(logits, blank<span class="op">=</span><span class="num">31</span>, reduction<span class="op">=</span><span class="str">&quot;mean&quot;</span>)
</code></pre>
<h3 id="card-markdown">Everything Markdown has</h3>
<div class="alert alert-note"><p class="alert-title">Note</p><p>Recordings are kept for <a href="https://example.org/keep">30 days</a>.</p></div>
<div class="alert alert-warning"><p class="alert-title">Warning</p><p>Numbers of berths are often misheard; check <code>confidence</code>.</p></div>
<blockquote><p>It hears the quay better than I do.</p></blockquote>
<ul>
<li><input type="checkbox" disabled checked aria-label="done"> English</li>
<li><input type="checkbox" disabled aria-label="open"> Danish</li>
</ul>
<p>The loss is <code class="math">L = -\log p(y \mid x)</code>:</p>
<pre class="math" tabindex="0"><code>\sum_{\pi \in B^{-1}(y)} \prod_t p(\pi_t \mid x)</code></pre>
<p><a class="blocked-image" href="https://example.org/spectrum.png">Picture: a spectrum</a></p>
<details><summary>Hardware</summary><p>Four accelerators for two days.</p></details>
<dl><dt>CTC</dt><dd>Connectionist temporal classification.</dd></dl>
<section class="footnotes"><ol><li id="card-fn-1"><p>Berths 9 and 12. <a href="#card-fnref-1" aria-label="Back">↩</a></p></li></ol></section>
"##;

pub(crate) fn leaderboards() -> LeaderboardsView {
    let item = LeaderboardItem {
        label: "Harbour Radio".into(),
        key: Some("lumen-speech/harbour-radio".into()),
        path: "leaderboards/asr/harbour-radio/index.html".into(),
        models: 7,
        boards: 3,
        metric: metric(),
        setting: "config en · split test".into(),
        first: Some(link("lumen-speech/quayside-ctc", "models/lumen-speech/quayside-ctc/index.html")),
        ties: 1,
        value: "5.1 %".into(),
    };
    let unranked =
        LeaderboardItem { first: None, ties: 0, key: None, setting: String::new(), ..item.clone() };
    LeaderboardsView {
        heading: "Leaderboards".into(),
        task: None,
        groups: vec![LeaderboardGroup {
            slug: "task-asr".into(),
            heading: link("Automatic speech recognition", "leaderboards/asr/index.html"),
            datasets: vec![item, unranked],
            left_out: 4,
        }],
        pagination: None,
    }
}

pub(crate) fn leaderboard() -> LeaderboardView {
    let row = LeaderboardRow {
        rank: "1=".into(),
        model: link("lumen-speech/quayside-ctc", "models/lumen-speech/quayside-ctc/index.html"),
        named: "Test WER (+LM)".into(),
        value: "5.1 %".into(),
        number: "5.1".into(),
        deviation: "± 0.2".into(),
        status: "verification claimed",
        claims: true,
        others: 1,
        source: Some(outside("Scoring log", "https://example.org/log")),
        reporter: "lumen-speech".into(),
        date: Some(date()),
        notes: "greedy decoding".into(),
        parameters: Some("109 M".into()),
        parameters_number: Some(109_000_000),
        license: Some(link("Apache License 2.0", "licenses/apache-2.0/index.html")),
    };
    let bare = LeaderboardRow {
        source: None,
        reporter: String::new(),
        date: None,
        parameters: None,
        parameters_number: None,
        license: None,
        status: "self-reported",
        claims: false,
        ..row.clone()
    };
    let board = LeaderboardBoard {
        slug: "board-wer-en-test".into(),
        metric: metric(),
        setting: "config en · split test".into(),
        scale: "written from 0 to 1".into(),
        count: 7,
        elsewhere: 1,
        rows: vec![row, bare],
        left_out: 5,
        columns: LeaderboardColumns {
            deviation: true,
            source: true,
            date: true,
            parameters: true,
            license: true,
        },
        csv_path: "leaderboards/asr/harbour-radio/wer-en-test.csv".into(),
    };
    let unranked = LeaderboardBoard {
        slug: "board-score".into(),
        metric: MetricView { name: "Score".into(), direction: "" },
        columns: LeaderboardColumns::default(),
        elsewhere: 0,
        left_out: 0,
        ..board.clone()
    };
    LeaderboardView {
        task: link("Automatic speech recognition", "leaderboards/asr/index.html"),
        task_page: Some("tasks/asr/index.html".into()),
        dataset: inside("Harbour Radio", "datasets/harbour-radio/index.html"),
        models: 7,
        boards: vec![board, unranked],
        left_out: 2,
        alone: 1,
        has_claims: true,
        json_path: "leaderboards/asr/harbour-radio/index.json".into(),
    }
}
