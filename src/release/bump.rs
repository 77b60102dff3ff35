//! A new version: what the card said of the old one becomes a file of its own, and the card takes the new number.

use crate::catalog::{LIFECYCLE_FILE, Model, OF_THE_MODEL, date, is_results};
use crate::config::Config;
use crate::edit;
use crate::hub::Snapshot;
use crate::vocabulary::version;
use crate::yaml::Node;

use super::{Draft, Kind, Refusal, Release, Written};

/// Keys that say where a version stands: they move to lifecycle.yaml.
const STATE: [&str; 4] = ["stage", "approval", "deprecated", "aliases"];

/// What is asked.
#[derive(Debug, Clone)]
pub struct Bump<'a> {
    /// The new version.
    pub version: &'a str,
    /// What is said of the old version in its file.
    pub notes: Option<&'a str>,
    /// The day of the new version.
    pub date: date::Date,
}

/// Writes down a model's current version as an earlier one, and gives its card a new version.
///
/// # Errors
/// When the new version does not fit or does not follow the old one, or a file cannot be edited safely.
pub fn bump(
    snapshot: &Snapshot,
    config: &Config,
    model: &Model,
    wanted: &Bump<'_>,
) -> Result<Release, Refusal> {
    let new = wanted.version;
    if let Some(fault) = version::fault(new).or_else(|| config.versions.scheme.misfit(new)) {
        return Err(Refusal::because(format!("the version `{new}` {fault}")));
    }
    let mut release = Release::default();
    let mut card = Draft::open(snapshot, model.card_path.clone(), Kind::Card, config)?;
    let Some(old) = model.card.version.as_ref().map(|version| version.value.as_str()) else {
        card.set(&["version"], &edit::quoted(new, '"'))?;
        release.notes.push(format!("{} had no version; its card is now version {new}", model.id));
        release.files.extend(card.written());
        return Ok(release);
    };
    if let Some(taken) = model.versions.iter().find(|version| version.label == new) {
        return Err(Refusal::because(format!("{} already has version {new}, in {}", model.id, taken.path)));
    }
    if version::compare(new, old).is_le() {
        return Err(Refusal::because(format!(
            "{new} does not come after {old}, which is the current version of {}",
            model.id
        )));
    }
    let tree =
        card.tree().ok_or_else(|| Refusal::because(format!("{} has no front matter", model.card_path)))?;
    let earlier = earlier(&card.text, &tree, wanted.notes, old).ok_or_else(|| {
        Refusal::because(format!(
            "the front matter of {} is not written as a key on each line: rewrite it so first",
            model.card_path
        ))
    })?;
    release.files.push(Written {
        path: format!("{}/versions/{old}.md", model.folder),
        before: None,
        after: earlier,
    });
    let mut lifecycle =
        Draft::open(snapshot, format!("{}/{LIFECYCLE_FILE}", model.folder), Kind::Yaml, config)?;
    move_state(&mut card, &mut lifecycle, &tree, old)?;
    if model.card.stage.is_some()
        && let Some(first) = config.stages.values.first()
    {
        lifecycle.set(&["versions", new, "stage"], first)?;
        release.notes.push(format!("{new} begins as {first} (lifecycle.yaml)"));
    }
    card.set(&["version"], &edit::quoted(new, '"'))?;
    card.set(&["date"], &wanted.date.to_string())?;
    release.notes.push(format!("{old} is now an earlier version: {}/versions/{old}.md", model.folder));
    let results = keep_results(snapshot, config, model, old)?;
    if !results.is_empty() {
        release.notes.push(format!("the results in .eval_results are those of {old}, and say so now"));
    }
    release.files.extend(results);
    let to_do: Vec<&str> =
        ["weights", "model-index"].into_iter().filter(|key| tree.get(key).is_some()).collect();
    if !to_do.is_empty() {
        release.notes.push(format!("still to do: {} of the card are those of {old}", to_do.join(" and ")));
    }
    release.files.extend(card.written());
    release.files.extend(lifecycle.written());
    Ok(release)
}

/// Results in files of their own are the current version's unless they say otherwise: those that are there say so.
fn keep_results(
    snapshot: &Snapshot,
    config: &Config,
    model: &Model,
    old: &str,
) -> Result<Vec<Written>, Refusal> {
    let folder = snapshot.models.iter().find(|folder| folder.path == model.folder);
    let files = folder.map(|folder| folder.files.as_slice()).unwrap_or_default();
    let mut written = Vec::new();
    for file in files.iter().filter(|file| is_results(&file.path)) {
        let path = format!("{}/{}", model.folder, file.path);
        let mut results = Draft::open(snapshot, path.clone(), Kind::Yaml, config)?;
        let version = edit::quoted(old, '"');
        if !results.set_in_items("version", &version) {
            return Err(Refusal::because(format!(
                "{path} is written in a way that cannot be edited safely: put `version: {version}` into each result by hand, \
                 and try again"
            )));
        }
        written.extend(results.written());
    }
    Ok(written)
}

/// The file of the old version: the keys that speak of a version, as they are written.
fn earlier(text: &str, tree: &Node, notes: Option<&str>, old: &str) -> Option<String> {
    let entries = tree.as_mapping()?;
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let starts: Vec<usize> = entries.iter().map(|(key, _)| key.mark.line as usize - 1).collect();
    // A map between brackets, or two keys on a line, cannot be cut by lines.
    let by_line = starts.windows(2).all(|pair| pair[0] < pair[1])
        && entries.iter().all(|(key, _)| key.mark.column == entries[0].0.mark.column);
    let first = *starts.first()?;
    if !by_line || lines.get(first)?.trim_start().starts_with('{') {
        return None;
    }
    let closing = (first..lines.len()).find(|&line| lines[line].trim_end() == "---")?;
    let line_end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let mut out = format!("---{line_end}");
    for (at, (key, _)) in entries.iter().enumerate() {
        let name = key.as_text().unwrap_or_default();
        let of_version = !OF_THE_MODEL.contains(&name) && !STATE.contains(&name) && name != "cardex_ignore";
        if of_version {
            let end = starts.get(at + 1).copied().unwrap_or(closing).min(closing);
            // What stands above the next key speaks of that one.
            let own = lines.get(starts[at]..end)?;
            let kept = own.len() - own.iter().rev().take_while(|line| is_aside(line)).count();
            out.extend(own[..kept].iter().copied());
        }
    }
    out.push_str(&format!("---{line_end}"));
    let notes = notes.map(str::trim).filter(|notes| !notes.is_empty());
    out.push_str(&notes.map_or_else(|| format!("Version {old}."), str::to_owned));
    out.push_str(line_end);
    Some(out)
}

/// Whether a line between keys is blank or a comment.
fn is_aside(line: &str) -> bool {
    line.trim().is_empty() || line.starts_with('#')
}

/// Moves stage, approval, deprecation and aliases from the card to lifecycle.yaml, as a model with several versions has them.
fn move_state(
    card: &mut Draft<'_>,
    lifecycle: &mut Draft<'_>,
    tree: &Node,
    old: &str,
) -> Result<(), Refusal> {
    for key in STATE {
        let Some(value) = tree.get(key).filter(|value| !value.is_null()) else { continue };
        let written = written(value);
        if key == "aliases" {
            for (name, target) in value.as_mapping().unwrap_or_default() {
                if let (Some(name), Some(target)) = (name.as_text(), target.as_text()) {
                    lifecycle.set(&["aliases", name], &edit::quoted(target, '"'))?;
                }
            }
        } else {
            lifecycle.set(&["versions", old, key], &written)?;
        }
        if !card.remove(&[key]) {
            let line =
                tree.as_mapping().unwrap_or_default().iter().find(|(name, _)| name.as_text() == Some(key));
            let line = line.map_or(1, |(name, _)| name.mark.line);
            return Err(Refusal::because(format!(
                "{}:{line}: move `{key}` to {} by hand, and try again",
                card.path, lifecycle.path
            )));
        }
    }
    Ok(())
}

/// A value as YAML on one line.
fn written(node: &Node) -> String {
    match (node.as_sequence(), node.as_mapping()) {
        (Some(items), _) => format!("[{}]", items.iter().map(written).collect::<Vec<_>>().join(", ")),
        (_, Some(entries)) => {
            let pairs = entries.iter().map(|(key, value)| format!("{}: {}", written(key), written(value)));
            format!("{{{}}}", pairs.collect::<Vec<_>>().join(", "))
        }
        _ => edit::plain_or_quoted(node.as_text().unwrap_or_default(), true),
    }
}
