//! Changes that gates stop and let pass: licences, results, weights, versions.

use super::pairs::Pair;
use super::{FIRST, LAMP, LANTERN};

pub(super) fn pairs() -> Vec<Pair<'static>> {
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
    ]
}
