//! A review as Markdown: one comment that GitHub and GitLab take.

use super::Report;
use super::check::FindingView;
use super::details::ModelView;
use super::escape::{code, escape, escape_html, units};
use super::table::{Table, cells};
use super::view::{MOST_LABELS, View, list, plural};

/// By its first line the comment of an earlier run is found.
const MARKER: &str = "<!-- cardex:review v1 -->";

/// Longest comment, in units of UTF-16: code hosts take 65,536.
const LONGEST: usize = 60_000;
/// Of these, at most, for the list of models, for gates, for one model's list of something, and for findings.
const ROWS: usize = 12_000;
const GATES: usize = 14_000;
const LIST: usize = 8_000;
const FINDINGS: usize = 8_000;
/// Room for the line about what is left out.
const LAST_LINE: usize = 300;

/// The review as one comment of at most 60,000 units of UTF-16. What does not fit is left out, whole sections at a time.
pub fn markdown(report: &Report<'_>) -> String {
    let view = View::of(report);
    let mut text = format!("{MARKER}\n## Model catalog review: {} {}\n", view.sign, view.result);
    if !view.is_changed {
        text.push_str("\nThis change does nothing to the catalog.\n");
        text.push_str(&footer(&view));
        return text;
    }
    text.push_str(&format!("\n**{}** — {}", view.counts, view.totals));
    for (word, url) in [("preview", &view.preview_url), ("full report", &view.report_url)] {
        if let Some(url) = url {
            text.push_str(&format!(" — [{word}]({url})"));
        }
    }
    text.push('\n');
    text.push_str(&rows(&view));
    text.push_str(&gates(&view));
    let end = end(&view);
    let mut room = LONGEST.saturating_sub(units(&text) + units(&end) + LAST_LINE);
    let mut left_out = 0;
    for model in &view.models {
        let section = section(model);
        match room.checked_sub(units(&section)) {
            Some(rest) => {
                room = rest;
                text.push_str(&section);
            }
            None => left_out += 1,
        }
    }
    if left_out > 0 {
        let more = if left_out == 1 { "1 model is".to_owned() } else { format!("{left_out} models are") };
        text.push_str(&format!(
            "\n**{more} left out here**, as a comment has little room; the other reports have all.\n"
        ));
    }
    text + &end
}

fn rows(view: &View) -> String {
    if view.rows.is_empty() {
        return String::new();
    }
    let mut table = Table::new("| | Model | What changes |", "|---|---|---|", ROWS);
    for row in &view.rows {
        let version =
            if row.version.is_empty() { String::new() } else { format!(" {}", escape(&row.version)) };
        let sign = format!("{} {}", row.sign, row.word);
        table.row(&[sign, format!("{}{version}", code(&row.id)), escape(&row.what)]);
    }
    format!("\n{}", table.finish())
}

fn gates(view: &View) -> String {
    let passed = match view.passed.as_slice() {
        [] => String::new(),
        passed => format!("\n✅ {} pass: {}\n", gates_of(passed.len()), list(passed, 28)),
    };
    if view.gates.is_empty() {
        return passed;
    }
    let mut table = Table::new("| | Gate | Model | Why | Next step |", "|---|---|---|---|---|", GATES);
    for gate in &view.gates {
        let model = if gate.model.is_empty() { "–".to_owned() } else { code(&gate.model) };
        let sign = format!("{} {}", gate.sign, gate.word);
        table.row(&[sign, gate.gate.clone(), model, escape(&gate.why), escape(&gate.next)]);
    }
    format!("\n### Gates\n\n{}{passed}", table.finish())
}

fn gates_of(count: usize) -> String {
    format!("{count} {}", plural(count, "gate"))
}

fn section(model: &ModelView) -> String {
    let version =
        if model.version.is_empty() { String::new() } else { format!(" {}", escape(&model.version)) };
    let mut text = format!("\n### {}{version} ({})\n", code(&model.id), escape(&model.note));
    if !model.facts.is_empty() {
        let mut table = Table::new("| Field | Value |", "|---|---|", LIST);
        for (name, value) in &model.facts {
            table.row(&cells([name, value]));
        }
        let summary = escape_html(&model.summary);
        text.push_str(&format!(
            "\n<details><summary>{summary}</summary>\n\n{}\n</details>\n",
            table.finish()
        ));
    } else if !model.summary.is_empty() {
        text.push_str(&format!("\n{}\n", escape(&model.summary)));
    }
    for (head, fields) in [("Field", &model.fields), ("Weights", &model.weights)] {
        if fields.is_empty() {
            continue;
        }
        let mut table = Table::new(&format!("| {head} | Before | After |"), "|---|---|---|", LIST);
        for field in fields {
            table.row(&cells([&field.name, &field.before, &field.after]));
        }
        text.push_str(&format!("\n{}", table.finish()));
    }
    if !model.results.is_empty() {
        let head = "| Metric | Of | Before | After | Δ | Δ % | |";
        let mut table = Table::new(head, "|---|---|--:|--:|--:|--:|---|", LIST);
        for result in &model.results {
            let mut row = cells([
                &result.metric,
                &result.of,
                &result.before,
                &result.after,
                &result.delta,
                &result.relative,
            ]);
            row.push(format!("{} {}", result.sign, result.word).trim().to_owned());
            table.row(&row);
        }
        text.push_str(&format!("\n{}", table.finish()));
    }
    if !model.lines.is_empty() {
        text.push('\n');
    }
    for (word, line) in &model.lines {
        text.push_str(&format!("- {word}: {}\n", escape(line)));
    }
    text
}

/// What stands behind the models: other files, the check, approvals, and what was compared.
fn end(view: &View) -> String {
    let mut text = String::new();
    if !view.files.is_empty() {
        let files: Vec<String> = view.files.iter().map(|file| code(file)).collect();
        text.push_str(&format!("\n**Other files:** {}\n", list(&files, 10)));
    }
    text.push_str(&format!("\n### Check: {}\n", view.check.result));
    text.push_str(&findings("", &view.check.new));
    text.push_str(&findings("fixed: ", &view.check.fixed));
    if !view.approvals.is_empty() {
        let mut needed = String::from("\n**Approvals that this change needs:**\n\n");
        for approval in view.approvals.iter().take(20) {
            needed.push_str(&format!("- {} ({})\n", escape(&approval.who), escape(&approval.why)));
        }
        if view.approvals.len() > 20 {
            needed.push_str(&format!("- … and {} more\n", view.approvals.len() - 20));
        }
        text.push_str(&needed);
    }
    if !view.labels.is_empty() {
        let labels: Vec<String> = view.labels.iter().map(|label| code(label)).collect();
        text.push_str(&format!("\n**Labels to suggest:** {}\n", list(&labels, MOST_LABELS)));
    }
    for note in view.notes.iter().take(5) {
        text.push_str(&format!("\nNote: {}\n", escape(note)));
    }
    text + &footer(view)
}

fn findings(word: &str, findings: &[FindingView]) -> String {
    let mut text = String::new();
    let mut room = FINDINGS;
    for (number, finding) in findings.iter().enumerate() {
        let row = format!(
            "- {} {word}{} {}: {}\n",
            finding.level,
            code(&finding.place),
            finding.rule,
            escape(&finding.message)
        );
        let Some(rest) = room.checked_sub(units(&row)) else {
            text.push_str(&format!("- … and {} more\n", findings.len() - number));
            break;
        };
        room = rest;
        text.push_str(&row);
    }
    if text.is_empty() { text } else { format!("\n{text}") }
}

fn footer(view: &View) -> String {
    let parts: Vec<String> = view.footer.iter().map(|part| escape(part)).collect();
    format!("\n<sub>{}</sub>\n", parts.join(" · "))
}
