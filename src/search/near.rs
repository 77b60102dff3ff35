//! The words of the first tier from both ends: a word with one slip of the finger agrees with the one that was meant
//! in its first half or in its last.

use serde_json::{Value, json};

use super::batch::Batch;
use super::family::Family;
use super::index::Put;

/// Letters of the shortest word that is looked up so.
const SHORTEST: usize = 4;

/// Letters of a file, uncompressed.
const FILE: usize = 40 * 1024;

/// Writes the words in order, and in the order of their last letters, spelled backwards; says where each file starts.
pub(super) fn write<E>(batches: &[Batch], put: Put<'_, E>) -> Result<Value, E> {
    let mut words: Vec<(&str, u32)> = batches
        .iter()
        .flat_map(|batch| &batch.words)
        .filter(|(word, _)| {
            word.chars().count() >= SHORTEST && !word.bytes().any(|byte| byte.is_ascii_digit())
        })
        .map(|(word, count)| (&**word, *count))
        .collect();
    words.sort_unstable();
    words.dedup_by(|next, word| {
        let same = next.0 == word.0;
        if same {
            word.1 = word.1.saturating_add(next.1);
        }
        same
    });
    let mut back: Vec<(String, u32)> =
        words.iter().map(|(word, count)| (word.chars().rev().collect(), *count)).collect();
    back.sort_unstable();
    let mut family = Family::new("near");
    let forth = files(words.into_iter(), &mut family, put)?;
    let start = family.count();
    let back = files(back.iter().map(|(word, count)| (word.as_str(), *count)), &mut family, put)?;
    Ok(json!({"forth": forth, "back": back, "start": start, "version": family.version()}))
}

/// Writes words as a text: each as what it shares with the one before (a digit to the base of 36), the rest, and the
/// magnitude of its count where that is not nought, with a space between.
fn files<'a, E>(
    words: impl Iterator<Item = (&'a str, u32)>,
    family: &mut Family,
    put: Put<'_, E>,
) -> Result<String, E> {
    let mut firsts: Vec<String> = Vec::new();
    let mut text = String::new();
    let mut before = "";
    for (word, count) in words {
        if text.len() >= FILE {
            family.put(&text, put)?;
            text.clear();
        }
        if text.is_empty() {
            before = "";
            // A word is looked for by a half of at least two letters, so that the beginning tells enough.
            firsts.push(word.chars().take(6).collect());
        } else {
            text.push(' ');
        }
        let shared =
            before.chars().zip(word.chars()).take_while(|(one, other)| one == other).take(35).count();
        text.extend(char::from_digit(shared as u32, 36));
        text.extend(word.chars().skip(shared));
        if count > 1 {
            text.extend(char::from_digit(count.ilog2().min(9), 10));
        }
        before = word;
    }
    if !text.is_empty() {
        family.put(&text, put)?;
    }
    Ok(firsts.join(" "))
}
