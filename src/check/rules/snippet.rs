//! The code of a card: whether there is some, in which language, and for which model.

use super::body::{self, Kind, Line};
use super::content::{at_line, is_short};
use super::{Card, Check, Example, Findings, Rule};
use crate::catalog::text::shorten;
use crate::diagnostic::{Change, Edit, Level, Location, Mark};

pub(super) const RULES: &[&Rule] = &[&NO_USAGE, &NO_LANGUAGE, &OTHER_MODEL];

static NO_USAGE: Rule = Rule {
    code: "CX905",
    name: "no-usage-snippet",
    level: Some(Level::Note),
    summary: "The card has no code",
    why: "Whoever found the model wants to try it. A few lines that load it and run it once say more than a page of text; put them in a code \
          block.",
    example: Example {
        bad: "---\nlicense: mit\n---\n# Lamp\n\nThe lamp reads a text and marks the words that matter for a summary of it. It was trained on \
              ten thousand letters that people had marked by hand, and it works for letters in English of at most two pages. Give it a text and \
              it returns the text with its marks.\n",
        line: None,
        good: "---\nlicense: mit\n---\n# Lamp\n\nThe lamp reads a text and marks the words that matter for a summary of it. It was trained on \
               ten thousand letters that people had marked by hand, and it works for letters in English of at most two pages. Give it a text and \
               it returns the text with its marks.\n\n```python\nlamp.read(text)\n```\n",
        files: &[],
    },
    fixable: false,
    check: Check::Card(no_usage),
};

fn no_usage(card: &Card<'_>, findings: &mut Findings<'_>) {
    // A card that is hardly begun has a finding of its own.
    if is_short(card) {
        return;
    }
    let code = body::lines(card).iter().any(|line| matches!(line.kind, Kind::Code | Kind::Open));
    if !code && !card.model.body.contains("<pre") && !card.model.body.contains("<code") {
        findings.add(
            Location::file(&card.model.card_path),
            "the card has no code that loads or runs the model",
            "add a code block with a few lines of use",
        );
    }
}

static NO_LANGUAGE: Rule = Rule {
    code: "CX906",
    name: "snippet-no-language",
    level: Some(Level::Note),
    summary: "A code block does not say its language",
    why: "Without the language the code is not coloured, and tools that collect examples pass it by. Write it behind the opening fence: \
          three back-ticks and `python`. Blocks whose language cannot be told from their first lines are left alone.",
    example: Example {
        bad: "---\nlicense: mit\n---\n# Lamp\n\n```\nimport lamp\n```\n",
        line: Some(6),
        good: "---\nlicense: mit\n---\n# Lamp\n\n```python\nimport lamp\n```\n",
        files: &[],
    },
    fixable: true,
    check: Check::Card(no_language),
};

fn no_language(card: &Card<'_>, findings: &mut Findings<'_>) {
    let lines = body::lines(card);
    for (at, open) in lines.iter().enumerate().filter(|(_, line)| line.kind == Kind::Open) {
        let info = open.text.trim_start_matches([' ', '\t', '>', '`', '~']);
        if !info.trim().is_empty() {
            continue;
        }
        let code = lines[at + 1..].iter().take_while(|line| line.kind == Kind::Code);
        if let Some(language) = code.clone().take(8).find_map(language) {
            let message = format!("this block holds {}, and does not say so", language.1);
            let help = format!("write `{}` behind the opening fence", language.0);
            let change = is_certain(code, language.0).then(|| named(open, language.0));
            findings.add_fix(at_line(card, open.number), message, help, change);
        }
    }
}

/// Writes a language behind an opening fence.
fn named(open: &Line<'_>, language: &str) -> Change {
    let column = open.text.trim_end().chars().count() + 1;
    let at = Mark::new(open.number, u32::try_from(column).unwrap_or(u32::MAX));
    Change::Text("write the language behind the fence", vec![Edit::insert(at, language)])
}

/// Whether a block is in a language and in no other one: each of its lines that tells one tells this one, and there is a line that
/// belongs to no other language with the same words.
fn is_certain<'a>(code: impl Iterator<Item = &'a Line<'a>> + Clone, name: &str) -> bool {
    const PACKAGES: [&str; 12] = [
        "datasets",
        "diffusers",
        "json",
        "numpy",
        "os",
        "pandas",
        "re",
        "sentence_transformers",
        "sys",
        "tensorflow",
        "torch",
        "transformers",
    ];
    let is_own = |line: &Line<'_>| {
        let words: Vec<&str> = line.text.split_whitespace().collect();
        match name {
            "python" => match words[..] {
                ["from", _, "import", ..] => !line.text.trim_end().ends_with(';'),
                ["import", package, ..] => PACKAGES.contains(&package.split('.').next().unwrap_or_default()),
                _ => false,
            },
            _ => true,
        }
    };
    // The output of an interpreter and prompts are no program.
    let is_session = |line: &Line<'_>| {
        let text = line.text.trim_start();
        [">>>", "... ", "%", "!"].iter().any(|start| text.starts_with(start))
    };
    let mut first = code.clone().filter(|line| !line.text.trim().is_empty());
    let begins = name != "bash"
        || first
            .next()
            .is_some_and(|line| line.text.trim_start().starts_with('#') || language(line).is_some());
    begins
        && code.clone().any(is_own)
        && !code.clone().any(is_session)
        && code.filter_map(language).all(|(other, _)| other == name)
}

/// The language that a line of code is certainly in: what to write, and what it is called.
fn language(line: &Line<'_>) -> Option<(&'static str, &'static str)> {
    let text = line.text.trim();
    let shell = ["pip install ", "git clone ", "git lfs ", "conda ", "docker ", "curl ", "ollama ", "$ "];
    let is_import = |text: &str| {
        let mut words = text.split_whitespace();
        match (words.next(), words.next(), words.next()) {
            (Some("from"), Some(_), Some("import")) => true,
            (Some("import"), Some(_), None | Some("as")) => !text.ends_with(';'),
            _ => false,
        }
    };
    if is_import(text) {
        Some(("python", "Python"))
    } else if shell.iter().any(|start| text.starts_with(start)) {
        Some(("bash", "commands of a shell"))
    } else if ["@article{", "@misc{", "@inproceedings{"].iter().any(|start| text.starts_with(start)) {
        Some(("bibtex", "BibTeX"))
    } else {
        None
    }
}

static OTHER_MODEL: Rule = Rule {
    code: "CX907",
    name: "snippet-other-model",
    level: Some(Level::Warning),
    summary: "The code loads another model of the same organisation, and never this one",
    why: "The snippet was copied from another card: whoever runs it gets other weights than the ones that the card speaks of. Base models and \
          models that the front matter names do not count, nor the original of a model in another format.",
    example: Example {
        bad: "---\nlicense: mit\n---\n# Lamp\n\n```python\nmodel = AutoModel.from_pretrained(\"acme/candle\")\n```\n",
        line: Some(7),
        good: "---\nlicense: mit\n---\n# Lamp\n\n```python\nmodel = AutoModel.from_pretrained(\"acme/lamp\")\n```\n",
        files: &[("models/acme/candle/README.md", "---\nlicense: mit\n---\n# Candle\n")],
    },
    fixable: false,
    check: Check::Card(other_model),
};

fn other_model(card: &Card<'_>, findings: &mut Findings<'_>) {
    let lines = body::lines(card);
    let own = card.model.id.name().to_lowercase();
    let mut other: Option<(u32, &str)> = None;
    for line in lines.iter().filter(|line| line.kind == Kind::Code) {
        if line.text.to_lowercase().contains(&own) {
            return;
        }
        if other.is_none() {
            other = loaded(line.text).find(|id| is_other(card, id)).map(|id| (line.number, id));
        }
    }
    if let Some((number, id)) = other {
        let message = format!("the code loads {} and never this model", shorten(id, 120));
        let help = format!("load `{}`", shorten(card.model.id.as_str(), 120));
        findings.add(at_line(card, number), message, help);
    }
}

/// The ids that a line of code loads: the first text between quotes behind the name of a function that loads models.
fn loaded(line: &str) -> impl Iterator<Item = &str> {
    ["from_pretrained(", "SentenceTransformer(", "load_model(", "model=", "hf_hub_download("]
        .into_iter()
        .filter_map(move |call| {
            let behind = line.split_once(call)?.1.trim_start();
            let quote = behind.chars().next().filter(|c| matches!(c, '"' | '\''))?;
            behind[1..].split(quote).next()
        })
        .filter(|id| id.split('/').count() == 2)
}

/// Whether an id is another model of the catalog and the same organisation, and none that the card speaks of.
fn is_other(card: &Card<'_>, id: &str) -> bool {
    let org = card.model.id.org();
    let named = card.model.bases.iter().chain(&card.model.successor).any(|reference| reference.id == id);
    // The same model in another format is used as the original is.
    let own = card.model.id.as_str().to_lowercase();
    let converted = own.strip_prefix(id.to_lowercase().as_str()).is_some_and(|rest| {
        ["gguf", "gptq", "awq", "exl2", "onnx", "ggml", "mlx", "fp8", "int4", "int8"]
            .iter()
            .any(|format| rest.contains(format))
    });
    !converted
        && org.is_some_and(|org| id.strip_prefix(org).is_some_and(|rest| rest.starts_with('/')))
        && !named
        && !id.eq_ignore_ascii_case(card.model.id.as_str())
        && card.catalog.models.binary_search_by(|model| model.id.as_str().cmp(id)).is_ok()
}
