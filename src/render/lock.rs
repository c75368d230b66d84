//! When each note last changed: `cards.lock.json`.
//!
//! Anki updates a note from a package when the package's time for it is later than its own. "Now"
//! would make every package newer than what the person edited, and no time at all would never update
//! anything. So the file keeps for every note a hash of its content and a time, which starts at a
//! fixed moment and moves by a second when the content changes: later than the last package, earlier
//! than any edit by hand.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::context::{OnMatch, to_json};
use super::notes::Note;

/// The version of the format.
const SCHEMA: u32 = 1;

/// The time of a note that never changed: 2020-01-01, in seconds of Unix time.
pub(super) const FIRST: i64 = 1_577_836_800;

/// What is known of the notes of earlier runs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lock {
    schema: Schema,
    notes: BTreeMap<String, Entry>,
}

/// A version that this program can read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "u32", into = "u32")]
struct Schema;

impl TryFrom<u32> for Schema {
    type Error = String;

    fn try_from(schema: u32) -> Result<Self, String> {
        if schema == SCHEMA { Ok(Self) } else { Err(format!("schema {schema} is not known, only {SCHEMA}")) }
    }
}

impl From<Schema> for u32 {
    fn from(_: Schema) -> Self {
        SCHEMA
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    /// Seconds of Unix time.
    time: i64,
    /// Of the content at that time.
    hash: String,
    /// The card in words, for messages.
    front: String,
    /// Whether the last run didn't make it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    gone: bool,
}

/// How the notes of a run differ from those of the run before.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Changes {
    /// Notes that weren't there.
    pub new: Vec<Change>,
    /// Notes with another content.
    pub changed: Vec<Change>,
    /// Notes that aren't made any more. Anki keeps them.
    pub gone: Vec<Change>,
    /// How many are as they were.
    pub same: usize,
}

/// A note that is new, changed or gone.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Change {
    /// Its GUID.
    pub guid: String,
    /// What is shown first, as plain text.
    pub front: String,
}

impl Default for Lock {
    fn default() -> Self {
        Self { schema: Schema, notes: BTreeMap::new() }
    }
}

impl Lock {
    /// Reads what [`Self::to_json`] wrote.
    ///
    /// # Errors
    ///
    /// When it is something else, or of a later version.
    pub fn parse(text: &str) -> Result<Self, serde_json::Error> {
        serde_json::from_str(text)
    }

    /// The text of the file.
    pub fn to_json(&self) -> String {
        to_json(self)
    }

    /// When a note last changed, in seconds of Unix time.
    pub fn time(&self, guid: &str) -> i64 {
        self.notes.get(guid).map_or(FIRST, |entry| entry.time)
    }

    /// Whether the last run made a note.
    pub fn has(&self, guid: &str) -> bool {
        self.notes.get(guid).is_some_and(|entry| !entry.gone)
    }

    /// How `notes` differ from what is known.
    pub fn changes(&self, notes: &[Note]) -> Changes {
        let mut changes = Changes::default();
        for note in notes {
            let change = Change { guid: note.guid.clone(), front: note.label.clone() };
            match self.notes.get(&note.guid).filter(|entry| !entry.gone) {
                None => changes.new.push(change),
                Some(entry) if entry.hash != hash(note) => changes.changed.push(change),
                Some(_) => changes.same += 1,
            }
        }
        let made: BTreeSet<&str> = notes.iter().map(|note| note.guid.as_str()).collect();
        let gone = self.notes.iter().filter(|(guid, entry)| !entry.gone && !made.contains(guid.as_str()));
        changes.gone =
            gone.map(|(guid, entry)| Change { guid: guid.clone(), front: entry.front.clone() }).collect();
        changes
    }

    /// Takes over the notes of a run. A note that is gone stays known, so that it doesn't fall back in
    /// time when it returns; with [`OnMatch::Keep`] what is known stays as it is.
    pub fn settle(&mut self, notes: &[Note], on_match: OnMatch) {
        for entry in self.notes.values_mut() {
            entry.gone = true;
        }
        for note in notes {
            let hash = hash(note);
            let front = note.label.clone();
            match self.notes.get_mut(&note.guid) {
                None => {
                    let entry = Entry { time: FIRST, hash, front, gone: false };
                    self.notes.insert(note.guid.clone(), entry);
                }
                Some(entry) => {
                    entry.gone = false;
                    if entry.hash != hash && on_match == OnMatch::Update {
                        *entry = Entry { time: entry.time + 1, hash, front, gone: false };
                    }
                }
            }
        }
    }
}

/// A hash of what Anki would store of a note. The deck is none of it: an import moves no card.
fn hash(note: &Note) -> String {
    let mut hasher = blake3::Hasher::new();
    let kind = format!("{:?}", note.kind);
    let parts = std::iter::once(&kind).chain(&note.fields).chain(&note.tags);
    for part in parts {
        hasher.update(part.as_bytes());
        hasher.update(&[0]);
    }
    hasher.finalize().to_hex()[..16].to_owned()
}

#[cfg(test)]
mod tests {
    use super::super::notes::NoteKind;
    use super::*;

    fn note(guid: &str, back: &str) -> Note {
        Note {
            guid: guid.to_owned(),
            kind: NoteKind::Basic,
            deck: "Deck".to_owned(),
            tags: vec![],
            fields: ["Front", back, "", "", "", guid].map(str::to_owned),
            label: "Front".to_owned(),
        }
    }

    fn guids(changes: &[Change]) -> Vec<&str> {
        changes.iter().map(|change| change.guid.as_str()).collect()
    }

    #[test]
    fn moves_the_time_of_what_changed_and_of_nothing_else() {
        let mut lock = Lock::default();
        lock.settle(&[note("a", "1"), note("b", "1")], OnMatch::Update);
        let once = lock.clone();
        lock.settle(&[note("a", "1"), note("b", "1")], OnMatch::Update);
        assert_eq!(lock, once, "a second run changes nothing");
        lock.settle(&[note("b", "2"), note("a", "1")], OnMatch::Update);
        assert_eq!((lock.time("a"), lock.time("b")), (FIRST, FIRST + 1));
        let read = Lock::parse(&lock.to_json()).unwrap();
        assert_eq!(read, lock);
    }

    #[test]
    fn a_note_that_returns_does_not_fall_back_in_time() {
        let mut lock = Lock::default();
        for (notes, time) in [
            (vec![note("a", "1")], FIRST),
            (vec![note("a", "2")], FIRST + 1),
            (vec![], FIRST + 1),
            (vec![note("a", "1")], FIRST + 2),
        ] {
            lock.settle(&notes, OnMatch::Update);
            assert_eq!(lock.time("a"), time);
        }
    }

    #[test]
    fn keeps_times_and_contents_when_told_so() {
        let mut lock = Lock::default();
        lock.settle(&[note("a", "1")], OnMatch::Update);
        lock.settle(&[note("a", "2"), note("b", "1")], OnMatch::Keep);
        assert_eq!(lock.time("a"), FIRST);
        assert_eq!(guids(&lock.changes(&[note("a", "2")]).changed), ["a"], "the change is still to come");
        lock.settle(&[note("a", "2")], OnMatch::Update);
        assert_eq!(lock.time("a"), FIRST + 1);
    }

    #[test]
    fn says_what_is_new_changed_and_gone() {
        let mut lock = Lock::default();
        lock.settle(&[note("a", "1"), note("b", "1"), note("c", "1")], OnMatch::Update);
        let changes = lock.changes(&[note("b", "2"), note("c", "1"), note("d", "1")]);
        assert_eq!(guids(&changes.new), ["d"]);
        assert_eq!(guids(&changes.changed), ["b"]);
        assert_eq!(guids(&changes.gone), ["a"]);
        assert_eq!(changes.same, 1);
        let mut moved = note("c", "1");
        moved.deck = "Elsewhere".to_owned();
        assert_eq!(lock.changes(&[moved]).changed, []);
    }

    #[test]
    fn refuses_what_it_does_not_know() {
        for text in ["", "[]", "{\"schema\": 2, \"notes\": {}}", "{\"schema\": 1}"] {
            assert!(Lock::parse(text).is_err(), "{text}");
        }
    }
}
