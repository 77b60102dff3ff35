//! A pull request of somebody who means harm: what it changes is told, what it asks for is not done, and the base's rules hold.

use std::fs;
use std::os::unix::fs::symlink;
use std::process::Command;

use serde_json::Value;

use super::git::Repo;

const POLICY: &str = "site: {title: Light}\nlicenses: {deny: [cc-by-nc-4.0]}\nlimits: {card_bytes: 20000}\n\
                      review: {gates: {CR101: block, CR501: block}}\npolicy: {approvers: [\"@acme/leads\"]}\n";

#[test]
fn a_change_that_means_harm_is_told_and_stopped() {
    let Some(mut repo) = Repo::new() else { return };
    repo.write("hub.yaml", POLICY);
    for name in ["lamp", "linked", "huge", "gone", "folder"] {
        let text =
            format!("---\nlicense: mit\n---\n# {name}\n\nThe {name} is a thing of its own: {name} {name}.\n");
        repo.write(&format!("models/acme/{name}/README.md"), &text);
    }
    repo.commit();
    let secret = repo.dir.parent().unwrap().join("secret-of-the-runner.md");
    fs::write(&secret, "---\nlicense: mit\ndescription: TOP-SECRET\n---\n# TOP-SECRET\n").unwrap();
    repo.git(&["checkout", "--quiet", "-b", "attack"]);
    // The rules are relaxed, waivers and owners are brought along.
    repo.write("hub.yaml", "review: {gates: {CR101: off, CR103: off, CR402: off, CR501: off, CR601: off}}\ncheck: {ignore: [CX]}\n");
    repo.write(
        ".cardex/waivers.yaml",
        "- {id: w1, rule: CR103, model: acme/lamp, reason: trust me, approved_by: \"@acme/leads\", until: 2099-01-01}\n",
    );
    repo.write("CODEOWNERS", "* @mallory\n");
    repo.write(
        "models/acme/lamp/README.md",
        "---\nlicense: cc-by-nc-4.0\n---\n# lamp\n\nThe lamp is a thing of its own: lamp lamp.\n",
    );
    // A card that leads out of the hub, a folder that does, one that is too large, one that is gone.
    let card = repo.dir.join("models/acme/linked/README.md");
    fs::remove_file(&card).unwrap();
    symlink(&secret, &card).unwrap();
    fs::remove_dir_all(repo.dir.join("models/acme/folder")).unwrap();
    symlink(repo.dir.parent().unwrap(), repo.dir.join("models/acme/folder")).unwrap();
    repo.write(
        "models/acme/huge/README.md",
        &format!("---\nlicense: mit\n---\n# huge\n\n{}\n", "word ".repeat(10_000)),
    );
    fs::remove_dir_all(repo.dir.join("models/acme/gone")).unwrap();
    repo.commit();
    for range in ["main...attack", "main"] {
        let mut review = Command::new(env!("CARGO_BIN_EXE_cardex"));
        review.args(["review", range, "--author", "mallory", "--labels", "approved,legal-approved"]);
        review.args(["-o", "json=r.json", "-o", "markdown=r.md", "-o", "html=r.html", "-o", "terminal=-"]);
        let output = review.current_dir(&repo.dir).output().unwrap();
        let said = String::from_utf8(output.stdout).unwrap() + &String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(1), "{range}: {said}");
        let read = |name: &str| fs::read_to_string(repo.dir.join(name)).unwrap();
        for text in [&said, &read("r.json"), &read("r.md"), &read("r.html")] {
            assert!(
                !text.contains("TOP-SECRET") && !text.contains("secret-of-the-runner"),
                "{range}: {text}"
            );
        }
        let json: Value = serde_json::from_str(&read("r.json")).unwrap();
        assert_eq!(json["verdict"], "block");
        let mut models: Vec<String> = json["models"]
            .as_array()
            .unwrap()
            .iter()
            .map(|model| {
                format!("{} {}", model["action"][0].as_str().unwrap(), model["id"].as_str().unwrap())
            })
            .collect();
        models.sort();
        assert_eq!(
            models,
            [
                "remove acme/folder",
                "remove acme/gone",
                "remove acme/linked",
                "update acme/huge",
                "update acme/lamp"
            ],
            "{range}"
        );
        let failed: Vec<String> = json["gates"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|gate| gate["status"] == "fail" || gate["status"] == "needs-approval")
            .filter(|gate| gate["level"] == "block" || gate["level"] == "needs-approval")
            .map(|gate| {
                format!("{} {}", gate["rule"].as_str().unwrap(), gate["model"].as_str().unwrap_or("-"))
            })
            .collect();
        for gate in [
            "CR101 acme/lamp",
            "CR103 acme/lamp",
            "CR402 -",
            "CR501 acme/gone",
            "CR501 acme/linked",
            "CR501 acme/folder",
        ] {
            assert!(failed.iter().any(|found| found == gate), "{range}: {gate} is not in {failed:?}");
        }
        for name in ["r.json", "r.md", "r.html"] {
            fs::remove_file(repo.dir.join(name)).unwrap();
        }
    }
}
