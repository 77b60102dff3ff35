//! The gates, by what they are about, and their pages.

use std::sync::LazyLock;

use super::gate::Gate;
use super::{licences, lifecycle, policy, quality, removal, results, signature, versions, weights};

static ALL: LazyLock<Vec<&'static Gate>> = LazyLock::new(|| {
    let mut all: Vec<&Gate> = [
        licences::GATES,
        results::GATES,
        weights::GATES,
        versions::GATES,
        signature::GATES,
        lifecycle::GATES,
        policy::GATES,
        removal::GATES,
        quality::GATES,
    ]
    .concat();
    all.sort_by_key(|gate| gate.code);
    all
});

/// What the gates are about, by the beginning of their codes.
const FAMILIES: [(&str, &str); 6] = [
    ("CR1", "Licences"),
    ("CR2", "Results"),
    ("CR3", "Weights and versions"),
    ("CR4", "Lifecycle and rules"),
    ("CR5", "Models that go"),
    ("CR6", "State of the cards"),
];

/// All gates, by code.
pub fn gates() -> &'static [&'static Gate] {
    &ALL
}

/// The gate with a code, or a name, case aside.
pub fn named(text: &str) -> Option<&'static Gate> {
    let same = |gate: &&&Gate| gate.code.eq_ignore_ascii_case(text) || gate.name.eq_ignore_ascii_case(text);
    gates().iter().find(same).copied()
}

/// A gate as a page of Markdown.
pub fn page(gate: &Gate) -> String {
    section(gate, 1)
}

fn section(gate: &Gate, depth: usize) -> String {
    let heading = "#".repeat(depth);
    format!(
        "{heading} {}: {}\n\n{}. Level: {}\n\n{}\n\nWhat to do: {}.\n\nDoes not pass:\n\n```text\n{}\n```\n\nPasses:\n\n```text\n{}\n```\n",
        gate.code,
        gate.name,
        gate.summary,
        gate.level,
        gate.why,
        gate.next,
        gate.example.fails,
        gate.example.passes
    )
}

/// All gates as one document, with a table of them in front.
pub fn document(introduction: &str) -> String {
    let mut text = format!("{introduction}\n| Code | Name | Level | What it finds |\n|---|---|---|---|\n");
    for gate in gates() {
        let anchor = format!("{}-{}", gate.code.to_lowercase(), gate.name);
        text.push_str(&format!(
            "| [{}](#{anchor}) | {} | {} | {} |\n",
            gate.code, gate.name, gate.level, gate.summary
        ));
    }
    for (beginning, title) in FAMILIES {
        text.push_str(&format!("\n## {title}\n"));
        for gate in gates().iter().filter(|gate| gate.code.starts_with(beginning)) {
            text.push('\n');
            text.push_str(&section(gate, 3));
        }
    }
    text
}
