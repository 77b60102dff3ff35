//! Tags: one spelling for one thing, and nothing that the card says elsewhere.

use std::collections::HashMap;

use super::{Card, Check, Example, Findings, Rule};
use crate::catalog::text::shorten;
use crate::catalog::{Kind, ModelCard};
use crate::check::Hub;
use crate::config::Config;
use crate::diagnostic::{Change, Level, Location, Spanned};
use crate::vocabulary::suggestion::suggest;

pub(super) const RULES: &[&Rule] = &[&UNKNOWN, &SPELLING, &SYNONYM, &DUPLICATE];

static UNKNOWN: Rule = Rule {
    code: "CX204",
    name: "unknown-tag",
    level: Some(Level::Warning),
    summary: "The hub has no such tag",
    why: "`vocabulary.tags` in hub.yaml is closed: it lists all tags that cards may have, so that each of them has a page worth reading. Use one \
          of the list, or add the tag to it. What a field of the card says as well (its task, library, language or licence) is not spoken of.",
    example: Example {
        bad: "---\ntags: [shiny]\n---\n# Lamp\n",
        line: Some(2),
        good: "---\ntags: [bright]\n---\n# Lamp\n",
        files: &[("hub.yaml", "vocabulary:\n  tags:\n    closed: true\n    add:\n    - id: bright\n")],
    },
    fixable: false,
    check: Check::Hub(unknown),
};

fn unknown(hub: &Hub<'_>, findings: &mut Findings<'_>) {
    if !hub.config.vocabulary.tags.closed {
        return;
    }
    let listed = Listed::new(hub.config);
    for model in &hub.catalog.models {
        for tag in &model.card.tags {
            if listed.meant(&tag.value).is_some() || field_of(&model.card, &tag.value).is_some() {
                continue;
            }
            let help = match suggest(&tag.value, listed.ids()) {
                Some(near) => format!("did you mean `{}`?", shorten(near, 60)),
                None => "use a tag of `vocabulary.tags.add` in hub.yaml, or add this one there".to_owned(),
            };
            let message = format!("`{}` is no tag of this hub", shorten(&tag.value, 60));
            findings.add(Location::at(&model.card_path, tag.mark), message, help);
        }
    }
}

/// The tags that hub.yaml lists, by what all spellings of one have in common.
struct Listed<'a>(HashMap<String, &'a str>);

impl<'a> Listed<'a> {
    fn new(config: &'a Config) -> Self {
        let tags = &config.vocabulary.tags.add;
        let synonyms =
            tags.iter().flat_map(|tag| tag.synonyms.iter().map(|synonym| (folded(synonym), tag.id.as_str())));
        // An id is itself, even where another tag has it as a synonym.
        Self(synonyms.chain(tags.iter().map(|tag| (folded(&tag.id), tag.id.as_str()))).collect())
    }

    /// The listed tag that a tag of a card is, or is another way to write.
    fn meant(&self, tag: &str) -> Option<&'a str> {
        if self.0.is_empty() {
            return None;
        }
        self.0.get(&folded(tag)).copied()
    }

    /// The listed tags, sorted.
    fn ids(&self) -> Vec<&'a str> {
        let mut ids: Vec<&str> = self.0.values().copied().collect();
        ids.sort_unstable();
        ids.dedup();
        ids
    }
}

static SPELLING: Rule = Rule {
    code: "CX205",
    name: "tag-not-normalised",
    level: Some(Level::Warning),
    summary: "More cards of the hub write this tag otherwise",
    why: "`NLP`, `nlp` and `n_l_p` are three tags with three pages, and each shows a part of the models only. Write the tag as most cards \
          do; where none leads, the spelling in lower case with hyphens counts.",
    example: Example {
        bad: "---\ntags: [Night Light]\n---\n# Lamp\n",
        line: Some(2),
        good: "---\ntags: [night-light]\n---\n# Lamp\n",
        files: &[("models/acme/torch/README.md", "---\ntags: [night-light]\n---\n# Torch\n")],
    },
    fixable: true,
    check: Check::Hub(spelling),
};

/// What two spellings of one tag have in common.
fn folded(tag: &str) -> String {
    let lower = tag.trim().to_lowercase();
    let words = lower.split(|c: char| c.is_whitespace() || matches!(c, '_' | '-'));
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join("-")
}

fn spelling(hub: &Hub<'_>, findings: &mut Findings<'_>) {
    let terms = &hub.catalog.taxonomies.of(Kind::Tag).terms;
    // Of each tag the spelling that most models have: its count, whether it is in the plain form, the spelling.
    let mut usual: HashMap<String, (usize, bool, &str)> = HashMap::with_capacity(terms.len());
    for term in terms {
        let folded = folded(&term.key);
        let rank = (term.models.len(), term.key == folded, term.key.as_str());
        let best = usual.entry(folded).or_insert(rank);
        if (rank.0, rank.1) > (best.0, best.1) {
            *best = rank;
        }
    }
    let listed = Listed::new(hub.config);
    for model in &hub.catalog.models {
        for tag in &model.card.tags {
            // What hub.yaml says counts more than what most cards do: CX206.
            if listed.meant(&tag.value).is_some() {
                continue;
            }
            let Some((count, _, best)) = usual.get(&folded(&tag.value)) else { continue };
            // What a field says as well had better go: CX208.
            let goes = *best != tag.value && field_of(&model.card, &tag.value).is_some();
            if goes || *best == tag.value || model.card.tags.iter().any(|other| other.value == *best) {
                continue;
            }
            let message = format!(
                "the tag `{}` is written `{}` by {count} of the hub's cards",
                shorten(&tag.value, 60),
                shorten(best, 60)
            );
            let help = format!("write `{}`, so that one page has them all", shorten(best, 60));
            let change = Change::Replace(tag.mark, (*best).to_owned());
            findings.add_fix(Location::at(&model.card_path, tag.mark), message, help, Some(change));
        }
    }
}

static SYNONYM: Rule = Rule {
    code: "CX206",
    name: "tag-synonym",
    level: Some(Level::Note),
    summary: "The hub has another word for this tag",
    why: "`vocabulary.tags` in hub.yaml says how a tag is written and what else people write in its place. Two words for one thing are two \
          pages, each with a part of the models: write the tag as hub.yaml does.",
    example: Example {
        bad: "---\ntags: [review]\n---\n# Lamp\n",
        line: Some(2),
        good: "---\ntags: [reviews]\n---\n# Lamp\n",
        files: &[(
            "hub.yaml",
            "vocabulary:\n  tags:\n    add:\n    - {id: reviews, synonyms: [review, opinions]}\n",
        )],
    },
    fixable: true,
    check: Check::Hub(synonym),
};

fn synonym(hub: &Hub<'_>, findings: &mut Findings<'_>) {
    let listed = Listed::new(hub.config);
    for model in &hub.catalog.models {
        for tag in &model.card.tags {
            let Some(meant) = listed.meant(&tag.value).filter(|meant| *meant != tag.value) else { continue };
            let there = model.card.tags.iter().any(|other| other.value == meant);
            let message =
                format!("the tag `{}` is `{}` in this hub", shorten(&tag.value, 60), shorten(meant, 60));
            let change = match there {
                true => Change::RemoveItem(tag.mark),
                false => Change::Replace(tag.mark, meant.to_owned()),
            };
            let help = match there {
                true => format!("remove it: the card has `{}` as well", shorten(meant, 60)),
                false => format!("write `{}`", shorten(meant, 60)),
            };
            findings.add_fix(Location::at(&model.card_path, tag.mark), message, help, Some(change));
        }
    }
}

static DUPLICATE: Rule = Rule {
    code: "CX208",
    name: "tag-duplicates-field",
    level: Some(Level::Note),
    summary: "A tag says again what a field of the card says",
    why: "Task, library, languages and licence have fields of their own, filters and pages of their own. The same word as a tag adds \
          nothing, and goes stale when the field changes.",
    example: Example {
        bad: "---\npipeline_tag: text-classification\ntags:\n- text-classification\n- demo\n---\n# Lamp\n",
        line: Some(4),
        good: "---\npipeline_tag: text-classification\ntags:\n- demo\n---\n# Lamp\n",
        files: &[],
    },
    fixable: true,
    check: Check::Card(duplicate),
};

fn duplicate(card: &Card<'_>, findings: &mut Findings<'_>) {
    for tag in &card.model.card.tags {
        if let Some(field) = field_of(&card.model.card, &tag.value) {
            let message = format!("the tag `{}` says what `{field}` says", shorten(&tag.value, 60));
            findings.add_fix(
                card.at(tag.mark),
                message,
                "remove the tag",
                Some(Change::RemoveItem(tag.mark)),
            );
        }
    }
}

/// The field of a card that says the same as a tag.
fn field_of(card: &ModelCard, tag: &str) -> Option<&'static str> {
    let fields = [
        ("pipeline_tag", card.pipeline_tag.as_slice()),
        ("library_name", card.library_name.as_slice()),
        ("language", &card.language),
        ("license", &card.license),
    ];
    let word = tag.strip_prefix("license:").unwrap_or(tag);
    let says = |values: &[Spanned<String>]| {
        values.iter().take(MOST_VALUES).any(|value| value.value.eq_ignore_ascii_case(word))
    };
    fields.into_iter().find(|(_, values)| says(values)).map(|(field, _)| field)
}

/// Values of one field that are looked at: cards list up to two hundred languages.
const MOST_VALUES: usize = 256;
