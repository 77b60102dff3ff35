//! Questions on a terminal, a line each: a part of a name finds it, `?` lists what there is, nothing goes on.

use std::io::{self, BufRead, Write};

use crate::vocabulary::suggestion::suggest;

/// Most options that are listed for an answer that fits several.
const MOST_LISTED: usize = 20;

/// What may be answered: the word that is written down, and what it stands for.
pub(super) type Choice = (String, String);

/// A conversation over two streams.
pub(super) struct Prompt<R, W> {
    input: R,
    output: W,
}

/// A question.
pub(super) struct Question<'a> {
    /// A few words, without a colon.
    pub(super) ask: &'a str,
    /// What an answer looks like, shown behind the question.
    pub(super) example: &'a str,
    /// Known answers; none when any text will do.
    pub(super) choices: &'a [Choice],
    /// Why an answer will not do, for those that are no known choice.
    pub(super) refuse: fn(&str) -> Option<String>,
}

impl<R: BufRead, W: Write> Prompt<R, W> {
    pub(super) fn new(input: R, output: W) -> Self {
        Self { input, output }
    }

    /// One answer; `None` for an empty line.
    ///
    /// # Errors
    /// When a stream fails or ends.
    pub(super) fn ask(&mut self, question: &Question<'_>) -> io::Result<Option<String>> {
        let mut listed: Vec<&Choice> = Vec::new();
        let mut doubted = String::new();
        loop {
            write!(self.output, "{} ({}): ", question.ask, question.example)?;
            self.output.flush()?;
            let line = self.line()?;
            let answer = line.trim();
            if answer.is_empty() {
                return Ok(None);
            }
            if answer == "?" && !question.choices.is_empty() {
                listed = question.choices.iter().collect();
                self.list(&listed)?;
                continue;
            }
            if let Some(choice) =
                answer.parse::<usize>().ok().and_then(|number| listed.get(number.wrapping_sub(1)))
            {
                return self.taken(choice).map(Some);
            }
            let found = matching(question.choices, answer);
            match found.as_slice() {
                [only] if only.0.eq_ignore_ascii_case(answer) => return Ok(Some(only.0.clone())),
                [only] => return self.taken(only).map(Some),
                // A word that is written a second time is meant.
                [] | [_, _, ..] if doubted == answer && (question.refuse)(answer).is_none() => {
                    return Ok(Some(answer.to_owned()));
                }
                [] => match (question.refuse)(answer) {
                    Some(problem) => writeln!(self.output, "  {problem}")?,
                    None if question.choices.is_empty() => return Ok(Some(answer.to_owned())),
                    None => {
                        let known = question.choices.iter().map(|choice| choice.0.as_str());
                        match suggest(answer, known) {
                            Some(meant) => {
                                writeln!(self.output, "  `{answer}` is not known; did you mean `{meant}`?")?
                            }
                            None => writeln!(self.output, "  `{answer}` is not known.")?,
                        }
                        writeln!(
                            self.output,
                            "  Write it again to take it as it is; `?` lists what is known."
                        )?;
                    }
                },
                several => {
                    listed = several.iter().copied().take(MOST_LISTED).collect();
                    self.list(&listed)?;
                    let more = several.len() - listed.len();
                    if more > 0 {
                        writeln!(self.output, "  … and {more} more: write more of the name")?;
                    }
                }
            }
            answer.clone_into(&mut doubted);
        }
    }

    /// Several answers, until an empty line.
    ///
    /// # Errors
    /// When a stream fails or ends.
    pub(super) fn ask_several(&mut self, question: &Question<'_>) -> io::Result<Vec<String>> {
        let mut answers: Vec<String> = Vec::new();
        while let Some(answer) = self.ask(&Question {
            example: if answers.is_empty() { question.example } else { "another one; empty goes on" },
            ..*question
        })? {
            if !answers.contains(&answer) {
                answers.push(answer);
            }
        }
        Ok(answers)
    }

    fn taken(&mut self, choice: &Choice) -> io::Result<String> {
        writeln!(self.output, "  → {} ({})", choice.0, choice.1)?;
        Ok(choice.0.clone())
    }

    fn list(&mut self, choices: &[&Choice]) -> io::Result<()> {
        for (number, (word, meaning)) in (1..).zip(choices.iter().copied()) {
            writeln!(self.output, "  {number:3}  {word}  {meaning}")?;
        }
        Ok(())
    }

    fn line(&mut self) -> io::Result<String> {
        let mut line = String::new();
        if self.input.read_line(&mut line)? == 0 {
            return Err(io::Error::new(
                io::ErrorKind::UnexpectedEof,
                "the answers ended; nothing was written",
            ));
        }
        Ok(line.chars().filter(|c| !c.is_control()).collect())
    }
}

/// The choice of exactly this word or meaning, else those that begin with it, else those that hold it; case aside.
fn matching<'a>(choices: &'a [Choice], answer: &str) -> Vec<&'a Choice> {
    let answer = answer.to_lowercase();
    let by = |fits: &dyn Fn(&str) -> bool| -> Vec<&Choice> {
        choices
            .iter()
            .filter(|(word, meaning)| fits(&word.to_lowercase()) || fits(&meaning.to_lowercase()))
            .collect()
    };
    let exact: Vec<&Choice> = choices.iter().filter(|(word, _)| word.to_lowercase() == answer).collect();
    if !exact.is_empty() {
        return exact;
    }
    // One or two letters stand in nearly every name.
    if answer.chars().count() < 3 {
        return by(&|text| text == answer);
    }
    let begins = by(&|text| text.starts_with(&answer));
    if begins.is_empty() { by(&|text| text.contains(&answer)) } else { begins }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "writing to memory does not fail")]

    use super::*;

    fn question(choices: &[Choice]) -> Question<'_> {
        Question {
            ask: "Task",
            example: "empty for none",
            choices,
            refuse: |answer| answer.contains(' ').then(|| "one word, please".to_owned()),
        }
    }

    fn choices() -> Vec<Choice> {
        let pairs = [
            ("automatic-speech-recognition", "Automatic Speech Recognition"),
            ("text-to-speech", "Text-to-Speech"),
            ("translation", "Translation"),
        ];
        pairs.map(|(word, meaning)| (word.to_owned(), meaning.to_owned())).to_vec()
    }

    /// The answer, and what was printed without the questions.
    fn talk(lines: &str) -> (io::Result<Option<String>>, String) {
        let choices = choices();
        let mut output = Vec::new();
        let answer = Prompt::new(lines.as_bytes(), &mut output).ask(&question(&choices));
        (answer, String::from_utf8(output).unwrap().replace("Task (empty for none): ", ""))
    }

    #[test]
    fn a_part_of_a_name_finds_it() {
        let (answer, printed) = talk("transl\n");
        assert_eq!(answer.unwrap().unwrap(), "translation");
        assert_eq!(printed, "  → translation (Translation)\n");
        let (answer, printed) = talk("Text-to-Speech\n");
        assert_eq!((answer.unwrap().unwrap().as_str(), printed.as_str()), ("text-to-speech", ""));
    }

    #[test]
    fn several_are_listed_and_chosen_by_number() {
        let (answer, printed) = talk("speech\n2\n");
        assert_eq!(answer.unwrap().unwrap(), "text-to-speech");
        assert_eq!(
            printed,
            "    1  automatic-speech-recognition  Automatic Speech Recognition\n    2  text-to-speech  Text-to-Speech\n  \
             → text-to-speech (Text-to-Speech)\n"
        );
        assert_eq!(talk("?\n3\n").0.unwrap().unwrap(), "translation");
    }

    #[test]
    fn an_unknown_word_is_taken_when_it_is_written_again() {
        let (answer, printed) = talk("tranlation\ntranlation\n");
        assert_eq!(answer.unwrap().unwrap(), "tranlation");
        assert!(
            printed.starts_with("  `tranlation` is not known; did you mean `translation`?\n"),
            "{printed}"
        );
    }

    #[test]
    fn what_will_not_do_is_refused() {
        let (answer, printed) = talk("two words\n\n");
        assert_eq!((answer.unwrap(), printed.as_str()), (None, "  one word, please\n"));
    }

    #[test]
    fn the_end_of_the_input_is_an_error_and_control_characters_are_dropped() {
        assert_eq!(talk("").0.unwrap_err().kind(), io::ErrorKind::UnexpectedEof);
        assert_eq!(talk("trans\u{1b}lation\n").0.unwrap().unwrap(), "translation");
    }

    #[test]
    fn several_answers_end_with_an_empty_line() {
        let answers = Prompt::new("transl\ntranslation\ntext-to-speech\n\n".as_bytes(), io::sink());
        let choices = choices();
        let mut answers = answers;
        assert_eq!(answers.ask_several(&question(&choices)).unwrap(), ["translation", "text-to-speech"]);
    }
}
