//! For each gate a change that it stops, and one that it lets pass.

use std::collections::BTreeSet;

use cardex::diagnostic::{Diagnostic, Location};
use cardex::review::gates;

use super::{Files, LAMP, Told, judge_told, of};

/// A gate, a base, and two changes of it. Files that a change does not name stay; `GONE` takes one away.
struct Pair<'a> {
    rule: &'a str,
    base: &'a Files<'a>,
    fails: &'a Files<'a>,
    said: &'a [&'a str],
    passes: &'a Files<'a>,
}

const GONE: &str = "\0";

/// The base with a change laid over it.
fn changed<'a>(base: &Files<'a>, change: &Files<'a>) -> Vec<(&'a str, &'a str)> {
    let kept = base.iter().filter(|(path, _)| !change.iter().any(|(other, _)| other == path));
    kept.chain(change).copied().filter(|(_, text)| *text != GONE).collect()
}

const LIFECYCLE: &str = "models/acme/lamp/lifecycle.yaml";
const FIRST: &str = "models/acme/lamp/versions/1.0.0.md";
const LANTERN: &str = "models/acme/lantern/README.md";

fn pairs() -> Vec<Pair<'static>> {
    vec![
        Pair {
            rule: "CR101",
            base: &[(LAMP, "---\nlicense: apache-2.0\n---\n# Lamp\n")],
            fails: &[(LAMP, "---\nlicense: cc-by-nc-4.0\n---\n# Lamp\n")],
            said: &[
                "CR101 needs-approval needs-approval acme/lamp acme/lamp/README.md:2:10: apache-2.0 → cc-by-nc-4.0",
            ],
            passes: &[(LAMP, "---\nlicense: Apache-2.0\n---\n# Lamp\n")],
        },
        Pair {
            rule: "CR102",
            base: &[(LAMP, "---\nlicense: apache-2.0\n---\n# Lamp\n")],
            fails: &[(LAMP, "---\nlicense: cc-by-nc-nd-4.0\n---\n# Lamp\n")],
            said: &[
                "CR102 fail block acme/lamp acme/lamp/README.md:2:10: apache-2.0 → cc-by-nc-nd-4.0: loses commercial use, loses changed versions",
            ],
            passes: &[(LAMP, "---\nlicense: mit\n---\n# Lamp\n")],
        },
        Pair {
            rule: "CR103",
            base: &[
                ("hub.yaml", "licenses: {allow: [mit], review: [gpl-3.0], deny: [cc-by-nc-4.0]}\n"),
                (LAMP, "---\nlicense: mit\n---\n# Lamp\n"),
            ],
            fails: &[
                (LAMP, "---\nlicense: cc-by-nc-4.0\n---\n# Lamp\n"),
                (LANTERN, "---\nlicense: isc\n---\n"),
                ("models/acme/light/README.md", "---\nlicense: gpl-3.0\n---\n"),
            ],
            said: &[
                "CR103 fail block acme/lamp acme/lamp/README.md:2:10: `cc-by-nc-4.0` is in `licenses.deny`",
                "CR103 fail block acme/lantern acme/lantern/README.md:2:10: `isc` is not in `licenses.allow`",
                "CR103 needs-approval needs-approval acme/light acme/light/README.md:2:10: `gpl-3.0` is in `licenses.review`",
            ],
            passes: &[(LANTERN, "---\nlicense: MIT\n---\n")],
        },
        Pair {
            rule: "CR201",
            base: &[
                ("hub.yaml", "review: {tolerances: {F1: {max_relative: 1%}, wer: {max_absolute: 0.01}}}\n"),
                (
                    LAMP,
                    "---\nversion: \"1.0.0\"\nmodel-index:\n- name: lamp\n  results:\n  - task: {type: text-classification}\n    dataset: {type: sst2, name: SST-2, split: validation}\n    metrics: [{type: f1, value: 0.921}, {type: wer, value: 0.1}, {type: accuracy, value: 0.5}]\n---\n# Lamp\n",
                ),
            ],
            fails: &[(
                LAMP,
                "---\nversion: \"1.1.0\"\nmodel-index:\n- name: lamp\n  results:\n  - task: {type: text-classification}\n    dataset: {type: sst2, name: SST-2, split: validation}\n    metrics: [{type: f1, value: 0.904}, {type: wer, value: 0.12}, {type: accuracy, value: 0.49}]\n---\n# Lamp\n",
            )],
            said: &[
                "CR201 fail warn acme/lamp acme/lamp/README.md:6:5: accuracy (text-classification, sst2, validation) 0.5 → 0.49 (−2 %)",
                "CR201 fail warn acme/lamp acme/lamp/README.md:6:5: f1 (text-classification, sst2, validation) 0.921 → 0.904 (−1.85 %, more than 1 % allows)",
                "CR201 fail warn acme/lamp acme/lamp/README.md:6:5: wer (text-classification, sst2, validation) 0.1 → 0.12 (+20 %, more than 0.01 allows)",
            ],
            passes: &[(
                LAMP,
                "---\nversion: \"1.1.0\"\nmodel-index:\n- name: lamp\n  results:\n  - task: {type: text-classification}\n    dataset: {type: sst2, name: SST-2, split: validation}\n    metrics: [{type: f1, value: 0.912}, {type: wer, value: 0.11}, {type: accuracy, value: 0.6}]\n---\n# Lamp\n",
            )],
        },
        Pair {
            rule: "CR202",
            base: &[(
                LAMP,
                "---\nversion: \"1.0.0\"\nmodel-index:\n- name: lamp\n  results:\n  - task: {type: text-classification}\n    dataset: {type: sst2, name: SST-2, split: validation}\n    metrics: [{type: f1, value: 0.921}, {type: accuracy, value: 0.5}]\n---\n# Lamp\n",
            )],
            fails: &[(
                LAMP,
                "---\nversion: \"1.1.0\"\nmodel-index:\n- name: lamp\n  results:\n  - task: {type: text-classification}\n    dataset: {type: sst2, name: SST-2, split: validation}\n    metrics: [{type: accuracy, value: 0.6}]\n---\n# Lamp\n",
            )],
            said: &[
                "CR202 fail warn acme/lamp acme/lamp/README.md:3:1: f1 (text-classification, sst2, validation) 0.921 is gone",
            ],
            passes: &[(
                LAMP,
                "---\nversion: \"1.1.0\"\nmodel-index:\n- name: lamp\n  results:\n  - task: {type: text-classification}\n    dataset: {type: sst2, name: SST-2, split: validation}\n    metrics: [{type: f1, value: 0.93}, {type: accuracy, value: 0.5}]\n---\n# Lamp\n",
            )],
        },
        Pair {
            rule: "CR203",
            base: &[(
                LAMP,
                "---\nversion: \"1.0.0\"\nmodel-index:\n- name: lamp\n  results:\n  - task: {type: text-classification}\n    dataset: {type: sst2, name: SST-2, split: validation}\n    metrics: [{type: f1, value: 0.92}]\n---\n# Lamp\n",
            )],
            fails: &[(
                LAMP,
                "---\nversion: \"1.0.0\"\nmodel-index:\n- name: lamp\n  results:\n  - task: {type: text-classification}\n    dataset: {type: sst2, name: SST-2, split: validation}\n    metrics: [{type: f1, value: 0.93}]\n---\n# Lamp\n",
            )],
            said: &[
                "CR203 fail block acme/lamp acme/lamp/README.md:6:5: f1 (text-classification, sst2, validation) 0.92 → 0.93, in version 1.0.0 as before",
            ],
            passes: &[(
                LAMP,
                "---\nversion: \"1.1.0\"\nmodel-index:\n- name: lamp\n  results:\n  - task: {type: text-classification}\n    dataset: {type: sst2, name: SST-2, split: validation}\n    metrics: [{type: f1, value: 0.93}]\n---\n# Lamp\n",
            )],
        },
        Pair {
            rule: "CR204",
            base: &[(
                LAMP,
                "---\nversion: \"1.0.0\"\nmodel-index:\n- name: lamp\n  results:\n  - task: {type: text-classification}\n    dataset: {type: sst2, name: SST-2, split: validation}\n    metrics: [{type: f1, value: 0.92}]\n---\n# Lamp\n",
            )],
            fails: &[(
                LAMP,
                "---\nversion: \"1.1.0\"\nmodel-index:\n- name: lamp\n  results:\n  - task: {type: text-classification}\n    dataset: {type: sst2, name: SST-2, split: train}\n    metrics: [{type: f1, value: 0.99}]\n---\n# Lamp\n",
            )],
            said: &[
                "CR204 fail inform acme/lamp acme/lamp/README.md:6:5: f1 (text-classification, sst2, validation) became f1 (text-classification, sst2, train)",
            ],
            passes: &[(
                LAMP,
                "---\nversion: \"1.1.0\"\nmodel-index:\n- name: lamp\n  results:\n  - task: {type: text-classification}\n    dataset: {type: sst2, name: SST-2, split: validation}\n    metrics: [{type: f1, value: 0.93}]\n---\n# Lamp\n",
            )],
        },
        Pair {
            rule: "CR301",
            base: &[(
                LAMP,
                "---\nlicense: mit\nweights:\n- {uri: s3://a/m.safetensors, size: 10, sha256: \"1111111111111111111111111111111111111111111111111111111111111111\"}\n---\n# Lamp\n",
            )],
            fails: &[(
                LAMP,
                "---\nlicense: mit\nweights:\n- {uri: s3://a/m.safetensors, size: 10, sha256: \"2222222222222222222222222222222222222222222222222222222222222222\"}\n---\n# Lamp\n",
            )],
            said: &[
                "CR301 fail warn acme/lamp acme/lamp/README.md:4:3: m.safetensors: sha256 11111111… → 22222222…",
            ],
            passes: &[(
                LAMP,
                "---\nversion: \"1.0.0\"\nweights:\n- {uri: s3://a/m.safetensors, size: 10, sha256: \"2222222222222222222222222222222222222222222222222222222222222222\"}\n---\n# Lamp\n",
            )],
        },
        Pair {
            rule: "CR302",
            base: &[(
                LAMP,
                "---\nversion: \"1.0.0\"\nweights:\n- {uri: s3://a/m.safetensors, size: 10, sha256: \"1111111111111111111111111111111111111111111111111111111111111111\"}\n---\n# Lamp\n",
            )],
            fails: &[(
                LAMP,
                "---\nversion: \"1.0.0\"\nweights:\n- {uri: s3://a/other.safetensors, size: 10, sha256: \"2222222222222222222222222222222222222222222222222222222222222222\"}\n---\n# Lamp\n",
            )],
            said: &[
                "CR302 fail block acme/lamp acme/lamp/README.md:4:3: version 1.0.0 has other weights: other.safetensors takes the place of m.safetensors",
            ],
            passes: &[(
                LAMP,
                "---\nversion: \"1.1.0\"\nweights:\n- {uri: s3://b/m.safetensors, size: 10, sha256: \"2222222222222222222222222222222222222222222222222222222222222222\"}\n---\n# Lamp\n",
            )],
        },
        Pair {
            rule: "CR303",
            base: &[
                (LAMP, "---\nversion: \"2.0.0\"\n---\n# Lamp\n"),
                (FIRST, "---\nversion: \"1.0.0\"\nlicense: apache-2.0\n---\nThe first.\n"),
            ],
            fails: &[(FIRST, "---\nversion: \"1.0.0\"\nlicense: mit\n---\nThe first, better.\n")],
            said: &[
                "CR303 fail block acme/lamp acme/lamp/versions/1.0.0.md: the file of version 1.0.0 is not as it was released: `license`, the text",
            ],
            passes: &[(
                FIRST,
                "---\n# A comment\nlicense: apache-2.0\nversion: \"1.0.0\"\ndeprecated: {reason: It flickers.}\n---\nThe first.\n",
            )],
        },
        Pair {
            rule: "CR304",
            base: &[(
                LAMP,
                "---\nversion: \"1.0.0\"\nlicense: apache-2.0\ntitle: Lamp\nstage: production\n---\n# Lamp\n",
            )],
            fails: &[
                (LAMP, "---\nversion: \"1.1.0\"\nlicense: apache-2.0\ntitle: Lamp\n---\n# Lamp\n"),
                (FIRST, "---\nversion: \"1.0.0\"\nlicense: mit\n---\nThe first.\n"),
            ],
            said: &[
                "CR304 fail block acme/lamp acme/lamp/versions/1.0.0.md: the file of version 1.0.0 differs from the card of the base: `license`",
            ],
            passes: &[
                (LAMP, "---\nversion: \"1.1.0\"\nlicense: apache-2.0\ntitle: Lamp\n---\n# Lamp\n"),
                (FIRST, "---\nlicense: apache-2.0\nversion: \"1.0.0\"\n---\nThe first.\n"),
            ],
        },
        Pair {
            rule: "CR305",
            base: &[
                (LAMP, "---\nversion: \"2.1.0\"\n---\n# Lamp\n"),
                (FIRST, "---\nversion: \"1.0.0\"\n---\nThe first.\n"),
            ],
            fails: &[(LAMP, "---\nversion: \"2.0.9\"\n---\n# Lamp\n")],
            said: &["CR305 fail block acme/lamp acme/lamp/README.md:2:10: 2.0.9 does not come after 2.1.0"],
            passes: &[(LAMP, "---\nversion: \"2.10.0\"\n---\n# Lamp\n")],
        },
        Pair {
            rule: "CR306",
            base: &[(
                LAMP,
                "---\nversion: \"2.0.0\"\nsignature:\n  inputs: [{name: text, type: string, shape: [-1]}]\n  outputs: [{name: p, type: tensor, dtype: float32, shape: [-1, 3]}]\n---\n# Lamp\n",
            )],
            fails: &[(
                LAMP,
                "---\nversion: \"2.1.0\"\nsignature:\n  inputs: [{name: sentence, type: string, shape: [-1]}]\n  outputs: [{name: p, type: tensor, dtype: float16, shape: [-1, 3]}]\n---\n# Lamp\n",
            )],
            said: &[
                "CR306 fail block acme/lamp acme/lamp/README.md:3:1: the input `text` is gone; the input `sentence` is new; the output `p` is of float16 and was of float32",
            ],
            passes: &[(
                LAMP,
                "---\nversion: \"3.0.0\"\nsignature:\n  inputs: [{name: sentence, type: string, shape: [-1]}]\n---\n# Lamp\n",
            )],
        },
        Pair {
            rule: "CR307",
            base: &[(
                LAMP,
                "---\nversion: \"1.0.0\"\nweights:\n- {uri: s3://a/m.safetensors, size: 1000, sha256: \"1111111111111111111111111111111111111111111111111111111111111111\"}\n---\n# Lamp\n",
            )],
            fails: &[(
                LAMP,
                "---\nversion: \"1.1.0\"\nweights:\n- {uri: s3://a/m.safetensors, size: 1300, sha256: \"2222222222222222222222222222222222222222222222222222222222222222\"}\n---\n# Lamp\n",
            )],
            said: &[
                "CR307 fail inform acme/lamp acme/lamp/README.md:4:3: the weights grew from 1000 to 1300 bytes (+30 %)",
            ],
            passes: &[(
                LAMP,
                "---\nversion: \"1.1.0\"\nweights:\n- {uri: s3://a/m.safetensors, size: 1200, sha256: \"2222222222222222222222222222222222222222222222222222222222222222\"}\n---\n# Lamp\n",
            )],
        },
        Pair {
            rule: "CR308",
            base: &[(
                LAMP,
                "---\nversion: \"1.0.0\"\nweights:\n- {uri: s3://a/m.safetensors, size: 9, sha256: \"1111111111111111111111111111111111111111111111111111111111111111\"}\n- {uri: s3://a/m.gguf, size: 3, sha256: \"2222222222222222222222222222222222222222222222222222222222222222\", variant: q8}\n---\n# Lamp\n",
            )],
            fails: &[(
                LAMP,
                "---\nversion: \"1.1.0\"\nweights:\n- {uri: s3://a/m.safetensors, size: 9, sha256: \"1111111111111111111111111111111111111111111111111111111111111111\"}\n---\n# Lamp\n",
            )],
            said: &[
                "CR308 fail warn acme/lamp acme/lamp/README.md:3:1: m.gguf is gone, and with it the variant q8",
            ],
            passes: &[(
                LAMP,
                "---\nversion: \"1.1.0\"\nweights:\n- {uri: s3://a/m.safetensors, size: 9, sha256: \"1111111111111111111111111111111111111111111111111111111111111111\"}\n- {uri: s3://a/q.gguf, size: 3, sha256: \"2222222222222222222222222222222222222222222222222222222222222222\"}\n---\n# Lamp\n",
            )],
        },
        Pair {
            rule: "CR401",
            base: &[
                ("hub.yaml", "aliases: {protected: [champion]}\n"),
                (LAMP, "---\nversion: \"2.0.0\"\n---\n# Lamp\n"),
                (FIRST, "---\nversion: \"1.0.0\"\n---\nThe first.\n"),
                (LIFECYCLE, "aliases: {champion: \"1.0.0\", challenger: \"1.0.0\"}\n"),
            ],
            fails: &[(LIFECYCLE, "aliases: {champion: \"2.0.0\", challenger: \"2.0.0\"}\n")],
            said: &[
                "CR401 needs-approval needs-approval acme/lamp acme/lamp/lifecycle.yaml:1:11: @champion stands for 2.0.0 and stood for 1.0.0",
            ],
            passes: &[(LIFECYCLE, "aliases: {champion: \"1.0.0\", challenger: \"2.0.0\"}\n")],
        },
        Pair {
            rule: "CR402",
            base: &[
                ("hub.yaml", "site: {title: A}\nlicenses: {deny: [gpl-3.0]}\n"),
                (".cardex/waivers.yaml", "[]\n"),
            ],
            fails: &[
                ("hub.yaml", "site: {title: A}\nlicenses: {deny: []}\nreview: {gates: {CR2: \"off\"}}\n"),
                (".cardex/waivers.yaml", GONE),
                ("CODEOWNERS", "* @me\n"),
            ],
            said: &[
                "CR402 needs-approval needs-approval - .cardex/waivers.yaml: .cardex/waivers.yaml is gone, or cannot be read any more",
                "CR402 needs-approval needs-approval - CODEOWNERS: CODEOWNERS is new",
                "CR402 needs-approval needs-approval - hub.yaml:3:18: hub.yaml changes `review.gates.CR2`, `licenses.deny`",
            ],
            passes: &[("hub.yaml", "site: {title: B}\nlicenses: {deny: [gpl-3.0]}\n")],
        },
        Pair {
            rule: "CR403",
            base: &[
                ("hub.yaml", "stages: {transitions: {development: [staging], staging: [production]}}\n"),
                (LAMP, "---\nversion: \"1.0.0\"\nstage: development\n---\n# Lamp\n"),
            ],
            fails: &[(LAMP, "---\nversion: \"1.0.0\"\nstage: production\n---\n# Lamp\n")],
            said: &["CR403 fail block acme/lamp acme/lamp/README.md:3:1: 1.0.0: development → production"],
            passes: &[(LAMP, "---\nversion: \"1.0.0\"\nstage: staging\n---\n# Lamp\n")],
        },
        Pair {
            rule: "CR404",
            base: &[(LAMP, "---\nversion: \"1.0.0\"\n---\n# Lamp\n")],
            fails: &[(
                LAMP,
                "---\nversion: \"1.0.0\"\napproval: {status: approved, by: Mira}\n---\n# Lamp\n",
            )],
            said: &[
                "CR404 fail block acme/lamp acme/lamp/README.md:3:1: 1.0.0: approved by Mira, who wrote the change",
            ],
            passes: &[(
                LAMP,
                "---\nversion: \"1.0.0\"\napproval: {status: approved, by: \"@jon\"}\n---\n# Lamp\n",
            )],
        },
        Pair {
            rule: "CR405",
            base: &[
                ("hub.yaml", "policy: {approval: [production], approvers: [\"@acme/risk\"]}\n"),
                (LAMP, "---\nversion: \"1.0.0\"\nstage: staging\n---\n# Lamp\n"),
            ],
            fails: &[(
                LAMP,
                "---\nversion: \"1.0.0\"\nstage: production\napproval: {status: approved, by: \"@jon\"}\n---\n# Lamp\n",
            )],
            said: &[
                "CR405 fail block acme/lamp acme/lamp/README.md:3:1: 1.0.0: the stage production needs an approval, and @jon may not give it",
            ],
            passes: &[(
                LAMP,
                "---\nversion: \"1.0.0\"\nstage: production\napproval: {status: approved, by: \"@acme/risk\"}\n---\n# Lamp\n",
            )],
        },
        Pair {
            rule: "CR406",
            base: &[
                ("hub.yaml", "owners: {\"@acme/nlp\": {}}\n"),
                (LAMP, "---\nlicense: mit\nowners: [\"@acme/nlp\"]\n---\n# Lamp\n"),
            ],
            fails: &[(LAMP, "---\nlicense: mit\n---\n# Lamp\n"), (LANTERN, "---\nlicense: mit\n---\n")],
            said: &[
                "CR406 fail warn acme/lamp acme/lamp/README.md: the model has no owner any more; it had @acme/nlp",
                "CR406 fail warn acme/lantern acme/lantern/README.md: the new model has no owner",
            ],
            passes: &[(LANTERN, "---\nlicense: mit\nowners: [\"@acme/nlp\"]\n---\n")],
        },
        Pair {
            rule: "CR407",
            base: &[(LAMP, "---\nrisk: {level: low}\n---\n# Lamp\n")],
            fails: &[(LAMP, "---\nrisk: {level: High}\n---\n# Lamp\n")],
            said: &["CR407 fail warn acme/lamp acme/lamp/README.md:2:8: risk low → High"],
            passes: &[(LAMP, "---\nrisk: {level: minimal}\n---\n# Lamp\n")],
        },
        Pair {
            rule: "CR501",
            base: &[
                (LAMP, "---\ndeprecated: {reason: It flickers., since: 2026-11-01}\n---\n# Lamp\n"),
                (
                    LANTERN,
                    "---\ndeprecated: {reason: It flickers., since: 2026-10-30}\n---\n# Lantern, another text altogether\n",
                ),
            ],
            fails: &[(LAMP, GONE)],
            said: &[
                "CR501 fail block acme/lamp acme/lamp/README.md: the model is deprecated since 2026-11-01, for 28 days; the hub asks for 30",
            ],
            passes: &[(LANTERN, GONE)],
        },
        Pair {
            rule: "CR502",
            base: &[
                (LAMP, "---\nlicense: mit\n---\n# Lamp\n"),
                (LANTERN, "---\nbase_model: acme/lamp\n---\n# Lantern\n"),
                (
                    "models/acme/candle/README.md",
                    "---\nlicense: isc\n---\n# Candle, of which nobody speaks\n",
                ),
                ("collections/light.md", "---\nitems:\n- model: acme/lamp\n---\n"),
            ],
            fails: &[(LAMP, GONE)],
            said: &[
                "CR502 fail block acme/lamp acme/lantern/README.md: acme/lamp is gone, and acme/lantern, the collection light still name it",
            ],
            passes: &[("models/acme/candle/README.md", GONE)],
        },
        Pair {
            rule: "CR503",
            base: &[(
                LAMP,
                "---\nlicense: mit\ndescription: A lamp of acme.\n---\n# Lamp\n\nIt shines.\n\nAnd shines.\n",
            )],
            fails: &[
                (LAMP, GONE),
                (
                    LANTERN,
                    "---\nlicense: mit\ndescription: A lamp of acme.\n---\n# Lamp\n\nIt shines.\n\nAnd shines.\n",
                ),
            ],
            said: &["CR503 fail warn acme/lantern acme/lantern/README.md: acme/lamp is now acme/lantern"],
            passes: &[],
        },
        Pair {
            rule: "CR504",
            base: &[
                (LAMP, "---\nlicense: mit\n---\n# Lamp\n"),
                (LANTERN, "---\nbase_model: acme/lamp\n---\n# Lantern\n"),
            ],
            fails: &[(LAMP, "---\nlicense: mit\ndeprecated: {reason: It flickers.}\n---\n# Lamp\n")],
            said: &["CR504 fail warn acme/lamp acme/lamp/README.md:3:1: acme/lantern comes from it"],
            passes: &[(
                LANTERN,
                "---\nbase_model: acme/lamp\ndeprecated: {reason: It flickers.}\n---\n# Lantern\n",
            )],
        },
        Pair {
            rule: "CR602",
            base: &[(LAMP, "---\nlicense: mit\nlimitations: It flickers.\n---\n# Lamp\n")],
            fails: &[(LAMP, "---\nlicense: mit\n---\n# Lamp\n")],
            said: &["CR602 fail inform acme/lamp acme/lamp/README.md: completeness 22 → 12 of 100"],
            passes: &[(
                LAMP,
                "---\nlicense: mit\nlimitations: It flickers.\ndescription: A lamp.\n---\n# Lamp\n",
            )],
        },
    ]
}

const TOLD: Told<'static> = Told { author: Some("@mira"), labels: &[], waivers: &[], errors: &[] };

#[test]
fn each_gate_stops_what_it_should() {
    let mut wrong = Vec::new();
    for pair in pairs() {
        let found = of(&judge_told(pair.base, &changed(pair.base, pair.fails), &TOLD), pair.rule);
        if found != pair.said {
            wrong.push(format!("{}: {found:#?}", pair.rule));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn each_gate_lets_pass_what_it_should() {
    let mut wrong = Vec::new();
    for pair in pairs() {
        let gate = gates::named(pair.rule).unwrap();
        let found = of(&judge_told(pair.base, &changed(pair.base, pair.passes), &TOLD), pair.rule);
        // Where nothing was renamed there is nothing to say.
        let expected = match pair.passes {
            [] => Vec::new(),
            _ => vec![format!("{} pass {} - -: {}", gate.code, gate.level, gate.passes)],
        };
        if found != expected {
            wrong.push(format!("{}: {found:#?}", pair.rule));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_gate_stops_a_change_of_nothing() {
    for pair in pairs() {
        let judgement = judge_told(pair.base, pair.base, &TOLD);
        assert_eq!(super::open(&judgement), [""; 0], "{}", pair.rule);
        assert_eq!(judgement.verdict, gates::Verdict::Pass);
    }
}

#[test]
fn every_gate_has_a_pair() {
    let mut paired: BTreeSet<&str> = pairs().iter().map(|pair| pair.rule).collect();
    // The check is told of, see below.
    paired.insert("CR601");
    let all: BTreeSet<&str> = gates::gates().iter().map(|gate| gate.code).collect();
    assert_eq!(all.len(), 28);
    assert_eq!(paired, all);
}

#[test]
fn new_errors_of_the_check_stop_a_change_and_warnings_do_not() {
    let base: &Files<'_> = &[(LAMP, "---\nlicense: mit\n---\n# Lamp\n")];
    let error = |path: &str, message: &str| Diagnostic::error("CX301", Location::file(path), message);
    let errors = [error(LAMP, "a link leads nowhere"), error(LAMP, "b"), error("hub.yaml", "c")];
    let warning = [Diagnostic::warning("CX301", Location::file(LAMP), "a link")];
    let told = |errors| Told { errors, ..Told::default() };
    assert_eq!(
        of(&judge_told(base, base, &told(&errors)), "CR601"),
        [
            "CR601 fail block - hub.yaml: CX301: c",
            "CR601 fail block acme/lamp acme/lamp/README.md: 2 new errors, the first of them CX301: a link leads nowhere",
        ]
    );
    assert_eq!(
        of(&judge_told(base, base, &told(&warning)), "CR601"),
        ["CR601 pass block - -: the check finds no new errors"]
    );
}
