//! Addresses that change, images that weigh too much, and paths of somebody's own computer.

use std::collections::BTreeSet;

use super::{Card, Check, Example, Findings, Rule};
use crate::catalog::text::shorten;
use crate::diagnostic::{Level, Mark};
use crate::yaml::{Node, Value};

pub(super) const RULES: &[&Rule] = &[&MUTABLE, &LARGE_IMAGE, &PRIVATE];

static MUTABLE: Rule = Rule {
    code: "CX306",
    name: "mutable-link",
    level: Some(Level::Note),
    summary: "An address of origin leads to a branch, which changes",
    why: "A licence, a data set or a result that is linked to on `main` is another one tomorrow, and nobody can say what the card meant. \
          Link to a commit or a tag.",
    example: Example {
        bad: "---\nsource:\n  repository: https://github.com/acme/lamp/blob/main/train.py\n---\n# Lamp\n",
        line: Some(3),
        good: "---\nsource:\n  repository: https://github.com/acme/lamp/blob/v2.1.0/train.py\n---\n# Lamp\n",
        files: &[],
    },
    fixable: false,
    check: Check::Card(mutable),
};

fn mutable(card: &Card<'_>, findings: &mut Findings<'_>) {
    if !card.head.contains("://") {
        return;
    }
    for key in ["license_link", "datasets", "source", "base_model", "model-index"] {
        let Some(node) = card.get(key) else { continue };
        each_text(node, &mut |text, mark| {
            if leads_to_branch(text) {
                let message = format!("`{}` leads to a branch, which changes", shorten(text, 120));
                findings.add(card.at(mark), message, "name a commit or a tag in place of the branch");
            }
        });
    }
}

fn leads_to_branch(text: &str) -> bool {
    let Some((_, rest)) = text.trim().split_once("://") else { return false };
    let mut parts = rest.split('/');
    let host = parts.next().unwrap_or_default().to_ascii_lowercase();
    let parts: Vec<&str> = parts.take(8).collect();
    let branch = |part: &str| matches!(part, "main" | "master" | "HEAD");
    match host.as_str() {
        "raw.githubusercontent.com" => parts.get(2).is_some_and(|part| branch(part)),
        "github.com" | "www.github.com" | "huggingface.co" | "hf.co" | "gitlab.com" => parts
            .windows(2)
            .any(|pair| matches!(pair[0], "blob" | "tree" | "raw" | "resolve") && branch(pair[1])),
        _ => false,
    }
}

/// Every text of a value, with its place.
fn each_text(node: &Node, look: &mut dyn FnMut(&str, Mark)) {
    match &node.value {
        Value::Scalar { text, .. } => look(text, node.mark),
        Value::Sequence(items) => items.iter().for_each(|item| each_text(item, look)),
        Value::Mapping(entries) => entries.iter().for_each(|(_, value)| each_text(value, look)),
    }
}

static LARGE_IMAGE: Rule = Rule {
    code: "CX308",
    name: "image-too-large",
    level: Some(Level::Warning),
    summary: "An image of the card has more than 1 MB",
    why: "Readers wait for it, and every list that shows the model's picture waits too. A drawing as SVG or a photograph as WebP of the \
          size in which it is shown has a tenth of that.",
    example: Example { bad: "", line: None, good: "", files: &[] },
    fixable: false,
    check: Check::Card(large_image),
};

/// Largest image, in bytes.
const LARGEST: u64 = 1 << 20;
/// Large images of one card that are looked for in its text.
const MOST_IMAGES: usize = 32;

fn large_image(card: &Card<'_>, findings: &mut Findings<'_>) {
    let large = card.model.files.iter().filter(|(path, size)| *size > LARGEST && is_image(path));
    for (path, size) in large.take(MOST_IMAGES) {
        let thumbnail = card.model.card.thumbnail.as_ref();
        let place = match thumbnail.filter(|image| image.value.trim_start_matches("./") == path) {
            Some(image) => Some(image.mark),
            None => mention(card, path),
        };
        if let Some(mark) = place {
            let message = format!("the image `{}` has {:.1} MB", shorten(path, 80), *size as f64 / 1e6);
            findings.add(
                card.at(mark),
                message,
                "scale it down to the size in which it is shown, or save it as WebP or SVG",
            );
        }
    }
}

/// Where the text shows an image: its path in brackets, quotes or behind a `/`.
fn mention(card: &Card<'_>, path: &str) -> Option<Mark> {
    let encoded = path.replace(' ', "%20");
    card.lines().find_map(|(line, text)| {
        let at = text.find(path).or_else(|| text.find(&encoded))?;
        let starts = text[..at].ends_with(['(', '"', '\'', '/', ' ', '=', '<']);
        starts.then(|| Mark::new(line, u32::try_from(text[..at].chars().count() + 1).unwrap_or(u32::MAX)))
    })
}

fn is_image(path: &str) -> bool {
    let ending = path.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    matches!(ending.as_deref(), Some("png" | "jpg" | "jpeg" | "gif" | "webp" | "avif" | "svg" | "bmp"))
}

static PRIVATE: Rule = Rule {
    code: "CX309",
    name: "private-path",
    level: Some(Level::Warning),
    summary: "A path of somebody's own computer stands in the card",
    why: "`/home/alice/` is there on one computer only, so that nobody else can follow it, and it tells the world an account's name. Give a \
          path relative to the model, or the id under which it is published.",
    example: Example {
        bad: "# Lamp\n\nLoad it from `/home/alice/models/lamp.onnx`.\n",
        line: Some(3),
        good: "# Lamp\n\nLoad it from `lamp.onnx`.\n",
        files: &[],
    },
    fixable: false,
    check: Check::Card(private),
};

/// Names that stand for any user, or that every machine of a kind has.
#[rustfmt::skip]
const ANYBODY: [&str; 42] = [
    "admin", "app", "appuser", "common", "coder", "data", "docker", "dev", "ec2-user", "foo", "jovyan", "jupyter", "kaggle", "me",
    "my", "myname", "name", "public", "root", "runner", "sagemaker-user", "shared", "someone", "studio-lab-user", "test", "ubuntu",
    "user", "user1", "user_name", "user-name", "username", "vscode", "work", "workspace", "xxx", "you", "your", "your_name",
    "your_username", "your-username", "yourname", "yourusername",
];

fn private(card: &Card<'_>, findings: &mut Findings<'_>) {
    // Hardly any card has one, and one search of the whole text is quicker than one of each line.
    let may_have = |text: &str| text.contains("/home/") || text.contains("Users");
    let mut seen: BTreeSet<String> = BTreeSet::new();
    let mut look = |line: &str, mark: Mark| {
        for root in ROOTS {
            for (at, _) in line.match_indices(root) {
                if seen.len() >= MOST_PATHS {
                    return;
                }
                let Some((start, path)) = private_path(line, at, root) else { continue };
                if !seen.contains(path) {
                    let column = u32::try_from(line[..start].chars().count()).unwrap_or(u32::MAX);
                    let mark = Mark::new(mark.line, mark.column.saturating_add(column));
                    let message = format!("`{}` is a folder of somebody's own computer", shorten(path, 60));
                    let help = "give a path relative to the model, or the id under which it is published";
                    findings.add(card.at(mark), message, help);
                    seen.insert(path.to_owned());
                }
            }
        }
    };
    if let Some(front) = card.front.filter(|_| may_have(card.head)) {
        // A text of several lines is named where it begins.
        each_text(front, &mut |text, mark| text.lines().for_each(|line| look(line, mark)));
    }
    if may_have(&card.model.body) {
        card.lines().for_each(|(line, text)| look(text, Mark::new(line, 1)));
    }
}

/// Where systems keep the folders of their users.
const ROOTS: [&str; 3] = ["/home/", "/Users/", "\\Users\\"];
/// Folders that are told of one card.
const MOST_PATHS: usize = 20;

/// The folder of a user that begins with a root at a place of a line, and where it begins.
fn private_path<'a>(line: &'a str, at: usize, root: &str) -> Option<(usize, &'a str)> {
    let before = &line[..at];
    let inside = before.ends_with(|c: char| c.is_alphanumeric() || "._-~/)}]>$%".contains(c));
    if (inside && !before.ends_with("file://")) || (root.starts_with('\\') && !before.ends_with(':')) {
        return None;
    }
    let rest = &line[at + root.len()..];
    let end = rest.find(|c: char| !c.is_alphanumeric() && !"._-".contains(c))?;
    let (user, behind) = rest.split_at(end);
    let named = !user.is_empty() && !user.starts_with('.') && behind.starts_with(['/', '\\']);
    if !named || ANYBODY.contains(&user.to_lowercase().as_str()) {
        return None;
    }
    // `C:` belongs to the folder.
    let drive = before.strip_suffix(':').filter(|drive| drive.ends_with(|c: char| c.is_ascii_alphabetic()));
    let start = drive.map_or(at, |drive| drive.len() - 1);
    Some((start, &line[start..at + root.len() + end]))
}
