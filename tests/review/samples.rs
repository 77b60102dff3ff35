//! Pairs of hubs, before and after a change.

use super::Files;

/// A name, the files before and the files after.
pub(super) type Sample = (&'static str, &'static Files<'static>, &'static Files<'static>);

const LAMP: &str = "models/acme/lamp/README.md";
const LANTERN: &str = "models/acme/lantern/README.md";
const OLD: &str = "models/acme/lamp/versions/1.0.0.md";
const LIFE: &str = "models/acme/lamp/lifecycle.yaml";
const CARD: &str = "---\nlicense: mit\nversion: \"1.0.0\"\npipeline_tag: fill-mask\n---\n# Lamp\n\nA lamp that gives light.\n\n## Limits\n\nIt is hot.\n";
const SHA: &str = "---\nlicense: mit\nweights:\n- {uri: s3://b/lamp.safetensors, size: 1000, sha256: 1111111111111111111111111111111111111111111111111111111111111111, params: 1000, dtype: F32}\n---\n# Lamp\n";
const SCORE: &str = "---\nmodel-index:\n- name: lamp\n  results:\n  - task: {type: fill-mask}\n    dataset: {type: words, name: Words, split: test}\n    metrics: [{type: f1, value: 0.921}, {type: perplexity, value: 12.5}]\n---\n# Lamp\n";

pub(super) const SAMPLES: &[Sample] = &[
    ("nothing", &[(LAMP, CARD)], &[(LAMP, CARD)]),
    ("added", &[], &[(LAMP, CARD)]),
    (
        "added_with_all",
        &[(LANTERN, CARD)],
        &[
            (LANTERN, CARD),
            (
                LAMP,
                "---\nlicense: mit\nbase_model: acme/lantern\ndatasets: [words]\nowners: [nora]\nrisk: low\nlanguage: [en]\ndescription: A lamp for every house and every street.\nweights:\n- {uri: s3://b/a.gguf, size: 115900000, params: 66400000, dtype: F16}\nmodel-index:\n- name: l\n  results:\n  - task: {type: fill-mask}\n    dataset: {type: words, name: Words}\n    metrics: [{type: f1, value: 0.5}]\n---\n# Lamp\n",
            ),
        ],
    ),
    ("removed", &[(LAMP, CARD)], &[]),
    (
        "removed_and_still_needed",
        &[
            (LAMP, CARD),
            (LANTERN, "---\nbase_model: acme/lamp\n---\n"),
            ("collections/light.md", "---\nitems: [acme/lamp]\n---\n"),
        ],
        &[
            (LANTERN, "---\nbase_model: acme/lamp\n---\n"),
            ("collections/light.md", "---\nitems: [acme/lamp]\n---\n"),
        ],
    ),
    ("renamed_alike", &[(LAMP, CARD)], &[(LANTERN, CARD)]),
    (
        "renamed_by_weights",
        &[(LAMP, SHA)],
        &[(
            LANTERN,
            "---\nlicense: apache-2.0\nweights:\n- {uri: s3://b/new.safetensors, size: 1000, sha256: 1111111111111111111111111111111111111111111111111111111111111111}\n---\n# Another text\n",
        )],
    ),
    (
        "not_renamed",
        &[(LAMP, CARD)],
        &[(LANTERN, "---\nlicense: gpl-3.0\n---\n# Something else\n\nIn other words.\n")],
    ),
    (
        "deprecated",
        &[(LAMP, CARD), (LANTERN, CARD)],
        &[
            (
                LAMP,
                "---\nlicense: mit\nversion: \"1.0.0\"\npipeline_tag: fill-mask\ndeprecated: {by: acme/lantern, reason: Too dark., removal: 2027-06-01}\n---\n# Lamp\n\nA lamp that gives light.\n\n## Limits\n\nIt is hot.\n",
            ),
            (LANTERN, CARD),
        ],
    ),
    (
        "not_deprecated_any_more",
        &[(LAMP, "---\ndeprecated: {reason: Dark.}\n---\n# Lamp\n")],
        &[(LAMP, "---\n---\n# Lamp\n")],
    ),
    (
        "licence_lost",
        &[(LAMP, "---\nlicense: apache-2.0\n---\n# Lamp\n")],
        &[(LAMP, "---\nlicense: cc-by-nc-4.0\n---\n# Lamp\n")],
    ),
    (
        "licence_gained",
        &[(LAMP, "---\nlicense: gpl-3.0\n---\n# Lamp\n")],
        &[(LAMP, "---\nlicense: mit\n---\n# Lamp\n")],
    ),
    (
        "licence_unknown",
        &[(LAMP, "---\nlicense: mit\n---\n# Lamp\n")],
        &[(LAMP, "---\nlicense: other\nlicense_name: House rules\n---\n# Lamp\n")],
    ),
    ("licence_gone", &[(LAMP, "---\nlicense: mit\n---\n# Lamp\n")], &[(LAMP, "# Lamp\n")]),
    (
        "metrics",
        &[(LAMP, SCORE)],
        &[(
            LAMP,
            "---\nmodel-index:\n- name: lamp\n  results:\n  - task: {type: fill-mask}\n    dataset: {type: words, name: Words, split: test}\n    metrics: [{type: f1, value: 0.904}, {type: perplexity, value: 11.0}, {type: accuracy, value: 0.5}]\n---\n# Lamp\n",
        )],
    ),
    ("metric_gone", &[(LAMP, SCORE)], &[(LAMP, "# Lamp\n")]),
    (
        "metric_of_unknown_direction",
        &[(
            LAMP,
            "---\nmodel-index:\n- name: l\n  results:\n  - task: {type: t}\n    dataset: {type: d, name: D}\n    metrics: [{type: glow, value: 1}]\n---\n",
        )],
        &[(
            LAMP,
            "---\nmodel-index:\n- name: l\n  results:\n  - task: {type: t}\n    dataset: {type: d, name: D}\n    metrics: [{type: glow, value: 2}]\n---\n",
        )],
    ),
    (
        "weights_changed",
        &[(LAMP, SHA)],
        &[(
            LAMP,
            "---\nlicense: mit\nweights:\n- {uri: s3://b/lamp.safetensors, size: 2000, sha256: 2222222222222222222222222222222222222222222222222222222222222222, params: 2000, dtype: F16}\n---\n# Lamp\n",
        )],
    ),
    (
        "weights_came_and_went",
        &[(LAMP, SHA)],
        &[(
            LAMP,
            "---\nlicense: mit\nweights:\n- {uri: s3://b/lamp.gguf, size: 3000, variant: q8_0}\n---\n# Lamp\n",
        )],
    ),
    (
        "bumped",
        &[(LAMP, CARD)],
        &[
            (
                LAMP,
                "---\nlicense: mit\nversion: \"1.1.0\"\npipeline_tag: fill-mask\n---\n# Lamp\n\nA lamp that gives more light.\n\n## Limits\n\nIt is hot.\n",
            ),
            (OLD, CARD),
        ],
    ),
    (
        "earlier_version_edited",
        &[(LAMP, "---\nversion: \"2.0.0\"\n---\n"), (OLD, CARD)],
        &[
            (LAMP, "---\nversion: \"2.0.0\"\n---\n"),
            (OLD, "---\nlicense: gpl-3.0\nversion: \"1.0.0\"\n---\n# Lamp\n"),
        ],
    ),
    (
        "earlier_version_gone",
        &[(LAMP, "---\nversion: \"2.0.0\"\n---\n"), (OLD, CARD)],
        &[(LAMP, "---\nversion: \"2.0.0\"\n---\n")],
    ),
    (
        "alias_and_stage_moved",
        &[
            (LAMP, "---\nversion: \"2.0.0\"\nstage: staging\naliases: {champion: \"1.0.0\"}\n---\n"),
            (OLD, "---\nversion: \"1.0.0\"\nstage: production\n---\n"),
        ],
        &[
            (
                LAMP,
                "---\nversion: \"2.0.0\"\nstage: production\napproval: {status: approved, by: nora}\naliases: {champion: \"2.0.0\"}\n---\n",
            ),
            (OLD, "---\nversion: \"1.0.0\"\nstage: production\n---\n"),
        ],
    ),
    (
        "lifecycle_file",
        &[(LAMP, "---\nversion: \"2.0.0\"\n---\n"), (OLD, "---\nversion: \"1.0.0\"\n---\n")],
        &[
            (LAMP, "---\nversion: \"2.0.0\"\n---\n"),
            (OLD, "---\nversion: \"1.0.0\"\n---\n"),
            (
                LIFE,
                "aliases: {champion: \"1.0.0\"}\nversions:\n  \"1.0.0\": {deprecated: {reason: Old.}}\n  \"2.0.0\": {stage: staging}\n",
            ),
        ],
    ),
    (
        "prose",
        &[(LAMP, CARD)],
        &[(
            LAMP,
            "---\nlicense: mit\nversion: \"1.0.0\"\npipeline_tag: fill-mask\n---\n# Lamp\n\nA lamp that gives light.\n\n## Limits\n\nIt is very hot, and it breaks.\n\n## Use\n\nTurn it on.\n",
        )],
    ),
    (
        "key_of_the_model_gone",
        &[(LAMP, "---\ntags: [a, b]\nowners: [nora]\nlimitations: [dark]\n---\n")],
        &[(LAMP, "---\ntags: [a]\n---\n")],
    ),
    (
        "comment_alone",
        &[(LAMP, "---\nlicense: mit\n---\n# Lamp\n")],
        &[(LAMP, "---\n# why\nlicense: mit\n---\n# Lamp\n")],
    ),
    ("file_beside", &[(LAMP, CARD)], &[(LAMP, CARD), ("models/acme/lamp/config.json", "{}")]),
    (
        "other_files",
        &[(LAMP, CARD), ("hub.yaml", "site: {title: One}\n")],
        &[(LAMP, CARD), ("hub.yaml", "site: {title: Two}\n"), ("CODEOWNERS", "* @acme\n")],
    ),
    ("broken_card", &[(LAMP, CARD)], &[(LAMP, "---\nlicense: [mit\n")]),
    (
        "used_by_others",
        &[
            (LAMP, CARD),
            (LANTERN, "---\nbase_model: acme/lamp\n---\n"),
            ("collections/light.md", "---\ntitle: Light\nitems: [acme/lamp]\n---\n"),
        ],
        &[
            (
                LAMP,
                "---\nlicense: gpl-3.0\nversion: \"1.0.0\"\npipeline_tag: fill-mask\n---\n# Lamp\n\nA lamp that gives light.\n\n## Limits\n\nIt is hot.\n",
            ),
            (LANTERN, "---\nbase_model: acme/lamp\n---\n"),
            ("collections/light.md", "---\ntitle: Light\nitems: [acme/lamp]\n---\n"),
        ],
    ),
    (
        "models_elsewhere",
        &[(LAMP, CARD), ("cards/acme/lantern/README.md", CARD)],
        &[(LAMP, CARD), ("cards/acme/lantern/README.md", CARD), ("hub.yaml", "paths: {models: cards}\n")],
    ),
];
