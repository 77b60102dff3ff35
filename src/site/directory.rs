//! Where one can go: the sections and the commonest terms, for the command palette.

use serde::Serialize;
use serde::ser::{SerializeSeq, Serializer};

use crate::catalog::Kind;
use crate::search;

use super::pages;
use super::pages::terms::top_terms;
use super::shared::Shared;

/// Terms of one kind that the palette knows; the index page of the kind has them all.
const MOST_TERMS: usize = 500;

/// The script with the directory, under the name `pages`: a list of `[label, kind, path, models]`, sections first.
pub(super) fn script(shared: &Shared<'_>) -> Vec<u8> {
    search::data("pages", &Directory(shared))
}

struct Directory<'a>(&'a Shared<'a>);

impl Serialize for Directory<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let shared = self.0;
        let mut list = serializer.serialize_seq(None)?;
        list.serialize_element(&("Home", "Page", "index.html", 0))?;
        for item in &shared.site.nav {
            list.serialize_element(&(item.label, "Page", &item.path, 0))?;
        }
        for (kind, noun) in [
            (Kind::Task, "Task"),
            (Kind::Library, "Library"),
            (Kind::Organisation, "Organisation"),
            (Kind::License, "Licence"),
            (Kind::Language, "Language"),
            (Kind::Dataset, "Dataset"),
        ] {
            for item in top_terms(shared, kind, MOST_TERMS) {
                list.serialize_element(&(item.label, noun, item.path, item.count))?;
            }
        }
        for (label, path, models) in pages::leaderboards::largest(shared, MOST_TERMS) {
            list.serialize_element(&(label, "Leaderboard", path, models))?;
        }
        for collection in pages::collections::links(shared) {
            list.serialize_element(&(collection.title, "Collection", collection.path, 0))?;
        }
        list.end()
    }
}
