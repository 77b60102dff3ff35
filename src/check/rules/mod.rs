//! The rules, by what they are about.

pub(super) mod body;
mod budget;
mod content;
mod eval_results;
mod evaluation;
mod licence;
mod licence_file;
mod licence_terms;
mod lifecycle;
mod likeness;
mod lineage;
mod links;
mod links_paths;
mod metric;
pub mod online;
mod online_links;
mod policy;
mod prose;
mod schema;
mod schema_keys;
mod schema_values;
mod snippet;
mod storage;
mod syntax;
mod syntax_files;
mod syntax_text;
mod syntax_yaml;
mod tables;
mod vocabulary;
mod vocabulary_tags;
mod weights;

use std::sync::LazyLock;

use super::rule::{Card, Check, Example, Findings, Hub, Rule};

pub use online_links::addresses;

static ALL: LazyLock<Vec<&'static Rule>> = LazyLock::new(|| {
    let mut all: Vec<&Rule> = [
        syntax::RULES,
        syntax_files::RULES,
        syntax_text::RULES,
        syntax_yaml::RULES,
        schema::RULES,
        schema_keys::RULES,
        schema_values::RULES,
        vocabulary::RULES,
        vocabulary_tags::RULES,
        links::RULES,
        links_paths::RULES,
        budget::RULES,
        licence::RULES,
        licence_file::RULES,
        weights::RULES,
        storage::RULES,
        licence_terms::RULES,
        lineage::RULES,
        lifecycle::RULES,
        evaluation::RULES,
        eval_results::RULES,
        metric::RULES,
        online::RULES,
        policy::RULES,
        content::RULES,
        prose::RULES,
        snippet::RULES,
        likeness::RULES,
        tables::RULES,
    ]
    .concat();
    all.sort_by_key(|rule| rule.code);
    all
});

/// All rules, by code.
pub fn all() -> &'static [&'static Rule] {
    &ALL
}

/// The rule with a code.
pub fn find(code: &str) -> Option<&'static Rule> {
    all().binary_search_by_key(&code, |rule| rule.code).ok().map(|place| all()[place])
}

/// A rule as a page of Markdown.
pub fn page(rule: &Rule) -> String {
    let level = match rule.level {
        Some(level) => format!("Level: {level}"),
        None => "Off unless hub.yaml asks for it (`check.extend_select` or `check.severity`)".to_owned(),
    };
    let fix = if rule.fixable { " · `cardex check --fix` mends it" } else { "" };
    if matches!(rule.check, Check::Building) {
        let (code, name, summary, why) = (rule.code, rule.name, rule.summary, rule.why);
        return format!("# {code}: {name}\n\n{summary}. {level}; found by `cardex build`\n\n{why}\n");
    }
    if matches!(rule.check, Check::Online) {
        let (code, name, summary, why) = (rule.code, rule.name, rule.summary, rule.why);
        return format!(
            "# {code}: {name}\n\n{summary}. {level}; looked for with `--online` alone\n\n{why}\n"
        );
    }
    if rule.example.bad.is_empty() {
        let (code, name, summary, why) = (rule.code, rule.name, rule.summary, rule.why);
        return format!("# {code}: {name}\n\n{summary}. {level}{fix}\n\n{why}\n");
    }
    format!(
        "# {}: {}\n\n{}. {level}{fix}\n\n{}\n\n## Fails\n\n{}\n## Passes\n\n{}",
        rule.code,
        rule.name,
        rule.summary,
        rule.why,
        fenced(rule.example.bad),
        fenced(rule.example.good)
    )
}

/// A card as a code block, whatever fences it has itself.
fn fenced(card: &str) -> String {
    let longest = card.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest.max(2) + 1);
    format!("{fence}markdown\n{card}{fence}\n")
}
