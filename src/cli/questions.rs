//! What `cardex new` asks on a terminal: what no flag has answered.

use std::io::{BufRead, Write};

use anyhow::Result;

use crate::config::Config;
use crate::scaffold::NewCard;
use crate::vocabulary::{language, library, license, task};

use super::new::{known_license, spelt};
use super::prompt::{Choice, Prompt, Question};

/// The answers that are offered.
pub(super) struct Known {
    tasks: Vec<Choice>,
    libraries: Vec<Choice>,
    licenses: Vec<Choice>,
    owners: Vec<Choice>,
}

impl Known {
    /// The built-in lists, and what the hub adds to them.
    pub(super) fn of(config: &Config) -> Self {
        let choice = |word: &str, meaning: &str| (word.to_owned(), meaning.to_owned());
        let own_tasks = config.vocabulary.tasks.add.iter();
        let own_licenses = config.licenses.add.iter();
        let allowed = |id: &str| {
            config.licenses.allow.is_empty() || config.licenses.allow.iter().any(|allow| allow == id)
        };
        Known {
            tasks: own_tasks
                .map(|task| choice(&task.id, task.title.as_deref().unwrap_or(&task.id)))
                .chain(task::all().iter().map(|task| choice(task.id, task.title)))
                .collect(),
            libraries: library::all().iter().map(|library| choice(library.id, library.title)).collect(),
            licenses: own_licenses
                .map(|license| choice(&license.id, license.name.as_deref().unwrap_or(&license.id)))
                .chain(license::all().iter().map(|license| choice(license.id, license.name)))
                .filter(|(id, _)| allowed(id))
                .collect(),
            owners: config
                .owners
                .iter()
                .map(|(name, owner)| choice(name, owner.title.as_deref().unwrap_or(name)))
                .collect(),
        }
    }
}

/// Asks for what is missing.
///
/// # Errors
/// When the terminal fails or the answers end.
pub(super) fn fill(
    new: &mut NewCard,
    known: &Known,
    input: impl BufRead,
    mut output: impl Write,
) -> Result<()> {
    writeln!(
        output,
        "A card for {}. A part of a name finds it, `?` lists what there is, an empty line goes on.",
        new.id
    )?;
    let mut prompt = Prompt::new(input, output);
    let free = Question { ask: "", example: "", choices: &[], refuse: |_| None };
    if new.description.is_none() {
        new.description = prompt.ask(&Question {
            ask: "Description",
            example: "one sentence for lists and searches",
            ..free
        })?;
    }
    if new.task.is_none() {
        let task = prompt.ask(&Question {
            ask: "Task",
            example: "such as text-classification",
            choices: &known.tasks,
            ..free
        })?;
        // Usual other names, such as `ner`, mean the task that the list has.
        new.task = task.map(|text| task::normalise(&text).map_or(text, |task| task.id.to_owned()));
    }
    if new.library.is_none() {
        let choices = &known.libraries;
        let library =
            prompt.ask(&Question { ask: "Library", example: "such as transformers", choices, ..free })?;
        new.library = library.map(|name| spelt(&name));
    }
    if new.license.is_empty() {
        let question =
            Question { ask: "Licence", example: "such as apache-2.0", choices: &known.licenses, ..free };
        new.license = prompt.ask(&question)?.map(|id| known_license(&id)).into_iter().collect();
    }
    if new.languages.is_empty() {
        let refuse = |text: &str| {
            (!language::resolve(text).known)
                .then(|| format!("`{text}` is no language: write a code such as en, or an English name"))
        };
        let codes = prompt.ask_several(&Question {
            ask: "Language",
            example: "such as en; empty if it knows none",
            refuse,
            ..free
        })?;
        new.languages = codes.iter().map(|code| language::resolve(code).key).collect();
        new.languages.dedup();
    }
    if new.base_models.is_empty() {
        let refuse = |text: &str| {
            text.contains(char::is_whitespace).then(|| "an id has no spaces: org/name".to_owned())
        };
        new.base_models = prompt.ask_several(&Question {
            ask: "Base model",
            example: "org/name; empty if trained from scratch",
            refuse,
            ..free
        })?;
    }
    if new.owners.is_empty() {
        new.owners = prompt.ask_several(&Question {
            ask: "Owner",
            example: "such as @acme/nlp",
            choices: &known.owners,
            ..free
        })?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "writing to memory does not fail")]

    use super::*;

    #[test]
    fn only_what_is_missing_is_asked_for() {
        let mut new =
            NewCard { id: "acme/lamp".to_owned(), library: Some("onnx".to_owned()), ..NewCard::default() };
        let config =
            Config::parse(b"owners: {\"@acme/nlp\": {title: Language team}}\nlicenses: {allow: [mit]}\n")
                .value;
        let answers = "It shines.\nspeech rec\nmit\nEnglish\nklingonish\nde\n\nacme/base\n\nlanguage\n\n";
        let mut printed = Vec::new();
        fill(&mut new, &Known::of(&config), answers.as_bytes(), &mut printed).unwrap();
        assert_eq!(new.description.as_deref(), Some("It shines."));
        assert_eq!(new.task.as_deref(), Some("automatic-speech-recognition"));
        assert_eq!(new.library.as_deref(), Some("onnx"));
        assert_eq!(new.license, ["mit"]);
        assert_eq!(new.languages, ["en", "de"]);
        assert_eq!(new.base_models, ["acme/base"]);
        assert_eq!(new.owners, ["@acme/nlp"]);
        let printed = String::from_utf8(printed).unwrap();
        assert!(printed.contains("`klingonish` is no language"), "{printed}");
        assert!(!printed.contains("Library"), "{printed}");
    }
}
