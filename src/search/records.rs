//! What a list shows of a model, in chunks that a page loads for the models in sight.

use serde::Serialize;
use serde::ser::SerializeTuple;

use super::script::push_quoted;

/// Models of one chunk: few enough that a page of fifty scattered hits stays small.
pub const RECORDS_PER_CHUNK: usize = 16;

/// Longest excerpt, in characters: two lines of a list.
const LONGEST_EXCERPT: usize = 160;

/// One model as a list shows it. Every text is plain and ready to show; what is not known is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Record {
    /// `org/name`.
    pub id: String,
    /// Its title, where that says more than the name.
    pub title: String,
    /// Its description; cut to two lines.
    pub description: String,
    /// Its page, relative to the root of the site.
    pub url: String,
    /// The label of its task.
    pub task: String,
    /// The label of its library.
    pub library: String,
    /// The label of its first licence.
    pub license: String,
    /// Number of parameters, such as `109 M`.
    pub parameters: String,
    /// Sum of its weights, such as `438 MB`.
    pub size: String,
    /// Last change, such as `20 November 2026`.
    pub updated: String,
    /// Small labels, each with its tone.
    pub badges: Vec<(String, String)>,
}

impl Serialize for Record {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let excerpt = match self.description.char_indices().nth(LONGEST_EXCERPT) {
            Some((end, _)) => format!("{}…", self.description[..end].trim_end()),
            None => self.description.clone(),
        };
        let mut row = serializer.serialize_tuple(11)?;
        for text in [&self.id, &self.title, &excerpt, &self.url, &self.task, &self.library] {
            row.serialize_element(text)?;
        }
        for text in [&self.license, &self.parameters, &self.size, &self.updated] {
            row.serialize_element(text)?;
        }
        row.serialize_element(&self.badges)?;
        row.end()
    }
}

/// The bytes of the script that holds `value` under `name` (a path of letters, digits and slashes): a call of `cardex.put` with the value as JSON.
pub fn data(name: &str, value: &impl Serialize) -> Vec<u8> {
    let mut script = format!("cardex.put('{name}',").into_bytes();
    push_quoted(&mut script, value);
    script.extend_from_slice(b");\n");
    script
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_is_a_row_of_eleven() {
        let record = Record {
            id: "a/b".to_owned(),
            description: format!("{} end", "x".repeat(160)),
            badges: vec![("merge".to_owned(), "neutral".to_owned())],
            ..Record::default()
        };
        let expected =
            format!(r#"["a/b","","{}…","","","","","","","",[["merge","neutral"]]]"#, "x".repeat(160));
        assert_eq!(serde_json::to_string(&record).unwrap(), expected);
    }
}
