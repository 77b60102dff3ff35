//! CODEOWNERS: whom a forge asks about which files, read as GitHub and GitLab read it.

use crate::catalog::text::{one_line, shorten};
use crate::diagnostic::{Diagnostic, Location, Mark};
use crate::hub::{CODE_OWNERS, Globs, Snapshot};

/// Largest file that is read, in bytes.
const LARGEST: u64 = 1 << 20;

/// Who owns which files.
#[derive(Default)]
pub(super) struct CodeOwners {
    /// The part of a file that is under no heading first. In each part the last line that fits a path counts.
    sections: Vec<Vec<Line>>,
    /// What its patterns have before the paths of the hub: the hub's folder in the repository, or nothing.
    prefix: String,
    /// What was not understood.
    pub(super) notes: Vec<Diagnostic>,
}

struct Line {
    paths: Globs,
    owners: Vec<String>,
}

impl CodeOwners {
    /// Reads the file of a state of the hub, or else that of the repository around it; without one nobody owns anything.
    pub(super) fn read(snapshot: &Snapshot) -> Self {
        let found = CODE_OWNERS.into_iter().find_map(|path| Some((path, snapshot.read(path, LARGEST).ok()?)));
        if let Some((path, bytes)) = found {
            return Self::parse(&String::from_utf8_lossy(&bytes), path);
        }
        let above = snapshot.revision().and_then(|revision| revision.code_owners_above(LARGEST));
        let Some(above) = above else { return Self::default() };
        // Files are told as they are seen from the hub.
        let path = format!("{}{}", "../".repeat(above.prefix.matches('/').count()), above.path);
        let Some(bytes) = above.bytes else {
            let message = "CODEOWNERS cannot be read, so nobody counts as the owner of a file";
            let note = Diagnostic::warning("CX104", Location::file(path), message)
                .help("it is larger than 1 MB, or not in this clone");
            return Self { notes: vec![note], ..Self::default() };
        };
        Self { prefix: above.prefix, ..Self::parse(&String::from_utf8_lossy(&bytes), &path) }
    }

    pub(super) fn parse(text: &str, path: &str) -> Self {
        let mut owners = Self { sections: vec![Vec::new()], ..Self::default() };
        // Owners of the lines of a section that name none; none for a section whose approval is optional.
        let mut usual: Vec<String> = Vec::new();
        let mut is_optional = false;
        for (number, line) in (1..).zip(text.lines()) {
            let line = line.trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            if let Some((heading, rest)) = section(line) {
                is_optional = heading;
                usual = names(rest);
                owners.sections.push(Vec::new());
                continue;
            }
            let (pattern, rest) = pattern(line);
            let Some(globs) = globs(&pattern) else {
                let at = Location::at(path, Mark::new(number, 1));
                let message = format!("the pattern `{}` is not understood", shorten(&one_line(&pattern), 60));
                owners.notes.push(Diagnostic::warning("CX104", at, message).help(
                    "write a path, with `*`, `?` and `**`: patterns that begin with `!` mean nothing here",
                ));
                continue;
            };
            let named = names(rest);
            let named = if named.is_empty() { usual.clone() } else { named };
            if let Some(section) = owners.sections.last_mut().filter(|_| !is_optional) {
                section.push(Line { paths: Globs::new(&globs), owners: named });
            }
        }
        owners
    }

    /// Who owns a file: sets of names, any one of each of which may approve. A line without names takes the ownership away.
    pub(super) fn of(&self, path: &str) -> Vec<&[String]> {
        let path = &format!("{}{path}", self.prefix);
        let last = self
            .sections
            .iter()
            .filter_map(|section| section.iter().rev().find(|line| line.paths.file(path)));
        last.map(|line| line.owners.as_slice()).filter(|owners| !owners.is_empty()).collect()
    }
}

/// GitLab's heading of a section, `[Name] @owner`, `^[Name]` or `[Name][2]`: whether its approval is optional, and what stands behind it.
fn section(line: &str) -> Option<(bool, &str)> {
    let (is_optional, line) = line.strip_prefix('^').map_or((false, line), |line| (true, line));
    let (_, rest) = line.strip_prefix('[')?.split_once(']')?;
    let count = rest.strip_prefix('[').and_then(|rest| rest.split_once(']'));
    Some((is_optional, count.map_or(rest, |(_, rest)| rest)))
}

/// The pattern that a line begins with, and what stands behind it; `\` before a blank makes it part of the pattern.
fn pattern(line: &str) -> (String, &str) {
    let mut pattern = String::new();
    let mut chars = line.char_indices();
    while let Some((at, c)) = chars.next() {
        match c {
            c if c.is_whitespace() => return (pattern, &line[at..]),
            '\\' => {
                pattern.push('\\');
                pattern.extend(chars.next().map(|(_, c)| c));
            }
            c => pattern.push(c),
        }
    }
    (pattern, "")
}

/// The names behind a pattern: `@user`, `@org/team`, an e-mail address.
fn names(text: &str) -> Vec<String> {
    let words = text.split_whitespace().take_while(|word| !word.starts_with('#'));
    words.filter(|word| word.contains('@')).map(one_line).collect()
}

/// The globs that a pattern stands for, by the rules of .gitignore; `None` for what these files have not.
fn globs(pattern: &str) -> Option<Vec<String>> {
    if pattern.starts_with('!') || pattern.trim_matches('/').is_empty() {
        return None;
    }
    // Brackets and braces are letters here.
    let mut plain = String::new();
    for c in pattern.chars() {
        match c {
            '[' | ']' | '{' | '}' => plain.extend(['[', c, ']']),
            c => plain.push(c),
        }
    }
    let is_folder = plain.ends_with('/');
    let body = plain.trim_end_matches('/');
    let is_anchored = body.contains('/');
    let body = body.trim_start_matches('/');
    let path = if is_anchored { body.to_owned() } else { format!("**/{body}") };
    let below = format!("{path}/**");
    Some(match () {
        () if is_folder => vec![below],
        // `docs/*` are the files of the folder, not those of its folders.
        () if is_anchored && body.ends_with("/*") => vec![path],
        () => vec![path, below],
    })
}

#[cfg(test)]
mod tests {
    use super::CodeOwners;

    fn owners(text: &str, path: &str) -> Vec<Vec<String>> {
        CodeOwners::parse(text, "CODEOWNERS").of(path).into_iter().map(<[String]>::to_vec).collect()
    }

    fn one(text: &str, path: &str) -> String {
        owners(text, path).iter().map(|set| set.join(" ")).collect::<Vec<_>>().join(" | ")
    }

    #[test]
    fn the_last_line_that_fits_counts() {
        let text =
            "* @acme/all\n/models/acme/ @acme/nlp # theirs\n**/lifecycle.yaml @acme/risk\n/models/open/\n";
        assert_eq!(one(text, "hub.yaml"), "@acme/all");
        assert_eq!(one(text, "models/acme/x/README.md"), "@acme/nlp");
        assert_eq!(one(text, "models/acme/x/lifecycle.yaml"), "@acme/risk");
        assert_eq!(one(text, "models/open/x/README.md"), "");
    }

    #[test]
    fn patterns_are_those_of_gitignore() {
        for (pattern, yes, no) in [
            ("*.md", "a/b/c.md", "a/b/c.txt"),
            ("docs/*", "docs/a.md", "docs/a/b.md"),
            ("docs/", "x/docs/a/b.md", "docs"),
            ("/docs/", "docs/a.md", "x/docs/a.md"),
            ("apps", "x/apps/y", "x/appsy"),
            ("models/acme", "models/acme/x/y", "x/models/acme"),
            ("models/**/lifecycle.yaml", "models/a/b/lifecycle.yaml", "lifecycle.yaml"),
            ("a\\ b.md", "a b.md", "a"),
            ("x[1].md", "x[1].md", "x1.md"),
            ("{a,b}.md", "{a,b}.md", "a.md"),
            ("v?.md", "v1.md", "v12.md"),
        ] {
            let text = format!("{pattern} @o\n");
            assert_eq!((one(&text, yes).as_str(), one(&text, no).as_str()), ("@o", ""), "{pattern}");
        }
    }

    #[test]
    fn sections_of_gitlab_each_have_their_owners() {
        let text = "* @all\n[Risk][2] @risk\nlifecycle.yaml\n/hub.yaml @lead\n^[Docs] @docs\n*.md\n";
        assert_eq!(one(text, "models/a/lifecycle.yaml"), "@all | @risk");
        assert_eq!(one(text, "hub.yaml"), "@all | @lead");
        assert_eq!(one(text, "README.md"), "@all");
    }

    #[test]
    fn what_is_no_pattern_is_told() {
        let parsed = CodeOwners::parse("!x @o\n/ @o\n", "CODEOWNERS");
        let said: Vec<String> =
            parsed.notes.iter().map(|note| format!("{}: {}", note.location, note.message)).collect();
        assert_eq!(
            said,
            [
                "CODEOWNERS:1:1: the pattern `!x` is not understood",
                "CODEOWNERS:2:1: the pattern `/` is not understood"
            ]
        );
    }
}
