//! Bills of material against the official schemas and validators.

use std::io::Write;
use std::process::{Command, Stdio};

use cardex::vocabulary::license;
use jsonschema::{Retrieve, Uri, Validator};
use serde_json::{Value, json as value};

use super::{EXAMPLE, Site, json, one, root, several};

/// Finds the schemas that a schema names among the files beside it.
struct Folder;

impl Retrieve for Folder {
    fn retrieve(&self, uri: &Uri<String>) -> Result<Value, Box<dyn std::error::Error + Send + Sync>> {
        let name = uri.path().as_str().rsplit('/').next().unwrap_or_default().to_owned();
        Ok(serde_json::from_str(&std::fs::read_to_string(
            root().join("tests/schemas/cyclonedx").join(name),
        )?)?)
    }
}

fn cyclonedx() -> Validator {
    let path = root().join("tests/schemas/cyclonedx/bom-1.6.SNAPSHOT.schema.json");
    let schema: Value = json(&std::fs::read_to_string(path).unwrap());
    jsonschema::draft7::options().with_retriever(Folder).should_validate_formats(true).build(&schema).unwrap()
}

fn files<'a>(site: &'a Site, ending: &str) -> Vec<(&'a String, &'a String)> {
    site.iter().filter(|(path, _)| path.ends_with(ending)).collect()
}

fn check_cyclonedx(site: &Site) -> usize {
    let validator = cyclonedx();
    let files = files(site, ".cdx.json");
    for (path, text) in &files {
        let bill = json(text);
        let breaches: Vec<String> =
            validator.iter_errors(&bill).map(|error| format!("{}: {error}", error.instance_path())).collect();
        assert!(breaches.is_empty(), "{path}: {breaches:#?}");
    }
    files.len()
}

const HOSTILE: &str = "---\nlicense: [mit, \"<b>\", \"MIT OR Apache-2.0\", other]\nlicense_name: \"A {b}\"\nlicense_link: \"https://x.example/a b\"\ndatasets: [\"a b\", \"https://x.example/<d>\", \"a b\"]\nbase_model: [\"a|b\", acme/y]\nauthors: [{name: \"Ä\"}, \"<x>\"]\nlinks: {paper: \"javascript:alert(1)\", demo: \"https://x.example/{a}|b\"}\nweights:\n- {uri: \"s3://b/a b.onnx\"}\n- {uri: \"file with space.bin\"}\nrisk: {level: \"very high\", rationale: why}\nsignature: {inputs: [{}], outputs: [{name: a}]}\nmodel-index: [{results: [{task: {type: t}, dataset: {type: d, name: D}, metrics: [{type: f1, value: .nan}, {type: g}]}]}]\ncompliance: {standards: [\"A 1\", \"B 2\"], sensitive_personal_information: maybe}\n---\n";

#[test]
fn bills_are_valid_cyclonedx() {
    assert_eq!(check_cyclonedx(&EXAMPLE), 38);
    assert_eq!(check_cyclonedx(&one(HOSTILE)), 1);
    assert_eq!(check_cyclonedx(&one("")), 1);
}

#[test]
fn the_schema_sees_what_is_wrong() {
    let mut bill = json(&EXAMPLE["models/quill-nlp/quill-1m/quill-1m.cdx.json"]);
    bill["metadata"]["component"]["licenses"] = value!([{"license": {"id": "no-such-licence"}}]);
    assert!(!cyclonedx().is_valid(&bill));
}

#[test]
fn every_licence_of_the_hub_has_its_place_in_a_bill() {
    let cards: Vec<(String, String)> = license::all()
        .iter()
        .map(|known| {
            (format!("models/acme/{}/README.md", known.id), format!("---\nlicense: {}\n---\n", known.id))
        })
        .collect();
    let cards: Vec<(&str, &str)> = cards.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let site = several(&cards, None);
    assert_eq!(check_cyclonedx(&site), license::all().len());
    let texts: Vec<&String> = files(&site, ".spdx.json").into_iter().map(|(_, text)| text).collect();
    validate_spdx(&texts);
}

#[test]
fn a_bill_says_what_the_card_says() {
    let sha = "4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393";
    let card = format!(
        "---\nlicense: apache-2.0\npipeline_tag: fill-mask\nversion: \"2.1.0\"\ndate: 2026-11-20\ndescription: Fills a gap in a sentence.\ndatasets: [org/d]\nbase_model: org/base\nstage: production\nowners: [\"@acme/nlp\"]\nweights: [{{uri: \"https://w.example/m.onnx\", size: 3, sha256: {sha}}}]\nintended_use: {{uses: [Tests], users: [Testers], out_of_scope: [Life]}}\nlimitations: [Short]\nrisk: {{level: low, rationale: Nobody is hurt., mitigations: [None needed]}}\nmodel-index: [{{results: [{{task: {{type: fill-mask}}, dataset: {{type: org/d, name: D, split: test}}, metrics: [{{type: f1, value: 0.50}}]}}]}}]\n---\n"
    );
    let bill = json(&one(&card)["models/acme/x/x.cdx.json"]);
    assert_eq!(bill["metadata"]["timestamp"], "2026-11-20T00:00:00Z");
    let component = &bill["metadata"]["component"];
    assert_eq!(
        component["modelCard"],
        value!({
            "modelParameters": {"task": "fill-mask", "datasets": [{"ref": "dataset:org/d"}]},
            "quantitativeAnalysis": {"performanceMetrics": [{"type": "f1", "value": "0.50", "slice": "org/d, test"}]},
            "considerations": {
                "users": ["Testers"],
                "useCases": ["Tests"],
                "technicalLimitations": ["Short", "Not meant for: Life"],
                "ethicalConsiderations": [{"name": "Risk level low: Nobody is hurt.", "mitigationStrategy": "None needed"}],
            },
        })
    );
    assert_eq!(
        component["licenses"],
        value!([{"license": {"id": "Apache-2.0", "acknowledgement": "declared", "url": "https://www.apache.org/licenses/LICENSE-2.0"}}])
    );
    assert_eq!(
        component["pedigree"],
        value!({"ancestors": [{"type": "machine-learning-model", "name": "org/base"}]})
    );
    assert_eq!(
        component["externalReferences"],
        value!([
            {"type": "model-card", "url": "https://m.example/models/acme/x/"},
            {"type": "distribution", "url": "https://w.example/m.onnx", "comment": "m.onnx, 3 bytes", "hashes": [{"alg": "SHA-256", "content": sha}]},
        ])
    );
}

#[test]
fn a_bill_follows_from_the_card_alone() {
    let serial = |card: &str| {
        let bill = json(&one(card)["models/acme/x/x.cdx.json"]);
        bill["serialNumber"].as_str().unwrap().to_owned()
    };
    let card = "---\nlicense: mit\n---\n";
    assert_eq!(serial(card), serial(card));
    assert_ne!(serial(card), serial("---\nlicense: isc\n---\n"));
}

/// The bindings of the SPDX project, which refuse what breaks the model's shapes.
const SPDX: &str = "
import io, json, sys
from spdx_python_model import v3_0_1 as spdx
for number, text in enumerate(json.load(sys.stdin)):
    objects = spdx.SHACLObjectSet()
    spdx.JSONLDDeserializer().deserialize_data(json.loads(text), objects)
    assert not objects.missing_ids, (number, objects.missing_ids)
    # What is required is seen when it is written.
    spdx.JSONLDSerializer().write(objects, io.BytesIO())
    packages = list(objects.foreach_type('ai_AIPackage', match_subclass=False))
    assert len(packages) == 1, (number, packages)
print(number + 1)
";

/// Gives documents to the bindings; steps aside where they are not installed, unless `CI=true`.
fn validate_spdx(texts: &[&String]) {
    let python = std::env::var("CARDEX_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let found = Command::new(&python).args(["-c", "import spdx_python_model"]).stderr(Stdio::null()).status();
    if !found.is_ok_and(|status| status.success()) {
        assert!(std::env::var("CI").as_deref() != Ok("true"), "{python} has no spdx_python_model");
        println!(
            "SKIP: {python} has no spdx_python_model (pip install spdx-python-model, or set CARDEX_PYTHON)"
        );
        return;
    }
    let mut child = Command::new(&python)
        .args(["-c", SPDX])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(serde_json::to_string(texts).unwrap().as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success());
    assert_eq!(String::from_utf8_lossy(&output.stdout).trim(), texts.len().to_string());
}

#[test]
fn documents_are_valid_spdx() {
    let site = one(HOSTILE);
    let bare = one("");
    let all: Vec<&String> = [&*EXAMPLE, &site, &bare]
        .into_iter()
        .flat_map(|site| files(site, ".spdx.json"))
        .map(|(_, text)| text)
        .collect();
    assert_eq!(all.len(), 40);
    validate_spdx(&all);
}

#[test]
fn a_document_names_only_elements_that_it_has() {
    for (path, text) in files(&EXAMPLE, ".spdx.json") {
        let document = json(text);
        let graph = document["@graph"].as_array().unwrap();
        let names: Vec<&str> = graph.iter().filter_map(|element| element["spdxId"].as_str()).collect();
        let head = graph.iter().find(|element| element["type"] == "SpdxDocument").unwrap();
        for name in head["element"].as_array().unwrap() {
            assert!(names.contains(&name.as_str().unwrap()), "{path}: {name}");
        }
        // What the profile asks for beyond what the bindings know.
        let package = graph.iter().find(|element| element["type"] == "ai_AIPackage").unwrap();
        let asked = ["releaseTime", "suppliedBy", "software_downloadLocation", "software_packageVersion"];
        assert!(asked.iter().all(|key| package[key].is_string()), "{path}: {package}");
        assert_eq!(package["software_primaryPurpose"], "model");
        for kind in ["hasDeclaredLicense", "hasConcludedLicense"] {
            assert_eq!(
                graph.iter().filter(|element| element["relationshipType"] == kind).count(),
                1,
                "{path}: {kind}"
            );
        }
    }
}
