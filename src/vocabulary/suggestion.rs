//! "Did you mean": the known word that is nearest to a misspelt one.

/// The farthest that a misspelt word may be from the word that it is taken for.
const REACH: usize = 2;

/// A word longer than this is no slip of the keyboard; it also bounds the work for hostile cards.
const LONGEST: usize = 64;

/// The candidate nearest to `word`, at most two slips away, case aside. Of equally near ones the first wins.
///
/// A word of one or two letters has no suggestion, and one of three or four is only taken for a neighbour at one
/// slip: everything short is near to everything else. An exact match is no suggestion and gives `None`.
pub fn suggest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = lower(word)?;
    let reach = match word.len() {
        0..=2 => return None,
        3..=4 => 1,
        _ => REACH,
    };
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates {
        let Some(letters) = lower(candidate) else { continue };
        if letters.len().abs_diff(word.len()) > reach {
            continue;
        }
        match distance(&word, &letters) {
            0 => return None,
            d if d <= reach && best.is_none_or(|(least, _)| d < least) => best = Some((d, candidate)),
            _ => {}
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// The candidate that a word is certainly a slip of, where it can be written without asking anybody: one letter away, or two in a
/// word of ten letters and more, and no other candidate nearly as near. The first letters and all digits are the same, so that
/// no `team-1` becomes `team-2`. A word of fewer than five letters is never certain.
pub fn certain<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let letters = lower(word)?;
    let reach = match letters.len() {
        0..=4 => return None,
        5..=9 => 1,
        _ => REACH,
    };
    let digits = |letters: &[char]| letters.iter().copied().filter(char::is_ascii_digit).collect::<String>();
    let mut near: Vec<(usize, &str)> = Vec::new();
    for candidate in candidates {
        let Some(other) = lower(candidate) else { continue };
        if other.len().abs_diff(letters.len()) <= reach + 1 {
            match distance(&letters, &other) {
                0 => return None,
                far if far <= reach + 1 => near.push((far, candidate)),
                _ => {}
            }
        }
    }
    near.sort_unstable();
    let (&(far, best), others) = near.split_first()?;
    let same =
        lower(best).is_some_and(|best| best.first() == letters.first() && digits(&best) == digits(&letters));
    let alone = others.iter().all(|(other, candidate)| *other > far + 1 || *candidate == best);
    (far <= reach && same && alone).then_some(best)
}

/// How many letters must be put in, left out, replaced or swapped with their neighbour to come from `a` to `b`.
pub fn edit_distance(a: &str, b: &str) -> usize {
    distance(&a.chars().collect::<Vec<_>>(), &b.chars().collect::<Vec<_>>())
}

fn lower(text: &str) -> Option<Vec<char>> {
    let letters: Vec<char> = text.trim().chars().take(LONGEST + 1).flat_map(char::to_lowercase).collect();
    (letters.len() <= LONGEST).then_some(letters)
}

/// Optimal string alignment: three rows suffice, as a swap looks back two.
fn distance(a: &[char], b: &[char]) -> usize {
    let mut before_last = vec![0; b.len() + 1];
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i; b.len() + 1];
        for j in 1..=b.len() {
            let differs = usize::from(a[i - 1] != b[j - 1]);
            row[j] = (last[j] + 1).min(row[j - 1] + 1).min(last[j - 1] + differs);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                row[j] = row[j].min(before_last[j - 2] + 1);
            }
        }
        before_last = std::mem::replace(&mut last, row);
    }
    last[b.len()]
}
