//! Budgets of a build: how much a page may load.

use super::{Check, Example, Rule};
use crate::diagnostic::Level;

pub(super) const RULES: &[&Rule] = &[&STYLE, &SCRIPTS, &LIST, &SEARCH];

static STYLE: Rule = Rule {
    code: "CX951",
    name: "style-over-budget",
    level: Some(Level::Warning),
    summary: "The style of every page is over its budget",
    why: "A page is not shown before its style has come, so readers with a slow line wait for it. It comes from \
          the theme or the templates, not from a card: look at what was added in `theme/` or `templates/` of the \
          hub.",
    example: Example { bad: "", line: None, good: "", files: &[] },
    fixable: false,
    check: Check::Building,
};

static SCRIPTS: Rule = Rule {
    code: "CX952",
    name: "scripts-over-budget",
    level: Some(Level::Warning),
    summary: "The scripts of a page are over their budget",
    why: "Scripts have to be fetched, read and run before search and filters answer. It comes from the theme or \
          the templates, not from a card: look at what was added in `theme/` or `templates/` of the hub.",
    example: Example { bad: "", line: None, good: "", files: &[] },
    fixable: false,
    check: Check::Building,
};

static LIST: Rule = Rule {
    code: "CX953",
    name: "list-over-budget",
    level: Some(Level::Warning),
    summary: "The list of models is over its budget",
    why: "The first page of the list is what most readers open first. It comes from the theme or the templates, \
          not from a card: look at what was added in `theme/` or `templates/` of the hub.",
    example: Example { bad: "", line: None, good: "", files: &[] },
    fixable: false,
    check: Check::Building,
};

static SEARCH: Rule = Rule {
    code: "CX954",
    name: "search-over-budget",
    level: Some(Level::Warning),
    summary: "A first search loads more than its budget",
    why: "The first search fetches the scripts, one file of each part of the index and the results. A hub with \
          very long cards or very many models has larger files there; leave out what nobody searches for with \
          `paths.ignore` in hub.yaml, or shorten the longest cards.",
    example: Example { bad: "", line: None, good: "", files: &[] },
    fixable: false,
    check: Check::Building,
};
