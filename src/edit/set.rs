//! Values that are set: where the key is, its value changes; where it is not, it is put in.

use super::places::index;
use super::scalar::{plain_or_quoted, quoted};
use super::sheet::Sheet;
use crate::diagnostic::{Edit, Mark};
use crate::yaml::{Node, Value};

impl<'a> Sheet<'a> {
    /// Sets a key to a text, or a key within the map of another: `["deprecated", "reason"]`. Keys that are missing are put in
    /// behind the last one of their map. `None` where the value there is a list or a map, or a text over several lines.
    pub fn set(&self, path: &[&str], text: &str) -> Option<Vec<Edit>> {
        self.set_yaml(path, &plain_or_quoted(text, false), Some(text))
    }

    /// Sets a key, or a key within the map of another, to YAML as given, on one line.
    pub fn set_written(&self, path: &[&str], yaml: &str) -> Option<Vec<Edit>> {
        self.set_yaml(path, yaml, None)
    }

    /// Puts lines of YAML in behind the entry whose key stands at a mark, indented as that key is; `lines` has no line end at
    /// its end.
    pub fn insert_after(&self, key: Mark, lines: &str) -> Option<Vec<Edit>> {
        self.entry(key)?;
        let line = self.places.line(index(key))?;
        let indent = &self.places.text()[line.start..self.places.offset(key)?];
        if !indent.bytes().all(|byte| byte == b' ') {
            return None;
        }
        let end = self.end_of_entry(key)?;
        let line_end = self.line_end();
        // The last line of a file may have no end.
        let open = !self.places.text()[..end].ends_with(['\n', '\r']);
        let mut put = String::new();
        for line in lines.lines() {
            put.extend(open.then_some(line_end));
            put.push_str(indent);
            put.push_str(line);
            put.extend((!open).then_some(line_end));
        }
        Some(vec![Edit::insert(self.places.mark(end), put)])
    }

    fn set_yaml(&self, path: &[&str], yaml: &str, text: Option<&str>) -> Option<Vec<Edit>> {
        let mut map = self.root?;
        for (depth, name) in path.iter().enumerate() {
            let entries = map.as_mapping()?;
            let Some((_, value)) = entries.iter().find(|(key, _)| key.as_text() == Some(name)) else {
                return self.append(entries, &lines(&path[depth..], yaml));
            };
            if depth + 1 == path.len() {
                if value.is_null() {
                    return self.fill(map, name, yaml);
                }
                return match text {
                    Some(text) => self.replace(value.mark, text),
                    None => self.write(value.mark, yaml),
                };
            }
            map = value;
        }
        None
    }

    /// Behind the last entry of a block map.
    fn append(&self, entries: &'a [(Node, Node)], lines: &str) -> Option<Vec<Edit>> {
        let last = entries.iter().map(|(key, _)| key.mark).max()?;
        self.insert_after(last, lines).or_else(|| self.append_to_flow(entries, lines))
    }

    /// `{a: 1}` becomes `{a: 1, b: 2}`.
    fn append_to_flow(&self, entries: &'a [(Node, Node)], lines: &str) -> Option<Vec<Edit>> {
        let (_, value) = entries.iter().max_by_key(|(key, _)| key.mark)?;
        let scalar = self.scalar(value.mark).filter(|scalar| scalar.flow)?;
        let end = self.range(value.mark, scalar)?.end;
        (!lines.contains('\n')).then(|| vec![Edit::insert(self.places.mark(end), format!(", {lines}"))])
    }

    /// A value behind a key that has none.
    fn fill(&self, map: &'a Node, name: &str, yaml: &str) -> Option<Vec<Edit>> {
        let (key, value) = map.as_mapping()?.iter().find(|(key, _)| key.as_text() == Some(name))?;
        if let Value::Scalar { text, .. } = &value.value
            && !text.is_empty()
        {
            return self.write(value.mark, yaml);
        }
        let end = self.range(key.mark, self.scalar(key.mark)?)?.end;
        let colon = end + self.places.text()[end..].strip_prefix(':').map(|_| 1)?;
        Some(vec![Edit::insert(self.places.mark(colon), format!(" {yaml}"))])
    }

    /// Where the lines of an entry of a block map end.
    fn end_of_entry(&self, key: Mark) -> Option<usize> {
        let edits = self.entry_lines(key)?;
        self.places.offset(edits.end)
    }

    /// The line end of the text.
    pub(super) fn line_end(&self) -> &'a str {
        self.places
            .line(0)
            .map(|line| &self.places.text()[line.end..line.next])
            .filter(|end| !end.is_empty())
            .unwrap_or("\n")
    }
}

/// `a`, `b`: `c` as lines of block maps, without a line end at the end.
pub fn lines(path: &[&str], yaml: &str) -> String {
    let mut out = String::new();
    for (depth, name) in path.iter().enumerate() {
        if depth > 0 {
            out.push('\n');
        }
        out.extend(std::iter::repeat_n("  ", depth));
        // A key such as 2.1 would be a number; next to it 2.1.0 is quoted, too.
        let number_like = name.starts_with(|c: char| c.is_ascii_digit());
        out.push_str(&if number_like { quoted(name, '"') } else { plain_or_quoted(name, false) });
        out.push(':');
    }
    out.push(' ');
    out.push_str(yaml);
    out
}
