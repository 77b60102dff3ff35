//! `cardex rules` lists the rules of the check; `cardex rule CODE` explains one.

use std::io::Write;

use anyhow::{Context, Result};
use clap::Args;
use serde_json::json;

use crate::check::{Rule, rules};
use crate::vocabulary::suggestion::suggest;

use super::{Outcome, UsageError};

#[derive(Debug, Args)]
pub(super) struct RuleArguments {
    /// The code or the name of a rule, such as CX503
    code: String,
}

#[derive(Debug, Args)]
pub(super) struct RulesArguments {
    /// As JSON, with everything that is known of each
    #[arg(long)]
    json: bool,
}

pub(super) fn explain(arguments: &RuleArguments) -> Result<Outcome> {
    let asked = arguments.code.trim();
    let by_name = || rules::all().iter().find(|rule| rule.name.eq_ignore_ascii_case(asked)).copied();
    let Some(rule) = rules::find(&asked.to_ascii_uppercase()).or_else(by_name) else {
        let known = rules::all().iter().flat_map(|rule| [rule.code, rule.name]);
        let meant = suggest(asked, known).map(|meant| format!(" Did you mean {meant}?")).unwrap_or_default();
        return Err(
            UsageError(format!("there is no rule `{asked}`.{meant} `cardex rules` lists them all")).into()
        );
    };
    print(&rules::page(rule))
}

pub(super) fn list(arguments: &RulesArguments) -> Result<Outcome> {
    if arguments.json {
        let all: Vec<_> = rules::all().iter().map(|rule| record(rule)).collect();
        return print(&format!("{:#}\n", json!({"schema": 1, "rules": all})));
    }
    let lines = rules::all().iter().map(|rule| {
        format!(
            "{}  {:8}{}{}  {}\n",
            rule.code,
            level(rule),
            if rule.fixable { "F " } else { "  " },
            rule.name,
            rule.summary
        )
    });
    print(&lines.collect::<String>())
}

fn record(rule: &Rule) -> serde_json::Value {
    json!({
        "code": rule.code, "name": rule.name, "level": level(rule), "fixable": rule.fixable, "summary": rule.summary,
        "why": rule.why, "example": {"bad": rule.example.bad, "good": rule.example.good},
    })
}

fn level(rule: &Rule) -> String {
    rule.level.map_or_else(|| "off".to_owned(), |level| level.to_string())
}

fn print(text: &str) -> Result<Outcome> {
    std::io::stdout().lock().write_all(text.as_bytes()).context("cannot write")?;
    Ok(Outcome::Clean)
}
