//! Changes that gates stop and let pass: lifecycle, rules, models that go, the state of the cards.

use super::pairs::{GONE, Pair};
use super::{FIRST, LAMP, LANTERN};

const LIFECYCLE: &str = "models/acme/lamp/lifecycle.yaml";

pub(super) fn pairs() -> Vec<Pair<'static>> {
    vec![
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
