//! A hub of any size: cards of half a kilobyte to eight, with all that real ones have; the same bytes each time.

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;

const TASKS: [&str; 8] = [
    "text-generation",
    "text-classification",
    "image-classification",
    "automatic-speech-recognition",
    "translation",
    "fill-mask",
    "object-detection",
    "sentence-similarity",
];
const LIBRARIES: [&str; 7] = ["transformers", "diffusers", "peft", "timm", "onnx", "gguf", "spacy"];
const LICENSES: [&str; 6] = ["apache-2.0", "mit", "openrail", "cc-by-nc-4.0", "llama3", "bsd-3-clause"];
const LANGUAGES: [&str; 6] = ["en", "de", "fr", "zh", "ja", "ar"];
const METRICS: [&str; 5] = ["accuracy", "f1", "wer", "bleu", "perplexity"];
const ONSETS: [&str; 12] = ["b", "br", "d", "f", "gl", "k", "m", "pr", "s", "st", "tr", "v"];
const VOWELS: [&str; 6] = ["a", "e", "i", "o", "u", "ea"];
const CODAS: [&str; 8] = ["", "n", "r", "st", "l", "mp", "ck", "sion"];

/// Writes `models/<org>/<name>/README.md` for so many models below a folder.
///
/// # Errors
/// Whatever keeps a file from being written.
pub(crate) fn write(hub: &Path, models: usize) -> io::Result<()> {
    let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
    let words: Vec<String> = (0..20_000).map(|_| word(&mut dice)).collect();
    let orgs = (3.0 * (models as f64).powf(0.55)) as usize + 1;
    let tags = (12.0 * (models as f64).sqrt()) as usize;
    let mut earlier: Vec<String> = Vec::with_capacity(models);
    for number in 0..models {
        let org = format!("{}-lab", words[dice.skewed(orgs)]);
        let name = format!("{}-{}-{number}", dice.pick(&words), dice.pick(&words));
        let card = card(&mut dice, &words, &name, tags, &earlier);
        let folder = hub.join("models").join(&org).join(&name);
        fs::create_dir_all(&folder)?;
        fs::write(folder.join("README.md"), card)?;
        earlier.push(format!("{org}/{name}"));
    }
    Ok(())
}

fn card(dice: &mut Dice, words: &[String], name: &str, tags: usize, earlier: &[String]) -> String {
    let mut card = String::from("---\n");
    let mut line = |text: std::fmt::Arguments<'_>| {
        let _ = card.write_fmt(text);
        card.push('\n');
    };
    line(format_args!("license: {}", LICENSES[dice.skewed(LICENSES.len())]));
    line(format_args!("library_name: {}", LIBRARIES[dice.skewed(LIBRARIES.len())]));
    line(format_args!("pipeline_tag: {}", TASKS[dice.skewed(TASKS.len())]));
    line(format_args!("language: [{}]", LANGUAGES[dice.skewed(LANGUAGES.len())]));
    line(format_args!("description: {}", sentence(dice, words)));
    line(format_args!("date: 20{}-{:02}-{:02}", 20 + dice.below(6), 1 + dice.below(12), 1 + dice.below(28)));
    line(format_args!("tags:"));
    for _ in 0..3 + dice.below(9) {
        line(format_args!("- {}", words[dice.skewed(tags)]));
    }
    line(format_args!("datasets: [data/{}]", words[dice.skewed(tags / 3 + 1)]));
    if !earlier.is_empty() && dice.below(2) == 0 {
        line(format_args!("base_model: {}", earlier[dice.below(earlier.len())]));
    }
    line(format_args!("model-index:\n- name: {name}\n  results:"));
    for _ in 0..1 + dice.below(4) {
        let (task, metric) = (TASKS[dice.below(TASKS.len())], METRICS[dice.below(METRICS.len())]);
        line(format_args!(
            "  - task: {{type: {task}}}\n    dataset: {{type: data/{}, name: D}}",
            dice.pick(words)
        ));
        line(format_args!("    metrics: [{{type: {metric}, value: 0.{}}}]", dice.below(1000)));
    }
    line(format_args!("weights:"));
    for part in 0..1 + dice.below(4) {
        let sha: String = (0..4).map(|_| format!("{:016x}", dice.next())).collect();
        line(format_args!("- uri: https://weights.example.org/{name}/model-{part}.safetensors"));
        line(format_args!("  size: {}\n  sha256: {sha}", 1_000_000 + dice.below(8_000_000_000)));
    }
    line(format_args!("---\n\n# {name}\n"));
    let target = 500 << dice.below(5);
    while card.len() < 1_500 + target {
        let block = match dice.below(8) {
            0 => format!("## {}\n", sentence(dice, words)),
            1 => format!("```python\nmodel = load(\"{name}\")\nprint(model({}))\n```", dice.below(100)),
            2 => (0..4).map(|_| format!("- {}\n", sentence(dice, words))).collect(),
            3 => format!(
                "| {} | {} |\n|---|--:|\n| {} | {} |\n",
                dice.pick(words),
                dice.pick(words),
                dice.pick(words),
                dice.below(100)
            ),
            _ => (0..4).map(|_| sentence(dice, words) + " ").collect(),
        };
        card.push_str(&block);
        card.push_str("\n\n");
    }
    card
}

fn sentence(dice: &mut Dice, words: &[String]) -> String {
    let mut text = String::new();
    for position in 0..6 + dice.below(14) {
        if position > 0 {
            text.push(' ');
        }
        text.push_str(&words[dice.skewed(words.len())]);
    }
    text.push('.');
    text
}

fn word(dice: &mut Dice) -> String {
    (0..1 + dice.below(3))
        .map(|_| {
            let parts = [ONSETS[dice.below(12)], VOWELS[dice.below(6)], CODAS[dice.below(8)]];
            parts.concat()
        })
        .collect()
}

/// A small generator of numbers (xorshift64*): the hub must be the same on every machine.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    fn below(&mut self, end: usize) -> usize {
        ((self.next() >> 33) as usize) % end
    }

    /// Small numbers often, large ones seldom, as words and tags occur.
    fn skewed(&mut self, end: usize) -> usize {
        let unit = (self.next() >> 11) as f64 / (1_u64 << 53) as f64;
        (((end as f64 + 1.0).powf(unit) - 1.0) as usize).min(end - 1)
    }

    fn pick<'a>(&mut self, words: &'a [String]) -> &'a str {
        &words[self.below(words.len())]
    }
}
