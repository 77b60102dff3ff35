//! The rules themselves: whether a change edits what later changes are held against.

use serde::Serialize;
use serde_json::Value;

use crate::config::{Config, FILE, GateLevel};
use crate::diagnostic::Location;
use crate::hub::CODE_OWNERS;

use super::gate::{Case, Example, Found, Gate, Look, place};
use super::waivers;

pub(super) static GATES: &[&Gate] = &[&CHANGED];

static CHANGED: Gate = Gate {
    code: "CR402",
    name: "policy-changed",
    level: GateLevel::NeedsApproval,
    summary: "The hub's own rules change: what hub.yaml asks of models, waivers, the baseline of the check, or who owns which files",
    why: "A change is held against the rules of its base; what it does to them holds for all later ones. So somebody who answers for the rules \
          has to see it. What hub.yaml says of the site, its search and its feeds is no rule.",
    next: "have it approved by whoever answers for the hub's rules, in a change of its own",
    passes: "the hub's rules stay as they are",
    example: Example {
        fails: "review: {gates: {CR201: block}}   →   review: {gates: {CR201: \"off\"}}   # hub.yaml",
        passes: "site: {title: Models}   →   site: {title: Acme models}   # hub.yaml",
    },
    look: Look::Hub(changed),
};

/// The sections of hub.yaml that say what models have to be, and what is done where they are not.
const SECTIONS: [&str; 9] =
    ["review", "policy", "check", "licenses", "stages", "aliases", "versions", "owners", "limits"];

/// Largest file of these that is compared, in bytes.
const LARGEST: u64 = 4 << 20;

fn changed(case: &Case<'_>, found: &mut Found) {
    found.look();
    let (base, head) = (&case.compared.base, &case.compared.head);
    let mut keys = differing(base.config, head.config);
    if !keys.is_empty() {
        let more = keys.len().saturating_sub(8);
        let first: Vec<&str> = keys[0].split('.').collect();
        let location = place(head, FILE, &first);
        keys.truncate(8);
        let keys: Vec<String> = keys.iter().map(|key| format!("`{key}`")).collect();
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        found.say(None, Some(location), format!("hub.yaml changes {}{more}", keys.join(", ")));
    }
    let baselines = [base.config, head.config].map(|config| config.check.baseline.as_deref());
    let mut files: Vec<&str> = [&[waivers::FILE], &CODE_OWNERS[..]].concat();
    files.extend(baselines.into_iter().flatten());
    files.sort_unstable();
    files.dedup();
    for path in files {
        let (old, new) = (base.snapshot.read(path, LARGEST).ok(), head.snapshot.read(path, LARGEST).ok());
        let what = match (&old, &new) {
            (Some(old), Some(new)) if old != new => "changes",
            (Some(_), None) => "is gone, or cannot be read any more",
            (None, Some(_)) => "is new",
            _ => continue,
        };
        found.say(
            None,
            Some(Location::file(path)),
            format!("{} {what}", crate::catalog::text::shorten(path, 120)),
        );
    }
}

/// The settings that differ, as paths of keys: `licenses.deny`.
fn differing(base: &Config, head: &Config) -> Vec<String> {
    let (old, new) = (json(base), json(head));
    let mut keys = Vec::new();
    for section in SECTIONS {
        walk(&old[section], &new[section], section, &mut keys);
    }
    // What a metric means decides which result is worse, and what is ignored is not looked at.
    for path in [["vocabulary", "metrics"], ["paths", "ignore"], ["paths", "models"]] {
        walk(&old[path[0]][path[1]], &new[path[0]][path[1]], &path.join("."), &mut keys);
    }
    keys
}

fn json(config: &impl Serialize) -> Value {
    serde_json::to_value(config).unwrap_or_default()
}

/// Two maps are compared key by key, down to the third.
fn walk(old: &Value, new: &Value, name: &str, keys: &mut Vec<String>) {
    if old == new {
        return;
    }
    match (old, new) {
        (Value::Object(one), Value::Object(other)) if name.split('.').count() < 3 => {
            let mut names: Vec<&String> = one.keys().chain(other.keys()).collect();
            names.sort();
            names.dedup();
            for key in names {
                let inner = crate::catalog::text::shorten(&crate::catalog::text::one_line(key), 60);
                walk(&old[key.as_str()], &new[key.as_str()], &format!("{name}.{inner}"), keys);
            }
        }
        _ => keys.push(name.to_owned()),
    }
}
