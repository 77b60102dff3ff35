//! Git's objects by name: packs, loose files and alternates.
//!
//! Packs hold trees as chains of deltas, each a small change of the one before. Whoever reads a whole history meets
//! every link of these chains, so the reader keeps all of them for a while: resolving each object from the start of its
//! chain is what makes a plain history walk fifty times slower.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::{Mutex, PoisonError};

use gix_hash::{Kind as Hash, ObjectId, Prefix};
use gix_object::Kind;
use gix_odb::pack::data::entry::Header;
use gix_odb::pack::{data, index};
use gix_odb::{alternate, loose};

use super::{Unreadable, delta};

/// Larger commits and trees than this one are an attack on our memory.
const MAX_OBJECT: usize = 256 << 20;
/// Git writes chains of 50 deltas, and of 4095 at most.
const MAX_CHAIN: usize = 4096;
/// A reader keeps up to two times this many bytes of objects.
const KEEP: usize = 32 << 20;

/// All objects of a repository, to be shared between threads.
pub(super) struct Objects {
    packs: Vec<Pack>,
    loose: Vec<loose::Store>,
    replacements: HashMap<ObjectId, ObjectId>,
    /// What readers unpacked with that are gone: to set it up costs more than a small file.
    idle: Mutex<Vec<gix_zlib::Inflate>>,
}

struct Pack {
    index: index::File,
    data: data::File,
}

impl Objects {
    /// Opens the folder `objects` and those that it borrows from. `replacements` are read in place of their keys.
    pub(super) fn open(folder: &Path, replacements: HashMap<ObjectId, ObjectId>) -> Result<Self, Unreadable> {
        let unreadable =
            |error: &dyn std::fmt::Display| Unreadable(format!("git's objects cannot be read: {error}"));
        let borrowed = alternate::resolve(folder.to_owned(), folder).map_err(|error| unreadable(&error))?;
        let mut packs = Vec::new();
        let mut loose = Vec::new();
        for folder in std::iter::once(folder.to_owned()).chain(borrowed) {
            for path in pack_indices(&folder.join("pack")) {
                let index = index::File::at(&path, Hash::Sha1).map_err(|error| unreadable(&error))?;
                let data = data::File::at(path.with_extension("pack"), Hash::Sha1)
                    .map_err(|error| unreadable(&error))?;
                packs.push(Pack { index, data });
            }
            let options = loose::Options { alloc_limit_bytes: Some(MAX_OBJECT), ..loose::Options::default() };
            loose.push(loose::Store::at_opts(folder, Hash::Sha1, options));
        }
        Ok(Self { packs, loose, replacements, idle: Mutex::default() })
    }

    /// The objects whose names begin with these hexadecimal digits, four or more; at most two, which are too many already.
    pub(super) fn beginning_with(&self, digits: &str) -> BTreeSet<ObjectId> {
        let Ok(prefix) = Prefix::from_hex(digits) else { return BTreeSet::new() };
        let mut found = BTreeSet::new();
        for Pack { index, .. } in &self.packs {
            let mut range = 0..0;
            if index.lookup_prefix(prefix, Some(&mut range)).is_some() {
                found.extend(range.take(2).map(|entry| index.oid_at_index(entry).to_owned()));
            }
        }
        for store in &self.loose {
            let mut names = HashSet::new();
            if let Ok(Some(_)) = store.lookup_prefix(prefix, Some(&mut names)) {
                found.extend(names);
            }
        }
        found.into_iter().take(2).collect()
    }

    /// A reader with its own memory, for one thread.
    pub(super) fn reader(&self) -> Reader<'_> {
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        Reader { objects: self, inflate: idle, scratch: Vec::new(), kept: Kept::default(), recent: 0 }
    }
}

/// In the order of their names, so that two runs look into them in the same order. A pack that is not there yet, or
/// whose index is not, is one that git does not see either.
fn pack_indices(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut paths: Vec<_> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|extension| extension == "idx"))
        .filter(|path| path.with_extension("pack").is_file())
        .collect();
    paths.sort();
    paths
}

/// Reads objects and remembers the recent ones.
pub(super) struct Reader<'a> {
    objects: &'a Objects,
    /// Set up when it is first needed.
    inflate: Option<gix_zlib::Inflate>,
    scratch: Vec<u8>,
    kept: Kept,
    /// The pack of the last object: the next one is likely there too.
    recent: usize,
}

impl Drop for Reader<'_> {
    fn drop(&mut self) {
        if let Some(inflate) = self.inflate.take() {
            self.objects.idle.lock().unwrap_or_else(PoisonError::into_inner).push(inflate);
        }
    }
}

impl Reader<'_> {
    /// The bytes of the commit `id`.
    pub(super) fn commit(&mut self, id: ObjectId) -> Result<Rc<Vec<u8>>, Unreadable> {
        self.object(id, Kind::Commit)
    }

    /// The bytes of the tree `id`.
    pub(super) fn tree(&mut self, id: ObjectId) -> Result<Rc<Vec<u8>>, Unreadable> {
        self.object(id, Kind::Tree)
    }

    /// The bytes of the file `id`.
    pub(super) fn blob(&mut self, id: ObjectId) -> Result<Rc<Vec<u8>>, Unreadable> {
        self.object(id, Kind::Blob)
    }

    /// The kind and the bytes of an object, whatever it is; none when it is missing or damaged.
    pub(super) fn any(&mut self, id: ObjectId) -> Option<(Kind, Rc<Vec<u8>>)> {
        let id = self.objects.replacements.get(&id).copied().unwrap_or(id);
        match self.locate(id) {
            Some((pack, offset)) => self.packed(pack, offset),
            None => self.loose(id),
        }
    }

    /// Whether an object is in this clone.
    pub(super) fn has(&mut self, id: ObjectId) -> bool {
        let id = self.objects.replacements.get(&id).copied().unwrap_or(id);
        self.locate(id).is_some() || self.objects.loose.iter().any(|store| store.contains(&id))
    }

    /// The size of an object in bytes, without reading it; none when it is missing or damaged.
    pub(super) fn size(&mut self, id: ObjectId) -> Option<u64> {
        let id = self.objects.replacements.get(&id).copied().unwrap_or(id);
        let Some((pack, offset)) = self.locate(id) else {
            return self.objects.loose.iter().find_map(|store| Some(store.try_header(&id).ok()??.0));
        };
        let data = &self.objects.packs[pack].data;
        let entry = data.entry(offset).ok()?;
        if entry.header.as_kind().is_some() {
            return Some(entry.decompressed_size);
        }
        inflate(data, &entry, self.inflate.get_or_insert_default(), &mut self.scratch)?;
        delta::result_size(&self.scratch)
    }

    fn object(&mut self, id: ObjectId, kind: Kind) -> Result<Rc<Vec<u8>>, Unreadable> {
        let (found, bytes) =
            self.any(id).ok_or_else(|| Unreadable(format!("git's {kind} {id} is missing or damaged")))?;
        if found != kind {
            return Err(Unreadable(format!("git's object {id} is a {found} where a {kind} is due")));
        }
        Ok(bytes)
    }

    fn locate(&mut self, id: ObjectId) -> Option<(usize, u64)> {
        let packs = &self.objects.packs;
        let others = (0..packs.len()).filter(|&pack| pack != self.recent);
        let order = packs.get(self.recent).map(|_| self.recent).into_iter().chain(others);
        for pack in order {
            let index = &packs[pack].index;
            if let Some(entry) = index.lookup(id) {
                self.recent = pack;
                return Some((pack, index.pack_offset_at_index(entry)));
            }
        }
        None
    }

    fn loose(&self, id: ObjectId) -> Option<(Kind, Rc<Vec<u8>>)> {
        let mut bytes = Vec::new();
        self.objects.loose.iter().find_map(|store| {
            let kind = store.try_find(&id, &mut bytes).ok()??.kind;
            Some((kind, Rc::new(std::mem::take(&mut bytes))))
        })
    }

    /// Follows the chain of deltas down to something known, then applies them upwards and keeps every step.
    fn packed(&mut self, pack: usize, offset: u64) -> Option<(Kind, Rc<Vec<u8>>)> {
        let Pack { index, data } = &self.objects.packs[pack];
        let mut chain = Vec::new();
        let mut offset = offset;
        let (kind, mut bytes) = loop {
            if let Some(known) = self.kept.get((pack, offset)) {
                break known;
            }
            let entry = data.entry(offset).ok()?;
            let base = match entry.header {
                Header::OfsDelta { base_distance } => entry.checked_base_pack_offset(base_distance)?,
                Header::RefDelta { base_id } => index.pack_offset_at_index(index.lookup(base_id)?),
                whole => {
                    let mut bytes = Vec::new();
                    inflate(data, &entry, self.inflate.get_or_insert_default(), &mut bytes)?;
                    let object = (whole.as_kind()?, Rc::new(bytes));
                    self.kept.put((pack, offset), object.clone());
                    break object;
                }
            };
            chain.push((offset, entry));
            if chain.len() > MAX_CHAIN {
                return None;
            }
            offset = base;
        };
        for (offset, entry) in chain.into_iter().rev() {
            inflate(data, &entry, self.inflate.get_or_insert_default(), &mut self.scratch)?;
            bytes = Rc::new(delta::apply(&bytes, &self.scratch, MAX_OBJECT)?);
            self.kept.put((pack, offset), (kind, Rc::clone(&bytes)));
        }
        Some((kind, bytes))
    }
}

fn inflate(
    data: &data::File,
    entry: &data::Entry,
    inflate: &mut gix_zlib::Inflate,
    into: &mut Vec<u8>,
) -> Option<()> {
    let size = usize::try_from(entry.decompressed_size).ok().filter(|&size| size <= MAX_OBJECT)?;
    into.clear();
    into.resize(size, 0);
    data.decompress_entry(entry, inflate, into).ok()?;
    Some(())
}

type Place = (usize, u64);

/// Objects by place, forgotten in two generations: what was not asked for while the younger one filled up goes.
#[derive(Default)]
struct Kept {
    young: HashMap<Place, (Kind, Rc<Vec<u8>>)>,
    old: HashMap<Place, (Kind, Rc<Vec<u8>>)>,
    young_bytes: usize,
}

impl Kept {
    fn get(&mut self, place: Place) -> Option<(Kind, Rc<Vec<u8>>)> {
        if let Some(object) = self.young.get(&place) {
            return Some(object.clone());
        }
        let object = self.old.remove(&place)?;
        self.put(place, object.clone());
        Some(object)
    }

    fn put(&mut self, place: Place, object: (Kind, Rc<Vec<u8>>)) {
        if self.young_bytes > KEEP {
            self.old = std::mem::take(&mut self.young);
            self.young_bytes = 0;
        }
        self.young_bytes += object.1.len();
        self.young.insert(place, object);
    }
}
