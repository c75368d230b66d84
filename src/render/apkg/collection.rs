//! The collection inside a package: schema 11 of Anki's database.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Connection, params};
use serde_json::{Value, json};

use super::note_type;
use crate::render::lock::{FIRST, Lock};
use crate::render::notes::{Note, NoteKind};

/// The tables and indices of schema 11, as Anki's `schema11.sql` has them. Small pages: most decks
/// are small.
const TABLES: &str = "
PRAGMA page_size = 1024;
CREATE TABLE col (id integer PRIMARY KEY, crt integer NOT NULL, mod integer NOT NULL, scm integer NOT NULL,
  ver integer NOT NULL, dty integer NOT NULL, usn integer NOT NULL, ls integer NOT NULL, conf text NOT NULL,
  models text NOT NULL, decks text NOT NULL, dconf text NOT NULL, tags text NOT NULL);
CREATE TABLE notes (id integer PRIMARY KEY, guid text NOT NULL, mid integer NOT NULL, mod integer NOT NULL,
  usn integer NOT NULL, tags text NOT NULL, flds text NOT NULL, sfld integer NOT NULL, csum integer NOT NULL,
  flags integer NOT NULL, data text NOT NULL);
CREATE TABLE cards (id integer PRIMARY KEY, nid integer NOT NULL, did integer NOT NULL, ord integer NOT NULL,
  mod integer NOT NULL, usn integer NOT NULL, type integer NOT NULL, queue integer NOT NULL,
  due integer NOT NULL, ivl integer NOT NULL, factor integer NOT NULL, reps integer NOT NULL,
  lapses integer NOT NULL, left integer NOT NULL, odue integer NOT NULL, odid integer NOT NULL,
  flags integer NOT NULL, data text NOT NULL);
CREATE TABLE revlog (id integer PRIMARY KEY, cid integer NOT NULL, usn integer NOT NULL, ease integer NOT NULL,
  ivl integer NOT NULL, lastIvl integer NOT NULL, factor integer NOT NULL, time integer NOT NULL,
  type integer NOT NULL);
CREATE TABLE graves (usn integer NOT NULL, oid integer NOT NULL, type integer NOT NULL);
CREATE INDEX ix_notes_usn ON notes (usn);
CREATE INDEX ix_cards_usn ON cards (usn);
CREATE INDEX ix_revlog_usn ON revlog (usn);
CREATE INDEX ix_cards_nid ON cards (nid);
CREATE INDEX ix_cards_sched ON cards (did, queue, due);
CREATE INDEX ix_revlog_cid ON revlog (cid);
CREATE INDEX ix_notes_csum ON notes (csum);
";

/// Anki's own options for decks; an import leaves those of the person alone.
const DECK_OPTIONS: &str = r#"{"1": {
  "id": 1, "name": "Default", "mod": 0, "usn": 0, "maxTaken": 60, "autoplay": true, "timer": 0, "replayq": true,
  "new": {"bury": true, "delays": [1, 10], "initialFactor": 2500, "ints": [1, 4, 7], "order": 1, "perDay": 20,
          "separate": true},
  "rev": {"bury": true, "ease4": 1.3, "fuzz": 0.05, "ivlFct": 1, "maxIvl": 36500, "minSpace": 1, "perDay": 100},
  "lapse": {"delays": [10], "leechAction": 0, "leechFails": 8, "minInt": 1, "mult": 0}
}}"#;

/// Writes the collection and returns the bytes of its file.
pub(super) fn write(notes: &[Note], lock: &Lock) -> rusqlite::Result<Vec<u8>> {
    let decks = decks(notes);
    let last = notes.iter().map(|note| lock.time(&note.guid)).max().unwrap_or(FIRST);
    let mut database = Connection::open_in_memory()?;
    database.execute_batch(TABLES)?;
    database.execute(
        "INSERT INTO col VALUES (1, ?1, ?2, ?2, 11, 0, 0, 0, ?3, ?4, ?5, ?6, '{}')",
        params![
            FIRST,
            last * 1000,
            json!({"nextPos": 1, "curDeck": 1, "schedVer": 2}).to_string(),
            note_type::models().to_string(),
            decks_json(&decks).to_string(),
            DECK_OPTIONS,
        ],
    )?;
    let mut taken = Taken::default();
    for (due, note) in (1_i64..).zip(notes) {
        let id = taken.note(&note.guid);
        let time = lock.time(&note.guid);
        database.execute(
            "INSERT INTO notes VALUES (?1, ?2, ?3, ?4, -1, ?5, ?6, ?7, 0, 0, '')",
            params![
                id,
                note.guid,
                note.kind.id(),
                time,
                format!(" {} ", note.tags.join(" ")),
                note.fields.join("\u{1f}"),
                note.fields[0],
            ],
        )?;
        for ord in ordinals(note) {
            database.execute(
                "INSERT INTO cards VALUES (?1, ?2, ?3, ?4, ?5, -1, 0, 0, ?6, 0, 0, 0, 0, 0, 0, 0, 0, '')",
                params![taken.card(&note.guid, ord), id, decks[&note.deck], ord, time, due],
            )?;
        }
    }
    Ok(database.serialize("main")?.to_vec())
}

/// The cards of a note, counted from 0: one of a question, and one for every number of a gap.
fn ordinals(note: &Note) -> BTreeSet<u32> {
    match note.kind {
        NoteKind::Basic => BTreeSet::from([0]),
        NoteKind::Cloze => note.fields[0]
            .split("{{c")
            .skip(1)
            .filter_map(|gap| gap.split_once("::")?.0.parse::<u32>().ok()?.checked_sub(1))
            .collect(),
    }
}

/// Ids that are given out already: Anki's tables want unique ones.
#[derive(Default)]
struct Taken {
    notes: BTreeSet<i64>,
    cards: BTreeSet<i64>,
}

impl Taken {
    fn note(&mut self, guid: &str) -> i64 {
        free(&mut self.notes, id(&format!("note {guid}")))
    }

    fn card(&mut self, guid: &str, ord: u32) -> i64 {
        free(&mut self.cards, id(&format!("card {guid} {ord}")))
    }
}

fn free(taken: &mut BTreeSet<i64>, id: i64) -> i64 {
    let mut id = id;
    while !taken.insert(id) {
        id += 1;
    }
    id
}

/// An id as Anki has them, milliseconds of Unix time, from the two years after [`FIRST`].
fn id(name: &str) -> i64 {
    let hash = blake3::hash(name.as_bytes());
    let bits = hash.as_bytes().iter().take(8).fold(0_u64, |bits, &byte| bits << 8 | u64::from(byte));
    FIRST * 1000 + (bits >> 28).cast_signed()
}

/// The decks of the notes and those above them, with their ids.
fn decks(notes: &[Note]) -> BTreeMap<String, i64> {
    let mut names = BTreeSet::new();
    for note in notes {
        let ends = note.deck.match_indices("::").map(|(end, _)| end).chain([note.deck.len()]);
        names.extend(ends.map(|end| note.deck[..end].to_owned()));
    }
    let mut taken = BTreeSet::new();
    names
        .into_iter()
        .map(|name| {
            let id = free(&mut taken, id(&format!("deck {name}")));
            (name, id)
        })
        .collect()
}

fn decks_json(decks: &BTreeMap<String, i64>) -> Value {
    let default = ("Default", 1);
    let all = std::iter::once(default).chain(decks.iter().map(|(name, &id)| (name.as_str(), id)));
    let all = all.map(|(name, id)| {
        let deck = json!({
            "id": id, "name": name, "mod": FIRST, "usn": -1, "desc": "", "dyn": 0, "conf": 1,
            "collapsed": false, "browserCollapsed": false, "extendNew": 0, "extendRev": 0,
            "newToday": [0, 0], "revToday": [0, 0], "lrnToday": [0, 0], "timeToday": [0, 0],
        });
        (id.to_string(), deck)
    });
    Value::Object(all.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn note(kind: NoteKind, deck: &str, text: &str) -> Note {
        Note {
            guid: text.to_owned(),
            kind,
            deck: deck.to_owned(),
            tags: vec!["a".to_owned()],
            fields: [text, "", "", "", "", ""].map(str::to_owned),
            label: String::new(),
        }
    }

    #[test]
    fn counts_the_cards_of_a_note() {
        let gaps = "{{c1::a}} and {{c2::b::hint}} and {{c2::c}} {{c0::no}} {{cx::no}}";
        assert_eq!(ordinals(&note(NoteKind::Cloze, "d", gaps)), BTreeSet::from([0, 1]));
        assert_eq!(ordinals(&note(NoteKind::Basic, "d", gaps)), BTreeSet::from([0]));
    }

    #[test]
    fn makes_the_decks_above() {
        let decks = decks(&[note(NoteKind::Basic, "A::B::C", "x"), note(NoteKind::Basic, "A::D", "y")]);
        assert_eq!(decks.keys().collect::<Vec<_>>(), ["A", "A::B", "A::B::C", "A::D"]);
        assert_eq!(decks["A::B"], id("deck A::B"), "an id follows from the name");
    }

    #[test]
    fn gives_no_id_twice() {
        let mut taken = BTreeSet::new();
        assert_eq!([free(&mut taken, 5), free(&mut taken, 5), free(&mut taken, 6)], [5, 6, 7]);
    }
}
