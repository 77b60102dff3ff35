//! The known word that a misspelt one was meant to be.

/// The nearest of the known words, at most two changes away; the first of them on a tie.
pub(super) fn closest<'k>(word: &str, known: &[&'k str]) -> Option<&'k str> {
    let near = known.iter().map(|candidate| (distance(word, candidate), *candidate));
    near.filter(|(changes, candidate)| *changes <= 2 && *changes < candidate.len())
        .min_by_key(|(c, _)| *c)
        .map(|(_, w)| w)
}

/// How many characters have to be added, removed or exchanged.
fn distance(from: &str, to: &str) -> usize {
    let to: Vec<char> = to.chars().collect();
    let mut row: Vec<usize> = (0..=to.len()).collect();
    // A word this long is no misspelling, and would make the table large.
    for (i, c) in from.chars().take(64).enumerate() {
        let mut corner = row[0];
        row[0] = i + 1;
        for j in 0..to.len() {
            let change = corner + usize::from(c != to[j]);
            corner = row[j + 1];
            row[j + 1] = change.min(row[j] + 1).min(corner + 1);
        }
    }
    row[to.len()]
}
