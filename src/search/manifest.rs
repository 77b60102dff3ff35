//! The list of the parts, which a page loads first.

use serde::Serialize;

use super::script::push_quoted;

/// A part under the name it was published by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PartName {
    /// Where the part is, relative to the root of the site.
    pub url: String,
    /// How many documents it holds.
    pub documents: usize,
}

/// The bytes of the manifest script: a call of `cardexSearch.manifest`.
///
/// `parts` come in the order of their ordinals, as given to [`part`](super::part).
pub fn manifest(parts: &[PartName]) -> Vec<u8> {
    #[derive(Serialize)]
    struct Manifest<'a> {
        /// The format of the parts: a script that knows another one says so instead of guessing.
        format: u32,
        documents: usize,
        parts: &'a [PartName],
    }
    let documents = parts.iter().map(|part| part.documents).sum();
    let mut script = b"cardexSearch.manifest(".to_vec();
    push_quoted(&mut script, &Manifest { format: 1, documents, parts });
    script.extend_from_slice(b");\n");
    script
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_the_parts_and_counts_the_documents() {
        let parts = [
            PartName { url: "assets/search-0.ab.js".into(), documents: 1000 },
            PartName { url: "assets/search-1.cd.js".into(), documents: 7 },
        ];
        assert_eq!(
            String::from_utf8(manifest(&parts)).unwrap(),
            "cardexSearch.manifest('{\"format\":1,\"documents\":1007,\"parts\":[\
             {\"url\":\"assets/search-0.ab.js\",\"documents\":1000},\
             {\"url\":\"assets/search-1.cd.js\",\"documents\":7}]}');\n"
        );
    }
}
