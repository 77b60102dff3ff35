//! Text of `hub.yaml` as it was written, and the shapes that some of it must have.

use std::fmt;

use serde::de::{Deserializer, Error, SeqAccess, Visitor};

/// Text; a number or truth value is taken as it was written.
pub(super) fn as_written<'de, D: Deserializer<'de>>(de: D) -> Result<String, D::Error> {
    as_written_option(de)?.ok_or_else(|| D::Error::custom("expected text, found nothing"))
}

/// Text or nothing.
pub(super) fn as_written_option<'de, D: Deserializer<'de>>(de: D) -> Result<Option<String>, D::Error> {
    struct Text;
    impl<'de> Visitor<'de> for Text {
        type Value = Option<String>;
        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("text")
        }
        fn visit_bool<E>(self, v: bool) -> Result<Self::Value, E> {
            Ok(Some(v.to_string()))
        }
        fn visit_i64<E>(self, v: i64) -> Result<Self::Value, E> {
            Ok(Some(v.to_string()))
        }
        fn visit_u64<E>(self, v: u64) -> Result<Self::Value, E> {
            Ok(Some(v.to_string()))
        }
        fn visit_f64<E>(self, v: f64) -> Result<Self::Value, E> {
            Ok(Some(v.to_string()))
        }
        fn visit_str<E>(self, v: &str) -> Result<Self::Value, E> {
            Ok(Some(v.to_owned()))
        }
        fn visit_unit<E>(self) -> Result<Self::Value, E> {
            Ok(None)
        }
    }
    de.deserialize_any(Text)
}

/// A list of texts, or one text as a list of one.
pub(super) fn list<'de, D: Deserializer<'de>>(de: D) -> Result<Vec<String>, D::Error> {
    struct List;
    #[derive(serde::Deserialize)]
    struct Item(#[serde(deserialize_with = "as_written")] String);
    impl<'de> Visitor<'de> for List {
        type Value = Vec<String>;
        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a list of texts")
        }
        fn visit_str<E>(self, v: &str) -> Result<Self::Value, E> {
            Ok(vec![v.to_owned()])
        }
        fn visit_unit<E>(self) -> Result<Self::Value, E> {
            Ok(Vec::new())
        }
        fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
            let mut items = Vec::new();
            while let Some(Item(text)) = seq.next_element()? {
                items.push(text);
            }
            Ok(items)
        }
    }
    de.deserialize_any(List)
}

/// A web address that ends in `/`, so that pages can be joined to it.
pub(super) fn base_url<'de, D: Deserializer<'de>>(de: D) -> Result<Option<String>, D::Error> {
    Ok(web_url(de)?.map(|url| format!("{url}/")))
}

/// A web address without a `/` at its end.
pub(super) fn web_url<'de, D: Deserializer<'de>>(de: D) -> Result<Option<String>, D::Error> {
    Ok(web_url_as_written(de)?.map(|url| url.trim_end_matches('/').to_owned()))
}

/// A web address.
pub(super) fn web_url_as_written<'de, D: Deserializer<'de>>(de: D) -> Result<Option<String>, D::Error> {
    let Some(url) = as_written_option(de)? else { return Ok(None) };
    check_web_url(&url).map_err(D::Error::custom)?;
    Ok(Some(url))
}

/// A folder inside the hub.
pub(super) fn folder<'de, D: Deserializer<'de>>(de: D) -> Result<String, D::Error> {
    normal_folder(&as_written(de)?).map_err(D::Error::custom)
}

/// Globs.
pub(super) fn globs<'de, D: Deserializer<'de>>(de: D) -> Result<Vec<String>, D::Error> {
    let globs = list(de)?;
    for glob in &globs {
        globset::Glob::new(glob)
            .map_err(|error| D::Error::custom(format!("`{glob}` is not a glob: {}", error.kind())))?;
    }
    Ok(globs)
}

/// Brings a folder into the form `a/b`, or `.` for the hub itself.
pub(super) fn normal_folder(folder: &str) -> Result<String, String> {
    if folder.starts_with('/') || folder.contains('\\') {
        return Err(format!("`{folder}` is not a path relative to the hub with `/` between its parts"));
    }
    let parts: Vec<&str> = folder.split('/').filter(|part| !matches!(*part, "" | ".")).collect();
    if folder.is_empty() {
        return Err("the folder has no name; write `.` for the hub itself".to_owned());
    }
    if parts.contains(&"..") {
        return Err(format!("`{folder}` leads out of the hub"));
    }
    Ok(if parts.is_empty() { ".".to_owned() } else { parts.join("/") })
}

pub(super) fn check_web_url(url: &str) -> Result<(), String> {
    let host = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    let Some(host) = host else { return Err(format!("`{url}` does not begin with https:// or http://")) };
    let host = host.split(['/', '?', '#']).next().unwrap_or_default();
    if host.is_empty()
        || url.contains(|c: char| c.is_whitespace() || c.is_control() || "<>\"'\\`".contains(c))
    {
        return Err(format!("`{url}` is not a web address"));
    }
    Ok(())
}
