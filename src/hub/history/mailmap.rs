//! `.mailmap`: under which name the commits of a person are counted.

use std::collections::HashMap;
use std::path::Path;

use crate::file;

/// Largest file that is read, in bytes.
const LARGEST: u64 = 4 << 20;

/// Proper names by what commits say. E-mail addresses serve to look people up and go no further.
#[derive(Debug, Default)]
pub(super) struct Mailmap {
    /// By address, in small letters: the names for a certain name in the commit, in small letters, and the name for any.
    people: HashMap<String, Person>,
}

#[derive(Debug, Default)]
struct Person {
    name: Option<String>,
    by_name: HashMap<String, String>,
}

impl Mailmap {
    /// Reads the file at the top of the working tree; there are no names where it is missing or no plain file.
    pub(super) fn load(work_dir: &Path) -> Self {
        let bytes = file::read(work_dir, ".mailmap", LARGEST).unwrap_or_default();
        Self::parse(&String::from_utf8_lossy(&bytes))
    }

    fn parse(text: &str) -> Self {
        let mut map = Self::default();
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            let Some((name, address, rest)) = person(line) else { continue };
            let proper = Some(name).filter(|name| !name.is_empty()).map(str::to_owned);
            // A second pair is what commits say; a single one is both.
            match person(rest) {
                Some((said, address, _)) if !said.is_empty() => {
                    let person = map.people.entry(address.to_ascii_lowercase()).or_default();
                    if let Some(proper) = proper {
                        person.by_name.insert(said.to_lowercase(), proper);
                    }
                }
                other => {
                    let address = other.map_or(address, |(_, address, _)| address);
                    let person = map.people.entry(address.to_ascii_lowercase()).or_default();
                    person.name = proper.or(person.name.take());
                }
            }
        }
        map
    }

    /// The name that the commits of a person are counted under.
    pub(super) fn name(&self, name: String, address: &str) -> String {
        let Some(person) = self.people.get(&address.to_ascii_lowercase()) else { return name };
        person.by_name.get(&name.to_lowercase()).or(person.name.as_ref()).cloned().unwrap_or(name)
    }

    /// Whether nobody is named, so that addresses need not be looked at.
    pub(super) fn is_empty(&self) -> bool {
        self.people.is_empty()
    }
}

/// `Name <address>`: the name, which may be empty, the address, and what follows.
fn person(text: &str) -> Option<(&str, &str, &str)> {
    let (name, rest) = text.split_once('<')?;
    let (address, rest) = rest.split_once('>')?;
    Some((name.trim(), address.trim(), rest))
}

#[cfg(test)]
mod tests {
    use super::Mailmap;

    #[test]
    fn the_four_forms() {
        let map = Mailmap::parse(
            "# people\nAda Lovelace <ada@example.org>\n<grace@example.org> <Old@example.org>\n\
             Grace Hopper <grace@example.org> <old@example.org>\n\
             Jo Bot <jo@example.org> bot <shared@example.org>\nnonsense\n",
        );
        let name = |name: &str, address| map.name(name.to_owned(), address);
        assert_eq!(name("ada", "ADA@example.org"), "Ada Lovelace");
        assert_eq!(name("g", "old@example.org"), "Grace Hopper");
        assert_eq!(name("Bot", "shared@example.org"), "Jo Bot");
        assert_eq!(name("Someone", "shared@example.org"), "Someone");
        assert_eq!(name("Someone", "else@example.org"), "Someone");
    }
}
