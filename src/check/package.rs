//! Notes of a package for Anki, as it was written by `render::apkg`.

use std::io::{Cursor, Read as _};

use rusqlite::Connection;
use zip::ZipArchive;

/// A note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct PackedNote {
    /// What Anki knows it by.
    pub(super) guid: String,
    /// Its fields, HTML, as [`FIELDS`](crate::render::FIELDS) names them.
    pub(super) fields: Vec<String>,
    /// How many cards it has.
    pub(super) cards: u32,
}

/// Why a package can't be read.
#[derive(Debug, thiserror::Error)]
pub(super) enum BadPackage {
    #[error("it is no archive with a collection: {0}")]
    Archive(#[from] zip::result::ZipError),
    #[error("its collection can't be unpacked: {0}")]
    Io(#[from] std::io::Error),
    #[error("its collection can't be read: {0}")]
    Collection(#[from] rusqlite::Error),
}

/// The notes of a package, in the order of their ids.
pub(super) fn notes(bytes: &[u8]) -> Result<Vec<PackedNote>, BadPackage> {
    let mut collection = Vec::new();
    ZipArchive::new(Cursor::new(bytes))?.by_name("collection.anki2")?.read_to_end(&mut collection)?;
    let mut database = Connection::open_in_memory()?;
    database.deserialize_read_exact("main", collection.as_slice(), collection.len(), true)?;
    let mut query = database.prepare(
        "SELECT guid, flds, (SELECT count(*) FROM cards WHERE nid = notes.id) FROM notes ORDER BY id",
    )?;
    let notes = query.query_map([], |row| {
        Ok(PackedNote {
            guid: row.get(0)?,
            fields: row.get::<_, String>(1)?.split('\u{1f}').map(str::to_owned).collect(),
            cards: row.get(2)?,
        })
    })?;
    Ok(notes.collect::<Result<_, _>>()?)
}
