//! A package of notes that Anki imports: a zip archive with a collection in `SQLite`, in the form
//! that Anki calls Legacy1 (schema 11), which every version since 2.1 reads.
//!
//! The bytes depend on the notes and their times alone: ids are hashes, the collection is written in
//! one order, and the archive has neither compression nor a clock.

mod collection;
mod note_type;

pub use note_type::{BASIC, CLOZE};

use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::lock::Lock;
use super::notes::Note;

/// Why there is no package.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum PackageError {
    /// `SQLite` refused the collection.
    #[error("the collection can't be written: {0}")]
    Collection(#[from] rusqlite::Error),
    /// The archive can't be written.
    #[error("the archive can't be written: {0}")]
    Archive(#[from] zip::result::ZipError),
    /// Its bytes can't be written.
    #[error("the archive can't be written: {0}")]
    Io(#[from] std::io::Error),
}

/// Packs notes, each with the time that `lock` has for it.
///
/// # Errors
///
/// When `SQLite` or the archive refuse them, which is when memory is short.
pub fn package(notes: &[Note], lock: &Lock) -> Result<Vec<u8>, PackageError> {
    let collection = collection::write(notes, lock)?;
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Stored)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    // No media: an empty list of them, which Anki wants to see.
    for (name, bytes) in [("collection.anki2", collection.as_slice()), ("media", b"{}")] {
        archive.start_file(name, options)?;
        archive.write_all(bytes)?;
    }
    Ok(archive.finish()?.into_inner())
}

#[cfg(test)]
mod tests {
    use super::super::testing;
    use super::super::{Templates, notes};
    use super::*;

    #[test]
    fn the_same_notes_give_the_same_bytes() {
        let notes = notes(&Templates::built_in(), &testing::context(true)).unwrap();
        let lock = Lock::default();
        let bytes = package(&notes, &lock).unwrap();
        assert!(bytes == package(&notes, &lock).unwrap());
        assert!(bytes != package(&notes[1..], &lock).unwrap());
        assert!(bytes.starts_with(b"PK"));
    }

    #[test]
    fn no_notes_are_a_package_too() {
        assert!(package(&[], &Lock::default()).is_ok());
    }
}
