//! `cardex rules` lists the rules of the check and the gates of the review; `cardex rule CODE` explains one of them.

use std::io::Write;

use anyhow::{Context, Result};
use clap::Args;
use serde_json::json;

use crate::check::{Rule, rules};
use crate::review::gates::{self, Gate};
use crate::vocabulary::suggestion::suggest;

use super::{Outcome, UsageError};

#[derive(Debug, Args)]
pub(super) struct RuleArguments {
    /// The code or the name of a rule or a gate, such as CX503 or CR201
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
    if let Some(gate) = gates::named(asked) {
        return print(&gates::page(gate));
    }
    let by_name = || rules::all().iter().find(|rule| rule.name.eq_ignore_ascii_case(asked)).copied();
    let Some(rule) = rules::find(&asked.to_ascii_uppercase()).or_else(by_name) else {
        let rules = rules::all().iter().flat_map(|rule| [rule.code, rule.name]);
        let known = rules.chain(gates::gates().iter().flat_map(|gate| [gate.code, gate.name]));
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
        let gates: Vec<_> = gates::gates().iter().map(|gate| gate_record(gate)).collect();
        return print(&format!("{:#}\n", json!({"schema": 1, "rules": all, "gates": gates})));
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
    let gates = gates::gates()
        .iter()
        .map(|gate| format!("{}  {:16}{}  {}\n", gate.code, gate.level.to_string(), gate.name, gate.summary));
    let gates: String = gates.collect();
    print(&format!("{}\nGates of a review:\n\n{gates}", lines.collect::<String>()))
}

fn record(rule: &Rule) -> serde_json::Value {
    json!({
        "code": rule.code, "name": rule.name, "level": level(rule), "fixable": rule.fixable, "summary": rule.summary,
        "why": rule.why, "example": {"bad": rule.example.bad, "good": rule.example.good},
    })
}

fn gate_record(gate: &Gate) -> serde_json::Value {
    json!({
        "code": gate.code, "name": gate.name, "level": gate.level, "summary": gate.summary, "why": gate.why, "next": gate.next,
        "example": {"fails": gate.example.fails, "passes": gate.example.passes},
    })
}

fn level(rule: &Rule) -> String {
    rule.level.map_or_else(|| "off".to_owned(), |level| level.to_string())
}

fn print(text: &str) -> Result<Outcome> {
    std::io::stdout().lock().write_all(text.as_bytes()).context("cannot write")?;
    Ok(Outcome::Clean)
}
