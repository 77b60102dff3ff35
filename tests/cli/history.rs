//! The example hub with its small history: `cardex log`, `cardex asof`, feeds and pages.

#![allow(clippy::print_stdout, reason = "a test that cannot run says so")]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;
use tempfile::TempDir;

use super::cardex;

const CHURN: &str = "harbour-data/churn-gbm";

/// The example hub as a git repository with a history; none where there is no `git`.
fn example() -> Option<(TempDir, PathBuf)> {
    if Command::new("git").arg("--version").output().is_err() {
        assert!(std::env::var_os("CI").is_none(), "git is needed to test the history");
        println!("SKIP: there is no git program");
        return None;
    }
    let folder = tempfile::tempdir().expect("a temporary folder");
    let hub = folder.path().join("hub");
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("example-hub/tools/history.sh");
    let made = Command::new("sh").arg(script).arg(&hub).output().expect("a shell");
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    Some((folder, hub))
}

fn git(hub: &Path, arguments: &[&str]) -> String {
    let output = Command::new("git").current_dir(hub).args(arguments).output().expect("git");
    String::from_utf8(output.stdout).expect("UTF-8").trim().to_owned()
}

fn answer(hub: &Path, arguments: &[&str]) -> String {
    let output = cardex(hub, arguments);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("UTF-8")
}

#[test]
fn the_history_of_the_example_is_the_same_everywhere() {
    let (Some((_one, first)), Some((_two, second))) = (example(), example()) else { return };
    assert_eq!(git(&first, &["rev-parse", "HEAD"]), git(&second, &["rev-parse", "HEAD"]));
}

#[test]
fn log_tells_who_promoted_what_and_when() {
    let Some((_folder, hub)) = example() else { return };
    let text = answer(&hub, &["log", CHURN]);
    let promotion = git(&hub, &["log", "--format=%h", "--abbrev=10", "--grep=Promote churn-gbm 4.0.0"]);
    // The commit and its author are those of the branch, the day is that of the merge.
    let line = format!("  2026-09-17  {promotion}  @champion 3.2.0 → 4.0.0  (Risk Office)\n");
    assert!(text.contains(&line), "{text}");
    let told: Vec<Value> = serde_json::from_str::<Value>(&answer(&hub, &["log", CHURN, "--format", "json"]))
        .expect("JSON")["events"]
        .as_array()
        .expect("events")
        .clone();
    let short: Vec<String> = told
        .iter()
        .map(|event| {
            let text = |key: &str| event[key].as_str().unwrap_or("-").to_owned();
            let subject = text("version").replace('-', "");
            let approval = &event["approval"];
            let decided = match approval["status"].as_str() {
                Some(status) => format!(" {status} {} {}", approval["by"], approval["date"]),
                None => String::new(),
            };
            format!(
                "{} {} {}{} {}>{}{decided}",
                &text("time")[..10],
                text("event"),
                subject,
                text("alias").replace('-', ""),
                text("from"),
                text("to")
            )
        })
        .collect();
    assert_eq!(
        short,
        [
            "2026-02-02 stage 3.0.0 ->production",
            "2026-02-02 alias champion ->3.0.0",
            "2026-05-18 version 3.2.0 ->-",
            "2026-05-18 stage 3.2.0 ->staging",
            "2026-06-01 stage 3.0.0 production>staging",
            "2026-06-01 stage 3.2.0 staging>production",
            "2026-06-01 alias champion 3.0.0>3.2.0",
            "2026-06-01 alias fallback ->3.0.0",
            "2026-09-08 version 4.0.0 ->-",
            "2026-09-08 stage 3.0.0 staging>archived",
            "2026-09-08 stage 4.0.0 ->staging",
            "2026-09-08 alias fallback 3.0.0>3.2.0",
            "2026-09-08 deprecated 3.0.0 ->-",
            "2026-09-17 stage 3.2.0 production>staging",
            "2026-09-17 stage 4.0.0 staging>production",
            "2026-09-17 alias champion 3.2.0>4.0.0",
            "2026-09-17 approval 4.0.0 ->- approved \"@harbour-data/risk\" \"2026-09-15\"",
        ]
    );
}

#[test]
fn log_tells_every_decision_that_the_file_went_through() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let hub = folder.path();
    if Command::new("git").arg("--version").output().is_err() {
        assert!(std::env::var_os("CI").is_none(), "git is needed to test the history");
        println!("SKIP: there is no git program");
        return;
    }
    let model = hub.join("models/acme/churn");
    std::fs::create_dir_all(&model).expect("a folder");
    std::fs::write(model.join("README.md"), "---\nversion: \"1.0.0\"\n---\n# Churn\n").expect("a card");
    git(hub, &["init", "--quiet"]);
    // One commit for each state of the file; what only rewords a reason, or cannot be read, decides nothing.
    let states = [
        "{status: draft}",
        "{status: pending-review, by: ana}",
        "{status: approved, by: \"@acme/risk\", date: 2026-05-03, reason: Good}",
        "{status: approved, by: \"@acme/risk\", date: 2026-05-03, reason: Good enough, url: \"https://x.example\"}",
        "{status: approved, by: [",
        "{status: approved, by: \"@acme/risk\", date: 2026-06-03}",
        "{status: rejected, by: ana}",
        "null",
    ];
    for (at, state) in states.iter().enumerate() {
        let text = format!("versions:\n  \"1.0.0\": {{approval: {state}}}\n");
        std::fs::write(model.join("lifecycle.yaml"), text).expect("a file");
        let day = format!("2026-07-{:02}T09:00:00Z", at + 1);
        git(hub, &["add", "--all"]);
        let output = Command::new("git")
            .current_dir(hub)
            .args(["-c", "user.name=Ana", "-c", "user.email=ana@example.org", "-c", "commit.gpgSign=false"])
            .args(["commit", "--quiet", "--no-verify", "-m", "Decide"])
            .env("GIT_COMMITTER_DATE", &day)
            .env("GIT_AUTHOR_DATE", &day)
            .output()
            .expect("git");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
    let text = answer(hub, &["log", "acme/churn"]);
    let told: Vec<&str> = text
        .lines()
        .take_while(|line| !line.starts_with("Commits"))
        .filter(|line| line.starts_with("  2026"))
        .map(|line| line.split_once("  ").map_or("", |(_, rest)| rest))
        .collect();
    let told: Vec<String> = told.iter().map(|line| format!("{}{}", &line[..10], &line[22..])).collect();
    assert_eq!(
        told,
        [
            "2026-07-08  1.0.0 approval taken back  (Ana)",
            "2026-07-07  1.0.0 rejected by ana  (Ana)",
            "2026-07-06  1.0.0 approved by @acme/risk on 3 June 2026  (Ana)",
            "2026-07-03  1.0.0 approved by @acme/risk on 3 May 2026  (Ana)",
            "2026-07-02  1.0.0 pending review by ana  (Ana)",
            "2026-07-01  1.0.0 draft  (Ana)",
        ]
    );
    let day = answer(hub, &["asof", "2026-07-04"]);
    assert!(day.contains("  1.0.0  no stage, approved by @acme/risk on 3 May 2026, current\n"), "{day}");
}

#[test]
fn asof_tells_what_the_branch_showed_at_the_end_of_a_day() {
    let Some((_folder, hub)) = example() else { return };
    let champion = |day: &str| {
        let told: Value =
            serde_json::from_str(&answer(&hub, &["asof", day, "--format", "json"])).expect("JSON");
        let models = told["models"].as_array().expect("models").clone();
        let churn = models.into_iter().find(|model| model["id"] == CHURN);
        churn.map(|model| model["aliases"]["champion"].as_str().expect("a version").to_owned())
    };
    assert_eq!(champion("2026-02-01"), None);
    assert_eq!(champion("2026-02-02").as_deref(), Some("3.0.0"));
    assert_eq!(champion("2026-06-01").as_deref(), Some("3.2.0"));
    // The promotion was written on the 15th and merged on the 17th.
    assert_eq!(champion("2026-09-16").as_deref(), Some("3.2.0"));
    assert_eq!(champion("2026-09-17").as_deref(), Some("4.0.0"));
    let text = answer(&hub, &["asof", "2026-09-16"]);
    let churn = "\nharbour-data/churn-gbm\n  @champion → 3.2.0\n  @fallback → 3.2.0\n  4.0.0  staging, current\n  \
                 3.2.0  production\n  3.0.0  archived, deprecated\n";
    assert!(text.contains(churn), "{text}");
    let early = cardex(&hub, &["asof", "2025-12-31"]);
    assert_eq!(early.status.code(), Some(2));
    assert_eq!(
        String::from_utf8_lossy(&early.stderr),
        "error: what was on 2025-12-31 is not known: the repository begins on 2026-01-12\n"
    );
}

#[test]
fn a_shallow_clone_says_what_it_does_not_know() {
    let Some((folder, hub)) = example() else { return };
    let clone = folder.path().join("clone");
    let from = format!("file://{}", hub.display());
    git(folder.path(), &["clone", "--quiet", "--depth=4", &from, &clone.display().to_string()]);
    let text = answer(&clone, &["log", CHURN]);
    assert!(text.contains("@champion 3.2.0 → 4.0.0"), "{text}");
    assert!(text.contains("What was promoted up to 2026-07-06 is not known"), "{text}");
    assert!(text.contains("older commits are not known"), "{text}");
    assert!(!text.contains("→ 3.0.0"), "{text}");
    let early = cardex(&clone, &["asof", "2026-06-01"]);
    let error = String::from_utf8_lossy(&early.stderr).into_owned();
    assert!(error.contains("the repository is a shallow clone that begins on 2026-"), "{error}");
}

#[test]
fn without_git_the_commands_say_so() {
    let folder = super::hub(&[("models/acme/x/README.md", "---\nversion: '1'\n---\n# X\n")]);
    for arguments in [&["log", "acme/x"][..], &["asof", "2026-06-01"]] {
        let output = cardex(folder.path(), arguments);
        assert_eq!(output.status.code(), Some(2));
        let error = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(error.contains("there is no git repository around the hub"), "{error}");
    }
}

#[test]
fn pages_and_feeds_tell_the_history() {
    let Some((folder, hub)) = example() else { return };
    let yaml = hub.join("hub.yaml");
    let config = std::fs::read_to_string(&yaml).expect("hub.yaml");
    std::fs::write(&yaml, format!("{config}\nfeeds: [hub, orgs, tasks, tags, models]\n")).expect("hub.yaml");
    let site = folder.path().join("site");
    let out = site.display().to_string();
    let built = cardex(&hub, &["build", "--quiet", "--base-url", "https://m.example/hub", "--out", &out]);
    assert!(matches!(built.status.code(), Some(0 | 1)), "{}", String::from_utf8_lossy(&built.stderr));
    let read = |path: &str| std::fs::read_to_string(site.join(path)).unwrap_or_else(|_| panic!("{path}"));

    let page = read("models/harbour-data/churn-gbm/index.html");
    for text in ["@champion 3.2.0 → 4.0.0", "Risk Office", "https://git.example.org/ml/model-hub/commit/"] {
        assert!(page.contains(text), "{text}");
    }
    assert!(page.contains("href=\"../../../models/harbour-data/churn-gbm/feed.xml\""), "{page}");
    assert!(read("models/hello-digits/index.html").contains("Maintained by"));
    let news = read("changelog/index.html");
    assert!(news.contains("@champion 3.2.0 → 4.0.0") && news.contains("version 4.0.0"), "{news}");
    assert!(news.contains("4.0.0 approved by @harbour-data/risk on 15 September 2026"), "{news}");
    // One line for each model of a day: what people wait for, and how much else there is.
    let home = read("index.html");
    let lines: Vec<&str> = home.split("<span class=\"hint\"><bdi>").skip(1).collect();
    let lines: Vec<&str> = lines.iter().filter_map(|line| line.split("</time>").next()).collect();
    assert_eq!(
        lines,
        [
            "@champion 3.2.0 → 4.0.0 and 3 more</bdi> · <time datetime=\"2026-09-17\">17 September 2026",
            "version 4.0.0 and 4 more</bdi> · <time datetime=\"2026-09-08\">8 September 2026",
        ]
    );

    let mut feeds = 0;
    for entry in walkdir::WalkDir::new(&site).into_iter().flatten() {
        match entry.file_name().to_str() {
            Some("feed.xml") => {
                assert_atom(&std::fs::read_to_string(entry.path()).expect("a feed"));
                feeds += 1;
            }
            Some("feed.json") => assert_json_feed(&std::fs::read_to_string(entry.path()).expect("a feed")),
            _ => {}
        }
    }
    assert!(feeds > 20, "{feeds}");
    let feed = read("orgs/harbour-data/feed.xml");
    assert!(
        feed.contains("<title>Promotion: harbour-data/churn-gbm @champion 3.2.0 → 4.0.0</title>"),
        "{feed}"
    );
    assert!(!feed.contains("lumen-speech"), "{feed}");
}

/// What RFC 4287 asks of a feed: sections 4.1.1 and 4.1.2, 3.3 for dates, 4.2.6 for ids.
fn assert_atom(xml: &str) {
    let values = |xml: &str, name: &str| -> Vec<String> {
        let pattern = format!("<{name}(?: [^>]*)?>([^<]*)</{name}>");
        let found = regex::Regex::new(&pattern).expect("a pattern");
        found.captures_iter(xml).map(|value| value[1].to_owned()).collect()
    };
    let (head, entries) = xml.split_once("<entry>").unwrap_or((xml, ""));
    assert!(xml.contains("<feed xmlns=\"http://www.w3.org/2005/Atom\""), "{xml}");
    assert!(
        head.contains("<link rel=\"self\" type=\"application/atom+xml\" href=\"https://m.example/hub/"),
        "{xml}"
    );
    let mut ids = BTreeSet::new();
    let date =
        regex::Regex::new(r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$").expect("a pattern");
    let parts = entries.split("<entry>").filter(|entry| !entry.is_empty());
    let mut last = "9999".to_owned();
    for (part, is_entry) in std::iter::once((head, false)).chain(parts.map(|entry| (entry, true))) {
        for name in ["id", "title", "updated"] {
            let found = values(part, name);
            assert_eq!(found.len(), 1, "{name} in {part}");
            assert!(!found[0].is_empty(), "{name} in {part}");
        }
        assert!(ids.insert((is_entry, values(part, "id")[0].clone())), "twice: {part}");
        assert!(values(part, "id")[0].starts_with("https://m.example/hub/"), "{part}");
        for name in ["updated", "published"] {
            assert!(values(part, name).iter().all(|moment| date.is_match(moment)), "{part}");
        }
        if is_entry {
            assert!(!values(part, "name").is_empty(), "an author: {part}");
            assert_eq!(part.matches("<link rel=\"alternate\"").count(), 1, "{part}");
            let updated = values(part, "updated")[0].clone();
            assert!(updated <= last, "the newest first: {part}");
            last = updated;
        }
    }
    let opened = xml.matches("<entry>").count();
    assert_eq!(opened, xml.matches("</entry>").count());
    assert!(opened <= 50);
}

/// What JSON Feed 1.1 asks for.
fn assert_json_feed(text: &str) {
    let feed: Value = serde_json::from_str(text).expect("JSON");
    assert_eq!(feed["version"], "https://jsonfeed.org/version/1.1");
    assert!(feed["title"].is_string() && feed["feed_url"].is_string() && feed["home_page_url"].is_string());
    let mut ids = BTreeSet::new();
    for item in feed["items"].as_array().expect("items") {
        assert!(ids.insert(item["id"].as_str().expect("an id").to_owned()));
        assert!(item["content_text"].is_string() && item["url"].is_string());
        assert!(item["authors"][0]["name"].as_str().is_some_and(|name| !name.is_empty()), "{item}");
    }
}
