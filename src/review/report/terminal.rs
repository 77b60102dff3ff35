//! A review for a terminal: words beside signs, one thing on each line.

use super::Report;
use super::view::{MOST_LABELS, View, list};

/// The review as text for people at a terminal.
pub fn terminal(report: &Report<'_>) -> String {
    let view = View::of(report);
    let mut text = String::new();
    let mut line = |depth: usize, said: &str| {
        text.push_str(&"  ".repeat(depth));
        text.push_str(said.trim_end());
        text.push('\n');
    };
    line(0, &format!("review: {} ({})", view.result, view.verdict));
    if !view.is_changed {
        line(0, "This change does nothing to the catalog.");
        line(0, &view.footer.join(", "));
        return text;
    }
    line(0, &format!("{} — {}", view.counts, view.totals));
    for gate in &view.gates {
        let model = if gate.model.is_empty() { String::new() } else { format!(" {}", gate.model) };
        line(0, &format!("{} {}: {}{model}: {}", gate.sign, gate.word, gate.gate, gate.why));
        if !gate.next.is_empty() {
            line(2, &format!("next: {}", gate.next));
        }
    }
    if !view.passed.is_empty() {
        line(0, &format!("✅ pass: {}", view.passed.join(", ")));
    }
    for model in &view.models {
        line(0, "");
        let version = if model.version.is_empty() { String::new() } else { format!(" {}", model.version) };
        line(0, &format!("{} {}{version} ({})", model.sign, model.id, model.note));
        if !model.summary.is_empty() {
            line(1, &model.summary);
        }
        for (name, value) in &model.facts {
            line(1, &format!("{name}: {value}"));
        }
        for field in model.fields.iter().chain(&model.weights) {
            line(1, &format!("{}: {} → {}", field.name, field.before, field.after));
        }
        for result in &model.results {
            let of = if result.of.is_empty() { String::new() } else { format!(" ({})", result.of) };
            let delta = [&result.delta, &result.relative].into_iter().filter(|text| !text.is_empty());
            let delta: String = delta.map(|text| format!(", {text}")).collect();
            let step = format!("{} → {}", result.before, result.after);
            line(1, &format!("{}{of}: {step}{delta}, {}", result.metric, result.word));
        }
        for (word, said) in &model.lines {
            line(1, &format!("{word}: {said}"));
        }
    }
    line(0, "");
    if !view.files.is_empty() {
        line(0, &format!("other files: {}", list(&view.files, 10)));
    }
    line(0, &format!("check: {}", view.check.result));
    for (word, findings) in [("new", &view.check.new), ("fixed", &view.check.fixed)] {
        for finding in findings {
            line(
                1,
                &format!("{word} {}: {} {}: {}", finding.level, finding.place, finding.rule, finding.message),
            );
        }
    }
    for approval in &view.approvals {
        line(0, &format!("needs the approval of {}: {}", approval.who, approval.why));
    }
    if !view.labels.is_empty() {
        line(0, &format!("labels to suggest: {}", list(&view.labels, MOST_LABELS)));
    }
    for note in &view.notes {
        line(0, &format!("note: {note}"));
    }
    line(0, &view.footer.join(", "));
    text
}
