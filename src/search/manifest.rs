//! What a page loads first: which families of data there are, in which version, and where their files start.

use std::collections::BTreeMap;

use serde::Serialize;

use super::records::data;

/// The families of data: by name what their scripts need to know, such as their version.
pub type Families = BTreeMap<&'static str, serde_json::Value>;

/// The bytes of the manifest script: a call of `cardex.put`.
pub fn manifest(models: usize, families: &Families) -> Vec<u8> {
    #[derive(Serialize)]
    struct Manifest<'a> {
        /// The format of the data: a script that knows another one says so instead of guessing.
        format: u32,
        models: usize,
        #[serde(flatten)]
        families: &'a Families,
    }
    data("manifest", &Manifest { format: 3, models, families })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_the_families_and_counts_the_models() {
        let families = Families::from([("records", serde_json::json!({"size": 16}))]);
        assert_eq!(
            String::from_utf8(manifest(1007, &families)).unwrap(),
            "cardex.put('manifest','{\"format\":3,\"models\":1007,\"records\":{\"size\":16}}');\n"
        );
    }
}
