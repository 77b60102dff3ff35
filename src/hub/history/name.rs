//! From the name of a revision, as a person writes it, to a commit.

use gix_hash::ObjectId;
use gix_object::Kind;

use super::repository::Repository;
use super::revision::RevisionError;
use super::walk::Header;

/// Tags that name tags: a longer chain is an attack.
const MAX_TAGS: usize = 16;
/// Steps to a parent that a name may ask for.
const MAX_STEPS: usize = 100_000;

/// The commit that a name means: a branch, a tag, a commit or the beginning of one, `HEAD` or `@`, and behind it any of `~2`,
/// `^`, `^2`, `^{}` and `^{commit}`.
pub(super) fn resolve(repository: &Repository, name: &str) -> Result<ObjectId, RevisionError> {
    let cut = name.find(['~', '^']).unwrap_or(name.len());
    let (start, mut steps) = name.split_at(cut);
    if start.contains("@{") || start.contains(':') {
        return Err(RevisionError::Syntax(name.to_owned()));
    }
    let unknown =
        || RevisionError::Unknown { name: name.to_owned(), is_shallow: !repository.shallow.is_empty() };
    let found = match start {
        "" => return Err(RevisionError::Syntax(name.to_owned())),
        "HEAD" | "@" => repository.head,
        _ => named(repository, start)?.ok_or_else(unknown)?,
    };
    let mut commit = peel(repository, found).ok_or_else(unknown)?;
    while let Some(sign) = steps.chars().next() {
        steps = &steps[1..];
        if let Some(rest) = steps.strip_prefix("{}").or_else(|| steps.strip_prefix("{commit}"))
            && sign == '^'
        {
            steps = rest;
            continue;
        }
        let digits = steps.find(|c: char| !c.is_ascii_digit()).unwrap_or(steps.len());
        let number = match &steps[..digits] {
            "" => 1,
            digits => digits.parse().map_err(|_| RevisionError::Syntax(name.to_owned()))?,
        };
        steps = &steps[digits..];
        if !(steps.is_empty() || steps.starts_with(['~', '^'])) || number > MAX_STEPS {
            return Err(RevisionError::Syntax(name.to_owned()));
        }
        commit = match sign {
            '~' => (0..number).try_fold(commit, |commit, _| parent(repository, commit, 1)),
            _ => parent(repository, commit, number),
        }
        .ok_or_else(unknown)?;
    }
    Ok(commit)
}

/// A reference, else a commit by its digits.
fn named(repository: &Repository, start: &str) -> Result<Option<ObjectId>, RevisionError> {
    let is_hex = start.len() >= 4 && start.len() <= 40 && start.bytes().all(|byte| byte.is_ascii_hexdigit());
    if start.len() == 40 && is_hex {
        return Ok(ObjectId::from_hex(start.to_ascii_lowercase().as_bytes()).ok());
    }
    if let Some(id) = repository.reference(start) {
        return Ok(Some(id));
    }
    if !is_hex {
        return Ok(None);
    }
    let found = repository.objects.beginning_with(&start.to_ascii_lowercase());
    // Of several objects, only one that is a commit can be meant.
    let mut commits = found.iter().filter(|&&id| peel(repository, id).is_some());
    match (commits.next(), commits.next()) {
        (Some(_), Some(_)) => Err(RevisionError::Ambiguous(start.to_owned())),
        (first, _) => Ok(first.copied()),
    }
}

/// The commit behind tags; none where there is none, or it is not in this clone.
fn peel(repository: &Repository, mut id: ObjectId) -> Option<ObjectId> {
    let mut reader = repository.objects.reader();
    for _ in 0..MAX_TAGS {
        let (kind, bytes) = reader.any(id)?;
        match kind {
            Kind::Commit => return Some(id),
            Kind::Tag => {
                let first = bytes.split(|&byte| byte == b'\n').next()?;
                id = ObjectId::from_hex(first.strip_prefix(b"object ")?).ok()?;
            }
            _ => return None,
        }
    }
    None
}

/// The nth parent of a commit, from 1; the commit itself for 0.
fn parent(repository: &Repository, commit: ObjectId, nth: usize) -> Option<ObjectId> {
    let Some(place) = nth.checked_sub(1) else { return Some(commit) };
    let (_, bytes) = repository.objects.reader().any(commit)?;
    let parent = Header::parse(&bytes)?.parents.get(place).copied()?;
    peel(repository, parent)
}
