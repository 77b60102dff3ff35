//! Values as YAML writes them, and templates with their places filled.

/// A text as a YAML scalar that every reader takes for text: without quotes where that is safe.
pub(super) fn scalar(text: &str) -> String {
    const WORDS: [&str; 9] = ["y", "n", "yes", "no", "on", "off", "true", "false", "null"];
    let plain = |c: char| c.is_alphanumeric() || " _./+()@:;-".contains(c);
    let safe = text.starts_with(|c: char| c.is_alphabetic())
        && text.chars().all(plain)
        && !text.ends_with([' ', ':'])
        && !text.contains(": ")
        && !WORDS.contains(&text.to_ascii_lowercase().as_str());
    // A JSON string is a double-quoted scalar of YAML. Writing a text to memory cannot fail.
    if safe { text.to_owned() } else { serde_json::to_string(text).unwrap_or_default() }
}

/// Texts as a list in one line.
pub(super) fn list<S: AsRef<str>>(texts: &[S]) -> String {
    let items: Vec<String> = texts.iter().map(|text| scalar(text.as_ref())).collect();
    format!("[{}]", items.join(", "))
}

/// One text as itself, several as a list.
pub(super) fn one_or_list<S: AsRef<str>>(texts: &[S]) -> String {
    match texts {
        [only] => scalar(only.as_ref()),
        several => list(several),
    }
}

/// Puts values at their places: `@@title@@`. A value is never searched for places.
pub(super) fn fill(template: &str, values: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(template.len());
    let mut rest = template;
    'places: while let Some(at) = rest.find("@@") {
        for (name, value) in values {
            // `@@@org@@` is an `@` and a place.
            for start in [at, at + 1] {
                let Some(place) = rest.get(start..).and_then(|place| place.strip_prefix("@@")) else {
                    continue;
                };
                if let Some(behind) = place.strip_prefix(name).and_then(|place| place.strip_prefix("@@")) {
                    out.push_str(&rest[..start]);
                    out.push_str(value);
                    rest = behind;
                    continue 'places;
                }
            }
        }
        out.push_str(&rest[..at + 1]);
        rest = &rest[at + 1..];
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn values_are_quoted_where_they_would_be_read_otherwise() {
        for plain in ["apache-2.0", "s3://bucket/a b.safetensors", "Österreich", "model (small)"] {
            assert_eq!(scalar(plain), plain);
        }
        for (text, written) in [
            ("no", r#""no""#),
            ("1.10", r#""1.10""#),
            ("@acme/nlp", r#""@acme/nlp""#),
            ("a: b", r#""a: b""#),
            ("a #b", r##""a #b""##),
            ("say \"hi\"", r#""say \"hi\"""#),
            ("", r#""""#),
            ("a, b", r#""a, b""#),
        ] {
            assert_eq!(scalar(text), written);
        }
        assert_eq!(one_or_list(&["en"]), "en");
        assert_eq!(list(&["en", "no"]), r#"[en, "no"]"#);
    }

    #[test]
    fn places_are_filled_once() {
        let values = [("a", "@@b@@"), ("b", "x")];
        assert_eq!(fill("@@a@@ @@@b@@ @@c@@ a@@", &values), "@@b@@ @x @@c@@ a@@");
    }

    proptest! {
        #[test]
        fn a_scalar_is_read_as_it_was_meant(text in "[^\\p{C}]{1,20}") {
            let yaml = format!("key: {}\nlist: {}\n", scalar(&text), list(&[&text]));
            let read = crate::yaml::parse(&yaml, 1, "test", &crate::yaml::Limits::default()).value.unwrap();
            prop_assert_eq!(read.get("key").unwrap().as_text(), Some(text.as_str()));
            prop_assert_eq!(read.get("list").unwrap().as_sequence().unwrap()[0].as_text(), Some(text.as_str()));
        }
    }
}
